# genprog seed=500007 profile=mix size=1
# uses: Ready call gather gather_future group odd_comb quiet say shared_cancel sleep0 spawn try wait
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


class Ready:
    """An awaitable that takes n turns of the loop."""

    def __init__(self, n, value):
        self.n = n
        self.value = value

    def __await__(self):
        for k in range(self.n):
            yield
        if isinstance(self.value, BaseException):
            raise self.value
        return self.value


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
            await asyncio.sleep(0)
            try:
                async with asyncio.TaskGroup() as tg3:
                    t4 = tg3.create_task(fussy(tag + 'tg3', 0, 0.05, 'raise', 'return'), name='t4')
                    t5 = tg3.create_task(fussy(tag + 'tg3', 1, 0.3, 'ok', 'raise'))
                    t6 = tg3.create_task(fussy(tag + 'tg3', 2, 0.01, 'ok', 'error'))
                    t7 = tg3.create_task(quiet(1.0, 'ok', 'q9'))
                    try:
                        say(tag, 'L10', show(await asyncio.gather(asyncio.sleep(0.7, True))))
                    except asyncio.CancelledError as e11:
                        say(tag, 'L12', show(e11))
                        try:
                            say(tag, 'L13', show(await asyncio.gather(asyncio.sleep(1, None), asyncio.sleep(1, True))))
                        except E2 as e14:
                            say(tag, 'L15', show(e14))
                            return n
                        except KeyError as e23:
                            say(tag, 'L24', show(e23))
                        except Exception as e25:
                            say(tag, 'L26', show(e25))
                        say(tag, 'L27', asyncio.current_task().uncancel())
                        raise
                    except E2 as e35:
                        say(tag, 'L36', show(e35), show(e35.__context__), show(e35.__cause__))
                    except E3 as e37:
                        say(tag, 'L38', show(e37))
                    say(tag, 'L39', str(tg3))
            except* KeyError as eg:
                say(tag, 'L40', show(eg))
            except* E1 as eg:
                say(tag, 'L41', show(eg))
            say(tag, 'L42', asyncio.current_task().cancelling())
        finally:
            say(tag, 'L43')
            try:
                say(tag, 'L44', show(await asyncio.gather(asyncio.sleep(0.1, True))))
            except asyncio.CancelledError as e45:
                say(tag, 'L46', show(e45), asyncio.current_task().cancelling())
                raise
            except Exception as e54:
                say(tag, 'L55', show(e54))
                try:
                    try:
                        say(tag, 'L56', show(await asyncio.gather()))
                    except (TypeError, ValueError, RuntimeError) as e:
                        say(tag, 'L57', show(e))
                finally:
                    say(tag, 'L58')
                    await asyncio.sleep(0)
                    say(tag, 'L59')
                raise
        say(tag, 'L69', nth(ts, 1).get_name(), nth(ts, 1).cancel('m67'))
        f70 = asyncio.gather(asyncio.sleep(0.05, [4]), asyncio.sleep(1.0, {'k': 5}), sf1)
        f70.add_done_callback(lambda f, k=tag: say(k, 'L71', state(f)))
        LOOP.call_later(1.1, f70.cancel)
        try:
            say(tag, 'L76', show(await f70))
        except (Exception, asyncio.CancelledError) as e:
            say(tag, 'L77', show(e), f70.cancelled())
        say(tag, 'L78')
        return 'r79'
    async def w80(tag, n):
        t82 = spawn(w2(tag + '.81', n + 1))
        try:
            async with asyncio.TaskGroup() as tg83:
                t84 = tg83.create_task(w2(tag + '.85', n + 1), name='t84')
                t86 = tg83.create_task(quiet(0.15, 'ok', 87))
                t89 = tg83.create_task(quiet(0.1, 'ok', 'q91'))
                t92 = tg83.create_task(quiet(0.001, 'ok', 'q94'), name='t92')
                try:
                    async with asyncio.TaskGroup() as tg95:
                        t97 = tg95.create_task(quiet(0.7, 'ok', 98), name='t97')
                        t100 = tg95.create_task(quiet(2, 'ok', 'q102'))
                        say(tag, 'L103')
                        await asyncio.sleep(0)
                        raise E3('e106', code=0)
                except* E1 as eg:
                    say(tag, 'L107', show(eg))
                    raise
                except* KeyError as eg:
                    say(tag, 'L111', show(eg))
                say(tag, 'L112', asyncio.current_task().cancelling())
        except ExceptionGroup as eg:
            say(tag, 'L114', show(eg), show(eg.split(E1)))
        try:
            async with asyncio.TaskGroup() as tg116:
                t117 = tg116.create_task(fussy(tag + 'tg116', 0, 1.0, 'raise', 'raise'))
                t118 = tg116.create_task(fussy(tag + 'tg116', 1, 0.1, 'raise', 'raise'), name='t118')
                t119 = tg116.create_task(fussy(tag + 'tg116', 2, 2, 'ok', 'raise'), name='t119')
                t120 = spawn(asyncio.sleep(0.3, (2, 3)))
                t121 = spawn(asyncio.sleep(2, None))
                t122 = spawn(asyncio.sleep(2, 80))
                t123 = spawn(asyncio.sleep(0.1, 'v3'))
                d124, p125 = await asyncio.wait([t120, t121, t122, t123], return_when=asyncio.FIRST_COMPLETED)
                say(tag, 'L126', names(d124), names(p125))
        except ExceptionGroup as eg:
            say(tag, 'L129', show(eg), show(eg.subgroup(E3)))
        return 'r130'
    async def w131(tag, n):
        try:
            say(tag, 'L134', show(await w2(tag + '.132', 2)))
        except asyncio.CancelledError as e135:
            say(tag, 'L136', show(e135), asyncio.current_task().cancelling())
            say(tag, 'L137', asyncio.current_task().uncancel())
        say(tag, 'L138')
    ts.append(spawn(w80('scene0.0', 0)))
    ts.append(spawn(w131('scene0.1', 0)))
    ts.append(spawn(w131('scene0.2', 1)))
    n = 1
    try:
        say('scene0', 'L141', show(await asyncio.gather(asyncio.sleep(1.0, [4]), asyncio.sleep(1.0, None), w80('scene0.139', 0), w131('scene0.140', 0))))
    except asyncio.CancelledError as e142:
        say('scene0', 'L143', show(e142))
    except KeyError as e144:
        say('scene0', 'L145', show(e144))
    t147 = spawn(w2('scene0.146', 0))
    try:
        say('scene0', 'L148', show(await asyncio.gather(t147, t147, t147)))
    except asyncio.CancelledError as e149:
        say('scene0', 'L150', show(e149), asyncio.current_task().cancelling())
    try:
        try:
            say('scene0', 'L151', show(await asyncio.gather(Ready(2, 5))))
        except (TypeError, ValueError, RuntimeError) as e:
            say('scene0', 'L152', show(e))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L153', show(e))
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
    await asyncio.wait([spawn(scene0(), 'scene0')], timeout=4)
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(_main())
print(loop.run_until_complete(asyncio.sleep(0.25, 'more')))
loop.call_later(0.125, loop.stop)
loop.run_forever()
print(round(loop.time(), 3), loop.is_running())
loop.close()
print(loop.is_closed())
print('end')
