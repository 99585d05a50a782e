"""WeakSet: a set that does not keep its members alive; ordered by insertion."""

from _weakref import ref


class WeakSet:
    def __init__(self, data=None):
        self.data = {}
        self_ref = ref(self)

        def remove(reference):
            self = self_ref()
            if self is not None:
                self.data.pop(reference, None)
        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        return iter([item for item in [r() for r in list(self.data)] if item is not None])

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            reference = ref(item)
        except TypeError:
            return False
        return reference in self.data

    def add(self, item):
        self.data[ref(item, self._remove)] = None

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        while True:
            try:
                reference = next(reversed(self.data))
            except StopIteration:
                raise KeyError('pop from empty WeakSet') from None
            del self.data[reference]
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
        other = set(other)
        return self.__class__([e for e in self if e not in other])

    __sub__ = difference

    def union(self, other):
        return self.__class__([e for s in (self, other) for e in s])

    __or__ = union

    def intersection(self, other):
        return self.__class__([item for item in other if item in self])

    __and__ = intersection

    def issubset(self, other):
        return all([e in other for e in self])

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return set(self) == set(other)

    def __repr__(self):
        return '{' + ', '.join([repr(e) for e in self]) + '}'
