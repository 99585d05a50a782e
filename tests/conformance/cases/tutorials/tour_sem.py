import asyncio
async def main():
    loop = asyncio.get_running_loop()
    s = asyncio.Semaphore(2)
    async def w(n):
        async with s:
            print(loop.time(), n, s.locked())
            await asyncio.sleep(.1)
    await asyncio.gather(*map(w, range(5)))
    b = asyncio.BoundedSemaphore(1)
    await b.acquire(); b.release()
    try: b.release()
    except ValueError as e: print(e)
    try: asyncio.Semaphore(-1)
    except ValueError as e: print(e)
    await s.acquire(); await s.acquire()
    async def g(n):
        try:
            await s.acquire()
            print('got', n)
        except asyncio.CancelledError:
            print('canc', n); raise
    ts = [asyncio.create_task(g(i)) for i in range(4)]
    await asyncio.sleep(.1)
    s.release()
    ts[0].cancel()
    await asyncio.sleep(0)
    print(s.locked(), s._value)
    s.release()
    await asyncio.sleep(.1)
    print(s)if 0 else print(str(s).split('[')[1])
    s.release(); s.release()
    print(await asyncio.gather(*ts, return_exceptions=True))
    l = asyncio.Lock()
    try: l.release()
    except RuntimeError as e: print(e)
    async def locker(n):
        async with l:
            print('lock', n)
            await asyncio.sleep(.1)
    ts = [asyncio.create_task(locker(i)) for i in range(3)]
    await asyncio.sleep(.05)
    ts[1].cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    ev = asyncio.Event()
    async def evw(n):
        print(n, await ev.wait())
    ts = [asyncio.create_task(evw(i)) for i in range(3)]
    await asyncio.sleep(0)
    ev.set(); ev.clear()
    await asyncio.gather(*ts)
    print(ev.is_set(), str(ev).split('[')[1])
asyncio.run(main())
