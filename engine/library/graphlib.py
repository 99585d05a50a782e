"""Topological sorting: in which order can things be done that depend on one another?"""

from types import GenericAlias

__all__ = ['TopologicalSorter', 'CycleError']


class CycleError(ValueError):
    """The graph has a cycle: args[1] lists its nodes, each a predecessor of the next; the first is also the last."""


class _Node:
    __slots__ = 'node', 'waits_for', 'successors', 'state'

    def __init__(self, node):
        self.node = node
        self.waits_for = 0          # predecessors that are not done
        self.successors = []        # nodes, one entry for each time that they were named
        self.state = None           # None, then 'out' (given by get_ready), then 'done'


class TopologicalSorter:
    """Sorts a graph {node: its predecessors}: all at once (static_order), or by what is ready (get_ready, done)."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None          # nodes that can be given out; None before prepare()
        self._given = 0
        self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _entry(self, node):
        entry = self._nodes.get(node)
        if entry is None:
            entry = self._nodes[node] = _Node(node)
        return entry

    def add(self, node, *predecessors):
        """Add a node, with nodes that must come before it."""
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        entry = self._entry(node)
        entry.waits_for += len(predecessors)
        for predecessor in predecessors:
            self._entry(predecessor).successors.append(node)

    def prepare(self):
        """Close the graph and look for cycles."""
        if self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        self._ready = [entry.node for entry in self._nodes.values() if entry.waits_for == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def get_ready(self):
        """The nodes all of whose predecessors are done, each given once."""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        ready = tuple(self._ready)
        for node in ready:
            self._nodes[node].state = 'out'
        self._ready.clear()
        self._given += len(ready)
        return ready

    def is_active(self):
        """Is there more to come?"""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return self._finished < self._given or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Nodes that get_ready() gave are done: what waits for them may become ready."""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        for node in nodes:
            entry = self._nodes.get(node)
            if entry is None:
                raise ValueError(f'node {node!r} was not added using add()')
            if entry.state is None:
                raise ValueError(f'node {node!r} was not passed out (still not ready)')
            if entry.state == 'done':
                raise ValueError(f'node {node!r} was already marked done')
            entry.state = 'done'
            for successor in entry.successors:
                after = self._nodes[successor]
                after.waits_for -= 1
                if after.waits_for == 0:
                    self._ready.append(successor)
            self._finished += 1

    def _find_cycle(self):
        """A cycle as a list of nodes, or None: a walk in depth along the successors."""
        nodes = self._nodes
        seen = set()
        for start in nodes:
            if start in seen:
                continue
            path, place, ways = [start], {start: 0}, [iter(nodes[start].successors)]
            seen.add(start)
            while path:
                for successor in ways[-1]:
                    if successor in place:
                        return path[place[successor]:] + [successor]
                    if successor not in seen:
                        seen.add(successor)
                        place[successor] = len(path)
                        path.append(successor)
                        ways.append(iter(nodes[successor].successors))
                        break
                else:
                    del place[path.pop()]
                    ways.pop()
        return None

    def static_order(self):
        """All nodes, each behind its predecessors."""
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

    __class_getitem__ = classmethod(GenericAlias)
