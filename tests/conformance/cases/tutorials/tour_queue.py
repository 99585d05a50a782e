import asyncio
async def main():
    loop = asyncio.get_running_loop()
    q = asyncio.Queue(2)
    async def prod():
        for i in range(5):
            await q.put(i)
            print(loop.time(), 'put', i, q.qsize(), q.full())
    async def cons():
        while True:
            x = await q.get()
            await asyncio.sleep(.1)
            print(loop.time(), 'got', x)
            q.task_done()
    c = asyncio.create_task(cons())
    await prod()
    await q.join()
    c.cancel()
    print('joined', loop.time(), q.empty())
    try: q.task_done()
    except ValueError as e: print(e)
    try: q.get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
    q.put_nowait(1); q.put_nowait(2)
    try: q.put_nowait(3)
    except asyncio.QueueFull as e: print(repr(e))
    print(str(q).split(' ', 3)[3], q.maxsize)
    p = asyncio.PriorityQueue()
    for x in ((2, 'b'), (1, 'z'), (3, 'a'), (1, 'a')): p.put_nowait(x)
    print([p.get_nowait() for _ in range(4)])
    l = asyncio.LifoQueue()
    for x in range(3): l.put_nowait(x)
    print([l.get_nowait() for _ in range(3)])
    s = asyncio.Queue()
    async def getter(n):
        try:
            while True:
                print('g', n, await s.get())
                s.task_done()
        except asyncio.QueueShutDown as e:
            print('shut', n, repr(e))
    gs = [asyncio.create_task(getter(i)) for i in range(2)]
    for i in range(3): await s.put(i)
    await asyncio.sleep(.1)
    s.shutdown()
    await asyncio.gather(*gs)
    try: await s.put(1)
    except asyncio.QueueShutDown as e: print('put', repr(e))
    r = asyncio.Queue(1)
    await r.put(1)
    async def putter():
        try: await r.put(2)
        except asyncio.QueueShutDown: print('putter shut')
    async def joiner():
        await r.join(); print('joined')
    t1, t2 = asyncio.create_task(putter()), asyncio.create_task(joiner())
    await asyncio.sleep(.1)
    r.shutdown(immediate=True)
    await asyncio.gather(t1, t2)
    try: r.get_nowait()
    except asyncio.QueueShutDown: print('get shut')
    d = asyncio.Queue()
    d.put_nowait('x'); d.shutdown()
    print(await d.get(), str(d).split(' ', 3)[3])
    try:
        await asyncio.wait_for(asyncio.Queue().get(), 1)
    except TimeoutError: print('TO', loop.time())
asyncio.run(main())
