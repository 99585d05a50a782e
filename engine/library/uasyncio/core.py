"""uasyncio V2's scheduler: generators in two queues, run in passes.

There are no tasks and no futures: the loop calls next() on a coroutine, and what it yields says where it goes next.
A coroutine asked to stop (cancel, or a timeout) gets an exception pended: it is thrown when that coroutine is resumed
next, whenever that may be. The queues are not touched.
"""

import _uasyncio as _engine
import _uasyncio_queues as _queues
from _uasyncio_queues import CancelledError, TimeoutError, cancel, coroutine_type as _coroutine_type

__all__ = ('CancelledError', 'EventLoop', 'IORead', 'IOReadDone', 'IOWrite', 'IOWriteDone', 'SleepMs', 'StopLoop', 'SysCall',
           'SysCall1', 'Task', 'TimeoutError', 'TimeoutObj', 'cancel', 'coroutine', 'ensure_future', 'get_event_loop', 'sleep',
           'sleep_ms', 'wait_for', 'wait_for_ms')

_FREE_PASSES = 100      # so many passes without a wait cost no time; each further one costs a millisecond
_RESULT, _EXCEPTION, _CANCELLED = range(3)


class EventLoop(_queues.Queues):
    def __init__(self, runq_len=16, waitq_len=16):
        super().__init__(runq_len, waitq_len)
        self.cur_task = None        # the coroutine that the loop runs, or ran last
        self._number = _engine.new_loop()
        self._busy_passes = 0

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
            try:
                if isinstance(yielded, StopLoop):
                    return yielded
                self._obey(coro, yielded)
            finally:
                _engine.step_suspends()
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
        main = _main(coro)
        self._slot(main, getattr(coro, '__name__', None))
        self.call_soon(main)
        self.run_forever()

    def stop(self):
        self.call_soon(_stop())

    def close(self):
        pass

def _main(coro):
    """What run_until_complete() queues."""
    yield from coro
    yield StopLoop(0)


def _stop():
    yield StopLoop(0)


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


# ---- limits of time

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


_loop_class = EventLoop


def get_event_loop(runq_len=16, waitq_len=16):
    """The one loop there is; the lengths count at the first call."""
    if _queues.the_loop is None:
        _queues.the_loop = _loop_class(runq_len, waitq_len)
    return _queues.the_loop
