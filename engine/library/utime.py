"""Time on a microcontroller: ticks in milliseconds and microseconds, which wrap around at 2 ** 30."""

import time as _time
from time import gmtime, localtime, mktime, sleep, time_ns

_PERIOD = 1 << 30
_HALF = _PERIOD >> 1


def time():
    return int(_time.time())


def sleep_ms(ms):
    _time.sleep(max(ms, 0) / 1000)


def sleep_us(us):
    _time.sleep(max(us, 0) / 1000000)


def ticks_ms():
    return int(round(_time.monotonic() * 1000, 6)) % _PERIOD


def ticks_us():
    return int(round(_time.monotonic() * 1000000, 3)) % _PERIOD


def ticks_cpu():
    return ticks_us()


def ticks_add(ticks, delta):
    return (ticks + delta) % _PERIOD


def ticks_diff(later, earlier):
    """later - earlier, right as long as they lie less than half a period apart."""
    return (later - earlier + _HALF) % _PERIOD - _HALF
