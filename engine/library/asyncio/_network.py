"""Connections and servers: the part of the event loop that every kind of loop has in common.

How bytes come and go is the transports' business (selector_events.py).
"""

import itertools
import socket

from . import constants
from . import coroutines
from . import events
from . import exceptions
from . import staggered
from . import tasks
from . import trsock
from .log import _stand_in as logger


def _tls_facts(context):
    """What a transport over TLS tells of it. The bytes go through this network as they are."""
    if not context:
        return {}
    if context is True:
        import ssl
        context = ssl.create_default_context()
    return {'sslcontext': context, 'peercert': {}, 'cipher': ('TLS_AES_256_GCM_SHA384', 'TLSv1.3', 256), 'compression': None}


class Server(events.AbstractServer):
    """What loop.create_server() gives: sockets that listen, and the connections that came from them."""

    def __init__(self, loop, sockets, protocol_factory, ssl_context, backlog,
                 ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        self._loop = loop
        self._sockets = sockets                 # None: closed
        self._clients = {}                      # transports, oldest first
        self._waiters = []                      # None: closed, and nobody is connected any more
        self._protocol_factory = protocol_factory
        self._backlog = backlog
        self._ssl_context = ssl_context
        self._serving = False
        self._serving_forever_fut = None

    def __repr__(self):
        return f'<{self.__class__.__name__} sockets={self.sockets!r}>'

    def _attach(self, transport):
        assert self._sockets is not None
        self._clients[id(transport)] = transport

    def _detach(self, transport):
        self._clients.pop(id(transport), None)
        if not self._clients and self._sockets is None:
            self._wakeup()

    def _wakeup(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters or ():
            if not waiter.done():
                waiter.set_result(None)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for sock in self._sockets:
            sock.listen(self._backlog)
            self._loop._start_serving(self._protocol_factory, sock, self._ssl_context, self, self._backlog)

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        return () if self._sockets is None else tuple([trsock.TransportSocket(s) for s in self._sockets])

    def close(self):
        """Stop listening. Connections that are there stay."""
        sockets = self._sockets
        if sockets is None:
            return
        self._sockets = None
        for sock in sockets:
            self._loop._stop_serving(sock)
        self._serving = False
        forever = self._serving_forever_fut
        if forever is not None and not forever.done():
            forever.cancel()
            self._serving_forever_fut = None
        if not self._clients:
            self._wakeup()

    def close_clients(self):
        for transport in list(self._clients.values()):
            transport.close()

    def abort_clients(self):
        for transport in list(self._clients.values()):
            transport.abort()

    async def start_serving(self):
        self._start_serving()
        # The sockets are watched from the next turn on.
        await tasks.sleep(0)

    async def serve_forever(self):
        """Serve until this is cancelled; then close, and wait for the connections."""
        if self._serving_forever_fut is not None:
            raise RuntimeError(f'server {self!r} is already being awaited on serve_forever()')
        if self._sockets is None:
            raise RuntimeError(f'server {self!r} is closed')
        self._start_serving()
        self._serving_forever_fut = self._loop.create_future()
        try:
            await self._serving_forever_fut
        except exceptions.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever_fut = None

    async def wait_closed(self):
        """Wait until it is closed and its last connection is gone."""
        if self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter


def _ip_info(host, port, family, type, proto):
    """What getaddrinfo() would say, where that needs no look-up: the host is an address. Else None."""
    if host is None or proto not in (0, socket.IPPROTO_TCP, socket.IPPROTO_UDP):
        return None
    if type == socket.SOCK_STREAM:
        proto = socket.IPPROTO_TCP
    elif type == socket.SOCK_DGRAM:
        proto = socket.IPPROTO_UDP
    else:
        return None
    if port is None or port == b'' or port == '':
        port = 0
    else:
        try:
            port = int(port)
        except (TypeError, ValueError):
            return None
    if family not in (socket.AF_UNSPEC, socket.AF_INET):
        return None
    if isinstance(host, bytes):
        host = host.decode('idna')
    if '%' in host:
        return None
    try:
        socket.inet_pton(socket.AF_INET, host)
    except OSError:
        return None
    return socket.AF_INET, type, proto, '', (host, port)


def _interleave(infos, first):
    """Addresses of different families by turns."""
    by_family = {}
    for info in infos:
        by_family.setdefault(info[0], []).append(info)
    lists = list(by_family.values())
    mixed = []
    if first > 1:
        mixed.extend(lists[0][:first - 1])
        del lists[0][:first - 1]
    mixed.extend(info for info in itertools.chain.from_iterable(itertools.zip_longest(*lists)) if info is not None)
    return mixed


class BaseEventLoop:
    """Its methods that are imported at first use."""

    # ---- names

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        return await self.run_in_executor(None, socket.getaddrinfo, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    async def _ensure_resolved(self, address, *, family=0, type=socket.SOCK_STREAM, proto=0, flags=0, loop):
        host, port = address[:2]
        info = _ip_info(host, port, family, type, proto)
        if info is not None:
            return [info]
        return await loop.getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)

    # ---- connecting

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0,
                                sock=None, local_addr=None, server_hostname=None, ssl_handshake_timeout=None,
                                ssl_shutdown_timeout=None, happy_eyeballs_delay=None, interleave=None,
                                all_errors=False):
        """Connect to a host; give the transport and the protocol."""
        if server_hostname is not None and not ssl:
            raise ValueError('server_hostname is only meaningful with ssl')
        if ssl and server_hostname is None and not host:
            raise ValueError('You must set server_hostname when using ssl without a host')
        if sock is not None:
            coroutines_check = sock.type == socket.SOCK_STREAM
            if host is not None or port is not None:
                raise ValueError('host/port and sock can not be specified at the same time')
            if not coroutines_check:
                raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        else:
            if host is None and port is None:
                raise ValueError('host and port was not specified and no sock specified')
            sock = await self._connect_to_host(host, port, family, proto, flags, local_addr,
                                               happy_eyeballs_delay, interleave, all_errors)
        transport, protocol = await self._create_connection_transport(sock, protocol_factory, extra=_tls_facts(ssl))
        if self._debug:
            sock = transport.get_extra_info('socket')
            logger.debug('%r connected to %s:%r: (%r, %r)', sock, host, port, transport, protocol)
        return transport, protocol

    async def _connect_to_host(self, host, port, family, proto, flags, local_addr, delay, interleave, all_errors):
        """A connected socket: the host's addresses are tried one after the other."""
        infos = await self._ensure_resolved((host, port), family=family, type=socket.SOCK_STREAM, proto=proto,
                                            flags=flags, loop=self)
        if not infos:
            raise OSError('getaddrinfo() returned empty list')
        local_infos = None
        if local_addr is not None:
            local_infos = await self._ensure_resolved(local_addr, family=family, type=socket.SOCK_STREAM, proto=proto,
                                                      flags=flags, loop=self)
            if not local_infos:
                raise OSError('getaddrinfo() returned empty list')
        if delay is not None and interleave is None:
            interleave = 1
        if interleave:
            infos = _interleave(infos, interleave)
        failed = []
        sock = None
        if delay is None:
            for info in infos:
                try:
                    sock = await self._connect_sock(failed, info, local_infos)
                    break
                except OSError:
                    continue
        else:
            sock, _, _ = await staggered.staggered_race(
                ((lambda info=info: self._connect_sock(failed, info, local_infos)) for info in infos), delay, loop=self)
        if sock is not None:
            return sock
        failed = [exc for several in failed for exc in several]
        try:
            if all_errors:
                raise ExceptionGroup('create_connection failed', failed)
            if len(failed) == 1 or all([str(exc) == str(failed[0]) for exc in failed]):
                raise failed[0]
            raise OSError('Multiple exceptions: {}'.format(', '.join([str(exc) for exc in failed])))
        finally:
            failed = None

    async def _connect_sock(self, failed, info, local_infos=None):
        mine = []
        failed.append(mine)
        family, type_, proto, _, address = info
        sock = None
        try:
            sock = socket.socket(family=family, type=type_, proto=proto)
            sock.setblocking(False)
            if local_infos is not None:
                self._bind_local(sock, family, local_infos, mine)
            await self.sock_connect(sock, address)
            return sock
        except OSError as exc:
            mine.append(exc)
            raise
        except:
            if sock is not None:
                sock.close()
            raise
        finally:
            if mine and sock is not None:
                sock.close()
            failed = mine = None

    def _bind_local(self, sock, family, local_infos, mine):
        for lfamily, _, _, _, laddr in local_infos:
            if lfamily != family:
                continue
            try:
                sock.bind(laddr)
                return
            except OSError as exc:
                mine.append(OSError(exc.errno, f'error while attempting to bind on address {laddr!r}: '
                                               f'{exc.strerror.lower()}'))
        if mine:
            raise mine.pop()
        raise OSError(f'no matching local address with {family=} found')

    async def _create_connection_transport(self, sock, protocol_factory, server=None, extra=None):
        sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_socket_transport(sock, protocol, waiter, extra=extra, server=server)
        try:
            await waiter
        except:
            transport.close()
            raise
        return transport, protocol

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None,
                                      ssl_shutdown_timeout=None):
        """A transport for a connection that was accepted outside of asyncio."""
        if sock.type != socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        return await self._create_connection_transport(sock, protocol_factory, extra=_tls_facts(ssl))

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, server_hostname=None,
                        ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """From now on the connection counts as encrypted. Gives the transport."""
        transport._extra.update(_tls_facts(sslcontext))
        return transport

    # ---- serving

    async def create_server(self, protocol_factory, host=None, port=None, *, family=socket.AF_UNSPEC,
                            flags=socket.AI_PASSIVE, sock=None, backlog=100, ssl=None, reuse_address=None,
                            reuse_port=None, keep_alive=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                            start_serving=True):
        """Listen at a host and port; each connection gets a transport and a protocol."""
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError('host/port and sock can not be specified at the same time')
            if host == '':
                hosts = [None]
            elif isinstance(host, str) or not hasattr(host, '__iter__'):
                hosts = [host]
            else:
                hosts = host
            lookups = [self._create_server_getaddrinfo(host, port, family=family, flags=flags) for host in hosts]
            infos = await tasks.gather(*lookups)
            infos = dict.fromkeys(itertools.chain.from_iterable(infos))
            sockets = self._bound_sockets(infos, reuse_address, reuse_port, keep_alive)
        else:
            if sock is None:
                raise ValueError('Neither host/port nor sock were specified')
            if sock.type != socket.SOCK_STREAM:
                raise ValueError(f'A Stream Socket was expected, got {sock!r}')
            sockets = [sock]
        for sock in sockets:
            sock.setblocking(False)
        server = Server(self, sockets, protocol_factory, ssl, backlog)
        if start_serving:
            server._start_serving()
            # The sockets are watched from the next turn on.
            await tasks.sleep(0)
        if self._debug:
            logger.info('%r is serving', server)
        return server

    async def _create_server_getaddrinfo(self, host, port, family, flags):
        infos = await self._ensure_resolved((host, port), family=family, type=socket.SOCK_STREAM, flags=flags, loop=self)
        if not infos:
            raise OSError(f'getaddrinfo({host!r}) returned empty list')
        return infos

    def _bound_sockets(self, infos, reuse_address, reuse_port, keep_alive):
        sockets = []
        completed = False
        try:
            for family, type_, proto, _, address in infos:
                sock = socket.socket(family, type_, proto)
                sockets.append(sock)
                if reuse_address is None or reuse_address:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
                if reuse_port:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, True)
                if keep_alive:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, True)
                try:
                    sock.bind(address)
                except OSError as err:
                    raise OSError(err.errno, 'error while attempting to bind on address '
                                             f'{address!r}: {str(err).lower()}') from None
            completed = True
        finally:
            if not completed:
                for sock in sockets:
                    sock.close()
        return sockets

    # ---- datagrams

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0,
                                       flags=0, reuse_port=None, allow_broadcast=None, sock=None):
        """A transport for datagrams."""
        if sock is None:
            sock = await self._datagram_socket(local_addr, remote_addr, family, proto, flags, reuse_port, allow_broadcast)
            remote = None if remote_addr is None else sock.getpeername()
        else:
            if sock.type == socket.SOCK_STREAM:
                raise ValueError(f'A datagram socket was expected, got {sock!r}')
            sock.setblocking(False)
            remote = None
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_datagram_transport(sock, protocol, remote, waiter)
        try:
            await waiter
        except:
            transport.close()
            raise
        return transport, protocol

    async def _datagram_socket(self, local_addr, remote_addr, family, proto, flags, reuse_port, allow_broadcast):
        if local_addr is None and remote_addr is None and family == 0:
            raise ValueError('unexpected address family')
        found = []
        for address in (local_addr, remote_addr):
            if address is None:
                found.append(None)
                continue
            if not isinstance(address, tuple) or len(address) != 2:
                raise TypeError('2-tuple is expected')
            infos = await self._ensure_resolved(address, family=family, type=socket.SOCK_DGRAM, proto=proto, flags=flags,
                                                loop=self)
            if not infos:
                raise OSError('getaddrinfo() returned empty list')
            found.append(infos[0][4])
        sock = socket.socket(family=family or socket.AF_INET, type=socket.SOCK_DGRAM, proto=proto)
        try:
            if reuse_port:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, True)
            if allow_broadcast:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            sock.setblocking(False)
            if found[0] is not None:
                sock.bind(found[0])
            if found[1] is not None:
                await self.sock_connect(sock, found[1])
        except BaseException:
            sock.close()
            raise
        return sock
