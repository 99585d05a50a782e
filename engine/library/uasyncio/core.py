"""uasyncio V2's scheduler: generators in two queues, run in passes.

There are no tasks and no futures: the loop calls next() on a coroutine, and what it yields says where it goes next.
A coroutine asked to stop (cancel, or a timeout) gets an exception pended: it is thrown when that coroutine is resumed
next, whenever that may be. The queues are not touched.
"""

import _asyncio
import _uasyncio as _engine

__all__ = ('CancelledError', 'EventLoop', 'IORead', 'IOReadDone', 'IOWrite', 'IOWriteDone', 'SleepMs', 'StopLoop', 'SysCall',
           'SysCall1', 'Task', 'TimeoutError', 'TimeoutObj', 'cancel', 'coroutine', 'ensure_future', 'get_event_loop', 'sleep',
           'sleep_ms', 'wait_for', 'wait_for_ms')

_FREE_PASSES = 100      # so many passes without a wait cost no time; each further one costs a millisecond
_RESULT, _EXCEPTION, _CANCELLED = range(3)
_coroutine_type = type((lambda: (yield))())


class CancelledError(Exception):
    pass


class TimeoutError(CancelledError):
    pass


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


class EventLoop:
    def __init__(self, runq_len=16, waitq_len=16):
        self.runq = _RunQueue(runq_len)
        self.waitq = _WaitQueue(waitq_len)
        self.cur_task = None        # the coroutine that the loop runs, or ran last
        self._slots = {}            # coroutines that the loop knows: their numbers in the recording
        self._number = _engine.new_loop()
        self._busy_passes = 0

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
        if isinstance(what, _coroutine_type):
            over = what not in self._slots and what.gi_frame is None
            return _Entry(what, None, _engine.entry(None if over else self._slot(what), what, due))
        return _Entry(what, args, _engine.entry(None, what, due))

    def _slot(self, coro, name=None):
        if coro not in self._slots:
            self._slots[coro] = _engine.task(coro, name or coro.__name__)
        return self._slots[coro]

    def _queue(self, what, args=()):
        # Full or not is decided first: what does not come in leaves no trace.
        places = 1 if isinstance(what, _coroutine_type) else 2
        if len(self.runq) + places > self.runq._length:
            raise IndexError('full')
        self.runq.append(self._new_entry(what, args, None))

    def _queue_at(self, due, what, args=()):
        self.waitq.check()
        self.waitq.push(due, self._new_entry(what, args, due))

    # ---- passes

    def run_forever(self):
        _engine.loop_begins(self, self._number)
        try:
            while True:
                stop = self._one_pass()
                if stop is not None:
                    return stop.arg
                self._rest()
        finally:
            _engine.loop_ends()

    def _one_pass(self):
        """Runs what the run queue holds when the pass begins; a StopLoop ends it at once."""
        _engine.pass_begins()
        now = self.time()
        while len(self.waitq) and self.waitq.peektime() <= now:
            entry = self.waitq.pop()
            _engine.entry_due(entry.slot)
            self.runq.append(entry)
        for _ in range(self.runq.count()):
            entry = self.runq.popleft()
            _engine.entry_runs(entry.slot)
            try:
                if entry.args is None:
                    yielded = self._step(entry.what)
                    if isinstance(yielded, StopLoop):
                        return yielded
                else:
                    entry.what(*entry.args)
            finally:
                _engine.entry_over(entry.slot)
        return None

    def _rest(self):
        """Waits for what is due next; for ever where nothing is."""
        if len(self.runq):
            delay = 0
        else:
            delay = max(self.waitq.peektime() - self.time(), 0) if len(self.waitq) else -1
        self.wait(delay)
        if delay != 0:
            self._busy_passes = 0
            return
        self._busy_passes += 1
        if self._busy_passes > _FREE_PASSES:
            _engine.wait(1, 'a millisecond, for so many passes without a wait')

    def wait(self, delay):
        """delay in milliseconds; -1: for ever."""
        if delay < 0:
            _engine.wait(None, 'nothing: no coroutine is queued')
        elif delay > 0:
            _engine.wait(delay, 'a timer')

    def _step(self, coro):
        """Resumes the coroutine and does what it yields. A StopLoop is handed back."""
        self.cur_task = coro
        if coro not in self._slots and coro.gi_frame is None:
            return None                             # it was queued twice, and has ended meanwhile
        slot = self._slot(coro)
        _engine.step_begins(slot, coro)
        try:
            yielded = next(coro)
        except StopIteration as stop:
            self._ends(coro, _RESULT, stop.value)
        except CancelledError:
            self._ends(coro, _CANCELLED, None)      # nobody is told
        except BaseException as exc:
            self._ends(coro, _EXCEPTION, exc)
            raise
        else:
            _engine.step_suspends()
            if isinstance(yielded, StopLoop):
                return yielded
            self._obey(coro, yielded)
        return None

    def _ends(self, coro, outcome, value):
        _engine.task_ends(self._slots.pop(coro), outcome, value)

    def _obey(self, coro, yielded):
        if yielded is None:
            return self._queue(coro)
        if yielded is False:
            return _engine.task_parked(self._slots[coro], 'somebody who queues it')
        if isinstance(yielded, _coroutine_type):
            self._queue(yielded)
            return self._queue(coro)
        if isinstance(yielded, SysCall1):
            if not isinstance(yielded, SleepMs):
                return self._obey_io(coro, yielded)
            yielded = yielded.arg
        if isinstance(yielded, int) and yielded is not True:
            return self.call_later_ms(yielded, coro)
        assert False, 'Unsupported coroutine yield value: %r (of type %r)' % (yielded, type(yielded))

    def _obey_io(self, coro, call):
        if isinstance(call, (IORead, IOWrite)):
            coro.pend_throw(False)                  # a mark: parked on I/O
            if isinstance(call, IORead):
                return self.add_reader(call.arg, coro)
            return self.add_writer(call.arg, coro)
        if isinstance(call, IOReadDone):
            self.remove_reader(call.arg)
        elif isinstance(call, IOWriteDone):
            self.remove_writer(call.arg)
        self._queue(coro)

    # ---- running to an end

    def run_until_complete(self, coro):
        def run():
            yield from coro
            yield StopLoop(0)
        main = run()
        self._slot(main, getattr(coro, '__name__', None))
        self.call_soon(main)
        self.run_forever()

    def stop(self):
        def stop():
            yield StopLoop(0)
        self.call_soon(stop())

    def close(self):
        pass

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
            while isinstance(inner, _coroutine_type):
                inner = inner.gi_yieldfrom
                if inner is coro:
                    return _engine.cancel_asked(slot, coro)


