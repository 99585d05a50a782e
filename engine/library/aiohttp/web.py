"""The server: applications, routes, requests and responses."""

import asyncio
import sys

from ._http import (REASONS, BadMessage, Body, CIMultiDict, URL, charset_of, content_type_of, current_task, dumps, loads,
                    make_head, parse_query, quote, read_head, unquote)
from ._websocket import Channel, WSCloseCode, WSMessage, WSMsgType, accept_key


# ---- requests

class _Keys:
    """What one can keep in an application, a request or a response by key."""

    def __init__(self):
        self._state = {}

    def __getitem__(self, key):
        return self._state[key]

    def __setitem__(self, key, value):
        self._state[key] = value

    def __delitem__(self, key):
        del self._state[key]

    def __contains__(self, key):
        return key in self._state

    def __iter__(self):
        return iter(self._state)

    def __len__(self):
        return len(self._state)

    def get(self, key, default=None):
        return self._state.get(key, default)

    def setdefault(self, key, default=None):
        return self._state.setdefault(key, default)

    def keys(self):
        return self._state.keys()

    def items(self):
        return self._state.items()


class AppKey:
    """A typed key of an application."""

    def __init__(self, name, t=object):
        self._name = name

    def __repr__(self):
        return f'<AppKey({self._name})>'


class Request(_Keys):
    """What a client asks."""

    def __init__(self, method, target, version, headers, body, reader, writer):
        super().__init__()
        self.method = method
        self._target = target
        self.version = version
        self.headers = headers
        self.rel_url = URL(target if '://' not in target else '/' + target.partition('://')[2].partition('/')[2])
        self.content = body
        self.match_info = {}
        self.app = None
        self._reader, self._writer = reader, writer
        self._body = self._form = None
        self._upgraded = False

    path = property(lambda self: self.rel_url.path)
    raw_path = property(lambda self: self._target)
    path_qs = property(lambda self: self.rel_url.path_qs)
    query_string = property(lambda self: self.rel_url.query_string)
    query = property(lambda self: self.rel_url.query)
    secure = property(lambda self: self._writer.get_extra_info('sslcontext') is not None)
    scheme = property(lambda self: 'https' if self.secure else 'http')
    host = property(lambda self: self.headers.get('Host', 'localhost'))
    content_type = property(lambda self: content_type_of(self.headers))
    charset = property(lambda self: charset_of(self.headers))
    transport = property(lambda self: self._writer.transport)
    loop = property(lambda self: asyncio.get_event_loop())

    @property
    def url(self):
        return URL(f'{self.scheme}://{self.host}{self.rel_url}')

    @property
    def remote(self):
        peer = self._writer.get_extra_info('peername')
        return peer[0] if isinstance(peer, tuple) else peer

    @property
    def content_length(self):
        length = self.headers.get('Content-Length')
        return None if length is None else int(length)

    @property
    def cookies(self):
        from http.cookies import SimpleCookie
        return {name: morsel.value for name, morsel in SimpleCookie(self.headers.get('Cookie', '')).items()}

    @property
    def body_exists(self):
        return not self.content.at_eof()

    can_read_body = body_exists

    @property
    def keep_alive(self):
        wanted = self.headers.get('Connection', '').lower()
        return wanted != 'close' if self.version == 'HTTP/1.1' else wanted == 'keep-alive'

    async def read(self):
        if self._body is None:
            parts, size = [], 0
            async for piece in self.content.iter_any():
                parts.append(piece)
                size += len(piece)
                if self._most and size >= self._most:
                    raise HTTPRequestEntityTooLarge(max_size=self._most, actual_size=size)
            self._body = b''.join(parts)
        return self._body

    @property
    def _most(self):
        return self.app.client_max_size if self.app is not None else 0

    async def text(self):
        return (await self.read()).decode(self.charset or 'utf-8')

    async def json(self, *, loads=loads):
        return loads(await self.text())

    async def multipart(self):
        """The parts of the body, to be read one after the other."""
        from .multipart import MultipartReader
        return MultipartReader(self.headers, self.content)

    async def post(self):
        """The fields of a form."""
        if self._form is None:
            self._form = await self._read_form()
        return self._form

    async def _read_form(self):
        if self.content_type == 'multipart/form-data':
            from .multipart import read_form
            return await read_form(await self.multipart())
        if self.content_type not in ('', 'application/x-www-form-urlencoded', 'application/octet-stream'):
            return parse_query('')
        return parse_query(await self.text())

    def __repr__(self):
        return f'<Request {self.method} {self.path} >'


