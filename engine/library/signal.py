"""Signals: their numbers, names and handlers. They come from the scenario, or from raise_signal()."""

import _strands
import _world_signals as _signals

SIG_DFL = 0
SIG_IGN = 1


class Signals(int):
    """A signal's number, with its name."""

    def __repr__(self):
        return f'<Signals.{self.name}: {int(self)}>'

    def __str__(self):
        return int.__repr__(self)

    @property
    def value(self):
        return int(self)


_by_number = {}
for _name, _number in _signals.NAMES.items():
    _signal = Signals(_number)
    _signal.name = _name
    _by_number[_number] = _signal
    globals()[_name] = _signal
    setattr(Signals, _name, _signal)
del _name, _number, _signal

NSIG = 65


default_int_handler = _signals.default_int_handler
_handlers = _signals.handlers


def valid_signals():
    return {_by_number.get(n, n) for n in range(1, NSIG)}


def _check(signalnum):
    if not 1 <= signalnum < NSIG:
        raise ValueError('signal number out of range')


def getsignal(signalnum, /):
    """The handler of a signal: a function, SIG_DFL or SIG_IGN."""
    _check(signalnum)
    return _handlers.get(signalnum, SIG_DFL)


def signal(signalnum, handler, /):
    """Set the handler of a signal; gives the one before."""
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    if not _strands.is_main():
        raise ValueError('signal only works in main thread of the main interpreter')
    _check(signalnum)
    if signalnum in (SIGKILL, SIGSTOP):
        raise OSError(22, 'Invalid argument')
    before = getsignal(signalnum)
    _handlers[signalnum] = handler
    return before


def raise_signal(signalnum, /):
    """Let a signal come, here and now."""
    _check(signalnum)
    _signals.arrive(int(signalnum))


def pause():
    """Wait until a signal comes and its handler has run."""
    _wait_for(None, 'a signal')


def sigwait(sigset, /):
    """Wait until one of these signals comes; give its number."""
    found = _wait_for({int(s) for s in sigset}, 'a signal')
    return _by_number.get(found, found)


def _wait_for(wanted, what):
    came = []
    me = _strands.current()

    def take(number):
        if wanted is not None and number not in wanted:
            return False
        came.append(number)
        _strands.wake(me)
        return wanted is not None

    _signals.waiters.append(take)
    _signals.waiting[id(take)] = what if wanted is None else ', '.join([_signals.name_of(n) for n in sorted(wanted)])
    try:
        while not came:
            _strands.park(None, 0, what)
    finally:
        _signals.waiters.remove(take)
        del _signals.waiting[id(take)]
    return came[0]


def alarm(seconds, /):
    """Let SIGALRM come after so many seconds; 0: no more. Gives the seconds that were left."""
    return int(-(-setitimer(ITIMER_REAL, seconds)[0] // 1))


ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
_alarm = [0, 0.0, 0.0]          # a number that changes with each setting, when, the interval


def setitimer(which, seconds, interval=0.0):
    import _world
    before = getitimer(which)
    _alarm[0] += 1
    _alarm[1], _alarm[2] = (_strands.now() + seconds if seconds else 0.0), interval
    if seconds:
        _world.at(_alarm[1], _ring, _alarm[0])
    return before


def getitimer(which):
    return (max(0.0, _alarm[1] - _strands.now()) if _alarm[1] else 0.0), _alarm[2]


def _ring(setting):
    if setting != _alarm[0]:
        return
    if _alarm[2]:
        import _world
        _alarm[1] += _alarm[2]
        _world.at(_alarm[1], _ring, setting)
    else:
        _alarm[1] = 0.0
    _signals.arrive(14)


def strsignal(signalnum, /):
    _check(signalnum)
    names = {1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 9: 'Killed', 10: 'User defined signal 1',
             12: 'User defined signal 2', 13: 'Broken pipe', 14: 'Alarm clock', 15: 'Terminated'}
    return names.get(signalnum)


def siginterrupt(signalnum, flag, /):
    pass


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1
