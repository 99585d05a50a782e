"""atexit: functions to be called at the program's end, the last registered first."""

import _strands
from _engine import _report_unraisable

_calls = []


def register(func, /, *args, **kwargs):
    """Call func at the program's end; returns func, so that it can be used as a decorator."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _calls.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Do not call func at the program's end."""
    _calls[:] = [call for call in _calls if not call[0] == func]


def _clear():
    _calls.clear()


def _ncallbacks():
    return len(_calls)


def _run_exitfuncs():
    while _calls:
        func, args, kwargs = _calls.pop()
        try:
            func(*args, **kwargs)
        except BaseException as exc:
            _report_unraisable(exc, f'Exception ignored in atexit callback {func!r}', None)


# Threads are waited for first, wherever `threading` was imported: these calls go to the end of the list when the end has come.
_strands.at_program_end(lambda: _strands.at_program_end(_run_exitfuncs))
