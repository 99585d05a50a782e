"""WebSockets: frames over a connection, the same for client and server but for the mask."""

import asyncio
import base64
import enum
import hashlib

_MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'


class WSMsgType(enum.IntEnum):
    CONTINUATION = 0x0
    TEXT = 0x1
    BINARY = 0x2
    PING = 0x9
    PONG = 0xa
    CLOSE = 0x8
    CLOSING = 0x100
    CLOSED = 0x101
    ERROR = 0x102

    text = TEXT
    binary = BINARY
    ping = PING
    pong = PONG
    close = CLOSE
    closing = CLOSING
    closed = CLOSED
    error = ERROR


class WSCloseCode(enum.IntEnum):
    OK = 1000
    GOING_AWAY = 1001
    PROTOCOL_ERROR = 1002
    UNSUPPORTED_DATA = 1003
    ABNORMAL_CLOSURE = 1006
    INVALID_TEXT = 1007
    POLICY_VIOLATION = 1008
    MESSAGE_TOO_BIG = 1009
    MANDATORY_EXTENSION = 1010
    INTERNAL_ERROR = 1011


class WSMessage(tuple):
    """(type, data, extra)"""

    def __new__(cls, type, data, extra=None):
        return tuple.__new__(cls, (type, data, extra))

    type = property(lambda self: self[0])
    data = property(lambda self: self[1])
    extra = property(lambda self: self[2])

    def json(self, *, loads=None):
        from ._http import loads as own
        return (loads or own)(self.data)

    def __repr__(self):
        return f'WSMessage(type={self.type!r}, data={self.data!r}, extra={self.extra!r})'


CLOSED_MESSAGE = WSMessage(WSMsgType.CLOSED, None)
CLOSING_MESSAGE = WSMessage(WSMsgType.CLOSING, None)


def accept_key(key):
    return base64.b64encode(hashlib.sha1((key + _MAGIC).encode()).digest()).decode()


def _masked(data, mask):
    return bytes([b ^ mask[i & 3] for i, b in enumerate(data)])


