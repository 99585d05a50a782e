# genprog seed=500007 profile=combinators size=1
# uses: VAR as_completed call except_star gather gather_future group loop quiet say sleep wait
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
        await asyncio.sleep(0.15)
        say(tag, 'L2')
        try:
            async with asyncio.TaskGroup() as tg3:
                t5 = tg3.create_task(quiet(0.7, 'raise', 6), name='t5')
                t8 = tg3.create_task(quiet(0.01, 'cancel', 'q10'))
                await asyncio.sleep(0.2)
                await asyncio.sleep(0)
                raise ValueError('bad3')
        except* Halt as eg:
            say(tag, 'L14', show(eg))
            raise KeyError('k5')
        except* (E1, E3) as eg:
            say(tag, 'L18', show(eg))
            raise
        for i22 in range(3):
            say(tag, 'L23', await asyncio.sleep(1.1, 'v31'))
            f24 = asyncio.Future()
            LOOP.call_later(2, put, f24, 'v45')
            try:
                say(tag, 'L26', show(await asyncio.gather(f24, asyncio.sleep(0.1, None), f24, asyncio.sleep(0.01, (3, 4)), return_exceptions=True)))
            except E2 as e27:
                say(tag, 'L28', show(e27))
                raise
            except E3 as e36:
                say(tag, 'L37', show(e36))
                for i38 in range(3):
                    try:
                        try:
                            raise ExceptionGroup('g65', [ExceptionGroup('g53', [ExceptionGroup('g42', [E3('e41', code=4)]), E1('e43'), ExceptionGroup('g52', [KeyError('k2'), KeyError('k4')])]), ExceptionGroup('g61', [E1('z57'), E2('e59', 8)]), E1('e62')])
                        except* E1 as eg:
                            say(tag, 'L67', show(eg))
                        except* (E2, ValueError) as eg:
                            say(tag, 'L68', show(eg))
                            await asyncio.sleep(0)
                        finally:
                            say(tag, 'L72')
                    except BaseException as e:
                        say(tag, 'L73', show(e))
                else:
                    t74 = spawn(asyncio.sleep(0.2, {'k': 6}))
                    t75 = spawn(asyncio.sleep(0.3, True))
                    t76 = spawn(asyncio.sleep(0.05, 50))
                    d77, p78 = await asyncio.wait([t74, t75, t76, t74, t76], timeout=0.05, return_when=asyncio.ALL_COMPLETED)
                    say(tag, 'L79', names(d77), names(p78))
                    for t in sorted(p78, key=lambda t: t.get_name()):
                        t.cancel()
                    if p78:
                        await asyncio.wait(p78, timeout=0.1)
                        say(tag, 'L80', names([t for t in p78 if t.done()]))
                raise
            except Exception as e88:
                say(tag, 'L89', show(e88))
    async def w90(tag, n):
        v92 = await w1(tag + '.91', n)
        say(tag, 'L93', show(v92))
        i94 = 0
        while i94 < 3:
            i94 += 1
            try:
                say(tag, 'L95', show(await asyncio.gather(asyncio.sleep(1, 'v22'), return_exceptions=True)))
            except E1 as e96:
                say(tag, 'L97', show(e96))
                t98 = spawn(asyncio.sleep(0.001, (7, 3)))
                t99 = spawn(asyncio.sleep(0.2, None))
                d100, p101 = await asyncio.wait([t98, t99], return_when=asyncio.FIRST_COMPLETED)
                say(tag, 'L102', names(d100), names(p101))
                for t in sorted(d100, key=lambda t: t.get_name()):
                    say(tag, 'L103', t.get_name(), state(t))
            except asyncio.CancelledError as e104:
                say(tag, 'L105', show(e104))
                say(tag, 'L106')
                return n
        return (n, 0)
    async def w115(tag, n):
        try:
            async with asyncio.TaskGroup() as tg116:
                t117 = tg116.create_task(w1(tag + '.118', n))
                t119 = tg116.create_task(quiet(0.2, 'ok', 'q121'))
                t122 = tg116.create_task(quiet(2, 'raise', 123), name='t122')
                t122.cancel()
        except* E1 as eg:
            say(tag, 'L125', show(eg))
        try:
            async with asyncio.TaskGroup() as tg126:
                t128 = tg126.create_task(quiet(1.0, 'ok', 129), name='t128')
                t131 = tg126.create_task(quiet(0.1, 'ok', 'q133'), context=contextvars.copy_context())
                t134 = tg126.create_task(quiet(1.0, 'ok', 135), name='t134')
        except ExceptionGroup as eg:
            say(tag, 'L138', show(eg), show(eg.split(E1)))
        return n
    async def w141(tag, n):
        f143 = asyncio.gather(w1(tag + '.142', n + 1))
        say(tag, 'L147', state(f143))
        say(tag, 'L151', state(f143))
        say(tag, 'L154', f143.cancel(), f143.done())
        say(tag, 'L156')
        for i157 in range(2):
            for i158 in range(2):
                await asyncio.sleep(0.1)
        else:
            say(tag, 'L159')
            say(tag, 'L160')
    ts.append(spawn(w115('scene0.0', 4)))
    ts.append(spawn(w115('scene0.1', 4)))
    n = 1
    t162 = spawn(w90('scene0.161', 2))
    ts.append(t162)
    t164 = spawn(w115('scene0.163', 2))
    ts.append(t164)
    t165 = spawn(asyncio.sleep(1, 73))
    d166, p167 = await asyncio.wait([t162, t164, t165], return_when=asyncio.ALL_COMPLETED)
    say('scene0', 'L168', names(d166), names(p167))
    for t in sorted(p167, key=lambda t: t.get_name()):
        t.cancel()
    say('scene0', 'L169', await asyncio.sleep(1.0, 2.5))
    t170 = spawn(asyncio.sleep(0.2, {'k': 0}))
    t171 = spawn(asyncio.sleep(0.3, 2.5))
    try:
        for c172 in asyncio.as_completed([t170, t171]):
            say('scene0', 'L173', show(await c172))
            try:
                try:
                    async with asyncio.TaskGroup() as tg174:
                        t175 = tg174.create_task(fussy('scene0' + 'tg174', 0, 0.7, 'ok', 'raise'))
                        t176 = tg174.create_task(fussy('scene0' + 'tg174', 1, 0.1, 'raise', 'raise'), name='t176')
                        t177 = tg174.create_task(fussy('scene0' + 'tg174', 2, 1, 'raise', 'raise'), name='t177')
                        t178 = tg174.create_task(fussy('scene0' + 'tg174', 3, 0.01, 'ok', 'raise'))
                        say('scene0', 'L179')
                        await asyncio.sleep(0)
                        raise KeyboardInterrupt(1)
                except* KeyError as eg:
                    say('scene0', 'L180', show(eg))
                except* Exception as eg:
                    say('scene0', 'L181', show(eg))
            except KeyboardInterrupt as e:
                say('scene0', 'L182', show(e), asyncio.current_task().cancelling())
    except (E1, E3, TimeoutError) as e:
        say('scene0', 'L183', show(e))
    d, p = await asyncio.wait(ts, timeout=1)
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=8)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
