"""operator's functions in Python, for a program that has put module _operator out of reach."""

__name__ = 'operator'

from builtins import abs as _abs


# ---- comparing, identity, truth


def lt(a, b):
    """Same as a < b."""
    return a < b


def le(a, b):
    """Same as a <= b."""
    return a <= b


def eq(a, b):
    """Same as a == b."""
    return a == b


def ne(a, b):
    """Same as a != b."""
    return a != b


def gt(a, b):
    """Same as a > b."""
    return a > b


def ge(a, b):
    """Same as a >= b."""
    return a >= b


def not_(a):
    """Same as not a."""
    return not a


def truth(a):
    """True if a is true, False otherwise."""
    return True if a else False


def is_(a, b):
    """Same as a is b."""
    return a is b


def is_not(a, b):
    """Same as a is not b."""
    return a is not b


# ---- arithmetic and bits


def abs(a):
    """Same as abs(a)."""
    return _abs(a)


def index(a):
    """Same as a.__index__()."""
    return a.__index__()


def neg(a):
    """Same as -a."""
    return -a


def pos(a):
    """Same as +a."""
    return +a


def inv(a):
    """Same as ~a."""
    return ~a


invert = inv


def add(a, b):
    """Same as a + b."""
    return a + b


def sub(a, b):
    """Same as a - b."""
    return a - b


def mul(a, b):
    """Same as a * b."""
    return a * b


def matmul(a, b):
    """Same as a @ b."""
    return a @ b


def truediv(a, b):
    """Same as a / b."""
    return a / b


def floordiv(a, b):
    """Same as a // b."""
    return a // b


def mod(a, b):
    """Same as a % b."""
    return a % b


def pow(a, b):
    """Same as a ** b."""
    return a ** b


def lshift(a, b):
    """Same as a << b."""
    return a << b


def rshift(a, b):
    """Same as a >> b."""
    return a >> b


def and_(a, b):
    """Same as a & b."""
    return a & b


def or_(a, b):
    """Same as a | b."""
    return a | b


def xor(a, b):
    """Same as a ^ b."""
    return a ^ b


# ---- containers


def concat(a, b):
    """Same as a + b, for a and b sequences."""
    _check_sequence(a)
    return a + b


def _check_sequence(a):
    if not hasattr(a, '__getitem__'):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")


def contains(a, b):
    """Same as b in a (note the reversed operands)."""
    return b in a


def countOf(a, b):
    """How often does b occur in a?"""
    count = 0
    for item in a:
        if item is b or item == b:
            count += 1
    return count


def indexOf(a, b):
    """The first index of b in a."""
    for place, item in enumerate(a):
        if item is b or item == b:
            return place
    raise ValueError('sequence.index(x): x not in sequence')


def getitem(a, b):
    """Same as a[b]."""
    return a[b]


def setitem(a, b, c):
    """Same as a[b] = c."""
    a[b] = c


def delitem(a, b):
    """Same as del a[b]."""
    del a[b]


def length_hint(obj, default=0):
    """About how many items has obj? default where it does not say."""
    if not isinstance(default, int):
        raise TypeError(f"'{type(default).__name__}' object cannot be interpreted as an integer")
    try:
        return len(obj)
    except TypeError:
        pass
    try:
        hint = type(obj).__length_hint__
    except AttributeError:
        return default
    try:
        value = hint(obj)
    except TypeError:
        return default
    if value is NotImplemented:
        return default
    if not isinstance(value, int):
        raise TypeError(f'__length_hint__ must be an integer, not {type(value).__name__}')
    if value < 0:
        raise ValueError('__length_hint__() should return >= 0')
    return value


def call(obj, /, *args, **kwargs):
    """Same as obj(*args, **kwargs)."""
    return obj(*args, **kwargs)


# ---- callables that fetch


