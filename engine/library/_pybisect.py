"""bisect's functions in Python, for a program that has put module _bisect out of reach."""

__name__ = 'bisect'


def _check_low(lo):
    if lo < 0:
        raise ValueError('lo must be non-negative')


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    """Where to insert x in the sorted a, behind what equals it. With key: x is a key already."""
    _check_low(lo)
    if hi is None:
        hi = len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if x < (a[mid] if key is None else key(a[mid])):
            hi = mid
        else:
            lo = mid + 1
    return lo


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    """Where to insert x in the sorted a, before what equals it. With key: x is a key already."""
    _check_low(lo)
    if hi is None:
        hi = len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if (a[mid] if key is None else key(a[mid])) < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


def insort_right(a, x, lo=0, hi=None, *, key=None):
    """Insert x into the sorted a, behind what equals it."""
    place = bisect_right(a, x if key is None else key(x), lo, hi, key=key)
    a.insert(place, x)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    """Insert x into the sorted a, before what equals it."""
    place = bisect_left(a, x if key is None else key(x), lo, hi, key=key)
    a.insert(place, x)


bisect = bisect_right
insort = insort_right
