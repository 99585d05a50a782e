"""The exceptions of asyncio."""

import sys

from _asyncio import _install

__all__ = ('BrokenBarrierError', 'CancelledError', 'InvalidStateError', 'TimeoutError',
           'IncompleteReadError', 'LimitOverrunError', 'SendfileNotAvailableError')


if sys.version_info < (3, 7):
    # The exceptions of concurrent.futures, all of them Exceptions.
    from concurrent.futures._base import CancelledError, Error, TimeoutError

    class InvalidStateError(Error):
        """The operation is not allowed in this state."""
else:
    class CancelledError(BaseException):
        """The Future or Task was cancelled."""

    TimeoutError = TimeoutError     # the built-in one, under this package's name too

    class InvalidStateError(Exception):
        """The operation is not allowed in this state."""


class SendfileNotAvailableError(RuntimeError):
    """Sendfile cannot be used with this socket or file."""


class IncompleteReadError(EOFError):
    """The stream ended before all that was asked for had come.

    `partial` is what was read, `expected` how many bytes were wanted (None: unknown).
    """

    def __init__(self, partial, expected):
        wanted = 'undefined' if expected is None else repr(expected)
        super().__init__(f'{len(partial)} bytes read on a total of {wanted} expected bytes')
        self.partial = partial
        self.expected = expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """The buffer is full and the separator has not come; `consumed` bytes may be dropped."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)


class BrokenBarrierError(RuntimeError):
    """The barrier was broken by abort(), or reset while somebody waited."""


# The engine's Future and Task raise these two themselves.
_install('CancelledError', CancelledError)
_install('InvalidStateError', InvalidStateError)
