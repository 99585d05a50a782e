"""Tasks: the class itself is the engine's; here is what makes, gathers and waits for them."""

import sys
import types

from _asyncio import (Task, current_task, _enter_task, _leave_task, _swap_current_task, _link_task, _unlink_task,
                      _linked_tasks, _get_loop, _install)

from . import base_tasks
from . import coroutines
from . import events
from . import exceptions
from . import futures
from . import timeouts
from _ordered_set import OrderedSet

__all__ = ('Task', 'create_task', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'wait', 'wait_for',
           'as_completed', 'sleep', 'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe', 'current_task',
           'all_tasks', 'create_eager_task_factory', 'eager_task_factory', '_register_task', '_unregister_task',
           '_enter_task', '_leave_task')

_PyTask = _CTask = Task


# ---- which tasks there are

# Tasks that are not the engine's (a program's own class, a mock): id -> weak reference, or the thing itself.
_foreign_tasks = {}


def _register_task(task):
    """Let all_tasks() know a task."""
    if not _link_task(task):
        import weakref
        try:
            _foreign_tasks[id(task)] = weakref.ref(task)
        except TypeError:
            _foreign_tasks[id(task)] = lambda: task


def _unregister_task(task):
    if not _unlink_task(task):
        _foreign_tasks.pop(id(task), None)


_register_eager_task = _register_task
_unregister_eager_task = _unregister_task


def all_tasks(loop=None):
    """The set of a loop's tasks that are not done, oldest first."""
    if loop is None:
        loop = events.get_running_loop()
    found = _linked_tasks()
    if _foreign_tasks:
        found += [task for task in [ref() for ref in _foreign_tasks.values()] if task is not None]
    return OrderedSet([t for t in found if _get_loop(t) is loop and not t.done()])


_py_current_task = current_task
_py_register_task = _register_task
_py_register_eager_task = _register_eager_task
_py_unregister_task = _unregister_task
_py_unregister_eager_task = _unregister_eager_task
_py_enter_task = _enter_task
_py_leave_task = _leave_task
_py_swap_current_task = _swap_current_task


# ---- the parts of a task's step that need Python

def _take_yielded(task, result):
    """The coroutine of a task has yielded something that is not simply one of the engine's futures.

    Whatever carries `_asyncio_future_blocking` is treated as a future, by its methods.
    """
    blocking = getattr(result, '_asyncio_future_blocking', None)
    problem = None
    if blocking is not None:
        if _get_loop(result) is not task._loop:
            problem = f'Task {task!r} got Future {result!r} attached to a different loop'
        elif not blocking:
            problem = f'yield was used instead of yield from in task {task!r} with {result!r}'
        elif result is task:
            problem = f'Task cannot await on itself: {task!r}'
        else:
            result._asyncio_future_blocking = False
            result.add_done_callback(task.task_wakeup, context=task.get_context())
            task._wait_for(result)
            if task._must_cancel and result.cancel(msg=task._cancel_message):
                task._cancel_delivered()
            return
    elif isinstance(result, types.GeneratorType):
        problem = f'yield was used instead of yield from for generator in task {task!r} with {result!r}'
    elif result is not None:
        problem = f'Task got bad yield: {result!r}'
    task._schedule_step(None if problem is None else RuntimeError(problem))


def _wakeup_by_methods(task, future):
    """What a task has waited for is done, and is no future of the engine's."""
    try:
        future.result()
    except BaseException as exc:
        task.task_step(exc)
    else:
        task.task_step()


def _call_soon_step(task, exc):
    """The next step of a task whose loop is in debug mode or the program's own."""
    if exc is None:
        task._loop.call_soon(task.task_step, context=task.get_context())
    else:
        task._loop.call_soon(task.task_step, exc, context=task.get_context())


def _cancel_waiter(task, waiter, msg):
    """task.cancel(), where what the task waits for has a cancel() of its own."""
    if not waiter.cancel(msg=msg):
        task._cancel_at_next_step(msg)
    return True


def _init(task, coro, loop, name, context, eager_start):
    """Task(...), where that has more to do than usual: no running loop, debug mode, an eager start ..."""
    if loop is None:
        loop = events.get_event_loop()
    task._set_loop(loop)
    if loop.get_debug():
        from . import format_helpers
        task._source_traceback = format_helpers.extract_stack(sys._getframe(1))
    if not coroutines.iscoroutine(coro):
        task._log_destroy_pending = False
        raise TypeError(f'a coroutine was expected, got {coro!r}')
    if context is None:
        from _contextvars import copy_context
        context = copy_context()
    task._begin(coro, None if name is None else str(name), context)
    if eager_start and loop.is_running():
        task._start_eagerly()
    else:
        loop.call_soon(task.task_step, context=context)
        _link_task(task)


