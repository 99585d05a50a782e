# genprog seed=500001 profile=asyncgen size=1
# uses: acomp adrive agen amanager asend async_for async_with call contextlib if jump loop manager raise return say shared_cancel sleep sleep0 stack ticker timeout try try_cancel yield
import asyncio
import contextlib

class E1(Exception):
    pass


class E2(E1):
    pass


class E3(ValueError):
    def __init__(self, text, code=7):
        super().__init__(text)
        self.code = code


class Halt(BaseException):
    pass


def show(x):
    """repr() without addresses."""
    if isinstance(x, BaseExceptionGroup):
        return f"{type(x).__name__}({x.message!r}: {', '.join([show(e) for e in x.exceptions])})"
    if isinstance(x, BaseException):
        return f"{type(x).__name__}({', '.join([show(a) for a in x.args])})"
    if isinstance(x, str):
        return '...' if '<' in x or ' 0x' in x else repr(x)
    if isinstance(x, list):
        return '[' + ', '.join([show(i) for i in x]) + ']'
    if isinstance(x, tuple):
        return '(' + ', '.join([show(i) for i in x]) + ')'
    if isinstance(x, dict):
        return '{' + ', '.join([show(k) + ': ' + show(v) for k, v in x.items()]) + '}'
    if x is None or isinstance(x, (int, float, bytes)):
        return repr(x)
    if hasattr(x, 'cancelled') and hasattr(x, 'done'):
        return state(x)
    return type(x).__name__


def state(f):
    """How a task or future stands."""
    if not f.done():
        return 'pending'
    if f.cancelled():
        return 'cancelled'
    if f.exception() is not None:
        return 'failed ' + show(f.exception())
    return 'result ' + show(f.result())


LOOP = None
TASKS = []      # all tasks made by spawn(), oldest first
AGENS = []      # all asynchronous generators, oldest first
LOCKS = []      # locks that _guard() may have to open


def say(*args):
    print(round(LOOP.time(), 3), *args)


def spawn(coro, name=None):
    t = LOOP.create_task(coro, name=name or f't{len(TASKS)}')
    TASKS.append(t)
    return t


def reg(agen):
    AGENS.append(agen)
    return agen


def nth(seq, k):
    return seq[k % len(seq)]


def put(f, value):
    """Settle a future; complain if it is settled already."""
    try:
        if isinstance(value, BaseException):
            f.set_exception(value)
        else:
            f.set_result(value)
    except asyncio.InvalidStateError as e:
        say('put', value if isinstance(value, int) else '-', type(e).__name__, state(f))


def names(tasks):
    return sorted([t.get_name() for t in tasks])


def on_error(loop, context):
    """Only what callbacks raised: the rest depends on garbage collection."""
    if 'handle' in context:
        say('on_error', show(context.get('exception')))


async def adrive(name, agen, script):
    """Do the operations of the script on agen and say what comes of each."""
    for op, arg in script:
        try:
            if op == 'anext':
                got = await agen.__anext__()
            elif op == 'asend':
                got = await agen.asend(arg)
            elif op == 'athrow':
                got = await agen.athrow(arg)
            elif op == 'default':
                got = await anext(agen, arg)
            else:
                got = await agen.aclose()
            say(name, op, show(arg), '->', show(got))
        except StopAsyncIteration as e:
            say(name, op, show(arg), 'stop', show(e))
        except Exception as e:
            say(name, op, show(arg), 'raised', show(e))


class Ctx:
    """An asynchronous context manager that talks."""

    def __init__(self, tag, pause=0, swallow=(), fail=None):
        self.tag = tag
        self.pause = pause
        self.swallow = swallow
        self.fail = fail

    async def __aenter__(self):
        say(self.tag, 'aenter')
        await asyncio.sleep(self.pause)
        if self.fail == 'enter':
            raise E1('aenter')
        return self

    async def __aexit__(self, kind, exc, tb):
        say(self.tag, 'aexit', kind.__name__ if kind else None, show(exc))
        await asyncio.sleep(self.pause)
        if self.fail == 'exit':
            raise E2('aexit')
        return isinstance(exc, self.swallow)


