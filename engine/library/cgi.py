"""What programs of the time of Python 3.6 take of it: a header with its parameters. Gone since Python 3.13."""

import html as _html
import sys as _sys

if _sys.version_info >= (3, 13):
    raise ModuleNotFoundError("No module named 'cgi'", name='cgi')

__all__ = ('parse_header', 'escape')


def _pieces(text):
    """Split at semicolons that stand in no quoted string."""
    start, quoted, at = 0, False, 0
    while at < len(text):
        char = text[at]
        if char == '\\' and quoted:
            at += 1
        elif char == '"':
            quoted = not quoted
        elif char == ';' and not quoted:
            yield text[start:at]
            start = at + 1
        at += 1
    yield text[start:]


def parse_header(line):
    """'text/html; charset=utf-8' as ('text/html', {'charset': 'utf-8'})."""
    first, *rest = _pieces(line)
    values = {}
    for piece in rest:
        name, found, value = piece.partition('=')
        if not found:
            continue
        value = value.strip()
        if len(value) >= 2 and value[0] == value[-1] == '"':
            value = value[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        values[name.strip().lower()] = value
    return first.strip(), values


def escape(s, quote=None):
    return _html.escape(s, bool(quote)).replace('&#x27;', "'")
