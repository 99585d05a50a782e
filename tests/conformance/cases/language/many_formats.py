"""Format specifications and % conversions, drawn at random but always the same."""
import random
R = random.Random(11)
vals = [0, 1, -1, 42, -12345, 10**20, -10**30, 0.0, -0.0, 1.5, -2.25, 1e100, 1e-7, 123456789.123, float("inf"), float("nan"), True, "abc", "héllo", "", None, [1], b"x", 255, 1e16, 12345.6789]
def spec():
    s = ""
    if R.random() < .4: s += R.choice(["", "*", "0", "x", "é"]) + R.choice("<>=^")
    if R.random() < .3: s += R.choice("+- ")
    if R.random() < .1: s += "z"
    if R.random() < .2: s += "#"
    if R.random() < .2: s += "0"
    if R.random() < .5: s += str(R.randint(0, 20))
    if R.random() < .2: s += R.choice(",_")
    if R.random() < .3: s += "." + str(R.randint(0, 10))
    if R.random() < .8: s += R.choice("bcdeEfFgGnosxX%")
    return s
for i in range(900):
    v, s = R.choice(vals), spec()
    try: r = format(v, s)
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(repr(v), repr(s), r)
for i in range(700):
    s = "%" + "".join(R.choice(["", "", "#", "0", "-", " ", "+"]) for _ in range(2)) + R.choice(["", "", "5", "12", "*"]) + R.choice(["", "", ".3", ".0", ".*"]) + R.choice("diouxXeEfFgGcrsa%")
    v = R.choice(vals)
    args = tuple(R.choice([3, 10]) for _ in range(s.count("*"))) + ((v,) if s[-1] != "%" else ())
    try: r = s % args
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(repr(s), args, r)
