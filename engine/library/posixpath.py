"""os.path: names of files, as text, and what the scenario's files say of them."""

curdir, pardir, extsep, sep, pathsep, defpath, altsep, devnull = '.', '..', '.', '/', ':', '/bin:/usr/bin', None, '/dev/null'
supports_unicode_filenames = False

__all__ = ['normcase', 'isabs', 'join', 'split', 'splitext', 'splitdrive', 'splitroot', 'basename', 'dirname', 'normpath',
           'abspath', 'realpath', 'commonprefix', 'commonpath', 'relpath', 'expanduser', 'expandvars', 'exists', 'lexists',
           'isfile', 'isdir', 'islink', 'ismount', 'getsize', 'getmtime', 'getatime', 'getctime', 'samefile', 'curdir',
           'pardir', 'sep', 'pathsep', 'defpath', 'altsep', 'extsep', 'devnull']


def _fspath(p):
    if isinstance(p, (str, bytes)):
        return p
    method = getattr(type(p), '__fspath__', None)
    if method is None:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(p).__name__}')
    return method(p)


# ---- names as text

def normcase(s):
    return _fspath(s)


def isabs(s):
    return _fspath(s).startswith('/')


def join(a, *p):
    """Join parts of a path; an absolute part discards what comes before it."""
    path = _fspath(a)
    for b in p:
        b = _fspath(b)
        if b.startswith('/') or not path:
            path = b
        elif path.endswith('/'):
            path += b
        else:
            path += '/' + b
    return path


def split(p):
    """(head, tail), tail being what comes after the last slash."""
    p = _fspath(p)
    i = p.rfind('/') + 1
    head, tail = p[:i], p[i:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail


def splitext(p):
    """(root, extension); the extension begins with the last dot of the last part, or is empty."""
    p = _fspath(p)
    dot = p.rfind('.')
    name = p.rfind('/') + 1
    if dot > name and p[name:dot].strip('.'):
        return p[:dot], p[dot:]
    return p, ''


def splitdrive(p):
    return '', _fspath(p)


def splitroot(p):
    p = _fspath(p)
    if not p.startswith('/'):
        return '', '', p
    if p.startswith('//') and not p.startswith('///'):
        return '', '//', p[2:]
    return '', '/', p[1:]


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def normpath(path):
    """The path without //, . and .. where that can be told from its text."""
    path = _fspath(path)
    lead = '//' if path.startswith('//') and not path.startswith('///') else '/' if path.startswith('/') else ''
    parts = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part != '..' or (not lead and not parts) or (parts and parts[-1] == '..'):
            parts.append(part)
        elif parts:
            parts.pop()
    return lead + '/'.join(parts) or '.'


def abspath(path):
    path = _fspath(path)
    if not isabs(path):
        import _files
        path = join(_files.cwd, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    if strict:
        _node(filename)
    return abspath(filename)


def commonprefix(m):
    """The longest text with which all begin."""
    if not m:
        return ''
    a, b = min(m), max(m)
    for i, c in enumerate(a):
        if c != b[i]:
            return a[:i]
    return a


def commonpath(paths):
    """The longest path that all lie below."""
    paths = [_fspath(p) for p in paths]
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    if len({p.startswith('/') for p in paths}) != 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in p.split('/') if part and part != '.'] for p in paths]
    return ('/' if paths[0].startswith('/') else '') + '/'.join(commonprefix(split_paths))


def relpath(path, start='.'):
    if not path:
        raise ValueError("no path specified")
    a = [x for x in abspath(start).split('/') if x]
    b = [x for x in abspath(path).split('/') if x]
    i = len(commonprefix([a, b]))
    return '/'.join(['..'] * (len(a) - i) + b[i:]) or '.'


def expanduser(path):
    return _fspath(path)


def expandvars(path):
    return _fspath(path)


# ---- what is there

def _node(path):
    import _files
    return _files.existing(path if isinstance(path, int) else _fspath(path))


def exists(path):
    """Whether there is a file or folder of that name."""
    try:
        _node(path)
    except (OSError, ValueError):
        return False
    return True


lexists = exists


def isdir(s):
    """Whether there is a folder of that name."""
    import _files
    try:
        return _files.is_folder(_node(s))
    except (OSError, ValueError):
        return False


def isfile(path):
    """Whether there is a file of that name."""
    import _files
    try:
        node = _node(path)
    except (OSError, ValueError):
        return False
    return not _files.is_folder(node) and not isinstance(node, _files.NullNode)


def islink(path):
    return False


isjunction = isdevdrive = islink


def ismount(path):
    return abspath(path) == '/'


def getsize(filename):
    import os
    return os.stat(filename).st_size


def getmtime(filename):
    import os
    return os.stat(filename).st_mtime


getatime = getctime = getmtime


def samefile(f1, f2):
    return _node(f1) is not None and abspath(f1) == abspath(f2)
