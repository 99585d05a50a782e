"""pickle: objects as bytes and back, in protocol 4 of the format."""

import copyreg
import io
import struct
import sys
from types import FunctionType, BuiltinFunctionType

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads",
           "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL", "PickleBuffer"]

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
format_version = "4.0"
_BATCH = 1000


class PickleError(Exception):
    """The base of this module's errors."""


class PicklingError(PickleError):
    """An object cannot be pickled."""


class UnpicklingError(PickleError):
    """Bytes are no pickle."""


class PickleBuffer:
    def __init__(self, data):
        self._data = data

    def raw(self):
        return memoryview(self._data)


# ---- to bytes

class Pickler:
    """Writes objects to a file."""

    dispatch_table = None

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        protocol = DEFAULT_PROTOCOL if protocol is None else HIGHEST_PROTOCOL if protocol < 0 else protocol
        if protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        if not hasattr(file, 'write'):
            raise TypeError("file must have a 'write' attribute")
        self._write_out = file.write
        self.proto = max(protocol, 4)
        self.memo = {}

    def clear_memo(self):
        self.memo.clear()

    def dump(self, obj):
        """Write an object."""
        if not hasattr(self, '_write_out'):
            raise PicklingError("Pickler.__init__() was not called by subclass")
        self._parts = []
        self._save(obj)
        self._put(b'.')
        body = b''.join(self._parts)
        head = b'\x80' + bytes([self.proto])
        if len(body) >= 4:
            head += b'\x95' + struct.pack('<Q', len(body))
        self._write_out(head + body)

    def persistent_id(self, obj):
        """What stands for an object that is kept elsewhere; None: it is pickled."""
        return None

    def _put(self, data):
        self._parts.append(data)

    def _memoize(self, obj):
        self.memo[id(obj)] = len(self.memo), obj
        self._put(b'\x94')

    def _get(self, number):
        self._put(b'h' + bytes([number]) if number < 256 else b'j' + struct.pack('<I', number))

    def _save(self, obj):
        pid = self.persistent_id(obj)
        if pid is not None:
            self._save(pid)
            self._put(b'Q')
            return
        known = self.memo.get(id(obj))
        if known is not None:
            self._get(known[0])
            return
        method = _SAVERS.get(type(obj))
        if method is not None:
            method(self, obj)
            return
        override = getattr(self, 'reducer_override', None)
        if override is not None:
            reduced = override(obj)
            if reduced is not NotImplemented:
                self._save_reduced(obj, reduced)
                return
        self._save_other(obj)

    def _save_other(self, obj):
        cls = type(obj)
        table = self.dispatch_table
        if table is None:
            table = copyreg.dispatch_table
        if cls in table:
            self._save_reduced(obj, table[cls](obj))
        elif issubclass(cls, type) or isinstance(obj, (FunctionType, BuiltinFunctionType)):
            self._save_function(obj)
        else:
            self._save_reduced(obj, _reduced(obj, self.proto))

    # ---- built-in types

    def _save_none(self, obj):
        self._put(b'N')

    def _save_bool(self, obj):
        self._put(b'\x88' if obj else b'\x89')

    def _save_int(self, obj):
        if 0 <= obj < 256:
            self._put(b'K' + bytes([obj]))
        elif 0 <= obj < 65536:
            self._put(b'M' + struct.pack('<H', obj))
        elif -0x80000000 <= obj <= 0x7fffffff:
            self._put(b'J' + struct.pack('<i', obj))
        else:
            size = (obj.bit_length() >> 3) + 1
            data = obj.to_bytes(size, 'little', signed=True)
            if obj < 0 and size > 1 and data[-1] == 255 and data[-2] & 128:
                data = data[:-1]
            self._put((b'\x8a' + bytes([len(data)]) if len(data) < 256 else b'\x8b' + struct.pack('<i', len(data))) + data)

    def _save_float(self, obj):
        self._put(b'G' + struct.pack('>d', obj))

    def _save_str(self, obj):
        data = obj.encode('utf-8', 'surrogatepass')
        if len(data) < 256:
            self._put(b'\x8c' + bytes([len(data)]) + data)
        else:
            self._put(b'X' + struct.pack('<I', len(data)) + data)
        self._memoize(obj)

    def _save_bytes(self, obj):
        if len(obj) < 256:
            self._put(b'C' + bytes([len(obj)]) + obj)
        else:
            self._put(b'B' + struct.pack('<I', len(obj)) + obj)
        self._memoize(obj)

    def _save_bytearray(self, obj):
        if self.proto >= 5:
            self._put(b'\x96' + struct.pack('<Q', len(obj)) + bytes(obj))
            self._memoize(obj)
        else:
            self._save_reduced(obj, (bytearray, (bytes(obj),) if obj else ()))

    def _save_tuple(self, obj):
        if not obj:
            self._put(b')')
            return
        few = len(obj) <= 3
        if not few:
            self._put(b'(')
        for item in obj:
            self._save(item)
        known = self.memo.get(id(obj))  # it may hold itself
        if known is not None:
            self._put(b'0' * len(obj) if few else b'1')
            self._get(known[0])
            return
        self._put((b'', b'\x85', b'\x86', b'\x87')[len(obj)] if few else b't')
        self._memoize(obj)

    def _save_list(self, obj):
        self._put(b']')
        self._memoize(obj)
        self._save_items(obj)

    def _save_items(self, items):
        items = list(items)
        for at in range(0, len(items), _BATCH):
            batch = items[at:at + _BATCH]
            if len(batch) == 1:
                self._save(batch[0])
                self._put(b'a')
            else:
                self._put(b'(')
                for item in batch:
                    self._save(item)
                self._put(b'e')

    def _save_dict(self, obj):
        self._put(b'}')
        self._memoize(obj)
        self._save_pairs(obj.items())

    def _save_pairs(self, pairs):
        pairs = list(pairs)
        for at in range(0, len(pairs), _BATCH):
            batch = pairs[at:at + _BATCH]
            if len(batch) > 1:
                self._put(b'(')
            for key, value in batch:
                self._save(key)
                self._save(value)
            self._put(b'u' if len(batch) > 1 else b's')

    def _save_set(self, obj):
        self._put(b'\x8f')
        self._memoize(obj)
        items = list(obj)
        for at in range(0, len(items), _BATCH):
            self._put(b'(')
            for item in items[at:at + _BATCH]:
                self._save(item)
            self._put(b'\x90')

    def _save_frozenset(self, obj):
        self._put(b'(')
        for item in obj:
            self._save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            self._put(b'1')
            self._get(known[0])
            return
        self._put(b'\x91')
        self._memoize(obj)

    def _save_function(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None) or obj.__name__
        owner = getattr(obj, '__self__', None)
        if isinstance(obj, BuiltinFunctionType) and owner is not None and type(owner) is not type(sys):
            self._save_reduced(obj, (getattr, (owner, obj.__name__)))
            return
        module = getattr(obj, '__module__', None) or _module_of(obj, name)
        try:
            __import__(module)
            found = sys.modules[module]
            for part in name.split('.'):
                if part == '<locals>':
                    raise AttributeError(f"Can't get local object {name!r}")
                found = getattr(found, part)
        except (ImportError, KeyError, AttributeError) as exc:
            if '<locals>' in name:
                raise AttributeError(f"Can't get local object {name!r}") from None
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
        self._save(module)
        self._save(name)
        self._put(b'\x93')
        self._memoize(obj)

    def _save_type(self, obj):
        single = {type(None): None, type(NotImplemented): NotImplemented, type(...): ...}
        if obj in single:
            self._save_reduced(obj, (type, (single[obj],)))
        else:
            self._save_function(obj)

    def _save_ellipsis(self, obj):
        self._save_function(obj, 'Ellipsis')

    def _save_notimplemented(self, obj):
        self._save_function(obj, 'NotImplemented')

    # ---- all others

    def _save_reduced(self, obj, reduced):
        if isinstance(reduced, str):
            self._save_function(obj, reduced)
            return
        if not isinstance(reduced, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        function, args, state, items, pairs, setter = (tuple(reduced) + (None,) * 4)[:6]
        if not isinstance(args, tuple):
            raise PicklingError("args from save_reduce() must be a tuple")
        if not callable(function):
            raise PicklingError("func from save_reduce() must be callable")
        name = getattr(function, '__name__', '')
        if name == '__newobj__':
            self._save(args[0])
            self._save(args[1:])
            self._put(b'\x81')
        elif name == '__newobj_ex__':
            for part in args:
                self._save(part)
            self._put(b'\x92')
        else:
            self._save(function)
            self._save(args)
            self._put(b'R')
        if id(obj) in self.memo:
            self._put(b'0')
            self._get(self.memo[id(obj)][0])
        else:
            self._memoize(obj)
        if items is not None:
            self._save_items(items)
        if pairs is not None:
            self._save_pairs(pairs)
        if state is None:
            return
        if setter is None:
            self._save(state)
            self._put(b'b')
        else:
            self._save(setter)
            self._save(obj)
            self._save(state)
            self._put(b'\x86R0')


_SAVERS = {type(None): Pickler._save_none, bool: Pickler._save_bool, int: Pickler._save_int, float: Pickler._save_float,
           str: Pickler._save_str, bytes: Pickler._save_bytes, bytearray: Pickler._save_bytearray,
           tuple: Pickler._save_tuple, list: Pickler._save_list, dict: Pickler._save_dict, set: Pickler._save_set,
           frozenset: Pickler._save_frozenset, FunctionType: Pickler._save_function, type: Pickler._save_type,
           type(...): Pickler._save_ellipsis, type(NotImplemented): Pickler._save_notimplemented}


def _module_of(obj, name):
    for module_name, module in list(sys.modules.items()):
        if module_name == '__main__' or module is None:
            continue
        if getattr(module, name, None) is obj:
            return module_name
    return '__main__'


_NO_PICKLE = frozenset((
    'generator', 'coroutine', 'async_generator', 'lock', 'RLock', '_RLock', 'frame', 'traceback', 'code', 'module', 'cell',
    'TextIOWrapper', 'BufferedReader', 'BufferedWriter', 'BufferedRandom', 'FileIO', 'memoryview', 'dict_keys',
    'dict_values', 'dict_items', 'Context', 'ContextVar', 'Task', 'Future', 'socket', 'mappingproxy', '_local'))


def _reduced(obj, protocol):
    """How an object says that it is made again."""
    cls = type(obj)
    if cls.__reduce_ex__ is not object.__reduce_ex__:
        return obj.__reduce_ex__(protocol)
    if cls.__reduce__ is not object.__reduce__:
        return obj.__reduce__()
    if cls.__name__ in _NO_PICKLE and cls.__module__ != '__main__':
        module = '' if cls.__module__ in ('builtins', '__main__', 'types') else cls.__module__ + '.'
        raise TypeError(f"cannot pickle {module + cls.__name__!r} object")
    if cls is complex:
        return complex, (obj.real, obj.imag)
    getstate = getattr(cls, '__getstate__', None)
    if getstate is not None and getstate is not getattr(object, '__getstate__', None):
        state = obj.__getstate__()
    else:
        state = _state_of(obj)
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    if hasattr(cls, '__getnewargs_ex__'):
        args, kwargs = obj.__getnewargs_ex__()
        if kwargs:
            return copyreg.__newobj_ex__, (cls, args, kwargs), state, items, pairs
    elif hasattr(cls, '__getnewargs__'):
        args = obj.__getnewargs__()
    else:
        args = ()
        for base in (int, float, str, bytes, complex, tuple, frozenset):
            if isinstance(obj, base):
                args = (base(obj),)
        if isinstance(obj, (set, bytearray)):
            return cls, (list(obj) if isinstance(obj, set) else bytes(obj),), state
    return copyreg.__newobj__, (cls, *args), state, items, pairs


def _state_of(obj):
    """The attributes: a dictionary, or that and one of the slots."""
    names = []
    for base in type(obj).__mro__:
        slots = base.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ('__dict__', '__weakref__'):
                if name.startswith('__') and not name.endswith('__'):
                    name = f"_{base.__name__.lstrip('_')}{name}"
                names.append(name)
    attributes = getattr(obj, '__dict__', None) or None
    slots = {name: getattr(obj, name) for name in names if hasattr(obj, name)}
    if slots:
        return attributes, slots
    return attributes


# ---- from bytes

class Unpickler:
    """Reads objects from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        if not hasattr(file, 'read') or not hasattr(file, 'readline'):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._file = file
        self.memo = {}

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was "
                              "specified.")

    def find_class(self, module, name):
        """The object of that name in a module."""
        __import__(module)
        found = sys.modules[module]
        for part in name.split('.'):
            try:
                found = getattr(found, part)
            except AttributeError:
                raise AttributeError(f"Can't get attribute {name!r} on {sys.modules[module]!r}") from None
        return found

    def _take(self, size):
        data = self._file.read(size)
        if len(data) < size:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _number(self, form):
        return struct.unpack(form, self._take(struct.calcsize(form)))[0]

    def load(self):
        """Read an object."""
        self.stack = []
        self.marks = []
        while True:
            op = self._file.read(1)
            if not op:
                raise EOFError("Ran out of input")
            if op == b'.':
                if not self.stack:
                    raise UnpicklingError("unpickling stack underflow")
                return self.stack.pop()
            method = _LOADERS.get(op)
            if method is None:
                raise UnpicklingError(f"invalid load key, {chr(op[0])!r}." if 32 <= op[0] < 127 else
                                      f"invalid load key, '\\x{op[0]:02x}'.")
            try:
                method(self)
            except IndexError:
                raise UnpicklingError("unpickling stack underflow") from None

    def _since_mark(self):
        if not self.marks:
            raise UnpicklingError("could not find MARK")
        at = self.marks.pop()
        items = self.stack[at:]
        del self.stack[at:]
        return items

    def _push(self, value):
        self.stack.append(value)

    def _proto(self):
        if self._take(1)[0] > HIGHEST_PROTOCOL:
            raise ValueError("unsupported pickle protocol")

    def _memoize(self):
        self.memo[len(self.memo)] = self.stack[-1]

    def _known(self, number):
        if number not in self.memo:
            raise UnpicklingError(f"Memo value not found at index {number}")
        self._push(self.memo[number])

    def _tuple_of(self, count):
        items = tuple(self.stack[-count:])
        if len(items) < count:
            raise IndexError
        self.stack[-count:] = [items]

    def _appends(self, items):
        target = self.stack[-1]
        extend = getattr(target, 'extend', None)
        if extend is not None:
            extend(items)
        else:
            for item in items:
                target.append(item)

    def _append(self):
        item = self.stack.pop()
        self.stack[-1].append(item)

    def _set_items(self, flat):
        target = self.stack[-1]
        for i in range(0, len(flat), 2):
            target[flat[i]] = flat[i + 1]

    def _setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        self.stack[-1][key] = value

    def _add_items(self):
        items = self._since_mark()
        target = self.stack[-1]
        if isinstance(target, set):
            target.update(items)
        else:
            for item in items:
                target.add(item)

    def _stack_global(self):
        name = self.stack.pop()
        module = self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self._push(self.find_class(module, name))

    def _global(self):
        module = self._file.readline()[:-1].decode()
        self._push(self.find_class(module, self._file.readline()[:-1].decode()))

    def _reduce(self):
        args = self.stack.pop()
        self.stack[-1] = self.stack[-1](*args)

    def _newobj(self):
        args = self.stack.pop()
        cls = self.stack[-1]
        self.stack[-1] = cls.__new__(cls, *args)

    def _newobj_ex(self):
        kwargs = self.stack.pop()
        args = self.stack.pop()
        cls = self.stack[-1]
        self.stack[-1] = cls.__new__(cls, *args, **kwargs)

    def _build(self):
        state = self.stack.pop()
        obj = self.stack[-1]
        setstate = getattr(obj, '__setstate__', None)
        if setstate is not None:
            setstate(state)
            return
        copyreg._set_attributes(obj, state)

    def _pop(self):
        if self.marks and self.marks[-1] == len(self.stack):
            self.marks.pop()
        else:
            del self.stack[-1]


def _sized(form, convert=bytes):
    def method(self):
        self._push(convert(self._take(self._number(form))))
    return method


def _text(data):
    return data.decode('utf-8', 'surrogatepass')


def _long(data):
    return int.from_bytes(data, 'little', signed=True)


def _pushing(form):
    return lambda self: self._push(self._number(form))


_LOADERS = {
    b'\x80': Unpickler._proto, b'\x95': lambda self: self._take(8), b'N': lambda self: self._push(None),
    b'\x88': lambda self: self._push(True), b'\x89': lambda self: self._push(False), b'K': _pushing('<B'),
    b'M': _pushing('<H'), b'J': _pushing('<i'), b'G': _pushing('>d'), b'\x8a': _sized('<B', _long),
    b'\x8b': _sized('<i', _long), b'\x8c': _sized('<B', _text), b'X': _sized('<I', _text), b'\x8d': _sized('<Q', _text),
    b'C': _sized('<B'), b'B': _sized('<I'), b'\x8e': _sized('<Q'), b'\x96': _sized('<Q', bytearray),
    b')': lambda self: self._push(()), b'\x85': lambda self: self._tuple_of(1), b'\x86': lambda self: self._tuple_of(2),
    b'\x87': lambda self: self._tuple_of(3), b't': lambda self: self._push(tuple(self._since_mark())),
    b'(': lambda self: self.marks.append(len(self.stack)), b']': lambda self: self._push([]),
    b'}': lambda self: self._push({}), b'\x8f': lambda self: self._push(set()), b'a': Unpickler._append,
    b'e': lambda self: self._appends(self._since_mark()), b's': Unpickler._setitem,
    b'u': lambda self: self._set_items(self._since_mark()), b'\x90': Unpickler._add_items,
    b'\x91': lambda self: self._push(frozenset(self._since_mark())), b'\x94': Unpickler._memoize,
    b'h': lambda self: self._known(self._take(1)[0]), b'j': lambda self: self._known(self._number('<I')),
    b'\x93': Unpickler._stack_global, b'c': Unpickler._global, b'R': Unpickler._reduce, b'\x81': Unpickler._newobj,
    b'\x92': Unpickler._newobj_ex, b'b': Unpickler._build, b'0': Unpickler._pop, b'1': lambda self: self._since_mark(),
    b'Q': lambda self: self._push(self.persistent_load(self.stack.pop()))}


# ---- at once

def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write an object to a file."""
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """An object as bytes."""
    file = io.BytesIO()
    Pickler(file, protocol).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read an object from a file."""
    return Unpickler(file).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object that bytes stand for."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(data)).load()
