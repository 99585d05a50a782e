"""Values packed into bytes, and back: CPython's formats and messages. Floats are taken apart by the native module _struct."""

from _struct import pack_float as _pack_float, unpack_float as _unpack_float

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]


class error(Exception):
    pass


error.__module__ = "struct"

# code: (size where sizes are standard, size where they are the machine's)
_SIZES = {"x": (1, 1), "c": (1, 1), "b": (1, 1), "B": (1, 1), "?": (1, 1), "h": (2, 2), "H": (2, 2), "i": (4, 4), "I": (4, 4), "l": (4, 8),
          "L": (4, 8), "q": (8, 8), "Q": (8, 8), "n": (0, 8), "N": (0, 8), "P": (0, 8), "f": (4, 4), "d": (8, 8), "e": (2, 2), "s": (1, 1), "p": (1, 1)}
_SIGNED = "bhilqn"
_UNSIGNED = "BHILQNP"
_cache = {}


def _parse(format):
    """(order, size, number of values, [(code, count, size, offset), ...]) of a format; kept for the next time."""
    if format in _cache:
        return _cache[format]
    order, native, at = "little", True, 0
    if format[:1] in ("@", "=", "<", ">", "!"):
        native = format[0] == "@"
        order = "big" if format[0] in ">!" else "little"
        at = 1
    fields = []
    offset = total = 0
    n = len(format)
    while at < n:
        code = format[at]
        at += 1
        if code.isspace():
            continue
        count = 1
        if "0" <= code <= "9":
            count = int(code)
            while at < n and "0" <= format[at] <= "9":
                count = count * 10 + int(format[at])
                at += 1
            if at == n:
                raise error("repeat count given without format specifier")
            code = format[at]
            at += 1
        size = _SIZES[code][native] if code in _SIZES else 0
        if not size:
            raise error("bad char in struct format")
        if native and code not in "xcsp" and offset % size:
            offset += size - offset % size
        fields.append((code, count, size, offset))
        offset += count * size
        if offset > 1 << 30:
            raise error("total struct size too long")
        total += code in "sp" or (code != "x" and count)
    _cache[format] = found = order, offset, total, fields
    return found


def _as_int(value):
    if isinstance(value, int):
        return value
    index = getattr(type(value), "__index__", None)
    if index is None:
        raise error("required argument is not an integer")
    return index(value)


def _range_error(code, low, high):
    return error("'%s' format requires %d <= number <= %d" % (code, low, high))


def _pack_int(code, size, order, value):
    value = _as_int(value)
    if code == "P":
        return (value & (1 << 64) - 1).to_bytes(8, order)
    bits = size * 8
    low, high = (-1 << bits - 1, (1 << bits - 1) - 1) if code in _SIGNED else (0, (1 << bits) - 1)
    if not low <= value <= high:
        raise _range_error(code, low, high)
    return value.to_bytes(size, order, signed=code in _SIGNED)


def _pack_one(code, size, order, value):
    if code in _SIGNED or code in _UNSIGNED:
        return _pack_int(code, size, order, value)
    if code == "?":
        return b"\x01" if value else b"\x00"
    if code == "c":
        if not isinstance(value, bytes) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return value
    if not isinstance(value, (int, float)) and not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
        raise error("required argument is not a float")
    try:
        value = float(value)
    except OverflowError:
        raise error("required argument is not a float") from None
    data = _pack_float(size, value)
    return data if order == "big" else data[::-1]


def _pack_text(code, count, value):
    if not isinstance(value, (bytes, bytearray)):
        raise error("argument for '%s' must be a bytes object" % code)
    if code == "s":
        return bytes(value[:count]).ljust(count, b"\x00")
    if not count:
        return b""
    data = bytes(value[:min(count - 1, 255)])
    return (bytes([len(data)]) + data).ljust(count, b"\x00")


def _pack(name, format, values):
    order, size, total, fields = _parse(format)
    if len(values) != total:
        raise error("%s expected %d items for packing (got %d)" % (name, total, len(values)))
    out = bytearray()
    at = 0
    for code, count, unit, offset in fields:
        if len(out) < offset:
            out.extend(bytes(offset - len(out)))
        if code == "x":
            out.extend(bytes(count))
        elif code in "sp":
            out.extend(_pack_text(code, count, values[at]))
            at += 1
        else:
            for value in values[at:at + count]:
                out.extend(_pack_one(code, unit, order, value))
            at += count
    return bytes(out)


