"""Rows that mapped functions get, and results that are stacked again: dense, ragged and sparse.

The loop that calls the function is in `functional_loops`.
"""

from tfcompat._src.base import dtypes, nest
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.base.specs import TensorSpec, TypeSpec, type_spec_from_value
from tfcompat._src.composite.ragged_spec import RaggedTensorSpec
from tfcompat._src.composite.ragged_tensor import RaggedTensor
from tfcompat._src.composite.sparse_tensor import SparseTensor, SparseTensorSpec
from tfcompat._src.composite.tensor_array import TensorArray
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor


class Rows:
    """The rows of a value that a function is mapped over.

    Attributes:
        tensor: the value, a Tensor, a RaggedTensor or a SparseTensor.
    """

    def __init__(self, elem):
        """Take a value.

        Raises:
            TypeError: it has no rows that can be taken one by one.
        """
        self.tensor = elem
        if not isinstance(elem, (RaggedTensor, SparseTensor)):
            spec = getattr(elem, "_type_spec", None)
            if isinstance(spec, TypeSpec):
                raise TypeError(f"map_fn can not consume {spec} inputs: got {elem!r}")
            self.tensor = convert_to_tensor(elem, name="elem")

    def static_count(self):
        """Return the number of rows, None where it is only known when the graph runs."""
        return self.tensor.shape.with_rank_at_least(1)[0]

    def count(self):
        """Return the number of rows as an int32 tensor."""
        if isinstance(self.tensor, RaggedTensor):
            return raw.Cast(self.tensor.nrows(), DstT=dtypes.int32)
        if isinstance(self.tensor, SparseTensor):
            return raw.Cast(self.tensor.dense_shape[0], DstT=dtypes.int32)
        return raw.Shape(self.tensor)[0]

    def unstacked(self, count):
        """Return something whose `read` gives a row by its number."""
        if isinstance(self.tensor, RaggedTensor):
            return _RaggedRows(self.tensor)
        if isinstance(self.tensor, SparseTensor):
            return _SparseRows(self.tensor)
        return TensorArray(
            self.tensor.dtype, count, dynamic_size=False, clear_after_read=False
        ).unstack(self.tensor)


class _RaggedRows:
    def __init__(self, tensor):
        self._tensor = tensor

    def read(self, index):
        return self._tensor[index]


class _SparseRows:
    def __init__(self, tensor):
        self._tensor = tensor

    def read(self, index):
        indices = self._tensor.indices
        keep = raw.Where(raw.Equal(indices[:, 0], raw.Cast(index, DstT=dtypes.int64)))[:, 0]
        return SparseTensor(
            raw.GatherV2(indices[:, 1:], keep, 0), raw.GatherV2(self._tensor.values, keep, 0),
            self._tensor.dense_shape[1:])


def result_specs(signature, elems):
    """Return the specs of what the function returns, flat.

    Args:
        signature: nest of dtypes and specs, or None where results are like `elems`.
        elems: the flat values that the function is mapped over.
    """
    if signature is not None:
        return [
            leaf if isinstance(leaf, TypeSpec) else TensorSpec(None, leaf)
            for leaf in nest.flatten(signature)
        ]
    specs = []
    for elem in elems:
        spec = type_spec_from_value(elem)
        specs.append(TensorSpec(None, spec.dtype) if isinstance(spec, TensorSpec)
                     else spec._unbatch())
    return specs


