"""Regular expressions. Patterns and matches are native (the module _re); this is the face of them."""

import enum
import _re
from _re import Match, Pattern

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape", "error", "Pattern",
           "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG",
           "RegexFlag", "PatternError"]


class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128


enum.global_enum(RegexFlag)


def _flag_repr(self):
    rest = self._value_
    names = []
    for name, flag in _FLAG_NAMES:
        if flag & rest:
            names.append("re." + name)
            rest &= ~flag
    if rest:
        names.append(hex(rest))
    return "|".join(names) or "re.NOFLAG"


RegexFlag.__repr__ = RegexFlag.__str__ = _flag_repr
_FLAG_NAMES = [(name, flag._value_) for name, flag in RegexFlag.__members__.items() if name == flag._name_]


class PatternError(Exception):
    """A regular expression that is none: msg, pattern, and the place as pos, lineno and colno (None where it is not known)."""

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        super().__init__(msg)


error = PatternError
_MOST_KEPT = 512
_cache = {}


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray)):
        raise TypeError("first argument must be string or compiled pattern")
    made = _re.compile(pattern, flags)
    if not flags & 128:
        if len(_cache) >= _MOST_KEPT:
            del _cache[next(iter(_cache))]
        _cache[type(pattern), pattern, flags] = made
    return made


def match(pattern, string, flags=0):
    """A Match of the pattern at the start of the string, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A Match of the pattern with the whole string, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first Match of the pattern anywhere in the string, or None."""
    return _compile(pattern, flags).search(string)


class _ZeroSentinel(int):
    pass


_zero = _ZeroSentinel()


def _by_position(function, name, args, value, flags):
    """The values of the options `name` and flags of a module function that were given by position, as they no longer should be."""
    if value is not _zero:
        raise TypeError("%s() got multiple values for argument %r" % (function, name))
    value, *args = args
    if args:
        if flags is not _zero:
            raise TypeError("%s() got multiple values for argument 'flags'" % function)
        flags, *args = args
        if args:
            raise TypeError("%s() takes from %d to %d positional arguments but %d were given"
                            % ((function, 2, 4, 4 + len(args)) if name == "maxsplit" else (function, 3, 5, 5 + len(args))))
    import warnings
    warnings.warn("'%s' is passed as positional argument" % name, DeprecationWarning, stacklevel=3)
    return value, flags


def sub(pattern, repl, string, *args, count=_zero, flags=_zero):
    """The string with each match of the pattern replaced by repl: a template with groups, or a function of the Match."""
    if args:
        count, flags = _by_position("sub", "count", args, count, flags)
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_zero, flags=_zero):
    """As sub, but a tuple: the new string and how many matches were replaced."""
    if args:
        count, flags = _by_position("subn", "count", args, count, flags)
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_zero, flags=_zero):
    """The parts of the string between the matches of the pattern, and the texts of its groups."""
    if args:
        maxsplit, flags = _by_position("split", "maxsplit", args, maxsplit, flags)
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """A list of all matches: the text, or the text of the group, or a tuple of the texts of the groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over the Match objects of all matches."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """The Pattern of a regular expression."""
    return _compile(pattern, flags)


def purge():
    """Forgets the patterns that were compiled."""
    _cache.clear()


_special = {c: "\\" + chr(c) for c in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The pattern that matches just this text."""
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


class Scanner:
    """Cuts a text into tokens: lexicon is a list of (pattern, action) pairs, tried in order."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self._rules = [(_compile(pattern, flags), action) for pattern, action in lexicon]

    def scan(self, string):
        result = []
        at = 0
        while True:
            for pattern, action in self._rules:
                found = pattern.match(string, at)
                if found is not None:
                    break
            else:
                break
            if found.end() == at:
                break
            at = found.end()
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
        return result, string[at:]
