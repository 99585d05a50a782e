# genprog seed=500000 profile=sync size=1
# uses: bad_sync barrier call queue race raise return sem shared_cancel
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
    sem4 = asyncio.Semaphore(2)
    q5 = asyncio.Queue(maxsize=2)
    q6 = asyncio.Queue()
    cv7 = asyncio.Condition()
    box8 = [0]
    bar9 = asyncio.Barrier(2)
    LOCKS.extend([lock1, cv7])
    async def w10(tag, n):
        if asyncio.current_task().cancelling():
            say(tag, 'L12')
            return n
        if lock1.locked():
            say(tag, 'L16')
            raise ValueError('bad2')
        t21 = spawn(q6.get())
        t24 = spawn(q6.get())
        await asyncio.sleep(0)
        try:
            q6.put_nowait((1, 18))
        except (RuntimeError, ValueError, asyncio.QueueFull, asyncio.QueueEmpty) as e:
            say(tag, 'L22', show(e))
        say(tag, 'L23', t21.cancel())
        await asyncio.wait([t21], timeout=0.5)
        say(tag, 'L25', state(t21))
    async def w26(tag, n):
        say(tag, 'L29', nth(ts, 6).get_name(), nth(ts, 6).cancel(msg='m28'))
        try:
            async with bar9 as pos:
                say(tag, 'L30', pos, bar9.parties)
        except asyncio.BrokenBarrierError as e:
            say(tag, 'L31', show(e))
        try:
            sem4.release()
            say(tag, 'L32', sem4.locked())
        except ValueError as e:
            say(tag, 'L33', show(e))
        return 'r34'
    async def pump():
        for k in range(7):
            await asyncio.sleep(0.0625)
            ev2.set()
            ev3.set()
            if not q5.full():
                q5.put_nowait('pump' + str(k))
            if q6.empty():
                q6.put_nowait('pump' + str(k))
            if not cv7.locked():
                async with cv7:
                    box8[0] += 1
                    cv7.notify_all()
            ev3.clear()
            if sem4.locked() and k < 4:
                sem4.release()
    spawn(pump(), 'pumpscene0')
    ts.append(spawn(w26('scene0.0', 4)))
    ts.append(spawn(w26('scene0.1', 1)))
    ts.append(spawn(w26('scene0.2', 1)))
    ts.append(spawn(w10('scene0.3', 2)))
    ts.append(spawn(w10('scene0.4', 3)))
    n = 1
    v36 = await w26('scene0.35', 4)
    say('scene0', 'L37', show(v36))
    try:
        async with asyncio.timeout(0.5):
            await cv7.wait()
        say('scene0', 'L38')
    except (RuntimeError, ValueError, TimeoutError) as e:
        say('scene0', 'L39', show(e))
    await q5.put((6, 2))
    say('scene0', 'L40', q5.qsize())
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=8)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
raise E1('the end')
