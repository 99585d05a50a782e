# genprog seed=500006 profile=tasks size=1
# uses: Ready VAR await call call_soon callback contextvar ensure future if loop misc quiet reuse say sleep sleep0 spawn try
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
        sf1.add_done_callback(lambda f, k=tag: say(k, 'L4', state(f)))
        say(tag, 'L5')
        say(tag, 'L6', asyncio.iscoroutinefunction(quiet), asyncio.iscoroutine(5))
        return None
    async def w17(tag, n):
        say(tag, 'L18', asyncio.iscoroutinefunction(quiet), asyncio.iscoroutine(5))
        try:
            tok28 = VAR.set((0, 5))
            say(tag, 'L29')
            say(tag, 'L30', show(VAR.get()))
            VAR.reset(tok28)
            say(tag, 'L31', show(VAR.get()))
        finally:
            say(tag, 'L32')
            await asyncio.sleep(0)
            say(tag, 'L33')
            if not (LOOP.time() > 1.1):
                for i34 in range(3):
                    if n % 3 != 1:
                        t36 = asyncio.create_task(w2(tag + '.35', n + 1), name='t36', context=contextvars.copy_context())
                        TASKS.append(t36)
                        ts.append(t36)
                    else:
                        def cb37(f):
                            say(tag, 'L38', state(f))
                            LOOP.call_later(0.1, say, tag, 'L40')
                        sf1.add_done_callback(cb37)
                        say(tag, 'L41', sf1.remove_done_callback(cb37))
    async def w42(tag, n):
        t43 = asyncio.ensure_future(w17(tag + '.44', n + 1))
        TASKS.append(t43)
        say(tag, 'L45', asyncio.isfuture(t43), asyncio.ensure_future(t43) is t43)
        say(tag, 'L46', show(await t43))
        def cb48():
            say(tag, 'L49')
        h47 = LOOP.call_later(0, cb48)
        def cb51():
            say(tag, 'L52')
        h50 = LOOP.call_soon(cb51)
        return 'r53'
    async def w54(tag, n):
        co56 = w2(tag + '.55', n + 1)
        try:
            await co56
        except Exception as e:
            say(tag, 'L57', show(e))
        try:
            await co56
        except RuntimeError as e:
            say(tag, 'L58', show(e))
        f59 = asyncio.Future()
        LOOP.call_soon(put, f59, True)
        return 2.5
    ts.append(spawn(w54('scene0.0', 1)))
    ts.append(spawn(w54('scene0.1', 2)))
    ts.append(spawn(w2('scene0.2', 0)))
    n = 1
    def cb63():
        say('scene0', 'L64')
        put(sf1, {'k': 6})
    h62 = LOOP.call_later(0, cb63)
    try:
        try:
            say('scene0', 'L67', show(await w54('scene0.65', 0)))
        except E1 as e68:
            say('scene0', 'L69', show(e68))
            await asyncio.sleep(0.01)
        except KeyError as e70:
            say('scene0', 'L71', show(e70))
            say('scene0', 'L72', await asyncio.sleep(0.05, (8, 6)))
        except BaseException as e73:
            say('scene0', 'L74', show(e73), asyncio.current_task().cancelling())
            await asyncio.sleep(0)
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L75', show(e))
    t77 = spawn(w54('scene0.76', 4))
    def cb78(f):
        say('scene0', 'L79', state(f))
        LOOP.call_soon(say, 'scene0', 'L81')
    sf1.add_done_callback(cb78)
    say('scene0', 'L82', show(VAR.get()))
    say('scene0', 'L83', sf1.remove_done_callback(cb78))
    await asyncio.sleep(0)
    d, p = await asyncio.wait(ts, timeout=2)
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
