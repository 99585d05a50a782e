# What a class holds: its names, in order, and what its instances have that those of its base have not.
import types
import weakref


class Thing:
    """A thing."""
    size: int = 1

    def grow(self):
        self.grown = True


class Bare:
    __slots__ = ('left', 'right')


class Tagged(Bare):
    pass


class Sub(Thing):
    pass


class Seq(list):
    pass


class Whole(int):
    pass


class Oops(Exception):
    pass


class Maker(type):
    pass


for cls in (Thing, Bare, Tagged, Sub, Seq, Whole, Oops, Maker, type('Made', (), {})):
    print(cls.__name__, list(cls.__dict__))
print(Thing.__dict__['__dict__'], Thing.__dict__['__weakref__'], Bare.__dict__['left'])
thing = Thing()
print(thing.__weakref__)
ref = weakref.ref(thing)
print(thing.__weakref__ is ref, Sub().__weakref__, thing.__dict__)
thing.__dict__ = {'size': 9}
print(thing.size, vars(thing), '__dict__' in dir(thing), '__dict__' in dir(object()), '__dict__' in dir(Bare()))
for bad in (lambda: object().__dict__, lambda: Bare().__dict__, lambda: (1).__dict__, lambda: vars(Bare()), lambda: weakref.ref(Whole(3)),
            lambda: int.__hash__(), lambda: str.upper()):
    try:
        bad()
    except (AttributeError, TypeError) as exc:
        print(type(exc).__name__, exc)
print(repr(types.ModuleType("mm")))
