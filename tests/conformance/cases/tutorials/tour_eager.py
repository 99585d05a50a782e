import asyncio
async def quick(n):
    print('quick', n, asyncio.current_task().get_name())
    return n
async def slow(n):
    print('slow', n)
    await asyncio.sleep(.1)
    print('slow end', n)
    return n
async def fails():
    raise ValueError('eager fail')
async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    print('before')
    t = asyncio.create_task(quick(1), name='q1')
    print('after', t.done(), t)
    s = asyncio.create_task(slow(2))
    print(s.done(), len(asyncio.all_tasks()))
    print(await t, await s)
    f = asyncio.create_task(fails())
    print(f.done(), f.exception())
    print(await asyncio.gather(quick(3), slow(4), quick(5)))
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(quick(6))
        b = tg.create_task(slow(7))
        print('in group', a.done(), b.done())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fails())
            print('still in the body')
            await asyncio.sleep(1)
    except* ValueError as eg:
        print(eg.exceptions)
    async def nested(n):
        print('nest', n)
        if n: await asyncio.create_task(nested(n - 1))
        print('unnest', n)
    await nested(3)
    async def sleeper():
        print('s0')
        await asyncio.sleep(0)
        print('s1')
    t = asyncio.create_task(sleeper())
    print('main continues')
    await t
    t = asyncio.create_task(slow(9))
    t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled')
    loop.set_task_factory(None)
    t = asyncio.create_task(quick(8))
    print('lazy', t.done())
    await t
asyncio.run(main())
