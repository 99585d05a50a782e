# genprog seed=500005 profile=threads size=1
# uses: VAR call executor from_thread if loop pool raise say slow spawn submitter thread_cancel thread_gather to_thread try wait_for_thread
import asyncio
import contextvars
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


VAR = contextvars.ContextVar('VAR', default=0)


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
            say(tag, 'L5', show(await asyncio.gather(asyncio.to_thread(slow, 3, 1.092383), asyncio.to_thread(slow, 4, 1.628406))))
        except E2 as e6:
            say(tag, 'L7', show(e6))
            raise
        except asyncio.CancelledError as e15:
            say(tag, 'L16', show(e15))
            raise
        except E1 as e24:
            say(tag, 'L25', show(e24))
        try:
            f26 = LOOP.run_in_executor(None, slow_steps, 27, 1.714249)
            say(tag, 'L28', show(await f26))
            try:
                say(tag, 'L30', show(await asyncio.wait_for(asyncio.to_thread(slow, 29, 0.092503), 1.629334)))
            except (TimeoutError, E1) as e:
                say(tag, 'L31', show(e))
        except KeyError as e32:
            say(tag, 'L33', show(e32))
            raise E3('e36', code=5) from e32
        except Exception as e41:
            say(tag, 'L42', show(e41))
        finally:
            say(tag, 'L43')
            await asyncio.sleep(0.485147)
            say(tag, 'L44')
        t45 = spawn(asyncio.to_thread(slow, 46, 0.261903))
        await asyncio.sleep(1.145316)
        say(tag, 'L47', t45.cancel())
        try:
            say(tag, 'L48', show(await t45))
        except (Exception, asyncio.CancelledError) as e:
            say(tag, 'L49', show(e))
        return n
    async def w51(tag, n):
        if n == 1:
            say(tag, 'L55')
            raise KeyError('k7')
        if n == 3:
            say(tag, 'L59')
            raise KeyError('k0')
        say(tag, 'L60')
    async def w61(tag, n):
        if n % 2 == 0:
            for i62 in range(3):
                try:
                    say(tag, 'L65', show(await asyncio.gather(asyncio.to_thread(slow, 63, 0.594029), asyncio.to_thread(slow, 64, 1.852057), return_exceptions=True)))
                except E3 as e66:
                    say(tag, 'L67', show(e66))
                    raise
                except E1 as e75:
                    say(tag, 'L76', show(e75))
                    raise E2('e81', 1)
            try:
                say(tag, 'L84', show(await asyncio.to_thread(slow_fail, 83, 1.106694)))
            except E2 as e85:
                say(tag, 'L86', show(e85))
                v88 = await w2(tag + '.87', n)
                say(tag, 'L89', show(v88))
                return n
            except E1 as e97:
                say(tag, 'L98', show(e97))
                t101 = spawn(asyncio.to_thread(slow, 102, 1.778695))
        else:
            f103 = LOOP.run_in_executor(None, slow, 104, 0.99544)
        say(tag, 'L107', show(await asyncio.to_thread(submitter, 106, 1.681387, w2(tag + '.105', n + 1))))
        return 'r108'
    ts.append(spawn(w61('scene0.0', 4)))
    ts.append(spawn(w51('scene0.1', 1)))
    ts.append(spawn(w61('scene0.2', 2)))
    ts.append(spawn(w61('scene0.3', 2)))
    n = 1
    try:
        t110 = spawn(w61('scene0.109', 4))
    except E3 as e111:
        say('scene0', 'L112', show(e111))
        raise E3('e115', code=4) from e111
    except ValueError as e120:
        say('scene0', 'L121', show(e120))
        t123 = asyncio.create_task(w2('scene0.122', 1), name='t123', context=contextvars.copy_context())
        TASKS.append(t123)
        ts.append(t123)
        raise E2('e128', 6)
    except Exception as e131:
        say('scene0', 'L132', show(e131))
        raise
    finally:
        say('scene0', 'L140')
        await asyncio.sleep(0)
        say('scene0', 'L141')
        say('scene0', 'L142')
    try:
        try:
            say('scene0', 'L145', show(await asyncio.gather(asyncio.to_thread(slow_steps, 143, 1.507895), asyncio.to_thread(slow_fail, 144, 0.526836), return_exceptions=True)))
        except (E1, E3) as e146:
            say('scene0', 'L147', show(e146))
        except Exception as e148:
            say('scene0', 'L149', show(e148))
        except asyncio.CancelledError as e150:
            say('scene0', 'L151', show(e150), asyncio.current_task().cancelling())
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L152', show(e))
    try:
        say('scene0', 'L154', show(await asyncio.to_thread(slow, 153, 0.477548)))
    except E1 as e155:
        say('scene0', 'L156', show(e155), show(e155.__context__), show(e155.__cause__))
        f157 = LOOP.run_in_executor(pool1, slow, 158, 0.764076)
        f157.add_done_callback(lambda f, k='scene0': say(k, 'L159', state(f)))
    except KeyError as e160:
        say('scene0', 'L161', show(e160), show(e160.__context__), show(e160.__cause__))
    except BaseException as e162:
        say('scene0', 'L163', show(e162), asyncio.current_task().cancelling())
    t165 = spawn(w51('scene0.164', 1))
    d, p = await asyncio.wait(ts, timeout=2)
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=4)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
