"""Which nodes a plan needs and in which order they run.

Nothing is evaluated here; see `graph.folding` for that, and `loops` for loops of single nodes.
"""

import heapq

from tfcompat._src.graph import effects


def needed(graph, feeds, fetches, targets, keep_stateful, given=frozenset()):
    """Return the operations that have to run, in the order of their creation.

    Args:
        graph: the graph.
        feeds: set of ids of the tensors that are given; nothing before them has to run.
        fetches: tensors wanted.
        targets: operations wanted for their effects.
        keep_stateful: whether operations with effects run even if nothing asks for them.
        given: operations that have run already, as far as they are of interest.

    Example:
        >>> from tfcompat._src.graph.graph import Graph
        >>> needed(Graph(), set(), [], [], True)
        []
    """
    waiting = [tensor.op for tensor in fetches if id(tensor) not in feeds]
    waiting.extend(op for op in targets if not effects.only_reads(op))
    if keep_stateful:
        waiting.extend(op for op in graph.operations if effects.has_effects(op))
    seen = set()
    while waiting:
        op = waiting.pop()
        if op in seen or op in given or _is_given(op, feeds):
            continue
        seen.add(op)
        waiting.extend(tensor.op for tensor in op.inputs if id(tensor) not in feeds)
        waiting.extend(op.control_inputs)
    return sorted(seen, key=_index)


def _is_given(op, feeds):
    return bool(op.outputs) and all(id(tensor) in feeds for tensor in op.outputs)


def _index(op):
    return op.index


def sort(ops, where, before):
    """Return `ops` so that each comes after all it needs; else in the order of creation.

    Args:
        ops: operations in the order of their creation.
        where: what is being sorted, for the message.
        before: function of an operation that yields those it has to come after.

    Raises:
        ValueError: operations wait for each other.
    """
    members = set(ops)
    waiting, users = {}, {op: [] for op in ops}
    heap = []
    for op in ops:
        earlier = members.intersection(before(op))
        waiting[op] = len(earlier)
        for other in earlier:
            users[other].append(op)
        if not earlier:
            heap.append((op.index, op))
    heapq.heapify(heap)
    result = []
    while heap:
        _, op = heapq.heappop(heap)
        result.append(op)
        for user in users[op]:
            waiting[user] -= 1
            if not waiting[user]:
                heapq.heappush(heap, (user.index, user))
    if len(result) < len(ops):
        stuck = [op.name for op in ops if waiting[op]]
        raise ValueError(f"Nodes of {where} form a cycle, among them {', '.join(stuck[:5])}.")
    return result


def producers(op, feeds):
    """Return the operations that `op` takes its values from or has to wait for."""
    found = [tensor.op for tensor in op.inputs if id(tensor) not in feeds]
    found.extend(op.control_inputs)
    return found
