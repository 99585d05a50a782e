import inspect, functools
def f(a,
      b):
    """Doc."""
    x = [1,
         2]

    # comment inside
    if x:
        return """text
at margin
"""
    # trailing comment inside

# comment outside
class A:
    x = 1

    def m(self):
        return 1  # tail

    @property
    def p(self):
        return 2

    async def am(self): pass


sq = lambda x: x * x
@functools.wraps(f)
@functools.lru_cache
def deco(x):
    return x
def outer():
    def inner(): return 1
    return inner
def one(): return 1
async def co():
    await x
def longline(a, \
        b): return a
class Empty: pass

for o in [f, A, A.m, A.p.fget, A.am, sq, outer, outer(), one, co, longline, Empty, A().m]:
    print('-----'); print(inspect.getsource(o)); print(inspect.getsourcelines(o)[1])
print(inspect.getcomments(A))
try: inspect.getsource(len)
except TypeError as e: print(e)
try: inspect.getsource(int)
except TypeError as e: print(e)
try: inspect.getsource(3)
except TypeError as e: print(e)
ns = {}
exec("def q(): pass", ns)
try: inspect.getsource(ns['q'])
except OSError as e: print(e)
print(inspect.getsource(inspect.getmodule(f)).count('\n'))
import linecache
print(repr(linecache.getline(__file__, 2)), repr(linecache.getline(__file__, 1000)), repr(linecache.getline('nofile', 1)))
print(deco.__wrapped__.__name__)