BaseRequest = Request


# ---- responses

_LONG_AGO = 'Thu, 01 Jan 1970 00:00:00 GMT'


class StreamResponse(_Keys):
    """An answer that is written piece by piece: prepare(), write() any number of times, write_eof()."""

    def __init__(self, *, status=200, reason=None, headers=None):
        super().__init__()
        self.set_status(status, reason)
        self.headers = CIMultiDict(headers or {})
        from http.cookies import SimpleCookie
        self.cookies = SimpleCookie()
        self.prepared = False
        self.keep_alive = None
        self.body_length = 0
        self._chunked = False
        self._request = self._writer = None
        self._over = False

    status = property(lambda self: self._status)
    reason = property(lambda self: self._reason)
    chunked = property(lambda self: self._chunked)

    def set_status(self, status, reason=None):
        self._status = int(status)
        self._reason = REASONS.get(self._status, '') if reason is None else reason

    def enable_chunked_encoding(self):
        self._chunked = True

    def force_close(self):
        self.keep_alive = False

    @property
    def content_type(self):
        return content_type_of(self.headers)

    @content_type.setter
    def content_type(self, value):
        charset = charset_of(self.headers)
        self.headers['Content-Type'] = value + (f'; charset={charset}' if charset else '')

    @property
    def charset(self):
        return charset_of(self.headers)

    @property
    def content_length(self):
        length = self.headers.get('Content-Length')
        return None if length is None else int(length)

    @content_length.setter
    def content_length(self, value):
        if value is None:
            self.headers.pop('Content-Length', None)
        else:
            self.headers['Content-Length'] = str(int(value))

    def set_cookie(self, name, value, *, expires=None, domain=None, max_age=None, path='/', secure=None, httponly=None,
                   version=None, samesite=None):
        if name in self.cookies and self.cookies[name].coded_value == '':
            del self.cookies[name]              # one that was to be deleted
        self.cookies[name] = value
        morsel = self.cookies[name]
        if expires is not None:
            morsel['expires'] = expires
        elif morsel['expires'] == _LONG_AGO:
            morsel['expires'] = ''
        for key, given in (('domain', domain), ('path', path), ('secure', secure), ('httponly', httponly),
                           ('version', version), ('samesite', samesite)):
            if given is not None:
                morsel[key] = given
        if max_age is not None:
            morsel['max-age'] = str(max_age)
        else:
            morsel['max-age'] = ''

    def del_cookie(self, name, *, domain=None, path='/', secure=None, httponly=None, samesite=None):
        self.cookies.pop(name, None)
        self.set_cookie(name, '', max_age=0, expires=_LONG_AGO, domain=domain, path=path, secure=secure, httponly=httponly,
                        samesite=samesite)

    async def prepare(self, request):
        """Send the head."""
        if self.prepared:
            return
        self.prepared = True
        self._request, self._writer = request, request._writer
        if self.keep_alive is None:
            self.keep_alive = request.keep_alive
        await request.app._signal(request.app.on_response_prepare, request, self)
        self._complete_headers(request)
        self._writer.write(make_head(f'HTTP/1.1 {self._status} {self._reason}', self.headers))

    def _complete_headers(self, request):
        headers = self.headers
        for cookie in self.cookies.values():
            headers.add('Set-Cookie', cookie.OutputString())
        if 'Content-Length' not in headers and self._status not in (101, 204, 304):
            self._chunked = True
        if self._chunked:
            headers['Transfer-Encoding'] = 'chunked'
            headers.pop('Content-Length', None)
        if self._status not in (101, 204, 304):
            headers.setdefault('Content-Type', 'application/octet-stream')
        from time import gmtime, strftime
        headers.setdefault('Date', strftime('%a, %d %b %Y %H:%M:%S GMT', gmtime()))
        headers.setdefault('Server', 'Python/3.13 aiohttp/3.11.18')
        if not self.keep_alive and self._status != 101:
            headers['Connection'] = 'close'

    async def write(self, data):
        if not self.prepared:
            raise RuntimeError('Cannot call write() before prepare()')
        if self._over:
            raise RuntimeError('Cannot call write() after write_eof()')
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError(f'data argument must be byte-ish ({type(data)!r})')
        if not data or self._request.method == 'HEAD':
            return
        self.body_length += len(data)
        self._writer.write(f'{len(data):x}\r\n'.encode() + data + b'\r\n' if self._chunked else bytes(data))
        await self._writer.drain()

    async def drain(self):
        await self._writer.drain()

    async def write_eof(self, data=b''):
        if self._over:
            return
        if data:
            await self.write(data)
        if not self.prepared:
            raise RuntimeError('Response has not been started')
        self._over = True
        if self._chunked and self._request.method != 'HEAD':
            self._writer.write(b'0\r\n\r\n')
        await self._writer.drain()

    def __repr__(self):
        if not self.prepared:
            return f'<{type(self).__name__} {self._reason} not prepared>'
        return f'<{type(self).__name__} {self._reason} {self._request.method} {self._request.path} >'

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return hash(id(self))


