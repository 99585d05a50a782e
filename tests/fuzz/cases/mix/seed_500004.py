# genprog seed=500004 profile=mix size=1
# uses: call cancel future if later_cancel query raise say shared_cancel spawn timeout try try_cancel wait_for
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
        say(tag, 'L3', asyncio.current_task().get_name())
        say(tag, 'L4', asyncio.current_task().done())
        if n > 1:
            say(tag, 'L8')
            raise E2('e6', 2)
        return (n, 5)
    async def w10(tag, n):
        if n > 1:
            t12 = asyncio.create_task(w2(tag + '.11', n))
            TASKS.append(t12)
        elif not (n % 3 != 1):
            try:
                try:
                    v14 = await w2(tag + '.13', n + 1)
                    say(tag, 'L15', show(v14))
                except asyncio.CancelledError as e16:
                    say(tag, 'L17', show(e16), asyncio.current_task().cancelling())
                finally:
                    say(tag, 'L18')
                    await asyncio.sleep(0)
                    say(tag, 'L19')
            except asyncio.CancelledError as e20:
                say(tag, 'L21', show(e20))
            except Exception as e22:
                say(tag, 'L23', show(e22))
                t25 = spawn(w2(tag + '.24', 3))
                LOOP.call_soon(asyncio.current_task().cancel)
                raise
        if n == 3:
            try:
                try:
                    try:
                        try:
                            say(tag, 'L41', show(await asyncio.wait_for(asyncio.sleep(1.25, -2), 0.5)))
                        except asyncio.TimeoutError as e33:
                            say(tag, 'L34', show(e33))
                            try:
                                say(tag, 'L40', show(await asyncio.wait_for(sf1, 2)))
                            except asyncio.TimeoutError as e35:
                                say(tag, 'L36', show(e35))
                                say(tag, 'L39', nth(ts, 2).get_name(), nth(ts, 2).cancel('m37'))
                    finally:
                        say(tag, 'L42')
                        say(tag, 'L45', nth(ts, 3).get_name(), nth(ts, 3).cancel())
                except asyncio.CancelledError as e46:
                    say(tag, 'L47', show(e46), asyncio.current_task().cancelling())
                    say(tag, 'L48')
                    say(tag, 'L49', asyncio.current_task().uncancel())
                except Exception as e50:
                    say(tag, 'L51', show(e50))
            except asyncio.CancelledError as e52:
                say(tag, 'L53', show(e52))
                say(tag, 'L54', asyncio.current_task().uncancel())
                raise
            except Exception as e62:
                say(tag, 'L63', show(e62))
        try:
            async with asyncio.timeout(0.125) as cm64:
                t66 = spawn(w2(tag + '.65', n + 1))
                ts.append(t66)
                say(tag, 'L69', t66.cancel(msg='m68'))
                await asyncio.sleep(0.75)
        except TimeoutError as e70:
            say(tag, 'L71', show(e70))
        say(tag, 'L72', cm64.expired(), asyncio.current_task().cancelling())
    ts.append(spawn(w10('scene0.0', 4)))
    ts.append(spawn(w2('scene0.1', 4)))
    ts.append(spawn(w2('scene0.2', 1)))
    n = 1
    f73 = LOOP.create_future()
    LOOP.call_at(LOOP.time() + 0.5, put, f73, {'k': 0})
    say('scene0', 'L77', nth(ts, 11).get_name(), nth(ts, 11).cancel('m75'))
    say('scene0', 'L78')
    f79 = LOOP.create_future()
    try:
        try:
            say('scene0', 'L86', show(await asyncio.wait_for(sf1, 0.75)))
        except TimeoutError as e81:
            say('scene0', 'L82', show(e81))
            say('scene0', 'L85', nth(ts, 6).get_name(), nth(ts, 6).cancel(msg='m84'))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L87', show(e))

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
