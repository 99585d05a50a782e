# genprog seed=500002 profile=asyncgen size=1
# uses: acomp agen asend async_for async_with await contextlib if loop raise return say shared_agen sleep sleep0 spawn stack ticker timeout try yield
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
        try:
            say(tag, 'L3')
        finally:
            say(tag, 'L4')
            await asyncio.sleep(0)
            say(tag, 'L5')
        try:
            x7 = yield 'y6'
            say(tag, 'L8', show(x7))
        finally:
            say(tag, 'L9')
            await asyncio.sleep(0)
            say(tag, 'L10')
        if n % 3 != 1:
            say(tag, 'L11')
            return
    async def ag12(tag, n):
        i13 = 0
        while i13 < 2:
            i13 += 1
            try:
                x15 = yield 'y14'
                say(tag, 'L16', show(x15))
            finally:
                say(tag, 'L17')
                await asyncio.sleep(0)
                say(tag, 'L18')
                try:
                    say(tag, 'L19', show(i13))
                finally:
                    say(tag, 'L20')
                    await asyncio.sleep(0)
                    say(tag, 'L21')
            if i13 == 0:
                say(tag, 'L22')
                return
        say(tag, 'L24', show((yield 'y23')))
    async def w25(tag, n):
        try:
            async for x26 in Ticker(tag, 1, 0):
                say(tag, 'L27', x26)
        except E2 as e28:
            say(tag, 'L29', show(e28))
            await asyncio.sleep(0)
        except asyncio.CancelledError as e30:
            say(tag, 'L31', show(e30))
            return 74
        except ValueError as e39:
            say(tag, 'L40', show(e39))
            raise
        else:
            if n < 3:
                if n == 1:
                    say(tag, 'L49')
                    return 'r48'
            else:
                try:
                    async with Ctx(tag, 0, swallow=Exception) as x50:
                        a52 = reg(ag1(tag + '.51', n))
                        async def pull53(k):
                            try:
                                say(tag, k, show(await a52.__anext__()))
                            except (Exception, StopAsyncIteration) as e:
                                say(tag, k, show(e))
                        await asyncio.gather(pull53(1), pull53(2), pull53(3))
                except E3 as e54:
                    say(tag, 'L55', show(e54), show(e54.__context__), show(e54.__cause__))
                except ValueError as e56:
                    say(tag, 'L57', show(e56))
                    raise RuntimeError('r1')
                except asyncio.CancelledError as e65:
                    say(tag, 'L66', show(e65), asyncio.current_task().cancelling())
            try:
                async for x68 in reg(ag1(tag + '.67', 3)):
                    say(tag, 'L69', show(x68))
            except (E1, E3) as e70:
                say(tag, 'L71', show(e70), show(e70.__context__), show(e70.__cause__))
                async with contextlib.AsyncExitStack() as st72:
                    await st72.enter_async_context(Ctx(tag + 's', 0, swallow=E1))
                    st72.callback(say, tag, 'L73')
                    st72.push_async_callback(asyncio.sleep, 0)
                    await asyncio.sleep(0.1)
            except ValueError as e74:
                say(tag, 'L75', show(e74))
            except Exception as e76:
                say(tag, 'L77', show(e76))
                say(tag, 'L78')
                raise ValueError('bad7') from e76
        await asyncio.sleep(0.3)
    async def w86(tag, n):
        if n == 3:
            say(tag, 'L90')
            raise E1('e87')
        try:
            if n % 3 != 1:
                say(tag, 'L92')
                return 43
        except E3 as e93:
            say(tag, 'L94', show(e93))
        except (E1, E3) as e95:
            say(tag, 'L96', show(e95))
            a98 = reg(ag1(tag + '.97', n + 1))
            raise
        except Exception as e106:
            say(tag, 'L107', show(e106))
            if n % 2 == 0:
                say(tag, 'L108')
    async def w109(tag, n):
        await asyncio.sleep(0.7)
        t111 = asyncio.create_task(w25(tag + '.110', n + 1), name='t111')
        TASKS.append(t111)
        ts.append(t111)
        try:
            async with asyncio.timeout(0.15) as cm112:
                say(tag, 'L139', cm112.expired(), str(cm112))
                if n == 2:
                    try:
                        say(tag, 'L113', show(await t111))
                    except asyncio.CancelledError as e114:
                        say(tag, 'L115', show(e114))
                        try:
                            say(tag, 'L116')
                        except E1 as e117:
                            say(tag, 'L118', show(e117))
                            say(tag, 'L119')
                        except (E1, E3) as e120:
                            say(tag, 'L121', show(e120))
                        except KeyError as e122:
                            say(tag, 'L123', show(e122))
                            say(tag, 'L124')
                            raise
                        else:
                            say(tag, 'L132')
                        finally:
                            say(tag, 'L133')
                        say(tag, 'L134', asyncio.current_task().uncancel())
                    except E2 as e135:
                        say(tag, 'L136', show(e135))
                else:
                    say(tag, 'L137')
                say(tag, 'L138')
                await asyncio.sleep(1.1)
        except TimeoutError as e140:
            say(tag, 'L141', show(e140))
            say(tag, 'L142')
        say(tag, 'L143')
    ts.append(spawn(w109('scene0.0', 1)))
    ts.append(spawn(w109('scene0.1', 4)))
    n = 1
    say('scene0', 'L145', show({show(x): 1 async for x in reg(ag12('scene0.144', 0))}))
    a147 = reg(ag1('scene0.146', 0))
    await asyncio.sleep(0)
    try:
        async for x148 in Ticker('scene0', 1, 0):
            say('scene0', 'L149', x148)
            await asyncio.sleep(0)
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L150', show(e))
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=4)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    await _close_agens()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