class attrgetter:
    """attrgetter('a', 'b.c')(x) is (x.a, x.b.c); with one name the value alone."""

    __slots__ = ('_attrs', '_paths')

    def __init__(self, attr, /, *attrs):
        self._attrs = (attr,) + attrs
        for name in self._attrs:
            if not isinstance(name, str):
                raise TypeError('attribute name must be a string')
        self._paths = [name.split('.') for name in self._attrs]

    def __call__(self, obj, /):
        values = []
        for path in self._paths:
            value = obj
            for name in path:
                value = getattr(value, name)
            values.append(value)
        return values[0] if len(values) == 1 else tuple(values)

    def __repr__(self):
        return _shown(self, self._attrs)

    def __reduce__(self):
        return self.__class__, self._attrs


class itemgetter:
    """itemgetter(1, 3)(x) is (x[1], x[3]); with one item the value alone."""

    __slots__ = ('_items',)

    def __init__(self, item, /, *items):
        self._items = (item,) + items

    def __call__(self, obj, /):
        values = [obj[item] for item in self._items]
        return values[0] if len(values) == 1 else tuple(values)

    def __repr__(self):
        return _shown(self, self._items)

    def __reduce__(self):
        return self.__class__, self._items


class methodcaller:
    """methodcaller('name', 1, key=2)(x) is x.name(1, key=2)."""

    __slots__ = ('_name', '_args', '_kwargs')

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError('method name must be a string')
        self._name = name
        self._args = args
        self._kwargs = kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        return _shown(self, (self._name,) + self._args, self._kwargs)

    def __reduce__(self):
        if not self._kwargs:
            return self.__class__, (self._name,) + self._args
        from functools import partial
        return partial(self.__class__, self._name, **self._kwargs), self._args


def _shown(getter, args, kwargs={}):
    cls = getter.__class__
    parts = [repr(arg) for arg in args] + [f'{name}={value!r}' for name, value in kwargs.items()]
    return f'{cls.__module__}.{cls.__qualname__}({", ".join(parts)})'


# ---- in place


def iadd(a, b):
    """Same as a += b."""
    a += b
    return a


def isub(a, b):
    """Same as a -= b."""
    a -= b
    return a


def imul(a, b):
    """Same as a *= b."""
    a *= b
    return a


def imatmul(a, b):
    """Same as a @= b."""
    a @= b
    return a


def itruediv(a, b):
    """Same as a /= b."""
    a /= b
    return a


def ifloordiv(a, b):
    """Same as a //= b."""
    a //= b
    return a


def imod(a, b):
    """Same as a %= b."""
    a %= b
    return a


def ipow(a, b):
    """Same as a **= b."""
    a **= b
    return a


def ilshift(a, b):
    """Same as a <<= b."""
    a <<= b
    return a


def irshift(a, b):
    """Same as a >>= b."""
    a >>= b
    return a


def iand(a, b):
    """Same as a &= b."""
    a &= b
    return a


def ior(a, b):
    """Same as a |= b."""
    a |= b
    return a


def ixor(a, b):
    """Same as a ^= b."""
    a ^= b
    return a


def iconcat(a, b):
    """Same as a += b, for a and b sequences."""
    _check_sequence(a)
    a += b
    return a


# ---- the same functions under the names of the special methods
for _name in ('lt', 'le', 'eq', 'ne', 'gt', 'ge', 'not_', 'abs', 'index', 'neg', 'pos', 'inv', 'invert', 'concat',
              'contains', 'getitem', 'setitem', 'delitem', 'call', 'iconcat',
              'add', 'sub', 'mul', 'matmul', 'truediv', 'floordiv', 'mod', 'pow', 'lshift', 'rshift', 'and_',
              'or_', 'xor', 'iadd', 'isub', 'imul', 'imatmul', 'itruediv', 'ifloordiv', 'imod', 'ipow', 'ilshift',
              'irshift', 'iand', 'ior', 'ixor'):
    globals()[f'__{_name.rstrip("_")}__'] = globals()[_name]
del _name
