"""async_timeout: a limit of time around a block, as `async with timeout(seconds):` or, as in its first versions, plain `with`."""

import asyncio
import enum

__version__ = '5.0.1'
__all__ = ('timeout', 'timeout_at', 'Timeout')


class _State(enum.Enum):
    INIT = 'INIT'
    ENTER = 'ENTER'
    TIMEOUT = 'TIMEOUT'
    EXIT = 'EXIT'


class Timeout:
    """Cancels the task that runs the block when the time is over, and makes TimeoutError of that cancellation."""

    def __init__(self, deadline=None, delay=None, loop=None):
        self._loop = loop
        self._deadline = deadline
        self._delay = delay
        self._state = _State.INIT
        self._task = None
        self._handle = None

    def __repr__(self):
        return f'<Timeout [{self._state.value.lower()}] deadline={self._deadline!r}>'

    def __enter__(self):
        self._loop = self._loop or asyncio.get_event_loop()
        current = getattr(asyncio, 'current_task', None) or asyncio.Task.current_task
        self._task = current(loop=self._loop)
        if self._task is None:
            raise RuntimeError('Timeout context manager should be used inside a task')
        if self._state is not _State.INIT:
            raise RuntimeError(f'invalid state {self._state.value}')
        self._state = _State.ENTER
        if self._delay is not None:
            self._deadline = self._loop.time() + self._delay
        self._arm()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        task, self._task = self._task, None
        if self._state is _State.TIMEOUT and exc_type is not None and issubclass(exc_type, asyncio.CancelledError):
            uncancel = getattr(task, 'uncancel', None)
            if uncancel is None or uncancel() <= self._cancelling:
                self._handle = None
                raise asyncio.TimeoutError from exc_val
        if self._state is _State.ENTER:
            self._state = _State.EXIT
        self._disarm()
        return None

    async def __aenter__(self):
        return self.__enter__()

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        return self.__exit__(exc_type, exc_val, exc_tb)

    def _arm(self):
        self._disarm()
        cancelling = getattr(self._task, 'cancelling', None)
        self._cancelling = cancelling() if cancelling is not None else 0
        if self._deadline is None:
            return
        if self._deadline <= self._loop.time():
            self._handle = self._loop.call_soon(self._on_timeout)
        else:
            self._handle = self._loop.call_at(self._deadline, self._on_timeout)

    def _disarm(self):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _on_timeout(self):
        self._task.cancel()
        self._state = _State.TIMEOUT
        self._handle = None

    @property
    def expired(self):
        """Was the block left because of the limit?"""
        return self._state is _State.TIMEOUT

    @property
    def deadline(self):
        return self._deadline

    def reject(self):
        """No limit any more."""
        if self._state not in (_State.INIT, _State.ENTER):
            raise RuntimeError(f'invalid state {self._state.value}')
        self._disarm()
        self._deadline = None

    def shift(self, delay):
        """Put the deadline off by so many seconds."""
        if self._deadline is None:
            raise RuntimeError('cannot shift timeout if deadline is not scheduled')
        self.update(self._deadline + delay)

    def update(self, deadline):
        """Another deadline, in the loop's time."""
        if self._state is _State.EXIT:
            raise RuntimeError('cannot reschedule after exit from context manager')
        if self._state is _State.TIMEOUT:
            raise RuntimeError('cannot reschedule expired timeout')
        self._deadline = deadline
        if self._state is _State.ENTER:
            self._arm()


def timeout(delay, *, loop=None):
    """A limit of so many seconds; None: no limit."""
    return Timeout(delay=delay, loop=loop)


def timeout_at(deadline, *, loop=None):
    """A limit at a time of the loop's clock."""
    return Timeout(deadline=deadline, loop=loop)
