"""Lists of tensors, many elements at a time: stack, gather, scatter.

Ops on single elements are in `tensor_list`, those that join and split in `tensor_list_joining`,
the value itself in `tensor_lists`.
"""

from tfcompat._src.arrays import handles
from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.ops.tensor_list import (
    EXPECTED, READING, common_dims, element_handle, element_shape, given_dims, zeros)
from tfcompat._src.ops.tensor_lists import (
    TensorList, as_dims, fits, is_full, list_in, partial_text)
from tfcompat._src.registry import op
from tfcompat._src.registry.definition import type_name

_SCALAR = TensorShape([])


def rows_shape(tensor):
    """Return the shape of the rows of a tensor, as a tensor."""
    shape = tensor.shape
    if shape.rank is not None and shape[1:].is_fully_defined():
        return constant(shape.as_list()[1:], dtypes.int32)
    return raw.Slice(raw.Shape(tensor), [1], [-1])


def _stacked(xp, tensors, items, dims, dtype, refuse):
    """Return elements as one tensor, zeros in place of those not set."""
    dims = common_dims(dims, items)
    if not is_full(dims):
        raise refuse(dims)
    if not items:
        return zeros(xp, (0, *dims), dtype)
    if None in [item if item is None else 0 for item in items]:
        zero = zeros(xp, dims, dtype)
        items = [zero if item is None else item for item in items]
    if dtype in (dtypes.variant, dtypes.resource):
        return handles.stacked(items)
    return xp.stack(items)


def _dims(element_shape, name):
    """Return the dims that a shape tensor spells out; `name` is what messages call the op."""
    require(element_shape.ndim < 2, f"{name}: element_shape must be at most rank 1 but has the "
            f"shape of {shown(element_shape.shape)}")
    return as_dims(element_shape)


def _check_rows(tensor, dims):
    require(
        tensor.ndim, f"Tensor must be at least a vector, but saw shape: {shown(tensor.shape)}")
    if not fits(dims, tensor.shape[1:]):
        raise InvalidArgumentError(
            f"Specified a list with shape {partial_text(dims)} from a tensor with shape "
            f"{shown(tensor.shape[1:])}"
        )


def rows(tensor):
    """Return the rows of a tensor as a list."""
    return [tensor[i] if tensor.ndim > 1 else tensor[i, ...] for i in range(len(tensor))]


@op("""
    TensorListFromTensor(tensor: element_dtype, element_shape: shape_type) -> output_handle: variant
        element_dtype: type
        shape_type: {int32, int64}
""", host=("element_shape",))
def tensor_list_from_tensor(xp, tensor, element_shape, *, element_dtype):
    """Return the list of a tensor's rows.

    Shapes:
        tensor: [count, ...]
        element_shape: [rank] or []: what the list is to say of its elements' shape
        output_handle: []
    Errors:
        InvalidArgumentError: the tensor is a scalar, or its rows have another shape.
    Source: tf.raw_ops.TensorListFromTensor
    """
    dims = _dims(element_shape, "TensorListFromTensor")
    _check_rows(tensor, dims)
    return TensorList(element_dtype, dims, rows(tensor))


@tensor_list_from_tensor.shape
def tensor_list_from_tensor_shape(c):
    shape = checks.spelled_shape(c, "element_shape")
    if c["tensor"].rank is not None:
        checks.merge(c["tensor"][1:], shape)
    c.set_handle(0, c.attr("element_dtype"), shape)
    return [_SCALAR]


@tensor_list_from_tensor.gradient(sparse=True)
def tensor_list_from_tensor_gradient(op, dlist):
    if dlist is None:
        return [None, None]
    tensor = op.inputs[0]
    count = tensor.shape[0] if tensor.shape.rank is not None else None
    return [
        raw.TensorListStack(
            dlist, rows_shape(tensor), element_dtype=op.attr("element_dtype"),
            num_elements=-1 if count is None else count),
        None,
    ]


@op("""
    TensorListStack(input_handle: variant, element_shape: int32) -> tensor: element_dtype
        element_dtype: type
        num_elements: int = -1
""", host=("element_shape",))
def tensor_list_stack(xp, input_handle, element_shape, *, element_dtype, num_elements):
    """Return the elements of a list as the rows of a tensor.

    Shapes:
        input_handle: []
        element_shape: what is known of the elements' shape
        tensor: [count, ...]
    Errors:
        InvalidArgumentError: the list has another dtype or number of elements, its elements
            differ in shape, or their shape cannot be found.
    Source: tf.raw_ops.TensorListStack
    """
    tensors = list_in(input_handle)
    tensors.check_dtype(element_dtype)
    if num_elements not in (-1, tensors.length):
        raise InvalidArgumentError(
            f"Operation expected a list with {num_elements} elements but got a list with "
            f"{tensors.length} elements."
        )

    def refuse(dims):
        subject = (
            "stack list which only contains uninitialized tensors and has a" if tensors.length
            else "stack elements of an empty list with"
        )
        return InvalidArgumentError(
            f"Tried to {subject} non-fully-defined element_shape: {partial_text(dims)}"
        )

    dims = given_dims(tensors, element_shape)
    return _stacked(xp, tensors, tensors.items(), dims, element_dtype, refuse)


