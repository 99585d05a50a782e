"""Servers of HTTP for code that blocks: a handler object a connection."""

import html
import os
import posixpath
import socket
import socketserver
import sys
import time
import urllib.parse
from http import HTTPStatus
from http.client import HTTPMessage

__version__ = '0.6'
__all__ = ['HTTPServer', 'ThreadingHTTPServer', 'BaseHTTPRequestHandler', 'SimpleHTTPRequestHandler']

DEFAULT_ERROR_CONTENT_TYPE = 'text/html;charset=utf-8'
DEFAULT_ERROR_MESSAGE = '''\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
'''
_MOST_BYTES_OF_A_LINE = 65536


class HTTPServer(socketserver.TCPServer):
    """A TCPServer that knows its name."""

    allow_reuse_address = True

    def server_bind(self):
        socketserver.TCPServer.server_bind(self)
        host, port = self.server_address[:2]
        self.server_name = socket.getfqdn(host)
        self.server_port = port


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    """Reads requests and calls do_GET(), do_POST() and so on, which a subclass has."""

    sys_version = 'Python/3.13.0'
    server_version = f'BaseHTTP/{__version__}'
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = DEFAULT_ERROR_CONTENT_TYPE
    default_request_version = 'HTTP/0.9'
    protocol_version = 'HTTP/1.0'
    responses = {status: (status.phrase, getattr(status, 'description', '')) for status in HTTPStatus}
    weekdayname = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
    monthname = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

    # ---- requests

    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def handle_one_request(self):
        try:
            self.raw_requestline = self.rfile.readline(_MOST_BYTES_OF_A_LINE + 1)
            if len(self.raw_requestline) > _MOST_BYTES_OF_A_LINE:
                self.requestline = self.request_version = self.command = ''
                self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
                return
            if not self.raw_requestline:
                self.close_connection = True
                return
            if not self.parse_request():
                return
            method = getattr(self, f'do_{self.command}', None)
            if method is None:
                self.send_error(HTTPStatus.NOT_IMPLEMENTED, f'Unsupported method ({self.command!r})')
                return
            method()
            self.wfile.flush()
        except TimeoutError as exc:
            self.log_error('Request timed out: %r', exc)
            self.close_connection = True

    def parse_request(self):
        """Take the request's first line and its headers apart; False: an error was sent."""
        self.command = None
        self.request_version = version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, 'iso-8859-1').rstrip('\r\n')
        words = self.requestline.split()
        if not words:
            return False
        if len(words) >= 3:
            version = words[-1]
            numbers = version[5:].split('.') if version.startswith('HTTP/') else []
            if len(numbers) != 2 or not all(n.isdigit() for n in numbers):
                self.send_error(HTTPStatus.BAD_REQUEST, f'Bad request version ({version!r})')
                return False
            pair = int(numbers[0]), int(numbers[1])
            if pair >= (2, 0):
                self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, f'Invalid HTTP version ({version[5:]})')
                return False
            self.close_connection = pair < (1, 1) or self.protocol_version < 'HTTP/1.1'
            self.request_version = version
        if not 2 <= len(words) <= 3:
            self.send_error(HTTPStatus.BAD_REQUEST, f'Bad request syntax ({self.requestline!r})')
            return False
        self.command, self.path = words[:2]
        if len(words) == 2 and self.command != 'GET':
            self.send_error(HTTPStatus.BAD_REQUEST, f'Bad HTTP/0.9 request type ({self.command!r})')
            return False
        if self.path.startswith('//'):
            self.path = '/' + self.path.lstrip('/')         # else it would name a host
        self.headers = HTTPMessage(self._read_headers())
        connection = (self.headers.get('Connection') or '').lower()
        if connection == 'close':
            self.close_connection = True
        elif connection == 'keep-alive' and self.protocol_version >= 'HTTP/1.1':
            self.close_connection = False
        if (self.headers.get('Expect') or '').lower() == '100-continue' and self.request_version >= 'HTTP/1.1' \
                and self.protocol_version >= 'HTTP/1.1':
            self.send_response_only(HTTPStatus.CONTINUE)
            self.end_headers()
        return True

    def _read_headers(self):
        items = []
        while (line := self.rfile.readline(_MOST_BYTES_OF_A_LINE + 1)) not in (b'\r\n', b'\n', b''):
            name, _, value = str(line, 'iso-8859-1').partition(':')
            items.append((name.strip(), value.strip()))
        return items

    # ---- answers

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())

    def send_response_only(self, code, message=None):
        if self.request_version == 'HTTP/0.9':
            return
        if message is None:
            message = self.responses[code][0] if code in self.responses else ''
        self._headers_buffer = getattr(self, '_headers_buffer', [])
        self._headers_buffer.append(f'{self.protocol_version} {int(code)} {message}\r\n'.encode('latin-1', 'strict'))

    def send_header(self, keyword, value):
        if self.request_version != 'HTTP/0.9':
            self._headers_buffer = getattr(self, '_headers_buffer', [])
            self._headers_buffer.append(f'{keyword}: {value}\r\n'.encode('latin-1', 'strict'))
        if keyword.lower() == 'connection':
            self.close_connection = value.lower() == 'close'

    def end_headers(self):
        if self.request_version != 'HTTP/0.9':
            self._headers_buffer.append(b'\r\n')
            self.flush_headers()

    def flush_headers(self):
        if hasattr(self, '_headers_buffer'):
            self.wfile.write(b''.join(self._headers_buffer))
            self._headers_buffer = []

    def send_error(self, code, message=None, explain=None):
        short, long = self.responses.get(code, ('???', '???'))
        message = short if message is None else message
        explain = long if explain is None else explain
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        body = None
        if code >= 200 and code not in (HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT, HTTPStatus.NOT_MODIFIED):
            text = self.error_message_format % {'code': code, 'message': html.escape(message, quote=False),
                                                'explain': html.escape(explain, quote=False)}
            body = text.encode('UTF-8', 'replace')
            self.send_header('Content-Type', self.error_content_type)
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD' and body:
            self.wfile.write(body)

    # ---- the log

    def log_request(self, code='-', size='-'):
        self.log_message('"%s" %s %s', self.requestline, str(code.value if isinstance(code, HTTPStatus) else code), str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        text = ''.join([rf'\x{ord(c):02x}' if ord(c) < 32 or 127 <= ord(c) < 160 else r'\\' if c == '\\' else c
                        for c in format % args])
        sys.stderr.write(f'{self.address_string()} - - [{self.log_date_time_string()}] {text}\n')

    def address_string(self):
        return self.client_address[0]

    def version_string(self):
        return f'{self.server_version} {self.sys_version}'

    def date_time_string(self, timestamp=None):
        now = time.gmtime(time.time() if timestamp is None else timestamp)
        return (f'{self.weekdayname[now.tm_wday]}, {now.tm_mday:02d} {self.monthname[now.tm_mon]} {now.tm_year:4d} '
                f'{now.tm_hour:02d}:{now.tm_min:02d}:{now.tm_sec:02d} GMT')

    def log_date_time_string(self):
        now = time.localtime(time.time())
        return (f'{now.tm_mday:02d}/{self.monthname[now.tm_mon]}/{now.tm_year:04d} '
                f'{now.tm_hour:02d}:{now.tm_min:02d}:{now.tm_sec:02d}')


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    """Serves the files of a folder."""

    server_version = f'SimpleHTTP/{__version__}'
    index_pages = ('index.html', 'index.htm')
    extensions_map = {'.gz': 'application/gzip', '.Z': 'application/octet-stream', '.bz2': 'application/x-bzip2',
                      '.xz': 'application/x-xz'}

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(os.getcwd() if directory is None else directory)
        super().__init__(*args, **kwargs)

    def do_GET(self):
        data = self._head()
        if data is not None:
            self.wfile.write(data)

    def do_HEAD(self):
        self._head()

    def _head(self):
        """Send the head of the answer; give the body, or None where an error was sent."""
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            url = urllib.parse.urlsplit(self.path)
            if not url.path.endswith('/'):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header('Location', urllib.parse.urlunsplit((*url[:2], url[2] + '/', *url[3:])))
                self.send_header('Content-Length', '0')
                self.end_headers()
                return None
            pages = [os.path.join(path, name) for name in self.index_pages if os.path.isfile(os.path.join(path, name))]
            if not pages:
                return self._folder(path)
            path = pages[0]
        try:
            with open(path, 'rb') as file:
                data = file.read()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', self.guess_type(path))
        self.send_header('Content-Length', str(len(data)))
        self.send_header('Last-Modified', self.date_time_string(os.stat(path).st_mtime))
        self.end_headers()
        return data

    def _folder(self, path):
        names = sorted(os.listdir(path), key=str.lower)
        title = f'Directory listing for {html.escape(urllib.parse.unquote(self.path), quote=False)}'
        lines = ['<!DOCTYPE HTML>', '<html lang="en">', '<head>', '<meta charset="utf-8">', f'<title>{title}</title>', '</head>',
                 f'<body>\n<h1>{title}</h1>', '<hr>\n<ul>']
        for name in names:
            shown = name + '/' if os.path.isdir(os.path.join(path, name)) else name
            lines.append(f'<li><a href="{urllib.parse.quote(shown)}">{html.escape(shown, quote=False)}</a></li>')
        data = '\n'.join(lines + ['</ul>\n<hr>\n</body>\n</html>\n']).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        return data

    def translate_path(self, path):
        """The file of an address; what would lead out of the folder is left out."""
        path = urllib.parse.unquote(path.partition('?')[0].partition('#')[0])
        ended = path.rstrip().endswith('/')
        words = [word for word in posixpath.normpath(path).split('/') if word and word not in ('.', '..')]
        return os.path.join(self.directory, *words) + ('/' if ended else '')

    def guess_type(self, path):
        import mimetypes
        ext = posixpath.splitext(path)[1]
        for end in (ext, ext.lower()):
            if end in self.extensions_map:
                return self.extensions_map[end]
        return mimetypes.guess_type(path)[0] or 'application/octet-stream'
