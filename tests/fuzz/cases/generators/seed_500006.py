# genprog seed=500006 profile=generators size=1
# uses: Delegate for_gen gens if jump loop raise say try yield yield_from_iter

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
    yield 'y2'
    if n == 0:
        say(tag, 'L3')
        x5 = yield 'y4'
        say(tag, 'L6', show(x5))
    else:
        try:
            say(tag, 'L7')
        except E1 as e8:
            say(tag, 'L9', show(e8))
            raise KeyError('k2') from e8
        except (E1, E3) as e17:
            say(tag, 'L18', show(e17))
        except Exception as e19:
            say(tag, 'L20', show(e19))
        else:
            say(tag, 'L22', (yield from Delegate(21, 1)))
        for i23 in range(3):
            try:
                say(tag, 'L25', (yield from range(2)))
            except E2 as e26:
                say(tag, 'L27', show(e26))
            except E1 as e28:
                say(tag, 'L29', show(e28))
                x31 = yield 'y30'
                say(tag, 'L32', show(x31))
                raise
            except GeneratorExit as e40:
                say(tag, 'L41', show(e40), show(e40.__context__), show(e40.__cause__))
                if not (i23 == 2):
                    say(tag, 'L42')
                    break
                return i23
    yield n
    try:
        raise KeyError('k4')
    except E2 as e53:
        say(tag, 'L54', show(e53))
    except E3 as e55:
        say(tag, 'L56', show(e55))
        x58 = yield (n, 2)
        say(tag, 'L59', show(x58))
        return 'r66'
    except (E1, E3) as e67:
        say(tag, 'L68', show(e67))
        yield 'y69'
    finally:
        say(tag, 'L70')
    return True


def g72(tag, n):
    if n % 3 != 1:
        say(tag, 'L76')
        raise E3('e75', code=2)
    for v78 in keep(g1(tag + '.77', n + 1)):
        say(tag, 'L82', show(v78))
        x80 = yield 'y79'
        say(tag, 'L81', show(x80))
    x84 = yield 'y83'
    say(tag, 'L85', show(x84))


def g86(tag, n):
    yield 'y87'
    say(tag, 'L88')
    yield n
    return n


def scene0():
    gen91 = keep(g86('gen91', 3))
    drive('gen91', gen91, [('next', None), ('throw', RuntimeError('r1')), ('next', None), ('throw', ValueError('bad6')), ('send', None), ('send', {'k': 7})])
    gen104 = keep(g72('gen104', 4))
    drive('gen104', gen104, [('next', None), ('close', None), ('throw', StopIteration(5)), ('send', None), ('send', 'v24'), ('send', (1, 6))])
    gen111 = keep(g1('gen111', 2))
    drive('gen111', gen111, [('throw', E2), ('throw', E2), ('next', None), ('send', None), ('send', 86), ('next', None)])
    boxgen124 = []
    def gen124():
        try:
            say('gen124', next(boxgen124[0]))
        except ValueError as e:
            say('gen124', show(e))
        yield 1
    boxgen124.append(keep(gen124()))
    drive('gen124', boxgen124[0], [('next', None), ('next', None)])
    close_all()


scene0()
print('end')
