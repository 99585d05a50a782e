# genprog seed=500006 profile=cancel size=1
# uses: cancel say self_cancel shared_cancel shield sleep sleep0 spawn try_cancel wait_for
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
        me2 = asyncio.current_task()
        say(tag, 'L5', me2.cancel('m3'), me2.cancelling())
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError as e:
            say(tag, 'L6', show(e), me2.uncancel())
        say(tag, 'L7', await asyncio.sleep(1, 'v11'))
        await asyncio.sleep(1)
        try:
            say(tag, 'L8', show(await asyncio.shield(asyncio.sleep(1.0, True))))
        except asyncio.CancelledError as e9:
            say(tag, 'L10', show(e9))
            try:
                say(tag, 'L11')
            except asyncio.CancelledError as e12:
                say(tag, 'L13', show(e12), asyncio.current_task().cancelling())
            finally:
                say(tag, 'L14')
            say(tag, 'L15', asyncio.current_task().uncancel())
            raise
    async def w23(tag, n):
        try:
            t25 = spawn(w1(tag + '.24', n + 1))
            ts.append(t25)
            try:
                say(tag, 'L36', show(await asyncio.wait_for(t25, timeout=1)))
            except TimeoutError as e26:
                say(tag, 'L27', show(e26))
                raise KeyError('k0') from e26
            say(tag, 'L39', t25.cancel(msg='m38'))
        except asyncio.CancelledError as e40:
            say(tag, 'L41', show(e40), asyncio.current_task().cancelling())
        t43 = spawn(w1(tag + '.42', n + 1))
        ts.append(t43)
        t45 = spawn(w1(tag + '.44', n))
        return 'r46'
    ts.append(spawn(w23('scene0.0', 2)))
    ts.append(spawn(w1('scene0.1', 1)))
    ts.append(spawn(w23('scene0.2', 1)))
    n = 1
    try:
        t48 = spawn(w23('scene0.47', 2))
        ts.append(t48)
        try:
            say('scene0', 'L49', show(await asyncio.shield(t48)))
        except asyncio.CancelledError as e50:
            say('scene0', 'L51', show(e50), asyncio.current_task().cancelling())
            say('scene0', 'L54', nth(ts, 10).get_name(), nth(ts, 10).cancel())
        except Exception as e55:
            say('scene0', 'L56', show(e55))
            await asyncio.sleep(2)
            raise
        say('scene0', 'L64', state(t48))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L65', show(e))
    say('scene0', 'L66')
    try:
        try:
            await asyncio.sleep(0)
            t68 = spawn(w1('scene0.67', 3))
            try:
                say('scene0', 'L69', show(await asyncio.shield(t68)))
            except asyncio.CancelledError as e70:
                say('scene0', 'L71', show(e70))
            say('scene0', 'L72', state(t68))
        except asyncio.CancelledError as e73:
            say('scene0', 'L74', show(e73), asyncio.current_task().cancelling())
        except Exception as e75:
            say('scene0', 'L76', show(e75))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L77', show(e))
    say('scene0', 'L78')
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
