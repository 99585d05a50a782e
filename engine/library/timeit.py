"""timeit: how long statements take. On the virtual clock code costs no time: what takes time is sleeping."""

import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
_free = 200  # runs that take no time are not repeated a million times


def _indented(text, spaces):
    return text.replace('\n', '\n' + ' ' * spaces)


class Timer:
    """Runs a statement many times and tells how long it took."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        self._space = dict(sys._getframe(1).f_globals if globals is None and callable(stmt) else globals or {})
        for name, part in (('stmt', stmt), ('setup', setup)):
            if not isinstance(part, str) and not callable(part):
                raise ValueError(f"{name} is neither a string nor callable")
        self._stmt = self._runnable(stmt)
        self._setup = self._runnable(setup)

    def _runnable(self, part):
        if callable(part):
            return part
        code = compile(part, '<timeit-src>', 'exec')
        return lambda: exec(code, self._space)

    def timeit(self, number=default_number):
        """Seconds that so many runs take."""
        self._setup()
        start = self.timer()
        done = min(number, _free)
        for _ in range(done):
            self._stmt()
        if self.timer() == start:
            return 0.0
        for _ in range(number - done):
            self._stmt()
        return self.timer() - start

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