class Results:
    """What a function returned for each row, on the way to being stacked.

    Attributes:
        arrays: list of empty TensorArrays, variables of the loop.
    """

    def __init__(self, spec, count, infer_shape):
        """Prepare for `count` results of a spec.

        Raises:
            TypeError: results of that kind cannot be stacked.
        """
        self._spec = spec
        if isinstance(spec, RaggedTensorSpec):
            flat = TensorArray(spec.dtype, count, infer_shape=False, element_shape=_flat(spec))
            lengths = [
                TensorArray(spec.row_splits_dtype, count, infer_shape=False, element_shape=[None])
                for _ in range(max(spec.ragged_rank, 0))
            ]
            rows = TensorArray(spec.row_splits_dtype, count, element_shape=[])
            self.arrays = [flat, rows, *lengths]
        elif isinstance(spec, SparseTensorSpec):
            rank = spec.shape.rank
            self.arrays = [
                TensorArray(dtype, count, infer_shape=False, element_shape=shape)
                for dtype, shape in (
                    (dtypes.int64, [None, rank]), (spec.dtype, [None]), (dtypes.int64, []),
                    (dtypes.int64, [rank]))
            ]
        elif isinstance(spec, TensorSpec):
            self.arrays = [TensorArray(
                spec.dtype, count, dynamic_size=False, infer_shape=infer_shape,
                element_shape=spec.shape)]
        else:
            raise TypeError(f"map_fn can not generate {spec} outputs")

    def written(self, index, value, arrays):
        """Return the arrays with one more result.

        Raises:
            ValueError: the result is not of the kind that was said.
        """
        spec = self._spec
        if isinstance(spec, TensorSpec):
            return [arrays[0].write(index, value)]
        if not spec.is_compatible_with(value):
            raise ValueError(
                f"Error in map_fn:\n  Expected `fn` to return a:\n    {spec}\n  But it returned "
                f"a:\n    {type_spec_from_value(value)}\n    (value={value})\n  To fix, update "
                "the `fn_output_signature` (or `dtype`) argument to `map_fn`.")
        if isinstance(value, SparseTensor):
            number = raw.Size(value.values, out_type=dtypes.int64)
            parts = [value.indices, value.values, number, value.dense_shape]
            return [array.write(index, part) for array, part in zip(arrays, parts, strict=True)]
        if isinstance(value, RaggedTensor):
            flat, rows = value.flat_values, value.nrows()
            lengths = value.nested_row_lengths()
        else:
            flat, lengths = convert_to_tensor(value), []
            rows = raw.StridedSlice(raw.Shape(flat, out_type=spec.row_splits_dtype), [0], [1],
                                    [1], shrink_axis_mask=1)
        parts = [flat, raw.Cast(rows, DstT=spec.row_splits_dtype), *lengths]
        return [array.write(index, part) for array, part in zip(arrays, parts, strict=True)]

    def stacked(self, arrays, count):
        """Return all results as one value; `count` is their number where it is known."""
        if isinstance(self._spec, TensorSpec):
            tensor = arrays[0].stack()
            if not context.executing_eagerly():
                tensor.set_shape(TensorShape([count]).concatenate(tensor.shape[1:]))
            return tensor
        if isinstance(self._spec, SparseTensorSpec):
            return _stacked_sparse(*arrays)
        flat, rows, *lengths = arrays
        return RaggedTensor.from_nested_row_lengths(
            flat.concat(), [rows.stack(), *[array.concat() for array in lengths]], validate=False)


def _stacked_sparse(indices, values, numbers, shapes):
    """Put sparse results together, with a dimension for their number in front."""
    numbers, shapes = numbers.stack(), shapes.stack()
    count = raw.Size(numbers, out_type=dtypes.int64)
    whole = raw.ConcatV2([raw.ExpandDims(count, 0), raw.Max(shapes, [0])], 0)
    # The number of the result that an element is of counts the ends before it.
    ends = raw.Cumsum(numbers, 0)
    elements = raw.Range(raw.Cast(0, DstT=dtypes.int64), raw.Sum(numbers, [0]),
                         raw.Cast(1, DstT=dtypes.int64))
    rows = raw.UpperBound(raw.ExpandDims(ends, 0), raw.ExpandDims(elements, 0),
                          out_type=dtypes.int64)
    rows = raw.Reshape(rows, [-1, 1])
    return SparseTensor(raw.ConcatV2([rows, indices.concat()], 1), values.concat(), whole)


def _flat(spec):
    """The shape of the flat values of one ragged result."""
    shape = spec.shape
    if shape.rank is None:
        return None
    return TensorShape([None]).concatenate(shape[max(spec.ragged_rank, 0) + 1 :])
