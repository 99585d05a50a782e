# genprog seed=500003 profile=asyncgen size=1
# uses: acomp adrive agen asend async_for async_with contextlib if jump raise return say shared_agen sleep sleep0 stack ticker try try_cancel yield
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
        yield 'y2'
        say(tag, 'L4', show((yield 'y3')))
    async def ag5(tag, n):
        try:
            async for x7 in reg(ag1(tag + '.6', n)):
                say(tag, 'L8', show(x7))
                say(tag, 'L9', show((yield x7)))
        except E1 as e10:
            say(tag, 'L11', show(e10))
            try:
                async for x13 in reg(ag1(tag + '.12', 3)):
                    say(tag, 'L14', show(x13))
                    try:
                        say(tag, 'L15', show(x13))
                    finally:
                        say(tag, 'L16')
            except E1 as e17:
                say(tag, 'L18', show(e17))
                raise E1('e22')
            except Exception as e25:
                say(tag, 'L26', show(e25))
                await asyncio.sleep(2)
            except GeneratorExit as e27:
                say(tag, 'L28', show(e27))
                await asyncio.sleep(0)
                raise
        except (E1, E3) as e29:
            say(tag, 'L30', show(e29), show(e29.__context__), show(e29.__cause__))
        except asyncio.CancelledError as e31:
            say(tag, 'L32', show(e31))
            say(tag, 'L33')
        try:
            async with Ctx(tag, 0) as x34:
                x36 = yield 'y35'
                say(tag, 'L37', show(x36))
                say(tag, 'L38')
        except asyncio.CancelledError as e39:
            say(tag, 'L40', show(e39))
            say(tag, 'L41')
        except E2 as e42:
            say(tag, 'L43', show(e42))
            say(tag, 'L44')
            raise
        except (E1, E3) as e51:
            say(tag, 'L52', show(e51))
    async def w53(tag, n):
        a55 = reg(ag1(tag + '.54', 4))
        await adrive(tag, a55, [('asend', [7]), ('anext', None), ('athrow', E3('e58', code=8)), ('asend', True)])
        if n == 0:
            try:
                async for x60 in reg(ag1(tag + '.59', n)):
                    say(tag, 'L61', show(x60))
                    await asyncio.sleep(1.0)
                else:
                    say(tag, 'L62')
            except KeyError as e63:
                say(tag, 'L64', show(e63))
                a66 = reg(ag1(tag + '.65', n))
                await adrive(tag, a66, [('asend', 52), ('asend', {'k': 2}), ('anext', None)])
                raise
            if not (asyncio.current_task().cancelling()):
                say(tag, 'L74', await asyncio.sleep(1.5, True))
            else:
                a76 = reg(ag1(tag + '.75', n + 1))
                async def pull77(k):
                    try:
                        say(tag, k, show(await a76.__anext__()))
                    except (Exception, StopAsyncIteration) as e:
                        say(tag, k, show(e))
                await asyncio.gather(pull77(1), pull77(2))
        try:
            say(tag, 'L81', show(await a55.aclose()))
        except (Exception, StopAsyncIteration) as e:
            say(tag, 'L82', show(e))
        return 'v42'
    async def w84(tag, n):
        try:
            if n == 2:
                try:
                    say(tag, 'L86', show([(x, y) async for x in reg(ag1(tag + '.85', n + 1)) for y in range(2)]))
                except asyncio.CancelledError as e87:
                    say(tag, 'L88', show(e87))
                except E3 as e89:
                    say(tag, 'L90', show(e89))
                    a92 = reg(ag1(tag + '.91', n))
                    async def pull93(k):
                        try:
                            say(tag, k, show(await a92.__anext__()))
                        except (Exception, StopAsyncIteration) as e:
                            say(tag, k, show(e))
                    await asyncio.gather(pull93(1), pull93(2), pull93(3))
                except KeyError as e94:
                    say(tag, 'L95', show(e94))
                    async for x96 in Ticker(tag, 1, 0):
                        say(tag, 'L97', x96)
                        if n % 3 != 1:
                            say(tag, 'L98')
                            continue
            await asyncio.sleep(1)
        except E1 as e99:
            say(tag, 'L100', show(e99))
            try:
                if not (n < 3):
                    a102 = reg(ag1(tag + '.101', n))
                else:
                    if n > 1:
                        say(tag, 'L109')
                        raise
            except asyncio.CancelledError as e110:
                say(tag, 'L111', show(e110), asyncio.current_task().cancelling())
            except Exception as e112:
                say(tag, 'L113', show(e112))
            raise
        except asyncio.CancelledError as e121:
            say(tag, 'L122', show(e121), asyncio.current_task().cancelling())
            raise E1 from e121
        except (E1, E3) as e130:
            say(tag, 'L131', show(e130), show(e130.__context__), show(e130.__cause__))
        finally:
            say(tag, 'L132')
            if n < 3:
                try:
                    try:
                        await asyncio.sleep(0)
                    except asyncio.CancelledError as e133:
                        say(tag, 'L134', show(e133), asyncio.current_task().cancelling())
                    except KeyError as e135:
                        say(tag, 'L136', show(e135), show(e135.__context__), show(e135.__cause__))
                        async for x137 in Ticker(tag, 2, 0.25):
                            say(tag, 'L138', x137)
                        raise
                    except ValueError as e146:
                        say(tag, 'L147', show(e146))
                        raise
                    else:
                        async for x155 in Ticker(tag, 1, 1):
                            say(tag, 'L156', x155)
                            if x155 == 2:
                                say(tag, 'L160')
                                raise E1('e157')
                        else:
                            say(tag, 'L161')
                finally:
                    say(tag, 'L162')
                    await asyncio.sleep(0)
                    say(tag, 'L163')
            else:
                return (4, 3)
        say(tag, 'L165')
        return n
    ts.append(spawn(w84('scene0.0', 0)))
    ts.append(spawn(w53('scene0.1', 0)))
    n = 1
    try:
        a168 = reg(ag5('scene0.167', 3))
        await adrive('scene0', a168, [('default', 'v30'), ('default', [8]), ('anext', None), ('anext', None)])
        say('scene0', 'L169')
    except KeyError as e170:
        say('scene0', 'L171', show(e170))
        try:
            async with Ctx('scene0', 1.5) as x172:
                try:
                    async for x174 in reg(ag1('scene0.173', 0)):
                        say('scene0', 'L175', show(x174))
                        try:
                            say('scene0', 'L177', show([show(x) async for x in reg(ag1('scene0.176', 3)) if x]))
                        except KeyError as e178:
                            say('scene0', 'L179', show(e178))
                        except Exception as e180:
                            say('scene0', 'L181', show(e180))
                            say('scene0', 'L182')
                    else:
                        say('scene0', 'L183')
                except KeyError as e184:
                    say('scene0', 'L185', show(e184), show(e184.__context__), show(e184.__cause__))
        except E2 as e186:
            say('scene0', 'L187', show(e186))
        except (E1, E3) as e188:
            say('scene0', 'L189', show(e188))
            a191 = reg(ag1('scene0.190', 2))
            async def pull192(k):
                try:
                    say('scene0', k, show(await a191.__anext__()))
                except (Exception, StopAsyncIteration) as e:
                    say('scene0', k, show(e))
            await asyncio.gather(pull192(1), pull192(2))
            raise
        except KeyError as e200:
            say('scene0', 'L201', show(e200), show(e200.__context__), show(e200.__cause__))
            try:
                try:
                    async with contextlib.AsyncExitStack() as st202:
                        await st202.enter_async_context(Ctx('scene0' + 's', 0))
                        st202.callback(say, 'scene0', 'L203')
                        st202.push_async_callback(asyncio.sleep, 0)
                        await asyncio.sleep(0.25)
                except (E1, E3) as e204:
                    say('scene0', 'L205', show(e204))
                except Exception as e206:
                    say('scene0', 'L207', show(e206))
                    try:
                        async with Ctx('scene0', 0) as x208:
                            say('scene0', 'L209')
                    except E1 as e210:
                        say('scene0', 'L211', show(e210))
                        say('scene0', 'L212')
                        raise E1 from e210
                    except (E1, E3) as e220:
                        say('scene0', 'L221', show(e220))
                    except KeyError as e222:
                        say('scene0', 'L223', show(e222))
                except asyncio.CancelledError as e224:
                    say('scene0', 'L225', show(e224))
                    raise
            except Exception as e233:
                say('scene0', 'L234', show(e233))
                return {'k': 6}
            except asyncio.CancelledError as e242:
                say('scene0', 'L243', show(e242), asyncio.current_task().cancelling())
    except ValueError as e244:
        say('scene0', 'L245', show(e244))
        say('scene0', 'L246')
    say('scene0', 'L247')
    say('scene0', 'L248')
    say('scene0', 'L249')
    d, p = await asyncio.wait(ts, timeout=5)
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
