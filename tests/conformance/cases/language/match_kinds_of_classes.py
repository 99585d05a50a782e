# What a class counts as in patterns: the first of its bases, in order of look-up, that is a sequence or a mapping.
import collections
import collections.abc


def kind(subject):
    match subject:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return "neither"


class C:
    pass


class M1(collections.UserDict, collections.abc.Sequence):
    pass


class M2(collections.UserDict, C, list):
    pass


class M3(dict, collections.abc.Sequence, C):
    pass


class S1(collections.UserList, collections.abc.Mapping):
    pass


class S2(list, C, collections.abc.Mapping):
    pass


class S3(collections.UserList, dict, C):
    pass


class Text(str):
    pass


class Late:
    pass


print([kind(cls()) for cls in (M1, M2, M3, S1, S2, S3, Text, C, Late)])
collections.abc.Mapping.register(Late)
print(kind(Late()), kind(collections.deque()), kind(range(2)), kind(vars(C)), kind(b""), kind({}.keys()))
