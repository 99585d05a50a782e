# genprog seed=500007 profile=cancel size=1
# uses: call cancel finally_await future later_cancel loop nested_timeout query say self_cancel shared_cancel shield sleep spawn timeout try try_cancel wait_for
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
            say(tag, 'L5', show(await asyncio.wait_for(sf1, 1.5)))
        except asyncio.TimeoutError as e3:
            say(tag, 'L4', show(e3))
        try:
            async with asyncio.timeout(0.125) as cm6:
                try:
                    async with asyncio.timeout(0.25) as cm7:
                        say(tag, 'L8', asyncio.current_task().cancelled())
                except TimeoutError as e:
                    say(tag, 'L9', show(e), cm6.expired(), cm7.expired())
                    await asyncio.sleep(0.75)
                await asyncio.sleep(1.5)
        except TimeoutError as e:
            say(tag, 'L10', show(e), cm6.expired(), cm7.expired(), asyncio.current_task().cancelling())
        try:
            say(tag, 'L13', show(await asyncio.wait_for(asyncio.sleep(0.375, (7, 2)), 0)))
        except TimeoutError as e11:
            say(tag, 'L12', show(e11))
        except E2 as e14:
            say(tag, 'L15', show(e14))
            raise
        except E3 as e23:
            say(tag, 'L24', show(e23))
            try:
                me25 = asyncio.current_task()
                say(tag, 'L28', me25.cancel(), me25.cancelling())
            except asyncio.CancelledError as e29:
                say(tag, 'L30', show(e29))
                raise KeyError('k4') from e29
            except Exception as e38:
                say(tag, 'L39', show(e38))
                return (n, 1)
        except KeyError as e47:
            say(tag, 'L48', show(e47))
            return 'v15'
        return (n, 4)
    async def w57(tag, n):
        await asyncio.sleep(0.125)
        t59 = spawn(w2(tag + '.58', 2))
        say(tag, 'L60', t59.cancelled())
        return None
    async def w62(tag, n):
        t64 = spawn(w57(tag + '.63', n + 1))
        ts.append(t64)
        try:
            say(tag, 'L76', show(await asyncio.wait_for(asyncio.shield(t64), 1.25)))
        except asyncio.TimeoutError as e65:
            say(tag, 'L66', show(e65))
            f67 = LOOP.create_future()
            LOOP.call_later(0.375, f67.cancel)
            raise E1 from e65
        except Exception as e77:
            say(tag, 'L78', show(e77))
        LOOP.call_later(2, t64.cancel, 'late')
        say(tag, 'L81', nth(ts, 9).get_name(), nth(ts, 9).cancel())
        return 'r82'
    ts.append(spawn(w62('scene0.0', 2)))
    ts.append(spawn(w2('scene0.1', 3)))
    ts.append(spawn(w2('scene0.2', 4)))
    n = 1
    try:
        try:
            async with asyncio.timeout(None) as cm83:
                t85 = spawn(w62('scene0.84', 0))
                cm83.reschedule(LOOP.time() - 1)
                ts.append(t85)
                try:
                    say('scene0', 'L100', show(await asyncio.wait_for(t85, 0.25)))
                except TimeoutError as e86:
                    say('scene0', 'L87', show(e86))
                    try:
                        say('scene0', 'L90', t85.cancel())
                    except asyncio.CancelledError as e91:
                        say('scene0', 'L92', show(e91), asyncio.current_task().cancelling())
                        return n
                await asyncio.sleep(2)
        except TimeoutError as e101:
            say('scene0', 'L102', show(e101), show(e101.__context__), show(e101.__cause__))
            try:
                say('scene0', 'L138', show(await asyncio.wait_for(w62('scene0.103', 2), 1.5)))
            except asyncio.TimeoutError as e104:
                say('scene0', 'L105', show(e104))
                try:
                    say('scene0', 'L106')
                except asyncio.CancelledError as e107:
                    say('scene0', 'L108', show(e107))
                    try:
                        say('scene0', 'L109')
                    except asyncio.CancelledError as e110:
                        say('scene0', 'L111', show(e110))
                        raise
                    except Exception as e119:
                        say('scene0', 'L120', show(e119))
                    say('scene0', 'L121', asyncio.current_task().uncancel())
                    raise
                except Exception as e129:
                    say('scene0', 'L130', show(e129))
                raise
        say('scene0', 'L139', str(cm83))
        try:
            asyncio.timeout(1).reschedule(5)
        except RuntimeError as e:
            say('scene0', 'L140', show(e))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L141', show(e))
    try:
        try:
            say('scene0', 'L142', show(await asyncio.shield(asyncio.sleep(1, 2.5))))
        except asyncio.CancelledError as e143:
            say('scene0', 'L144', show(e143), asyncio.current_task().cancelling())
        except Exception as e145:
            say('scene0', 'L146', show(e145))
        say('scene0', 'L149', nth(ts, 7).get_name(), nth(ts, 7).cancel(msg='m148'))
    except KeyError as e150:
        say('scene0', 'L151', show(e150))
    except ValueError as e152:
        say('scene0', 'L153', show(e152))
    except asyncio.CancelledError as e154:
        say('scene0', 'L155', show(e154))
        say('scene0', 'L156')
        raise
    finally:
        say('scene0', 'L164')
        await asyncio.sleep(0.25)
        say('scene0', 'L165')
    try:
        try:
            t167 = spawn(w57('scene0.166', 4))
            ts.append(t167)
            LOOP.call_later(0.75, asyncio.current_task().cancel)
            try:
                say('scene0', 'L170', show(await w62('scene0.168', 3)))
            except E3 as e171:
                say('scene0', 'L172', show(e171))
                say('scene0', 'L175', nth(ts, 11).get_name(), nth(ts, 11).cancel(msg='m174'))
            except (E1, E3) as e176:
                say('scene0', 'L177', show(e176))
            except asyncio.CancelledError as e178:
                say('scene0', 'L179', show(e178))
                say('scene0', 'L182', t167.cancel('m180'))
                raise
        except asyncio.CancelledError as e190:
            say('scene0', 'L191', show(e190), asyncio.current_task().cancelling())
            say('scene0', 'L192', asyncio.current_task().uncancel())
            raise
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L200', show(e))
    try:
        v202 = await w62('scene0.201', 0)
        say('scene0', 'L203', show(v202))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L204', show(e))
    try:
        async with asyncio.timeout(0.375) as cm205:
            try:
                async with asyncio.timeout(0.5) as cm206:
                    try:
                        i207 = 0
                        while i207 < 2:
                            i207 += 1
                            try:
                                say('scene0', 'L208')
                            except asyncio.CancelledError as e209:
                                say('scene0', 'L210', show(e209), asyncio.current_task().cancelling())
                                say('scene0', 'L211')
                            finally:
                                say('scene0', 'L212')
                                await asyncio.sleep(0)
                                say('scene0', 'L213')
                        else:
                            say('scene0', 'L214')
                    finally:
                        say('scene0', 'L215')
                        await asyncio.sleep(0)
                        say('scene0', 'L216')
            except TimeoutError as e:
                say('scene0', 'L217', show(e), cm205.expired(), cm206.expired())
            await asyncio.sleep(0.375)
    except TimeoutError as e:
        say('scene0', 'L218', show(e), cm205.expired(), cm206.expired(), asyncio.current_task().cancelling())
    say('scene0', 'L219')
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
