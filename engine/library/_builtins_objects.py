"""Helpers that stand for C code of CPython: containers, the builtin functions, sorting with a program's __lt__, print.

Hidden, as all of _builtins*.py (see _builtins_core.py). Loops here run a program's __next__, __lt__, __str__ ... as frames
of their own, so that they can be stepped into.
"""

_own_stdout = _sys.stdout
_own_stderr = _sys.stderr


# ---- operators as functions, for natives that need one of a program's

def _add(a, b):
    return a + b


def _or(a, b):
    return a | b


def _lt(a, b):
    return a < b


def _le(a, b):
    return a <= b


def _eq(a, b):
    return a == b


def _ne(a, b):
    return a != b


def _gt(a, b):
    return a > b


def _ge(a, b):
    return a >= b


def _is_less(a, b):
    return True if a < b else False


def _is_greater(a, b):
    return True if a > b else False


def _pow(a, b):
    return a ** b


def _two_sided(a, b, forward, reflected):
    """The answer of a.forward(b) or b.reflected(a) in Python's order, or NotImplemented."""
    ta, tb = _type_of(a), _type_of(b)
    first = _lookup(ta, forward, None)
    second = _lookup(tb, reflected, None)
    if ta is not tb and second is not None and _plain_subclass(tb, ta) and second is not _lookup(ta, reflected, None):
        result = second(b, a)
        if result is not NotImplemented:
            return result
        second = None
    if first is not None:
        result = first(a, b)
        if result is not NotImplemented:
            return result
    if second is not None and ta is not tb:
        return second(b, a)
    return NotImplemented


def _divmod(a, b):
    result = _two_sided(a, b, '__divmod__', '__rdivmod__')
    if result is NotImplemented:
        raise TypeError(f"unsupported operand type(s) for divmod(): '{_type_of(a).__name__}' and '{_type_of(b).__name__}'")
    return result


def _pow3(a, b, modulus):
    method = _lookup(_type_of(a), '__pow__', None)
    if method is not None:
        result = method(a, b, modulus)
        if result is not NotImplemented:
            return result
    names = "', '".join([_type_of(x).__name__ for x in (a, b, modulus)])
    raise TypeError(f"unsupported operand type(s) for ** or pow(): '{names}'")


# ---- objects

def _index(obj):
    value = _special(obj, '__index__')()
    if not isinstance(value, int):
        raise TypeError(f"__index__ returned non-int (type {_type_of(value).__name__})")
    if _type_of(value) is not int:
        _load_module('warnings').warn(f"__index__ returned non-int (type {_type_of(value).__name__}).  The ability to return an "
                                      "instance of a strict subclass of int is deprecated, and may be removed in a future "
                                      "version of Python.", DeprecationWarning, 1)
        value = int.__add__(value, 0)
    return value


def _len_of_index(obj):
    n = _index(obj)
    if n < 0:
        raise ValueError("__len__() should return >= 0")
    if n > 9223372036854775807:
        raise OverflowError("cannot fit 'int' into an index-sized integer")
    return n


def _dir(obj):
    names = list(_special(obj, '__dir__')())
    names.sort()
    return names


def _truth(value):
    return True if value else False


def _sorted_keys(namespace):
    return sorted(namespace)


def _vars(obj):
    found = getattr(obj, '__dict__', _Missing)
    if found is _Missing:
        raise TypeError("vars() argument must have __dict__ attribute")
    return found


# ---- dict, set, deque

def _dict_update(target, other):
    keys = getattr(other, 'keys', _Missing)
    if keys is not _Missing:
        for key in keys():
            _dict_store(target, key, other[key])
        return
    number = 0
    for item in other:
        try:
            pair = list(item)
        except TypeError:
            if hasattr(_type_of(item), '__iter__'):
                raise
            raise TypeError(f"cannot convert dictionary update sequence element #{number} to a sequence")
        if len(pair) != 2:
            raise ValueError(f"dictionary update sequence element #{number} has length {len(pair)}; 2 is required")
        _dict_store(target, pair[0], pair[1])
        number += 1


def _dict_ior(target, other):
    dict.update(target, other)
    return target


def _set_reduce(s):
    return (_type_of(s), ([x for x in _exact_iter(s)],), _attrs(s))


def _deque_concat(a, b):
    new = _classes['Deque'].copy(a)
    new.extend(b)
    return new


def _deque_repeat(a, times):
    new = _classes['Deque'].copy(a)
    new *= times
    return new


def _deque_reduce(d):
    args = () if d.maxlen is None else ((), d.maxlen)
    return (_type_of(d), args, _attrs(d), iter(d))


# ---- print, input

def _print_to(file, args, sep, end, flush):
    first = True
    for arg in args:
        if not first:
            file.write(sep)
        first = False
        file.write(str(arg))
    file.write(end)
    if flush:
        file.flush()


