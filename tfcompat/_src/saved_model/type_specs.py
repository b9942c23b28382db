"""Specs of values of several tensors in SavedModels, to messages and back.

Values of kinds that cannot be made here keep their message (`ForeignSpec`). Specs of single tensors
and Python values are in `structures.py`.
"""

import importlib

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TypeSpec
from tfcompat._src.wire import messages

_ROOMS = {
    "SPARSE_TENSOR_SPEC": ("composite.sparse_tensor", "SparseTensorSpec"),
    "INDEXED_SLICES_SPEC": ("core.indexed_slices", "IndexedSlicesSpec"),
    "RAGGED_TENSOR_SPEC": ("composite.ragged_spec", "RaggedTensorSpec"),
    "TENSOR_ARRAY_SPEC": ("composite.tensor_array", "TensorArraySpec"),
    "ROW_PARTITION_SPEC": ("composite.row_partition", "RowPartitionSpec"),
    "VARIABLE_SPEC": ("state.variable_spec", "VariableSpec"),
    "DATA_DATASET_SPEC": ("data.specs", "DatasetSpec"),
    "DATA_ITERATOR_SPEC": ("data.specs", "IteratorSpec"),
    "OPTIONAL_SPEC": ("data.optionals", "OptionalSpec"),
}


class ForeignSpec(TypeSpec):
    """A spec of a kind of value that cannot be made here (yet); it is kept as it was stored.

    Attributes:
        message: the TypeSpecProto.
    """

    def __init__(self, message):
        self.message = message

    @property
    def kind(self):
        """The class name of the spec, as stored."""
        return self.message.type_spec_class_name or str(self.message.type_spec_class)

    @property
    def value_type(self):
        raise NotImplementedError(f"Values of {self.kind} are not supported yet; see docs/api.md.")

    def _serialize(self):
        return (self.message.SerializeToString(deterministic=True),)

    _component_specs = value_type

    def _to_components(self, value):
        raise NotImplementedError(f"Values of {self.kind} are not supported yet; see docs/api.md.")

    _from_components = _to_components

    def is_compatible_with(self, spec_or_value):
        """Say False: no value of this kind can be there."""
        return isinstance(spec_or_value, ForeignSpec) and self == spec_or_value

    def __repr__(self):
        return f"ForeignSpec({self.kind})"


def decode(message, decode_value):
    """Return the spec of a TypeSpecProto.

    Args:
        message: the TypeSpecProto.
        decode_value: function of a StructuredValue message.
    """
    kind = _class_name(message.type_spec_class)
    if kind not in _ROOMS:
        return ForeignSpec(message)
    spec_class = _spec_class(kind)
    state = decode_value(message.type_state)
    rebuild = getattr(spec_class, "_deserialize", None)
    try:
        return spec_class(*state) if rebuild is None else rebuild(state)
    except (TypeError, ValueError, IndexError):  # of a version that had other parts
        return ForeignSpec(message)


def encode(spec, encode_value):
    """Return the TypeSpecProto of a spec, or None where SavedModels have no form for it.

    Args:
        spec: the spec.
        encode_value: function of a value that returns its StructuredValue message.
    """
    if isinstance(spec, ForeignSpec):
        return spec.message
    for kind, (_, name) in _ROOMS.items():
        if type(spec).__name__ == name and isinstance(spec, _spec_class(kind)):
            message = messages.TypeSpecProto(
                type_spec_class=messages.TypeSpecProto.TypeSpecClass.Value(kind),
                type_spec_class_name=name,
                num_flat_components=len(nest.flatten(spec, expand_composites=True)),
            )
            message.type_state.CopyFrom(encode_value(spec._serialize()))
            return message
    return None


def _class_name(number):
    known = messages.TypeSpecProto.TypeSpecClass
    return known.Name(number) if number in known.values() else ""


def _spec_class(kind):
    room, name = _ROOMS[kind]
    return getattr(importlib.import_module(f"tfcompat._src.{room}"), name)
