"""The tensors that stand for values made of several tensors, where these are differentiated.

Of a ragged tensor those are its flat values, of a sparse one its values. Other values say so with
an attribute `__composite_gradient__`, as TensorFlow's extension types do.
"""

from tfcompat._src.core.tensor import Tensor


def flat(values):
    """Return the tensors that stand for a list of values.

    Raises:
        ValueError: a value is none that has gradients.
    """
    tensors = []
    for value in values:
        _collect(value, tensors.append)
    return tensors


def packed(values, gradients):
    """Return gradients like `values`, from those of the tensors that stand for them."""
    remaining = iter(gradients)
    return [_replaced(value, remaining) for value in values]


def _collect(value, add):
    parts = _parts(value)
    if parts is None:
        add(value)
        return
    for part in parts:
        _collect(part, add)


def _replaced(value, remaining):
    parts = _parts(value)
    if parts is None:
        return next(remaining)
    found = [_replaced(part, remaining) for part in parts]
    if all(part is None for part in found):
        return None
    protocol = getattr(value, "__composite_gradient__", None)
    if protocol is not None:
        return protocol.replace_gradient_components(value, found if len(found) > 1 else found[0])
    if hasattr(value, "with_flat_values"):
        return value.with_flat_values(found[0])
    return type(value)(value.indices, found[0], value.dense_shape)


def _parts(value):
    """The parts of a value that gradients are about; None where it is about the value itself."""
    if value is None or isinstance(value, Tensor) or hasattr(value, "handle"):
        return None
    protocol = getattr(value, "__composite_gradient__", None)
    if protocol is not None:
        parts = protocol.get_gradient_components(value)
        return list(parts) if isinstance(parts, (list, tuple)) else [parts]
    if hasattr(value, "with_flat_values"):
        return [value.flat_values]
    kind = type(value).__name__
    if kind == "SparseTensor":
        return [value.values]
    if hasattr(type(value), "_type_spec"):
        raise ValueError(f"Type {kind} is not supported as a gradient source or gradient target.")
    return None
