# genprog seed=500002 profile=sync size=1
# uses: acquire bad_sync cancel event pqueue queue race say sleep timeout try with_lock
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
    sem4 = asyncio.Semaphore(3)
    bsem5 = asyncio.BoundedSemaphore(1)
    q6 = asyncio.LifoQueue()
    q7 = asyncio.Queue(1)
    pq8 = asyncio.PriorityQueue()
    cv9 = asyncio.Condition(lock1)
    box10 = [0]
    LOCKS.extend([lock1, cv9])
    async def w11(tag, n):
        try:
            async with asyncio.timeout(0.3) as cm12:
                say(tag, 'L13')
                try:
                    say(tag, 'L14', show(q7.get_nowait()))
                except asyncio.QueueEmpty as e:
                    say(tag, 'L15', show(e))
        except TimeoutError as e16:
            say(tag, 'L17', show(e16))
        t24 = spawn(q6.put((2, 21)))
        await asyncio.sleep(0)
        say(tag, 'L26', t24.cancel())
        await asyncio.sleep(0)
        try:
            q6.get_nowait()
        except (RuntimeError, ValueError, asyncio.QueueFull, asyncio.QueueEmpty) as e:
            say(tag, 'L25', show(e))
        await asyncio.wait([t24], timeout=0.15)
        say(tag, 'L27', state(t24))
        ev2.set()
        return n
    async def w31(tag, n):
        ev3.clear()
        async with cv9:
            say(tag, 'L34', cv9.locked())
            try:
                say(tag, 'L35', await ev2.wait())
            except E1 as e37:
                say(tag, 'L38', show(e37))
            async with bsem5:
                say(tag, 'L39', bsem5.locked())
                try:
                    async with asyncio.timeout(0.01) as cm40:
                        cm40.reschedule(LOOP.time())
                        say(tag, 'L41', await sem4.acquire(), sem4.locked())
                except TimeoutError as e42:
                    say(tag, 'L43', show(e42))
                    return n
                except asyncio.CancelledError as e51:
                    say(tag, 'L52', show(e51))
                say(tag, 'L53', cm40.expired(), asyncio.current_task().cancelling())
        return (0, 1)
    ts.append(spawn(w31('scene0.0', 4)))
    ts.append(spawn(w11('scene0.1', 3)))
    ts.append(spawn(w11('scene0.2', 1)))
    n = 1
    t56 = spawn(w11('scene0.55', 0))
    say('scene0', 'L59', t56.cancel('m57'))
    say('scene0', 'L62', t56.cancel('m60'), t56.cancelling(), t56.cancelled())
    try:
        async with asyncio.timeout_at(LOOP.time() + 0.7) as cm63:
            try:
                async with cv9:
                    say('scene0', 'L64', cv9.locked())
                    try:
                        q6.task_done()
                        say('scene0', 'L65')
                    except (RuntimeError, ValueError, TimeoutError) as e:
                        say('scene0', 'L66', show(e))
                    await asyncio.sleep(0.05)
            except asyncio.CancelledError as e67:
                say('scene0', 'L68', show(e67))
            try:
                say('scene0', 'L69', await ev3.wait())
            except E3 as e71:
                say('scene0', 'L72', show(e71))
            except E1 as e73:
                say('scene0', 'L74', show(e73))
            except (E1, E3) as e75:
                say('scene0', 'L76', show(e75))
            else:
                while not pq8.empty():
                    say('scene0', 'L77', pq8.get_nowait())
            finally:
                say('scene0', 'L78')
            await asyncio.sleep(2)
    except TimeoutError as e79:
        say('scene0', 'L80', show(e79))
        await asyncio.sleep(0.05)
        raise
    except asyncio.CancelledError as e88:
        say('scene0', 'L89', show(e88))
        async with lock1:
            say('scene0', 'L90', lock1.locked())
            for i in range(2):
                await q6.put((n, i))
                say('scene0', 'L91', q6.qsize())
            await asyncio.sleep(0)
    say('scene0', 'L92', await lock1.acquire(), lock1.locked())
    t99 = spawn(q6.put((2, 96)))
    await asyncio.sleep(0)
    try:
        q6.get_nowait()
    except (RuntimeError, ValueError, asyncio.QueueFull, asyncio.QueueEmpty) as e:
        say('scene0', 'L100', show(e))
    say('scene0', 'L101', t99.cancel())
    await asyncio.wait([t99], timeout=0.01)
    say('scene0', 'L102', state(t99))
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
raise SystemExit
