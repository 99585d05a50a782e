"""The loop whose input and output is done by a proactor: an object that starts each operation and answers with a future.

On systems that have none (this one is POSIX) the class is there for programs that bring a proactor of their own.
"""

from _asyncio import _LoopCore

from . import base_events

__all__ = ('BaseProactorEventLoop',)


class BaseProactorEventLoop(base_events.BaseEventLoop):
    """A loop that hands every operation of a socket to its proactor."""

    def __init__(self, proactor):
        super().__init__()
        self._proactor = proactor
        self._selector = proactor           # the loop waits in its select()
        self._accept_futures = {}           # descriptor of a listening socket -> the future of its next connection
        proactor.set_loop(self)

    _write_to_self = _LoopCore._write_to_self

    def _process_events(self, event_list):
        """What a selector of the program's own has found."""

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self.is_closed():
            return
        for future in self._accept_futures.values():
            future.cancel()
        self._accept_futures.clear()
        self._proactor.close()
        self._proactor = None
        self._selector = None
        super().close()

    async def sock_recv(self, sock, n):
        return await self._proactor.recv(sock, n)

    async def sock_recv_into(self, sock, buf):
        return await self._proactor.recv_into(sock, buf)

    async def sock_recvfrom(self, sock, bufsize):
        return await self._proactor.recvfrom(sock, bufsize)

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        return await self._proactor.recvfrom_into(sock, buf, nbytes or len(buf))

    async def sock_sendall(self, sock, data):
        return await self._proactor.send(sock, data)

    async def sock_sendto(self, sock, data, address):
        return await self._proactor.sendto(sock, data, 0, address)

    async def sock_connect(self, sock, address):
        if self._debug and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')
        return await self._proactor.connect(sock, address)

    async def sock_accept(self, sock):
        return await self._proactor.accept(sock)
