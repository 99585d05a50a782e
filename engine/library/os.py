"""os: what makes sense without a machine. No file, process or environment is ever touched."""

import sys
import posixpath as path
from posixpath import sep, pardir, curdir

name = 'posix'
linesep = '\n'
pathsep = ':'
altsep = None
extsep = '.'
devnull = '/dev/null'
environ = {}
error = OSError


def getenv(key, default=None):
    return environ.get(key, default)


def getcwd():
    return '/'


def getpid():
    process = sys.modules.get('_world_process')
    return 1000 if process is None else process.getpid()


def getppid():
    return 1


def kill(pid, sig, /):
    """Send a signal to this program or to one of its processes."""
    import _world_process
    _world_process.kill(pid, int(sig))


def _exit(status):
    import _strands
    _strands.exit_now(status)


def pipe():
    """A pipe: the descriptors of its reading and its writing end."""
    import _world_pipes
    return _world_pipes.pipe()


def read(fd, length, /):
    import _world_pipes
    return _world_pipes.read(fd, length)


def write(fd, data, /):
    import _world_pipes
    return _world_pipes.write(fd, data)


def close(fd):
    import _world
    _world.close_fd(fd)


def set_blocking(fd, blocking, /):
    import _world_pipes
    _world_pipes.set_blocking(fd, blocking)


def get_blocking(fd, /):
    import _world_pipes
    return _world_pipes.get_blocking(fd)


def isatty(fd, /):
    return False


def fdopen(fd, mode='r', *args, **kwargs):
    import _world_pipes
    return _world_pipes.File(fd, mode)


def cpu_count():
    return 4


process_cpu_count = cpu_count


def urandom(size, /):
    import random
    return bytes([random.getrandbits(8) for _ in range(size)])


def fspath(p):
    if isinstance(p, (str, bytes)):
        return p
    method = getattr(type(p), '__fspath__', None)
    if method is None:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(p).__name__}')
    return method(p)


def fsencode(filename):
    return fspath(filename).encode() if isinstance(fspath(filename), str) else fspath(filename)


def fsdecode(filename):
    return fspath(filename).decode() if isinstance(fspath(filename), bytes) else fspath(filename)


def listdir(path='.'):
    raise FileNotFoundError(2, 'No such file or directory', path)


def remove(path):
    raise FileNotFoundError(2, 'No such file or directory', path)


unlink = stat = rmdir = mkdir = makedirs = remove


def getloadavg():
    return (0.0, 0.0, 0.0)


def strerror(code, /):
    return {1: 'Operation not permitted', 2: 'No such file or directory', 13: 'Permission denied', 104: 'Connection reset by peer',
            110: 'Connection timed out', 111: 'Connection refused'}.get(code, f'Unknown error {code}')


class PathLike:
    pass


sys.modules['os.path'] = path
