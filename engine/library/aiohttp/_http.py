"""Messages of HTTP/1.1, for client and server: addresses, headers, heads and bodies."""

import asyncio

REASONS = {100: 'Continue', 101: 'Switching Protocols', 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content',
           206: 'Partial Content', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified',
           307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized',
           403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable',
           408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required',
           413: 'Request Entity Too Large', 415: 'Unsupported Media Type', 418: "I'm a Teapot",
           422: 'Unprocessable Entity', 429: 'Too Many Requests', 500: 'Internal Server Error', 501: 'Not Implemented',
           502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout'}

_SAFE = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


def quote(text, safe='/'):
    """Percent-encode."""
    return ''.join([c if c in _SAFE or c in safe else ''.join([f'%{b:02X}' for b in c.encode()]) for c in str(text)])


def unquote(text):
    if '%' not in text:
        return text
    out = bytearray()
    i = 0
    data = text.encode()
    while i < len(data):
        if data[i] == 37 and i + 2 < len(data) + 0:
            try:
                out.append(int(data[i + 1:i + 3], 16))
                i += 3
                continue
            except ValueError:
                pass
        out.append(data[i])
        i += 1
    return out.decode('utf-8', 'replace')


def parse_query(text):
    query = MultiDict()
    for part in text.split('&'):
        if part:
            name, _, value = part.partition('=')
            query.add(unquote(name.replace('+', ' ')), unquote(value.replace('+', ' ')))
    return query


_IN_PATH = "!$&'()*+,;=:@/"
_IN_QUERY = "!$'()*,;:@/?=&+"
_IN_PARAMETER = "!$'()*,;:@/?"


def requote(text, safe):
    """Percent-encode what an address may not hold; of what is encoded, only what need not be is decoded."""
    if all([c in _SAFE or c in safe for c in text]):
        return text
    out = []
    i = 0
    while i < len(text):
        code = text[i + 1:i + 3] if text[i] == '%' else ''
        if len(code) == 2 and all([d in '0123456789abcdefABCDEF' for d in code]):
            plain = chr(int(code, 16))
            out.append(plain if plain in _SAFE else '%' + code.upper())
            i += 3
        else:
            out.append(quote(text[i], safe))
            i += 1
    return ''.join(out)


def _without_dots(path):
    """/a/../b -> /b"""
    parts = []
    for part in path.split('/'):
        if part == '..':
            if len(parts) > 1:
                parts.pop()
        elif part != '.':
            parts.append(part)
    if path.endswith(('/.', '/..')):
        parts.append('')
    return '/'.join(parts)


def make_query(params, safe=_IN_PARAMETER):
    """name=value&..., spaces as +."""
    if isinstance(params, str):
        return requote(params.replace(' ', '+'), _IN_QUERY)
    pairs = params.items() if hasattr(params, 'items') else params
    out = []
    for name, value in pairs:
        values = value if isinstance(value, (list, tuple)) else [value]
        out.extend([f'{quote(name, safe + " ")}={quote(v, safe + " ")}'.replace(' ', '+') for v in values])
    return '&'.join(out)


class MultiDict:
    """Names with values, of which a name may have several; the names of headers in any case."""

    _fold = False

    def __init__(self, items=(), **kwargs):
        self._items = []
        self.extend(items)
        self.extend(kwargs)

    def _key(self, name):
        return name.lower() if self._fold else name

    def extend(self, items):
        for name, value in (items.items() if hasattr(items, 'items') else items or ()):
            self.add(name, value)

    def add(self, name, value):
        self._items.append((str(name), value))

    def getall(self, name, default=...):
        found = [v for k, v in self._items if self._key(k) == self._key(name)]
        if not found:
            if default is ...:
                raise KeyError(name)
            return default
        return found

    def getone(self, name, default=...):
        for k, v in self._items:
            if self._key(k) == self._key(name):
                return v
        if default is ...:
            raise KeyError(name)
        return default

    def get(self, name, default=None):
        return self.getone(name, default)

    def __getitem__(self, name):
        return self.getone(name)

    def __setitem__(self, name, value):
        for i, (k, _) in enumerate(self._items):
            if self._key(k) == self._key(name):
                self._items[i] = (k, value)
                return
        self.add(name, value)

    def __delitem__(self, name):
        kept = [(k, v) for k, v in self._items if self._key(k) != self._key(name)]
        if len(kept) == len(self._items):
            raise KeyError(name)
        self._items = kept

    def setdefault(self, name, default=None):
        if name not in self:
            self.add(name, default)
        return self[name]

    def pop(self, name, default=...):
        value = self.getone(name, default)
        if name in self:
            del self[name]
        return value

    def update(self, *args, **kwargs):
        for items in (*args, kwargs):
            for name, value in (items.items() if hasattr(items, 'items') else items):
                self[name] = value

    def __contains__(self, name):
        return isinstance(name, str) and any([self._key(k) == self._key(name) for k, _ in self._items])

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter([k for k, _ in self._items])

    def keys(self):
        return [k for k, _ in self._items]

    def values(self):
        return [v for _, v in self._items]

    def items(self):
        return list(self._items)

    def copy(self):
        return type(self)(self._items)

    def __eq__(self, other):
        if isinstance(other, MultiDict):
            return self._items == other._items
        if isinstance(other, dict):
            return dict(self._items) == other
        return NotImplemented

    def __repr__(self):
        return '<{}({})>'.format(type(self).__name__, ', '.join([f"'{k}': {v!r}" for k, v in self._items]))


class CIMultiDict(MultiDict):
    _fold = True


class URL:
    """An address: scheme://host:port/path?query#fragment."""

    def __init__(self, text=''):
        text = str(text)
        self._text = text
        rest, _, self.fragment = text.partition('#')
        self.scheme, mark, after = rest.partition('://')
        if not mark:
            self.scheme, after = '', rest
            authority, path = '', after
        else:
            authority, slash, path = after.partition('/')
            if not slash and '?' in authority:
                authority, _, query = authority.partition('?')
                path = '?' + query
            path = slash + path
        path, _, query = path.partition('?')
        self.raw_query_string = requote(query.replace(' ', '+'), _IN_QUERY)
        self.raw_path = requote(path, _IN_PATH) or ('/' if mark else '')
        if mark and '/.' in self.raw_path:
            self.raw_path = _without_dots(self.raw_path)
        authority = authority.rpartition('@')[2]
        host, colon, port = authority.rpartition(':')
        if not colon or not port.isdigit():
            host, port = authority, ''
        self.host = host.strip('[]').lower() or None
        self.explicit_port = int(port) if port else None
        self.port = self.explicit_port or {'http': 80, 'ws': 80, 'https': 443, 'wss': 443}.get(self.scheme)
        if mark:
            shown = f'[{self.host}]' if self.host and ':' in self.host else self.host or ''
            if self.explicit_port and self.explicit_port != {'http': 80, 'ws': 80, 'https': 443, 'wss': 443}.get(self.scheme):
                shown += f':{self.explicit_port}'
            self.authority = shown
            self._text = f'{self.scheme}://{shown}{self.raw_path}' + (f'?{self.raw_query_string}' if self.raw_query_string else '')
            if self.fragment:
                self._text += '#' + self.fragment
        else:
            self.authority = ''

    @property
    def path(self):
        return unquote(self.raw_path)

    @property
    def name(self):
        return self.path.rpartition('/')[2]

    @property
    def path_qs(self):
        return self.raw_path + (f'?{self.raw_query_string}' if self.raw_query_string else '')

    raw_path_qs = path_qs

    @property
    def query_string(self):
        text = self.raw_query_string.replace('+', ' ')
        for code in ('%2B', '%3D', '%26', '%3B'):       # these would say something else when decoded
            text = text.replace(code, '%25' + code[1:])
        return unquote(text)

    @property
    def query(self):
        return parse_query(self.raw_query_string)

    def is_absolute(self):
        return bool(self.host)

    def with_query(self, *args, **kwargs):
        text = make_query(args[0] if args else kwargs)
        return URL(self._text.partition('#')[0].partition('?')[0] + (f'?{text}' if text else ''))

    def extended_by(self, params):
        more = make_query(params)
        both = '&'.join([part for part in (self.raw_query_string, more) if part])
        return URL(self._text.partition('#')[0].partition('?')[0] + (f'?{both}' if both else ''))

    def join(self, other):
        other = URL(other)
        if other.scheme:
            return other
        text = str(other)
        if not text.startswith('/'):
            text = self.raw_path.rpartition('/')[0] + '/' + text
        return URL(f'{self.scheme}://{self.authority}{text}')

    def human_repr(self):
        """As a person would write it."""
        if not self.host:
            return unquote(self._text)
        query = f'?{self.query_string}' if self.raw_query_string else ''
        return f'{self.scheme}://{self.authority}{self.path}{query}' + (f'#{self.fragment}' if self.fragment else '')

    def __truediv__(self, name):
        return URL(self._text.partition('?')[0].rstrip('/') + '/' + quote(name, ''))

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"URL('{self._text}')"

    # In the order of their parts, not of their texts: "/a" comes before "/a?b" and "/a/b".
    def _parts(self):
        return (self.scheme, self.authority, self.raw_path, self.raw_query_string, self.fragment)

    def __lt__(self, other):
        return self._parts() < other._parts() if isinstance(other, URL) else NotImplemented

    def __le__(self, other):
        return self._parts() <= other._parts() if isinstance(other, URL) else NotImplemented

    def __gt__(self, other):
        return self._parts() > other._parts() if isinstance(other, URL) else NotImplemented

    def __ge__(self, other):
        return self._parts() >= other._parts() if isinstance(other, URL) else NotImplemented

    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, URL) else NotImplemented

    def __hash__(self):
        return hash(self._text)


