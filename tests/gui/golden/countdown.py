import asyncio


async def countdown(name, n):
    while n > 0:
        print(f"T-minus {n} ({name})")
        await asyncio.sleep(1)
        n -= 1


async def main():
    a = asyncio.create_task(countdown("A", 2), name="A")
    b = asyncio.create_task(countdown("B", 3), name="B")
    await asyncio.wait([a, b])


asyncio.run(main())
