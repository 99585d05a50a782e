"""What module time has to do with dates. The time zone is UTC; where no time is given, the virtual one is meant."""

import time as _time

_DAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
_MONTHS = ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
           'December')
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


class struct_time(tuple):
    """A time as numbers: year, month, day, hour, minute, second, day of the week (Monday is 0), day of the year, dst."""

    __slots__ = ()
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0
    _names = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')
    __match_args__ = _names

    def __new__(cls, sequence, dict=None):
        items = tuple(sequence)
        if not 9 <= len(items) <= 11:
            raise TypeError(f'time.struct_time() takes an at least 9-sequence ({len(items)}-sequence given)'
                            if len(items) < 9 else
                            f'time.struct_time() takes an at most 11-sequence ({len(items)}-sequence given)')
        return tuple.__new__(cls, items[:9])

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = property(lambda self: 'UTC')
    tm_gmtoff = property(lambda self: 0)

    def __repr__(self):
        return f"time.struct_time({', '.join([f'{name}={value!r}' for name, value in zip(self._names, self)])})"


struct_time.__module__ = 'time'


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_to_year(year):
    """Days from 1970 to the first of January."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 - 719162


def _day_of_year(year, month, day):
    return _DAYS_BEFORE[month - 1] + day + (1 if month > 2 and _is_leap(year) else 0)


def _from_days(days):
    """(year, month, day, day of the year) of so many days after the beginning of 1970."""
    year = 1970 + days // 366
    while _days_to_year(year + 1) <= days:
        year += 1
    while _days_to_year(year) > days:
        year -= 1
    yday = days - _days_to_year(year) + 1
    month = 12
    while _day_of_year(year, month, 1) > yday:
        month -= 1
    return year, month, yday - _day_of_year(year, month, 1) + 1, yday


def _whole(value):
    index = getattr(type(value), '__index__', None)
    if index is None:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return index(value)


def gmtime(seconds=None, /):
    """The time in UTC."""
    if seconds is None:
        seconds = _time.time()
    if not isinstance(seconds, (int, float)):
        seconds = _whole(seconds)
    whole = int(seconds // 1)
    days, rest = divmod(whole, 86400)
    year, month, day, yday = _from_days(days)
    return struct_time((year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, yday, 0))


localtime = gmtime


def mktime(t, /):
    """Seconds since the epoch of a time given as numbers; those out of range are carried over."""
    if not isinstance(t, tuple):
        raise TypeError('Tuple or struct_time argument required')
    if len(t) != 9:
        raise TypeError('mktime(): illegal time tuple argument')
    years, month = divmod(t[1] - 1, 12)
    year = t[0] + years
    days = _days_to_year(year) + _day_of_year(year, month + 1, 1) - 1 + t[2] - 1
    return float(days * 86400 + t[3] * 3600 + t[4] * 60 + t[5])


def _checked(t, function):
    if not isinstance(t, tuple):
        raise TypeError('Tuple or struct_time argument required')
    if len(t) != 9:
        raise TypeError(f'{function}(): illegal time tuple argument')
    year, month, day, hour, minute, second, wday, yday, isdst = t[:9]
    month, day, yday = month or 1, day or 1, yday or 1
    limits = (('month', month, 1, 12), ('day of month', day, 1, 31), ('hour', hour, 0, 23), ('minute', minute, 0, 59),
              ('seconds', second, 0, 61), ('day of year', yday, 1, 366))
    for what, value, low, high in limits:
        if not low <= value <= high:
            raise ValueError(f'{what} out of range')
    if wday < -1:
        raise ValueError('day of week out of range')
    return year, month, day, hour, minute, second, wday % 7, yday, isdst


def asctime(t=None, /):
    """'Tue Nov 14 22:13:20 2023'."""
    year, month, day, hour, minute, second, wday, yday, isdst = _checked(localtime() if t is None else t, 'asctime')
    return f'{_DAYS[wday][:3]} {_MONTHS[month - 1][:3]} {day:2d} {hour:02d}:{minute:02d}:{second:02d} {year}'


def ctime(seconds=None, /):
    return asctime(localtime(seconds))


def _iso_week(year, yday, wday):
    """(year, week) as ISO 8601 counts them."""
    week = (yday - 1 - wday + 10) // 7
    if week < 1:
        last = year - 1
        return last, _iso_week(last, 366 if _is_leap(last) else 365, (wday - yday) % 7)[1]
    if week == 53 and yday - 1 - wday + 3 >= (366 if _is_leap(year) else 365):
        return year + 1, 1
    return year, week


def _directive(code, t):
    year, month, day, hour, minute, second, wday, yday, isdst = t
    if code == 'a':
        return _DAYS[wday][:3]
    if code == 'A':
        return _DAYS[wday]
    if code in 'bh':
        return _MONTHS[month - 1][:3]
    if code == 'B':
        return _MONTHS[month - 1]
    if code == 'c':
        return strftime('%a %b %e %H:%M:%S %Y', t)
    if code == 'C':
        return f'{year // 100:02d}'
    if code == 'd':
        return f'{day:02d}'
    if code == 'D':
        return strftime('%m/%d/%y', t)
    if code == 'e':
        return f'{day:2d}'
    if code == 'F':
        return f'{year}-{month:02d}-{day:02d}'
    if code == 'g':
        return f'{_iso_week(year, yday, wday)[0] % 100:02d}'
    if code == 'G':
        return f'{_iso_week(year, yday, wday)[0]}'
    if code == 'H':
        return f'{hour:02d}'
    if code == 'I':
        return f'{(hour + 11) % 12 + 1:02d}'
    if code == 'j':
        return f'{yday:03d}'
    if code == 'k':
        return f'{hour:2d}'
    if code == 'l':
        return f'{(hour + 11) % 12 + 1:2d}'
    if code == 'm':
        return f'{month:02d}'
    if code == 'M':
        return f'{minute:02d}'
    if code == 'n':
        return '\n'
    if code == 'p':
        return 'AM' if hour < 12 else 'PM'
    if code == 'P':
        return 'am' if hour < 12 else 'pm'
    if code == 'r':
        return strftime('%I:%M:%S %p', t)
    if code == 'R':
        return f'{hour:02d}:{minute:02d}'
    if code == 's':
        return str(int(mktime(tuple(t))))
    if code == 'S':
        return f'{second:02d}'
    if code == 't':
        return '\t'
    if code in 'TX':
        return f'{hour:02d}:{minute:02d}:{second:02d}'
    if code == 'u':
        return str(wday + 1)
    if code == 'U':
        return f'{(yday - 1 + 7 - (wday + 1) % 7) // 7:02d}'
    if code == 'V':
        return f'{_iso_week(year, yday, wday)[1]:02d}'
    if code == 'w':
        return str((wday + 1) % 7)
    if code == 'W':
        return f'{(yday - 1 + 7 - wday) // 7:02d}'
    if code == 'x':
        return strftime('%m/%d/%y', t)
    if code == 'y':
        return f'{year % 100:02d}'
    if code == 'Y':
        return str(year)
    if code == 'z':
        return '+0000'
    if code == 'Z':
        return 'UTC'
    if code == '%':
        return '%'
    return None


def strftime(format, t=None, /):
    """A time as text: %Y-%m-%d and so on."""
    if not isinstance(format, str):
        raise TypeError(f'strftime() argument 1 must be str, not {type(format).__name__}')
    t = _checked(localtime() if t is None else t, 'strftime')
    out = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != '%' or i >= len(format):
            out.append(c)
            continue
        flag = ''
        while format[i] in '-_0^#' and i + 1 < len(format):
            flag = format[i]
            i += 1
        text = _directive(format[i], t)
        if text is None:
            text = '%' + flag + format[i]
        elif flag == '-':
            text = text.lstrip('0 ') or '0'
        elif flag == '_':
            text = ' ' * (len(text) - len(text.lstrip('0') or '0')) + (text.lstrip('0') or '0')
        elif flag == '^':
            text = text.upper()
        out.append(text)
        i += 1
    return ''.join(out)


def strptime(data_string, format='%a %b %d %H:%M:%S %Y', /):
    """The time that a text says, by a format as strftime()'s."""
    from _strptime import _strptime_time
    return _strptime_time(data_string, format)


class _ClockInfo:
    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return f"namespace({', '.join([f'{name}={value!r}' for name, value in self.__dict__.items()])})"


def get_clock_info(name, /):
    """What is known of a clock."""
    if name not in ('monotonic', 'perf_counter', 'process_time', 'thread_time', 'time'):
        raise ValueError('unknown clock')
    return _ClockInfo(implementation=f'virtual {name}', monotonic=name != 'time', adjustable=name == 'time',
                      resolution=1e-09)


def tzset():
    pass