class Response(StreamResponse):
    """An answer that is there as a whole."""

    def __init__(self, *, body=None, status=200, reason=None, text=None, headers=None, content_type=None, charset=None):
        if body is not None and text is not None:
            raise ValueError('body and text are not allowed together')
        super().__init__(status=status, reason=reason, headers=headers)
        if text is not None:
            if not isinstance(text, str):
                raise TypeError(f'text argument must be str ({type(text)!r})')
            charset = charset or charset_of(self.headers) or 'utf-8'
            if 'Content-Type' not in self.headers:
                self.headers['Content-Type'] = f'{content_type or "text/plain"}; charset={charset}'
            body = text.encode(charset)
        elif content_type is not None:
            self.headers['Content-Type'] = content_type + (f'; charset={charset}' if charset else '')
        if isinstance(body, str):
            self.headers.setdefault('Content-Type', 'text/plain; charset=utf-8')
            body = body.encode()
        self._data = body

    @property
    def body(self):
        return self._data

    @body.setter
    def body(self, value):
        self._data = value

    @property
    def text(self):
        return None if self._data is None else self._data.decode(self.charset or 'utf-8')

    @text.setter
    def text(self, value):
        self.headers.setdefault('Content-Type', 'text/plain; charset=utf-8')
        self._data = value.encode(self.charset or 'utf-8')

    async def prepare(self, request):
        if not self._chunked and self._status not in (204, 304):
            self.headers['Content-Length'] = str(len(self._data or b''))
        await super().prepare(request)

    async def write_eof(self, data=b''):
        await super().write_eof(self._data or data)


def json_response(data=..., *, text=None, body=None, status=200, reason=None, headers=None, content_type='application/json',
                  dumps=dumps):
    if data is not ...:
        if text or body:
            raise ValueError('only one of data, text, or body should be specified')
        text = dumps(data)
    return Response(text=text, body=body, status=status, reason=reason, headers=headers, content_type=content_type)


# ---- answers as exceptions

class HTTPException(Response, Exception):
    """An answer that can be raised."""

    status_code = -1

    def __init__(self, *, headers=None, reason=None, body=None, text=None, content_type=None):
        Response.__init__(self, status=self.status_code, headers=headers, reason=reason, body=body, text=text,
                          content_type=content_type)
        Exception.__init__(self, self.reason)
        if self.body is None and self.status_code not in (204, 205, 304):
            self.text = f'{self.status}: {self.reason}'

    def __str__(self):
        return self.reason

    def __bool__(self):
        return True


class HTTPError(HTTPException):
    pass


class HTTPSuccessful(HTTPException):
    pass


class HTTPRedirection(HTTPException):
    pass


class HTTPClientError(HTTPError):
    pass


class HTTPServerError(HTTPError):
    pass


class HTTPMove(HTTPRedirection):
    def __init__(self, location, **kwargs):
        if not location:
            raise ValueError('HTTP redirects need a location to redirect to.')
        super().__init__(**kwargs)
        self.headers['Location'] = str(location)
        self.location = location


class HTTPMethodNotAllowed(HTTPClientError):
    status_code = 405

    def __init__(self, method, allowed_methods, **kwargs):
        super().__init__(**kwargs)
        self.headers['Allow'] = ','.join(sorted(allowed_methods))
        self.method = method
        self.allowed_methods = set(allowed_methods)


class HTTPRequestEntityTooLarge(HTTPClientError):
    status_code = 413

    def __init__(self, max_size, actual_size, **kwargs):
        kwargs.setdefault('text', f'Maximum request body size {max_size} exceeded, actual body size {actual_size}')
        super().__init__(**kwargs)


