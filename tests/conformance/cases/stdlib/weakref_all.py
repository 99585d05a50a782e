# Weak sets, weak dictionaries and proxies.
import collections.abc
import copy
import gc
import weakref


class Thing:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"Thing({self.n})"

    def __eq__(self, other):
        return isinstance(other, Thing) and self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def __lt__(self, other):
        return self.n < other.n

    def __add__(self, other):
        return self.n + getattr(other, "n", other)

    def __radd__(self, other):
        return other + self.n

    def __iadd__(self, other):
        self.n += other
        return self

    def __getitem__(self, i):
        return self.n, i

    def __len__(self):
        return 3

    def __iter__(self):
        return iter([1, 2])

    def __bytes__(self):
        return b"x"

    def __index__(self):
        return self.n

    def __reversed__(self):
        return iter([2, 1])


def shown(items):
    return sorted(item.n for item in items)


a, b, c, d = things = [Thing(n) for n in range(4)]
s = weakref.WeakSet([a, b])
t = weakref.WeakSet([b, c])
print(shown(s | t), shown(s & t), shown(s - t), shown(s ^ t), s <= t, s < (s | t), s >= s, s > t, s == weakref.WeakSet([b, a]))
print(s.isdisjoint([c]), s.issubset([a, b, c]), s.issuperset([a]), s.union([d]) == {a, b, d}, isinstance(s, collections.abc.MutableSet))
u = s.copy()
u |= t
u -= [a]
print(shown(u), shown(copy.copy(u)))
u ^= [b, d]
print(shown(u))
u &= [d]
print(shown(u), len(u), d in u, 3 in u)
u.symmetric_difference_update([a, d])
u.intersection_update([a])
u.difference_update([b])
print(shown(u), u.pop(), len(u))
for act in (u.pop, lambda: u.remove(a), lambda: u.add(3)):
    try:
        act()
    except (KeyError, TypeError) as e:
        print(type(e).__name__, str(e)[:40] if isinstance(e, TypeError) else "")
s.add(Thing(9))
gc.collect()
print(shown(s))

keys = weakref.WeakKeyDictionary({a: 1, b: 2})
values = weakref.WeakValueDictionary(x=a, y=b)
print(sorted(keys.copy().values()), (keys | {c: 3})[c], keys.pop(a), keys.pop(a, "gone"), keys.popitem(), len(keys))
print(sorted(values.copy()), sorted(values | {"z": c}), values.pop("x"), values.pop("x", None), values.popitem(), len(values))
values["k"] = c
keys[c] = values
print(copy.deepcopy(values)["k"] is c, list(keys.items())[0][0] is c)
values |= {"m": d}
print(sorted(values.items()))

p = weakref.proxy(a)
a.n = 5
print(p + 1, 1 + p, p + p, p == a, a == p, p < d, p[2], len(p), list(p), bytes(p), [0] * p, list(reversed(p)), bool(p))
print(isinstance(p, Thing), type(p).__name__, str(p), weakref.ProxyType is type(p))
p.z = 3
print(a.z, p.n)
del p.z
for act in (lambda: p.z, lambda: weakref.ProxyType(a), lambda: next(p)):
    try:
        act()
    except (AttributeError, TypeError) as e:
        print(e)


class Function:
    def __call__(self, x, *, y=1):
        return x * y


f = Function()
q = weakref.proxy(f, lambda proxy: print("gone", type(proxy).__name__))
print(q(4, y=2), type(q).__name__, callable(q))
del f
try:
    q(1)
except ReferenceError as e:
    print(e)
