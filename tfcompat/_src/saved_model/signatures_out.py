"""Signatures of a model being saved: which functions, wrapped how, and their SignatureDefs.

A signature takes tensors by name and returns a dict of tensors; the wrappers made here see to
that. What is stored of the wrappers as functions is in `functions_out.py`.
"""

import collections.abc
import re

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TensorSpec, type_spec_from_value
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.core.trackable import SaveType
from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.function.function import Function
from tfcompat._src.registry import attr_values
from tfcompat._src.saved_model import constants, structures
from tfcompat._src.saved_model.graph_out import operation_info, tensor_info
from tfcompat._src.saved_model.signature_map import SignatureMap
from tfcompat._src.wire import messages, tensor_proto

ATTRIBUTE = "signatures"
_DEFAULT_ATTRIBUTE = "_default_save_signature"
_NODE_NAME = re.compile(r"^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$")
_SCOPE_NAME = re.compile(r"^[A-Za-z0-9.][A-Za-z0-9_.\\-]*$")


class Signatures:
    """The signatures of one save.

    Attributes:
        functions: dict of keys to the ConcreteFunctions that wrap what the user named.
        defaults: dict of keys to dicts of argument names to the tensors they default to.
    """

    def __init__(self, root, signatures=None):
        """Find and wrap the signatures.

        Args:
            root: the object that is saved.
            signatures: a tf.function with an input signature, a concrete function, a dict of
                names to such, or None to take the only one the root has.

        Raises:
            ValueError: something else is given, or its outputs are no flat dict of tensors.
        """
        if signatures is None:
            signatures = _find_default(root._trackable_children(SaveType.SAVEDMODEL))
        if signatures is None:
            signatures = {}
        elif not isinstance(signatures, collections.abc.Mapping):
            signatures = {constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY: signatures}
        self.functions = {}
        self.defaults = {}
        for key, function in signatures.items():
            self.functions[key] = _wrap(key, function)
            self.defaults[key] = _tensor_defaults(function, self.functions[key])
        _check_attribute(root)
        self._root = root
        self._map = SignatureMap()
        for key, concrete in self.functions.items():
            self._map._add_signature(key, concrete)

    def add_to(self, owner, children):
        """Return the children of an object, for the root with the signatures among them."""
        if owner is self._root:
            children[ATTRIBUTE] = self._map
        return children

    def write(self, exported, meta_graph):
        """Add the calls of all signatures to the exported graph, and their SignatureDefs.

        Args:
            exported: the ExportedGraph, with all variables and constants.
            meta_graph: the MetaGraphDef to fill.

        Raises:
            AssertionError: a function captures something that no saved object has.
            ValueError: arguments cannot be named.
        """
        for key, concrete in sorted(self.functions.items()):
            self._write(exported, meta_graph.signature_def[key], key, concrete)

    def _write(self, exported, message, key, concrete):
        placeholders = []
        count = len(concrete.graph.inputs) - len(concrete.captured_inputs)
        for name, inner in zip(
            concrete._arg_keywords, concrete.graph.inputs[:count], strict=True
        ):
            if inner.op.name != name or not _NODE_NAME.match(name):
                raise ValueError(_not_unique(key, concrete, name))
            default = self.defaults[key].get(name)
            placeholders.append(_placeholder(exported, inner, _safe_name(key, name), default))
            message.inputs[name].CopyFrom(tensor_info(placeholders[-1]))
            if default is not None:
                message.defaults[name].CopyFrom(
                    tensor_proto.to_proto(default._array, default.dtype)
                )
        outputs = exported.call(concrete, placeholders)
        named = nest.pack_sequence_as(
            concrete.structured_outputs, outputs, expand_composites=True
        )
        for name, value in named.items():
            message.outputs[name].CopyFrom(_output_info(value))
        message.method_name = constants.PREDICT_METHOD_NAME


def _output_info(value):
    """Return the TensorInfo of an output: a tensor, or a value of several."""
    if not isinstance(value, CompositeTensor):
        return tensor_info(value)
    if isinstance(value, SparseTensor):
        info = messages.TensorInfo(
            dtype=value.dtype.as_datatype_enum, tensor_shape=attr_values.shape_to_proto(value.shape)
        )
        info.coo_sparse.values_tensor_name = value.values.name
        info.coo_sparse.indices_tensor_name = value.indices.name
        info.coo_sparse.dense_shape_tensor_name = value.dense_shape.name
        return info
    info = messages.TensorInfo()
    encoded = structures.encode(type_spec_from_value(value)).type_spec_value
    info.composite_tensor.type_spec.CopyFrom(encoded)
    for part in nest.flatten(value, expand_composites=True):
        info.composite_tensor.components.add().CopyFrom(tensor_info(part))
    return info


def write_init_op(exported, initializers, meta_graph):
    """Add the operation that initialises the model, and tell of it in both known ways.

    Args:
        exported: the ExportedGraph.
        initializers: the concrete functions that fill resources.
        meta_graph: the MetaGraphDef to fill.
    """
    op = exported.add_initializer(initializers)
    meta_graph.collection_def[constants.MAIN_OP_KEY].node_list.value.append(op.name)
    meta_graph.signature_def[constants.INIT_OP_SIGNATURE_KEY].outputs[
        constants.INIT_OP_SIGNATURE_KEY
    ].CopyFrom(operation_info(op))


