# genprog seed=500003 profile=tasks size=1
# uses: Ready VAR awaitable bad_await callback contextvar loop naming query quiet say settle sleep0 spawn
import asyncio
import contextvars

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


VAR = contextvars.ContextVar('VAR', default=0)


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
        say(tag, 'L3', asyncio.current_task().get_name())
        tok4 = VAR.set({'k': 7})
        say(tag, 'L5')
        say(tag, 'L6', show(VAR.get()))
        VAR.reset(tok4)
        say(tag, 'L7', show(VAR.get()))
    async def w8(tag, n):
        for i9 in range(3):
            sf1.add_done_callback(lambda f, k=tag: say(k, 'L11', state(f)))
        asyncio.current_task().set_name(5)
        say(tag, 'L13', asyncio.current_task().get_name())
        say(tag, 'L17', sf1.cancel('m16'))
        tok18 = VAR.set([0])
        say(tag, 'L19')
        say(tag, 'L20', show(VAR.get()))
        VAR.reset(tok18)
        say(tag, 'L21', show(VAR.get()))
        return n
    async def w23(tag, n):
        await asyncio.sleep(0)
        try:
            await None
        except (TypeError, ValueError, RuntimeError) as e:
            say(tag, 'L24', show(e))
        say(tag, 'L25')
        return n
    async def w27(tag, n):
        try:
            say(tag, 'L31', show(await Ready(2, None)))
        except (E1, E3) as e32:
            say(tag, 'L33', show(e32))
            t35 = spawn(w8(tag + '.34', 3))
        except ValueError as e36:
            say(tag, 'L37', show(e36), show(e36.__context__), show(e36.__cause__))
        except asyncio.CancelledError as e38:
            say(tag, 'L39', show(e38), asyncio.current_task().cancelling())
        say(tag, 'L40', len(asyncio.all_tasks()), asyncio.current_task().get_name())
    ts.append(spawn(w2('scene0.0', 3)))
    ts.append(spawn(w23('scene0.1', 2)))
    ts.append(spawn(w8('scene0.2', 3)))
    n = 1
    t42 = spawn(w2('scene0.41', 4))
    ts.append(t42)
    say('scene0', 'L43', show(VAR.get()))
    def cb44(f):
        say('scene0', 'L45', state(f))
        LOOP.call_later(0.75, say, 'scene0', 'L47')
    sf1.add_done_callback(cb44)

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
