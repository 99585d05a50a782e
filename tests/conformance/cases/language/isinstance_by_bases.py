# isinstance() and issubclass() of things that are no classes but have __bases__, and of objects that claim a class.


class Like:
    def __init__(self, *bases):
        self.__bases__ = bases


class Instance:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        return self.cls


base = Like()
child = Like(base)
both = Like(Like(), child)
print(issubclass(child, base), issubclass(base, child), issubclass(both, base), issubclass(int, base))
print(isinstance(Instance(child), base), isinstance(Instance(base), child), isinstance(Instance(child), int))
print(isinstance(Instance(dict), dict), isinstance(Instance(dict), Instance), isinstance(Instance(bool), (str, int)))


class Refuses:
    @property
    def __bases__(self):
        raise RuntimeError("no bases")


class Unsure:
    @property
    def __class__(self):
        raise RuntimeError("no class")


for test in (lambda: isinstance(Unsure(), bool), lambda: isinstance(Unsure(), Unsure), lambda: isinstance(3, Refuses()),
             lambda: issubclass(Refuses(), base), lambda: issubclass(int, Refuses()), lambda: issubclass(3, int),
             lambda: issubclass(int, 3), lambda: issubclass(3, ()), lambda: isinstance(3, 3), lambda: isinstance(3, (str, 3))):
    try:
        print(test())
    except (RuntimeError, TypeError) as e:
        print(type(e).__name__, e)


class Endless:
    @property
    def __bases__(self):
        return self.__bases__


try:
    issubclass(Endless(), int)
except RecursionError as e:
    print("RecursionError")
