# genprog seed=500006 profile=mix size=1
# uses: adrive agen amanager async_for async_with call contextlib if loop manager raise say sleep sleep0 ticker try try_cancel yield
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
        if n % 2 == 0:
            for i2 in range(3):
                if n < 3:
                    say(tag, 'L6')
                    raise RuntimeError('r1')
            else:
                x8 = yield 'y7'
                say(tag, 'L9', show(x8))
        try:
            async with Ctx(tag, 0.25, swallow=(E1, E3)) as x10:
                try:
                    for i11 in range(2):
                        if n < 3:
                            i12 = 0
                            while i12 < 2:
                                i12 += 1
                                yield 'y13'
                except (E1, E3) as e14:
                    say(tag, 'L15', show(e14))
                x17 = yield (n, 0)
                say(tag, 'L18', show(x17))
        except GeneratorExit as e19:
            say(tag, 'L20', show(e19))
            try:
                raise E2('e22', 7)
            except E1 as e24:
                say(tag, 'L25', show(e24))
                if n == 1:
                    if n < 3:
                        if not (n == 3):
                            say(tag, 'L26')
                        elif n < 3:
                            say(tag, 'L27', await asyncio.sleep(0.375, (7, 1)))
                        else:
                            say(tag, 'L28')
                raise E3('e31', code=3) from e24
            except KeyError as e35:
                say(tag, 'L36', show(e35))
                raise KeyError('k4') from e35
            except asyncio.CancelledError as e43:
                say(tag, 'L44', show(e43))
            else:
                say(tag, 'L45')
            finally:
                say(tag, 'L46')
            return
        except E1 as e47:
            say(tag, 'L48', show(e47))
        except (E1, E3) as e49:
            say(tag, 'L50', show(e49))
        say(tag, 'L51')
        say(tag, 'L52')
    async def ag53(tag, n):
        yield (n, 5)
        if n == 3:
            say(tag, 'L58')
            raise E3('e57', code=2)
        yield n
        await asyncio.sleep(0)
    async def w60(tag, n):
        await asyncio.sleep(0.375)
        for i61 in range(3):
            say(tag, 'L62')
            if n < 3:
                try:
                    await asyncio.sleep(0)
                except (E1, E3) as e63:
                    say(tag, 'L64', show(e63))
                except ValueError as e65:
                    say(tag, 'L66', show(e65))
                except Exception as e67:
                    say(tag, 'L68', show(e67))
                    async with manager(tag, False) as x69:
                        say(tag, 'L70', show(x69))
                        try:
                            await asyncio.sleep(1.25)
                        except asyncio.CancelledError as e71:
                            say(tag, 'L72', show(e71), asyncio.current_task().cancelling())
                            await asyncio.sleep(0)
                        except Exception as e73:
                            say(tag, 'L74', show(e73))
                            raise E1 from e73
        say(tag, 'L82')
    async def w83(tag, n):
        a85 = reg(ag53(tag + '.84', n + 1))
        await adrive(tag, a85, [('asend', None), ('athrow', RuntimeError('r0')), ('anext', None), ('anext', None)])
        for i89 in range(2):
            async for x91 in reg(ag53(tag + '.90', 0)):
                say(tag, 'L92', show(x91))
            await asyncio.sleep(1.25)
    ts.append(spawn(w83('scene0.0', 4)))
    ts.append(spawn(w83('scene0.1', 1)))
    ts.append(spawn(w60('scene0.2', 1)))
    n = 1
    try:
        a94 = reg(ag53('scene0.93', 0))
        await adrive('scene0', a94, [('anext', None), ('anext', None), ('anext', None), ('asend', 2.5)])
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L95', show(e))
    try:
        try:
            async with Ctx('scene0', 1, fail='exit') as x96:
                try:
                    async with Ctx('scene0', 0.125) as x97:
                        say('scene0', 'L98')
                except E1 as e99:
                    say('scene0', 'L100', show(e99))
                    say('scene0', 'L101', await asyncio.sleep(0.5, {'k': 5}))
                except (E1, E3) as e102:
                    say('scene0', 'L103', show(e102))
                    await asyncio.sleep(2)
                except Exception as e104:
                    say('scene0', 'L105', show(e104))
                a107 = reg(ag53('scene0.106', 3))
                await adrive('scene0', a107, [('default', True), ('athrow', RuntimeError('r5')), ('anext', None)])
        except asyncio.CancelledError as e111:
            say('scene0', 'L112', show(e111))
            try:
                async with manager('scene0', False) as x113:
                    say('scene0', 'L114', show(x113))
                    v116 = await w83('scene0.115', 0)
                    say('scene0', 'L117', show(v116))
            except E2 as e118:
                say('scene0', 'L119', show(e118), show(e118.__context__), show(e118.__cause__))
            except E1 as e120:
                say('scene0', 'L121', show(e120), show(e120.__context__), show(e120.__cause__))
                raise E2('e126', 0)
            except KeyError as e129:
                say('scene0', 'L130', show(e129))
        except E1 as e131:
            say('scene0', 'L132', show(e131))
            async for x133 in Ticker('scene0', 1, 0.375):
                say('scene0', 'L134', x133)
        except (E1, E3) as e135:
            say('scene0', 'L136', show(e135))
            await asyncio.sleep(0)
            raise
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L144', show(e))
    try:
        await asyncio.sleep(0.25)
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L145', show(e))
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=30)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    await _close_agens()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
