"""WeakSet: a set that does not keep its members alive; ordered by insertion."""

from _weakref import ref

_GenericAlias = type(list[int])


class WeakSet:
    def __init__(self, data=None):
        self.data = {}          # reference -> None
        self_ref = ref(self)

        def _remove(reference):
            self = self_ref()
            if self is not None:
                self.data.pop(reference, None)
        self._remove = _remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None and reference in self.data:
                yield item
            del item

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            reference = ref(item)
        except TypeError:
            return False
        return reference in self.data

    def __reduce__(self):
        own = {name: value for name, value in self.__dict__.items() if name not in ('data', '_remove')}
        return self.__class__, (list(self),), own or None

    def add(self, item):
        self.data.setdefault(ref(item, self._remove))

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        while True:
            try:
                reference, _ = self.data.popitem()
            except KeyError:
                raise KeyError('pop from empty WeakSet') from None
            item = reference()
            if item is not None:
                return item

    def remove(self, item):
        del self.data[ref(item)]

    def discard(self, item):
        self.data.pop(ref(item), None)

    def update(self, other):
        for element in other:
            self.add(element)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        new = self.copy()
        new.difference_update(other)
        return new

    __sub__ = difference

    def difference_update(self, other):
        self.__isub__(other)

    def __isub__(self, other):
        if self is other:
            self.data.clear()
        else:
            for item in list(other):
                self.discard(item)
        return self

    def intersection(self, other):
        return self.__class__([item for item in other if item in self])

    __and__ = intersection

    def intersection_update(self, other):
        self.__iand__(other)

    def __iand__(self, other):
        wanted = {ref(item) for item in other}
        for reference in [r for r in self.data if r not in wanted]:
            self.data.pop(reference, None)
        return self

    def issubset(self, other):
        return set(self.data).issubset([ref(item) for item in other])

    __le__ = issubset

    def __lt__(self, other):
        return set(self.data) < set(map(ref, other))

    def issuperset(self, other):
        return set(self.data).issuperset([ref(item) for item in other])

    __ge__ = issuperset

    def __gt__(self, other):
        return set(self.data) > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return set(self.data) == set(map(ref, other))

    def symmetric_difference(self, other):
        new = self.copy()
        new.symmetric_difference_update(other)
        return new

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def __ixor__(self, other):
        if self is other:
            self.data.clear()
            return self
        for reference in {ref(item, self._remove): None for item in other}:
            if reference in self.data:
                del self.data[reference]
            else:
                self.data[reference] = None
        return self

    def union(self, other):
        return self.__class__([item for items in (self, other) for item in items])

    __or__ = union

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __repr__(self):
        return '{' + ', '.join([repr(reference) for reference in self.data]) + '}' if self.data else 'set()'

    __class_getitem__ = classmethod(_GenericAlias)
