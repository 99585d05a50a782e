import asyncio

async def work(n, d, fail=False):
    print('start', n)
    try:
        await asyncio.sleep(d)
    except asyncio.CancelledError as e:
        print('cancelled', n, e.args)
        raise
    finally:
        print('finally', n)
    if fail:
        raise ValueError(f'bad {n}')
    return n * 10

async def main():
    print(await asyncio.gather(work(1, .3), work(2, .1), work(3, .2)))
    try:
        await asyncio.gather(work(1, .3), work(2, .1, True), work(3, .2))
    except ValueError as e:
        print('caught', e)
    await asyncio.sleep(1)
    r = await asyncio.gather(work(1, .3, True), work(2, .1), return_exceptions=True)
    print(r)
    g = asyncio.gather(work(4, 1), work(5, 2))
    await asyncio.sleep(.5)
    g.cancel('stop it')
    try:
        await g
    except asyncio.CancelledError as e:
        print('g', e.args, g.cancelled())
    e = asyncio.gather()
    print(await e)
    c = work(6, .1)
    print(await asyncio.gather(c, c, work(7, .05)))
    g = asyncio.gather(work(1, .1), asyncio.gather(work(2, .2), work(3, .3)))
    print(repr(g)[:30])
    print(await g)
    print(g.done(), g.result())
    outer = asyncio.gather(work(8, .1, True), work(9, .2, True))
    try:
        await outer
    except ValueError as e:
        print(e, e.__context__, e.__traceback__.tb_frame.f_code.co_name)
    await asyncio.sleep(1)
asyncio.run(main())
