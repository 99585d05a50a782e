"""The interfaces of protocols: what a transport calls."""

__all__ = ('BaseProtocol', 'Protocol', 'DatagramProtocol', 'SubprocessProtocol', 'BufferedProtocol')


class BaseProtocol:
    """What all protocols have in common."""

    __slots__ = ()

    def connection_made(self, transport):
        """The connection is there."""

    def connection_lost(self, exc):
        """The connection is gone: exc is None after a normal end."""

    def pause_writing(self):
        """The transport's buffer is above its high-water mark."""

    def resume_writing(self):
        """It has drained below the low-water mark."""


class Protocol(BaseProtocol):
    """For a stream: connection_made, data_received any number of times, eof_received at most once, connection_lost."""

    __slots__ = ()

    def data_received(self, data):
        """Some bytes have come."""

    def eof_received(self):
        """The other end will send no more. A true result leaves closing the transport to the protocol."""


class BufferedProtocol(BaseProtocol):
    """For a stream whose bytes go straight into a buffer of the protocol's."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """Give a buffer to be filled."""

    def buffer_updated(self, nbytes):
        """So many bytes were put into it."""

    def eof_received(self):
        """The other end will send no more."""


class DatagramProtocol(BaseProtocol):
    """For datagrams."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """A datagram has come."""

    def error_received(self, exc):
        """A send or receive has failed."""


class SubprocessProtocol(BaseProtocol):
    """For a process."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """The process has written."""

    def pipe_connection_lost(self, fd, exc):
        """A pipe to the process is closed."""

    def process_exited(self):
        """The process has ended."""
