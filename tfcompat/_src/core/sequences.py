"""Python numbers, strings and nests of sequences to arrays, as TensorFlow's eager runtime does it.

The first elements, from the outside in, say what shape there is and what kind of elements; the
dtype asked for is tried first, then that of the kind, which is cast where TensorFlow casts. What
numpy knows by itself, arrays and its scalars, is in `values.py`.
"""

import types

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.registry.definition import type_name

_INT64_MIN, _INT64_MAX = -(2**63), 2**63 - 1

_RAGGED = "Can't convert non-rectangular Python sequence to Tensor."
_MIXED = "Can't convert Python sequence with mixed types to Tensor."
_OUT_OF_RANGE = "Can't convert Python sequence with out-of-range integer to Tensor."
_TOO_LARGE = (
    "Can't convert Python sequence with a value out of range for a double-precision float."
)
_NO_UNICODE = "Error converting unicode string while converting Python sequence to Tensor."
_WIDE = "an integer needs 64 bits"
_FLOAT_AMONG_INTEGERS = "a float is among integers"


class _Refused(Exception):
    """Elements do not convert to the dtype that is tried; what is raised if no other is left."""


def from_python(value, dtype=None):
    """Return a Python value as an array, and its DType.

    Args:
        value: a number, a string, or a nest of sequences of them.
        dtype: the DType to have, or None to infer it from the value.

    Raises:
        TypeError: the value does not convert to `dtype`.
        ValueError: the value is ragged, mixed, out of range or of a type without tensors.
    """
    shape, kind = _inferred(value)
    if kind is None:
        found = dtypes.float32 if dtype is None else dtype
        return np.empty(shape, dtypes.numpy_dtype(found)), found
    leaves, ragged = ([_scalar(value)], False) if not shape else _leaves(value, shape)
    array, found = _read(leaves, ragged, kind, dtype)
    if dtype is not None and found != dtype:
        if not _casts(dtype, found):
            raise TypeError(f"Cannot convert {value!r} to EagerTensor of dtype {type_name(dtype)}")
        with np.errstate(all="ignore"):
            array, found = array.astype(dtypes.numpy_dtype(dtype)), dtype
    return array.reshape(shape), found


def begins_with_bool(value):
    """Say whether the first element of a nest of lists is True or False.

    >>> begins_with_bool([[True, 2]]), begins_with_bool([2, True]), begins_with_bool(True)
    (True, False, False)
    """
    if not isinstance(value, (list, tuple)):
        return False
    while isinstance(value, (list, tuple)) and value:
        value = value[0]
    return isinstance(value, bool)


# --- what there is ----------------------------------------------------------------------------


def _inferred(value):
    """Follow the first elements: the shape, and the kind of the innermost (None: it is empty)."""
    shape = []
    while True:
        value = _scalar(value)
        if isinstance(value, (str, bytes)) or not _is_sequence(value):
            return tuple(shape), _kind(value)
        shape.append(len(value))
        if not shape[-1]:
            return tuple(shape), None
        value = _first(value)


def _first(value):
    """Return one element; what is asked for by other keys than 0 is gone through instead."""
    try:
        return value[0]
    except Exception:  # noqa: BLE001 - whatever a class of somebody's raises
        pass
    try:
        return next(iter(value))
    except Exception as error:  # noqa: BLE001
        raise ValueError(
            f"Cannot infer dtype of a {type(value).__name__} object, as iter(<object>).next() "
            f"failed: {type(error).__name__}: {error}"
        ) from error


def _scalar(value):
    """Return an array of rank 0 as numpy's scalar, anything else as it is."""
    return value[()] if type(value) is np.ndarray and not value.ndim else value


def _is_sequence(value):
    kind = type(value)
    return kind is list or kind is tuple or (
        hasattr(kind, "__getitem__") and hasattr(kind, "__len__")
        and not isinstance(value, (dict, types.MappingProxyType, np.generic))
    )


def _kind(value):
    if isinstance(value, np.float64):
        return "double"
    if isinstance(value, np.float16):
        return "half"
    if isinstance(value, (float, np.floating)):
        return "float"
    if isinstance(value, (bool, np.bool_)):
        return "bool"
    if isinstance(value, (int, np.integer)):
        return "int"
    if isinstance(value, (str, bytes)):
        return "string"
    if isinstance(value, (complex, np.complexfloating)):
        return "complex"
    raise ValueError(
        f"Attempt to convert a value ({value!r}) with an unsupported type ({type(value)}) "
        "to a Tensor."
    )


_PLAIN = frozenset([bool, int, float, complex, str, bytes])


def _leaves(value, shape):
    """Return the elements in order, and whether they end where the value is not rectangular."""
    level = [value]
    for size in shape:
        inside = []
        for item in level:
            try:
                parts = item if type(item) is list or type(item) is tuple else list(item)
            except TypeError:
                return _until_ragged(value, shape), True
            if len(parts) != size:
                return _until_ragged(value, shape), True
            inside.extend(parts)
        level = inside
    if not _PLAIN.issuperset(map(type, level)):
        level = [_scalar(leaf) for leaf in level]
    return level, False


