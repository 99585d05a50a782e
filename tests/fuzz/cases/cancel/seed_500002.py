# genprog seed=500002 profile=cancel size=1
# uses: call cancel finally_await future if loop nested_timeout return shared_cancel sleep spawn try_cancel wait_for
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
        if n == 1:
            try:
                return n
            finally:
                say(tag, 'L4')
                await asyncio.sleep(0.1)
                say(tag, 'L5')
        try:
            try:
                async with asyncio.timeout(0.001) as cm6:
                    try:
                        async with asyncio.timeout(0.001) as cm7:
                            f8 = LOOP.create_future()
                            LOOP.call_at(LOOP.time() + 1, put, f8, E1('f9'))
                    except TimeoutError as e:
                        say(tag, 'L10', show(e), cm6.expired(), cm7.expired())
                    await asyncio.sleep(0.15)
            except TimeoutError as e:
                say(tag, 'L11', show(e), cm6.expired(), cm7.expired(), asyncio.current_task().cancelling())
        except asyncio.CancelledError as e12:
            say(tag, 'L13', show(e12), asyncio.current_task().cancelling())
            say(tag, 'L14', asyncio.current_task().uncancel())
            raise
        return (n, 1)
    async def w23(tag, n):
        t25 = spawn(w2(tag + '.24', n))
        ts.append(t25)
        v27 = await w2(tag + '.26', n + 1)
        say(tag, 'L28', show(v27))
        return v27
    ts.append(spawn(w23('scene0.0', 2)))
    ts.append(spawn(w2('scene0.1', 2)))
    ts.append(spawn(w2('scene0.2', 1)))
    n = 1
    try:
        say('scene0', 'L37', show(await asyncio.wait_for(w2('scene0.29', 1), None)))
    except asyncio.TimeoutError as e30:
        say('scene0', 'L31', show(e30))
        t33 = spawn(w2('scene0.32', 1))
        say('scene0', 'L36', t33.cancel(msg='m35'))
    except E1 as e38:
        say('scene0', 'L39', show(e38))
    except asyncio.CancelledError as e40:
        say('scene0', 'L41', show(e40))
    try:
        i42 = 0
        while i42 < 3:
            i42 += 1
            t44 = spawn(w2('scene0.43', 2))
            say('scene0', 'L47', t44.cancel('m45'))
    except asyncio.CancelledError as e48:
        say('scene0', 'L49', show(e48), asyncio.current_task().cancelling())
        if n > 1:
            v51 = await w2('scene0.50', 4)
            say('scene0', 'L52', show(v51))
        else:
            await asyncio.sleep(0.1)
    except Exception as e53:
        say('scene0', 'L54', show(e53), show(e53.__context__), show(e53.__cause__))
        t56 = spawn(w2('scene0.55', 0))
    say('scene0', 'L59', nth(ts, 2).get_name(), nth(ts, 2).cancel())
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=30)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
raise E1('the end')
