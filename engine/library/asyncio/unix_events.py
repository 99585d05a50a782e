"""The loop and the policy that programs get by default."""

from _later import Later
import _strands

from . import coroutines
from . import events
from . import selector_events

__all__ = ('SelectorEventLoop', 'AbstractChildWatcher', 'SafeChildWatcher', 'FastChildWatcher', 'PidfdChildWatcher',
           'MultiLoopChildWatcher', 'ThreadedChildWatcher', 'DefaultEventLoopPolicy', 'EventLoop')


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):
    """Adds signal handlers."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self._signal_handlers = {}
        self._signal_pipe = None

    def close(self):
        super().close()
        for sig in list(self._signal_handlers):
            self.remove_signal_handler(sig)

    def add_signal_handler(self, sig, callback, *args):
        """Call callback(*args) in the loop when the signal comes."""
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError('coroutines cannot be used with add_signal_handler()')
        self._check_signal(sig)
        self._check_closed()
        if not _strands.is_main():
            raise RuntimeError('set_wakeup_fd only works in main thread of the main interpreter')
        import _world
        import _world_signals
        handle = events.Handle(callback, args, self, None)
        if sig in (_world_signals.SIGKILL, _world_signals.SIGSTOP):
            raise RuntimeError(f'sig {sig} cannot be caught')
        pipe = self._signal_pipe
        if pipe is None:
            pipe = self._signal_pipe = _world.SelfPipe()
        self._signal_handlers[sig] = handle
        _world_signals.loop_pipes[int(sig)] = pipe
        self._watch_self_pipe()

    def _watch_self_pipe(self):
        """The self-pipe is among what the loop polls, so that a signal's handler joins the ready queue a turn later."""
        poller = self._io()
        if -2 in poller.entries:
            poller.unregister(-2)
        poller.register(-2, self._signal_pipe, 1, (events.Handle(self._read_from_self, (), self, None), None))

    def _read_from_self(self):
        """The self-pipe can be read: signals have come, and their handlers join the ready queue."""
        numbers = self._signal_pipe.numbers
        while numbers:
            self._handle_signal(numbers.pop(0))

    def _handle_signal(self, sig):
        handle = self._signal_handlers.get(sig)
        if handle is None:
            return
        if handle._cancelled:
            self.remove_signal_handler(sig)
        else:
            self._add_callback(handle)

    def remove_signal_handler(self, sig):
        """Forget the handler; False if there was none."""
        self._check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        import signal
        import _world_signals
        _world_signals.loop_pipes.pop(int(sig), None)
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        if not self.is_closed() and self._poller is not None and -2 in self._poller.entries:
            if self._signal_handlers:
                self._watch_self_pipe()
            else:
                self._poller.unregister(-2)
        return True

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError(f'sig must be an int, not {sig!r}')
        import signal
        if sig not in signal.valid_signals():
            raise ValueError(f'invalid signal number {sig}')


for _name in ('_make_read_pipe_transport', '_make_write_pipe_transport', 'connect_read_pipe', 'connect_write_pipe',
              'create_unix_connection', 'create_unix_server', 'subprocess_shell', 'subprocess_exec',
              '_make_subprocess_transport', '_watch_process', '_process_ended'):
    setattr(_UnixSelectorEventLoop, _name, Later('asyncio._pipes', '_UnixSelectorEventLoop', _name))
del _name


class AbstractChildWatcher:
    """How a loop hears that a process has ended; kept for its name."""

    def add_child_handler(self, pid, callback, *args):
        raise NotImplementedError()

    def remove_child_handler(self, pid):
        raise NotImplementedError()

    def attach_loop(self, loop):
        raise NotImplementedError()

    def close(self):
        raise NotImplementedError()

    def is_active(self):
        raise NotImplementedError()

    def __enter__(self):
        raise NotImplementedError()

    def __exit__(self, a, b, c):
        raise NotImplementedError()


class ThreadedChildWatcher(AbstractChildWatcher):
    """The default one: the engine's processes tell the loop themselves."""

    def is_active(self):
        return True

    def attach_loop(self, loop):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        pass


class SafeChildWatcher(ThreadedChildWatcher):
    pass


class FastChildWatcher(ThreadedChildWatcher):
    pass


class PidfdChildWatcher(ThreadedChildWatcher):
    pass


class MultiLoopChildWatcher(ThreadedChildWatcher):
    pass


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """The default policy."""

    _loop_factory = _UnixSelectorEventLoop

    def __init__(self):
        super().__init__()
        self._watcher = None

    def get_child_watcher(self):
        import warnings
        if self._watcher is None:
            self._watcher = ThreadedChildWatcher()
        warnings.warn("'get_child_watcher' is deprecated as of Python 3.12 and will be removed in Python 3.14.",
                      DeprecationWarning, stacklevel=3)
        return self._watcher

    def set_child_watcher(self, watcher):
        assert watcher is None or isinstance(watcher, AbstractChildWatcher)
        self._watcher = watcher


SelectorEventLoop = _UnixSelectorEventLoop
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
EventLoop = SelectorEventLoop
