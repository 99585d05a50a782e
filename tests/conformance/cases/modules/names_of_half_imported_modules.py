import os

for _ in range(2):
    try:
        import circular.first
    except ImportError as e:
        print(str(e).rpartition(" (")[0], e.name, e.name_from)
try:
    os.nothing
except AttributeError as e:
    print(e)
try:
    from circular import nothing
except ImportError as e:
    print(str(e).partition(" (")[0])
