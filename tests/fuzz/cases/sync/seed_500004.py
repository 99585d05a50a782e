# genprog seed=500004 profile=sync size=1
# uses: cond event if join queue race say sleep0 sync_state
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


async def scene0():
    ts = []
    lock1 = asyncio.Lock()
    lock2 = asyncio.Lock()
    ev3 = asyncio.Event()
    sem4 = asyncio.Semaphore(3)
    bsem5 = asyncio.BoundedSemaphore(1)
    q6 = asyncio.Queue()
    cv7 = asyncio.Condition()
    box8 = [0]
    LOCKS.extend([lock1, lock2, cv7])
    async def w9(tag, n):
        for i in range(2):
            await q6.put((n, i))
            say(tag, 'L10', q6.qsize())
        async with cv7:
            say(tag, 'L11', await cv7.wait(), box8[0])
        return 'r12'
    async def w13(tag, n):
        await q6.join()
        say(tag, 'L14')
        t17 = spawn(sem4.acquire())
        t20 = spawn(sem4.acquire())
        await asyncio.sleep(0)
        try:
            sem4.release()
        except (RuntimeError, ValueError, asyncio.QueueFull, asyncio.QueueEmpty) as e:
            say(tag, 'L18', show(e))
        say(tag, 'L19', t17.cancel())
        await asyncio.wait([t17], timeout=0.75)
        say(tag, 'L21', state(t17))
        await asyncio.sleep(0)
        say(tag, 'L22')
        return n
    ts.append(spawn(w13('scene0.0', 2)))
    ts.append(spawn(w13('scene0.1', 0)))
    ts.append(spawn(w13('scene0.2', 0)))
    ts.append(spawn(w9('scene0.3', 1)))
    ts.append(spawn(w13('scene0.4', 3)))
    n = 1
    say('scene0', 'L24', sem4.locked(), lock1.locked(), bsem5.locked())
    say('scene0', 'L25', lock1.locked(), bsem5.locked(), ev3.is_set())
    if n % 3 != 1:
        say('scene0', 'L26', q6.qsize(), q6.empty(), q6.full(), q6.maxsize)
    try:
        if n % 2 == 0:
            ev3.set()
            t31 = spawn(q6.get())
            t34 = spawn(q6.get())
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            try:
                q6.put_nowait((1, 29))
            except (RuntimeError, ValueError, asyncio.QueueFull, asyncio.QueueEmpty) as e:
                say('scene0', 'L32', show(e))
            await asyncio.sleep(0)
            say('scene0', 'L33', t31.cancel())
            await asyncio.wait([t31], timeout=0.5)
            say('scene0', 'L35', state(t31))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L36', show(e))
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
