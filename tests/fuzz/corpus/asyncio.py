import asyncio
import time


async def countdown(name, n):
    while n:
        print(name, n)
        n -= 1
        await asyncio.sleep(1)


async def failing():
    await asyncio.sleep(0.5)
    raise ValueError("no")


async def stream():
    for i in range(3):
        yield i
        await asyncio.sleep(0)


def work(x):
    time.sleep(0.2)
    return x * 2


async def main():
    async with asyncio.timeout(10):
        await asyncio.gather(countdown("A", 2), countdown("B", 3), failing(), return_exceptions=True)
    print([x async for x in stream()])
    print(await asyncio.to_thread(work, 4))
    queue = asyncio.Queue(1)
    task = asyncio.create_task(queue.get())
    await queue.put("item")
    print(await task)
    sleeper = asyncio.create_task(asyncio.sleep(100))
    await asyncio.sleep(0)
    sleeper.cancel("enough")
    try:
        await sleeper
    except asyncio.CancelledError as error:
        print(repr(error))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing())
            group.create_task(countdown("C", 5))
    except* ValueError as group:
        print(group.exceptions)


asyncio.run(main())
