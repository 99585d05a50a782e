"""Helpers that stand for the C modules _operator, _heapq, _bisect, _functools and _collections.

Hidden, as all of _builtins*.py (see _builtins_core.py). The modules of the same name without the underscore are in the open.
"""


def _fill_module(name, things):
    module = _builtin_module(name)
    for thing in things:
        setattr(module, thing.__name__, thing)


# ---- operators as functions (_add and its like are in _builtins_objects.py)

def _sub(a, b):
    return a - b


def _mul(a, b):
    return a * b


def _matmul(a, b):
    return a @ b


def _truediv(a, b):
    return a / b


def _floordiv(a, b):
    return a // b


def _mod(a, b):
    return a % b


def _lshift(a, b):
    return a << b


def _rshift(a, b):
    return a >> b


def _and(a, b):
    return a & b


def _xor(a, b):
    return a ^ b


def _iadd(a, b):
    a += b
    return a


def _isub(a, b):
    a -= b
    return a


def _imul(a, b):
    a *= b
    return a


def _imatmul(a, b):
    a @= b
    return a


def _itruediv(a, b):
    a /= b
    return a


def _ifloordiv(a, b):
    a //= b
    return a


def _imod(a, b):
    a %= b
    return a


def _ipow(a, b):
    a **= b
    return a


def _ilshift(a, b):
    a <<= b
    return a


def _irshift(a, b):
    a >>= b
    return a


def _iand(a, b):
    a &= b
    return a


def _ior(a, b):
    a |= b
    return a


def _ixor(a, b):
    a ^= b
    return a


def _op_contains(a, b):
    return b in a


def _iterable_or_complain(a):
    try:
        return iter(a)
    except TypeError:
        if hasattr(_type_of(a), '__iter__'):
            raise
    raise TypeError(f"argument of type '{_type_of(a).__name__}' is not iterable")


def _op_count_of(a, b):
    count = 0
    for x in _iterable_or_complain(a):
        if x is b or x == b:
            count += 1
    return count


def _op_index_of(a, b):
    place = 0
    for x in _iterable_or_complain(a):
        if x is b or x == b:
            return place
        place += 1
    raise ValueError("sequence.index(x): x not in sequence")


def _op_concat(a, b):
    if not hasattr(a, '__getitem__'):
        raise TypeError(f"'{_type_of(a).__name__}' object can't be concatenated")
    return a + b


def _op_iconcat(a, b):
    if not hasattr(a, '__getitem__'):
        raise TypeError(f"'{_type_of(a).__name__}' object can't be concatenated")
    a += b
    return a


def _op_setitem(a, b, c):
    a[b] = c


def _op_delitem(a, b):
    del a[b]


def _reversed_hint(sequence, left):
    return left if len(sequence) >= left else 0


def _extend_bytes(array, iterable):
    """bytearray.extend(), of what says how long it is likely to be: that is asked first."""
    items = iter(iterable)
    _op_length_hint(iterable)
    array.extend([value for value in items])


def _op_length_hint(obj, default=0):
    if not isinstance(default, int):
        raise TypeError(f"'{_type_of(default).__name__}' object cannot be interpreted as an integer")
    if hasattr(_type_of(obj), '__len__'):
        try:
            return len(obj)
        except TypeError:
            pass
    hint = _special(obj, '__length_hint__')
    if hint is None:
        return default
    try:
        value = hint()
    except TypeError:
        return default
    if value is NotImplemented:
        return default
    if not isinstance(value, int):
        raise TypeError(f"__length_hint__ must be an integer, not {_type_of(value).__name__}")
    if value < 0:
        raise ValueError("__length_hint__() should return >= 0")
    return value


class itemgetter:
    """Return a callable object that fetches the given item(s) from its operand.
After f = itemgetter(2), the call f(r) returns r[2].
After g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])"""

    __module__ = 'operator'
    __slots__ = ('_items', '_one')

    def __init__(self, /, *items):
        if not items:
            raise TypeError("itemgetter expected 1 argument, got 0")
        self._items = items
        self._one = len(items) == 1

    def __call__(self, /, *args):
        if len(args) != 1:
            raise TypeError(f"itemgetter expected 1 argument, got {len(args)}")
        obj = args[0]
        if self._one:
            return obj[self._items[0]]
        return tuple([obj[item] for item in self._items])

    def __repr__(self):
        return f"{_type_of(self).__module__}.{_type_of(self).__qualname__}({', '.join([repr(i) for i in self._items])})"

    def __reduce__(self):
        return _type_of(self), self._items


