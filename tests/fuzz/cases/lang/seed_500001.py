# genprog seed=500001 profile=lang size=1
# uses: Manager raise return say try

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
    assert ((p3 * 12.5) <= (0.5 * 0)) or True, '  pad '
    v4 = (*[-5, 3, 5, 17], (-8 * sum(map(int, [19])) % 9973))[:7]
    try:
        print('L5', float(repr(['Cc', 'd d']).replace('a', 'Z')))
    except Exception as e:
        print('L9', type(e).__name__, e)
    return max(sorted(tuple([7])[:6]), default=1)


class Base10:
    made = 0
    def __init__(self, value, *extra):
        self.value = value
        self.extra = extra
        Base10.made += 1
    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'
    def total(self, k=1):
        return self.value * k + 6
    def __bool__(self):
        return self.value > 2
    def __radd__(self, other):
        return self.value + other
    def __call__(self, *args, **kw):
        return (self.value, args, kw)
    def __len__(self):
        return self.value % 5
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return (self.value, i)
    def __setattr__(self, name, v):
        object.__setattr__(self, name, v)
    def __iadd__(self, n):
        self.value += n
        return self


class Child11(Base10):
    def total(self, k=2):
        return super().total(k) - 4
    def __init__(self, value, *extra, tag="none"):
        super().__init__(value + 1, *extra)
        self.tag = tag


a = Base10(0)
b = Child11(5, 7, 8)
try:
    print('L12', getattr(a, 'nix', 'dflt'))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L13', type(e).__name__, e)
try:
    print('L14', list(b))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L15', type(e).__name__, e)
try:
    print('L16', sorted([b, a]))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L17', type(e).__name__, e)
try:
    print('L18', a[1])
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L19', type(e).__name__, e)
try:
    print('L20', a.dynamo)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L21', type(e).__name__, e)
try:
    print('L22', isinstance(b, Base10), issubclass(Child11, Base10))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L23', type(e).__name__, e)
try:
    print('L24', a == b)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L25', type(e).__name__, e)
try:
    print('L26', bool(b))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L27', type(e).__name__, e)
try:
    print('L28', sorted(vars(b)))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L29', type(e).__name__, e)
try:
    print('L30', 3 in a)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L31', type(e).__name__, e)
try:
    print('L32', Child11.made, Base10.made)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L33', type(e).__name__, e)
c = a
c += 5
print(c is a, a.value)


def deco34(k):
    def wrap(fn):
        def inner(*args, **kw):
            print('call', fn.__name__, args, sorted(kw.items()), k)
            result = fn(*args, **kw)
            return (result, k)
        return inner
    return wrap


@deco34(0)
@deco34('x')
def fun35(a, b=5, /, c=3, *, d='AbC' 'dEf'):
    return [a, b, c, d]


print(fun35(3), fun35(1, 2, c=4), fun35(1, 2, 3, d=0))
try:
    fun35()
except TypeError as e:
    print(type(e).__name__)


def flow36(tag, n):
    try:
        raise E1('e37')
    except E3 as e40:
        say(tag, 'L41', show(e40))
    except (E1, E3) as e42:
        say(tag, 'L43', show(e42))
        raise
    except ValueError as e51:
        say(tag, 'L52', show(e51))
    finally:
        say(tag, 'L53')
        try:
            try:
                if not (n == 3):
                    say(tag, 'L55')
                    return n
            except E3 as e56:
                say(tag, 'L57', show(e56), show(e56.__context__), show(e56.__cause__))
                raise E1('e58') from e56
            except BaseException as e65:
                say(tag, 'L66', show(e65))
            else:
                say(tag, 'L67')
            finally:
                say(tag, 'L68')
        except E3 as e69:
            say(tag, 'L70', show(e69), show(e69.__context__), show(e69.__cause__))
            say(tag, 'L71')
        finally:
            say(tag, 'L72')
    say(tag, 'L73')
    return 'v41'


for k in range(2):
    try:
        print('flow36', k, show(flow36('flow36', k)))
    except Exception as e:
        print('flow36', k, 'raised', show(e), show(e.__context__))


