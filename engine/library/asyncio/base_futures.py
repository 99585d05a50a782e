"""What futures of every make have in common: their states and how they are shown."""

from _asyncio import isfuture, _install

from . import format_helpers

__all__ = ()

_PENDING = 'PENDING'
_CANCELLED = 'CANCELLED'
_FINISHED = 'FINISHED'


def _format_callbacks(cb):
    """The callbacks, (function, context) pairs: the first and the last, and how many lie between."""
    shown = [format_helpers._format_callback_source(pair[0], ()) for pair in (cb if len(cb) <= 2 else (cb[0], cb[-1]))]
    if len(cb) > 2:
        shown.insert(1, f'<{len(cb) - 2} more>')
    return f"cb=[{', '.join(shown)}]"


def _future_repr_info(future):
    info = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            info.append(f'exception={future._exception!r}')
        else:
            from reprlib import repr as short
            info.append(f'result={short(future._result)}')
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        frame = future._source_traceback[-1]
        info.append(f'created at {frame[0]}:{frame[1]}')
    return info


# Futures whose repr is being made: one that holds itself shows itself as '...'.
_being_shown = set()


def _guarded_repr(future, describe):
    from _strands import get_ident
    key = id(future), get_ident()
    if key in _being_shown:
        return '...'
    _being_shown.add(key)
    try:
        return f"<{future.__class__.__name__} {' '.join(describe(future))}>"
    finally:
        _being_shown.discard(key)


def _future_repr(future):
    return _guarded_repr(future, _future_repr_info)


def _isfuture_by_mark(obj):
    """isfuture() of an object that may have declared itself one."""
    return hasattr(obj.__class__, '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


def _get_loop_by_method(future):
    try:
        get_loop = future.get_loop
    except AttributeError:
        return future._loop
    return get_loop()


_install('future_repr', _future_repr)
_install('isfuture_by_mark', _isfuture_by_mark)
_install('get_loop_by_method', _get_loop_by_method)
