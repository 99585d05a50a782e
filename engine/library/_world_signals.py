"""Signals: which come, and what they do. A handler runs in the main thread, in the middle of what that waits for.

Module signal has the names; the event loops' own handlers are told through their self-pipe (see asyncio/unix_events.py).
"""

import sys

import _outside
import _strands

SIG_DFL, SIG_IGN = 0, 1
SIGINT, SIGKILL, SIGSTOP = 2, 9, 19
IGNORED = (17, 18, 23, 28)          # by default: SIGCHLD, SIGCONT, SIGURG, SIGWINCH

NAMES = {'SIGHUP': 1, 'SIGINT': 2, 'SIGQUIT': 3, 'SIGILL': 4, 'SIGTRAP': 5, 'SIGABRT': 6, 'SIGBUS': 7, 'SIGFPE': 8,
         'SIGKILL': 9, 'SIGUSR1': 10, 'SIGSEGV': 11, 'SIGUSR2': 12, 'SIGPIPE': 13, 'SIGALRM': 14, 'SIGTERM': 15,
         'SIGSTKFLT': 16, 'SIGCHLD': 17, 'SIGCONT': 18, 'SIGSTOP': 19, 'SIGTSTP': 20, 'SIGTTIN': 21, 'SIGTTOU': 22,
         'SIGURG': 23, 'SIGXCPU': 24, 'SIGXFSZ': 25, 'SIGVTALRM': 26, 'SIGPROF': 27, 'SIGWINCH': 28, 'SIGIO': 29,
         'SIGPWR': 30, 'SIGSYS': 31}
_name_of = {number: name for name, number in NAMES.items()}

waiting = _outside.waiting()


def default_int_handler(signum, frame, /):
    """What SIGINT does unless told otherwise, also where nobody has imported module signal."""
    raise KeyboardInterrupt


default_int_handler.__module__ = 'signal'
handlers = {SIGINT: default_int_handler, NAMES['SIGPIPE']: SIG_IGN, NAMES['SIGXFSZ']: SIG_IGN}     # number -> what it does
loop_pipes = {}                     # number -> SelfPipe of the loop that has a handler for it
_pending = []
waiters = []                        # functions(number) of those in sigwait() or pause(); True: it is taken


def name_of(number):
    return _name_of.get(number, f'signal {number}')


def arrive(number):
    """A signal has come to the program."""
    _outside.signal(name_of(number))
    deliver(number)


def deliver(number):
    for waiter in list(waiters):
        if waiter(number):
            return
    if number in loop_pipes:
        loop_pipes[number].put(number)
        return
    handler = handlers.get(number, SIG_DFL)
    if handler == SIG_IGN:
        return
    if handler == SIG_DFL or number in (SIGKILL, SIGSTOP):
        if number not in IGNORED:
            _strands.exit_now(128 + number)
        return
    _pending.append(number)
    main = _strands.main()
    if _strands.current() is main:
        run_pending()
    else:
        _strands.interrupt(main, _interrupted)


def run_pending():
    while _pending:
        number = _pending.pop(0)
        handler = handlers.get(number, SIG_DFL)
        if callable(handler):
            handler(number, sys._getframe(0))


def _interrupted(until, kind, answers_woken, waits_for):
    """The main thread goes on here when a signal has come while it waited."""
    run_pending()
    return _strands.park_again(until, kind, answers_woken, waits_for)