class Channel:
    """Messages both ways. The mask of a client's frames is not random here: nothing would be hidden by it."""

    _mask = b'\x37\xfa\x21\x3d'

    def __init__(self):
        self._reader = self._writer = None
        self._is_client = False
        self._closed = False
        self._closing = False
        self._close_code = None
        self._exception = None
        self._waiting = None
        self._heartbeat = self._beat = self._late = None        # seconds between two pings; timers of the next, and of its answer
        self._autoping = True

    def _open(self, reader, writer, is_client, heartbeat=None, autoping=True):
        self._reader, self._writer, self._is_client = reader, writer, is_client
        self._heartbeat, self._autoping = heartbeat, autoping
        self._rest()

    # ---- the heartbeat: a ping now and then; who does not answer within half of that time is gone

    def _rest(self):
        """Something has come: the next ping is due a heartbeat later."""
        self._stop_beating()
        if self._heartbeat is not None and not self._closed:
            self._beat = asyncio.get_event_loop().call_later(self._heartbeat, self._send_beat)

    def _stop_beating(self):
        for timer in (self._beat, self._late):
            if timer is not None:
                timer.cancel()
        self._beat = self._late = None

    def _send_beat(self):
        self._beat = None
        if self._closed or self._writer.is_closing():
            return
        self._writer.write(self._frame(WSMsgType.PING, b''))
        self._late = asyncio.get_event_loop().call_later(self._heartbeat / 2, self._pong_not_received)

    def _pong_not_received(self):
        self._late = None
        if self._closed:
            return
        self._closed = True
        self._close_code = WSCloseCode.ABNORMAL_CLOSURE
        self._exception = self._too_late()
        self._writer.close()
        self._reader.feed_eof()         # who waits for a message is told

    def _too_late(self):
        return asyncio.TimeoutError()

    closed = property(lambda self: self._closed)
    close_code = property(lambda self: self._close_code)

    def exception(self):
        return self._exception

    # ---- sending

    def _frame(self, kind, data):
        head = bytearray([0x80 | int(kind)])
        mask_bit = 0x80 if self._is_client else 0
        if len(data) < 126:
            head.append(mask_bit | len(data))
        elif len(data) < 65536:
            head.append(mask_bit | 126)
            head += len(data).to_bytes(2, 'big')
        else:
            head.append(mask_bit | 127)
            head += len(data).to_bytes(8, 'big')
        if self._is_client:
            head += self._mask
            data = _masked(data, self._mask)
        return bytes(head) + data

    async def _send(self, kind, data):
        if self._writer is None:
            raise RuntimeError('Call .prepare() first')
        if self._closed or self._closing or self._writer.is_closing():
            raise ConnectionResetError('Cannot write to closing transport')
        self._writer.write(self._frame(kind, data))
        await self._writer.drain()

    async def send_str(self, data, compress=None):
        if not isinstance(data, str):
            raise TypeError('data argument must be str (%r)' % type(data))
        await self._send(WSMsgType.TEXT, data.encode())

    async def send_bytes(self, data, compress=None):
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError('data argument must be byte-ish (%r)' % type(data))
        await self._send(WSMsgType.BINARY, bytes(data))

    async def send_json(self, data, compress=None, *, dumps=None):
        from ._http import dumps as own
        await self.send_str((dumps or own)(data))

    async def ping(self, message=b''):
        await self._send(WSMsgType.PING, message.encode() if isinstance(message, str) else message)

    async def pong(self, message=b''):
        await self._send(WSMsgType.PONG, message.encode() if isinstance(message, str) else message)

    # ---- receiving

    async def _read_frame(self):
        first, second = await self._reader.readexactly(2)
        size = second & 0x7f
        if size == 126:
            size = int.from_bytes(await self._reader.readexactly(2), 'big')
        elif size == 127:
            size = int.from_bytes(await self._reader.readexactly(8), 'big')
        mask = await self._reader.readexactly(4) if second & 0x80 else None
        data = await self._reader.readexactly(size)
        return first & 0x80, first & 0x0f, _masked(data, mask) if mask else data

    async def _next_message(self):
        kind, parts = None, []
        while True:
            final, opcode, data = await self._read_frame()
            if opcode >= 8:
                return opcode, data
            kind = opcode if opcode else kind
            parts.append(data)
            if final:
                return kind, b''.join(parts)

    async def receive(self, timeout=None):
        """The next message; one of type CLOSED when there will be no more."""
        if self._waiting is not None:
            raise RuntimeError('Concurrent call to receive() is not allowed')
        if self._closed:
            return CLOSED_MESSAGE
        if self._closing:
            return CLOSING_MESSAGE
        self._waiting = True
        try:
            while True:
                try:
                    if timeout is None:
                        kind, data = await self._next_message()
                    else:
                        kind, data = await asyncio.wait_for(self._next_message(), timeout)
                except (asyncio.IncompleteReadError, ConnectionError):
                    self._stop_beating()
                    if self._exception is not None:
                        return WSMessage(WSMsgType.ERROR, self._exception)
                    self._close_code = WSCloseCode.ABNORMAL_CLOSURE
                    self._closed = True
                    self._writer.close()
                    return CLOSED_MESSAGE
                if self._heartbeat is not None:
                    self._rest()
                if not self._autoping and kind in (WSMsgType.PING, WSMsgType.PONG):
                    return WSMessage(WSMsgType(kind), data)
                if kind == WSMsgType.PING:
                    await self.pong(data)
                elif kind == WSMsgType.CLOSE:
                    return await self._closed_by_peer(data)
                elif kind != WSMsgType.PONG:
                    return WSMessage(WSMsgType(kind), data.decode() if kind == WSMsgType.TEXT else data)
        finally:
            self._waiting = None

    async def _closed_by_peer(self, data):
        self._close_code = int.from_bytes(data[:2], 'big') if len(data) >= 2 else WSCloseCode.OK
        message = WSMessage(WSMsgType.CLOSE, self._close_code, data[2:].decode('utf-8', 'replace'))
        self._stop_beating()
        if not self._closed:
            if not self._writer.is_closing():
                self._writer.write(self._frame(WSMsgType.CLOSE, int(WSCloseCode.OK).to_bytes(2, 'big')))
            self._closed = True
            self._writer.close()
        return message

    async def receive_str(self, *, timeout=None):
        message = await self.receive(timeout)
        if message.type is not WSMsgType.TEXT:
            raise TypeError(f'Received message {message.type}:{message.data!r} is not str')
        return message.data

    async def receive_bytes(self, *, timeout=None):
        message = await self.receive(timeout)
        if message.type is not WSMsgType.BINARY:
            raise TypeError(f'Received message {message.type}:{message.data!r} is not bytes')
        return message.data

    async def receive_json(self, *, loads=None, timeout=None):
        from ._http import loads as own
        return (loads or own)(await self.receive_str(timeout=timeout))

    async def close(self, *, code=WSCloseCode.OK, message=b''):
        """Say that this is the end, wait for the other side's answer, close. False: it was closed already."""
        if self._writer is None:
            raise RuntimeError('Call .prepare() first')
        if self._closed:
            return False
        self._closing = True
        self._stop_beating()
        if not self._writer.is_closing():
            text = message.encode() if isinstance(message, str) else message
            self._writer.write(self._frame(WSMsgType.CLOSE, int(code).to_bytes(2, 'big') + text))
        self._close_code = int(code)
        if self._waiting is None:
            try:
                while True:
                    kind, data = await asyncio.wait_for(self._next_message(), 10)
                    if kind == WSMsgType.CLOSE:
                        self._close_code = int.from_bytes(data[:2], 'big') if len(data) >= 2 else 0
                        break
            except (asyncio.IncompleteReadError, ConnectionError):
                self._close_code = WSCloseCode.ABNORMAL_CLOSURE
            except asyncio.TimeoutError as exc:
                self._exception = exc
                self._close_code = WSCloseCode.ABNORMAL_CLOSURE
        self._closed = True
        self._writer.close()
        return True

    def __aiter__(self):
        return self

    async def __anext__(self):
        message = await self.receive()
        if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED):
            raise StopAsyncIteration
        return message
