"""Reading dates and times: what time.strptime and datetime.strptime share."""

from _calendar_time import struct_time, _day_of_year, _days_to_year, _from_days, _DAYS, _MONTHS

_NUMBERS = {'d': (2, 1, 31), 'H': (2, 0, 23), 'I': (2, 1, 12), 'j': (3, 1, 366), 'm': (2, 1, 12),
            'M': (2, 0, 59), 'S': (2, 0, 61), 'u': (1, 1, 7), 'U': (2, 0, 53), 'V': (2, 1, 53), 'w': (1, 0, 6),
            'W': (2, 0, 53), 'y': (2, 0, 99), 'Y': (4, 0, 9999), 'G': (4, 0, 9999), 'f': (6, 0, 999999)}
_SHORT_FOR = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S'}


class _Mismatch(Exception):
    pass


def _take_number(text, at, code):
    width, low, high = _NUMBERS[code]
    end = at
    while end < len(text) and end - at < width and text[end].isdigit():
        end += 1
    # As many digits as make a number in range.
    while end > at and not low <= int(text[at:end]) <= high:
        end -= 1
    if end == at or code in 'YG' and end - at != 4:
        raise _Mismatch
    return text[at:end], end


def _take_name(text, at, names):
    best = None
    for i, name in enumerate(names):
        if text[at:at + len(name)].lower() == name.lower() and (best is None or len(name) > len(names[best])):
            best = i
    if best is None:
        raise _Mismatch
    return best, at + len(names[best])


def _take_offset(text, at):
    """'+0130', '-01:30' or 'Z' as seconds."""
    if text[at:at + 1] == 'Z':
        return 0, at + 1
    sign = {'+': 1, '-': -1}.get(text[at:at + 1])
    digits = text[at + 1:at + 3] + text[at + 3:at + 6].lstrip(':')[:2]
    if sign is None or len(digits) != 4 or not digits.isdigit():
        raise _Mismatch
    end = at + (6 if text[at + 3:at + 4] == ':' else 5)
    return sign * (int(digits[:2]) * 3600 + int(digits[2:]) * 60), end


def _skip_space(text, at):
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _scan(text, format):
    """The fields that the text has, by directive."""
    found = {}
    at = i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c.isspace():
            end = _skip_space(text, at)
            if end == at:
                raise _Mismatch
            at = end
            i = _skip_space(format, i)
        elif c != '%':
            if text[at:at + 1].lower() != c.lower():
                raise _Mismatch
            at += 1
        else:
            if i >= len(format):
                raise ValueError(f"stray % in format '{format}'")
            code = format[i]
            i += 1
            if code in _NUMBERS:
                found[code], at = _take_number(text, at, code)
            elif code == 'a':
                found['weekday'], at = _take_name(text, at, [name[:3] for name in _DAYS])
            elif code == 'A':
                found['weekday'], at = _take_name(text, at, _DAYS)
            elif code == 'b':
                found['month'], at = _take_name(text, at, [name[:3] for name in _MONTHS])
            elif code == 'B':
                found['month'], at = _take_name(text, at, _MONTHS)
            elif code == 'p':
                found['pm'], at = _take_name(text, at, ('AM', 'PM'))
            elif code == 'z':
                found['offset'], at = _take_offset(text, at)
            elif code == 'Z':
                which, at = _take_name(text, at, ('UTC', 'GMT'))
                found['zone'] = ('UTC', 'GMT')[which]
            elif code == '%':
                if text[at:at + 1] != '%':
                    raise _Mismatch
                at += 1
            else:
                raise ValueError(f"'{code}' is a bad directive in format '{format}'")
    if at != len(text):
        raise ValueError(f'unconverted data remains: {text[at:]}')
    return found


def _expand(format):
    out = []
    i = 0
    while i < len(format):
        if format[i] == '%' and format[i + 1:i + 2] in _SHORT_FOR and format[i + 1:i + 2]:
            out.append(_SHORT_FOR[format[i + 1]])
            i += 2
        elif format[i] == '%':
            out.append(format[i:i + 2])
            i += 2
        else:
            out.append(format[i])
            i += 1
    return ''.join(out)


def _year_of(found):
    if 'Y' in found:
        return int(found['Y'])
    if 'y' in found:
        year = int(found['y'])
        return year + (2000 if year <= 68 else 1900)
    return None


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """((year, month, day, hour, minute, second, weekday, day of year, dst, zone, offset), microseconds)."""
    for what, value in ('0', data_string), ('1', format):
        if not isinstance(value, str):
            raise TypeError(f'strptime() argument {what} must be str, not {type(value)}')
    try:
        found = _scan(data_string, _expand(format))
    except _Mismatch:
        raise ValueError(f'time data {data_string!r} does not match format {format!r}') from None
    year = _year_of(found)
    month = found['month'] + 1 if 'month' in found else int(found.get('m', 1))
    day = int(found.get('d', 1))
    hour = int(found.get('H', 0))
    if 'I' in found:
        hour = int(found['I']) % 12 + (12 if found.get('pm') else 0)
    weekday = found.get('weekday')
    if 'w' in found:
        weekday = (int(found['w']) - 1) % 7
    if 'u' in found:
        weekday = int(found['u']) - 1
    leap_day_without_year = year is None and month == 2 and day == 29
    if year is None:
        year = 1904 if leap_day_without_year else 1900
    yday = int(found['j']) if 'j' in found else None
    if yday is None and ('U' in found or 'W' in found) and weekday is not None:
        first = (_days_to_year(year) + 3) % 7               # weekday of 1 January, Monday is 0
        if 'W' in found:
            yday = 1 + (7 - first) % 7 + (int(found['W']) - 1) * 7 + weekday
        else:
            yday = 1 + (6 - first) % 7 + (int(found['U']) - 1) * 7 + (weekday + 1) % 7
    if yday is not None and 'd' not in found and 'm' not in found:
        year, month, day, yday = _from_days(_days_to_year(year) + yday - 1)
    elif yday is None:
        days_in = 31 if month in (1, 3, 5, 7, 8, 10, 12) else 30 if month != 2 else 29
        if day > days_in or month == 2 and day == 29 and not (year % 4 == 0 and (year % 100 or year % 400 == 0)):
            raise ValueError('day is out of range for month')
        yday = _day_of_year(year, month, day)
    if weekday is None:
        weekday = (_days_to_year(year) + yday + 2) % 7
    if leap_day_without_year:
        year = 1900
    microseconds = int((found.get('f', '0') + '00000')[:6]) if 'f' in found else 0
    return ((year, month, day, hour, int(found.get('M', 0)), int(found.get('S', 0)), weekday, yday,
             0 if 'zone' in found else -1, found.get('zone'), found.get('offset')), microseconds)


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    return struct_time(_strptime(data_string, format)[0][:9])
