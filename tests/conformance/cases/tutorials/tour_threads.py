import asyncio, threading, time
async def co(x):
    await asyncio.sleep(.2)
    print('co', x, threading.current_thread().name)
    return x * 2
def worker(loop):
    f = asyncio.run_coroutine_threadsafe(co(3), loop)
    print('waiting', type(f).__module__, f.done())
    print('result', f.result())
    f = asyncio.run_coroutine_threadsafe(co(4), loop)
    try: f.result(timeout=.1)
    except TimeoutError: print('timeout', f.cancel(), f.cancelled())
    loop.call_soon_threadsafe(print, 'from thread')
    time.sleep(.1)
    return 'w'
def blocking(n):
    time.sleep(n); print('blocked', n, threading.current_thread().name); return n
async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, worker, loop))
    t0 = loop.time()
    print(await asyncio.gather(*[asyncio.to_thread(blocking, i / 10) for i in range(4)]), loop.time() - t0 < .31)
    try: await asyncio.to_thread(lambda: 1 / 0)
    except ZeroDivisionError as e: print(e)
    try: await asyncio.wait_for(asyncio.to_thread(time.sleep, 1), .2)
    except TimeoutError: print('to', round(loop.time(), 3))
    try: loop.run_until_complete(co(1))
    except RuntimeError as e: print(e)
    try: asyncio.run(co(1))
    except RuntimeError as e: print(e)
asyncio.run(main())
