# Two tasks that wait for one another: a request would go round for ever. A long chain hands it down.
import asyncio


async def circle():
    async def first():
        await two

    async def second():
        await one

    one = asyncio.create_task(first())
    two = asyncio.create_task(second())
    await asyncio.sleep(0.1)
    try:
        one.cancel()
    except RecursionError as error:
        print(error)
        print(one.done(), two.done())
    return one, two


async def chain(length):
    async def waits(task):
        await task

    task = asyncio.create_task(asyncio.sleep(5))
    for _ in range(length):
        task = asyncio.create_task(waits(task))
    await asyncio.sleep(0.1)
    try:
        print(length, task.cancel())
    except RecursionError as error:
        print(length, error)


async def main():
    await chain(10)
    await chain(5000)


asyncio.run(main())
loop = asyncio.new_event_loop()
kept = loop.run_until_complete(circle())
