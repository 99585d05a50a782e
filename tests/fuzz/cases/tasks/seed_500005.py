# genprog seed=500005 profile=tasks size=1
# uses: Ready awaitable bad_await call call_soon cancel future future_query loop naming query quiet raise say settle sleep spawn try
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


class Ready:
    """An awaitable that takes n turns of the loop."""

    def __init__(self, n, value):
        self.n = n
        self.value = value

    def __await__(self):
        for k in range(self.n):
            yield
        if isinstance(self.value, BaseException):
            raise self.value
        return self.value


async def quiet(delay, action, value):
    """A task group child that leaves no trace when it is cancelled."""
    await asyncio.sleep(delay)
    if action == 'raise':
        raise E1(value)
    if action == 'raise3':
        raise E3(value)
    if action == 'cancel':
        asyncio.current_task().cancel()
        await asyncio.sleep(0)
    return value


async def fussy(tag, k, delay, action, after):
    """A child that talks when cancelled, k turns of the loop later."""
    try:
        await asyncio.sleep(delay)
        say(tag, k, action)
        if action == 'raise':
            raise E2(k)
        return k
    except asyncio.CancelledError as e:
        for i in range(k + 1):
            await asyncio.sleep(0)
        say(tag, k, 'cancelled', show(e), 'then', after)
        if after == 'raise':
            raise
        if after == 'error':
            raise E3(f'{tag}{k}')
        return -k


async def scene0():
    ts = []
    sf1 = LOOP.create_future()
    async def w2(tag, n):
        say(tag, 'L3', asyncio.current_task().cancelled(), asyncio.current_task().done(), state(asyncio.current_task()))
        try:
            say(tag, 'L4', show(sf1.exception()))
        except (Exception, asyncio.CancelledError) as e:
            say(tag, 'L5', show(e))
        say(tag, 'L6', await asyncio.sleep(0.375, (6, 6)))
    async def w7(tag, n):
        say(tag, 'L8', asyncio.current_task() in asyncio.all_tasks(), asyncio.get_running_loop() is LOOP, LOOP.is_running())
        def cb10():
            say(tag, 'L11')
            raise E2('e13', 6)
        h9 = LOOP.call_at(LOOP.time() + 0.25, cb10)
        v16 = await w2(tag + '.15', n + 1)
        say(tag, 'L17', show(v16))
        if not (n % 2 == 0):
            say(tag, 'L21')
            raise RuntimeError('r8')
    async def w22(tag, n):
        try:
            await 5.5
        except (TypeError, ValueError, RuntimeError) as e:
            say(tag, 'L23', show(e))
        try:
            say(tag, 'L24', show(sf1.result()))
        except (Exception, asyncio.CancelledError) as e:
            say(tag, 'L25', show(e))
        say(tag, 'L26')
        put(sf1, (8, 2))
    ts.append(spawn(w2('scene0.0', 0)))
    ts.append(spawn(w2('scene0.1', 1)))
    ts.append(spawn(w7('scene0.2', 0)))
    n = 1
    try:
        await asyncio.sleep(1.5)
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L31', show(e))
    try:
        say('scene0', 'L35', show(await Ready(2, 'v29')))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L36', show(e))
    say('scene0', 'L37', len(asyncio.all_tasks()), asyncio.current_task().get_name())
    for i38 in range(3):
        f39 = asyncio.Future()
        LOOP.call_soon(put, f39, [8])
        t42 = spawn(w7('scene0.41', 1))
    else:
        t44 = spawn(w7('scene0.43', 0))
    t46 = spawn(w22('scene0.45', 4))
    say('scene0', 'L49', t46.cancel())
    i50 = 0
    while i50 < 3:
        i50 += 1
        try:
            f51 = LOOP.create_future()
            LOOP.call_at(LOOP.time() + 0.5, put, f51, [6])
        except KeyError as e53:
            say('scene0', 'L54', show(e53))

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
