"""Python values to arrays: the dtype a value gets when none is asked for, and what is refused.

Tensors are not known here; `convert.py` decides which values come this way.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.registry.definition import type_name

_INT32_MIN, _INT32_MAX = -(2**31), 2**31 - 1
_INT64_MIN, _INT64_MAX = -(2**63), 2**63 - 1
_FLOAT32_MAX = 3.4028235677973366e38  # beyond it, rounding to float32 gives infinity


def to_array(value, dtype=None):
    """Return `value` as an array, and its DType.

    Args:
        value: a Python scalar, string, numpy array or scalar, or a nest of lists and tuples.
        dtype: the DType to have, or None to infer it from the value.

    Returns:
        An ndarray of its own memory (strings: dtype object, holding bytes) and a DType.

    Raises:
        TypeError: the value does not convert to `dtype`.
        ValueError: the value is ragged, mixed, out of range or of a type without tensors.
    """
    common = _common(value, dtype)
    if common is not None:
        return common
    if isinstance(value, (np.ndarray, np.generic)):
        return _from_numpy(value, dtype)
    if not isinstance(value, (list, tuple, range)):
        return _from_scalar(value, dtype)
    return _from_sequence(value, dtype)


def _common(value, dtype):
    """Do as `to_array` for what most constants are: numbers and flat lists, within range.

    Measured: 0.6 us for a number and 2 us for a list of three, where the whole way takes 3 and 4.
    """
    kind = type(value)
    kinds = {kind}
    if kind is list or kind is tuple:
        kinds = set(map(type, value))
        if len(kinds) != 1:
            return None
    if float in kinds and (dtype is None or dtype is dtypes.float32):
        low, high = (value, value) if kind is float else (min(value), max(value))
        if -_FLOAT32_MAX <= low and high <= _FLOAT32_MAX:
            return np.array(value, np.float32), dtypes.float32
    if int in kinds and (dtype is None or dtype is dtypes.int32):
        low, high = (value, value) if kind is int else (min(value), max(value))
        if _INT32_MIN <= low and high <= _INT32_MAX:
            return np.array(value, np.int32), dtypes.int32
    return None


def _from_numpy(value, dtype):
    kind = value.dtype.kind
    if kind in "SUO":
        array = _string_array(np.asarray(value))
        if dtype is not None and dtype != dtypes.string:
            if kind != "O":
                value.astype(dtypes.numpy_dtype(dtype))  # numpy says which text is no number
            raise TypeError(
                f"Cannot convert {value!r} to EagerTensor of dtype {type_name(dtype)}"
            )
        return array, dtypes.string
    if kind in "Mm":
        name = "NPY_DATETIME" if kind == "M" else "NPY_TIMEDELTA"
        raise ValueError(
            f"Failed to convert a NumPy array to a Tensor (Unsupported numpy type: {name})."
        )
    found = dtypes.from_numpy(value.dtype)
    if dtype is None or dtype == found:
        return np.array(value, dtype=dtypes.numpy_dtype(found)), found
    if dtype == dtypes.string:
        raise ValueError(
            "Failed to convert a NumPy array to a Tensor (Unsupported object type "
            f"{type(value.flat[0].item()).__name__ if value.size else 'NoneType'})."
        )
    with np.errstate(all="ignore"):
        return np.array(value).astype(dtypes.numpy_dtype(dtype)), dtype


def _string_array(value):
    result = np.empty(value.shape, object)
    flat = result.reshape(-1)
    for i, item in enumerate(value.reshape(-1).tolist()):
        if not isinstance(item, (str, bytes)):
            raise ValueError(
                f"Failed to convert a NumPy array to a Tensor (Unsupported object type "
                f"{type(item).__name__})."
            )
        flat[i] = item.encode("utf-8") if isinstance(item, str) else item
    return flat.reshape(value.shape)


def _from_scalar(value, dtype):
    kind = _kind(value)
    if dtype is None:
        dtype = _default_dtype(kind, value, value)
    return _build([value], kind, dtype, (), value), dtype


def _from_sequence(value, dtype):
    shape, leaves = _flatten(value)
    if not leaves:
        dtype = dtypes.float32 if dtype is None else dtype
        return np.empty(shape, dtypes.numpy_dtype(dtype)), dtype
    kind = _common_kind(leaves, dtype, value)
    if dtype is None and kind == "float" and isinstance(leaves[0], np.floating):
        dtype = dtypes.from_numpy(leaves[0].dtype)  # the first one decides
    if dtype is None:
        extremes = (min(leaves), max(leaves)) if kind == "int" else leaves[:2]
        dtype = _default_dtype(kind, extremes[0], extremes[-1])
    return _build(leaves, kind, dtype, shape, value), dtype


_LEAVES = frozenset([bool, int, float, complex, str, bytes])


def _flatten(value):
    """Return the shape of a nest of sequences and its leaves in order."""
    shape, level = [], [value]
    while True:
        if _LEAVES.issuperset(map(type, level)):
            return tuple(shape), level
        nested = [_is_sequence(item) for item in level]
        if not any(nested):
            return tuple(shape), level
        sizes = {len(item) if n else -1 for item, n in zip(level, nested, strict=True)}
        if -1 in sizes and not nested[0]:
            raise ValueError(_MIXED)
        if len(sizes) != 1:
            raise ValueError("Can't convert non-rectangular Python sequence to Tensor.")
        shape.append(sizes.pop())
        level = [leaf for item in level for leaf in item]
        if not level:
            return tuple(shape), level


def _is_sequence(item):
    return isinstance(item, (list, tuple, range)) or (isinstance(item, np.ndarray) and item.ndim)


def _kind(value):
    if isinstance(value, (bool, np.bool_)):
        return "bool"
    if isinstance(value, (int, np.integer)):
        return "int"
    if isinstance(value, (float, np.floating)):
        return "float"
    if isinstance(value, (complex, np.complexfloating)):
        return "complex"
    if isinstance(value, (str, bytes)):
        return "string"
    if hasattr(value, "__index__"):
        return "int"
    if type(value).__module__ == "ml_dtypes":
        return "float"
    raise ValueError(
        f"Attempt to convert a value ({value!r}) with an unsupported type ({type(value)}) "
        "to a Tensor."
    )


_MIXED = "Can't convert Python sequence with mixed types to Tensor."
_ORDER = ("bool", "int", "float", "complex")


def _common_kind(leaves, dtype, value):
    """The kind of all leaves; the first leaf decides, later ones may widen it."""
    first = _kind(leaves[0])
    try:
        kinds = {first, *map(_kind, {type(leaf): leaf for leaf in leaves}.values())}
    except ValueError:
        raise ValueError(_MIXED) from None
    if len(kinds) > 1 and "string" in kinds:
        raise ValueError(_MIXED)
    if dtype is not None:
        for kind in kinds:
            _check(kind, dtype, value)
        return first if len(kinds) == 1 else max(kinds, key=_ORDER.index)
    if len(kinds) == 1:
        return first
    if first == "bool" or "complex" in kinds and first != "complex":
        raise ValueError(_MIXED)
    return max(kinds, key=_ORDER.index)


def _default_dtype(kind, low, high):
    if kind == "int":
        if not (_INT64_MIN <= low and high <= _INT64_MAX):
            raise ValueError("Can't convert Python sequence with out-of-range integer to Tensor.")
        return dtypes.int32 if _INT32_MIN <= low and high <= _INT32_MAX else dtypes.int64
    return {
        "bool": dtypes.bool, "float": dtypes.float32, "complex": dtypes.complex128,
        "string": dtypes.string,
    }[kind]


def _check(kind, dtype, value):
    fits = {
        "bool": dtype.is_bool or not (dtype == dtypes.string),
        "int": dtype.is_numpy_compatible and not dtype.is_bool and dtype != dtypes.string,
        "float": dtype.is_floating or dtype.is_complex,
        "complex": dtype.is_complex,
        "string": dtype == dtypes.string,
    }[kind]
    if not fits:
        shown = value.decode(errors="replace") if isinstance(value, bytes) else value
        raise TypeError(f"Cannot convert {shown!r} to EagerTensor of dtype {type_name(dtype)}")


def _build(leaves, kind, dtype, shape, value):
    if not shape:
        _check(kind, dtype, leaves[0])
    if dtype == dtypes.string:
        array = np.empty(len(leaves), object)
        array[:] = [x.encode("utf-8") if isinstance(x, str) else x for x in leaves]
        return array.reshape(shape)
    storage = dtypes.numpy_dtype(dtype)
    if kind == "int" and storage.kind in "iu":
        try:
            # TensorFlow wraps integers that do not fit the dtype asked for
            wide = np.array([int(x) for x in leaves], np.int64)
        except OverflowError:
            wide = _unsigned(leaves, dtype)
        return wide.astype(storage).reshape(shape)
    array = np.array(leaves, np.complex128 if kind == "complex" else None)
    if dtype == dtypes.float32 and kind == "float":
        if array.dtype.char != "d" or not abs(array).max() <= _FLOAT32_MAX:
            _check_float_range(array)
        return array.astype(storage).reshape(shape)
    with np.errstate(all="ignore"):
        return array.astype(storage).reshape(shape)


def _unsigned(leaves, dtype):
    try:
        return np.array([int(x) for x in leaves], np.uint64)
    except OverflowError:
        raise ValueError(
            "Can't convert Python sequence with out-of-range integer to Tensor."
        ) from None


def _check_float_range(array):
    finite = array[np.isfinite(array)]
    if finite.size and np.abs(finite).max() > _FLOAT32_MAX:
        raise ValueError(
            "Can't convert Python sequence with a value out of range for a double-precision float."
        )
