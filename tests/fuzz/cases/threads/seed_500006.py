# genprog seed=500006 profile=threads size=1
# uses: await executor if loop raise return say sleep sleep0 slow thread_cancel thread_gather to_thread try
import asyncio
import time

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


def slow(k, delay):
    time.sleep(delay)
    return k * 10


def slow_fail(k, delay):
    time.sleep(delay)
    raise E1(f'thread {k}')


def slow_steps(k, delay):
    seen = []
    for i in range(3):
        time.sleep(delay / 3.7)
        seen.append(i + k)
    return seen


async def scene0():
    ts = []
    async def w1(tag, n):
        for i2 in range(3):
            f3 = LOOP.run_in_executor(None, slow, 4, 1.765548)
            try:
                say(tag, 'L5', show(await f3))
            except KeyError as e6:
                say(tag, 'L7', show(e6))
                i8 = 0
                while i8 < 3:
                    i8 += 1
                    raise
            except asyncio.CancelledError as e15:
                say(tag, 'L16', show(e15))
        say(tag, 'L17')
        return 6
    async def w19(tag, n):
        f20 = LOOP.run_in_executor(None, slow, 21, 1.415596)
        try:
            say(tag, 'L22', show(await f20))
        except ValueError as e23:
            say(tag, 'L24', show(e23))
            f25 = LOOP.run_in_executor(None, slow_steps, 26, 0.875195)
        except asyncio.CancelledError as e27:
            say(tag, 'L28', show(e27), asyncio.current_task().cancelling())
        f20.add_done_callback(lambda f, k=tag: say(k, 'L29', state(f)))
        if n > 1:
            t30 = spawn(asyncio.to_thread(slow, 31, 0.59356))
            await asyncio.sleep(1.394565)
            say(tag, 'L32', t30.cancel())
            try:
                say(tag, 'L33', show(await t30))
            except (Exception, asyncio.CancelledError) as e:
                say(tag, 'L34', show(e))
        try:
            t35 = spawn(asyncio.to_thread(slow, 36, 0.735085))
            await asyncio.sleep(0.975265)
            say(tag, 'L37', t35.cancel())
            try:
                say(tag, 'L38', show(await t35))
            except (Exception, asyncio.CancelledError) as e:
                say(tag, 'L39', show(e))
        finally:
            say(tag, 'L40')
            await asyncio.sleep(0)
            say(tag, 'L41')
        return {'k': 7}
    async def w43(tag, n):
        say(tag, 'L44', await asyncio.sleep(0.385914, (4, 1)))
        try:
            say(tag, 'L46', show(await asyncio.to_thread(slow_fail, 45, 1.562896)))
        except E3 as e47:
            say(tag, 'L48', show(e47))
        except asyncio.CancelledError as e49:
            say(tag, 'L50', show(e49))
        except E1 as e51:
            say(tag, 'L52', show(e51))
        await asyncio.sleep(0)
        t55 = spawn(asyncio.to_thread(slow, 56, 1.549638))
    async def w57(tag, n):
        try:
            say(tag, 'L59', show(await asyncio.to_thread(slow, 58, 0.764551)))
        except E3 as e60:
            say(tag, 'L61', show(e60))
            raise E1 from e60
        except asyncio.CancelledError as e69:
            say(tag, 'L70', show(e69), asyncio.current_task().cancelling())
            raise E3('e73', code=8) from e69
        except KeyError as e78:
            say(tag, 'L79', show(e78))
        if n > 1:
            t80 = spawn(asyncio.to_thread(slow, 81, 0.788967))
            await asyncio.sleep(1.409529)
            say(tag, 'L82', t80.cancel())
            try:
                say(tag, 'L83', show(await t80))
            except (Exception, asyncio.CancelledError) as e:
                say(tag, 'L84', show(e))
        else:
            try:
                return 61
            except Exception as e86:
                say(tag, 'L87', show(e86))
                raise
            except asyncio.CancelledError as e95:
                say(tag, 'L96', show(e95))
                say(tag, 'L97', asyncio.current_task().uncancel())
            else:
                try:
                    try:
                        say(tag, 'L101', show(await asyncio.gather(asyncio.to_thread(slow, 98, 0.584078), asyncio.to_thread(slow_steps, 99, 0.116667), asyncio.to_thread(slow_steps, 100, 1.328813))))
                    except E3 as e102:
                        say(tag, 'L103', show(e102))
                    except asyncio.CancelledError as e104:
                        say(tag, 'L105', show(e104))
                        say(tag, 'L106', asyncio.current_task().uncancel())
                        return (n, 8)
                except (E1, E3) as e114:
                    say(tag, 'L115', show(e114), show(e114.__context__), show(e114.__cause__))
                except Exception as e116:
                    say(tag, 'L117', show(e116), show(e116.__context__), show(e116.__cause__))
                except asyncio.CancelledError as e118:
                    say(tag, 'L119', show(e118), asyncio.current_task().cancelling())
                    try:
                        say(tag, 'L121', show(await asyncio.to_thread(slow, 120, 0.539102)))
                    finally:
                        say(tag, 'L122')
                        await asyncio.sleep(0)
                        say(tag, 'L123')
                    say(tag, 'L124', asyncio.current_task().uncancel())
        try:
            t127 = spawn(asyncio.to_thread(slow, 128, 0.108207))
        except ValueError as e129:
            say(tag, 'L130', show(e129), show(e129.__context__), show(e129.__cause__))
            raise
        except Exception as e138:
            say(tag, 'L139', show(e138))
            try:
                say(tag, 'L141', show(await asyncio.to_thread(slow_fail, 140, 1.441666)))
            except (E1, E3) as e142:
                say(tag, 'L143', show(e142))
                t146 = spawn(asyncio.to_thread(slow_fail, 147, 0.086655))
                raise
            except BaseException as e155:
                say(tag, 'L156', show(e155))
            raise E1('e157') from e138
    ts.append(spawn(w1('scene0.0', 4)))
    ts.append(spawn(w19('scene0.1', 4)))
    ts.append(spawn(w43('scene0.2', 3)))
    ts.append(spawn(w43('scene0.3', 0)))
    n = 1
    f164 = LOOP.run_in_executor(None, slow, 165, 1.071387)
    try:
        say('scene0', 'L166', show(await f164))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L167', show(e))
    t168 = spawn(asyncio.to_thread(slow_steps, 169, 1.085146))
    await asyncio.sleep(0.348031)
    say('scene0', 'L170', t168.cancel())
    try:
        say('scene0', 'L171', show(await t168))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L172', show(e))
    try:
        say('scene0', 'L176', show(await asyncio.gather(asyncio.to_thread(slow, 173, 1.949068), asyncio.to_thread(slow_fail, 174, 0.390898), asyncio.to_thread(slow_fail, 175, 1.369132), return_exceptions=True)))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L177', show(e))
    try:
        t178 = spawn(asyncio.to_thread(slow, 179, 0.128484))
        await asyncio.sleep(1.388845)
        say('scene0', 'L180', t178.cancel())
        try:
            say('scene0', 'L181', show(await t178))
        except (Exception, asyncio.CancelledError) as e:
            say('scene0', 'L182', show(e))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L183', show(e))
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=15)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


with asyncio.Runner() as runner:
    print(runner.run(_main()))
    print(runner.run(asyncio.sleep(0.5, 5)), round(runner.get_loop().time(), 3))
print('end')
