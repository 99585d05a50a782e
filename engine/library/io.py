"""io: streams of texts and bytes, in memory and over the scenario's files."""

import sys
from abc import ABCMeta

__all__ = ['BlockingIOError', 'open', 'open_code', 'IOBase', 'RawIOBase', 'FileIO', 'BytesIO', 'StringIO',
           'BufferedIOBase', 'BufferedReader', 'BufferedWriter', 'BufferedRWPair', 'BufferedRandom', 'TextIOBase',
           'TextIOWrapper', 'UnsupportedOperation', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END', 'DEFAULT_BUFFER_SIZE',
           'IncrementalNewlineDecoder', 'text_encoding']

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    """A stream cannot do what was asked of it."""


def text_encoding(encoding, stacklevel=2, /):
    return 'utf-8' if encoding is None else encoding


# ---- what all streams have

class IOBase(metaclass=ABCMeta):
    """The base of all streams."""

    _closed = False

    @property
    def closed(self):
        return self._closed

    def _checkClosed(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, offset, whence=0, /):
        self._unsupported('seek')

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None, /):
        self._unsupported('truncate')

    def flush(self):
        self._checkClosed()

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def fileno(self):
        self._unsupported('fileno')

    def isatty(self):
        self._checkClosed()
        return False

    def _check_readable(self):
        if not self.readable():
            raise UnsupportedOperation('not readable')

    def _check_writable(self):
        if not self.writable():
            raise UnsupportedOperation('not writable')

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, size=-1, /):
        limit = -1 if size is None else size
        line = b''
        while limit < 0 or len(line) < limit:
            one = self.read(1)
            if not one:
                break
            line += one
            if line.endswith(b'\n'):
                break
        return line

    def readlines(self, hint=None, /):
        if hint is None or hint <= 0:
            return list(self)
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if size >= hint:
                break
        return lines

    def writelines(self, lines, /):
        self._checkClosed()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    """The base of streams of bytes that keep nothing back."""

    def read(self, size=-1, /):
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        n = self.readinto(buffer)
        if n is None:
            return None
        return bytes(buffer[:n])

    def readall(self):
        parts = []
        while True:
            part = self.read(DEFAULT_BUFFER_SIZE)
            if not part:
                return b''.join(parts)
            parts.append(part)

    def readinto(self, buffer, /):
        self._unsupported('readinto')

    def write(self, data, /):
        self._unsupported('write')


class BufferedIOBase(IOBase):
    """The base of streams of bytes that read ahead or write later."""

    def read(self, size=-1, /):
        self._unsupported('read')

    def read1(self, size=-1, /):
        self._unsupported('read1')

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    readinto1 = readinto

    def write(self, data, /):
        self._unsupported('write')

    def detach(self):
        self._unsupported('detach')


class TextIOBase(IOBase):
    """The base of streams of text."""

    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1, /):
        self._unsupported('read')

    def write(self, text, /):
        self._unsupported('write')

    def readline(self, size=-1, /):
        self._unsupported('readline')

    def detach(self):
        self._unsupported('detach')


def _as_bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    if isinstance(data, (bytes, bytearray)):
        return data
    try:
        return bytes(memoryview(data)) if type(data).__name__ != 'array' else data.tobytes()
    except (TypeError, NameError):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


# ---- in memory

class BytesIO(BufferedIOBase):
    """Bytes in memory."""

    def __init__(self, initial_bytes=b''):
        self._data = bytearray(initial_bytes or b'')
        self._pos = 0

    def _check(self):
        if self._closed:
            raise ValueError('I/O operation on closed file.')

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check()
        return bytes(self._data)

    def getbuffer(self):
        self._check()
        return memoryview(self._data) if hasattr(sys.modules['builtins'], 'memoryview') else bytearray(self._data)

    def read(self, size=-1, /):
        self._check()
        end = len(self._data) if size is None or size < 0 else self._pos + size
        result = bytes(self._data[self._pos:end])
        self._pos += len(result)
        return result

    read1 = read

    def readline(self, size=-1, /):
        self._check()
        at = self._data.find(b'\n', self._pos)
        end = len(self._data) if at < 0 else at + 1
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        result = bytes(self._data[self._pos:end])
        self._pos += len(result)
        return result

    def write(self, data, /):
        self._check()
        data = _as_bytes(data)
        if self._pos > len(self._data):
            self._data += bytes(self._pos - len(self._data))
        self._data[self._pos:self._pos + len(data)] = data
        self._pos += len(data)
        return len(data)

    def seek(self, offset, whence=0, /):
        self._check()
        if whence == 0:
            if offset < 0:
                raise ValueError(f'negative seek value {offset}')
            self._pos = offset
        elif whence in (1, 2):
            self._pos = max(0, (self._pos if whence == 1 else len(self._data)) + offset)
        else:
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        return self._pos

    def tell(self):
        self._check()
        return self._pos

    def truncate(self, size=None, /):
        self._check()
        size = self._pos if size is None else size
        if size < 0:
            raise ValueError(f'negative size value {size}')
        del self._data[size:]
        return size

    def close(self):
        self._closed = True
        self._data = bytearray()


