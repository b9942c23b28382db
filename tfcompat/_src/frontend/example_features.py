"""Descriptions of the features of example messages: what `tf.io.parse_example` and others take."""

import collections

from tfcompat._src.base import dtypes


class VarLenFeature(collections.namedtuple("VarLenFeature", ["dtype"])):
    """Any number of values: `tf.io.VarLenFeature`; they become a SparseTensor.

    Attributes:
        dtype: float32, int64 or string.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.VarLenFeature(tf.int64)
        VarLenFeature(dtype=tf.int64)
    """


class FixedLenFeature(collections.namedtuple(
    "FixedLenFeature", ["shape", "dtype", "default_value"], defaults=[None]
)):
    """An array of one shape: `tf.io.FixedLenFeature`; it becomes a tensor.

    Attributes:
        shape: the shape.
        dtype: float32, int64 or string.
        default_value: what to take where the feature is missing; None if it must be there.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.FixedLenFeature([2], tf.float32).default_value is None
        True
    """

    __slots__ = ()


class FixedLenSequenceFeature(collections.namedtuple(
    "FixedLenSequenceFeature", ["shape", "dtype", "allow_missing", "default_value"],
    defaults=[False, None],
)):
    """Any number of arrays of one shape: `tf.io.FixedLenSequenceFeature`; filled up to a tensor.

    Attributes:
        shape: the shape of one.
        dtype: float32, int64 or string.
        allow_missing: whether there may be none; must be True for features that are no lists.
        default_value: the scalar to fill up with, zero by default.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.FixedLenSequenceFeature([], tf.int64, allow_missing=True).allow_missing
        True
    """

    __slots__ = ()


class SparseFeature(collections.namedtuple(
    "SparseFeature", ["index_key", "value_key", "dtype", "size", "already_sorted"],
    defaults=[False],
)):
    """Values with their places in two or more features: `tf.io.SparseFeature`.

    Attributes:
        index_key: the name of the feature with the places, or a list of one for each dimension.
        value_key: the name of the feature with the values.
        dtype: the dtype of the values.
        size: the size of the dimension, or a list of these.
        already_sorted: whether the places are in order.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.SparseFeature("place", "value", tf.float32, 10).size
        10
    """

    __slots__ = ()


class _Partition(collections.namedtuple("_Partition", ["key"])):
    """A feature that says where rows begin and end."""

    __slots__ = ()


class RaggedFeature(collections.namedtuple(
    "RaggedFeature", ["dtype", "value_key", "partitions", "row_splits_dtype", "validate"]
)):
    """Values in rows of different lengths: `tf.io.RaggedFeature`; they become a RaggedTensor.

    Args:
        dtype: float32, int64 or string.
        value_key: the name of the feature with the values; by default the key in `features`.
        partitions: list of RowSplits, RowLengths, RowStarts, RowLimits or ValueRowIds, each with
            the name of a feature, or UniformRowLength; outermost first.
        row_splits_dtype: int32 or int64.
        validate: whether to check that rows and values fit.

    Raises:
        TypeError, ValueError: an argument is of another kind.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.RaggedFeature(tf.int64, "v", [tf.io.RaggedFeature.RowLengths("n")]).value_key
        'v'
    """

    __slots__ = ()

    class RowSplits(_Partition):
        """Where each row begins, and the number of values."""

    class RowLengths(_Partition):
        """How long each row is."""

    class RowStarts(_Partition):
        """Where each row begins."""

    class RowLimits(_Partition):
        """Where each row ends."""

    class ValueRowIds(_Partition):
        """Which row each value is in."""

    class UniformRowLength(collections.namedtuple("UniformRowLength", ["length"])):
        """How long all rows are."""

    def __new__(
        cls, dtype, value_key=None, partitions=(), row_splits_dtype=dtypes.int32, validate=False
    ):
        if value_key is not None:
            if not isinstance(value_key, str):
                raise ValueError(f"Argument `value_key` must be a string; got {value_key!r}")
            if not value_key:
                raise ValueError("Argument `value_key` must not be empty")
        dtype = dtypes.as_dtype(dtype)
        if dtype not in (dtypes.int64, dtypes.float32, dtypes.string):
            raise ValueError(
                f"Argument `dtype` must be int64, float32, or bytes; got {dtype!r}"
            )
        row_splits_dtype = dtypes.as_dtype(row_splits_dtype)
        if row_splits_dtype not in (dtypes.int32, dtypes.int64):
            raise ValueError(
                f"Argument `row_splits_dtype` must be int32 or int64; got{row_splits_dtype!r}"
            )
        if not isinstance(partitions, (list, tuple)):
            raise TypeError(
                f"Argument `partitions` must be a list or tuple. Received"
                f"partitions={partitions} of type {type(partitions).__name__}."
            )
        if not all(isinstance(part, (_Partition, cls.UniformRowLength)) for part in partitions):
            raise TypeError(
                "Argument `partitions` must be a list of partition objects "
                f"[RowSplits(...), ...]; got: {partitions!r}"
            )
        if not isinstance(validate, bool):
            raise TypeError(f"Argument `validate` must be a bool; got {validate!r}")
        return super().__new__(
            cls, dtype, value_key, tuple(partitions), row_splits_dtype, validate
        )


