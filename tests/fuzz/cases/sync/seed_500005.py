# genprog seed=500005 profile=sync size=1
# uses: acquire cancel cond event loop queue say sem shared_cancel sleep sleep0 spawn sync_state try with_lock
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
    ev4 = asyncio.Event()
    sem5 = asyncio.Semaphore(2)
    q6 = asyncio.Queue(1)
    q7 = asyncio.Queue()
    cv8 = asyncio.Condition(lock1)
    box9 = [0]
    bar10 = asyncio.Barrier(3)
    LOCKS.extend([lock1, lock2, cv8])
    async def w11(tag, n):
        say(tag, 'L14', nth(ts, 0).get_name(), nth(ts, 0).cancel('m12'))
        await asyncio.sleep(1.0)
        say(tag, 'L15')
        return 'r16'
    async def w17(tag, n):
        try:
            say(tag, 'L18', show(q7.get_nowait()))
        except asyncio.QueueEmpty as e:
            say(tag, 'L19', show(e))
        try:
            t21 = spawn(w11(tag + '.20', n + 1))
            say(tag, 'L24', t21.cancel())
        except E1 as e25:
            say(tag, 'L26', show(e25), show(e25.__context__), show(e25.__cause__))
            await asyncio.sleep(0)
            raise
        except (E1, E3) as e34:
            say(tag, 'L35', show(e34))
            return n
        else:
            try:
                t44 = spawn(w11(tag + '.43', n + 1))
                ts.append(t44)
            except KeyError as e45:
                say(tag, 'L46', show(e45))
                say(tag, 'L47', await sem5.acquire(), sem5.locked())
            finally:
                say(tag, 'L48')
                await asyncio.sleep(0)
                say(tag, 'L49')
                async with sem5:
                    say(tag, 'L50', sem5.locked())
                    await asyncio.sleep(0)
        for i in range(3):
            await q6.put((n, i))
            say(tag, 'L51', q6.qsize())
        ev3.set()
        return (7, 5)
    async def w55(tag, n):
        i56 = 0
        while i56 < 2:
            i56 += 1
            say(tag, 'L57', q7.qsize(), q7.empty(), q7.full(), q7.maxsize)
            async with cv8:
                say(tag, 'L58', await cv8.wait(), box9[0])
        else:
            async with sem5:
                say(tag, 'L59', sem5.locked())
                await asyncio.sleep(0.3)
        await asyncio.sleep(0.001)
    async def w60(tag, n):
        for i in range(1):
            await q7.put((n, i))
            say(tag, 'L61', q7.qsize())
        async with cv8:
            say(tag, 'L62', cv8.locked())
            async with cv8:
                box9[0] += 1
                say(tag, 'L63', box9[0])
                cv8.notify(0)
        return (n, 7)
    async def pump():
        for k in range(6):
            await asyncio.sleep(1.1)
            ev3.set()
            ev4.set()
            if q6.full():
                say('pumped', q6.get_nowait())
            if not q7.full():
                q7.put_nowait('pump' + str(k))
            if not cv8.locked():
                async with cv8:
                    box9[0] += 1
                    cv8.notify()
            ev3.clear()
            if sem5.locked() and k < 4:
                sem5.release()
    spawn(pump(), 'pumpscene0')
    ts.append(spawn(w60('scene0.0', 4)))
    ts.append(spawn(w55('scene0.1', 3)))
    n = 1
    async with sem5:
        say('scene0', 'L65', sem5.locked())
        await asyncio.sleep(2)
    say('scene0', 'L68', nth(ts, 11).get_name(), nth(ts, 11).cancel())
    say('scene0', 'L69', ev3.is_set(), lock1.locked(), q7.qsize())
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=8)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
