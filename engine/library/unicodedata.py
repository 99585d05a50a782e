"""The Unicode data base: categories, numbers, names, normal forms. Each table is unpacked when it is first asked for."""

from bisect import bisect_right as _bisect_right
import _unicode_data as _data
from _unicode import name_of as _name_of, lookup as _lookup

unidata_version = "15.1.0"
_missing = object()
_tables = {}


def _table(name):
    """(first code points of the runs, their values)."""
    if name not in _tables:
        starts, values = [], []
        at = 0
        for run in getattr(_data, name).split():
            value = run.rstrip("0123456789")
            starts.append(at)
            values.append(value)
            at += int(run[len(value):])
        _tables[name] = starts, values
    return _tables[name]


def _code(function, c):
    if not isinstance(c, str):
        raise TypeError("%s() argument%s must be a unicode character, not %s" % (function, _place(function), type(c).__name__))
    if len(c) != 1:
        raise TypeError("%s() argument%s must be a unicode character, not str" % (function, _place(function)))
    return ord(c)


def _place(function):
    return " 1" if function in ("name", "numeric", "digit", "decimal") else ""


def _value(table, function, c):
    starts, values = _table(table)
    return values[_bisect_right(starts, _code(function, c)) - 1]


def category(chr, /):
    return _value("CATEGORIES", "category", chr)


def bidirectional(chr, /):
    value = _value("BIDIRECTIONAL", "bidirectional", chr)
    return "" if value == "-" else value


def east_asian_width(chr, /):
    return _value("WIDTHS", "east_asian_width", chr)


def mirrored(chr, /):
    return int(_value("MIRRORED", "mirrored", chr) == "M")


def combining(chr, /):
    return int(_value("COMBINING", "combining", chr)[:-1])


def _numbers():
    if "numbers" not in _tables:
        found = {}
        for item in _data.NUMBERS.split():
            code, value = item.split("=")
            found[int(code, 16)] = value
        _tables["numbers"] = found
    return _tables["numbers"]


def _number(function, kinds, chr, default, message):
    value = _numbers().get(_code(function, chr))
    if value is None or value[0] not in kinds:
        if default is _missing:
            raise ValueError(message)
        return default
    return value[1:]


def decimal(chr, default=_missing, /):
    value = _number("decimal", "D", chr, default, "not a decimal")
    return int(value) if isinstance(value, str) and value is not default else value


def digit(chr, default=_missing, /):
    value = _number("digit", "Dd", chr, default, "not a digit")
    return int(value) if isinstance(value, str) and value is not default else value


def numeric(chr, default=_missing, /):
    value = _number("numeric", "Ddn", chr, default, "not a numeric character")
    if not isinstance(value, str) or value is default:
        return value
    top, slash, bottom = value.partition("/")
    return int(top) / int(bottom) if slash else float(top)


def name(chr, default=_missing, /):
    found = _name_of(_code("name", chr))
    if found is None:
        if default is _missing:
            raise ValueError("no such name")
        return default
    return found


def lookup(name, /):
    code = _lookup(name)
    if code is None:
        raise KeyError("undefined character name '%s'" % name)
    return chr(code)


# ---- normal forms

_HANGUL, _L, _V, _T = 0xAC00, 0x1100, 0x1161, 0x11A7


def _decompositions():
    if "decompositions" not in _tables:
        _tables["decompositions"] = {int(code, 16): text.replace(",", " ") for code, text in
                                     (item.split("=") for item in _data.DECOMPOSITIONS.split())}
    return _tables["decompositions"]


def decomposition(chr, /):
    return _decompositions().get(_code("decomposition", chr), "")


def _decomposed(code, compatibility, out):
    if _HANGUL <= code < _HANGUL + 11172:
        index = code - _HANGUL
        out.append(_L + index // 588)
        out.append(_V + index % 588 // 28)
        if index % 28:
            out.append(_T + index % 28)
        return
    text = _decompositions().get(code)
    if text is None or text[0] == "<" and not compatibility:
        out.append(code)
        return
    for part in text.split():
        if part[0] != "<":
            _decomposed(int(part, 16), compatibility, out)


def _compositions():
    if "compositions" not in _tables:
        excluded = {int(code, 16) for code in _data.NOT_COMPOSED.split()}
        pairs = {}
        for code, text in _decompositions().items():
            parts = text.split()
            if len(parts) == 2 and parts[0][0] != "<" and code not in excluded:
                pairs[int(parts[0], 16), int(parts[1], 16)] = code
        _tables["compositions"] = pairs
    return _tables["compositions"]


def _pair(a, b):
    if _L <= a < _L + 19 and _V <= b < _V + 21:
        return _HANGUL + ((a - _L) * 21 + (b - _V)) * 28
    if _HANGUL <= a < _HANGUL + 11172 and (a - _HANGUL) % 28 == 0 and _T < b < _T + 28:
        return a + (b - _T)
    return _compositions().get((a, b))


def _composed(codes):
    """Each mark joined with the character before it, where nothing stands in between."""
    out = []
    starter = -1
    last_class = 0
    for code in codes:
        mark = combining(chr(code))
        if starter >= 0 and (last_class < mark or last_class == 0 and len(out) - 1 == starter):
            joined = _pair(out[starter], code)
            if joined is not None:
                out[starter] = joined
                continue
        if mark == 0:
            starter = len(out)
        last_class = mark
        out.append(code)
    return out


def normalize(form, unistr, /):
    """The text in the form NFC, NFD, NFKC or NFKD."""
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        raise ValueError("invalid normalization form")
    if unistr.isascii():
        return unistr
    codes = []
    for c in unistr:
        _decomposed(ord(c), form in ("NFKC", "NFKD"), codes)
    # Marks in the order of their classes, those of one class as they stand.
    i = 0
    while i < len(codes):
        if combining(chr(codes[i])) == 0:
            i += 1
            continue
        end = i
        while end < len(codes) and combining(chr(codes[end])):
            end += 1
        codes[i:end] = sorted(codes[i:end], key=lambda code: combining(chr(code)))
        i = end
    if form.endswith("C"):
        codes = _composed(codes)
    return "".join(map(chr, codes))


def is_normalized(form, unistr, /):
    return normalize(form, unistr) == unistr


class UCD:
    """The data base of one version."""

    def __init__(self):
        raise TypeError("cannot create 'unicodedata.UCD' instances")
