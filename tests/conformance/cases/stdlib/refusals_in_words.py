# Messages that programs print.
import asyncio
import collections
import threading

Point = collections.namedtuple('Point', 'x y')
local = threading.local()


class Own(threading.local):
    pass


def change():
    Point(1, 2).x = 3


def remove():
    del Point(1, 2).y


for bad in (change, remove, lambda: local.name, lambda: Own().name, lambda: asyncio.coroutine, lambda: asyncio.no_such_name):
    try:
        bad()
    except AttributeError as exc:
        print(exc)


def lost():
    count += 1


try:
    lost()
except UnboundLocalError as exc:
    print(exc, exc.name)
print(Point(1, 2)._replace(x=5), asyncio.to_thread.__name__, asyncio.streams.__name__)
