"""tempfile: files and folders under /tmp, in memory, with names that are alike in every run."""

import os
import io

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp",
           "TMP_MAX", "gettempprefix", "tempdir", "gettempdir"]

TMP_MAX = 10000
template = "tmp"
tempdir = None
_letters = 'abcdefghijklmnopqrstuvwxyz0123456789_'
_made = 0


def gettempdir():
    return tempdir or '/tmp'


def gettempprefix():
    return template


def _new_path(suffix, prefix, folder):
    global _made
    while True:
        _made += 1
        number, name = _made * 2654435761 % 2 ** 40, ''
        for _ in range(8):
            number, at = divmod(number, len(_letters))
            name += _letters[at]
        path = os.path.join(folder or gettempdir(), (template if prefix is None else prefix) + name + (suffix or ''))
        if not os.path.exists(path):
            return os.path.abspath(path)


def mktemp(suffix="", prefix=template, dir=None):
    return _new_path(suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Make a folder; its path."""
    path = _new_path(suffix, prefix, dir)
    os.mkdir(path)
    return path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Make a file; a descriptor that stands for it, and its path."""
    path = _new_path(suffix, prefix, dir)
    with open(path, 'xb') as file:
        return file.fileno(), path


class _TemporaryFile:
    """A file that is removed when it is closed."""

    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.__dict__['file'], name)

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete and os.path.exists(self.name):
                os.unlink(self.name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        return iter(self.file)


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None, delete_on_close=True):
    """A file with a name that is removed when it is closed."""
    path = _new_path(suffix, prefix, dir)
    file = open(path, mode.replace('r', 'w'), buffering, encoding, errors, newline)
    return _TemporaryFile(file, path, delete)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    """A file without a name."""
    made = io.BytesIO()
    return made if 'b' in mode else io.TextIOWrapper(made, encoding, errors, newline)


def SpooledTemporaryFile(max_size=0, mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                         dir=None, *, errors=None):
    return TemporaryFile(mode, buffering, encoding, newline, errors=errors)


class TemporaryDirectory:
    """A folder that is removed at the end of a with block."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        if os.path.exists(self.name):
            import shutil
            shutil.rmtree(self.name)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name!r}>"
