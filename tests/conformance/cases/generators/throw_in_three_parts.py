# throw(type, value, traceback): the old form warns and works as it did.
import sys
import warnings

warnings.simplefilter('always')


def show(message, category, filename, lineno, file=None, line=None):
    print('warned:', category.__name__, message, lineno)


warnings.showwarning = show


def numbers():
    while True:
        try:
            yield 1
        except ValueError as exc:
            print('got', repr(exc), exc.__traceback__ is not None)


def started():
    gen = numbers()
    next(gen)
    return gen


try:
    raise ValueError('earlier')
except ValueError as exc:
    earlier = exc
started().throw(ValueError('only one'))
started().throw(ValueError)
started().throw(ValueError, 'text')
started().throw(ValueError, ('a', 'b'))
started().throw(ValueError, ValueError('made'))
started().throw(ValueError, None, earlier.__traceback__)
for parts in ((ValueError('x'), 'y'), (int, 3), (ValueError, 'x', 7)):
    try:
        started().throw(*parts)
    except TypeError as exc:
        print('TypeError', exc)


async def waits():
    try:
        await Forever()
    except KeyError as exc:
        print('coroutine got', repr(exc))


class Forever:
    def __await__(self):
        yield


coro = waits()
coro.send(None)
try:
    coro.throw(KeyError, 'k')
except StopIteration:
    print('done')
