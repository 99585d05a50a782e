# sys.set_coroutine_origin_tracking_depth(): where a coroutine was made.
import asyncio
import sys
import types
import warnings


async def work():
    pass


def inner():
    return work()


def outer():
    return inner()


def shown(coro):
    places = coro.cr_origin
    coro.close()
    return places and [(line, function) for _, line, function in places]


for depth in (0, 1, 2, 100):
    sys.set_coroutine_origin_tracking_depth(depth)
    print(sys.get_coroutine_origin_tracking_depth(), shown(outer()))
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as e:
    print(e)
sys.set_coroutine_origin_tracking_depth(2)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    outer()
print(str(caught[0].message).replace(__file__, "FILE"))
sys.set_coroutine_origin_tracking_depth(0)


async def main():
    return sys.get_coroutine_origin_tracking_depth(), shown(inner())[0][1]


print(asyncio.run(main(), debug=True), sys.get_coroutine_origin_tracking_depth())
for cls in (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType):
    print(cls.__dict__["__name__"].__doc__, "|", cls.__dict__["__qualname__"].__doc__)
