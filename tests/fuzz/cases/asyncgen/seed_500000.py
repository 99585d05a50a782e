# genprog seed=500000 profile=asyncgen size=1
# uses: adrive agen asend async_for async_with call contextlib if loop raise return say sleep sleep0 stack ticker timeout try try_cancel yield
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
        say(tag, 'L2')
        yield (4, 3)
        yield {'k': 5}
        x6 = yield 'y5'
        say(tag, 'L7', show(x6))
    async def ag8(tag, n):
        if n < 3:
            say(tag, 'L12')
            raise KeyError('k1')
        say(tag, 'L13')
        x15 = yield 'y14'
        say(tag, 'L16', show(x15))
    async def w17(tag, n):
        try:
            async for x19 in reg(ag8(tag + '.18', n)):
                say(tag, 'L20', show(x19))
                await asyncio.sleep(0)
        except ValueError as e21:
            say(tag, 'L22', show(e21))
        except Exception as e23:
            say(tag, 'L24', show(e23))
            async with contextlib.AsyncExitStack() as st25:
                await st25.enter_async_context(Ctx(tag + 's', 0, swallow=E1))
                st25.callback(say, tag, 'L26')
                st25.push_async_callback(asyncio.sleep, 0)
                say(tag, 'L27')
        except asyncio.CancelledError as e28:
            say(tag, 'L29', show(e28))
        a31 = reg(ag8(tag + '.30', 3))
        async for x32 in Ticker(tag, 2, 0.125):
            say(tag, 'L33', x32)
        try:
            async with Ctx(tag, 0, swallow=Exception, fail='enter') as x34:
                try:
                    async for x36 in reg(ag1(tag + '.35', n + 1)):
                        say(tag, 'L37', show(x36))
                except (E1, E3) as e38:
                    say(tag, 'L39', show(e38))
                except KeyError as e40:
                    say(tag, 'L41', show(e40))
                except BaseException as e42:
                    say(tag, 'L43', show(e42), asyncio.current_task().cancelling())
                try:
                    async with Ctx(tag, 1.25, swallow=Exception, fail='enter') as x44:
                        return n
                except E2 as e46:
                    say(tag, 'L47', show(e46))
                    await asyncio.sleep(0)
                except KeyError as e48:
                    say(tag, 'L49', show(e48))
                    return (n, 1)
                except ValueError as e57:
                    say(tag, 'L58', show(e57), show(e57.__context__), show(e57.__cause__))
                    raise E1('e62') from None
        except asyncio.CancelledError as e65:
            say(tag, 'L66', show(e65), asyncio.current_task().cancelling())
            if n < 3:
                say(tag, 'L68')
                return 'r67'
            raise E3('e71', code=0) from e65
        except E1 as e76:
            say(tag, 'L77', show(e76))
        except Exception as e78:
            say(tag, 'L79', show(e78))
        return 'v23'
    async def w81(tag, n):
        await asyncio.sleep(2)
        try:
            say(tag, 'L84', show(await w17(tag + '.82', n)))
        except ValueError as e85:
            say(tag, 'L86', show(e85))
        except Exception as e87:
            say(tag, 'L88', show(e87), show(e87.__context__), show(e87.__cause__))
            if not (n % 3 != 1):
                say(tag, 'L89')
        say(tag, 'L90')
        return 'v2'
    ts.append(spawn(w81('scene0.0', 0)))
    ts.append(spawn(w81('scene0.1', 2)))
    n = 1
    a93 = reg(ag1('scene0.92', 0))
    await adrive('scene0', a93, [('anext', None), ('athrow', GeneratorExit()), ('anext', None), ('anext', None)])
    say('scene0', 'L97')
    say('scene0', 'L98')
    try:
        a100 = reg(ag8('scene0.99', 4))
        await adrive('scene0', a100, [('anext', None), ('anext', None), ('anext', None), ('asend', (3, 0))])
        i101 = 0
        while i101 < 2:
            i101 += 1
            try:
                async with asyncio.timeout(-1) as cm102:
                    say('scene0', 'L103', cm102.expired(), str(cm102))
                    await asyncio.sleep(1)
                    await asyncio.sleep(1.5)
            except TimeoutError as e104:
                say('scene0', 'L105', show(e104))
            say('scene0', 'L106', cm102.expired(), asyncio.current_task().cancelling())
        else:
            await asyncio.sleep(1.0)
    except E1 as e107:
        say('scene0', 'L108', show(e107))
        try:
            async for x110 in reg(ag1('scene0.109', 1)):
                say('scene0', 'L111', show(x110))
        except E2 as e112:
            say('scene0', 'L113', show(e112))
            raise
        except E3 as e121:
            say('scene0', 'L122', show(e121))
            await asyncio.sleep(0.25)
        raise
    except ValueError as e130:
        say('scene0', 'L131', show(e130))
        if n < 3:
            try:
                async with Ctx('scene0', 0.125) as x132:
                    async for x133 in Ticker('scene0', 2, 0):
                        say('scene0', 'L134', x133)
            except asyncio.CancelledError as e135:
                say('scene0', 'L136', show(e135), asyncio.current_task().cancelling())
                say('scene0', 'L137')
                return 'r144'
            except Exception as e145:
                say('scene0', 'L146', show(e145))
                await asyncio.sleep(1.5)
            finally:
                say('scene0', 'L147')
                await asyncio.sleep(0)
                say('scene0', 'L148')
        else:
            if n % 3 != 1:
                try:
                    say('scene0', 'L152', show(await a93.athrow(E1)))
                except (Exception, StopAsyncIteration) as e:
                    say('scene0', 'L153', show(e))
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=30)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    await _close_agens()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
