import asyncio


class Awaited:
    def __aiter__(self):
        return self

    def __anext__(self):
        return self

    def __await__(self):
        return self.answer()


async def loop_over(answer):
    Awaited.answer = answer
    async for _ in Awaited():
        pass


def refuse(self):
    raise ValueError("no")


def number(self):
    return 3


def end(self):
    raise StopAsyncIteration
    yield


class NoAwait:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


async def over_no_await():
    async for _ in NoAwait():
        pass


async def main():
    for coro in (loop_over(refuse), loop_over(number), loop_over(end), over_no_await()):
        try:
            await coro
            print("ended")
        except TypeError as e:
            print(e, "|", repr(e.__cause__), e.__suppress_context__)

    async def agen():
        yield 1

    a = agen()
    print(await anext(a, "x"), await anext(a, "x"), await anext(a, None), await anext(a, [1]))
    try:
        print(await anext(a, (1, 2)))
    except SystemError as e:
        print(e, "|", repr(e.__cause__))


asyncio.run(main())
