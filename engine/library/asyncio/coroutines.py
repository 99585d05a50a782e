"""Telling coroutines from other things, and showing them."""

import sys
import types
from _asyncio import _iscoroutine, _iscoroutinefunction

__all__ = 'iscoroutinefunction', 'iscoroutine'


def _is_debug_mode():
    return bool(sys.flags.dev_mode)


# A function may carry this as `_is_coroutine` to be taken for a coroutine function.
_is_coroutine = object()


def iscoroutinefunction(func):
    """Whether calling func gives a coroutine."""
    functools = sys.modules.get('functools')
    plain = func
    while functools is not None and isinstance(plain, functools.partial):
        plain = plain.func
    return (_iscoroutinefunction(plain) or _is_marked(plain)
            or getattr(func, '_is_coroutine', None) is _is_coroutine)


def _is_marked(func):
    """By inspect.markcoroutinefunction()?"""
    inspect = sys.modules.get('inspect')
    mark = getattr(inspect, '_is_coroutine_mark', None)
    return mark is not None and getattr(func, '_is_coroutine_marker', None) is mark


def iscoroutine(obj):
    """Whether obj is a coroutine object: one of `async def`, or of a class that behaves like one."""
    if _iscoroutine(obj):
        return True
    kind = type(obj)
    if kind is types.GeneratorType or not hasattr(kind, '__await__'):
        return False
    if hasattr(kind, 'send') and hasattr(kind, 'throw') and hasattr(kind, 'close'):
        return True
    from collections.abc import Coroutine
    return isinstance(obj, Coroutine)


def _first_of(obj, *names):
    for name in names:
        value = getattr(obj, name, None)
        if value:
            return value
    return None


def _format_coroutine(coro):
    name = _first_of(coro, '__qualname__', '__name__')
    if not name:
        name = f'<{type(coro).__name__} without __name__>'
    name = f'{name}()'
    code = _first_of(coro, 'cr_code', 'gi_code')
    if not code:
        # Not made by `async def`: there is no place to show.
        running = getattr(coro, 'cr_running', None)
        if running is None:
            running = getattr(coro, 'gi_running', False)
        return f'{name} running' if running else name
    place = code.co_filename or '<empty co_filename>'
    frame = _first_of(coro, 'gi_frame', 'cr_frame')
    if frame is not None:
        return f'{name} running at {place}:{frame.f_lineno}'
    return f'{name} done, defined at {place}:{code.co_firstlineno}'
