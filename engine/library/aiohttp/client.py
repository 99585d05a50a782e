"""The client: sessions, requests, responses."""

import asyncio
import base64
from http.cookies import SimpleCookie

from ._http import Body, BadMessage, CIMultiDict, URL, charset_of, content_type_of, dumps, loads, make_head, read_head
from ._websocket import Channel, accept_key
from .cookiejar import CookieJar
from .multipart import FormData, MultipartWriter
from .tracing import Traces


class ClientError(Exception):
    """What all errors of the client are."""


class ClientConnectionError(ClientError):
    pass


class ClientOSError(ClientConnectionError, OSError):
    pass


class ClientConnectorError(ClientOSError):
    """No connection could be made."""

    def __init__(self, connection_key, os_error):
        self._conn_key = connection_key
        self._os_error = os_error
        super().__init__(os_error.errno, os_error.strerror)

    os_error = property(lambda self: self._os_error)
    host = property(lambda self: self._conn_key[0])
    port = property(lambda self: self._conn_key[1])
    ssl = property(lambda self: True)

    def __str__(self):
        return f'Cannot connect to host {self.host}:{self.port} ssl:default [{self.strerror}]'


class ClientConnectorDNSError(ClientConnectorError):
    pass


class ServerConnectionError(ClientConnectionError):
    pass


class ServerDisconnectedError(ServerConnectionError):
    def __init__(self, message='Server disconnected'):
        super().__init__(message)
        self.message = message


class ServerTimeoutError(ServerConnectionError, asyncio.TimeoutError):
    pass


class ConnectionTimeoutError(ServerTimeoutError):
    pass


class ClientPayloadError(ClientError):
    pass


class InvalidURL(ClientError, ValueError):
    def __init__(self, url, description=None):
        super().__init__(url)
        self.url = url

    def __str__(self):
        return str(self.url)


class NonHttpUrlClientError(ClientError):
    pass


class TooManyRedirects(ClientError):
    pass


class ClientResponseError(ClientError):
    """The answer is not what was asked for."""

    def __init__(self, request_info, history, *, status=0, message='', headers=None):
        self.request_info = request_info
        self.history = history
        self.status = status
        self.message = message
        self.headers = headers
        super().__init__(request_info, history)

    def __str__(self):
        return f'{self.status}, message={self.message!r}, url={str(self.request_info.real_url)!r}'

    def __repr__(self):
        return f'{type(self).__name__}({self.args!r}, status={self.status!r}, message={self.message!r})'


class ContentTypeError(ClientResponseError):
    pass


class WSServerHandshakeError(ClientResponseError):
    pass


class SocketTimeoutError(ServerTimeoutError):
    pass


class ClientTimeout:
    """Limits in seconds; None: no limit."""

    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None, ceil_threshold=5):
        self.total, self.connect, self.sock_read, self.sock_connect = total, connect, sock_read, sock_connect
        self.ceil_threshold = ceil_threshold

    def __repr__(self):
        return (f'ClientTimeout(total={self.total!r}, connect={self.connect!r}, sock_read={self.sock_read!r}, '
                f'sock_connect={self.sock_connect!r}, ceil_threshold={self.ceil_threshold!r})')


DEFAULT_TIMEOUT = ClientTimeout(total=300, sock_connect=30)


class _Limit:
    """`async with` around what must be over at a time of the loop's clock; None: no limit."""

    def __init__(self, deadline):
        from async_timeout import timeout_at
        self._timeout = timeout_at(deadline)

    async def __aenter__(self):
        return await self._timeout.__aenter__()

    async def __aexit__(self, exc_type, exc, tb):
        return await self._timeout.__aexit__(exc_type, exc, tb)


class _TimedReader:
    """A stream each of whose reads must be over after so many seconds."""

    def __init__(self, reader, seconds):
        self._reader, self._seconds = reader, seconds

    async def _limited(self, read):
        try:
            return await asyncio.wait_for(read, self._seconds)
        except asyncio.TimeoutError:
            raise SocketTimeoutError('Timeout on reading data from socket') from None

    def read(self, n=-1):
        return self._limited(self._reader.read(n))

    def readline(self):
        return self._limited(self._reader.readline())

    def readexactly(self, n):
        return self._limited(self._reader.readexactly(n))

    def readuntil(self, separator=b'\n'):
        return self._limited(self._reader.readuntil(separator))

    def at_eof(self):
        return self._reader.at_eof()


