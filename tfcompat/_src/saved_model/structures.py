"""Structured values in SavedModels: nests of specs and Python values, to messages and back.

What is encoded with them - signatures, function specs, outputs - is decided in `functions_out.py`
and `functions_in.py`.
"""

import collections

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import DType
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core.tensor import Tensor, wrap
from tfcompat._src.registry.attr_values import (
    dtype_from_enum, shape_from_proto, shape_to_proto,
)
from tfcompat._src.saved_model import type_specs
from tfcompat._src.wire import messages, tensor_proto


class NotEncodableError(Exception):
    """A value that SavedModels have no form for."""


def decode(message):
    """Return the Python value of a StructuredValue message.

    Raises:
        ValueError: it holds something of a kind that is not known.
    """
    which = message.WhichOneof("kind")
    decoder = _DECODERS.get(which)
    if decoder is None:
        raise ValueError(f"Cannot decode a structured value of kind {which!r}.")
    return decoder(getattr(message, which))


def encode(value):
    """Return the StructuredValue message of a nest of specs and Python values.

    Raises:
        NotEncodableError: a value has no form in SavedModels.
    """
    message = messages.StructuredValue()
    _encode_into(message, value)
    return message


def _decode_named_tuple(message):
    fields = [pair.key for pair in message.values]
    return collections.namedtuple(message.name, fields)(*(decode(p.value) for p in message.values))


def _decode_tensor_spec(message):
    shape, dtype = shape_from_proto(message.shape), dtype_from_enum(message.dtype)
    return TensorSpec(shape, dtype, message.name or None)


def _decode_numpy(message):
    return tensor_proto.to_array(message)


def _decode_tensor(message):
    return wrap(tensor_proto.to_array(message), dtype_from_enum(message.dtype))


_DECODERS = {
    "none_value": lambda m: None,
    "float64_value": float,
    "int64_value": int,
    "string_value": str,
    "bool_value": bool,
    "tensor_shape_value": shape_from_proto,
    "tensor_dtype_value": dtype_from_enum,
    "tensor_spec_value": _decode_tensor_spec,
    "bounded_tensor_spec_value": _decode_tensor_spec,
    "type_spec_value": lambda m: type_specs.decode(m, decode),
    "list_value": lambda m: [decode(item) for item in m.values],
    "tuple_value": lambda m: tuple(decode(item) for item in m.values),
    "dict_value": lambda m: {key: decode(m.fields[key]) for key in sorted(m.fields)},
    "named_tuple_value": _decode_named_tuple,
    "tensor_value": _decode_tensor,
    "numpy_value": _decode_numpy,
}


def _encode_into(message, value):
    for kind, encoder in _ENCODERS:
        if isinstance(value, kind):
            encoder(message, value)
            return
    if hasattr(value, "__array__") and hasattr(value, "dtype") and getattr(value, "shape", ()):
        message.numpy_value.CopyFrom(
            tensor_proto.to_proto(value, dtypes.from_numpy(value.dtype))
        )
        return
    raise NotEncodableError(f"No encoder for object {value!r} of type {type(value)}.")


def _encode_none(message, value):
    message.none_value.SetInParent()


def _encode_bool(message, value):
    message.bool_value = value


def _encode_int(message, value):
    message.int64_value = int(value)


def _encode_float(message, value):
    message.float64_value = float(value)


def _encode_str(message, value):
    message.string_value = value


def _encode_dtype(message, value):
    message.tensor_dtype_value = value.as_datatype_enum


def _encode_shape(message, value):
    message.tensor_shape_value.CopyFrom(shape_to_proto(value))


def _encode_spec(message, value):
    spec = message.tensor_spec_value
    spec.name = value.name or ""
    spec.shape.CopyFrom(shape_to_proto(value.shape))
    spec.dtype = value.dtype.as_datatype_enum


def _encode_type_spec(message, value):
    encoded = type_specs.encode(value, encode)
    if encoded is None:
        raise NotEncodableError(f"No encoder for object {value!r} of type {type(value)}.")
    message.type_spec_value.CopyFrom(encoded)


def _encode_tensor(message, value):
    array = value.__array__()
    message.tensor_value.CopyFrom(tensor_proto.to_proto(array, value.dtype))


def _encode_list(message, value):
    message.list_value.SetInParent()
    for item in value:
        _encode_into(message.list_value.values.add(), item)


def _encode_tuple(message, value):
    if hasattr(value, "_fields"):
        message.named_tuple_value.name = type(value).__name__
        for name, item in zip(value._fields, value, strict=True):
            pair = message.named_tuple_value.values.add(key=name)
            _encode_into(pair.value, item)
        return
    message.tuple_value.SetInParent()
    for item in value:
        _encode_into(message.tuple_value.values.add(), item)


def _encode_dict(message, value):
    message.dict_value.SetInParent()
    for key, item in value.items():
        if not isinstance(key, str):
            raise TypeError(f"bad argument type for built-in operation: dictionary key {key!r}")
        _encode_into(message.dict_value.fields[key], item)


_ENCODERS = (
    (type(None), _encode_none), (bool, _encode_bool), (int, _encode_int), (float, _encode_float),
    (str, _encode_str), (DType, _encode_dtype), (TensorShape, _encode_shape),
    (TensorSpec, _encode_spec), (TypeSpec, _encode_type_spec), (Tensor, _encode_tensor),
    (list, _encode_list), (tuple, _encode_tuple), (dict, _encode_dict),
)
