# genprog seed=500000 profile=threads size=1
# uses: call caller executor from_thread if loop pool raise return say sleep sleep0 slow spawn submitter thread_gather to_thread try wait_for_thread wrap_future
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

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


def caller(k, delay, tag):
    """Schedules a callback from its thread."""
    time.sleep(delay)
    LOOP.call_soon_threadsafe(say, tag, 'called from thread', k)
    time.sleep(delay / 3)
    return -k


def submitter(k, delay, coro):
    """Runs a coroutine on the loop from its thread and waits for it."""
    time.sleep(delay)
    f = asyncio.run_coroutine_threadsafe(coro, LOOP)
    try:
        return (k, f.result(timeout=40))
    except Exception as e:
        return (k, show(e))


async def scene0():
    ts = []
    pool1 = ThreadPoolExecutor(2)
    async def w2(tag, n):
        f3 = LOOP.run_in_executor(None, slow, 4, 0.687288)
        say(tag, 'L5', show(await f3))
        f3.add_done_callback(lambda f, k=tag: say(k, 'L6', state(f)))
        if not (n % 3 != 1):
            say(tag, 'L8')
            return 'r7'
        try:
            say(tag, 'L10', show(await asyncio.to_thread(slow, 9, 0.894386)))
        except E2 as e11:
            say(tag, 'L12', show(e11))
            raise
        except E3 as e20:
            say(tag, 'L21', show(e20))
            await asyncio.sleep(1.232621)
        except E1 as e22:
            say(tag, 'L23', show(e22))
        return 'r24'
    async def w25(tag, n):
        try:
            try:
                say(tag, 'L27', show(await asyncio.gather(asyncio.to_thread(slow, 26, 1.13882), return_exceptions=True)))
            except E2 as e28:
                say(tag, 'L29', show(e28))
            if n == 0:
                say(tag, 'L33')
                raise E1('e30')
        finally:
            say(tag, 'L34')
            await asyncio.sleep(1.831301)
            say(tag, 'L35')
        cf36 = pool1.submit(slow, 38, 0.272395)
        f37 = asyncio.wrap_future(cf36)
        try:
            say(tag, 'L39', show(await f37))
        except (Exception, asyncio.CancelledError) as e:
            say(tag, 'L40', show(e), f37.cancelled())
        await asyncio.sleep(0.529597)
        say(tag, 'L41', cf36.done(), cf36.cancelled())
        await asyncio.sleep(0)
        try:
            say(tag, 'L44', show(await asyncio.to_thread(submitter, 43, 1.517535, w2(tag + '.42', n + 1))))
        except asyncio.CancelledError as e45:
            say(tag, 'L46', show(e45))
        except E2 as e47:
            say(tag, 'L48', show(e47))
        return n
    async def w50(tag, n):
        try:
            say(tag, 'L52', show(await asyncio.wait_for(asyncio.to_thread(slow, 51, 1.67493), 1.83966)))
        except (TimeoutError, E1) as e:
            say(tag, 'L53', show(e))
        try:
            say(tag, 'L55', show(await asyncio.to_thread(slow_steps, 54, 1.304974)))
        except ValueError as e56:
            say(tag, 'L57', show(e56))
        except Exception as e58:
            say(tag, 'L59', show(e58))
            return 'r66'
        except asyncio.CancelledError as e67:
            say(tag, 'L68', show(e67), asyncio.current_task().cancelling())
            say(tag, 'L69')
            say(tag, 'L70', asyncio.current_task().uncancel())
        try:
            say(tag, 'L73', show(await asyncio.gather(asyncio.to_thread(slow, 71, 1.228166), asyncio.to_thread(slow, 72, 1.364051), return_exceptions=True)))
        except E3 as e74:
            say(tag, 'L75', show(e74))
        except ValueError as e76:
            say(tag, 'L77', show(e76))
        except Exception as e78:
            say(tag, 'L79', show(e78))
            f80 = LOOP.run_in_executor(pool1, slow, 81, 1.286785)
        return 'r82'
    ts.append(spawn(w25('scene0.0', 1)))
    ts.append(spawn(w50('scene0.1', 0)))
    ts.append(spawn(w25('scene0.2', 2)))
    ts.append(spawn(w50('scene0.3', 1)))
    n = 1
    say('scene0', 'L83')
    say('scene0', 'L84')
    for i85 in range(2):
        try:
            say('scene0', 'L88', show(await asyncio.to_thread(submitter, 87, 1.7087, w25('scene0.86', 1))))
        except Exception as e89:
            say('scene0', 'L90', show(e89))
            raise
        try:
            say('scene0', 'L98', show(await asyncio.gather(asyncio.to_thread(slow_steps, 97, 0.686231), return_exceptions=True)))
        except E2 as e99:
            say('scene0', 'L100', show(e99))
            try:
                say('scene0', 'L103', show(await w2('scene0.101', 1)))
            except Exception as e104:
                say('scene0', 'L105', show(e104))
            raise
        except KeyError as e112:
            say('scene0', 'L113', show(e112))
        except ValueError as e114:
            say('scene0', 'L115', show(e114))
    if not (n < 3):
        f116 = LOOP.run_in_executor(None, slow_fail, 117, 0.57469)
        try:
            say('scene0', 'L118', show(await f116))
        except E1 as e119:
            say('scene0', 'L120', show(e119))
            try:
                say('scene0', 'L122', show(await asyncio.to_thread(slow_fail, 121, 1.153679)))
            except BaseException as e123:
                say('scene0', 'L124', show(e123), asyncio.current_task().cancelling())
                try:
                    try:
                        say('scene0', 'L128', show(await asyncio.gather(asyncio.to_thread(slow_steps, 125, 0.469247), asyncio.to_thread(slow_fail, 126, 0.104072), asyncio.to_thread(slow, 127, 0.519619))))
                    except E3 as e129:
                        say('scene0', 'L130', show(e129))
                        raise E1('e131') from e129
                    except E1 as e138:
                        say('scene0', 'L139', show(e138))
                        say('scene0', 'L141', show(await asyncio.to_thread(caller, 140, 1.929921, 'scene0')))
                    except (E1, E3) as e142:
                        say('scene0', 'L143', show(e142))
                        say('scene0', 'L144')
                        raise
                except E3 as e152:
                    say('scene0', 'L153', show(e152))
                except E1 as e154:
                    say('scene0', 'L155', show(e154))
                except ValueError as e156:
                    say('scene0', 'L157', show(e156), show(e156.__context__), show(e156.__cause__))
                else:
                    t159 = spawn(w25('scene0.158', 2))
                    ts.append(t159)
        except (E1, E3) as e160:
            say('scene0', 'L161', show(e160))
            say('scene0', 'L162')
        except KeyError as e163:
            say('scene0', 'L164', show(e163), show(e163.__context__), show(e163.__cause__))
            return 'r171'
        f116.add_done_callback(lambda f, k='scene0': say(k, 'L172', state(f)))
        try:
            t174 = spawn(w50('scene0.173', 0))
            ts.append(t174)
        except E2 as e175:
            say('scene0', 'L176', show(e175))
            raise
    say('scene0', 'L184')
    try:
        say('scene0', 'L186', show(await asyncio.to_thread(slow, 185, 1.996374)))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L187', show(e))
    d, p = await asyncio.wait(ts, timeout=5)
    say('scene0', 'end', names(d), names(p))
    pool1.shutdown(wait=False)

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


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(_main())
print(loop.run_until_complete(asyncio.sleep(0.25, 'more')))
loop.call_later(0.125, loop.stop)
loop.run_forever()
print(round(loop.time(), 3), loop.is_running())
loop.close()
print(loop.is_closed())
print('end')
