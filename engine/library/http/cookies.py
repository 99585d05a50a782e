"""Cookies: what Set-Cookie and Cookie headers say, as a dictionary of morsels."""

import re

__all__ = ['CookieError', 'BaseCookie', 'SimpleCookie']


class CookieError(Exception):
    pass


_LEGAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~:")
_PLAIN = _LEGAL | frozenset(' ()/<=>?@[]{}')       # inside of quotes as they are
_DAYS = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
_MONTHS = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')


def _is_legal(text):
    return bool(text) and all([c in _LEGAL for c in text])


def _quote(text):
    if text is None or _is_legal(text):
        return text
    out = []
    for c in text:
        if c in '"\\':
            out.append('\\' + c)
        elif c in _PLAIN:
            out.append(c)
        else:
            out.append(f'\\{ord(c):03o}' if ord(c) < 256 else c)
    return '"' + ''.join(out) + '"'


def _unquote(text):
    if text is None or len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    return re.sub(r'\\([0-3][0-7][0-7]|.)', lambda m: chr(int(m[1], 8)) if len(m[1]) == 3 else m[1], text[1:-1])


def _date_in(seconds):
    from time import gmtime, time
    year, month, day, hour, minute, second, weekday = gmtime(time() + seconds)[:7]
    return f'{_DAYS[weekday]}, {day:02d} {_MONTHS[month - 1]} {year:4d} {hour:02d}:{minute:02d}:{second:02d} GMT'


class Morsel(dict):
    """A cookie: its key, its value, and as a dictionary its attributes."""

    _reserved = {'expires': 'expires', 'path': 'Path', 'comment': 'Comment', 'domain': 'Domain', 'max-age': 'Max-Age',
                 'secure': 'Secure', 'httponly': 'HttpOnly', 'version': 'Version', 'samesite': 'SameSite'}
    _flags = {'secure', 'httponly'}

    def __init__(self):
        self._key = self._value = self._coded_value = None
        for key in self._reserved:
            dict.__setitem__(self, key, '')

    key = property(lambda self: self._key)
    value = property(lambda self: self._value)
    coded_value = property(lambda self: self._coded_value)

    def __setitem__(self, key, value):
        key = key.lower()
        if key not in self._reserved:
            raise CookieError('Invalid attribute %r' % (key,))
        dict.__setitem__(self, key, value)

    def setdefault(self, key, value=None):
        key = key.lower()
        if key not in self._reserved:
            raise CookieError('Invalid attribute %r' % (key,))
        return dict.setdefault(self, key, value)

    def update(self, values):
        for key, value in dict(values).items():
            self[key] = value

    def isReservedKey(self, key):
        return key.lower() in self._reserved

    def set(self, key, value, coded_value):
        if key.lower() in self._reserved:
            raise CookieError('Attempt to set a reserved key %r' % (key,))
        if not _is_legal(key):
            raise CookieError('Illegal key %r' % (key,))
        self._key, self._value, self._coded_value = key, value, coded_value

    def copy(self):
        other = Morsel()
        dict.update(other, self)
        other._key, other._value, other._coded_value = self._key, self._value, self._coded_value
        return other

    def __eq__(self, other):
        if not isinstance(other, Morsel):
            return NotImplemented
        return (dict.__eq__(self, other) and self._value == other._value and self._key == other._key
                and self._coded_value == other._coded_value)

    __hash__ = None

    def OutputString(self, attrs=None):
        parts = [f'{self._key}={self._coded_value}']
        for key, value in sorted(self.items()):
            if value == '' or attrs is not None and key not in attrs:
                continue
            name = self._reserved[key]
            if key == 'expires' and isinstance(value, int):
                parts.append(f'{name}={_date_in(value)}')
            elif key == 'max-age' and isinstance(value, int):
                parts.append('%s=%d' % (name, value))
            elif key == 'comment' and isinstance(value, str):
                parts.append(f'{name}={_quote(value)}')
            elif key in self._flags:
                if value:
                    parts.append(name)
            else:
                parts.append(f'{name}={value}')
        return '; '.join(parts)

    def output(self, attrs=None, header='Set-Cookie:'):
        return f'{header} {self.OutputString(attrs)}'

    __str__ = output

    def __repr__(self):
        return f'<{type(self).__name__}: {self.OutputString()}>'


class BaseCookie(dict):
    """Morsels by key. What is assigned becomes a morsel."""

    def __init__(self, input=None):
        if input:
            self.load(input)

    def value_decode(self, val):
        return val, val

    def value_encode(self, val):
        text = str(val)
        return text, text

    def _set(self, key, value, coded):
        morsel = self.get(key) or Morsel()
        morsel.set(key, value, coded)
        dict.__setitem__(self, key, morsel)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            self._set(key, *self.value_encode(value))

    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        return sep.join([morsel.output(attrs, header) for _, morsel in sorted(self.items())])

    __str__ = output

    def __repr__(self):
        return '<{}: {}>'.format(type(self).__name__, ' '.join([f'{k}={v.value!r}' for k, v in sorted(self.items())]))

    def load(self, rawdata):
        """What a header says, or a dictionary."""
        if not isinstance(rawdata, str):
            for key, value in rawdata.items():
                self[key] = value
            return
        morsel = None
        for key, value in _pairs(rawdata):
            if key.startswith('$'):
                if morsel is not None:
                    morsel[key[1:]] = value
            elif key.lower() in Morsel._reserved:
                if morsel is None:
                    return
                morsel[key] = True if value is None and key.lower() in Morsel._flags else _unquote(value)
            elif value is None:
                return
            else:
                self._set(key, *self.value_decode(value))
                morsel = self[key]


def _pairs(text):
    """The name=value pairs of a header; the value is None where there is no '='. It ends where it makes no sense."""
    pattern = re.compile(r'\s*([^\s=;,"]+)\s*(?:=\s*("(?:[^\\"]|\\.)*"|\w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT|[^;\s,"]*))?\s*(?:[;,]|\s|$)')
    at = 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            return
        yield match[1], match[2]
        at = match.end()


class SimpleCookie(BaseCookie):
    """Values are texts; what a header could not hold is quoted."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        text = str(val)
        return text, _quote(text)
