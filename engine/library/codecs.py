"""Text encodings by name: looking them up, decoding piece by piece, and streams of bytes read and written as text.

The encodings themselves are those of str.encode() and bytes.decode(). Beside them stand the ones that change text into text or
bytes into bytes (rot13, hex, base64), which only codecs.encode() and codecs.decode() know.
"""

import io as _io

__all__ = ('BOM', 'BOM_BE', 'BOM_LE', 'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_LE', 'BOM_UTF16_BE', 'BOM_UTF32', 'BOM_UTF32_LE',
           'BOM_UTF32_BE', 'CodecInfo', 'Codec', 'IncrementalEncoder', 'IncrementalDecoder', 'StreamReader', 'StreamWriter',
           'StreamReaderWriter', 'open', 'encode', 'decode', 'lookup', 'register', 'unregister', 'getencoder', 'getdecoder',
           'getincrementalencoder', 'getincrementaldecoder', 'getreader', 'getwriter', 'iterencode', 'iterdecode')

BOM_UTF8 = b'\xef\xbb\xbf'
BOM = BOM_LE = BOM_UTF16 = BOM_UTF16_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = b'\xfe\xff'
BOM_UTF32 = BOM_UTF32_LE = b'\xff\xfe\x00\x00'
BOM_UTF32_BE = b'\x00\x00\xfe\xff'

# The name that CPython gives what the engine's encodings are called.
_NAMES = {'utf8': 'utf-8', 'u8': 'utf-8', 'utf': 'utf-8', 'cp65001': 'utf-8', 'us-ascii': 'ascii', '646': 'ascii',
          'latin-1': 'iso8859-1', 'latin1': 'iso8859-1', 'iso-8859-1': 'iso8859-1', '8859': 'iso8859-1', 'cp819': 'iso8859-1',
          'latin': 'iso8859-1', 'l1': 'iso8859-1', 'utf16': 'utf-16', 'u16': 'utf-16', 'utf-16le': 'utf-16-le',
          'utf-16be': 'utf-16-be', 'utf32': 'utf-32', 'u32': 'utf-32', 'utf-32le': 'utf-32-le', 'utf-32be': 'utf-32-be',
          'windows-1252': 'cp1252', '1252': 'cp1252', 'unicodeescape': 'unicode-escape',
          'rawunicodeescape': 'raw-unicode-escape', 'rot13': 'rot13', 'rot-13': 'rot13', 'hex-codec': 'hex', 'hex': 'hex',
          'base64-codec': 'base64', 'base-64': 'base64', 'base64': 'base64'}
_UNIT = {'utf-16': 2, 'utf-16-le': 2, 'utf-16-be': 2, 'utf-32': 4, 'utf-32-le': 4, 'utf-32-be': 4}
_searches = []


# ---- what is not between text and bytes

def _rot13(text, errors='strict'):
    turned = ''.join(chr((ord(c) - 65 + 13) % 26 + 65) if 'A' <= c <= 'Z' else
                     chr((ord(c) - 97 + 13) % 26 + 97) if 'a' <= c <= 'z' else c for c in text)
    return turned, len(text)


def _hex_encode(data, errors='strict'):
    return bytes(data).hex().encode(), len(data)


def _hex_decode(data, errors='strict'):
    from binascii import a2b_hex
    return a2b_hex(bytes(data)), len(data)


def _base64_encode(data, errors='strict'):
    from base64 import encodebytes
    return encodebytes(bytes(data)), len(data)


def _base64_decode(data, errors='strict'):
    from base64 import decodebytes
    return decodebytes(bytes(data)), len(data)


_SPECIAL = {'rot13': (_rot13, _rot13), 'hex': (_hex_encode, _hex_decode), 'base64': (_base64_encode, _base64_decode)}


# ---- piece by piece

