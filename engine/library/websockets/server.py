"""The names of websockets.server."""

from ._connection import WebSocketClientProtocol, WebSocketServer, WebSocketServerProtocol, broadcast, connect, serve