class attrgetter:
    """Return a callable object that fetches the given attribute(s) from its operand.
After f = attrgetter('name'), the call f(r) returns r.name.
After g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).
After h = attrgetter('name.first', 'name.last'), the call h(r) returns
(r.name.first, r.name.last)."""

    __module__ = 'operator'
    __slots__ = ('_attrs', '_paths')

    def __init__(self, /, *attrs):
        if not attrs:
            raise TypeError("attrgetter expected 1 argument, got 0")
        for attr in attrs:
            if not isinstance(attr, str):
                raise TypeError("attribute name must be a string")
        self._attrs = attrs
        self._paths = [attr.split('.') for attr in attrs]

    def __call__(self, /, *args):
        if len(args) != 1:
            raise TypeError(f"attrgetter expected 1 argument, got {len(args)}")
        values = []
        for path in self._paths:
            value = args[0]
            for name in path:
                value = getattr(value, name)
            values.append(value)
        return values[0] if len(values) == 1 else tuple(values)

    def __repr__(self):
        return f"{_type_of(self).__module__}.{_type_of(self).__qualname__}({', '.join([repr(a) for a in self._attrs])})"

    def __reduce__(self):
        return _type_of(self), self._attrs


class methodcaller:
    """Return a callable object that calls the given method on its operand.
After f = methodcaller('name'), the call f(r) returns r.name().
After g = methodcaller('name', 'date', foo=1), the call g(r) returns
r.name('date', foo=1)."""

    __module__ = 'operator'
    __slots__ = ('_name', '_args', '_kwargs')

    def __init__(self, /, *args, **kwargs):
        if not args:
            raise TypeError("methodcaller needs at least one argument, the method name")
        if not isinstance(args[0], str):
            raise TypeError("method name must be a string")
        self._name = args[0]
        self._args = args[1:]
        self._kwargs = kwargs

    def __call__(self, /, *args):
        if len(args) != 1:
            raise TypeError(f"methodcaller expected 1 argument, got {len(args)}")
        return getattr(args[0], self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        parts = [repr(self._name)] + [repr(a) for a in self._args] + [f'{k}={v!r}' for k, v in self._kwargs.items()]
        return f"{_type_of(self).__module__}.{_type_of(self).__qualname__}({', '.join(parts)})"

    def __reduce__(self):
        if not self._kwargs:
            return _type_of(self), (self._name,) + self._args
        return partial(_type_of(self), self._name, **self._kwargs), self._args


_fill_module('_operator', (itemgetter, attrgetter, methodcaller))


# ---- heaps with items whose __lt__ is a program's: the comparisons of runtime/mod_heapq.cpp in the same order

def _less_than(a, b):
    return a < b


def _greater_than(a, b):
    return b < a


def _rise(heap, top, at, less):
    item = heap[at]
    while at > top:
        parent = (at - 1) >> 1
        if not less(item, heap[parent]):
            break
        heap[at] = heap[parent]
        heap[parent] = item
        at = parent


def _settle(heap, at, less):
    end = len(heap)
    top = at
    limit = end >> 1
    while at < limit:
        child = 2 * at + 1
        if child + 1 < end and not less(heap[child], heap[child + 1]):
            child += 1
        if len(heap) != end:
            raise RuntimeError("list changed size during iteration")
        heap[at], heap[child] = heap[child], heap[at]
        at = child
    _rise(heap, top, at, less)


def _heappush(heap, item):
    heap.append(item)
    _rise(heap, 0, len(heap) - 1, _less_than)


def _pop_with(heap, less):
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _settle(heap, 0, less)
    return first


def _heappop(heap):
    return _pop_with(heap, _less_than)


def _heappop_max(heap):
    return _pop_with(heap, _greater_than)


def _heapreplace(heap, item):
    first = heap[0]
    heap[0] = item
    _settle(heap, 0, _less_than)
    return first


def _heapreplace_max(heap, item):
    first = heap[0]
    heap[0] = item
    _settle(heap, 0, _greater_than)
    return first


def _heappushpop(heap, item):
    if not heap or not heap[0] < item:
        return item
    if not heap:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    _settle(heap, 0, _less_than)
    return first


def _heapify_with(heap, less):
    n = len(heap)
    inner = n >> 1
    if n <= 2500:
        for i in range(inner - 1, -1, -1):
            _settle(heap, i, less)
        return
    leftmost = inner + 1
    while leftmost & (leftmost - 1):
        leftmost &= leftmost - 1
    leftmost -= 1
    for start, stop in ((leftmost - 1, (inner >> 1) - 1), (inner - 1, leftmost - 1)):
        for i in range(start, stop, -1):
            _settle(heap, i, less)
            while i & 1:
                i >>= 1
                _settle(heap, i, less)


def _heapify(heap):
    _heapify_with(heap, _less_than)


def _heapify_max(heap):
    _heapify_with(heap, _greater_than)


def _bisect_right(a, x, lo, hi, key):
    if hi is None:
        hi = len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        item = a[mid] if key is None else key(a[mid])
        if x < item:
            hi = mid
        else:
            lo = mid + 1
    return lo


def _bisect_left(a, x, lo, hi, key):
    if hi is None:
        hi = len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        item = a[mid] if key is None else key(a[mid])
        if item < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


def _insort_right(a, x, lo, hi, key):
    a.insert(_bisect_right(a, x if key is None else key(x), lo, hi, key), x)


def _insort_left(a, x, lo, hi, key):
    a.insert(_bisect_left(a, x if key is None else key(x), lo, hi, key), x)


# ---- _functools

class partial:
    """Create a new function with partial application of the given arguments and keywords."""

    __module__ = 'functools'
    __slots__ = ('func', 'args', 'keywords', '__dict__', '__weakref__')

    def __new__(cls, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func = args[0]
        if not callable(func):
            raise TypeError("the first argument must be callable")
        args = args[1:]
        if isinstance(func, partial) and not func.__dict__:
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        if keywords:
            return self.func(*self.args, *args, **{**self.keywords, **keywords})
        return self.func(*self.args, *args, **self.keywords)

    def __repr__(self):
        cls = _type_of(self)
        name = f'{cls.__module__}.{cls.__qualname__}'
        if not _repr_enter(self):
            return f'{name}(...)'
        try:
            parts = [repr(self.func)]
            parts.extend([repr(x) for x in self.args])
            parts.extend([f'{k}={v!r}' for k, v in self.keywords.items()])
        finally:
            _repr_leave(self)
        return f"{name}({', '.join(parts)})"

    def __reduce__(self):
        return _type_of(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError("invalid partial state")
        func, args, keywords, attrs = state
        if not callable(func) or not isinstance(args, tuple) or not (keywords is None or isinstance(keywords, dict)):
            raise TypeError("invalid partial state")
        self.func = func
        self.args = tuple(args)
        self.keywords = dict(keywords or {})
        self.__dict__ = dict(attrs or {})

    def __class_getitem__(cls, item):
        return _generic_alias(cls, item)


def reduce(*args):
    """reduce(function, iterable[, initial], /) -> value

Apply a function of two arguments cumulatively to the items of an iterable, from left to right."""
    if len(args) < 2:
        raise TypeError(f"reduce expected at least 2 arguments, got {len(args)}")
    if len(args) > 3:
        raise TypeError(f"reduce expected at most 3 arguments, got {len(args)}")
    function, iterable = args[0], args[1]
    try:
        iterator = iter(iterable)
    except TypeError:
        if hasattr(_type_of(iterable), '__iter__'):
            raise
        iterator = None
    if iterator is None:
        raise TypeError("reduce() arg 2 must support iteration")
    if len(args) == 3:
        value = args[2]
    else:
        value = next(iterator, _Missing)
        if value is _Missing:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in iterator:
        value = function(value, item)
    return value


class KeyWrapper:
    __module__ = 'functools'
    __slots__ = ('obj', '_compare')
    __hash__ = None

    def __lt__(self, other):
        return self._against(other) < 0

    def __gt__(self, other):
        return self._against(other) > 0

    def __eq__(self, other):
        return self._against(other) == 0

    def __le__(self, other):
        return self._against(other) <= 0

    def __ge__(self, other):
        return self._against(other) >= 0

    def __ne__(self, other):
        return self._against(other) != 0

    def _against(self, other):
        if _type_of(other) is not KeyWrapper:
            raise TypeError("other argument must be K instance")
        return self._compare(self.obj, other.obj)

    def __call__(self, obj):
        wrapped = KeyWrapper()
        wrapped._compare = self._compare
        wrapped.obj = obj
        return wrapped


def cmp_to_key(mycmp):
    """Convert a cmp= function into a key= function."""
    wrapper = KeyWrapper()
    wrapper._compare = mycmp
    return wrapper


class _lru_cache_wrapper:
    """Create a cached callable that wraps another function."""

    __module__ = 'functools'
    __slots__ = ('_function', '_maxsize', '_typed', '_info', '_results', '_hits', '_misses', '__dict__', '__weakref__')

    def __init__(self, user_function, maxsize, typed, cache_info_type):
        if not callable(user_function):
            raise TypeError("the first argument must be callable")
        if maxsize is not None:
            if not isinstance(maxsize, int):
                raise TypeError("maxsize should be integer or None")
            maxsize = max(maxsize, 0)
        self._function = user_function
        self._maxsize = maxsize
        self._typed = typed
        self._info = cache_info_type
        self._results = {}
        self._hits = self._misses = 0

    def __call__(self, /, *args, **kwargs):
        limit = self._maxsize
        if limit == 0:
            self._misses += 1
            return self._function(*args, **kwargs)
        if not kwargs and not self._typed:
            key = args[0] if len(args) == 1 and _type_of(args[0]) in (int, str) else args
        else:
            key = _cache_key(args, kwargs, self._typed)
        number = hash(key)
        results = self._results
        result = _hashed_get(results, key, number, _Missing)
        if result is not _Missing:
            self._hits += 1
            if limit is not None:
                _hashed_renew(results, key, number)
            return result
        self._misses += 1
        result = self._function(*args, **kwargs)
        if limit is not None:
            if _hashed_get(results, key, number, _Missing) is not _Missing:
                return result
            if len(results) >= limit:
                _take_first(results)
        _hashed_set(results, key, number, result)
        return result

    def cache_info(self):
        """Report cache statistics"""
        return self._info(self._hits, self._misses, self._maxsize, len(self._results))

    def cache_clear(self):
        """Clear the cache and cache statistics"""
        self._hits = self._misses = 0
        self._results.clear()

    def __get__(self, obj, owner=None):
        return self if obj is None else _classes['Method'](self, obj)

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_keyword_mark = object()


def _cache_key(args, kwargs, typed):
    key = list(args)
    if kwargs:
        key.append(_keyword_mark)
        for item in kwargs.items():
            key.extend(item)
    if typed:
        key.extend([_type_of(value) for value in args])
        key.extend([_type_of(value) for value in kwargs.values()])
    return tuple(key)


_fill_module('_functools', (partial, reduce, cmp_to_key, _lru_cache_wrapper))


# ---- _collections

def _count_into(mapping, iterable):
    get = mapping.get
    for element in iterable:
        mapping[element] = get(element, 0) + 1


class defaultdict(dict):
    """defaultdict(default_factory=None, /, [...]) --> dict with default factory

The default factory is called without arguments to produce
a new value when a key is not present, in __getitem__ only.
A defaultdict compares equal to a dict with the same items.
All remaining arguments are treated the same as if they were
passed to the dict constructor, including keyword arguments."""

    __module__ = 'collections'

    def __init__(self, /, *args, **kwargs):
        factory = args[0] if args else None
        if factory is not None and not callable(factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = factory
        dict.__init__(self, *args[1:], **kwargs)

    def __missing__(self, key):
        """__missing__(key) # Called by __getitem__ for missing key; pseudo-code:
  if self.default_factory is None: raise KeyError((key,))
  self[key] = value = self.default_factory()
  return value
"""
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def __repr__(self):
        items = dict.__repr__(self)
        factory = self.default_factory
        if factory is None or _repr_enter(factory):
            try:
                shown = repr(factory)
            finally:
                if factory is not None:
                    _repr_leave(factory)
        else:
            shown = '...'
        return f"{_type_of(self).__name__}({shown}, {items})"

    def copy(self):
        """D.copy() -> a shallow copy of D."""
        return _type_of(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        factory = self.default_factory
        return _type_of(self), () if factory is None else (factory,), None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = _type_of(self)(self.default_factory, self)
        dict.update(new, other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = _type_of(self)(self.default_factory, other)
        dict.update(new, self)
        return new

    def __class_getitem__(cls, item):
        return _generic_alias(cls, item)


class OrderedDict(dict):
    """Dictionary that remembers insertion order"""

    __module__ = 'collections'

    def __init__(self, /, *args, **kwargs):
        if len(args) > 1:
            raise TypeError(f"expected at most 1 arguments, got {len(args)}")
        self.update(*args, **kwargs)

    def update(self, /, *args, **kwargs):
        """Update the mapping from a mapping or an iterable of pairs, then from keywords."""
        if len(args) > 1:
            raise TypeError(f"update() takes at most 1 positional argument ({len(args)} given)")
        if args:
            other = args[0]
            if _type_of(other) is dict:
                for key, value in other.items():
                    self[key] = value
            elif hasattr(other, 'keys'):
                for key in other.keys():
                    self[key] = other[key]
            elif hasattr(other, 'items'):
                for key, value in other.items():
                    self[key] = value
            else:
                for pair in other:
                    pair = tuple(pair)
                    if len(pair) < 2:
                        raise ValueError(f"need more than {len(pair)} value{'s' if len(pair) != 1 else ''} to unpack")
                    if len(pair) > 2:
                        raise ValueError("too many values to unpack (expected 2)")
                    self[pair[0]] = pair[1]
        for key, value in kwargs.items():
            self[key] = value

    def popitem(self, last=True):
        """Remove and return a (key, value) pair from the dictionary.

Pairs are returned in LIFO order if last is true or FIFO order if false."""
        pair = _take_last(self) if last else _take_first(self)
        if pair is None:
            raise KeyError('dictionary is empty')
        return pair

    def move_to_end(self, key, last=True):
        """Move an existing element to the end (or beginning if last is false).

Raise KeyError if the element does not exist."""
        if last:
            _hashed_renew(self, key, hash(key))
        else:
            _to_front(self, key)

    def pop(self, key, default=_Missing):
        """od.pop(key[,default]) -> v, remove specified key and return the corresponding value.

If the key is not found, return the default if given; otherwise, raise a KeyError."""
        if default is _Missing:
            if key not in self and hasattr(_type_of(self), '__missing__'):
                return self.__missing__(key)
            return dict.pop(self, key)
        return dict.pop(self, key, default)

    def setdefault(self, key, default=None):
        """Insert key with a value of default if key is not in the dictionary.

Return the value for key if key is in the dictionary, else default."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    def __eq__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        if not dict.__eq__(self, other):
            return False
        if isinstance(other, OrderedDict):
            others = iter(other)
            for key in self:
                against = next(others)
                if not (key is against or key == against):
                    return False
        return True

    def __ne__(self, other):
        result = OrderedDict.__eq__(self, other)
        return result if result is NotImplemented else not result

    __hash__ = None

    def __repr__(self):
        name = _type_of(self).__name__
        if not self:
            return f'{name}()'
        if not _repr_enter(self):
            return '...'
        try:
            return f'{name}({dict(_dict_items(self))!r})'
        finally:
            _repr_leave(self)

    def copy(self):
        """od.copy() -> a shallow copy of od"""
        return _type_of(self)(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """Create a new ordered dictionary with keys from iterable and values set to value."""
        new = cls()
        for key in iterable:
            new[key] = value
        return new

    def __reduce__(self):
        state = {k: v for k, v in _attrs(self).items()} if _attrs(self) else None
        return _type_of(self), (), state, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = _type_of(self)(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = _type_of(self)(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


_fill_module('_collections', (defaultdict, OrderedDict))


def _refuse_to_set(self, value):
    raise AttributeError("can't set attribute")


def _refuse_to_delete(self):
    raise AttributeError("can't delete attribute")


def _tuplegetter(place, doc):
    getter = _field_getter(place)
    if getter is None:
        getter = itemgetter(place)
    return property(getter, _refuse_to_set, _refuse_to_delete, doc)


_builtin_module('_collections')._tuplegetter = _tuplegetter
_builtin_module('_collections')._function_from_text = _hidden_function
