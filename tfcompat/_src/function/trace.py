"""Running a Python function once with symbolic arguments, which yields its graph.

Here: placeholders for arguments, structured results. Not here: what makes a node
(graph room), when to trace (`function`), and what becomes of Python control flow (autograph).
"""

import collections
import re

from tfcompat._src.base import names, nest
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.function import structure_types, types
from tfcompat._src.function.autograph import status
from tfcompat._src.grad.recorder import paused
from tfcompat._src.graph.func_graph import FuncGraph, current_graph


def trace(function, name, function_type, values=None, autograph=False, features=None):
    """Trace a function.

    Args:
        function: the Python function.
        name: the name for its graph.
        function_type: the FunctionType of the call: every parameter with its type.
        values: number of a variable among the arguments to the variable; see `TypeContext`.
        autograph: whether its control flow over tensors is converted; its errors then tell the
            lines of the user's code.
        features: the optional features of the conversion.

    Returns:
        The FuncGraph and the structured outputs.

    Raises:
        TypeError: the function returns something that is no tensor.
    """
    graph = FuncGraph(name, current_graph())
    # Tapes of the caller learn of the call; calls within would only get results for them.
    with paused(), context.push(graph.context):
        arguments = Arguments(graph, values)
        bound = function_type.placeholder_arguments(arguments)
        graph.inputs[:] = arguments.flat(function_type, bound)
        results = _run(function, bound, autograph, features)
        graph.context.begin_results()
        outputs = _structured_outputs(function, results)
    flat = nest.flatten(outputs, expand_composites=True)
    graph.context.end_results([t for t in flat if isinstance(t, Tensor)])
    graph.structured_input_signature = arguments.signature(function_type, bound)
    graph.structured_outputs = outputs
    return graph, outputs


def _run(function, bound, autograph, features):
    if not autograph:
        with status.Scope(status.Status.DISABLED):
            return function(*bound.args, **bound.kwargs)
    from tfcompat._src.function.autograph import api

    with status.Scope(status.Status.ENABLED):
        return api.call(function, bound.args, bound.kwargs, features)


class Arguments:
    """Makes the placeholders of one trace: the placeholder context of its types.

    Attributes:
        context_graph: the FuncGraph.
        naming_scope: the argument, and keys within it, that placeholders are made for.
    """

    unnest_only = False

    def __init__(self, graph, values=None, name=None, path=None, made=None):
        self.context_graph = graph
        self.naming_scope = path
        self._name = name
        self._values = {} if values is None else values
        self._made = {} if made is None else made

    def argument(self, name):
        """Return the context for an argument."""
        return Arguments(self.context_graph, self._values, name, name, self._made)

    def within(self, key):
        """Return the context for an item of the current value."""
        return Arguments(self.context_graph, self._values, self._name,
                         f"{self.naming_scope}_{key}", self._made)

    def tensor(self, spec):
        """Return a new placeholder for a tensor of `spec`."""
        user_name = spec.name or self._name
        node_name = user_name if names.is_valid_op_name(user_name) else None
        tensor = self.context_graph.add_input(spec.dtype, spec.shape, node_name, user_name)
        if user_name == self._name:  # the user named nothing: the spec is called after its place
            user_name = spec_name(self.naming_scope)
        self._made[id(tensor)] = tensor, TensorSpec(spec.shape, spec.dtype, user_name)
        return tensor

    def variable(self, number, make):
        """Return the variable argument of a number; of none, the one that `make` returns.

        The variable itself is what the function gets. Its handle is an argument, so that other
        variables can be given in later calls.

        Args:
            number: the number of the variable in the call, or None.
            make: function of a placeholder that returns a variable.
        """
        known = self._made.get(("variable", number))
        if known is not None:
            known[1].op.attrs["_user_specified_name"] = self._name.encode()
            return known[0]
        handle = self.context_graph.add_resource_input(self._name)
        variable = self._values.get(number)
        if variable is None:
            variable = make(handle)
        else:
            self.context_graph.stand_in(variable.handle, handle)
        if number is not None:
            self._made["variable", number] = variable, handle
        return variable

    def flat(self, function_type, bound):
        """Return the graph's inputs in the order in which calls give tensors."""
        return [self.context_graph.internal(tensor)
                for tensor in function_type.unpack_inputs(bound)]

    def signature(self, function_type, bound):
        """Return the structured input signature: (args, kwargs) with named specs."""
        args, kwargs = [], {}
        for name, value in bound.arguments.items():
            parameter = function_type.parameters[name]
            shown = self._named(parameter.type_constraint, value)
            if parameter.kind is parameter.KEYWORD_ONLY:
                kwargs[name] = shown
            else:
                args.append(shown)
        return tuple(args), kwargs

    def _named(self, kind, value):
        if isinstance(kind, structure_types.Structure):
            pairs = zip(kind.items, kind.parts(value), strict=True)
            return kind.rebuild([self._named(item, part) for item, part in pairs])
        made = self._made.get(id(value))
        if made is not None:
            return made[1]
        return structure_types.plain_value(kind)


def spec_name(path):
    """Return the name of the spec at a path of argument names, keys and indices.

    >>> spec_name("x"), spec_name("2_1"), spec_name("Big one"), spec_name("")
    ('x', 'tensor_2_1', 'big_one', 'unknown')
    """
    name = re.sub(r"[\W_]", "_", path.lower())
    if not name:
        return "unknown"
    return name if name[0].isalpha() else f"tensor_{name}"


def _structured_outputs(function, results):
    """Return the results with an Identity behind every tensor; Python values become tensors."""

    def convert(value):
        if value is None:
            return None
        if isinstance(getattr(value, "_type_spec", None), TypeSpec) and not hasattr(
                value, "handle"):
            return nest.map_structure(raw.Identity, value, expand_composites=True)
        try:
            tensor = convert_to_tensor(value, name="Const")
        except (TypeError, ValueError):
            raise TypeError(
                "To be compatible with tf.function, Python functions must return zero or more "
                f"Tensors or ExtensionTypes or None values; in compilation of {function!r}, found "
                f"return value of type {type(value).__name__}, which is not a Tensor or "
                "ExtensionType."
            ) from None
        return raw.Identity(tensor)

    return nest.map_structure(convert, _plain(results))


def _plain(value):
    """Return tracked lists, dicts and tuples as the plain ones they stand for, the outermost."""
    if not hasattr(value, "_object_identifier"):
        return value
    if isinstance(value, list):
        return list(value)
    if isinstance(value, dict):
        return dict(value)
    return value._plain() if isinstance(value, tuple) else value


def output_type(outputs):
    """Return the trace type of structured outputs: symbolic tensors, composites, None."""
    def leaf(value):
        if isinstance(value, Tensor):
            return TensorSpec(value.shape, value.dtype.base_dtype)
        if isinstance(value, TypeSpec):
            return value
        return types.type_of(value)

    return structure_types.structure_of(outputs, leaf)


def capture_types(captures):
    """Return the types of captured tensors by identity, as function types show them."""
    return collections.OrderedDict(
        (id(tensor), TensorSpec(tensor.shape, tensor.dtype)) for tensor in captures)
