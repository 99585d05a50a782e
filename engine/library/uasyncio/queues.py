"""Queues. Who must wait looks again every 100 ms."""

from uasyncio.core import sleep_ms

_POLL_MS = 100


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class Queue:
    """First in, first out; maxsize 0: no limit."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._items = []

    def get(self):
        while not self._items:
            yield from sleep_ms(_POLL_MS)
        return self.get_nowait()

    def get_nowait(self):
        if not self._items:
            raise QueueEmpty()
        return self._items.pop(0)

    def put(self, item):
        while self.full():
            yield from sleep_ms(_POLL_MS)
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull()
        self._items.append(item)

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)
