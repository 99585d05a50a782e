"""The executor that works with threads."""

import queue
import threading
import types
import weakref

import _strands
from concurrent.futures import _base

# Which queue each living worker thread takes its work from.
_threads_queues = {}
_shutdown = False
_global_shutdown_lock = threading.Lock()
_executors_made = 0


def _python_exit():
    """The program ends: let all workers finish what there is and end."""
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    items = list(_threads_queues.items())
    for thread, work in items:
        work.put(None)
    for thread, work in items:
        thread.join()


threading._register_atexit(_python_exit)


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs
        self.job = _strands.job_submitted(fn)

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        _strands.job_started(self.job)
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as exc:
            _strands.job_finished(self.job, 1, exc)
            self.future.set_exception(exc)
            self = None                     # the traceback must not keep the work alive
        else:
            _strands.job_finished(self.job, 0, result)
            self.future.set_result(result)

    __class_getitem__ = classmethod(types.GenericAlias)


def _worker(executor_reference, work_queue, initializer, initargs):
    """What a thread of the pool does."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.LOGGER.critical('Exception in initializer:', exc_info=True)
            executor = executor_reference()
            if executor is not None:
                executor._initializer_failed()
            return
    try:
        while True:
            try:
                work_item = work_queue.get_nowait()
            except queue.Empty:
                # Say that this thread is free before waiting.
                executor = executor_reference()
                if executor is not None:
                    executor._idle_semaphore.release()
                del executor
                work_item = work_queue.get(block=True)
            if work_item is not None:
                work_item.run()
                del work_item
                continue
            # None: look whether it is time to end.
            executor = executor_reference()
            if _shutdown or executor is None or executor._shutdown:
                if executor is not None:
                    executor._shutdown = True
                work_queue.put(None)        # the next worker shall look too
                return
            del executor
    except BaseException:
        _base.LOGGER.critical('Exception in worker', exc_info=True)


class BrokenThreadPool(_base.BrokenExecutor):
    """The initializer of a worker has failed."""


class ThreadPoolExecutor(_base.Executor):
    """A pool of at most max_workers threads, made as they are needed."""

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        global _executors_made
        if max_workers is None:
            from os import process_cpu_count
            max_workers = min(32, (process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._max_workers = max_workers
        self._work_queue = queue.SimpleQueue()
        self._idle_semaphore = threading.Semaphore(0)
        self._threads = []
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        if not thread_name_prefix:
            thread_name_prefix = f'ThreadPoolExecutor-{_executors_made}'
            _executors_made += 1
        self._thread_name_prefix = thread_name_prefix
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        """Let fn(*args, **kwargs) run in a thread of the pool; give a Future."""
        with self._shutdown_lock, _global_shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _shutdown:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            future = _base.Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0):
            return                          # a free thread will take it
        if len(self._threads) >= self._max_workers:
            return
        work = self._work_queue

        def wake_when_dropped(_):
            work.put(None)

        thread = threading.Thread(name=f'{self._thread_name_prefix}_{len(self._threads)}', target=_worker,
                                  args=(weakref.ref(self, wake_when_dropped), work,
                                        self._initializer, self._initargs))
        thread.start()
        self._threads.append(thread)
        _threads_queues[thread] = work

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = 'A thread initializer failed, the thread pool is not usable anymore'
            while True:
                try:
                    work_item = self._work_queue.get_nowait()
                except queue.Empty:
                    break
                if work_item is not None:
                    work_item.future.set_exception(BrokenThreadPool(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more work; wait until all is done, unless told not to."""
        with self._shutdown_lock:
            self._shutdown = True
            while cancel_futures:
                try:
                    work_item = self._work_queue.get_nowait()
                except queue.Empty:
                    break
                if work_item is not None:
                    work_item.future.cancel()
            self._work_queue.put(None)      # wakes a worker that waits for work
        if wait:
            for thread in self._threads:
                thread.join()
                _threads_queues.pop(thread, None)
