# A task that nothing but the future it waits for knows of is garbage: gc.collect() finds it, and what it shows of itself stays whole.
import asyncio
import gc
import weakref

loop = asyncio.new_event_loop()
shown = []


def handler(loop, context):
    shown.append(context)
    print(context["message"], sorted(context))


loop.set_exception_handler(handler)


def turn():
    loop.call_soon(loop.stop)
    loop.run_forever()


class Held:
    pass


def forgotten():
    future = loop.create_future()
    held = Held()

    async def wait(held):
        try:
            await future
        finally:
            print("closed")

    task = loop.create_task(wait(held))
    turn()
    return [weakref.ref(thing) for thing in (held, future, task)]


refs = forgotten()
print(len(asyncio.all_tasks(loop)), [ref() is None for ref in refs])
gc.collect()
print(len(asyncio.all_tasks(loop)), [ref() is None for ref in refs])
print(len(shown), shown[0]["task"].done())
shown.clear()


def leave_generator():
    status = {"finalized": False, "stopped": False}

    async def agen():
        try:
            for item in "abc":
                yield item
        finally:
            await asyncio.sleep(0)
            status["finalized"] = True

    ai = agen().__aiter__()

    async def one():
        item = await ai.__anext__()
        if item == "b":
            status["stopped"] = True
            return
        loop.create_task(one())

    loop.create_task(one())
    return status


status = leave_generator()
loop.run_until_complete(asyncio.sleep(0.01))
print(status)
gc.collect()
print(status)
loop.run_until_complete(asyncio.sleep(0.01))
print(status)


class Phoenix:
    def __init__(self):
        self.me = self
        self.data = {"kept": [1, 2]}

    def __del__(self):
        print("del, weak reference dead:", ref() is None)
        risen.append(self)


risen = []
phoenix = Phoenix()
ref = weakref.ref(phoenix, lambda _: print("callback"))
del phoenix
gc.collect()
print(risen[0].data, risen[0].me is risen[0])
loop.close()
