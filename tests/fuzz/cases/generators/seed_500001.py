# genprog seed=500001 profile=generators size=1
# uses: Susp coro_yield generators_as_coroutines gens if jump loop say try yield_from

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
    say(tag, 'L2')
    say(tag, 'L3')
    x4 = await Susp(n)
    say(tag, 'L6', show(x4))


async def g7(tag, n):
    v9 = await g1(tag + '.8', n)
    say(tag, 'L10', show(v9))
    try:
        if isinstance(v9, int):
            x12 = await Susp('y13')
            say(tag, 'L14', show(x12))
    finally:
        say(tag, 'L15')


async def g16(tag, n):
    x17 = await Susp(n)
    say(tag, 'L18', show(x17))
    say(tag, 'L19', show(x17))
    try:
        try:
            say(tag, 'L21', show((await g7(tag + '.20', n + 1))))
        except Exception as e22:
            say(tag, 'L23', show(e22))
            for i24 in range(2):
                if not (n % 3 != 1):
                    try:
                        say(tag, 'L25', show(i24))
                    except (E1, E3) as e26:
                        say(tag, 'L27', show(e26), show(e26.__context__), show(e26.__cause__))
                    except KeyError as e28:
                        say(tag, 'L29', show(e28))
                        x30 = await Susp('y31')
                        say(tag, 'L32', show(x30))
                    finally:
                        say(tag, 'L33')
                else:
                    if n > 1:
                        say(tag, 'L34')
                        break
            else:
                say(tag, 'L35', show(x17))
        say(tag, 'L36', show(x17))
    finally:
        say(tag, 'L37')
        say(tag, 'L38')
    say(tag, 'L39')


def scene0():
    gen40 = keep(g7('gen40', 1))
    drive('gen40', gen40, [('throw', GeneratorExit()), ('send', 2.5), ('send', True), ('throw', KeyError('k7'))])
    gen53 = keep(g16('gen53', 2))
    drive('gen53', gen53, [('throw', GeneratorExit()), ('throw', RuntimeError('r3')), ('throw', StopIteration(5)), ('send', {'k': 0})])
    close_all()


scene0()
print('end')
