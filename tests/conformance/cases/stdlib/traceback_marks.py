# The text of tracebacks: which part of a line is marked, chains, notes, groups and repeated lines.
import traceback, sys
def f(a, b):
    return a / b
def g(d):
    return d["x"]["y"]
class A:
    def m(self):
        return self.valu
    value = 3
def tell(fn, *a):
    try:
        fn(*a)
    except BaseException:
        print(traceback.format_exc())
def h():
    x = f(1, 0)
    return x
def multi():
    return f(
        1,
        0,
    )
def multi2():
    return (1 +
            2 +
            "a")
def multi3():
    foo = {
        "a": 1,
        "b": f(1,
               0),
    }
def nested():
    return f(f(1, 1), f(1, 0))
def chain():
    try:
        f(1, 0)
    except ZeroDivisionError as e:
        raise ValueError("bad\nvalue") from e
def context():
    try:
        f(1, 0)
    except ZeroDivisionError as e:
        raise KeyError("k")
def suppressed():
    try:
        f(1, 0)
    except ZeroDivisionError as e:
        raise KeyError("k") from None
def noted():
    e = ValueError("x")
    e.add_note("note 1")
    e.add_note("note\n2")
    raise e
def rec(n):
    if n == 0:
        raise RuntimeError("deep")
    rec(n - 1)
def groups():
    raise ExceptionGroup("top", [ValueError(1), ExceptionGroup("inner", [KeyError("a"), TypeError("t")]), OSError(2, "No such file", "x")])
def groupchain():
    try:
        groups()
    except ExceptionGroup as e:
        raise ExceptionGroup("two", [e, ValueError("z")]) from e
def attr(): A().m()
def name(): return valeu
def name2(value): return valeu
def imp():
    from collections import OrderedDic
def unicode():
    s = "äöü"; x = "日本"; return f(1, 0) + s + x
def assertion():
    assert 1 == 2, "no way"
def lam(): return (lambda x: x / 0)(3)
def comp(): return [1 / i for i in (1, 0)]
def gen():
    yield 1
    raise IndexError
def usegen(): return list(gen())
def sub(): return [1, 2][5]
def sub2(): return {}["a" + "b"]
def callattr(): return "abc".foo()
def callnone():
    x = None
    return x(1, 2)
def callkw(): return f(1, c=3)
def unary(): return -"a"
def cmp(): return 1 < "a"
def boolop(): return 1 and f(1, 0)
def unpack():
    a, b = [1, 2, 3]
def setitem():
    x = (1, 2)
    x[0] = 3
def delitem():
    d = {}
    del d["a"]
def forloop():
    for i in 5: pass
def withstmt():
    with 3: pass
def aug():
    x = 1
    x += "a"
def fstr(): return f"{1/0}"
def fstr2(): return f"{undefined_name!r} and {3:>{'x'}}"
def imp2():
    import nothing_here
def raisecls(): raise ValueError
def raisefrom(): raise ValueError("a") from KeyError("b")
def wide(): return ("ＡＢ", 1 / 0)
def star(): return f(*[1, 2, 3])
def dictcomp(): return {k: 1 / k for k in (0,)}
def cond(): return f(1, 0) if True else 3
def parens(): return (f)(1, 0)
def chained(): return A().value.foo.bar
def slicing(): return [1][1:"a"]
def long_call():
    return f(
        1,
        # a comment
        0,
        # another
        # more
    )
def binary_multi():
    return (
        10
        /
        0
    )
def semicolon(): x = 1; y = x / 0; return y
for fn in [h, multi, multi2, multi3, nested, chain, context, suppressed, noted, groups, groupchain, attr, name, unicode, assertion, lam, comp, usegen, sub, sub2, callattr, callnone, callkw, unary, cmp, boolop, unpack, setitem, delitem, forloop, withstmt, aug, fstr, fstr2, imp2, raisecls, raisefrom, wide, star, dictcomp, cond, parens, chained, slicing, long_call, binary_multi, semicolon]:
    print("==", fn.__name__); tell(fn)
print("=="); tell(rec, 10); tell(rec, 3); tell(rec, 2); tell(g, {}); tell(name2, 3)
