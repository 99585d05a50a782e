import atexit
import weakref


class Thing:
    pass


kept, other, dropped = Thing(), Thing(), Thing()
weakref.finalize(kept, print, "first made, last called")
quiet = weakref.finalize(other, print, "not at the end")
quiet.atexit = False
weakref.finalize(dropped, print, "dropped")
weakref.finalize(kept, lambda: 1 / 0)
weakref.finalize(kept, print, "last made, first called")
del dropped
atexit.register(print, "registered later, called before")
print(quiet.alive, quiet.peek()[1:])
