"""Waiting for several descriptors at once."""

from _world import ERR, HUP, IN, OUT, PRI, Poller, fd_of, thing_of

error = OSError
EPOLLIN = POLLIN = IN
EPOLLPRI = POLLPRI = PRI
EPOLLOUT = POLLOUT = OUT
EPOLLERR = POLLERR = ERR
EPOLLHUP = POLLHUP = HUP
POLLNVAL = 32
POLLRDHUP = EPOLLRDHUP = 8192
EPOLLET = 1 << 31
EPOLLONESHOT = 1 << 30
EPOLLEXCLUSIVE = 1 << 28
PIPE_BUF = 4096


def select(rlist, wlist, xlist, timeout=None, /):
    """Wait until one of them can be read or written, at most so many seconds."""
    if timeout is not None and timeout < 0:
        raise ValueError('timeout must be non-negative')
    wanted = {}
    for files, mask in ((rlist, IN), (wlist, OUT), (xlist, PRI)):
        for file in files:
            fd = fd_of(file)
            wanted[fd] = wanted.get(fd, 0) | mask
    poller = Poller()
    for fd, mask in wanted.items():
        poller.register(fd, thing_of(fd), mask)
    try:
        ready = {fd: mask for fd, mask, _ in poller.poll(timeout)}
    finally:
        for fd in wanted:
            poller.unregister(fd)
    return ([f for f in rlist if ready.get(fd_of(f), 0) & (IN | HUP | ERR)],
            [f for f in wlist if ready.get(fd_of(f), 0) & (OUT | ERR)],
            [f for f in xlist if ready.get(fd_of(f), 0) & PRI])


class epoll:
    """The system's way of waiting for many descriptors."""

    closed = False

    def __init__(self, sizehint=-1, flags=0):
        self._poller = Poller()

    def register(self, fd, eventmask=IN | PRI | OUT):
        number = fd_of(fd)
        self._poller.register(number, thing_of(number), eventmask & 0x3f)

    def modify(self, fd, eventmask):
        if fd_of(fd) not in self._poller.entries:
            raise FileNotFoundError(2, 'No such file or directory')
        self._poller.modify(fd_of(fd), eventmask & 0x3f)

    def unregister(self, fd):
        if fd_of(fd) not in self._poller.entries:
            raise FileNotFoundError(2, 'No such file or directory')
        self._poller.unregister(fd_of(fd))

    def poll(self, timeout=None, maxevents=-1):
        return [(fd, mask) for fd, mask, _ in self._poller.poll(timeout, maxevents)]

    def fileno(self):
        return 3

    def close(self):
        self.closed = True
        for fd in list(self._poller.entries):
            self._poller.unregister(fd)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class _Poll(epoll):
    """poll(): the same with milliseconds."""

    def register(self, fd, eventmask=IN | PRI | OUT):
        if fd_of(fd) in self._poller.entries:
            self.modify(fd, eventmask)
        else:
            super().register(fd, eventmask)

    def poll(self, timeout=None):
        return super().poll(None if timeout is None or timeout < 0 else timeout / 1000)


def poll():
    return _Poll()