def _status_classes():
    names = {200: 'HTTPOk', 201: 'HTTPCreated', 202: 'HTTPAccepted', 204: 'HTTPNoContent', 301: 'HTTPMovedPermanently',
             302: 'HTTPFound', 303: 'HTTPSeeOther', 304: 'HTTPNotModified', 307: 'HTTPTemporaryRedirect',
             308: 'HTTPPermanentRedirect', 400: 'HTTPBadRequest', 401: 'HTTPUnauthorized', 403: 'HTTPForbidden',
             404: 'HTTPNotFound', 406: 'HTTPNotAcceptable', 408: 'HTTPRequestTimeout', 409: 'HTTPConflict', 410: 'HTTPGone',
             411: 'HTTPLengthRequired', 415: 'HTTPUnsupportedMediaType',
             422: 'HTTPUnprocessableEntity', 429: 'HTTPTooManyRequests', 500: 'HTTPInternalServerError',
             501: 'HTTPNotImplemented', 502: 'HTTPBadGateway', 503: 'HTTPServiceUnavailable', 504: 'HTTPGatewayTimeout'}
    for status, name in names.items():
        if status < 300:
            base = HTTPSuccessful
        elif status < 400:
            base = HTTPRedirection if status == 304 else HTTPMove
        else:
            base = HTTPClientError if status < 500 else HTTPServerError
        yield name, type(name, (base,), {'status_code': status, '__module__': __name__})


globals().update(_status_classes())


# ---- WebSockets

class WebSocketReady:
    """Whether a request can become a WebSocket, and which protocol it would speak."""

    def __init__(self, ok, protocol):
        self.ok, self.protocol = ok, protocol

    def __bool__(self):
        return self.ok

    def __iter__(self):
        return iter((self.ok, self.protocol))


class WebSocketResponse(Channel, StreamResponse):
    """The server's end of a WebSocket."""

    def __init__(self, *, timeout=10.0, receive_timeout=None, autoclose=True, autoping=True, heartbeat=None, protocols=(),
                 compress=True, max_msg_size=4 * 1024 * 1024):
        StreamResponse.__init__(self, status=101)
        Channel.__init__(self)
        self._protocols = protocols
        self._receive_timeout = receive_timeout
        self._beats = heartbeat, autoping
        self.ws_protocol = None

    def can_prepare(self, request):
        headers = request.headers
        ok = headers.get('Upgrade', '').lower() == 'websocket' and 'Sec-WebSocket-Key' in headers
        return WebSocketReady(ok, self._protocol_for(request) if ok else None)

    def _protocol_for(self, request):
        """The first that the client wants and the server has."""
        asked = [p.strip() for p in request.headers.get('Sec-WebSocket-Protocol', '').split(',')]
        return next((p for p in asked if p in self._protocols), None)

    async def receive(self, timeout=None):
        return await super().receive(self._receive_timeout if timeout is None else timeout)

    async def prepare(self, request):
        if self.prepared:
            return
        if not self.can_prepare(request):
            raise HTTPBadRequest(text='No WebSocket UPGRADE hdr: {}\n Can "Upgrade" only to "WebSocket".'.format(
                request.headers.get('Upgrade')))
        key = request.headers['Sec-WebSocket-Key']
        self.headers.update({'Upgrade': 'websocket', 'Connection': 'upgrade', 'Sec-WebSocket-Accept': accept_key(key)})
        self.ws_protocol = self._protocol_for(request)
        if self.ws_protocol is not None:
            self.headers['Sec-WebSocket-Protocol'] = self.ws_protocol
        await StreamResponse.prepare(self, request)
        request._upgraded = True
        request.app._websockets.append(self)
        self._open(request._reader, request._writer, False, *self._beats)

    async def write_eof(self, data=b''):
        if not self._closed:
            await self.close()


# ---- routes

class _Part:
    """A part of a path between slashes: text, or text with {name} in it."""

    def __init__(self, text):
        self.pieces = []            # (text before, name)
        rest = text
        while '{' in rest:
            before, _, rest = rest.partition('{')
            name, _, rest = rest.partition('}')
            name, _, self.pattern = name.partition(':')
            self.pieces.append((before, name))
        self.last = rest

    def match(self, text, found):
        for i, (before, name) in enumerate(self.pieces):
            if not text.startswith(before):
                return False
            text = text[len(before):]
            follows = self.pieces[i + 1][0] if i + 1 < len(self.pieces) else self.last
            end = text.find(follows) if follows else len(text)
            if end < 0 or not self._allowed(text[:end]):
                return False
            found[name] = unquote(text[:end])
            text = text[end:]
        return text == self.last

    def _allowed(self, value):
        pattern = self.pattern if self.pieces else ''
        if not pattern or pattern in ('.*', '.+', '[^/]+'):
            return pattern == '.*' or value != ''
        import re
        return re.fullmatch(pattern, value) is not None


