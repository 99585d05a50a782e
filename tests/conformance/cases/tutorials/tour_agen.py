import asyncio
async def ticker(n, d):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(d)
    finally:
        print('ticker cleanup starts')
        await asyncio.sleep(d)
        print('ticker cleanup ends')
async def main():
    async for x in ticker(3, .1): print(x)
    async for x in ticker(3, .1):
        if x == 1: break
    print('after break')
    await asyncio.sleep(.5)
    g = ticker(5, .1)
    print(await g.__anext__(), await anext(g))
    await g.aclose()
    print(await anext(g, 'default'))
    try: await anext(g)
    except StopAsyncIteration: print('stop')
    g = ticker(3, .1)
    await anext(g)
    try: await g.athrow(ValueError('x'))
    except ValueError as e: print(repr(e))
    print([x async for x in ticker(3, .1) if x != 1], {x: y async for x, y in pairs()})
    def f(): return (x * 2 async for x in ticker(2, .1))
    async for y in f(): print(y)
    global keep
    keep = ticker(10, .1)
    await anext(keep)
    unref = ticker(3, .1)
    await anext(unref)
    del unref
    print('main ends')
async def pairs():
    for i in range(3): yield i, i * i
asyncio.run(main())
print('run ended')
try:
    asyncio.run(anext_alone()) if 0 else None
finally: pass
async def echo():
    x = None
    while True:
        x = yield x
        if x == 'stop': return
async def m2():
    e = echo()
    print(await e.asend(None), await e.asend(1), await e.asend('b'))
    try: await e.asend('stop')
    except StopAsyncIteration as s: print(repr(s))
    e = echo()
    try: await e.asend(1)
    except TypeError as x: print(x)
    async def bad():
        yield 1
        raise StopAsyncIteration
    try:
        async for _ in bad(): pass
    except RuntimeError as r: print(r, repr(r.__cause__))
    async def ign():
        try: yield 1
        except GeneratorExit: yield 2
    i = ign(); await anext(i)
    try: await i.aclose()
    except RuntimeError as r: print(r)
    a = echo()
    print(a.ag_running, a.ag_await, a.ag_frame is None, a.__name__)
    c = a.asend(None)
    await c
    try: await c
    except RuntimeError as r: print(r)
    await a.aclose()
asyncio.run(m2())
