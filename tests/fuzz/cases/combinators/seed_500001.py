# genprog seed=500001 profile=combinators size=1
# uses: as_completed await except_star future gather gather_future group if odd_comb quiet raise say sleep sleep0 try wait
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
    async def w1(tag, n):
        try:
            say(tag, 'L2', show(await asyncio.gather()))
        except (TypeError, ValueError, RuntimeError) as e:
            say(tag, 'L3', show(e))
        t4 = spawn(asyncio.sleep(0.375, 50))
        t5 = spawn(asyncio.sleep(0.5, (6, 7)))
        d6, p7 = await asyncio.wait([t4, t5, t5], return_when=asyncio.ALL_COMPLETED)
        say(tag, 'L8', names(d6), names(p7))
        return (n, 2)
    async def w10(tag, n):
        f11 = asyncio.Future()
        LOOP.call_soon(put, f11, None)
        t14 = asyncio.create_task(w1(tag + '.13', n), name=7)
        TASKS.append(t14)
        try:
            say(tag, 'L16', show(await asyncio.gather(t14, asyncio.sleep(0.375, 'v28'), t14, w1(tag + '.15', n), return_exceptions=True)))
        except asyncio.CancelledError as e17:
            say(tag, 'L18', show(e17), asyncio.current_task().cancelling())
            say(tag, 'L19', asyncio.current_task().uncancel())
            raise
        except KeyError as e27:
            say(tag, 'L28', show(e27))
            say(tag, 'L29')
        except BaseException as e30:
            say(tag, 'L31', show(e30), asyncio.current_task().cancelling())
            try:
                say(tag, 'L32', show(await f11))
            except Exception as e33:
                say(tag, 'L34', show(e33))
                t36 = spawn(w1(tag + '.35', n))
                t38 = spawn(w1(tag + '.37', n + 1))
                t40 = spawn(w1(tag + '.39', 2))
                t42 = spawn(w1(tag + '.41', n + 1))
                ts.append(t42)
                d43, p44 = await asyncio.wait({t36, t38, t40, t42, t40}, timeout=0.375, return_when=asyncio.FIRST_EXCEPTION)
                say(tag, 'L45', names(d43), names(p44))
            return n
        if not (n == 3):
            say(tag, 'L56')
            raise E3('e55', code=3)
    async def w57(tag, n):
        try:
            try:
                raise ExceptionGroup('g64', [ValueError('bad0'), E2('e62', 6)])
            except* KeyError as eg:
                say(tag, 'L66', show(eg))
                await asyncio.sleep(0)
            except* (E2, ValueError) as eg:
                say(tag, 'L70', show(eg))
                await asyncio.sleep(0)
        except BaseException as e:
            say(tag, 'L74', show(e))
        t76 = spawn(w10(tag + '.75', 1))
        ts.append(t76)
        try:
            say(tag, 'L77', show(await asyncio.gather(t76, t76)))
        except E2 as e78:
            say(tag, 'L79', show(e78))
            await asyncio.sleep(0)
        except E1 as e80:
            say(tag, 'L81', show(e80))
        except (E1, E3) as e82:
            say(tag, 'L83', show(e82))
        try:
            async with asyncio.TaskGroup() as tg84:
                t85 = tg84.create_task(w1(tag + '.86', n))
                try:
                    say(tag, 'L87')
                except KeyError as e88:
                    say(tag, 'L89', show(e88))
                except ValueError as e90:
                    say(tag, 'L91', show(e90))
                else:
                    say(tag, 'L92')
                say(tag, 'L93')
                await asyncio.sleep(0)
                raise ValueError('bad6')
        except* E3 as eg:
            say(tag, 'L97', show(eg))
        say(tag, 'L98', asyncio.current_task().cancelling())
        co99 = quiet(0, 'ok', 1)
        try:
            tg84.create_task(co99)
        except RuntimeError as e:
            say(tag, 'L100', show(e))
            co99.close()
        say(tag, 'L101')
    async def w102(tag, n):
        await asyncio.sleep(1.25)
        say(tag, 'L103')
        try:
            async with asyncio.TaskGroup() as tg104:
                t105 = tg104.create_task(quiet(0.0625, 'raise', 106), name='t105')
                if not (n > 1):
                    say(tag, 'L111')
                    raise ValueError('bad5')
                try:
                    f112 = LOOP.create_future()
                    LOOP.call_later(0.25, put, f112, 114)
                    f113 = LOOP.create_future()
                    LOOP.call_later(0.25, put, f113, 115)
                    try:
                        for c116 in asyncio.as_completed([f112, f113], timeout=0.25):
                            say(tag, 'L117', show(await c116))
                            t118 = spawn(asyncio.sleep(0.75, 2.5))
                            t119 = spawn(asyncio.sleep(0.5, {'k': 1}))
                            t120 = spawn(asyncio.sleep(0.0625, True))
                            t121 = spawn(asyncio.sleep(0.375, [1]))
                            for c122 in asyncio.as_completed([t118, t119, t120, t121], timeout=0.25):
                                say(tag, 'L123', show(await c122))
                    except (E1, E3, TimeoutError) as e:
                        say(tag, 'L124', show(e))
                except E2 as e125:
                    say(tag, 'L126', show(e125))
                    f127 = asyncio.Future()
                    LOOP.call_later(1.0, f127.cancel)
                    say(tag, 'L129', show(await asyncio.gather(f127, asyncio.sleep(1, True), asyncio.sleep(0.375, True), asyncio.sleep(0.125, 57))))
                except asyncio.CancelledError as e130:
                    say(tag, 'L131', show(e130), asyncio.current_task().cancelling())
                except E3 as e132:
                    say(tag, 'L133', show(e132))
                    t134 = spawn(asyncio.sleep(0.5, 'v10'))
                    t135 = spawn(asyncio.sleep(1.25, 2.5))
                    t136 = spawn(asyncio.sleep(0.75, None))
                    for c137 in asyncio.as_completed([t134, t135, t136], timeout=1.0):
                        try:
                            say(tag, 'L138', show(await c137))
                        except Exception as e139:
                            say(tag, 'L140', show(e139))
                            f141 = asyncio.gather(t136, t136)
                            f141.add_done_callback(lambda f, k=tag: say(k, 'L142', state(f)))
                            say(tag, 'L145', f141.cancel('m143'), f141.done())
                        t147 = spawn(asyncio.sleep(0.25, 29))
                        t148 = spawn(asyncio.sleep(0.0625, [0]))
                        t149 = spawn(asyncio.sleep(1.25, None))
                        d150, p151 = await asyncio.wait({t147, t148, t149, t135}, timeout=1.0)
                        say(tag, 'L152', names(d150), names(p151))
                        for t in sorted(p151, key=lambda t: t.get_name()):
                            t.cancel()
                        if p151:
                            await asyncio.wait(p151, timeout=1.5)
                            say(tag, 'L153', names([t for t in p151 if t.done()]))
                    raise
                else:
                    try:
                        try:
                            raise ExceptionGroup('g164', [ValueError('bad7')])
                        except* (E2, ValueError) as eg:
                            say(tag, 'L166', show(eg))
                        else:
                            say(tag, 'L167')
                    except BaseException as e:
                        say(tag, 'L168', show(e))
        except* Halt as eg:
            say(tag, 'L169', show(eg))
            raise ValueError('bad5')
        say(tag, 'L173', asyncio.current_task().cancelling())
        return n
    ts.append(spawn(w102('scene0.0', 3)))
    ts.append(spawn(w10('scene0.1', 2)))
    ts.append(spawn(w1('scene0.2', 0)))
    ts.append(spawn(w57('scene0.3', 0)))
    n = 1
    try:
        try:
            say('scene0', 'L176', show(await asyncio.gather(w1('scene0.175', 3), asyncio.sleep(1.5, 86))))
        except E2 as e177:
            say('scene0', 'L178', show(e177))
            t182 = asyncio.create_task(w1('scene0.181', 4), name=7)
            TASKS.append(t182)
            f183 = LOOP.create_future()
            LOOP.call_soon(put, f183, E1('f184'))
            say('scene0', 'L185', show(await asyncio.gather(w10('scene0.179', 2), w1('scene0.180', 2), t182, f183, return_exceptions=True)))
            return (n, 6)
        except E1 as e193:
            say('scene0', 'L194', show(e193))
        except KeyError as e195:
            say('scene0', 'L196', show(e195))
            try:
                say('scene0', 'L198', show(await asyncio.gather(w1('scene0.197', 4), return_exceptions=True)))
            except (E1, E3) as e199:
                say('scene0', 'L200', show(e199))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L201', show(e))
    try:
        say('scene0', 'L202', show(list(asyncio.as_completed([]))))
    except (TypeError, ValueError, RuntimeError) as e:
        say('scene0', 'L203', show(e))
    try:
        async with asyncio.TaskGroup() as tg204:
            t205 = tg204.create_task(quiet(0.25, 'raise', 206), name='t205')
            t208 = tg204.create_task(fussy('scene0' + 'tg204', 1, 0.25, 'ok', 'return'))
            t209 = tg204.create_task(quiet(0.25, 'ok', 210), name='t209')
            t212 = tg204.create_task(quiet(1.25, 'raise', 213), name='t212')
            await asyncio.sleep(0)
    except* Halt as eg:
        say('scene0', 'L215', show(eg))
    say('scene0', 'L216', asyncio.current_task().cancelling())
    if n % 3 != 1:
        try:
            t217 = spawn(asyncio.sleep(1, 2.5))
            d218, p219 = await asyncio.wait([t217, t217], return_when=asyncio.FIRST_COMPLETED)
            say('scene0', 'L220', names(d218), names(p219))
        except (E1, E3) as e221:
            say('scene0', 'L222', show(e221))
            say('scene0', 'L223', show(await asyncio.gather(asyncio.sleep(0.25, [5]), asyncio.sleep(1, True), asyncio.sleep(0.0625, True), asyncio.sleep(0.5, 'v16'), return_exceptions=True)))
        except KeyError as e224:
            say('scene0', 'L225', show(e224))
    say('scene0', 'L226')

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