class BasicAuth(tuple):
    """A name and a password, as the header Authorization has them."""

    def __new__(cls, login, password='', encoding='latin1'):
        if login is None:
            raise ValueError('None is not allowed as login value')
        if password is None:
            raise ValueError('None is not allowed as password value')
        if ':' in login:
            raise ValueError('A ":" is not allowed in login (RFC 1945#section-11.1)')
        return tuple.__new__(cls, (login, password, encoding))

    login = property(lambda self: self[0])
    password = property(lambda self: self[1])
    encoding = property(lambda self: self[2])

    @classmethod
    def decode(cls, auth_header, encoding='latin1'):
        kind, _, coded = auth_header.partition(' ')
        if not coded:
            raise ValueError('Could not parse authorization header.')
        if kind.lower() != 'basic':
            raise ValueError(f'Unknown authorization method {kind}')
        try:
            login, colon, password = base64.b64decode(coded.encode('ascii'), validate=True).decode(encoding).partition(':')
        except ValueError:
            raise ValueError('Invalid base64 encoding.') from None
        if not colon:
            raise ValueError('Invalid credentials.')
        return cls(login, password, encoding=encoding)

    def encode(self):
        return 'Basic ' + base64.b64encode(f'{self.login}:{self.password}'.encode(self.encoding)).decode('ascii')

    def __repr__(self):
        return f'BasicAuth(login={self.login!r}, password={self.password!r}, encoding={self.encoding!r})'


class TCPConnector:
    """Connections, kept for further requests to the same host. At most `limit` at a time."""

    def __init__(self, *, limit=100, limit_per_host=0, keepalive_timeout=15, force_close=False, loop=None, **kwargs):
        self.limit = limit
        self.limit_per_host = limit_per_host
        self._force_close = force_close
        self._idle = {}             # (host, port) -> [(reader, writer)]
        self._in_use = []           # keys
        self._waiters = []
        self._resolved = set()      # hosts
        self._closed = False

    closed = property(lambda self: self._closed)

    def _is_full(self, key):
        return (self.limit and len(self._in_use) >= self.limit
                or self.limit_per_host and self._in_use.count(key) >= self.limit_per_host)

    async def connect(self, key, traces=None):
        if traces and self._is_full(key):
            await traces.tell('on_connection_queued_start')
            await self._room(key)
            await traces.tell('on_connection_queued_end')
        while self._is_full(key):
            await self._room(key)
        self._in_use.append(key)
        idle = self._idle.get(key, [])
        while idle:
            reader, writer = idle.pop()
            if not writer.is_closing() and not reader.at_eof():
                if traces:
                    await traces.tell('on_connection_reuseconn')
                return reader, writer
            writer.close()
        try:
            if traces:
                return await self._connect_traced(key, traces)
            return await asyncio.open_connection(*key)
        except OSError as exc:
            self._given_back(key)
            kind = ClientConnectorDNSError if type(exc).__name__ == 'gaierror' else ClientConnectorError
            raise kind(key, exc) from exc
        except BaseException:
            self._given_back(key)
            raise

    async def _room(self, key):
        waiter = asyncio.get_event_loop().create_future()
        self._waiters.append((key, waiter))
        await waiter

    async def _connect_traced(self, key, traces):
        host = key[0]
        await traces.tell('on_connection_create_start')
        if host in self._resolved:
            await traces.tell('on_dns_cache_hit', host)
        elif not host.replace('.', '').isdigit():
            await traces.tell('on_dns_cache_miss', host)
            await traces.tell('on_dns_resolvehost_start', host)
            await traces.tell('on_dns_resolvehost_end', host)
            self._resolved.add(host)
        connection = await asyncio.open_connection(*key)
        await traces.tell('on_connection_create_end')
        return connection

    def _given_back(self, key):
        self._in_use.remove(key)
        for i, (wanted, waiter) in enumerate(self._waiters):
            if not waiter.done() and not self._is_full(wanted):
                del self._waiters[i]
                waiter.set_result(None)
                break

    def release(self, key, connection, keep):
        if keep and not self._closed and not self._force_close:
            self._idle.setdefault(key, []).append(connection)
        else:
            connection[1].close()
        self._given_back(key)

    async def close(self):
        self._closed = True
        for connections in self._idle.values():
            for _, writer in connections:
                writer.close()
        self._idle.clear()


