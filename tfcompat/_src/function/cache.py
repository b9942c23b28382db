"""The traces of a tf.function by the types of their parameters.

A call goes to the trace of exactly its type, else to the most specific one that takes it.
"""

import contextlib
import threading
import weakref

from tfcompat._src.graph.func_graph import current_graph


class Traces:
    """Traces by place and type.

    Attributes:
        concrete: all ConcreteFunctions, in the order they were made.
    """

    def __init__(self):
        self.concrete = []
        self._exact = {}
        self._served = {}
        self._types = {}

    def find(self, where, kind):
        """Return the trace that serves calls of a type, or None.

        Args:
            where: what `place` returned.
            kind: the FunctionType of the call.
        """
        key = (where, kind.key())
        found = self._exact.get(key) or self._served.get(key)
        if found is not None:
            return found
        best = None
        for other, concrete in self._types.get(where, ()):
            if other.is_supertype_of(kind) and (
                    best is None or best[0].is_supertype_of(other)):
                best = other, concrete
        if best is None:
            return None
        self._served[key] = best[1]
        return best[1]

    def add(self, where, kind, concrete):
        """Enter a trace."""
        self._served.clear()
        self._exact[where, kind.key()] = concrete
        self._types.setdefault(where, []).append((kind, concrete))
        self.concrete.append(concrete)

    def relaxed(self, where, kind):
        """Return the narrowest type that takes calls of `kind` and, if possible, earlier ones."""
        for other, _ in self._types.get(where, ()):
            common = kind.most_specific_common_subtype([other])
            kind = kind if common is None else common
        return kind


class _Saving(threading.local):
    policy = None


_SAVING = _Saving()


@contextlib.contextmanager
def saving(policy):
    """Let functions be traced for a SavedModel, once, rather than as they are for calls.

    Args:
        policy: the policy for variables that the traces are made under; hashable, not None.
    """
    outer, _SAVING.policy = _SAVING.policy, policy
    try:
        yield
    finally:
        _SAVING.policy = outer


def place():
    """Return what traces depend on besides arguments.

    The plain graph around, its device, and whether a model is being saved.
    """
    graph = current_graph()
    while graph is not None and graph.building_function:
        graph = graph.outer_graph
    if graph is None:
        return _SAVING.policy
    return weakref.ref(graph), graph.current_device, _SAVING.policy
