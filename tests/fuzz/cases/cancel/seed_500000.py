# genprog seed=500000 profile=cancel size=1
# uses: call cancel finally_await later_cancel query raise say self_cancel shared_cancel shield sleep sleep0 timeout try_cancel wait_for
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
        try:
            try:
                me3 = asyncio.current_task()
                say(tag, 'L6', me3.cancel('m4'), me3.cancelling())
                say(tag, 'L7', me3.uncancel())
            finally:
                say(tag, 'L8')
                await asyncio.sleep(0)
                say(tag, 'L9')
            await asyncio.sleep(0)
        except asyncio.CancelledError as e10:
            say(tag, 'L11', show(e10), asyncio.current_task().cancelling())
            raise E1
        finally:
            say(tag, 'L15')
            await asyncio.sleep(0)
            say(tag, 'L16')
            say(tag, 'L17', asyncio.current_task().done(), state(asyncio.current_task()), asyncio.current_task().cancelled())
        try:
            say(tag, 'L42', show(await asyncio.wait_for(asyncio.sleep(0.5, None), 0.75)))
        except asyncio.TimeoutError as e18:
            say(tag, 'L19', show(e18))
            try:
                me20 = asyncio.current_task()
                say(tag, 'L23', me20.cancel('m21'), me20.cancelling())
                try:
                    await asyncio.sleep(0)
                except asyncio.CancelledError as e:
                    say(tag, 'L24', show(e), me20.uncancel())
            except asyncio.CancelledError as e25:
                say(tag, 'L26', show(e25))
                say(tag, 'L27', asyncio.current_task().uncancel())
                raise E1('e31')
            raise
        except (E1, E3) as e43:
            say(tag, 'L44', show(e43))
            return 34
        except KeyError as e52:
            say(tag, 'L53', show(e52))
        except asyncio.CancelledError as e54:
            say(tag, 'L55', show(e54))
        say(tag, 'L56')
        return 'r57'
    async def w58(tag, n):
        v60 = await w2(tag + '.59', n)
        say(tag, 'L61', show(v60))
        say(tag, 'L62', show(v60))
        say(tag, 'L65', nth(ts, 10).get_name(), nth(ts, 10).cancel(msg='m64'))
        return (n, 2)
    async def w67(tag, n):
        say(tag, 'L70', nth(ts, 6).get_name(), nth(ts, 6).cancel())
        say(tag, 'L73', show(await w2(tag + '.71', n + 1)))
        t75 = spawn(w58(tag + '.74', 1))
        ts.append(t75)
        LOOP.call_later(0.375, t75.cancel, 'late')
    ts.append(spawn(w2('scene0.0', 2)))
    ts.append(spawn(w67('scene0.1', 1)))
    n = 1
    t77 = spawn(w58('scene0.76', 4))
    ts.append(t77)
    LOOP.call_later(0.5, t77.cancel)
    t79 = spawn(w67('scene0.78', 1))
    say('scene0', 'L82', t79.cancel('m80'))
    try:
        await asyncio.sleep(0.0625)
    finally:
        say('scene0', 'L83')
        await asyncio.sleep(0)
        say('scene0', 'L84')
    LOOP.call_soon(t77.cancel)
    try:
        try:
            async with asyncio.timeout(0.25) as cm85:
                say('scene0', 'L88', nth(ts, 7).get_name(), nth(ts, 7).cancel())
                await asyncio.sleep(1)
        except TimeoutError as e89:
            say('scene0', 'L90', show(e89))
            try:
                try:
                    say('scene0', 'L92', show(await asyncio.shield(w67('scene0.91', 4))))
                except asyncio.CancelledError as e93:
                    say('scene0', 'L94', show(e93))
                    try:
                        say('scene0', 'L95')
                    except asyncio.CancelledError as e96:
                        say('scene0', 'L97', show(e96), asyncio.current_task().cancelling())
                        await asyncio.sleep(0)
                        say('scene0', 'L98', asyncio.current_task().uncancel())
                    say('scene0', 'L99', asyncio.current_task().uncancel())
                except Exception as e100:
                    say('scene0', 'L101', show(e100))
                    return True
            except asyncio.CancelledError as e109:
                say('scene0', 'L110', show(e109), asyncio.current_task().cancelling())
                say('scene0', 'L111', t77.cancelled(), t77.get_name())
                raise E1('e112') from e109
            except Exception as e119:
                say('scene0', 'L120', show(e119))
            finally:
                say('scene0', 'L121')
        except asyncio.CancelledError as e122:
            say('scene0', 'L123', show(e122))
            raise
        say('scene0', 'L131', cm85.expired(), asyncio.current_task().cancelling())
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L132', show(e))
    await asyncio.sleep(1)
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=4)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
