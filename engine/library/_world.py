"""The world outside of the program, at its lowest: what happens there later, file descriptors, and waiting for them.

Like all _world*.py and _socket.py this stands for what is C in CPython, or the system's: it is in no traceback and leaves no
events but those of _outside. Nothing here is real: the only clock is the virtual one.

What happens outside by itself (a peer sends, a signal comes, bytes arrive after the latency) happens in a thread of its
own, "world", which sleeps until the next of it. Threads run before a polling event loop at the same instant, so a loop
sees all that has come at once.
"""

from heapq import heappush, heappop
import sys

import _outside
import _strands
from _strands import current, now, park, wake

world = _outside.world() or {}
waiting = _outside.waiting()
latency = world.get('latency', 0.0)


# ---- what the trace calls a connection: sockets and pipes have numbers of one row

_connections = 0


def next_connection():
    global _connections
    _connections += 1
    return _connections


# ---- what happens outside later

_later = []             # a heap of (time, number, function, args)
_number = 0
_keeper = None          # the thread `world`
_keeper_sleeps = False


def at(when, function, *args):
    """Call function(*args) in the world's thread at a time."""
    global _number, _keeper
    _number += 1
    heappush(_later, (round(when, 6), _number, function, args))
    if _keeper is None:
        _keeper = _strands.start(_keep)
    elif _keeper_sleeps and _later[0][1] == _number:
        wake(_keeper)


def after(delay, function, *args):
    """Call it after a delay; at once without one."""
    if delay > 0:
        at(now() + delay, function, *args)
    else:
        function(*args)


def _keep():
    global _keeper_sleeps
    _strands.named(current(), 'world')
    while True:
        while _later and _later[0][0] <= now():
            _, _, function, args = heappop(_later)
            function(*args)
        _keeper_sleeps = True
        park(_later[0][0] if _later else None, 0, 'what comes next')
        _keeper_sleeps = False


# ---- waiting

IN, PRI, OUT, ERR, HUP = 1, 2, 4, 8, 16


class Pollable:
    """What a file descriptor stands for. mask() tells what it is ready for; changed() is called when that may have grown."""

    watchers = ()       # (poller, fd) of those that have it registered
    sleepers = ()       # threads blocked on it
    refs = 0            # descriptors and processes that hold it

    def mask(self):
        return 0

    def awaited(self):
        """If nothing can run any more: what from outside could still make it readable, or None."""
        return None

    def changed(self, mask):
        for poller, fd in self.watchers:
            poller.note(fd, mask)
        for strand in self.sleepers:
            wake(strand)

    def sleep_until(self, mask, deadline, what):
        """Block the running thread until it is ready; False: the deadline came first."""
        if deadline is not None:
            deadline = round(deadline, 6)           # as the schedule does
        while not self.mask() & (mask | ERR | HUP):
            if deadline is not None and deadline <= now():
                return False
            self.sleepers = (*self.sleepers, current())
            text = self.awaited() if mask & IN else None
            if text is not None:
                waiting[id(self)] = text
            try:
                park(deadline, 0, what)
            finally:
                waiting.pop(id(self), None)
                rest = list(self.sleepers)
                rest.remove(current())
                self.sleepers = tuple(rest)
        return True


