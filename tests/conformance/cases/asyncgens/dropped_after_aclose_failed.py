# An asynchronous generator that ignored its aclose() is closed where it is dropped, without the loop.
import asyncio


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        try:
            yield 2
        finally:
            print("closed at last")


async def main():
    g = stubborn()
    print(await anext(g))
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)
    del g
    print("dropped")


asyncio.run(main())
