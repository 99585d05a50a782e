"""Streams over connections. The network is not there yet: the names are, and say so when used."""

__all__ = ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection', 'start_server')

_MISSING = 'asyncio streams are not supported yet'


class StreamReader:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(_MISSING)


class StreamWriter:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(_MISSING)


class FlowControlMixin:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(_MISSING)


class StreamReaderProtocol(FlowControlMixin):
    pass


async def open_connection(host=None, port=None, *, limit=2 ** 16, **kwds):
    raise NotImplementedError(_MISSING)


async def start_server(client_connected_cb, host=None, port=None, *, limit=2 ** 16, **kwds):
    raise NotImplementedError(_MISSING)
