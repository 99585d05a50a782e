"""Bodies of several parts, and forms: written by FormData and MultipartWriter, read by MultipartReader."""

import io

from ._http import CIMultiDict, MultiDict, charset_of, content_type_of, dumps, loads, make_query, parse_query

_BOUNDARY = 'loopscope0boundary0of0parts'       # real ones are random


def _parameters(header):
    """'form-data; name="a"' -> ('form-data', {'name': 'a'})"""
    import re
    kind, *_ = header.split(';')
    found = re.findall(r';\s*([\w*-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]*)', header)
    return kind.strip().lower(), {k.lower(): re.sub(r'\\(.)', r'\1', v[1:-1]) if v.startswith('"') else v for k, v in found}


def guess_type(filename):
    from mimetypes import guess_type
    return guess_type(str(filename))[0]


class MultipartWriter:
    """Parts, to be sent as one body."""

    def __init__(self, subtype='mixed', boundary=None):
        self.boundary = _BOUNDARY if boundary is None else boundary
        self.headers = CIMultiDict({'Content-Type': f'multipart/{subtype}; boundary={self.boundary}'})
        self._parts = []

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        pass

    def __len__(self):
        return len(self._parts)

    def __bool__(self):
        return True

    def append(self, obj, headers=None):
        headers = CIMultiDict(headers or {})
        if isinstance(obj, str):
            kind, data = 'text/plain; charset=utf-8', obj.encode()
        elif isinstance(obj, MultipartWriter):
            kind, data = obj.headers['Content-Type'], obj.as_bytes()
        elif hasattr(obj, 'read'):
            data = obj.read()
            data = data.encode() if isinstance(data, str) else data
            kind = guess_type(getattr(obj, 'name', '')) or 'application/octet-stream'
        else:
            kind, data = 'application/octet-stream', bytes(obj)
        headers.setdefault('Content-Type', kind)
        self._parts.append((headers, data))
        return headers

    def append_json(self, obj, headers=None):
        headers = CIMultiDict(headers or {})
        headers.setdefault('Content-Type', 'application/json')
        return self.append(dumps(obj).encode(), headers)

    def append_form(self, obj, headers=None):
        headers = CIMultiDict(headers or {})
        headers.setdefault('Content-Type', 'application/x-www-form-urlencoded')
        return self.append(make_query(obj, '').encode(), headers)

    def as_bytes(self):
        out = []
        for headers, data in self._parts:
            lines = ''.join([f'{k}: {v}\r\n' for k, v in headers.items()])
            out.append(f'--{self.boundary}\r\n{lines}\r\n'.encode() + data + b'\r\n')
        return b''.join(out) + f'--{self.boundary}--\r\n'.encode()


class FormData:
    """The fields of a form; one with files is sent in parts."""

    def __init__(self, fields=(), quote_fields=True, charset=None, *, default_to_multipart=False):
        self._fields = []
        self.is_multipart = default_to_multipart
        self.add_fields(*(fields.items() if hasattr(fields, 'items') else fields if isinstance(fields, (list, tuple)) else [fields]))

    def add_field(self, name, value, *, content_type=None, filename=None, content_transfer_encoding=None):
        if hasattr(value, 'read'):
            self.is_multipart = True
            if filename is None:
                filename = str(getattr(value, 'name', name)).rpartition('/')[2]
        elif isinstance(value, (bytes, bytearray)) and filename is None and content_transfer_encoding is None:
            filename = name
        if content_type is not None and not isinstance(content_type, str):
            raise TypeError(f'content_type must be an instance of str. Got: {content_type}')
        if filename is not None or content_type is not None:
            self.is_multipart = True
        self._fields.append((name, value, content_type, filename))

    def add_fields(self, *fields):
        for field in fields:
            if hasattr(field, 'read'):
                self.add_field(getattr(field, 'name', 'unknown'), field)
            elif isinstance(field, (list, tuple)) and len(field) == 2:
                self.add_field(*field)
            elif hasattr(field, 'items'):
                self.add_fields(*field.items())
            else:
                raise TypeError('Only io.IOBase, multidict and (name, file) pairs allowed, use .add_field() for passing more '
                                f'complex parameters, got {field!r}')

    def encoded(self):
        """(type, body)"""
        if not self.is_multipart:
            return 'application/x-www-form-urlencoded', make_query([(n, v) for n, v, *_ in self._fields], '').encode()
        writer = MultipartWriter('form-data')
        for name, value, content_type, filename in self._fields:
            headers = CIMultiDict()
            if content_type is None and filename is not None and not isinstance(value, str):
                content_type = guess_type(filename) or 'application/octet-stream'
            if content_type is not None:
                headers['Content-Type'] = content_type
            more = '' if filename is None else f'; filename="{filename}"'
            headers['Content-Disposition'] = f'form-data; name="{name}"{more}'
            writer.append(str(value) if isinstance(value, (int, float)) else value, headers)
        return writer.headers['Content-Type'], writer.as_bytes()


