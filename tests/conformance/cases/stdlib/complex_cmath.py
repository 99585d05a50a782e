import cmath
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
z=3+4j; print(z, repr(1j), abs(z), z.real, z.imag, z.conjugate(), z*2, z/(1-1j), z**2, z**0.5, -z, +z, z==3+4j, hash(1j), complex("1+2j"), complex(1,2), complex("1e3"), complex(), complex(" -j "), 1j*1j, 2+0j==2, bool(0j), str(-0j), complex(0.0,-0.0), f"{z:.2f}", f"{z}", complex(float("inf"),float("nan")), z-1, 1-z, 2**z, 1j**2, sum([1j,2]), isinstance(1j,complex), {1j:1}[1j], round(abs(1+1j),3), complex(1.5), z!=4)
for f in [lambda: z<1, lambda: z//1, lambda: z%1, lambda: int(z), lambda: float(z), lambda: z/0, lambda: complex("x"), lambda: complex("1",2), lambda: complex([]), lambda: 0j**-1, lambda: z+"a", lambda: divmod(z,1)]: t(f)
print(cmath.sqrt(-1), cmath.exp(1j*cmath.pi), cmath.phase(-1), cmath.polar(1j), cmath.rect(1,cmath.pi/2), cmath.log(1j), cmath.isclose(1,1+1e-10j), cmath.sin(1j), cmath.inf, cmath.nanj, cmath.log10(100), cmath.isnan(complex("nan")))
class C:
    def __complex__(self): return 1j
print(complex(C())); x=[1j,2j]; print(x, (1j,), eval("1+2j"), 1_0.5j, 5j, 1e3j)
