# How arguments are refused.
import itertools


def f(a, b, /, c=None):
    pass


class Filter(filter):
    pass


class WithInit(filter):
    def __init__(self, *args, named=None):
        self.named = named


class BadLength:
    def __iter__(self):
        return iter([1, 2])

    def __len__(self):
        raise RuntimeError("no length")


class Wide(zip):
    pass


for call in (lambda: f(a=1, b=2), lambda: f(1, b=2), lambda: f(b=1, c=2, a=3), lambda: Filter(None, [], x=1),
             lambda: WithInit(None, [1], named=3).named, lambda: Wide([1], x=1), lambda: list(Wide([1], strict=True)),
             lambda: int.__new__(bool, 0), lambda: ExceptionGroup("m"), lambda: ExceptionGroup("m", [ValueError()], 3),
             lambda: bytearray().extend(BadLength()), lambda: list(BadLength()), lambda: tuple(BadLength()),
             lambda: itertools.chain().__setstate__(0), lambda: itertools.chain().__setstate__(([],)),
             lambda: itertools.cycle("a").__setstate__([1]), lambda: itertools.product("ab").__setstate__((0, 0))):
    try:
        print(call())
    except (TypeError, ValueError, RuntimeError) as e:
        print(type(e).__name__, e)


class Group(ExceptionGroup):
    def __new__(cls, message, excs, code):
        return super().__new__(cls, message, excs)

    def __init__(self, message, excs, code):
        self.code = code


print(repr(Group("m", [ValueError(1)], code=7)), Group("m", [ValueError(1)], code=7).code)
for source in ("[i for i in (lambda: (j := [1]))()]", "{i: 1 for i in (lambda: (j := [1]))()}"):
    try:
        compile(source, "<s>", "exec")
    except SyntaxError as e:
        print(e.msg, e.text)
