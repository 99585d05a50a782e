# genprog seed=500002 profile=lang size=1
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
    print('L3', [(q4 if False else 1_000) for q4 in [q5 for q5 in (12, 0)]])
    v6 = v7 = 47
    try:
        with Manager('m') as m:
            def gen9(k):
                for i in range(2):
                    if i == k:
                        break
                    yield i * 5
            print('L10', list(gen9(1)), sum(gen9(-1)), dict(enumerate(gen9(9))), [*gen9(2)])
    except Exception as e:
        print('L11', type(e).__name__, e)
    return ['x'.find('a') for q12 in range(4) if isinstance('x', str)]


class Base14:
    made = 0
    def __init__(self, value, *extra):
        self.value = value
        self.extra = extra
        Base14.made += 1
    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'
    def total(self, k=1):
        return self.value * k + 1
    def __format__(self, spec):
        return f'<{spec}|{self.value}>'
    def __setattr__(self, name, v):
        object.__setattr__(self, name, v)
    def __add__(self, other):
        if not isinstance(other, Base14):
            return NotImplemented
        return type(self)(self.value + other.value)
    def __getattr__(self, name):
        if name.startswith('dyn'):
            return name.upper()
        raise AttributeError(name)
    def __neg__(self):
        return type(self)(-self.value)
    def __int__(self):
        return int(self.value)


class Child15(Base14):
    def total(self, k=2):
        return super().total(k) - 1
    def __init__(self, value, *extra, tag="none"):
        super().__init__(value + 1, *extra)
        self.tag = tag


a = Base14(2)
b = Child15(7, 7, 8)
try:
    print('L16', getattr(a, 'nix', 'dflt'))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L17', type(e).__name__, e)
try:
    print('L18', a[1])
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L19', type(e).__name__, e)
try:
    print('L20', a < b)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L21', type(e).__name__, e)
try:
    print('L22', reversed(a) is None)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L23', type(e).__name__, e)
try:
    print('L24', print(a, b))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L25', type(e).__name__, e)
try:
    print('L26', a.dynamo)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L27', type(e).__name__, e)
try:
    print('L28', bool(b))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L29', type(e).__name__, e)
try:
    print('L30', sorted(vars(b)))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L31', type(e).__name__, e)
try:
    print('L32', a.nope)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L33', type(e).__name__, e)
try:
    print('L34', a == b)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L35', type(e).__name__, e)


def deco36(k):
    def wrap(fn):
        def inner(*args, **kw):
            print('call', fn.__name__, args, sorted(kw.items()), k)
            result = fn(*args, **kw)
            return (result, k)
        return inner
    return wrap


@deco36(3)
@deco36('x')
def fun37(a, b=8, /, c=3, *, d='AbC' 'dEf'):
    return [a, b, c, d]


print(fun37(4), fun37(1, 2, c=4), fun37(1, 2, 3, d=0))
try:
    fun37(1, 2, 3, 4)
except TypeError as e:
    print(type(e).__name__)


def flow38(tag, n):
    for i39 in range(3):
        try:
            for i40 in range(2):
                if n % 2 == 0:
                    say(tag, 'L41')
                    break
        finally:
            say(tag, 'L42')
        raise ValueError('bad5')
    else:
        if n > 1:
            try:
                for i46 in range(2):
                    try:
                        if n == 0:
                            say(tag, 'L47')
                            continue
                    except E3 as e48:
                        say(tag, 'L49', show(e48))
                    except E1 as e50:
                        say(tag, 'L51', show(e50))
                    except (E1, E3) as e52:
                        say(tag, 'L53', show(e52))
                        say(tag, 'L54', show(i46))
                        raise
            except E1 as e62:
                say(tag, 'L63', show(e62))
            except KeyError as e64:
                say(tag, 'L65', show(e64))
            except BaseException as e66:
                say(tag, 'L67', show(e66))
                say(tag, 'L68')
            finally:
                say(tag, 'L69')
        else:
            say(tag, 'L70')
    say(tag, 'L71')
    try:
        try:
            say(tag, 'L72')
        finally:
            say(tag, 'L73')
    except KeyError as e74:
        say(tag, 'L75', show(e74))
        if n > 1:
            say(tag, 'L77')
            return (n, 3)
    finally:
        say(tag, 'L78')
    return (n, 8)


for k in range(2):
    try:
        print('flow38', k, show(flow38('flow38', k)))
    except Exception as e:
        print('flow38', k, 'raised', show(e), show(e.__context__))