class RequestInfo:
    def __init__(self, url, method, headers):
        self.url = self.real_url = url
        self.method = method
        self.headers = headers


class ClientResponse:
    """An answer: its head is there, its body is read when it is asked for."""

    def __init__(self, method, url, request_headers, deadline):
        self.method = method
        self.url = self.real_url = url
        self.request_info = RequestInfo(url, method, request_headers)
        self.history = ()
        self.status = None
        self.reason = None
        self.headers = None
        self.version = (1, 1)
        self.cookies = SimpleCookie()
        self._deadline = deadline
        self._traces = None
        self._body = None
        self._release = None
        self.content = None

    def _begin(self, status, reason, headers, body, release):
        self.status, self.reason, self.headers, self.content, self._release = status, reason, headers, body, release
        for line in headers.getall('Set-Cookie', ()):
            self.cookies.load(line)
        body.when_over = lambda: self._let_go(True)
        body.start()

    def _let_go(self, keep):
        if self._release is not None:
            release, self._release = self._release, None
            release(keep and self.headers.get('Connection', '').lower() != 'close')

    @property
    def ok(self):
        return self.status < 400

    @property
    def closed(self):
        return self._release is None

    @property
    def content_type(self):
        return content_type_of(self.headers)

    @property
    def content_length(self):
        length = self.headers.get('Content-Length')
        return None if length is None else int(length)

    @property
    def charset(self):
        return charset_of(self.headers)

    @property
    def host(self):
        return self.url.host

    def get_encoding(self):
        return charset_of(self.headers) or 'utf-8'

    async def read(self):
        """The body, as bytes."""
        if self._body is None:
            try:
                async with _Limit(self._deadline):
                    self._body = await self.content.read()
            except (BadMessage, asyncio.IncompleteReadError) as exc:
                self._let_go(False)
                raise ClientPayloadError(str(exc)) from exc
            except BaseException:
                self._let_go(False)
                raise
            if self._traces:
                await self._traces.tell('on_response_chunk_received', self.method, self.url, self._body)
        return self._body

    async def text(self, encoding=None, errors='strict'):
        return (await self.read()).decode(encoding or self.get_encoding(), errors)

    async def json(self, *, encoding=None, loads=loads, content_type='application/json'):
        await self.read()
        if content_type and not (self.content_type == content_type or self.content_type.endswith('+json')):
            raise ContentTypeError(self.request_info, self.history, status=self.status, headers=self.headers,
                                   message='Attempt to decode JSON with unexpected mimetype: ' + self.content_type)
        text = self._body.strip()
        return loads(text.decode(encoding or self.get_encoding())) if text else None

    def raise_for_status(self):
        if not self.ok:
            self.release()
            raise ClientResponseError(self.request_info, self.history, status=self.status, message=self.reason,
                                      headers=self.headers)

    def release(self):
        self._let_go(False)
        return _Nothing()

    def close(self):
        self._let_go(False)

    async def wait_for_close(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.release()

    def __repr__(self):
        return f'<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n'


class _Nothing:
    """What may be awaited, and has happened already."""

    def __await__(self):
        return iter(())

    __iter__ = __await__


class _Pending:
    """What get() and the like give: to be awaited, or entered with `async with`."""

    def __init__(self, coro):
        self._coro = coro
        self._result = None

    def __await__(self):
        return self._coro.__await__()

    def __iter__(self):
        return self._coro.__await__()

    def send(self, value):
        return self._coro.send(value)

    def throw(self, *args):
        return self._coro.throw(*args)

    def close(self):
        return self._coro.close()

    async def __aenter__(self):
        self._result = await self._coro
        return await self._result.__aenter__()

    async def __aexit__(self, exc_type, exc, tb):
        await self._result.__aexit__(exc_type, exc, tb)


class ClientWebSocketResponse(Channel):
    """The client's end of a WebSocket."""

    protocol = None

    def _too_late(self):
        return ServerTimeoutError()

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self.close()


def _encoded(data, json, headers, serialize):
    """The body of a request, as bytes or as an async iterable, and what its type is unless the headers say."""
    if json is not None:
        headers.setdefault('Content-Type', 'application/json')
        return serialize(json).encode()
    if data is None:
        return b''
    if isinstance(data, (bytes, bytearray)):
        headers.setdefault('Content-Type', 'application/octet-stream')
        return bytes(data)
    if isinstance(data, str):
        headers.setdefault('Content-Type', 'text/plain; charset=utf-8')
        return data.encode()
    if hasattr(data, '__aiter__') or hasattr(data, 'read'):
        headers.setdefault('Content-Type', 'application/octet-stream')
        if not hasattr(data, 'read'):
            return data
        data = data.read()
        return data.encode() if isinstance(data, str) else data
    if isinstance(data, MultipartWriter):
        headers.setdefault('Content-Type', data.headers['Content-Type'])
        return data.as_bytes()
    kind, body = (data if isinstance(data, FormData) else FormData(data)).encoded()
    headers.setdefault('Content-Type', kind)
    return body


async def _send_pieces(writer, pieces):
    """A body whose length nobody knows yet."""
    async for piece in pieces:
        if piece:
            writer.write(f'{len(piece):x}\r\n'.encode() + piece + b'\r\n')
            await writer.drain()
    writer.write(b'0\r\n\r\n')


class _Limits:
    """A ClientTimeout for one request that begins now."""

    def __init__(self, timeout, now):
        self._timeout = timeout
        self.deadline = now + timeout.total if timeout.total else None

    async def connect(self, connector, key, url, traces):
        seconds = [s for s in (self._timeout.connect, self._timeout.sock_connect) if s]
        if not seconds:
            return await connector.connect(key, traces)
        try:
            async with _Limit(asyncio.get_event_loop().time() + min(seconds)):
                return await connector.connect(key, traces)
        except asyncio.TimeoutError as exc:
            raise ConnectionTimeoutError(f'Connection timeout to host {url}') from exc

    def reader(self, reader):
        return _TimedReader(reader, self._timeout.sock_read) if self._timeout.sock_read else reader


class ClientSession:
    """Requests that share connections, headers and limits."""

    def __init__(self, base_url=None, *, connector=None, loop=None, headers=None, cookies=None, timeout=DEFAULT_TIMEOUT,
                 raise_for_status=False, json_serialize=None, auth=None, cookie_jar=None, trace_configs=None, **kwargs):
        self._trace_configs = trace_configs or []
        self._base_url = None if base_url is None else URL(base_url)
        self._connector = TCPConnector() if connector is None else connector
        self._headers = CIMultiDict(headers or {})
        self._cookie_jar = CookieJar() if cookie_jar is None else cookie_jar
        if cookies:
            self._cookie_jar.update_cookies(cookies)
        self._auth = auth
        self._serialize = json_serialize or dumps
        self._timeout = timeout if isinstance(timeout, ClientTimeout) else ClientTimeout(total=timeout)
        self._raise_for_status = raise_for_status
        self._closed = False

    closed = property(lambda self: self._closed)
    connector = property(lambda self: self._connector)
    cookie_jar = property(lambda self: self._cookie_jar)
    auth = property(lambda self: self._auth)
    headers = property(lambda self: self._headers)
    timeout = property(lambda self: self._timeout)

    def request(self, method, url, **kwargs):
        return _Pending(self._request(method, url, **kwargs))

    def get(self, url, *, allow_redirects=True, **kwargs):
        return _Pending(self._request('GET', url, allow_redirects=allow_redirects, **kwargs))

    def options(self, url, **kwargs):
        return _Pending(self._request('OPTIONS', url, **kwargs))

    def head(self, url, *, allow_redirects=False, **kwargs):
        return _Pending(self._request('HEAD', url, allow_redirects=allow_redirects, **kwargs))

    def post(self, url, *, data=None, **kwargs):
        return _Pending(self._request('POST', url, data=data, **kwargs))

    def put(self, url, *, data=None, **kwargs):
        return _Pending(self._request('PUT', url, data=data, **kwargs))

    def patch(self, url, *, data=None, **kwargs):
        return _Pending(self._request('PATCH', url, data=data, **kwargs))

    def delete(self, url, **kwargs):
        return _Pending(self._request('DELETE', url, **kwargs))

    def ws_connect(self, url, **kwargs):
        return _Pending(self._ws_connect(url, **kwargs))

    def _full_url(self, url):
        url = URL(url)
        if self._base_url is not None and not url.is_absolute():
            url = self._base_url.join(url)
        if not url.host:
            raise InvalidURL(url)
        if url.scheme not in ('http', 'ws', 'https', 'wss'):
            raise NonHttpUrlClientError(url)
        return url

    async def _request(self, method, url, *, params=None, data=None, json=None, headers=None, cookies=None, timeout=None,
                       allow_redirects=True, max_redirects=10, raise_for_status=None, auth=None, ssl=None, trace_request_ctx=None,
                       **kwargs):
        if self._closed:
            raise RuntimeError('Session is closed')
        limits = self._timeout if timeout is None else timeout
        if not isinstance(limits, ClientTimeout):
            limits = ClientTimeout(total=limits)
        url = self._full_url(url)
        if params:
            url = url.extended_by(params)
        loop = asyncio.get_event_loop()
        limits = _Limits(limits, loop.time())
        more = cookies, self._auth if auth is None else auth
        traces = Traces(self, self._trace_configs, trace_request_ctx) if self._trace_configs else None
        if traces:
            shown = CIMultiDict(self._headers)
            shown.update(headers or {})
            await traces.tell('on_request_start', method, url, shown)
            try:
                return await self._follow(method, url, data, json, headers, limits, more, allow_redirects, max_redirects,
                                          raise_for_status, (traces, shown))
            except BaseException as exc:
                await traces.tell('on_request_exception', method, url, shown, exc)
                raise
        return await self._follow(method, url, data, json, headers, limits, more, allow_redirects, max_redirects, raise_for_status,
                                  (None, None))

    async def _follow(self, method, url, data, json, headers, limits, more, allow_redirects, max_redirects, raise_for_status,
                      watched):
        """The answer, or that of the address it leads to."""
        traces, shown = watched
        history = []
        while True:
            response = await self._exchange(method, url, data, json, headers, limits, more, traces)
            if response.cookies:
                self._cookie_jar.update_cookies(response.cookies, url)
            response.history = tuple(history)
            location = response.headers.get('Location')
            if not allow_redirects or location is None or response.status not in (301, 302, 303, 307, 308):
                break
            if traces:
                await traces.tell('on_request_redirect', method, url.join(location), shown, response)
            history.append(response)
            if len(history) >= max_redirects:
                response.release()
                raise TooManyRedirects(response.request_info, tuple(history))
            await response.read()
            if response.status == 303 and method != 'HEAD' or response.status in (301, 302) and method == 'POST':
                method, data, json = 'GET', None, None
            url = url.join(location)
        if self._raise_for_status if raise_for_status is None else raise_for_status:
            response.raise_for_status()
        if traces:
            await traces.tell('on_request_end', method, url, shown, response)
        return response

    def _request_headers(self, url, headers, cookies=None, auth=None):
        full = CIMultiDict()
        full.add('Host', url.authority)
        full.update(self._headers)
        full.update(headers or {})
        full.setdefault('Accept', '*/*')
        full.setdefault('User-Agent', 'Python/3.13 aiohttp/3.11')
        if auth is not None and 'Authorization' not in full:
            full['Authorization'] = auth.encode()
        going = self._cookie_jar.filter_cookies(url)
        if cookies:
            once = CookieJar(unsafe=True)
            once.update_cookies(cookies)
            going.load(once.filter_cookies(url))
        if going:
            going.load(full.get('Cookie', ''))
            full['Cookie'] = '; '.join([f'{key}={morsel.coded_value}' for key, morsel in sorted(going.items())])
        return full

    async def _exchange(self, method, url, data, json, headers, limits, cookies_and_auth, traces=None):
        """One request and the head of its answer."""
        full = self._request_headers(url, headers, *cookies_and_auth)
        body = _encoded(data, json, full, self._serialize)
        if not isinstance(body, bytes):
            full['Transfer-Encoding'] = 'chunked'
        elif body or method in ('POST', 'PUT', 'PATCH'):
            full['Content-Length'] = str(len(body))
        response = ClientResponse(method, url, full, limits.deadline)
        response._traces = traces
        key = (url.host, url.port)
        async with _Limit(limits.deadline):
            connection = await limits.connect(self._connector, key, url, traces)
            try:
                reader, writer = limits.reader(connection[0]), connection[1]
                if traces:
                    await traces.tell('on_request_headers_sent', method, url, full)
                    if isinstance(body, bytes) and body:
                        await traces.tell('on_request_chunk_sent', method, url, body)
                head = await self._head_of_answer(make_head(f'{method} {url.path_qs} HTTP/1.1', full), body, reader, writer)
                status, reason = _status_of(head[0])
            except (ConnectionError, BadMessage) as exc:
                self._connector.release(key, connection, False)
                raise ServerDisconnectedError() if isinstance(exc, ConnectionError) else ClientPayloadError(str(exc)) from exc
            except BaseException:
                self._connector.release(key, connection, False)
                raise
        headers = head[1]
        empty = method == 'HEAD' or status in (204, 304)
        response._begin(status, reason, headers, Body(reader, headers, empty, until_end=True),
                        lambda keep: self._connector.release(key, connection, keep))
        return response

    async def _head_of_answer(self, head, body, reader, writer):
        if isinstance(body, bytes):
            writer.write(head + body)
        else:
            writer.write(head)
            await _send_pieces(writer, body)
        await writer.drain()
        answer = await read_head(reader)
        while answer is not None and answer[0].split(' ')[1:2] == ['100']:
            answer = await read_head(reader)
        if answer is None:
            raise ServerDisconnectedError()
        return answer

    async def _ws_connect(self, url, *, headers=None, timeout=None, heartbeat=None, autoping=True, protocols=(), auth=None,
                          **kwargs):
        url = self._full_url(url)
        full = self._request_headers(url, headers, None, self._auth if auth is None else auth)
        if protocols:
            full['Sec-WebSocket-Protocol'] = ','.join(protocols)
        key = base64.b64encode(b'loopscope-socket').decode()
        full.extend({'Upgrade': 'websocket', 'Connection': 'Upgrade', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': key})
        reader, writer = await self._connector.connect((url.host, url.port))
        self._connector._given_back((url.host, url.port))
        writer.write(make_head(f'GET {url.path_qs} HTTP/1.1', full))
        head = await read_head(reader)
        if head is None:
            raise ServerDisconnectedError()
        status, _ = _status_of(head[0])
        info = RequestInfo(url, 'GET', full)
        if status != 101:
            writer.close()
            raise WSServerHandshakeError(info, (), status=status, message='Invalid response status', headers=head[1])
        if head[1].get('Sec-WebSocket-Accept') != accept_key(key):
            writer.close()
            raise WSServerHandshakeError(info, (), status=status, message='Invalid challenge response', headers=head[1])
        channel = ClientWebSocketResponse()
        channel._open(reader, writer, True, heartbeat, autoping)
        channel.protocol = head[1].get('Sec-WebSocket-Protocol')
        return channel

    async def close(self):
        if not self._closed:
            self._closed = True
            await self._connector.close()

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self.close()

    def __enter__(self):
        raise TypeError('Use async with instead')

    def __exit__(self, exc_type, exc, tb):
        pass


def _status_of(line):
    parts = line.split(' ', 2)
    if len(parts) < 2 or not parts[0].startswith('HTTP/') or not parts[1].isdigit():
        raise BadMessage(f'not an answer of HTTP: {line!r}')
    return int(parts[1]), parts[2] if len(parts) > 2 else ''


class _Single:
    """aiohttp.request(): a session for one request."""

    def __init__(self, method, url, kwargs):
        self._args = (method, url, kwargs)

    async def __aenter__(self):
        method, url, kwargs = self._args
        self._session = ClientSession()
        try:
            self._response = await self._session._request(method, url, **kwargs)
        except BaseException:
            await self._session.close()
            raise
        return self._response

    async def __aexit__(self, exc_type, exc, tb):
        self._response.release()
        await self._session.close()


def request(method, url, **kwargs):
    return _Single(method, url, kwargs)
