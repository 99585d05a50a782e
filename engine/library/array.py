"""Arrays of numbers of one kind."""

import struct as _struct
from _collections_abc import MutableSequence as _MutableSequence

__all__ = ["array", "ArrayType", "typecodes"]

typecodes = "bBuwhHiIlLqQfd"
_SIZES = {"b": 1, "B": 1, "u": 4, "w": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4, "d": 8}
_NAMES = {"b": "signed char", "B": "unsigned byte integer", "h": "signed short", "H": "unsigned short", "i": "signed integer",
          "I": "unsigned int", "l": "signed long", "L": "unsigned long"}


def _checked(code, value):
    """The value as the array keeps it."""
    if code in "uw":
        if not isinstance(value, str):
            raise TypeError("array item must be a unicode character, not %s" % type(value).__name__)
        if len(value) != 1:
            raise TypeError("array item must be a unicode character, not a string of length %d" % len(value))
        return value
    if code in "fd":
        if isinstance(value, (int, float)):
            value = float(value)
        else:
            to_float = getattr(type(value), "__float__", None) or getattr(type(value), "__index__", None)
            if to_float is None:
                raise TypeError("must be real number, not %s" % type(value).__name__)
            value = float(to_float(value))
        return _struct.unpack("f", _struct.pack("f", value))[0] if code == "f" else value
    if not isinstance(value, int):
        index = getattr(type(value), "__index__", None)
        if index is None:
            raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
        value = index(value)
    value = int(value)
    bits = _SIZES[code] * 8
    low, high = (0, (1 << bits) - 1) if code.isupper() else (-(1 << bits - 1), (1 << bits - 1) - 1)
    if value < low or value > high:
        _out_of_range(code, value < low)
    return value


def _out_of_range(code, below):
    if code in "bhB":
        raise OverflowError("%s is %s than %s" % (_NAMES[code].replace("signed short", "signed short integer"),
                                                  "less" if below else "greater", "minimum" if below else "maximum"))
    if code == "H":
        raise OverflowError("unsigned short is %s than %s" % ("less" if below else "greater", "minimum" if below else "maximum"))
    if code in "iI":
        raise OverflowError("%s is %s than %s" % (_NAMES[code], "less" if below else "greater", "minimum" if below else "maximum")
                            if code == "i" or not below else "can't convert negative value to unsigned int")
    if code in "LQ" and below:
        raise OverflowError("can't convert negative value to unsigned int" if code == "L" else "can't convert negative int to unsigned")
    if code in "qQ":
        raise OverflowError("int too big to convert")
    raise OverflowError("Python int too large to convert to C %s" % {"l": "long", "L": "unsigned long"}[code])


class array:
    """A sequence of numbers (or characters) of one kind, given by a type code."""

    def __new__(cls, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError("array() argument 1 must be a unicode character, not %s" % type(typecode).__name__)
        if typecode not in typecodes:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        if typecode == "u":
            import warnings
            warnings.warn("The 'u' type code is deprecated and will be removed in Python 3.16", DeprecationWarning, stacklevel=2)
        self = object.__new__(cls)
        self._code = typecode
        self._items = []
        if isinstance(initializer, str) and typecode not in "uw":
            raise TypeError("cannot use a str to initialize an array with typecode '%s'" % typecode)
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self._items = [_checked(typecode, value) for value in initializer]
        return self

    typecode = property(lambda self: self._code)
    itemsize = property(lambda self: _SIZES[self._code])

    def _like(self, items):
        other = object.__new__(array)
        other._code, other._items = self._code, items
        return other

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, value):
        return value in self._items

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._like(self._items[index])
        try:
            return self._items[index]
        except IndexError:
            raise IndexError("array index out of range") from None
        except TypeError:
            raise TypeError("array indices must be integers") from None

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                raise TypeError('can only assign array (not "%s") to array slice' % type(value).__name__)
            if value._code != self._code:
                raise TypeError("bad argument type for built-in operation")
            self._items[index] = value._items
            return
        value = _checked(self._code, value)
        try:
            self._items[index] = value
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __delitem__(self, index):
        try:
            del self._items[index]
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def append(self, v, /):
        self._items.append(_checked(self._code, v))

    def insert(self, i, v, /):
        self._items.insert(i, _checked(self._code, v))

    def extend(self, iterable, /):
        if isinstance(iterable, array) and iterable._code != self._code:
            raise TypeError("can only extend with array of same kind")
        for value in iterable:
            self.append(value)

    def fromlist(self, list, /):
        if type(list).__name__ != "list":
            raise TypeError("arg must be list")
        self._items += [_checked(self._code, value) for value in list]

    def pop(self, i=-1, /):
        if not self._items:
            raise IndexError("pop from empty array")
        try:
            return self._items.pop(i)
        except IndexError:
            raise IndexError("pop index out of range") from None

    def remove(self, v, /):
        try:
            self._items.remove(v)
        except ValueError:
            raise ValueError("array.remove(x): x not in array") from None

    def index(self, v, start=0, stop=9223372036854775807, /):
        try:
            return self._items.index(v, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def count(self, v, /):
        return self._items.count(v)

    def reverse(self):
        self._items.reverse()

    def clear(self):
        self._items.clear()

    def tolist(self):
        return list(self._items)

    def tounicode(self):
        if self._code not in "uw":
            raise ValueError("tounicode() may only be called on unicode type arrays ('u' or 'w')")
        return "".join(self._items)

    def fromunicode(self, s, /):
        if self._code not in "uw":
            raise ValueError("fromunicode() may only be called on unicode type arrays ('u' or 'w')")
        self._items += s

    def tobytes(self):
        if self._code in "uw":
            return "".join(self._items).encode("utf-32-le")
        return _struct.pack("<%d%s" % (len(self._items), _standard(self._code)), *self._items)

    def frombytes(self, buffer, /):
        if isinstance(buffer, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(buffer)
        if len(data) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        if self._code in "uw":
            self._items += data.decode("utf-32-le")
        else:
            self._items += _struct.unpack("<%d%s" % (len(data) // self.itemsize, _standard(self._code)), data)

    def __bytes__(self):
        return self.tobytes()

    def tofile(self, f, /):
        f.write(self.tobytes())

    def fromfile(self, f, n, /):
        data = f.read(n * self.itemsize)
        self.frombytes(data)
        if len(data) < n * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def byteswap(self):
        size = self.itemsize
        data = self.tobytes()
        self._items.clear()
        self.frombytes(b"".join([data[i:i + size][::-1] for i in range(0, len(data), size)]))

    def buffer_info(self):
        return id(self._items), len(self._items)

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError('can only append array (not "%s") to array' % type(other).__name__)
        if other._code != self._code:
            raise TypeError("bad argument type for built-in operation")
        return self._like(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError('can only extend with array (not "%s")' % type(other).__name__)
        self.extend(other)
        return self

    def __mul__(self, n):
        return self._like(self._items * n) if isinstance(n, int) else NotImplemented

    __rmul__ = __mul__

    def __imul__(self, n):
        self._items *= n
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __repr__(self):
        if not self._items:
            return "array(%r)" % self._code
        return "array(%r, %r)" % (self._code, "".join(self._items) if self._code in "uw" else self._items)

    def __copy__(self):
        return self._like(list(self._items))

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __reduce_ex__(self, protocol):
        return array, (self._code, list(self._items))


def _standard(code):
    """The code of the same size in struct's standard sizes."""
    return {"l": "q", "L": "Q"}.get(code, code)


_MutableSequence.register(array)
ArrayType = array
