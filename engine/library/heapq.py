"""Heaps in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2] for all k, so that heap[0] is the smallest.

heappush, heappop, heapify, heapreplace and heappushpop stand for C code; merge, nlargest and nsmallest are Python, as in
CPython.
"""

try:
    from _heapq import (heapify, heappop, heappush, heappushpop, heapreplace, _heapify_max, _heappop_max,
                        _heapreplace_max)
except ImportError:
    from _pyheapq import (heapify, heappop, heappush, heappushpop, heapreplace, _heapify_max, _heappop_max,
                          _heapreplace_max)

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop']


def merge(*iterables, key=None, reverse=False):
    """Merge several inputs that are in order into one iterator that is."""
    heap = []
    if reverse:
        build, drop, replace, direction = _heapify_max, _heappop_max, _heapreplace_max, -1
    else:
        build, drop, replace, direction = heapify, heappop, heapreplace, 1

    # An entry is [key, rank, value, next]: the rank keeps equal keys in the order of the inputs.
    for rank, iterable in enumerate(map(iter, iterables)):
        try:
            advance = iterable.__next__
            value = advance()
            heap.append([value if key is None else key(value), rank * direction, value, advance])
        except StopIteration:
            pass
    build(heap)
    while len(heap) > 1:
        try:
            while True:
                _, _, value, advance = entry = heap[0]
                yield value
                value = entry[2] = advance()    # StopIteration: this input is through
                entry[0] = value if key is None else key(value)
                replace(heap, entry)
        except StopIteration:
            drop(heap)
    if heap:
        _, _, value, advance = heap[0]
        yield value
        yield from advance.__self__


def nsmallest(n, iterable, key=None):
    """Find the n smallest elements, as sorted(iterable, key=key)[:n] would."""
    if n == 1:
        nothing = object()
        value = min(iterable, default=nothing, key=key)
        return [] if value is nothing else [value]
    return _best(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """Find the n largest elements, as sorted(iterable, key=key, reverse=True)[:n] would."""
    if n == 1:
        nothing = object()
        value = max(iterable, default=nothing, key=key)
        return [] if value is nothing else [value]
    return _best(n, iterable, key, True)


def _best(n, iterable, key, largest):
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=largest)[:n]
    iterator = iter(iterable)
    step = -1 if largest else 1
    replace = heapreplace if largest else _heapreplace_max
    entries = [(value if key is None else key(value), place * step, value) if key is not None else (value, place * step)
               for place, value in zip(range(n), iterator)]
    if not entries:
        return entries
    (heapify if largest else _heapify_max)(entries)
    worst = entries[0][0]
    place = n * step
    for value in iterator:
        rank = value if key is None else key(value)
        if (worst < rank) if largest else (rank < worst):
            replace(entries, (rank, place) if key is None else (rank, place, value))
            worst = entries[0][0]
            place += step
    entries.sort(reverse=largest)
    return [entry[-1] if key is not None else entry[0] for entry in entries]
