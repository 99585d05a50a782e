# Flags that are not written in the order of their bits, their boundaries, dir() of enums, the checks of verify().
from enum import CONFORM, CONTINUOUS, EJECT, KEEP, NAMED_FLAGS, STRICT, UNIQUE, Enum, Flag, IntEnum, IntFlag, auto, show_flag_values, verify


class Door(Flag):
    OPEN = 4
    LOCKED = 2
    PAINTED = 1
    ALL = 7


class Mode(IntFlag):
    READ = 4
    WRITE = 2
    RUN = 1
    ANY = 7


print(repr(Door.OPEN | Door.LOCKED), list(Door.ALL), repr(~Door.OPEN), repr(~Door.ALL), repr(Door.OPEN & Door.PAINTED), list(Door))
print(repr(Mode.READ | Mode.WRITE), repr(~Mode.ANY), repr(Mode(0)), repr(Mode.RUN | 8), repr(Mode(-1)), repr(Mode(16)), list(Mode.READ | Mode.RUN))
try:
    Door(9)
except ValueError as exc:
    print(exc)
for boundary in (STRICT, CONFORM, EJECT, KEEP):
    kind = Flag('Kind', {'A': 1, 'B': 2}, boundary=boundary)
    for value in (3, 4, 5, -1, -2, 0):
        try:
            print(boundary.name, value, repr(kind(value)))
        except ValueError as exc:
            print(boundary.name, value, exc)


class Day(Enum):
    MONDAY = 1

    def tomorrow(self):
        return self.value + 1

    @property
    def short(self):
        return self.name[:3]


print(dir(Day))
print(dir(Day.MONDAY), dir(Door.OPEN))
for check in (CONTINUOUS, NAMED_FLAGS, UNIQUE):
    for members in ({'A': 1, 'B': 4, 'C': 32}, {'A': 1, 'B': 2, 'W': 31, 'N': 24}, {'A': 1, 'B': 2, 'W': 7}, {'A': 1, 'B': 1}):
        for base in (Flag, IntEnum):
            try:
                verify(check)(base('Made', members))
            except ValueError as exc:
                print(exc)


class Single(Enum):
    def __init__(self, *args):
        for other in self.__class__:
            if other.value == self.value:
                raise ValueError(f'{self.name} is {other.name} again')


try:
    class Fruit(Single):
        APPLE = 1
        PEAR = 2
        POMME = 1
except ValueError as exc:
    print(exc)
print(show_flag_values(13), [member for member in Flag('Auto', 'X Y Z')])
