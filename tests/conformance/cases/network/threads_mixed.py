import asyncio
import concurrent.futures
import queue
import threading
import time

def blocking_io(n):
    time.sleep(0.2 * n)
    return f"io{n}"

def producer(q, loop, aq):
    for i in range(3):
        time.sleep(0.15)
        fut = asyncio.run_coroutine_threadsafe(aq.put(i), loop)
        fut.result()
    loop.call_soon_threadsafe(aq.put_nowait, None)

async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        futs = [loop.run_in_executor(pool, blocking_io, n) for n in (3, 1, 2)]
        for f in asyncio.as_completed(futs):
            print(await f)
    print(await asyncio.to_thread(blocking_io, 1))
    aq = asyncio.Queue()
    th = threading.Thread(target=producer, args=(None, loop, aq))
    th.start()
    while (item := await aq.get()) is not None:
        print("item", item)
    th.join()

asyncio.run(main())
