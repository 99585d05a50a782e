"""uasyncio, version 2: the scheduler (uasyncio.core) and streams over sockets that do not block."""

import uasyncio.core as _core
from uasyncio.core import *
from uasyncio.core import _engine

__all__ = _core.__all__ + ('PollEventLoop', 'StreamReader', 'StreamWriter', 'open_connection', 'start_server')


class PollEventLoop(EventLoop):
    """A loop that looks at sockets once a pass. What becomes ready is told once: its coroutine is queued."""

    def __init__(self, runq_len=16, waitq_len=16):
        super().__init__(runq_len, waitq_len)
        self._poller = None         # made with the first socket
        self._parked = {}           # descriptor -> the coroutine that waits for it
        self._resting = None        # the thread that waits in wait()

    def add_reader(self, sock, coro):
        from _world import IN
        self._watch(sock, IN, coro)

    def add_writer(self, sock, coro):
        from _world import OUT
        self._watch(sock, OUT, coro)

    def remove_reader(self, sock):
        self._forget(sock.fileno())

    remove_writer = remove_reader

    def _watch(self, sock, mask, coro):
        from _world import Poller, thing_of
        if self._poller is None:
            self._poller = Poller(self._wake_up)
        fd = sock.fileno()
        self._forget(fd)
        self._parked[fd] = coro
        thing = thing_of(fd)
        _engine.task_parked(self._slots[coro], thing.shown(mask) or 'a socket')
        self._poller.register(fd, thing, mask)

    def _forget(self, fd):
        self._parked.pop(fd, None)
        if self._poller is not None and fd in self._poller.entries:
            self._poller.unregister(fd)

    def _wake_up(self):
        if self._resting is not None:
            import _strands
            _strands.wake(self._resting, 1)

    def wait(self, delay):
        if self._poller is None or not self._poller.entries:
            return super().wait(delay)
        import _strands
        if delay == 0:
            _strands.park(_strands.now(), 1)        # whoever else can run at this moment goes first
        elif not self._poller.any_ready():
            self._resting = _strands.current()
            _engine.wait(None if delay < 0 else delay, self._poller.waits_for())
            self._resting = None
        for fd, mask, data in self._poller.take():
            coro = self._parked.get(fd)
            self._forget(fd)
            if coro is not None:
                coro.pend_throw(None)               # takes the mark away
                self.call_soon(coro)


_core._loop_class = PollEventLoop


class StreamReader:
    def __init__(self, polls, ios=None):
        self.polls = polls
        self.ios = polls if ios is None else ios

    def read(self, n=-1):
        """At most n bytes, as soon as there are any; b'' at the end."""
        data = None
        while data is None:
            yield IORead(self.polls)
            data = self.ios.read(n)
        if not data:
            yield IOReadDone(self.polls)
        return data

    def readexactly(self, n):
        return (yield from self._collect(lambda data: n - len(data), lambda data: len(data) == n))

    def readline(self):
        return (yield from self._collect(None, lambda data: data.endswith(b'\n')))

    def _collect(self, wanted, complete):
        """Reads until it is complete, or the other end has closed. wanted(data): how much more; None: a line."""
        data = b''
        while not complete(data):
            yield IORead(self.polls)
            more = self.ios.readline() if wanted is None else self.ios.read(wanted(data))
            if more is None:
                continue
            if not more:
                yield IOReadDone(self.polls)
                break
            data += more
        return data

    def aclose(self):
        yield IOReadDone(self.polls)
        self.ios.close()

    def __repr__(self):
        return '<StreamReader %r %r>' % (self.polls, self.ios)


class StreamWriter:
    def __init__(self, s, extra):
        self.s = s
        self.extra = extra

    def awrite(self, data, off=0, sz=-1):
        """Writes all of it, or sz bytes from off on."""
        rest = bytes(data)[off:] if sz < 0 else bytes(data)[off:off + sz]
        while rest:
            written = self.s.write(rest)
            rest = rest[written or 0:]
            if rest:
                yield IOWrite(self.s)
        yield IOWriteDone(self.s)

    def awritestr(self, text):
        yield from self.awrite(text.encode())

    def aclose(self):
        yield IOWriteDone(self.s)
        self.s.close()

    def get_extra_info(self, name, default=None):
        return self.extra.get(name, default)

    def __repr__(self):
        return '<StreamWriter %r>' % self.s


def open_connection(host, port, ssl=False):
    import usocket
    s = usocket.socket(usocket.AF_INET, usocket.SOCK_STREAM)
    s.setblocking(False)
    address = usocket.getaddrinfo(host, port, 0, usocket.SOCK_STREAM)[0][-1]
    try:
        s.connect(address)
    except OSError as exc:
        if exc.args[0] != 115:                      # it is on its way
            raise
    yield IOWrite(s)
    return StreamReader(s), StreamWriter(s, {})


def start_server(client_coro, host, port, backlog=10):
    """Runs for ever; each connection's coroutine is handed to the loop."""
    import usocket
    s = usocket.socket(usocket.AF_INET, usocket.SOCK_STREAM)
    s.setblocking(False)
    s.setsockopt(usocket.SOL_SOCKET, usocket.SO_REUSEADDR, 1)
    s.bind(usocket.getaddrinfo(host, port, 0, usocket.SOCK_STREAM)[0][-1])
    s.listen(backlog)
    while True:
        yield IORead(s)
        connection, address = s.accept()
        connection.setblocking(False)
        yield client_coro(StreamReader(connection), StreamWriter(connection, {'peername': address}))
