"""Functions of users as datasets call them: traced once for the structure of elements."""

from tfcompat._src.base import nest
from tfcompat._src.base.names import is_valid_op_name
from tfcompat._src.core import context, library, raw
from tfcompat._src.core.python_calls import PythonCall
from tfcompat._src.data import structure
from tfcompat._src.function.autograph import api, status
from tfcompat._src.grad.recorder import paused
from tfcompat._src.graph.func_graph import FuncGraph, current_graph
from tfcompat._src.graph.functions import GraphFunction


DEBUGGING = []  # not empty: functions of users run as Python does


class TracedFunction:
    """A function of elements.

    Args:
        function: the user's function.
        name: the transformation that calls it, "map".
        spec: the structure of its argument; a tuple is several arguments.
        autograph: whether its control flow over tensors is converted.
        outputs: the structure that its results are to have, where it is known.

    Attributes:
        function: the GraphFunction.
        captured: the tensors that it is called with after those of the element.
        spec: the structure of its results.
        types, classes, shapes: the same in parts.

    Raises:
        TypeError: it returns what cannot be in datasets.
    """

    def __init__(self, function, name, spec, *, autograph=True, outputs=None):
        graph = FuncGraph(_name(name, function), current_graph())
        self.spec = _traced(graph, function, name, spec, autograph, outputs)
        if DEBUGGING and autograph:
            graph = FuncGraph(_name(name, function), current_graph())
            _traced(graph, _as_python(function, self.spec), name, spec, False, self.spec)
        self.function = GraphFunction(
            f"__inference_{graph.name}_{library.next_number()}", graph)
        self.captured = graph.external_captures
        self.returned = graph.structured_outputs
        around = current_graph()
        if around is not None:
            around.add_function(self.function)

    @property
    def attrs(self):
        """The attributes for what the function returns, of ops on datasets."""
        return {"output_types": structure.flat_types(self.spec),
                "output_shapes": structure.flat_shapes(self.spec)}


def _name(transformation, function):
    own = getattr(function, "__name__", None) or type(function).__name__
    return f"Dataset_{transformation}_{own}"


def _traced(graph, function, name, spec, autograph, outputs):
    scope = status.current()
    with paused(), context.push(graph.context):
        arguments = []
        for i, one in enumerate(structure.flat_specs(spec)):
            user_name = getattr(one, "name", None) or f"args_{i}"
            node = user_name if is_valid_op_name(user_name) else None
            arguments.append(graph.add_input(one.dtype, one.shape, node, user_name))
        value = structure.from_tensors(spec, arguments)
        args = value if isinstance(spec, tuple) else (value,)
        called = api.tf_convert(function, scope) if autograph else function
        results = called(*args)
        results = tuple(results) if isinstance(results, list) else results
        results = _as_values(results, name, outputs)
        found = structure.spec_of(results) if outputs is None else outputs
        graph.context.begin_results()
        flat = [raw.Identity(graph.capture(tensor))
                for tensor in structure.to_tensors(found, results)]
        graph.context.end_results(flat)
    graph.structured_outputs = results
    return found


def _as_values(results, name, outputs):
    """Return what a function returned with tensors, composites and datasets at its leaves."""
    try:
        return structure.normalized(results, spec=outputs)
    except (ValueError, TypeError) as error:
        raise TypeError(
            f"Unsupported return value from function passed to Dataset.{name}(): {results}."
        ) from error


def _as_python(function, spec):
    """Return a function that calls a Python function where its node runs, with eager tensors."""
    types = structure.flat_types(spec)

    def run(*args):
        def on_tensors(*tensors):
            value = function(*nest.pack_sequence_as(args, tensors, expand_composites=True))
            value = tuple(value) if isinstance(value, list) else value
            return structure.to_tensors(spec, structure.normalized(value, spec=spec))

        call = PythonCall(on_tensors, types)
        call.keep(context.current().graph)
        found = raw.EagerPyFunc(
            nest.flatten(args, expand_composites=True), token=call.token, is_async=False,
            Tout=list(types))
        for tensor, shape in zip(found, structure.flat_shapes(spec), strict=True):
            tensor.set_shape(shape)
        return structure.from_tensors(spec, found)

    return run
