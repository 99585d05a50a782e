"""Slices and methods of the containers with arguments drawn at random but always the same."""
import random
R = random.Random(43)
def rl(): return [R.randint(-3, 5) for _ in range(R.randint(0, 7))]
for i in range(600):
    l = rl(); sl = slice(R.choice([None, -9, -2, 0, 1, 3, 9]), R.choice([None, -9, -2, 0, 1, 3, 9]), R.choice([None, 1, 2, -1, -2, 0, 3]))
    k = R.choice("gsd")
    try:
        if k == "g": r = (l[sl], tuple(l)[sl], "abcdefg"[sl], b"abcdefg"[sl], range(10)[sl])
        elif k == "s": l[sl] = rl()[: R.randint(0, 5)]; r = l
        else: del l[sl]; r = l
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(k, sl, r)
lm = [m for m in dir(list) if not m.startswith("_")]
dm = [m for m in dir(dict) if not m.startswith("_")]
sm = [m for m in dir(set) if not m.startswith("_")]
def arg(): return R.choice([R.randint(-2, 6), "a", None, rl(), (1, 2), {1, 2}, {3: 4}, [(1, 2)], "xy", 2.0, frozenset([1, 9])])
for i in range(500):
    t = R.choice([rl(), {R.randint(0, 5): R.randint(0, 5) for _ in range(4)}, set(rl()), tuple(rl()), frozenset(rl()), range(R.randint(0, 5), 9, 2), __import__("collections").deque(rl(), R.choice([None, 3]))])
    before = repr(t)
    m = R.choice([x for x in dir(t) if not x.startswith("_")])
    args = [arg() for _ in range(R.choice([0, 1, 1, 1, 2]))]
    try:
        r = getattr(t, m)(*args)
        r = repr(list(r)) if m in ("keys", "values", "items", "__reversed__", "__iter__") else repr(r)
    except Exception as e: r = f"{type(e).__name__}: {e}"
    if " at 0x" in r: continue
    print(before, m, args, r, t)
