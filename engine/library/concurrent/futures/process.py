"""The executor that works with processes: there are none here."""

from concurrent.futures import _base

__all__ = ('ProcessPoolExecutor', 'BrokenProcessPool')


class BrokenProcessPool(_base.BrokenExecutor):
    """A process of the pool has died."""


class ProcessPoolExecutor(_base.Executor):
    def __init__(self, *args, **kwargs):
        raise NotImplementedError('processes are not supported: use ThreadPoolExecutor')
