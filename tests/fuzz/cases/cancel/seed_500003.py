# genprog seed=500003 profile=cancel size=1
# uses: callback cancel finally_await if later_cancel loop query say self_cancel shared_cancel shield sleep sleep0 spawn timeout try try_cancel wait_for
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
        say(tag, 'L3')
        say(tag, 'L4', asyncio.current_task().cancelled())
        return 'r5'
    async def w6(tag, n):
        say(tag, 'L7', await asyncio.sleep(0.5, None))
        t9 = asyncio.create_task(w2(tag + '.8', n), name='t9')
        TASKS.append(t9)
        ts.append(t9)
        return (n, 1)
    async def w11(tag, n):
        say(tag, 'L14', nth(ts, 4).get_name(), nth(ts, 4).cancel('m12'))
        try:
            async with asyncio.timeout(0.75) as cm15:
                cm15.reschedule(LOOP.time())
                try:
                    try:
                        try:
                            for i16 in range(3):
                                t18 = spawn(w2(tag + '.17', n + 1))
                                ts.append(t18)
                                LOOP.call_later(0.25, t18.cancel, 'late')
                            else:
                                t20 = spawn(w2(tag + '.19', n + 1))
                        finally:
                            say(tag, 'L21')
                            await asyncio.sleep(0)
                            say(tag, 'L22')
                    except asyncio.CancelledError as e23:
                        say(tag, 'L24', show(e23))
                        try:
                            try:
                                async with asyncio.timeout_at(LOOP.time() + 0.125) as cm25:
                                    t27 = spawn(w2(tag + '.26', 2))
                                    say(tag, 'L30', t27.cancel('m28'))
                                    await asyncio.sleep(0.25)
                            except TimeoutError as e31:
                                say(tag, 'L32', show(e31))
                                def cb33(f):
                                    say(tag, 'L34', state(f))
                                sf1.add_done_callback(cb33)
                                say(tag, 'L36', sf1.remove_done_callback(cb33))
                        except E2 as e37:
                            say(tag, 'L38', show(e37))
                            try:
                                t40 = spawn(w2(tag + '.39', 4))
                            finally:
                                say(tag, 'L41')
                                await asyncio.sleep(0.75)
                                say(tag, 'L42')
                        except ValueError as e43:
                            say(tag, 'L44', show(e43))
                        finally:
                            say(tag, 'L45')
                            await asyncio.sleep(0.0625)
                            say(tag, 'L46')
                        say(tag, 'L47', asyncio.current_task().uncancel())
                        raise E1('e51')
                    finally:
                        say(tag, 'L55')
                except asyncio.CancelledError as e56:
                    say(tag, 'L57', show(e56))
                    raise
                except Exception as e65:
                    say(tag, 'L66', show(e65))
                    for i67 in range(3):
                        say(tag, 'L68')
                say(tag, 'L69')
        except TimeoutError as e70:
            say(tag, 'L71', show(e70))
            say(tag, 'L72')
            raise E3('e78', code=8)
        except asyncio.CancelledError as e80:
            say(tag, 'L81', show(e80), asyncio.current_task().cancelling())
            say(tag, 'L82', asyncio.current_task().uncancel())
        say(tag, 'L83', cm15.expired(), asyncio.current_task().cancelling())
        say(tag, 'L84')
        say(tag, 'L85')
    async def w86(tag, n):
        try:
            async with asyncio.timeout(1) as cm87:
                say(tag, 'L88')
                await asyncio.sleep(0.75)
        except TimeoutError as e89:
            say(tag, 'L90', show(e89))
        t92 = spawn(w6(tag + '.91', n))
        ts.append(t92)
        LOOP.call_later(0.25, asyncio.current_task().cancel)
        try:
            say(tag, 'L103', show(await asyncio.wait_for(w6(tag + '.93', n), 0.5)))
        except asyncio.TimeoutError as e94:
            say(tag, 'L95', show(e94))
            raise KeyError('k0')
        except (E1, E3) as e104:
            say(tag, 'L105', show(e104))
            me106 = asyncio.current_task()
            say(tag, 'L109', me106.cancel(msg='m108'), me106.cancelling())
        except asyncio.CancelledError as e110:
            say(tag, 'L111', show(e110), asyncio.current_task().cancelling())
            say(tag, 'L114', nth(ts, 9).get_name(), nth(ts, 9).cancel())
            say(tag, 'L115', asyncio.current_task().uncancel())
        except Exception as e116:
            say(tag, 'L117', show(e116))
            me118 = asyncio.current_task()
            say(tag, 'L121', me118.cancel(msg='m120'), me118.cancelling())
        return n
    ts.append(spawn(w6('scene0.0', 1)))
    ts.append(spawn(w6('scene0.1', 4)))
    n = 1
    try:
        try:
            for i123 in range(3):
                try:
                    t125 = spawn(w6('scene0.124', 1))
                except asyncio.CancelledError as e126:
                    say('scene0', 'L127', show(e126), asyncio.current_task().cancelling())
                except Exception as e128:
                    say('scene0', 'L129', show(e128), show(e128.__context__), show(e128.__cause__))
        except E2 as e130:
            say('scene0', 'L131', show(e130))
        except E3 as e132:
            say('scene0', 'L133', show(e132))
            try:
                t135 = spawn(w86('scene0.134', 0))
                LOOP.call_soon(asyncio.current_task().cancel)
            except asyncio.CancelledError as e136:
                say('scene0', 'L137', show(e136))
                raise
            except Exception as e145:
                say('scene0', 'L146', show(e145))
                try:
                    try:
                        await asyncio.sleep(0)
                    except E3 as e147:
                        say('scene0', 'L148', show(e147))
                        try:
                            say('scene0', 'L150', show(await asyncio.shield(w2('scene0.149', 1))))
                        except asyncio.CancelledError as e151:
                            say('scene0', 'L152', show(e151))
                            say('scene0', 'L153', asyncio.current_task().uncancel())
                    except E1 as e154:
                        say('scene0', 'L155', show(e154))
                    except (E1, E3) as e156:
                        say('scene0', 'L157', show(e156))
                    else:
                        say('scene0', 'L158')
                finally:
                    say('scene0', 'L159')
                    await asyncio.sleep(0)
                    say('scene0', 'L160')
        except KeyError as e161:
            say('scene0', 'L162', show(e161))
        else:
            t164 = spawn(w6('scene0.163', 3))
            ts.append(t164)
            LOOP.call_later(0.375, t164.cancel, 'late')
            try:
                async with asyncio.timeout(0.375) as cm165:
                    cm165.reschedule(LOOP.time())
                    say('scene0', 'L166', state(t164), t164.get_name(), t164.cancelled())
                    await asyncio.sleep(0.25)
            except TimeoutError as e167:
                say('scene0', 'L168', show(e167))
            except asyncio.CancelledError as e169:
                say('scene0', 'L170', show(e169))
                raise
            say('scene0', 'L178', cm165.expired(), asyncio.current_task().cancelling())
        finally:
            say('scene0', 'L179')
            if n % 3 != 1:
                say('scene0', 'L180')
            else:
                await asyncio.sleep(0.375)
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L181', show(e))
    try:
        say('scene0', 'L182', show(await asyncio.shield(sf1)))
    except asyncio.CancelledError as e183:
        say('scene0', 'L184', show(e183))
        raise RuntimeError('r1') from e183
    say('scene0', 'L192', state(sf1))
    t194 = spawn(w11('scene0.193', 2))
    d, p = await asyncio.wait(ts, timeout=5)
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
print('end')
