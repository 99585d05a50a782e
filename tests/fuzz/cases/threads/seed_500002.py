# genprog seed=500002 profile=threads size=1
# uses: caller executor from_thread pool return say slow thread_cancel thread_gather to_thread wrap_future
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

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


def slow(k, delay):
    time.sleep(delay)
    return k * 10


def slow_fail(k, delay):
    time.sleep(delay)
    raise E1(f'thread {k}')


def slow_steps(k, delay):
    seen = []
    for i in range(3):
        time.sleep(delay / 3.7)
        seen.append(i + k)
    return seen


def caller(k, delay, tag):
    """Schedules a callback from its thread."""
    time.sleep(delay)
    LOOP.call_soon_threadsafe(say, tag, 'called from thread', k)
    time.sleep(delay / 3)
    return -k


async def scene0():
    ts = []
    pool1 = ThreadPoolExecutor(2)
    async def w2(tag, n):
        if n < 3:
            say(tag, 'L4')
            return [6]
        say(tag, 'L5')
        if n % 2 == 0:
            say(tag, 'L7')
            return 'r6'
        return {'k': 7}
    async def w9(tag, n):
        t10 = spawn(asyncio.to_thread(slow, 11, 0.6445))
        await asyncio.sleep(1.790286)
        say(tag, 'L12', t10.cancel())
        try:
            say(tag, 'L13', show(await t10))
        except (Exception, asyncio.CancelledError) as e:
            say(tag, 'L14', show(e))
        f15 = LOOP.run_in_executor(pool1, slow_steps, 16, 1.932538)
        return (n, 1)
    ts.append(spawn(w9('scene0.0', 0)))
    ts.append(spawn(w2('scene0.1', 1)))
    ts.append(spawn(w9('scene0.2', 3)))
    ts.append(spawn(w2('scene0.3', 2)))
    n = 1
    try:
        say('scene0', 'L19', show(await asyncio.to_thread(caller, 18, 0.116864, 'scene0')))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L20', show(e))
    say('scene0', 'L22', show(await asyncio.to_thread(slow_steps, 21, 1.006599)))
    try:
        cf23 = pool1.submit(slow_fail, 25, 1.007089)
        f24 = asyncio.wrap_future(cf23)
        try:
            say('scene0', 'L26', show(await f24))
        except (Exception, asyncio.CancelledError) as e:
            say('scene0', 'L27', show(e), f24.cancelled())
        await asyncio.sleep(0.289484)
        say('scene0', 'L28', cf23.done(), cf23.cancelled())
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L29', show(e))
    f30 = LOOP.run_in_executor(None, slow, 31, 0.513504)
    say('scene0', 'L32')
    try:
        say('scene0', 'L35', show(await asyncio.gather(asyncio.to_thread(slow_fail, 33, 0.124941), asyncio.to_thread(slow, 34, 1.508919))))
    except E2 as e36:
        say('scene0', 'L37', show(e36))
        t38 = spawn(asyncio.to_thread(slow, 39, 0.308402))
        await asyncio.sleep(1.335619)
        say('scene0', 'L40', t38.cancel())
        try:
            say('scene0', 'L41', show(await t38))
        except (Exception, asyncio.CancelledError) as e:
            say('scene0', 'L42', show(e))
    except (E1, E3) as e43:
        say('scene0', 'L44', show(e43))
    except KeyError as e45:
        say('scene0', 'L46', show(e45))
    d, p = await asyncio.wait(ts, timeout=5)
    say('scene0', 'end', names(d), names(p))
    pool1.shutdown(wait=False)

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
