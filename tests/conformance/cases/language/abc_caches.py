# Abstract base classes ask their hook once a class, and again after the next registration of any class.
from abc import ABC, ABCMeta, get_cache_token
from collections.abc import KeysView, Sequence, Set, Sized


class Hooked(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        print("asked about", other.__name__)
        return hasattr(other, "quack") or NotImplemented


class Duck:
    quack = True


class Stone:
    pass


for _ in range(2):
    print(isinstance(Duck(), Hooked), isinstance(Stone(), Hooked), issubclass(Stone, Hooked))
before = get_cache_token()
Sized.register(Stone)
print(get_cache_token() != before)
print(isinstance(Duck(), Hooked), isinstance(Stone(), Hooked))
print(Hooked.register(Stone) is Stone, isinstance(Stone(), Hooked))


class Sub(Hooked):
    pass


try:
    Sub.register(Hooked)
except RuntimeError as e:
    print(e)
try:
    Hooked.register(3)
except TypeError as e:
    print(e)


class Wrong(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        return 3


try:
    issubclass(int, Wrong)
except AssertionError as e:
    print(e)
print("_abc_impl" in vars(Sub))
d = {}
print(isinstance(d.keys(), KeysView), isinstance(d.keys(), Set), isinstance(b"", Sequence), isinstance(d, Sequence))
