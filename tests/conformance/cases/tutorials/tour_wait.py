import asyncio

async def w(n, d, x=None):
    await asyncio.sleep(d)
    if x: raise x
    return n

async def main():
    loop = asyncio.get_running_loop()
    ts = [asyncio.create_task(w(i, i / 10), name=f'w{i}') for i in range(5)]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED)
    print(loop.time(), sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(pending, timeout=.25)
    print(loop.time(), sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(pending)
    print(loop.time(), len(done), len(pending))
    ts = [asyncio.create_task(w(i, i / 10, KeyError(i) if i == 2 else None)) for i in range(5)]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION)
    print(loop.time(), len(done), len(pending), [t.exception() for t in ts if t.done()])
    for t in pending: t.cancel()
    print(await asyncio.gather(*ts, return_exceptions=True))
    for bad in ([], [w(1, 1)], w(1, 1)):
        try:
            await asyncio.wait(bad)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    try:
        await asyncio.wait([asyncio.ensure_future(w(1, .1))], return_when='x')
    except ValueError as e:
        print(e)
    async def waiter():
        await asyncio.wait([asyncio.create_task(w(1, 1), name='inner')])
    t = asyncio.create_task(waiter())
    await asyncio.sleep(.1)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print('waiter cancelled')
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
asyncio.run(main())