def current_task():
    """The running task, in the words of every dialect of asyncio."""
    find = getattr(asyncio, 'current_task', None) or asyncio.Task.current_task
    return find()


class BadMessage(Exception):
    """What came is not HTTP."""


async def read_head(reader):
    """The first line and the headers of a message; None at the end of the stream."""
    try:
        head = await reader.readuntil(b'\r\n\r\n')
    except asyncio.IncompleteReadError as exc:
        if exc.partial:
            raise BadMessage('the connection was closed in the middle of a message') from None
        return None
    except asyncio.LimitOverrunError:
        raise BadMessage('the head of a message is too long') from None
    lines = head[:-4].decode('latin-1').split('\r\n')
    headers = CIMultiDict()
    for line in lines[1:]:
        name, colon, value = line.partition(':')
        if not colon:
            raise BadMessage(f'not a header: {line!r}')
        headers.add(name.strip(), value.strip())
    return lines[0], headers


def make_head(first, headers):
    return ''.join([first, '\r\n', *[f'{k}: {v}\r\n' for k, v in headers.items()], '\r\n']).encode('latin-1', 'replace')


class Body:
    """The body of a message, read piece by piece: of a known length, in chunks, or up to the end of the stream."""

    def __init__(self, reader, headers, empty=False, until_end=False):
        self._reader = reader
        self._chunked = headers.get('Transfer-Encoding', '').lower() == 'chunked'
        length = headers.get('Content-Length', '')
        self._left = int(length) if length.isdigit() else None
        if self._left is None and not self._chunked and not until_end or empty:
            self._left, self._chunked = 0, False
        self._buffer = b''
        self._over = self._left == 0
        self.when_over = None       # called once

    def _end(self):
        self._over = True
        if self.when_over is not None:
            call, self.when_over = self.when_over, None
            call()

    def start(self):
        if self._over:
            self._end()

    async def readany(self):
        """The next piece; b'' at the end."""
        if self._buffer:
            data, self._buffer = self._buffer, b''
            return data
        if self._over:
            return b''
        if self._chunked:
            return await self._chunk()
        data = await self._reader.read(65536 if self._left is None else min(self._left, 65536))
        if self._left is not None:
            if not data:
                self._over = True
                raise BadMessage('Response payload is not completed')
            self._left -= len(data)
        if not data or self._left == 0:
            self._end()
        return data

    async def _chunk(self):
        line = await self._reader.readline()
        try:
            size = int(line.split(b';')[0], 16)
        except ValueError:
            self._over = True
            raise BadMessage('a chunk without a size') from None
        data = await self._reader.readexactly(size) if size else b''
        await self._reader.readline()
        if not size:
            self._end()
        return data

    async def read(self, n=-1):
        if n is not None and n >= 0:
            data = await self.readany()
            data, self._buffer = data[:n], data[n:] + self._buffer
            return data
        parts = []
        while True:
            data = await self.readany()
            if not data:
                return b''.join(parts)
            parts.append(data)

    async def readexactly(self, n):
        data = b''
        while len(data) < n:
            more = await self.readany()
            if not more:
                raise asyncio.IncompleteReadError(data, n)
            data += more
        data, self._buffer = data[:n], data[n:]
        return data

    async def readline(self):
        data = b''
        while b'\n' not in data:
            more = await self.readany()
            if not more:
                return data
            data += more
        end = data.index(b'\n') + 1
        self._buffer = data[end:] + self._buffer
        return data[:end]

    def at_eof(self):
        return self._over and not self._buffer

    def __aiter__(self):
        return _Pieces(self.readline)

    def iter_any(self):
        return _Pieces(self.readany)

    def iter_chunked(self, n):
        return _Pieces(lambda: self.read(n))


class _Pieces:
    def __init__(self, read):
        self._read = read

    def __aiter__(self):
        return self

    async def __anext__(self):
        data = await self._read()
        if not data:
            raise StopAsyncIteration
        return data


def charset_of(headers):
    for part in headers.get('Content-Type', '').split(';')[1:]:
        name, _, value = part.strip().partition('=')
        if name.lower() == 'charset':
            return value.strip('"\' ')
    return None


def content_type_of(headers, default='application/octet-stream'):
    return headers.get('Content-Type', default).split(';')[0].strip().lower()


def dumps(value):
    import json
    return json.dumps(value)


def loads(text):
    import json
    return json.loads(text)
