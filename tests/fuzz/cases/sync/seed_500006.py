# genprog seed=500006 profile=sync size=1
# uses: acquire barrier if pqueue queue race say sem sleep0 sync_state try wait_for with_lock
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
    ev3 = asyncio.Event()
    sem4 = asyncio.Semaphore(1)
    q5 = asyncio.Queue(2)
    q6 = asyncio.Queue()
    pq7 = asyncio.PriorityQueue()
    cv8 = asyncio.Condition()
    box9 = [0]
    bar10 = asyncio.Barrier(2)
    LOCKS.extend([lock1, cv8])
    async def w11(tag, n):
        async with cv8:
            say(tag, 'L12', cv8.locked())
            try:
                sem4.release()
                say(tag, 'L13', sem4.locked())
            except ValueError as e:
                say(tag, 'L14', show(e))
            await asyncio.sleep(0)
        async with sem4:
            say(tag, 'L15', sem4.locked())
            await asyncio.sleep(0)
        try:
            q5.put_nowait((4, 5))
            say(tag, 'L16', q5.full())
        except asyncio.QueueFull as e:
            say(tag, 'L17', show(e))
        return n
    async def w19(tag, n):
        if n % 3 != 1:
            await bar10.reset()
            say(tag, 'L20', bar10.n_waiting)
            say(tag, 'L21')
        else:
            async with sem4:
                say(tag, 'L22', sem4.locked())
                await asyncio.sleep(0.15)
        for item in [(1, 23)]:
            await pq7.put(item)
        say(tag, 'L24', pq7.qsize())
        say(tag, 'L25', q6.qsize(), bar10.n_waiting, ev3.is_set())
        f26 = asyncio.Future()
        LOOP.call_soon(put, f26, [3])
        try:
            say(tag, 'L37', show(await asyncio.wait_for(asyncio.shield(f26), 0)))
        except asyncio.TimeoutError as e28:
            say(tag, 'L29', show(e28))
            raise KeyError('k6') from e28
        return n
    async def pump():
        for k in range(12):
            await asyncio.sleep(1.0)
            ev2.set()
            ev3.set()
            if q5.full():
                say('pumped', q5.get_nowait())
            if q6.full():
                say('pumped', q6.get_nowait())
            if pq7.empty():
                pq7.put_nowait((k, 39))
            if not cv8.locked():
                async with cv8:
                    box9[0] += 1
                    cv8.notify()
            ev3.clear()
            if sem4.locked() and k < 4:
                sem4.release()
    spawn(pump(), 'pumpscene0')
    ts.append(spawn(w19('scene0.0', 1)))
    ts.append(spawn(w11('scene0.1', 0)))
    ts.append(spawn(w19('scene0.2', 3)))
    ts.append(spawn(w19('scene0.3', 1)))
    n = 1
    t46 = spawn(sem4.acquire())
    t49 = spawn(sem4.acquire())
    await asyncio.sleep(0)
    try:
        sem4.release()
    except (RuntimeError, ValueError, asyncio.QueueFull, asyncio.QueueEmpty) as e:
        say('scene0', 'L47', show(e))
    say('scene0', 'L48', t46.cancel())
    await asyncio.wait([t46], timeout=0.2)
    say('scene0', 'L50', state(t46))
    try:
        for item in [(3, 51), (4, 52), (3, 53)]:
            await pq7.put(item)
        say('scene0', 'L54', pq7.qsize())
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L55', show(e))
    try:
        if n % 3 != 1:
            for item in [(4, 56), (0, 57), (2, 58)]:
                await pq7.put(item)
            say('scene0', 'L59', pq7.qsize())
        else:
            say('scene0', 'L60', cv8.locked(), lock1.locked(), ev3.is_set())
    except E2 as e61:
        say('scene0', 'L62', show(e61))
        raise E1
    except E3 as e70:
        say('scene0', 'L71', show(e70))
    finally:
        say('scene0', 'L72')
        await asyncio.sleep(0)
        say('scene0', 'L73')
        if not (n > 1):
            while not pq7.empty():
                say('scene0', 'L74', pq7.get_nowait())
        else:
            say('scene0', 'L75', await sem4.acquire(), sem4.locked())
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