class Resource:
    def __init__(self, path, name=None):
        if path and not path.startswith('/'):
            raise ValueError(f'path should be started with / or be empty')
        self.canonical = path
        self.name = name
        self.routes = {}
        self._tail = path.endswith((':.*}', ':.+}'))
        self._parts = [_Part(p) for p in path.split('/')]

    def match(self, path):
        """The values of its names, or None."""
        parts = path.split('/', len(self._parts) - 1) if self._tail else path.split('/')
        if len(parts) != len(self._parts):
            return None
        found = {}
        for mine, text in zip(self._parts, parts):
            if not mine.match(text, found):
                return None
        return found

    def url_for(self, **values):
        text = self.canonical
        for name, value in values.items():
            start = text.find('{' + name)
            if start >= 0:
                text = text[:start] + quote(value, '') + text[text.index('}', start) + 1:]
        return URL(text)

    def __repr__(self):
        return f'<Resource {self.canonical}>'


class RouteDef:
    """What web.get(path, handler) and the like give."""

    def __init__(self, method, path, handler, name=None, **kwargs):
        self.method, self.path, self.handler, self.name = method, path, handler, name

    def register(self, router):
        router.add_route(self.method, self.path, self.handler, name=self.name)


def route(method, path, handler, **kwargs):
    return RouteDef(method, path, handler, **kwargs)


def get(path, handler, *, name=None, allow_head=True, **kwargs):
    return RouteDef('GET', path, handler, name)


def post(path, handler, **kwargs):
    return RouteDef('POST', path, handler, **kwargs)


def put(path, handler, **kwargs):
    return RouteDef('PUT', path, handler, **kwargs)


def patch(path, handler, **kwargs):
    return RouteDef('PATCH', path, handler, **kwargs)


def delete(path, handler, **kwargs):
    return RouteDef('DELETE', path, handler, **kwargs)


def head(path, handler, **kwargs):
    return RouteDef('HEAD', path, handler, **kwargs)


def options(path, handler, **kwargs):
    return RouteDef('OPTIONS', path, handler, **kwargs)


def view(path, handler, **kwargs):
    return RouteDef('*', path, handler, **kwargs)


class StaticDef:
    """What web.static(prefix, path) gives."""

    def __init__(self, prefix, path, **kwargs):
        self.prefix, self.path, self.kwargs = prefix, path, kwargs

    def register(self, router):
        router.add_static(self.prefix, self.path, **self.kwargs)


def static(prefix, path, **kwargs):
    return StaticDef(prefix, path, **kwargs)


class RouteTableDef:
    """Routes that decorators collect."""

    def __init__(self):
        self._items = []

    def route(self, method, path, **kwargs):
        def keep(handler):
            self._items.append(RouteDef(method, path, handler, kwargs.get('name')))
            return handler
        return keep

    def get(self, path, **kwargs):
        return self.route('GET', path, **kwargs)

    def post(self, path, **kwargs):
        return self.route('POST', path, **kwargs)

    def put(self, path, **kwargs):
        return self.route('PUT', path, **kwargs)

    def patch(self, path, **kwargs):
        return self.route('PATCH', path, **kwargs)

    def delete(self, path, **kwargs):
        return self.route('DELETE', path, **kwargs)

    def head(self, path, **kwargs):
        return self.route('HEAD', path, **kwargs)

    def view(self, path, **kwargs):
        return self.route('*', path, **kwargs)

    def options(self, path, **kwargs):
        return self.route('OPTIONS', path, **kwargs)

    def static(self, prefix, path, **kwargs):
        self._items.append(StaticDef(prefix, path, **kwargs))

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)


class View:
    """A handler as a class, with a method for each of HTTP's."""

    def __init__(self, request):
        self.request = request

    def __await__(self):
        method = getattr(self, self.request.method.lower(), None)
        if method is None:
            allowed = [m for m in ('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS') if hasattr(self, m.lower())]
            raise HTTPMethodNotAllowed(self.request.method, allowed)
        return method().__await__()


