# genprog seed=500003 profile=generators size=1
# uses: Susp coro_yield generators_as_coroutines gens loop raise return say try yield_from

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


class Susp:
    """What a hand-driven coroutine awaits: hands out a value, takes one in."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


async def g1(tag, n):
    x2 = await Susp('r3')
    say(tag, 'L4', show(x2))
    say(tag, 'L5', show(x2))
    try:
        if n % 2 == 0:
            say(tag, 'L6')
            return x2
        if isinstance(x2, int):
            say(tag, 'L8')
            return (n, 7)
    finally:
        say(tag, 'L9')


async def g10(tag, n):
    try:
        say(tag, 'L11')
        i12 = 0
        while i12 < 2:
            i12 += 1
            x13 = await Susp('y14')
            say(tag, 'L15', show(x13))
    except E1 as e16:
        say(tag, 'L17', show(e16))
    except ValueError as e18:
        say(tag, 'L19', show(e18))
    finally:
        say(tag, 'L20')
        say(tag, 'L22', show((await g1(tag + '.21', n + 1))))
    for i23 in range(3):
        x24 = await Susp('r25')
        say(tag, 'L26', show(x24))
    return 'r27'


async def g28(tag, n):
    v30 = await g10(tag + '.29', 2)
    say(tag, 'L31', show(v30))
    if n % 2 == 0:
        say(tag, 'L35')
        raise ValueError('bad4')
    say(tag, 'L36')


def scene0():
    gen37 = keep(g10('gen37', 2))
    drive('gen37', gen37, [('send', None), ('send', (3, 2)), ('send', 41), ('send', 'v25')])
    gen38 = keep(g1('gen38', 3))
    drive('gen38', gen38, [('throw', E2), ('send', True), ('throw', E3('e50', code=5)), ('throw', E2), ('send', [0]), ('send', [5])])
    gen57 = keep(g1('gen57', 3))
    drive('gen57', gen57, [('throw', StopIteration(5)), ('send', 'v43'), ('throw', E2)])
    close_all()


scene0()
print('end')
