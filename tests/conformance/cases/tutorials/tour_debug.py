import asyncio, time
async def slow():
    time.sleep(.2)
async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    await asyncio.create_task(slow(), name='slow one')
    loop.call_soon(time.sleep, .3)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    try: loop.call_soon(5)
    except TypeError as e: print(e)
    async def co(): pass
    try: loop.call_soon(co)
    except TypeError as e: print(e)
    f = loop.create_future()
    print(f._source_traceback is not None)
asyncio.run(main(), debug=True)
