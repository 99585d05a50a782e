def inner():
    try:
        yield 1
    except GeneratorExit as e:
        print('inner', repr(e), e.args)
        raise
def outer():
    try:
        yield from inner()
    except GeneratorExit as e:
        print('outer', repr(e), e.args)
        raise
g=outer(); next(g)
try: g.throw(GeneratorExit('hello'))
except GeneratorExit as e: print('main', repr(e))
g=outer(); next(g)
g=outer(); next(g); g.close()
class It:
    def __iter__(self): return self
    def __next__(self): return 1
    def close(self): print('It.close')
    def throw(self, *a): print('throw', a)
def o2():
    try: yield from It()
    except GeneratorExit as e: print('o2', repr(e)); raise
g=o2(); next(g)
try: g.throw(GeneratorExit('x'))
except GeneratorExit as e: print('main', repr(e))
def plain(): yield 1; yield 2
def o3():
    try: yield from plain()
    except GeneratorExit as e: print('o3', repr(e), repr(e.__context__)); raise
g=o3(); next(g)
try: g.throw(GeneratorExit('x'))
except GeneratorExit as e: print('main', repr(e))


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        1 / 0


def through():
    yield from Broken()


g = through()
next(g)
try:
    g.throw(KeyError("k"))
except ZeroDivisionError as e:
    print(repr(e))
