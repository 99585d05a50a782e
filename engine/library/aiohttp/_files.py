"""Files as answers: FileResponse, and folders of them."""

import os

from ._http import unquote
from .multipart import guess_type
from .web import HTTPForbidden, HTTPNotFound, Response, StreamResponse


class FileResponse(StreamResponse):
    """A file of the scenario's. Parts of it (Range) are given as 206; what is unchanged (If-None-Match) as 304."""

    def __init__(self, path, chunk_size=256 * 1024, status=200, reason=None, headers=None):
        super().__init__(status=status, reason=reason, headers=headers)
        self._path = path
        self._chunk_size = chunk_size
        self._data = b''

    async def prepare(self, request):
        if self.prepared:
            return
        try:
            with open(self._path, 'rb') as file:
                data = file.read()
        except (FileNotFoundError, IsADirectoryError):
            self.set_status(404)
            data = b'404: Not Found'
            self.headers['Content-Type'] = 'text/plain; charset=utf-8'
        else:
            data = self._chosen(request, data)
        self._data = data
        if self.status != 304:
            self.content_length = len(data)
        await super().prepare(request)

    def _chosen(self, request, data):
        import hashlib
        tag = '"' + hashlib.sha1(data).hexdigest()[:16] + '"'
        self.headers.setdefault('Content-Type', guess_type(self._path) or 'application/octet-stream')
        self.headers['ETag'] = tag
        self.headers['Accept-Ranges'] = 'bytes'
        if request.headers.get('If-None-Match') in (tag, '*'):
            self.set_status(304)
            return b''
        wanted = request.headers.get('Range')
        return data if wanted is None else self._part(wanted, data)

    def _part(self, wanted, data):
        import re
        match = re.fullmatch(r'bytes=(\d*)-(\d*)', wanted)
        begin = end = None
        if match is not None and match[1]:
            begin, end = int(match[1]), min(int(match[2] or len(data)) + 1, len(data))
        elif match is not None and match[2]:
            begin, end = max(0, len(data) - int(match[2])), len(data)
        if begin is None or begin >= end:
            self.headers['Content-Range'] = f'bytes */{len(data)}'
            self.set_status(416)
            return b''
        self.headers['Content-Range'] = f'bytes {begin}-{end - 1}/{len(data)}'
        self.set_status(206)
        return data[begin:end]

    async def write_eof(self, data=b''):
        for at in range(0, len(self._data), self._chunk_size):
            await self.write(self._data[at:at + self._chunk_size])
        await super().write_eof()


class StaticResource:
    """A folder whose files are answers."""

    def __init__(self, prefix, directory, *, name=None, show_index=False, chunk_size=256 * 1024, **kwargs):
        if not os.path.isdir(directory):
            raise ValueError(f"'{directory}' does not exist")
        self._prefix = prefix.rstrip('/')
        self._directory = str(directory)
        self._show_index = show_index
        self._chunk_size = chunk_size
        self.canonical = self._prefix
        self.name = name
        self.routes = {'GET': self._answer, 'HEAD': self._answer}

    def match(self, path):
        return {'filename': unquote(path[len(self._prefix) + 1:])} if path.startswith(self._prefix + '/') else None

    def url_for(self, *, filename, append_version=None):
        from ._http import URL, quote
        return URL(f'{self._prefix}/{quote(str(filename).lstrip("/"))}')

    async def _answer(self, request):
        inside = os.path.normpath(request.match_info['filename'] or '.')
        if inside.startswith(('..', '/')):
            raise HTTPNotFound()
        path = os.path.join(self._directory, inside)
        if os.path.isdir(path):
            if not self._show_index:
                raise HTTPForbidden()
            return self._index(inside, path)
        if not os.path.isfile(path):
            raise HTTPNotFound()
        return FileResponse(path, self._chunk_size)

    def _index(self, inside, path):
        where = self._prefix + ('' if inside == '.' else '/' + inside)
        names = [name + ('/' if os.path.isdir(os.path.join(path, name)) else '') for name in sorted(os.listdir(path))]
        items = '\n'.join([f'<li><a href="{where}/{name}">{name}</a></li>' for name in names])
        return Response(text=f'<html>\n<head>\n<title>Index of {where}/</title>\n</head>\n<body>\n<h1>Index of {where}/</h1>\n'
                             f'<ul>\n{items}\n</ul>\n</body>\n</html>', content_type='text/html')

    def __repr__(self):
        return f"<StaticResource {self._prefix} -> '{self._directory}'>"
