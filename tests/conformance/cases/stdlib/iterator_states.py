# Places of iterators, set and asked for.
import collections
import itertools
import operator


class Letters:
    def __getitem__(self, i):
        return "abcdef"[i]

    def __len__(self):
        return 6


it = iter(Letters())
print(next(it), [part if callable(part) else type(part).__name__ for part in it.__reduce__()])
it.__setstate__(4)
print(list(it), it.__reduce__())
it.__setstate__(2)
print(list(it))
it = iter(Letters())
it.__setstate__(-7)
print(next(it))
c = itertools.chain()
c.__setstate__((iter(["abc", "de"]), iter("xy")))
print("".join(c))
for state in ((list("abc"), 0), (list("abcdefg"), 1)):
    c = itertools.cycle("defg")
    c.__setstate__(state)
    print("".join(itertools.islice(c, 16)))
p = itertools.product((1, 2), (3, 4))
p.__setstate__((0, 0x1000))
print(list(p))
p = itertools.product((1, 2), ())
p.__setstate__((0, 0))
print(list(p))
d = collections.deque("abcd")
print(list(type(reversed(d))(d)), list(type(iter(d))(d)), list(type(iter(d))(d, 2)), list(type(reversed(d))(d, 3)))


class Once:
    asked = False

    def __getitem__(self, i):
        return i

    def __len__(self):
        if self.asked:
            raise ZeroDivisionError("second time")
        self.asked = True
        return 10


try:
    print(operator.length_hint(reversed(Once())))
except ZeroDivisionError as e:
    print(e)


class Again:
    count = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        return next(pairs) if self.count == 2 else [self.count]


pairs = itertools.pairwise(Again())
print(next(pairs), next(pairs), next(pairs))


class Gone(tuple):
    def __del__(self):
        print("gone")


r = reversed(Gone())
print(list(r))
print("end")
