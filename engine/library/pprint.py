"""Values as text that people can read: broken into lines where they are long."""

import collections as _collections
import dataclasses as _dataclasses
import re
import sys as _sys
import types as _types

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Writes the value to a stream (default: standard output)."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """The value as text."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """pprint() that keeps the order of dicts."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._repr_of(object, {}, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _safe_key:
    """Makes anything comparable: by value, else by the type's name and the address."""

    __slots__ = ["obj"]

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_tuple(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])


def _recursion(object):
    return "<Recursion on %s with id=%s>" % (type(object).__name__, id(object))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = stream if stream is not None else _sys.stdout
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._stream.write(self._text(object) + "\n")

    def pformat(self, object):
        return self._text(object)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """(text on one line, can be read back, holds itself)."""
        return self._repr_of(object, context, level, maxlevels)

    def _text(self, object):
        out = []
        self._format(object, out.append, 0, 0, {}, 0)
        return "".join(out)

    # ---- in lines

    def _format(self, object, write, indent, allowance, context, level):
        marker = id(object)
        if marker in context:
            write(_recursion(object))
            return
        text = self.format(object, context.copy(), self._depth, level)[0]
        if len(text) > self._width - indent - allowance:
            layout = self._dispatch.get(type(object).__repr__)
            if layout is not None:
                context[marker] = 1
                layout(self, object, write, indent, allowance, context, level + 1)
                del context[marker]
                return
            if (_dataclasses.is_dataclass(object) and not isinstance(object, type) and object.__dataclass_params__.repr
                    and getattr(getattr(object.__repr__, "__wrapped__", None), "__globals__", None) is _dataclasses.__dict__):
                context[marker] = 1
                self._format_dataclass(object, write, indent, allowance, context, level + 1)
                del context[marker]
                return
        write(text)

    def _format_dataclass(self, object, write, indent, allowance, context, level):
        name = object.__class__.__name__
        indent += len(name) + 1
        write(name + "(")
        self._format_fields([(f.name, getattr(object, f.name)) for f in _dataclasses.fields(object) if f.repr], write, indent, allowance,
                            context, level)
        write(")")

    def _format_fields(self, items, write, indent, allowance, context, level):
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            write(key + "=")
            if id(value) in context:
                write("...")
            else:
                self._format(value, write, indent + len(key) + 1, allowance if last else 1, context, level)
            if not last:
                write(",\n" + " " * indent)

    _dispatch = {}

    def _format_dict(self, object, write, indent, allowance, context, level):
        write("{")
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * " ")
        if len(object):
            items = sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items()
            self._format_pairs(items, write, indent, allowance + 1, context, level)
        write("}")

    _dispatch[dict.__repr__] = _format_dict

    def _format_pairs(self, items, write, indent, allowance, context, level):
        indent += self._indent_per_level
        items = list(items)
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            text = self._repr(key, context, level)
            write(text + ": ")
            self._format(value, write, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                write(",\n" + " " * indent)

    def _format_ordered_dict(self, object, write, indent, allowance, context, level):
        if not len(object):
            write(repr(object))
            return
        name = object.__class__.__name__
        write(name + "(")
        self._format(list(object.items()), write, indent + len(name) + 1, allowance + 1, context, level)
        write(")")

    _dispatch[_collections.OrderedDict.__repr__] = _format_ordered_dict

    def _format_list(self, object, write, indent, allowance, context, level):
        write("[")
        self._format_items(object, write, indent, allowance + 1, context, level)
        write("]")

    _dispatch[list.__repr__] = _format_list

    def _format_tuple(self, object, write, indent, allowance, context, level):
        write("(")
        end = ",)" if len(object) == 1 else ")"
        self._format_items(object, write, indent, allowance + len(end), context, level)
        write(end)

    _dispatch[tuple.__repr__] = _format_tuple

    def _format_set(self, object, write, indent, allowance, context, level):
        if not len(object):
            write(repr(object))
            return
        kind = object.__class__
        if kind is set:
            write("{")
            end = "}"
        else:
            write(kind.__name__ + "({")
            end = "})"
            indent += len(kind.__name__) + 1
        self._format_items(sorted(object, key=_safe_key), write, indent, allowance + len(end), context, level)
        write(end)

    _dispatch[set.__repr__] = _format_set
    _dispatch[frozenset.__repr__] = _format_set

    def _format_str(self, object, write, indent, allowance, context, level):
        if not len(object):
            write(repr(object))
            return
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        chunks = []
        width = most = self._width - indent
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                most -= allowance
            if len(text) <= most:
                chunks.append(text)
                continue
            # Words with the blanks behind them, as many as fit.
            parts = re.findall(r"\S*\s*", line)
            parts.pop()
            limit = width
            current = ""
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    limit -= allowance
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            write(text)
            return
        if level == 1:
            write("(")
        write(("\n" + " " * indent).join(chunks))
        if level == 1:
            write(")")

    _dispatch[str.__repr__] = _format_str

    def _format_bytes(self, object, write, indent, allowance, context, level):
        if len(object) <= 4:
            write(repr(object))
            return
        parens = level == 1
        if parens:
            indent += 1
            allowance += 1
            write("(")
        before = ""
        for text in _wrap_bytes(object, self._width - indent, allowance):
            write(before + text)
            before = "\n" + " " * indent
        if parens:
            write(")")

    _dispatch[bytes.__repr__] = _format_bytes

    def _format_bytearray(self, object, write, indent, allowance, context, level):
        write("bytearray(")
        self._format_bytes(bytes(object), write, indent + 10, allowance + 1, context, level + 1)
        write(")")

    _dispatch[bytearray.__repr__] = _format_bytearray

    def _format_mappingproxy(self, object, write, indent, allowance, context, level):
        write("mappingproxy(")
        self._format(object.copy(), write, indent + 13, allowance + 1, context, level)
        write(")")

    _dispatch[_types.MappingProxyType.__repr__] = _format_mappingproxy

    def _format_namespace(self, object, write, indent, allowance, context, level):
        name = "namespace" if type(object) is _types.SimpleNamespace else object.__class__.__name__
        indent += len(name) + 1
        write(name + "(")
        self._format_fields(list(object.__dict__.items()), write, indent, allowance, context, level)
        write(")")

    _dispatch[_types.SimpleNamespace.__repr__] = _format_namespace

    def _format_defaultdict(self, object, write, indent, allowance, context, level):
        if not len(object):
            write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        indent += len(object.__class__.__name__) + 1
        write("%s(%s,\n%s" % (object.__class__.__name__, factory, " " * indent))
        self._format_dict(object, write, indent, allowance + 1, context, level)
        write(")")

    _dispatch[_collections.defaultdict.__repr__] = _format_defaultdict

    def _format_counter(self, object, write, indent, allowance, context, level):
        if not len(object):
            write(repr(object))
            return
        name = object.__class__.__name__
        write(name + "({")
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * " ")
        self._format_pairs(object.most_common(), write, indent + len(name) + 1, allowance + 2, context, level)
        write("})")

    _dispatch[_collections.Counter.__repr__] = _format_counter

    def _format_chain_map(self, object, write, indent, allowance, context, level):
        if not len(object.maps):
            write(repr(object))
            return
        name = object.__class__.__name__
        write(name + "(")
        indent += len(name) + 1
        for i, mapping in enumerate(object.maps):
            if i == len(object.maps) - 1:
                self._format(mapping, write, indent, allowance + 1, context, level)
                write(")")
            else:
                self._format(mapping, write, indent, 1, context, level)
                write(",\n" + " " * indent)

    _dispatch[_collections.ChainMap.__repr__] = _format_chain_map

    def _format_deque(self, object, write, indent, allowance, context, level):
        if not len(object):
            write(repr(object))
            return
        name = object.__class__.__name__
        write(name + "([")
        indent += len(name) + 1
        if object.maxlen is None:
            self._format_items(object, write, indent, allowance + 2, context, level)
            write("])")
        else:
            self._format_items(object, write, indent, 2, context, level)
            write("],\n%smaxlen=%s)" % (" " * indent, self._repr(object.maxlen, context, level)))

    _dispatch[_collections.deque.__repr__] = _format_deque

    def _format_user(self, object, write, indent, allowance, context, level):
        self._format(object.data, write, indent, allowance, context, level - 1)

    for _kind in ("UserDict", "UserList", "UserString"):
        if hasattr(_collections, _kind):
            _dispatch[getattr(_collections, _kind).__repr__] = _format_user
    del _kind

    def _format_items(self, items, write, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * " ")
        new_line = ",\n" + " " * indent
        before = ""
        width = most = self._width - indent + 1
        items = list(items)
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                most -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if width < needed:
                    width = most
                    if before:
                        before = new_line
                if width >= needed:
                    width -= needed
                    write(before + text)
                    before = ", "
                    continue
            write(before)
            before = new_line
            self._format(item, write, indent, allowance if last else 1, context, level)

    # ---- on one line

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    def _repr_of(self, object, context, level, maxlevels=0):
        kind = type(object)
        if kind in _SIMPLE:
            return repr(object), True, False
        shown = getattr(kind, "__repr__", None)
        if issubclass(kind, int) and shown is int.__repr__:
            return (format(object, "_d") if self._underscore_numbers else repr(object)), True, False
        if issubclass(kind, dict) and shown is dict.__repr__:
            return self._dict_repr(object, context, level, maxlevels)
        if issubclass(kind, list) and shown is list.__repr__ or issubclass(kind, tuple) and shown is tuple.__repr__:
            return self._sequence_repr(object, context, level, maxlevels)
        text = repr(object)
        return text, bool(text) and not text.startswith("<"), False

    def _dict_repr(self, object, context, level, maxlevels):
        if not object:
            return "{}", True, False
        if maxlevels and level >= maxlevels:
            return "{...}", False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive = True, False
        parts = []
        for key, value in sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items():
            a, b = (self.format(x, context, maxlevels, level + 1) for x in (key, value))
            parts.append("%s: %s" % (a[0], b[0]))
            readable = readable and a[1] and b[1]
            recursive = recursive or a[2] or b[2]
        del context[id(object)]
        return "{%s}" % ", ".join(parts), readable, recursive

    def _sequence_repr(self, object, context, level, maxlevels):
        pattern = "[%s]" if isinstance(object, list) else "(%s,)" if len(object) == 1 else "(%s)" if object else "()"
        if not object:
            return pattern.replace("%s", ""), True, False
        if maxlevels and level >= maxlevels:
            return pattern % "...", False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive = True, False
        parts = []
        for item in object:
            text, item_readable, item_recursive = self.format(item, context, maxlevels, level + 1)
            parts.append(text)
            readable = readable and item_readable
            recursive = recursive or item_recursive
        del context[id(object)]
        return pattern % ", ".join(parts), readable, recursive


_SIMPLE = {str, bytes, bytearray, float, complex, bool, type(None)}


def _wrap_bytes(data, width, allowance):
    current = b""
    last = len(data) // 4 * 4
    for i in range(0, len(data), 4):
        part = data[i:i + 4]
        candidate = current + part
        if i == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)
