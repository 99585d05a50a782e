# The context of a thrown exception is what the frame itself was handling: not what its caller or its outer frames handle.
import sys


def inner(name):
    try:
        yield
    except ValueError as e:
        print(name, repr(e), repr(e.__context__))


def outer(name):
    try:
        raise KeyError("outer")
    except KeyError:
        try:
            yield from inner(name)
        except BaseException as e:
            print("outer", repr(e), repr(e.__context__))


def step(gen, exc):
    next(gen)
    try:
        gen.throw(exc)
    except StopIteration:
        pass


try:
    1 / 0
except ZeroDivisionError:
    step(inner("plain"), ValueError())
    step(outer("delegated"), ValueError("a"))
    step(outer("through"), TypeError("b"))


def after():
    print(sys.exc_info()[1])
    try:
        yield
    except ValueError:
        pass
    print(sys.exc_info()[1])
    yield
    print(sys.exc_info()[1])


def handles():
    try:
        raise KeyError("outer")
    except KeyError:
        yield from after()


g = handles()
next(g)
g.throw(ValueError())
next(g, None)
a, b = ValueError("a"), ValueError("b")
a.__context__, b.__context__ = b, a
try:
    try:
        raise a
    except ValueError:
        raise KeyError("a cycle in the context")
except KeyError as e:
    print(repr(e.__context__))
