"""Characters by kind, templates, and str.format() as a class.

re is imported by the first Template only.
"""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable", "punctuation",
           "whitespace", "Formatter", "Template"]

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join([x.capitalize() for x in s.split(sep)])


class Template:
    """A text with $name and ${name}, to be replaced."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None

    @classmethod
    def _compiled(cls):
        """The pattern of placeholders: of the class, by its delimiter and idpattern, or its own."""
        if "_made" in cls.__dict__:
            return cls._made
        import re
        pattern = cls.__dict__.get("pattern") or getattr(cls, "pattern", None)
        if pattern is None or hasattr(pattern, "search"):
            mark = re.escape(cls.delimiter)
            pattern = r"%s(?:(?P<escaped>%s)|(?P<named>%s)|{(?P<braced>%s)}|(?P<invalid>))" % (
                mark, mark, cls.idpattern, cls.braceidpattern or cls.idpattern)
        cls._made = re.compile(pattern, (re.IGNORECASE if cls.flags is None else cls.flags) | re.VERBOSE)
        return cls._made

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        start = match.start("invalid")
        lines = self.template[:start].splitlines(keepends=True)
        column, line = (start - len("".join(lines[:-1])), len(lines)) if lines else (1, 1)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def substitute(self, mapping={}, /, **kws):
        """The text with all of them replaced; KeyError and ValueError where that cannot be."""
        if kws:
            mapping = _Chain(kws, mapping)

        def value(match):
            name = match["named"] or match["braced"]
            if name is not None:
                return str(mapping[name])
            if match["escaped"] is not None:
                return self.delimiter
            self._invalid(match)
        return self._compiled().sub(value, self.template)

    def safe_substitute(self, mapping={}, /, **kws):
        """The text with those replaced that are known."""
        if kws:
            mapping = _Chain(kws, mapping)

        def value(match):
            name = match["named"] or match["braced"]
            if name is not None:
                try:
                    return str(mapping[name])
                except KeyError:
                    return match.group()
            return self.delimiter if match["escaped"] is not None else match.group()
        return self._compiled().sub(value, self.template)

    def is_valid(self):
        return all(match["invalid"] is None for match in self._compiled().finditer(self.template))

    def get_identifiers(self):
        """The names, in the order in which they first come."""
        names = [match["named"] or match["braced"] for match in self._compiled().finditer(self.template)]
        return list(dict.fromkeys(name for name in names if name is not None))


class _Chain:
    """The first mapping that has it."""

    def __init__(self, *maps):
        self.maps = maps

    def __getitem__(self, key):
        for mapping in self.maps[:-1]:
            if key in mapping:
                return mapping[key]
        return self.maps[-1][key]


class Formatter:
    """str.format() in parts, each of which a subclass may replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, next_number):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            first = _first_of(name)
            if first == "":
                if next_number is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(next_number) + name
                next_number += 1
            elif first.isdigit():
                if next_number:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                next_number = False
            value, key = self.get_field(name, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, next_number = self._vformat(spec, args, kwargs, used, depth - 1, next_number)
            out.append(self.format_field(value, spec))
        return "".join(out), next_number

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier %s" % conversion)

    def parse(self, format_string):
        """(literal, field name, format spec, conversion) of each part."""
        i, n = 0, len(format_string)
        literal = []
        while i < n:
            c = format_string[i]
            i += 1
            if c == "{" or c == "}":
                if i < n and format_string[i] == c:
                    i += 1
                    literal.append(c)
                    yield "".join(literal), None, None, None
                    literal = []
                    continue
                if c == "}":
                    raise ValueError("Single '}' encountered in format string")
                if i >= n:
                    raise ValueError("Single '{' encountered in format string")
                end = _field_end(format_string, i)
                name, spec, conversion = _field_parts(format_string[i:end])
                yield "".join(literal), name, spec, conversion
                literal = []
                i = end + 1
            else:
                literal.append(c)
        if literal:
            yield "".join(literal), None, None, None

    def get_field(self, field_name, args, kwargs):
        """(the value, the key it was found by) of 'a.b[c]'."""
        first = _first_of(field_name)
        key = int(first) if first.isdigit() else first
        value = self.get_value(key, args, kwargs)
        i = len(first)
        while i < len(field_name):
            if field_name[i] == ".":
                end = i + 1
                while end < len(field_name) and field_name[end] not in ".[":
                    end += 1
                value = getattr(value, field_name[i + 1:end])
                i = end
            elif field_name[i] == "[":
                end = field_name.find("]", i)
                if end < 0:
                    raise ValueError("Missing ']' in format string")
                index = field_name[i + 1:end]
                value = value[int(index) if index.isdigit() else index]
                i = end + 1
            else:
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        return value, key


def _first_of(name):
    for i, c in enumerate(name):
        if c in ".[":
            return name[:i]
    return name


def _field_end(text, start):
    """Where the closing brace of a field lies."""
    depth = 1
    in_index = False
    for i in range(start, len(text)):
        c = text[i]
        if c == "[" and depth == 1:
            in_index = True
        elif c == "]":
            in_index = False
        elif c == "{" and not in_index:
            depth += 1
        elif c == "}" and not in_index:
            depth -= 1
            if not depth:
                return i
    raise ValueError("expected '}' before end of string")


def _field_parts(field):
    in_index = False
    for i, c in enumerate(field):
        if c == "[":
            in_index = True
        elif c == "]":
            in_index = False
        elif c == "!" and not in_index:
            if i + 1 >= len(field):
                raise ValueError("end of string while looking for conversion specifier")
            rest = field[i + 2:]
            if rest and rest[0] != ":":
                raise ValueError("expected ':' after conversion specifier")
            return field[:i], rest[1:], field[i + 1]
        elif c == ":" and not in_index:
            return field[:i], field[i + 1:], None
    return field, "", None
