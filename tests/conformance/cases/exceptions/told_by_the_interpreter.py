"""Tracebacks of what the interpreter itself raises, and of groups."""
import asyncio
import sys
import traceback


def stops():
    yield 1
    raise StopIteration("x")


def delegates():
    yield from stops()


def exhausted():
    yield
    next(iter([]))


async def stopping():
    raise StopIteration


async def waits():
    await stopping()


for start in [lambda: list(delegates()), lambda: list(exhausted()), lambda: waits().send(None)]:
    try:
        start()
    except RuntimeError as error:
        traceback.print_exc(file=sys.stdout)
        print([frame.name for frame in traceback.extract_tb(error.__traceback__)])


def unbound():
    print(local)
    local = 1


try:
    unbound()
except UnboundLocalError as error:
    print(error.name)
    traceback.print_exc(file=sys.stdout)

try:
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ExceptionGroup("both", [error, ValueError("v")]) from error
except ExceptionGroup:
    traceback.print_exc(file=sys.stdout)
