# genprog seed=500007 profile=threads size=1
# uses: call executor from_thread pool say sleep sleep0 slow submitter thread_gather to_thread try wait_for_thread
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


def submitter(k, delay, coro):
    """Runs a coroutine on the loop from its thread and waits for it."""
    time.sleep(delay)
    f = asyncio.run_coroutine_threadsafe(coro, LOOP)
    try:
        return (k, f.result(timeout=40))
    except Exception as e:
        return (k, show(e))


async def scene0():
    ts = []
    pool1 = ThreadPoolExecutor(3)
    async def w2(tag, n):
        try:
            say(tag, 'L4', show(await asyncio.gather(asyncio.to_thread(slow, 3, 1.341675), return_exceptions=True)))
        except (E1, E3) as e5:
            say(tag, 'L6', show(e5))
        except Exception as e7:
            say(tag, 'L8', show(e7))
        f9 = LOOP.run_in_executor(pool1, slow, 10, 1.828909)
        try:
            say(tag, 'L11', show(await f9))
        except E3 as e12:
            say(tag, 'L13', show(e12))
        except E1 as e14:
            say(tag, 'L15', show(e14))
        except KeyError as e16:
            say(tag, 'L17', show(e16))
            await asyncio.sleep(0.468943)
    async def w18(tag, n):
        try:
            say(tag, 'L21', show(await asyncio.to_thread(submitter, 20, 0.409064, w2(tag + '.19', n + 1))))
        except E3 as e22:
            say(tag, 'L23', show(e22))
        except ValueError as e24:
            say(tag, 'L25', show(e24))
        except Exception as e26:
            say(tag, 'L27', show(e26))
        try:
            say(tag, 'L29', show(await asyncio.to_thread(slow, 28, 0.971014)))
        except Exception as e30:
            say(tag, 'L31', show(e30))
            try:
                say(tag, 'L35', show(await asyncio.gather(asyncio.to_thread(slow_fail, 32, 0.418953), asyncio.to_thread(slow_fail, 33, 1.2253), asyncio.to_thread(slow, 34, 1.406573))))
            except E3 as e36:
                say(tag, 'L37', show(e36))
            return 2.5
        except BaseException as e45:
            say(tag, 'L46', show(e45), asyncio.current_task().cancelling())
            await asyncio.sleep(0)
        await asyncio.sleep(0.793723)
        say(tag, 'L47')
        return (n, 1)
    ts.append(spawn(w2('scene0.0', 1)))
    ts.append(spawn(w18('scene0.1', 0)))
    ts.append(spawn(w2('scene0.2', 4)))
    ts.append(spawn(w18('scene0.3', 2)))
    n = 1
    try:
        await asyncio.sleep(0.977873)
    finally:
        say('scene0', 'L49')
    v51 = await w18('scene0.50', 3)
    say('scene0', 'L52', show(v51))
    try:
        say('scene0', 'L54', show(await asyncio.wait_for(asyncio.to_thread(slow_steps, 53, 1.302817), 1.619344)))
    except (TimeoutError, E1) as e:
        say('scene0', 'L55', show(e))
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=15)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
