"""Ragged tensors packed into variants, as a whole or row by row, and put together again."""

from tfcompat._src.arrays import handles
from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.ragged import check_row_splits
from tfcompat._src.ops.variants import Variant, alone
from tfcompat._src.registry import op
from tfcompat._src.registry.definition import type_name


class Ragged(Variant):
    """A ragged tensor: values, and the splits of its dimensions.

    Attributes:
        splits: tuple of vectors, the outermost first.
        values: an array.
    """

    __slots__ = ("splits", "values")

    def __init__(self, splits, values):
        self.splits = tuple(splits)
        self.values = values

    def mapped(self, function):
        """Return a ragged tensor of the same rows with what a function makes of the values."""
        return Ragged(self.splits, function(self.values))

    def joined(self, other, function):
        """Return one with what a function makes of the values of two."""
        if self.values.shape != other.values.shape:
            raise InvalidArgumentError("Can't add RaggedTensorVariants of different rows.")
        return Ragged(self.splits, function(self.values, other.values))

    def __eq__(self, other):
        """Say whether another value has the same rows and values, NaN being none."""
        if not isinstance(other, Ragged):
            return NotImplemented
        mine, theirs = [(part.dtype, part.shape, part.tolist()) for part in self._parts()], [
            (part.dtype, part.shape, part.tolist()) for part in other._parts()]
        return mine == theirs

    __hash__ = None

    def _parts(self):
        return [*self.splits, self.values]

    def __repr__(self):
        values = type_name(dtypes.from_numpy(self.values.dtype))
        splits = type_name(dtypes.from_numpy(self.splits[0].dtype)) if self.splits else "INVALID"
        return (f"<RaggedTensorVariant(dtype={values}, ragged_rank={len(self.splits)}, "
                f"splits_dtype={splits}>")


@op("""
    RaggedTensorToVariant(rt_nested_splits: RAGGED_RANK * Tsplits, rt_dense_values: Tvalues) -> (
            encoded_ragged: variant)
        RAGGED_RANK: int >= 0
        Tvalues: type
        Tsplits: {int32, int64} = int64
        batched_input: bool
""")
def ragged_tensor_to_variant(xp, rt_nested_splits, rt_dense_values, *, batched_input):
    """Pack a ragged tensor into one variant, or each of its rows into one.

    Shapes:
        rt_nested_splits: [rows + 1] each
        rt_dense_values: [n, inner...]
        encoded_ragged: [], or [rows] with `batched_input`
    Errors:
        InvalidArgumentError: the values are a scalar where there are rows.
    Source: tf.raw_ops.RaggedTensorToVariant
    """
    if rt_nested_splits and not rt_dense_values.ndim:
        raise InvalidArgumentError("Requires flat_values to have rank>=1 when nested_row_splits is "
                                   "not empty, but is 0.")
    count = rt_dense_values.shape[0] if rt_dense_values.ndim else 0
    for splits in reversed(rt_nested_splits):
        check_row_splits(splits, count)
        count = splits.size - 1
    if not batched_input:
        return Ragged(rt_nested_splits, rt_dense_values)
    if not rt_nested_splits:
        if not rt_dense_values.ndim:
            raise InvalidArgumentError(
                "Can't unbatch rank-0 tensor.")
        return handles.stacked([Ragged((), rt_dense_values[i, ...])
                                for i in range(rt_dense_values.shape[0])])
    bounds = rt_nested_splits[0].tolist()
    return handles.stacked([_part(rt_nested_splits[1:], rt_dense_values, start, stop)
                            for start, stop in zip(bounds[:-1], bounds[1:], strict=True)])


def _part(nested, values, start, stop):
    """Return the rows from `start` to `stop` of a ragged tensor."""
    splits = []
    for bounds in nested:
        piece = bounds[start : stop + 1]
        splits.append(piece - piece[0])
        start, stop = int(piece[0]), int(piece[-1])
    return Ragged(splits, values[start:stop])


@ragged_tensor_to_variant.shape
def ragged_tensor_to_variant_shape(c):
    values, nested = c["rt_dense_values"], c["rt_nested_splits"]
    for shape in nested:
        checks.with_rank(shape, 1)
    if nested:
        checks.with_rank_at_least(values, 1)
    if not c.attr("batched_input"):
        return [TensorShape([])]
    if nested:
        rows = nested[0][0] if nested[0].rank else None
        return [TensorShape([None if rows is None else rows - 1])]
    checks.with_rank_at_least(values, 1)
    return [TensorShape([values[0] if values.rank else None])]