class UrlDispatcher:
    """Which handler answers which path."""

    def __init__(self):
        self._resources = []

    def add_resource(self, path, *, name=None):
        if self._resources and self._resources[-1].canonical == path and self._resources[-1].name == name:
            return self._resources[-1]
        resource = Resource(path, name)
        self._resources.append(resource)
        return resource

    def add_route(self, method, path, handler, *, name=None, expect_handler=None):
        method = method.upper()
        resource = self.add_resource(path, name=name)
        if method in resource.routes:
            raise RuntimeError(f'Added route will never be executed, method {method} is already registered')
        if not callable(handler):
            raise TypeError(f'Only async functions are allowed as web-handlers , got {handler!r}')
        resource.routes[method] = handler
        if method == 'GET':
            resource.routes.setdefault('HEAD', handler)
        return resource

    def add_get(self, path, handler, *, name=None, allow_head=True, **kwargs):
        return self.add_route('GET', path, handler, name=name)

    def add_post(self, path, handler, **kwargs):
        return self.add_route('POST', path, handler, **kwargs)

    def add_put(self, path, handler, **kwargs):
        return self.add_route('PUT', path, handler, **kwargs)

    def add_patch(self, path, handler, **kwargs):
        return self.add_route('PATCH', path, handler, **kwargs)

    def add_delete(self, path, handler, **kwargs):
        return self.add_route('DELETE', path, handler, **kwargs)

    def add_head(self, path, handler, **kwargs):
        return self.add_route('HEAD', path, handler, **kwargs)

    def add_options(self, path, handler, **kwargs):
        return self.add_route('OPTIONS', path, handler, **kwargs)

    def add_view(self, path, handler, **kwargs):
        return self.add_route('*', path, handler, **kwargs)

    def add_static(self, prefix, path, *, name=None, **kwargs):
        """Answer with the files of a folder."""
        from ._files import StaticResource
        resource = StaticResource(prefix, path, name=name, **kwargs)
        self._resources.append(resource)
        return resource

    def add_routes(self, routes):
        for item in routes:
            item.register(self)

    def routes(self):
        return [RouteDef(method, resource.canonical, handler, resource.name)
                for resource in self._resources for method, handler in resource.routes.items()]

    def named_resources(self):
        return {resource.name: resource for resource in self._resources if resource.name is not None}

    def resources(self):
        return list(self._resources)

    def __getitem__(self, name):
        for resource in self._resources:
            if resource.name == name:
                return resource
        raise KeyError(name)

    def resolve(self, method, path):
        """(handler, match_info), or the exception that says why not."""
        allowed = set()
        for resource in self._resources:
            found = resource.match(path)
            if found is None:
                continue
            handler = resource.routes.get(method) or resource.routes.get('*')
            if handler is not None:
                return handler, found
            allowed.update(resource.routes)
        if allowed:
            return HTTPMethodNotAllowed(method, allowed), {}
        return HTTPNotFound(), {}


# ---- applications

def middleware(function):
    """A middleware of the new style: async def f(request, handler)."""
    function.__middleware_version__ = 1
    return function


class Signal(list):
    """Functions to be awaited, one after the other."""

    def freeze(self):
        pass

    async def send(self, *args, **kwargs):
        for function in self:
            await function(*args, **kwargs)


