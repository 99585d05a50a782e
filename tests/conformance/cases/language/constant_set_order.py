# A constant set is filled twice by CPython's compiler, which its order shows where hashes collide.
print({3, "a", 1})
print({"a", 3, 1})
print({8, 0, 16}, {9, 1, 17, "a"}, {1, "b", 2, "c", (1, 2)})
print(set([3, "a", 1]), frozenset((3, "a", 1)), frozenset(tuple({3, "a", 1})))
for item in {0, 8, 16}:
    print(item)


def member(value):
    return value in {5, "k", 13, "x"}


print(member.__code__.co_consts[-1], member("k"))
