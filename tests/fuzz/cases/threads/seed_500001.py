# genprog seed=500001 profile=threads size=1
# uses: await call caller executor from_thread if loop pool raise say sleep slow thread_cancel thread_gather to_thread try wait_for_thread
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


async def scene0():
    ts = []
    pool1 = ThreadPoolExecutor(2)
    async def w2(tag, n):
        if n > 1:
            say(tag, 'L4', show(await asyncio.to_thread(slow, 3, 1.516239)))
        for i5 in range(3):
            t6 = spawn(asyncio.to_thread(slow, 7, 0.410765))
            await asyncio.sleep(1.4397)
            say(tag, 'L8', t6.cancel())
            try:
                say(tag, 'L9', show(await t6))
            except (Exception, asyncio.CancelledError) as e:
                say(tag, 'L10', show(e))
        say(tag, 'L11')
        try:
            say(tag, 'L15', show(await asyncio.gather(asyncio.to_thread(slow, 12, 0.124072), asyncio.to_thread(slow, 13, 1.52026), asyncio.to_thread(slow, 14, 1.239337))))
        except E2 as e16:
            say(tag, 'L17', show(e16))
            f18 = LOOP.run_in_executor(pool1, slow, 19, 0.296888)
            try:
                say(tag, 'L20', show(await f18))
            except asyncio.CancelledError as e21:
                say(tag, 'L22', show(e21), asyncio.current_task().cancelling())
                say(tag, 'L23', asyncio.current_task().uncancel())
                raise E1('e24') from e21
            except E2 as e31:
                say(tag, 'L32', show(e31))
            except ValueError as e33:
                say(tag, 'L34', show(e33))
                try:
                    say(tag, 'L36', show(await asyncio.to_thread(slow_fail, 35, 1.488721)))
                except Exception as e37:
                    say(tag, 'L38', show(e37))
            f18.add_done_callback(lambda f, k=tag: say(k, 'L39', state(f)))
        except asyncio.CancelledError as e40:
            say(tag, 'L41', show(e40))
            try:
                f42 = LOOP.run_in_executor(pool1, slow, 43, 0.304485)
                try:
                    say(tag, 'L44', show(await f42))
                except E2 as e45:
                    say(tag, 'L46', show(e45))
                except (E1, E3) as e47:
                    say(tag, 'L48', show(e47))
                    say(tag, 'L49')
                except ValueError as e50:
                    say(tag, 'L51', show(e50))
                    try:
                        say(tag, 'L53', show(await asyncio.wait_for(asyncio.to_thread(slow, 52, 0.293193), 0.639138)))
                    except (TimeoutError, E1) as e:
                        say(tag, 'L54', show(e))
                    raise KeyError('k5') from e50
            except E3 as e62:
                say(tag, 'L63', show(e62))
            except Exception as e64:
                say(tag, 'L65', show(e64))
                try:
                    say(tag, 'L67', show(await asyncio.wait_for(asyncio.to_thread(slow, 66, 1.952576), 1.677613)))
                except (TimeoutError, E1) as e:
                    say(tag, 'L68', show(e))
                return (6, 6)
            else:
                i76 = 0
                while i76 < 2:
                    i76 += 1
                    say(tag, 'L77', show(i76))
            finally:
                say(tag, 'L78')
        except (E1, E3) as e79:
            say(tag, 'L80', show(e79))
            try:
                say(tag, 'L82', show(await asyncio.to_thread(slow_fail, 81, 1.020686)))
            except ValueError as e83:
                say(tag, 'L84', show(e83))
                t87 = spawn(asyncio.to_thread(slow, 88, 1.557442))
            except Exception as e89:
                say(tag, 'L90', show(e89))
            except asyncio.CancelledError as e91:
                say(tag, 'L92', show(e91))
            else:
                t95 = spawn(asyncio.to_thread(slow, 96, 0.515267))
            return 'r103'
        return (n, 2)
    async def w105(tag, n):
        v107 = await w2(tag + '.106', n + 1)
        say(tag, 'L108', show(v107))
        try:
            say(tag, 'L109', show(v107))
        except E3 as e110:
            say(tag, 'L111', show(e110))
            try:
                try:
                    say(tag, 'L113', show(await asyncio.gather(asyncio.to_thread(slow_steps, 112, 0.994533), return_exceptions=True)))
                except Exception as e114:
                    say(tag, 'L115', show(e114))
            finally:
                say(tag, 'L116')
                await asyncio.sleep(0.179033)
                say(tag, 'L117')
                try:
                    t118 = spawn(asyncio.to_thread(slow, 119, 1.630524))
                    await asyncio.sleep(1.500922)
                    say(tag, 'L120', t118.cancel())
                    try:
                        say(tag, 'L121', show(await t118))
                    except (Exception, asyncio.CancelledError) as e:
                        say(tag, 'L122', show(e))
                except E1 as e123:
                    say(tag, 'L124', show(e123), show(e123.__context__), show(e123.__cause__))
                    try:
                        await asyncio.sleep(0.622761)
                    except E2 as e125:
                        say(tag, 'L126', show(e125))
                        try:
                            say(tag, 'L128', show(await asyncio.to_thread(slow, 127, 0.310663)))
                        except ValueError as e129:
                            say(tag, 'L130', show(e129))
                            f131 = LOOP.run_in_executor(None, slow, 132, 1.53613)
                        except Exception as e133:
                            say(tag, 'L134', show(e133))
                else:
                    await asyncio.sleep(0.647456)
                finally:
                    say(tag, 'L135')
                    say(tag, 'L136')
            raise E3('e139', code=1) from e110
        except asyncio.CancelledError as e143:
            say(tag, 'L144', show(e143))
            say(tag, 'L145', asyncio.current_task().uncancel())
        except E1 as e146:
            say(tag, 'L147', show(e146))
        else:
            say(tag, 'L148')
            say(tag, 'L149')
    async def w150(tag, n):
        t153 = spawn(asyncio.to_thread(slow_steps, 154, 0.813215))
        if n > 1:
            v156 = await w2(tag + '.155', n)
            say(tag, 'L157', show(v156))
            try:
                say(tag, 'L159', show(await asyncio.to_thread(slow, 158, 0.472208)))
            except ValueError as e160:
                say(tag, 'L161', show(e160))
            except asyncio.CancelledError as e162:
                say(tag, 'L163', show(e162), asyncio.current_task().cancelling())
                raise
            except Exception as e171:
                say(tag, 'L172', show(e171))
                return 2.5
        elif n % 3 != 1:
            say(tag, 'L181', show(await asyncio.to_thread(caller, 180, 0.206142, tag)))
            if n > 1:
                f182 = LOOP.run_in_executor(pool1, slow_fail, 183, 0.553471)
        try:
            say(tag, 'L184', show(await t153))
        except E3 as e185:
            say(tag, 'L186', show(e185), show(e185.__context__), show(e185.__cause__))
        except E1 as e187:
            say(tag, 'L188', show(e187))
            if t153.done():
                say(tag, 'L192')
                raise E2('e190', 7)
        return (n, 0)
    ts.append(spawn(w150('scene0.0', 1)))
    ts.append(spawn(w105('scene0.1', 2)))
    ts.append(spawn(w105('scene0.2', 4)))
    ts.append(spawn(w2('scene0.3', 3)))
    n = 1
    try:
        say('scene0', 'L196', show(await asyncio.gather(asyncio.to_thread(slow, 194, 1.44773), asyncio.to_thread(slow, 195, 1.895927), return_exceptions=True)))
    except (E1, E3) as e197:
        say('scene0', 'L198', show(e197))
        say('scene0', 'L199')
    except asyncio.CancelledError as e200:
        say('scene0', 'L201', show(e200), asyncio.current_task().cancelling())
        say('scene0', 'L202', asyncio.current_task().uncancel())
    except BaseException as e203:
        say('scene0', 'L204', show(e203), asyncio.current_task().cancelling())
    say('scene0', 'L205')
    say('scene0', 'L206')
    say('scene0', 'L207')
    d, p = await asyncio.wait(ts, timeout=2)
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


asyncio.run(_main())
print('end')
