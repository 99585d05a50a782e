"""Locks, events, conditions, semaphores and barriers for tasks.

A waiting task has a future in the queue of what it waits for. Who wakes it sets that future's result; the task then
runs at the loop's next turn, and only there takes what it was woken for.
"""

from _asyncio import _note_lock
from collections import deque

from . import exceptions
from . import mixins

__all__ = ('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier')


class _ContextManagerMixin:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


def _show(plain, state, waiters):
    """'<asyncio.locks.Lock object at 0x... [locked, waiters:2]>'"""
    if waiters:
        state = f'{state}, waiters:{len(waiters)}'
    return f'<{plain[1:-1]} [{state}]>'


_WAITS, _TAKEN, _RELEASED, _LEFT = range(4)     # what the recording is told of a lock


def _all_cancelled(waiters):
    for waiter in waiters:
        if not waiter.cancelled():
            return False
    return True


class Lock(_ContextManagerMixin, mixins._LoopBoundMixin):
    """A lock that one task holds at a time; those who wait get it in the order in which they came."""

    _lock_number = 0     # in the recording; 0: it has none yet

    def __init__(self):
        self._waiters = None
        self._locked = False

    def __repr__(self):
        return _show(super().__repr__(), 'locked' if self._locked else 'unlocked', self._waiters)

    def locked(self):
        return self._locked

    async def acquire(self):
        """Take the lock, waiting for it if need be. Gives True."""
        # Who comes while others are waiting goes behind them, even if the lock is free at this moment.
        if not self._locked and (not self._waiters or _all_cancelled(self._waiters)):
            self._locked = True
            self._lock_number = _note_lock(self._lock_number, _TAKEN, 1)
            return True
        if self._waiters is None:
            self._waiters = deque()
        fut = self._get_loop().create_future()
        self._waiters.append(fut)
        self._lock_number = _note_lock(self._lock_number, _WAITS, 0)
        try:
            try:
                await fut
            finally:
                self._waiters.remove(fut)
        except exceptions.CancelledError:
            _note_lock(self._lock_number, _LEFT, 0)
            # If it was to be ours, the next one must not wait for ever.
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        _note_lock(self._lock_number, _TAKEN, 1)
        return True

    def release(self):
        """Give the lock back and wake the first who waits."""
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._lock_number = _note_lock(self._lock_number, _RELEASED, 0)
        self._wake_up_first()

    def _wake_up_first(self):
        if self._waiters:
            fut = self._waiters[0]
            if not fut.done():
                fut.set_result(True)


class Event(mixins._LoopBoundMixin):
    """A flag that tasks can wait for."""

    def __init__(self):
        self._waiters = deque()
        self._value = False

    def __repr__(self):
        return _show(super().__repr__(), 'set' if self._value else 'unset', self._waiters)

    def is_set(self):
        return self._value

    def set(self):
        """Set the flag and wake all who wait for it."""
        if not self._value:
            self._value = True
            for fut in self._waiters:
                if not fut.done():
                    fut.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        """Wait until the flag is set. Gives True."""
        if self._value:
            return True
        fut = self._get_loop().create_future()
        self._waiters.append(fut)
        try:
            await fut
            return True
        finally:
            self._waiters.remove(fut)


