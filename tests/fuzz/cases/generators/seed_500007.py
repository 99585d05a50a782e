# genprog seed=500007 profile=generators size=1
# uses: Delegate gens raise return say try yield yield_from

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


def say(*args):
    print(*args)


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
    if n < 3:
        say(tag, 'L5')
        raise RuntimeError('r6')
    x7 = yield 2.5
    say(tag, 'L8', show(x7))
    if n < 3:
        say(tag, 'L12')
        raise E2('e10', 2)
    if not (n % 2 == 0):
        say(tag, 'L14')
        return 'r13'
    return {'k': 4}


def g16(tag, n):
    x18 = yield 'y17'
    say(tag, 'L19', show(x18))
    say(tag, 'L21', show((yield from g1(tag + '.20', n + 1))))
    try:
        say(tag, 'L23', show((yield 'y22')))
    except E2 as e24:
        say(tag, 'L25', show(e24))
        raise KeyError('k2')
    except E1 as e33:
        say(tag, 'L34', show(e33))
        raise
    except GeneratorExit as e42:
        say(tag, 'L43', show(e42))
        x45 = yield 'y44'
        say(tag, 'L46', show(x45))
        raise ValueError('bad6')
    finally:
        say(tag, 'L54')
    return n


def g56(tag, n):
    say(tag, 'L57')
    yield 'v43'
    x60 = yield 'y59'
    say(tag, 'L61', show(x60))
    return n


def scene0():
    gen63 = keep(g56('gen63', 2))
    drive('gen63', gen63, [('next', None), ('throw', KeyError('k7')), ('next', None), ('throw', E2('e71', 4)), ('next', None), ('throw', StopIteration(5))])
    try:
        for v in keep(g56('gen63f', 2)):
            say('got', show(v))
            if v == [8]:
                break
    except Exception as e:
        say('gen63', show(e))
    gen82 = keep(g56('gen82', 0))
    drive('gen82', gen82, [('send', None), ('throw', ValueError('bad4')), ('send', [7]), ('next', None), ('throw', E3('e94', code=2))])
    gen95 = keep(g16('gen95', 1))
    drive('gen95', gen95, [('close', None), ('next', None)])
    close_all()


scene0()
print('end')
