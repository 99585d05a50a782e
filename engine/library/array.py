"""Arrays: like lists, but of numbers (or characters) of one kind, that of the typecode."""

import struct
from collections.abc import MutableSequence
from types import GenericAlias

typecodes = 'bBuwhHiIlLqQfd'
__all__ = ['array', 'ArrayType', 'typecodes']

_CHARACTERS = 'uw'      # 4 bytes each
_FLOATS = 'fd'


def _size(typecode):
    return 4 if typecode in _CHARACTERS else struct.calcsize(typecode)


def _as_item(typecode, value):
    """What the array stores for a value. Raises for one of the wrong type or out of range."""
    if typecode in _CHARACTERS:
        if not isinstance(value, str):
            raise TypeError(f"array item must be a unicode character, not {type(value).__name__}")
        if len(value) != 1:
            raise TypeError(f'array item must be a unicode character, not a string of length {len(value)}')
        return value
    if typecode in _FLOATS:
        if not hasattr(type(value), '__float__') and not hasattr(type(value), '__index__'):
            raise TypeError(f'must be real number, not {type(value).__name__}')
        return struct.unpack(typecode, struct.pack(typecode, value))[0]
    if not hasattr(type(value), '__index__'):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    value = value.__index__()
    bits = 8 * _size(typecode)
    least, most = (0, 2 ** bits - 1) if typecode.isupper() else (-2 ** (bits - 1), 2 ** (bits - 1) - 1)
    if not least <= value <= most:
        what = {'b': 'signed char', 'B': 'unsigned byte integer', 'h': 'signed short integer', 'H': 'unsigned short',
                'i': 'signed integer', 'I': 'unsigned int'}.get(typecode)
        if what is None:
            raise OverflowError('Python int too large to convert to C long')
        raise OverflowError(f"{what} is {'greater than maximum' if value > most else 'less than minimum'}")
    return value


