"""importlib: imports by name."""

import sys

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

from builtins import __import__


def import_module(name, package=None):
    """Import a module by its name; with leading dots, from a package."""
    level = len(name) - len(name.lstrip('.'))
    if level:
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        parent = package
        for _ in range(level - 1):
            parent, dot, _ = parent.rpartition('.')
            if not dot:
                raise ImportError('attempted relative import beyond top-level package')
        name = f'{parent}.{name[level:]}' if name[level:] else parent
    __import__(name)
    return sys.modules[name]


def reload(module):
    """Run a module's code again, in the module that is there."""
    name = getattr(getattr(module, '__spec__', None), 'name', None) or getattr(module, '__name__', None)
    if name is None or type(module) is not type(sys):
        raise TypeError("reload() argument must be a module")
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    del sys.modules[name]
    try:
        __import__(name)
        fresh = sys.modules[name]
    finally:
        sys.modules[name] = module
    module.__dict__.update(fresh.__dict__)
    return module


def invalidate_caches():
    pass
