"""Sockets of the simulated network. Module socket is this one, under the names that programs know."""

from enum import IntEnum

import _world
from _world import IN, OUT, now, open_fd, close_fd, put_fd, descriptors
from _world_net import Datagrams, Stream, connected_pair, resolve

_EAGAIN, _EINPROGRESS, _EBADF, _ECONNREFUSED = 11, 115, 9, 111


class AddressFamily(IntEnum):
    AF_UNSPEC = 0
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10

    __str__ = int.__repr__


class SocketKind(IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2
    SOCK_RAW = 3
    SOCK_NONBLOCK = 2048
    SOCK_CLOEXEC = 524288

    __str__ = int.__repr__


class AddressInfo(IntEnum):
    AI_PASSIVE = 1
    AI_CANONNAME = 2
    AI_NUMERICHOST = 4
    AI_V4MAPPED = 8
    AI_ALL = 16
    AI_ADDRCONFIG = 32
    AI_NUMERICSERV = 1024

    __str__ = int.__repr__


AddressFamily.__module__ = SocketKind.__module__ = AddressInfo.__module__ = 'socket'
AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = AddressFamily
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_NONBLOCK, SOCK_CLOEXEC = SocketKind
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_V4MAPPED, AI_ALL, AI_ADDRCONFIG, AI_NUMERICSERV = AddressInfo

SOL_SOCKET, SOL_IP, SOL_TCP, SOL_UDP = 1, 0, 6, 17
SO_DEBUG, SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE = 1, 2, 3, 4, 6, 7, 8, 9
SO_LINGER, SO_REUSEPORT, SO_RCVTIMEO, SO_SNDTIMEO = 13, 15, 20, 21
IPPROTO_IP, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 0, 1, 6, 17, 41
TCP_NODELAY, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT, IPV6_V6ONLY = 1, 4, 5, 6, 26
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
MSG_OOB, MSG_PEEK, MSG_DONTWAIT, MSG_NOSIGNAL, MSG_WAITALL = 1, 2, 64, 16384, 256
SOMAXCONN = 4096
INADDR_ANY, INADDR_LOOPBACK, INADDR_BROADCAST = 0, 0x7f000001, 0xffffffff
EAI_NONAME, EAI_FAMILY, EAI_SERVICE, EAI_AGAIN = -2, -6, -8, -3
NI_NUMERICHOST, NI_NUMERICSERV = 1, 2
has_ipv6 = False

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


herror.__module__ = gaierror.__module__ = 'socket'

_default_timeout = None
_SERVICES = {'http': 80, 'https': 443, 'ftp': 21, 'ssh': 22, 'telnet': 23, 'smtp': 25, 'domain': 53, 'echo': 7}


def _would_block():
    raise BlockingIOError(_EAGAIN, 'Resource temporarily unavailable')


def _one(args, name):
    """The argument of a method that takes one, and no keyword."""
    if len(args) != 1:
        raise TypeError(f'socket.{name}() takes exactly one argument ({len(args)} given)')
    return args[0]


def _checked_timeout(value):
    if value is None:
        return None
    value = float(value)
    if value < 0:
        raise ValueError('Timeout value out of range')
    return value


def _bytes_of(data):
    if isinstance(data, (bytes, bytearray)):
        return data
    if type(data).__name__ in ('memoryview', 'array'):
        return bytes(data)
    raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")


class socket:
    """One end of a connection, a listening socket, or one for datagrams, of the simulated network."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None, *, _end=None):
        family = AddressFamily.AF_INET if family == -1 else family
        type = SocketKind.SOCK_STREAM if type == -1 else type
        kind = int(type) & ~(SocketKind.SOCK_NONBLOCK | SocketKind.SOCK_CLOEXEC)
        if fileno is not None and _end is None:
            _end = _world.thing_of(fileno)
        if _end is None:
            if kind not in (1, 2) or family not in (AF_INET, AF_INET6, AF_UNIX):
                raise OSError(94 if kind not in (1, 2) else 97,
                              'Socket type not supported' if kind not in (1, 2) else 'Address family not supported by protocol')
            names = {AF_UNIX: ('unix', 'unix-datagrams')}.get(family, ('tcp', 'udp'))
            _end = Stream(names[0]) if kind == 1 else Datagrams(names[1])
        self._end = _end
        self._family = AddressFamily(family)
        self._type = SocketKind(kind)
        self._proto = 0 if proto == -1 else proto
        self._timeout = 0.0 if int(type) & SocketKind.SOCK_NONBLOCK else _default_timeout
        self._options = {}
        self._files = 0
        self._closing = False
        self._fd = open_fd(_end) if fileno is None else fileno

    family = property(lambda self: self._family)
    type = property(lambda self: self._type)
    proto = property(lambda self: self._proto)
    timeout = property(lambda self: self._timeout)

    # ---- the socket itself

    def fileno(self):
        return self._fd

    def close(self):
        self._closing = True
        if self._files == 0:
            self._really_close()

    def _really_close(self):
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            close_fd(fd)

    def detach(self):
        fd, self._fd = self._fd, -1
        self._closing = True
        return fd

    def dup(self):
        other = socket(self._family, self._type, self._proto, _end=self._end)
        other._timeout = self._timeout
        return other

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        if not self._closing:
            self.close()

    def __del__(self):
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            close_fd(fd)

    def __repr__(self):
        closed = ' [closed]' if self._closing else ''
        text = f'<socket.socket{closed} fd={self._fd}, family={int(self._family)}, type={int(self._type)}, proto={self._proto}'
        if not self._closing and self._fd >= 0:
            laddr = self._local()
            if laddr:
                text += f', laddr={laddr}'
            if getattr(self._end, 'state', '') == 'connected' and self._end.peer is not None or isinstance(self._end, Datagrams):
                if self._end.remote:
                    text += f', raddr={self._end.remote}'
        return text + '>'

    def _local(self):
        local = self._end.local
        if local is None:
            return '' if self._family == AF_UNIX else ('0.0.0.0', 0)
        return local

    def _check_open(self):
        if self._fd < 0:
            raise OSError(_EBADF, 'Bad file descriptor')
        return self._end

    # ---- blocking

    def setblocking(self, *args):
        flag = _one(args, 'setblocking')
        self.settimeout(None if flag else 0.0)

    def getblocking(self):
        return self._timeout != 0.0

    def settimeout(self, *args):
        value = _one(args, 'settimeout')
        value = _checked_timeout(value)
        self._check_open()
        self._timeout = value

    def gettimeout(self):
        return self._timeout

    def _wait(self, mask, what):
        """Block until it is ready, as the timeout allows."""
        if self._timeout == 0.0:
            _would_block()
        deadline = None if self._timeout is None else now() + self._timeout
        if not self._end.sleep_until(mask, deadline, what):
            raise TimeoutError('timed out')

    # ---- options

    def setsockopt(self, level, optname, value, optlen=None):
        end = self._check_open()
        if level == SOL_SOCKET and optname in (SO_SNDBUF, SO_RCVBUF) and isinstance(end, Stream):
            value = max(value * 2, 2048)
            self._options[level, optname] = value
            sizes = [self._options.get((SOL_SOCKET, name), 65536) for name in (SO_SNDBUF, SO_RCVBUF)]
            end.room = sum(sizes)
            return
        self._options[level, optname] = value

    def getsockopt(self, level, optname, buflen=0):
        end = self._check_open()
        if level == SOL_SOCKET and optname == SO_ERROR:
            error, end.error = end.error, 0
            return error
        if level == SOL_SOCKET and optname == SO_TYPE:
            return int(self._type)
        fallback = {SO_SNDBUF: 16384, SO_RCVBUF: 131072}.get(optname, 0) if level == SOL_SOCKET else 0
        return self._options.get((level, optname), fallback)

    def ioctl(self, *args):
        pass

    def get_inheritable(self):
        return False

    def set_inheritable(self, inheritable):
        pass

    # ---- addresses

    def getsockname(self):
        self._check_open()
        return self._local()

    def getpeername(self):
        end = self._check_open()
        if not end.remote and self._family != AF_UNIX or getattr(end, 'state', '') not in ('connected', 'bound', 'new'):
            raise OSError(107, 'Transport endpoint is not connected')
        return end.remote

    def _address(self, address, what):
        if self._family == AF_UNIX:
            return address
        if not isinstance(address, tuple):
            raise TypeError(f'{what}(): AF_INET address must be tuple, not {type(address).__name__}')
        if len(address) < 2:
            raise TypeError(f'{what}(): AF_INET address must be a pair (host, port)')
        host, port = address[0], address[1]
        if not isinstance(host, (str, bytes, bytearray)):
            raise TypeError(f'str, bytes or bytearray expected, not {type(host).__name__}')
        if not isinstance(port, int):
            raise TypeError(f"'{type(port).__name__}' object cannot be interpreted as an integer")
        if not 0 <= port <= 65535:
            raise OverflowError(f'{what}(): port must be 0-65535.')
        host = host if isinstance(host, str) else bytes(host).decode()
        found = '0.0.0.0' if host == '' else '255.255.255.255' if host == '<broadcast>' else resolve(host)
        if found is None:
            raise gaierror(EAI_NONAME, 'Name or service not known')
        return (found, port, *address[2:])

    # ---- connections

    def bind(self, *args):
        address = _one(args, 'bind')
        self._check_open().bind(self._address(address, 'bind'))

    def listen(self, backlog=128):
        self._check_open().listen(backlog)

    def accept(self):
        end = self._check_open()
        if isinstance(end, Datagrams):
            raise OSError(95, 'Operation not supported')
        accepted = end.accept()
        while accepted is None:
            self._wait(IN, 'a connection')
            accepted = end.accept()
        conn = socket(self._family, self._type, self._proto, _end=accepted)
        conn._timeout = _default_timeout
        return conn, accepted.remote

    def connect(self, *args):
        address = _one(args, 'connect')
        end = self._check_open()
        address = self._address(address, 'connect')
        if isinstance(end, Datagrams):
            return end.connect(address)
        if end.state == 'connecting':
            raise BlockingIOError(114, 'Operation already in progress')
        if self._family == AF_UNIX:
            self._find_path(address)
        end.connect(address)
        if self._timeout == 0.0 and self._family != AF_UNIX:
            raise BlockingIOError(_EINPROGRESS, 'Operation now in progress')
        if end.state == 'connecting':
            self._wait(OUT, f'a connection with {end.peer_name()}')
        if end.error:
            end.state = 'new'
            end._raise_error()

    def _find_path(self, path):
        from _world_net import _listeners
        if ('unix', path, 0) not in _listeners:
            raise FileNotFoundError(2, 'No such file or directory')

    def connect_ex(self, *args):
        address = _one(args, 'connect_ex')
        try:
            self.connect(address)
        except gaierror:
            raise
        except OSError as exc:
            if exc.errno is None:
                return _EAGAIN
            return exc.errno
        return 0

    def shutdown(self, how):
        self._check_open().shutdown(how != SHUT_WR, how != SHUT_RD)

    # ---- bytes

    def recv(self, bufsize, flags=0):
        end = self._check_open()
        if bufsize < 0:
            raise ValueError('negative buffersize in recv')
        if isinstance(end, Datagrams):
            return self.recvfrom(bufsize)[0]
        data = end.recv(bufsize, flags & MSG_PEEK)
        while data is None:
            if flags & MSG_DONTWAIT:
                _would_block()
            self._wait(IN, f'data from {end.peer_name()}')
            data = end.recv(bufsize, flags & MSG_PEEK)
        return data

    def recv_into(self, buffer, nbytes=0, flags=0):
        data = self.recv(nbytes or len(buffer), flags)
        buffer[:len(data)] = data
        return len(data)

    def recvfrom(self, bufsize, flags=0):
        end = self._check_open()
        if isinstance(end, Stream):
            return self.recv(bufsize, flags), None
        found = end.recvfrom(bufsize)
        while found is None:
            self._wait(IN, 'a datagram')
            found = end.recvfrom(bufsize)
        return found

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        data, address = self.recvfrom(nbytes or len(buffer), flags)
        buffer[:len(data)] = data
        return len(data), address

    def send(self, data, flags=0):
        data = _bytes_of(data)
        end = self._check_open()
        if isinstance(end, Datagrams):
            if end.remote is None:
                raise OSError(89, 'Destination address required')
            return end.sendto(data, end.remote)
        sent = end.send(data)
        while sent == 0 and len(data):
            self._wait(OUT, f'room to send to {end.peer_name()}')
            sent = end.send(data)
        return sent

    def sendall(self, data, flags=0):
        data = _bytes_of(data)
        sent = 0
        while sent < len(data):
            sent += self.send(data[sent:])

    def sendmsg(self, buffers, *args):
        buffers = list(buffers)
        return self.send(buffers[0] if len(buffers) == 1 else b''.join([bytes(b) for b in buffers]))

    def sendto(self, data, *args):
        data = _bytes_of(data)
        end = self._check_open()
        address = self._address(args[-1], 'sendto')
        return end.sendto(data, address) if isinstance(end, Datagrams) else end.send(data)

    def sendfile(self, file, offset=0, count=None):
        file.seek(offset)
        data = file.read() if count is None else file.read(count)
        self.sendall(data)
        return len(data)

    # ---- files

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        self._files += 1
        return SocketFile(self, mode, encoding or 'utf-8', errors or 'strict')


socket.__module__ = 'socket'
SocketType = socket


class SocketFile:
    """What makefile() gives: lines and bytes of a connection, read through a buffer."""

    def __init__(self, sock, mode, encoding, errors):
        self._sock = sock
        self._text = 'b' not in mode
        self.mode = mode
        self.encoding, self.errors = encoding, errors
        self._buffer = b''
        self._out = []
        self._eof = False
        self.closed = False

    def _more(self):
        data = b'' if self._eof else self._sock.recv(8192)
        self._eof = not data
        self._buffer += data
        return bool(data)

    def _give(self, n):
        data, self._buffer = self._buffer[:n], self._buffer[n:]
        return data.decode(self.encoding, self.errors).replace('\r\n', '\n') if self._text else data

    def read(self, size=-1):
        while (size is None or size < 0 or len(self._buffer) < size) and self._more():
            pass
        return self._give(len(self._buffer) if size is None or size < 0 else size)

    def read1(self, size=-1):
        if not self._buffer:
            self._more()
        return self._give(len(self._buffer) if size < 0 else size)

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def readline(self, size=-1):
        while b'\n' not in self._buffer and (size < 0 or len(self._buffer) < size) and self._more():
            pass
        end = self._buffer.find(b'\n') + 1 or len(self._buffer)
        return self._give(end if size < 0 else min(end, size))

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data):
        self._out.append(data.encode(self.encoding, self.errors) if self._text else bytes(data))
        return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        out, self._out = b''.join(self._out), []
        if out:
            self._sock.sendall(out)

    def readable(self):
        return 'r' in self.mode

    def writable(self):
        return 'w' in self.mode

    def fileno(self):
        return self._sock.fileno()

    def close(self):
        if self.closed:
            return
        try:
            self.flush()
        finally:
            self.closed = True
            sock = self._sock
            sock._files -= 1
            if sock._closing and sock._files == 0:
                sock._really_close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


# ---- functions

def socketpair(family=None, type=SocketKind.SOCK_STREAM, proto=0):
    """Two sockets that are connected with each other."""
    one, other = connected_pair()
    family = AF_UNIX if family is None else family
    return socket(family, type, proto, _end=one), socket(family, type, proto, _end=other)


def fromfd(fd, family, type, proto=0):
    return socket(family, type, proto, _end=_world.thing_of(fd))


def create_connection(address, timeout=..., source_address=None, *, all_errors=False):
    """Connect to (host, port)."""
    host, port = address
    err = None
    for family, kind, proto, _, sockaddr in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = socket(family, kind, proto)
        try:
            if timeout is not ...:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(sockaddr)
            return sock
        except OSError as exc:
            err = exc
            sock.close()
    try:
        raise err
    finally:
        err = None


def create_server(address, *, family=AddressFamily.AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    sock = socket(family, SOCK_STREAM)
    try:
        sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            sock.bind(address)
        except OSError as exc:
            raise OSError(exc.errno, f'{exc.strerror} (while attempting to bind on address {address!r})') from None
        sock.listen() if backlog is None else sock.listen(backlog)
        return sock
    except BaseException:
        sock.close()
        raise


def has_dualstack_ipv6():
    return False


def _port_number(port):
    if port is None:
        return 0
    if isinstance(port, int):
        return port
    text = port.decode() if isinstance(port, bytes) else port
    if text.isdigit():
        return int(text)
    if text == '':
        return 0
    if text in _SERVICES:
        return _SERVICES[text]
    raise gaierror(EAI_SERVICE, 'Servname not supported for ai_socktype')


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """Addresses of a host that the scenario's world has."""
    number = _port_number(port)
    if family not in (0, AF_INET):
        raise gaierror(EAI_FAMILY if family != AF_INET6 else EAI_NONAME,
                       'ai_family not supported' if family != AF_INET6 else 'Name or service not known')
    if isinstance(host, (bytes, bytearray)):
        host = bytes(host).decode()
    if host is None or host == '':
        if port is None:
            raise gaierror(EAI_NONAME, 'Name or service not known')
        found = '0.0.0.0' if flags & AI_PASSIVE else '127.0.0.1'
    else:
        found = resolve(host)
    if found is None:
        raise gaierror(EAI_NONAME, 'Name or service not known')
    kinds = [(SOCK_STREAM, 6), (SOCK_DGRAM, 17), (SOCK_RAW, 0)]
    return [(AF_INET, kind, p, '', (found, number)) for kind, p in kinds
            if type in (0, kind) and (not proto or not p or proto == p)]


def gethostbyname(hostname):
    found = resolve(hostname)
    if found is None:
        raise gaierror(EAI_NONAME, 'Name or service not known')
    return found


def gethostname():
    return 'loopscope'


def getfqdn(name=''):
    return name or 'loopscope'


def gethostbyaddr(ip):
    return (ip, [], [ip])


def getnameinfo(sockaddr, flags):
    return sockaddr[0], str(sockaddr[1])


def getservbyname(name, protocol=None):
    if name not in _SERVICES:
        raise OSError('service/proto not found')
    return _SERVICES[name]


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(value):
    global _default_timeout
    _default_timeout = _checked_timeout(value)


def inet_aton(text):
    parts = text.split('.')
    if len(parts) != 4 or not all([p.isdigit() and int(p) < 256 for p in parts]):
        raise OSError('illegal IP address string passed to inet_aton')
    return bytes([int(p) for p in parts])


def inet_ntoa(packed):
    if len(packed) != 4:
        raise OSError('packed IP wrong length')
    return '.'.join([str(b) for b in packed])


def inet_pton(family, text):
    if family != AF_INET:
        raise OSError('illegal IP address string passed to inet_pton')
    return inet_aton(text)


def inet_ntop(family, packed):
    return inet_ntoa(packed)


def htons(x):
    return (x & 0xff) << 8 | x >> 8 & 0xff


ntohs = htons


def htonl(x):
    return int.from_bytes(x.to_bytes(4, 'big'), 'little')


ntohl = htonl


def close(fd):
    close_fd(fd)


for _function in (socketpair, fromfd, create_connection, create_server, getaddrinfo, SocketFile):
    _function.__module__ = 'socket'
del _function
