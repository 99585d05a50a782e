class A:
    def __getattr__(self, name):
        print('ga', name)
        raise AttributeError('no '+name)
a=A()
try: a.foo
except AttributeError as e: print(e)
print(getattr(a,'x',3))
print(hasattr(a,'y'))
class B:
    @property
    def p(self): raise AttributeError('inner')
    def __getattr__(self, n): print('gb', n); raise AttributeError('b')
try: B().p
except AttributeError as e: print(e)
try: B().p()
except AttributeError as e: print(e)
class G:
    def __getattribute__(self, n): print('gattr', n); raise AttributeError('g')
    def __getattr__(self, n): print('gg', n); raise AttributeError('gg')
try: G().p
except AttributeError as e: print(e)
try: G().p()
except AttributeError as e: print(e)


class Silent:
    def __getattr__(self, name):
        raise AttributeError


for look in (lambda: Silent().foo, lambda: Silent().foo(), lambda: B().p):
    try:
        look()
    except AttributeError as e:
        print(e.name, type(e.obj).__name__, e.args)