@ragged_tensor_to_variant.gradient(sparse=True)
def ragged_tensor_to_variant_gradient(op, dvariant):
    values, nested = op.inputs[-1], op.inputs[:-1]
    if dvariant is None:
        return [None] * len(op.inputs)
    kind = op.attr("Tsplits")
    splits = nested[0] if nested else raw.Cast(0, DstT=kind)
    return [*[None] * len(nested), raw.RaggedTensorToVariantGradient(
        dvariant, splits, raw.Shape(values), Tvalues=op.attr("Tvalues"), Tsplits=kind)]


@op("""
    RaggedTensorFromVariant(encoded_ragged: variant) -> (
            output_nested_splits: output_ragged_rank * Tsplits, output_dense_values: Tvalues)
        input_ragged_rank: int >= -1
        output_ragged_rank: int >= 0
        Tvalues: type
        Tsplits: {int32, int64} = int64
""")
def ragged_tensor_from_variant(
    xp, encoded_ragged, *, input_ragged_rank, output_ragged_rank, Tvalues, Tsplits  # noqa: N803
):
    """Unpack a ragged tensor from a variant, or stack those of many.

    Shapes:
        encoded_ragged: any
        output_nested_splits: [rows + 1] each
        output_dense_values: [n, inner...]
    Errors:
        InvalidArgumentError: the variants hold other ranks or types than the attributes say.
    Source: tf.raw_ops.RaggedTensorFromVariant
    """
    shape = encoded_ragged.shape
    rank = _input_rank(input_ragged_rank, output_ragged_rank, len(shape))
    items = encoded_ragged.reshape(-1).tolist() if shape else [alone(encoded_ragged)]
    for item in items:
        _check(item, max(rank, 0), Tvalues, Tsplits)
    if not shape:
        return list(items[0].splits), items[0].values
    if rank < 0:
        return [], _stacked(xp, items, shape, Tvalues)
    return _joined(xp, items, shape, rank, Tvalues, Tsplits)


def _input_rank(given, wanted, dims):
    rank = wanted - dims if given == -1 else given
    if rank < -1:
        raise InvalidArgumentError(
            "Inferred input_ragged_rank (output_ragged_rank - encoded_variant.dims()) must be >= "
            f"-1, found output_ragged_rank: {wanted}, encoded_variant.dims(): {dims}, inferred "
            f"input_ragged_rank: {rank}")
    if (given, wanted, dims) == (0, 0, 1):  # tensors without rows are stacked to one
        return -1
    if given != -1 and wanted != given + dims:
        raise InvalidArgumentError(
            "output_ragged_rank must be equal to input_ragged_rank + encoded_ragged.dims(); "
            f"output_ragged_rank: {wanted}, input_ragged_rank: {given}, encoded_variant.dims(): "
            f"{dims}.")
    return rank


def _check(item, rank, values_type, splits_type):
    if not isinstance(item, Ragged):
        raise InvalidArgumentError("Input Variant element does not hold a RaggedTensorVariant")
    if len(item.splits) != rank:
        raise InvalidArgumentError(
            f"Encoded input RaggedTensorVariant has ragged_rank={len(item.splits)}.  Expected "
            f"ragged_rank={rank}.")
    found = dtypes.from_numpy(item.values.dtype)
    if found != values_type:
        raise InvalidArgumentError(f"Expected values Tensor dtype: {type_name(values_type)}, "
                                   f"found: {type_name(found)}")
    for splits in item.splits:
        kind = dtypes.from_numpy(splits.dtype)
        if kind != splits_type:
            raise InvalidArgumentError(f"Expected row_splits Tensor dtype: "
                                       f"{type_name(splits_type)}, found: {type_name(kind)}")


def _check_shapes(shapes):
    for i, shape in enumerate(shapes):
        if shape != shapes[0]:
            raise InvalidArgumentError(
                f"All flat_values must have compatible shapes.  Shape at index 0: "
                f"{shown(shapes[0])}.  Shape at index {i}: {shown(shape)}")


def _stacked(xp, items, shape, dtype):
    """Return tensors without rows as one, in outer dimensions."""
    if not items:
        return xp.zeros(shape, dtype.as_numpy_dtype)
    _check_shapes([item.values.shape for item in items])
    return xp.stack([item.values for item in items]).reshape((*shape, *items[0].values.shape))


