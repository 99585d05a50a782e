import asyncio
async def main():
    loop = asyncio.get_running_loop()
    cond = asyncio.Condition()
    items = []
    async def consumer(n):
        async with cond:
            print('consumer', n, 'waits')
            await cond.wait_for(lambda: items)
            print('consumer', n, 'got', items.pop(0), loop.time())
    async def producer():
        for i in range(3):
            await asyncio.sleep(.1)
            async with cond:
                items.append(i)
                cond.notify()
    cs = [asyncio.create_task(consumer(i)) for i in range(3)]
    await producer()
    await asyncio.gather(*cs)
    try: cond.notify()
    except RuntimeError as e: print(e)
    try: await cond.wait()
    except RuntimeError as e: print(e)
    async def waiter(n):
        async with cond:
            try:
                await cond.wait()
                print('woken', n)
            except asyncio.CancelledError:
                print('cancelled', n, cond.locked())
                raise
    ws = [asyncio.create_task(waiter(i)) for i in range(4)]
    await asyncio.sleep(.1)
    ws[1].cancel()
    await asyncio.sleep(0)
    async with cond:
        cond.notify(2)
        print('notified', cond.locked())
    await asyncio.sleep(.1)
    print([w.done() for w in ws])
    async with cond: cond.notify_all()
    print(await asyncio.gather(*ws, return_exceptions=True))
    lock = asyncio.Lock()
    c2 = asyncio.Condition(lock)
    async with lock: print(c2.locked())
    try:
        async with asyncio.timeout(.5):
            async with c2: await c2.wait()
    except TimeoutError: print('timeout', c2.locked(), loop.time())
    print(repr(cond)[:40].split(' at ')[0], repr(lock).split('[')[1])
asyncio.run(main())
