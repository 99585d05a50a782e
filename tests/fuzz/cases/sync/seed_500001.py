# genprog seed=500001 profile=sync size=1
# uses: acquire cond loop queue raise repr say sem sleep sleep0 spawn sync_state timed_sync try
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
    ev2 = asyncio.Event()
    sem3 = asyncio.Semaphore(0)
    bsem4 = asyncio.BoundedSemaphore(2)
    q5 = asyncio.Queue(maxsize=1)
    q6 = asyncio.Queue(1)
    pq7 = asyncio.PriorityQueue()
    cv8 = asyncio.Condition()
    box9 = [0]
    bar10 = asyncio.Barrier(2)
    LOCKS.extend([lock1, cv8])
    async def w11(tag, n):
        if not (n < 3):
            say(tag, 'L15')
            raise RuntimeError('r6')
        await asyncio.sleep(1.1)
        say(tag, 'L16', repr(lock1).split(' [')[-1], str(q5))
        try:
            async with asyncio.timeout(0.3):
                say(tag, 'L17', await q6.put(1))
        except (TimeoutError, asyncio.BrokenBarrierError) as e:
            say(tag, 'L18', show(e))
    async def w19(tag, n):
        say(tag, 'L20')
        await q6.put(35)
        say(tag, 'L21', q6.qsize())
        for i22 in range(3):
            await q5.put('v18')
            say(tag, 'L23', q5.qsize())
            say(tag, 'L24', pq7.qsize(), bsem4.locked(), cv8.locked())
        await asyncio.sleep(0)
    async def w25(tag, n):
        t27 = spawn(w19(tag + '.26', n + 1))
        try:
            say(tag, 'L28')
            try:
                q5.put_nowait([0])
                say(tag, 'L29', q5.full())
            except asyncio.QueueFull as e:
                say(tag, 'L30', show(e))
        except ValueError as e31:
            say(tag, 'L32', show(e31))
        except asyncio.CancelledError as e33:
            say(tag, 'L34', show(e33))
            say(tag, 'L35', repr(lock1).split(' [')[-1], str(q6))
            say(tag, 'L36', asyncio.current_task().uncancel())
            raise
        finally:
            say(tag, 'L44')
        if n % 2 == 0:
            say(tag, 'L48')
            raise E1
    async def pump():
        for k in range(8):
            await asyncio.sleep(0.1)
            ev2.set()
            if q5.full():
                say('pumped', q5.get_nowait())
            if q6.empty():
                q6.put_nowait('pump' + str(k))
            if pq7.empty():
                pq7.put_nowait((k, 49))
            if not cv8.locked():
                async with cv8:
                    box9[0] += 1
                    cv8.notify_all()
            ev2.clear()
            if sem3.locked() and k < 4:
                sem3.release()
    spawn(pump(), 'pumpscene0')
    ts.append(spawn(w25('scene0.0', 1)))
    ts.append(spawn(w19('scene0.1', 3)))
    ts.append(spawn(w25('scene0.2', 2)))
    ts.append(spawn(w11('scene0.3', 0)))
    ts.append(spawn(w11('scene0.4', 4)))
    n = 1
    say('scene0', 'L50', await sem3.acquire())
    try:
        try:
            cv8.notify()
        except RuntimeError as e:
            say('scene0', 'L51', show(e))
    finally:
        say('scene0', 'L52', sem3.locked())
        try:
            sem3.release()
        except (RuntimeError, ValueError) as e:
            say('scene0', 'L53', show(e))
    async with sem3:
        say('scene0', 'L54', sem3.locked())
        await asyncio.sleep(2)
    say('scene0', 'L55')

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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=15)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
