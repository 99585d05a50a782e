"""Sets that iterate in the order in which things came in.

asyncio keeps tasks and futures in sets, concurrent.futures too. Their order would follow from addresses; here it is
the order of insertion, so that every run is alike. Programs see an ordinary set: the class shows itself as that.
"""


class OrderedSet(set):
    __slots__ = ('_order',)

    def __init__(self, items=()):
        order = self._order = dict.fromkeys(items)
        set.__init__(self, order)

    def add(self, item):
        set.add(self, item)
        self._order[item] = None

    def discard(self, item):
        set.discard(self, item)
        self._order.pop(item, None)

    def remove(self, item):
        set.remove(self, item)
        self._order.pop(item, None)

    def pop(self):
        for item in self._order:
            self.remove(item)
            return item
        raise KeyError('pop from an empty set')

    def clear(self):
        set.clear(self)
        self._order.clear()

    def update(self, *others):
        for other in others:
            for item in other:
                self.add(item)

    def difference_update(self, *others):
        for other in others:
            for item in list(other):
                self.discard(item)

    def intersection_update(self, *others):
        self._become(self.intersection(*others))

    def symmetric_difference_update(self, other):
        self._become(self.symmetric_difference(other))

    def _become(self, items):
        items = list(items)
        self.clear()
        self.update(items)

    def copy(self):
        return OrderedSet(self._order)

    __copy__ = copy

    def union(self, *others):
        result = OrderedSet(self._order)
        result.update(*others)
        return result

    def difference(self, *others):
        result = OrderedSet(self._order)
        result.difference_update(*others)
        return result

    def intersection(self, *others):
        kept = list(self._order)
        for other in others:
            if not isinstance(other, (set, frozenset, dict)):
                other = set(other)
            kept = [item for item in kept if item in other]
        return OrderedSet(kept)

    def symmetric_difference(self, other):
        other = OrderedSet(other)
        return OrderedSet([x for x in self._order if x not in other] + [x for x in other._order if x not in self])

    def __or__(self, other):
        return self.union(other) if isinstance(other, (set, frozenset)) else NotImplemented

    def __ror__(self, other):
        return OrderedSet(other).union(self) if isinstance(other, (set, frozenset)) else NotImplemented

    def __sub__(self, other):
        return self.difference(other) if isinstance(other, (set, frozenset)) else NotImplemented

    def __and__(self, other):
        return self.intersection(other) if isinstance(other, (set, frozenset)) else NotImplemented

    def __xor__(self, other):
        return self.symmetric_difference(other) if isinstance(other, (set, frozenset)) else NotImplemented

    def __ior__(self, other):
        if not isinstance(other, (set, frozenset)):
            return NotImplemented
        self.update(other)
        return self

    def __isub__(self, other):
        if not isinstance(other, (set, frozenset)):
            return NotImplemented
        self.difference_update(other)
        return self

    def __iand__(self, other):
        if not isinstance(other, (set, frozenset)):
            return NotImplemented
        self.intersection_update(other)
        return self

    def __iter__(self):
        return iter(self._order)

    def __repr__(self):
        return '{' + ', '.join([repr(item) for item in self._order]) + '}' if self._order else 'set()'

    def __reduce__(self):
        return set, (list(self._order),)


OrderedSet.__name__ = OrderedSet.__qualname__ = 'set'
OrderedSet.__module__ = 'builtins'
