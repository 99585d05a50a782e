# raise in an except* handler raises the part that it matched; that part is also the context of what the handler raises.
import sys


def show(e):
    if isinstance(e, BaseExceptionGroup):
        return f"{type(e).__name__}({e.message!r}: {', '.join(map(show, e.exceptions))})"
    return repr(e)


def told(call):
    try:
        call()
    except BaseException as e:
        print(show(e), "| context", show(e.__context__) if e.__context__ else None)


def naked():
    try:
        raise KeyError("naked")
    except* LookupError as eg:
        print("handles", show(sys.exc_info()[1]))
        raise


def part():
    try:
        raise ExceptionGroup("g", [KeyError("k"), ExceptionGroup("in", [ValueError("v"), OSError("o")])])
    except* KeyError:
        raise
    except* ValueError:
        raise RuntimeError("new")


def all_again():
    try:
        raise ExceptionGroup("g", [KeyError("k"), ExceptionGroup("in", [ValueError("v"), OSError("o")])])
    except* KeyError:
        raise
    except* (ValueError, OSError):
        raise


for f in (naked, part, all_again):
    told(f)
try:
    told(lambda: ExceptionGroup(1, [KeyError()]))
    type(None)(1)
except TypeError as e:
    print(e)
print(type(None)(), type(...)(), type(NotImplemented)())
