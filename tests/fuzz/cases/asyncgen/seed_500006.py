# genprog seed=500006 profile=asyncgen size=1
# uses: acomp adrive agen asend async_for async_with contextlib if loop raise return say shared_agen sleep spawn stack try yield
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


async def scene0():
    ts = []
    async def ag1(tag, n):
        if n == 1:
            say(tag, 'L2')
            return
        yield n
    async def ag4(tag, n):
        if n % 3 != 1:
            if n > 1:
                async for x6 in reg(ag1(tag + '.5', n + 1)):
                    say(tag, 'L7', show(x6))
                    x9 = yield 'y8'
                    say(tag, 'L10', show(x9))
        await asyncio.sleep(0.25)
    async def w11(tag, n):
        try:
            a13 = reg(ag1(tag + '.12', n))
            await adrive(tag, a13, [('anext', None), ('anext', None), ('anext', None), ('asend', 2.5), ('athrow', StopAsyncIteration())])
            try:
                async with contextlib.AsyncExitStack() as st17:
                    await st17.enter_async_context(Ctx(tag + 's', 0))
                    st17.callback(say, tag, 'L18')
                    st17.push_async_callback(asyncio.sleep, 0)
                    a20 = reg(ag4(tag + '.19', n + 1))
                    await adrive(tag, a20, [('anext', None), ('anext', None)])
            except E3 as e21:
                say(tag, 'L22', show(e21), show(e21.__context__), show(e21.__cause__))
                raise KeyError('k2')
            except (E1, E3) as e30:
                say(tag, 'L31', show(e30), show(e30.__context__), show(e30.__cause__))
        finally:
            say(tag, 'L32')
            await asyncio.sleep(0)
            say(tag, 'L33')
            try:
                say(tag, 'L35', show([await asyncio.sleep(0, k) for k in range(n + 1)]))
            except E2 as e36:
                say(tag, 'L37', show(e36))
                a39 = reg(ag1(tag + '.38', 3))
                await adrive(tag, a39, [('asend', 2.5), ('athrow', E3('e42', code=5)), ('athrow', E3('e45', code=3))])
            except Exception as e46:
                say(tag, 'L47', show(e46))
            except BaseException as e48:
                say(tag, 'L49', show(e48), asyncio.current_task().cancelling())
        if n % 3 != 1:
            say(tag, 'L53')
            raise RuntimeError('r3')
        say(tag, 'L54')
        try:
            async with Ctx(tag, 0, swallow=E1, fail='enter') as x55, Ctx(tag + 'b', 0):
                if n < 3:
                    say(tag, 'L56')
                else:
                    say(tag, 'L57')
                say(tag, 'L58')
        except E2 as e59:
            say(tag, 'L60', show(e59))
            raise
        except E3 as e68:
            say(tag, 'L69', show(e68), show(e68.__context__), show(e68.__cause__))
            say(tag, 'L70')
            return (n, 1)
        except Exception as e78:
            say(tag, 'L79', show(e78))
            say(tag, 'L80')
        return 'r81'
    async def w82(tag, n):
        try:
            async with Ctx(tag, 0, swallow=Exception, fail='exit') as x83:
                try:
                    async with Ctx(tag, 0) as x84:
                        async for x86 in reg(ag1(tag + '.85', n)):
                            say(tag, 'L87', show(x86))
                except E2 as e88:
                    say(tag, 'L89', show(e88))
                except (E1, E3) as e90:
                    say(tag, 'L91', show(e90))
                except ValueError as e92:
                    say(tag, 'L93', show(e92))
                try:
                    async with Ctx(tag, 0, fail='exit') as x94:
                        a96 = reg(ag1(tag + '.95', n))
                        await adrive(tag, a96, [('anext', None), ('anext', None), ('asend', {'k': 3}), ('asend', True)])
                except E2 as e97:
                    say(tag, 'L98', show(e97))
                except KeyError as e99:
                    say(tag, 'L100', show(e99))
                    async for x102 in reg(ag1(tag + '.101', n + 1)):
                        say(tag, 'L103', show(x102))
                    return 'v5'
                except Exception as e111:
                    say(tag, 'L112', show(e111))
        except E2 as e113:
            say(tag, 'L114', show(e113))
            return 'r115'
        except (E1, E3) as e116:
            say(tag, 'L117', show(e116))
            await asyncio.sleep(0.25)
        say(tag, 'L119', show([show(x) async for x in reg(ag1(tag + '.118', n + 1)) if x]))
        a121 = reg(ag1(tag + '.120', 2))
        async def pull122(k):
            try:
                say(tag, k, show(await a121.__anext__()))
            except (Exception, StopAsyncIteration) as e:
                say(tag, k, show(e))
        await asyncio.gather(pull122(1), pull122(2))
        return (n, 8)
    async def w124(tag, n):
        say(tag, 'L125', await asyncio.sleep(1.0, {'k': 5}))
        try:
            t127 = spawn(w82(tag + '.126', n))
            ts.append(t127)
        except Exception as e128:
            say(tag, 'L129', show(e128))
            say(tag, 'L130')
        finally:
            say(tag, 'L131')
            await asyncio.sleep(0.75)
            say(tag, 'L132')
            say(tag, 'L133')
        return [7]
    async def w135(tag, n):
        a137 = reg(ag4(tag + '.136', n + 1))
        try:
            say(tag, 'L139', show([x async for x in reg(ag1(tag + '.138', n))]))
        except E3 as e140:
            say(tag, 'L141', show(e140))
        except Exception as e142:
            say(tag, 'L143', show(e142))
        return 'r144'
    ts.append(spawn(w135('scene0.0', 2)))
    ts.append(spawn(w135('scene0.1', 0)))
    ts.append(spawn(w11('scene0.2', 0)))
    n = 1
    try:
        a146 = reg(ag4('scene0.145', 0))
        await adrive('scene0', a146, [('anext', None), ('aclose', None)])
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L147', show(e))
    say('scene0', 'L148')
    if n == 2:
        a150 = reg(ag1('scene0.149', 1))
        for i151 in range(3):
            await asyncio.sleep(0.5)
    else:
        a153 = reg(ag4('scene0.152', 0))
        await adrive('scene0', a153, [('anext', None), ('anext', None)])
    try:
        say('scene0', 'L154', await asyncio.sleep(0.5, 2.5))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L155', show(e))
    d, p = await asyncio.wait(ts, timeout=10)
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
