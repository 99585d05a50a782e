"""A lock whose waiters are parked: the loop forgets them until the lock is handed over."""

from uasyncio.core import get_event_loop


class Lock:
    def __init__(self):
        self.locked = False
        self._parked = []

    def acquire(self):
        yield
        while self.locked:
            self._parked.append(get_event_loop().cur_task)
            yield False
        self.locked = True
        return True

    def release(self):
        if not self.locked:
            raise RuntimeError('Lock is not acquired.')
        self.locked = False
        if self._parked:
            get_event_loop().call_soon(self._parked.pop(0))
