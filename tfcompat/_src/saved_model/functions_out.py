"""Functions in SavedModels: names that are unique in the model, definitions, stored signatures.

Calls of functions by nodes of the top-level graph are in `graph_out.py`; which functions there
are follows from the object graph (`objects_out.py`) and the signatures (`signatures_out.py`).
"""

import inspect
import re

from tfcompat._src.base import dtypes, nest
from tfcompat._src.base.specs import TensorSpec, type_spec_from_value
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.function import trace
from tfcompat._src.graph import export
from tfcompat._src.registry import attr_values
from tfcompat._src.saved_model import function_names, structures
from tfcompat._src.wire import messages

_NUMBERED = re.compile(r"_\d+$", re.ASCII)
_JIT_COMPILE = {None: 0, True: 1, False: 2}


class FunctionLibrary:
    """The functions of the model being saved, each with a name that no other one has.

    Functions of different origins may be called alike - those of two loaded models, say. Every
    reference is resolved in the library of the function it stands in, and written with the new
    name.

    Attributes:
        entered: the GraphFunctions, in the order of their entering.
    """

    def __init__(self):
        self.entered = []
        self._entries = {}
        self._names = set()
        self._next_number = 0

    def name(self, function):
        """Return the name of a GraphFunction in the model, entering it and all that it calls.

        Raises:
            ValueError: it calls a function that its library lacks.
        """
        waiting = [function]
        while waiting:
            entering = waiting.pop()
            if id(entering) not in self._entries:
                self._entries[id(entering)] = entering, self._unique(entering.name)
                self.entered.append(entering)
                waiting.extend(reversed(_callees(entering).values()))
        return self._entries[id(function)][1]

    def _unique(self, name):
        """Return a free name that ends in a number, as fingerprints need it."""
        while name in self._names or not _NUMBERED.search(name):
            name = f"{_NUMBERED.sub('', name)}_{self._next_number}"
            self._next_number += 1
        self._names.add(name)
        return name

    def entries(self):
        """Return (GraphFunction, name in the model) of all functions."""
        return list(self._entries.values())

    def definitions(self):
        """Return the FunctionDef messages of all functions, in the order of their entering."""
        return [self._definition(function, name) for function, name in self._entries.values()]

    def _definition(self, function, name):
        message = export.function_def(function, strip_default_attrs=True)
        if function.definition is None:
            _annotate(message, function.graph)
        callees = _callees(function)
        renamed = {old: self._entries[id(callee)][1] for old, callee in callees.items()}
        function_names.rename(message, name, renamed)
        return message


def _callees(function):
    """Return the functions that a function calls, by the names that it has for them."""
    found = {}
    for name in function.callee_names():
        if not name:
            continue  # an optional function attribute that is not set
        callee = function.library.get(name)
        if callee is None:
            raise ValueError(
                f"Function '{function.name}' cannot be saved: it calls '{name}', which is not in "
                "its library."
            )
        found[name] = callee
    return found


def _annotate(message, graph):
    """Note shapes, and what resource arguments refer to, as TensorFlow's exports do."""
    given = {tensor.op for tensor in graph.inputs}
    body = [op for op in graph.operations if op not in given]
    for node, op in zip(message.node_def, body, strict=True):
        shapes = [tensor.shape for tensor in op.outputs]
        node.attr["_output_shapes"].CopyFrom(attr_values.encode("list(shape)", shapes))
    shapes = [tensor.shape for tensor in graph.inputs]
    message.attr["_input_shapes"].CopyFrom(attr_values.encode("list(shape)", shapes))
    for arg, tensor in zip(message.signature.input_arg, graph.inputs, strict=True):
        if tensor._dtype is dtypes.resource and tensor.handle_data is not None:
            dtype, shape = tensor.handle_data
            arg.handle_data.add(
                dtype=dtype.as_datatype_enum, shape=attr_values.shape_to_proto(shape)
            )


# --- what the object graph stores ---------------------------------------------------------------


def capture_key(tensor):
    """Return what identifies a captured tensor: the resource, or the very tensor."""
    if isinstance(tensor, EagerTensor) and tensor.dtype is dtypes.resource:
        return id(tensor._array)
    return id(tensor)


def saved_concrete_function(concrete, node_ids):
    """Return the SavedConcreteFunction message of a ConcreteFunction.

    Args:
        concrete: the ConcreteFunction.
        node_ids: dict of capture keys to the ids of the nodes that have these tensors.

    Raises:
        KeyError: it captures something that no object of the graph has.
        NotEncodableError: its signature has a Python value that cannot be stored.
    """
    message = messages.SavedConcreteFunction()
    for capture in concrete.captured_inputs:
        node_id = node_ids.get(capture_key(capture))
        if node_id is None:
            raise KeyError(
                f"Failed to add concrete function '{concrete.name}' to object-based SavedModel as "
                f"it captures tensor {capture!r} which is unsupported or not reachable from root. "
                "One reason could be that a stateful object or a variable that the function "
                "depends on is not assigned to an attribute of the serialized trackable object "
                "(see SaveTest.test_captures_unreachable_variable)."
            )
        message.bound_inputs.append(node_id)
    message.canonicalized_input_signature.CopyFrom(
        structures.encode(concrete.structured_input_signature)
    )
    message.output_signature.CopyFrom(structures.encode(_output_specs(concrete)))
    return message


def _output_specs(concrete):
    """Return the structured outputs with specs for tensors, named after where they stand."""
    outputs = concrete.structured_outputs
    if not nest.is_nested(outputs):
        return _output_spec(outputs, "")
    pairs = nest.flatten_with_joined_string_paths(outputs, separator="_")
    return nest.pack_sequence_as(outputs, [_output_spec(leaf, path) for path, leaf in pairs])


def _output_spec(leaf, path):
    if isinstance(leaf, CompositeTensor) or hasattr(type(leaf), "_type_spec"):
        return type_spec_from_value(leaf)
    if not isinstance(leaf, Tensor):
        return leaf
    return TensorSpec(leaf.shape, leaf.dtype, trace.spec_name(path))


def saved_function(function, concrete_names):
    """Return the SavedFunction message of a tf.function.

    Args:
        function: the Function.
        concrete_names: the names of its traces in the model.

    Raises:
        TypeError: it is a method that is not bound to an object.
        NotEncodableError: a default value of an argument cannot be stored.
    """
    message = messages.SavedFunction(concrete_functions=concrete_names)
    spec = function.function_spec
    _write_spec(
        message.function_spec, spec.fullargspec, spec.input_signature, spec.jit_compile
    )
    return message


def saved_bare_concrete_function(concrete, name):
    """Return the SavedBareConcreteFunction message of a ConcreteFunction called `name`."""
    message = messages.SavedBareConcreteFunction(
        concrete_function_name=name,
        argument_keywords=concrete._arg_keywords or (),
        allowed_positional_arguments=concrete._num_positional_args or 0,
    )
    if concrete.structured_input_signature is not None:
        positional, keyword = concrete.structured_input_signature
        arguments = inspect.FullArgSpec(
            concrete._positional_names(), None, None, None, list(keyword), None, {}
        )
        _write_spec(message.function_spec, arguments, None if positional or keyword else ())
    return message


def _write_spec(message, arguments, input_signature, jit_compile=None):
    if arguments.args and arguments.args[0] == "self":
        raise TypeError("Can not serialize tf.function with unbound 'self' parameter.")
    message.fullargspec.CopyFrom(structures.encode(arguments._replace(annotations={})))
    message.input_signature.CopyFrom(structures.encode(input_signature))
    message.jit_compile = _JIT_COMPILE[jit_compile]
