# genprog seed=500004 profile=asyncgen size=1
# uses: VAR acomp adrive agen asend async_with call contextlib if loop raise return say shared_cancel sleep sleep0 spawn stack timeout try yield
import asyncio
import contextlib
import contextvars

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


VAR = contextvars.ContextVar('VAR', default=0)


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
        x3 = yield None
        say(tag, 'L4', show(x3))
        if not (isinstance(x3, int)):
            await asyncio.sleep(0)
            return
        else:
            say(tag, 'L5', show(x3))
            if n % 3 != 1:
                await asyncio.sleep(0)
        for i6 in range(2):
            async with Ctx(tag, 0.3) as x7, Ctx(tag + 'b', 0):
                say(tag, 'L9', show((yield 'y8')))
            x11 = yield 'y10'
            say(tag, 'L12', show(x11))
    async def ag13(tag, n):
        for i14 in range(3):
            try:
                say(tag, 'L15')
            finally:
                say(tag, 'L16')
                await asyncio.sleep(0.05)
            say(tag, 'L17', show(i14))
        else:
            await asyncio.sleep(0)
            try:
                say(tag, 'L18')
            except E2 as e19:
                say(tag, 'L20', show(e19))
                x22 = yield 'y21'
                say(tag, 'L23', show(x22))
            except (E1, E3) as e24:
                say(tag, 'L25', show(e24))
            except GeneratorExit as e26:
                say(tag, 'L27', show(e26))
                raise
        say(tag, 'L28')
        say(tag, 'L30', show((yield 'y29')))
        x32 = yield (n, 1)
        say(tag, 'L33', show(x32))
    async def w34(tag, n):
        say(tag, 'L35')
        say(tag, 'L37', show([x async for x in reg(ag1(tag + '.36', 2))]))
        if n > 1:
            say(tag, 'L41')
            raise KeyError('k0')
        await asyncio.sleep(0.01)
        return n
    async def w43(tag, n):
        try:
            async with Ctx(tag, 0) as x44:
                a46 = reg(ag1(tag + '.45', n))
                await adrive(tag, a46, [('aclose', None), ('athrow', GeneratorExit()), ('anext', None), ('default', 'v7')])
        except E1 as e50:
            say(tag, 'L51', show(e50))
            raise KeyError('k6') from e50
        except (E1, E3) as e59:
            say(tag, 'L60', show(e59), show(e59.__context__), show(e59.__cause__))
            raise KeyError('k5') from e59
        except Exception as e68:
            say(tag, 'L69', show(e68))
            async with contextlib.AsyncExitStack() as st70:
                await st70.enter_async_context(Ctx(tag + 's', 0))
                st70.callback(say, tag, 'L71')
                st70.push_async_callback(asyncio.sleep, 0)
                try:
                    async with Ctx(tag, 0.05) as x72:
                        try:
                            async with Ctx(tag, 1.0) as x73:
                                for i74 in range(3):
                                    say(tag, 'L77', nth(ts, 8).get_name(), nth(ts, 8).cancel(msg='m76'))
                                else:
                                    say(tag, 'L80', nth(ts, 11).get_name(), nth(ts, 11).cancel())
                        except (E1, E3) as e81:
                            say(tag, 'L82', show(e81), show(e81.__context__), show(e81.__cause__))
                        except KeyError as e83:
                            say(tag, 'L84', show(e83))
                except E2 as e85:
                    say(tag, 'L86', show(e85))
                except asyncio.CancelledError as e87:
                    say(tag, 'L88', show(e87))
        try:
            async with Ctx(tag, 0, swallow=E1, fail='enter') as x89:
                await asyncio.sleep(1.1)
                for i90 in range(2):
                    for i91 in range(3):
                        say(tag, 'L92')
                    else:
                        say(tag, 'L93')
        except asyncio.CancelledError as e94:
            say(tag, 'L95', show(e94))
            raise
        except E2 as e103:
            say(tag, 'L104', show(e103))
            say(tag, 'L105')
            raise
        except E1 as e113:
            say(tag, 'L114', show(e113))
    async def w115(tag, n):
        try:
            async with Ctx(tag, 0, swallow=Exception, fail='exit') as x116:
                try:
                    say(tag, 'L119', show(await w34(tag + '.117', n + 1)))
                except E1 as e120:
                    say(tag, 'L121', show(e120))
                    raise
                except (E1, E3) as e129:
                    say(tag, 'L130', show(e129))
                except ValueError as e131:
                    say(tag, 'L132', show(e131))
                say(tag, 'L135', nth(ts, 10).get_name(), nth(ts, 10).cancel())
        except KeyError as e136:
            say(tag, 'L137', show(e136))
            async with Ctx(tag, 0) as x138:
                try:
                    async with Ctx(tag, 1.1, swallow=Exception) as x139:
                        say(tag, 'L140')
                except E2 as e141:
                    say(tag, 'L142', show(e141))
        except ValueError as e143:
            say(tag, 'L144', show(e143))
        say(tag, 'L145')
        try:
            if n > 1:
                say(tag, 'L146')
        except Exception as e147:
            say(tag, 'L148', show(e147))
            say(tag, 'L149')
        finally:
            say(tag, 'L150')
            await asyncio.sleep(0)
            say(tag, 'L151')
        return 2.5
    async def w153(tag, n):
        if n % 3 != 1:
            i154 = 0
            while i154 < 2:
                i154 += 1
                await asyncio.sleep(1.1)
            try:
                async with asyncio.timeout(None) as cm155:
                    try:
                        async with contextlib.AsyncExitStack() as st156:
                            await st156.enter_async_context(Ctx(tag + 's', 0))
                            st156.callback(say, tag, 'L157')
                            st156.push_async_callback(asyncio.sleep, 0)
                            await asyncio.sleep(1.1)
                    except E2 as e158:
                        say(tag, 'L159', show(e158))
                    except (E1, E3) as e160:
                        say(tag, 'L161', show(e160))
                    await asyncio.sleep(0.7)
            except TimeoutError as e162:
                say(tag, 'L163', show(e162))
                await asyncio.sleep(0)
            except asyncio.CancelledError as e164:
                say(tag, 'L165', show(e164), asyncio.current_task().cancelling())
        else:
            say(tag, 'L166')
            await asyncio.sleep(1.1)
        for i167 in range(3):
            if n % 2 == 0:
                say(tag, 'L168')
                return i167
            say(tag, 'L169', show(i167))
        say(tag, 'L172', nth(ts, 4).get_name(), nth(ts, 4).cancel())
    ts.append(spawn(w115('scene0.0', 2)))
    ts.append(spawn(w115('scene0.1', 0)))
    n = 1
    try:
        await asyncio.sleep(0.1)
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L173', show(e))
    try:
        a175 = reg(ag1('scene0.174', 4))
    except asyncio.CancelledError as e176:
        say('scene0', 'L177', show(e176))
    except E3 as e178:
        say('scene0', 'L179', show(e178))
        try:
            async with asyncio.timeout_at(LOOP.time() + 0.1) as cm180:
                cm180.reschedule(LOOP.time() - 1)
                a182 = reg(ag1('scene0.181', 2))
                await asyncio.sleep(0.01)
        except TimeoutError as e183:
            say('scene0', 'L184', show(e183))
            try:
                await asyncio.sleep(0)
            finally:
                say('scene0', 'L185')
                say('scene0', 'L186')
    except Exception as e187:
        say('scene0', 'L188', show(e187))
    else:
        try:
            try:
                async with Ctx('scene0', 0) as x189:
                    t191 = asyncio.create_task(w34('scene0.190', 0), name='t191', context=contextvars.copy_context())
                    TASKS.append(t191)
            except E1 as e192:
                say('scene0', 'L193', show(e192))
        except asyncio.CancelledError as e194:
            say('scene0', 'L195', show(e194))
            raise KeyError('k8') from e194
        except E3 as e203:
            say('scene0', 'L204', show(e203))
        except (E1, E3) as e205:
            say('scene0', 'L206', show(e205))
            say('scene0', 'L207')
    finally:
        say('scene0', 'L208')
        say('scene0', 'L209')
    say('scene0', 'L210')
    say('scene0', 'L211')
    say('scene0', 'L212')
    say('scene0', 'L213')
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=4)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    await _close_agens()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
