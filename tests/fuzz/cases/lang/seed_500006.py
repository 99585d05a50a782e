# genprog seed=500006 profile=lang size=1
# uses: Manager loop match raise say

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
    print('L4', [('%s|%5d|%-4s|%05.1f' % ('', q5, True, -0.0)) for q5 in tuple(p2)[:6]], sum(map(int, p2)), tuple(p2)[:6])
    return round(float((p3 if False else p3)))


def flow6(tag, n):
    if n < 3:
        say(tag, 'L10')
        raise KeyError('k6')
    say(tag, 'L11')
    i12 = 0
    while i12 < 2:
        i12 += 1
        say(tag, 'L13')
    return (n, 6)


for k in range(2):
    try:
        print('flow6', k, show(flow6('flow6', k)))
    except Exception as e:
        print('flow6', k, 'raised', show(e), show(e.__context__))


def run15(tag, n):
    print('L16', ((fn1([], 1) & (lambda q, k=4: q)(-4)) not in (10, 12)), [x.upper() for x in ('%s|%5d|%-4s|%05.1f' % (tag, n, False, -1.25)).split('l')], divmod(n, -3)[1])
    try:
        with Manager('m') as m:
            print('L17', list(range(3, 9, -1))[-3:], n)
    except Exception as e:
        print('L18', type(e).__name__, e)
    print('L19', f'[{[2, 3][1:]!s}x'.rjust(9, '.'))
    if ((n < n <= n) and isinstance(tag, (int, float))):
        return '-'.join(['' for q20 in (12, 11) for q21 in range(q20 % 3 + 1) if True]).find('b')
    try:
        with Manager('m', Exception) as m:
            v22 = sorted(dict(sorted(dict(zip('abc', [3, -4, 9])).items(), key=lambda kv: (kv[1], kv[0]))))
            print(chr(69 + 0 % 6).replace('b', '--').upper(1))
    except Exception as e:
        print('L24', type(e).__name__, e)
    print('L25', ([n for q26 in range(6)] == [a * b for a, b in zip([q27 for q27 in [] if False], [q28 for q28 in range(1) if False])]), f'v={[8, 1]!r}-{True}, ', n)
    print('L29', (lambda q, k=1: q)((round(0.5) | (n ^ n))))
    print('L30', [], {k: v + 1 for k, v in dict(sorted({k: len(k) for k in ['Cc']}.items())).items()}, {**{'c': 7, 'a': 1}, 'c': (n % 3)})
    def make31(start, *rest, step=0, **named):
        count = start + len(rest)
        def bump(by=step):
            nonlocal count
            count += by
            return f'{count}:{by}'
        def peek():
            return count
        return bump, peek
    b, p = make31(sum(n for q32 in [-1, 13, -2]), 1, 2)
    print('L33', b(), b(0), p())
    fs = [lambda x, k=k: x * k for k in range(3)]
    gs = [lambda: k for k in range(1)]
    print('L34', [f(0) for f in fs], [g() for g in gs])
    print('L35', max([12, 19, -1], default=7))


print(show(run15('1234', 1)))
try:
    print('L36', "it's"[{'c': 2, 'b': 3, 'z': 8}.get('b', 2)])
except (TypeError, ValueError) as e:
    print('L43', type(e).__name__, e)
except ZeroDivisionError as e:
    print('L44', type(e).__name__, e)
except Exception as e:
    print('L45', type(e).__name__, e)
finally:
    try:
        try:
            if ((2.75 - max(161, 1)) >= (-1.25 * (lambda q, k=0: k)(0))):
                print('L46', [(q47 // 3) for q47 in tuple([-5])[:6] for q48 in range(q47 % 3 + 1)])
                print('L49', 12.5, [-4, 19, 0, 20])
            else:
                try:
                    print('L50', None.x)
                except ZeroDivisionError as e:
                    print('L56', type(e).__name__, e)
                except Exception as e:
                    print('L57', type(e).__name__, e)
            print('L58', 166 < (chr(86 + 25 % 6) + str([0, 2, -1])))
        finally:
            def gen65(k):
                for i in range(4):
                    if i == k:
                        continue
                    yield i * 8
            print('L66', list(gen65(1)), sum(gen65(-1)), dict(enumerate(gen65(9))), [*gen65(2)])
    except Exception as e:
        print('L67', type(e).__name__, e)
print('L68', (dict(sorted(dict(zip('zyx', [9])).items(), key=lambda kv: (kv[1], kv[0]))) == {}), [-3], float(len([11, 13, 15, 16])))
v69 = sum(1_000 for q70 in range(6))
try:
    match (divmod(v69, 8)[1], r'raw\n'[:-1]):
        case str(s):
            print('L71', s)
        case [_, _, *_]:
            print('L72', 'case [_, _, *_]:')
        case [a]:
            print('L73', a)
        case 'x' | 'abc':
            print('L74', "case 'x' | 'abc':")
        case other:
            print('L75', other)
except TypeError as e:
    print('TypeError', e)


print('end')
