"""What can go wrong with a WebSocket."""

_MEANING = {1000: 'OK', 1001: 'going away', 1002: 'protocol error', 1003: 'unsupported data', 1005: 'no status received [internal]',
            1006: 'abnormal closure [internal]', 1007: 'invalid frame payload data', 1008: 'policy violation',
            1009: 'message too big', 1010: 'mandatory extension', 1011: 'internal error'}


def _frame_text(code, reason):
    return f'{code} ({_MEANING.get(code, "unknown")})' + (f' {reason}' if reason else '')


class WebSocketException(Exception):
    pass


class ConnectionClosed(WebSocketException):
    """There will be no more messages."""

    def __init__(self, received=None, sent=None, received_first=True):
        self.received, self.sent = received, sent       # (code, reason) of the close frames, or None
        self.received_first = received_first

    code = property(lambda self: self.received[0] if self.received else 1006)
    reason = property(lambda self: self.received[1] if self.received else '')

    def __str__(self):
        if self.received is None:
            return 'no close frame received or sent' if self.sent is None else \
                f'sent {_frame_text(*self.sent)}; no close frame received'
        text = f'received {_frame_text(*self.received)}'
        if self.sent is None:
            return f'{text}; no close frame sent'
        sent = f'sent {_frame_text(*self.sent)}'
        return f'{text}; then {sent}' if self.received_first else f'{sent}; then {text}'


class ConnectionClosedOK(ConnectionClosed):
    """Closed as it should be."""


class ConnectionClosedError(ConnectionClosed):
    """Broken off, or closed with an error."""


class InvalidURI(WebSocketException):
    def __init__(self, uri, msg):
        self.uri, self.msg = uri, msg

    def __str__(self):
        return f"{self.uri} isn't a valid URI: {self.msg}"


class InvalidHandshake(WebSocketException):
    pass


class InvalidStatus(InvalidHandshake):
    def __init__(self, status):
        self.status_code = status

    def __str__(self):
        return f'server rejected WebSocket connection: HTTP {self.status_code}'
