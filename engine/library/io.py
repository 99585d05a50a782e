"""io: texts and bytes in memory."""

import sys

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
TextIOWrapper = type(sys.stdout)


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def close(self):
        self.closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        self._check()

    def isatty(self):
        return False

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def fileno(self):
        raise UnsupportedOperation('fileno')


RawIOBase = BufferedIOBase = TextIOBase = IOBase


class _Memory(IOBase):
    _empty = ''

    def getvalue(self):
        self._check()
        return self._data

    def read(self, size=-1, /):
        self._check()
        end = len(self._data) if size is None or size < 0 else self._pos + size
        result = self._data[self._pos:end]
        self._pos += len(result)
        return result

    def readline(self, size=-1, /):
        self._check()
        at = self._data.find(self._newline, self._pos)
        end = len(self._data) if at < 0 else at + 1
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        result = self._data[self._pos:end]
        self._pos = max(end, self._pos)
        return result

    def _put(self, data):
        if self._pos == len(self._data):
            self._data += data
        else:
            gap = self._pad * max(self._pos - len(self._data), 0)
            self._data = self._data[:self._pos] + gap + data + self._data[self._pos + len(data):]
        self._pos += len(data)
        return len(data)

    def tell(self):
        self._check()
        return self._pos

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError(f'negative seek value {pos}')
            self._pos = pos
        elif whence == 1:
            self._pos += pos
        else:
            self._pos = len(self._data) + pos
        return self._pos

    def truncate(self, pos=None, /):
        self._data = self._data[:self._pos if pos is None else pos]
        return len(self._data)


class StringIO(_Memory):
    """A text file in memory."""
    _newline = '\n'
    _pad = '\0'
    encoding = None
    errors = None
    line_buffering = False

    def __init__(self, initial_value='', newline='\n'):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f'initial_value must be str or None, not {type(initial_value).__name__}')
        self._data = initial_value or ''
        self._pos = 0

    def write(self, s, /):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f'string argument expected, got {type(s).__name__!r}')
        return self._put(s)


class BytesIO(_Memory):
    """A file of bytes in memory."""
    _newline = b'\n'
    _pad = b'\0'

    def __init__(self, initial_bytes=b''):
        self._data = bytes(initial_bytes)
        self._pos = 0

    def write(self, b, /):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(b))

    def getbuffer(self):
        return bytearray(self._data)

    read1 = _Memory.read


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    import builtins
    return builtins.open(file, mode, buffering, encoding, errors, newline, closefd, opener)
