"""os: what makes sense without a machine. No file, process or environment is ever touched."""

import sys
from abc import ABC, abstractmethod
import _files
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
    return _files.cwd


def getcwdb():
    return _files.cwd.encode()


def chdir(path):
    """Make a folder the one that relative names begin in."""
    _files.change_folder(fspath(path))


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


fspath = path._fspath


def fsencode(filename):
    return fspath(filename).encode() if isinstance(fspath(filename), str) else fspath(filename)


def fsdecode(filename):
    return fspath(filename).decode() if isinstance(fspath(filename), bytes) else fspath(filename)


def listdir(path='.'):
    """The names in a folder."""
    return _files.names_in(fspath(path))


class stat_result(tuple):
    """What stat() tells of a file."""

    __slots__ = ()
    _names = ('st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size', 'st_atime', 'st_mtime', 'st_ctime')

    def __getattr__(self, name):
        if name in self._names:
            return self[self._names.index(name)]
        if name in ('st_mtime_ns', 'st_atime_ns', 'st_ctime_ns'):
            return int(self[8] * 1000000000)
        raise AttributeError(f"'os.stat_result' object has no attribute {name!r}")

    def __repr__(self):
        shown = [f'{name}={int(value)}' for name, value in zip(self._names, self)]
        return f"os.stat_result({', '.join(shown)})"


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """Size, time and kind of a file or folder."""
    node = _files.existing(fspath(path))
    if _files.is_folder(node):
        return stat_result((0o40755, 1, 1, 2, 1000, 1000, 4096, 1700000000.0, 1700000000.0, 1700000000.0))
    return stat_result((0o100644, node.number, 1, 1, 1000, 1000, len(node.data), node.changed, node.changed, node.changed))


lstat = stat
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1


def access(path, mode, **options):
    try:
        _files.existing(fspath(path))
    except OSError:
        return False
    return True


def remove(path, *, dir_fd=None):
    """Remove a file."""
    _files.remove_file(fspath(path))


unlink = remove


def mkdir(path, mode=0o777, *, dir_fd=None):
    """Make a folder."""
    _files.make_folder(fspath(path))


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder and those above it."""
    name = fspath(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def rmdir(path, *, dir_fd=None):
    """Remove an empty folder."""
    _files.remove_folder(fspath(path))


def removedirs(name):
    """Remove an empty folder and then those above that are empty."""
    rmdir(name)
    head, tail = path.split(name)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def rename(src, dst, **options):
    """Give a file or folder another name."""
    _files.rename(fspath(src), fspath(dst))


replace = rename


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)


def truncate(path, length):
    with open(path, 'rb+') as file:
        file.truncate(length)


def chmod(path, mode, **options):
    _files.existing(fspath(path))


def utime(path, times=None, **options):
    _files.existing(fspath(path)).changed = _files._now() if times is None else times[1]


def fsync(fd):
    pass


sync = fsync


class DirEntry:
    """A name in a folder."""

    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'


class scandir:
    """The entries of a folder, one by one."""

    def __init__(self, path='.'):
        folder = fspath(path)
        self._entries = iter([DirEntry(folder, name) for name in _files.names_in(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, names of folders in it, names of files in it) of a folder and of all below."""
    top = fspath(top)
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = [name for name in names if path.isdir(path.join(top, name))]
    files = [name for name in names if name not in folders]
    if topdown:
        yield top, folders, files
    for name in folders:
        yield from walk(path.join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def getloadavg():
    return (0.0, 0.0, 0.0)


def strerror(code, /):
    """The text that goes with an error's number."""
    from errno import _texts
    return _texts.get(code, f'Unknown error {code}')


class PathLike(ABC):
    """What has a path as its name in a file system."""

    @abstractmethod
    def __fspath__(self):
        """The path as a text."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return hasattr(subclass, '__fspath__') or NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


sys.modules['os.path'] = path


class terminal_size(tuple):
    """Columns and lines of a terminal."""

    __slots__ = ()
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f'os.terminal_size(columns={self[0]}, lines={self[1]})'


def get_terminal_size(fd=1, /):
    raise OSError(25, 'Inappropriate ioctl for device')
