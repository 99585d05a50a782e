"""Showing tasks and their stacks."""

from _asyncio import _install

from . import base_futures
from . import coroutines


def _task_repr_info(task):
    info = base_futures._future_repr_info(task)
    if task.cancelling() and not task.done():
        info[0] = 'cancelling'
    extra = ['name=%r' % task.get_name()]
    if task._coro:
        extra.append(f'coro=<{coroutines._format_coroutine(task._coro)}>')
    if task._fut_waiter is not None:
        extra.append(f'wait_for={task._fut_waiter!r}')
    info[1:1] = extra
    return info


def _task_repr(task):
    return base_futures._guarded_repr(task, _task_repr_info)


def _frame_of(coro):
    for name in ('cr_frame', 'gi_frame', 'ag_frame'):
        if hasattr(coro, name):
            return getattr(coro, name)
    return None


def _task_get_stack(task, limit=None):
    """Frames, the oldest first: of the suspended coroutine, or of the traceback that ended it.

    A limit keeps the newest frames of a stack, but the oldest of a traceback.
    """
    frames = []
    frame = _frame_of(task._coro)
    if frame is not None:
        while frame is not None and (limit is None or len(frames) < limit):
            frames.append(frame)
            frame = frame.f_back
        frames.reverse()
    elif task._exception is not None:
        tb = task._exception.__traceback__
        while tb is not None and (limit is None or len(frames) < limit):
            frames.append(tb.tb_frame)
            tb = tb.tb_next
    return frames


def _task_print_stack(task, limit=None, file=None):
    import linecache
    import traceback
    rows = []
    for frame in task.get_stack(limit=limit):
        code = frame.f_code
        line = linecache.getline(code.co_filename, frame.f_lineno, frame.f_globals)
        rows.append((code.co_filename, frame.f_lineno, code.co_name, line))
    exc = task._exception
    if not rows:
        print(f'No stack for {task!r}', file=file)
    elif exc is not None:
        print(f'Traceback for {task!r} (most recent call last):', file=file)
    else:
        print(f'Stack for {task!r} (most recent call last):', file=file)
    traceback.print_list(rows, file=file)
    if exc is not None:
        for line in traceback.format_exception_only(exc.__class__, exc):
            print(line, file=file, end='')


_install('task_repr', _task_repr)
_install('task_get_stack', _task_get_stack)
_install('task_print_stack', _task_print_stack)
