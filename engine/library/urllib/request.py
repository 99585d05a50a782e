"""Fetching an address, for code that blocks: the event loop too waits while it does."""

from http.client import HTTPConnection, HTTPSConnection
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urljoin, urlsplit


class Request:
    """An address with a method, headers and data."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        parts = urlsplit(url)
        self.type, self.host = parts.scheme, parts.netloc
        self.selector = (parts.path or '/') + (f'?{parts.query}' if parts.query else '')
        self.data = data
        self.headers = dict(headers)
        self.method = method

    def get_method(self):
        return self.method or ('GET' if self.data is None else 'POST')

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def get_full_url(self):
        return self.full_url


def urlopen(url, data=None, timeout=..., *, context=None):
    """Fetch it; give the answer, whose read() gives the bytes."""
    request = url if isinstance(url, Request) else Request(url, data)
    if not request.type:
        raise ValueError(f'unknown url type: {request.full_url!r}')
    if request.type not in ('http', 'https'):
        raise URLError(f'unknown url type: {request.type}')
    headers = {'User-Agent': 'Python-urllib/3.13', 'Connection': 'close', **request.headers}
    if request.data is not None:
        headers.setdefault('Content-Type', 'application/x-www-form-urlencoded')
    for _ in range(10):
        connection = (HTTPSConnection if request.type == 'https' else HTTPConnection)(request.host, timeout=timeout)
        try:
            connection.request(request.get_method(), request.selector, request.data, headers)
        except OSError as err:
            raise URLError(err) from err
        response = connection.getresponse()
        connection.close()
        response.url = request.full_url
        location = response.getheader('Location')
        if response.status in (301, 302, 303, 307, 308) and location:
            request = Request(urljoin(request.full_url, location), None, request.headers)
            continue
        break
    if not 200 <= response.status < 300:
        raise HTTPError(request.full_url, response.status, response.reason, response.headers, response)
    return response


def urlretrieve(url, filename=None, reporthook=None, data=None):
    raise NotImplementedError('there are no files to write: use urlopen(url).read()')
