"""Futures between threads, waiting for several of them, and what executors have in common."""

import sys
import threading
import types
from time import monotonic

from _ordered_set import OrderedSet

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'
_AS_COMPLETED = '_AS_COMPLETED'

PENDING = 'PENDING'
RUNNING = 'RUNNING'
CANCELLED = 'CANCELLED'                                 # by cancel()
CANCELLED_AND_NOTIFIED = 'CANCELLED_AND_NOTIFIED'       # and the executor has seen it
FINISHED = 'FINISHED'

_DONE = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)
_SHOWN = {PENDING: 'pending', RUNNING: 'running', CANCELLED: 'cancelled', CANCELLED_AND_NOTIFIED: 'cancelled',
          FINISHED: 'finished'}


class _Logger:
    """Stands for logging.getLogger('concurrent.futures') until something is to be logged."""

    def __getattr__(self, name):
        import logging
        return getattr(logging.getLogger('concurrent.futures'), name)


LOGGER = _Logger()


class Error(Exception):
    """What the exceptions of this package have in common."""


class CancelledError(Error):
    """The Future was cancelled."""


if sys.version_info < (3, 7):
    class TimeoutError(Error):
        """There was no answer in the time given."""
else:
    TimeoutError = TimeoutError


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """The executor has failed and can do no more work."""


