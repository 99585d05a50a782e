"""Message digests: MD5, SHA-1 and SHA-2."""

import _random

__all__ = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "new", "algorithms_guaranteed", "algorithms_available"]

# name: (bytes of the digest, bytes of a block)
_KINDS = {"md5": (16, 64), "sha1": (20, 64), "sha224": (28, 64), "sha256": (32, 64), "sha384": (48, 128), "sha512": (64, 128)}
algorithms_guaranteed = set(_KINDS)
algorithms_available = set(_KINDS)


class HASH:
    """A digest in the making: what update() was given so far."""

    def __init__(self, name, data=b""):
        self.name = name
        self.digest_size, self.block_size = _KINDS[name]
        self._data = bytearray()
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError("object supporting the buffer API required")
        self._data += data

    def digest(self):
        return getattr(_random, self.name)(self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return HASH(self.name, self._data)

    def __repr__(self):
        return "<%s _hashlib.HASH object @ 0x%x>" % (self.name, id(self))


HASH.__module__ = "_hashlib"


def md5(string=b"", *, usedforsecurity=True):
    return HASH("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return HASH("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    return HASH("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    return HASH("sha256", string)


def sha384(string=b"", *, usedforsecurity=True):
    return HASH("sha384", string)


def sha512(string=b"", *, usedforsecurity=True):
    return HASH("sha512", string)


def new(name, data=b"", **kwargs):
    key = name.lower().replace("-", "") if isinstance(name, str) else name
    if key not in _KINDS:
        raise ValueError("unsupported hash type " + str(name))
    return HASH(key, data)
