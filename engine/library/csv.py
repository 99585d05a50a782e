"""Comma separated values."""

import re
from io import StringIO

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error", "Dialect", "excel",
           "excel_tab", "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
           "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
__version__ = "1.0"


class Error(Exception):
    pass


Error.__module__ = "_csv"
_dialects = {}
_limit = 131072


def field_size_limit(*args):
    """The longest field that is read; sets a new one where it is given."""
    global _limit
    old = _limit
    if args:
        if not isinstance(args[0], int):
            raise TypeError("limit must be an integer")
        _limit = args[0]
    return old


class _Dialect:
    """A dialect that has been checked."""

    def __init__(self, base, settings):
        def setting(name, default):
            if settings.get(name, _Dialect) is not _Dialect:
                return settings[name]
            return getattr(base, name, default) if base is not None else default
        for name in settings:
            if name not in ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"):
                raise TypeError("this function got an unexpected keyword argument '%s'" % name)
        self.delimiter = self._character("delimiter", setting("delimiter", ","), False)
        self.doublequote = bool(setting("doublequote", True))
        self.escapechar = self._character("escapechar", setting("escapechar", None), True)
        self.lineterminator = setting("lineterminator", "\r\n")
        if not isinstance(self.lineterminator, str):
            raise TypeError('"lineterminator" must be a string, not %s' % type(self.lineterminator).__name__)
        self.quoting = setting("quoting", QUOTE_MINIMAL)
        if not isinstance(self.quoting, int):
            raise TypeError('"quoting" must be an integer, not %s' % type(self.quoting).__name__)
        if not 0 <= self.quoting <= 5:
            raise TypeError('bad "quoting" value')
        quotechar = setting("quotechar", '"')
        if quotechar is None and self.quoting != QUOTE_NONE and "quotechar" not in settings and base is None:
            quotechar = '"'
        self.quotechar = self._character("quotechar", quotechar, True)
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        self.skipinitialspace = bool(setting("skipinitialspace", False))
        self.strict = bool(setting("strict", False))
        self._check_blanks()

    @staticmethod
    def _character(name, value, optional):
        if value is None and optional:
            return None
        if not isinstance(value, str):
            raise TypeError('"%s" must be string%s, not %s' % (name, " or None" if optional else "", type(value).__name__))
        if len(value) != 1:
            raise TypeError('"%s" must be a 1-character string' % name)
        return value

    def _check_blanks(self):
        for name in ("delimiter", "escapechar", "quotechar"):
            value = getattr(self, name)
            if value is not None and value in "\r\n":
                raise ValueError("bad %s value" % name)
            if value == " " and self.skipinitialspace and name != "escapechar":
                raise ValueError("bad %s value" % name)
        if self.delimiter in (self.escapechar, self.quotechar) or self.escapechar is not None and self.escapechar == self.quotechar:
            names = [n for n in ("delimiter", "escapechar", "quotechar") if getattr(self, n) is not None]
            values = [getattr(self, n) for n in names]
            pair = next((a, b) for i, a in enumerate(names) for b in names[i + 1:] if values[names.index(a)] == values[names.index(b)])
            raise ValueError("bad %s or %s value" % pair)


def _dialect(dialect, settings):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    if isinstance(dialect, _Dialect) and not settings:
        return dialect
    return _Dialect(dialect, settings)


class Dialect:
    """How values are separated and quoted; a class to derive from."""

    _name = ""
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Dialect(self, {})
        except TypeError as e:
            raise Error(str(e)) from None


class excel(Dialect):
    """Excel's usual way."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """Excel's way with tabs."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """UNIX's usual way."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


def register_dialect(name, dialect=None, **settings):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _dialect(dialect, settings)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)

# What a reader is in the middle of.
_START, _ESCAPED, _FIELD, _QUOTED, _QUOTED_ESCAPED, _QUOTE_IN_QUOTED, _AFTER_LINE, _AFTER_ESCAPED_LINE = range(8)


