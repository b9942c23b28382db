"""The order in which the k largest elements of a row lie when no order is asked for.

TensorFlow keeps them in a heap, and without `sorted` answers that heap as it is. Nothing promises
this order, but recorded models show it. Lives here: the heap. The ops are in `sort.py`.
"""


def positions(row, k):
    """Return the positions of the k largest elements of a list, as TensorFlow's heap has them.

    >>> positions([5.0, 5.0, 2.0, 4.0], 2)
    [1, 0]

    Args:
        row: a list of numbers, longer than k.
        k: at least 1.
    """

    def before(a, b):
        """Say if position `a` is the better one; of equal elements the lower position is."""
        return a < b if row[a] == row[b] else row[a] > row[b]

    heap = list(range(k + 1))
    for place in range((k - 1) // 2, -1, -1):
        _sink(heap, place, before)
    _drop_worst(heap, before)
    worst = row[heap[0]]
    for position in range(k + 1, len(row)):
        if row[position] > worst:
            _drop_worst(heap, before)
            _rise(heap, position, before)
            worst = row[heap[0]]
    return heap


def _sink(heap, place, before):
    """Move the element at a place down until none of its children belongs above it."""
    value, count = heap[place], len(heap)
    while (child := 2 * place + 1) < count:
        if child + 1 < count and before(heap[child], heap[child + 1]):
            child += 1
        if before(heap[child], value):
            break
        heap[place], place = heap[child], child
    heap[place] = value


def _drop_worst(heap, before):
    """Take the first element away."""
    last = heap.pop()
    if heap:
        heap[0] = last
        _sink(heap, 0, before)


def _rise(heap, value, before):
    """Add an element at the end and move it up until its parent belongs above it."""
    place = len(heap)
    heap.append(value)
    while place:
        parent = (place - 1) // 2
        if not before(heap[parent], value):
            break
        heap[place], place = heap[parent], parent
    heap[place] = value
