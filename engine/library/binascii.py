"""Bytes to text and back: hexadecimal, base64, checksums."""

from _binascii import adler32 as _adler32, crc32 as _crc32, from_base64 as _from_base64, to_base64 as _to_base64


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


Error.__module__ = Incomplete.__module__ = "binascii"


def _bytes(data):
    if isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(data, (bytes, bytearray)):
        return data
    raise TypeError("argument should be bytes, buffer or ASCII string, not %r" % type(data).__name__)


def hexlify(data, sep=None, bytes_per_sep=1):
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError("a bytes-like object is required, not '%s'" % type(data).__name__)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode("ascii")


def unhexlify(hexstr, /):
    text = _bytes(hexstr).decode("latin-1")
    if len(text) % 2:
        raise Error("Odd-length string")
    if any(c.isspace() for c in text):
        raise Error("Non-hexadecimal digit found")
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise Error("Non-hexadecimal digit found") from None


b2a_hex = hexlify
a2b_hex = unhexlify


def b2a_base64(data, /, *, newline=True):
    return _to_base64(data) + (b"\n" if newline else b"")


def a2b_base64(data, /, *, strict_mode=False):
    data = _bytes(data)
    if strict_mode:
        _check_base64(data)
    result = _from_base64(data)
    if isinstance(result, str):
        raise Error(result)
    return result


_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")


def _check_base64(data):
    if data[:1] == b"=":
        raise Error("Leading padding not allowed")
    place = pads = 0
    for at, char in enumerate(data):
        if char == 61:
            if not place:
                raise Error("Excess padding not allowed")
            pads += 1
            if place >= 2 and place + pads >= 4:
                if at + 1 < len(data):
                    raise Error("Excess data after padding")
                return
        elif char not in _LETTERS:
            raise Error("Only base64 data is allowed")
        elif pads:
            raise Error("Discontinuous padding not allowed")
        else:
            place = (place + 1) % 4


def crc32(data, crc=0, /):
    return _crc32(data, crc & 0xFFFFFFFF)


def crc_hqx(data, crc, /):
    crc &= 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021) & 0xFFFF if crc & 0x8000 else crc << 1
    return crc
