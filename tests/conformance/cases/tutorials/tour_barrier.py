import asyncio
async def main():
    b = asyncio.Barrier(3)
    print(b.parties, b.n_waiting, b.broken)
    async def p(n, d):
        await asyncio.sleep(d)
        print('arrive', n, b.n_waiting)
        i = await b.wait()
        print('pass', n, i)
        async with b as pos:
            print('again', n, pos)
    await asyncio.gather(*[p(i, i / 10) for i in range(3)])
    async def q():
        try:
            await b.wait()
        except asyncio.BrokenBarrierError as e:
            print('broken', repr(e), b.broken)
    ts = [asyncio.create_task(q()) for _ in range(2)]
    await asyncio.sleep(.1)
    await b.abort()
    await asyncio.gather(*ts)
    try: await b.wait()
    except asyncio.BrokenBarrierError: print('still broken')
    await b.reset()
    print(b.broken)
    ts = [asyncio.create_task(q()) for _ in range(2)]
    await asyncio.sleep(.1)
    await b.reset()
    await asyncio.gather(*ts)
    print(b.broken, b.n_waiting)
    try: asyncio.Barrier(0)
    except ValueError as e: print(e)
    t = [asyncio.create_task(q()) for _ in range(2)]
    await asyncio.sleep(.1)
    t[0].cancel()
    await asyncio.sleep(.1)
    print(t[0].cancelled(), b.n_waiting)
    await b.abort()
    await asyncio.gather(*t, return_exceptions=True)
    print(str(b).split('[')[1])
asyncio.run(main())
