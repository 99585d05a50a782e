# genprog seed=500005 profile=cancel size=1
# uses: await call cancel if raise say self_cancel shared_cancel spawn try_cancel wait_for
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
        try:
            say(tag, 'L14', show(await asyncio.wait_for(asyncio.shield(asyncio.sleep(1.1, 2.5)), timeout=None)))
        except TimeoutError as e4:
            say(tag, 'L5', show(e4))
            return (n, 6)
        except E3 as e15:
            say(tag, 'L16', show(e15))
            me17 = asyncio.current_task()
            say(tag, 'L20', me17.cancel(msg='m19'), me17.cancelling())
            try:
                await asyncio.sleep(0)
            except asyncio.CancelledError as e:
                say(tag, 'L21', show(e), me17.uncancel())
        except (E1, E3) as e22:
            say(tag, 'L23', show(e22))
        except KeyError as e24:
            say(tag, 'L25', show(e24))
            raise
    async def w33(tag, n):
        me34 = asyncio.current_task()
        say(tag, 'L37', me34.cancel('m35'), me34.cancelling())
        try:
            t39 = spawn(w2(tag + '.38', n + 1))
            say(tag, 'L42', t39.cancel())
            say(tag, 'L45', t39.cancel(msg='m44'), t39.cancelling(), t39.cancelled())
            try:
                say(tag, 'L56', show(await asyncio.wait_for(w2(tag + '.46', 4), 0.3)))
            except asyncio.TimeoutError as e47:
                say(tag, 'L48', show(e47))
                raise Halt('h55')
        except asyncio.CancelledError as e:
            say(tag, 'L57', show(e), me34.cancelling())
        t59 = spawn(w2(tag + '.58', n))
        ts.append(t59)
        v61 = await w2(tag + '.60', 4)
        say(tag, 'L62', show(v61))
        t64 = spawn(w2(tag + '.63', n + 1))
        say(tag, 'L67', t64.cancel())
        say(tag, 'L68', t64.uncancel(), t64.cancelling())
        return (n, 2)
    async def w70(tag, n):
        me71 = asyncio.current_task()
        say(tag, 'L74', me71.cancel('m72'), me71.cancelling())
        say(tag, 'L75', me71.uncancel())
        say(tag, 'L78', nth(ts, 11).get_name(), nth(ts, 11).cancel())
        return 99
    ts.append(spawn(w70('scene0.0', 2)))
    ts.append(spawn(w2('scene0.1', 1)))
    ts.append(spawn(w33('scene0.2', 2)))
    ts.append(spawn(w33('scene0.3', 4)))
    n = 1
    t81 = spawn(w33('scene0.80', 2))
    ts.append(t81)
    say('scene0', 'L84', t81.cancel(msg='m83'))
    if not (n < 3):
        try:
            v86 = await w2('scene0.85', 0)
            say('scene0', 'L87', show(v86))
        except asyncio.CancelledError as e88:
            say('scene0', 'L89', show(e88))
    try:
        say('scene0', 'L90', show(await t81))
    except E3 as e91:
        say('scene0', 'L92', show(e91))
    except ValueError as e93:
        say('scene0', 'L94', show(e93))
    except Exception as e95:
        say('scene0', 'L96', show(e95))
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
