"""Arguments to the values that an input signature asks for, or the reason why they do not fit.

Binding arguments to parameters, and the frame around the reason, are in `signature.py`.
"""

from collections.abc import Mapping

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.function import types


def cast(value, spec):
    """Convert one argument to what its part of the signature asks for.

    Args:
        value: the argument, a value or a nest of values and specs.
        spec: the TypeSpec, or nest of them, that it is to fit.

    Returns:
        A nest like `spec` with tensors, or specs where `value` has specs.

    Raises:
        TypeError: it does not fit; the message is the reason in TensorFlow's words.
    """
    if isinstance(spec, TypeSpec):
        return _leaf(value, spec)
    if isinstance(spec, Mapping):
        return _mapping(value, spec)
    if isinstance(spec, tuple) and hasattr(spec, "_fields"):
        if type(value) is not type(spec):
            raise TypeError(f"Cannot cast {value!r} to type {type(spec)!r}.")
        return type(spec)(*map(cast, value, spec))
    if not isinstance(spec, (list, tuple)):
        return value
    kind = list if isinstance(spec, list) else tuple
    if not isinstance(value, kind):
        raise TypeError(f"Can not cast {value!r} to {kind.__name__} type.")
    if len(value) != len(spec):
        raise TypeError(f"Expected {value} to have length of {len(spec)}")
    return kind(map(cast, value, spec))


def _mapping(value, spec):
    if not isinstance(value, Mapping):
        raise TypeError(f"Can not cast {value!r} to a Dict type.")
    if set(value) != set(spec):
        raise TypeError(
            f"{value!r} has different keys with the TraceType {types.type_text(spec)}."
        )
    return {key: cast(value[key], spec[key]) for key in spec}


def _leaf(value, spec):
    if isinstance(value, TypeSpec):
        if not types.accepts(spec, value):
            raise TypeError(_misfit(value, spec))
        return TensorSpec(spec.shape, spec.dtype, spec.name or getattr(value, "name", None))
    if nest.is_nested(value) and not isinstance(value, (list, tuple)):
        raise TypeError(_misfit(value, spec))
    try:
        tensor = value if isinstance(value, Tensor) else convert_to_tensor(value, spec.dtype)
    except ValueError as error:
        raise TypeError(error) from None
    if tensor.dtype != spec.dtype or not spec.shape.is_compatible_with(tensor.shape):
        raise TypeError(_misfit(tensor, spec))
    return tensor


def _misfit(value, spec):
    found = types.type_text(nest.map_structure(types.leaf_type, value))
    return f"Can not cast {found} to {types.type_text(spec)}"