class Poller:
    """What epoll is: those descriptors are given first that became ready first; who stays ready goes to the end."""

    def __init__(self, wake_up=None):
        self.entries = {}           # fd -> [pollable, mask, data]
        self.ready = {}             # fd -> None, in the order in which they became ready
        self.wake_up = wake_up
        self.strands = ()

    def register(self, fd, thing, mask, data=None):
        if fd in self.entries:
            raise FileExistsError(17, 'File exists')
        self.entries[fd] = [thing, mask, data]
        thing.watchers = (*thing.watchers, (self, fd))
        self._look(fd)

    def modify(self, fd, mask, data=None):
        entry = self.entries[fd]
        entry[1] = mask
        entry[2] = data
        self._look(fd)

    def unregister(self, fd):
        thing = self.entries.pop(fd)[0]
        self.ready.pop(fd, None)
        thing.watchers = tuple([w for w in thing.watchers if w[0] is not self or w[1] != fd])
        waiting.pop((id(self), fd), None)

    def _look(self, fd):
        thing, mask, _ = self.entries[fd]
        text = thing.awaited() if mask & IN else None
        if text is not None:
            waiting[id(self), fd] = text
        else:
            waiting.pop((id(self), fd), None)
        if thing.mask() & (mask | ERR | HUP):
            self.note(fd, thing.mask())

    def note(self, fd, mask):
        if mask & (self.entries[fd][1] | ERR | HUP):
            if fd not in self.ready:
                self.ready[fd] = None
            if self.wake_up is not None:
                self.wake_up()
            for strand in self.strands:
                wake(strand)

    def any_ready(self):
        for fd in self.ready:
            thing, mask, _ = self.entries[fd]
            if thing.mask() & (mask | ERR | HUP):
                return True
        return False

    def take(self, most=-1):
        """The descriptors that are ready: a list of (fd, mask, data)."""
        found = []
        again = []
        for fd in list(self.ready):
            if len(found) == most:
                break
            del self.ready[fd]
            thing, mask, data = self.entries[fd]
            mask = thing.mask() & (mask | ERR | HUP)
            if mask:
                found.append((fd, mask, data))
                again.append(fd)
        for fd in again:
            self.ready[fd] = None
        return found

    def poll(self, timeout=None, most=-1):
        """Block until one is ready, at most so many seconds."""
        deadline = None if timeout is None or timeout < 0 else round(now() + timeout, 6)
        if timeout == 0:
            park(now(), 1)
        while not self.any_ready():
            if deadline is not None and deadline <= now():
                return []
            self.strands = (*self.strands, current())
            try:
                park(deadline, 0, self.waits_for())
            finally:
                self.strands = tuple([s for s in self.strands if s is not current()])
        return self.take(most)

    def waits_for(self):
        """In words, for the trace."""
        parts = [thing.shown(mask) for thing, mask, _ in self.entries.values()]
        return ', '.join([p for p in parts if p]) or 'nothing'


class SelfPipe(Pollable):
    """A loop's self-pipe: signals whose handlers the loop is to run."""

    def __init__(self):
        self.numbers = []

    def mask(self):
        return IN if self.numbers else 0

    def shown(self, mask):
        import _world_signals
        names = [_world_signals.name_of(n) for n, pipe in _world_signals.loop_pipes.items() if pipe is self]
        return ', '.join(names)

    def awaited(self):
        return self.shown(IN) or None

    def put(self, number):
        self.numbers.append(number)
        self.changed(IN)


# ---- file descriptors

# An event loop has three for itself: its epoll and the two ends of its self-pipe.
_first_fd = 6 if 'asyncio' in sys.modules else 3
descriptors = {}        # fd -> Pollable


def open_fd(thing):
    fd = _first_fd
    while fd in descriptors:
        fd += 1
    return put_fd(fd, thing)


def put_fd(fd, thing):
    descriptors[fd] = thing
    thing.refs += 1
    return fd


def close_fd(fd):
    thing = thing_of(fd)
    del descriptors[fd]
    for poller, number in thing.watchers:
        if number == fd:
            poller.unregister(fd)
    drop(thing)


def drop(thing):
    """One that held it is gone; the last one closes it."""
    thing.refs -= 1
    if thing.refs == 0:
        thing.close()


def thing_of(fd):
    thing = descriptors.get(fd)
    if thing is None:
        raise OSError(9, 'Bad file descriptor')
    return thing


def fd_of(fileobj):
    """The number of a descriptor, or of what has a fileno()."""
    if isinstance(fileobj, int):
        fd = fileobj
    else:
        try:
            fd = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if fd < 0:
        raise ValueError(f'Invalid file descriptor: {fd}')
    return fd


# ---- an event loop's select()

def select(loop, poller, timeout):
    """One poll of an event loop: what is ready becomes handles, readers before writers."""
    if timeout != 0 and poller.any_ready():
        timeout = 0
    loop._poll(timeout, poller.waits_for() if timeout != 0 else None)
    for fd, mask, (reader, writer) in poller.take():
        if mask & ~OUT and reader is not None:
            if reader._cancelled:
                loop._remove_reader(fd)
            else:
                loop._add_callback(reader)
        if mask & ~IN and writer is not None:
            if writer._cancelled:
                loop._remove_writer(fd)
            else:
                loop._add_callback(writer)


def install_select():
    from _asyncio import _install
    _install('select', select)
