"""Python values to the arrays of Const nodes, as TensorFlow writes constants into graphs.

numpy decides here what a nest is, after its elements were looked at one by one: the rules, and
the sentences, are others than those of eager tensors (`values.py`, `sequences.py`).
"""

import numbers

import numpy as np

from tfcompat._src.base import dtypes, nest

_QUANTIZED = frozenset([
    dtypes.qint8, dtypes.quint8, dtypes.qint16, dtypes.quint16, dtypes.qint32,
])


def to_array(value, dtype=None):
    """Return `value` as an array, and its DType.

    Args:
        value: a Python scalar, string, numpy array or scalar, or a nest of lists and tuples.
        dtype: the DType to have, or None to infer it from the value.

    Returns:
        An ndarray (strings: dtype object, holding bytes) and a DType.

    Raises:
        TypeError: an element does not convert to `dtype`, or to any.
        ValueError: the value is None, or not rectangular.
    """
    if value is None:
        raise ValueError("None values not supported.")
    with np.errstate(all="ignore"):
        array = _array(value, dtype)
    found = dtypes.from_numpy(array.dtype)
    if dtype in _QUANTIZED:
        found = dtype
    if dtype is not None and dtype.base_dtype != found:
        raise TypeError(
            f"`dtype` {dtype} is not compatible with {value} of dtype {array.dtype}.")
    if found == dtypes.string:
        return _bytes(array, value), found
    return array.copy() if array is value else array, found


def _array(value, dtype):
    storage = None if dtype is None or not dtype.is_numpy_compatible else dtypes.numpy_dtype(dtype)
    if _is_array_like(value):
        array = np.asarray(value)
        return array if dtype is None else array.astype(dtypes.numpy_dtype(dtype))
    if dtype is not None:
        _check(value, dtype)
    if dtype in _QUANTIZED:
        array = np.array(value, dtype=storage)
        return array.reshape(array.shape[:-1]) if array.size else array  # tuples are elements
    if storage is not None and np.issubdtype(storage, np.number):
        array = np.array(value).astype(storage)  # numbers out of range wrap around
    else:
        array = np.array(value, dtype=storage)
    dense = _dense_dimensions(value)
    if list(array.shape) != dense:
        raise ValueError(
            f"Expected values {value} to be a dense tensor with shape {dense}, but got shape "
            f"{list(array.shape)}."
        )
    return array if dtype is not None else _narrow(array)


def _narrow(array):
    """Take float32 and, where nothing is lost, int32: numpy prefers 64 bits."""
    if array.dtype == np.float64:
        return array.astype(np.float32)
    if array.dtype == np.int64:
        narrow = array.astype(np.int32)
        return narrow if np.array_equal(narrow, array) else array
    return array


def _is_array_like(value):
    if isinstance(value, (bytes, str)) and not isinstance(value, np.generic):
        return False
    if hasattr(type(value), "__array__") or hasattr(value, "__array_interface__"):
        return True
    try:
        memoryview(value)
    except TypeError:
        return False
    return True


def _dense_dimensions(value):
    """Return the sizes that the first elements have."""
    sizes = []
    while isinstance(value, (list, tuple)):
        sizes.append(len(value))
        if not value:
            break
        value = value[0]
    return sizes


def _check(value, dtype):
    """Raise TypeError for the first element that is no number, text or truth of the dtype's."""
    if dtype in _QUANTIZED:
        _check_quantized(value, dtype)
        return
    if dtype.is_bool:
        kinds = (bool,)
    elif dtype.is_integer:
        kinds = (numbers.Integral, np.integer)
    elif dtype.is_floating:
        kinds = (numbers.Real, np.integer, np.floating)
    elif dtype.is_complex:
        kinds = (numbers.Complex, np.number)
    elif dtype == dtypes.string:
        kinds = (bytes, str)
    else:
        return
    for leaf in nest.flatten(value):
        kind = leaf.dtype.type if type(leaf) is np.ndarray else type(leaf)
        if not issubclass(kind, kinds):
            raise _expected(dtype, leaf)


def _check_quantized(value, dtype):
    """Elements are tuples of one integer each."""
    if not isinstance(value, (list, tuple)):
        raise _expected(dtype, value)
    for item in value:
        if isinstance(value, list):
            _check_quantized(item, dtype)
        elif not isinstance(item, (numbers.Integral, np.integer)):
            raise _expected(dtype, item)


def _expected(dtype, found):
    return TypeError(
        f"Expected {dtype.name}, but got {found} of type '{type(found).__name__}'.")


def _bytes(array, value):
    """Return an array of strings as one of bytes; what is not text among Python values is told."""
    if _is_array_like(value):
        leaves = array.reshape(-1).tolist()
        wrong = [leaf for leaf in leaves if not isinstance(leaf, (bytes, str))]
        if wrong:
            raise TypeError(f"Expected binary or unicode string, got {wrong[0]!r}")
    else:
        leaves = nest.flatten(value)
        if len(leaves) != array.size or not all(isinstance(leaf, (bytes, str)) for leaf in leaves):
            raise TypeError(
                f"Failed to convert elements of {value} to Tensor. Consider casting elements to a "
                "supported type. See https://www.tensorflow.org/api_docs/python/tf/dtypes for "
                "supported TF dtypes."
            )
    result = np.empty(array.size, object)
    result[:] = [x.encode("utf-8") if isinstance(x, str) else bytes(x) for x in leaves]
    return result.reshape(array.shape)