def _unpack_one(code, order, data):
    if code in _SIGNED or code in _UNSIGNED:
        return int.from_bytes(data, order, signed=code in _SIGNED)
    if code == "?":
        return data != b"\x00"
    if code == "c":
        return data
    return _unpack_float(data if order == "big" else data[::-1])


def _unpack(format, data, start):
    order, size, total, fields = _parse(format)
    out = []
    for code, count, unit, offset in fields:
        offset += start
        if code == "x":
            continue
        if code == "s":
            out.append(data[offset:offset + count])
        elif code == "p":
            length = min(data[offset], count - 1) if count else 0
            out.append(data[offset + 1:offset + 1 + length])
        else:
            for i in range(offset, offset + count * unit, unit):
                out.append(_unpack_one(code, order, data[i:i + unit]))
    return tuple(out)


def _text(format, name="Struct"):
    if isinstance(format, str):
        return format
    if isinstance(format, bytes):
        return format.decode("ascii")
    raise TypeError("%s() argument 1 must be a str or bytes object, not %s" % (name, type(format).__name__))


def _data(buffer):
    if isinstance(buffer, bytes):
        return buffer
    if isinstance(buffer, bytearray):
        return bytes(buffer)
    raise TypeError("a bytes-like object is required, not '%s'" % type(buffer).__name__)


class Struct:
    """A format, read once."""

    def __init__(self, format):
        self.format = _text(format)
        self.size = _parse(self.format)[1]

    def pack(self, *values):
        return _pack("pack", self.format, values)

    def pack_into(self, buffer, offset, *values):
        if not isinstance(buffer, bytearray):
            raise TypeError("argument must be read-write bytes-like object, not " + type(buffer).__name__)
        total = _parse(self.format)[2]
        if len(values) != total:
            raise error("pack_into expected %d items for packing (got %d)" % (total, len(values)))
        size = len(buffer)
        if offset < 0:
            if offset + self.size > 0:
                raise error("no space to pack %d bytes at offset %d" % (self.size, offset))
            if offset + size < 0:
                raise error("offset %d out of range for %d-byte buffer" % (offset, size))
            offset += size
        if size - offset < self.size:
            raise error("pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)"
                        % (offset + self.size, self.size, offset, size))
        buffer[offset:offset + self.size] = _pack("pack_into", self.format, values)

    def unpack(self, buffer):
        data = _data(buffer)
        if len(data) != self.size:
            raise error("unpack requires a buffer of %d bytes" % self.size)
        return _unpack(self.format, data, 0)

    def unpack_from(self, buffer, offset=0):
        data = _data(buffer)
        size = len(data)
        if offset < 0:
            if offset + self.size > 0:
                raise error("not enough data to unpack %d bytes at offset %d" % (self.size, offset))
            if offset + size < 0:
                raise error("offset %d out of range for %d-byte buffer" % (offset, size))
            offset += size
        if size - offset < self.size:
            raise error("unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)"
                        % (offset + self.size, self.size, offset, size))
        return _unpack(self.format, data, offset)

    def iter_unpack(self, buffer):
        if self.size == 0:
            raise error("cannot iteratively unpack with a struct of length 0")
        data = _data(buffer)
        if len(data) % self.size:
            raise error("iterative unpacking requires a buffer of a multiple of %d bytes" % self.size)
        return iter([_unpack(self.format, data, at) for at in range(0, len(data), self.size)])

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self.format)


def calcsize(format, /):
    return Struct(format).size


def pack(*args):
    if not args:
        raise TypeError("missing format argument")
    return Struct(args[0]).pack(*args[1:])


def pack_into(*args):
    if not args:
        raise TypeError("missing format argument")
    if len(args) < 2:
        raise error("pack_into expected buffer argument")
    if len(args) < 3:
        raise error("pack_into expected offset argument")
    Struct(args[0]).pack_into(*args[1:])


def unpack(format, buffer, /):
    return Struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return Struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return Struct(format).iter_unpack(buffer)
