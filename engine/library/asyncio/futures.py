"""Futures: the class itself is the engine's; here is what chains one future to another."""

import sys

from _asyncio import Future, _get_loop, _install

from . import base_futures
from . import events
from . import exceptions
from .base_futures import isfuture, _PENDING, _CANCELLED, _FINISHED

__all__ = 'Future', 'wrap_future', 'isfuture'

_PyFuture = _CFuture = Future


def _set_result_unless_cancelled(fut, result):
    """What sleep() puts on the timer heap."""
    if not fut.cancelled():
        fut.set_result(result)


_install('set_result_unless_cancelled', _set_result_unless_cancelled)


def _is_concurrent(future):
    """Is it a concurrent.futures.Future? Where that module is not loaded, nothing is."""
    module = sys.modules.get('concurrent.futures')
    return module is not None and isinstance(future, module.Future)


def _convert_future_exc(exc):
    """The exceptions of concurrent.futures that mean the same as ours become ours."""
    module = sys.modules.get('concurrent.futures')
    if module is None:
        return exc
    kind = type(exc)
    if kind is module.CancelledError:
        return exceptions.CancelledError(*exc.args).with_traceback(exc.__traceback__)
    if kind is module.InvalidStateError:
        return exceptions.InvalidStateError(*exc.args).with_traceback(exc.__traceback__)
    return exc


def _set_concurrent_future_state(concurrent, source):
    """Copy the outcome of a future that is done to a concurrent.futures.Future."""
    assert source.done()
    if source.cancelled():
        concurrent.cancel()
    if not concurrent.set_running_or_notify_cancel():
        return
    exception = source.exception()
    if exception is not None:
        concurrent.set_exception(_convert_future_exc(exception))
    else:
        concurrent.set_result(source.result())


def _copy_future_state(source, dest):
    """Copy the outcome of a future of either kind that is done to one of asyncio's."""
    assert source.done()
    if dest.cancelled():
        return
    assert not dest.done()
    if source.cancelled():
        dest.cancel()
        return
    exception = source.exception()
    if exception is not None:
        dest.set_exception(_convert_future_exc(exception))
    else:
        dest.set_result(source.result())


def _chain_future(source, destination):
    """Let the destination end as the source ends, and the source be cancelled when the destination is.

    Either may be asyncio's or concurrent.futures'; what changes one of asyncio's is done in its own loop's thread.
    """
    if not isfuture(source) and not _is_concurrent(source):
        raise TypeError('A future is required for source argument')
    if not isfuture(destination) and not _is_concurrent(destination):
        raise TypeError('A future is required for destination argument')
    source_loop = _get_loop(source) if isfuture(source) else None
    dest_loop = _get_loop(destination) if isfuture(destination) else None

    def _set_state(future, other):
        if isfuture(future):
            _copy_future_state(other, future)
        else:
            _set_concurrent_future_state(future, other)

    def _call_check_cancel(destination):
        if not destination.cancelled():
            return
        if source_loop is None or source_loop is dest_loop:
            source.cancel()
        else:
            source_loop.call_soon_threadsafe(source.cancel)

    def _call_set_state(source):
        if dest_loop is not None and dest_loop.is_closed() and destination.cancelled():
            return
        if dest_loop is None or dest_loop is source_loop:
            _set_state(destination, source)
        elif not dest_loop.is_closed():
            dest_loop.call_soon_threadsafe(_set_state, destination, source)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def wrap_future(future, *, loop=None):
    """A future of asyncio's for one of concurrent.futures'."""
    if isfuture(future):
        return future
    assert _is_concurrent(future), f'concurrent.futures.Future is expected, got {future!r}'
    if loop is None:
        loop = events.get_event_loop()
    wrapped = loop.create_future()
    _chain_future(future, wrapped)
    return wrapped


# ---- the ways that the engine leaves to Python: debug mode, and loops that do things in their own manner

def _init(future, loop):
    """Future(loop=loop), where there is no running loop, or it is in debug mode or the program's own."""
    if loop is None:
        loop = events.get_event_loop()
    future._set_loop(loop)
    if loop.get_debug():
        from . import format_helpers
        future._source_traceback = format_helpers.extract_stack(sys._getframe(1))


def _schedule_callbacks(future, callbacks, answer):
    """A future is done: its callbacks go to its loop one by one. Gives the answer."""
    for callback, context in callbacks:
        future._loop.call_soon(callback, future, context=context)
    return answer


def _call_soon_done(future, callback, context):
    """add_done_callback() of a future that is done."""
    future._loop.call_soon(callback, future, context=context)


def _set_exception_class(future, kind):
    future.set_exception(kind())


_install('future_init', _init)
_install('schedule_callbacks', _schedule_callbacks)
_install('call_soon_done', _call_soon_done)
_install('set_exception_class', _set_exception_class)
