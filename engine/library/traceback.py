"""traceback: exceptions and stacks as texts, as the interpreter writes them itself."""

import collections.abc
import sys
from _engine import _marked_source, _suggestion, _tb_place, _source_text

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception', 'print_last', 'print_stack', 'print_tb',
           'clear_frames', 'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb', 'print_list']

_REPEATS_SHOWN = 3
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Sentinel()


def _lines_of(filename, first, last):
    """The source lines from first to last, without trailing blanks."""
    if _source_text(filename) is not None:
        from _engine import _source_line
        return [_source_line(filename, n).rstrip() for n in range(first, last + 1)]
    linecache = sys.modules.get('linecache')
    if linecache is None:
        if filename.startswith('<'):
            return [''] * (last + 1 - first)
        import linecache
    return [linecache.getline(filename, n).rstrip() for n in range(first, last + 1)]


# ---- stacks

class FrameSummary:
    """One entry of a stack."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', '_text', 'locals')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._text = line
        if lookup_line:
            self.line
        self.locals = None if locals is None else {k: _safe(v, 'local', repr) for k, v in locals.items()}

    def _source(self):
        if self._text is None and self.lineno is not None and self.end_lineno is not None:
            self._text = '\n'.join(_lines_of(self.filename, self.lineno, self.end_lineno))
        return self._text

    @property
    def line(self):
        """The source line, without its indentation."""
        text = self._source()
        return None if text is None else text.partition('\n')[0].strip()

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno and self.name == other.name
                    and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, place):
        return (self.filename, self.lineno, self.name, self.line)[place]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def walk_stack(f):
    """The frame and line of a frame and of those that called it."""
    if f is None:
        f = sys._getframe(1)
        while f is not None and f.f_code.co_filename == __file__:
            f = f.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """The frame and line of each entry of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _places_of(tb):
    while tb is not None:
        line, end_line, column, end_column = _tb_place(tb)
        yield tb.tb_frame, (line, end_line, column, end_column)
        tb = tb.tb_next


def _limited(items, limit):
    items = list(items)
    if limit is None:
        limit = getattr(sys, 'tracebacklimit', None)
        if limit is None:
            return items
        limit = max(limit, 0)
    if limit >= 0:
        return items[:limit]
    return items[limit:]


class StackSummary(list):
    """The entries of a stack, the oldest first."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """The entries for pairs of frame and line."""
        places = [(frame, (line, None, None, None)) for frame, line in frame_gen]
        return klass._from_places(places, limit, lookup_lines, capture_locals)

    @classmethod
    def _from_places(klass, places, limit, lookup_lines, capture_locals):
        result = klass()
        for frame, (line, end_line, column, end_column) in _limited(places, limit):
            code = frame.f_code
            result.append(FrameSummary(code.co_filename, line, code.co_name, lookup_line=False,
                                       locals=frame.f_locals if capture_locals else None, end_lineno=end_line,
                                       colno=column, end_colno=end_column))
        if lookup_lines:
            for entry in result:
                entry.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """The entries for a list of entries or of (filename, line, name, text)."""
        result = klass()
        for entry in a_list:
            if isinstance(entry, FrameSummary):
                result.append(entry)
            else:
                filename, lineno, name, line = entry
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text of one entry; None leaves it out."""
        f = frame_summary
        filename = '<stdin>' if f.filename.startswith('<stdin>-') else f.filename
        text = f'  File "{filename}", line {f.lineno}, in {f.name}\n'
        source = f._source()
        if source and source.strip():
            marked = _marked_source(source, f.lineno, f.end_lineno, f.colno, f.end_colno)
            for line in marked.splitlines():
                text += f'    {line}\n' if line else '\n'
        if f.locals:
            for name, value in sorted(f.locals.items()):
                text += f'    {name} = {value}\n'
        return text

    def format(self, **kwargs):
        """The texts of all entries; many alike in a row are counted."""
        result = []
        last = None
        count = 0
        for entry in self:
            text = self.format_frame_summary(entry)
            if text is None:
                continue
            place = (entry.filename, entry.lineno, entry.name)
            if place != last or None in place:
                self._tell_repeats(result, count)
                last = place
                count = 0
            count += 1
            if count <= _REPEATS_SHOWN:
                result.append(text)
        self._tell_repeats(result, count)
        return result

    @staticmethod
    def _tell_repeats(result, count):
        more = count - _REPEATS_SHOWN
        if more > 0:
            result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def extract_tb(tb, limit=None):
    """The entries of a traceback."""
    return StackSummary._from_places(_places_of(tb), limit, True, False)