class Codec:
    """A codec without state: encode() and decode() give the result and how much they have taken."""

    def encode(self, input, errors='strict'):
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes text that comes in pieces."""

    encoding = None

    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ''
        self._started = False

    def encode(self, input, final=False):
        name = self.encoding
        if name is None:
            raise NotImplementedError
        # The mark at the start is written once.
        if self._started:
            name = {'utf-16': 'utf-16-le', 'utf-32': 'utf-32-le', 'utf-8-sig': 'utf-8'}.get(name, name)
        self._started = self._started or bool(input)
        return input.encode(name, self.errors) if input else b''

    def reset(self):
        self._started = False

    def getstate(self):
        return int(self._started)

    def setstate(self, state):
        self._started = bool(state)


def _end_of_whole(data, name):
    """Up to where the bytes are whole characters."""
    if name in _UNIT:
        end = len(data) - len(data) % _UNIT[name]
        if _UNIT[name] == 2 and end >= 2:
            high = data[end - 1 if name != 'utf-16-be' else end - 2]
            if 0xd8 <= high < 0xdc:
                end -= 2
        return end
    if name != 'utf-8':
        return len(data)
    for back in range(1, min(3, len(data)) + 1):
        if data[-back] >= 0xc0:
            try:
                bytes(data[-back:]).decode()
            except UnicodeDecodeError as error:
                if error.reason == 'unexpected end of data':
                    return len(data) - back
            break
        if data[-back] < 0x80:
            break
    return len(data)


class IncrementalDecoder:
    """Decodes bytes that come in pieces; the start of a character waits for its rest."""

    encoding = None

    def __init__(self, errors='strict'):
        self.errors = errors
        self.reset()

    def reset(self):
        self.buffer = b''
        self._name = self.encoding

    def getstate(self):
        return self.buffer, 0 if self._name == self.encoding else 1

    def setstate(self, state):
        self.buffer = state[0]
        if state[1] == 0:
            self._name = self.encoding

    def _settle(self, data, final):
        """The mark at the start says which encoding it is; the bytes after the mark, or None: more are needed."""
        marks = {'utf-8-sig': ((BOM_UTF8, 'utf-8'),), 'utf-16': ((BOM_UTF16_LE, 'utf-16-le'), (BOM_UTF16_BE, 'utf-16-be')),
                 'utf-32': ((BOM_UTF32_LE, 'utf-32-le'), (BOM_UTF32_BE, 'utf-32-be'))}.get(self._name)
        if marks is None:
            return data
        if len(data) < len(marks[0][0]) and not final and any(mark.startswith(data) for mark, _ in marks):
            return None
        for mark, name in marks:
            if data.startswith(mark):
                self._name = name
                return data[len(mark):]
        self._name = {'utf-8-sig': 'utf-8'}.get(self._name, f'{self._name}-le')
        return data

    def decode(self, input, final=False):
        if self.encoding is None:
            raise NotImplementedError
        data = self.buffer + bytes(input)
        rest = self._settle(data, final)
        if rest is None:
            self.buffer = data
            return ''
        end = len(rest) if final else _end_of_whole(rest, self._name)
        text = rest[:end].decode(self._name, self.errors)
        self.buffer = rest[end:]
        return text


BufferedIncrementalDecoder, BufferedIncrementalEncoder = IncrementalDecoder, IncrementalEncoder


# ---- streams

class StreamWriter(Codec):
    """Writes text to a stream of bytes."""

    encoding = None

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self._encoder = getincrementalencoder(self.encoding)(errors)

    def write(self, object):
        self.stream.write(self._encoder.encode(object))

    def writelines(self, list):
        self.write(''.join(list))

    def reset(self):
        self._encoder.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReader(Codec):
    """Reads text from a stream of bytes."""

    encoding = None

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self._decoder = getincrementaldecoder(self.encoding)(errors)
        self._text = ''

    def _more(self, size):
        data = self.stream.read(size)
        self._text += self._decoder.decode(data, not data)
        return bool(data)

    def read(self, size=-1, chars=-1, firstline=False):
        if size < 0 and chars < 0:
            self._text += self._decoder.decode(self.stream.read(), True)
            text, self._text = self._text, ''
            return text
        wanted = chars if chars >= 0 else size
        while len(self._text) < wanted and self._more(max(size, 72)):
            pass
        text, self._text = self._text[:wanted], self._text[wanted:]
        return text

    def readline(self, size=None, keepends=True):
        while True:
            lines = self._text.splitlines(True)
            # A line is whole when another has begun: \r may be followed by \n.
            if len(lines) > 1 or not self._more(72 if size is None else size):
                break
        lines = self._text.splitlines(True)
        if not lines:
            return ''
        self._text = self._text[len(lines[0]):]
        return lines[0] if keepends else lines[0].splitlines(False)[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self._decoder.reset()
        self._text = ''

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReaderWriter:
    """Both on one stream."""

    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.reader)

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


# ---- by name

class CodecInfo(tuple):
    """What lookup() gives: (encode, decode, streamreader, streamwriter) with names."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None,
                name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode, self.decode = encode, decode
        self.streamreader, self.streamwriter = streamreader, streamwriter
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        self._is_text_encoding = _is_text_encoding is not False
        return self

    def __repr__(self):
        return f'<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>'


