# genprog seed=500004 profile=threads size=1
# uses: call caller executor from_thread if pool say sleep slow spawn thread_cancel thread_gather to_thread try
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
    pool1 = ThreadPoolExecutor(1)
    async def w2(tag, n):
        say(tag, 'L4', show(await asyncio.to_thread(slow, 3, 0.171079)))
        if n == 1:
            t5 = spawn(asyncio.to_thread(slow, 6, 0.444016))
            await asyncio.sleep(0.533092)
            say(tag, 'L7', t5.cancel())
            try:
                say(tag, 'L8', show(await t5))
            except (Exception, asyncio.CancelledError) as e:
                say(tag, 'L9', show(e))
        say(tag, 'L11', show(await asyncio.to_thread(caller, 10, 1.670842, tag)))
        await asyncio.sleep(0.744392)
        return n
    async def w13(tag, n):
        say(tag, 'L14')
        f15 = LOOP.run_in_executor(None, slow_steps, 16, 0.114711)
        say(tag, 'L17', show(await f15))
        try:
            say(tag, 'L19', show(await asyncio.to_thread(slow_fail, 18, 0.356699)))
        except asyncio.CancelledError as e20:
            say(tag, 'L21', show(e20), asyncio.current_task().cancelling())
            t23 = spawn(w2(tag + '.22', n + 1))
            ts.append(t23)
            return 'r30'
        except E1 as e31:
            say(tag, 'L32', show(e31))
            f33 = LOOP.run_in_executor(pool1, slow_steps, 34, 0.588025)
            try:
                say(tag, 'L35', show(await f33))
            except E1 as e36:
                say(tag, 'L37', show(e36))
            raise
        await asyncio.sleep(1.430004)
        return n
    ts.append(spawn(w2('scene0.0', 2)))
    ts.append(spawn(w2('scene0.1', 3)))
    n = 1
    say('scene0', 'L46')
    say('scene0', 'L48', show(await asyncio.to_thread(slow, 47, 0.191067)))
    try:
        say('scene0', 'L51', show(await asyncio.gather(asyncio.to_thread(slow_fail, 49, 1.260132), asyncio.to_thread(slow_fail, 50, 0.054377))))
    except asyncio.CancelledError as e52:
        say('scene0', 'L53', show(e52))
        say('scene0', 'L54')
    except E1 as e55:
        say('scene0', 'L56', show(e55))
        try:
            say('scene0', 'L58', show(await asyncio.to_thread(slow, 57, 0.407889)))
        except asyncio.CancelledError as e59:
            say('scene0', 'L60', show(e59), asyncio.current_task().cancelling())
        return 'r67'
    except (E1, E3) as e68:
        say('scene0', 'L69', show(e68))
    say('scene0', 'L71', show(await asyncio.to_thread(caller, 70, 1.221214, 'scene0')))
    try:
        f72 = LOOP.run_in_executor(None, slow_fail, 73, 0.427061)
        try:
            say('scene0', 'L74', show(await f72))
        except E2 as e75:
            say('scene0', 'L76', show(e75))
            return (n, 7)
        except asyncio.CancelledError as e84:
            say('scene0', 'L85', show(e84))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L86', show(e))
    try:
        say('scene0', 'L89', show(await asyncio.gather(asyncio.to_thread(slow, 87, 0.153004), asyncio.to_thread(slow, 88, 0.374115), return_exceptions=True)))
    except KeyError as e90:
        say('scene0', 'L91', show(e90))
        f92 = LOOP.run_in_executor(None, slow_fail, 93, 1.382636)
        f92.add_done_callback(lambda f, k='scene0': say(k, 'L94', state(f)))
    except ValueError as e95:
        say('scene0', 'L96', show(e95))
        if n == 2:
            try:
                say('scene0', 'L98', show(await asyncio.to_thread(slow, 97, 1.26761)))
            except KeyError as e99:
                say('scene0', 'L100', show(e99))
                try:
                    try:
                        say('scene0', 'L102', show(await asyncio.to_thread(caller, 101, 0.427092, 'scene0')))
                    except E1 as e103:
                        say('scene0', 'L104', show(e103))
                        await asyncio.sleep(1.737263)
                    except KeyError as e105:
                        say('scene0', 'L106', show(e105))
                    except Exception as e107:
                        say('scene0', 'L108', show(e107))
                        raise
                except E3 as e116:
                    say('scene0', 'L117', show(e116))
                    say('scene0', 'L120', show(await w2('scene0.118', 3)))
                    raise ValueError('bad1') from e116
                finally:
                    say('scene0', 'L128')
                raise
            except Exception as e136:
                say('scene0', 'L137', show(e136))
        raise
    except Exception as e145:
        say('scene0', 'L146', show(e145), show(e145.__context__), show(e145.__cause__))
        say('scene0', 'L147')
    d, p = await asyncio.wait(ts, timeout=1)
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=15)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