@tensor_list_stack.shape
def tensor_list_stack_shape(c):
    count = c.attr("num_elements")
    return [TensorShape([None if count < 0 else count]).concatenate(element_shape(c, READING))]


@tensor_list_stack.gradient
def tensor_list_stack_gradient(op, dtensor):
    return [raw.TensorListFromTensor(dtensor, rows_shape(dtensor)), None]


@op("""
    TensorListGather(
        input_handle: variant, indices: int32, element_shape: int32
    ) -> values: element_dtype
        element_dtype: type
""", host=("indices", "element_shape"))
def tensor_list_gather(xp, input_handle, indices, element_shape, *, element_dtype):
    """Return some elements of a list as the rows of a tensor.

    Shapes:
        input_handle: []
        indices: [n]
        element_shape: what is known of the elements' shape
        values: [n, ...]
    Errors:
        InvalidArgumentError: there is no such element, the list has another dtype, elements
            differ in shape, or their shape cannot be found.
    Source: tf.raw_ops.TensorListGather
    """
    tensors = list_in(input_handle)
    tensors.check_dtype(element_dtype)
    dims = given_dims(tensors, element_shape)
    items, chosen = tensors.items(), []
    for index in indices.reshape(-1).tolist():
        if not 0 <= index < len(items):
            raise InvalidArgumentError(
                f"Index {index} out o range; list only has {len(items)} elements."
            )
        chosen.append(items[index])

    def refuse(dims):
        what = "uninitialized tensors" if chosen else "0-elements"
        if chosen:
            return InvalidArgumentError(
                f"Tried to gather {what} from a list with non-fully-defined element_shape: "
                f"{partial_text(dims)}"
            )
        return InvalidArgumentError(
            f"Tried to gather {what} from a list with non-fully-defined shape: "
            f"{partial_text(dims)}"
        )

    return _stacked(xp, tensors, chosen, dims, element_dtype, refuse)


@tensor_list_gather.shape
def tensor_list_gather_shape(c):
    return [c["indices"].concatenate(element_shape(c, EXPECTED))]


@tensor_list_gather.gradient
def tensor_list_gather_gradient(op, dtensor):
    tensors, indices = op.inputs[:2]
    shape = raw.TensorListElementShape(tensors, shape_type=dtypes.int32)
    zero = raw.TensorListReserve(
        shape, raw.TensorListLength(tensors), element_dtype=op.attr("element_dtype"))
    return [raw.TensorListScatterIntoExistingList(zero, dtensor, indices), None, None]


def _scattered(tensor, indices, items):
    """Return items with the rows of a tensor put at indices."""
    for row, index in zip(rows(tensor), indices.reshape(-1).tolist(), strict=True):
        if index >= len(items):
            items.extend([None] * (index + 1 - len(items)))
        items[index] = row
    return items


def _check_scatter(tensor, indices, dims, count=-1):
    """Check what is scattered to a list of `count` elements, -1 for as many as there have to be."""
    _check_rows(tensor, dims)
    if len(tensor) != indices.size:
        raise InvalidArgumentError(
            f"Invalid number of rows in input tensor. Expected: {indices.size} Actual: "
            f"{len(tensor)}"
        )
    for index in indices.reshape(-1).tolist():
        require(index >= 0, "Indices in TensorListScatter must all be non-negative.")
        require(count < 0 or index < count, "TensorListScatter: Trying to scatter at index "
                f"{index} in list with size {count}")


@op("""
    TensorListScatter(
        tensor: element_dtype, indices: int32, element_shape: shape_type
    ) -> output_handle: variant
        element_dtype: type
        shape_type: {int32, int64}
""", host=("indices", "element_shape"))
def tensor_list_scatter(xp, tensor, indices, element_shape, *, element_dtype):
    """Return a list with the rows of a tensor at given positions.

    Shapes:
        tensor: [n, ...]
        indices: [n]
        element_shape: [rank] or []: what the list is to say of its elements' shape
        output_handle: []
    Errors:
        InvalidArgumentError: a position is negative, or the numbers or shapes do not fit.
    Source: tf.raw_ops.TensorListScatter
    """
    dims = _dims(element_shape, "TensorListScatter")
    _check_scatter(tensor, indices, dims)
    return TensorList(element_dtype, dims, _scattered(tensor, indices, []))