def extract_stack(f=None, limit=None):
    """The entries of the stack of a frame, of the caller's by default."""
    if f is None:
        f = sys._getframe(1)
    # The last ones called are those that a limit keeps: they are met first on the way out.
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    """The texts of a list of entries."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Print a list of entries."""
    _print(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    """The texts of the entries of a traceback."""
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    _print(format_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    """The texts of the entries of a stack."""
    return extract_stack(sys._getframe(1) if f is None else f, limit).format()


def print_stack(f=None, limit=None, file=None):
    """Print a stack, the caller's by default."""
    _print(extract_stack(sys._getframe(1) if f is None else f, limit).format(), file)


def clear_frames(tb):
    """Clear the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


def _print(texts, file):
    if file is None:
        file = sys.stderr
    for text in texts:
        print(text, file=file, end="")


# ---- exceptions

def _safe(value, what, func=str):
    try:
        return func(value)
    except:
        return f'<{what} {func.__name__}() failed>'


def _unpack_exception(exc, value, tb):
    if value is _sentinel and tb is _sentinel:
        if exc is None:
            return None, None
        if isinstance(exc, BaseException):
            return exc, exc.__traceback__
        raise TypeError(f'Exception expected for value, {type(exc).__name__} found')
    if value is _sentinel or tb is _sentinel:
        raise ValueError("Both or neither of value and tb must be given")
    return value, tb


class _Margin:
    """Where in a tree of groups the text stands."""

    def __init__(self):
        self.depth = 0
        self.close_due = False

    def indent(self):
        return ' ' * (2 * self.depth)

    def put(self, texts, bar='|'):
        """The texts with the margin before each line."""
        if not self.depth:
            return [texts] if isinstance(texts, str) else texts
        before = f'{self.indent()}{bar} '
        joined = texts if isinstance(texts, str) else ''.join(texts)
        return [before + line for line in joined.splitlines(True)]


class TracebackException:
    """All that is to be told of an exception, without keeping its frames alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        # Long chains are met one by one: no call a link.
        todo = [(self, exc_value)]
        first = _seen is None
        seen = set() if first else _seen
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       max_group_width=max_group_width, max_group_depth=max_group_depth)
        seen.add(id(exc_value))
        self._take(exc_type, exc_value, exc_traceback, options, save_exc_type)
        while todo:
            made, value = todo.pop()
            if value is None:
                continue
            made.__cause__ = self._linked(value.__cause__, options, seen, todo)
            wanted = not compact or (made.__cause__ is None and not value.__suppress_context__)
            made.__context__ = self._linked(value.__context__ if wanted else None, options, seen, todo)
            if isinstance(value, BaseExceptionGroup):
                made.exceptions = [self._part(e, options, seen, todo) for e in value.exceptions]

    def _linked(self, exc, options, seen, todo):
        if exc is None or id(exc) in seen:
            return None
        return self._part(exc, options, seen, todo)

    def _part(self, exc, options, seen, todo):
        seen.add(id(exc))
        made = TracebackException.__new__(type(self))
        made._take(type(exc), exc, exc.__traceback__, options, True)
        todo.append((made, exc))
        return made

    def _take(self, exc_type, value, tb, options, save_exc_type):
        self.max_group_width = options['max_group_width']
        self.max_group_depth = options['max_group_depth']
        self.stack = StackSummary._from_places(_places_of(tb), options['limit'], options['lookup_lines'],
                                               options['capture_locals'])
        self._exc_type = exc_type if save_exc_type else None
        self._str = _safe(value, 'exception')
        self.__notes__ = getattr(value, '__notes__', None)
        self.__cause__ = self.__context__ = self.exceptions = None
        self.__suppress_context__ = value.__suppress_context__ if value is not None else False
        self._is_syntax_error = False
        self._have_exc_type = exc_type is not None
        if exc_type is not None:
            self.exc_type_qualname = exc_type.__qualname__
            self.exc_type_module = exc_type.__module__
        else:
            self.exc_type_qualname = self.exc_type_module = None
        if exc_type and issubclass(exc_type, SyntaxError):
            self._is_syntax_error = True
            self.filename = value.filename
            self.lineno = None if value.lineno is None else str(value.lineno)
            self.end_lineno = None if value.end_lineno is None else str(value.end_lineno)
            self.text = value.text
            self.offset = value.offset
            self.end_offset = value.end_offset
            self.msg = value.msg
        elif value is not None:
            self._str += _suggestion(value)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """What is to be told of an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        return self._exc_type

    @property
    def exc_type_str(self):
        if not self._have_exc_type:
            return None
        module = self.exc_type_module
        if module in ("__main__", "builtins"):
            return self.exc_type_qualname
        if not isinstance(module, str):
            module = "<unknown>"
        return f'{module}.{self.exc_type_qualname}'

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """The lines that tell of the exception itself: class, message and notes."""
        indent = 3 * _depth * ' '
        if not self._have_exc_type:
            yield indent + _final_line(None, self._str)
            return
        name = self.exc_type_str
        if not self._is_syntax_error:
            text = _final_line(name, self._str)
            if _depth > 0:
                yield from [indent + line for line in text.splitlines(True)]
            else:
                yield text
        else:
            yield from [indent + line for line in self._syntax_error_lines(name)]
        yield from [indent + line for line in self._note_lines()]
        if self.exceptions and show_group:
            for part in self.exceptions:
                yield from part.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def _note_lines(self):
        notes = self.__notes__
        if notes is None:
            return []
        if isinstance(notes, (list, tuple)):
            lines = []
            for note in notes:
                lines.extend([line + '\n' for line in _safe(note, 'note').split('\n')])
            return lines
        return [_safe(notes, '__notes__', repr) + '\n']

    def _syntax_error_lines(self, name):
        lines = []
        suffix = ''
        if self.lineno is not None:
            lines.append(f'  File "{self.filename or "<string>"}", line {self.lineno}\n')
        elif self.filename is not None:
            suffix = f' ({self.filename})'
        if isinstance(self.text, str):
            source = self.text.rstrip('\n')
            shown = source.lstrip(' \n\f')
            lines.append(f'    {shown}\n')
            marks = self._syntax_error_marks(source, shown)
            if marks:
                lines.append(f'    {marks}\n')
        lines.append(f'{name}: {self.msg or "<no detail available>"}{suffix}\n')
        return lines

    def _syntax_error_marks(self, source, shown):
        if self.offset is None or self.lineno is None:
            return ''
        first = self.offset
        if self.lineno == self.end_lineno:
            last = first if self.end_offset in (None, 0) else self.end_offset
        else:
            last = len(source) + 1
        if self.text and first > len(self.text):
            first = len(self.text) + 1
        if self.text and last > len(self.text):
            last = len(source) + 1
        if first >= last or last < 0:
            last = first + 1
        spaces = len(source) - len(shown)
        start, stop = first - 1 - spaces, last - 1 - spaces
        if start < 0:
            return ''
        return ''.join([c if c.isspace() else ' ' for c in shown[:start]]) + '^' * (stop - start)

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """The lines that tell of the exception and, with chain, of what led to it."""
        margin = _Margin() if _ctx is None else _ctx
        links = []
        exc = self
        while exc is not None:
            if not chain:
                before, following = None, None
            elif exc.__cause__ is not None:
                before, following = _CAUSE, exc.__cause__
            elif exc.__context__ is not None and not exc.__suppress_context__:
                before, following = _CONTEXT, exc.__context__
            else:
                before, following = None, None
            links.append((before, exc))
            exc = following
        for before, exc in reversed(links):
            if before is not None:
                yield from margin.put(before)
            if exc.exceptions is not None:
                yield from self._format_group(exc, margin, chain)
                continue
            if exc.stack:
                yield from margin.put('Traceback (most recent call last):\n')
                yield from margin.put(exc.stack.format())
            yield from margin.put(list(exc.format_exception_only()))

    def _format_group(self, exc, margin, chain):
        if margin.depth > self.max_group_depth:
            yield from margin.put(f"... (max_group_depth is {self.max_group_depth})\n")
            return
        outermost = margin.depth == 0
        if outermost:
            margin.depth = 1
        if exc.stack:
            yield from margin.put('Exception Group Traceback (most recent call last):\n', '+' if outermost else '|')
            yield from margin.put(exc.stack.format())
        yield from margin.put(list(exc.format_exception_only()))
        count = len(exc.exceptions)
        width = self.max_group_width
        shown = count if width is None or count <= width else width + 1
        margin.close_due = False
        for i in range(shown):
            if i == shown - 1:
                margin.close_due = True  # a group that ends inside of this one draws the end of both
            cut = width is not None and i >= width
            yield f"{margin.indent()}{'+-' if i == 0 else '  '}+---------------- {'...' if cut else i + 1} ----------------\n"
            margin.depth += 1
            if cut:
                rest = count - width
                yield from margin.put(f"and {rest} more exception{'s' if rest > 1 else ''}\n")
            else:
                yield from exc.exceptions[i].format(chain=chain, _ctx=margin)
            if i == shown - 1 and margin.close_due:
                yield margin.indent() + "+------------------------------------\n"
                margin.close_due = False
            margin.depth -= 1
        if outermost:
            margin.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Print what format() gives."""
        _print(self.format(chain=chain), file)


def _final_line(name, text):
    return f'{name}\n' if not text else f'{name}: {text}\n'


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **kwargs):
    """Print an exception and what led to it."""
    value, tb = _unpack_exception(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit,
                       compact=True).print(file=file, chain=chain)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    """The lines that tell of an exception and what led to it."""
    value, tb = _unpack_exception(exc, value, tb)
    made = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(made.format(chain=chain))


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    """The lines that tell of an exception itself."""
    if value is _sentinel:
        value = exc
    made = TracebackException(type(value), value, None, compact=True)
    return list(made.format_exception_only(show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    """Print the exception being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The text that tells of the exception being handled."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the exception that ended the last run of an interactive interpreter."""
    if not hasattr(sys, 'last_exc') and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
