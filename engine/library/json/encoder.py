"""Values to JSON text."""

import _json

__all__ = ["JSONEncoder"]

encode_basestring = _json.quote
encode_basestring_ascii = _json.quote_ascii
_INFINITY = float("inf")


class JSONEncoder:
    """Encodes values as JSON text. A subclass may override default() for what JSON does not know."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
                 separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What to encode in place of a value that JSON does not know."""
        raise TypeError("Object of type %s is not JSON serializable" % o.__class__.__name__)

    def encode(self, o):
        """The value as JSON text."""
        if type(self).iterencode is JSONEncoder.iterencode:
            text = self._plain(o)
            if text is not NotImplemented:
                return text
        return "".join(self.iterencode(o, _one_shot=True))

    def _plain(self, o):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return _json.dumps(o, self.ensure_ascii, self.item_separator, self.key_separator, indent, self.allow_nan, self.sort_keys, self.skipkeys)

    def iterencode(self, o, _one_shot=False):
        """The JSON text of the value, piece by piece."""
        quote = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return self._pieces(o, quote, indent, 0, {} if self.check_circular else None)

    def _float(self, o):
        if o != o:
            text = "NaN"
        elif o == _INFINITY:
            text = "Infinity"
        elif o == -_INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def _simple(self, o, quote):
        """The text of a value that holds no others; None: it is not such a value."""
        if isinstance(o, str):
            return quote(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, (int, float)) or key is None:
            return self._simple(key, None)
        if self.skipkeys:
            return None
        raise TypeError("keys must be str, int, float, bool or None, not %s" % key.__class__.__name__)

    def _pieces(self, o, quote, indent, level, open):
        text = self._simple(o, quote)
        if text is not None:
            yield text
            return
        if open is not None:
            if id(o) in open:
                raise ValueError("Circular reference detected")
            open[id(o)] = o
        if isinstance(o, (list, tuple)):
            yield from self._list_pieces(o, quote, indent, level, open)
        elif isinstance(o, dict):
            yield from self._dict_pieces(o, quote, indent, level, open)
        else:
            yield from self._pieces(self.default(o), quote, indent, level, open)
        if open is not None:
            del open[id(o)]

    def _list_pieces(self, values, quote, indent, level, open):
        if not values:
            yield "[]"
            return
        line = "" if indent is None else "\n" + indent * (level + 1)
        before = "[" + line
        for value in values:
            text = self._simple(value, quote)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from self._pieces(value, quote, indent, level + 1, open)
            before = self.item_separator + line
        if indent is not None:
            yield "\n" + indent * level
        yield "]"

    def _dict_pieces(self, values, quote, indent, level, open):
        if not values:
            yield "{}"
            return
        yield "{"
        line = "" if indent is None else "\n" + indent * (level + 1)
        before = line
        any_written = False
        for key, value in sorted(values.items()) if self.sort_keys else values.items():
            key = self._key(key)
            if key is None:
                continue
            if before:
                yield before
            before = self.item_separator + line
            any_written = True
            yield quote(key)
            yield self.key_separator
            yield from self._pieces(value, quote, indent, level + 1, open)
        if any_written and indent is not None:
            yield "\n" + indent * level
        yield "}"