def run75(tag, n):
    print('L76', 2.75)
    for i77 in range(2):
        if tag.istitle():
            continue
        print('L78', sorted(dict(sorted(dict(zip('zyx', [17, 0])).items(), key=lambda kv: (kv[1], kv[0])))), {'y': 18})
    else:
        try:
            print('L79', ((lambda q, k=0: -9)(n) & round(0.5))())
        except LookupError as e:
            print('L82', type(e).__name__, e)
        except Exception as e:
            print('L83', type(e).__name__, e)
        finally:
            try:
                print('L84', range(1, 5, 0))
            except (TypeError, ValueError) as e:
                print('L89', type(e).__name__, e)
            except LookupError as e:
                print('L90', type(e).__name__, e)
            except Exception as e:
                print('L91', type(e).__name__, e)
                for i92 in range(2):
                    v93 = -1.25
                    print('L94', ({'b': 4}.get('y', 6), ((n // 7) & min(i92, i92))))
    print('L95', (tag[:20] * 3), dict(sorted(dict(zip('xy', [9])).items(), reverse=True)), 3.0)
    def gen96(k):
        for i in range(1):
            if i == k:
                break
            yield i * 8
    print('L97', list(gen96(0)), sum(gen96(-1)), dict(enumerate(gen96(9))), [*gen96(2)])
    if True:
        v98 = round((sum(q99 for q99 in range(6)) / 3), 3)
        v100, *v101x = dict(zip('zyx', [n for q102 in (7, 12)])).get('c', 6), *[(-2 | q103) for q103 in []]
    else:
        v104 = ({k: len(k) for k in sorted({})} | {'b': 15, 'c': 27})
    print('L105', n)
    for i106 in [4, 12, 6][:4]:
        for i107 in range(3):
            v108 = (*list({k: len(k) for k in ['zeta', 'd d', 'k9']}.values()), n)[:7]
        if (True and ({**{'a': 22, 'x': 15}, 'b': i106} == [1_000 for q109 in range(1)])):
            try:
                print('L110', "%d" % tag)
            except ArithmeticError as e:
                print('L119', type(e).__name__, e)
            except IndexError as e:
                print('L120', type(e).__name__, e)
            except Exception as e:
                print('L121', type(e).__name__, e)
                print('L122', ['d d', 'd d', ''])
            else:
                try:
                    print('L123', abs(tag))
                except Exception as e:
                    print('L125', type(e).__name__, e)
    i126 = 3
    while i126 > 0:
        i126 -= 1
        v127 = tag
        v128 = int(False)
    print('L129', ([a * b for a, b in zip([q130 for q130 in range(5) if True], [1_000 for q131 in range(4)])] or [7])[0], sep='|')
    print('L132', (*[q133 for q133 in []], pow((n | n), 1, 25))[:7], len(list(('%s|%5d|%-4s|%05.1f' % ('Hello World', n, True, 2.75))[:6])))


print(show(run75('Hello World', 3)))
print(show(run75('abc', 3)))
print('L134', repr((14, 7)), (list(map(lambda v: v, [4])) or [7])[-1], ('%s|%5d|%-4s|%05.1f' % ('  pad '.zfill(6), (0 // 10), True, (0.5 + pow(1_000, 1, 31)))), sep='|')
print('L135', tuple(sorted((7, 15, 1))), sep='|')
print('L136', 'été'.lstrip())
try:
    print('L137', list(f'{42 + 4!r}x{True}{{}}'[:6]), list(range(-3, 6, 2)), (((-1.25 % 2.5) // 2.5) if (not ("it's" < '')) else ((1e3 % -0.75) * round(0.5, 2))), sep='|')
    print('L138', sum(sorted(sorted({'z': 0, 'a': 23}), key=str.lower)))
except ZeroDivisionError as e:
    print('L147', type(e).__name__, e)
except IndexError as e:
    print('L148', type(e).__name__, e)
except Exception as e:
    print('L149', type(e).__name__, e)
    if True:
        for i150 in range(3):
            if (not ('a' in str([1, 13, 10]))):
                print('L152', (pow(fn1({}, 2.75), 2, 3) * i150 % 9973), list(reversed([17])))
    else:
        assert (0x1f < sum(q153 for q153 in [8, -5, 17] if True) <= 287) or True, 'abc'
finally:
    try:
        with Manager('m', ValueError) as m:
            for i154 in range(3):
                print('L156', ({'a': 24} | dict(a=(i154 + i154), q=96)))
                try:
                    with Manager('m', Exception) as m:
                        print('L157', f'{42} {i154 + 0:<5} {42:b}', [i + v for i, v in enumerate([q158 for q158 in (3, 17, 8)])], (['abc' for q159 in range(3) if True] + [repr(1e3)])[-8:])
                        print(len(i154))
                except Exception as e:
                    print('L161', type(e).__name__, e)
            print(max([i + v for i, v in enumerate([16, 9, 12], 1)]))
    except Exception as e:
        print('L165', type(e).__name__, e)


print('end')
