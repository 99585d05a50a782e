"""pathlib: paths as objects, over the scenario's files."""

import os
import posixpath
from types import GenericAlias

__all__ = ["UnsupportedOperation", "PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class UnsupportedOperation(NotImplementedError):
    """This kind of path cannot do that."""


class _Parents:
    """The folders above a path, the nearest first."""

    def __init__(self, path):
        self._path = path
        self._all = []
        while path.parent != path:
            path = path.parent
            self._all.append(path)

    def __len__(self):
        return len(self._all)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return tuple(self._all[place])
        if not -len(self._all) <= place < len(self._all):
            raise IndexError(place)
        return self._all[place]

    def __iter__(self):
        return iter(self._all)

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"


class PurePath:
    """A path as a name; it need not exist."""

    __slots__ = ('_root', '_parts', '_text')
    parser = posixpath

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        text = ''
        for arg in args:
            if isinstance(arg, PurePath):
                arg = str(arg)
            else:
                arg = arg if isinstance(arg, str) else os.fspath(arg) if hasattr(type(arg), '__fspath__') else arg
            if not isinstance(arg, str):
                raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                                f"not {type(arg).__name__!r}")
            text = posixpath.join(text, arg) if text else arg
        self._root = '//' if text.startswith('//') and not text.startswith('///') else '/' if text.startswith('/') else ''
        self._parts = [part for part in text.split('/') if part and part != '.']
        self._text = self._root + '/'.join(self._parts) or '.'

    def with_segments(self, *pathsegments):
        return type(self)(*pathsegments)

    def _made(self, root, parts):
        return self.with_segments(root + '/'.join(parts))

    def __str__(self):
        return self._text

    __fspath__ = as_posix = __str__

    def __bytes__(self):
        return os.fsencode(self._text)

    def __repr__(self):
        return f"{type(self).__name__}({self._text!r})"

    def __reduce__(self):
        return type(self), (self._text,)

    def __hash__(self):
        return hash(self._text)

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._text == other._text

    def _key(self):
        return [self._root] + self._parts

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *pathsegments):
        """The path with more parts after it."""
        return self.with_segments(self, *pathsegments)

    drive = property(lambda self: '')
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._root)

    @property
    def parts(self):
        return tuple(([self._root] if self._root else []) + self._parts)

    @property
    def name(self):
        return self._parts[-1] if self._parts else ''

    @property
    def suffix(self):
        return posixpath.splitext(self.name)[1] if not self.name.endswith('.') else ''

    @property
    def suffixes(self):
        name = self.name
        return [] if name.endswith('.') else ['.' + part for part in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        name = self.name
        suffix = self.suffix
        return name[:-len(suffix)] if suffix else name

    @property
    def parent(self):
        return self._made(self._root, self._parts[:-1]) if self._parts else self

    @property
    def parents(self):
        return _Parents(self)

    def with_name(self, name):
        """The path with another last part."""
        if not name or '/' in name or name == '.':
            raise ValueError(f"Invalid name {name!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        return self._made(self._root, self._parts[:-1] + [name])

    def with_stem(self, stem):
        """The path with another last part before its suffix."""
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        """The path with another suffix."""
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and (not suffix.startswith('.') or suffix == '.' or '/' in suffix):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(self.stem + suffix)

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def is_relative_to(self, other, /, *_deprecated):
        """Whether the path lies below another."""
        other = self.with_segments(other)
        return other == self or other in self.parents

    def relative_to(self, other, /, *_deprecated, walk_up=False):
        """The path as seen from another."""
        other = self.with_segments(other)
        for step, path in enumerate([other, *other.parents]):
            if path == self or path in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self.with_segments(*['..'] * step, *self._parts[len(path._parts):])

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/"
        return 'file://' + ''.join([chr(b) if chr(b) in safe else f'%{b:02X}' for b in self._text.encode()])

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the path, or its end, fits a pattern."""
        import fnmatch
        pattern = path_pattern if isinstance(path_pattern, PurePath) else self.with_segments(path_pattern)
        if not pattern._parts:
            raise ValueError("empty pattern")
        if pattern._root and (not self._root or len(pattern._parts) != len(self._parts)):
            return False
        if len(pattern._parts) > len(self._parts):
            return False
        return all([fnmatch.fnmatchcase(part, wanted)
                    for part, wanted in zip(reversed(self._parts), reversed(pattern._parts))])

    def full_match(self, pattern, *, case_sensitive=None):
        """Whether the whole path fits a pattern."""
        pattern = pattern if isinstance(pattern, PurePath) else self.with_segments(pattern)
        return pattern._root == self._root and _fits(self._parts, pattern._parts)

    __class_getitem__ = classmethod(GenericAlias)


def _fits(parts, patterns):
    import fnmatch
    if not patterns:
        return not parts
    if patterns[0] == '**':
        return any([_fits(parts[i:], patterns[1:]) for i in range(len(parts) + 1)])
    return bool(parts) and fnmatch.fnmatchcase(parts[0], patterns[0]) and _fits(parts[1:], patterns[1:])


class PurePosixPath(PurePath):
    __slots__ = ()


class PureWindowsPath(PurePath):
    __slots__ = ()

    def __init__(self, *args):
        raise UnsupportedOperation("cannot instantiate 'PureWindowsPath' here")


class Path(PurePath):
    """A path of one of the scenario's files or folders."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls('/')

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def stat(self, *, follow_symlinks=True):
        return os.stat(self)

    lstat = stat

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self)

    def is_dir(self, *, follow_symlinks=True):
        return os.path.isdir(self)

    def is_file(self, *, follow_symlinks=True):
        return os.path.isfile(self)

    def is_symlink(self):
        return False

    is_junction = is_block_device = is_char_device = is_fifo = is_socket = is_symlink

    def is_mount(self):
        return os.path.ismount(self)

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        import io
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open('r', encoding=encoding, errors=errors, newline=newline) as file:
            return file.read()

    def write_bytes(self, data):
        with self.open('wb') as file:
            return file.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w', encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def iterdir(self):
        """The paths in this folder."""
        names = os.listdir(self)
        return (self._made(self._root, self._parts + [name]) for name in names)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below this one that fit a pattern."""
        import glob
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {str(pattern)!r}")
        if str(pattern).startswith('/'):
            raise NotImplementedError("Non-relative patterns are unsupported")
        for name in glob.iglob(str(pattern), root_dir=self._text, recursive=True, include_hidden=True):
            yield self / name

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below this one whose end fits a pattern."""
        return self.glob(f'**/{pattern}')

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for folder, folders, files in os.walk(self, top_down, on_error):
            yield self.with_segments(folder), folders, files

    def absolute(self):
        return self if self._root else self.with_segments(os.getcwd(), self)

    def resolve(self, strict=False):
        return self.with_segments(os.path.realpath(self, strict=strict))

    def expanduser(self):
        return self

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make this folder."""
        try:
            os.mkdir(self)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, 'File exists', str(self))
            os.utime(self)
        else:
            self.open('x').close()

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        return self.with_segments(target)

    replace = rename

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)

    def owner(self, *, follow_symlinks=True):
        return 'user'

    group = owner


class PosixPath(Path, PurePosixPath):
    __slots__ = ()


class WindowsPath(Path):
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise UnsupportedOperation("cannot instantiate 'WindowsPath' on your system")


os.PathLike.register(PurePath)
