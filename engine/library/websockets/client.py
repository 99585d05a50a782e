"""The names of websockets.client."""

from ._connection import WebSocketClientProtocol, WebSocketServer, WebSocketServerProtocol, broadcast, connect, serve