class StringIO(TextIOBase):
    """Text in memory."""

    line_buffering = False

    def __init__(self, initial_value='', newline='\n'):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f'newline must be str or None, not {type(newline).__name__}')
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline!r}')
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f'initial_value must be str or None, not {type(initial_value).__name__}')
        self._newline = newline
        self._parts = []  # written at the end and not yet joined to the text
        self._data = ''
        self._pos = 0
        self._size = 0
        if initial_value:
            self.write(initial_value)
            self._pos = 0

    def _check(self):
        if self._closed:
            raise ValueError('I/O operation on closed file')

    def _text(self):
        if self._parts:
            self._data += ''.join(self._parts)
            self._parts = []
        return self._data

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check()
        return self._text()

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'string argument expected, got {type(text).__name__!r}')
        self._check()
        count = len(text)
        if self._newline is None:
            text = text.replace('\r\n', '\n').replace('\r', '\n')
        elif self._newline in ('\r', '\r\n'):
            text = text.replace('\n', self._newline)
        if self._pos == self._size:
            self._parts.append(text)
            self._pos = self._size = self._size + len(text)
            return count
        data = self._text()
        data += '\0' * (self._pos - len(data))
        self._data = data[:self._pos] + text + data[self._pos + len(text):]
        self._pos += len(text)
        self._size = len(self._data)
        return count

    def read(self, size=-1, /):
        self._check()
        end = self._size if size is None or size < 0 else self._pos + size
        result = self._text()[self._pos:end]
        self._pos += len(result)
        return result

    def readline(self, size=-1, /):
        self._check()
        data = self._text()
        end = _line_end(data, self._pos, self._newline)
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        result = data[self._pos:end]
        self._pos = max(end, self._pos)
        return result

    def seek(self, offset, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f'Invalid whence ({whence}, should be 0, 1 or 2)')
        if whence == 0 and offset < 0:
            raise ValueError(f'Negative seek position {offset}')
        if whence and offset:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._pos = offset if whence == 0 else self._pos if whence == 1 else self._size
        return self._pos

    def tell(self):
        self._check()
        return self._pos

    def truncate(self, size=None, /):
        self._check()
        size = self._pos if size is None else size
        if size < 0:
            raise ValueError(f'Negative size value {size}')
        self._data = self._text()[:size]
        self._size = len(self._data)
        return size

    def close(self):
        self._closed = True


def _line_end(text, start, newline):
    """Where the line that begins at `start` ends, its newline included."""
    if newline == '':
        n, r = text.find('\n', start), text.find('\r', start)
        if r >= 0 and (n < 0 or r < n):
            return r + 2 if text[r + 1:r + 2] == '\n' else r + 1
        return len(text) if n < 0 else n + 1
    mark = newline or '\n'
    at = text.find(mark, start)
    return len(text) if at < 0 else at + len(mark)


# ---- over raw streams

