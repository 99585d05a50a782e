"""functools' parts that stand for C code elsewhere, in Python, for a program that has put module _functools out of reach."""

__name__ = 'functools'

from types import GenericAlias, MethodType
from reprlib import recursive_repr

_nothing = object()


class partial:
    """A function with some of its arguments given already."""

    __slots__ = 'func', 'args', 'keywords', '__dict__', '__weakref__'

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    @recursive_repr()
    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func)] + [repr(arg) for arg in self.args]
        parts += [f'{name}={value!r}' for name, value in self.keywords.items()]
        return f'{cls.__module__}.{cls.__qualname__}({", ".join(parts)})'

    def __get__(self, obj, objtype=None):
        if obj is not None:
            import warnings
            warnings.warn('functools.partial will be a method descriptor in future Python versions; '
                          'wrap it in staticmethod() if you want to preserve the old behavior', FutureWarning, 2)
        return self

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError('argument to __setstate__ must be a tuple')
        if len(state) != 4:
            raise TypeError(f'expected 4 items in state, got {len(state)}')
        func, args, keywords, attributes = state
        if not (callable(func) and isinstance(args, tuple) and (keywords is None or isinstance(keywords, dict))
                and (attributes is None or isinstance(attributes, dict))):
            raise TypeError('invalid partial state')
        self.__dict__ = {} if attributes is None else attributes
        self.func = func
        self.args = tuple(args)
        self.keywords = {} if keywords is None else keywords if type(keywords) is dict else dict(keywords)

    __class_getitem__ = classmethod(GenericAlias)


def reduce(function, sequence, initial=_nothing, /):
    """Apply a function of two arguments cumulatively to the items, from left to right."""
    items = iter(sequence)
    if initial is _nothing:
        try:
            value = next(items)
        except StopIteration:
            raise TypeError('reduce() of empty iterable with no initial value') from None
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


def cmp_to_key(mycmp):
    """Convert a cmp= function into a key= function."""

    class K:
        __slots__ = ['obj']

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


class _Key(list):
    """Arguments as a key that computes its hash once."""

    __slots__ = 'number'

    def __init__(self, parts):
        self[:] = parts
        self.number = hash(parts)

    def __hash__(self):
        return self.number


_keywords_begin = object()


def _make_key(args, kwargs, typed, len=len):      # not a len() that the module is given later
    parts = args
    if kwargs:
        parts += (_keywords_begin,)
        for item in kwargs.items():
            parts += item
    if typed:
        parts += tuple([type(value) for value in args])
        parts += tuple([type(value) for value in kwargs.values()])
    elif len(parts) == 1 and type(parts[0]) in (int, str):
        return parts[0]
    return _Key(parts)


def _lru_cache_wrapper(user_function, maxsize, typed, cache_info):
    results = {}            # the least recently used first
    size = results.__len__
    hits = misses = 0

    def wrapper(*args, **kwargs):
        nonlocal hits, misses
        if maxsize == 0:
            misses += 1
            return user_function(*args, **kwargs)
        key = _make_key(args, kwargs, typed)
        result = results.get(key, _nothing)
        if result is not _nothing:
            hits += 1
            if maxsize is not None and results.pop(key, _nothing) is not _nothing:
                results[key] = result
            return result
        misses += 1
        result = user_function(*args, **kwargs)
        if maxsize is not None and key not in results and size() >= maxsize:
            results.pop(next(iter(results)), None)
        results[key] = result
        return result

    def cache_info_of():
        """Report cache statistics"""
        return cache_info(hits, misses, maxsize, size())

    def cache_clear():
        """Clear the cache and cache statistics"""
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info_of
    wrapper.cache_clear = cache_clear
    return wrapper
