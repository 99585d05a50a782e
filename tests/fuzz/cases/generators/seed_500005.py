# genprog seed=500005 profile=generators size=1
# uses: Delegate gens loop raise say try yield yield_from

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
    say(tag, 'L2')
    try:
        try:
            try:
                try:
                    if n % 2 == 0:
                        say(tag, 'L6')
                        raise RuntimeError('r1')
                finally:
                    say(tag, 'L7')
            except E3 as e8:
                say(tag, 'L9', show(e8))
            except E1 as e10:
                say(tag, 'L11', show(e10))
            except GeneratorExit as e12:
                say(tag, 'L13', show(e12))
                raise
            finally:
                say(tag, 'L21')
        except GeneratorExit as e22:
            say(tag, 'L23', show(e22))
            x25 = yield 'y24'
            say(tag, 'L26', show(x25))
            raise E3('e29', code=8) from e22
        except E1 as e34:
            say(tag, 'L35', show(e34))
        except KeyError as e36:
            say(tag, 'L37', show(e36))
            say(tag, 'L38')
    except E2 as e39:
        say(tag, 'L40', show(e39))
        try:
            yield 'r41'
        except KeyError as e42:
            say(tag, 'L43', show(e42))
            raise
    except E3 as e51:
        say(tag, 'L52', show(e51))
    except E1 as e53:
        say(tag, 'L54', show(e53))
        i55 = 0
        while i55 < 2:
            i55 += 1
            x57 = yield 'y56'
            say(tag, 'L58', show(x57))
    finally:
        say(tag, 'L59')
    say(tag, 'L60')
    return n


def g62(tag, n):
    x64 = yield 2.5
    say(tag, 'L65', show(x64))
    x67 = yield n
    say(tag, 'L68', show(x67))
    x70 = yield 'y69'
    say(tag, 'L71', show(x70))
    try:
        say(tag, 'L73', show((yield from g1(tag + '.72', n + 1))))
    except GeneratorExit as e74:
        say(tag, 'L75', show(e74))
        raise RuntimeError('r5')
    except E1 as e83:
        say(tag, 'L84', show(e83))
        say(tag, 'L86', show((yield 'r85')))
    except BaseException as e87:
        say(tag, 'L88', show(e87))
        raise KeyError('k1')


def scene0():
    gen92 = keep(g62('gen92', 2))
    drive('gen92', gen92, [('next', None), ('next', None)])
    gen93 = keep(g1('gen93', 0))
    drive('gen93', gen93, [('throw', E1), ('send', (3, 3))])
    boxgen100 = []
    def gen100():
        try:
            say('gen100', next(boxgen100[0]))
        except ValueError as e:
            say('gen100', show(e))
        yield 1
    boxgen100.append(keep(gen100()))
    drive('gen100', boxgen100[0], [('next', None), ('next', None)])
    close_all()


scene0()
print('end')
