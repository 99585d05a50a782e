# genprog seed=500000 profile=lang size=1
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


def fn1(p2, p3):
    for i4 in range(4):
        print('L5', (0.5 - 0.1))
    try:
        try:
            if isinstance((-1.25 if (not False) else 2.75), int):
                try:
                    print('L6', abs(f'{p3:{3 + 4}}{-1.25:.0f} '.rjust(6, ' ')))
                except Exception as e:
                    print('L12', type(e).__name__, e)
                if ('y' in dict(zip('zyx', [3, 19, -3, 7]))):
                    return p2
            print('L13', max([i + v for i, v in enumerate([])]))
        finally:
            def gen22(k):
                for i in range(2):
                    if i == k:
                        continue
                    yield i * 0
            print('L23', list(gen22(3)), sum(gen22(-1)), dict(enumerate(gen22(9))), [*gen22(2)])
    except Exception as e:
        print('L24', type(e).__name__, e)
    return (max((p2 - p2), (0 ^ p2)) & sum(map(int, [16][:])))


def fn25(p26, p27, p28):
    v29, *v30x = sum(abs(q31) for q31 in range(5)), *[7, -3]
    if (((p28 & v29) if (False or False) else fn1(p28, v29)) <= 1_000):
        v32 = v33 = p28
        v32, v33 = v33, v32
    else:
        print('L35', (v34 := sum(v30x)) + 1, v34)
    return ((list(range(2, -2, 2)) or [7])[-1] - len(list(filter(lambda v: False, []))))


class Base36:
    made = 0
    def __init__(self, value, *extra):
        self.value = value
        self.extra = extra
        Base36.made += 1
    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'
    def total(self, k=1):
        return self.value * k + 8
    def __getattr__(self, name):
        if name.startswith('dyn'):
            return name.upper()
        raise AttributeError(name)
    @classmethod
    def make(cls, n):
        return cls(n + 1)
    @staticmethod
    def twice(n):
        return n * 2
    def __setattr__(self, name, v):
        object.__setattr__(self, name, v)
    @property
    def double(self):
        return self.value * 2
    @double.setter
    def double(self, v):
        self.value = v // 2
    def __lt__(self, other):
        return self.value < other.value
    def __bool__(self):
        return self.value > 2
    def __contains__(self, x):
        return x == self.value


class Child37(Base36):
    def total(self, k=2):
        return super().total(k) * 3


a = Base36(0)
b = Child37(5, 7, 8)
try:
    print('L38', a[1])
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L39', type(e).__name__, e)
try:
    print('L40', hash(a) == hash(a))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L41', type(e).__name__, e)
try:
    print('L42', a.nope)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L43', type(e).__name__, e)
try:
    print('L44', sum([a, b], 0))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L45', type(e).__name__, e)
try:
    print('L46', hasattr(b, 'tag'))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L47', type(e).__name__, e)
try:
    print('L48', a.dynamo)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L49', type(e).__name__, e)
try:
    print('L50', Child37.made, Base36.made)
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L51', type(e).__name__, e)
try:
    print('L52', Base36.twice(4))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L53', type(e).__name__, e)
try:
    print('L54', b.total(), a.total(k=3))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L55', type(e).__name__, e)
try:
    print('L56', isinstance(b, Base36), issubclass(Child37, Base36))
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L57', type(e).__name__, e)
try:
    print('L58', [x for x in a])
except (TypeError, AttributeError, IndexError, KeyError) as e:
    print('L59', type(e).__name__, e)
a.double = 20
print(a.value)


