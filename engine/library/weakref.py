"""weakref: references that do not keep their object alive."""

from _weakref import ref, getweakrefcount, getweakrefs
from _weakrefset import WeakSet
import _collections_abc
import operator as _operator
import sys

ReferenceType = ref
_collections_abc.MutableSet.register(WeakSet)
__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary', 'ReferenceType', 'ProxyType',
           'WeakSet', 'WeakMethod', 'WeakValueDictionary', 'finalize', 'CallableProxyType', 'ProxyTypes']


def _target(proxy):
    """What a proxy stands for."""
    obj = object.__getattribute__(proxy, '_ref')()
    if obj is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return obj


def _real(obj):
    return _target(obj) if type(obj) in ProxyTypes else obj


def _forward(name, operation):
    def method(self, *args):
        return operation(_target(self), *map(_real, args))
    method.__name__ = name
    method.__qualname__ = f'ProxyType.{name}'
    return method


def _forward_reflected(name, operation):
    def method(self, other):
        return operation(_real(other), _target(self))
    method.__name__ = name
    method.__qualname__ = f'ProxyType.{name}'
    return method


class ProxyType:
    """Stands for an object that it does not keep alive."""

    __slots__ = ('_ref', '__weakref__')

    def __new__(cls, *args):
        raise TypeError(f"cannot create 'weakref.{cls.__name__}' instances")

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, _real(value))

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        obj = object.__getattribute__(self, '_ref')()
        return f'<weakproxy at {hex(id(self))} to {type(obj).__name__} at {hex(id(obj))}>'

    def __iter__(self):
        return iter(_target(self))

    def __next__(self):
        obj = _target(self)
        if not hasattr(type(obj), '__next__'):
            raise TypeError(f"Weakref proxy referenced a non-iterator '{type(obj).__name__}' object")
        return next(obj)

    def __bytes__(self):
        return _target(self).__bytes__()

    def __reversed__(self):
        return _target(self).__reversed__()

    def __round__(self, *args):
        return round(_target(self), *args)

    def __dir__(self):
        return dir(_target(self))

    __hash__ = None


for _name in ('add', 'sub', 'mul', 'matmul', 'truediv', 'floordiv', 'mod', 'lshift', 'rshift', 'and', 'xor', 'or'):
    _function = getattr(_operator, f'__{_name}__')
    setattr(ProxyType, f'__{_name}__', _forward(f'__{_name}__', _function))
    setattr(ProxyType, f'__r{_name}__', _forward_reflected(f'__r{_name}__', _function))
    setattr(ProxyType, f'__i{_name}__', _forward(f'__i{_name}__', getattr(_operator, f'__i{_name}__')))
for _name, _function in {
        '__divmod__': divmod, '__pow__': pow, '__ipow__': _operator.__ipow__, '__neg__': _operator.neg, '__pos__': _operator.pos,
        '__abs__': abs, '__invert__': _operator.invert, '__int__': int, '__float__': float, '__index__': _operator.index,
        '__bool__': bool, '__str__': str, '__len__': len, '__contains__': _operator.contains, '__getitem__': _operator.getitem,
        '__setitem__': _operator.setitem, '__delitem__': _operator.delitem, '__lt__': _operator.lt, '__le__': _operator.le,
        '__eq__': _operator.eq, '__ne__': _operator.ne, '__gt__': _operator.gt, '__ge__': _operator.ge}.items():
    setattr(ProxyType, _name, _forward(_name, _function))
ProxyType.__rdivmod__ = _forward_reflected('__rdivmod__', divmod)
ProxyType.__rpow__ = _forward_reflected('__rpow__', pow)
del _name, _function


class CallableProxyType(ProxyType):
    def __call__(self, /, *args, **kwargs):
        return _target(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def proxy(obj, callback=None, /):
    """An object that stands for obj and does not keep it alive; callback(proxy) is called when obj is about to go."""
    self = object.__new__(CallableProxyType if callable(obj) else ProxyType)
    if callback is None:
        reference = ref(obj)
    else:
        self_ref = ref(self)

        def gone(_):
            self = self_ref()
            if self is not None:
                callback(self)
        reference = ref(obj, gone)
    object.__setattr__(self, '_ref', reference)
    return self


class WeakMethod(ref):
    """A weak reference to a bound method."""

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(f'argument should be a bound method, not {type(meth)}') from None

        def gone(_):
            self = self_ref()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, obj, gone)
        self._func_ref = ref(func, gone)
        self._meth_type = type(meth)
        self._alive = True
        self_ref = ref(self)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if isinstance(other, WeakMethod):
            if not self._alive or not other._alive:
                return self is other
            return ref.__eq__(self, other) and self._func_ref == other._func_ref
        return NotImplemented

    __hash__ = ref.__hash__


