# The module traceback: stacks, summaries, limits and what is told of odd exceptions.
import traceback, sys, io
def f(): return 1 / 0
def g():
    try: f()
    except ZeroDivisionError as e: return e
e = g()
print(traceback.format_exception(e)); print(traceback.format_exception_only(e)); print(traceback.format_exception(type(e), e, e.__traceback__))
print(traceback.extract_tb(e.__traceback__)); print([tuple(x) for x in traceback.extract_tb(e.__traceback__)])
for fs in traceback.extract_tb(e.__traceback__): print(fs.filename, fs.lineno, fs.name, fs.line, fs.colno, fs.end_colno, fs.end_lineno, fs)
print(traceback.format_tb(e.__traceback__), traceback.format_tb(e.__traceback__, limit=1), traceback.format_tb(e.__traceback__, limit=-1))
def st(): return traceback.format_stack(), traceback.extract_stack()
a, b = st(); print(a[-2:]); print(b[-2:], b[-1].line)
def st2(): traceback.print_stack(limit=2, file=sys.stdout); traceback.print_stack(limit=1, file=sys.stdout)
st2()
te = traceback.TracebackException.from_exception(e)
print(te, te.exc_type_str, te.stack, list(te.format()), list(te.format_exception_only()))
print(te == traceback.TracebackException.from_exception(e))
def loc():
    x = 5; y = "text"; return 1 / 0
try: loc()
except ZeroDivisionError as e2: print(''.join(traceback.TracebackException.from_exception(e2, capture_locals=True).format()).replace(hex(id(e)), 'ID') if 0 else ''); te = traceback.TracebackException.from_exception(e2, capture_locals=True); print(te.stack[1].locals)
try: compile("x = = 1", "<s>", "exec")
except SyntaxError as s:
    print(traceback.format_exception_only(s)); traceback.print_exc(file=sys.stdout)
try: compile("def f(:\n  pass", "<s>", "exec")
except SyntaxError as s: traceback.print_exc(file=sys.stdout)
try: compile("if 1:\nx", "<s>", "exec")
except SyntaxError as s: traceback.print_exc(file=sys.stdout)
try: exec("\n\nraise ValueError(3)")
except ValueError: traceback.print_exc(file=sys.stdout)
print(traceback.format_exc() if sys.exc_info()[0] else 'none', repr(traceback.format_exc()))
traceback.print_exception(None, file=sys.stdout)
buf = io.StringIO(); traceback.print_exception(e, file=buf); print(buf.getvalue())
traceback.print_tb(e.__traceback__, file=sys.stdout)
class Odd(Exception):
    def __str__(self): raise RuntimeError
try: raise Odd
except Odd: traceback.print_exc(file=sys.stdout)
class Mod(Exception): pass
Mod.__module__ = "some.module"
try: raise Mod("x")
except Mod: traceback.print_exc(file=sys.stdout)
def deep(n): raise ExceptionGroup(f"g{n}", [deep2(n)])
def deep2(n): return ValueError(n) if n > 12 else ExceptionGroup(f"g{n}", [deep2(n + 1)])
try: raise deep2(0)
except ExceptionGroup as g: traceback.print_exc(file=sys.stdout)
try: raise ExceptionGroup("wide", [ValueError(i) for i in range(20)])
except ExceptionGroup as g: traceback.print_exc(file=sys.stdout); print(''.join(traceback.TracebackException.from_exception(g, max_group_width=2).format())); print(''.join(traceback.format_exception_only(g, show_group=True)))
try: raise ExceptionGroup("wide", [ValueError(i) for i in range(16)])
except ExceptionGroup as g: traceback.print_exc(file=sys.stdout)
print(traceback.format_list([("file.py", 3, "fn", "x = 1"), traceback.FrameSummary("a.py", 4, "g", line="  yy")]))
x = ValueError("n"); x.__notes__ = "oops"
print(traceback.format_exception_only(x)); x.__notes__ = 5; print(traceback.format_exception_only(x)); x.__notes__ = [1, "b"]; print(traceback.format_exception_only(x))
try:
    try: raise KeyError(1)
    finally: raise ValueError(2)
except ValueError as v: traceback.print_exc(file=sys.stdout, chain=False); print(traceback.format_exception(v, chain=False)[-1]); print(len(list(traceback.walk_tb(v.__traceback__))))
traceback.clear_frames(v.__traceback__) if 0 else None
c1 = ValueError(1); c2 = ValueError(2); c1.__cause__ = c2; c2.__cause__ = c1
print(''.join(traceback.format_exception(c1)))
try: traceback.format_exception(3)
except TypeError as e: print(e)
