# genprog seed=500004 profile=generators size=1
# uses: Delegate for_gen gens raise return say yield yield_from

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
    say(tag, 'L3', show((yield (n, 3))))
    if n == 1:
        say(tag, 'L7')
        raise KeyError('k1')
    if n % 2 == 0:
        say(tag, 'L9')
        return n
    return 'r10'


def g11(tag, n):
    say(tag, 'L13', show((yield 'y12')))
    for v15 in keep(g1(tag + '.14', n + 1)):
        say(tag, 'L29', show(v15))
        try:
            say(tag, 'L17', show((yield from g1(tag + '.16', n + 1))))
        except E3 as e18:
            say(tag, 'L19', show(e18))
            raise E1 from e18
        except ValueError as e26:
            say(tag, 'L27', show(e26))
            say(tag, 'L28', show(v15))
    say(tag, 'L30')
    say(tag, 'L32', show((yield 'r31')))
    return None


def scene0():
    gen34 = keep(g11('gen34', 2))
    drive('gen34', gen34, [('send', None), ('send', {'k': 1}), ('next', None), ('send', (7, 4)), ('next', None)])
    say('gen34', gen34.gi_running, gen34.gi_frame is None, gen34.gi_yieldfrom is None)
    gen35 = keep(g11('gen35', 4))
    drive('gen35', gen35, [('next', None), ('throw', GeneratorExit()), ('throw', GeneratorExit()), ('throw', E1('e48')), ('next', None)])
    say('gen35', gen35.gi_running, gen35.gi_frame is None, gen35.gi_yieldfrom is None)
    gen54 = keep(g11('gen54', 4))
    drive('gen54', gen54, [('throw', E2), ('next', None), ('send', 60), ('next', None), ('throw', GeneratorExit()), ('throw', GeneratorExit())])
    close_all()


scene0()
print('end')
