"""Methods of str and bytes with arguments drawn at random but always the same."""
import random
R = random.Random(21)
alpha = "abAB1 \t\n,.-_éß中\U0001F600xyz"
def rs(n=8): return "".join(R.choice(alpha) for _ in range(R.randint(0, n)))
ms = [m for m in dir(str) if not m.startswith("_") and m not in ("format", "format_map", "maketrans", "translate")]
for i in range(900):
    s = rs(12); m = R.choice(ms)
    args = []
    for _ in range(R.choice([0, 1, 1, 2, 3])): args.append(R.choice([rs(3), rs(2), R.randint(-3, 12), None, [rs(2), rs(2)], (rs(1), rs(1)), R.choice(alpha)]))
    try: r = repr(getattr(s, m)(*args))
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(repr(s), m, args, r)
bms = [m for m in dir(bytes) if not m.startswith("_") and m not in ("maketrans", "translate")]
for i in range(300):
    s = rs(12).encode("utf-8"); m = R.choice(bms); 
    if R.random() < .3: s = bytearray(s)
    args = []
    for _ in range(R.choice([0, 1, 1, 2, 3])): args.append(R.choice([rs(3).encode(), b"", b" "]))
    try: r = repr(getattr(s, m)(*args))
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(repr(s), m, args, r)
