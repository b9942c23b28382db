"""Running a Python function once with symbolic arguments, which yields its graph.

Here: placeholders for arguments, structured results, the frame around user errors. Not here:
what makes a node (graph room), and when to trace (`function.py`).
"""

import re
from collections.abc import Mapping

from tfcompat._src.base import names, nest
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.function import types, user_errors
from tfcompat._src.graph.func_graph import FuncGraph, current_graph


def trace(function, name, args, kwargs, arg_names, framed=True):
    """Trace a function.

    Args:
        function: the Python function.
        name: the name for its graph.
        args: positional arguments; specs and tensors become placeholders, other values stay.
        kwargs: keyword arguments, likewise.
        arg_names: the names of the positional arguments.
        framed: whether errors of the function get the frame "in user code".

    Returns:
        The FuncGraph, the structured input signature (args, kwargs) with named specs, and the
        structured outputs.

    Raises:
        TypeError: the function returns something that is no tensor.
    """
    graph = FuncGraph(name, current_graph())
    with context.push(graph.context):
        placeholders = _Placeholders(graph)
        symbolic = tuple(
            placeholders.of(value, arg) for value, arg in zip(args, arg_names, strict=True)
        )
        symbolic_kwargs = {key: placeholders.of(value, key) for key, value in kwargs.items()}
        placeholders.order(nest.flatten((symbolic, symbolic_kwargs)))
        if framed:
            results = user_errors.call(function, symbolic, symbolic_kwargs)
        else:
            results = function(*symbolic, **symbolic_kwargs)
        graph.context.begin_results()
        outputs = _structured_outputs(function, results)
    graph.context.end_results([t for t in nest.flatten(outputs) if isinstance(t, Tensor)])
    graph.structured_input_signature = placeholders.signature(kwargs)
    graph.structured_outputs = outputs
    return graph, graph.structured_input_signature, outputs


class _Placeholders:
    """Makes the placeholders of one trace and notes the specs that stand for them."""

    def __init__(self, graph):
        self._graph = graph
        self._made = {}
        self._arguments = []

    def of(self, value, name):
        """Return the value of argument `name` with placeholders for its tensors."""
        symbolic = self._stand_in(value, name, name)
        self._arguments.append(nest.map_structure(self._spec, symbolic))
        return symbolic

    def _stand_in(self, value, name, path):
        """Return `value` with placeholders for tensors, made in the order users wrote them."""
        if not nest.is_nested(value):
            kind = types.leaf_type(value)
            return self._placeholder(kind, path, name) if types.is_tensor_type(kind) else value
        made = {}
        for key, item in _items(value):
            made[key] = self._stand_in(item, name, f"{path}_{key}")
        if isinstance(value, Mapping):
            flat = [made[key] for key in sorted(made)]
        else:
            flat = list(made.values())
        shallow = [nest.flatten(item) for item in flat]
        return nest.pack_sequence_as(value, [leaf for leaves in shallow for leaf in leaves])

    def signature(self, kwargs):
        """Return the structured input signature; keyword arguments were made last."""
        positional = len(self._arguments) - len(kwargs)
        rest = self._arguments[positional:]
        return tuple(self._arguments[:positional]), dict(zip(kwargs, rest, strict=True))

    def _placeholder(self, kind, path, name):
        user_name = getattr(kind, "name", None) or name
        node_name = user_name if names.is_valid_op_name(user_name) else None
        tensor = self._graph.add_input(kind.dtype, kind.shape, node_name, user_name)
        if user_name == name:  # the user named nothing: the spec is called after its place
            user_name = spec_name(path)
        self._made[id(tensor)] = TensorSpec(kind.shape, kind.dtype, user_name)
        return tensor

    def _spec(self, leaf):
        spec = self._made.get(id(leaf))
        return types.value_type(leaf) if spec is None else spec

    def order(self, flat):
        """Bring the graph's inputs into flattening order."""
        self._graph.inputs[:] = [leaf for leaf in flat if id(leaf) in self._made]


def spec_name(path):
    """Return the name of the spec at a path of argument names, keys and indices.

    >>> spec_name("x"), spec_name("2_1"), spec_name("Big one"), spec_name("")
    ('x', 'tensor_2_1', 'big_one', 'unknown')
    """
    name = re.sub(r"[\W_]", "_", path.lower())
    if not name:
        return "unknown"
    return name if name[0].isalpha() else f"tensor_{name}"


def _items(value):
    """Return (key, item) pairs of a nested value: keys of mappings, names of fields, indices."""
    if isinstance(value, Mapping):
        return value.items()
    fields = getattr(value, "_fields", None)
    return zip(fields, value, strict=True) if fields else enumerate(value)


def _structured_outputs(function, results):
    """Return the results with an Identity behind every tensor; Python values become tensors."""

    def convert(value):
        if value is None:
            return None
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
