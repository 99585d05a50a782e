import asyncio
async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(.5) as cm:
            print(cm, cm.when(), cm.expired())
            await asyncio.sleep(1)
    except TimeoutError as e:
        print('to', repr(e), repr(e.__cause__), loop.time(), cm.expired(), cm)
    async with asyncio.timeout(None) as cm:
        print(cm.when(), cm)
        cm.reschedule(loop.time() + .2)
        print(cm.when())
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print('inner cancelled', asyncio.current_task().cancelling())
            cm2 = cm
            try:
                cm.reschedule(9)
            except RuntimeError as e:
                print(e)
            raise
asyncio_main = main
async def second():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout_at(loop.time() + .1):
            async with asyncio.timeout(5):
                await asyncio.sleep(2)
    except TimeoutError:
        print('outer', loop.time())
    try:
        async with asyncio.timeout(5):
            async with asyncio.timeout(.1):
                await asyncio.sleep(2)
    except TimeoutError:
        print('inner', loop.time())
    try:
        async with asyncio.timeout(0):
            print('body')
            await asyncio.sleep(0)
            print('not here')
    except TimeoutError:
        print('zero')
    try:
        async with asyncio.timeout(-1):
            print('body')
    except TimeoutError:
        print('never')
    else: print('no await, no timeout')
    cm = asyncio.timeout(1)
    print(cm)
    try: cm.reschedule(1)
    except RuntimeError as e: print(e)
    async with cm: print(cm)
    print(cm)
    try:
        async with cm: pass
    except RuntimeError as e: print(e)
    for t in (.1, 0, -1, None):
        try:
            print(t, await asyncio.wait_for(asyncio.sleep(.05 if t else 1, 'res'), t), loop.time())
        except TimeoutError as e:
            print(t, repr(e), repr(e.__cause__), loop.time())
    f = loop.create_future()
    try: await asyncio.wait_for(f, .3)
    except TimeoutError: print(f)
    async def stubborn():
        try: await asyncio.sleep(5)
        except asyncio.CancelledError:
            print('stubborn cleans up')
            await asyncio.sleep(1)
            return 'late'
    print(loop.time())
    try: print(await asyncio.wait_for(stubborn(), 1))
    except TimeoutError: print('TE')
    print(loop.time())
try:
    asyncio.run(main())
except TimeoutError as e:
    print(repr(e), repr(e.__cause__))
asyncio.run(second())