def _input(prompt=''):
    stdin = getattr(_sys, 'stdin', None)
    stdout = getattr(_sys, 'stdout', None)
    if stdin is None:
        raise RuntimeError("input(): lost sys.stdin")
    if stdout is None:
        raise RuntimeError("input(): lost sys.stdout")
    text = str(prompt)
    if text:
        stdout.write(text)
    stdout.flush()
    line = stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line[-1] == '\n' else line


# ---- sorting by a program's __lt__: the twin of runtime/timsort.h, comparison for comparison

def _sort(keys, items):
    """Sorts items, and keys beside them where they are another list, in place."""
    pairs = [(key, item) for key, item in zip(keys, items)]
    sorter = _Sorter(pairs)
    try:
        sorter.run()
    finally:
        items[:] = [pair[1] for pair in pairs]


class _Sorter:
    __slots__ = ('a', 'runs', 'patience')

    def __init__(self, a):
        self.a = a
        self.runs = []      # [start, length, power]
        self.patience = 7

    def run(self):
        n = len(self.a)
        if n < 2:
            return
        least, odd = n, 0
        while least >= 64:
            odd |= least & 1
            least >>= 1
        least += odd
        start = 0
        while start < n:
            length = self.natural_run(start, n)
            if length < least:
                wanted = min(least, n - start)
                self.insert_rest(start, start + length, start + wanted)
                length = wanted
            self.push_run(start, length)
            start += length
        runs = self.runs
        while len(runs) > 1:
            i = len(runs) - 2
            if i > 0 and runs[i - 1][1] < runs[i + 1][1]:
                i -= 1
            self.merge_runs(i)

    def natural_run(self, start, end):
        a = self.a
        n = start + 1
        while n < end and not a[n][0] < a[n - 1][0]:
            n += 1
        if n == end:
            return n - start
        if n > start + 1:
            if a[start][0] < a[n - 1][0]:
                return n - start
            a[start:n] = a[start:n][::-1]
        n += 1
        equal = 0
        while n < end:
            if a[n][0] < a[n - 1][0]:
                if equal:
                    a[n - equal - 1:n] = a[n - equal - 1:n][::-1]
                    equal = 0
            elif a[n - 1][0] < a[n][0]:
                break
            else:
                equal += 1
            n += 1
        if equal:
            a[n - equal - 1:n] = a[n - equal - 1:n][::-1]
        a[start:n] = a[start:n][::-1]
        while n < end and not a[n][0] < a[n - 1][0]:
            n += 1
        return n - start

    def insert_rest(self, start, done, end):
        a = self.a
        for i in range(done, end):
            pivot = a[i]
            key = pivot[0]
            lo, hi = start, i
            while lo < hi:
                mid = (lo + hi) >> 1
                if key < a[mid][0]:
                    hi = mid
                else:
                    lo = mid + 1
            a[lo + 1:i + 1] = a[lo:i]
            a[lo] = pivot

    def push_run(self, start, length):
        runs = self.runs
        if runs:
            n = len(self.a)
            left = 2 * runs[-1][0] + runs[-1][1]
            right = left + runs[-1][1] + length
            power = 1
            while True:
                if left >= n:
                    left -= n
                    right -= n
                elif right >= n:
                    break
                left *= 2
                right *= 2
                power += 1
            while len(runs) > 1 and runs[-2][2] > power:
                self.merge_runs(len(runs) - 2)
            runs[-1][2] = power
        runs.append([start, length, 0])

    def merge_runs(self, i):
        a = self.a
        runs = self.runs
        s, ns = runs[i][0], runs[i][1]
        t, nt = runs[i + 1][0], runs[i + 1][1]
        runs[i][1] = ns + nt
        del runs[i + 1]
        k = self.place_after(a[t][0], a, s, ns, 0)
        s += k
        ns -= k
        if ns == 0:
            return
        nt = self.place_before(a[s + ns - 1][0], a, t, nt, nt - 1)
        if nt == 0:
            return
        if ns <= nt:
            self.merge_from_left(s, ns, t, nt)
        else:
            self.merge_from_right(s, ns, t, nt)

    def place_before(self, key, p, base, n, hint):
        last, step = 0, 1
        if p[base + hint][0] < key:
            most = n - hint
            while step < most and p[base + hint + step][0] < key:
                last = step
                step = 2 * step + 1
            step = min(step, most) + hint
            last += hint
        else:
            most = hint + 1
            while step < most and not p[base + hint - step][0] < key:
                last = step
                step = 2 * step + 1
            last, step = hint - min(step, most), hint - last
        last += 1
        while last < step:
            mid = last + ((step - last) >> 1)
            if p[base + mid][0] < key:
                last = mid + 1
            else:
                step = mid
        return step

    def place_after(self, key, p, base, n, hint):
        last, step = 0, 1
        if key < p[base + hint][0]:
            most = hint + 1
            while step < most and key < p[base + hint - step][0]:
                last = step
                step = 2 * step + 1
            last, step = hint - min(step, most), hint - last
        else:
            most = n - hint
            while step < most and not key < p[base + hint + step][0]:
                last = step
                step = 2 * step + 1
            step = min(step, most) + hint
            last += hint
        last += 1
        while last < step:
            mid = last + ((step - last) >> 1)
            if key < p[base + mid][0]:
                step = mid
            else:
                last = mid + 1
        return step

    def merge_from_left(self, to, ns, t, nt):
        a = self.a
        side = a[to:to + ns]
        i = 0
        try:
            a[to] = a[t]
            to += 1
            t += 1
            nt -= 1
            if nt == 0 or ns == 1:
                return
            patience = self.patience
            while True:
                won_left = won_right = 0
                while won_left < patience and won_right < patience:
                    if a[t][0] < side[i][0]:
                        a[to] = a[t]
                        to += 1
                        t += 1
                        nt -= 1
                        won_right += 1
                        won_left = 0
                        if nt == 0:
                            return
                    else:
                        a[to] = side[i]
                        to += 1
                        i += 1
                        ns -= 1
                        won_left += 1
                        won_right = 0
                        if ns == 1:
                            return
                patience += 1
                while True:
                    if patience > 1:
                        patience -= 1
                    self.patience = patience
                    won_left = self.place_after(a[t][0], side, i, ns, 0)
                    if won_left:
                        a[to:to + won_left] = side[i:i + won_left]
                        to += won_left
                        i += won_left
                        ns -= won_left
                        if ns <= 1:
                            return
                    a[to] = a[t]
                    to += 1
                    t += 1
                    nt -= 1
                    if nt == 0:
                        return
                    won_right = self.place_before(side[i][0], a, t, nt, 0)
                    if won_right:
                        a[to:to + won_right] = a[t:t + won_right]
                        to += won_right
                        t += won_right
                        nt -= won_right
                        if nt == 0:
                            return
                    a[to] = side[i]
                    to += 1
                    i += 1
                    ns -= 1
                    if ns == 1:
                        return
                    if won_left < 7 and won_right < 7:
                        break
                patience += 1
                self.patience = patience
        except BaseException:
            a[to:to + ns] = side[i:i + ns]
            ns = 0
            raise
        finally:
            if ns:
                if nt:  # one is left of the left run, the largest of all
                    a[to:to + nt] = a[t:t + nt]
                a[to + nt:to + nt + ns] = side[i:i + ns]

    def merge_from_right(self, s, ns, t, nt):
        a = self.a
        side = a[t:t + nt]
        to = t + nt         # one behind the next place
        try:
            to -= 1
            ns -= 1
            a[to] = a[s + ns]
            if ns == 0 or nt == 1:
                return
            patience = self.patience
            while True:
                won_left = won_right = 0
                while won_left < patience and won_right < patience:
                    if side[nt - 1][0] < a[s + ns - 1][0]:
                        to -= 1
                        ns -= 1
                        a[to] = a[s + ns]
                        won_left += 1
                        won_right = 0
                        if ns == 0:
                            return
                    else:
                        to -= 1
                        nt -= 1
                        a[to] = side[nt]
                        won_right += 1
                        won_left = 0
                        if nt == 1:
                            return
                patience += 1
                while True:
                    if patience > 1:
                        patience -= 1
                    self.patience = patience
                    won_left = ns - self.place_after(side[nt - 1][0], a, s, ns, ns - 1)
                    if won_left:
                        a[to - won_left:to] = a[s + ns - won_left:s + ns]
                        to -= won_left
                        ns -= won_left
                        if ns == 0:
                            return
                    to -= 1
                    nt -= 1
                    a[to] = side[nt]
                    if nt == 1:
                        return
                    won_right = nt - self.place_before(a[s + ns - 1][0], side, 0, nt, nt - 1)
                    if won_right:
                        a[to - won_right:to] = side[nt - won_right:nt]
                        to -= won_right
                        nt -= won_right
                        if nt <= 1:
                            return
                    to -= 1
                    ns -= 1
                    a[to] = a[s + ns]
                    if ns == 0:
                        return
                    if won_left < 7 and won_right < 7:
                        break
                patience += 1
                self.patience = patience
        except BaseException:
            a[to - nt:to] = side[:nt]
            nt = 0
            raise
        finally:
            if nt:
                if ns:  # one is left of the right run, the smallest of all
                    a[to - ns:to] = a[s:s + ns]
                    to -= ns
                a[to - nt:to] = side[:nt]
