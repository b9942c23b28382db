"""Which nodes a plan needs and in which order they run.

Nothing is evaluated here; see `graph.folding` for that, and `old_control_flow` for graphs with loops.
"""

import heapq

from tfcompat._src.graph import effects


def needed(graph, feeds, fetches, targets, keep_stateful):
    """Return the operations that have to run, in the order of their creation.

    Args:
        graph: the graph.
        feeds: set of ids of the tensors that are given; nothing before them has to run.
        fetches: tensors wanted.
        targets: operations wanted for their effects.
        keep_stateful: whether operations with effects run even if nothing asks for them.

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
        if op in seen or _is_given(op, feeds):
            continue
        seen.add(op)
        waiting.extend(tensor.op for tensor in op.inputs if id(tensor) not in feeds)
        waiting.extend(op.control_inputs)
    return sorted(seen, key=_index)


def _is_given(op, feeds):
    return bool(op.outputs) and all(id(tensor) in feeds for tensor in op.outputs)


def _index(op):
    return op.index


def sort(ops, feeds, where, predecessors=None):
    """Return `ops` so that each comes after all it needs; else in the order of creation.

    Args:
        ops: operations in the order of their creation.
        feeds: set of ids of given tensors.
        where: what is being sorted, for the message.
        predecessors: optional function that yields further operations to run before one.

    Raises:
        ValueError: operations wait for each other.
    """
    members = set(ops)
    waiting, users = {}, {op: [] for op in ops}
    heap = []
    for op in ops:
        before = {tensor.op for tensor in op.inputs if id(tensor) not in feeds}
        before.update(op.control_inputs)
        if predecessors is not None:
            before.update(predecessors(op))
        before &= members
        waiting[op] = len(before)
        for other in before:
            users[other].append(op)
        if not before:
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
