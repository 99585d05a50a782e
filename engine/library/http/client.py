"""HTTP for code that blocks."""

import socket

HTTP_PORT, HTTPS_PORT = 80, 443


class HTTPException(Exception):
    pass


class BadStatusLine(HTTPException):
    def __init__(self, line):
        super().__init__(line)
        self.line = line


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    def __init__(self, *args):
        BadStatusLine.__init__(self, '')
        ConnectionResetError.__init__(self, *args)


class IncompleteRead(HTTPException):
    def __init__(self, partial, expected=None):
        super().__init__(partial)
        self.partial = partial
        self.expected = expected


class HTTPMessage:
    """The headers of an answer."""

    def __init__(self, items):
        self._items = items

    def get(self, name, default=None):
        for k, v in self._items:
            if k.lower() == name.lower():
                return v
        return default

    def get_all(self, name, default=None):
        return [v for k, v in self._items if k.lower() == name.lower()] or default

    __getitem__ = get

    def __contains__(self, name):
        return self.get(name) is not None

    def __iter__(self):
        return iter([k for k, _ in self._items])

    def keys(self):
        return [k for k, _ in self._items]

    def items(self):
        return list(self._items)

    def get_content_type(self):
        return self.get('Content-Type', 'text/plain').split(';')[0].strip().lower()

    def get_content_charset(self, failobj=None):
        for part in self.get('Content-Type', '').split(';')[1:]:
            name, _, value = part.strip().partition('=')
            if name.lower() == 'charset':
                return value.strip('"').lower()
        return failobj

    def __str__(self):
        return ''.join([f'{k}: {v}\n' for k, v in self._items]) + '\n'


class HTTPResponse:
    """An answer, whose body is read when it is asked for."""

    def __init__(self, sock, method=None, url=None):
        self.fp = sock.makefile('rb')
        self._method = method
        self.url = url
        self.closed = False

    def begin(self):
        line = self.fp.readline().decode('latin-1')
        if not line:
            raise RemoteDisconnected('Remote end closed connection without response')
        parts = line.strip().split(' ', 2)
        if len(parts) < 2 or not parts[0].startswith('HTTP/') or not parts[1].isdigit():
            raise BadStatusLine(line)
        self.version = 11 if parts[0] == 'HTTP/1.1' else 10
        self.status = self.code = int(parts[1])
        self.reason = self.msg_text = parts[2] if len(parts) > 2 else ''
        items = []
        while (line := self.fp.readline().decode('latin-1').rstrip('\r\n')):
            name, _, value = line.partition(':')
            items.append((name.strip(), value.strip()))
        self.headers = self.msg = HTTPMessage(items)
        self._chunked = self.headers.get('Transfer-Encoding', '').lower() == 'chunked'
        length = self.headers.get('Content-Length')
        self.length = int(length) if length is not None and not self._chunked else None
        if self._method == 'HEAD' or self.status in (204, 304):
            self.length, self._chunked = 0, False

    def read(self, amt=None):
        if self.closed:
            return b''
        if self._chunked:
            data = self._read_chunks()
            if amt is not None:
                raise NotImplementedError('read(amt) of a body in chunks')
            return data
        if self.length is None:
            return self.fp.read(-1 if amt is None else amt)
        wanted = self.length if amt is None else min(amt, self.length)
        data = self.fp.read(wanted)
        if len(data) < wanted:
            raise IncompleteRead(data, wanted - len(data))
        self.length -= len(data)
        return data

    def _read_chunks(self):
        parts = []
        while True:
            size = int(self.fp.readline().split(b';')[0], 16)
            if not size:
                self.fp.readline()
                return b''.join(parts)
            parts.append(self.fp.read(size))
            self.fp.readline()

    def readline(self):
        line = self.fp.readline(-1 if self.length is None else self.length)
        if self.length is not None:
            self.length -= len(line)
        return line

    def __iter__(self):
        while (line := self.readline()):
            yield line

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def getheaders(self):
        return self.headers.items()

    def getcode(self):
        return self.status

    def geturl(self):
        return self.url

    def info(self):
        return self.headers

    def close(self):
        if not self.closed:
            self.closed = True
            self.fp.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class HTTPConnection:
    """A connection for requests, one after the other."""

    default_port = HTTP_PORT

    def __init__(self, host, port=None, timeout=..., source_address=None, blocksize=8192):
        if port is None and ':' in host:
            host, _, port = host.rpartition(':')
        self.host, self.port = host, int(port or self.default_port)
        self.timeout = timeout
        self.sock = None

    def connect(self):
        self.sock = socket.create_connection((self.host, self.port), self.timeout)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        if self.sock is None:
            self.connect()
        full = {'Host': self.host if self.port == 80 else f'{self.host}:{self.port}', 'Accept-Encoding': 'identity'}
        if isinstance(body, str):
            body = body.encode('iso-8859-1')
        if body is not None or method in ('POST', 'PUT', 'PATCH'):
            full['Content-Length'] = str(len(body or b''))
        full.update(headers)
        head = ''.join([f'{method} {url or "/"} HTTP/1.1\r\n', *[f'{k}: {v}\r\n' for k, v in full.items()], '\r\n'])
        self.sock.sendall(head.encode('latin-1') + (body or b''))
        self._method = method

    def getresponse(self):
        response = HTTPResponse(self.sock, self._method)
        response.begin()
        return response

    def close(self):
        if self.sock is not None:
            self.sock.close()
            self.sock = None


class HTTPSConnection(HTTPConnection):
    """The same over TLS, whose bytes go through the simulated network as they are."""

    default_port = HTTPS_PORT

    def __init__(self, host, port=None, *, timeout=..., context=None, **kwargs):
        super().__init__(host, port, timeout=timeout, **kwargs)
