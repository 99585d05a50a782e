# genprog seed=500005 profile=asyncgen size=1
# uses: agen amanager asend async_for async_with call contextlib if loop manager raise return say shared_cancel sleep sleep0 stack timeout try try_cancel yield
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
            yield 34
        except asyncio.CancelledError as e3:
            say(tag, 'L4', show(e3))
        except E3 as e5:
            say(tag, 'L6', show(e5))
        except Exception as e7:
            say(tag, 'L8', show(e7))
            say(tag, 'L10', show((yield 'y9')))
        if not (n < 3):
            say(tag, 'L11')
            return
        async with Ctx(tag, 0) as x12:
            x14 = yield (n, 7)
            say(tag, 'L15', show(x14))
            await asyncio.sleep(1)
        x17 = yield 'y16'
        say(tag, 'L18', show(x17))
    async def ag19(tag, n):
        try:
            async for x21 in reg(ag1(tag + '.20', n)):
                say(tag, 'L22', show(x21))
                if isinstance(x21, int):
                    say(tag, 'L23', show(x21))
        except E3 as e24:
            say(tag, 'L25', show(e24))
            yield 'y26'
        except ValueError as e27:
            say(tag, 'L28', show(e27))
        say(tag, 'L30', show((yield 'y29')))
    async def w31(tag, n):
        try:
            async for x33 in reg(ag1(tag + '.32', n + 1)):
                say(tag, 'L34', show(x33))
                try:
                    async with Ctx(tag, 0, fail='exit') as x35:
                        say(tag, 'L38', nth(ts, 7).get_name(), nth(ts, 7).cancel())
                except (E1, E3) as e39:
                    say(tag, 'L40', show(e39))
                    raise
                except asyncio.CancelledError as e47:
                    say(tag, 'L48', show(e47))
                except Exception as e49:
                    say(tag, 'L50', show(e49))
        except E3 as e51:
            say(tag, 'L52', show(e51))
            say(tag, 'L53')
        except (E1, E3) as e54:
            say(tag, 'L55', show(e54))
            await asyncio.sleep(0)
            raise E3('e61', code=0)
        except Exception as e63:
            say(tag, 'L64', show(e63))
        if n % 2 == 0:
            say(tag, 'L65')
        elif n % 2 == 0:
            say(tag, 'L66')
            try:
                await asyncio.sleep(0.5)
            except asyncio.CancelledError as e67:
                say(tag, 'L68', show(e67))
                await asyncio.sleep(1.5)
        say(tag, 'L69')
        return (n, 8)
    async def w71(tag, n):
        a73 = reg(ag1(tag + '.72', n + 1))
        try:
            if n > 1:
                await asyncio.sleep(0.5)
            elif n == 0:
                try:
                    try:
                        await asyncio.sleep(1.25)
                    except E1 as e74:
                        say(tag, 'L75', show(e74))
                        try:
                            async with asyncio.timeout_at(LOOP.time() + 1.0) as cm76:
                                say(tag, 'L82', cm76.expired(), cm76.when() is None)
                                try:
                                    say(tag, 'L80', show(await a73.athrow(KeyError('k8'))))
                                except (Exception, StopAsyncIteration) as e:
                                    say(tag, 'L81', show(e))
                                await asyncio.sleep(1.5)
                        except TimeoutError as e83:
                            say(tag, 'L84', show(e83))
                        say(tag, 'L85', cm76.expired(), asyncio.current_task().cancelling())
                    except (E1, E3) as e86:
                        say(tag, 'L87', show(e86))
                    except ValueError as e88:
                        say(tag, 'L89', show(e88))
                    else:
                        try:
                            async with contextlib.AsyncExitStack() as st90:
                                await st90.enter_async_context(Ctx(tag + 's', 0, swallow=E1))
                                st90.callback(say, tag, 'L91')
                                st90.push_async_callback(asyncio.sleep, 0)
                                say(tag, 'L92')
                        except asyncio.CancelledError as e93:
                            say(tag, 'L94', show(e93), asyncio.current_task().cancelling())
                            if n < 3:
                                say(tag, 'L98')
                                raise E2('e96', 7)
                            raise E3('e101', code=7) from e93
                        except E3 as e106:
                            say(tag, 'L107', show(e106))
                            await asyncio.sleep(0.125)
                except asyncio.CancelledError as e108:
                    say(tag, 'L109', show(e108))
                    raise
                except Exception as e117:
                    say(tag, 'L118', show(e117))
        except asyncio.CancelledError as e119:
            say(tag, 'L120', show(e119))
            await asyncio.sleep(0)
            say(tag, 'L121', asyncio.current_task().uncancel())
            return 'r128'
        await asyncio.sleep(0.0625)
        if n > 1:
            say(tag, 'L132')
            raise RuntimeError('r3')
    async def w133(tag, n):
        v135 = await w71(tag + '.134', n + 1)
        say(tag, 'L136', show(v135))
        try:
            async with asyncio.timeout(0.25) as cm137:
                say(tag, 'L141', cm137.expired(), str(cm137))
                raise RuntimeError('r7')
        except TimeoutError as e142:
            say(tag, 'L143', show(e142))
            raise ValueError('bad8') from e142
        except asyncio.CancelledError as e151:
            say(tag, 'L152', show(e151), asyncio.current_task().cancelling())
            return (2, 3)
        await asyncio.sleep(0)
        return v135
    async def w160(tag, n):
        a162 = reg(ag1(tag + '.161', n))
        if n > 1:
            async for x164 in reg(ag1(tag + '.163', 0)):
                say(tag, 'L165', show(x164))
                say(tag, 'L166')
            say(tag, 'L169', nth(ts, 7).get_name(), nth(ts, 7).cancel())
        return (n, 0)
    ts.append(spawn(w160('scene0.0', 0)))
    ts.append(spawn(w160('scene0.1', 0)))
    ts.append(spawn(w71('scene0.2', 1)))
    n = 1
    a172 = reg(ag19('scene0.171', 2))
    await asyncio.sleep(0.5)
    try:
        async with manager('scene0', True) as x173:
            say('scene0', 'L174', show(x173))
            async for x176 in reg(ag1('scene0.175', 2)):
                say('scene0', 'L177', show(x176))
    except E3 as e178:
        say('scene0', 'L179', show(e178))
        return (n, 8)
    except BaseException as e187:
        say('scene0', 'L188', show(e187), asyncio.current_task().cancelling())
        say('scene0', 'L189')
    try:
        try:
            async with asyncio.timeout(0.5) as cm190:
                say('scene0', 'L191')
                if not (n < 3):
                    i192 = 0
                    while i192 < 3:
                        i192 += 1
                        say('scene0', 'L193')
                else:
                    async with Ctx('scene0', 0, swallow=(E1, E3), fail='enter') as x194, Ctx('scene0' + 'b', 0):
                        try:
                            async with Ctx('scene0', 0) as x195:
                                try:
                                    async with asyncio.timeout(0.75) as cm196:
                                        await asyncio.sleep(0)
                                except TimeoutError as e197:
                                    say('scene0', 'L198', show(e197))
                                say('scene0', 'L199', cm196.expired(), asyncio.current_task().cancelling())
                        except ValueError as e200:
                            say('scene0', 'L201', show(e200))
                            say('scene0', 'L202')
                        except BaseException as e203:
                            say('scene0', 'L204', show(e203))
                await asyncio.sleep(0.375)
        except TimeoutError as e205:
            say('scene0', 'L206', show(e205))
        say('scene0', 'L207', cm190.expired(), asyncio.current_task().cancelling())
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L208', show(e))
    d, p = await asyncio.wait(ts, timeout=1)
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
