"""Taking addresses apart and putting them together."""

from collections import namedtuple

_ALWAYS_SAFE = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')

SplitResult_ = namedtuple('SplitResult', ['scheme', 'netloc', 'path', 'query', 'fragment'])
ParseResult_ = namedtuple('ParseResult', ['scheme', 'netloc', 'path', 'params', 'query', 'fragment'])


class _Netloc:
    __slots__ = ()

    @property
    def hostname(self):
        host = self.netloc.rpartition('@')[2]
        if host.startswith('['):
            return host[1:].partition(']')[0].lower()
        return host.partition(':')[0].lower() or None

    @property
    def port(self):
        port = self.netloc.rpartition('@')[2].rpartition(']')[2].rpartition(':')
        if not port[1] or not port[2]:
            return None
        if not port[2].isdigit():
            raise ValueError(f'Port could not be cast to integer value as {port[2]!r}')
        return int(port[2])

    @property
    def username(self):
        user, at, _ = self.netloc.rpartition('@')
        return user.partition(':')[0] if at else None

    @property
    def password(self):
        user, at, _ = self.netloc.rpartition('@')
        return user.partition(':')[2] or None if at else None

    def geturl(self):
        return urlunparse(self) if len(self) == 6 else urlunsplit(self)


class SplitResult(_Netloc, SplitResult_):
    __slots__ = ()


class ParseResult(_Netloc, ParseResult_):
    __slots__ = ()


def urlsplit(url, scheme='', allow_fragments=True):
    url = url.strip()
    colon = url.find(':')
    if colon > 0 and url[0].isalpha() and all([c.isalnum() or c in '+-.' for c in url[:colon]]):
        scheme, url = url[:colon].lower(), url[colon + 1:]
    netloc = query = fragment = ''
    if url.startswith('//'):
        end = min([at for at in [url.find(c, 2) for c in '/?#'] if at >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
    if allow_fragments and '#' in url:
        url, _, fragment = url.partition('#')
    if '?' in url:
        url, _, query = url.partition('?')
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme='', allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    last = path.rfind('/')
    semicolon = path.find(';', last + 1)
    if scheme in ('', 'http', 'https', 'ftp') and semicolon >= 0:
        path, params = path[:semicolon], path[semicolon + 1:]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(parts):
    scheme, netloc, path, query, fragment = parts
    if netloc or scheme in ('http', 'https', 'ftp', 'file') and path[:2] != '//' and netloc:
        if path and path[:1] != '/':
            path = '/' + path
        path = '//' + netloc + path
    return (f'{scheme}:' if scheme else '') + path + (f'?{query}' if query else '') + (f'#{fragment}' if fragment else '')


def urlunparse(parts):
    scheme, netloc, path, params, query, fragment = parts
    return urlunsplit((scheme, netloc, f'{path};{params}' if params else path, query, fragment))


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    b, u = urlsplit(base), urlsplit(url)
    if u.scheme and u.scheme != b.scheme:
        return url
    if u.netloc:
        return urlunsplit((b.scheme, *u[1:]))
    if not u.path:
        return urlunsplit((b.scheme, b.netloc, b.path, u.query or b.query, u.fragment))
    path = u.path if u.path.startswith('/') else b.path.rpartition('/')[0] + '/' + u.path
    kept = []
    for part in path.split('/'):
        if part == '..':
            if len(kept) > 1:
                kept.pop()
        elif part != '.':
            kept.append(part)
    if path.endswith(('/.', '/..')):
        kept.append('')
    return urlunsplit((b.scheme, b.netloc, '/'.join(kept) or '/', u.query, u.fragment))


def urldefrag(url):
    before, _, fragment = url.partition('#')
    return namedtuple('DefragResult', ['url', 'fragment'])(before, fragment)


def quote(string, safe='/', encoding=None, errors=None):
    data = string if isinstance(string, bytes) else string.encode(encoding or 'utf-8', errors or 'strict')
    allowed = _ALWAYS_SAFE | set(safe)
    return ''.join([chr(b) if chr(b) in allowed else f'%{b:02X}' for b in data])


def quote_plus(string, safe='', encoding=None, errors=None):
    return quote(string, safe + ' ', encoding, errors).replace(' ', '+')


def unquote_to_bytes(string):
    data = string.encode() if isinstance(string, str) else string
    parts = data.split(b'%')
    out = [parts[0]]
    for part in parts[1:]:
        try:
            out.append(bytes([int(part[:2], 16)]) + part[2:] if len(part) >= 2 else b'%' + part)
        except ValueError:
            out.append(b'%' + part)
    return b''.join(out)


def unquote(string, encoding='utf-8', errors='replace'):
    return unquote_to_bytes(string).decode(encoding, errors) if '%' in string else string


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    pairs = []
    for name, value in query.items() if hasattr(query, 'items') else query:
        values = value if doseq and not isinstance(value, (str, bytes)) and hasattr(value, '__iter__') else [value]
        for one in values:
            pairs.append([quote_via(x if isinstance(x, bytes) else str(x), safe) for x in (name, one)])
    return '&'.join([f'{name}={value}' for name, value in pairs])


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None,
              separator='&'):
    found = []
    for part in qs.split(separator):
        if not part:
            continue
        name, equals, value = part.partition('=')
        if not equals and strict_parsing:
            raise ValueError(f'bad query field: {part!r}')
        if value or keep_blank_values:
            found.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return found


def parse_qs(qs, **kwargs):
    found = {}
    for name, value in parse_qsl(qs, **kwargs):
        found.setdefault(name, []).append(value)
    return found
