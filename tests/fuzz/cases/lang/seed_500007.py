# genprog seed=500007 profile=lang size=1
# uses: Manager if jump loop raise say try

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


def fn1(p2, p3):
    v4 = f'[{1_000 + 1:*^9d}, '
    try:
        try:
            raise E2('e6', 5)
        except Exception as e:
            raise E2('e9', 2) from None
    except Exception as e:
        print('L11', show(e), show(e.__cause__), show(e.__context__), e.__suppress_context__)
        print(isinstance(e, E1), issubclass(type(e), LookupError), str(e), e.args == ())
    print('L12', (0 | {k: len(k) for k in ['bb']}.get('z', 2)), round(float(sum(map(int, [9, 20]))), 3), sep='|')
    return ((~([18, 13] or [7])[-1]) << 1) % 100003


def fn13(p14, p15):
    v16, *v17x = ((5 - 1) + 1_000), *list(range(-2, -1, 2))
    if (('x' in []) and False):
        v18 = (~(v16 ^ v16))
        print('L19', chr(88 + len(sorted(['k9'], key=len)) % 6))
    else:
        for i20 in range(4):
            v21, v22 = (abs((v16 ^ i20)) * abs((1 - v16)) % 9973), ('{:>7} {!r} {k:+}'.format(r'raw\n', 'a,b,,c', k=1_000) if True else "it's".zfill(7)).find(',')
            v21, v22 = v22, v21
    return (''.join(sorted([])) + f'{False} {0x1f + 5:#o}-')


class Base23:
    made = 0
    def __init__(self, value, *extra):
        self.value = value
        self.extra = extra
        Base23.made += 1
    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'
    def total(self, k=1):
        return self.value * k + 9
    def __lt__(self, other):
        return self.value < other.value
    def __format__(self, spec):
        return f'<{spec}|{self.value}>'
    def __enter__(self):
        print('enter', self.value)
        return self
    def __exit__(self, t, e, tb):
        print('exit', t and t.__name__)
        return t is ValueError
    def __eq__(self, other):
        return isinstance(other, Base23) and self.value == other.value
    def __hash__(self):
        return hash(self.value)
    def __neg__(self):
        return type(self)(-self.value)
    def __int__(self):
        return int(self.value)
    def __iter__(self):
        yield self.value
        yield from self.extra


class Child24(Base23):
    def total(self, k=2):
        return super().total(k) * 3
    def __repr__(self):
        return 'kid:' + super().__repr__()


a = Base23(4)
b = Child24(6, 7, 8)
try:
    print('L25', a.double)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L26', type(e).__name__, e)
try:
    print('L27', max(a, b, key=lambda o: o.value))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L28', type(e).__name__, e)
try:
    print('L29', hash(a) == hash(a))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L30', type(e).__name__, e)
try:
    print('L31', a[1])
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L32', type(e).__name__, e)
try:
    print('L33', a < b)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L34', type(e).__name__, e)
try:
    print('L35', 3 in a)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L36', type(e).__name__, e)
try:
    print('L37', Child24.make(3))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L38', type(e).__name__, e)
try:
    print('L39', bool(b))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L40', type(e).__name__, e)
try:
    print('L41', list(b))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L42', type(e).__name__, e)
try:
    print('L43', 2 * a)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L44', type(e).__name__, e)
try:
    print('L45', b(1, k=2))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L46', type(e).__name__, e)
with a as w:
    print(w.value)
    raise ValueError('gone')


def deco47(k):
    def wrap(fn):
        def inner(*args, **kw):
            print('call', fn.__name__, args, sorted(kw.items()), k)
            result = fn(*args, **kw)
            return (result, k)
        return inner
    return wrap


@deco47(5)
@deco47('x')
def fun48(a, b=4, /, c=3, *, d='Hello World'):
    return [a, b, c, d]


print(fun48(2), fun48(1, 2, c=4), fun48(1, 2, 3, d=0))
try:
    fun48(1, z=5)
except TypeError as e:
    print(type(e).__name__)


