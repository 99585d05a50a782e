"""Tasks that can hold a cancellation back for a while, and a lock that its owner may take again.

A request to cancel that meets a task inside a shield_scope() waits there. It reaches neither the task nor anything that
the task awaits. When the outermost scope ends, the request is let go: it strikes at the next await that suspends.
"""

import asyncio
import warnings
from _asyncio import _note_lock
from asyncio.locks import _RELEASED, _TAKEN

__all__ = ('Lock', 'RLock', 'ShieldableTask', 'create_shieldable_task', 'shield_scope')

Lock = asyncio.Lock
_NOTHING = NotImplemented       # no request is held


class ShieldableTask(asyncio.Task):
    """A task with a depth of shield scopes, and at most one request that they hold back (of several: the last)."""

    def __init__(self, coro, **kwargs):
        self._shields = 0
        self._held = _NOTHING
        super().__init__(coro, **kwargs)

    def set_name(self, value):
        # A loop with a task factory names all of its tasks, those without a name too.
        if value is not None:
            super().set_name(value)

    def cancel(self, msg=None):
        if self.done():
            return False
        if self._shields == 0:
            return super().cancel(msg)
        self._hold_back(msg)
        self._held = msg
        return True

    def uncancel(self):
        left = super().uncancel()
        if left == 0:
            self._held = _NOTHING
        return left

    def _enter_shield(self):
        self._shields += 1
        self._note_shield(True, self._shields)
        if self._shields == 1:
            self._held = self._hold_pending()

    def _leave_shield(self):
        self._note_shield(False, self._shields)
        self._shields -= 1
        if self._shields == 0 and self._held is not _NOTHING:
            msg, self._held = self._held, _NOTHING
            self._let_go(msg)


def create_shieldable_task(loop, coro, **kwargs):
    """A task factory: loop.set_task_factory(create_shieldable_task)."""
    return ShieldableTask(coro, loop=loop, **kwargs)


class shield_scope:
    """with shield_scope(): no request to cancel reaches the current task before the block has ended."""

    def __enter__(self):
        task = asyncio.current_task()
        self._task = task if isinstance(task, ShieldableTask) else None
        if self._task is None:
            warnings.warn('shield_scope() has no effect: the current task is not shieldable', RuntimeWarning, stacklevel=2)
        else:
            self._task._enter_shield()

    def __exit__(self, exc_type, exc, tb):
        if self._task is not None:
            self._task._leave_shield()
        return False


class RLock(asyncio.Lock):
    """A lock that the task which holds it may acquire again; it is free after as many releases."""

    def __init__(self):
        super().__init__()
        self._owner = None
        self._depth = 0

    async def acquire(self):
        task = asyncio.current_task()
        if self._owner is None or self._owner is not task:
            await super().acquire()
            self._owner = task
            self._depth = 1
        else:
            self._depth += 1
            _note_lock(self._lock_number, _TAKEN, self._depth)
        return True

    def release(self):
        if self._owner is None:
            raise RuntimeError('Lock is not acquired.')
        if self._owner is not _current_task_or_none():
            raise RuntimeError('Lock is owned by another task.')
        self._depth -= 1
        if self._depth == 0:
            self._owner = None
            super().release()
        else:
            _note_lock(self._lock_number, _RELEASED, self._depth)


def _current_task_or_none():
    try:
        return asyncio.current_task()
    except RuntimeError:
        return None
