"""The names of websockets.asyncio.server."""

from .._connection import WebSocketServer as Server, WebSocketServerProtocol as ServerConnection, broadcast, serve