_known = {}


def _text_codec(name):
    def encode(input, errors='strict'):
        return input.encode(name, errors), len(input)

    def decode(input, errors='strict'):
        return bytes(input).decode(name, errors), len(input)

    parts = [type(base.__name__, (base,), {'encoding': name})
             for base in (StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder)]
    return CodecInfo(encode, decode, *parts, name)


def lookup(encoding, /):
    """The codec of a name; LookupError."""
    if not isinstance(encoding, str):
        raise TypeError(f'lookup() argument must be str, not {type(encoding).__name__}')
    plain = encoding.lower().replace('_', '-').replace(' ', '-')
    name = _NAMES.get(plain, plain)
    if name in _known:
        return _known[name]
    if name in _SPECIAL:
        codec = CodecInfo(*_SPECIAL[name], name=name, _is_text_encoding=False)
    else:
        for search in _searches:
            codec = search(plain.replace('-', '_'))
            if codec is not None:
                break
        else:
            try:
                ''.encode(name)
            except LookupError:
                raise LookupError(f'unknown encoding: {encoding}') from None
            codec = _text_codec(name)
    _known[name] = codec
    return codec


def register(search_function, /):
    """Ask this function too where a name is not known."""
    if not callable(search_function):
        raise TypeError('argument must be callable')
    _searches.append(search_function)


def unregister(search_function, /):
    if search_function in _searches:
        _searches.remove(search_function)
        _known.clear()


def encode(obj, encoding='utf-8', errors='strict'):
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding='utf-8', errors='strict'):
    return lookup(encoding).decode(obj, errors)[0]


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def _part(encoding, name):
    part = getattr(lookup(encoding), name)
    if part is None:
        raise LookupError(encoding)
    return part


def getincrementalencoder(encoding):
    return _part(encoding, 'incrementalencoder')


def getincrementaldecoder(encoding):
    return _part(encoding, 'incrementaldecoder')


def getreader(encoding):
    return _part(encoding, 'streamreader')


def getwriter(encoding):
    return _part(encoding, 'streamwriter')


def iterencode(iterator, encoding, errors='strict', **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for text in iterator:
        if data := encoder.encode(text):
            yield data
    if data := encoder.encode('', True):
        yield data


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for data in iterator:
        if text := decoder.decode(data):
            yield text
    if text := decoder.decode(b'', True):
        yield text


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """A file read and written in an encoding; line ends stay as they are."""
    if encoding is not None and 'b' not in mode:
        mode = f'{mode}b'
    file = _io.open(filename, mode, buffering)
    if encoding is None:
        return file
    info = lookup(encoding)
    both = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
    both.encoding = encoding
    return both
