"""Connections of both sides. The frames are those of aiohttp's WebSockets, which is the engine's own too."""

import asyncio
import inspect
import logging
import types

from aiohttp._http import CIMultiDict, URL, make_head, read_head
from aiohttp._websocket import Channel, WSMsgType, accept_key
from .exceptions import ConnectionClosed, ConnectionClosedError, ConnectionClosedOK, InvalidStatus, InvalidURI

_KEY = 'bG9vcHNjb3BlLXNvY2tldA=='


class _Connection(Channel):
    def __init__(self, reader, writer, is_client, path, headers):
        super().__init__()
        self._open(reader, writer, is_client)
        self.path, self.request_headers = path, headers
        self.request = types.SimpleNamespace(path=path, headers=headers)
        self._received = self._sent = None      # (code, reason) of the close frames
        self._received_first = True

    open = property(lambda self: not self._closed and not self._closing)
    remote_address = property(lambda self: self._writer.get_extra_info('peername'))
    local_address = property(lambda self: self._writer.get_extra_info('sockname'))
    close_reason = property(lambda self: self._received[1] if self._received else '')

    def _over(self):
        kind = ConnectionClosedOK if self._received and self._received[0] in (1000, 1001) else ConnectionClosedError
        return kind(self._received, self._sent, self._received_first)

    async def send(self, message):
        """Text or bytes, or an iterable of pieces of one message."""
        if not self.open or self._writer.is_closing():
            raise self._over()
        if isinstance(message, str):
            await self.send_str(message)
        elif isinstance(message, (bytes, bytearray, memoryview)):
            await self.send_bytes(bytes(message))
        else:
            pieces = list(message)
            await self.send((b'' if pieces and isinstance(pieces[0], bytes) else '').join(pieces))

    async def recv(self):
        """The next message; ConnectionClosed when there will be none."""
        message = await self.receive()
        if message.type is WSMsgType.TEXT or message.type is WSMsgType.BINARY:
            return message.data
        raise self._over()

    async def _closed_by_peer(self, data):
        reason = data[2:].decode('utf-8', 'replace')
        self._received = (int.from_bytes(data[:2], 'big') if len(data) >= 2 else 1005), reason
        if self._sent is None:
            self._sent = self._received
        return await super()._closed_by_peer(data)

    async def close(self, code=1000, reason=''):
        if self._sent is None:
            self._sent, self._received_first = (code, reason), False
        if await super().close(code=code, message=reason) and self._received is None and self._close_code != 1006:
            self._received = self._close_code, ''

    async def wait_closed(self):
        while not self._closed:
            await asyncio.sleep(0)

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return await self.recv()
        except ConnectionClosedOK:
            raise StopAsyncIteration from None


class WebSocketClientProtocol(_Connection):
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self.close()


class WebSocketServerProtocol(_Connection):
    pass


def broadcast(websockets, message):
    """Send to all of them, without waiting for any."""
    kind, data = (WSMsgType.TEXT, message.encode()) if isinstance(message, str) else (WSMsgType.BINARY, bytes(message))
    for connection in websockets:
        if connection.open and not connection._writer.is_closing():
            connection._writer.write(connection._frame(kind, data))


class connect:
    """A connection: to be awaited, or entered with `async with`."""

    def __init__(self, uri, *, extra_headers=None, additional_headers=None, ssl=None, **kwargs):
        self._url = URL(uri)
        if self._url.scheme not in ('ws', 'wss') or not self._url.host:
            raise InvalidURI(uri, "scheme isn't ws or wss")
        self._headers = extra_headers or additional_headers or {}
        self._protocol = None

    async def _connect(self):
        url = self._url
        reader, writer = await asyncio.open_connection(url.host, url.port)
        headers = CIMultiDict({'Host': url.authority, 'Upgrade': 'websocket', 'Connection': 'Upgrade', 'Sec-WebSocket-Key': _KEY,
                               'Sec-WebSocket-Version': '13'})
        headers.update(self._headers)
        writer.write(make_head(f'GET {url.path_qs} HTTP/1.1', headers))
        answer = await read_head(reader)
        status = int(answer[0].split(' ')[1]) if answer is not None else 0
        if status != 101 or answer[1].get('Sec-WebSocket-Accept') != accept_key(_KEY):
            writer.close()
            raise InvalidStatus(status)
        return WebSocketClientProtocol(reader, writer, True, url.path_qs, headers)

    def __await__(self):
        return self._connect().__await__()

    async def __aenter__(self):
        self._protocol = await self._connect()
        return self._protocol

    async def __aexit__(self, exc_type, exc, tb):
        await self._protocol.close()

    async def __aiter__(self):
        """Connection after connection, for as long as somebody asks."""
        while True:
            async with self as protocol:
                yield protocol


class WebSocketServer:
    """What serve() makes: a server whose connections are closed with it."""

    def __init__(self, handler):
        self._handler = handler
        self._takes_path = len([p for p in inspect.signature(handler).parameters.values()
                                if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]) > 1
        self.websockets = {}            # connections, in the order in which they came
        self._server = None

    sockets = property(lambda self: self._server.sockets)
    connections = property(lambda self: set(self.websockets))

    async def _serve(self, reader, writer):
        head = await read_head(reader)
        if head is None:
            return writer.close()
        line, headers = head
        if 'Sec-WebSocket-Key' not in headers:
            text = b'Failed to open a WebSocket connection: no Upgrade header.\n'
            writer.write(make_head('HTTP/1.1 426 Upgrade Required', CIMultiDict(
                {'Upgrade': 'websocket', 'Content-Length': str(len(text)), 'Connection': 'close'})) + text)
            return writer.close()
        writer.write(make_head('HTTP/1.1 101 Switching Protocols', CIMultiDict(
            {'Upgrade': 'websocket', 'Connection': 'Upgrade', 'Sec-WebSocket-Accept': accept_key(headers['Sec-WebSocket-Key'])})))
        path = line.split(' ')[1]
        connection = WebSocketServerProtocol(reader, writer, False, path, headers)
        self.websockets[connection] = None
        try:
            await (self._handler(connection, path) if self._takes_path else self._handler(connection))
        except ConnectionClosed:
            pass
        except Exception:
            logging.getLogger('websockets.server').error('connection handler failed', exc_info=True)
            await connection.close(1011)
        else:
            await connection.close()
        finally:
            self.websockets.pop(connection, None)

    def close(self):
        self._server.close()
        for connection in list(self.websockets):
            asyncio.get_event_loop().create_task(connection.close(1001))

    async def wait_closed(self):
        await self._server.wait_closed()

    async def serve_forever(self):
        await self._server.serve_forever()

    async def start_serving(self):
        await self._server.start_serving()

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.close()
        await self.wait_closed()


class serve:
    """A server: to be awaited, or entered with `async with`."""

    def __init__(self, handler, host=None, port=None, **kwargs):
        self._args = handler, host, port
        self.ws_server = None

    async def _start(self):
        handler, host, port = self._args
        server = WebSocketServer(handler)
        server._server = await asyncio.start_server(server._serve, host, port)
        return server

    def __await__(self):
        return self._start().__await__()

    async def __aenter__(self):
        self.ws_server = await self._start()
        return self.ws_server

    async def __aexit__(self, exc_type, exc, tb):
        self.ws_server.close()
        await self.ws_server.wait_closed()