def flow49(tag, n):
    if n == 2:
        say(tag, 'L53')
        raise E1('e50')
    try:
        if n % 2 == 0:
            say(tag, 'L57')
            raise ValueError('bad4')
    finally:
        say(tag, 'L58')
        try:
            say(tag, 'L59')
        except (E1, E3) as e60:
            say(tag, 'L61', show(e60))
            return 'r68'
        else:
            for i69 in range(3):
                for i70 in range(3):
                    say(tag, 'L71', show(i70))
            else:
                try:
                    try:
                        if n < 3:
                            say(tag, 'L75')
                            raise ValueError('bad7')
                    finally:
                        say(tag, 'L76')
                except E3 as e77:
                    say(tag, 'L78', show(e77))
                except E1 as e79:
                    say(tag, 'L80', show(e79))
        finally:
            say(tag, 'L81')
            say(tag, 'L82')
    say(tag, 'L83')
    if n % 3 != 1:
        try:
            try:
                say(tag, 'L84')
            except E2 as e85:
                say(tag, 'L86', show(e85))
                raise E1
            except E3 as e94:
                say(tag, 'L95', show(e94))
                if n % 2 == 0:
                    try:
                        say(tag, 'L96')
                    finally:
                        say(tag, 'L97')
            finally:
                say(tag, 'L98')
                say(tag, 'L99')
        except E3 as e100:
            say(tag, 'L101', show(e100))
        except KeyError as e102:
            say(tag, 'L103', show(e102))
            for i104 in range(3):
                if not (n % 3 != 1):
                    if not (n % 3 != 1):
                        say(tag, 'L105')
                        continue
            return (n, 2)
        except BaseException as e113:
            say(tag, 'L114', show(e113))
            return (n, 1)
        i122 = 0
        while i122 < 3:
            i122 += 1
            say(tag, 'L123')
    return n


for k in range(3):
    try:
        print('flow49', k, show(flow49('flow49', k)))
    except Exception as e:
        print('flow49', k, 'raised', show(e), show(e.__context__))


def run125(tag, n):
    if (((n % -7) <= (n - n)) or True):
        if (n < max((n - n), (n % 10))):
            print('L126', '{:>6} {!r} {k:+}'.format(fn13({'y': 11, 'a': 17}, {'a': 8}), repr([8, -2, 5][-2:]), k=((n if True else n) * {}.get('c', 3) % 9973)), (-divmod(sum([11, 0]), 8)[0]), repr(tuple(sorted((*[], n)[:7]))))
        else:
            v127 = tag
    try:
        try:
            print('L128', [i + v for i, v in enumerate([6, 4, -1, 12], 1)].nothing)
        finally:
            if (fn1(2.75, '1234') < ((n >> 0) % 100003 ^ tag.count('l')) <= (([-3] or [7])[0] | divmod(n, 5)[0])):
                print('L135', tuple(sorted(divmod((-5 if False else n), 7))), end=';\n')
            elif ((fn1(0.5, tag) ^ abs(n)) < (fn1(-0.0, tag) if (1_000 < n) else max([], default=6)) <= divmod(n, -3)[0]):
                print('L137', (v136 := round(((3.0 - 0.1) if ('a' in {'c': 1}) else (n / 3)))) + 1, v136)
            else:
                print('L138', 'abc', 1e3, (0.1 if (int(False) in tuple(sorted((4, 16)))) else 0.1))
    except Exception as e:
        print('L139', type(e).__name__, e)
    v140 = 0
    v141 = (0.5 + v140)
    print('L142', tuple([*list(range(-2, 2, -1)), (0x1f % 7)][-9:])[:6], sep='|')
    def gen143(k):
        for i in range(3):
            if i == k:
                continue
            yield i * 5
    print('L144', list(gen143(0)), sum(gen143(-1)), dict(enumerate(gen143(9))), [*gen143(2)])
    try:
        with Manager('m') as m:
            try:
                print('L145', dict([*[16, -1, 16, 9], n][-9:][::-2]))
            except Exception as e:
                print('L151', type(e).__name__, e)
            print(dict(([19] + list(range(-1, 1, 1)))[:12]))
    except Exception as e:
        print('L160', type(e).__name__, e)
    print('L161', n, tag, (n / 10))
    v162, *v163x = (v140 if False else 1), *list(dict(a=v140, q=v140).values())[::2]
    try:
        print('L165', sum(q166 for q166 in range(6) if True) % (max([q167 for q167 in (8, 7) for q168 in range(2)], default=5)))
    except Exception as e:
        print('L171', type(e).__name__, e)


print(show(run125('x', 2)))
print('L172', ({} == list(filter(lambda v: True, list(range(-3, -2, 2))))), round(round((1e3 % -0.75), 0)))
print('L173', [3, 1])


def make174(start, *rest, step=8, **named):
    count = start + len(rest)
    def bump(by=step):
        nonlocal count
        count += by
        return f'{count}:{by}'
    def peek():
        return [count, sorted(named)]
    return bump, peek


b, p = make174(pow(7, 4, 11), *[4, 5], **dict(y=3, x=4))
print('L175', b(), b(1), p())
fs = [lambda x, k=k: x * k for k in range(1)]
gs = [lambda: k for k in range(4)]
print('L176', [f(3) for f in fs], [g() for g in gs])
if (False or ((110 & 12) < (1 * 1 % 9973) <= 1)):
    v177 = v178 = -8
elif (not (False or 'AbC' 'dEf'.isupper())):
    try:
        print('L179', 1())
    except Exception as e:
        print('L182', type(e).__name__, e)


print('end')
