"""The executor that works with processes.

A process of the pool is a thread here. What a process would have copies of is copied: the function goes to it by name, arguments
and results as pickles. What a process would share with nobody is shared all the same: a global that a worker changes is changed.
"""

import os
import pickle
import traceback
from concurrent.futures import _base
from concurrent.futures.thread import ThreadPoolExecutor

__all__ = ('ProcessPoolExecutor', 'BrokenProcessPool')


class BrokenProcessPool(_base.BrokenExecutor):
    """A process of the pool has died."""


class _RemoteTraceback(Exception):
    """The traceback of the other process, as text: the cause of the exception that comes back."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


def _begin(initializer, initargs):
    import _world_process
    _world_process.number_worker()
    if initializer is not None:
        initializer(*initargs)


class _Call:
    """A call in another process: what goes there and what comes back are copies."""

    def __init__(self, fn, args, kwargs):
        self.__wrapped__ = self.fn = fn             # the trace has the name of what is wrapped
        self.args, self.kwargs = args, kwargs

    def __call__(self):
        # Not before the call is due: what cannot be pickled is the result's exception.
        fn, args, kwargs = pickle.loads(pickle.dumps((self.fn, self.args, self.kwargs)))
        try:
            result = fn(*args, **kwargs)
        except BaseException as exc:
            text = ''.join(traceback.format_exception(type(exc), exc, exc.__traceback__.tb_next or exc.__traceback__))
            copy = pickle.loads(pickle.dumps(exc))
            copy.__cause__ = _RemoteTraceback(f'\n"""\n{text}"""')
            raise copy from copy.__cause__
        return pickle.loads(pickle.dumps(result))


class ProcessPoolExecutor(_base.Executor):
    """A pool of at most max_workers processes."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError('max_tasks_per_child must be an integer')
            if max_tasks_per_child <= 0:
                raise ValueError('max_tasks_per_child must be >= 1')
        self._max_workers = max_workers
        self._threads = ThreadPoolExecutor(max_workers, 'ForkProcess', _begin, (initializer, initargs))

    def submit(self, fn, /, *args, **kwargs):
        """Let fn(*args, **kwargs) run in a process of the pool; give a Future."""
        return self._threads.submit(_Call(fn, args, kwargs))

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results of fn for each of what the iterables give, in that order."""
        if chunksize < 1:
            raise ValueError('chunksize must be >= 1.')
        return super().map(fn, *iterables, timeout=timeout)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more work; wait until all is done, unless told not to."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