class FileIO(RawIOBase):
    """A file of the scenario's, without a buffer."""

    def __init__(self, file, mode='r', closefd=True, opener=None):
        import _files
        self.name = file
        self._node, self._pos, self._reads, self._writes, self._appends = _files.open_node(file, mode)
        created = 'x' in mode
        plain = 'x' if created else 'a' if self._appends else 'r' if self._reads else 'w'
        self.mode = plain + 'b' + ('+' if self._reads and self._writes else '')
        if self._reads and self._writes and plain == 'r':
            self.mode = 'rb+'

    def readable(self):
        self._checkClosed()
        return self._reads

    def writable(self):
        self._checkClosed()
        return self._writes

    def seekable(self):
        self._checkClosed()
        return self._node.seekable

    def _require(self, allowed, what):
        self._checkClosed()
        if not allowed:
            raise UnsupportedOperation(f'File not open for {what}')

    def read(self, size=-1, /):
        self._require(self._reads, 'reading')
        result = self._node.take(self._pos, -1 if size is None else size)
        self._pos += len(result)
        return result

    def readall(self):
        return self.read()

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def write(self, data, /):
        self._require(self._writes, 'writing')
        data = _as_bytes(data)
        if self._appends:
            self._pos = len(self._node.data)
        self._pos = self._node.put(self._pos, data)
        return len(data)

    def seek(self, offset, whence=0, /):
        self._checkClosed()
        base = 0 if whence == 0 else self._pos if whence == 1 else len(self._node.data)
        if base + offset < 0:
            raise OSError(22, 'Invalid argument')
        self._pos = base + offset
        return self._pos

    def tell(self):
        self._checkClosed()
        return self._pos

    def truncate(self, size=None, /):
        self._require(self._writes, 'writing')
        size = self._pos if size is None else size
        self._node.resize(size)
        return size

    def fileno(self):
        self._checkClosed()
        return self._node.fd()

    def __repr__(self):
        if self._closed:
            return '<_io.FileIO [closed]>'
        return f'<_io.FileIO name={self.name!r} mode={self.mode!r} closefd=True>'


class _Buffered(BufferedIOBase):
    """Reads ahead from a raw stream and writes to it later."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if buffer_size <= 0:
            raise ValueError('buffer size must be strictly positive')
        self.raw = raw
        self._size = buffer_size
        self._ahead = b''      # read and not yet handed out
        self._later = []       # to be written
        self._later_size = 0

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    @property
    def closed(self):
        return self.raw is None or self.raw.closed

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def seekable(self):
        return self.raw.seekable()

    def fileno(self):
        return self.raw.fileno()

    def _checkClosed(self):
        if self.closed:
            raise ValueError(f"{'read' if self.raw is None else 'I/O operation'} of closed file"
                             if self.raw is None else 'I/O operation on closed file.')

    def read(self, size=-1, /):
        if self.closed:
            raise ValueError('read of closed file')
        self._check_reads()
        self.flush()
        if size is None or size < 0:
            result = self._ahead + (self.raw.readall() if hasattr(self.raw, 'readall') else self.raw.read() or b'')
            self._ahead = b''
            return result
        parts = [self._ahead]
        have = len(self._ahead)
        while have < size:
            part = self.raw.read(max(size - have, self._size))
            if not part:
                break
            parts.append(part)
            have += len(part)
        data = b''.join(parts)
        self._ahead = data[size:]
        return data[:size]

    def _check_reads(self):
        if not self.readable():
            raise UnsupportedOperation('read')

    def _check_writes(self):
        if not self.writable():
            raise UnsupportedOperation('write')

    def read1(self, size=-1, /):
        self._check_reads()
        if not self._ahead:
            self._ahead = self.raw.read(self._size) or b''
        size = len(self._ahead) if size is None or size < 0 else size
        result, self._ahead = self._ahead[:size], self._ahead[size:]
        return result

    def peek(self, size=0, /):
        if not self._ahead:
            self._ahead = self.raw.read(self._size) or b''
        return self._ahead

    def readline(self, size=-1, /):
        if self.closed:
            raise ValueError('readline of closed file')
        self._check_reads()
        self.flush()
        while b'\n' not in self._ahead:
            part = self.raw.read(self._size)
            if not part:
                break
            self._ahead += part
        end = self._ahead.find(b'\n') + 1 or len(self._ahead)
        if size is not None and size >= 0:
            end = min(end, size)
        line, self._ahead = self._ahead[:end], self._ahead[end:]
        return line

    def write(self, data, /):
        if self.closed:
            raise ValueError('write to closed file')
        self._check_writes()
        data = bytes(_as_bytes(data))
        self._drop_ahead()
        self._later.append(data)
        self._later_size += len(data)
        if self._later_size > self._size:
            self.flush()
        return len(data)

    def _drop_ahead(self):
        if self._ahead:
            self.raw.seek(-len(self._ahead), 1)
            self._ahead = b''

    def flush(self):
        if self.closed:
            raise ValueError('flush of closed file')
        if self._later:
            data, self._later, self._later_size = b''.join(self._later), [], 0
            while data:
                n = self.raw.write(data)
                data = data[n:] if n is not None and n < len(data) else b''

    def seek(self, offset, whence=0, /):
        self._checkClosed()
        self.flush()
        if whence == 1:
            offset -= len(self._ahead)
        self._ahead = b''
        return self.raw.seek(offset, whence)

    def tell(self):
        self._checkClosed()
        return self.raw.tell() - len(self._ahead) + self._later_size

    def truncate(self, size=None, /):
        self._check_writable()
        self.flush()
        return self.raw.truncate(self.tell() if size is None else size)

    def close(self):
        if self.raw is not None and not self.raw.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def detach(self):
        self.flush()
        raw, self.raw = self.raw, None
        return raw

    def __del__(self):
        if self.__dict__.get('raw') is not None and self._later:
            self.close()

    def __repr__(self):
        name = f'{type(self).__module__}.{type(self).__qualname__}'
        try:
            return f'<{name} name={self.name!r}>'
        except AttributeError:
            return f'<{name}>'


class BufferedReader(_Buffered):
    """Reads bytes, ahead."""


class BufferedWriter(_Buffered):
    """Writes bytes, later."""


class BufferedRandom(_Buffered):
    """Reads and writes bytes."""


class BufferedRWPair(BufferedIOBase):
    """One stream to read from and one to write to."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)
        for name in ('read', 'read1', 'peek', 'readline'):
            setattr(self, name, getattr(self.reader, name))
        self.write, self.flush = self.writer.write, self.writer.flush

    def readable(self):
        return True

    writable = readable

    def close(self):
        self.writer.close()
        self.reader.close()

    @property
    def closed(self):
        return self.writer.closed


