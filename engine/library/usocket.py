"""MicroPython's sockets: they can be read and written like files. One that does not block gives None where nothing can be done."""

import socket as _socket
from socket import AF_INET, AF_INET6, SOCK_DGRAM, SOCK_STREAM, SOL_SOCKET, SO_REUSEADDR


class socket(_socket.socket):
    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None):
        super().__init__(family, type, proto, fileno)

    def accept(self):
        connection, address = super().accept()
        return socket(fileno=connection.detach()), address

    def read(self, size=-1):
        """At most size bytes; without a size all until the end, or all that has come."""
        parts = []
        try:
            if size >= 0:
                return self.recv(size)
            while not parts or parts[-1]:
                parts.append(self.recv(4096))
        except BlockingIOError:
            if not parts:
                return None
        return b''.join(parts)

    def readinto(self, buffer, size=-1):
        try:
            return self.recv_into(buffer, len(buffer) if size < 0 else size)
        except BlockingIOError:
            return None

    def readline(self):
        """A line; a part of it, if no more has come or will come; b'' at the end; None: nothing has come."""
        line = b''
        while not line.endswith(b'\n'):
            try:
                byte = self.recv(1)
            except BlockingIOError:
                return line or None
            if not byte:
                break
            line += byte
        return line

    def write(self, data):
        try:
            return self.send(data)
        except BlockingIOError:
            return None


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    return _socket.getaddrinfo(host, port, family or AF_INET, type or SOCK_STREAM, proto, flags)
