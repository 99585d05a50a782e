# genprog seed=500003 profile=threads size=1
# uses: await caller executor from_thread loop raise say sleep slow thread_gather to_thread try wait_for_thread
import asyncio
import time

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
    async def w1(tag, n):
        try:
            await asyncio.sleep(0.044221)
        except E2 as e2:
            say(tag, 'L3', show(e2))
        except (E1, E3) as e4:
            say(tag, 'L5', show(e4))
        except ValueError as e6:
            say(tag, 'L7', show(e6))
        try:
            say(tag, 'L9', show(await asyncio.to_thread(slow, 8, 0.588176)))
        except E3 as e10:
            say(tag, 'L11', show(e10))
        except KeyError as e12:
            say(tag, 'L13', show(e12))
            raise
        say(tag, 'L21')
    async def w22(tag, n):
        say(tag, 'L23')
        await asyncio.sleep(1.323578)
        if n > 1:
            say(tag, 'L27')
            raise ValueError('bad5')
        await asyncio.sleep(1.917081)
    async def w28(tag, n):
        try:
            say(tag, 'L30', show(await asyncio.to_thread(slow_steps, 29, 1.102204)))
        except E2 as e31:
            say(tag, 'L32', show(e31))
        except E3 as e33:
            say(tag, 'L34', show(e33))
        except Exception as e35:
            say(tag, 'L36', show(e35))
        f37 = LOOP.run_in_executor(None, slow_fail, 38, 0.574433)
        try:
            say(tag, 'L39', show(await f37))
        except E1 as e40:
            say(tag, 'L41', show(e40))
            say(tag, 'L43', show(await asyncio.to_thread(caller, 42, 0.500426, tag)))
        except ValueError as e44:
            say(tag, 'L45', show(e44))
        f46 = LOOP.run_in_executor(None, slow_fail, 47, 1.051083)
        say(tag, 'L48', show(await f46))
    async def w49(tag, n):
        say(tag, 'L50', await asyncio.sleep(1.493868, (6, 0)))
        try:
            say(tag, 'L52', show(await asyncio.to_thread(slow, 51, 1.927596)))
        except E2 as e53:
            say(tag, 'L54', show(e53))
            raise
        except (E1, E3) as e62:
            say(tag, 'L63', show(e62))
        say(tag, 'L67', show(await asyncio.gather(asyncio.to_thread(slow_steps, 64, 1.215511), asyncio.to_thread(slow, 65, 1.724297), asyncio.to_thread(slow, 66, 0.410657))))
    ts.append(spawn(w22('scene0.0', 1)))
    ts.append(spawn(w22('scene0.1', 4)))
    n = 1
    f68 = LOOP.run_in_executor(None, slow, 69, 0.209889)
    try:
        await asyncio.sleep(1.448718)
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L70', show(e))
    for i71 in range(2):
        await asyncio.sleep(1.458124)
    else:
        try:
            say('scene0', 'L73', show(await asyncio.wait_for(asyncio.to_thread(slow_fail, 72, 1.607002), 1.762436)))
        except (TimeoutError, E1) as e:
            say('scene0', 'L74', show(e))
        f75 = LOOP.run_in_executor(None, slow_steps, 76, 0.964477)
    for i77 in range(2):
        try:
            say('scene0', 'L78', show(await f68))
        except E2 as e79:
            say('scene0', 'L80', show(e79))
            try:
                say('scene0', 'L81', show(await f68))
            except E3 as e82:
                say('scene0', 'L83', show(e82), show(e82.__context__), show(e82.__cause__))
            except (E1, E3) as e84:
                say('scene0', 'L85', show(e84), show(e84.__context__), show(e84.__cause__))
                f86 = LOOP.run_in_executor(None, slow, 87, 1.755269)
            except ValueError as e88:
                say('scene0', 'L89', show(e88))
        await asyncio.sleep(1.747209)
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=4)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