class BodyPartReader:
    """One part: its headers, and its data as far as they have been asked for."""

    def __init__(self, owner, headers):
        self.headers = headers
        self._owner = owner
        self._buffer = b''
        self._held = b''            # the end of a line, which belongs to the boundary if that comes next
        self._over = False

    @property
    def _disposition(self):
        return _parameters(self.headers.get('Content-Disposition', ''))[1]

    name = property(lambda self: self._disposition.get('name'))
    filename = property(lambda self: self._disposition.get('filename'))

    def at_eof(self):
        return self._over and not self._buffer

    async def _more(self):
        line = await self._owner._line()
        if line.startswith(self._owner._mark) or not line:
            self._over = True
            self._owner._part_ended(line)
            return
        end = b'\r\n' if line.endswith(b'\r\n') else b'\n' if line.endswith(b'\n') else b''
        self._buffer += self._held + line[:len(line) - len(end)]
        self._held = end

    async def read_chunk(self, size=8192):
        while len(self._buffer) < size and not self._over:
            await self._more()
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data

    async def read(self, *, decode=False):
        while not self._over:
            await self._more()
        data, self._buffer = self._buffer, b''
        return data

    async def text(self, *, encoding=None):
        return (await self.read()).decode(encoding or charset_of(self.headers) or 'utf-8')

    async def json(self, *, encoding=None):
        data = await self.read()
        return loads(data.decode(encoding or charset_of(self.headers) or 'utf-8')) if data else None

    async def form(self, *, encoding=None):
        return parse_query(await self.text(encoding=encoding)).items()

    async def release(self):
        await self.read()


class MultipartReader:
    """The parts of a body, one after the other."""

    def __init__(self, headers, content):
        kind, parameters = _parameters(headers.get('Content-Type', ''))
        if not kind.startswith('multipart/'):
            raise ValueError('multipart/* content type expected')
        if 'boundary' not in parameters:
            raise ValueError(f'boundary missed for Content-Type: {headers.get("Content-Type")}')
        self.headers = headers
        self._mark = b'--' + parameters['boundary'].encode()
        self._content = content
        self._part = None
        self._at_boundary = False
        self._over = False

    async def _line(self):
        return await self._content.readline()

    def _part_ended(self, line):
        self._at_boundary = True
        self._over = not line or line.rstrip(b'\r\n') == self._mark + b'--'

    def at_eof(self):
        return self._over

    async def next(self):
        """The next part; None: there is none."""
        if self._part is not None and not self._part._over:
            await self._part.release()
        while not self._at_boundary:
            line = await self._line()
            if not line or line.startswith(self._mark):
                self._part_ended(line)
        if self._over:
            return None
        self._at_boundary = False
        headers = CIMultiDict()
        while line := (await self._line()).strip():
            name, _, value = line.decode().partition(':')
            headers.add(name.strip(), value.strip())
        self._part = BodyPartReader(self, headers)
        if content_type_of(headers).startswith('multipart/'):
            return MultipartReader(headers, _Lines(await self._part.read()))
        return self._part

    async def release(self):
        while await self.next() is not None:
            pass

    def __aiter__(self):
        return self

    async def __anext__(self):
        part = await self.next()
        if part is None:
            raise StopAsyncIteration
        return part


class _Lines:
    def __init__(self, data):
        self._file = io.BytesIO(data)

    async def readline(self):
        return self._file.readline()


class FileField:
    """A file that came with a form."""

    def __init__(self, name, filename, file, content_type, headers):
        self.name, self.filename, self.file, self.content_type, self.headers = name, filename, file, content_type, headers

    def __repr__(self):
        return (f'FileField(name={self.name!r}, filename={self.filename!r}, file={self.file!r}, '
                f'content_type={self.content_type!r}, headers={self.headers!r})')


async def read_form(reader):
    """The fields of a form in parts."""
    fields = MultiDict()
    async for part in reader:
        kind = part.headers.get('Content-Type')
        if part.filename:
            data = io.BytesIO(await part.read())
            fields.add(part.name, FileField(part.name, part.filename, data, kind or 'application/octet-stream', part.headers))
        elif kind is None or kind.startswith('text/'):
            fields.add(part.name, await part.text())
        else:
            fields.add(part.name, await part.read())
    return fields