class reader:
    """Iterator over the rows of lines of text."""

    def __init__(self, csvfile, dialect="excel", **settings):
        self._lines = iter(csvfile)
        self.dialect = _dialect(dialect, settings)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        self._row, self._text, self._plain, self._state = [], [], True, None
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._state is not None and (self._text or self._state == _QUOTED):
                    if d.strict:
                        raise Error("unexpected end of data") from None
                    self._save()
                    return self._row
                if self._row:
                    return self._row
                raise
            if not isinstance(line, str):
                raise Error("iterator should return strings, not %s (the file should be opened in text mode)" % type(line).__name__)
            self.line_num += 1
            if self._state is None:
                simple = self._simple(line)
                if simple is not None:
                    return simple
            for c in line:
                self._take(c)
            self._end_of_line()
            if self._state is None:
                return self._row

    def _simple(self, line):
        """The row of a line without anything special in it, or None."""
        d = self.dialect
        if d.quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS, QUOTE_NOTNULL) or d.skipinitialspace or len(line) > _limit:
            return None
        if d.quotechar is not None and d.quotechar in line or d.escapechar is not None and d.escapechar in line:
            return None
        line = line[:-2] if line.endswith("\r\n") else line[:-1] if line.endswith(("\n", "\r")) else line
        if "\n" in line or "\r" in line:
            return None
        return line.split(d.delimiter) if line else []

    def _save(self):
        text = "".join(self._text)
        quoting = self.dialect.quoting
        if self._plain:
            if quoting == QUOTE_NONNUMERIC and text or quoting == QUOTE_STRINGS and text:
                text = float(text)
            elif quoting in (QUOTE_NOTNULL, QUOTE_STRINGS) and not text:
                text = None
        self._row.append(text)
        self._text, self._plain = [], True

    def _add(self, c):
        if len(self._text) >= _limit:
            raise Error("field larger than field limit (%d)" % _limit)
        self._text.append(c)

    def _take(self, c):
        d, state = self.dialect, self._state
        if state is None or state == _START:
            self._begin_field(c)
        elif state == _ESCAPED:
            self._add(c)
            self._state = _AFTER_ESCAPED_LINE if c in "\r\n" else _FIELD
        elif state == _FIELD or state == _AFTER_ESCAPED_LINE:
            if c in "\r\n":
                self._save()
                self._state = _AFTER_LINE
            elif c == d.escapechar:
                self._state = _ESCAPED
            elif c == d.delimiter:
                self._save()
                self._state = _START
            else:
                self._add(c)
                self._state = _FIELD
        elif state == _QUOTED:
            if c == d.escapechar:
                self._state = _QUOTED_ESCAPED
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._state = _QUOTE_IN_QUOTED if d.doublequote else _FIELD
            else:
                self._add(c)
        elif state == _QUOTED_ESCAPED:
            self._add(c)
            self._state = _QUOTED
        elif state == _QUOTE_IN_QUOTED:
            self._behind_quote(c)
        elif c not in "\r\n":
            raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")

    def _begin_field(self, c):
        d = self.dialect
        if c in "\r\n":
            if self._state == _START:
                self._save()
            self._state = _AFTER_LINE
        elif c == d.quotechar and d.quoting != QUOTE_NONE:
            self._plain = False
            self._state = _QUOTED
        elif c == d.escapechar:
            self._state = _ESCAPED
        elif c == " " and d.skipinitialspace:
            self._state = _START
        elif c == d.delimiter:
            self._save()
            self._state = _START
        else:
            self._add(c)
            self._state = _FIELD

    def _behind_quote(self, c):
        d = self.dialect
        if c == d.quotechar and d.quoting != QUOTE_NONE:
            self._add(c)
            self._state = _QUOTED
        elif c == d.delimiter:
            self._save()
            self._state = _START
        elif c in "\r\n":
            self._save()
            self._state = _AFTER_LINE
        elif not d.strict:
            self._add(c)
            self._state = _FIELD
        else:
            raise Error("'%s' expected after '%s'" % (d.delimiter, d.quotechar))

    def _end_of_line(self):
        state = self._state
        if state == _QUOTED or state == _AFTER_ESCAPED_LINE:
            return
        if state == _ESCAPED:
            self._add("\n")
            self._state = _FIELD
            return
        if state == _QUOTED_ESCAPED:
            self._add("\n")
            self._state = _QUOTED
            return
        if state in (_START, _FIELD, _QUOTE_IN_QUOTED):
            self._save()
        self._state = None


