"""copy: shallow and deep copies."""

import types
import weakref
from copyreg import _set_attributes


class Error(Exception):
    pass


error = Error
_atomic = {type(None), int, float, bool, str, bytes, tuple, frozenset, type, range, slice, type(...), type(NotImplemented),
           types.FunctionType, types.BuiltinFunctionType, weakref.ref, property, types.CodeType}


def copy(x):
    """A new object of the same class with the same contents."""
    cls = type(x)
    if cls in _atomic or issubclass(cls, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    return _rebuild(x, cls, None)


def deepcopy(x, memo=None, _nil=[]):
    """A copy of the object and of all that it holds."""
    if memo is None:
        memo = {}
    key = id(x)
    found = memo.get(key, _nil)
    if found is not _nil:
        return found
    cls = type(x)
    if cls in (type(None), int, float, bool, str, bytes, range, type(...), type(NotImplemented), types.FunctionType,
               types.BuiltinFunctionType, weakref.ref, property, types.CodeType, type) or issubclass(cls, type):
        return x
    if cls is list:
        y = []
        memo[key] = y
        for item in x:
            y.append(deepcopy(item, memo))
    elif cls is dict:
        y = {}
        memo[key] = y
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if key in memo:
            return memo[key]
        y = x
        for a, b in zip(x, items):
            if a is not b:
                y = tuple(items)
                break
    elif cls is set or cls is frozenset:
        y = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        y = bytearray(x)
    elif cls is types.MethodType:
        y = types.MethodType(x.__func__, deepcopy(x.__self__, memo))
    else:
        method = getattr(x, '__deepcopy__', None)
        y = method(memo) if method is not None else _rebuild(x, cls, memo)
    if y is not x:
        memo[key] = y
        memo.setdefault(id(memo), []).append(x)
    return y


def _rebuild(x, cls, memo):
    """Through __reduce_ex__ where the class has its own, else a bare instance with the same state."""
    deep = memo is not None
    reduce = cls.__dict__.get('__reduce__') or cls.__dict__.get('__reduce_ex__')
    if isinstance(x, BaseException) or reduce is not None or cls.__reduce__ is not object.__reduce__:
        parts = x.__reduce__()
        if isinstance(parts, str):
            return x
        func, args = parts[0], parts[1]
        state = parts[2] if len(parts) > 2 else None
        items = parts[3] if len(parts) > 3 else None
        pairs = parts[4] if len(parts) > 4 else None
        if deep:
            args = tuple([deepcopy(arg, memo) for arg in args])
        y = func(*args)
        if deep:
            memo[id(x)] = y
        if state is not None:
            _set_state(y, deepcopy(state, memo) if deep else state)
        for item in items or ():
            y.append(deepcopy(item, memo) if deep else item)
        for k, v in pairs or ():
            y[deepcopy(k, memo) if deep else k] = deepcopy(v, memo) if deep else v
        return y
    if cls.__new__ is object.__new__ or cls.__new__ is getattr(cls.__base__, '__new__', None) and cls.__base__ is object:
        y = object.__new__(cls)
    else:
        args = x.__getnewargs__() if hasattr(x, '__getnewargs__') else _base_value(x, cls)
        y = cls.__new__(cls, *args)
    if deep:
        memo[id(x)] = y
    getstate = getattr(cls, '__getstate__', None)
    if getstate is not None and getstate is not getattr(object, '__getstate__', None):
        state = getstate(x)
    else:
        state = dict(getattr(x, '__dict__', {}))
        slots = {}
        for base in cls.__mro__:
            names = base.__dict__.get('__slots__', ())
            for name in ((names,) if isinstance(names, str) else names):
                if name not in ('__dict__', '__weakref__') and hasattr(x, name):
                    slots[name] = getattr(x, name)
        if slots:
            state = (state, slots)
    if deep:
        state = deepcopy(state, memo)
    _set_state(y, state)
    if isinstance(x, list):
        for item in list.__iter__(x):
            list.append(y, deepcopy(item, memo) if deep else item)
    elif isinstance(x, dict):
        for k, v in dict.items(x):
            y[deepcopy(k, memo) if deep else k] = deepcopy(v, memo) if deep else v
    elif isinstance(x, set):
        for item in set.__iter__(x):
            set.add(y, deepcopy(item, memo) if deep else item)
    return y


def _base_value(x, cls):
    for base in (int, float, str, bytes, tuple, frozenset):
        if isinstance(x, base):
            return (base(x),)
    return ()


def _set_state(y, state):
    if hasattr(y, '__setstate__') and not isinstance(y, BaseException):
        y.__setstate__(state)
        return
    _set_attributes(y, state)


def replace(obj, /, **changes):
    cls = obj.__class__
    func = getattr(cls, '__replace__', None)
    if func is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return func(obj, **changes)
