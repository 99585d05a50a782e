# What only keeps itself alive is finalized by gc.collect(), or at the program's end.
import asyncio
import gc


class Node:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print('gone:', self.name)


def steps(name):
    try:
        yield 1
    finally:
        print('closed:', name)


def ring(name):
    gen = steps(name)
    next(gen)
    box = [gen]
    box.append(box)


async def forgotten():
    future = asyncio.get_running_loop().create_future()
    try:
        await future
    finally:
        print('the forgotten task ends')


async def main():
    asyncio.create_task(forgotten())
    await asyncio.sleep(0)
    gc.collect()
    print('collected')


Node('in the middle')
gc.collect()
ring('in the middle')
gc.collect()
asyncio.run(main())
last = Node('the last')
print('end')
