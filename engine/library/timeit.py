"""How long a piece of code takes, on the virtual clock: code costs no time there, sleeping does."""

import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

dummy_src_name = "<timeit-src>"
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
_globals = globals


class Timer:
    """Runs a statement (text or a function) many times."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = _globals() if globals is None else globals
        self._setup = self._function(setup, names, "setup")
        self._stmt = self._function(stmt, names, "stmt")

    @staticmethod
    def _function(code, names, what):
        if isinstance(code, str):
            compiled = compile(code, dummy_src_name, "exec")
            return lambda local: exec(compiled, names, local)
        if callable(code):
            return lambda local: code()
        raise ValueError("%s is neither a string nor callable" % what)

    def timeit(self, number=default_number):
        local = {}
        self._setup(local)
        start = self.timer()
        for _ in itertools.repeat(None, number):
            self._stmt(local)
        return self.timer() - start

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds) of a number of runs that takes at least 0.2 seconds; of one million where none does."""
        number = 1
        while True:
            taken = self.timeit(number)
            if callback:
                callback(number, taken)
            if taken >= 0.2 or number >= default_number:
                return number, taken
            number *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """The seconds that so many runs of the statement take."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
