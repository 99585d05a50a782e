# genprog seed=500007 profile=sync size=1
# uses: acquire cond if race repr say sem sleep spawn sync_state
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
    sem4 = asyncio.Semaphore(2)
    bsem5 = asyncio.BoundedSemaphore(2)
    q6 = asyncio.LifoQueue()
    q7 = asyncio.Queue(maxsize=3)
    cv8 = asyncio.Condition()
    box9 = [0]
    LOCKS.extend([lock1, lock2, cv8])
    async def w10(tag, n):
        say(tag, 'L11', repr(bsem5).split(' [')[-1], repr(lock1).split(' [')[-1])
        say(tag, 'L12')
        await asyncio.sleep(0.5)
        return n
    async def w14(tag, n):
        try:
            await cv8.wait()
        except RuntimeError as e:
            say(tag, 'L15', show(e))
        say(tag, 'L16', lock1.locked(), lock2.locked(), ev3.is_set())
        if n % 2 == 0:
            async with sem4:
                say(tag, 'L17', sem4.locked())
                await asyncio.sleep(0)
            say(tag, 'L18', await bsem5.acquire(), bsem5.locked())
        return [2]
    async def pump():
        for k in range(5):
            await asyncio.sleep(0.125)
            ev3.set()
            if not q6.full():
                q6.put_nowait('pump' + str(k))
            if q7.empty():
                q7.put_nowait('pump' + str(k))
            if not cv8.locked():
                async with cv8:
                    box9[0] += 1
                    cv8.notify_all()
            if sem4.locked() and k < 4:
                sem4.release()
    spawn(pump(), 'pumpscene0')
    ts.append(spawn(w10('scene0.0', 1)))
    ts.append(spawn(w10('scene0.1', 3)))
    n = 1
    async with cv8:
        try:
            await cv8.wait()
            say('scene0', 'L20')
        except asyncio.CancelledError as e21:
            say('scene0', 'L22', show(e21), asyncio.current_task().cancelling())
            say('scene0', 'L23', asyncio.current_task().uncancel())
            raise KeyError('k6') from e21
    async with sem4:
        say('scene0', 'L31', sem4.locked())
        await asyncio.sleep(0.25)
    t36 = spawn(q6.get())
    await asyncio.sleep(0)
    say('scene0', 'L38', t36.cancel())
    await asyncio.sleep(0)
    try:
        q6.put_nowait((1, 32))
    except (RuntimeError, ValueError, asyncio.QueueFull, asyncio.QueueEmpty) as e:
        say('scene0', 'L37', show(e))
    await asyncio.wait([t36], timeout=1.5)
    say('scene0', 'L39', state(t36))
    t41 = spawn(w10('scene0.40', 2))
    ts.append(t41)
    try:
        async with bsem5:
            say('scene0', 'L42', bsem5.locked())
            await asyncio.sleep(0)
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L43', show(e))
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=8)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
