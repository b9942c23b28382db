"""Every combination of the features in ragged rows: `tf.ragged.cross`.

Sparse rows are in `sparse_math.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.ragged_tensor import RaggedTensor, is_ragged
from tfcompat._src.composite.sparse_tensor import SparseTensor, SparseTensorValue
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import scopes

_HASH_KEY = 0xDECAFCAFFE


def cross(inputs, name=None):
    """Every combination of the features in each row, as texts joined by "_X_".

    Args:
        inputs: a list of RaggedTensors, SparseTensors and matrices, of strings or integers.
        name: a name for the operations.

    Returns:
        A string RaggedTensor.

    Raises:
        TypeError: the inputs are no list.
        ValueError: an element is of another dtype or rank.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged.cross([tf.ragged.constant([["a"], ["b", "c"]]), [["x"], ["y"]]])
        <tf.RaggedTensor [[b'a_X_x'], [b'b_X_y', b'c_X_y']]>
    """
    return _crossed(inputs, False, 0, None, name)


def cross_hashed(inputs, num_buckets=0, hash_key=None, name=None):
    """Every combination of the features in each row, hashed; see `cross`.

    Args:
        inputs: a list of RaggedTensors, SparseTensors and matrices, of strings or integers.
        num_buckets: how many hashes there are; no bound when 0.
        hash_key: an integer on which the hashes depend.
        name: a name for the operations.

    Returns:
        An int64 RaggedTensor.

    Raises:
        TypeError: the inputs are no list.
        ValueError: an element is of another dtype or rank.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged.cross_hashed([tf.ragged.constant([["a"], ["b", "c"]])], num_buckets=1)
        <tf.RaggedTensor [[0], [0, 0]]>
    """
    return _crossed(inputs, True, num_buckets, hash_key, name)


def _crossed(inputs, hashed, num_buckets, hash_key, name):
    if not isinstance(inputs, (list, tuple)):
        raise TypeError("Inputs must be a list")
    hash_key = _HASH_KEY if hash_key is None else hash_key
    with scopes.scope(name, "RaggedCross") as scope:
        kinds = {"R": [], "S": [], "D": []}
        order = ""
        for i, value in enumerate(inputs):
            kind, feature = _feature(i, value)
            kinds[kind].append(feature)
            order += kind
        ragged, sparse = kinds["R"], kinds["S"]
        narrow = ragged and all(x.row_splits.dtype == dtypes.int32 for x in ragged)
        values, splits = raw.RaggedCross(
            [x.values for x in ragged], [x.row_splits for x in ragged],
            [x.indices for x in sparse], [x.values for x in sparse],
            [x.dense_shape for x in sparse], kinds["D"], input_order=order,
            hashed_output=hashed, num_buckets=num_buckets,
            hash_key=hash_key - 2**64 if hash_key > 2**63 else hash_key,
            out_values_type=dtypes.int64 if hashed else dtypes.string,
            out_row_splits_type=dtypes.int32 if narrow else dtypes.int64, name=scope)
        return RaggedTensor.from_row_splits(values, splits, validate=False)


def _feature(number, value):
    """Return an input with a letter for its kind, integers as int64."""
    if isinstance(value, SparseTensorValue):
        value = SparseTensor.from_value(value)
    if not isinstance(value, SparseTensor):
        value = convert_to_tensor(value)
    if value.dtype.is_integer:
        value = raw.Cast(value, DstT=dtypes.int64)
    elif value.dtype != dtypes.string:
        raise ValueError(f"Unexpected dtype for inputs[{number}]: {value.dtype}")
    if isinstance(value, SparseTensor):
        return "S", value
    if not is_ragged(value):
        return "D", value
    if value.ragged_rank != 1:
        raise ValueError("tf.ragged.cross only supports inputs with rank=2")
    return "R", value
