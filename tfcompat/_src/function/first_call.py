"""Variables that the first call of a function made, of which the first values are not known yet.

Values that depend on nothing but constants are known when a variable is made. Others are tensors
of the graph that was being traced: here they are computed, when there are arguments.
"""

from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.plan import compiler


class UnliftableError(Exception):
    """A first value cannot be computed, because it depends on an argument that is not given."""


class FirstCall:
    """The first values of the variables that one trace made.

    Args:
        concrete: the ConcreteFunction of that trace.
        creation: the Creation of `tracing_scope` with the variables.
    """

    def __init__(self, concrete, creation):
        self._concrete = concrete
        self._waiting = creation.waiting

    @property
    def done(self):
        """Whether all variables have values."""
        return not self._waiting

    def finish(self, concrete, tensors):
        """Compute the first values with the arguments of a call, and then make the call."""
        arrays = [convert_to_tensor(tensor)._array for tensor in tensors]
        self._set(self._concrete.graph.inputs, arrays)
        return concrete._call_flat(tensors)

    def lift(self):
        """Compute the first values without arguments.

        Raises:
            UnliftableError: one depends on an argument.
        """
        graph = self._concrete.graph
        given = {id(tensor): tensor for tensor in graph.internal_captures}
        for _, tensor in self._waiting:
            _check_liftable(tensor, given)
        self._set(list(given.values()), [])

    def initializer(self):
        """Return a function of no arguments that gives the variables their first values."""
        return self.lift

    def _set(self, feeds, arrays):
        captured = [tensor._array for tensor in self._concrete.captured_inputs]
        fetches = [tensor for _, tensor in self._waiting]
        plan = compiler.compile_plan(
            self._concrete.graph, feeds, fetches, keep_stateful=False,
            name=self._concrete.graph_function.name,
        )
        values = plan(*arrays, *captured)
        for (variable, _), value in zip(self._waiting, values, strict=True):
            if variable._resource.value is None:
                variable._resource.value = value
        self._waiting = []


def _check_liftable(tensor, given):
    """Raise UnliftableError where a tensor depends on a placeholder that is not given."""
    waiting, seen = [(tensor.op, None)], set()
    while waiting:
        op, path = waiting.pop()
        if op in seen:
            continue
        seen.add(op)
        path = (op, path)
        if op.type.startswith("Placeholder") and not op.inputs:
            if id(op.outputs[0]) in given:
                continue
            raise UnliftableError(
                f"Unable to lift tensor {tensor!r} because it depends transitively on placeholder "
                f"{op!r} via at least one path, e.g.: {_path_text(path)}"
            )
        waiting.extend((source.op, path) for source in op.inputs)


def _path_text(path):
    names = []
    while path is not None:
        op, path = path
        names.append(f"{op.name} ({op.type})")
    return " <- ".join(reversed(names))
