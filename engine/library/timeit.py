"""timeit: how long statements take. On the virtual clock code costs no time: what takes time is sleeping."""

import gc
import itertools
import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
_NAME = "<timeit-src>"
_namespace = globals()
_free = 10000  # runs that take no time are not repeated a million times

# Statement and setup are part of one function, as in CPython: on the same lines, with their names as its local variables.
_INNER = '''
def inner(_it, _timer{arguments}):
    {setup}
    _begin = _timer()
    for _turn in _it:
        {stmt}
        pass
    return _timer() - _begin
#'''


def _indented(text, spaces):
    return text.replace('\n', '\n' + ' ' * spaces)


def _turns(number, timer):
    """As many turns as asked for, but no more than some where they turn out to take no time."""
    begin = timer()
    yield from itertools.repeat(None, _free)
    if timer() != begin:
        yield from itertools.repeat(None, number - _free)


class Timer:
    """Runs a statement many times and tells how long it took."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        space = _namespace if globals is None else globals  # CPython's own module's names, where none are given
        given, arguments, before = {}, '', ''
        if isinstance(setup, str):
            compile(setup, _NAME, 'exec')
            before = setup + '\n'
            setup = _indented(setup, 4)
        elif callable(setup):
            given['_setup'] = setup
            arguments += ', _setup=_setup'
            setup = '_setup()'
        else:
            raise ValueError("setup is neither a string nor callable")
        if isinstance(stmt, str):
            compile(before + stmt, _NAME, 'exec')
            stmt = _indented(stmt, 8)
        elif callable(stmt):
            given['_stmt'] = stmt
            arguments += ', _stmt=_stmt'
            stmt = '_stmt()'
        else:
            raise ValueError("stmt is neither a string nor callable")
        self.src = _INNER.format(arguments=arguments, setup=setup, stmt=stmt)
        exec(compile(self.src, _NAME, 'exec'), space, given)
        self.inner = given['inner']

    def timeit(self, number=default_number):
        """Seconds that so many runs take."""
        turns = itertools.repeat(None, number) if number <= _free else _turns(number, self.timer)
        return self.inner(turns, self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        """timeit(), several times."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """A number of runs that takes at least 0.2 seconds, and how long they took."""
        i = 1
        while True:
            for j in 1, 2, 5:
                number = i * j
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2 or number >= 1000000:
                    return number, taken
            i *= 10

    def print_exc(self, file=None):
        """Print the exception being handled."""
        import traceback
        traceback.print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Seconds that so many runs of a statement take."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """timeit(), several times."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
