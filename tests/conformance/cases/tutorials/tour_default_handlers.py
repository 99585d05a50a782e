import asyncio, gc
async def bad(): raise ValueError('in task')
async def never(): pass
async def pend():
    await asyncio.get_running_loop().create_future()
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    t = asyncio.create_task(bad(), name='badtask')
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del t
    f = loop.create_future()
    f.set_exception(KeyError('k'))
    del f
    never()
    print('next')
    x = never()
    del x
    print('end')
asyncio.run(main())
