# genprog seed=500006 profile=combinators size=1
# uses: as_completed cancel gather group if loop odd_comb quiet raise return say settle sleep spawn try try_cancel wait
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
        if sf1.done():
            say(tag, 'L4')
            return {'k': 8}
        try:
            say(tag, 'L5', show(await asyncio.gather(*[asyncio.sleep(0, k) for k in range(3)])))
        except (TypeError, ValueError, RuntimeError) as e:
            say(tag, 'L6', show(e))
        try:
            try:
                say(tag, 'L7', show(await asyncio.wait([asyncio.current_task()], return_when='x')))
            except (TypeError, ValueError, RuntimeError) as e:
                say(tag, 'L8', show(e))
        finally:
            say(tag, 'L9')
            await asyncio.sleep(0)
            say(tag, 'L10')
    async def w11(tag, n):
        t13 = spawn(w2(tag + '.12', 1))
        say(tag, 'L14')
        if not (asyncio.current_task().cancelling()):
            say(tag, 'L18')
            raise E2('e16', 1)
        if t13.cancelled():
            say(tag, 'L20')
            return 'r19'
    async def w21(tag, n):
        d, p = await asyncio.wait([LOOP.create_future()], timeout=0)
        say(tag, 'L22', len(d), len(p))
        if n % 3 != 1:
            t24 = spawn(w11(tag + '.23', 0))
            ts.append(t24)
            say(tag, 'L27', t24.cancel(msg='m26'))
            try:
                for i28 in range(2):
                    say(tag, 'L29', show(i28))
            except asyncio.CancelledError as e30:
                say(tag, 'L31', show(e30))
                return n
            except Exception as e39:
                say(tag, 'L40', show(e39))
                t42 = spawn(w2(tag + '.41', n + 1))
            finally:
                say(tag, 'L43')
                say(tag, 'L44')
        await asyncio.sleep(0.375)
        return n
    async def w46(tag, n):
        t48 = spawn(w2(tag + '.47', n + 1))
        ts.append(t48)
        say(tag, 'L49', show(await asyncio.gather(t48)))
        await asyncio.sleep(1)
        if t48.cancelled():
            say(tag, 'L51')
            return (n, 6)
        if n % 2 == 0:
            try:
                try:
                    async with asyncio.TaskGroup() as tg52:
                        t53 = tg52.create_task(fussy(tag + 'tg52', 0, 1, 'raise', 'raise'))
                        t54 = tg52.create_task(quiet(0.5, 'raise3', 'q56'), name='t54')
                        try:
                            async with asyncio.TaskGroup() as tg57:
                                t58 = tg57.create_task(quiet(0.375, 'ok', 'q60'), name='t58')
                                t61 = tg57.create_task(quiet(0.25, 'raise', 'q63'))
                                t64 = tg57.create_task(fussy(tag + 'tg57', 2, 0.5, 'ok', 'raise'), name='t64')
                                LOOP.call_later(0.25, t61.cancel)
                        except* Halt as eg:
                            say(tag, 'L65', show(eg))
                        except* Exception as eg:
                            say(tag, 'L66', show(eg))
                        say(tag, 'L67', asyncio.current_task().cancelling())
                except* Halt as eg:
                    say(tag, 'L68', show(eg))
                say(tag, 'L69', asyncio.current_task().cancelling())
            except asyncio.CancelledError as e70:
                say(tag, 'L71', show(e70))
            t73 = spawn(w2(tag + '.72', n + 1))
            t75 = spawn(w2(tag + '.74', n))
            ts.append(t75)
            t77 = spawn(w2(tag + '.76', n))
            ts.append(t77)
            try:
                for c78 in asyncio.as_completed([t73, t75, t77]):
                    try:
                        say(tag, 'L79', show(await c78))
                    except Exception as e80:
                        say(tag, 'L81', show(e80))
                        raise
            except (E1, E3, TimeoutError) as e:
                say(tag, 'L89', show(e))
    ts.append(spawn(w2('scene0.0', 1)))
    ts.append(spawn(w2('scene0.1', 4)))
    n = 1
    try:
        t91 = spawn(w2('scene0.90', 3))
        ts.append(t91)
        t93 = spawn(w46('scene0.92', 2))
        t95 = spawn(w2('scene0.94', 1))
        ts.append(t95)
        d96, p97 = await asyncio.wait([t91, t93, t95], timeout=0.25, return_when=asyncio.FIRST_COMPLETED)
        say('scene0', 'L98', names(d96), names(p97))
        for t in sorted(d96, key=lambda t: t.get_name()):
            say('scene0', 'L99', t.get_name(), state(t))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L100', show(e))
    say('scene0', 'L104', sf1.cancel('m103'))
    try:
        async with asyncio.TaskGroup() as tg105:
            t106 = tg105.create_task(w11('scene0.107', 2))
            t108 = tg105.create_task(quiet(1.25, 'raise3', 109))
            t111 = tg105.create_task(quiet(0.25, 'raise', 112))
            t114 = spawn(asyncio.sleep(0.25, None))
            t115 = spawn(asyncio.sleep(0.125, (6, 2)))
            t116 = spawn(asyncio.sleep(0.25, 2.5))
            t117 = spawn(asyncio.sleep(0.25, {'k': 0}))
            for c118 in asyncio.as_completed([t114, t115, t116, t117]):
                say('scene0', 'L119', show(await c118))
            try:
                say('scene0', 'L120', show(await asyncio.gather(asyncio.sleep(2, None), return_exceptions=True)))
            except Exception as e121:
                say('scene0', 'L122', show(e121))
                t123 = spawn(asyncio.sleep(1, 56))
                t124 = spawn(asyncio.sleep(0.0625, [4]))
                t125 = spawn(asyncio.sleep(0.25, 'v38'))
                d126, p127 = await asyncio.wait([t123, t124, t125], return_when=asyncio.FIRST_COMPLETED)
                say('scene0', 'L128', names(d126), names(p127))
                for t in sorted(d126, key=lambda t: t.get_name()):
                    say('scene0', 'L129', t.get_name(), state(t))
    except BaseExceptionGroup as eg:
        say('scene0', 'L130', show(eg))
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
