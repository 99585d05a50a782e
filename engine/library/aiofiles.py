"""Files for asyncio: each call goes to a thread of the default executor, so that the loop is not held up."""

import asyncio
import functools
import os as _os
import types

__all__ = ('open', 'os')

_open = open


def _in_thread(name):
    async def call(self, *args, **kwargs):
        work = functools.partial(getattr(self._file, name), *args, **kwargs)
        return await self._loop.run_in_executor(self._executor, work)
    call.__name__ = name
    return call


class AsyncFile:
    """A file whose methods are awaited."""

    def __init__(self, file, loop, executor):
        self._file, self._loop, self._executor = file, loop, executor

    name = property(lambda self: self._file.name)
    mode = property(lambda self: self._file.mode)
    encoding = property(lambda self: self._file.encoding)
    closed = property(lambda self: self._file.closed)
    buffer = property(lambda self: AsyncFile(self._file.buffer, self._loop, self._executor))

    def fileno(self):
        return self._file.fileno()

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if line:
            return line
        raise StopAsyncIteration


for _name in ('close', 'flush', 'isatty', 'read', 'readable', 'readall', 'readline', 'readlines', 'seek', 'seekable', 'tell',
              'truncate', 'writable', 'write', 'writelines', 'read1', 'readinto', 'peek', 'detach'):
    setattr(AsyncFile, _name, _in_thread(_name))


class _Opening:
    """What open() gives: to be awaited, or entered with `async with`."""

    def __init__(self, args, kwargs, loop, executor):
        self._call, self._loop, self._executor = functools.partial(_open, *args, **kwargs), loop, executor
        self._file = None

    async def _begin(self):
        loop = self._loop or asyncio.get_running_loop()
        return AsyncFile(await loop.run_in_executor(self._executor, self._call), loop, self._executor)

    def __await__(self):
        return self._begin().__await__()

    async def __aenter__(self):
        self._file = await self._begin()
        return self._file

    async def __aexit__(self, exc_type, exc, tb):
        await self._file.close()


def open(*args, loop=None, executor=None, **kwargs):
    return _Opening(args, kwargs, loop, executor)


def _wrapped(function):
    async def call(*args, loop=None, executor=None, **kwargs):
        loop = loop or asyncio.get_running_loop()
        return await loop.run_in_executor(executor, functools.partial(function, *args, **kwargs))
    return functools.wraps(function)(call)


os = types.ModuleType('aiofiles.os')
for _name in ('rename', 'replace', 'remove', 'unlink', 'mkdir', 'makedirs', 'rmdir', 'listdir', 'stat', 'getcwd'):
    if hasattr(_os, _name):
        setattr(os, _name, _wrapped(getattr(_os, _name)))
os.path = types.ModuleType('aiofiles.os.path')
for _name in ('exists', 'isfile', 'isdir', 'getsize'):
    setattr(os.path, _name, _wrapped(getattr(_os.path, _name)))
