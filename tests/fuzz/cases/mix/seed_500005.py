# genprog seed=500005 profile=mix size=1
# uses: await call cancel finally_await future if later_cancel loop query raise return say self_cancel shared_cancel shield sleep0 timeout try try_cancel wait_for
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
        if n % 3 != 1:
            say(tag, 'L3')
            return n
        try:
            async with asyncio.timeout(0.5) as cm4:
                say(tag, 'L9', cm4.expired(), str(cm4))
                say(tag, 'L5', asyncio.current_task().cancelled())
                say(tag, 'L8', nth(ts, 9).get_name(), nth(ts, 9).cancel(msg='m7'))
        except TimeoutError as e10:
            say(tag, 'L11', show(e10))
            try:
                try:
                    say(tag, 'L54', show(await asyncio.wait_for(asyncio.shield(asyncio.sleep(0.0625, 2.5)), 0)))
                except TimeoutError as e12:
                    say(tag, 'L13', show(e12))
                    try:
                        say(tag, 'L28', show(await asyncio.wait_for(asyncio.sleep(0.5, 'v37'), 1.25)))
                    except asyncio.TimeoutError as e14:
                        say(tag, 'L15', show(e14))
                        f16 = asyncio.Future()
                        LOOP.call_soon(put, f16, True)
                        try:
                            say(tag, 'L18', show(await asyncio.shield(f16)))
                        except asyncio.CancelledError as e19:
                            say(tag, 'L20', show(e19), asyncio.current_task().cancelling())
                            await asyncio.sleep(0)
                            raise E1
                    except asyncio.CancelledError as e29:
                        say(tag, 'L30', show(e29))
                        try:
                            say(tag, 'L33', show(await asyncio.wait_for(asyncio.sleep(0.25, 2.5), None)))
                        except asyncio.TimeoutError as e31:
                            say(tag, 'L32', show(e31))
                        say(tag, 'L34', asyncio.current_task().uncancel())
                        raise E2('e36', 6) from e29
                    except E3 as e42:
                        say(tag, 'L43', show(e42))
                        raise
                    except E1 as e51:
                        say(tag, 'L52', show(e51), show(e51.__context__), show(e51.__cause__))
                        say(tag, 'L53')
            finally:
                say(tag, 'L55')
                await asyncio.sleep(0.25)
                say(tag, 'L56')
        except asyncio.CancelledError as e57:
            say(tag, 'L58', show(e57))
            say(tag, 'L59')
            raise RuntimeError('r3')
        try:
            async with asyncio.timeout(0.5) as cm67:
                if n % 2 == 0:
                    for i68 in range(3):
                        try:
                            me69 = asyncio.current_task()
                            say(tag, 'L72', me69.cancel('m70'), me69.cancelling())
                            try:
                                say(tag, 'L73')
                            except asyncio.CancelledError as e:
                                say(tag, 'L74', show(e), me69.cancelling())
                        except asyncio.CancelledError as e75:
                            say(tag, 'L76', show(e75))
                            say(tag, 'L77', state(asyncio.current_task()), asyncio.current_task().get_name(), asyncio.current_task().cancelling())
                        except Exception as e78:
                            say(tag, 'L79', show(e78))
                    else:
                        me80 = asyncio.current_task()
                        say(tag, 'L83', me80.cancel(), me80.cancelling())
                        say(tag, 'L84', me80.uncancel())
                elif n % 3 != 1:
                    for i85 in range(3):
                        try:
                            say(tag, 'L88', nth(ts, 1).get_name(), nth(ts, 1).cancel())
                        except asyncio.CancelledError as e89:
                            say(tag, 'L90', show(e89), asyncio.current_task().cancelling())
                        except Exception as e91:
                            say(tag, 'L92', show(e91))
                        finally:
                            say(tag, 'L93')
                            await asyncio.sleep(0)
                            say(tag, 'L94')
                    else:
                        say(tag, 'L95')
                await asyncio.sleep(0.125)
        except TimeoutError as e96:
            say(tag, 'L97', show(e96))
            say(tag, 'L98')
            raise RuntimeError('r8') from e96
        except asyncio.CancelledError as e106:
            say(tag, 'L107', show(e106))
            raise E1 from e106
        say(tag, 'L115', cm67.expired(), asyncio.current_task().cancelling())
        say(tag, 'L116', str(cm67))
        try:
            asyncio.timeout(1).reschedule(5)
        except RuntimeError as e:
            say(tag, 'L117', show(e))
        say(tag, 'L118')
        return 'r119'
    async def w120(tag, n):
        try:
            raise E1
        except asyncio.CancelledError as e124:
            say(tag, 'L125', show(e124), asyncio.current_task().cancelling())
            say(tag, 'L128', nth(ts, 11).get_name(), nth(ts, 11).cancel())
            say(tag, 'L129', asyncio.current_task().uncancel())
        say(tag, 'L130')
    async def w131(tag, n):
        try:
            f132 = asyncio.Future()
        except asyncio.CancelledError as e134:
            say(tag, 'L135', show(e134))
            raise
        try:
            if n % 2 == 0:
                say(tag, 'L145', nth(ts, 0).get_name(), nth(ts, 0).cancel(msg='m144'))
            elif n > 1:
                await asyncio.sleep(0)
            else:
                say(tag, 'L146')
        except (E1, E3) as e147:
            say(tag, 'L148', show(e147))
        except KeyError as e149:
            say(tag, 'L150', show(e149))
        except ValueError as e151:
            say(tag, 'L152', show(e151))
        return None
    ts.append(spawn(w120('scene0.0', 2)))
    ts.append(spawn(w1('scene0.1', 4)))
    ts.append(spawn(w120('scene0.2', 0)))
    ts.append(spawn(w131('scene0.3', 2)))
    n = 1
    v155 = await w1('scene0.154', 3)
    say('scene0', 'L156', show(v155))
    t158 = spawn(w120('scene0.157', 1))
    ts.append(t158)
    LOOP.call_soon(t158.cancel)
    t160 = spawn(w131('scene0.159', 2))
    say('scene0', 'L163', t160.cancel(msg='m162'))
    LOOP.call_later(2, asyncio.current_task().cancel)
    try:
        if t160.cancelled():
            LOOP.call_later(0.5, t160.cancel, 'late')
        elif n % 2 == 0:
            try:
                say('scene0', 'L166', show(await w131('scene0.164', 0)))
            except asyncio.CancelledError as e167:
                say('scene0', 'L168', show(e167), asyncio.current_task().cancelling())
                try:
                    try:
                        say('scene0', 'L169', show(await t160))
                    except E1 as e170:
                        say('scene0', 'L171', show(e170))
                    except (E1, E3) as e172:
                        say('scene0', 'L173', show(e172), show(e172.__context__), show(e172.__cause__))
                    except Exception as e174:
                        say('scene0', 'L175', show(e174))
                finally:
                    say('scene0', 'L176')
                    await asyncio.sleep(0)
                    say('scene0', 'L177')
                say('scene0', 'L178', asyncio.current_task().uncancel())
            except (E1, E3) as e179:
                say('scene0', 'L180', show(e179))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L181', show(e))
    try:
        try:
            say('scene0', 'L184', show(await w131('scene0.182', 3)))
        except ValueError as e185:
            say('scene0', 'L186', show(e185))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L187', show(e))
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=30)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
