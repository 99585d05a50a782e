# genprog seed=500003 profile=lang size=1
# uses: if jump loop match raise return say try

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


def fn1(p2, p3):
    for i4 in [18, 12, 15, -1][:4]:
        print('L5', [f'v={p2!r}{[4, 5, -1]}-' for q6 in (5, 15) if (q6 != q6)], f'v={p2:^8} '.ljust(5, '.').rfind('b'))
        if False:
            if ('b' in p2[:1:]):
                return [p2.rfind('b') for q7 in divmod(i4, 7) if (False or True)]
        elif ((-i4) >= ((i4 if False else i4) - (i4 if False else 1_000))):
            print('L8', ((3.0 + (~0x1f)) % 3))
    print('L9', [a * b for a, b in zip((sorted({56, 1_000, *[18, 18, -5]}) + sorted({8, 0, *[13, 1]}))[:12], [q10 for q10 in (6, 6, 19)])], list({k: len(k) for k in ['bb']}.values()), 2.75)
    try:
        print('L11', 1_000 < "it's")
    except IndexError as e:
        print('L16', type(e).__name__, e)
    except Exception as e:
        print('L17', type(e).__name__, e)
    return []


def fn18(p19, p20):
    assert (dict(sorted(p19.items(), reverse=True)) == [q21 for q21 in (4, 10) if True]) or True, str([-5])
    v22 = ({**{k: len(k) for k in ['Cc']}, 'b': divmod(1_000, 8)[0]} == [])
    try:
        try:
            print('L23', f'[{42 + 1:+}{len([0, 15, 8, -1])!s}{42:_} '.index("q"))
        finally:
            print('L28', sorted({'c': 11, 'a': 14, 'y': 1}), (70 | ((224 // 7) + 1_000)), 1)
    except Exception as e:
        print('L29', type(e).__name__, e)
    return divmod(0x1f, -3)[0]


class Base30:
    made = 0
    def __init__(self, value, *extra):
        self.value = value
        self.extra = extra
        Base30.made += 1
    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'
    def total(self, k=1):
        return self.value * k + 3
    def __getattr__(self, name):
        if name.startswith('dyn'):
            return name.upper()
        raise AttributeError(name)
    def __iter__(self):
        yield self.value
        yield from self.extra
    def __enter__(self):
        print('enter', self.value)
        return self
    def __exit__(self, t, e, tb):
        print('exit', t and t.__name__)
        return t is ValueError
    def __len__(self):
        return self.value % 5
    def __add__(self, other):
        if not isinstance(other, Base30):
            return NotImplemented
        return type(self)(self.value + other.value)
    def __format__(self, spec):
        return f'<{spec}|{self.value}>'


class Child31(Base30):
    def total(self, k=2):
        return super().total(k) * 3


a = Base30(7)
b = Child31(0, 7, 8)
try:
    print('L32', Child31.make(3))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L33', type(e).__name__, e)
try:
    print('L34', a is a)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L35', type(e).__name__, e)
try:
    print('L36', Base30.twice(4))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L37', type(e).__name__, e)
try:
    print('L38', isinstance(b, Base30), issubclass(Child31, Base30))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L39', type(e).__name__, e)
try:
    print('L40', f'{a:xyz}')
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L41', type(e).__name__, e)
try:
    print('L42', hasattr(b, 'tag'))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L43', type(e).__name__, e)
try:
    print('L44', a.double)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L45', type(e).__name__, e)
try:
    print('L46', b.total(), a.total(k=3))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L47', type(e).__name__, e)
try:
    print('L48', a + b)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L49', type(e).__name__, e)
try:
    print('L50', print(a, b))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L51', type(e).__name__, e)
try:
    print('L52', reversed(a) is None)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L53', type(e).__name__, e)
with a as w:
    print(w.value)
    raise ValueError('gone')


def deco54(k):
    def wrap(fn):
        def inner(*args, **kw):
            print('call', fn.__name__, args, sorted(kw.items()), k)
            result = fn(*args, **kw)
            return (result, k)
        return inner
    return wrap


@deco54(7)
@deco54('x')
def fun55(a, b=7, /, c=3, *, d='  pad '):
    return [a, b, c, d]


print(fun55(4), fun55(1, 2, c=4), fun55(1, 2, 3, d=0))
try:
    fun55(1, 2, 3, 4)
except TypeError as e:
    print(type(e).__name__)


def flow56(tag, n):
    try:
        say(tag, 'L57')
    except E2 as e58:
        say(tag, 'L59', show(e58))
        if n < 3:
            say(tag, 'L66')
            raise E2('e61', 1) from e58
        raise
    except (E1, E3) as e74:
        say(tag, 'L75', show(e74))
        raise
    except KeyError as e83:
        say(tag, 'L84', show(e83))
        try:
            if n % 3 != 1:
                try:
                    say(tag, 'L85')
                except ValueError as e86:
                    say(tag, 'L87', show(e86))
                    for i88 in range(2):
                        if n > 1:
                            say(tag, 'L89')
                            return i88
                    return n
                except Exception as e97:
                    say(tag, 'L98', show(e97))
                    return (n, 0)
        except Exception as e106:
            say(tag, 'L107', show(e106))
            if n % 3 != 1:
                say(tag, 'L114')
                raise
            raise
        finally:
            say(tag, 'L122')
    for i123 in range(2):
        try:
            say(tag, 'L124', show(i123))
        except E2 as e125:
            say(tag, 'L126', show(e125))
            raise
        except E3 as e133:
            say(tag, 'L134', show(e133))
            raise E1 from e133
        say(tag, 'L142')
    else:
        try:
            raise E1
        except Exception as e146:
            say(tag, 'L147', show(e146))
            raise E2('e149', 5)
        except BaseException as e151:
            say(tag, 'L152', show(e151))
            return n
        say(tag, 'L154')
    try:
        say(tag, 'L155')
        say(tag, 'L156')
    finally:
        say(tag, 'L157')
    return None


for k in range(3):
    try:
        print('flow56', k, show(flow56('flow56', k)))
    except Exception as e:
        print('flow56', k, 'raised', show(e), show(e.__context__))


def flow159(tag, n):
    try:
        try:
            try:
                try:
                    raise E2('e161', 3)
                except E3 as e163:
                    say(tag, 'L164', show(e163))
                    raise RuntimeError('r4')
                except Exception as e168:
                    say(tag, 'L169', show(e168))
                    return 37
            except E3 as e171:
                say(tag, 'L172', show(e171))
                raise
            finally:
                say(tag, 'L180')
                try:
                    if n % 3 != 1:
                        if n % 3 != 1:
                            say(tag, 'L184')
                            raise KeyError('k4')
                    else:
                        raise E1('e185')
                except Exception as e188:
                    say(tag, 'L189', show(e188))
                    raise
        except E2 as e197:
            say(tag, 'L198', show(e197))
        finally:
            say(tag, 'L199')
    except E1 as e200:
        say(tag, 'L201', show(e200))
        say(tag, 'L202')
        raise
    finally:
        say(tag, 'L210')
        for i211 in range(2):
            say(tag, 'L212')
        else:
            i213 = 0
            while i213 < 3:
                i213 += 1
                try:
                    try:
                        say(tag, 'L214')
                    except E2 as e215:
                        say(tag, 'L216', show(e215))
                        if not (i213 == 2):
                            say(tag, 'L220')
                            raise RuntimeError('r1')
                    except E3 as e221:
                        say(tag, 'L222', show(e221))
                    except KeyError as e223:
                        say(tag, 'L224', show(e223))
                    finally:
                        say(tag, 'L225')
                        if n > 1:
                            say(tag, 'L226')
                            continue
                except Exception as e227:
                    say(tag, 'L228', show(e227))
            else:
                for i229 in range(2):
                    try:
                        if n % 3 != 1:
                            say(tag, 'L233')
                            raise E1
                    finally:
                        say(tag, 'L234')
                else:
                    try:
                        raise E3('e237', code=2)
                    except Exception as e238:
                        say(tag, 'L239', show(e238))
                        raise
    say(tag, 'L247')
    return (n, 6)


for k in range(4):
    try:
        print('flow159', k, show(flow159('flow159', k)))
    except Exception as e:
        print('flow159', k, 'raised', show(e), show(e.__context__))


def run249(tag, n):
    if (sum(sorted({n, n, *[8, 17, 14]})) in [-4, 2]):
        print('L250', [i + v for i, v in enumerate(sorted((12, 0, 7), key=lambda v: (v % 3, v)), start=5)], f'{tag!r} {0.1:010.2f}, {n:*^9d}, ')
    for i251 in (16, 10)[:3]:
        print('L252', tuple(sorted((12, 7, 12))), True)
        if ((lambda q, k=3: k)(round(0.5)) in tuple(sorted(divmod(i251, -3)))):
            def gen253(k):
                for i in range(3):
                    if i == k:
                        return
                    yield i * 1
            print('L254', list(gen253(1)), sum(gen253(-1)), dict(enumerate(gen253(9))), [*gen253(2)])
            if isinstance(False, int):
                print('L255', tag)
                print('L256', ([] or [7])[-1], (round((0.1 // 3), 2) // 3))
            elif (len({'y': 16, 'c': 27}) <= ((i251 ^ i251) & max([9, 16, 17], default=7))):
                print('L257', {k: v + 1 for k, v in {k: len(k) for k in ['k9', 'd d', 'zeta']}.items()}, f'{n:{3 + 4}}, {[1][1:]!r}{tag}-'.lower(), tuple(sorted((12, 4, 13))))
    print('L258', {k: v + 1 for k, v in dict(zip('zyx', list(filter(lambda v: True, [17, 4, 16, -4])))).items()})
    for i259 in range(1):
        v260 = sum((14, 8))
    for i261 in [a * b for a, b in zip([-4, -2, -2, 14][:], list(dict(zip('abc', [])).values()))][:4]:
        print('L262', str(False).zfill(6).split('l'), False)
    try:
        match f'v={3.0:.3g}{{}}{True}{{}}{-0.0:<9.2f} '.rjust(4, ' '):
            case [a]:
                print('L263', a)
            case [a, *rest] if a > 2:
                print('L264', a, rest)
            case 0 | 1:
                print('L265', 'case 0 | 1:')
            case other:
                print('L266', other)
    except TypeError as e:
        print('TypeError', e)
    print('L267', n)
    try:
        print('L268', sorted({max([], default=1), (n // 7), *[a * b for a, b in zip([], [-1, 13, 8])]})[int((0.1 + 1_000))])
    except Exception as e:
        print('L275', type(e).__name__, e)
    print('L276', {}, str(list(filter(lambda v: True, [11, 5, 17]))).rjust(12, '.'), fn18(dict(sorted({'b': 13}.items(), key=lambda kv: (kv[1], kv[0]))), dict(a=n, q=8)))
    print('L277', (tag.zfill(0).count('l') / 10), (('%s|%5d|%-4s|%05.1f' % (tag, n, False, 3.0)).isupper() or False))


print(show(run249('1234', 0)))
print(show(run249('Hello World', 3)))
v278 = {k: len(k) for k in []}


def gen279(k):
    for i in range(2):
        if i == k:
            return
        yield i * 5


print('L280', list(gen279(1)), sum(gen279(-1)), dict(enumerate(gen279(9))), [*gen279(2)])


def make281(start, *rest, step=8, **named):
    count = start + len(rest)
    def bump(by=step):
        nonlocal count
        count += by
        return count, by
    def peek():
        return [count, sorted(named)]
    return bump, peek


b, p = make281(0, z=1)
print('L282', b(), b(4), p())
fs = [lambda x, k=k: x * k for k in range(2)]
gs = [lambda: k for k in range(3)]
print('L283', [f(3) for f in fs], [g() for g in gs])
print('L284', chr(77 + ([] or [7])[-1] % 6).split(','), list(dict(a=(-0x1f), q=(0 - 0x1f)).values()))


print('end')
