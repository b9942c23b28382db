"""Datasets that begin a pipeline: of tensors, slices, numbers, and what functions return.

Those of files are in `dataset_files.py`, random numbers in `dataset_random.py`.
"""

import bisect
import contextlib

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, OutOfRangeError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.dataset_values import (
    ATTRS,
    INFINITE,
    TYPES,
    Calls,
    Dataset,
    check_fits,
    rows,
    scalar,
    with_scalars,
)
from tfcompat._src.registry import op, shape_functions


def _sizes(array):
    return TensorShape(getattr(array, "shape", ()))


@op("""
    TensorDataset(components: Toutput_types) -> handle: variant
        Toutput_types: list(type) >= 1
        output_shapes: list(shape) >= 1
        metadata: string = ""
""", stateful=True, host=("components",))
def tensor_dataset(xp, components, *, Toutput_types, output_shapes):  # noqa: N803
    """Return the dataset of one element.

    Source: tf.raw_ops.TensorDataset
    """
    element = tuple(components)
    check_fits(Toutput_types, map(_sizes, element), Toutput_types, output_shapes)
    return Dataset("Tensor", Toutput_types, output_shapes, lambda where: iter([element]), 1)


tensor_dataset.shape(shape_functions.scalar)


@op("""
    TensorSliceDataset(components: Toutput_types) -> handle: variant
        Toutput_types: list(type) >= 1
        output_shapes: list(shape) >= 1
        is_files: bool = false
        metadata: string = ""
        replicate_on_split: bool = false
""", stateful=True, host=("components",))
def tensor_slice_dataset(xp, components, *, Toutput_types, output_shapes):  # noqa: N803
    """Return the dataset of the rows of tensors.

    Errors:
        InvalidArgumentError: the tensors do not have the same number of rows.
    Source: tf.raw_ops.TensorSliceDataset
    """
    for component in components:
        if not getattr(component, "ndim", 0):
            raise InvalidArgumentError("All components must be at least 1-dimensional")
    count = len(components[0])
    if any(len(component) != count for component in components):
        raise InvalidArgumentError(
            "All components must have the same size in the 0th dimension")

    def start(where):
        return zip(*(rows(xp, array, kind)
                     for array, kind in zip(components, Toutput_types, strict=True)), strict=True)

    return Dataset("TensorSlice", Toutput_types, output_shapes, start, count)


tensor_slice_dataset.shape(shape_functions.scalar)


@op("""
    SparseTensorSliceDataset(indices: int64, values: Tvalues,
        dense_shape: int64) -> handle: variant
        Tvalues: type
""", stateful=True, host=("indices", "values", "dense_shape"))
def sparse_tensor_slice_dataset(xp, indices, values, dense_shape, *, Tvalues):  # noqa: N803
    """Return the dataset of the rows of a sparse tensor, each as indices, values and shape.

    Errors:
        InvalidArgumentError: the three do not fit each other.
        UnimplementedError: the rows are not in order.
    Source: tf.raw_ops.SparseTensorSliceDataset
    """
    _check_sparse(indices, values, dense_shape)
    count = int(dense_shape[0])
    first = indices[:, 0].tolist()
    if first != sorted(first):
        raise UnimplementedError(
            "The SparseTensor must be ordered in the batch dimension; handling arbitrarily ordered "
            "input is not currently supported.")
    bounds = [bisect.bisect_left(first, row) for row in range(count + 1)]
    rest = dense_shape[1:]

    def element(i):
        part = slice(bounds[i], bounds[i + 1])
        return indices[part, 1:], values[part], rest

    rank = dense_shape.shape[0]
    shapes = (TensorShape([None, rank - 1]), TensorShape([None]), TensorShape([rank - 1]))
    return Dataset("SparseTensorSlice", (dtypes.int64, Tvalues, dtypes.int64), shapes,
                   lambda where: map(element, range(count)), count)


