"""What throw() does where the delegate takes none, and what a delegate's own throw() is given."""
import asyncio


class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"

    def throw(self, *thrown):
        print("throw", thrown)
        return "thrown"


class Error(Exception):
    pass


def over_delegate():
    yield from Delegate()


g = over_delegate()
print(next(g), g.throw(Error), g.throw(Error()), g.throw(Error("why")))


def outer():
    yield from over_delegate()


g = outer()
print(next(g), g.throw(Error), g.throw(KeyError(1)))


# A StopIteration that reaches a delegate without throw() is taken for its end.
def over_letters():
    print("result", (yield from "ab"))
    yield "after"


g = over_letters()
print(next(g), g.throw(StopIteration(5)))
try:
    g.throw(StopIteration(6))
except RuntimeError as error:
    print(repr(error), repr(error.__cause__))


# anext() with a default that is a tuple
async def one():
    yield 1


async def main():
    for default in [(7, 0), "text", [1], ValueError("no")]:
        items = one()
        await anext(items)
        try:
            print(default, await anext(items, default))
        except SystemError as error:
            print(default, "->", error)


asyncio.run(main())
for manager in [asyncio.Lock(), 5]:
    try:
        with manager:
            pass
    except TypeError as error:
        print(error)
try:
    first, *rest = 5
except TypeError as error:
    print(error)
