# genprog seed=500002 profile=mix size=1
# uses: cond event if loop pqueue queue race say sleep0 sync_state timed_sync timeout try with_lock
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
    sem3 = asyncio.Semaphore(2)
    q4 = asyncio.Queue(2)
    pq5 = asyncio.PriorityQueue()
    cv6 = asyncio.Condition(lock1)
    box7 = [0]
    LOCKS.extend([lock1, cv6])
    async def w8(tag, n):
        try:
            say(tag, 'L9', await asyncio.wait_for(ev2.wait(), 0.5))
        except (TimeoutError, asyncio.BrokenBarrierError) as e:
            say(tag, 'L10', show(e))
        await q4.put(True)
        say(tag, 'L11', q4.qsize())
        return None
    async def w13(tag, n):
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(0.75) as cm14:
                while not pq5.empty():
                    say(tag, 'L15', pq5.get_nowait())
                try:
                    async with cv6:
                        try:
                            await asyncio.wait_for(cv6.wait(), 0.375)
                            say(tag, 'L16')
                        except TimeoutError as e:
                            say(tag, 'L17', cv6.locked())
                finally:
                    say(tag, 'L18')
                await asyncio.sleep(0.75)
        except TimeoutError as e19:
            say(tag, 'L20', show(e19), show(e19.__context__), show(e19.__cause__))
            raise E1 from e19
        say(tag, 'L28', cm14.expired(), asyncio.current_task().cancelling())
    async def w29(tag, n):
        say(tag, 'L31', ev2.is_set())
        say(tag, 'L32', lock1.locked(), ev2.is_set(), pq5.qsize())
        async with cv6:
            box7[0] += 1
            say(tag, 'L33', box7[0])
            cv6.notify()
        t38 = spawn(pq5.put((2, 37)))
        t41 = spawn(pq5.put((2, 37)))
        await asyncio.sleep(0)
        say(tag, 'L40', t38.cancel())
        await asyncio.sleep(0)
        try:
            pq5.get_nowait()
        except (RuntimeError, ValueError, asyncio.QueueFull, asyncio.QueueEmpty) as e:
            say(tag, 'L39', show(e))
        await asyncio.wait([t38], timeout=0.25)
        say(tag, 'L42', state(t38))
    async def w43(tag, n):
        try:
            q4.put_nowait([4])
            say(tag, 'L44', q4.full())
        except asyncio.QueueFull as e:
            say(tag, 'L45', show(e))
        for item in [(1, 46), (4, 47), (3, 48)]:
            await pq5.put(item)
        say(tag, 'L49', pq5.qsize())
        say(tag, 'L50')
        return 'r51'
    ts.append(spawn(w43('scene0.0', 4)))
    ts.append(spawn(w8('scene0.1', 1)))
    ts.append(spawn(w29('scene0.2', 3)))
    ts.append(spawn(w43('scene0.3', 1)))
    ts.append(spawn(w43('scene0.4', 0)))
    n = 1
    try:
        i52 = 0
        while i52 < 2:
            i52 += 1
            async with sem3:
                say('scene0', 'L53', sem3.locked())
                try:
                    async with cv6:
                        box7[0] += 1
                        say('scene0', 'L54', box7[0])
                        cv6.notify(0)
                        await asyncio.sleep(1.25)
                except E3 as e55:
                    say('scene0', 'L56', show(e55))
                    raise E1
                except E1 as e63:
                    say('scene0', 'L64', show(e63))
                except KeyError as e65:
                    say('scene0', 'L66', show(e65))
                    raise RuntimeError('r5') from e65
                else:
                    say('scene0', 'L73', cv6.locked(), sem3.locked(), lock1.locked())
            for i74 in range(2):
                say('scene0', 'L75')
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L76', show(e))
    try:
        say('scene0', 'L77', await ev2.wait())
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L79', show(e))
    try:
        try:
            async with lock1:
                say('scene0', 'L80', lock1.locked())
                t85 = spawn(sem3.acquire())
                t88 = spawn(sem3.acquire())
                await asyncio.sleep(0)
                try:
                    sem3.release()
                except (RuntimeError, ValueError, asyncio.QueueFull, asyncio.QueueEmpty) as e:
                    say('scene0', 'L86', show(e))
                say('scene0', 'L87', t85.cancel())
                await asyncio.wait([t85], timeout=0.0625)
                say('scene0', 'L89', state(t85))
                if n % 2 == 0:
                    say('scene0', 'L90')
                await asyncio.sleep(0)
        except asyncio.CancelledError as e91:
            say('scene0', 'L92', show(e91), asyncio.current_task().cancelling())
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L93', show(e))
    try:
        await cv6.wait()
    except RuntimeError as e:
        say('scene0', 'L94', show(e))
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=30)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
