"""heapq's functions in Python, for a program that has put module _heapq out of reach. They compare as those in C++ do."""

__name__ = 'heapq'


def _less(a, b):
    return a < b


def _more(a, b):
    return b < a


def _rise(heap, top, at, before):
    """Let the item at `at` go up, at most to `top`, until its parent comes before it."""
    item = heap[at]
    while at > top:
        above = (at - 1) >> 1
        if not before(item, heap[above]):
            break
        heap[at] = heap[above]
        at = above
    heap[at] = item


def _sink(heap, top, before):
    """Put the item at `top` in its place below: first all the way down, then up again, which takes fewer comparisons."""
    end = len(heap)
    item = heap[top]
    at = top
    child = 2 * at + 1
    while child < end:
        other = child + 1
        if other < end and not before(heap[child], heap[other]):
            child = other
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _rise(heap, top, at, before)


def _pop(heap, before):
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _sink(heap, 0, before)
    return first


def _replace(heap, item, before):
    first = heap[0]
    heap[0] = item
    _sink(heap, 0, before)
    return first


def _build(heap, before):
    for at in range(len(heap) // 2 - 1, -1, -1):
        _sink(heap, at, before)


def heappush(heap, item):
    """Push item onto heap, keeping it a heap."""
    heap.append(item)
    _rise(heap, 0, len(heap) - 1, _less)


def heappop(heap):
    """Pop the smallest item off the heap."""
    return _pop(heap, _less)


def heapreplace(heap, item):
    """Pop the smallest item, then push item: it may be larger than what is pushed."""
    return _replace(heap, item, _less)


def heappushpop(heap, item):
    """Push item, then pop the smallest."""
    if heap and heap[0] < item:
        return _replace(heap, item, _less)
    return item


def heapify(x):
    """Make a list a heap, in place, in linear time."""
    _build(x, _less)


def _heappop_max(heap):
    return _pop(heap, _more)


def _heapreplace_max(heap, item):
    return _replace(heap, item, _more)


def _heapify_max(x):
    _build(x, _more)
