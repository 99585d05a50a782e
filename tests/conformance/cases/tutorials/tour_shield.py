import asyncio
async def work():
    try:
        await asyncio.sleep(1)
        print('work done')
        return 5
    except asyncio.CancelledError:
        print('work cancelled'); raise
async def bad():
    await asyncio.sleep(1)
    raise ValueError('bad')
async def main():
    t = asyncio.create_task(work())
    async def waiter():
        try:
            return await asyncio.shield(t)
        except asyncio.CancelledError:
            print('waiter cancelled')
            raise
    wt = asyncio.create_task(waiter())
    await asyncio.sleep(.1)
    wt.cancel()
    try: await wt
    except asyncio.CancelledError: print('yes')
    print(await t)
    try:
        await asyncio.wait_for(asyncio.shield(asyncio.sleep(2)), .5)
    except TimeoutError:
        print('shielded timeout')
    s = asyncio.shield(asyncio.create_task(work()))
    await asyncio.sleep(.2)
    s.cancel()
    await asyncio.sleep(2)
    b = asyncio.create_task(bad())
    s = asyncio.shield(b)
    await asyncio.sleep(.1)
    s.cancel()
    try: await s
    except asyncio.CancelledError: print('s cancelled')
    await asyncio.sleep(2)
    print('b', b.exception())
    f = asyncio.get_running_loop().create_future()
    f.set_result(3)
    print(asyncio.shield(f) is f, await asyncio.shield(f))
    x = asyncio.create_task(work())
    sx = asyncio.shield(x)
    await asyncio.sleep(.1)
    x.cancel()
    try: await sx
    except asyncio.CancelledError: print('inner cancelled', sx.cancelled())
    asyncio.shield(asyncio.create_task(bad()))
    await asyncio.sleep(2)
asyncio.run(main())