class Plan:
    """Which features an op is to parse, by kind.

    Args:
        features: dict of keys to descriptions.
        kinds: the descriptions that are allowed.

    Attributes:
        sparse: dict of names to DTypes.
        dense: dict of names to (DType, shape, default value).
        ragged: dict of names to (DType, DType of row splits).

    Raises:
        ValueError: a description is not allowed or not complete.
    """

    def __init__(self, features, kinds):
        self.sparse, self.dense, self.ragged = {}, {}, {}
        for key in sorted(features or {}):
            self._add(key, features[key], kinds)

    def _add(self, key, feature, kinds):
        if not isinstance(feature, kinds):
            if isinstance(feature, _DESCRIPTIONS):
                raise ValueError(f"Unsupported {type(feature).__name__} {feature}.")
            raise ValueError(
                f"Unsupported {type(feature).__name__} {feature} for key '{key}'"
            )
        if isinstance(feature, VarLenFeature):
            _need(feature.dtype, "type", key, feature, "")
            self._add_sparse(key, feature.dtype)
        elif isinstance(feature, SparseFeature):
            names = feature.index_key
            for name in [names] if isinstance(names, str) else sorted(names):
                self._add_sparse(name, dtypes.int64)
            _need(feature.dtype, "type", key, feature)
            self._add_sparse(feature.value_key, feature.dtype)
        elif isinstance(feature, RaggedFeature):
            name = key if feature.value_key is None else feature.value_key
            self.ragged[name] = feature.dtype, feature.row_splits_dtype
            for part in feature.partitions:
                if not isinstance(part, RaggedFeature.UniformRowLength):
                    self.ragged[part.key] = dtypes.int64, feature.row_splits_dtype
        else:
            _need(feature.dtype, "type", key, feature)
            _need(feature.shape, "shape", key, feature)
            self._add_dense(key, feature)

    def _add_sparse(self, name, dtype):
        known = self.sparse.setdefault(name, dtype)
        if known != dtype:
            raise ValueError(f"Conflicting type {known} vs {dtype} for feature {name}.")

    def _add_dense(self, key, feature):
        shape, default = list(feature.shape), feature.default_value
        if isinstance(feature, FixedLenFeature) and shape and shape[0] is None:
            raise ValueError(
                f"First dimension of shape for feature {key} unknown. Consider using "
                f"FixedLenSequenceFeature. Received feature={feature}."
            )
        if any(size is None for size in shape):
            raise ValueError(
                f"All dimensions of shape for feature {key} need to be known but received "
                f"{feature.shape}."
            )
        self.dense[key] = feature.dtype, shape, default

    def keys(self):
        """Return the names of all features, as outputs come."""
        return [*self.sparse, *self.dense, *self.ragged]


def _need(value, what, key, feature, stop="."):
    if value is None or (what == "type" and not value):
        raise ValueError(f"Missing {what} for feature {key}. Received feature={feature}{stop}")


_DESCRIPTIONS = (
    VarLenFeature, FixedLenFeature, FixedLenSequenceFeature, SparseFeature, RaggedFeature
)