def _check_sparse(indices, values, dense_shape):
    if indices.ndim != 2:
        raise InvalidArgumentError(
            f"Input indices must be a matrix. Got: {shown(indices.shape)}")
    if values.ndim != 1:
        raise InvalidArgumentError(f"Input values must be a vector. Got: {shown(values.shape)}")
    if dense_shape.ndim != 1:
        raise InvalidArgumentError(f"Input shape must be a vector. Got: {shown(dense_shape.shape)}")
    if indices.shape[0] != values.shape[0]:
        raise InvalidArgumentError(
            "Number of values must match first dimension of indices. Got "
            f"{values.shape[0]} values, indices shape: {shown(indices.shape)}")
    if dense_shape.shape[0] != indices.shape[1]:
        raise InvalidArgumentError(
            "Number of dimensions must match second dimension of indices. Got "
            f"{dense_shape.shape[0]} dimensions, indices shape: {shown(indices.shape)}")
    if dense_shape.shape[0] < 1:
        raise InvalidArgumentError(
            "The shape argument requires at least one element.")


sparse_tensor_slice_dataset.shape(shape_functions.scalar)


@op(f"""
    RangeDataset(start: int64, stop: int64, step: int64) -> handle: variant{TYPES}
        metadata: string = ""
        replicate_on_split: bool = false
""", stateful=True, host=("start", "stop", "step"))
def range_dataset(xp, start, stop, step, *, output_types, output_shapes):
    """Return the dataset of numbers from `start` to `stop`, which is left out.

    Shapes:
        start, stop, step: []
    Errors:
        InvalidArgumentError: `step` is zero.
    Source: tf.raw_ops.RangeDataset
    """
    ends = scalar("start", start), scalar("stop", stop), scalar("step", step)
    if not ends[2]:
        raise InvalidArgumentError("step must be a non-zero integer.")
    numbers = range(*ends)
    number = xp.dtype(numpy_dtype(output_types[0])).type
    return Dataset("Range", output_types, output_shapes,
                   lambda where: zip(map(number, numbers)),
                   INFINITE if ends[1] == _MOST else len(numbers),
                   "(" + ", ".join(map(str, ends)) + ")")


_MOST = (1 << 63) - 1
range_dataset.shape(with_scalars("start", "stop", "step"))


class _Generating:
    """The iterator of a generator dataset; however it ends, it finishes what it began."""

    def __init__(self, begin, proceed, finish):
        self._begin, self._proceed, self._finish = begin, proceed, finish
        self._state = None

    def __call__(self):
        if self._state is None:
            self._state = tuple(self._begin())
        try:
            return self._proceed(*self._state)
        except OutOfRangeError:
            self._end()
            raise StopIteration from None

    def _end(self):
        state, self._state = self._state, None
        if state is not None:
            self._finish(*state)

    def __del__(self):
        with contextlib.suppress(Exception):  # nobody is there to hear of it
            self._end()


@op(f"""
    GeneratorDataset(init_func_other_args: Tinit_func_args, next_func_other_args: Tnext_func_args,
        finalize_func_other_args: Tfinalize_func_args) -> handle: variant
        init_func: func
        next_func: func
        finalize_func: func
        Tinit_func_args: list(type) >= 0
        Tnext_func_args: list(type) >= 0
        Tfinalize_func_args: list(type) >= 0{ATTRS}
""", stateful=True, host=(
    "init_func_other_args", "next_func_other_args", "finalize_func_other_args"))
def generator_dataset(
    xp, init_func_other_args, next_func_other_args, finalize_func_other_args,
    *, init_func, next_func, finalize_func, output_types, output_shapes,
):
    """Return the dataset of what `next_func` returns of a state that `init_func` makes.

    It ends with an OutOfRangeError of `next_func`; `finalize_func` is called at the end.

    Source: tf.raw_ops.GeneratorDataset
    """
    def start(where):
        begin, proceed, finish = (
            Calls(function, captured, where, plain=True) for function, captured in (
                (init_func, init_func_other_args), (next_func, next_func_other_args),
                (finalize_func, finalize_func_other_args)))
        return iter(_Generating(begin, proceed, finish), None)

    return Dataset("Generator", output_types, output_shapes, start)


generator_dataset.shape(shape_functions.scalar)


@op(f"""
    ListDataset(tensors: Tinput_types) -> handle: variant
        Tinput_types: list(type) >= 1{ATTRS}
""", stateful=True, host=("tensors",))
def list_dataset(xp, tensors, *, output_types, output_shapes):
    """Return the dataset of elements that follow each other in a list of tensors.

    Source: tf.raw_ops.ListDataset
    """
    width = len(output_types)
    elements = [tuple(tensors[i : i + width]) for i in range(0, len(tensors), width)]
    return Dataset("List", output_types, output_shapes, lambda where: iter(elements),
                   len(elements))


list_dataset.shape(shape_functions.scalar)
