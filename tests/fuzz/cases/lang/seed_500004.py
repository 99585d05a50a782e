# genprog seed=500004 profile=lang size=1
# uses: Manager if jump loop match raise return say try

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


class Manager:
    def __init__(self, name, swallow=()):
        self.name = name
        self.swallow = swallow
    def __enter__(self):
        print('enter', self.name)
        return self.name
    def __exit__(self, kind, exc, tb):
        print('exit', self.name, kind.__name__ if kind else None)
        return isinstance(exc, self.swallow)


def fn1(p2):
    for i3 in range(3):
        try:
            match 0x1f:
                case {'a': x, **rest}:
                    print('L4', x, rest)
                case str(s):
                    print('L5', s)
                case int():
                    print('L6', 'case int():')
                case {'b': 3}:
                    print('L7', "case {'b': 3}:")
                case other:
                    print('L8', other)
        except TypeError as e:
            print('TypeError', e)
        print('L9', (19, 11), chr(68 + 0 % 6))
    return ((p2 // -4) % 3)


def fn10(p11):
    try:
        print('L12', 'naïve ✓'.replace(' ', '--').zfill(3)[sum((16, 14))])
    except (TypeError, ValueError) as e:
        print('L18', type(e).__name__, e)
    except Exception as e:
        print('L19', type(e).__name__, e)
    else:
        print('L20', (~(min(0x1f, p11) << 0) % 100003), (0.5 * p11))
    def gen21(k):
        for i in range(3):
            if i == k:
                continue
            yield i * 7
    print('L22', list(gen21(0)), sum(gen21(-1)), dict(enumerate(gen21(9))), [*gen21(2)])
    return 'x'.rjust(7, '.')


def flow23(tag, n):
    if n > 1:
        for i24 in range(3):
            if n > 1:
                if n < 3:
                    if n > 1:
                        say(tag, 'L26')
                        return True
            elif n < 3:
                try:
                    if n == 3:
                        say(tag, 'L30')
                        raise ValueError('bad1')
                except ValueError as e31:
                    say(tag, 'L32', show(e31))
                    say(tag, 'L33')
            else:
                if i24 == 2:
                    if n % 3 != 1:
                        say(tag, 'L34')
                        return i24
                else:
                    try:
                        say(tag, 'L35', show(i24))
                    except (E1, E3) as e36:
                        say(tag, 'L37', show(e36))
                        if i24 == 0:
                            say(tag, 'L38')
                            break
                    except KeyError as e39:
                        say(tag, 'L40', show(e39))
                    except Exception as e41:
                        say(tag, 'L42', show(e41))
                        raise
                    finally:
                        say(tag, 'L49')
    say(tag, 'L50')
    return True


for k in range(4):
    try:
        print('flow23', k, show(flow23('flow23', k)))
    except Exception as e:
        print('flow23', k, 'raised', show(e), show(e.__context__))


def flow52(tag, n):
    if not (n == 1):
        say(tag, 'L54')
        return n
    if n < 3:
        say(tag, 'L55')
        try:
            say(tag, 'L56')
        except E2 as e57:
            say(tag, 'L58', show(e57))
            say(tag, 'L59')
        except Exception as e60:
            say(tag, 'L61', show(e60))
            for i62 in range(3):
                say(tag, 'L63')
    elif n == 3:
        if n % 2 == 0:
            say(tag, 'L67')
            raise RuntimeError('r2')
        say(tag, 'L68')
    say(tag, 'L69')
    return n


for k in range(2):
    try:
        print('flow52', k, show(flow52('flow52', k)))
    except Exception as e:
        print('flow52', k, 'raised', show(e), show(e.__context__))


def run71(tag, n):
    print('L72', sum(q73 for q73 in (7, 16, 8)))
    assert False or True, fn10(n)
    if (max([20, 18, 11], default=5) in (8, 0, 15)):
        print('L74', (2.75 * round((1e3 if False else 0.1))), False)
        i75 = 1
        while i75 > 0:
            i75 -= 1
            print('L77', [][:0:], list(map(lambda v: (i75 if False else v), [a * b for a, b in zip([i + v for i, v in enumerate([-5], start=5)], [12, 4][0:])])), fn10((i75 * 1_000 % 9973)))
            if (({'x': 24, 'a': 28, 'z': 11}.get('z', 8) <= ([5] or [7])[-1]) and ((0x1f | n) < tag.find(' ') <= {'y': 0}.get('y', 2))):
                v78 = ('a' in ("it's".rjust(9, '.') + fn10(i75)))
            else:
                for i79 in range(2):
                    v80 = True
                    print('L81', ((sum((12, 13)) >> 4) % 100003 if ((tag == tag) or v80) else (int(v80) | (n ^ n))), dict(a=(i79 if v80 else (i79 if True else i79)), q=sum(i79 for q82 in (13, 19) if v80)), tag, sep='|')
    elif False:
        if (n <= tag.rfind('a')):
            def make83(start, *rest, step=3, **named):
                count = start + len(rest)
                def bump(by=step):
                    nonlocal count
                    count += by
                    return count, by
                def peek():
                    return [count, sorted(named)]
                return bump, peek
            b, p = make83(([2] or [7])[-1], z=1)
            print('L84', b(), b(4), p())
            fs = [lambda x, k=k: x * k for k in range(1)]
            gs = [lambda: k for k in range(2)]
            print('L85', [f(4) for f in fs], [g() for g in gs])
            try:
                try:
                    raise E3('e88', code=8)
                except Exception as e:
                    raise E1 from e
            except Exception as e:
                print('L92', show(e), show(e.__cause__), show(e.__context__), e.__suppress_context__)
                print(isinstance(e, E1), issubclass(type(e), LookupError), str(e), e.args == ())
        else:
            for i93 in range(2):
                print('L95', fn10(i93), tuple(sorted(tuple([])[:6])))
    for i96 in range(2):
        try:
            with Manager('m', Exception) as m:
                try:
                    print('L97', ['bb'][::2][-3::-2][:-3:2])
                    print('L98', ' '.join(list('abc'[:6])).upper(1))
                except LookupError as e:
                    print('L107', type(e).__name__, e)
                except Exception as e:
                    print('L108', type(e).__name__, e)
                else:
                    print('L109', [a * b for a, b in zip([a * b for a, b in zip([20, 7, 1][::-1], [i + v for i, v in enumerate([-2, 3, 20])])], list(range(-1, 1, 2)))], list(map(lambda v: v, [])))
        except Exception as e:
            print('L110', type(e).__name__, e)
    def make111(start, *rest, step=4, **named):
        count = start + len(rest)
        def bump(by=step):
            nonlocal count
            count += by
            return count, by
        def peek():
            return [count, sorted(named)]
        return bump, peek
    b, p = make111(fn1(n), *[4, 5], z=1)
    print('L112', b(), b(2), p())
    fs = [lambda x, k=k: x * k for k in range(2)]
    gs = [lambda: k for k in range(3)]
    print('L113', [f(3) for f in fs], [g() for g in gs])
    def gen114(k):
        for i in range(3):
            if i == k:
                return
            yield i * 5
    print('L115', list(gen114(2)), sum(gen114(-1)), dict(enumerate(gen114(9))), [*gen114(2)])
    try:
        try:
            raise KeyError('k8')
        except Exception as e:
            raise KeyError('k8') from e
    except Exception as e:
        print('L122', show(e), show(e.__cause__), show(e.__context__), e.__suppress_context__)
        print(isinstance(e, E1), issubclass(type(e), LookupError), str(e), e.args == ())
    v123 = ([q124 for q124 in []] + [n for q125 in [14, -1, 4, 10]])[:12]
    v123.insert(3, (-int((1e3 + n))))
    print('L130', ((n >> 2) % 100003 % 10), sorted({'x': 15, 'z': 16}))


print(show(run71('a,b,,c', 0)))
print(show(run71('x', 5)))
v131 = chr(82 + len('AbC' 'dEf') % 6).split(',', 1)
assert (True or (not (0x1f >= -7))) or True, 'Hello World'[::-2]
print('L132', (round(float(136), 3) + (-0.0 * (0 // 7))), list('abc'[:6]), 0.5)
v133 = v134 = (~abs((0x1f if False else 1_000)))


print('end')