def run80(tag, n):
    v81 = 6
    for i82 in range(3):
        i84 = 2
        while i84 > 0:
            i84 -= 1
            print('L85', tag, f'{v81:<5}x{True}{tag}{{}}')
    if ('x' in r'raw\n'):
        try:
            print('L86', "%d" % f'v={tag!s:5}, {v81 + 6:e}, ')
        except ZeroDivisionError as e:
            print('L91', type(e).__name__, e)
        except LookupError as e:
            print('L92', type(e).__name__, e)
        except Exception as e:
            print('L93', type(e).__name__, e)
            v94 = (lambda q, k=2: sum([-5, 9, 7, 15]))(1)
        else:
            print('L95', (2.75 - v81), ['a', 'Cc'])
    else:
        try:
            try:
                def gen96(k):
                    for i in range(3):
                        if i == k:
                            return
                        yield i * 3
                print('L97', list(gen96(0)), sum(gen96(-1)), dict(enumerate(gen96(9))), [*gen96(2)])
                print('L98', [q101 for q101 in (0, 19) if True].index(divmod((v81 * -2 % 9973), -3)[0]))
            except KeyError as e:
                print('L105', type(e).__name__, e)
            except LookupError as e:
                print('L106', type(e).__name__, e)
            except Exception as e:
                print('L107', type(e).__name__, e)
            else:
                if (float(abs(v81)) != 0.1):
                    v108 = [(q109 ^ q109) for q109 in (*[4, 7], n)[:7] for q110 in range(2)]
            finally:
                try:
                    print('L111', dict(a=([20] or [7])[0], q=(-n))[[n for q115 in [-5, 13]]])
                except (TypeError, ValueError) as e:
                    print('L118', type(e).__name__, e)
                except KeyError as e:
                    print('L119', type(e).__name__, e)
                    print('L121', (v120 := max(int((2.75 * v81)), sum([*[15], n][-9:]))) + 1, v120)
                except Exception as e:
                    print('L122', type(e).__name__, e)
                else:
                    v123, v124 = n, ((lambda q, k=1: k)(sum(v81 for q125 in range(4) for q126 in range(2) if True)) // 10)
                    v123, v124 = v124, v123
            print('L127', ((-0.0 * 0) + 0.1) / ((-sum(map(int, [])))))
        except LookupError as e:
            print('L130', type(e).__name__, e)
        except Exception as e:
            print('L131', type(e).__name__, e)
    if (True or False):
        print('L132', [*[*[i + v for i, v in enumerate([12, 5], start=5)], max([9], default=7)][-9:], (v81 * (v81 if False else n) % 9973)][-9:], end=';\n')
    try:
        print('L133', tag[n])
    except Exception as e:
        print('L141', type(e).__name__, e)
    assert (int((tag > tag)) == n) or True, (tag + tag)
    def gen142(k):
        for i in range(3):
            if i == k:
                break
            yield i * 0
    print('L143', list(gen142(2)), sum(gen142(-1)), dict(enumerate(gen142(9))), [*gen142(2)])
    v81 += (pow((n // 10), 4, 16) if (0.1 < (-1.25 // -0.75)) else sum(map(int, [*[-5], 1][-9:])))
    print('L144', (f'v={tag:^8}, '.split() + [(', '.join(['']) if False else '{:>3} {!r} {k:+}'.format(tag, tag, k=228))])[-8:], {'y': 15, 'x': 28}, divmod(((n - 1) >> 2) % 100003, 7))
    for i145 in range(4):
        v147 = ({**{k: len(k) for k in ['d d', 'bb']}, 'c': (8 & n)} | {'c': 12, 'b': 27})
        print('L149', (v148 := i145) + 1, v148)


print(show(run80('x', 6)))
if ([] == list(map(lambda v: v, sorted((11, 18), key=lambda v: -v)))):
    v150 = sum(map(int, [q152 for q151 in [-4, 11] for q152 in range(2) if False]))
if (repr([18, 19]).count(',') < {}.get('b', 4) <= (79 + 0)):
    if isinstance(((1e3 if False else 1e3) if (7 in (11, 10)) else round(0.1, 2)), str):
        print('L153', True, dict(a=pow(([3] or [7])[-1], 3, 7), q=0), min(0, round(float(175))))
        if (not isinstance(('z' in ['d d']), bool)):
            print('L154', tuple([-1, 12, 2])[:6], 1e3, (-sum([q155 for q155 in [18, 8, 20, 13]])))
        else:
            try:
                try:
                    raise ValueError('bad1')
                except Exception as e:
                    raise ValueError('bad1')
            except Exception as e:
                print('L162', show(e), show(e.__cause__), show(e.__context__), e.__suppress_context__)
                print(isinstance(e, E1), issubclass(type(e), LookupError), str(e), e.args == ())
    else:
        if all(x > 2 for x in [q163 for q163 in [0, 19, 2, -1]]):
            try:
                with Manager('m', Exception) as m:
                    print('L164', (3.0 - 1_000))
                    print(0x1f < ("it's"[:][:20] * 2))
            except Exception as e:
                print('L169', type(e).__name__, e)
            try:
                try:
                    print('L170', ({k: v + 1 for k, v in dict(zip('zyx', [2])).items()} == sorted((15, 4, 14), key=lambda v: (v % 3, v))), False, ({'b': 22, 'z': 6} | {**dict(a=1, q=1_000), 'a': 1_000}))
                    print('L171', divmod((0x1f // 3), 8)[0] // 28)
                finally:
                    assert ([*[19, 18, 4], pow(0x1f, 2, 44)][-9:] == {'x': 23, 'z': 3, 'a': 23}) or True, 'x'
            except Exception as e:
                print('L180', type(e).__name__, e)
try:
    match [a * b for a, b in zip([q181 for q181 in (10, 15) if True], list(map(lambda v: 1_000, [4, 9, 5, 14])))]:
        case [a, *rest] if a > 2:
            print('L182', a, rest)
        case {'b': 3}:
            print('L183', "case {'b': 3}:")
        case [_, _, *_]:
            print('L184', 'case [_, _, *_]:')
        case other:
            print('L185', other)
except TypeError as e:
    print('TypeError', e)
print('L186', (20 / -8))


print('end')
