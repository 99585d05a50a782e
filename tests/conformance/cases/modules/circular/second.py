import sys
import circular.first
try:
    circular.first.x
except AttributeError as e:
    print(e)
try:
    sys.modules["circular.first"].x
except AttributeError as e:
    print(str(e).partition(" from ")[0], "...", str(e).rpartition(".py'")[2])
from circular.first import x
y = 1