class Condition(_ContextManagerMixin, mixins._LoopBoundMixin):
    """A lock with a waiting room: wait() gives the lock up until notify() calls."""

    def __init__(self, lock=None):
        if lock is None:
            lock = Lock()
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = deque()

    def __repr__(self):
        return _show(super().__repr__(), 'locked' if self.locked() else 'unlocked', self._waiters)

    async def wait(self):
        """Give the lock up, wait to be notified, take the lock again. Gives True."""
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        fut = self._get_loop().create_future()
        self.release()
        try:
            try:
                self._waiters.append(fut)
                try:
                    await fut
                    return True
                finally:
                    self._waiters.remove(fut)
            finally:
                # The lock has to be held again whatever happens, so a cancellation while waiting for it waits too.
                cancelled = None
                while True:
                    try:
                        await self.acquire()
                        break
                    except exceptions.CancelledError as exc:
                        cancelled = exc
                if cancelled is not None:
                    try:
                        raise cancelled
                    finally:
                        cancelled = None
        except BaseException:
            # We may have been notified all the same: pass it on to somebody else.
            self._notify(1)
            raise

    async def wait_for(self, predicate):
        """wait() until predicate() is true; gives its value."""
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake n of those who wait; they go on when they get the lock."""
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        self._notify(n)

    def _notify(self, n):
        woken = 0
        for fut in self._waiters:
            if woken >= n:
                break
            if not fut.done():
                woken += 1
                fut.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin, mixins._LoopBoundMixin):
    """A lock that so many tasks can hold at a time."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._waiters = None
        self._value = value

    def __repr__(self):
        state = 'locked' if self.locked() else f'unlocked, value:{self._value}'
        return _show(super().__repr__(), state, self._waiters)

    def locked(self):
        """Would acquire() have to wait, because nothing is left or because others wait already?"""
        return self._value == 0 or bool(self._waiters) and not _all_cancelled(self._waiters)

    async def acquire(self):
        """Take one, waiting for it if need be. Gives True."""
        if not self.locked():
            self._value -= 1
            return True
        if self._waiters is None:
            self._waiters = deque()
        fut = self._get_loop().create_future()
        self._waiters.append(fut)
        try:
            try:
                await fut
            finally:
                self._waiters.remove(fut)
        except exceptions.CancelledError:
            if fut.done() and not fut.cancelled():
                # It was given to us already (see _wake_up_next): give it back.
                self._value += 1
            raise
        finally:
            # Others may have come meanwhile and queued behind us.
            while self._value > 0 and self._wake_up_next():
                pass
        return True

    def release(self):
        """Give one back and wake the first who waits."""
        self._value += 1
        self._wake_up_next()

    def _wake_up_next(self):
        """Hand one to the first who waits; False if nobody does."""
        for fut in self._waiters or ():
            if not fut.done():
                self._value -= 1
                fut.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses to be released more often than acquired."""

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


class _BarrierState:
    def __init__(self, value):
        self.name = value.upper()
        self.value = value

    def __repr__(self):
        return f'<_BarrierState.{self.name}: {self.value!r}>'


for _state in ('filling', 'draining', 'resetting', 'broken'):
    setattr(_BarrierState, _state.upper(), _BarrierState(_state))
del _state


class Barrier(mixins._LoopBoundMixin):
    """A place where so many tasks meet: all wait until the last has come."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._cond = Condition()
        self._parties = parties
        self._state = _BarrierState.FILLING
        self._count = 0                         # tasks inside

    def __repr__(self):
        state = self._state.value
        if not self.broken:
            state += f', waiters:{self.n_waiting}/{self.parties}'
        return _show(super().__repr__(), state, None)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        """Wait until all have come. Each gets another number from 0 to parties-1."""
        async with self._cond:
            await self._block()
            try:
                index = self._count
                self._count += 1
                if index + 1 == self._parties:
                    await self._release()
                else:
                    await self._wait()
                return index
            finally:
                self._count -= 1
                self._exit()

    async def _block(self):
        """Wait while those of the last round are still leaving."""
        await self._cond.wait_for(
            lambda: self._state not in (_BarrierState.DRAINING, _BarrierState.RESETTING))
        if self._state is _BarrierState.BROKEN:
            raise exceptions.BrokenBarrierError('Barrier aborted')

    async def _release(self):
        """The last has come: everybody may go."""
        self._state = _BarrierState.DRAINING
        self._cond.notify_all()

    async def _wait(self):
        await self._cond.wait_for(lambda: self._state is not _BarrierState.FILLING)
        if self._state in (_BarrierState.BROKEN, _BarrierState.RESETTING):
            raise exceptions.BrokenBarrierError('Abort or reset of barrier')

    def _exit(self):
        """The last to leave opens the barrier for the next round."""
        if self._count == 0:
            if self._state in (_BarrierState.RESETTING, _BarrierState.DRAINING):
                self._state = _BarrierState.FILLING
            self._cond.notify_all()

    async def reset(self):
        """Back to the beginning; who waits gets BrokenBarrierError."""
        async with self._cond:
            if self._count > 0:
                self._state = _BarrierState.RESETTING
            else:
                self._state = _BarrierState.FILLING
            self._cond.notify_all()

    async def abort(self):
        """Break the barrier: who waits, and who comes, gets BrokenBarrierError."""
        async with self._cond:
            self._state = _BarrierState.BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        """How many wait at this moment."""
        return self._count if self._state is _BarrierState.FILLING else 0

    @property
    def broken(self):
        return self._state is _BarrierState.BROKEN
