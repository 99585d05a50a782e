import asyncio
async def w(n, d, x=None):
    try:
        print('start', n, asyncio.current_task().get_name())
        await asyncio.sleep(d)
        if x: raise x
        return n
    except asyncio.CancelledError as e:
        print('cancel', n, e.args)
        raise
async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(w(1, .2), name='one')
        b = tg.create_task(w(2, .1))
        print(tg)
    print(a.result(), b.result(), tg)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(w(1, .2, ValueError(1)))
            tg.create_task(w(2, .2, KeyError(2)))
            tg.create_task(w(3, 5))
            await asyncio.sleep(10)
    except* ValueError as eg:
        print(eg, eg.exceptions)
    except* KeyError as eg:
        print(eg, eg.exceptions)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(w(1, .2))
            1 / 0
    except BaseExceptionGroup as e:
        print(repr(e))
    try:
        tg.create_task(w(9, 1))
    except RuntimeError as e:
        print(e)
    try:
        async with tg: pass
    except RuntimeError as e:
        print(e)
    tg = asyncio.TaskGroup()
    c = w(9, 1)
    try:
        tg.create_task(c)
    except RuntimeError as e:
        print(e)
    async def nested():
        async with asyncio.TaskGroup() as outer:
            outer.create_task(w('outer', 1))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(w('inner', .1, RuntimeError('deep')))
                await asyncio.sleep(9)
    try:
        await nested()
    except ExceptionGroup as e:
        print(repr(e))
    async def by_timeout():
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(w('long', 5))
                tg.create_task(w('long2', 6))
    try:
        await by_timeout()
    except TimeoutError as e:
        print('TO', e.args, repr(e.__cause__), asyncio.get_running_loop().time())
    # tasks made by tasks
    async def spawner(tg, n):
        if n:
            tg.create_task(spawner(tg, n - 1), name=f's{n}')
        await asyncio.sleep(n / 10)
        print('spawner', n)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(spawner(tg, 3))
asyncio.run(main())
