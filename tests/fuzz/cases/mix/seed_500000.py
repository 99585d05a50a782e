# genprog seed=500000 profile=mix size=1
# uses: as_completed except_star gather gather_future group if loop quiet say sleep sleep0 spawn try wait
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
    sf1 = LOOP.create_future()
    async def w2(tag, n):
        for i3 in range(2):
            say(tag, 'L4')
        else:
            await asyncio.sleep(0)
            await asyncio.sleep(0.5)
        if sf1.done():
            for i5 in range(3):
                say(tag, 'L6')
        elif n == 1:
            say(tag, 'L7', await asyncio.sleep(0.25, True))
            try:
                async with asyncio.TaskGroup() as tg8:
                    t9 = tg8.create_task(quiet(0.25, 'ok', 10), name='t9')
                    t12 = spawn(asyncio.sleep(0.125, True))
                    t13 = spawn(asyncio.sleep(0.75, 37))
                    try:
                        for c14 in asyncio.as_completed([t12, t13], timeout=1.0):
                            say(tag, 'L15', show(await c14))
                    except (E1, E3, TimeoutError) as e:
                        say(tag, 'L16', show(e))
                    try:
                        await asyncio.sleep(0.375)
                    except E3 as e17:
                        say(tag, 'L18', show(e17))
                        raise
                    except Exception as e26:
                        say(tag, 'L27', show(e26))
                        t28 = spawn(asyncio.sleep(0.25, True))
                        t29 = spawn(asyncio.sleep(1.5, True))
                        t30 = spawn(asyncio.sleep(0.75, [4]))
                        d31, p32 = await asyncio.wait([t28, t29, t30, t12, t13], timeout=0.5)
                        say(tag, 'L33', names(d31), names(p32))
                        for t in sorted(d31, key=lambda t: t.get_name()):
                            say(tag, 'L34', t.get_name(), state(t))
                        for t in sorted(p32, key=lambda t: t.get_name()):
                            t.cancel()
                        if p32:
                            await asyncio.wait(p32, timeout=0.125)
                            say(tag, 'L35', names([t for t in p32 if t.done()]))
                        raise E2('e40', 3)
            except* E3 as eg:
                say(tag, 'L43', show(eg))
            except* Halt as eg:
                say(tag, 'L44', show(eg))
            say(tag, 'L45', asyncio.current_task().cancelling())
            try:
                async with tg8:
                    say(tag, 'L46')
            except RuntimeError as e:
                say(tag, 'L47', type(e).__name__)
        f48 = asyncio.gather(asyncio.sleep(0.75, (3, 1)))
        await asyncio.sleep(0)
        await asyncio.sleep(2)
    async def w57(tag, n):
        t59 = spawn(w2(tag + '.58', n + 1))
        ts.append(t59)
        try:
            try:
                raise ExceptionGroup('g69', [E2('e61', 7), E1('e63'), E2('e67', 4)])
            except* RuntimeError as eg:
                say(tag, 'L71', show(eg))
            else:
                say(tag, 'L72')
        except BaseException as e:
            say(tag, 'L73', show(e))
        try:
            say(tag, 'L74', show(await asyncio.gather(t59, sf1, asyncio.sleep(0.75, None), t59)))
        except E3 as e75:
            say(tag, 'L76', show(e75))
            await asyncio.sleep(0.0625)
        except (E1, E3) as e77:
            say(tag, 'L78', show(e77))
        except ValueError as e79:
            say(tag, 'L80', show(e79), show(e79.__context__), show(e79.__cause__))
            raise E2('e85', 8)
        await asyncio.sleep(2)
    async def w88(tag, n):
        t90 = spawn(w2(tag + '.89', n + 1))
        ts.append(t90)
        t91 = spawn(asyncio.sleep(0.25, 'v41'))
        t92 = spawn(asyncio.sleep(0.25, 2.5))
        d93, p94 = await asyncio.wait({t90, t91, t92}, return_when=asyncio.FIRST_EXCEPTION)
        say(tag, 'L95', names(d93), names(p94))
        for t in sorted(p94, key=lambda t: t.get_name()):
            t.cancel()
        try:
            try:
                raise E2('naked123')
            except* RuntimeError as eg:
                say(tag, 'L124', show(eg))
            except* KeyError as eg:
                say(tag, 'L125', show(eg))
        except BaseException as e:
            say(tag, 'L126', show(e))
        say(tag, 'L127', show(await asyncio.gather(asyncio.sleep(0.5, True), sf1, sf1)))
        return 'r128'
    ts.append(spawn(w2('scene0.0', 0)))
    ts.append(spawn(w2('scene0.1', 3)))
    ts.append(spawn(w57('scene0.2', 3)))
    ts.append(spawn(w88('scene0.3', 4)))
    n = 1
    say('scene0', 'L129')
    try:
        say('scene0', 'L131', show(await asyncio.gather(asyncio.sleep(0.75, None), w2('scene0.130', 2))))
    except E2 as e132:
        say('scene0', 'L133', show(e132))
        return 'v35'
    except E1 as e141:
        say('scene0', 'L142', show(e141))
        raise
    t151 = spawn(w57('scene0.150', 3))
    ts.append(t151)
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=15)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
