import collections
import contextlib
import dataclasses
import enum
import functools
import itertools
import json
import re


@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: int = 0

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __hash__(self):
        return hash((self.x, self.y))


class Colour(enum.Enum):
    RED = 1
    GREEN = 2


@contextlib.contextmanager
def noted(name):
    print("enter", name)
    try:
        yield name.upper()
    finally:
        print("exit", name)


@functools.lru_cache(maxsize=10)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


class Odd:
    def __eq__(self, other):
        return not isinstance(other, Odd)

    def __repr__(self):
        return f"<{type(self).__name__!r:>10}>"

    def __del__(self):
        pass


with noted("a") as a, noted("b") as b:
    print(a, b, sum([Point(1), Point(2, 3)], Point(0)))
print(fib(60), list(tree(3)), Colour(2), [*map(str, Colour)])
print(sorted({"b": 2, "a": 1}.items()), json.loads(json.dumps({"k": [1, 2.5, None, "é"]})))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), "%5.2f|%-4s|%x" % (3.14159, "ab", 255))
print(collections.Counter("mississippi").most_common(2), list(itertools.islice(itertools.cycle("ab"), 5)))
for value in ([1, [2, 3]], {"k": 1}, Point(1, 2), 5):
    match value:
        case [x, [y, *rest]]:
            print("list", x, y, rest)
        case {"k": k}:
            print("dict", k)
        case Point(x=x, y=y) if x < y:
            print("point", x, y)
        case _:
            print("other")
try:
    try:
        {}["missing"]
    except KeyError as error:
        raise ValueError("second") from error
    finally:
        print("finally")
except ValueError as error:
    print(repr(error), repr(error.__cause__), Odd() == 1, [Odd()])
text = bytearray(b"abc") * 3
text[2:5] = b"XYZ"
print(text, 10**30 // 7, -7 % 3, 2**100 >> 3, f"{1234567.891:,.2f} {255:#x}", (1, 2) < (1, 3), {1, 2} & {2, 3})
