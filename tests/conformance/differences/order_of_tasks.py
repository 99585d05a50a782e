# Sets that asyncio keeps, such as all_tasks(), are in the order of creation.
import asyncio


async def main():
    tasks = [asyncio.create_task(asyncio.sleep(0), name=f'{i}') for i in range(50)]
    await asyncio.sleep(0)
    print([t.get_name() for t in asyncio.all_tasks()][1:] == [t.get_name() for t in tasks])


asyncio.run(main())
