"""Threads at their lowest: locks, and starting one.

Threads run one at a time; who has to wait parks (see _strands) and goes on when it is woken and its turn comes.
"""

import _strands
from _strands import get_ident

error = RuntimeError
TIMEOUT_MAX = 9223372036.0


class lock:
    """threading.Lock. release() frees it and wakes the longest waiter, which tries again when its turn comes."""

    __slots__ = ('_held', '_waiters', '__weakref__')

    def __init__(self):
        self._held = False
        self._waiters = []

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError('timeout value must be a non-negative number')
        if not self._held:
            self._held = True
            return True
        if not blocking or timeout == 0:
            return False
        if timeout > TIMEOUT_MAX:
            raise OverflowError('timeout value is too large')
        deadline = None if timeout == -1 else _strands.now() + timeout
        me = _strands.current()
        self._waiters.append(me)
        try:
            while self._held:
                if not _strands.park(deadline, 0, 'a lock') and self._held:
                    return False
        finally:
            self._waiters.remove(me)
        self._held = True
        return True

    __enter__ = acquire_lock = acquire

    def release(self):
        if not self._held:
            raise RuntimeError('release unlocked lock')
        self._held = False
        if self._waiters:
            _strands.wake(self._waiters[0])

    release_lock = release

    def __exit__(self, *exc_info):
        self.release()

    def locked(self):
        return self._held

    locked_lock = locked

    def _at_fork_reinit(self):
        self.__init__()

    def __repr__(self):
        return f"<{'locked' if self._held else 'unlocked'} _thread.lock object at {id(self):#x}>"


class RLock:
    """threading.RLock: a lock that its owner can take again."""

    __slots__ = ('_block', '_owner', '_count', '__weakref__')

    def __init__(self):
        self._block = lock()
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        taken = self._block.acquire(blocking, timeout)
        if taken:
            self._owner = me
            self._count = 1
        return taken

    __enter__ = acquire

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1
        if not self._count:
            self._owner = None
            self._block.release()

    def __exit__(self, *exc_info):
        self.release()

    # What Condition needs: give the lock up whatever the count, and take it back as it was.

    def _release_save(self):
        if self._count == 0:
            raise RuntimeError('cannot release un-acquired lock')
        state = self._count, self._owner
        self._count = 0
        self._owner = None
        self._block.release()
        return state

    def _acquire_restore(self, state):
        self._block.acquire()
        self._count, self._owner = state

    def _is_owned(self):
        return self._owner == get_ident()

    def _recursion_count(self):
        return self._count if self._owner == get_ident() else 0

    def _at_fork_reinit(self):
        self.__init__()

    def __repr__(self):
        return (f"<{'locked' if self._block._held else 'unlocked'} _thread.RLock object "
                f'owner={self._owner or 0} count={self._count} at {id(self):#x}>')


LockType = lock


def allocate_lock():
    return lock()


allocate = allocate_lock


def start_new_thread(function, args, kwargs={}, /):
    """Start a thread without a Thread object; its number."""

    def run():
        try:
            function(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException:
            import sys
            sys.stderr.write(f'Exception ignored in thread started by: {function!r}\n')
            sys.__excepthook__(*sys.exc_info())

    strand = _strands.start(run)
    _strands.named(strand, getattr(function, '__name__', 'thread'))
    return strand.ident


start_new = start_new_thread


def get_native_id():
    return get_ident()


def stack_size(size=0, /):
    return 0


def interrupt_main(signum=2, /):
    import signal
    signal.raise_signal(signum)


def _count():
    import threading
    return threading.active_count() - 1


def exit():
    raise SystemExit


exit_thread = exit


def daemon_threads_allowed():
    return True


def _shown(local):
    return '_thread._local' if type(local) is _local else type(local).__name__


class _local:
    """threading.local: attributes that every thread has its own of.

    An instance's attributes live with the thread, under the instance. What a subclass does in __init__ is done
    again in each thread that comes.
    """

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        self = object.__new__(cls)
        object.__setattr__(self, '_arguments', (args, kwargs))
        _strands.current().data[id(self)] = {}
        return self

    def __getattribute__(self, name):
        own = _attributes(self)
        if name == '__dict__':
            return own
        if name in own and not hasattr(getattr(type(self), name, None), '__set__'):
            return own[name]
        if type(self) is _local and not hasattr(_local, name) or name == '_arguments':
            raise AttributeError(f'{_shown(self)!r} object has no attribute {name!r}', name=name, obj=self)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == '__dict__':
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        own = _attributes(self)
        descriptor = getattr(type(self), name, None)
        if hasattr(descriptor, '__set__'):
            descriptor.__set__(self, value)
        else:
            own[name] = value

    def __delattr__(self, name):
        if name == '__dict__':
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        own = _attributes(self)
        descriptor = getattr(type(self), name, None)
        if hasattr(descriptor, '__delete__'):
            descriptor.__delete__(self)
        elif name in own:
            del own[name]
        else:
            raise AttributeError(f'{_shown(self)!r} object has no attribute {name!r}', name=name, obj=self)

    def __del__(self):
        key = id(self)
        for strand in _strands.all():
            strand.data.pop(key, None)


def _attributes(local):
    """The attributes of a local in this thread; its first use there runs __init__."""
    data = _strands.current().data
    own = data.get(id(local))
    if own is None:
        own = data[id(local)] = {}
        kind = type(local)
        if kind.__init__ is not object.__init__:
            args, kwargs = object.__getattribute__(local, '_arguments')
            kind.__init__(local, *args, **kwargs)
    return own
