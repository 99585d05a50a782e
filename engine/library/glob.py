"""glob: the scenario's files whose names fit a pattern."""

import os
import fnmatch

__all__ = ["escape", "glob", "iglob", "translate"]


def has_magic(s):
    return any(c in s for c in '*?[')


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that fit a pattern."""
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that fit a pattern, one by one."""
    parts = pathname.split('/')
    start = ''
    if pathname.startswith('/'):
        start, parts = '/', [p for p in parts if p]
    for path in _below(start, parts, root_dir or '', recursive, include_hidden):
        if path:
            yield path


def _below(folder, parts, root, recursive, hidden):
    if not parts:
        yield folder
        return
    part, rest = parts[0], parts[1:]
    if part == '**' and recursive:
        yield from _below(folder, rest, root, recursive, hidden) if rest else [os.path.join(folder, '')] if folder else []
        for name in _names(folder, root):
            path = os.path.join(folder, name)
            if name.startswith('.') and not hidden:
                continue
            if os.path.isdir(os.path.join(root, path)):
                yield from _below(path, parts, root, recursive, hidden) if rest else _all_below(path, parts, root, hidden)
            elif not rest:
                yield path
    elif has_magic(part):
        for name in fnmatch.filter(_names(folder, root), part):
            if name.startswith('.') and not (hidden or part.startswith('.')):
                continue
            path = os.path.join(folder, name)
            if not rest or os.path.isdir(os.path.join(root, path)):
                yield from _below(path, rest, root, recursive, hidden)
    else:
        path = os.path.join(folder, part)
        if os.path.exists(os.path.join(root, path)):
            yield from _below(path, rest, root, recursive, hidden)


def _all_below(path, parts, root, hidden):
    yield path
    for name in _names(path, root):
        inner = os.path.join(path, name)
        if name.startswith('.') and not hidden:
            continue
        if os.path.isdir(os.path.join(root, inner)):
            yield from _all_below(inner, parts, root, hidden)
        else:
            yield inner


def _names(folder, root):
    try:
        return os.listdir(os.path.join(root, folder) or '.')
    except OSError:
        return []


def escape(pathname):
    """The pattern that fits this very path."""
    return ''.join([f'[{c}]' if c in '*?[' else c for c in pathname])
