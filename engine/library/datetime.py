"""Dates and times of day. The local time zone is UTC and now() is the virtual clock's."""

import time as _time
from _calendar_time import _DAYS, _MONTHS, _days_to_year, _day_of_year, _from_days, _is_leap

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

MINYEAR = 1
MAXYEAR = 9999
_LAST_ORDINAL = 3652059          # date.max.toordinal()
_EPOCH_ORDINAL = 719163          # of 1970-01-01
_LONGEST = 999999999             # days of a timedelta
_DAY_US = 86400000000
_missing = object()


def _index(value):
    if type(value) is int:
        return value
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    index = getattr(type(value), "__index__", None)
    if index is None:
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
    return int(index(value))


def _need(value, name, place):
    if value is _missing:
        raise TypeError("function missing required argument '%s' (pos %d)" % (name, place))


def _days_in_month(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _check_date(year, month, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("year %i is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")


def _check_time(hour, minute, second, microsecond, fold):
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)


def _ordinal(year, month, day):
    return _days_to_year(year) + _day_of_year(year, month, day) - 1 + _EPOCH_ORDINAL


def _from_ordinal(n):
    return _from_days(n - _EPOCH_ORDINAL)[:3]


def _divide(a, b):
    """a / b to the nearest whole number, halves to the even one."""
    q, r = divmod(a, b)
    r *= 2
    if (r > b if b > 0 else r < b) or (r == b and q % 2):
        q += 1
    return q


def _shown_class(o):
    name = type(o).__name__
    return "datetime." + name if type(o).__module__ == "datetime" else name


def _offset_text(offset, separator=":"):
    """'+01:30' of a timedelta; '' of None."""
    if offset is None:
        return ""
    us = offset._us()
    sign, us = ("-", -us) if us < 0 else ("+", us)
    seconds, us = divmod(us, 1000000)
    text = "%s%02d%s%02d" % (sign, seconds // 3600, separator, seconds // 60 % 60)
    if seconds % 60 or us:
        text += "%s%02d" % (separator, seconds % 60)
        if us:
            text += ".%06d" % us
    return text


def _time_text(hour, minute, second, us, timespec):
    if timespec == "auto":
        timespec = "microseconds" if us else "seconds"
    if timespec == "hours":
        return "%02d" % hour
    if timespec == "minutes":
        return "%02d:%02d" % (hour, minute)
    if timespec == "seconds":
        return "%02d:%02d:%02d" % (hour, minute, second)
    if timespec == "milliseconds":
        return "%02d:%02d:%02d.%03d" % (hour, minute, second, us // 1000)
    if timespec == "microseconds":
        return "%02d:%02d:%02d.%06d" % (hour, minute, second, us)
    raise ValueError("Unknown timespec value")


def _format(o, format, tuple):
    """strftime with what only these classes know: %f, %z, %:z, %Z."""
    if not isinstance(format, str):
        raise TypeError("strftime() argument 1 must be str, not %s" % type(format).__name__)
    out = []
    i = 0
    while i < len(format):
        c = format[i]
        code = format[i + 1:i + 2]
        if c != "%" or not code:
            out.append(c)
            i += 1
            continue
        i += 2
        if code == "f":
            out.append("%06d" % getattr(o, "microsecond", 0))
        elif code == "z":
            out.append(_offset_text(o.utcoffset() if hasattr(o, "utcoffset") else None, ""))
        elif code == ":" and format[i:i + 1] == "z":
            out.append(_offset_text(o.utcoffset() if hasattr(o, "utcoffset") else None))
            i += 1
        elif code == "Z":
            name = o.tzname() if hasattr(o, "tzname") else None
            out.append((name or "").replace("%", "%%"))
        else:
            out.append(c + code)
    return _time.strftime("".join(out), tuple)


# ---- reading ISO 8601

def _digits(text, at, n):
    part = text[at:at + n]
    if len(part) != n or not part.isascii() or not part.isdigit():
        raise ValueError
    return int(part)


def _iso_date(text):
    """(year, month, day) of YYYY-MM-DD, YYYYMMDD, YYYY-Www-D, YYYYWwwD or without -D."""
    year = _digits(text, 0, 4)
    dashed = text[4:5] == "-"
    at = 4 + dashed
    if text[at:at + 1] == "W":
        week = _digits(text, at + 1, 2)
        at += 3
        day = 1
        if at < len(text):
            if (text[at] == "-") != dashed:
                raise ValueError
            at += dashed
            day = _digits(text, at, 1)
            at += 1
        if at != len(text):
            raise ValueError
        return _from_iso_calendar(year, week, day)
    month = _digits(text, at, 2)
    at += 2
    if dashed:
        if text[at:at + 1] != "-":
            raise ValueError
        at += 1
    day = _digits(text, at, 2)
    if at + 2 != len(text):
        raise ValueError
    return year, month, day


def _iso_clock(text):
    """[hour, minute, second, microsecond] of HH[[:]MM[[:]SS[.ffffff]]]."""
    parts = [0, 0, 0, 0]
    colons = text[2:3] == ":"
    at = 0
    for i in range(3):
        parts[i] = _digits(text, at, 2)
        at += 2
        if at == len(text):
            return parts
        if i < 2:
            if colons:
                if text[at] != ":":
                    raise ValueError
                at += 1
            elif text[at] in ".,":
                raise ValueError
    if text[at] not in ".,":
        raise ValueError
    fraction = text[at + 1:]
    if not fraction or not fraction.isascii() or not fraction.isdigit():
        raise ValueError
    parts[3] = int((fraction + "00000")[:6])
    return parts


def _iso_time(text):
    """([hour, minute, second, microsecond], tzinfo, ends the day)."""
    at = max(text.find("+"), text.find("-"))
    tz = None
    clock = text
    if text[-1:] in ("Z", "z"):
        clock, tz = text[:-1], timezone.utc
    elif at >= 0:
        clock = text[:at]
        h, m, s, us = _iso_clock(text[at + 1:])
        if h > 23 or m > 59 or s > 59:
            raise ValueError
        offset = timedelta(hours=h, minutes=m, seconds=s, microseconds=us)
        tz = timezone.utc if not offset else timezone(-offset if text[at] == "-" else offset)
    return _iso_clock(clock), tz


def _from_iso_calendar(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("Year is out of range: %d" % year)
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7          # of the first of January, Monday is 0
    monday = first - weekday + (7 if weekday > 3 else 0)
    if not 0 < week < 53:
        if week != 53 or not (weekday == 3 or weekday == 2 and _is_leap(year)):
            raise ValueError("Invalid week: %d" % week)
    if not 0 < day < 8:
        raise ValueError("Invalid weekday: %d (range is [1, 7])" % day)
    return _from_ordinal(monday + (week - 1) * 7 + day - 1)


# ---- durations

def _modf(value):
    whole = int(value)
    return value - whole, whole


class timedelta:
    """A duration: days, seconds (0 to 86399) and microseconds (0 to 999999)."""

    __slots__ = ("_days", "_seconds", "_microseconds", "_hash")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = 0
        rest = 0.0
        for name, value, factor in (("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000), ("seconds", seconds, 1000000),
                                    ("minutes", minutes, 60000000), ("hours", hours, 3600000000), ("days", days, _DAY_US),
                                    ("weeks", weeks, 7 * _DAY_US)):
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                if value != value:
                    raise ValueError("cannot convert float NaN to integer")
                if value in (float("inf"), float("-inf")):
                    raise OverflowError("cannot convert float infinity to integer")
                fraction, whole = _modf(value)
                total += whole * factor
                if fraction:
                    fraction, whole = _modf(factor * fraction)
                    total += whole
                    rest += fraction
            else:
                raise TypeError("unsupported type for timedelta %s component: %s" % (name, type(value).__name__))
        if rest:
            # Halves go to the even number of the whole sum.
            whole = round(rest)
            if abs(whole - rest) == 0.5:
                whole = 2.0 * round((rest + (total & 1)) * 0.5) - (total & 1)
            total += int(whole)
        return cls._of(total)

    @classmethod
    def _of(cls, us):
        days, us = divmod(us, _DAY_US)
        if not -_LONGEST <= days <= _LONGEST:
            raise OverflowError("days=%d; must have magnitude <= %d" % (days, _LONGEST))
        self = object.__new__(cls)
        self._days = days
        self._seconds, self._microseconds = divmod(us, 1000000)
        self._hash = None
        return self

    def _us(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def total_seconds(self):
        """The whole duration in seconds."""
        return self._us() / 1000000

    def __repr__(self):
        parts = ["%s=%d" % (name, value) for name, value in
                 (("days", self._days), ("seconds", self._seconds), ("microseconds", self._microseconds)) if value]
        return "%s(%s)" % (_shown_class(self), ", ".join(parts) or "0")

    def __str__(self):
        text = "%d:%02d:%02d" % (self._seconds // 3600, self._seconds // 60 % 60, self._seconds % 60)
        if self._days:
            text = "%d day%s, %s" % (self._days, "" if abs(self._days) == 1 else "s", text)
        return text + ".%06d" % self._microseconds if self._microseconds else text

    def __add__(self, other):
        return timedelta._of(self._us() + other._us()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._us() - other._us()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._of(other._us() - self._us()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._us())

    def __pos__(self):
        return timedelta._of(self._us())

    def __abs__(self):
        return timedelta._of(abs(self._us()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._us() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide(self._us() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us() / other._us()
        if isinstance(other, int):
            if not other:
                raise ZeroDivisionError("integer division or modulo by zero")
            return timedelta._of(_divide(self._us(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            if not a:
                raise ZeroDivisionError("division by zero")
            return timedelta._of(_divide(b * self._us(), a))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us() // other._us()
        return timedelta._of(self._us() // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._us() % other._us()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(self._us(), other._us())
        return q, timedelta._of(r)

    def __eq__(self, other):
        return self._us() == other._us() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us() < other._us() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us() <= other._us() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us() > other._us() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us() >= other._us() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        if self._hash is None:
            self._hash = hash((self._days, self._seconds, self._microseconds))
        return self._hash

    def __bool__(self):
        return self._us() != 0

    def __reduce__(self):
        return type(self), (self._days, self._seconds, self._microseconds)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


timedelta.min = timedelta(-_LONGEST)
timedelta.max = timedelta._of((_LONGEST + 1) * _DAY_US - 1)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    """Base of time zones: utcoffset(), dst() and tzname() of a datetime."""

    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        """The datetime in UTC that has this zone, as local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset, dst = dt.utcoffset(), dt.dst()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        delta = offset - dst
        if delta:
            dt += delta
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + dst


def _checked_offset(name, offset):
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError("tzinfo.%s() must return None or a timedelta, not '%s'" % (name, type(offset).__name__))
    if not -_DAY_US < offset._us() < _DAY_US:
        raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
    return offset


class timezone(tzinfo):
    """A time zone with a fixed offset from UTC."""

    __slots__ = ("_offset", "_name")

    def __new__(cls, offset, name=_missing):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not %s" % type(offset).__name__)
        if name is _missing:
            if not offset:
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError("timezone() argument 2 must be str, not %s" % type(name).__name__)
        if not -_DAY_US < offset._us() < _DAY_US:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %r." % offset)
        return cls._of(offset, name)

    @classmethod
    def _of(cls, offset, name):
        self = tzinfo.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def _check(self, dt, name):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError("%s(dt) argument must be a datetime instance or None, not %s" % (name, type(dt).__name__))

    def utcoffset(self, dt):
        self._check(dt, "utcoffset")
        return self._offset

    def dst(self, dt):
        self._check(dt, "dst")
        return None

    def tzname(self, dt):
        self._check(dt, "tzname")
        return str(self)

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime instance, not " + type(dt).__name__)
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return "%s(%r)" % (_shown_class(self), self._offset)
        return "%s(%r, %r)" % (_shown_class(self), self._offset, self._name)

    def __str__(self):
        if self._name is not None:
            return self._name
        return "UTC" if not self._offset else "UTC" + _offset_text(self._offset)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __reduce__(self):
        return type(self), ((self._offset,) if self._name is None else (self._offset, self._name))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


UTC = timezone.utc = timezone._of(timedelta(0), None)
timezone.min = timezone._of(timedelta(hours=-23, minutes=-59), None)
timezone.max = timezone._of(timedelta(hours=23, minutes=59), None)


class IsoCalendarDate(tuple):
    """A date as ISO year, week and weekday."""

    __slots__ = ()
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return "datetime.IsoCalendarDate(year=%s, week=%s, weekday=%s)" % self

    def __reduce__(self):
        return tuple, (tuple(self),)


class date:
    """A day of the Gregorian calendar."""

    __slots__ = ("_year", "_month", "_day", "_hash")

    def __new__(cls, year, month=_missing, day=_missing):
        _need(month, "month", 2)
        _need(day, "day", 3)
        year, month, day = _index(year), _index(month), _index(day)
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day, self._hash = year, month, day, None
        return self

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        t = _time.localtime(timestamp)
        return cls(t[0], t[1], t[2])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n, /):
        n = _index(n)
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        if n > _LAST_ORDINAL:
            raise ValueError("year is out of range")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _iso_date(text)
        except ValueError as e:
            if e.args:
                raise
            raise ValueError("Invalid isoformat string: %r" % text) from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_iso_calendar(_index(year), _index(week), _index(day)))

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def __repr__(self):
        return "%s(%d, %d, %d)" % (_shown_class(self), self._year, self._month, self._day)

    def isoformat(self):
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    def __str__(self):
        return self.isoformat()

    def ctime(self):
        return "%s %s %2d 00:00:00 %04d" % (_DAYS[self.weekday()][:3], _MONTHS[self._month - 1][:3], self._day, self._year)

    def strftime(self, format):
        return _format(self, format, self.timetuple())

    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError("must be str, not %s" % type(spec).__name__)
        return self.strftime(spec) if spec else str(self)

    def timetuple(self):
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(),
                                  _day_of_year(self._year, self._month, self._day), -1))

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (_ordinal(self._year, self._month, self._day) + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        year = self._year
        monday = _iso_first_monday(year)
        week, day = divmod(self.toordinal() - monday, 7)
        if week < 0:
            year -= 1
            week, day = divmod(self.toordinal() - _iso_first_monday(year), 7)
        elif week >= 52 and self.toordinal() >= _iso_first_monday(year + 1):
            year += 1
            week = 0
        return IsoCalendarDate((year, week + 1, day + 1))

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month, self._day if day is None else day)

    __replace__ = replace

    def _key(self):
        return self._year, self._month, self._day

    def _comparable(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        if self._hash is None:
            self._hash = hash(bytes((self._year >> 8, self._year & 255, self._month, self._day)))
        return self._hash

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other._days
        if not 1 <= n <= _LAST_ORDINAL:
            raise OverflowError("date value out of range")
        return type(self)(*_from_ordinal(n))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other._days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return type(self), self._key()

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _iso_first_monday(year):
    """The ordinal of the Monday of the first ISO week."""
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


class time:
    """A time of day, with a time zone or without."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold", "_hash")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        hour, minute, second, microsecond, fold = _index(hour), _index(minute), _index(second), _index(microsecond), _index(fold)
        _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold, self._hash = tzinfo, fold, None
        return self

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts, tz = _iso_time(text[1:] if text[:1] == "T" else text)
        except ValueError:
            raise ValueError("Invalid isoformat string: %r" % text) from None
        return cls(*parts, tz)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else _checked_offset("utcoffset", self._tzinfo.utcoffset(None))

    def dst(self):
        return None if self._tzinfo is None else _checked_offset("dst", self._tzinfo.dst(None))

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def isoformat(self, timespec="auto"):
        return _time_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        text = "%d, %d" % (self._hour, self._minute)
        if self._microsecond:
            text += ", %d, %d" % (self._second, self._microsecond)
        elif self._second:
            text += ", %d" % self._second
        if self._tzinfo is not None:
            text += ", tzinfo=%r" % self._tzinfo
        if self._fold:
            text += ", fold=1"
        return "%s(%s)" % (_shown_class(self), text)

    def strftime(self, format):
        return _format(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError("must be str, not %s" % type(spec).__name__)
        return self.strftime(spec) if spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def _us(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def _compare(self, other, equality=False):
        a, b = self.utcoffset(), other.utcoffset()
        if (a is None) != (b is None):
            if equality:
                return 2
            raise TypeError("can't compare offset-naive and offset-aware times")
        x, y = self._us() - (a._us() if a else 0), other._us() - (b._us() if b else 0)
        return (x > y) - (x < y)

    def __eq__(self, other):
        return self._compare(other, True) == 0 if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, time) else NotImplemented

    def _state(self):
        us = self._microsecond
        return bytes((self._hour, self._minute, self._second, us >> 16, us >> 8 & 255, us & 255))

    def __hash__(self):
        if self._hash is None:
            offset = self.replace(fold=0).utcoffset() if self._fold else self.utcoffset()
            if not offset:
                self._hash = hash(self._state())
            else:
                self._hash = hash(timedelta._of(self._us() - offset._us()))
        return self._hash

    def __reduce__(self):
        return type(self), (self._hour, self._minute, self._second, self._microsecond, self._tzinfo)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class datetime(date):
    """A day and a time of day, with a time zone or without."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year, month=_missing, day=_missing, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _need(month, "month", 2)
        _need(day, "day", 3)
        year, month, day = _index(year), _index(month), _index(day)
        hour, minute, second, microsecond, fold = _index(hour), _index(minute), _index(second), _index(microsecond), _index(fold)
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day, self._hash = year, month, day, None
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def _from_us(cls, us, tz=None):
        """So many microseconds after the first moment of year 0001-01-01, plus one day (ordinal 1)."""
        n, us = divmod(us, _DAY_US)
        if not 1 <= n <= _LAST_ORDINAL:
            raise OverflowError("date value out of range")
        seconds, us = divmod(us, 1000000)
        return cls(*_from_ordinal(n), seconds // 3600, seconds // 60 % 60, seconds % 60, us, tz)

    def _total_us(self):
        return self.toordinal() * _DAY_US + ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    @classmethod
    def _from_timestamp(cls, timestamp, tz):
        if not isinstance(timestamp, (int, float)):
            index = getattr(type(timestamp), "__index__", None) or getattr(type(timestamp), "__float__", None)
            if index is None:
                raise TypeError("'%s' object cannot be interpreted as an integer" % type(timestamp).__name__)
            timestamp = index(timestamp)
        if timestamp != timestamp:
            raise ValueError("Invalid value NaN (not a number)")
        if isinstance(timestamp, int):
            us = timestamp * 1000000
        else:
            a, b = timestamp.as_integer_ratio()
            us = _divide(a * 1000000, b)
        us += _EPOCH_ORDINAL * _DAY_US
        if not 1 <= us // _DAY_US <= _LAST_ORDINAL:
            raise ValueError("year %d is out of range" % (1970 + int(timestamp // 31556952)))
        return cls._from_us(us, tz)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_tzinfo(tz)
        found = cls._from_timestamp(timestamp, tz)
        return found if tz is None else tz.fromutc(found)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        import warnings
        warnings.warn("datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use timezone-aware "
                      "objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, datetime.UTC).",
                      DeprecationWarning, stacklevel=2)
        return cls._from_timestamp(timestamp, None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def utcnow(cls):
        import warnings
        warnings.warn("datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to "
                      "represent datetimes in UTC: datetime.datetime.now(datetime.UTC).", DeprecationWarning, stacklevel=2)
        return cls._from_timestamp(_time.time(), None)

    @classmethod
    def fromordinal(cls, n, /):
        day = date.fromordinal(n)
        return cls(day._year, day._month, day._day)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        if not isinstance(date, _date_class):
            raise TypeError("combine() argument 1 must be datetime.date, not %s" % type(date).__name__)
        if not isinstance(time, _time_class):
            raise TypeError("combine() argument 2 must be datetime.time, not %s" % type(time).__name__)
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            end = _iso_date_end(text)
            day = _iso_date(text[:end])
            parts, tz = [0, 0, 0, 0], None
            if end < len(text):
                parts, tz = _iso_time(text[end + 1:])
        except ValueError as e:
            if e.args:
                raise
            raise ValueError("Invalid isoformat string: %r" % text) from None
        return cls(*day, *parts, tz)

    @classmethod
    def strptime(cls, date_string, format, /):
        from _strptime import _strptime
        t, us = _strptime(date_string, format)
        year, month, day, hour, minute, second = t[:6]
        zone, offset = t[9:11]
        tz = None
        if offset is not None:
            tz = timezone(timedelta(seconds=offset), zone) if zone else timezone(timedelta(seconds=offset))
        return cls(year, month, day, hour, minute, second, us, tz)

    def utcoffset(self):
        return None if self._tzinfo is None else _checked_offset("utcoffset", self._tzinfo.utcoffset(self))

    def dst(self):
        return None if self._tzinfo is None else _checked_offset("dst", self._tzinfo.dst(self))

    def tzname(self):
        if self._tzinfo is None:
            return None
        name = self._tzinfo.tzname(self)
        if name is not None and not isinstance(name, str):
            raise TypeError("tzinfo.tzname() must return None or a string, not '%s'" % type(name).__name__)
        return name

    def timetuple(self):
        dst = self.dst()
        return _time.struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(),
                                  _day_of_year(self._year, self._month, self._day), -1 if dst is None else 1 if dst else 0))

    def utctimetuple(self):
        offset = self.utcoffset()
        t = self.replace(tzinfo=None) - offset if offset else self
        return _time.struct_time((t._year, t._month, t._day, t._hour, t._minute, t._second, t.weekday(),
                                  _day_of_year(t._year, t._month, t._day), 0))

    def timestamp(self):
        offset = self.utcoffset()
        return (self._total_us() - _EPOCH_ORDINAL * _DAY_US - (offset._us() if offset else 0)) / 1000000

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month, self._day if day is None else day,
                          self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone._of(timedelta(0), "UTC")
        elif not isinstance(tz, tzinfo):
            raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)
        if self._tzinfo is tz:
            return self
        offset = self.utcoffset()
        utc = (self - offset if offset else self).replace(tzinfo=tz)
        return tz.fromutc(utc)

    def ctime(self):
        return "%s %s %2d %02d:%02d:%02d %04d" % (_DAYS[self.weekday()][:3], _MONTHS[self._month - 1][:3], self._day, self._hour,
                                                  self._minute, self._second, self._year)

    def isoformat(self, sep="T", timespec="auto"):
        return ("%04d-%02d-%02d%s" % (self._year, self._month, self._day, sep)
                + _time_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._microsecond:
            parts += [self._second, self._microsecond]
        elif self._second:
            parts.append(self._second)
        text = ", ".join(map(str, parts))
        if self._tzinfo is not None:
            text += ", tzinfo=%r" % self._tzinfo
        if self._fold:
            text += ", fold=1"
        return "%s(%s)" % (_shown_class(self), text)

    def _compare(self, other, equality=False):
        if self._tzinfo is other._tzinfo:
            x, y = self._total_us(), other._total_us()
        else:
            a, b = self.utcoffset(), other.utcoffset()
            if (a is None) != (b is None):
                if equality:
                    return 2
                raise TypeError("can't compare offset-naive and offset-aware datetimes")
            x, y = self._total_us() - (a._us() if a else 0), other._total_us() - (b._us() if b else 0)
        return (x > y) - (x < y)

    def __eq__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, True) == 0
        return NotImplemented

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, datetime) else NotImplemented

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, datetime) else NotImplemented

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, datetime) else NotImplemented

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, datetime) else NotImplemented

    def __hash__(self):
        if self._hash is None:
            offset = self.replace(fold=0).utcoffset() if self._fold else self.utcoffset()
            if offset is None:
                us = self._microsecond
                self._hash = hash(bytes((self._year >> 8, self._year & 255, self._month, self._day, self._hour, self._minute, self._second,
                                         us >> 16, us >> 8 & 255, us & 255)))
            else:
                self._hash = hash(timedelta._of(self._total_us() - offset._us()))
        return self._hash

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._from_us(self._total_us() + other._us(), self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        difference = self._total_us() - other._total_us()
        if self._tzinfo is not other._tzinfo:
            a, b = self.utcoffset(), other.utcoffset()
            if (a is None) != (b is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            difference += (b._us() if b else 0) - (a._us() if a else 0)
        return timedelta._of(difference)

    def __reduce__(self):
        return type(self), (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond, self._tzinfo)


def _iso_date_end(text):
    """Where the date of a date and time ends."""
    n = len(text)
    if n < 7:
        raise ValueError
    if n == 7:
        return 7
    if text[4] == "-":
        if text[5] == "W":
            if n > 8 and text[8] == "-":
                if n == 9:
                    raise ValueError
                if n > 10 and text[10].isdigit():
                    return 8
                return 10
            return 8
        return 10
    if text[4] == "W":
        at = 7
        while at < n and text[at].isdigit():
            at += 1
        if at < 9:
            return at
        return 7 if at % 2 == 0 else 8
    return 8


_date_class, _time_class = date, time
date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
time.min, time.max, time.resolution = time(0, 0), time(23, 59, 59, 999999), timedelta(microseconds=1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
