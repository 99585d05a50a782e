# genprog seed=500005 profile=lang size=1
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
    try:
        try:
            raise E2('e5', 3)
        except Exception as e:
            raise E1 from e
    except Exception as e:
        print('L10', show(e), show(e.__cause__), show(e.__context__), e.__suppress_context__)
        print(isinstance(e, E1), issubclass(type(e), LookupError), str(e), e.args == ())
    assert (divmod(([-3, -4, 19, 7] or [7])[-1], 5)[0] not in list(filter(lambda v: True, list({}.values())))) or True, ','.join(map(str, [-1, 17, 20]))
    for i11 in range(3):
        if (i11 >= (lambda q, k=2: i11)(i11)):
            return list(reversed(list({'x': 1}.values())))
    return sorted({p3, (p3 | sum(map(int, [19, 9, 6, 14]))), *[*[i + v for i, v in enumerate([], 1)], ([] or [7])[-1]][-9:]})


class Base12:
    made = 0
    def __init__(self, value, *extra):
        self.value = value
        self.extra = extra
        Base12.made += 1
    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'
    def total(self, k=1):
        return self.value * k + 8
    def __setattr__(self, name, v):
        object.__setattr__(self, name, v)
    def __neg__(self):
        return type(self)(-self.value)
    def __int__(self):
        return int(self.value)
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return (self.value, i)
    def __getattr__(self, name):
        if name.startswith('dyn'):
            return name.upper()
        raise AttributeError(name)
    @property
    def double(self):
        return self.value * 2
    @double.setter
    def double(self, v):
        self.value = v // 2
    def __len__(self):
        return self.value % 5
    def __enter__(self):
        print('enter', self.value)
        return self
    def __exit__(self, t, e, tb):
        print('exit', t and t.__name__)
        return t is ValueError
    def __iter__(self):
        yield self.value
        yield from self.extra


class Child13(Base12):
    def total(self, k=2):
        return super().total(k) + 2


a = Base12(7)
b = Child13(5, 7, 8)
try:
    print('L14', hash(a) == hash(a))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L15', type(e).__name__, e)
try:
    print('L16', [k.__name__ for k in Child13.__mro__])
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L17', type(e).__name__, e)
try:
    print('L18', 3 in a)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L19', type(e).__name__, e)
try:
    print('L20', sum([a, b], 0))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L21', type(e).__name__, e)
try:
    print('L22', isinstance(b, Base12), issubclass(Child13, Base12))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L23', type(e).__name__, e)
try:
    print('L24', sorted(vars(b)))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L25', type(e).__name__, e)
try:
    print('L26', b.total(), a.total(k=3))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L27', type(e).__name__, e)
try:
    print('L28', a.nope)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L29', type(e).__name__, e)
try:
    print('L30', getattr(a, 'nix', 'dflt'))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L31', type(e).__name__, e)
try:
    print('L32', f'{a:xyz}')
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L33', type(e).__name__, e)
try:
    print('L34', hasattr(b, 'tag'))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L35', type(e).__name__, e)
with a as w:
    print(w.value)
    raise ValueError('gone')
a.double = 20
print(a.value)


def deco36(k):
    def wrap(fn):
        def inner(*args, **kw):
            print('call', fn.__name__, args, sorted(kw.items()), k)
            result = fn(*args, **kw)
            return (result, k)
        return inner
    return wrap


@deco36(2)
@deco36('x')
def fun37(a, b=2, /, c=3, *, d='a,b,,c'):
    return [a, b, c, d]


print(fun37(4), fun37(1, 2, c=4), fun37(1, 2, 3, d=0))
try:
    fun37(1, b=2)
except TypeError as e:
    print(type(e).__name__)


