# What the program may have meant by a name that does not exist.
class P:
    def __init__(self): self.count = 1
    def go(self): return cuont
    def go2(self): return count
import sys, traceback
try: P().go()
except NameError as e: traceback.print_exc(file=sys.stdout)
try: P().go2()
except NameError as e: traceback.print_exc(file=sys.stdout)
try: P().coutn
except AttributeError as e: traceback.print_exc(file=sys.stdout)
try: asyncio.run
except NameError as e: traceback.print_exc(file=sys.stdout)
try: P()._x
except AttributeError as e: traceback.print_exc(file=sys.stdout)
try: sys.exti
except AttributeError as e: traceback.print_exc(file=sys.stdout)
try: "a".uper
except AttributeError as e: traceback.print_exc(file=sys.stdout)
try: prnt(3)
except NameError as e: traceback.print_exc(file=sys.stdout)
try: P.coun
except AttributeError as e: traceback.print_exc(file=sys.stdout)
x = 1
def k():
    print(y)
    y = 1
try: k()
except NameError: traceback.print_exc(file=sys.stdout)
