"""importlib.util: whether a module can be found."""

import sys


def find_spec(name, package=None):
    """The spec of a module, or None where there is none."""
    from _engine import _builtin_module, _find_source
    if name.startswith('.'):
        name = resolve_name(name, package)
    if name in sys.modules:
        spec = getattr(sys.modules[name], '__spec__', None)
        if spec is None:
            raise ValueError(f'{name}.__spec__ is None')
        return spec
    source = _find_source(name)
    if source is None and _builtin_module(name) is None:
        return None
    kind = type(sys.modules['importlib'].__spec__)
    return kind(name, None, source[1], source[2]) if source else kind(name, None, 'built-in')


def resolve_name(name, package):
    """The absolute name of one with leading dots."""
    level = len(name) - len(name.lstrip('.'))
    if not level:
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} (required for relative module names)')
    parts = package.split('.')
    if level > len(parts):
        raise ImportError('attempted relative import beyond top-level package')
    base = '.'.join(parts[:len(parts) - level + 1])
    return f'{base}.{name[level:]}' if name[level:] else base