def _joined(xp, items, shape, rank, values_type, splits_type):
    """Return ragged tensors as one: the splits of all its dimensions, and the values."""
    kind = splits_type.as_numpy_dtype
    for i, item in enumerate(items):
        if not item.values.ndim:
            raise InvalidArgumentError(
                f"Ragged values must have rank >= 1; encoded scalar element at index {i} has "
                f"values Tensor: Tensor<type: {type_name(values_type)} shape: [] values: "
                f"{item.values}>")
    _check_shapes([item.values.shape[1:] for item in items])
    result, count = [], shape[0]
    for size in shape[1:]:
        result.append(xp.arange(count + 1, dtype=kind) * size)
        count *= size
    lengths = [item.splits[0].size - 1 if rank else item.values.shape[0] for item in items]
    result.append(_bounds(xp, lengths, kind))
    for depth in range(rank):
        parts = [item.splits[depth][1:] - item.splits[depth][:-1] for item in items]
        lengths = xp.concatenate(parts).tolist() if parts else []
        result.append(_bounds(xp, lengths, kind))
    values = xp.concatenate([item.values for item in items]) if items else xp.zeros(
        (0,), values_type.as_numpy_dtype)
    return result, values


def _bounds(xp, lengths, kind):
    return xp.concatenate([xp.zeros(1, kind), xp.cumsum(xp.asarray(lengths, kind), dtype=kind)])


@ragged_tensor_from_variant.shape
def ragged_tensor_from_variant_shape(c):
    given, wanted = c.attr("input_ragged_rank"), c.attr("output_ragged_rank")
    shape = c["encoded_ragged"]
    if shape.rank is not None and given >= 0 and (given, wanted, shape.rank) != (0, 0, 1):
        checks.with_rank(shape, wanted - given)
    return [TensorShape([None])] * wanted + [TensorShape(None)]


@ragged_tensor_from_variant.gradient(sparse=True)
def ragged_tensor_from_variant_gradient(op, *dys):
    if dys[-1] is None:
        return None
    rank = op.inputs[0].shape.rank
    if rank is not None and rank > 1:
        raise ValueError("Unable to compute gradient: RaggedTensorToVariant can currently only "
                         "generate 0D or 1D output.")
    batched = op.attr("output_ragged_rank") > 0 if rank is None else rank == 1
    return raw.RaggedTensorToVariant(
        list(op.outputs[:-1]), dys[-1], batched_input=batched, Tsplits=op.attr("Tsplits"))


@op("""
    RaggedTensorToVariantGradient(encoded_ragged_grad: variant, row_splits: Tsplits,
                                  dense_values_shape: int32) -> dense_values_grad: Tvalues
        Tvalues: type
        Tsplits: {int32, int64} = int64
""", host=("dense_values_shape",))
def ragged_tensor_to_variant_values(
    xp, encoded_ragged_grad, row_splits, dense_values_shape, *, Tvalues  # noqa: N803
):
    """Return the gradient of the values that were packed: those of the variants, put together.

    Shapes:
        encoded_ragged_grad: [] or [rows]
        row_splits: [rows + 1], or [] where there are no rows
        dense_values_shape: [rank]
        dense_values_grad: as `dense_values_shape` says
    Errors:
        InvalidArgumentError: the variants hold another type, or more or fewer values.
    Source: tf.raw_ops.RaggedTensorToVariantGradient
    """
    shape = tuple(dense_values_shape.tolist())
    if not encoded_ragged_grad.ndim:
        items = [alone(encoded_ragged_grad)]
    else:
        items = encoded_ragged_grad.reshape(-1).tolist()
    parts = [item.values.reshape(-1) for item in items if isinstance(item, Ragged)]
    flat = xp.concatenate(parts) if parts else xp.zeros((0,), Tvalues.as_numpy_dtype)
    if len(parts) != len(items) or flat.dtype != Tvalues.as_numpy_dtype:
        raise InvalidArgumentError(f"Expected RaggedTensorVariants of {type_name(Tvalues)}")
    total = TensorShape(shape).num_elements()
    if flat.size != total:
        raise InvalidArgumentError(
            f"The variants hold {flat.size} values, but dense_values_shape is {shown(shape)}")
    return flat.reshape(shape)


@ragged_tensor_to_variant_values.shape
def ragged_tensor_to_variant_values_shape(c):
    return [c.value_as_shape("dense_values_shape")]
