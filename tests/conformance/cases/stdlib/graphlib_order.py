# An order of what depends on what.
import graphlib
t=graphlib.TopologicalSorter({1:[2]}); t.prepare()
for n in (1,5):
    try: t.done(n)
    except ValueError as e: print(e)
t.get_ready(); t.done(2)
try: t.done(2)
except ValueError as e: print(e)
try: graphlib.TopologicalSorter({1:[2],2:[3],3:[1]}).prepare()
except Exception as e: print(e, e.args)
print(list(graphlib.TopologicalSorter({'d': {'b', 'c'}, 'b': {'a'}, 'c': {'a'}}).static_order())[0::3])
