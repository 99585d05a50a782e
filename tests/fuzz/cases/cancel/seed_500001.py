# genprog seed=500001 profile=cancel size=1
# uses: finally_await later_cancel loop query say shared_cancel sleep sleep0 spawn timeout
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
    sf1 = LOOP.create_future()
    async def w2(tag, n):
        say(tag, 'L3')
        say(tag, 'L6', nth(ts, 6).get_name(), nth(ts, 6).cancel())
        return n
    async def w8(tag, n):
        try:
            t10 = spawn(w2(tag + '.9', n))
            ts.append(t10)
            LOOP.call_soon(t10.cancel)
        finally:
            say(tag, 'L11')
            await asyncio.sleep(0.75)
            say(tag, 'L12')
        for i13 in range(2):
            try:
                await asyncio.sleep(0)
            finally:
                say(tag, 'L14')
                await asyncio.sleep(0)
                say(tag, 'L15')
            t17 = spawn(w2(tag + '.16', n))
            LOOP.call_later(0.125, t17.cancel, 'late')
        await asyncio.sleep(0.0625)
        say(tag, 'L18', asyncio.current_task().done(), asyncio.current_task().get_name(), asyncio.current_task().cancelling())
        return 'r19'
    ts.append(spawn(w2('scene0.0', 0)))
    ts.append(spawn(w8('scene0.1', 0)))
    n = 1
    t21 = spawn(w2('scene0.20', 0))
    ts.append(t21)
    LOOP.call_soon(t21.cancel)
    t23 = asyncio.create_task(w2('scene0.22', 0), name='t23')
    TASKS.append(t23)
    try:
        async with asyncio.timeout(0.25) as cm24:
            say('scene0', 'L25', t21.get_name(), t21.cancelling(), t21.done())
            await asyncio.sleep(1.25)
    except TimeoutError as e26:
        say('scene0', 'L27', show(e26))

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
