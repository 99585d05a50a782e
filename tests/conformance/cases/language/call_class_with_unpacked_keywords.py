# A class with a __new__ of its own, called with **kwargs of more than one name.
class T:
    def __new__(cls, a=0, b=0):
        self = object.__new__(cls)
        self.sum = a + b
        return self


class U:
    def __init__(self, *args, **kwargs):
        self.seen = args, kwargs


print(T(**{"a": 1}).sum, T(**{"a": 1, "b": 2}).sum, T(1, **dict(b=5)).sum)
for i in range(3):
    print(U(*range(i), **{"k%d" % n: n for n in range(i + 2)}).seen)
