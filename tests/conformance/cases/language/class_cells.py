# __class__ and super(): what type.__new__ makes of the cell.


class Early(type):
    def mro(cls):
        print("mro:", cls.__dict__["f"]().__name__)
        return super().mro()


class A(metaclass=Early):
    def f():
        return __class__


class Loses(type):
    def __new__(meta, name, bases, namespace):
        namespace.pop("__classcell__", None)
        return super().__new__(meta, name, bases, namespace)


class Fine(metaclass=Loses):
    pass


try:
    class Lost(metaclass=Loses):
        def f(self):
            return __class__
except RuntimeError as e:
    print(e)


class Spoils(type):
    def __new__(meta, name, bases, namespace, cell):
        namespace["__classcell__"] = cell
        return super().__new__(meta, name, bases, namespace)


for cell in (None, 0, ""):
    try:
        class Spoilt(metaclass=Spoils, cell=cell):
            pass
    except TypeError as e:
        print(e)


class Twice(type):
    def __new__(meta, name, bases, namespace):
        cls = super().__new__(meta, name, bases, namespace)
        type("Other", (), namespace)
        return cls


try:
    class Doubled(metaclass=Twice):
        def f(self):
            return __class__
except TypeError as e:
    print(e)


class Outer:
    def method(self):
        class Inner:
            found = __class__

            def own(self):
                return __class__
        return Inner.found.__name__, Inner().own().__name__

    def rebind(self):
        class Inner:
            nonlocal __class__
            __class__ = 42

            def own(self):
                return __class__
        return __class__, Inner().own().__name__


print(Outer().method())
print(Outer().rebind())


class NotThere(type):
    def mro(cls):
        return [cls, 3]


try:
    class B(metaclass=NotThere):
        pass
except TypeError as e:
    print(e)


class Reordered(type):
    def mro(cls):
        usual = super().mro()
        return [usual[0], *reversed(usual[1:-1]), usual[-1]]


class P:
    who = "P"


class Q:
    who = "Q"


class R(P, Q, metaclass=Reordered):
    pass


print(R.who, [c.__name__ for c in R.__mro__])


class Meth:
    def meth(self):
        super()


def make():
    k = Meth()
    return lambda: k


try:
    Meth.meth(make().__closure__[0])
except TypeError as e:
    print("TypeError")