class Future:
    """The outcome of a call that runs elsewhere."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []                              # of wait() and as_completed()
        self._done_callbacks = []

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._invoke(callback)

    def _invoke(self, callback):
        try:
            callback(self)
        except Exception:
            LOGGER.exception('exception calling callback for %r', self)

    def __repr__(self):
        with self._condition:
            text = f'{self.__class__.__name__} at {id(self):#x} state={_SHOWN[self._state]}'
            if self._state == FINISHED:
                if self._exception:
                    text += f' raised {self._exception.__class__.__name__}'
                else:
                    text += f' returned {self._result.__class__.__name__}'
            return f'<{text}>'

    def cancel(self):
        """Cancel the call unless it runs already or has ended; False then."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._state in _DONE

    def add_done_callback(self, fn):
        """Call fn(self) when the future is done, in the thread that ends it; at once if it is done."""
        with self._condition:
            if self._state not in _DONE:
                self._done_callbacks.append(fn)
                return
        self._invoke(fn)

    def _wait_until_done(self, timeout):
        """With the condition held: wait; True if it is done, CancelledError if cancelled, False if time is up."""
        if self._state not in _DONE:
            self._condition.wait(timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        return self._state == FINISHED

    def result(self, timeout=None):
        """The call's result, or raises what it raised; waits for it, at most timeout seconds."""
        try:
            with self._condition:
                if not self._wait_until_done(timeout):
                    raise TimeoutError()
                if self._exception:
                    raise self._exception
                return self._result
        finally:
            self = None                                 # the traceback must not keep the future alive

    def exception(self, timeout=None):
        """What the call raised, or None; waits for its end, at most timeout seconds."""
        with self._condition:
            if not self._wait_until_done(timeout):
                raise TimeoutError()
            return self._exception

    # ---- for executors

    def set_running_or_notify_cancel(self):
        """The call is about to begin. False if it was cancelled: then it must not."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            LOGGER.critical('Future %s in unexpected state: %s', id(self), self._state)
            raise RuntimeError('Future in unexpected state')

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)

    def _finish(self, result, exception):
        with self._condition:
            if self._state in _DONE:
                raise InvalidStateError(f'{self._state}: {self!r}')
            self._result = result
            self._exception = exception
            self._state = FINISHED
            for waiter in self._waiters:
                waiter.add(self)
            self._condition.notify_all()
        self._invoke_callbacks()

    __class_getitem__ = classmethod(types.GenericAlias)


# ---- waiting for several futures

class _Waiter:
    """What wait() and as_completed() wait on: futures that end are added, and the event set when it is enough."""

    def __init__(self, return_when, left):
        self.event = threading.Event()
        self.finished_futures = []
        self._return_when = return_when
        self._left = left                               # futures that were not done at the start

    def add(self, future):
        self.finished_futures.append(future)
        self._left -= 1
        if (self._left <= 0 or self._return_when in (FIRST_COMPLETED, _AS_COMPLETED)
                or self._return_when == FIRST_EXCEPTION and future._exception is not None):
            self.event.set()


def _ended(future):
    return future._state in (CANCELLED_AND_NOTIFIED, FINISHED)


def _install_waiter(fs, return_when):
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED, _AS_COMPLETED):
        raise ValueError(f'Invalid return condition: {return_when!r}')
    waiter = _Waiter(return_when, sum([not _ended(f) for f in fs]))
    for f in fs:
        f._waiters.append(waiter)
    return waiter


class _AcquireFutures:
    """Holds the conditions of several futures, taken in one order by everybody."""

    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self.futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self.futures:
            future._condition.release()


def _remove_waiter(future, waiter):
    with future._condition:
        future._waiters.remove(waiter)


class DoneAndNotDoneFutures(tuple):
    """What wait() gives: the sets done and not_done."""

    __slots__ = ()

    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])
    _fields = ('done', 'not_done')

    def __repr__(self):
        return f'DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})'


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures, at most timeout seconds; give the named tuple (done, not_done) of sets."""
    fs = OrderedSet(fs)
    with _AcquireFutures(fs):
        done = OrderedSet([f for f in fs if _ended(f)])
        not_done = fs - done
        enough = len(done) == len(fs)
        if return_when == FIRST_COMPLETED and done:
            enough = True
        elif return_when == FIRST_EXCEPTION and any([not f.cancelled() and f.exception() is not None for f in done]):
            enough = True
        if enough:
            return DoneAndNotDoneFutures(done, not_done)
        waiter = _install_waiter(fs, return_when)
    waiter.event.wait(timeout)
    for f in fs:
        _remove_waiter(f, waiter)
    done.update(waiter.finished_futures)
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    """Yield futures as they are done; TimeoutError if not all are within timeout seconds."""
    if timeout is not None:
        deadline = timeout + monotonic()
    left = OrderedSet(fs)
    total = len(left)
    with _AcquireFutures(left):
        finished = [f for f in left if _ended(f)]
        waiter = _install_waiter(left, _AS_COMPLETED)
    try:
        while True:
            while finished:
                f = finished.pop(0)
                left.remove(f)
                _remove_waiter(f, waiter)
                waiting = [f]
                del f
                yield waiting.pop()                     # keeps no reference to it meanwhile
            if not left:
                break
            wait_timeout = None
            if timeout is not None:
                wait_timeout = deadline - monotonic()
                if wait_timeout < 0:
                    raise TimeoutError(f'{len(left)} (of {total}) futures unfinished')
            waiter.event.wait(wait_timeout)
            finished = waiter.finished_futures
            waiter.finished_futures = []
            waiter.event.clear()
    finally:
        for f in left:
            _remove_waiter(f, waiter)


# ---- executors

def _result_or_cancel(fut, timeout=None):
    try:
        try:
            return fut.result(timeout)
        finally:
            fut.cancel()
    finally:
        del fut


class Executor:
    """What all executors can do; they bring submit() and shutdown()."""

    def submit(self, fn, /, *args, **kwargs):
        """Let fn(*args, **kwargs) run; give a Future."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """As the built-in map, but all calls are submitted at once."""
        if timeout is not None:
            deadline = timeout + monotonic()
        fs = [self.submit(fn, *args) for args in zip(*iterables)]

        def result_iterator():
            try:
                fs.reverse()
                while fs:
                    if timeout is None:
                        yield _result_or_cancel(fs.pop())
                    else:
                        yield _result_or_cancel(fs.pop(), deadline - monotonic())
            finally:
                for future in fs:
                    future.cancel()

        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more work; wait until all is done, unless told not to."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
