"""HTTP for asyncio, client and server (aiohttp.web), over the simulated network."""

__version__ = '3.11.18'

from . import client
from ._http import CIMultiDict, MultiDict, URL
from ._websocket import WSCloseCode, WSMessage, WSMsgType
from .client import *
from .client import (BasicAuth, ClientConnectionError, ClientConnectorDNSError, ClientConnectorError, ClientError, ClientOSError,
                     ClientPayloadError, ClientResponse, ClientResponseError, ClientSession, ClientTimeout,
                     ClientWebSocketResponse, ConnectionTimeoutError, ContentTypeError, InvalidURL, RequestInfo,
                     ServerConnectionError, ServerDisconnectedError, ServerTimeoutError, SocketTimeoutError, TCPConnector,
                     TooManyRedirects, WSServerHandshakeError, request)
from .cookiejar import AbstractCookieJar, CookieJar, DummyCookieJar
from .tracing import *
from .multipart import BodyPartReader, FormData, MultipartReader, MultipartWriter

client_exceptions = http_exceptions = client
MsgType = WSMsgType


def __getattr__(name):
    if name in ('web', 'hdrs', 'test_utils'):
        return __import__(f'{__name__}.{name}', fromlist=('*',))
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