# ---- what a coroutine may yield

class SysCall:
    def __init__(self, *args):
        self.args = args


class SysCall1(SysCall):
    def __init__(self, arg):
        self.arg = arg


class StopLoop(SysCall1):
    pass


class IORead(SysCall1):
    pass


class IOWrite(SysCall1):
    pass


class IOReadDone(SysCall1):
    pass


class IOWriteDone(SysCall1):
    pass


class SleepMs(SysCall1):
    """One object for all: a call leaves the delay in it, the await that follows uses it up."""

    def __init__(self):
        self.arg = None
        self._delay = None

    def __call__(self, delay):
        self._delay = delay
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if self._delay is None:
            raise StopIteration
        self.arg, self._delay = self._delay, None
        return self


sleep_ms = SleepMs()


def sleep(seconds):
    yield int(seconds * 1000)


# ---- asking a coroutine to stop

def cancel(coro):
    loop = get_event_loop()
    if loop._pend(coro, CancelledError()):
        loop.call_soon(coro)


class TimeoutObj:
    """A timer of wait_for: what it aims at, None once it is disarmed."""

    def __init__(self, coro):
        self.coro = coro


def wait_for_ms(coro, timeout):
    """The timer aims at the coroutine that the loop runs, not at `coro`. It stays armed if `coro` raises."""
    loop = get_event_loop()

    def timed_out(timer):
        if timer.coro is not None and loop._pend(timer.coro, TimeoutError()):
            loop.call_soon(timer.coro)

    timer = TimeoutObj(loop.cur_task)
    loop.call_later_ms(timeout, timed_out, timer)
    result = yield from coro
    timer.coro = None
    return result


def wait_for(coro, timeout):
    return wait_for_ms(coro, int(timeout * 1000))


def coroutine(function):
    return function


def ensure_future(coro, loop=None):
    (loop or get_event_loop()).call_soon(coro)
    return coro


class Task:
    """Only queues the coroutine: Task(coro) gives None."""

    def __new__(cls, coro, loop=None):
        (loop or get_event_loop()).call_soon(coro)


_loop = None
_loop_class = EventLoop


def get_event_loop(runq_len=16, waitq_len=16):
    """The one loop there is; the lengths count at the first call."""
    global _loop
    if _loop is None:
        _loop = _loop_class(runq_len, waitq_len)
    return _loop
