"""asyncio as it was in Python 3.4 to 3.6. Imported last, and only where a program is run as such: the package's names become
those of then, with the loop handed to everything as an argument and coroutines that are generators.
"""

import types

from _asyncio import _install

from . import base_tasks
from . import base_futures
from . import coroutines
from . import events
from . import exceptions
from . import futures
from . import locks
from . import queues
from . import tasks
from _ordered_set import OrderedSet

# What came with 3.7 or later.
GONE = ('Barrier', 'BrokenBarrierError', 'BufferedProtocol', 'EventLoop', 'MultiLoopChildWatcher', 'PidfdChildWatcher',
        'QueueShutDown', 'Runner', 'SendfileNotAvailableError', 'TaskGroup', 'ThreadedChildWatcher', 'Timeout', 'all_tasks',
        'create_eager_task_factory', 'create_task', 'current_task', 'eager_task_factory', 'get_running_loop', 'run', 'timeout',
        'timeout_at', 'to_thread', '_enter_task', '_leave_task', '_register_task', '_unregister_task', 'runners', 'taskgroups',
        'timeouts', 'threads', 'staggered', 'mixins', 'exceptions', 'format_helpers')


# ---- coroutines

def coroutine(func):
    """Mark a generator function as a coroutine. Of another function's result it is made so that it can be waited for."""
    if coroutines._iscoroutinefunction(func):
        return func
    made = func if _is_generator_function(func) else _waiting_for_result(func)
    made = types.coroutine(made)
    made._is_coroutine = coroutines._is_coroutine
    return made


def _is_generator_function(func):
    return isinstance(func, types.FunctionType) and bool(func.__code__.co_flags & 0x20)


def _waiting_for_result(func):
    from functools import wraps

    @wraps(func)
    def coro(*args, **kwargs):
        result = func(*args, **kwargs)
        if futures.isfuture(result) or isinstance(result, types.GeneratorType):
            result = yield from result
        elif hasattr(type(result), '__await__'):
            result = yield from result.__await__()
        return result
    return coro


def iscoroutine(obj):
    """Generators count too."""
    return isinstance(obj, types.GeneratorType) or _new_iscoroutine(obj)


_new_iscoroutine = coroutines.iscoroutine
coroutines.iscoroutine = iscoroutine


# ---- which task, which loop

def _current_task(kind, loop=None):
    """Task.current_task()"""
    return tasks.current_task(events.get_event_loop() if loop is None else loop)


def _all_tasks(kind, loop=None):
    """Task.all_tasks(): those that are done count as well, as long as they are alive."""
    if loop is None:
        loop = events.get_event_loop()
    return OrderedSet([task for task in tasks._linked_tasks() if tasks._get_loop(task) is loop])


_install('current_task_of_class', _current_task)
_install('all_tasks_of_class', _all_tasks)


def ensure_future(coro_or_future, *, loop=None):
    return tasks.ensure_future(coro_or_future, loop=loop)


events.BaseDefaultEventLoopPolicy._warn_no_loop = lambda self: None


# ---- how things are shown

def _task_repr_info(task):
    info = base_futures._future_repr_info(task)
    if task._must_cancel:
        info[0] = 'cancelling'
    extra = [f'coro=<{coroutines._format_coroutine(task._coro)}>']
    if task._fut_waiter is not None:
        extra.append(f'wait_for={task._fut_waiter!r}')
    info[1:1] = extra
    return info


base_tasks._task_repr_info = _task_repr_info


# ---- waiting

def _loop_or_current(loop):
    return events.get_event_loop() if loop is None else loop


@types.coroutine
def sleep(delay, result=None, *, loop=None):
    if delay == 0:
        yield
        return result
    loop = _loop_or_current(loop)
    future = loop.create_future()
    timer = loop.call_later(delay, futures._set_result_unless_cancelled, future, result)
    try:
        return (yield from future)
    finally:
        timer.cancel()


@types.coroutine
def wait_for(fut, timeout, *, loop=None):
    """When the time is up, fut is cancelled and TimeoutError raised at once: nobody waits until it has really ended."""
    loop = _loop_or_current(loop)
    if timeout is None:
        return (yield from fut)
    waiter = loop.create_future()

    def release(*args):
        if not waiter.done():
            waiter.set_result(None)

    timer = loop.call_later(timeout, release)
    fut = tasks.ensure_future(fut, loop=loop)
    fut.add_done_callback(release)
    try:
        try:
            yield from waiter
        except exceptions.CancelledError:
            fut.remove_done_callback(release)
            fut.cancel()
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(release)
        fut.cancel()
        raise exceptions.TimeoutError()
    finally:
        timer.cancel()


