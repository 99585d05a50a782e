"""The queues of uasyncio's loop, and what puts coroutines and callbacks into them.

Like a MicroPython firmware's C code this is in no traceback and leaves no events but those of _uasyncio: what happens in
here happens at the line of the program that asked for it.
"""

import _asyncio
import _uasyncio as _engine

coroutine_type = type((lambda: (yield))())
the_loop = None


class CancelledError(Exception):
    __module__ = 'uasyncio.core'


class TimeoutError(CancelledError):
    __module__ = 'uasyncio.core'


_asyncio._install('CancelledError', CancelledError)


class _Entry:
    """A place in a queue: a coroutine, or a callback with its arguments."""

    __slots__ = ('what', 'args', 'slot')

    def __init__(self, what, args, slot):
        self.what = what
        self.args = args
        self.slot = slot


class _RunQueue:
    """First in, first out, of fixed length. A coroutine takes one place, a callback two (itself and its arguments)."""

    def __init__(self, length):
        self._length = length
        self._used = 0
        self._entries = []

    def __len__(self):
        return self._used

    @staticmethod
    def _places(entry):
        return 1 if entry.args is None else 2

    def append(self, entry):
        if self._used + self._places(entry) > self._length:
            raise IndexError('full')
        self._used += self._places(entry)
        self._entries.append(entry)

    def popleft(self):
        entry = self._entries.pop(0)
        self._used -= self._places(entry)
        return entry

    def count(self):
        return len(self._entries)


class _WaitQueue:
    """Sorted by due time; equal ones in the order in which they came. Of fixed length."""

    def __init__(self, length):
        self._length = length
        self._entries = []

    def __len__(self):
        return len(self._entries)

    def check(self):
        if len(self._entries) >= self._length:
            raise IndexError('queue overflow')

    def push(self, due, entry):
        at = len(self._entries)
        while at > 0 and self._entries[at - 1][0] > due:
            at -= 1
        self._entries.insert(at, (due, entry))

    def peektime(self):
        return self._entries[0][0]

    def pop(self):
        return self._entries.pop(0)[1]


class Queues:
    """What EventLoop has of them."""

    def __init__(self, runq_len, waitq_len):
        self.runq = _RunQueue(runq_len)
        self.waitq = _WaitQueue(waitq_len)
        self._slots = {}            # coroutines that the loop knows: their numbers in the recording

    def time(self):
        """Milliseconds."""
        return _engine.ticks()

    # ---- into the queues

    def create_task(self, coro):
        self.call_later_ms(0, coro)

    def call_soon(self, callback, *args):
        self._queue(callback, args)

    def call_later(self, delay, callback, *args):
        """delay in seconds."""
        self._queue_at(self.time() + int(delay * 1000), callback, args)

    def call_later_ms(self, delay, callback, *args):
        if not delay:
            return self._queue(callback, args)
        self._queue_at(self.time() + delay, callback, args)

    def call_at_(self, due, callback, args=()):
        self._queue_at(due, callback, args)

    def _new_entry(self, what, args, due):
        if isinstance(what, coroutine_type):
            over = what not in self._slots and what.gi_frame is None
            return _Entry(what, None, _engine.entry(None if over else self._slot(what), what, due))
        return _Entry(what, args, _engine.entry(None, what, due))

    def _slot(self, coro, name=None):
        if coro not in self._slots:
            self._slots[coro] = _engine.task(coro, name or coro.__name__)
        return self._slots[coro]

    def _queue(self, what, args=()):
        # Full or not is decided first: what does not come in leaves no trace.
        places = 1 if isinstance(what, coroutine_type) else 2
        if len(self.runq) + places > self.runq._length:
            raise IndexError('full')
        self.runq.append(self._new_entry(what, args, None))

    def _queue_at(self, due, what, args=()):
        self.waitq.check()
        self.waitq.push(due, self._new_entry(what, args, due))

    # ---- asking to stop

    def _pend(self, coro, exc):
        """Whether the coroutine was parked on I/O, and so has to be queued."""
        self._note_request(coro, exc)
        return coro.pend_throw(exc) is False

    def _note_request(self, coro, exc):
        """For the recording: the coroutine that the loop holds, and the one inside it that is meant."""
        if coro in self._slots:
            shown = None if type(exc) is CancelledError else exc
            return _engine.cancel_asked(self._slots[coro], shown)
        for outer, slot in self._slots.items():
            inner = outer
            while isinstance(inner, coroutine_type):
                inner = inner.gi_yieldfrom
                if inner is coro:
                    return _engine.cancel_asked(slot, coro)


def cancel(coro):
    if the_loop is None:
        coro.pend_throw(CancelledError())
    elif the_loop._pend(coro, CancelledError()):
        the_loop.call_soon(coro)
