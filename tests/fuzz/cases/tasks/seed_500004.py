# genprog seed=500004 profile=tasks size=1
# uses: call call_soon future query quiet reuse say settle shared_cancel sleep spawn try
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
        f2 = LOOP.create_future()
        LOOP.call_later(0.01, f2.cancel)
        put(f2, E2('s4'))
        try:
            say(tag, 'L8')
            say(tag, 'L9')
        except E3 as e10:
            say(tag, 'L11', show(e10))
        except (E1, E3) as e12:
            say(tag, 'L13', show(e12))
        return (n, 1)
    async def w15(tag, n):
        f16 = LOOP.create_future()
        LOOP.call_later(0.2, put, f16, True)
        t19 = spawn(w1(tag + '.18', n))
        ts.append(t19)
    async def w20(tag, n):
        say(tag, 'L23', nth(ts, 7).get_name(), nth(ts, 7).cancel('m21'))
        co25 = w1(tag + '.24', n)
        try:
            await co25
        except Exception as e:
            say(tag, 'L26', show(e))
        try:
            await co25
        except RuntimeError as e:
            say(tag, 'L27', show(e))
        def cb29():
            say(tag, 'L30')
            LOOP.call_soon(say, tag, 'L31')
        h28 = LOOP.call_at(LOOP.time() + 0.1, cb29)
    ts.append(spawn(w20('scene0.0', 0)))
    ts.append(spawn(w1('scene0.1', 3)))
    n = 1
    f32 = LOOP.create_future()
    try:
        v35 = await w20('scene0.34', 1)
        say('scene0', 'L36', show(v35))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L37', show(e))
    try:
        await asyncio.sleep(0.2)
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L38', show(e))
    say('scene0', 'L39', state(asyncio.current_task()), asyncio.current_task().get_name(), asyncio.current_task().cancelled())
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


async def _main():
    global LOOP
    LOOP = asyncio.get_running_loop()
    LOOP.set_exception_handler(on_error)
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=4)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