class _KeyedRef(ref):
    def __new__(cls, obj, callback, key):
        self = ref.__new__(cls, obj, callback)
        self.key = key
        return self

    def __init__(self, obj, callback, key):
        pass


KeyedRef = _KeyedRef


# What both kinds of dictionary do alike.

def _update(self, other):
    self.update(other)
    return self


def _merged(self, other):
    if not isinstance(other, _collections_abc.Mapping):
        return NotImplemented
    return _update(self.copy(), other)


def _merged_behind(self, other):
    if not isinstance(other, _collections_abc.Mapping):
        return NotImplemented
    return _update(_update(self.__class__(), other), self)


class WeakValueDictionary(_collections_abc.MutableMapping):
    """A mapping that does not keep its values alive."""

    def __init__(self, other=(), /, **kw):
        self_ref = ref(self)

        def remove(reference):
            self = self_ref()
            if self is not None and self.data.get(reference.key) is reference:
                del self.data[reference.key]
        self._remove = remove
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __repr__(self):
        return f'<{self.__class__.__name__} at {hex(id(self))}>'

    def __setitem__(self, key, value):
        self.data[key] = _KeyedRef(value, self._remove, key)

    def copy(self):
        new = WeakValueDictionary()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self.items():
            new[deepcopy(key, memo)] = value
        return new

    def pop(self, key, *args):
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if not args:
            raise KeyError(key)
        return args[0]

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value
            del value

    def keys(self):
        for key, reference in list(self.data.items()):
            if reference() is not None:
                yield key

    __iter__ = keys

    def values(self):
        for reference in list(self.data.values()):
            value = reference()
            if value is not None:
                yield value
            del value

    def valuerefs(self):
        return list(self.data.values())

    def itervaluerefs(self):
        yield from list(self.data.values())

    __ior__, __or__, __ror__ = _update, _merged, _merged_behind

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = default
            return default
        return value


class WeakKeyDictionary(_collections_abc.MutableMapping):
    """A mapping that does not keep its keys alive."""

    def __init__(self, dict=None):
        self.data = {}
        self_ref = ref(self)

        def remove(reference):
            self = self_ref()
            if self is not None:
                self.data.pop(reference, None)
        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return f'<{self.__class__.__name__} at {hex(id(self))}>'

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __contains__(self, key):
        try:
            reference = ref(key)
        except TypeError:
            return False
        return reference in self.data

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value
            del key

    def keys(self):
        for reference in list(self.data):
            key = reference()
            if key is not None:
                yield key
            del key

    __iter__ = keys

    def values(self):
        for reference, value in list(self.data.items()):
            if reference() is not None:
                yield value

    def copy(self):
        new = WeakKeyDictionary()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self.items():
            new[key] = deepcopy(value, memo)
        return new

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    __ior__, __or__, __ror__ = _update, _merged, _merged_behind

    def keyrefs(self):
        return list(self.data)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)


class finalize:
    """Calls a function when an object dies."""

    __slots__ = ()
    _registry = {}
    _at_exit = False
    _over = False               # after the program's end nothing is called

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._at_exit:
            import atexit
            atexit.register(finalize._call_what_is_left)
            finalize._at_exit = True
        self._registry[self] = [ref(obj, lambda _: self()), func, args, kwargs, True]

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info and not finalize._over:
            return info[1](*info[2], **info[3])

    @classmethod
    def _call_what_is_left(cls):
        """At the program's end: the youngest first, and those that they make too."""
        while youngest := next((each for each, info in reversed(cls._registry.items()) if info[4]), None):
            try:
                youngest()
            except Exception as exc:
                sys.excepthook(type(exc), exc, exc.__traceback__)
        cls._over = True

    def detach(self):
        info = self._registry.get(self)
        obj = info and info[0]()
        if obj is not None and self._registry.pop(self, None):
            return obj, info[1], info[2], info[3]

    def peek(self):
        info = self._registry.get(self)
        obj = info and info[0]()
        if obj is not None:
            return obj, info[1], info[2], info[3]

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return bool(info) and info[4]

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info[4] = bool(value)
