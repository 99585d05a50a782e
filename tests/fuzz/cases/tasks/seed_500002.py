# genprog seed=500002 profile=tasks size=1
# uses: BadYield Ready bad_await call call_soon ensure future if loop misc query quiet return say shared_cancel sleep sleep0 spawn try
import asyncio

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


class Ready:
    """An awaitable that takes n turns of the loop."""

    def __init__(self, n, value):
        self.n = n
        self.value = value

    def __await__(self):
        for k in range(self.n):
            yield
        if isinstance(self.value, BaseException):
            raise self.value
        return self.value


class BadYield:
    """Yields something that the loop cannot wait for."""

    def __init__(self, what):
        self.what = what

    def __await__(self):
        try:
            if self.what == 'future':
                yield LOOP.create_future()
            elif self.what == 'generator':
                yield (k for k in range(3))
            else:
                yield self.what
        except RuntimeError as e:
            say('BadYield', show(e))
            raise


async def quiet(delay, action, value):
    """A task group child that leaves no trace when it is cancelled."""
    await asyncio.sleep(delay)
    if action == 'raise':
        raise E1(value)
    if action == 'raise3':
        raise E3(value)
    if action == 'cancel':
        asyncio.current_task().cancel()
        await asyncio.sleep(0)
    return value


async def fussy(tag, k, delay, action, after):
    """A child that talks when cancelled, k turns of the loop later."""
    try:
        await asyncio.sleep(delay)
        say(tag, k, action)
        if action == 'raise':
            raise E2(k)
        return k
    except asyncio.CancelledError as e:
        for i in range(k + 1):
            await asyncio.sleep(0)
        say(tag, k, 'cancelled', show(e), 'then', after)
        if after == 'raise':
            raise
        if after == 'error':
            raise E3(f'{tag}{k}')
        return -k


async def scene0():
    ts = []
    async def w1(tag, n):
        await asyncio.sleep(1.25)
        if n < 3:
            say(tag, 'L3')
            return 'r2'
        say(tag, 'L4', asyncio.iscoroutinefunction(quiet), asyncio.iscoroutine(5))
    async def w14(tag, n):
        h15 = LOOP.call_soon(say, tag, 'L16')
        if n % 2 == 0:
            say(tag, 'L17')
        say(tag, 'L18')
        return 2.5
    async def w20(tag, n):
        v22 = await w14(tag + '.21', n + 1)
        say(tag, 'L23', show(v22))
        h24 = LOOP.call_later(0, say, tag, 'L25')
        return (n, 2)
    ts.append(spawn(w1('scene0.0', 1)))
    ts.append(spawn(w14('scene0.1', 4)))
    n = 1
    try:
        if n == 3:
            t27 = asyncio.ensure_future(w20('scene0.28', 4))
            TASKS.append(t27)
            say('scene0', 'L29', asyncio.isfuture(t27), asyncio.ensure_future(t27) is t27)
        else:
            try:
                say('scene0', 'L30')
            except E3 as e31:
                say('scene0', 'L32', show(e31))
                i33 = 0
                while i33 < 2:
                    i33 += 1
                    say('scene0', 'L36', nth(ts, 7).get_name(), nth(ts, 7).cancel(msg='m35'))
                else:
                    say('scene0', 'L37', asyncio.current_task().cancelled())
                return (6, 6)
            except (E1, E3) as e45:
                say('scene0', 'L46', show(e45))
                raise
            except asyncio.CancelledError as e54:
                say('scene0', 'L55', show(e54), asyncio.current_task().cancelling())
                return (n, 1)
            else:
                try:
                    say('scene0', 'L65', show(await w20('scene0.63', 4)))
                except (E1, E3) as e66:
                    say('scene0', 'L67', show(e66))
                    raise KeyError('k5')
                except asyncio.CancelledError as e75:
                    say('scene0', 'L76', show(e75))
                    return (n, 1)
            finally:
                say('scene0', 'L84')
    finally:
        say('scene0', 'L85')
    t87 = spawn(w20('scene0.86', 3))
    await asyncio.sleep(0)
    try:
        await BadYield(5)
    except (TypeError, ValueError, RuntimeError) as e:
        say('scene0', 'L88', show(e))
    f89 = LOOP.create_future()
    say('scene0', 'L91', t87.done(), t87.cancelling(), t87.get_name())

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


async def _main():
    global LOOP
    LOOP = asyncio.get_running_loop()
    LOOP.set_exception_handler(on_error)
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=8)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
