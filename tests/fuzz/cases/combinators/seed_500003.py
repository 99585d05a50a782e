# genprog seed=500003 profile=combinators size=1
# uses: VAR call cancel gather group loop quiet say shared_cancel sleep sleep0 spawn try wait
import asyncio
import contextvars

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


VAR = contextvars.ContextVar('VAR', default=0)


async def quiet(delay, action, value):
    """A task group child that leaves no trace when it is cancelled."""
    await asyncio.sleep(delay)
    if action == 'raise':
        raise E1(value)
    if action == 'raise3':
        raise E3(value)
    if action == 'cancel':
        asyncio.current_task().cancel()
        await asyncio.sleep(0)
    return value


async def fussy(tag, k, delay, action, after):
    """A child that talks when cancelled, k turns of the loop later."""
    try:
        await asyncio.sleep(delay)
        say(tag, k, action)
        if action == 'raise':
            raise E2(k)
        return k
    except asyncio.CancelledError as e:
        for i in range(k + 1):
            await asyncio.sleep(0)
        say(tag, k, 'cancelled', show(e), 'then', after)
        if after == 'raise':
            raise
        if after == 'error':
            raise E3(f'{tag}{k}')
        return -k


async def scene0():
    ts = []
    async def w1(tag, n):
        say(tag, 'L2')
        await asyncio.sleep(0)
        return n
    async def w4(tag, n):
        say(tag, 'L5')
        t7 = spawn(w1(tag + '.6', n + 1))
        say(tag, 'L9', show(await asyncio.gather(t7, w1(tag + '.8', 2), return_exceptions=True)))
    async def w10(tag, n):
        t12 = spawn(w1(tag + '.11', 0))
        say(tag, 'L15', nth(ts, 8).get_name(), nth(ts, 8).cancel())
        return None
    ts.append(spawn(w10('scene0.0', 3)))
    ts.append(spawn(w1('scene0.1', 1)))
    ts.append(spawn(w10('scene0.2', 2)))
    ts.append(spawn(w1('scene0.3', 2)))
    n = 1
    t18 = spawn(w10('scene0.17', 0))
    say('scene0', 'L21', t18.cancel('m19'))
    say('scene0', 'L22')
    try:
        await asyncio.sleep(0.375)
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L23', show(e))
    t25 = spawn(w4('scene0.24', 1))
    ts.append(t25)
    f26 = LOOP.create_future()
    LOOP.call_at(LOOP.time() + 0.5, put, f26, E1('f27'))
    try:
        say('scene0', 'L30', show(await asyncio.gather(f26, t18, w4('scene0.28', 2), w10('scene0.29', 3))))
    except asyncio.CancelledError as e31:
        say('scene0', 'L32', show(e31), asyncio.current_task().cancelling())
        try:
            try:
                async with asyncio.TaskGroup() as tg33:
                    t34 = tg33.create_task(w1('scene0.35', 2))
                    t36 = tg33.create_task(quiet(0.25, 'cancel', 'q38'), name='t36')
                    t39 = tg33.create_task(quiet(1.5, 'ok', 40), context=contextvars.copy_context())
                    t36.cancel()
            except ExceptionGroup as eg:
                say('scene0', 'L43', show(eg), show(eg.split(E1)))
        except E3 as e45:
            say('scene0', 'L46', show(e45))
            await asyncio.sleep(2)
            return 'r53'
        except KeyError as e54:
            say('scene0', 'L55', show(e54))
            for i56 in range(2):
                v58 = await w10('scene0.57', 4)
                say('scene0', 'L59', show(v58))
        except Exception as e60:
            say('scene0', 'L61', show(e60))
        finally:
            say('scene0', 'L62')
            await asyncio.sleep(0)
            say('scene0', 'L63')
            t65 = spawn(w1('scene0.64', 1))
            t67 = spawn(w4('scene0.66', 4))
            t69 = spawn(w4('scene0.68', 4))
            d70, p71 = await asyncio.wait({t65, t67, t69, t18, t65}, timeout=0, return_when=asyncio.FIRST_EXCEPTION)
            say('scene0', 'L72', names(d70), names(p71))
            for t in sorted(p71, key=lambda t: t.get_name()):
                t.cancel()
    except E3 as e73:
        say('scene0', 'L74', show(e73))
        for i75 in range(3):
            await asyncio.sleep(0.75)
        else:
            t77 = spawn(w1('scene0.76', 3))
            t79 = spawn(w10('scene0.78', 0))
            t81 = spawn(w4('scene0.80', 3))
            d82, p83 = await asyncio.wait({t77, t79, t81}, timeout=0.75, return_when=asyncio.FIRST_COMPLETED)
            say('scene0', 'L84', names(d82), names(p83))
            for t in sorted(d82, key=lambda t: t.get_name()):
                say('scene0', 'L85', t.get_name(), state(t))

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
