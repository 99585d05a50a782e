# genprog seed=500003 profile=mix size=1
# uses: Delegate for_gen gens if loop say try yield yield_from
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


GENS = []       # all generators, oldest first


def keep(gen):
    GENS.append(gen)
    return gen


def drive(name, gen, script):
    """Do the operations of the script on gen and say what comes of each."""
    for op, arg in script:
        try:
            if op == 'next':
                got = next(gen)
            elif op == 'send':
                got = gen.send(arg)
            elif op == 'throw':
                got = gen.throw(arg)
            else:
                got = gen.close()
                if got is None:
                    say(name, 'close')
                    continue
            say(name, op, show(arg), '->', show(got))
        except StopIteration as e:
            say(name, op, show(arg), 'stop', show(e.value))
        except BaseException as e:
            say(name, op, show(arg), 'raised', show(e), 'cause', show(e.__cause__))


def close_all():
    for k, gen in enumerate(GENS):
        for attempt in range(60):
            try:
                gen.close()
                break
            except BaseException as e:
                say('closing', k, show(e))


class Delegate:
    """An iterator with send(), throw() and close() that is not a generator."""

    def __init__(self, name, stop):
        self.name = name
        self.k = 0
        self.stop = stop

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)

    def send(self, value):
        say('delegate', self.name, 'send', show(value))
        self.k += 1
        if self.k > self.stop:
            raise StopIteration(self.k)
        return self.k

    def throw(self, kind, value=None, tb=None):
        say('delegate', self.name, 'throw', show(value if value is not None else kind if not isinstance(kind, type) else kind.__name__))
        self.k += 1
        if self.k > self.stop:
            raise kind
        return -self.k

    def close(self):
        say('delegate', self.name, 'close')


def g1(tag, n):
    say(tag, 'L2')
    say(tag, 'L3')
    say(tag, 'L4')
    yield 'only5'


def g6(tag, n):
    for v8 in keep(g1(tag + '.7', n)):
        say(tag, 'L14', show(v8))
        i9 = 0
        while i9 < 3:
            i9 += 1
            i10 = 0
            while i10 < 2:
                i10 += 1
                if i10 == 2:
                    say(tag, 'L11')
                else:
                    say(tag, 'L12')
        else:
            say(tag, 'L13')
    say(tag, 'L15')
    yield 'only16'
    return 'r17'


def g18(tag, n):
    v20 = yield from g1(tag + '.19', n + 1)
    say(tag, 'L21', show(v20))
    yield n
    if not (n < 3):
        try:
            say(tag, 'L23', show(v20))
        except E3 as e24:
            say(tag, 'L25', show(e24))
        except (E1, E3) as e26:
            say(tag, 'L27', show(e26))
            raise E2('e32', 7)
        finally:
            say(tag, 'L35')
    else:
        say(tag, 'L37', show((yield (n, 3))))
        x39 = yield 'y38'
        say(tag, 'L40', show(x39))


def scene0():
    gen41 = keep(g6('gen41', 1))
    drive('gen41', gen41, [('throw', E2), ('send', [7]), ('throw', E1('e48')), ('close', None)])
    try:
        for v in keep(g6('gen41f', 0)):
            say('got', show(v))
            if v == 'v25':
                break
    except Exception as e:
        say('gen41', show(e))
    gen54 = keep(g1('gen54', 2))
    drive('gen54', gen54, [('next', None), ('throw', KeyError('k0')), ('throw', ValueError('bad2')), ('throw', E2), ('throw', E2)])
    gen79 = keep(g6('gen79', 0))
    drive('gen79', gen79, [('send', None), ('send', 'v17'), ('send', 2.5), ('throw', GeneratorExit())])
    close_all()

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
    scene0()
    say([(t.get_name(), state(t)) for t in TASKS if t.get_name().startswith('scene')])
    await _guard()
    say('done', len(TASKS), sum([t.cancelled() for t in TASKS]))


asyncio.run(_main())
print('end')