class Ticker:
    """An asynchronous iterator that is not a generator."""

    def __init__(self, tag, stop, pause):
        self.tag = tag
        self.k = 0
        self.stop = stop
        self.pause = pause

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.k >= self.stop:
            raise StopAsyncIteration
        self.k += 1
        await asyncio.sleep(self.pause)
        return self.k


@contextlib.asynccontextmanager
async def manager(tag, swallow):
    say(tag, 'begin')
    try:
        yield tag
    except Exception as e:
        say(tag, 'caught', show(e))
        if not swallow:
            raise
    finally:
        await asyncio.sleep(0)
        say(tag, 'finish')


async def scene0():
    ts = []
    async def ag1(tag, n):
        try:
            x3 = yield 'y2'
            say(tag, 'L4', show(x3))
        except ValueError as e5:
            say(tag, 'L6', show(e5))
            raise
        except Exception as e13:
            say(tag, 'L14', show(e13))
            return
        except asyncio.CancelledError as e21:
            say(tag, 'L22', show(e21))
            say(tag, 'L23')
        say(tag, 'L24')
        await asyncio.sleep(0)
    async def ag25(tag, n):
        i26 = 0
        while i26 < 3:
            i26 += 1
            if not (n == 2):
                say(tag, 'L27')
                break
            say(tag, 'L28')
        else:
            yield (n, 5)
        try:
            async for x31 in reg(ag1(tag + '.30', n + 1)):
                say(tag, 'L32', show(x31))
        except Exception as e33:
            say(tag, 'L34', show(e33), show(e33.__context__), show(e33.__cause__))
            raise E1('e35')
        if n == 0:
            say(tag, 'L41')
            raise E1
    async def w42(tag, n):
        i43 = 0
        while i43 < 2:
            i43 += 1
            a45 = reg(ag1(tag + '.44', n))
            await adrive(tag, a45, [('asend', (4, 0)), ('asend', True), ('anext', None), ('default', 2.5), ('default', True)])
        else:
            async with Ctx(tag, 0, swallow=(E1, E3)) as x46:
                if not (n < 3):
                    a48 = reg(ag1(tag + '.47', n))
                else:
                    return n
            say(tag, 'L52', nth(ts, 3).get_name(), nth(ts, 3).cancel(msg='m51'))
        try:
            async with contextlib.AsyncExitStack() as st53:
                await st53.enter_async_context(Ctx(tag + 's', 0))
                st53.callback(say, tag, 'L54')
                st53.push_async_callback(asyncio.sleep, 0)
                try:
                    await asyncio.sleep(1)
                except E2 as e55:
                    say(tag, 'L56', show(e55))
                    raise E2('e61', 8)
                except (E1, E3) as e64:
                    say(tag, 'L65', show(e64), show(e64.__context__), show(e64.__cause__))
                    raise KeyError('k8') from e64
                except KeyError as e73:
                    say(tag, 'L74', show(e73))
                    say(tag, 'L75')
                else:
                    async with contextlib.AsyncExitStack() as st76:
                        await st76.enter_async_context(Ctx(tag + 's', 0))
                        st76.callback(say, tag, 'L77')
                        st76.push_async_callback(asyncio.sleep, 0)
                        say(tag, 'L78')
        except (E1, E3) as e79:
            say(tag, 'L80', show(e79))
            say(tag, 'L81')
            raise
        say(tag, 'L89')
        return 'r90'
    async def w91(tag, n):
        async for x93 in reg(ag1(tag + '.92', n)):
            say(tag, 'L94', show(x93))
        else:
            say(tag, 'L95')
        async with Ctx(tag, 0) as x96, Ctx(tag + 'b', 0):
            say(tag, 'L98', show([x async for x in reg(ag1(tag + '.97', n))]))
        return 'r99'
    async def w100(tag, n):
        try:
            async with Ctx(tag, 0.0625, swallow=E1) as x101:
                async for x102 in Ticker(tag, 2, 0):
                    say(tag, 'L103', x102)
                    await asyncio.sleep(0.75)
        except asyncio.CancelledError as e104:
            say(tag, 'L105', show(e104))
            a107 = reg(ag1(tag + '.106', 1))
            await adrive(tag, a107, [('default', 'v40'), ('aclose', None)])
        except BaseException as e108:
            say(tag, 'L109', show(e108), asyncio.current_task().cancelling())
        v111 = await w91(tag + '.110', n)
        say(tag, 'L112', show(v111))
        say(tag, 'L113', await asyncio.sleep(1.0, (3, 7)))
        return (n, 0)
    ts.append(spawn(w100('scene0.0', 2)))
    ts.append(spawn(w91('scene0.1', 1)))
    n = 1
    try:
        await asyncio.sleep(0)
    except Exception as e115:
        say('scene0', 'L116', show(e115))
        async for x118 in reg(ag25('scene0.117', 1)):
            say('scene0', 'L119', show(x118))
            if n == 2:
                try:
                    say('scene0', 'L121', show([show(x) async for x in reg(ag1('scene0.120', 0)) if x]))
                except E2 as e122:
                    say('scene0', 'L123', show(e122))
                    try:
                        say('scene0', 'L124')
                    finally:
                        say('scene0', 'L125')
                        await asyncio.sleep(0)
                        say('scene0', 'L126')
                    raise
                except asyncio.CancelledError as e134:
                    say('scene0', 'L135', show(e134), asyncio.current_task().cancelling())
                    await asyncio.sleep(2)
                except E1 as e136:
                    say('scene0', 'L137', show(e136))
                    try:
                        async with asyncio.timeout(0.0625) as cm138:
                            async with manager('scene0', True) as x139:
                                say('scene0', 'L140', show(x139))
                                await asyncio.sleep(0.375)
                    except TimeoutError as e141:
                        say('scene0', 'L142', show(e141))
                    say('scene0', 'L143', cm138.expired(), asyncio.current_task().cancelling())
            elif n % 3 != 1:
                say('scene0', 'L144')
            else:
                try:
                    async with Ctx('scene0', 0.75, fail='exit') as x145:
                        try:
                            say('scene0', 'L146')
                        except asyncio.CancelledError as e147:
                            say('scene0', 'L148', show(e147))
                            raise
                except E1 as e155:
                    say('scene0', 'L156', show(e155))
                    say('scene0', 'L157')
                    return 'r164'
                except (E1, E3) as e165:
                    say('scene0', 'L166', show(e165))
                except Exception as e167:
                    say('scene0', 'L168', show(e167))
                    say('scene0', 'L169')
        else:
            say('scene0', 'L170')
    say('scene0', 'L171')
    say('scene0', 'L172')
    d, p = await asyncio.wait(ts, timeout=2)
    say('scene0', 'end', names(d), names(p))

async def _guard():
    """Cancel what is left, round by round, until nothing is."""
    for k in range(300):
        left = [t for t in TASKS if not t.done()]
        rest = [t for t in asyncio.all_tasks() if t not in left and t is not asyncio.current_task()]
        rest.sort(key=lambda t: (len(t.get_name()), t.get_name()))
        if not left and not rest:
            return
        say('guard', k, [t.get_name() for t in left], len(rest))
        for t in left + rest:
            t.cancel()
        for lock in LOCKS:      # Condition.wait() cannot be cancelled while it takes its lock
            if k > 2 and lock.locked():
                lock.release()
        await asyncio.wait(left + rest, timeout=3)
    say('guard gives up')


async def _close_agens():
    for k, agen in enumerate(AGENS):
        try:
            await agen.aclose()
        except BaseException as e:
            say('closing', k, show(e))


async def _main():
    global LOOP
    LOOP = asyncio.get_running_loop()
    LOOP.set_exception_handler(on_error)
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=8)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    await _close_agens()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