@tensor_list_scatter.shape
def tensor_list_scatter_shape(c):
    c.set_handle(0, c.attr("element_dtype"), checks.spelled_shape(c, "element_shape"))
    return [_SCALAR]


@tensor_list_scatter.gradient(sparse=True)
def tensor_list_scatter_gradient(op, dlist):
    if dlist is None:
        return [None] * len(op.inputs)
    tensor, indices = op.inputs[:2]
    dtensor = raw.TensorListGather(
        dlist, indices, rows_shape(tensor), element_dtype=op.attr("element_dtype"))
    return [dtensor, *[None] * (len(op.inputs) - 1)]


@op("""
    TensorListScatterV2(
        tensor: element_dtype, indices: int32, element_shape: shape_type, num_elements: int32
    ) -> output_handle: variant
        element_dtype: type
        shape_type: {int32, int64}
""", host=("indices", "element_shape", "num_elements"))
def tensor_list_scatter_v2(xp, tensor, indices, element_shape, num_elements, *, element_dtype):
    """Return a list of a given length with the rows of a tensor at given positions.

    Shapes:
        tensor: [n, ...]
        indices: [n]
        element_shape: [rank] or []: what the list is to say of its elements' shape
        num_elements: [], -1 for as many as there have to be
        output_handle: []
    Errors:
        InvalidArgumentError: a position is not in the list, or the numbers or shapes do not fit.
    Source: tf.raw_ops.TensorListScatterV2
    """
    dims = _dims(element_shape, "TensorListScatter")
    require(not num_elements.ndim, "num_elements must be a scalar")
    count = int(num_elements)
    require(count >= -1, f"TensorListScatter expects num_elements >= -1, found: {count}")
    _check_scatter(tensor, indices, dims, count)
    items = _scattered(tensor, indices, [None] * max(count, 0))
    return TensorList(element_dtype, dims, items)


tensor_list_scatter_v2.shape(tensor_list_scatter_shape)
tensor_list_scatter_v2.gradient(tensor_list_scatter_gradient, sparse=True)


@op("""
    TensorListScatterIntoExistingList(
        input_handle: variant, tensor: element_dtype, indices: int32
    ) -> output_handle: variant
        element_dtype: type
""", host=("indices",))
def tensor_list_scatter_into_existing_list(xp, input_handle, tensor, indices, *, element_dtype):
    """Return a list with the rows of a tensor put at given positions, which it may grow to have.

    Shapes:
        input_handle, output_handle: []
        tensor: [n, ...]
        indices: [n]
    Errors:
        InvalidArgumentError: the list has another dtype, a position is negative, or the numbers
            do not fit.
    Source: tf.raw_ops.TensorListScatterIntoExistingList
    """
    tensors = list_in(input_handle)
    if tensors.dtype != element_dtype:
        raise InvalidArgumentError(
            f"Invalid data types; input tensor type: {type_name(element_dtype)} list "
            f"element_type: {type_name(tensors.dtype)}"
        )
    require(
        tensor.ndim, f"Tensor must be at least a vector, but saw shape: {shown(tensor.shape)}")
    require(
        indices.ndim == 1,
        f"Expected indices to be a vector, but received shape: {shown(indices.shape)}")
    if indices.size != len(tensor):
        raise InvalidArgumentError(
            f"Expected len(indices) == tensor.shape[0], but saw: {indices.size} vs. {len(tensor)}"
        )
    if (indices < 0).any():
        raise InvalidArgumentError("Indices in TensorListScatter must all be non-negative.")
    return tensors.with_items(_scattered(tensor, indices, tensors.items()))


@tensor_list_scatter_into_existing_list.shape
def tensor_list_scatter_into_existing_list_shape(c):
    c.set_handle(0, *element_handle(c, "input_handle", EXPECTED))
    return [_SCALAR]


@tensor_list_scatter_into_existing_list.gradient(sparse=True)
def tensor_list_scatter_into_existing_list_gradient(op, dlist):
    if dlist is None:
        return [None, None, None]
    _, tensor, indices = op.inputs
    dtensor = raw.TensorListGather(
        dlist, indices, rows_shape(tensor), element_dtype=op.attr("element_dtype"))
    zero = raw.ZerosLike(tensor)
    return [raw.TensorListScatterIntoExistingList(dlist, zero, indices), dtensor, None]
