# What is thrown into a generator that has not begun leaves it as it is, StopIteration too; sends of a value are refused.
def gen():
    yield 1


async def coro():
    pass


async def agen():
    yield 1


def told(what, call):
    try:
        print(what, "gives", call())
    except BaseException as e:
        print(what, "raises", repr(e), repr(e.__cause__))


def drive(awaitable):
    return lambda: awaitable.send(None)


told("generator", lambda: gen().throw(StopIteration(5)))
told("coroutine", lambda: coro().throw(StopIteration(5)))
told("async generator", drive(agen().athrow(StopAsyncIteration(5))))
told("async generator", drive(agen().athrow(StopIteration(5))))
started = gen()
next(started)
told("begun", lambda: started.throw(StopIteration(5)))
g = agen()
told("asend(5)", drive(g.asend(5)))
told("asend(6)", drive(g.asend(6)))
print(g.ag_running)
told("asend(None)", drive(g.asend(None)))
told("after", drive(g.asend(7)))
again = g.asend(8)
told("ended", lambda: again.send(None))
told("ended", lambda: again.send(None))
