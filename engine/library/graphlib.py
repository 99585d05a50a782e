"""graphlib: an order in which what depends on something else comes after it."""

from types import GenericAlias

__all__ = ["TopologicalSorter", "CycleError"]

_OUT = -1   # handed out by get_ready()
_DONE = -2


class _Node:
    __slots__ = ('node', 'waits_for', 'successors')

    def __init__(self, node):
        self.node = node
        self.waits_for = 0    # how many predecessors are not done yet, or one of the marks above
        self.successors = []


class CycleError(ValueError):
    """The graph has a cycle, so there is no order."""


class TopologicalSorter:
    """Sorts the nodes of a graph of dependencies."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._handed_out = 0
        self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _info(self, node):
        if node not in self._nodes:
            self._nodes[node] = _Node(node)
        return self._nodes[node]

    def add(self, node, *predecessors):
        """Add a node and what it depends on."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        info = self._info(node)
        info.waits_for += len(predecessors)
        for predecessor in predecessors:
            self._info(predecessor).successors.append(node)

    def prepare(self):
        """Say that the graph is complete. CycleError: it has a cycle."""
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [info.node for info in self._nodes.values() if info.waits_for == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        """All nodes whose predecessors are done and that were not handed out before."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        result = tuple(self._ready)
        for node in result:
            self._nodes[node].waits_for = _OUT
        self._ready.clear()
        self._handed_out += len(result)
        return result

    def is_active(self):
        """Whether there is more to come."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished < self._handed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Say that nodes handed out by get_ready() are done."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if info.waits_for >= 0:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            if info.waits_for == _DONE:
                raise ValueError(f"node {node!r} was already marked done")
            info.waits_for = _DONE
            for successor in info.successors:
                after = self._nodes[successor]
                after.waits_for -= 1
                if after.waits_for == 0:
                    self._ready.append(successor)
            self._finished += 1

    def _find_cycle(self):
        """A list of nodes that form a cycle, the first also being the last, or None."""
        finished = set()
        for start in self._nodes:
            if start in finished:
                continue
            path, places = [start], {start: 0}
            iterators = [iter(self._nodes[start].successors)]
            while path:
                for successor in iterators[-1]:
                    if successor in places:
                        return path[places[successor]:] + [successor]
                    if successor not in finished:
                        places[successor] = len(path)
                        path.append(successor)
                        iterators.append(iter(self._nodes[successor].successors))
                        break
                else:
                    node = path.pop()
                    iterators.pop()
                    del places[node]
                    finished.add(node)
        return None

    def static_order(self):
        """The nodes in an order that fits."""
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)

    __class_getitem__ = classmethod(GenericAlias)
