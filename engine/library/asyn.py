"""Coroutines that can be told to stop and waited for, and synchronisation for uasyncio V2: all of it by polling."""

import uasyncio as asyncio

__all__ = ('Barrier', 'BoundedSemaphore', 'Cancellable', 'Condition', 'Event', 'Gather', 'Gatherable', 'Lock', 'NamedTask',
           'Semaphore', 'StopTask', 'TaskId', 'cancellable', 'launch', 'namedtask', 'sleep')

StopTask = asyncio.CancelledError
_coroutine_type = type((lambda: (yield))())


def launch(func, args):
    """Calls func; if that makes a coroutine, it is queued."""
    result = func(*args)
    if isinstance(result, _coroutine_type):
        asyncio.get_event_loop().create_task(result)


def sleep(seconds, granularity=100):
    """A pause in pieces of `granularity` ms, so that a request to stop is seen soon."""
    if granularity <= 0:
        raise ValueError('sleep granularity must be > 0')
    ms = int(seconds * 1000)
    if ms <= granularity:
        yield from asyncio.sleep_ms(ms)
        return
    pieces, rest = divmod(ms, granularity)
    for _ in range(pieces + (rest > 0)):
        yield from asyncio.sleep_ms(granularity)


class _Awaitable:
    """await of such an object runs its coroutine _wait()."""

    def __await__(self):
        return self._wait()

    __iter__ = __await__


class Lock:
    """Polled, so whoever looks first gets it."""

    def __init__(self, delay_ms=0):
        self._locked = False
        self.delay_ms = delay_ms

    def locked(self):
        return self._locked

    def acquire(self):
        while self._locked:
            yield from asyncio.sleep_ms(self.delay_ms)
        self._locked = True

    def release(self):
        if not self._locked:
            raise RuntimeError('Attempt to release a lock which has not been set')
        self._locked = False

    def __aenter__(self):
        yield from self.acquire()
        return self

    def __aexit__(self, *args):
        self.release()
        yield from asyncio.sleep(0)


class Event(_Awaitable):
    """A flag with a value. All who wait go on when it is set; it stays set until clear()."""

    def __init__(self, delay_ms=0):
        self.delay_ms = delay_ms
        self.clear()

    def clear(self):
        self._flag = False
        self._data = None

    def _wait(self):
        while not self._flag:
            yield from asyncio.sleep_ms(self.delay_ms)

    def is_set(self):
        return self._flag

    def set(self, data=None):
        self._flag = True
        self._data = data

    def value(self):
        return self._data


class Barrier(_Awaitable):
    """Holds its participants until all have arrived. It counts down in one round and up in the next."""

    def __init__(self, participants, func=None, args=()):
        self._participants = participants
        self._func = func
        self._args = args
        self._count = participants
        self._down = True

    def _wait(self):
        round_ = self._down
        if self._arrive():
            return
        while self._down is round_:
            yield from asyncio.sleep(0)

    def trigger(self):
        """Arrives without waiting."""
        self._arrive()

    def busy(self):
        """Has somebody arrived in this round?"""
        return self._count != (self._participants if self._down else 0)

    def _arrive(self):
        """True for the last one."""
        self._count += -1 if self._down else 1
        if not 0 <= self._count <= self._participants:
            raise ValueError('Too many tasks accessing Barrier')
        if self._count != (0 if self._down else self._participants):
            return False
        if self._func is not None:
            launch(self._func, self._args)
        self._down = not self._down
        return True


class Semaphore:
    def __init__(self, value=1):
        self._count = value

    def __aenter__(self):
        yield from self.acquire()
        return self

    def __aexit__(self, *args):
        self.release()
        yield from asyncio.sleep(0)

    def acquire(self):
        while self._count == 0:
            yield from asyncio.sleep_ms(0)
        self._count -= 1

    def release(self):
        self._count += 1


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial = value

    def release(self):
        if self._count >= self._initial:
            raise ValueError('Semaphore released more than acquired')
        super().release()


class TaskId:
    """The hidden first argument of a cancellable coroutine."""

    def __init__(self, taskid):
        self.taskid = taskid

    def __call__(self):
        return self.taskid


def cancellable(function):
    """Takes the coroutine off the list of its class when it has ended, however it ended."""
    def make(*args, **kwargs):
        if isinstance(args[0], TaskId):
            bound, task_id, args = (), args[0], args[1:]
        else:
            bound, task_id, args = (args[0],), args[1], args[2:]     # a method
        coro = run(function(*bound, *args, **kwargs), task_id)
        coro.__name__ = function.__name__
        return coro

    def run(coro, task_id):
        try:
            return (yield from coro)
        finally:
            NamedTask._stopped(task_id)
            Cancellable._stopped(task_id)
    return make