def flow60(tag, n):
    try:
        try:
            say(tag, 'L61')
        except E2 as e62:
            say(tag, 'L63', show(e62))
            raise E2('e65', 6) from e62
        except KeyError as e71:
            say(tag, 'L72', show(e71))
        except ValueError as e73:
            say(tag, 'L74', show(e73))
            try:
                if n < 3:
                    say(tag, 'L76')
                    return (n, 1)
            except Exception as e77:
                say(tag, 'L78', show(e77))
                for i79 in range(3):
                    say(tag, 'L80')
            else:
                try:
                    try:
                        raise RuntimeError('r6')
                    except E3 as e84:
                        say(tag, 'L85', show(e84))
                    except E1 as e86:
                        say(tag, 'L87', show(e86), show(e86.__context__), show(e86.__cause__))
                        raise
                    except ValueError as e95:
                        say(tag, 'L96', show(e95))
                        say(tag, 'L97')
                        raise
                finally:
                    say(tag, 'L105')
                    say(tag, 'L106')
        finally:
            say(tag, 'L107')
        if n % 3 != 1:
            say(tag, 'L111')
            raise KeyError('k1')
    except E1 as e112:
        say(tag, 'L113', show(e112))
        say(tag, 'L114')
    except ValueError as e115:
        say(tag, 'L116', show(e115))
    finally:
        say(tag, 'L117')
        try:
            return 'r118'
        finally:
            say(tag, 'L119')
            if n == 0:
                say(tag, 'L121')
                return (n, 3)
    try:
        if n % 2 == 0:
            for i122 in range(2):
                try:
                    try:
                        if n > 1:
                            say(tag, 'L123')
                            break
                    except (E1, E3) as e124:
                        say(tag, 'L125', show(e124))
                except E3 as e126:
                    say(tag, 'L127', show(e126))
                    raise
                except KeyError as e135:
                    say(tag, 'L136', show(e135), show(e135.__context__), show(e135.__cause__))
                except Exception as e137:
                    say(tag, 'L138', show(e137))
    except E3 as e139:
        say(tag, 'L140', show(e139))
        return [4]
    except KeyError as e148:
        say(tag, 'L149', show(e148), show(e148.__context__), show(e148.__cause__))
    say(tag, 'L150')
    return n


for k in range(3):
    try:
        print('flow60', k, show(flow60('flow60', k)))
    except Exception as e:
        print('flow60', k, 'raised', show(e), show(e.__context__))