def flow38(tag, n):
    say(tag, 'L39')
    say(tag, 'L40')
    try:
        say(tag, 'L41')
        say(tag, 'L42')
    except E2 as e43:
        say(tag, 'L44', show(e43))
    except E3 as e45:
        say(tag, 'L46', show(e45))
        try:
            try:
                try:
                    try:
                        if n > 1:
                            say(tag, 'L50')
                            raise E3('e49', code=1)
                    except E2 as e51:
                        say(tag, 'L52', show(e51))
                    except KeyError as e53:
                        say(tag, 'L54', show(e53))
                        say(tag, 'L55')
                except E2 as e56:
                    say(tag, 'L57', show(e56))
                    raise E3('e63', code=8)
                except Exception as e65:
                    say(tag, 'L66', show(e65))
            except E2 as e67:
                say(tag, 'L68', show(e67))
                if not (n < 3):
                    try:
                        if not (n % 2 == 0):
                            say(tag, 'L70')
                            return (n, 4)
                    except (E1, E3) as e71:
                        say(tag, 'L72', show(e71))
                        say(tag, 'L73')
                    except KeyError as e74:
                        say(tag, 'L75', show(e74))
                        say(tag, 'L76')
                        raise
                    except BaseException as e84:
                        say(tag, 'L85', show(e84))
                        if not (n % 2 == 0):
                            say(tag, 'L89')
                            raise E1('e86')
                        raise
                    finally:
                        say(tag, 'L97')
                elif n % 2 == 0:
                    try:
                        say(tag, 'L98')
                    except E2 as e99:
                        say(tag, 'L100', show(e99))
                    except E1 as e101:
                        say(tag, 'L102', show(e101))
                        if n < 3:
                            say(tag, 'L106')
                            raise E1('e103')
                    except (E1, E3) as e107:
                        say(tag, 'L108', show(e107))
                        if n == 1:
                            say(tag, 'L110')
                            return 54
            except (E1, E3) as e111:
                say(tag, 'L112', show(e111), show(e111.__context__), show(e111.__cause__))
            except KeyError as e113:
                say(tag, 'L114', show(e113))
                try:
                    try:
                        if n % 3 != 1:
                            say(tag, 'L118')
                            raise RuntimeError('r7')
                    except E3 as e119:
                        say(tag, 'L120', show(e119))
                        say(tag, 'L121')
                    except KeyError as e122:
                        say(tag, 'L123', show(e122))
                    except ValueError as e124:
                        say(tag, 'L125', show(e124))
                        if n % 2 == 0:
                            say(tag, 'L127')
                            return n
                        raise E1('e128') from e124
                except E1 as e135:
                    say(tag, 'L136', show(e135))
                    return 'r143'
                raise
            finally:
                say(tag, 'L151')
        except (E1, E3) as e152:
            say(tag, 'L153', show(e152))
        except Exception as e154:
            say(tag, 'L155', show(e154))
        except BaseException as e156:
            say(tag, 'L157', show(e156))
            i158 = 0
            while i158 < 2:
                i158 += 1
                for i159 in range(3):
                    try:
                        say(tag, 'L160')
                    except E2 as e161:
                        say(tag, 'L162', show(e161))
                    except KeyError as e163:
                        say(tag, 'L164', show(e163))
                    except ValueError as e165:
                        say(tag, 'L166', show(e165))
                        say(tag, 'L167')
                        raise
                    else:
                        say(tag, 'L174')
            raise
        raise KeyError('k7') from e45
    except (E1, E3) as e189:
        say(tag, 'L190', show(e189))
    else:
        say(tag, 'L191')
    say(tag, 'L192')
    return (n, 8)


for k in range(2):
    try:
        print('flow38', k, show(flow38('flow38', k)))
    except Exception as e:
        print('flow38', k, 'raised', show(e), show(e.__context__))


def flow194(tag, n):
    say(tag, 'L195')
    say(tag, 'L196')
    for i197 in range(3):
        i198 = 0
        while i198 < 2:
            i198 += 1
            if n < 3:
                say(tag, 'L199')
                continue
        say(tag, 'L200')
    return 95


for k in range(2):
    try:
        print('flow194', k, show(flow194('flow194', k)))
    except Exception as e:
        print('flow194', k, 'raised', show(e), show(e.__context__))


