# genprog seed=500000 profile=generators size=1
# uses: Delegate for_gen gens if raise return say try yield yield_from

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
    if n % 2 == 0:
        if n == 3:
            say(tag, 'L3')
            return {'k': 3}
        x5 = yield 2.5
        say(tag, 'L6', show(x5))
    else:
        if n < 3:
            say(tag, 'L7')
        elif n % 2 == 0:
            yield n
        else:
            try:
                return n
            except ValueError as e10:
                say(tag, 'L11', show(e10))
            except GeneratorExit as e12:
                say(tag, 'L13', show(e12))
                say(tag, 'L14')
                raise
            else:
                x23 = yield (n, 6)
                say(tag, 'L24', show(x23))
    x26 = yield 'v7'
    say(tag, 'L27', show(x26))
    return x26


def g28(tag, n):
    x30 = yield 'y29'
    say(tag, 'L31', show(x30))
    for v34 in keep(g1(tag + '.33', n + 1)):
        say(tag, 'L36', show(v34))
        if n % 2 == 0:
            say(tag, 'L35')
            return v34


def g37(tag, n):
    try:
        say(tag, 'L39', show((yield from g1(tag + '.38', n))))
    except GeneratorExit as e40:
        say(tag, 'L41', show(e40))
        for v43 in keep(g1(tag + '.42', 1)):
            say(tag, 'L47', show(v43))
            raise ValueError('bad1')
        raise
    x56 = yield 'y55'
    say(tag, 'L57', show(x56))


def scene0():
    gen58 = keep(g37('gen58', 1))
    drive('gen58', gen58, [('throw', GeneratorExit()), ('next', None), ('next', None), ('send', 2.5), ('next', None)])
    gen65 = keep(g1('gen65', 0))
    drive('gen65', gen65, [('send', None), ('next', None), ('send', True), ('send', {'k': 6}), ('send', 'v47')])
    close_all()


scene0()
print('end')
