# genprog seed=500004 profile=cancel size=1
# uses: await cancel finally_await future later_cancel raise say self_cancel shared_cancel sleep sleep0 spawn try_cancel wait_for
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
    async def w1(tag, n):
        try:
            me2 = asyncio.current_task()
            say(tag, 'L5', me2.cancel(msg='m4'), me2.cancelling())
            try:
                raise E1('e6')
            finally:
                say(tag, 'L9')
                await asyncio.sleep(1.1)
                say(tag, 'L10')
        except asyncio.CancelledError as e11:
            say(tag, 'L12', show(e11), asyncio.current_task().cancelling())
        say(tag, 'L13')
        try:
            f14 = LOOP.create_future()
            LOOP.call_at(LOOP.time() + 0.1, put, f14, (5, 8))
            await asyncio.sleep(1.1)
        except asyncio.CancelledError as e16:
            say(tag, 'L17', show(e16))
    async def w18(tag, n):
        await asyncio.sleep(0)
        t20 = spawn(w1(tag + '.19', 0))
        ts.append(t20)
        say(tag, 'L23', t20.cancel('m21'))
        say(tag, 'L26', t20.cancel(msg='m25'))
    async def w27(tag, n):
        await asyncio.sleep(0.01)
        if not (n % 3 != 1):
            say(tag, 'L31')
            raise RuntimeError('r2')
        return 'r32'
    async def w33(tag, n):
        t35 = spawn(w1(tag + '.34', n + 1))
        say(tag, 'L38', t35.cancel())
        LOOP.call_later(1, t35.cancel)
    ts.append(spawn(w27('scene0.0', 3)))
    ts.append(spawn(w18('scene0.1', 4)))
    n = 1
    t40 = spawn(w33('scene0.39', 4))
    ts.append(t40)
    LOOP.call_soon(t40.cancel)
    try:
        try:
            say('scene0', 'L51', show(await asyncio.wait_for(t40, timeout=0)))
        except asyncio.TimeoutError as e41:
            say('scene0', 'L42', show(e41))
            raise
        except (E1, E3) as e52:
            say('scene0', 'L53', show(e52))
            try:
                say('scene0', 'L54', show(await t40))
            except Exception as e55:
                say('scene0', 'L56', show(e55))
        except ValueError as e57:
            say('scene0', 'L58', show(e57))
            return 'r65'
        except Exception as e66:
            say('scene0', 'L67', show(e66))
            say('scene0', 'L70', nth(ts, 6).get_name(), nth(ts, 6).cancel('m68'))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L71', show(e))
    t73 = spawn(w33('scene0.72', 4))
    ts.append(t73)
    d, p = await asyncio.wait(ts, timeout=10)
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
import sys
sys.exit(4)