class array:
    """array(typecode [, initializer]): the initializer is bytes, a str (typecode 'u' or 'w'), an array, or an iterable."""

    __slots__ = ('typecode', 'itemsize', '_items', '__weakref__')
    __module__ = 'array'

    def __new__(cls, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError('array() argument 1 must be a unicode character, not ' + type(typecode).__name__)
        if typecode not in typecodes:
            raise ValueError('bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)')
        if isinstance(initializer, str) and typecode not in _CHARACTERS:
            raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
        self = super().__new__(cls)
        self.typecode = typecode
        self.itemsize = _size(typecode)
        self._items = []
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self.extend(initializer)
        return self

    # ---- as other sequences do

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        place = 0
        while place < len(self._items):
            yield self._items[place]
            place += 1

    def _like(self, items):
        new = array(self.typecode)
        new._items = items
        return new

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._like(self._items[index])
        if not hasattr(type(index), '__index__'):
            raise TypeError('array indices must be integers')
        try:
            return self._items[index]
        except IndexError:
            raise IndexError('array index out of range') from None

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                raise TypeError(f'can only assign array (not "{type(value).__name__}") to array slice')
            self._same_kind(value)
            self._items[index] = list(value._items)
            return
        value = _as_item(self.typecode, value)
        try:
            self._items[index] = value
        except IndexError:
            raise IndexError('array assignment index out of range') from None

    def __delitem__(self, index):
        try:
            del self._items[index]
        except IndexError:
            raise IndexError('array assignment index out of range') from None

    def __contains__(self, value):
        return value in self._items

    def _same_kind(self, other):
        if other.typecode != self.typecode:
            raise TypeError('can only extend with array of same kind')

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only append array (not "{type(other).__name__}") to array')
        if other.typecode != self.typecode:
            raise TypeError('bad argument type for built-in operation')
        return self._like(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only extend with array (not "{type(other).__name__}")')
        self._same_kind(other)
        self._items += other._items
        return self

    def __mul__(self, times):
        if not hasattr(type(times), '__index__'):
            return NotImplemented
        return self._like(self._items * times)

    __rmul__ = __mul__

    def __imul__(self, times):
        if not hasattr(type(times), '__index__'):
            return NotImplemented
        self._items *= times
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
            return f"{type(self).__name__}('{self.typecode}')"
        shown = repr(self.tounicode()) if self.typecode in _CHARACTERS else repr(self._items)
        return f"{type(self).__name__}('{self.typecode}', {shown})"

    def __copy__(self):
        return self._like(list(self._items))

    def __deepcopy__(self, memo, /):
        return self._like(list(self._items))

    def __reduce_ex__(self, protocol, /):
        return type(self), (self.typecode, list(self._items)), getattr(self, '__dict__', None) or None

    __class_getitem__ = classmethod(GenericAlias)

    # ---- methods

    def append(self, value, /):
        """Add an item at the end."""
        self._items.append(_as_item(self.typecode, value))

    def extend(self, values, /):
        """Add the items of an array of the same kind, or of an iterable."""
        if isinstance(values, array):
            self._same_kind(values)
            self._items += values._items
            return
        for value in values:
            self.append(value)

    def insert(self, index, value, /):
        """Put an item before the one at the index."""
        self._items.insert(index, _as_item(self.typecode, value))

    def pop(self, index=-1, /):
        """Take out the item at the index, the last by default."""
        if not self._items:
            raise IndexError('pop from empty array')
        try:
            return self._items.pop(index)
        except IndexError:
            raise IndexError('pop index out of range') from None

    def remove(self, value, /):
        """Take out the first item that equals the value."""
        try:
            self._items.remove(value)
        except ValueError:
            raise ValueError('array.remove(x): x not in array') from None

    def index(self, value, start=0, stop=9223372036854775807, /):
        """Where is the first item that equals the value?"""
        try:
            return self._items.index(value, start, stop)
        except ValueError:
            raise ValueError('array.index(x): x not in array') from None

    def count(self, value, /):
        """How many items equal the value?"""
        return self._items.count(value)

    def reverse(self):
        """Turn the order of the items around."""
        self._items.reverse()

    def clear(self):
        """Take out all items."""
        self._items.clear()

    def tolist(self):
        """The items as a list."""
        return list(self._items)

    def fromlist(self, values, /):
        """Add the items of a list; none of them if one does not fit."""
        if not isinstance(values, list):
            raise TypeError('arg must be list')
        self._items += [_as_item(self.typecode, value) for value in values]

    def tobytes(self):
        """The items as the machine has them in memory."""
        if self.typecode in _CHARACTERS:
            return ''.join(self._items).encode('utf-32-le')
        return struct.pack(f'{len(self._items)}{self.typecode}', *self._items)

    def frombytes(self, data, /):
        """Add items from their bytes in memory."""
        data = bytes(data)
        if len(data) % self.itemsize:
            raise ValueError('bytes length not a multiple of item size')
        if self.typecode in _CHARACTERS:
            self._items += data.decode('utf-32-le')
        else:
            self._items += struct.unpack(f'{len(data) // self.itemsize}{self.typecode}', data)

    def tounicode(self):
        """The characters of an array of typecode 'u' or 'w' as a str."""
        if self.typecode not in _CHARACTERS:
            raise ValueError("tounicode() may only be called on unicode type arrays ('u' or 'w')")
        return ''.join(self._items)

    def fromunicode(self, text, /):
        """Add the characters of a str, to an array of typecode 'u' or 'w'."""
        if self.typecode not in _CHARACTERS:
            raise ValueError("fromunicode() may only be called on unicode type arrays ('u' or 'w')")
        self._items += text

    def byteswap(self):
        """Turn the bytes of every item around."""
        data, size = self.tobytes(), self.itemsize
        self._items.clear()
        self.frombytes(b''.join([data[i:i + size][::-1] for i in range(0, len(data), size)]))

    def buffer_info(self):
        """(address, number of items)."""
        return id(self), len(self._items)


ArrayType = array
MutableSequence.register(array)