def _find_default(children):
    """Return the only function among a root's children that can be a signature, or None."""
    found = []
    for name, child in children.items():
        if not isinstance(child, (Function, ConcreteFunction)):
            continue
        if name == _DEFAULT_ATTRIBUTE:
            return child
        concrete = _concrete(child)
        if concrete is None or not nest.flatten(concrete.structured_outputs):
            continue
        if _problem(_as_dict(concrete.structured_outputs), "", "") is None:
            found.append(concrete)
    return found[0] if len(found) == 1 else None


def _concrete(function):
    """Return the one concrete function that a signature can be made of, or None."""
    if isinstance(function, Function) and function.input_signature is not None:
        return function.get_concrete_function()
    return function if isinstance(function, ConcreteFunction) else None


def _wrap(key, function):
    """Return a ConcreteFunction that takes keywords and returns a dict."""
    original = _concrete(function)
    if original is None:
        raise ValueError(
            "Expected a TensorFlow function for which to generate a signature, but got "
            f"{function}. Only `tf.functions` with an input signature or concrete functions can "
            "be used as a signature."
        )
    specs = dict(_named_specs(original))

    def signature_wrapper(**kwargs):
        outputs = _as_dict(original._call_flat([kwargs[name] for name in specs]))
        problem = _problem(outputs, original.name.decode(), key)
        if problem is not None:
            # Worded as the errors of traced user code, though none of its lines are involved.
            raise ValueError(f"in user code:\n\n\n    ValueError: {problem}\n")
        return outputs

    if hasattr(function, "__name__"):
        signature_wrapper.__name__ = f"signature_wrapper_{function.__name__}"
    concrete = Function(signature_wrapper, autograph=False).get_concrete_function(**specs)
    names = concrete._arg_keywords
    concrete._set_flat_signature(names, 1 if len(names) == 1 else 0)
    return concrete


def _named_specs(concrete):
    """Yield the names of a concrete function's flat arguments, and the specs they have."""
    if concrete.structured_input_signature is not None:
        leaves = nest.flatten(concrete.structured_input_signature, expand_composites=True)
        inputs = [leaf for leaf in leaves if isinstance(leaf, TensorSpec)]
    else:
        inputs = concrete.inputs
    names = concrete._arg_keywords
    for name, item in zip(names, inputs):  # noqa: B905 - captures are among the inputs
        yield name, TensorSpec(item.shape, item.dtype, name)


def _tensor_defaults(function, wrapper):
    """Return the arguments of a tf.function that default to tensors."""
    if not isinstance(function, Function):
        return {}
    values = nest.flatten(function.function_spec.fullargspec.defaults or ())
    names = wrapper._arg_keywords
    last = names[max(len(names) - len(values), 0) :]
    pairs = zip(last, values)  # noqa: B905 - a default may be no tensor argument
    return {name: value for name, value in pairs if isinstance(value, EagerTensor)}


def _as_dict(outputs):
    """Return the outputs of a function by name, as signatures name them."""
    if isinstance(outputs, collections.abc.Mapping):
        return outputs
    if hasattr(outputs, "_asdict"):
        return outputs._asdict()
    if not isinstance(outputs, collections.abc.Sequence):
        outputs = [outputs]
    return {f"output_{i}": output for i, output in enumerate(outputs)}


def _problem(outputs, name, key):
    """Say what is wrong with a signature's outputs; None when nothing is."""
    for output, value in outputs.items():
        if not isinstance(output, (str, bytes)):
            return (
                f"Got a dictionary with a non-string key {output!r} in the output of the function "
                f"{name} used to generate the SavedModel signature {key!r}."
            )
        if not isinstance(value, (Tensor, CompositeTensor)):
            return (
                f"Got a non-Tensor value {value!r} for key {output!r} in the output of the "
                f"function {name} used to generate the SavedModel signature {key!r}. Outputs for "
                "functions used as signatures must be a single Tensor, a sequence of Tensors, or "
                "a dictionary from string to Tensor."
            )
    return None


def _check_attribute(root):
    children = root._trackable_children(SaveType.SAVEDMODEL)
    if ATTRIBUTE in children and not isinstance(children[ATTRIBUTE], SignatureMap):
        raise ValueError(
            f"Exporting an object {root} which has an attribute named '{ATTRIBUTE}'. This is a "
            "reserved attribute used to store SavedModel signatures in objects which come from "
            f"`tf.saved_model.load`. Delete this attribute (e.g. `del obj.{ATTRIBUTE}`) before "
            "saving if this shadowing is acceptable."
        )


def _not_unique(key, concrete, name):
    return (
        f"Got non-flat/non-unique argument names for SavedModel signature '{key}': more than one "
        f"argument to '{concrete.name.decode()}' was named '{name}'. Signatures have one Tensor "
        "per named input, so to have predictable names Python functions used to generate these "
        "signatures should avoid *args and Tensors in nested structures unless unique names are "
        "specified for each. Use tf.TensorSpec(..., name=...) to provide a name for a Tensor "
        "input."
    )


def _safe_name(key, name):
    """Return the name of the placeholder for an argument.

    >>> _safe_name("serving_default", "x"), _safe_name("__call", "a/b")
    ('serving_default_x', 'call_a_b')
    """
    joined = f"{key}_{name}"
    if _SCOPE_NAME.match(joined):
        return joined
    return re.sub(r"[^A-Za-z0-9_.\\-]", "_", re.sub(r"^[^A-Za-z0-9.]*", "", joined))


def _placeholder(exported, inner, name, default):
    if default is None:
        return exported.placeholder(inner.dtype, inner.shape, name)
    return exported.placeholder_with_default(default, inner.shape, name)
