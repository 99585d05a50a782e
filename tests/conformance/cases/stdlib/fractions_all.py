from fractions import Fraction as F
import math, numbers
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(F(1,3)+F(1,6), F("0.25"), F(3,6), float(F(1,4)), F(7,2)//1, F(1,3)<F(1,2), repr(F(2,4)), F(-4,6), F(4,-6), F(" -3/7 "), F("1e-3"), F("1_000/3"), F(0.5), F(0.1), F(True), F())
for x in ["x","1/0","1/ 2x","","1.5/2"]: t(lambda: F(x))
t(lambda: F(1,0)); t(lambda: F(1.5,2)); t(lambda: F([])); t(lambda: F(1)/0); t(lambda: F(2,3)/F(0)); t(lambda: F(1)//0); t(lambda: F(1)%0); t(lambda: F(0)**-1); t(lambda: F(1)+"a")
a,b=F(7,3),F(-2,5)
for op in ["+","-","*","/","//","%","**","<",">","==","<=",">=","!="]:
    for x in [b,2,0.5,-3,1j]:
        t(lambda: (op,x,eval(f"a{op}x"),eval(f"x{op}a")))
print(divmod(a,b), divmod(5,a), abs(b), -a, +a, int(b), int(a), round(a), round(F(5,2)), round(a,2), round(F(12345,10),-2), math.floor(b), math.ceil(b), math.trunc(b), bool(F(0)), hash(F(1,2))==hash(0.5), hash(F(1,3)), hash(F(-1,3)))
print(F(math.pi).limit_denominator(100), F("3.14159265").limit_denominator(10), F(1,3).as_integer_ratio(), F(4,2).is_integer(), F.from_float(0.25))
for s in ["",".2f","10.3f","e",".3g","%","+.1f","010.2f",",.2f",">10","<8","^9","=+8","#","_","*^12.1f",".0f","g","z.1f","x","08"]:
    t(lambda: s+"|"+format(F(12345,7),s)+"|"+format(F(-1,300),s)+"|"+format(F(3),s))
print(isinstance(F(1),numbers.Rational), isinstance(1,numbers.Integral), isinstance(1.0,numbers.Real), isinstance(1j,numbers.Complex), isinstance(1.0,numbers.Rational), sum([F(1,2),F(1,3)]), sorted([F(1,2),F(1,3)]), F(1,2)==0.5, {F(1,2):1}[0.5], F(1,2)**2, 2**F(3), 2**F(1,2), F(4)**F(1,2))
