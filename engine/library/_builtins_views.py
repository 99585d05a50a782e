"""memoryview: a part of a bytes-like object, without a copy of it. Of one dimension."""


_new_object = object.__new__


class memoryview:
    """Create a new memoryview object which references the given object."""

    __slots__ = ('_obj', '_places', '_format', '_itemsize', '_readonly', '__weakref__')

    def __new__(cls, object):
        self = _new_object(cls)
        kind = _type_of(object)
        if isinstance(object, memoryview):
            object._alive()
            self._obj, self._places, self._format = object._obj, object._places, object._format
            self._itemsize, self._readonly = object._itemsize, object._readonly
            return self
        if isinstance(object, (bytes, bytearray)):
            self._format, self._itemsize, self._readonly = 'B', 1, isinstance(object, bytes)
        elif kind.__module__ == 'array':
            self._format, self._itemsize, self._readonly = object.typecode, object.itemsize, False
        else:
            raise TypeError(f"memoryview: a bytes-like object is required, not '{kind.__name__}'")
        self._obj = object
        self._places = range(len(object))
        return self

    def _alive(self):
        if self._places is None:
            raise ValueError('operation forbidden on released memoryview object')
        return self._places

    def _part(self, places):
        part = memoryview(self)
        part._places = places
        return part

    def _place(self, index):
        places = self._alive()
        if not hasattr(_type_of(index), '__index__'):
            raise TypeError('memoryview: invalid slice key')
        index = index.__index__()
        if not -len(places) <= index < len(places):
            raise IndexError('index out of bounds on dimension 1')
        return places[index]

    def __getitem__(self, key):
        if isinstance(key, slice):
            return self._part(self._alive()[key])
        return self._obj[self._place(key)]

    def __setitem__(self, key, value):
        places = self._alive()
        if self._readonly:
            raise TypeError('cannot modify read-only memory')
        if not isinstance(key, slice):
            self._store(self._place(key), value)
            return
        new = memoryview(value)
        if new._format != self._format or len(new) != len(places[key]):
            raise ValueError('memoryview assignment: lvalue and rvalue have different structures')
        for place, item in zip(places[key], new.tolist()):
            self._obj[place] = item

    def __delitem__(self, key):
        raise TypeError('cannot delete memory')

    def _store(self, place, value):
        if self._format == 'B':
            if not hasattr(_type_of(value), '__index__'):
                raise TypeError("memoryview: invalid type for format 'B'")
            if not 0 <= value.__index__() <= 255:
                raise ValueError("memoryview: invalid value for format 'B'")
        self._obj[place] = value

    def __len__(self):
        return len(self._alive())

    def __iter__(self):
        return iter(self.tolist())

    def __contains__(self, item):
        return item in self.tolist()

    def __eq__(self, other):
        if not isinstance(other, (memoryview, bytes, bytearray)) and _type_of(other).__module__ != 'array':
            return NotImplemented
        return self is other or self.tolist() == memoryview(other).tolist()

    def __hash__(self):
        if not self._readonly:
            raise ValueError('cannot hash writable memoryview object')
        return hash(self.tobytes())

    def __repr__(self):
        state = 'memory' if self._places is not None else 'released memory'
        return f'<{state} at {hex(id(self))}>'

    def __bytes__(self):
        return self.tobytes()

    def __enter__(self):
        self._alive()
        return self

    def __exit__(self, *args):
        self.release()

    def tolist(self):
        """Return the data in the buffer as a list of elements."""
        obj = self._obj
        return [obj[place] for place in self._alive()]

    def tobytes(self, order='C'):
        """Return the data in the buffer as a byte string."""
        items = self.tolist()
        return bytes(items) if self._format == 'B' else _type_of(self._obj)(self._format, items).tobytes()

    def hex(self, *args):
        """Return the data in the buffer as a str of hexadecimal numbers."""
        return self.tobytes().hex(*args)

    def cast(self, format, shape=None):
        """Cast a memoryview to a new format."""
        if format not in ('B', 'b', 'c', self._format) or shape is not None:
            raise NotImplementedError("a memoryview can be cast to 'B' only")
        return self._part(self._alive()) if format == self._format else memoryview(self.tobytes())

    def toreadonly(self):
        """Return a readonly version of the memoryview."""
        part = self._part(self._alive())
        part._readonly = True
        return part

    def release(self):
        """Release the underlying buffer exposed by the memoryview object."""
        self._places = None

    obj = property(lambda self: (self._alive(), self._obj)[1], doc='The underlying object of the memoryview.')
    nbytes = property(lambda self: len(self._alive()) * self._itemsize)
    readonly = property(lambda self: (self._alive(), self._readonly)[1])
    format = property(lambda self: (self._alive(), self._format)[1])
    itemsize = property(lambda self: (self._alive(), self._itemsize)[1])
    ndim = property(lambda self: (self._alive(), 1)[1])
    shape = property(lambda self: (len(self._alive()),))
    strides = property(lambda self: (self._alive().step * self._itemsize,))
    suboffsets = property(lambda self: (self._alive(), ())[1])
    contiguous = property(lambda self: self._alive().step == 1 or len(self._alive()) < 2)
    c_contiguous = f_contiguous = contiguous


memoryview.__module__ = 'builtins'
_builtins_module.memoryview = memoryview


def breakpoint(*args, **kws):
    """Call sys.breakpointhook(*args, **kws)."""
    return _sys.breakpointhook(*args, **kws)


def _breakpointhook(*args, **kws):
    _write(2, 'breakpoint() is passed over: step through the recording in the app instead\n')


_sys.breakpointhook = _sys.__breakpointhook__ = _breakpointhook
_builtins_module.breakpoint = breakpoint


class _Helper:
    """help(): what the docstrings say, without a pager."""

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."

    def __call__(self, *args):
        return _load_module('_help').show(*args)


_builtins_module.help = _Helper()
