"""WebSockets by themselves: serve(), connect(), and a connection with send() and recv()."""

from .exceptions import (ConnectionClosed, ConnectionClosedError, ConnectionClosedOK, InvalidHandshake, InvalidStatus,
                         InvalidURI, WebSocketException)
from . import client, server
from ._connection import WebSocketClientProtocol, WebSocketServerProtocol, broadcast, connect, serve

__version__ = '13.1'
ClientConnection, ServerConnection = WebSocketClientProtocol, WebSocketServerProtocol