def run202(tag, n):
    if (round(round(0.1, 0)) <= (sum(1_000 for q203 in [18] if True) | divmod(0x1f, -3)[0])):
        print('L205', (v204 := 0) + 1, v204)
        try:
            print('L206', (tag + tag)[2::-2].index("q"))
        except KeyError as e:
            print('L213', type(e).__name__, e)
        except Exception as e:
            print('L214', type(e).__name__, e)
            print('L215', ({k: v + 1 for k, v in ({'x': 1, 'y': 20} | {}).items()} | {k: len(k) for k in sorted({'x': 22})}), (tag.zfill(1).rfind('l') * (-(lambda q, k=3: v204)(-3)) % 9973), 1e3)
        else:
            v204 -= (((v204 | -4) ^ len((15, 10, 3))) ^ sum((9, 12, 2)))
    for i216 in divmod(max(pow(n, 2, 20), n), 7)[:3]:
        print('L218', [a * b for a, b in zip([i + v for i, v in enumerate(sorted({-9, n, *[11, -1, 17, 18]}))], [16, 12])])
    print('L219', ([*[1, 9], int(-1.25)][-9:] + list(range(-1, -1, -1)))[:12])
    try:
        print('L220', (sum(map(int, [-3, -1, 12, 2])), abs(-3))[2])
    except KeyError as e:
        print('L224', type(e).__name__, e)
    except Exception as e:
        print('L225', type(e).__name__, e)
        if ('b' in {}):
            assert (tag.upper().count('a') < ((n if False else n) * n % 9973) <= (min(n, -3) + round(0.5))) or True, tag
        else:
            try:
                match dict(a=len([16, 13]), q=n):
                    case str(s):
                        print('L226', s)
                    case (int(a), str(b)):
                        print('L227', a, b)
                    case other:
                        print('L228', other)
            except TypeError as e:
                print('TypeError', e)
    v229 = (float(sum((10, 1))) // 3)
    print('L230', max([-1], default=3), tag, (2.75 if ((n == n) or (not True)) else ((v229 + 12.5) - float(n))))
    for i231 in [*[a * b for a, b in zip([], [1_000 for q232 in range(3)])], (-n)][-9:][:4]:
        if True:
            return max(list({k: v + 1 for k, v in {'a': 28}.items()}.values()), default=6)
        def make234(start, *rest, step=5, **named):
            count = start + len(rest)
            def bump(by=step):
                nonlocal count
                count += by
                return count
            def peek():
                return [count, sorted(named)]
            return bump, peek
        b, p = make234((lambda q, k=0: q)(i231))
        print('L235', b(), b(1), p())
        fs = [lambda x, k=k: x * k for k in range(3)]
        gs = [lambda: k for k in range(2)]
        print('L236', [f(5) for f in fs], [g() for g in gs])
    else:
        for i237 in (19, 3, 14)[:3]:
            print('L239', (round(v229, 0) if (not (n < i237 <= i237)) else float(i237)), end=';\n')
            try:
                try:
                    raise E3('e242', code=5)
                except Exception as e:
                    raise ValueError('bad0')
            except Exception as e:
                print('L246', show(e), show(e.__cause__), show(e.__context__), e.__suppress_context__)
                print(isinstance(e, E1), issubclass(type(e), LookupError), str(e), e.args == ())
    def gen247(k):
        for i in range(2):
            if i == k:
                return
            yield i * 8
    print('L248', list(gen247(2)), sum(gen247(-1)), dict(enumerate(gen247(9))), [*gen247(2)])
    print('L249', list(filter(lambda v: False, [2, -2]))[1:-3:], [max([2], default=5) for q250 in (1_000, n) if ([-4, 1, 10] == {'a': 28, 'x': 1, 'b': 23})], [16, -5], sep='|')
    def make251(start, *rest, step=0, **named):
        count = start + len(rest)
        def bump(by=step):
            nonlocal count
            count += by
            return count, by
        def peek():
            return count, rest, named
        return bump, peek
    b, p = make251((lambda q, k=2: q)(n), *[4, 5], step=2)
    print('L252', b(), b(2), p())
    fs = [lambda x, k=k: x * k for k in range(3)]
    gs = [lambda: k for k in range(3)]
    print('L253', [f(5) for f in fs], [g() for g in gs])


print(show(run202('abc', 7)))
print(show(run202('AbC' 'dEf', 6)))
if ({**{'c': 0, 'y': 15}, 'c': sum([2, 17, 8])} == {'z': 4, 'a': 25, 'x': 19}):
    if ' '.join('1234'.split()).isalpha():
        print('L254', False, sorted({1, ((~1_000) & int(1e3)), *[2][:5:2]}), [(q255 - 188) for q255 in tuple(sorted((5, 7, 19))) if isinstance(q255, bool)])
        print('L256', (([3, 6, 16, 16][-1:] or [7])[-1] in [q258 for q257 in [4, 15, -4] for q258 in range(q257 % 3 + 1) if False]), tuple(sorted((6, 7))), end=';\n')
    else:
        if True:
            i259 = 1
            while i259 > 0:
                i259 -= 1
                print('L261', round(round((i259 / 0.5), 1)), [16, -3])
                print('L262', i259, [])
            else:
                assert (not True) or True, 'tab\there'
        else:
            print('L263', (*[a * b for a, b in zip(list(map(lambda v: v, [1, 2])), [*[8, 5, 19, 19], 57][-9:])], 0)[:7], round((1e3 * (1 // -4)), 2), list(({'x': 6, 'y': 13, 'b': 5} | dict(sorted({}.items(), reverse=True))).values()), end=';\n')
elif ((0 >> 2) % 100003 != (max([8, -3, 19, -3], default=5) * sum(map(int, [13, 12, 15])) % 9973)):
    print('L264', [q265 for q265 in [q266 for q266 in (9, 2, 1) if False] for q267 in range(2)], 240, False)


def gen268(k):
    for i in range(2):
        if i == k:
            continue
        yield i * 0


print('L269', list(gen268(2)), sum(gen268(-1)), dict(enumerate(gen268(9))), [*gen268(2)])
print('L270', ((max([0, 1], default=4) & 1_000) + round((0.1 if False else 3.0))), 1_000)
v271, *v272x = abs(267), *list(range(4, 6, 3))


print('end')
