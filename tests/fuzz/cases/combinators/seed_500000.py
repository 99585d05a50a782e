# genprog seed=500000 profile=combinators size=1
# uses: as_completed except_star gather if loop raise return say shared_cancel sleep sleep0 try wait
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
        t3 = spawn(asyncio.sleep(0.25, 4))
        t4 = spawn(asyncio.sleep(1.5, [4]))
        try:
            for c5 in asyncio.as_completed([t3, t4]):
                try:
                    say(tag, 'L6', show(await c5))
                except TimeoutError as e7:
                    say(tag, 'L8', show(e7))
                    raise
                except asyncio.CancelledError as e16:
                    say(tag, 'L17', show(e16))
                    if sf1.done():
                        try:
                            try:
                                raise ExceptionGroup('g22', [ExceptionGroup('g21', [KeyError('k7')])])
                            except* (E2, ValueError) as eg:
                                say(tag, 'L24', show(eg))
                            except* E1 as eg:
                                say(tag, 'L25', show(eg))
                            except* E3 as eg:
                                say(tag, 'L26', show(eg))
                            else:
                                say(tag, 'L27')
                        except BaseException as e:
                            say(tag, 'L28', show(e))
                    else:
                        try:
                            try:
                                try:
                                    raise ExceptionGroup('g32', [KeyError('k5')])
                                except* E3 as eg:
                                    say(tag, 'L34', show(eg))
                                    raise E1
                            except BaseException as e:
                                say(tag, 'L38', show(e))
                        except E1 as e39:
                            say(tag, 'L40', show(e39))
                        except asyncio.CancelledError as e41:
                            say(tag, 'L42', show(e41), asyncio.current_task().cancelling())
                        except BaseException as e43:
                            say(tag, 'L44', show(e43))
                            t45 = spawn(asyncio.sleep(1.5, 2.5))
                            d46, p47 = await asyncio.wait([t45, t4, t45], timeout=0.375, return_when=asyncio.FIRST_EXCEPTION)
                            say(tag, 'L48', names(d46), names(p47))
                            for t in sorted(d46, key=lambda t: t.get_name()):
                                say(tag, 'L49', t.get_name(), state(t))
                        finally:
                            say(tag, 'L50')
                    say(tag, 'L51', asyncio.current_task().uncancel())
                    raise
                except E2 as e59:
                    say(tag, 'L60', show(e59), show(e59.__context__), show(e59.__cause__))
                except E3 as e61:
                    say(tag, 'L62', show(e61))
                    await asyncio.sleep(0)
                say(tag, 'L65', nth(ts, 5).get_name(), nth(ts, 5).cancel())
        except (E1, E3, TimeoutError) as e:
            say(tag, 'L66', show(e))
        try:
            say(tag, 'L67', show(await asyncio.gather(asyncio.sleep(0.25, 2.5), asyncio.sleep(0.25, {'k': 6}), asyncio.sleep(0.25, True), return_exceptions=True)))
        except asyncio.CancelledError as e68:
            say(tag, 'L69', show(e68), asyncio.current_task().cancelling())
            raise
        except E1 as e77:
            say(tag, 'L78', show(e77))
        except ValueError as e79:
            say(tag, 'L80', show(e79))
            if sf1.done():
                say(tag, 'L82')
                return (n, 4)
        try:
            say(tag, 'L83', show(await asyncio.gather(sf1, t3, t4, sf1, return_exceptions=True)))
        except (E1, E3) as e84:
            say(tag, 'L85', show(e84))
            say(tag, 'L88', nth(ts, 4).get_name(), nth(ts, 4).cancel())
        except asyncio.CancelledError as e89:
            say(tag, 'L90', show(e89))
            say(tag, 'L91')
            say(tag, 'L92', asyncio.current_task().uncancel())
        except ValueError as e93:
            say(tag, 'L94', show(e93))
        return 'r95'
    async def w96(tag, n):
        await asyncio.sleep(1)
        if asyncio.current_task().cancelling():
            say(tag, 'L100')
            raise RuntimeError('r1')
        await asyncio.sleep(1.25)
        return n
    ts.append(spawn(w2('scene0.0', 0)))
    ts.append(spawn(w96('scene0.1', 3)))
    ts.append(spawn(w2('scene0.2', 2)))
    ts.append(spawn(w96('scene0.3', 4)))
    n = 1
    try:
        for i102 in range(2):
            t104 = spawn(w2('scene0.103', 0))
            t105 = spawn(asyncio.sleep(1.0, 2.5))
            try:
                for c106 in asyncio.as_completed([t104, t105]):
                    try:
                        say('scene0', 'L107', show(await c106))
                    except TimeoutError as e108:
                        say('scene0', 'L109', show(e108), show(e108.__context__), show(e108.__cause__))
                        say('scene0', 'L110', await asyncio.sleep(0.25, (7, 4)))
                    except asyncio.CancelledError as e111:
                        say('scene0', 'L112', show(e111))
                    except ValueError as e113:
                        say('scene0', 'L114', show(e113))
                        say('scene0', 'L115')
                        raise
                    except Exception as e122:
                        say('scene0', 'L123', show(e122))
                        raise
            except (E1, E3, TimeoutError) as e:
                say('scene0', 'L131', show(e))
    except (Exception, asyncio.CancelledError) as e:
        say('scene0', 'L132', show(e))
    say('scene0', 'L133')
    say('scene0', 'L134')

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
