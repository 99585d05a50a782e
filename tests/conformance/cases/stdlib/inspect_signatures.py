# Signatures, binding, and what inspect says of functions, classes, generators and frames.
import inspect, functools, asyncio
from inspect import signature, Parameter, Signature
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def f(a, b: int = 3, /, c=None, *args: str, d, e: 'x' = 5, **kw) -> list[int]: pass
s = signature(f)
print(s, repr(s), list(s.parameters), s.return_annotation)
for p in s.parameters.values(): print(p, repr(p), p.name, p.kind, repr(p.kind), p.kind.description, p.default is Parameter.empty, p.annotation)
class A:
    """Doc of A."""
    def __init__(self, x, y=2): pass
    def m(self, q): """m doc"""
    @classmethod
    def cm(cls, q): pass
    @staticmethod
    def sm(q): pass
    @property
    def p(self): return 1
    def __call__(self, z): pass
class B(A):
    def m(self, q): pass
class C:
    def __new__(cls, n): return object.__new__(cls)
class D: pass
class M(type):
    def __call__(cls, mm): return 3
class E(metaclass=M): pass
for x in [A, A.m, A(1).m, A.cm, A.sm, A(1), B, B.m, C, D, E, lambda: 0, lambda x, *y: x, functools.partial(f, 1, d=3), functools.partial(A.m, 3)]: err(lambda: signature(x))
for x in [len, print, sorted, int, str, dict, list.append, object, type, isinstance, max, sum, iter, range, zip, enumerate, ValueError, abs, id, getattr, divmod, pow, round, repr, hash, chr, ord, any, callable, super, property, map]:
    err(lambda: signature(x))
err(lambda: signature(3)); err(lambda: signature('a'))
@functools.wraps(f)
def w(*a): pass
print(signature(w), signature(w, follow_wrapped=False), inspect.unwrap(w) is f)
print(s.bind(1, 2, 3, 4, 5, d=6, z=7), s.bind(1, d=2).arguments)
b = s.bind(1, d=2); b.apply_defaults(); print(b, b.args, b.kwargs)
err(lambda: s.bind()); err(lambda: s.bind(1)); err(lambda: s.bind(1, 2, a=3, d=4)); err(lambda: signature(lambda a: 0).bind(1, 2)); err(lambda: signature(lambda a: 0).bind(b=2)); err(lambda: signature(lambda a: 0).bind(1, a=2)); err(lambda: signature(lambda a, b: 0).bind(b=2)); err(lambda: signature(lambda *, k: 0).bind()); err(lambda: signature(lambda a, /: 0).bind(a=1)); err(lambda: signature(lambda a, b=2, /: 0).bind(1, b=1)); err(lambda: signature(lambda a, b: 0).bind_partial(1)); err(lambda: signature(lambda a, /, **k: 0).bind(1, a=2)); err(lambda: signature(lambda a: 0).bind(1, x=2))
print(s.replace(parameters=[Parameter('x', Parameter.POSITIONAL_ONLY)]), Signature([Parameter('k', Parameter.KEYWORD_ONLY, default=3)], return_annotation=int))
err(lambda: Parameter('1x', Parameter.KEYWORD_ONLY)); err(lambda: Parameter('x', Parameter.VAR_KEYWORD, default=3)); err(lambda: Parameter('x', 7)); err(lambda: Parameter('if', Parameter.KEYWORD_ONLY)); err(lambda: Parameter(3, Parameter.KEYWORD_ONLY))
err(lambda: Signature([Parameter('k', Parameter.KEYWORD_ONLY), Parameter('j', Parameter.POSITIONAL_ONLY)])); err(lambda: Signature([Parameter('k', Parameter.KEYWORD_ONLY), Parameter('k', Parameter.KEYWORD_ONLY)])); err(lambda: Signature([Parameter('a', Parameter.POSITIONAL_ONLY, default=1), Parameter('b', Parameter.POSITIONAL_ONLY)]))
print(Parameter('x', Parameter.KEYWORD_ONLY) == Parameter('x', Parameter.KEYWORD_ONLY), signature(A.m) == signature(B.m), hash(Parameter('x', Parameter.KEYWORD_ONLY)) == hash(Parameter('x', Parameter.KEYWORD_ONLY)), Parameter('x', Parameter.KEYWORD_ONLY).replace(name='y', default=1), Parameter.POSITIONAL_ONLY < Parameter.KEYWORD_ONLY)
print(inspect.getfullargspec(f)); print(inspect.getfullargspec(A.m), inspect.getfullargspec(A(1).m)); err(lambda: inspect.getfullargspec(3))
print(inspect.getcallargs(f, 1, d=3)); err(lambda: inspect.getcallargs(f)); print(inspect.getcallargs(A(1).m, 3)['q'])
def gen(): x = 5; yield x
async def co(): await asyncio.sleep(0)
async def ag(): yield 1
class Aw:
    def __await__(self): return iter(())
