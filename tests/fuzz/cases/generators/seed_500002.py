# genprog seed=500002 profile=generators size=1
# uses: Delegate gens if loop raise say try yield yield_from

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
        raise E1('e2')
    say(tag, 'L6')
    try:
        if not (n > 1):
            i7 = 0
            while i7 < 2:
                i7 += 1
                if n % 2 == 0:
                    x9 = yield 'y8'
                    say(tag, 'L10', show(x9))
        x12 = yield n
        say(tag, 'L13', show(x12))
    except (E1, E3) as e14:
        say(tag, 'L15', show(e14))
        raise
    except GeneratorExit as e23:
        say(tag, 'L24', show(e23))
    except ValueError as e25:
        say(tag, 'L26', show(e25))
        yield 'y27'
    finally:
        say(tag, 'L28')
        say(tag, 'L29')
    return 'r30'


def g31(tag, n):
    x33 = yield 'y32'
    say(tag, 'L34', show(x33))
    say(tag, 'L35')
    yield x33
    say(tag, 'L37', show(x33))
    return 'r38'


def g39(tag, n):
    if n > 1:
        x41 = yield n
        say(tag, 'L42', show(x41))
        try:
            yield x41
        finally:
            say(tag, 'L43')
    try:
        say(tag, 'L44')
        say(tag, 'L45')
    except E1 as e46:
        say(tag, 'L47', show(e46))
    except ValueError as e48:
        say(tag, 'L49', show(e48))
        if n % 3 != 1:
            say(tag, 'L50')
        else:
            say(tag, 'L52', show((yield from g1(tag + '.51', n))))
        return (n, 3)
    else:
        x61 = yield 'r60'
        say(tag, 'L62', show(x61))
        say(tag, 'L63')
    finally:
        say(tag, 'L64')
    return n


def scene0():
    gen66 = keep(g31('gen66', 2))
    drive('gen66', gen66, [('throw', E1), ('send', 44), ('send', 2.5)])
    gen73 = keep(g31('gen73', 4))
    drive('gen73', gen73, [('send', None), ('send', (6, 5))])
    try:
        for v in keep(g31('gen73f', 2)):
            say('got', show(v))
            if v == (1, 2):
                break
    except Exception as e:
        say('gen73', show(e))
    gen74 = keep(g31('gen74', 2))
    drive('gen74', gen74, [('send', None), ('close', None), ('throw', StopIteration(5)), ('next', None)])
    boxgen81 = []
    def gen81():
        try:
            say('gen81', next(boxgen81[0]))
        except ValueError as e:
            say('gen81', show(e))
        yield 1
    boxgen81.append(keep(gen81()))
    drive('gen81', boxgen81[0], [('next', None), ('next', None)])
    close_all()


scene0()
print('end')