class Application(_Keys):
    """Routes, middlewares, and what belongs to them."""

    def __init__(self, *, logger=None, router=None, middlewares=(), handler_args=None, client_max_size=1024 ** 2, loop=None,
                 debug=None):
        super().__init__()
        self.router = UrlDispatcher()
        self.client_max_size = client_max_size
        self.middlewares = list(middlewares)
        self.on_response_prepare = Signal()
        self.on_startup = Signal()
        self.on_shutdown = Signal()
        self.on_cleanup = Signal()
        self.cleanup_ctx = []
        self._contexts = []
        self._websockets = []
        self._subapps = []          # (prefix, application)

    def add_routes(self, routes):
        self.router.add_routes(routes)

    def add_subapp(self, prefix, subapp):
        self._subapps.append((prefix.rstrip('/'), subapp))

    async def _signal(self, signal, *args):
        for function in list(signal):
            await function(*args)

    async def startup(self):
        for _, sub in self._subapps:
            await sub.startup()
        for context in self.cleanup_ctx:
            generator = context(self).__aiter__()
            await generator.__anext__()
            self._contexts.append(generator)
        await self._signal(self.on_startup, self)

    async def shutdown(self):
        await self._signal(self.on_shutdown, self)
        for _, sub in self._subapps:
            await sub.shutdown()

    async def cleanup(self):
        await self._signal(self.on_cleanup, self)
        for generator in reversed(self._contexts):
            try:
                await generator.__anext__()
            except StopAsyncIteration:
                pass
            else:
                raise RuntimeError(f"'{generator!r}' has more than one 'yield'")
        self._contexts.clear()
        for _, sub in self._subapps:
            await sub.cleanup()

    async def _handle(self, request):
        for prefix, sub in self._subapps:
            if request.rel_url.raw_path.startswith(prefix + '/'):
                return await sub._handle_at(request, request.rel_url.raw_path[len(prefix):])
        return await self._handle_at(request, request.rel_url.raw_path)

    async def _handle_at(self, request, path):
        request.app = self
        handler, request.match_info = self.router.resolve(request.method, path)
        if isinstance(handler, HTTPException):
            error = handler

            async def handler(request):
                raise error
        elif isinstance(handler, type) and issubclass(handler, View):
            handler = _view_handler(handler)
        for function in reversed(self.middlewares):
            if getattr(function, '__middleware_version__', 0) == 1:
                handler = _bound_middleware(function, handler)
            else:
                handler = await function(self, handler)
        return await handler(request)

    def __repr__(self):
        return f'<Application 0x{id(self):x}>'

    def __eq__(self, other):
        return self is other

    def __bool__(self):
        return True


def _bound_middleware(function, handler):
    async def call(request):
        return await function(request, handler)
    return call


def _view_handler(cls):
    async def call(request):
        return await cls(request)
    return call


# ---- running

