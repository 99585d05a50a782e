"""The names of websockets.asyncio: the same connections."""
