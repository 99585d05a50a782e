# Objects as bytes, byte for byte, and back.
import pickle, io, collections, enum
from dataclasses import dataclass
class A:
    def __init__(self, x): self.x = x; self.me = self
class S:
    __slots__ = ('a', 'b')
class L(list): pass
class D(dict): pass
class G:
    def __getstate__(self): return {'q': 1}
    def __setstate__(self, s): self.s = s
class R:
    def __reduce__(self): return (A, (5,))
class N:
    def __new__(cls, a): o = object.__new__(cls); o.a = a; return o
    def __getnewargs__(self): return (self.a,)
@dataclass
class P: x: int; y: list
class C(enum.Enum): RED = 1
Pt = collections.namedtuple('Pt', 'x y')
def f(): pass
for o in [None, True, 0, 255, 256, -1, 70000, 2**40, -2**40, 1.5, 'abc', 'ä' * 200, b'xyz', b'q' * 300, (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 'a', [2]], {}, {'a': 1}, {'a': 1, 'b': [2]}, {1}, frozenset([2]), bytearray(b'ab'), f, A, len, int, C.RED, Pt(1, 2), P(1, [2]), collections.OrderedDict(a=1), collections.deque([1, 2]), collections.Counter('aab'), collections.defaultdict(int, a=1), range(3), slice(1, 2), 2+3j, ValueError('x'), ...]:
    d = pickle.dumps(o); b = pickle.loads(d)
    print(type(o).__name__, b if o is not f else b is f, len(d), d[:60] if not callable(o) else '')
a = A(3); b = pickle.loads(pickle.dumps(a)); print(b.x, b.me is b)
s = S(); s.a = 1; t = pickle.loads(pickle.dumps(s)); print(t.a, hasattr(t, 'b'))
l = L([1, 2]); l.z = 3; m = pickle.loads(pickle.dumps(l)); print(m, m.z, type(m).__name__)
d = D(a=1); print(pickle.loads(pickle.dumps(d)), pickle.loads(pickle.dumps(G())).s, pickle.loads(pickle.dumps(R())).x, pickle.loads(pickle.dumps(N(4))).a)
x = [1]; x.append(x); y = pickle.loads(pickle.dumps(x)); print(y[1] is y); sh = [1]; z = pickle.loads(pickle.dumps((sh, sh))); print(z[0] is z[1])
def err(o):
    try: pickle.dumps(o)
    except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0])
err(lambda: 0); err((i for i in ())); 
def loc():
    class Z: pass
    err(Z()); err(lambda: 1)
loc()
for bad in [b'', b'abc', b'\x80\x04K', b'\x80\x04.']:
    try: pickle.loads(bad)
    except Exception as e: print(type(e).__name__, e)
buf = io.BytesIO(); pickle.dump([1, 2], buf); pickle.dump('second', buf); buf.seek(0); print(pickle.load(buf), pickle.load(buf))
print(pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL, pickle.loads(pickle.dumps([1], protocol=5)))