class AppRunner:
    """An application that can be served at sites."""

    def __init__(self, app, *, handle_signals=False, access_log=None, shutdown_timeout=60.0, **kwargs):
        self.app = app
        self.sites = []
        self.addresses = []
        self._handle_signals = handle_signals
        self._connections = {}      # task -> writer
        self._busy = {}             # tasks in the middle of a request

    async def setup(self):
        if self._handle_signals:
            import signal
            loop = asyncio.get_event_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, _raise_graceful_exit)
        await self.app.startup()

    async def cleanup(self):
        """Stop serving, close what is open, and let the application clean up."""
        for site in list(self.sites):
            await site.stop()
        await self.app.shutdown()
        for task, writer in list(self._connections.items()):
            if task not in self._busy:
                task.cancel()
                writer.close()
        left = [task for task in self._connections if task is not current_task()]
        if left:
            await asyncio.wait(left, timeout=60.0)
        for task in list(self._connections):
            task.cancel()
        await self.app.cleanup()
        if self._handle_signals:
            import signal
            loop = asyncio.get_event_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)

    # ---- a connection

    async def _serve(self, reader, writer):
        task = current_task()
        self._connections[task] = writer
        try:
            while await self._one_request(reader, writer):
                self._busy.pop(task, None)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        except asyncio.CancelledError:
            if task in self._busy:
                raise
        finally:
            self._busy.pop(task, None)
            self._connections.pop(task, None)
            writer.close()

    async def _one_request(self, reader, writer):
        """Answer a request; True: there may be another on this connection."""
        try:
            head = await read_head(reader)
        except BadMessage as exc:
            writer.write(b'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
            return False
        if head is None:
            return False
        self._busy[current_task()] = True
        parts = head[0].split(' ')
        if len(parts) != 3 or not parts[2].startswith('HTTP/'):
            writer.write(b'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
            return False
        request = Request(parts[0], parts[1], parts[2], head[1], Body(reader, head[1]), reader, writer)
        request.app = self.app
        response = await self._response_to(request)
        if not response.prepared:
            await response.prepare(request)
        await response.write_eof()
        if request._upgraded:
            return False
        await request.content.read()
        return bool(response.keep_alive) and not writer.is_closing()

    async def _response_to(self, request):
        try:
            response = await self.app._handle(request)
        except HTTPException as exc:
            return exc
        except (asyncio.CancelledError, ConnectionError):
            raise
        except Exception as exc:
            _log_error(exc)
            return _server_error()
        if not isinstance(response, StreamResponse):
            _log_error(RuntimeError('Missing return statement on request handler' if response is None else
                                    f'Web-handler should return a response instance, got {response!r}'))
            return _server_error()
        return response


def _server_error():
    response = Response(status=500, text='500 Internal Server Error\n\nServer got itself in trouble')
    response.force_close()
    return response


def _log_error(exc):
    import logging
    logging.getLogger('aiohttp.server').error('Error handling request', exc_info=exc)


ServerRunner = AppRunner


class TCPSite:
    """A host and port at which a runner's application is served."""

    def __init__(self, runner, host=None, port=None, *, shutdown_timeout=60.0, ssl_context=None, backlog=128,
                 reuse_address=None, reuse_port=None):
        self._ssl_context = ssl_context
        self._runner = runner
        self._host = host
        self._port = (8080 if ssl_context is None else 8443) if port is None else port
        self._backlog = backlog
        self._server = None

    @property
    def name(self):
        host = '0.0.0.0' if not self._host else self._host
        return f'{"http" if self._ssl_context is None else "https"}://{host}:{self._port}'

    async def start(self):
        self._server = await asyncio.start_server(self._runner._serve, self._host or '0.0.0.0', self._port,
                                                  backlog=self._backlog, ssl=self._ssl_context)
        self._runner.sites.append(self)
        self._runner.addresses.extend([s.getsockname() for s in self._server.sockets])

    async def stop(self):
        if self in self._runner.sites:
            self._runner.sites.remove(self)
        if self._server is not None:
            self._server.close()


class SockSite(TCPSite):
    """The same at a socket that is bound already."""

    def __init__(self, runner, sock, *, backlog=128, **kwargs):
        host, port = sock.getsockname()[:2]
        super().__init__(runner, host, port, backlog=backlog, **kwargs)
        self._sock = sock

    async def start(self):
        self._server = await asyncio.start_server(self._runner._serve, sock=self._sock, backlog=self._backlog,
                                                  ssl=self._ssl_context)
        self._runner.sites.append(self)


class GracefulExit(SystemExit):
    code = 1


def _raise_graceful_exit():
    raise GracefulExit()


async def _run_app(app, host, port, print, sock, backlog, handle_signals, ssl_context):
    if asyncio.iscoroutine(app):
        app = await app
    runner = AppRunner(app, handle_signals=handle_signals)
    await runner.setup()
    try:
        if sock is not None:
            sites = [SockSite(runner, s, ssl_context=ssl_context) for s in (sock if isinstance(sock, (list, tuple)) else [sock])]
        else:
            hosts = host if isinstance(host, (list, tuple)) else [host]
            sites = [TCPSite(runner, h, port, backlog=backlog, ssl_context=ssl_context) for h in hosts]
        for site in sites:
            await site.start()
        if print:
            names = sorted([str(site.name) for site in runner.sites])
            print('======== Running on {} ========\n(Press CTRL+C to quit)'.format(', '.join(names)))
        await asyncio.get_event_loop().create_future()        # until something ends the loop
    finally:
        await runner.cleanup()


def run_app(app, *, host=None, port=None, path=None, sock=None, shutdown_timeout=60.0, keepalive_timeout=75.0,
            ssl_context=None, print=print, backlog=128, access_log=None, handle_signals=True, reuse_address=None,
            reuse_port=None, handler_cancellation=False, loop=None, **kwargs):
    """Serve an application until SIGINT or SIGTERM."""
    if loop is None:
        loop = asyncio.new_event_loop()
    main_task = loop.create_task(_run_app(app, host, port, print, sock, backlog, handle_signals, ssl_context))
    try:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(main_task)
    except (GracefulExit, KeyboardInterrupt):
        pass
    finally:
        _cancel_tasks([main_task], loop)
        all_tasks = getattr(asyncio, 'all_tasks', None) or asyncio.Task.all_tasks
        _cancel_tasks([task for task in all_tasks(loop) if not task.done()], loop)
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
        asyncio.set_event_loop(None)


def _cancel_tasks(tasks, loop):
    tasks = [task for task in tasks if not task.done()]
    if not tasks:
        return
    for task in tasks:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    for task in tasks:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({
                'message': 'unhandled exception during asyncio.run() shutdown',
                'exception': task.exception(),
                'task': task,
            })


def __getattr__(name):
    # These build on what stands above.
    if name == 'FileResponse':
        from ._files import FileResponse as found
    elif name == 'FileField':
        from .multipart import FileField as found
    else:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    globals()[name] = found
    return found
