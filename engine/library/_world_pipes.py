"""Pipes, standard input, and files over descriptors."""

import _outside
from _world import (ERR, HUP, IN, OUT, Pollable, at, close_fd, descriptors, next_connection, now, open_fd, put_fd,
                    thing_of, world)

CAPACITY = 65536
_pipes = 0          # that the program has made


class _Buffer:
    """What both ends of a pipe share."""

    def __init__(self, name):
        self.data = bytearray()
        self.reader = self.writer = None        # None: closed
        self.name = name                        # in words, for the trace
        self.number = 0                         # there; 0: it is not told of this pipe
        self.tells_sent = self.tells_received = False

    def tell(self, where, sent, received):
        """From now on the trace tells what the program writes, and what comes for it to read."""
        self.number = next_connection()
        self.tells_sent, self.tells_received = sent, received
        _outside.connected(self.number, self.name, where)
        if self.data and received:
            _outside.received(self.number, bytes(self.data))        # came before it was told of
        if self.reader is None or self.writer is None:
            self.tell_closed()

    def wrote(self, data):
        if self.tells_sent:
            _outside.sent(self.number, data)
        if self.tells_received:
            _outside.received(self.number, data)

    def tell_closed(self):
        if self.number:
            _outside.closed(self.number)
            self.number, self.tells_sent, self.tells_received = 0, False, False


class ReadEnd(Pollable):
    blocking = True

    def __init__(self, buffer):
        self.buffer = buffer

    def mask(self):
        return (IN if self.buffer.data else 0) | (HUP if self.buffer.writer is None else 0)

    def shown(self, mask):
        return f'data from {self.buffer.name}'

    def recv(self, size):
        """Some bytes, b'' at the end, None: nothing has come yet."""
        buffer = self.buffer
        if not buffer.data:
            return b'' if buffer.writer is None else None
        was_full = len(buffer.data) >= CAPACITY
        data = bytes(buffer.data[:size])
        del buffer.data[:size]
        if was_full and buffer.writer is not None:
            buffer.writer.changed(OUT)
        return data

    def close(self):
        self.buffer.reader = None
        self.buffer.tell_closed()
        if self.buffer.writer is not None:
            self.buffer.writer.changed(ERR | OUT)


class WriteEnd(Pollable):
    blocking = True

    def __init__(self, buffer):
        self.buffer = buffer

    def mask(self):
        if self.buffer.reader is None:
            return ERR | OUT
        return OUT if len(self.buffer.data) < CAPACITY else 0

    def shown(self, mask):
        return f'room to write to {self.buffer.name}' if mask & OUT else ''

    def send(self, data):
        buffer = self.buffer
        if buffer.reader is None:
            raise BrokenPipeError(32, 'Broken pipe')
        data = data[:max(0, CAPACITY - len(buffer.data))]
        buffer.data += data
        if data:
            buffer.wrote(bytes(data))
            buffer.reader.changed(IN)
        return len(data)

    def close(self):
        self.buffer.writer = None
        self.buffer.tell_closed()
        if self.buffer.reader is not None:
            self.buffer.reader.changed(HUP | IN)


def ends(name='a pipe'):
    buffer = _Buffer(name)
    buffer.reader, buffer.writer = ReadEnd(buffer), WriteEnd(buffer)
    return buffer.reader, buffer.writer


def pipe():
    global _pipes
    _pipes += 1
    reader, writer = ends(f'pipe#{_pipes}')
    fds = open_fd(reader), open_fd(writer)
    reader.buffer.tell(f'descriptors {fds[0]} and {fds[1]}', True, True)
    return fds


# ---- what is at the ends of standard streams

class Keyboard(Pollable):
    """Standard input: what the scenario says is typed, when it is typed. Ctrl-D (U+0004) ends it.

    A program that wants more than that waits; where the scenario has no standard input, it is at its end from the start.
    """

    blocking = True

    def __init__(self):
        self.data = bytearray()
        self.ended = not world.get('stdin')
        for item in world.get('stdin', ()):
            at(item['at'], self._typed, item['text'])

    def _typed(self, text):
        if self.ended:
            return
        text, end, _ = text.partition('\x04')
        self.data += text.encode()
        if end:
            self.ended = True
        self.changed(IN)

    def mask(self):
        return IN if self.data or self.ended else 0

    def awaited(self):
        return None if self.ended else 'standard input'

    def shown(self, mask):
        return 'standard input'

    def recv(self, size):
        if not self.data:
            return b'' if self.ended else None
        data = bytes(self.data[:size])
        del self.data[:size]
        return data

    def close(self):
        pass