@types.coroutine
def wait(fs, *, loop=None, timeout=None, return_when=tasks.ALL_COMPLETED):
    """Coroutines are welcome: each becomes a task."""
    if futures.isfuture(fs) or iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    if not fs:
        raise ValueError('Set of coroutines/Futures is empty.')
    if return_when not in (tasks.FIRST_COMPLETED, tasks.FIRST_EXCEPTION, tasks.ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    loop = _loop_or_current(loop)
    fs = OrderedSet([tasks.ensure_future(f, loop=loop) for f in dict.fromkeys(fs)])
    return (yield from tasks._wait(fs, timeout, return_when, loop))


def as_completed(fs, *, loop=None, timeout=None):
    if futures.isfuture(fs) or iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    loop = _loop_or_current(loop)
    return tasks._AsCompletedIterator([tasks.ensure_future(f, loop=loop) for f in dict.fromkeys(fs)], timeout)


class _GatheringFuture(futures.Future):
    """Cancelling it cancels the children; what comes of that ends it."""

    def __init__(self, children, *, loop=None):
        super().__init__(loop=loop)
        self._children = children

    def cancel(self):
        if self.done():
            return False
        asked = [child.cancel() for child in self._children]
        return any(asked)


def _outcome(child):
    """The result or exception of a child that is done, and whether it is an exception."""
    if child.cancelled():
        return exceptions.CancelledError(), True
    if child._exception is not None:
        return child.exception(), True
    return child.result(), False


def gather(*coros_or_futures, loop=None, return_exceptions=False):
    if not coros_or_futures:
        outer = _loop_or_current(loop).create_future()
        outer.set_result([])
        return outer
    by_argument = {}
    for arg in dict.fromkeys(coros_or_futures):
        fut = by_argument[arg] = tasks.ensure_future(arg, loop=loop)
        if loop is None:
            loop = tasks._get_loop(fut)
        if fut is not arg:
            fut._log_destroy_pending = False
    children = [by_argument[arg] for arg in coros_or_futures]
    outer = _GatheringFuture(children, loop=loop)
    left = len(children)
    results = [None] * left

    def done(position, fut):
        nonlocal left
        if outer.done():
            if not fut.cancelled():
                fut.exception()                 # counts as asked for
            return
        results[position], failed = _outcome(fut)
        if failed and not return_exceptions:
            outer.set_exception(results[position])
            return
        left -= 1
        if left == 0:
            outer.set_result(results)

    def done_at(position):
        return lambda fut: done(position, fut)

    for position, child in enumerate(children):
        child.add_done_callback(done_at(position))
    return outer


def shield(arg, *, loop=None):
    return tasks.shield(tasks.ensure_future(arg, loop=loop))


# ---- locks and queues, made for a loop

class _LockContext:
    """What `yield from lock` gives: its `with` block releases the lock."""

    def __init__(self, lock):
        self._lock = lock

    def __enter__(self):
        return None

    def __exit__(self, *args):
        try:
            self._lock.release()
        finally:
            self._lock = None


class _WithYieldFrom:
    """with (yield from lock): ... and with await lock: ..."""

    def __enter__(self):
        raise RuntimeError('"yield from" should be used as context manager expression')

    def __exit__(self, *args):
        pass

    @types.coroutine
    def __iter__(self):
        yield from self.acquire()
        return _LockContext(self)

    def __await__(self):
        yield from self.acquire()
        return _LockContext(self)


def _of_loop(kind):
    """The class with a constructor that takes loop=."""
    def __init__(self, *args, loop=None, **kwargs):
        kind.__init__(self, *args, **kwargs)
        self._loop = _loop_or_current(loop)

    bases = (_WithYieldFrom, kind) if hasattr(kind, 'acquire') else (kind,)
    return type(kind.__name__, bases, {'__init__': __init__, '__module__': kind.__module__, '__doc__': kind.__doc__,
                                             '__qualname__': kind.__qualname__})


class Condition(_WithYieldFrom, locks.Condition):
    __doc__ = locks.Condition.__doc__
    __module__ = 'asyncio.locks'

    def __init__(self, lock=None, *, loop=None):
        self._loop = _loop_or_current(loop)
        if lock is not None and lock._loop is not self._loop:
            raise ValueError('loop argument must agree with lock')
        super().__init__(Lock(loop=self._loop) if lock is None else lock)


def _show(plain, state, waiters):
    if waiters:
        state = f'{state},waiters:{len(waiters)}'
    return f'<{plain[1:-1]} [{state}]>'


Lock = _of_loop(locks.Lock)
Event = _of_loop(locks.Event)
Semaphore = _of_loop(locks.Semaphore)
BoundedSemaphore = _of_loop(locks.BoundedSemaphore)
Queue = _of_loop(queues.Queue)
PriorityQueue = _of_loop(queues.PriorityQueue)
LifoQueue = _of_loop(queues.LifoQueue)
locks._show = _show


# ---- connections and processes: the loop is the running one, whatever is said

def _without_loop(module, name):
    @types.coroutine
    def call(*args, loop=None, **kwargs):
        made = getattr(__import__(f'asyncio.{module}', fromlist=(name,)), name)
        return (yield from made(*args, **kwargs))
    call.__name__ = call.__qualname__ = name
    call.__module__ = f'asyncio.{module}'
    return call


open_connection = _without_loop('streams', 'open_connection')
start_server = _without_loop('streams', 'start_server')
open_unix_connection = _without_loop('streams', 'open_unix_connection')
start_unix_server = _without_loop('streams', 'start_unix_server')
create_subprocess_exec = _without_loop('subprocess', 'create_subprocess_exec')
create_subprocess_shell = _without_loop('subprocess', 'create_subprocess_shell')

_NEW = ('BoundedSemaphore', 'Condition', 'Event', 'LifoQueue', 'Lock', 'PriorityQueue', 'Queue', 'Semaphore', 'as_completed',
        'coroutine', 'create_subprocess_exec', 'create_subprocess_shell', 'ensure_future', 'gather', 'iscoroutine',
        'open_connection', 'open_unix_connection', 'shield', 'sleep', 'start_server', 'start_unix_server', 'wait', 'wait_for')


def put_back(package):
    """Make the package's names those of then."""
    for name in GONE:
        package.pop(name, None)
        package['_WHERE'].pop(name, None)
    for name in _NEW:
        package[name] = globals()[name]
        package['_WHERE'].pop(name, None)
    package['async'] = ensure_future            # a keyword today
    package['__all__'] = tuple(dict.fromkeys([name for name in package['__all__'] if name not in GONE]
                                             + ['async', 'coroutine']))