def run152(tag, n):
    for i153 in range(3):
        try:
            match sorted((*[], i153)[:7]):
                case []:
                    print('L154', 'case []:')
                case {'b': 3}:
                    print('L155', "case {'b': 3}:")
                case 0 | 1:
                    print('L156', 'case 0 | 1:')
                case {'a': x, **rest}:
                    print('L157', x, rest)
                case [a, b]:
                    print('L158', a, b)
                case other:
                    print('L159', other)
        except TypeError as e:
            print('TypeError', e)
    try:
        print('L160', [4, 0][sum(q161 for q161 in [13] if False)])
    except KeyError as e:
        print('L163', type(e).__name__, e)
        v164 = v165 = n
    except ArithmeticError as e:
        print('L168', type(e).__name__, e)
    except Exception as e:
        print('L169', type(e).__name__, e)
    else:
        assert True or True, 'naïve ✓'.lstrip()
    finally:
        print('L170', abs(8))
    for i171 in range(1):
        def make172(start, *rest, step=5, **named):
            count = start + len(rest)
            def bump(by=step):
                nonlocal count
                count += by
                return f'{count}:{by}'
            def peek():
                return [count, sorted(named)]
            return bump, peek
        b, p = make172((n ^ i171), z=1)
        print('L173', b(), b(4), p())
        fs = [lambda x, k=k: x * k for k in range(3)]
        gs = [lambda: k for k in range(1)]
        print('L174', [f(2) for f in fs], [g() for g in gs])
        for i175 in range(4):
            for i176 in [-4 for q177 in tuple([17])[:6] if True][:4]:
                for i178 in list(map(lambda v: sum([-3, 9, 4, 19]), [i176 for q179 in range(1) if False]))[:4]:
                    print('L181', ({'y': 15, 'b': 6} | dict(zip('abc', [-2, 4]))), ['k9'])
                    v182 = '{:>5} {!r} {k:+}'.format((str(i178) if (n > i178) else tag), ('naïve ✓' + f'v={True}'), k=([10, 11, 6] or [7])[-1])
                try:
                    print('L183', (lambda q, k=3: i175)(sum([])) < ' '.join(['', 'bb', 'a']))
                except Exception as e:
                    print('L185', type(e).__name__, e)
    print('L187', (v186 := {k: v + 1 for k, v in {k: v + 1 for k, v in {'c': 17, 'a': 27, 'b': 28}.items()}.items()}.get('c', 4)) + 1, v186)
    try:
        with Manager('m', Exception) as m:
            v188 = (v186 / -8)
            print('1234'.replace('b', 'Z', 1)[:].upper(1))
    except Exception as e:
        print('L197', type(e).__name__, e)
    v198 = False
    try:
        try:
            raise RuntimeError('r3')
        except Exception as e:
            raise ValueError('bad2') from None
    except Exception as e:
        print('L205', show(e), show(e.__cause__), show(e.__context__), e.__suppress_context__)
        print(isinstance(e, E1), issubclass(type(e), LookupError), str(e), e.args == ())
    for i206 in range(4):
        print('L207', (((12.5 - 1e3) if tag.islower() else round(1e3, 1)) * 1), [7, 15, -2, -2], list(map(lambda v: (lambda q, k=0: v186)(6), [v186 for q208 in [15, 4, 14] if v198])))
        if (((lambda q, k=3: v186)(0) <= fn25(-1.25, 3.0, 269)) or ('b' in dict(sorted({}.items(), reverse=True)))):
            try:
                print('L209', {**({'y': 26, 'z': 19, 'a': 10} | {'c': 11}), 'a': v186}['a'])
            except Exception as e:
                print('L212', type(e).__name__, e)
            if ((min(i206, -3) >> 2) % 100003 != 166):
                for k215, i213 in {'x': 7, 'b': 20}.items():
                    v216, *v217x = sum(tuple(([] + [3])[:12])[:6]), *list(filter(lambda v: ('x' in {'x': 29, 'z': 20}), [-4, -5, 6]))
                try:
                    print('L218', int(tag[-3:-1].ljust(10, '*')))
                except ZeroDivisionError as e:
                    print('L224', type(e).__name__, e)
                except Exception as e:
                    print('L225', type(e).__name__, e)
                else:
                    print('L226', (sum([1 for q227 in [-5, 19]]) * v186 % 9973), ('{:>5} {!r} {k:+}'.format(tag, tag, k=9) + tag).find('l'))
                finally:
                    print('L228', ((2.75 - 3.0) if v198 else (-0.0 + (i206 + v186))))
        elif (abs({'c': 2}.get('b', 5)) < (~(i206 - v186)) <= v186):
            if all(x > 5 for x in [a * b for a, b in zip([v186 for q229 in [3, 5, 17]], [9][:-2:2])]):
                print('L231', (v230 := v186) + 1, v230)
                try:
                    print('L232', next(iter([i206 for q234 in (15, 7, 7)])))
                except Exception as e:
                    print('L239', type(e).__name__, e)
            else:
                if v198:
                    print('L240', [8])
                    print('L241', tuple(sorted((2, 0))), f'{i206 + 7:*^9d}, {v186:,}, ')
    try:
        with Manager('m', ValueError) as m:
            try:
                try:
                    print('L242', max(sorted(list(filter(lambda v: v198, [9, -3, 18])), reverse=True), default=6))
                    print('L243', 12.5 / (1))
                finally:
                    if (12.5 < 12.5):
                        print('L247', repr(''.join(list(tag[:6]))), ((tag + 'abc').casefold() if v198 else '{:>1} {!r} {k:+}'.format(tag, ('%s|%5d|%-4s|%05.1f' % (tag, 1, v198, 0.1)), k=(n & 182))), list(reversed(sorted([-1, 17, -5, 6], key=abs))))
                        print('L248', ((lambda q, k=4: q)((v186 if v198 else n)) << 2) % 100003, list(str([14, 9, 19][-3:])[:6]))
            except Exception as e:
                print('L249', type(e).__name__, e)
    except Exception as e:
        print('L250', type(e).__name__, e)
    try:
        try:
            raise RuntimeError('r3')
        except Exception as e:
            raise E1
    except Exception as e:
        print('L257', show(e), show(e.__cause__), show(e.__context__), e.__suppress_context__)
        print(isinstance(e, E1), issubclass(type(e), LookupError), str(e), e.args == ())


print(show(run152('été', 8)))
print('L258', 0.5)
try:
    try:
        print('L259', 1 < f'[{0.1=} {42:>5}-{0.1:<9.2f}')
    finally:
        try:
            match dict(a=(0 - 110), q=0):
                case [a, *rest] if a > 2:
                    print('L263', a, rest)
                case [a, b]:
                    print('L264', a, b)
                case int(n) if n < 0:
                    print('L265', n)
                case other:
                    print('L266', other)
        except TypeError as e:
            print('TypeError', e)
except Exception as e:
    print('L267', type(e).__name__, e)


def gen268(k):
    for i in range(4):
        if i == k:
            continue
        yield i * 0


print('L269', list(gen268(0)), sum(gen268(-1)), dict(enumerate(gen268(9))), [*gen268(2)])
print('L270', "it's".rjust(10, '.').zfill(6).find('b'))


print('end')
