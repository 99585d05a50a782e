# genprog seed=500003 profile=sync size=1
# uses: acquire event if queue race return sem shared_cancel sleep sync_state timed_sync
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
    sem4 = asyncio.Semaphore(1)
    bsem5 = asyncio.BoundedSemaphore(2)
    q6 = asyncio.Queue(maxsize=1)
    pq7 = asyncio.PriorityQueue(2)
    cv8 = asyncio.Condition()
    box9 = [0]
    bar10 = asyncio.Barrier(3)
    LOCKS.extend([lock1, lock2, cv8])
    async def w11(tag, n):
        say(tag, 'L14', nth(ts, 1).get_name(), nth(ts, 1).cancel())
        if n % 2 == 0:
            say(tag, 'L16')
            return (n, 2)
        await asyncio.sleep(1.5)
        return 2.5
    async def w18(tag, n):
        x19 = await q6.get()
        say(tag, 'L20', show(x19), q6.qsize())
        try:
            q6.task_done()
        except ValueError as e:
            say(tag, 'L21', show(e))
        say(tag, 'L22', await ev3.wait())
        t28 = spawn(bar10.wait())
        await asyncio.sleep(0)
        try:
            spawn(bar10.reset())
        except (RuntimeError, ValueError, asyncio.QueueFull, asyncio.QueueEmpty) as e:
            say(tag, 'L29', show(e))
        say(tag, 'L30', t28.cancel())
        await asyncio.wait([t28], timeout=1.25)
        say(tag, 'L31', state(t28))
        if not (t28.done()):
            say(tag, 'L32', await sem4.acquire())
            try:
                say(tag, 'L33', q6.qsize(), q6.empty(), q6.full(), q6.maxsize)
            finally:
                say(tag, 'L34', sem4.locked())
                try:
                    sem4.release()
                except (RuntimeError, ValueError) as e:
                    say(tag, 'L35', show(e))
        return x19
    async def pump():
        for k in range(12):
            await asyncio.sleep(1.0)
            ev3.set()
            if not q6.full():
                q6.put_nowait('pump' + str(k))
            if pq7.empty():
                pq7.put_nowait((k, 36))
            if not cv8.locked():
                async with cv8:
                    box9[0] += 1
                    cv8.notify()
            ev3.clear()
            if sem4.locked() and k < 4:
                sem4.release()
    spawn(pump(), 'pumpscene0')
    ts.append(spawn(w11('scene0.0', 0)))
    ts.append(spawn(w18('scene0.1', 1)))
    n = 1
    try:
        say('scene0', 'L37', await asyncio.wait_for(q6.put(8), 0.0625))
    except (TimeoutError, asyncio.BrokenBarrierError) as e:
        say('scene0', 'L38', show(e))
    async with sem4:
        say('scene0', 'L39', sem4.locked())
        await asyncio.sleep(0.0625)
    async with bsem5:
        say('scene0', 'L40', bsem5.locked())
        await asyncio.sleep(0.25)
    say('scene0', 'L41', bar10.n_waiting, ev3.is_set(), sem4.locked())
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