def _set_name(task, name):
    task.set_name(str(name))


def _report_destroyed(future, message, exception):
    """A future is going away: with an exception that nobody has asked for, or (a task) before it was done."""
    if exception is None:
        context = {'task': future, 'message': message}
    else:
        context = {'message': message, 'exception': exception, 'future': future}
    if future._source_traceback:
        context['source_traceback'] = future._source_traceback
    future._loop.call_exception_handler(context)


_install('take_yielded', _take_yielded)
_install('wakeup_by_methods', _wakeup_by_methods)
_install('call_soon_step', _call_soon_step)
_install('cancel_waiter', _cancel_waiter)
_install('task_init', _init)
_install('task_set_name', _set_name)
_install('report_destroyed', _report_destroyed)


# ---- making tasks

def create_task(coro, *, name=None, context=None):
    """Let the running loop run a coroutine as a task; it begins at the loop's next turn."""
    loop = events.get_running_loop()
    if context is None:
        return loop.create_task(coro, name=name)
    return loop.create_task(coro, name=name, context=context)


def ensure_future(coro_or_future, *, loop=None):
    """A future for whatever can be awaited: itself, or a new task that awaits it."""
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not _get_loop(coro_or_future):
            raise ValueError('The future belongs to a different loop than the one specified as the loop argument')
        return coro_or_future
    close_on_error = True
    if not coroutines.iscoroutine(coro_or_future):
        if not _isawaitable(coro_or_future):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')

        async def _wrap_awaitable(awaitable):
            return await awaitable

        coro_or_future = _wrap_awaitable(coro_or_future)
        close_on_error = False
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(coro_or_future)
    except RuntimeError:
        if close_on_error:
            coro_or_future.close()
        raise


def _isawaitable(obj):
    if isinstance(obj, types.CoroutineType) or hasattr(type(obj), '__await__'):
        return True
    return isinstance(obj, types.GeneratorType) and bool(obj.gi_code.co_flags & 0x100)     # types.coroutine


def create_eager_task_factory(custom_task_constructor):
    """A task factory for loop.set_task_factory(): its tasks begin at once instead of at the loop's next turn.

    The constructor is called as Task is, with eager_start=True.
    """

    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name, context=context, eager_start=True)

    return factory


eager_task_factory = create_eager_task_factory(Task)


# ---- waiting

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'


@types.coroutine
def __sleep0():
    """A bare yield: the task goes to the end of the ready queue."""
    yield


async def sleep(delay, result=None):
    """Wait for so many seconds, then give the result."""
    if delay <= 0:
        await __sleep0()
        return result
    if delay != delay:
        raise ValueError('Invalid delay: NaN (not a number)')
    loop = events.get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, futures._set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        timer.cancel()


async def wait_for(fut, timeout):
    """Await fut, but no longer than timeout seconds: then it is cancelled and TimeoutError raised."""
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except exceptions.CancelledError as exc:
            raise TimeoutError from exc
    async with timeouts.timeout(timeout):
        return await fut


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def _cancel_and_wait(fut):
    """Cancel a future or task and wait until it is done. This itself can be cancelled meanwhile."""
    waiter = events.get_running_loop().create_future()

    def _release(fut):
        _release_waiter(waiter)

    fut.add_done_callback(_release)
    try:
        fut.cancel()
        await waiter
    finally:
        fut.remove_done_callback(_release)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait for the futures in fs; give the sets (done, pending). A timeout only ends the waiting."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    fs = dict.fromkeys(fs)
    for f in fs:
        if coroutines.iscoroutine(f):
            raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    return await _wait(fs, timeout, return_when, events.get_running_loop())


async def _wait(fs, timeout, return_when, loop):
    assert fs, 'Set of Futures is empty.'
    waiter = loop.create_future()
    timer = None
    if timeout is not None:
        timer = loop.call_later(timeout, _release_waiter, waiter)
    left = len(fs)

    def _on_completion(f):
        nonlocal left
        left -= 1
        enough = left <= 0 or return_when == FIRST_COMPLETED
        if not enough and return_when == FIRST_EXCEPTION:
            enough = not f.cancelled() and f.exception() is not None
        if enough:
            if timer is not None:
                timer.cancel()
            if not waiter.done():
                waiter.set_result(None)

    for f in fs:
        f.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for f in fs:
            f.remove_done_callback(_on_completion)
    done, pending = [], []
    for f in fs:
        (done if f.done() else pending).append(f)
    return OrderedSet(done), OrderedSet(pending)