class Cancellable(_Awaitable):
    """A coroutine under a number, in a group that can be told to stop together."""

    _next_number = 0
    _running = {}           # number -> [coroutine, group, barrier]

    def __init__(self, function, *args, group=0, **kwargs):
        number = Cancellable._next_number
        Cancellable._next_number += 1
        self.taskid = TaskId(number)
        # Of a bound method the instance stays its first argument.
        self.task = function(self.taskid, *args, **kwargs)
        Cancellable._running[number] = [self.task, group, None]

    @classmethod
    def _stopped(cls, task_id):
        entry = cls._running.pop(task_id(), None)
        if entry is not None and entry[2] is not None:
            entry[2].trigger()

    @classmethod
    def _members(cls, group):
        return [entry for entry in cls._running.values() if entry[1] == group]

    @classmethod
    def cancel_all(cls, group=0, nowait=False):
        """Asks all of the group to stop, and waits until each has ended."""
        members = cls._members(group)
        if not members:
            return
        barrier = None if nowait else Barrier(len(members) + 1)
        for entry in members:
            entry[2] = barrier
            asyncio.cancel(entry[0])
        if barrier is not None:
            yield from barrier

    @classmethod
    def _is_running(cls, group=0):
        return bool(cls._members(group))

    def __call__(self):
        """The coroutine, for create_task()."""
        return self.task

    def _wait(self):
        return (yield from self.task)


class NamedTask(Cancellable):
    """A cancellable coroutine that is alone under its name."""

    _barriers = {}          # name -> the barrier that its end triggers, or None

    def __init__(self, name, function, *args, barrier=None, **kwargs):
        if name in NamedTask._barriers:
            raise ValueError('Task name "{}" already exists.'.format(name))
        super().__init__(function, *args, group=name, **kwargs)
        NamedTask._barriers[name] = barrier

    @classmethod
    def _stopped(cls, task_id):
        entry = Cancellable._running.get(task_id())
        if entry is None or entry[1] not in cls._barriers:
            return
        barrier = cls._barriers.pop(entry[1])
        if barrier is not None:
            barrier.trigger()

    @classmethod
    def cancel(cls, name, nowait=True):
        """False where there is no such task (any more)."""
        if name not in cls._barriers:
            return False
        yield from Cancellable.cancel_all(group=name, nowait=nowait)
        return True

    @classmethod
    def is_running(cls, name):
        return cls._is_running(group=name)


namedtask = cancellable


class Condition(_Awaitable):
    def __init__(self, lock=None):
        self.lock = Lock() if lock is None else lock
        self._events = []

    def acquire(self):
        yield from self.lock.acquire()

    def __aenter__(self):
        yield from self.lock.acquire()
        return self

    def __aexit__(self, *args):
        self.lock.release()
        yield from asyncio.sleep(0)

    def locked(self):
        return self.lock.locked()

    def release(self):
        self.lock.release()

    def notify(self, n=1):
        """Wakes those who came last."""
        if not self.lock.locked():
            raise RuntimeError('Condition notify with lock not acquired.')
        for _ in range(min(n, len(self._events))):
            event = self._events.pop()
            event.set()

    def notify_all(self):
        self.notify(len(self._events))

    def wait(self):
        if not self.lock.locked():
            raise RuntimeError('Condition wait with lock not acquired.')
        event = Event()
        self._events.append(event)
        self.lock.release()
        yield from event
        yield from self.lock.acquire()
        return True

    def wait_for(self, predicate):
        result = predicate()
        while not result:
            yield from self.wait()
            result = predicate()
        return result


class Gatherable:
    """A coroutine function with its arguments, or a Cancellable, as a member of a Gather."""

    def __init__(self, function, *args, timeout=None, **kwargs):
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.timeout = timeout

    def _coroutine(self):
        if isinstance(self.function, Cancellable):
            return self.function._wait()
        return self.function(*self.args, **self.kwargs)

    def run(self, gather, position):
        coro = self._coroutine()
        if self.timeout is None:
            gather.results[position] = yield from coro
        else:
            gather.results[position] = yield from asyncio.wait_for(coro, self.timeout)
        gather.barrier.trigger()


class Gather(_Awaitable):
    """Starts its members when it is made; awaited, it gives their results by position."""

    def __init__(self, members):
        self.barrier = Barrier(len(members) + 1)
        self.results = [None] * len(members)
        loop = asyncio.get_event_loop()
        for position, member in enumerate(members):
            loop.create_task(member.run(self, position))

    def _wait(self):
        yield from self.barrier
        return self.results
