# Of names that are as near as each other, the first local one is suggested; unbound locals get none.
import io
import sys


def earlier_wins():
    blucha = None
    bluc = None
    print(bluch)


def later_name():
    bluc = None
    blucha = None
    print(bluch)


def unbound():
    something = 3
    print(somethong)
    somethong = 3


class Quiet:
    blech = None

    def __getattr__(self, name):
        raise AttributeError(23)


def told(e):
    sys.stderr = io.StringIO()
    sys.__excepthook__(type(e), e, e.__traceback__)
    text = sys.stderr.getvalue()
    sys.stderr = sys.__stderr__
    return text


for test in (earlier_wins, later_name, unbound, lambda: Quiet().bluch):
    try:
        test()
    except (NameError, AttributeError) as e:
        print(getattr(e, "name", "-"))
        print(told(e).splitlines()[-1])
for place in ((1, 4, "abcdefg", 1, 2), (1, 2, "abcdefg", 1, -2), (1, 3, "abcdefg", 1, 99), (1, -4, "abcdefg", 1, -5)):
    e = SyntaxError("bad", ("bad.py", *place))
    print(told(e))
