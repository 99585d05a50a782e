# genprog seed=500005 profile=combinators size=1
# uses: VAR as_completed gather group if odd_comb quiet say sleep0 try wait
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
        await asyncio.sleep(0)
        try:
            say(tag, 'L2', show(await asyncio.gather(asyncio.sleep(0.3, {'k': 6}), asyncio.sleep(0.1, (1, 3)), asyncio.sleep(0.001, {'k': 6}))))
        except E2 as e3:
            say(tag, 'L4', show(e3))
        except asyncio.CancelledError as e5:
            say(tag, 'L6', show(e5))
        except BaseException as e7:
            say(tag, 'L8', show(e7))
        f9 = LOOP.create_future()
        LOOP.call_later(1.1, put, f9, None)
        try:
            say(tag, 'L11', show(await asyncio.gather(asyncio.sleep(0.15, 21), asyncio.sleep(0.3, (3, 0)), asyncio.sleep(1.0, {'k': 8}), f9, return_exceptions=True)))
        except E1 as e12:
            say(tag, 'L13', show(e12))
            await asyncio.sleep(0)
        except Exception as e14:
            say(tag, 'L15', show(e14))
        return n
    async def w17(tag, n):
        try:
            say(tag, 'L18')
        except (E1, E3) as e19:
            say(tag, 'L20', show(e19))
        except KeyError as e21:
            say(tag, 'L22', show(e21))
            try:
                say(tag, 'L23', show(list(asyncio.as_completed([]))))
            except (TypeError, ValueError, RuntimeError) as e:
                say(tag, 'L24', show(e))
        except ValueError as e25:
            say(tag, 'L26', show(e25))
            try:
                async with asyncio.TaskGroup() as tg27:
                    t28 = tg27.create_task(fussy(tag + 'tg27', 0, 0.3, 'ok', 'raise'), name='t28')
                    t29 = tg27.create_task(fussy(tag + 'tg27', 1, 2, 'ok', 'return'), name='t29')
            except ExceptionGroup as eg:
                say(tag, 'L31', show(eg), show(eg.split(E1)))
        else:
            try:
                async with asyncio.TaskGroup() as tg33:
                    t34 = tg33.create_task(w1(tag + '.35', 4))
                    t36 = tg33.create_task(quiet(1.1, 'ok', 'q38'), name='t36')
                    t39 = tg33.create_task(quiet(0.15, 'raise', 'q41'))
                    t42 = tg33.create_task(quiet(1, 'raise', 43))
                    await asyncio.sleep(0)
                    raise E3('e47', code=0)
            except* E3 as eg:
                say(tag, 'L48', show(eg))
        try:
            async with asyncio.TaskGroup() as tg49:
                t50 = tg49.create_task(w1(tag + '.51', n))
                t52 = tg49.create_task(quiet(0.01, 'ok', 'q54'), name='t52')
                t55 = tg49.create_task(quiet(0.05, 'ok', 'q57'), name='t55')
        except BaseExceptionGroup as eg:
            say(tag, 'L58', show(eg))
        say(tag, 'L61', asyncio.current_task().cancelling())
        t63 = spawn(w1(tag + '.62', n))
        ts.append(t63)
        d64, p65 = await asyncio.wait({t63}, timeout=0.1)
        say(tag, 'L66', names(d64), names(p65))
        for t in sorted(d64, key=lambda t: t.get_name()):
            say(tag, 'L67', t.get_name(), state(t))
    ts.append(spawn(w1('scene0.0', 2)))
    ts.append(spawn(w17('scene0.1', 4)))
    ts.append(spawn(w17('scene0.2', 0)))
    n = 1
    try:
        t69 = asyncio.create_task(w1('scene0.68', 2), name='t69', context=contextvars.copy_context())
        TASKS.append(t69)
        ts.append(t69)
        t71 = spawn(w17('scene0.70', 3))
        t73 = spawn(w17('scene0.72', 0))
        d74, p75 = await asyncio.wait([t69, t71, t73, t73])
        say('scene0', 'L76', names(d74), names(p75))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L77', show(e))
    try:
        for c79 in asyncio.as_completed([w17('scene0.78', 4)]):
            say('scene0', 'L80', show(await c79))
    except (E1, E3, TimeoutError) as e:
        say('scene0', 'L81', show(e))
    try:
        try:
            async with asyncio.TaskGroup() as tg82:
                t83 = tg82.create_task(fussy('scene0' + 'tg82', 0, 1, 'ok', 'raise'))
                t84 = tg82.create_task(quiet(0.01, 'ok', 85))
                t87 = tg82.create_task(fussy('scene0' + 'tg82', 2, 0.3, 'raise', 'raise'), name='t87')
                t88 = tg82.create_task(quiet(1.0, 'ok', 89), name='t88')
                try:
                    await asyncio.sleep(2)
                except asyncio.CancelledError as e:
                    co91 = quiet(0, 'ok', 1)
                    say('scene0', 'L92', str(tg82))
                    try:
                        tg82.create_task(co91)
                    except RuntimeError as e2:
                        say('scene0', 'L93', type(e2).__name__)
                        co91.close()
                    raise
        except BaseExceptionGroup as eg:
            say('scene0', 'L94', show(eg))
        except asyncio.CancelledError as e97:
            say('scene0', 'L98', show(e97), asyncio.current_task().cancelling())
            say('scene0', 'L99', asyncio.current_task().uncancel())
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L100', show(e))
    if n % 3 != 1:
        await asyncio.sleep(0)
    else:
        say('scene0', 'L101')
        say('scene0', 'L102')

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
