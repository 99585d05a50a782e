# Cycles are found by gc.collect() only, so that finalizers never run in the middle of something else.
import weakref


class Node:
    pass


gone = []
for _ in range(10_000):
    node = Node()
    node.itself = node
    weakref.finalize(node, gone.append, 1)
print(len(gone) > 0)