class _AsCompletedIterator:
    """What as_completed() gives. `async for` yields the futures themselves as they are done,
    a plain `for` yields coroutines, each of which waits for the next one to be done."""

    def __init__(self, aws, timeout):
        from . import queues
        self._done = queues.Queue()
        self._timeout_handle = None
        loop = events.get_event_loop()
        todo = OrderedSet([ensure_future(aw, loop=loop) for aw in dict.fromkeys(aws)])
        for f in todo:
            f.add_done_callback(self._handle_completion)
        if todo and timeout is not None:
            self._timeout_handle = loop.call_later(timeout, self._handle_timeout)
        self._todo = todo
        self._todo_left = len(todo)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._todo_left:
            raise StopAsyncIteration
        self._todo_left -= 1
        return await self._wait_for_one()

    def __next__(self):
        if not self._todo_left:
            raise StopIteration
        self._todo_left -= 1
        return self._wait_for_one(resolve=True)

    def _handle_timeout(self):
        for f in self._todo:
            f.remove_done_callback(self._handle_completion)
            self._done.put_nowait(None)         # None: too late for this one
        self._todo.clear()

    def _handle_completion(self, f):
        if not self._todo:
            return                              # the timeout came first
        self._todo.remove(f)
        self._done.put_nowait(f)
        if not self._todo and self._timeout_handle is not None:
            self._timeout_handle.cancel()

    async def _wait_for_one(self, resolve=False):
        f = await self._done.get()
        if f is None:
            raise exceptions.TimeoutError
        return f.result() if resolve else f


def as_completed(fs, *, timeout=None):
    """Go through awaitables in the order in which they are done: see _AsCompletedIterator."""
    if futures.isfuture(fs) or _isawaitable(fs):
        raise TypeError(f'expects an iterable of awaitables, not {type(fs).__name__}')
    return _AsCompletedIterator(fs, timeout)


# ---- gather, shield

class _GatheringFuture(futures.Future):
    """What gather() gives: cancelling it cancels the children, and it ends when they do."""

    def __init__(self, children, *, loop):
        assert loop is not None
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        any_cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                any_cancelled = True
        if any_cancelled:
            # The cancellation must come out of gather() whatever return_exceptions says.
            self._cancel_requested = True
        return any_cancelled


def _outcomes(children):
    """Results, and exceptions as values, of futures that are all done."""
    results = []
    for child in children:
        if child.cancelled():
            message = child._cancel_message
            results.append(exceptions.CancelledError('' if message is None else message))
        else:
            exception = child.exception()
            results.append(child.result() if exception is None else exception)
    return results


def gather(*coros_or_futures, return_exceptions=False):
    """Run awaitables side by side; the future that this gives has the list of their results, in the order asked.

    Without return_exceptions the first exception ends it at once; the others go on all the same.
    """
    if not coros_or_futures:
        outer = events.get_event_loop().create_future()
        outer.set_result([])
        return outer

    def _done_callback(fut):
        nonlocal nfinished
        nfinished += 1
        if outer is None or outer.done():
            if not fut.cancelled():
                fut.exception()                 # counts as asked for
            return
        if not return_exceptions:
            if fut.cancelled():
                outer.set_exception(fut._make_cancelled_error())
                return
            exception = fut.exception()
            if exception is not None:
                outer.set_exception(exception)
                return
        if nfinished == nfuts:
            results = _outcomes(children)
            if outer._cancel_requested:
                # As an exception: cancelling the outer future itself would hide the message.
                outer.set_exception(children[-1]._make_cancelled_error())
            else:
                outer.set_result(results)

    futs = {}               # argument -> its future; one given twice runs once
    children = []
    nfuts = 0
    nfinished = 0
    already_done = []
    loop = None
    outer = None
    for arg in coros_or_futures:
        fut = futs.get(arg)
        if fut is None:
            fut = ensure_future(arg, loop=loop)
            if loop is None:
                loop = _get_loop(fut)
            if fut is not arg:
                # Made here, so the program cannot keep it: no complaint if it is destroyed while pending.
                fut._log_destroy_pending = False
            nfuts += 1
            futs[arg] = fut
            if fut.done():
                already_done.append(fut)
            else:
                fut.add_done_callback(_done_callback)
        children.append(fut)
    outer = _GatheringFuture(children, loop=loop)
    for fut in already_done:
        _done_callback(fut)
    return outer


def shield(arg):
    """Wait for arg, but do not hand a cancellation on to it: only the waiting is cancelled."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = _get_loop(inner).create_future()

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()               # counts as asked for
            return
        if inner.cancelled():
            outer.cancel()
            return
        exception = inner.exception()
        if exception is not None:
            outer.set_exception(exception)
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """From another thread: let a loop run a coroutine; give a concurrent.futures.Future for its result."""
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    import concurrent.futures
    future = concurrent.futures.Future()

    def callback():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if future.set_running_or_notify_cancel():
                future.set_exception(exc)
            raise

    loop.call_soon_threadsafe(callback)
    return future
