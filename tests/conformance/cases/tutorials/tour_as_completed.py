import asyncio
async def w(n, d, x=None):
    await asyncio.sleep(d)
    if x: raise x
    return n
async def main():
    for c in asyncio.as_completed([w(1, .3), w(2, .1), w(3, .2)]):
        print(await c)
    ts = {asyncio.create_task(w(i, .3 - i/10), name=f'T{i}') for i in range(3)}
    async for t in asyncio.as_completed(ts):
        print(t.get_name(), t in ts, t.result())
    try:
        for c in asyncio.as_completed([w(1, .1), w(2, 5)], timeout=1):
            print(await c)
    except TimeoutError as e:
        print('timeout', repr(e))
    try:
        for c in asyncio.as_completed([w(1, .1, OSError(3)), w(2, .2)]):
            print(await c)
    except OSError as e:
        print(repr(e))
    try:
        asyncio.as_completed(w(1, 1))
    except TypeError as e:
        print(e)
    it = asyncio.as_completed([w(1, .2), w(2, .1)])
    a, b = next(it), next(it)
    try: next(it)
    except StopIteration: print('stop')
    print(await b, await a)
    async for t in asyncio.as_completed([w(1, 5), w(2, .1)], timeout=.5):
        print(await t)
asyncio.run(main())
