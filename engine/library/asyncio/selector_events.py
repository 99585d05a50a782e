"""The loop that waits for sockets too. What it does with them is imported at first use (_sockets, _network, _pipes)."""

from _asyncio import _LoopCore
from _later import Later

from . import base_events

__all__ = ('BaseSelectorEventLoop',)

_SOCKETS = ('getaddrinfo', 'getnameinfo', '_ensure_resolved', 'create_connection', '_connect_to_host', '_connect_sock', '_bind_local',
            '_create_connection_transport', 'connect_accepted_socket', 'start_tls', 'create_server',
            '_create_server_getaddrinfo', '_bound_sockets', 'create_datagram_endpoint', '_datagram_socket', '_io',
            '_ensure_fd_no_transport', '_watch', '_unwatch', '_add_reader', '_add_writer', '_remove_reader',
            '_remove_writer', 'add_reader', 'remove_reader', 'add_writer', 'remove_writer', '_check_nonblocking',
            '_when_ready', '_sock_read_done', '_sock_write_done', '_attempt', '_sock_recv', '_sock_recv_into',
            '_sock_recvfrom', '_sock_recvfrom_into', '_sock_sendto', 'sock_recv', 'sock_recv_into', 'sock_recvfrom',
            'sock_recvfrom_into', 'sock_sendall', '_sock_sendall', 'sock_sendto', 'sock_connect', '_sock_connect',
            '_sock_connect_cb', 'sock_accept', '_sock_accept', '_make_socket_transport', '_make_datagram_transport',
            '_start_serving', '_stop_serving', '_accept_connection', '_accept_connection2')


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """Between the core and the loop of the system."""

    def __init__(self, selector=None):
        super().__init__()
        if selector is not None and not hasattr(selector, '_own_poller'):
            self._selector = selector           # a selector of the program's own
        self._transports = {}

    _write_to_self = _LoopCore._write_to_self

    def _process_events(self, event_list):
        """What a selector of the program's own has found."""

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self.is_closed():
            return
        super().close()
        poller = self._poller
        if poller is not None:
            for fd in list(poller.entries):
                poller.unregister(fd)
            self._poller = None


for _name in _SOCKETS:
    setattr(BaseSelectorEventLoop, _name, Later('asyncio._sockets', 'BaseSelectorEventLoop', _name))
del _name


def __getattr__(name):
    from . import _sockets
    return getattr(_sockets, name)
