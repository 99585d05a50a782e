"""weakref: references that do not keep their object alive."""

from _weakref import ref, getweakrefcount, getweakrefs
from _weakrefset import WeakSet
import _collections_abc
import sys

ReferenceType = ref
__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary', 'ReferenceType', 'ProxyType',
           'WeakSet', 'WeakMethod', 'WeakValueDictionary', 'finalize']


class ProxyType:
    __slots__ = ('_ref',)

    def __init__(self, obj, callback=None):
        object.__setattr__(self, '_ref', ref(obj, callback))

    def __getattribute__(self, name):
        obj = object.__getattribute__(self, '_ref')()
        if obj is None:
            raise ReferenceError('weakly-referenced object no longer exists')
        return getattr(obj, name)

    def __setattr__(self, name, value):
        obj = object.__getattribute__(self, '_ref')()
        if obj is None:
            raise ReferenceError('weakly-referenced object no longer exists')
        setattr(obj, name, value)

    def __str__(self):
        return str(self.__class__ and _target(self))

    def __repr__(self):
        return repr(_target(self))

    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)

    def __len__(self):
        return len(_target(self))

    def __getitem__(self, key):
        return _target(self)[key]

    def __iter__(self):
        return iter(_target(self))

    def __bool__(self):
        return bool(_target(self))

    def __eq__(self, other):
        return _target(self) == other

    __hash__ = None


CallableProxyType = ProxyType
ProxyTypes = (ProxyType,)


def _target(proxy):
    obj = object.__getattribute__(proxy, '_ref')()
    if obj is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return obj


def proxy(obj, callback=None, /):
    return ProxyType(obj, callback)


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

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def items(self):
        return iter([(k, v) for k, v in [(k, r()) for k, r in list(self.data.items())] if v is not None])

    def keys(self):
        return iter([k for k, r in list(self.data.items()) if r() is not None])

    __iter__ = keys

    def values(self):
        return iter([v for v in [r() for r in list(self.data.values())] if v is not None])

    def valuerefs(self):
        return list(self.data.values())

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
        return iter([(k, v) for k, v in [(r(), v) for r, v in list(self.data.items())] if k is not None])

    def keys(self):
        return iter([k for k in [r() for r in list(self.data)] if k is not None])

    __iter__ = keys

    def values(self):
        return iter([v for r, v in list(self.data.items()) if r() is not None])

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
        while waiting := [each for each, info in cls._registry.items() if info[4]]:
            try:
                waiting[-1]()
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
