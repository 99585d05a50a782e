"""The names of websockets.asyncio.client."""

from .._connection import WebSocketClientProtocol as ClientConnection, connect