class Screen(Pollable):
    """Standard output or standard error, written by way of a descriptor."""

    blocking = True

    def __init__(self, fd):
        self.fd = fd

    def mask(self):
        return OUT

    def shown(self, mask):
        return ''

    def send(self, data):
        from _engine import _write
        _write(self.fd, bytes(data).decode('utf-8', 'replace'))
        return len(data)

    def close(self):
        pass


class Nothing(Pollable):
    """/dev/null."""

    blocking = True

    def mask(self):
        return IN | OUT

    def shown(self, mask):
        return ''

    def recv(self, size):
        return b''

    def send(self, data):
        return len(data)

    def close(self):
        pass


keyboard = Keyboard()
for _number, _thing in ((0, keyboard), (1, Screen(1)), (2, Screen(2))):
    put_fd(_number, _thing)
    _thing.refs += 1            # they outlive every close


# ---- reading and writing by descriptor

def _would_block():
    raise BlockingIOError(11, 'Resource temporarily unavailable')


def receive(thing, size):
    """Some bytes, b'' at the end; blocks unless the descriptor is set not to."""
    if not hasattr(thing, 'recv'):
        raise OSError(9, 'Bad file descriptor')
    data = thing.recv(size)
    while data is None:
        if not getattr(thing, 'blocking', True):
            _would_block()
        thing.sleep_until(IN, None, thing.shown(IN))
        data = thing.recv(size)
    return data


def send(thing, data):
    """How many bytes went, at least one; blocks unless the descriptor is set not to."""
    if not hasattr(thing, 'send'):
        raise OSError(9, 'Bad file descriptor')
    data = bytes(data)
    sent = thing.send(data)
    while not sent and data:
        if not getattr(thing, 'blocking', True):
            _would_block()
        thing.sleep_until(OUT, None, thing.shown(OUT))
        sent = thing.send(data)
    return sent


def send_all(thing, data):
    while data:
        data = data[send(thing, data):]


def read(fd, length):
    return receive(thing_of(fd), length)


def write(fd, data):
    thing = thing_of(fd)
    if getattr(thing, 'blocking', True):
        send_all(thing, bytes(data))
        return len(data)
    return send(thing, data)


def set_blocking(fd, blocking):
    thing_of(fd).blocking = bool(blocking)


def get_blocking(fd):
    return getattr(thing_of(fd), 'blocking', True)


class File:
    """A file object over a descriptor, text or bytes."""

    def __init__(self, fd, mode='rb', encoding='utf-8', errors='strict', name=None):
        self._fd = fd
        self.mode = mode
        self.name = fd if name is None else name
        self._text = 'b' not in mode
        self.encoding, self.errors = encoding or 'utf-8', errors or 'strict'
        self._buffer = b''
        self._eof = False
        self.closed = False

    def fileno(self):
        return self._fd

    @property
    def buffer(self):
        return File(self._fd, self.mode.replace('t', '') + 'b') if self._text else self

    def readable(self):
        return 'r' in self.mode

    def writable(self):
        return 'r' not in self.mode

    def seekable(self):
        return False

    def isatty(self):
        return False

    def _check_open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def _more(self):
        data = b'' if self._eof else read(self._fd, 65536)
        self._eof = not data
        self._buffer += data
        return bool(data)

    def _give(self, n):
        data, self._buffer = self._buffer[:n], self._buffer[n:]
        return data.decode(self.encoding, self.errors) if self._text else data

    def read(self, size=-1, /):
        self._check_open()
        self._eof = False
        while (size is None or size < 0 or len(self._buffer) < size) and self._more():
            pass
        return self._give(len(self._buffer) if size is None or size < 0 else size)

    def read1(self, size=-1, /):
        self._check_open()
        if not self._buffer:
            self._more()
        return self._give(len(self._buffer) if size < 0 else size)

    def readline(self, size=-1, /):
        self._check_open()
        self._eof = False
        while b'\n' not in self._buffer and self._more():
            pass
        end = self._buffer.find(b'\n') + 1 or len(self._buffer)
        return self._give(end if size is None or size < 0 else min(end, size))

    def readlines(self, hint=-1, /):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data, /):
        self._check_open()
        if self._text:
            if not isinstance(data, str):
                raise TypeError(f'write() argument must be str, not {type(data).__name__}')
            write(self._fd, data.encode(self.encoding, self.errors))
        else:
            if isinstance(data, str):
                raise TypeError("a bytes-like object is required, not 'str'")
            write(self._fd, data)
        return len(data)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        if not self.closed:
            self.closed = True
            close_fd(self._fd)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __del__(self):
        if not self.closed and self._fd > 2:
            self.closed = True
            if self._fd in descriptors:
                close_fd(self._fd)
