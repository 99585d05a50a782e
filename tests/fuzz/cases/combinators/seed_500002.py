# genprog seed=500002 profile=combinators size=1
# uses: VAR as_completed call cancel except_star future gather gather_future group if loop odd_comb quiet say shared_cancel sleep try
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
                t4 = tg3.create_task(fussy(tag + 'tg3', 0, 0.5, 'raise', 'raise'))
                try:
                    async with asyncio.TaskGroup() as tg5:
                        pass
                except* E1 as eg:
                    say(tag, 'L7', show(eg))
        except* (E1, E3) as eg:
            say(tag, 'L8', show(eg))
        except* KeyError as eg:
            say(tag, 'L9', show(eg))
            raise E3('e12', code=3)
        f13 = LOOP.create_future()
        LOOP.call_soon(put, f13, [6])
        try:
            async with asyncio.TaskGroup() as tg15:
                t16 = tg15.create_task(quiet(0.25, 'ok', 'q18'))
                t19 = tg15.create_task(quiet(0.25, 'cancel', 20), name='t19')
                t22 = tg15.create_task(fussy(tag + 'tg15', 2, 0.75, 'ok', 'error'), name='t22')
                t23 = tg15.create_task(fussy(tag + 'tg15', 3, 1.0, 'ok', 'raise'))
                await asyncio.sleep(0)
                raise E1
        except ExceptionGroup as eg:
            say(tag, 'L29', show(eg), show(eg.subgroup(E3)))
        except asyncio.CancelledError as e30:
            say(tag, 'L31', show(e30))
            raise
        say(tag, 'L39', asyncio.current_task().cancelling())
        await asyncio.sleep(0.75)
        return (n, 6)
    async def w41(tag, n):
        say(tag, 'L42')
        for i43 in range(3):
            await asyncio.sleep(2)
        try:
            async with asyncio.TaskGroup() as tg44:
                t45 = tg44.create_task(quiet(1.0, 'raise', 'q47'), name='t45')
                t48 = tg44.create_task(quiet(2, 'raise3', 'q50'))
                t51 = spawn(asyncio.sleep(1, None))
                t52 = spawn(asyncio.sleep(0.5, None))
                try:
                    for c53 in asyncio.as_completed([t51, t52]):
                        try:
                            say(tag, 'L54', show(await c53))
                        except TimeoutError as e55:
                            say(tag, 'L56', show(e55))
                        except E3 as e57:
                            say(tag, 'L58', show(e57), show(e57.__context__), show(e57.__cause__))
                            try:
                                try:
                                    raise ExceptionGroup('g72', [RuntimeError('r5'), E2('e63', 1), ExceptionGroup('g71', [RuntimeError('r6'), KeyError('k2')])])
                                except* E1 as eg:
                                    say(tag, 'L74', show(eg))
                                except* (E2, ValueError) as eg:
                                    say(tag, 'L75', show(eg))
                                except* RuntimeError as eg:
                                    say(tag, 'L76', show(eg))
                            except BaseException as e:
                                say(tag, 'L77', show(e))
                            return (3, 7)
                        except ValueError as e85:
                            say(tag, 'L86', show(e85))
                            say(tag, 'L89', t52.cancel(msg='m88'))
                        except asyncio.CancelledError as e90:
                            say(tag, 'L91', show(e90), asyncio.current_task().cancelling())
                except (E1, E3, TimeoutError) as e:
                    say(tag, 'L92', show(e))
                say(tag, 'L93')
                say(tag, 'L94', str(tg44))
        except* (E1, E3) as eg:
            say(tag, 'L95', show(eg))
        say(tag, 'L96', asyncio.current_task().cancelling())
        co97 = quiet(0, 'ok', 1)
        try:
            tg44.create_task(co97)
        except RuntimeError as e:
            say(tag, 'L98', show(e))
            co97.close()
        return (n, 7)
    async def w100(tag, n):
        try:
            async with asyncio.TaskGroup() as tg101:
                t102 = tg101.create_task(quiet(0.25, 'ok', 103), name='t102')
                t105 = tg101.create_task(quiet(0.25, 'ok', 106), name='t105')
                LOOP.call_later(0.5, t102.cancel)
        except* KeyError as eg:
            say(tag, 'L108', show(eg))
        say(tag, 'L111', nth(ts, 5).get_name(), nth(ts, 5).cancel())
        return (n, 1)
    async def w113(tag, n):
        if n == 0:
            say(tag, 'L114')
        else:
            t116 = asyncio.create_task(w41(tag + '.115', 3), name=7)
            TASKS.append(t116)
            ts.append(t116)
            f117 = asyncio.gather(asyncio.sleep(1.25, True), t116, return_exceptions=True)
            say(tag, 'L121', state(f117))
            say(tag, 'L125', state(f117))
            say(tag, 'L128', f117.cancel(msg='m127'), f117.done())
            try:
                say(tag, 'L130', show(await f117))
            except (Exception, asyncio.CancelledError) as e:
                say(tag, 'L131', show(e), f117.cancelled())
            for i132 in range(3):
                say(tag, 'L135', nth(ts, 5).get_name(), nth(ts, 5).cancel())
        t137 = spawn(w100(tag + '.136', n + 1))
        ts.append(t137)
        f138 = asyncio.gather(t137, sf1, t137, sf1, return_exceptions=True)
        f138.add_done_callback(lambda f, k=tag: say(k, 'L139', state(f)))
        await asyncio.sleep(0.375)
        try:
            say(tag, 'L144', show(await f138))
        except (Exception, asyncio.CancelledError) as e:
            say(tag, 'L145', show(e), f138.cancelled())
        try:
            say(tag, 'L146', show(await asyncio.gather(return_exceptions=True)))
        except Exception as e147:
            say(tag, 'L148', show(e147), show(e147.__context__), show(e147.__cause__))
            try:
                f150 = asyncio.gather(asyncio.sleep(0.25, None), w100(tag + '.149', 0), return_exceptions=True)
                LOOP.call_later(2, f150.cancel)
                await asyncio.sleep(0.25)
                try:
                    say(tag, 'L159', show(await f150))
                except (Exception, asyncio.CancelledError) as e:
                    say(tag, 'L160', show(e), f150.cancelled())
            finally:
                say(tag, 'L161')
        return 'r162'
    ts.append(spawn(w100('scene0.0', 0)))
    ts.append(spawn(w2('scene0.1', 1)))
    ts.append(spawn(w41('scene0.2', 0)))
    ts.append(spawn(w100('scene0.3', 3)))
    n = 1
    try:
        say('scene0', 'L163')
    except KeyError as e164:
        say('scene0', 'L165', show(e164))
        t167 = spawn(w100('scene0.166', 1))
        ts.append(t167)
        t169 = spawn(w2('scene0.168', 4))
        for c170 in asyncio.as_completed([t167, t169]):
            say('scene0', 'L171', show(await c170))
            say('scene0', 'L174', show(await w100('scene0.172', 4)))
        raise
    try:
        t183 = asyncio.create_task(w113('scene0.182', 1), name='t183', context=contextvars.copy_context())
        TASKS.append(t183)
        ts.append(t183)
        try:
            say('scene0', 'L184', show(await asyncio.gather(t183, t183, return_exceptions=True)))
        except E2 as e185:
            say('scene0', 'L186', show(e185))
            for c188 in asyncio.as_completed([w113('scene0.187', 3)]):
                try:
                    say('scene0', 'L189', show(await c188))
                except Exception as e190:
                    say('scene0', 'L191', show(e190))
                    try:
                        say('scene0', 'L192', show(await asyncio.gather(t183, sf1, asyncio.sleep(0.375, None), t183, return_exceptions=True)))
                    except E3 as e193:
                        say('scene0', 'L194', show(e193))
                        await asyncio.sleep(0.5)
                        raise E1 from e193
                    except KeyError as e202:
                        say('scene0', 'L203', show(e202))
                        try:
                            say('scene0', 'L204', show(await asyncio.wait([asyncio.current_task()], return_when='x')))
                        except (TypeError, ValueError, RuntimeError) as e:
                            say('scene0', 'L205', show(e))
                        raise
                say('scene0', 'L213')
        except E1 as e214:
            say('scene0', 'L215', show(e214))
        except asyncio.CancelledError as e216:
            say('scene0', 'L217', show(e216), asyncio.current_task().cancelling())
            say('scene0', 'L218')
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L219', show(e))
    say('scene0', 'L220')

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
