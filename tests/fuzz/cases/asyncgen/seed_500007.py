# genprog seed=500007 profile=asyncgen size=1
# uses: acomp adrive agen amanager asend async_for async_with contextlib loop manager return say sleep sleep0 stack try yield
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
        await asyncio.sleep(1.0)
        x3 = yield 'y2'
        say(tag, 'L4', show(x3))
    async def ag5(tag, n):
        try:
            say(tag, 'L6')
            for i7 in range(3):
                await asyncio.sleep(0.75)
        finally:
            say(tag, 'L8')
            await asyncio.sleep(0)
            say(tag, 'L9')
        x11 = yield 'r10'
        say(tag, 'L12', show(x11))
        try:
            async with Ctx(tag, 0, swallow=E1, fail='exit') as x13, Ctx(tag + 'b', 0, swallow=E3):
                say(tag, 'L14', show(x11))
                await asyncio.sleep(0.25)
        except asyncio.CancelledError as e15:
            say(tag, 'L16', show(e15))
            raise
        except E1 as e23:
            say(tag, 'L24', show(e23))
        except (E1, E3) as e25:
            say(tag, 'L26', show(e25), show(e25.__context__), show(e25.__cause__))
        await asyncio.sleep(0)
    async def w27(tag, n):
        try:
            async for x29 in reg(ag5(tag + '.28', n + 1)):
                say(tag, 'L30', show(x29))
                say(tag, 'L31')
        except (E1, E3) as e32:
            say(tag, 'L33', show(e32))
            try:
                async with manager(tag, True) as x34:
                    say(tag, 'L35', show(x34))
                    a37 = reg(ag1(tag + '.36', 3))
            except E3 as e38:
                say(tag, 'L39', show(e38))
                a41 = reg(ag1(tag + '.40', n))
            except E1 as e42:
                say(tag, 'L43', show(e42))
            except (E1, E3) as e44:
                say(tag, 'L45', show(e44))
            raise
        await asyncio.sleep(0)
        if n % 3 != 1:
            say(tag, 'L54')
            return n
        return (n, 8)
    async def w56(tag, n):
        if n < 3:
            say(tag, 'L58')
            return (n, 4)
        for i59 in range(2):
            for i60 in range(3):
                say(tag, 'L61', show(i59))
            await asyncio.sleep(2)
        try:
            say(tag, 'L63', show([(x, y) async for x in reg(ag1(tag + '.62', n + 1)) for y in range(2)]))
        except (E1, E3) as e64:
            say(tag, 'L65', show(e64))
        except BaseException as e66:
            say(tag, 'L67', show(e66))
            try:
                async for x69 in reg(ag1(tag + '.68', n + 1)):
                    say(tag, 'L70', show(x69))
                    say(tag, 'L71')
            except E2 as e72:
                say(tag, 'L73', show(e72))
            except E3 as e74:
                say(tag, 'L75', show(e74))
            except E1 as e76:
                say(tag, 'L77', show(e76))
                raise E1
        await asyncio.sleep(0)
        return {'k': 0}
    async def w86(tag, n):
        try:
            try:
                async with Ctx(tag, 0.75) as x87:
                    a89 = reg(ag1(tag + '.88', n + 1))
                    await adrive(tag, a89, [('anext', None), ('anext', None), ('athrow', StopAsyncIteration()), ('aclose', None)])
            except E2 as e93:
                say(tag, 'L94', show(e93))
                await asyncio.sleep(0)
                raise E2('e99', 7)
            except KeyError as e102:
                say(tag, 'L103', show(e102))
            except Exception as e104:
                say(tag, 'L105', show(e104), show(e104.__context__), show(e104.__cause__))
                try:
                    async for x107 in reg(ag1(tag + '.106', n)):
                        say(tag, 'L108', show(x107))
                        try:
                            async with Ctx(tag, 0.25, swallow=(E1, E3)) as x109, Ctx(tag + 'b', 0):
                                try:
                                    async with contextlib.AsyncExitStack() as st110:
                                        await st110.enter_async_context(Ctx(tag + 's', 0, swallow=E1))
                                        st110.callback(say, tag, 'L111')
                                        st110.push_async_callback(asyncio.sleep, 0)
                                        say(tag, 'L112')
                                except asyncio.CancelledError as e113:
                                    say(tag, 'L114', show(e113), asyncio.current_task().cancelling())
                                    say(tag, 'L115', asyncio.current_task().uncancel())
                                except KeyError as e116:
                                    say(tag, 'L117', show(e116))
                                    await asyncio.sleep(0.75)
                                except Exception as e118:
                                    say(tag, 'L119', show(e118))
                                    say(tag, 'L120')
                        except Exception as e121:
                            say(tag, 'L122', show(e121))
                            await asyncio.sleep(0.125)
                except E2 as e123:
                    say(tag, 'L124', show(e123))
                except asyncio.CancelledError as e125:
                    say(tag, 'L126', show(e125))
                    await asyncio.sleep(1)
                raise
        finally:
            say(tag, 'L134')
        await asyncio.sleep(0)
    ts.append(spawn(w27('scene0.0', 0)))
    ts.append(spawn(w86('scene0.1', 1)))
    ts.append(spawn(w56('scene0.2', 3)))
    ts.append(spawn(w56('scene0.3', 4)))
    n = 1
    await asyncio.sleep(0.5)
    try:
        try:
            async for x136 in reg(ag1('scene0.135', 4)):
                say('scene0', 'L137', show(x136))
                await asyncio.sleep(0.75)
            else:
                say('scene0', 'L138')
        except Exception as e139:
            say('scene0', 'L140', show(e139))
            say('scene0', 'L141')
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L142', show(e))
    say('scene0', 'L143')
    say('scene0', 'L144')

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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=30)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    await _close_agens()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
