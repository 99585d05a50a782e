# genprog seed=500004 profile=combinators size=1
# uses: VAR as_completed cancel except_star future gather group if jump loop query quiet return say sleep try try_cancel wait
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
    sf1 = LOOP.create_future()
    async def w2(tag, n):
        try:
            async with asyncio.TaskGroup() as tg3:
                t5 = tg3.create_task(quiet(0.2, 'raise', 'q7'), context=contextvars.copy_context())
                t8 = tg3.create_task(quiet(1.1, 'cancel', 9), name='t8')
                try:
                    async with asyncio.TaskGroup() as tg11:
                        t12 = tg11.create_task(fussy(tag + 'tg11', 0, 1.0, 'raise', 'return'))
                        t12.cancel()
                except* Exception as eg:
                    say(tag, 'L14', show(eg))
                say(tag, 'L15', asyncio.current_task().cancelling())
                co16 = quiet(0, 'ok', 1)
                try:
                    tg11.create_task(co16)
                except RuntimeError as e:
                    say(tag, 'L17', show(e))
                    co16.close()
                say(tag, 'L18')
                say(tag, 'L19', str(tg3))
        except ExceptionGroup as eg:
            say(tag, 'L21', show(eg), show(eg.split(E1)))
        say(tag, 'L23', asyncio.current_task().cancelling())
        if n % 2 == 0:
            say(tag, 'L25')
            return {'k': 8}
        try:
            t26 = spawn(asyncio.sleep(0.01, (3, 5)))
            t27 = spawn(asyncio.sleep(0.1, (8, 8)))
            t28 = spawn(asyncio.sleep(1.0, {'k': 5}))
            d29, p30 = await asyncio.wait([t26, t27, t28])
            say(tag, 'L31', names(d29), names(p30))
            for t in sorted(p30, key=lambda t: t.get_name()):
                t.cancel()
            if p30:
                await asyncio.wait(p30, timeout=1.0)
                say(tag, 'L32', names([t for t in p30 if t.done()]))
        except E2 as e33:
            say(tag, 'L34', show(e33))
            try:
                try:
                    try:
                        try:
                            raise ExceptionGroup('g56', [ExceptionGroup('g48', [ExceptionGroup('g41', [ValueError('bad4'), ValueError('bad8')]), E1('e42'), E3('e47', code=7)]), ExceptionGroup('g52', [E3('e51', code=3)]), KeyError('k3')])
                        except* (E2, ValueError) as eg:
                            say(tag, 'L58', show(eg))
                        except* E3 as eg:
                            say(tag, 'L59', show(eg))
                        else:
                            say(tag, 'L60')
                    except BaseException as e:
                        say(tag, 'L61', show(e))
                except asyncio.CancelledError as e62:
                    say(tag, 'L63', show(e62))
                    say(tag, 'L64', asyncio.current_task().uncancel())
            except asyncio.CancelledError as e65:
                say(tag, 'L66', show(e65))
            except Exception as e67:
                say(tag, 'L68', show(e67))
            finally:
                say(tag, 'L69')
                await asyncio.sleep(0.1)
        except E3 as e70:
            say(tag, 'L71', show(e70))
            say(tag, 'L72')
        except E1 as e73:
            say(tag, 'L74', show(e73))
        say(tag, 'L75')
        return 'r76'
    async def w77(tag, n):
        for i78 in range(2):
            t80 = spawn(w2(tag + '.79', n))
            ts.append(t80)
            d81, p82 = await asyncio.wait({t80, t80})
            say(tag, 'L83', names(d81), names(p82))
            for t in sorted(d81, key=lambda t: t.get_name()):
                say(tag, 'L84', t.get_name(), state(t))
            if not (t80.cancelled()):
                say(tag, 'L85')
                continue
        t86 = spawn(asyncio.sleep(1, 2.5))
        t87 = spawn(asyncio.sleep(0.15, 2.5))
        t88 = spawn(asyncio.sleep(0.001, (5, 4)))
        t89 = spawn(asyncio.sleep(0.3, [2]))
        try:
            for c90 in asyncio.as_completed([t86, t87, t88, t89]):
                try:
                    say(tag, 'L91', show(await c90))
                except TimeoutError as e92:
                    say(tag, 'L93', show(e92))
                    say(tag, 'L94', show(await asyncio.gather(asyncio.sleep(0.7, (2, 5)), t87, t86)))
                    return (n, 6)
                except (E1, E3) as e102:
                    say(tag, 'L103', show(e102))
                except KeyError as e104:
                    say(tag, 'L105', show(e104))
                    say(tag, 'L106')
                except asyncio.CancelledError as e107:
                    say(tag, 'L108', show(e107))
        except (E1, E3, TimeoutError) as e:
            say(tag, 'L109', show(e))
        say(tag, 'L110')
        return 'r111'
    async def w112(tag, n):
        t114 = spawn(w2(tag + '.113', n + 1))
        t116 = spawn(w2(tag + '.115', n))
        t117 = spawn(asyncio.sleep(1.0, None))
        t118 = spawn(asyncio.sleep(1.1, True))
        d119, p120 = await asyncio.wait([t114, t116, t117, t118])
        say(tag, 'L121', names(d119), names(p120))
        for t in sorted(p120, key=lambda t: t.get_name()):
            t.cancel()
        say(tag, 'L124', t117.cancel(msg='m123'))
        say(tag, 'L127', t114.cancel())
        say(tag, 'L128', t114.uncancel(), t114.cancelling())
        if t114.cancelled():
            f129 = LOOP.create_future()
        return (n, 8)
    async def w132(tag, n):
        await asyncio.sleep(0.1)
        t134 = spawn(w112(tag + '.133', n + 1))
        d135, p136 = await asyncio.wait([t134, t134], return_when=asyncio.ALL_COMPLETED)
        say(tag, 'L137', names(d135), names(p136))
        for t in sorted(d135, key=lambda t: t.get_name()):
            say(tag, 'L138', t.get_name(), state(t))
        for i139 in range(2):
            say(tag, 'L140')
        else:
            say(tag, 'L141')
            say(tag, 'L142')
        say(tag, 'L143')
        return (n, 8)
    ts.append(spawn(w2('scene0.0', 2)))
    ts.append(spawn(w112('scene0.1', 2)))
    ts.append(spawn(w112('scene0.2', 2)))
    ts.append(spawn(w2('scene0.3', 4)))
    n = 1
    try:
        try:
            raise ExceptionGroup('g166', [ExceptionGroup('g151', [ValueError('bad7'), E1('e148')]), E2('e153', 0), ExceptionGroup('g165', [ValueError('bad8'), ExceptionGroup('g161', [E2('e159', 0)]), ValueError('bad7')])])
        except* E1 as eg:
            say('scene0', 'L168', show(eg))
        except* KeyError as eg:
            say('scene0', 'L169', show(eg))
        except* E3 as eg:
            say('scene0', 'L170', show(eg))
            raise
    except BaseException as e:
        say('scene0', 'L174', show(e))
    say('scene0', 'L175', asyncio.current_task().get_name(), asyncio.current_task().cancelled())
    for c177 in asyncio.as_completed([w77('scene0.176', 0)]):
        try:
            say('scene0', 'L178', show(await c177))
        except TimeoutError as e179:
            say('scene0', 'L180', show(e179))
        except E1 as e181:
            say('scene0', 'L182', show(e181))
            say('scene0', 'L183')
        except (E1, E3) as e184:
            say('scene0', 'L185', show(e184))
            say('scene0', 'L186')
        except KeyError as e187:
            say('scene0', 'L188', show(e187))
            raise ValueError('bad3')
        say('scene0', 'L196')
    say('scene0', 'L197')
    say('scene0', 'L198')
    say('scene0', 'L199')
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=4)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
