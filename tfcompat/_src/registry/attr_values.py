"""Attribute values in files: canonical Python value to AttrValue message and back.

What the canonical values are, and how they are checked, is in `attributes.py`.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.registry.attributes import FunctionRef
from tfcompat._src.registry.definition import Vector
from tfcompat._src.wire import messages, tensor_proto

_LIST_FIELDS = {
    "string": "s", "int": "i", "float": "f", "bool": "b", "type": "type", "shape": "shape",
    "tensor": "tensor", "func": "func",
}


def encode(kind, value, dtype=None):
    """Return the AttrValue message of a canonical value.

    Args:
        kind: the attribute's kind, e.g. "int" or "list(shape)".
        value: the canonical value.
        dtype: for tensors, the DType where the array alone does not tell it.
    """
    message = messages.AttrValue()
    if isinstance(value, Vector):
        value = value.array()
    if kind.startswith("list("):
        field = getattr(message.list, _LIST_FIELDS[kind[5:-1]])
        message.list.SetInParent()
        for item in value:
            _append(field, kind[5:-1], item, dtype)
        return message
    if kind in ("shape", "tensor", "func"):
        getattr(message, kind).CopyFrom(_message(kind, value, dtype))
    else:
        setattr(message, _LIST_FIELDS[kind], _plain(kind, value))
    return message


def decode(message):
    """Return the canonical value of an AttrValue message, or None when nothing is set."""
    which = message.WhichOneof("value")
    if which is None:
        return None
    if which == "list":
        for field, value in message.list.ListFields():
            return tuple(_decode_item(field.name, item) for item in value)
        return ()
    if which == "placeholder":
        return message.placeholder
    return _decode_item(which, getattr(message, which))


def infer_kind(message):
    """Return the kind that a set AttrValue speaks of, e.g. "list(int)"; "list" when empty."""
    names = {field: kind for kind, field in _LIST_FIELDS.items()}
    which = message.WhichOneof("value")
    if which != "list":
        return names.get(which, which)
    for field, _ in message.list.ListFields():
        return f"list({names[field.name]})"
    return "list"


def shape_to_proto(shape):
    """Return the TensorShapeProto of a TensorShape (unknown dimensions are -1)."""
    message = messages.TensorShapeProto()
    if shape.rank is None:
        message.unknown_rank = True
        return message
    for size in shape.as_list():
        message.dim.add(size=-1 if size is None else size)
    return message


def dtype_from_enum(number):
    """Return the DType of a number in a file.

    Raises:
        ValueError: no data type has that number.
    """
    try:
        return dtypes.as_dtype(number)
    except TypeError:
        raise ValueError(f"{number} is the number of no data type that is known here.") from None


def shape_from_proto(message):
    """Return the TensorShape of a TensorShapeProto.

    Raises:
        ValueError: a size is below -1, which stands for an unknown one.
    """
    if message.unknown_rank:
        return TensorShape(None)
    return TensorShape([None if d.size == -1 else d.size for d in message.dim])


def _append(field, kind, item, dtype):
    if kind in ("shape", "tensor", "func"):
        field.add().CopyFrom(_message(kind, item, dtype))
    else:
        field.append(_plain(kind, item))


def _plain(kind, value):
    return value.as_datatype_enum if kind == "type" else value


def _message(kind, value, dtype):
    if kind == "shape":
        return shape_to_proto(value)
    if kind == "tensor":
        return tensor_proto.to_proto(np.asarray(value), dtype or dtypes.from_numpy(value.dtype))
    message = messages.NameAttrList(name=value.name)
    for name, attr in value.attrs:
        message.attr[name].CopyFrom(attr)
    return message


def _decode_item(field, value):
    if field == "type":
        return dtype_from_enum(value)
    if field == "shape":
        return shape_from_proto(value)
    if field == "tensor":
        return tensor_proto.to_array(value)
    if field == "func":
        return FunctionRef(value.name, tuple((k, value.attr[k]) for k in sorted(value.attr)))
    return value
