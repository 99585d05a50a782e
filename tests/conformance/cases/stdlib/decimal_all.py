from decimal import *
import decimal, math, itertools
D=Decimal
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(D("0.1")+D("0.2"), D(1)/D(3), D("1.10"), D("2.675").quantize(D("0.01")), D("10")**2, repr(D("1e3")), D(3.14), D((1,(1,2,3),-2)), D("-0"), D("NaN"), D("-Infinity"), D("sNaN123"), D(" 1_000.5 "), D(True))
print(getcontext(), repr(ExtendedContext), BasicContext)
for x in ["abc","1e","","--1","1 2"]: t(lambda: D(x))
t(lambda: D(1)/0); t(lambda: D(0)/0); t(lambda: D("1e999999")*10); t(lambda: D("sNaN")+1); t(lambda: D([1])); t(lambda: D({})); t(lambda: D(1)+1.5); t(lambda: D("1e30").quantize(D("0.1"))); t(lambda: D("NaN")<1); t(lambda: D(1)//0); t(lambda: D(1)%0); t(lambda:D(-1).sqrt()); t(lambda: D(-8)**D("0.5")); t(lambda: D(0)**0); t(lambda: int(D("NaN"))); t(lambda: int(D("Infinity")))
vals=[D(x) for x in ["0","-0","1","-1","1.5","-2.25","100","1e3","1E-5","123456789.123456789","9.99e-8","1e20","7","0.001","3.0000"]]
for a,b in itertools.product(vals,vals):
    for op in ["+","-","*","/","//","%","<","==",">="]:
        t(lambda: f"{a}{op}{b}={eval('a'+op+'b')}")
    t(lambda: (a.compare(b),a.max(b),a.min(b),a.remainder_near(b)))
    t(lambda: divmod(a,b))
for a in vals:
    print(a, repr(a), a.as_tuple(), a.adjusted(), float(a), int(a), round(a), round(a,2), hash(a), a.normalize(), a.to_integral_value(), a.to_eng_string(), abs(a), -a, +a, bool(a), a.is_signed(), a.as_integer_ratio(), math.floor(a), math.ceil(a), a.number_class(), a.next_plus(), a.next_minus(), a.logb() if a else 0)
    t(lambda: a.sqrt()); t(lambda: a.exp()); t(lambda: a.ln()); t(lambda: a.log10())
    for s in ["",".2f","10.3f","e",".3e",",.2f","+","08.2f","%",".1%","g",".3g","<12","^12","*>12","_","E","+010,.1f",".0f","n","z.0f"]:
        t(lambda: s+"|"+format(a,s)+"|")
for a,b in [("2","10"),("2","-3"),("2","0.5"),("9","0.5"),("1.1","3"),("10","-2"),("0.5","-3"),("2","1.5"),("7","100"),("1.000","3"),("-2","3"),("-2","-3"),("10","0.3"),("4","-0.5"),("1e5","0.2"),("2","100"),("3","-1"),("123.456","7.89"),("0","3"),("0.99","1000")]:
    t(lambda: (a,b,D(a)**D(b)))
print(pow(D(3),D(5),D(7)), 2**D(3), D(2)**3)
for r in [ROUND_UP,ROUND_DOWN,ROUND_CEILING,ROUND_FLOOR,ROUND_HALF_UP,ROUND_HALF_DOWN,ROUND_HALF_EVEN,ROUND_05UP]:
    print(r,[str(D(x).quantize(D("1"),rounding=r)) for x in ["1.5","2.5","-1.5","-2.5","1.1","-1.1","1.9","0.5","5.01","2.49"]])
with localcontext() as c:
    c.prec=5; print(D(1)/D(7), D("123456.789")+0, c.flags[Inexact], c.prec)
with localcontext(prec=50): print(D(2).sqrt(), D(1).exp(), D(10).ln(), D(2).log10())
print(getcontext().prec, D(2).sqrt())
with localcontext(ExtendedContext) as c:
    print(D(1)/0, D(0)/0, D("1e999999")*10, D(-1).sqrt(), D("x"), c.flags[InvalidOperation]); print(c)
getcontext().prec=6; print(D(1)/D(7), D("1234567.89")+1); getcontext().rounding=ROUND_UP; print(D(1)/D(7)); setcontext(DefaultContext); print(getcontext().prec)
t(lambda: setattr(getcontext(),"prec",0)); t(lambda: setattr(getcontext(),"rounding","x")); t(lambda: getcontext().foo)
c=Context(prec=3); print(c.create_decimal("1.23456"), c.divide(1,3), c.sqrt(2), c.add(D("1.111"),1), c.power(2,10), c.quantize(D("1.2345"),D("0.1")), c.to_sci_string(D("1e9")))
print(D("1.5")==1.5, D("0.1")==0.1, D(1)==1, D(2)<2.5, D("1.0")==D("1.00"), {D("1.0"):1}[1], sum([D("0.1")]*3), sorted([D(3),D(1),D(2)]), max(D(1),D(2)), D(5).compare_total(D("5.0")), D(1).same_quantum(D(2)), D("1.2").copy_sign(D(-1)), D("12345").shift(2), D("12345").rotate(1), D(2).fma(3,4), D("1.23").scaleb(2), D("1.7").to_integral_exact(), D("Infinity")>1, D("NaN")==D("NaN"), D.from_float(0.1))
class S(D): pass
print(S("1.5"), type(S(1)+1).__name__, repr(S(1)), f"{D('1234.5'):,}", "%s %.2f" % (D("1.5"),D("2.345")), str(D("1E+2")), D("0E-10"), D("0.000001"), D("0.0000001"))
from fractions import Fraction; print(Fraction(D("0.75")), D(1)<Fraction(3,2))