class _Writer:
    """Writes rows to a file."""

    def __init__(self, csvfile, dialect="excel", **settings):
        if not hasattr(csvfile, "write"):
            raise TypeError('argument 1 must have a "write" method')
        self._write = csvfile.write
        self.dialect = _dialect(dialect, settings)

    def writerow(self, row):
        try:
            fields = iter(row)
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        d = self.dialect
        texts = []
        fields = list(fields)
        for field in fields:
            texts.append(self._field(field, len(fields) == 1))
        return self._write(d.delimiter.join(texts) + d.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

    def _field(self, value, alone):
        d = self.dialect
        quoting = d.quoting
        is_number = isinstance(value, (int, float)) or not isinstance(value, str) and hasattr(type(value), "__float__")
        quoted = (quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not is_number or quoting == QUOTE_STRINGS and isinstance(value, str)
                  or quoting == QUOTE_NOTNULL and value is not None)
        text = "" if value is None else value if isinstance(value, str) else str(value)
        out = []
        for c in text:
            if c == d.delimiter or c == d.escapechar or c == d.quotechar or c in "\r\n" or c in d.lineterminator:
                if quoting == QUOTE_NONE:
                    escaped = True
                elif c == d.quotechar:
                    if d.doublequote:
                        out.append(c)
                        escaped = False
                        quoted = True
                    else:
                        escaped = True
                elif c == d.escapechar:
                    escaped = True
                else:
                    escaped = False
                    quoted = True
                if escaped:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(d.escapechar)
            out.append(c)
        if not text and alone:
            if quoting == QUOTE_NONE or quoting in (QUOTE_STRINGS, QUOTE_NOTNULL) and value is None:
                raise Error("single empty field record must be quoted")
            quoted = True
        if quoting != QUOTE_NONE and not quoted and d.delimiter == " " and d.skipinitialspace and not text:
            quoted = True
        text = "".join(out)
        return d.quotechar + text + d.quotechar if quoted else text


def writer(csvfile, dialect="excel", **settings):
    return _Writer(csvfile, dialect, **settings)


_Writer.__name__ = _Writer.__qualname__ = "writer"
_Writer.__module__ = reader.__module__ = _Dialect.__module__ = "_csv"
_Dialect.__name__ = _Dialect.__qualname__ = "Dialect"


class DictReader:
    """Rows as dicts, by the names in the first row or those given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        d = dict(zip(self.fieldnames, row))
        names = len(self.fieldnames)
        if names < len(row):
            d[self.restkey] = row[names:]
        for key in self.fieldnames[len(row):]:
            d[key] = self.restval
        return d

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _values(self, row):
        if self.extrasaction == "raise":
            wrong = row.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(x) for x in wrong]))
        return (row.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, row):
        return self.writer.writerow(self._values(row))

    def writerows(self, rows):
        return self.writer.writerows(map(self._values, rows))

    __class_getitem__ = DictReader.__class_getitem__


class Sniffer:
    """Guesses the dialect of a sample."""

    preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        lines = [line for line in sample.splitlines() if line]
        quote = '"' if sample.count('"') >= sample.count("'") else "'"
        best = None
        for c in self.preferred + ["|"]:
            if delimiters is not None and c not in delimiters:
                continue
            counts = [re.sub("%s[^%s]*%s" % (quote, quote, quote), "", line).count(c) for line in lines]
            if counts and min(counts) > 0 and (best is None or min(counts) == max(counts) and best[0] != 0):
                spread = max(counts) - min(counts)
                if best is None or spread < best[0]:
                    best = spread, c
        if best is None:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL

        dialect.delimiter = best[1]
        dialect.quotechar = quote
        dialect.doublequote = quote * 2 in sample
        dialect.skipinitialspace = all(line.count(best[1]) == line.count(best[1] + " ") for line in lines)
        return dialect

    def has_header(self, sample):
        """Is the first row unlike the others: in kind, or in length?"""
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))
        for row in list(rows)[:20]:
            if len(row) != len(header):
                continue
            for i in list(kinds):
                try:
                    complex(row[i])
                    kind = complex
                except ValueError:
                    kind = len(row[i])
                if kinds[i] is None:
                    kinds[i] = kind
                elif kinds[i] != kind:
                    del kinds[i]
        votes = 0
        for i, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[i]) != kind else -1
            elif kind is not None:
                try:
                    kind(header[i])
                    votes -= 1
                except (ValueError, TypeError):
                    votes += 1
        return votes > 0
