"""RowPartition: how a sequence of values is cut into rows, in any of the ways to say so.

Row splits are always there; row lengths, row numbers and counts are kept where they were given,
so that they need not be computed again.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.composite import assertions
from tfcompat._src.core import raw
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.graph import shape_inference


class RowPartition(CompositeTensor):
    """How values are cut into rows: `tf.experimental.RowPartition`.

    Made by `from_row_splits` and its siblings.

    Example:
        >>> import tfcompat as tf
        >>> rows = tf.experimental.RowPartition.from_row_lengths([2, 0, 3])
        >>> rows.row_splits()
        <tf.Tensor: shape=(4,), dtype=int64, numpy=array([0, 2, 2, 5])>
        >>> rows.value_rowids()
        <tf.Tensor: shape=(5,), dtype=int64, numpy=array([0, 0, 2, 2, 2])>
    """

    def __init__(self, row_splits, row_lengths=None, value_rowids=None, nrows=None,
                 uniform_row_length=None, nvals=None, internal=None):
        if internal is not _KEY:
            raise ValueError("RowPartition constructor is private; please use one of the factory "
                             "methods instead (e.g., RowPartition.from_row_lengths())")
        self._row_splits = row_splits
        self._row_lengths = row_lengths
        self._value_rowids = value_rowids
        self._nrows = nrows
        self._uniform_row_length = uniform_row_length
        self._nvals = nvals

    @classmethod
    def from_row_splits(cls, row_splits, validate=True, dtype=None, dtype_hint=None):
        """Cut at given places: row i is values[row_splits[i]:row_splits[i + 1]].

        Raises:
            ValueError: the vector is empty or none.
            InvalidArgumentError: it does not start at 0, or falls.
        """
        if isinstance(row_splits, (list, tuple)) and not row_splits:
            raise ValueError("row_splits tensor may not be empty.")
        splits = _vector(row_splits, "row_splits", dtype, dtype_hint)
        if splits.shape[0] == 0:
            raise ValueError("row_splits tensor may not be empty.")
        if validate:
            message = "Arguments to from_row_splits do not form a valid RaggedTensor"
            assertions.require_equal(_first(splits), _like(0, splits), f"{message}:zero")
            assertions.require_not_negative(_steps(splits), f"{message}:monotonic")
        return cls(splits, internal=_KEY)

    @classmethod
    def from_row_lengths(cls, row_lengths, validate=True, dtype=None, dtype_hint=None):
        """Cut into rows of given lengths.

        Raises:
            InvalidArgumentError: a length is negative.
        """
        lengths = _vector(row_lengths, "row_lengths", dtype, dtype_hint)
        if validate:
            assertions.require_not_negative(
                lengths, "Arguments to from_row_lengths do not form a valid RowPartition"
            )
        limits = raw.Cumsum(lengths, 0)
        splits = raw.ConcatV2([_like([0], lengths), limits], 0)
        return cls(splits, row_lengths=lengths, internal=_KEY)

    @classmethod
    def from_value_rowids(
        cls, value_rowids, nrows=None, validate=True, dtype=None, dtype_hint=None
    ):
        """Cut by the number of the row that each value is in.

        Raises:
            ValueError: there are known to be too few rows.
            InvalidArgumentError: the numbers are not sorted or negative.
        """
        rowids = _vector(value_rowids, "value_rowids", dtype, dtype_hint)
        given = nrows
        if nrows is None:
            ends = raw.ConcatV2([_like([-1], rowids), rowids], 0)
            last = raw.StridedSlice(ends, [-1], [0], [1], shrink_axis_mask=1, end_mask=1)
            nrows = raw.AddV2(last, _like(1, rowids))
        else:
            nrows = convert_to_tensor(nrows, rowids.dtype, name="nrows")
            _check_row_count(nrows, rowids)
        if validate:
            _validate_rowids(rowids, given if given is None else nrows)
        ones = raw.Fill(raw.Shape(rowids), _like(1, rowids))
        lengths = raw.UnsortedSegmentSum(ones, rowids, nrows)
        splits = raw.ConcatV2([_like([0], rowids), raw.Cumsum(lengths, 0)], 0)
        return cls(splits, row_lengths=lengths, value_rowids=rowids, nrows=nrows, internal=_KEY)

    @classmethod
    def from_row_starts(cls, row_starts, nvals, validate=True, dtype=None, dtype_hint=None):
        """Cut where rows start.

        Raises:
            InvalidArgumentError: the first does not start at 0, or the starts fall.
        """
        starts = _vector(row_starts, "row_starts", dtype, dtype_hint)
        nvals = raw.Cast(convert_to_tensor(nvals), DstT=starts.dtype)
        if validate:
            message = "Arguments to from_row_starts do not form a valid RaggedTensor"
            first = raw.StridedSlice(starts, [0], [1], [1])
            assertions.require_equal(first, _like(0, starts), message)
            assertions.require_not_negative(_steps(starts), message)
            last = raw.StridedSlice(starts, [-1], [0], [1], end_mask=1)
            assertions.require_at_most(last, nvals, message)
        splits = raw.ConcatV2([starts, raw.ExpandDims(nvals, 0)], 0)
        return cls(splits, nvals=nvals, internal=_KEY)

    @classmethod
    def from_row_limits(cls, row_limits, validate=True, dtype=None, dtype_hint=None):
        """Cut where rows end.

        Raises:
            InvalidArgumentError: the ends fall or are negative.
        """
        limits = _vector(row_limits, "row_limits", dtype, dtype_hint)
        if validate:
            message = "Arguments to from_row_limits do not form a valid RaggedTensor"
            assertions.require_not_negative(raw.StridedSlice(limits, [0], [1], [1]), message)
            assertions.require_not_negative(_steps(limits), message)
        return cls(raw.ConcatV2([_like([0], limits), limits], 0), internal=_KEY)

    @classmethod
    def from_uniform_row_length(
        cls, uniform_row_length, nvals=None, nrows=None, validate=True, dtype=None,
        dtype_hint=None,
    ):
        """Cut into rows of one length.

        Raises:
            ValueError: neither count is given, or the counts are known not to fit.
            InvalidArgumentError: the counts do not fit.
        """
        if nrows is None and nvals is None:
            raise ValueError("At least one of `nrows` and `nvals` must be specified.")
        length = _scalar(uniform_row_length, "uniform_row_length", dtype, dtype_hint)
        if nvals is not None:
            nvals = _scalar(nvals, "nvals", length.dtype)
        if nrows is not None:
            nrows = _scalar(nrows, "nrows", length.dtype)
        else:
            nrows = _whole_rows(nvals, length)
        if nvals is None:
            nvals = raw.Mul(nrows, length)
        if validate:
            _validate_uniform(length, nrows, nvals)
        splits = raw.Mul(raw.Range(_like(0, length), raw.AddV2(nrows, _like(1, length)),
                                   _like(1, length)), length)
        if assertions.known_size(nrows) is not None and splits.shape[0] is None:
            splits.set_shape([assertions.known_size(nrows) + 1])
        return cls(splits, uniform_row_length=length, nrows=nrows, nvals=nvals, internal=_KEY)

    @property
    def dtype(self):
        """The DType of the splits, int32 or int64."""
        return self._row_splits.dtype

    @property
    def static_nrows(self):
        """The number of rows where it is known, else None."""
        size = self._row_splits.shape[0]
        if size is not None:
            return size - 1
        return None if self._nrows is None else assertions.known_size(self._nrows)

    @property
    def static_nvals(self):
        """The number of values where it is known, else None."""
        if self._nvals is not None and assertions.known_size(self._nvals) is not None:
            return assertions.known_size(self._nvals)
        return None if self._value_rowids is None else self._value_rowids.shape[0]

    @property
    def static_uniform_row_length(self):
        """The length of all rows where there is one and it is known, else None."""
        length = self._uniform_row_length
        return None if length is None else assertions.known_size(length)

    def row_splits(self):
        """Return the places of the cuts, a vector of one more than there are rows."""
        return self._row_splits

    def value_rowids(self):
        """Return for each value the number of its row."""
        if self._value_rowids is not None:
            return self._value_rowids
        return repeat_rows(raw.Range(_like(0, self._row_splits), self.nrows(),
                                     _like(1, self._row_splits)), self.row_lengths())

    def nvals(self):
        """Return the number of values."""
        if self._nvals is not None:
            return self._nvals
        return raw.StridedSlice(self._row_splits, [-1], [0], [1], shrink_axis_mask=1)

    def nrows(self):
        """Return the number of rows."""
        if self._nrows is not None:
            return self._nrows
        size = self._row_splits.shape[0]
        if size is not None:
            return _like(size - 1, self._row_splits)
        return raw.Sub(raw.StridedSlice(raw.Shape(self._row_splits, out_type=self.dtype), [0], [1],
                                        [1], shrink_axis_mask=1), _like(1, self._row_splits))

    def uniform_row_length(self):
        """Return the length of all rows, None where nobody promised that there is one."""
        return self._uniform_row_length

    def row_starts(self):
        """Return where the rows start."""
        return raw.StridedSlice(self._row_splits, [0], [-1], [1], begin_mask=1)

    def row_limits(self):
        """Return where the rows end."""
        return raw.StridedSlice(self._row_splits, [1], [0], [1], end_mask=1)

    def row_lengths(self):
        """Return the lengths of the rows."""
        if self._row_lengths is not None:
            return self._row_lengths
        return raw.Sub(self.row_limits(), self.row_starts())

    def offsets_in_rows(self):
        """Return for each value its place in its row."""
        every = raw.Range(_like(0, self._row_splits), self.nvals(), _like(1, self._row_splits))
        return raw.Sub(every, raw.GatherV2(self.row_starts(), self.value_rowids(), 0))

    def is_uniform(self):
        """Say whether all rows are promised to have one length."""
        return self._uniform_row_length is not None

    def with_dtype(self, dtype):
        """Return the same partition with int32 or int64 splits.

        Raises:
            ValueError: the dtype is another one.
        """
        dtype = dtypes.as_dtype(dtype)
        if dtype not in (dtypes.int32, dtypes.int64):
            raise ValueError(
                f"Argument `row_splits` dtype must be int32 or int64. Received {dtype}."
            )
        if dtype == self.dtype:
            return self
        parts = [self._row_splits, self._row_lengths, self._value_rowids, self._nrows,
                 self._uniform_row_length, self._nvals]
        return RowPartition(
            *[None if part is None else raw.Cast(part, DstT=dtype) for part in parts],
            internal=_KEY,
        )

    def with_counts(self, uniform_row_length=None, nvals=None):
        """Return the same partition with more known of it; used where a spec says so."""
        return RowPartition(
            self._row_splits, self._row_lengths, self._value_rowids, self._nrows,
            self._uniform_row_length if uniform_row_length is None else uniform_row_length,
            self._nvals if nvals is None else nvals, internal=_KEY,
        )

    @property
    def _type_spec(self):
        return RowPartitionSpec(self.static_nrows, self.static_nvals,
                                self.static_uniform_row_length, self.dtype)

    @classmethod
    def _call_op(cls, op, inputs, attrs, name):
        raise TypeError(f"A RowPartition is no input for {op.name}.")

    def __repr__(self):
        splits = self._row_splits
        if isinstance(splits, EagerTensor):
            return f"tf.RowPartition(row_splits={splits._array})"
        return f"tf.RowPartition(row_splits={splits})"


class RowPartitionSpec(TypeSpec):
    """Describes a RowPartition.

    Args:
        nrows: the number of rows, or None.
        nvals: the number of values, or None.
        uniform_row_length: the length of all rows, or None.
        dtype: the DType of the splits.
    """

    __slots__ = ("_dtype", "_nrows", "_nvals", "_uniform_row_length")

    def __init__(self, nrows=None, nvals=None, uniform_row_length=None, dtype=dtypes.int64):
        self._nrows, self._nvals = nrows, nvals
        self._uniform_row_length = uniform_row_length
        self._dtype = dtypes.as_dtype(dtype)

    @property
    def value_type(self):
        """The class RowPartition."""
        return RowPartition

    def _serialize(self):
        return (TensorShape([self._nrows]), TensorShape([self._nvals]),
                TensorShape([self._uniform_row_length]), self._dtype)

    @classmethod
    def _deserialize(cls, serialization):
        *sizes, dtype = serialization
        return cls(*[shape[0] for shape in sizes], dtype)

    @property
    def _component_specs(self):
        return TensorSpec([None if self._nrows is None else self._nrows + 1], self._dtype)

    def _to_components(self, value):
        return value.row_splits()

    def _from_components(self, components):
        return RowPartition.from_row_splits(components, validate=False, dtype=self._dtype)

    def __repr__(self):
        return (f"RowPartitionSpec(nrows={self._nrows}, nvals={self._nvals}, "
                f"uniform_row_length={self._uniform_row_length}, dtype={self._dtype!r})")


_KEY = object()


def repeat_rows(rows, counts):
    """Repeat each slice of `rows` by its count, along the first axis."""
    limits = raw.Cumsum(counts, 0)
    total = raw.Sum(counts, [0])
    # How many rows have ended at each place is the number of the row that the place is in.
    ones = raw.Fill(raw.Shape(limits), _like(1, counts))
    ended = raw.UnsortedSegmentSum(ones, limits, raw.AddV2(total, _like(1, counts)))
    owners = raw.StridedSlice(raw.Cumsum(ended, 0), [0], [-1], [1], begin_mask=1)
    return raw.GatherV2(rows, owners, 0)


def _like(value, tensor):
    """Return an integer constant of the dtype of `tensor`."""
    return convert_to_tensor(value, tensor.dtype)


def _first(vector):
    return raw.StridedSlice(vector, [0], [1], [1], shrink_axis_mask=1)


def _steps(vector):
    """Return by how much each element of a vector exceeds the one before."""
    following = raw.StridedSlice(vector, [1], [0], [1], end_mask=1)
    return raw.Sub(following, raw.StridedSlice(vector, [0], [-1], [1], begin_mask=1))


def _converted(value, name, dtype, dtype_hint):
    if dtype is None:
        hint = None if hasattr(value, "dtype") else dtype_hint or dtypes.int64
        tensor = convert_to_tensor(value, dtype_hint=hint, name=name)
    elif isinstance(value, Tensor):
        tensor = raw.Cast(value, DstT=dtype)
    else:
        tensor = convert_to_tensor(value, dtype, name=name)
    if tensor.dtype not in (dtypes.int32, dtypes.int64):
        raise ValueError(f"{name} must have dtype int32 or int64")
    return tensor


def _vector(value, name, dtype, dtype_hint):
    tensor = _converted(value, name, dtype, dtype_hint)
    tensor.shape.assert_has_rank(1)
    return tensor


def _scalar(value, name, dtype, dtype_hint=None):
    tensor = _converted(value, name, dtype, dtype_hint)
    tensor.shape.assert_has_rank(0)
    return tensor


def _check_row_count(nrows, rowids):
    nrows.shape.assert_has_rank(0)
    count = assertions.known_size(nrows)
    if count is None:
        return
    if count < 0:
        raise ValueError(f"Expected nrows >= 0; got {count}")
    known = rowids._array if isinstance(rowids, EagerTensor) else (
        shape_inference.constant_value(rowids))
    if known is not None and known.size and count < known[-1] + 1:
        raise ValueError(f"Expected nrows >= value_rowids[-1] + 1; got nrows={count}, "
                         f"value_rowids[-1]={known[-1]}")


def _validate_rowids(rowids, nrows):
    message = "Arguments to from_value_rowids do not form a valid RowPartition"
    assertions.require_not_negative(raw.StridedSlice(rowids, [0], [1], [1]), message)
    assertions.require_not_negative(_steps(rowids), message)
    if nrows is not None:
        last = raw.StridedSlice(rowids, [-1], [0], [1], end_mask=1)
        assertions.require_at_most(last, raw.Sub(nrows, _like(1, rowids)), message)


def _whole_rows(nvals, length):
    """Return how many rows of a length there are, 0 for length 0."""
    zero = raw.Equal(length, _like(0, length))
    safe = raw.SelectV2(zero, _like(1, length), length)
    return raw.SelectV2(zero, _like(0, length), raw.FloorDiv(nvals, safe))


def _validate_uniform(length, nrows, nvals):
    size, rows, values = (assertions.known_size(item) for item in (length, nrows, nvals))
    if None not in (size, rows, values):
        if size * rows != values:
            raise ValueError(
                f"uniform_row_length={size} times nrows={rows} must equal nvals={values}"
            )
        if size < 0 or rows < 0:
            raise ValueError(f"Expected uniform_row_length >= 0; got {size}" if size < 0 else
                             f"Expected nrows >= 0; got {rows}")
        return
    message = "Arguments to from_uniform_row_length do not form a valid RowPartition"
    assertions.require_equal(raw.Mul(length, nrows), nvals, message)
    assertions.require_not_negative(length, message)
