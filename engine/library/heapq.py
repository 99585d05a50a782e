"""heapq: a list kept as a binary heap, smallest first."""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop']


def heappush(heap, item, /):
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heappop(heap, /):
    last = heap.pop()
    if heap:
        result = heap[0]
        heap[0] = last
        _siftup(heap, 0)
        return result
    return last


def heapreplace(heap, item, /):
    result = heap[0]
    heap[0] = item
    _siftup(heap, 0)
    return result


def heappushpop(heap, item, /):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _siftup(heap, 0)
    return item


def heapify(x, /):
    for i in reversed(range(len(x) // 2)):
        _siftup(x, i)


def _siftdown(heap, start, pos):
    new = heap[pos]
    while pos > start:
        parent_pos = (pos - 1) >> 1
        parent = heap[parent_pos]
        if not new < parent:
            break
        heap[pos] = parent
        pos = parent_pos
    heap[pos] = new


def _siftup(heap, pos):
    end = len(heap)
    start = pos
    new = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = new
    _siftdown(heap, start, pos)


def _heappop_max(heap):
    last = heap.pop()
    if heap:
        result = heap[0]
        heap[0] = last
        _siftup_max(heap, 0)
        return result
    return last


def _heapreplace_max(heap, item):
    result = heap[0]
    heap[0] = item
    _siftup_max(heap, 0)
    return result


def _heapify_max(x):
    for i in reversed(range(len(x) // 2)):
        _siftup_max(x, i)


def _siftdown_max(heap, start, pos):
    new = heap[pos]
    while pos > start:
        parent_pos = (pos - 1) >> 1
        parent = heap[parent_pos]
        if not parent < new:
            break
        heap[pos] = parent
        pos = parent_pos
    heap[pos] = new


def _siftup_max(heap, pos):
    end = len(heap)
    start = pos
    new = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[right] < heap[child]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = new
    _siftdown_max(heap, start, pos)


def merge(*iterables, key=None, reverse=False):
    """All items of sorted inputs, in order."""
    if key is None:
        keyed = lambda value: value
    else:
        keyed = key
    sign = -1 if reverse else 1
    heap = []
    for order, it in enumerate(map(iter, iterables)):
        for value in it:
            heap.append([keyed(value), order * sign, value, it])
            break
    if reverse:
        _heapify_max(heap)
    else:
        heapify(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        for value in entry[3]:
            entry[0] = keyed(value)
            entry[2] = value
            (_heapreplace_max if reverse else heapreplace)(heap, entry)
            break
        else:
            (_heappop_max if reverse else heappop)(heap)


def nsmallest(n, iterable, key=None):
    """The n smallest items, in order."""
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """The n largest items, largest first."""
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
