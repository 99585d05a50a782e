"""linecache: lines of the program's own sources, and of files in memory."""

from _engine import _source_text

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def clearcache():
    """Forget what was read."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """One line, with its newline; '' where there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''


def getlines(filename, module_globals=None):
    """All lines of a file."""
    if filename in cache:
        entry = cache[filename]
        if len(entry) != 1:
            return entry[2]
        del cache[filename]
        return _lines_of(entry[0]())
    return updatecache(filename, module_globals)


def _lines_of(text):
    if text is None:
        return []
    lines = text.split('\n')
    result = [line + '\n' for line in lines[:-1]]
    if lines[-1]:
        result.append(lines[-1] + '\n')
    return result


def checkcache(filename=None):
    """Sources do not change while a program runs; files in memory may."""
    names = list(cache) if filename is None else [filename]
    for name in names:
        if name in cache and len(cache[name]) > 1 and cache[name][1] is not None:
            del cache[name]


def lazycache(filename, module_globals):
    return False


def updatecache(filename, module_globals=None):
    """Read a file again."""
    cache.pop(filename, None)
    if not filename:
        return []
    text = _source_text(filename)
    seen = None
    if text is None:
        if filename.startswith('<') and filename.endswith('>'):
            return []
        try:
            with open(filename) as file:
                text = file.read()
        except (OSError, UnicodeDecodeError, SyntaxError):
            return []
        seen = 1.0
    lines = _lines_of(text)
    cache[filename] = len(text), seen, lines, filename
    return lines
