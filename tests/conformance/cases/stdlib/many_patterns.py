"""Regular expressions put together at random but always the same."""
import random, re
R = random.Random(5)
atoms = ["a", "b", ".", r"\d", r"\w", r"\s", r"\b", "^", "$", "[ab]", "[^a]", "[a-c1-3]", "(a)", "(?:ab)", "(a|b)", "(?P<n>a)", r"(?=a)", r"(?!b)", r"(?<=a)", r"(?<!b)", r"\1", "x*", "a+?", "b{2}", "a{1,3}", "(?i:A)", r"\.", "é", r"\W", r"\D", "(", ")", "[", "*", "+", "?", "{", "|", "\\", r"\A", r"\Z", "(?#c)", "(?x: a )", "a{,2}", "(?P=n)", "(?(1)a|b)", "a*+", "(?>a+)"]
texts = ["", "a", "ab", "abab", "aabb 12", "b.a", "xaxb", "ABab", "éa b\nab", "a1b2c3", "  a  b ", "aaaa"]
def show(m):
    if m is None: return None
    return (m.group(), m.span(), m.groups(), m.groupdict(), m.lastindex, m.lastgroup)
for i in range(700):
    p = "".join(R.choice(atoms) for _ in range(R.randint(1, 5))); t = R.choice(texts)
    if R.random() < .2: p = p + R.choice(["*", "+", "?", "{2,}", "??", "*?"])
    fl = R.choice([0, 0, 0, re.I, re.M, re.S, re.X, re.A])
    try: c = re.compile(p, fl)
    except Exception as e: print(repr(p), fl, type(e).__name__, e); continue
    try:
        r = (show(c.search(t)), show(c.match(t)), show(c.fullmatch(t)), c.findall(t), c.split(t, R.choice([0, 1, 2])), c.sub(R.choice(["X", r"[\g<0>]", r"\\", lambda m: "<" + m.group() + ">"]), t), c.subn("y", t, 2), c.groups, dict(c.groupindex))
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(repr(p), fl, repr(t), r)
