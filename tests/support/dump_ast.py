"""The tree that CPython's ast makes of a source, in the words of engine/syntax/dump.cpp."""

import ast
import struct


def escaped(data):
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    out = []
    for byte in data:
        if 0x20 <= byte < 0x7F and byte not in b"'\\":
            out.append(chr(byte))
        else:
            out.append("\\x%02x" % byte)
    return "'" + "".join(out) + "'"


def float_bits(value):
    return struct.pack(">d", value).hex()


def constant(value):
    if value is None or value is True or value is False:
        return repr(value)
    if value is ...:
        return "Ellipsis"
    if isinstance(value, int):
        return "int %x" % value
    if isinstance(value, float):
        return "float " + float_bits(value)
    if isinstance(value, complex):
        return "complex " + float_bits(value.imag)
    return ("str " if isinstance(value, str) else "bytes ") + escaped(value)


class Columns:
    """Byte offsets in a line as code points."""

    def __init__(self, source):
        self.lines = source.encode("utf-8").split(b"\n")

    def __call__(self, line, offset):
        data = self.lines[line - 1] if line <= len(self.lines) else b""
        return len(data[:offset].decode("utf-8", "replace"))


IDENTIFIERS = {"name", "id", "attr", "arg", "asname", "module", "rest"}
SKIPPED = {"type_comment", "type_ignores", "kind"}


class Dumper:
    def __init__(self, source):
        self.columns = Columns(source)
        self.out = []

    def line(self, depth, text):
        self.out.append("  " * depth + text)

    def node(self, node, depth):
        if node is None:
            return self.line(depth, "None")
        head = type(node).__name__
        if hasattr(node, "lineno"):
            head += " %d:%d-%d:%d" % (
                node.lineno, self.columns(node.lineno, node.col_offset),
                node.end_lineno, self.columns(node.end_lineno, node.end_col_offset))
        self.line(depth, head)
        depth += 1
        if isinstance(node, ast.Constant):
            self.line(depth, "value = " + constant(node.value))
            self.line(depth, "kind = " + repr(node.kind))
            return
        for field in node._fields:
            if field not in SKIPPED:
                self.field(field, getattr(node, field, None), depth)

    def field(self, field, value, depth):
        if isinstance(value, list):
            if field == "ops":
                self.line(depth, "ops = " + ", ".join(type(op).__name__ for op in value))
            elif field in ("names", "kwd_attrs") and all(isinstance(item, str) for item in value):
                self.line(depth, "%s = [%s]" % (field, ", ".join(map(escaped, value))))
            else:
                self.line(depth, "%s [%d]" % (field, len(value)))
                for item in value:
                    self.node(item, depth + 1)
        elif isinstance(value, (ast.operator, ast.unaryop, ast.boolop, ast.expr_context)):
            self.line(depth, "%s = %s" % (field, type(value).__name__))
        elif isinstance(value, ast.AST):
            self.line(depth, field + ":")
            self.node(value, depth + 1)
        elif isinstance(value, str):
            self.line(depth, "%s = %s" % (field, escaped(value)))
        else:
            self.line(depth, "%s = %r" % (field, value))


def dump(source):
    """source: text with \\n newlines."""
    tree = ast.parse(source)
    dumper = Dumper(source)
    dumper.field("body", tree.body, 0)
    return "\n".join(dumper.out) + "\n"