def _until_ragged(value, shape):
    """Return the elements that TensorFlow sees before the place that is not rectangular."""
    found = []

    def walk(item, depth):
        try:
            parts = list(item)
        except TypeError:
            return False
        if len(parts) != shape[depth]:
            return False
        if depth + 1 == len(shape):
            found.extend(map(_scalar, parts))
            return True
        return all(walk(part, depth + 1) for part in parts)

    walk(value, 0)
    return found


# --- elements of one dtype --------------------------------------------------------------------


def _read(leaves, ragged, kind, dtype):
    """Return the elements as a vector of `dtype`, or of the dtype of their kind."""
    def tried(found):
        array = _READERS[found](leaves, dtypes.numpy_dtype(found))
        if ragged:
            raise _Refused(_RAGGED)
        return array, found

    if dtype in _READERS:
        try:
            return tried(dtype)
        except _Refused as refused:
            if dtype == dtypes.uint64 and refused.args[0] == _OUT_OF_RANGE:
                raise ValueError(_OUT_OF_RANGE) from None  # what TensorFlow makes of it is no value
    try:
        if kind != "int":
            return tried(_float(dtype) if kind == "float" else _OF_KIND[kind])
        try:
            return tried(dtypes.int32 if dtype is None else dtypes.int64)
        except _Refused as refused:
            if refused.args[0] == _WIDE:
                return _wide_integers(tried)
            if refused.args[0] == _FLOAT_AMONG_INTEGERS:
                return tried(_float(dtype))
            raise
    except _Refused as refused:
        raise ValueError(refused.args[0]) from None


def _float(dtype):
    """The dtype of Python floats; what is cast afterwards keeps all digits until then."""
    return dtypes.float32 if dtype is None else dtypes.float64


def _wide_integers(tried):
    try:
        return tried(dtypes.int64)
    except _Refused as refused:
        if refused.args[0] == _FLOAT_AMONG_INTEGERS:
            return tried(dtypes.float32)
        raise


def _integers(leaves, storage):
    bits = 8 * storage.itemsize
    low, high = (0, 2**bits - 1) if storage.kind == "u" else (-(2 ** (bits - 1)), 2**(bits - 1) - 1)
    if not (set(map(type, leaves)) <= {int, bool} and low <= min(leaves) and max(leaves) <= high):
        leaves = [_integer(leaf, low, high) for leaf in leaves]  # the first misfit says which
    return np.array(leaves, storage)


def _integer(leaf, low, high):
    if isinstance(leaf, (int, np.integer)):
        if low <= leaf <= high:
            return int(leaf)
        fits_more = high < _INT64_MAX and _INT64_MIN <= leaf <= _INT64_MAX
        raise _Refused(_WIDE if fits_more else _OUT_OF_RANGE)
    raise _Refused(
        _FLOAT_AMONG_INTEGERS if isinstance(leaf, (float, np.floating)) else _MIXED)


def _floats(leaves, storage):
    if not set(map(type, leaves)) <= {float, int, bool}:
        leaves = [_number(leaf) for leaf in leaves]
    try:
        wide = np.array(leaves, np.float64)
    except OverflowError:
        raise _Refused(_TOO_LARGE) from None
    if storage == wide.dtype:
        return wide
    with np.errstate(all="ignore"):
        narrow = wide.astype(storage)
    lost = np.isinf(narrow) & np.isfinite(wide)
    if lost.any() and any(isinstance(leaves[i], float) for i in lost.nonzero()[0]):
        raise _Refused(_TOO_LARGE)
    return narrow


def _number(leaf):
    if isinstance(leaf, (float, np.floating)):
        return float(leaf)
    if isinstance(leaf, (int, np.integer)):
        return int(leaf)
    raise _Refused(_MIXED)


def _complex_numbers(leaves, storage):
    return np.array([
        complex(leaf) if isinstance(leaf, (complex, np.complexfloating))
        else _floats([leaf], np.dtype(np.float64))[0] for leaf in leaves
    ], storage)


def _strings(leaves, storage):
    if not all(isinstance(leaf, (str, bytes)) for leaf in leaves):
        raise _Refused(_MIXED)
    array = np.empty(len(leaves), storage)
    try:
        array[:] = [x.encode("utf-8") if isinstance(x, str) else bytes(x) for x in leaves]
    except UnicodeEncodeError:
        raise _Refused(_NO_UNICODE) from None
    return array


def _bools(leaves, storage):
    if not all(isinstance(leaf, (bool, np.bool_)) for leaf in leaves):
        raise _Refused(_MIXED)
    return np.array(leaves, storage)


_READERS = {
    dtypes.int32: _integers, dtypes.int64: _integers, dtypes.uint64: _integers,
    dtypes.float16: _floats, dtypes.float32: _floats, dtypes.float64: _floats,
    dtypes.complex128: _complex_numbers, dtypes.string: _strings, dtypes.bool: _bools,
}
_OF_KIND = {
    "double": dtypes.float64, "half": dtypes.float16, "bool": dtypes.bool,
    "string": dtypes.string, "complex": dtypes.complex128,
}


def _casts(to, found):
    """Say whether elements of one dtype may become those of another by a cast."""
    if to.is_integer:
        return found.is_integer
    if to.is_floating:
        return found.is_floating or found.is_integer
    if to.is_complex:
        return found.is_floating or found.is_integer or found.is_complex
    return to.is_quantized and found.is_integer