class IncrementalNewlineDecoder:
    """Replaces newlines of other systems."""

    def __init__(self, decoder, translate, errors='strict'):
        self._decoder = decoder
        self._translate = translate

    def decode(self, input, final=False):
        text = input if self._decoder is None else self._decoder.decode(input, final)
        return text.replace('\r\n', '\n').replace('\r', '\n') if self._translate else text


class TextIOWrapper(TextIOBase):
    """Text over a stream of bytes."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f'illegal newline type: {type(newline)!r}')
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline!r}')
        self._encoding = 'UTF-8' if encoding in (None, 'locale') else encoding
        ''.encode(self._encoding)  # LookupError where there is none
        self.buffer = buffer
        self._errors = errors or 'strict'
        self._newline = newline
        self.line_buffering = line_buffering
        self.write_through = write_through
        self._later = []
        self._later_size = 0
        self._text = ''      # decoded and not yet handed out, from _at on
        self._at = 0
        self._seen = set()

    encoding = property(lambda self: self._encoding)
    errors = property(lambda self: self._errors)
    closed = property(lambda self: self.buffer is None or self.buffer.closed)

    @property
    def name(self):
        return self.buffer.name

    @property
    def newlines(self):
        if not self._seen:
            return None
        return tuple(sorted(self._seen)) if len(self._seen) > 1 else next(iter(self._seen))

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        return self.buffer.fileno()

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None):
        self.flush()
        if encoding is not None:
            self._encoding = encoding
        if errors is not None:
            self._errors = errors
        if newline is not None:
            self._newline = newline
        if line_buffering is not None:
            self.line_buffering = line_buffering

    def write(self, text, /):
        self._checkClosed()
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        if not self.writable():
            raise UnsupportedOperation('not writable')
        count = len(text)
        if self._newline in ('\r', '\r\n'):
            text = text.replace('\n', self._newline)
        if self._text:
            self._rewind()
        self._later.append(text.encode(self._encoding, self._errors))
        self._later_size += count
        if self.write_through or self._later_size > DEFAULT_BUFFER_SIZE or self.line_buffering and (
                '\n' in text or '\r' in text):
            self._push()
            if self.line_buffering:
                self.buffer.flush()
        return count

    def _push(self):
        if self._later:
            data, self._later, self._later_size = b''.join(self._later), [], 0
            self.buffer.write(data)

    def flush(self):
        self._checkClosed()
        self._push()
        self.buffer.flush()

    def _rewind(self):
        """Go back in the bytes to where reading stands."""
        rest = self._text[self._at:]
        self._text, self._at = '', 0
        if rest:
            self.buffer.seek(-len(rest.encode(self._encoding, self._errors)), 1)

    def _decoded(self, data):
        text = data.decode(self._encoding, self._errors)
        if self._newline in (None, '') and '\r' in text:
            rest = text.replace('\r\n', '')
            self._seen.update(mark for mark, there in (('\r\n', '\r\n' in text), ('\n', '\n' in rest), ('\r', '\r' in rest))
                              if there)
            if self._newline is None:
                text = text.replace('\r\n', '\n').replace('\r', '\n')
        elif '\n' in text:
            self._seen.add('\n')
        return text

    def _check_reads(self):
        self._checkClosed()
        if not self.readable():
            raise UnsupportedOperation('not readable')
        self._push()

    def read(self, size=-1, /):
        self._check_reads()
        if size is None or size < 0:
            result = self._text[self._at:] + self._decoded(self.buffer.read())
            self._text, self._at = '', 0
            return result
        while len(self._text) - self._at < size:
            line = self.buffer.readline()
            if not line:
                break
            self._text = self._text[self._at:] + self._decoded(line)
            self._at = 0
        result = self._text[self._at:self._at + size]
        self._at += len(result)
        return result

    def readline(self, size=-1, /):
        self._check_reads()
        limit = -1 if size is None else size
        while True:
            end = _line_end(self._text, self._at, self._newline)
            there = self._text[self._at:end]
            ended = there.endswith(self._newline or '\n') or self._newline == '' and there.endswith('\r') and \
                end < len(self._text)
            if ended or 0 <= limit <= len(there):
                break
            line = self.buffer.readline()
            if not line:
                break
            self._text = self._text[self._at:] + self._decoded(line)
            self._at = 0
        if limit >= 0:
            end = min(end, self._at + limit)
        result = self._text[self._at:end]
        self._at = end
        return result

    def tell(self):
        self._checkClosed()
        self._push()
        self.buffer.flush()
        return self.buffer.tell() - len(self._text[self._at:].encode(self._encoding, self._errors))

    def seek(self, cookie, whence=0, /):
        self._checkClosed()
        if whence == 1 and cookie:
            raise UnsupportedOperation("can't do nonzero cur-relative seeks")
        if whence == 2 and cookie:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        if whence == 0 and cookie < 0:
            raise ValueError(f'negative seek position {cookie}')
        if whence == 1:
            return self.tell()
        self.flush()
        self._text, self._at = '', 0
        return self.buffer.seek(cookie, whence)

    def truncate(self, size=None, /):
        self.flush()
        return self.buffer.truncate(self.tell() if size is None else size)

    def close(self):
        if self.buffer is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def detach(self):
        self.flush()
        buffer, self.buffer = self.buffer, None
        return buffer

    def __del__(self):
        if self.__dict__.get('buffer') is not None and self._later and not self.closed:
            self.close()

    def __repr__(self):
        parts = ['<_io.TextIOWrapper']
        for attribute in ('name', 'mode'):
            try:
                parts.append(f' {attribute}={getattr(self, attribute)!r}')
            except AttributeError:
                pass
        return ''.join(parts) + f' encoding={self._encoding!r}>'


for _class in (FileIO, BytesIO, StringIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair, TextIOWrapper,
               IncrementalNewlineDecoder):
    _class.__module__ = '_io'
del _class
TextIOWrapper.register(type(sys.stdout))
TextIOBase.register(type(sys.stdin))


# ---- open

def _check_mode(mode, binary, encoding, errors, newline):
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    if set(mode) - set('axrwb+t') or len(mode) > len(set(mode)):
        raise ValueError(f'invalid mode: {mode!r}')
    if 't' in mode and binary:
        raise ValueError("can't have text and binary mode at once")
    if len([c for c in mode if c in 'axrw']) > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if not [c for c in mode if c in 'axrw']:
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
    if binary:
        for name, value in (('encoding', encoding), ('errors', errors), ('newline', newline)):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {'a' if name == 'newline' else 'an'} {name} argument")


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """Open a file of the scenario's, in memory."""
    if not isinstance(file, (str, bytes, int)):
        import os
        file = os.fspath(file)
    binary = 'b' in mode if isinstance(mode, str) else False
    _check_mode(mode, binary, encoding, errors, newline)
    if isinstance(file, int):
        return _open_descriptor(file, mode)
    raw = FileIO(file, mode.replace('b', '').replace('t', ''), closefd, opener)
    if buffering == 0:
        if not binary:
            raw.close()
            raise ValueError("can't have unbuffered text I/O")
        return raw
    size = DEFAULT_BUFFER_SIZE if buffering in (-1, 1) else buffering
    kind = BufferedRandom if '+' in mode else BufferedReader if 'r' in mode else BufferedWriter
    buffer = kind(raw, size)
    if binary:
        return buffer
    text = TextIOWrapper(buffer, encoding, errors, newline, line_buffering=buffering == 1)
    text.mode = mode
    return text


def _open_descriptor(fd, mode):
    standard = {0: sys.__stdin__, 1: sys.__stdout__, 2: sys.__stderr__}.get(fd)
    if standard is not None:
        return standard
    import os
    return os.fdopen(fd, mode)


def open_code(path):
    return open(path, 'rb')