print([[t.__name__ for t in (inspect.isfunction, inspect.isgeneratorfunction, inspect.iscoroutinefunction, inspect.isasyncgenfunction, inspect.isclass, inspect.ismethod, inspect.isbuiltin, inspect.isroutine, inspect.isgenerator, inspect.iscoroutine, inspect.isasyncgen, inspect.ismodule, inspect.isdatadescriptor, inspect.ismethoddescriptor, inspect.isabstract, inspect.iscode, inspect.isgetsetdescriptor, inspect.ismemberdescriptor, inspect.ismethodwrapper) if t(x)] for x in (f, gen, co, ag, A, A.m, A(1).m, len, [].append, str.join, gen(), ag(), inspect, A.__dict__['p'], A.__dict__['cm'], f.__code__, (1).__add__, int.__add__, functools.partial(co), type(f).__code__)])
c = co(); print(inspect.isawaitable(c), inspect.isawaitable(Aw()), inspect.isawaitable(3), inspect.isawaitable(gen()), inspect.getcoroutinestate(c), inspect.getcoroutinelocals(c)); c.close(); print(inspect.getcoroutinestate(c), inspect.getcoroutinelocals(c))
g = gen(); print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g)); next(g); print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g)); list(g); print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g))
def selfstate():
    print(inspect.getgeneratorstate(me)); yield
me = selfstate(); next(me)
a = ag(); print(inspect.getasyncgenstate(a), inspect.getasyncgenlocals(a))
print(inspect.getdoc(A), inspect.getdoc(A.m), inspect.getdoc(B.m), inspect.getdoc(D), inspect.getdoc(gen), inspect.cleandoc("  a\n    b\n      c\n\n"), inspect.getdoc(B))
print([n for n, v in inspect.getmembers(A(1)) if not n.startswith('__')], [n for n, v in inspect.getmembers(A, inspect.isfunction)], inspect.getmro(B))
print(type(inspect.getattr_static(A, 'p')), type(inspect.getattr_static(A(1), 'sm')), inspect.getattr_static(A, 'zz', 3))
err(lambda: inspect.getattr_static(A, 'zz'))
print(inspect.currentframe().f_code.co_name, inspect.stack()[0].function, inspect.stack()[0].lineno, inspect.stack()[0].code_context, inspect.stack()[0][3])
def outer():
    def inner(): return [fi.function for fi in inspect.stack()], inspect.currentframe().f_back.f_code.co_name
    return inner()
print(outer()[0][:2], outer()[1])
def fr(a, *b, k=2, **c):
    x = 1
    return inspect.getargvalues(inspect.currentframe())
print(fr(1, 2, z=3)); print(inspect.formatargvalues(*fr(1, 2, z=3)))
def clo():
    n = 5
    def inn(): return n, len, f, undefined
    return inn
print(inspect.getclosurevars(clo()).nonlocals, inspect.getclosurevars(clo()).builtins, inspect.getclosurevars(clo()).unbound)
print(inspect.getmodule(f), inspect.getmodulename('/a/b.py'), inspect.isabstract(A))
print(inspect.getclasstree([A, B, D]))
def ann(a: 'int', b: 'A') -> 'str': pass
print(inspect.get_annotations(ann), inspect.get_annotations(ann, eval_str=True), signature(ann, eval_str=True), inspect.signature(ann))
import typing
def ty(a: typing.Optional[int], b: typing.List[str] = [], *c: A, d: int | None = None) -> typing.Callable[[int], str]: pass
print(signature(ty), signature(ty).format(max_width=20))
inspect.markcoroutinefunction(f); print(inspect.iscoroutinefunction(f))
class Sig: __signature__ = Signature([Parameter('zz', Parameter.KEYWORD_ONLY)])
print(signature(Sig))
try: 1/0
except ZeroDivisionError: print(inspect.trace()[0].lineno, inspect.getframeinfo(inspect.trace()[0].frame).function, inspect.getinnerframes(__import__('sys').exc_info()[2])[0].function)
from dataclasses import dataclass
@dataclass
class Dc:
    x: int
    y: str = 'a'
print(signature(Dc), signature(Dc.__init__))
class PM:
    def meth(self, a, b): pass
    pm = functools.partialmethod(meth, 1)
print(signature(PM.pm), signature(PM().pm))
import enum
class Co(enum.Enum): R = 1
print([n for n, v in inspect.getmembers(Co) if not n.startswith('_')])
