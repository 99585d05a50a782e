"""Time zones by name. The engine knows UTC alone."""

from datetime import timedelta, tzinfo

__all__ = ["ZoneInfo", "reset_tzpath", "available_timezones", "TZPATH", "ZoneInfoNotFoundError", "InvalidTZPathWarning"]

TZPATH = ()
_UTC_NAMES = frozenset(["UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"])


class ZoneInfoNotFoundError(KeyError):
    pass


class InvalidTZPathWarning(RuntimeWarning):
    pass


ZoneInfoNotFoundError.__module__ = "zoneinfo._common"


class ZoneInfo(tzinfo):
    """A time zone by its name in the IANA data base."""

    _cache = {}

    def __new__(cls, key):
        if key not in cls._cache:
            cls._cache[key] = cls.no_cache(key)
        return cls._cache[key]

    @classmethod
    def no_cache(cls, key):
        if not isinstance(key, str):
            raise TypeError("expected str, bytes or os.PathLike object, not %s" % type(key).__name__)
        if key not in _UTC_NAMES:
            raise ZoneInfoNotFoundError("No time zone found with key %s" % key)
        self = tzinfo.__new__(cls)
        self._key = key
        return self

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        for key in list(cls._cache) if only_keys is None else only_keys:
            cls._cache.pop(key, None)

    key = property(lambda self: self._key)

    def utcoffset(self, dt):
        return timedelta(0)

    def dst(self, dt):
        return timedelta(0)

    def tzname(self, dt):
        return "UTC"

    def fromutc(self, dt):
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt

    def __repr__(self):
        return "zoneinfo.ZoneInfo(key=%r)" % self._key

    def __str__(self):
        return self._key

    def __reduce__(self):
        return ZoneInfo, (self._key,)


def available_timezones():
    return set(_UTC_NAMES)


def reset_tzpath(to=None):
    pass
