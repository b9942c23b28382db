"""Lists of tensors, one element at a time: make, append, take, read and write.

The value itself is in `tensor_lists`; ops on many elements are in `tensor_list_parts`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.ops.summaries import summary
from tfcompat._src.ops.tensor_lists import (
    TensorList, as_dims, is_full, item_shape, list_in, merged, partial_text)
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.registry.definition import type_name

_SCALAR = TensorShape([])


# --- what shape functions and kernels share --------------------------------------------------


def element_handle(c, name, message=None):
    """Return (dtype, shape) of the elements of a list argument, as far as they are known.

    Args:
        c: the ShapeContext.
        name: the name of the argument.
        message: what to say of a list of another dtype than the op's, with {op} and {list}.

    Raises:
        ValueError: the list has another dtype.
    """
    handle = c.handle(name)
    dtype = c.attr("element_dtype")
    if handle is None:
        return dtype, TensorShape(None)
    if message is not None and handle[0] != dtype:
        raise ValueError(message.format(op=type_name(dtype), list=type_name(handle[0])))
    return handle


EXPECTED = "Expected list with element dtype {op} but got list with element dtype {list}"
READING = (
    "Trying to read from list with wrong element dtype. List has type {list} but expected type "
    "{op}"
)
_PUSHING = (
    "Trying to {verb} list with wrong element dtype. List has type {{list}} but trying to push "
    "element with type {{op}}"
)


def element_shape(c, message):
    """Return the shape of an element, by what is known of the list and what the caller says."""
    known = element_handle(c, "input_handle", message)[1]
    return checks.merge(known, checks.spelled_shape(c, "element_shape"))


def given_dims(tensors, element_shape):
    """Return what a list and its reader say of the shape of its elements."""
    return merged(as_dims(element_shape), tensors.dims)


def zeros(xp, dims, dtype):
    """Return what is read where no element was set."""
    if dtype is dtypes.variant:
        return TensorList(dtypes.variant, None)
    return xp.full(dims, b"" if dtype is dtypes.string else 0, numpy_dtype(dtype))


def common_dims(dims, items):
    """Return what dims and all items that are set have in common."""
    for item in items:
        if item is not None and dims != item_shape(item):
            dims = merged(dims, item_shape(item))
    return dims


# --- ops --------------------------------------------------------------------------------------


@op("""
    EmptyTensorList(element_shape: shape_type, max_num_elements: int32) -> handle: variant
        element_dtype: type
        shape_type: {int32, int64}
""", host=("element_shape", "max_num_elements"))
def empty_tensor_list(xp, element_shape, max_num_elements, *, element_dtype):
    """Make a list without elements.

    Shapes:
        element_shape: [rank], with -1 for any size; [], -1, for any shape
        max_num_elements: [], -1 for no limit
        handle: []
    Errors:
        InvalidArgumentError: an argument is not of its shape, or no shape.
    Source: tf.raw_ops.EmptyTensorList
    """
    if max_num_elements.ndim:
        raise InvalidArgumentError(
            "max_num_elements expected to be a scalar but got shape: "
            f"{shown(max_num_elements.shape)}"
        )
    return TensorList(element_dtype, as_dims(element_shape), (), int(max_num_elements))


@empty_tensor_list.shape
def empty_tensor_list_shape(c):
    c.set_handle(0, c.attr("element_dtype"), checks.spelled_shape(c, "element_shape"))
    return [_SCALAR]


no_gradient(empty_tensor_list, "it depends on no number")


@op("""
    TensorListReserve(element_shape: shape_type, num_elements: int32) -> handle: variant
        element_dtype: type
        shape_type: {int32, int64}
""", host=("element_shape", "num_elements"))
def tensor_list_reserve(xp, element_shape, num_elements, *, element_dtype):
    """Make a list of elements that are not set.

    Shapes:
        element_shape: [rank], with -1 for any size; [], -1, for any shape
        num_elements: []
        handle: []
    Errors:
        InvalidArgumentError: the number is negative or no scalar.
    Source: tf.raw_ops.TensorListReserve
    """
    dims = as_dims(element_shape)
    if num_elements.ndim:
        raise InvalidArgumentError(
            "The num_elements to reserve must be a tensor size 1, but got "
            f"{shown(num_elements.shape)}"
        )
    count = int(num_elements)
    if count < 0:
        raise InvalidArgumentError(
            f"The num_elements to reserve must be a non negative number, but got {count}"
        )
    return TensorList(element_dtype, dims, [None] * count)


tensor_list_reserve.shape(empty_tensor_list_shape)
no_gradient(tensor_list_reserve, "it depends on no number")


@op("""
    TensorListPushBack(input_handle: variant, tensor: element_dtype) -> output_handle: variant
        element_dtype: type
""")
def tensor_list_push_back(xp, input_handle, tensor, *, element_dtype):
    """Return a list with one more element at the end.

    Shapes:
        input_handle, output_handle: []
        tensor: that of the elements
    Errors:
        InvalidArgumentError: the element is not of the list's dtype or shape, or the list full.
    Source: tf.raw_ops.TensorListPushBack
    """
    tensors = list_in(input_handle)
    if tensors.dims is not None and not tensors.accepts(item_shape(tensor)):
        raise InvalidArgumentError(
            "Tried to append a tensor with incompatible shape to a list. Op element shape: "
            f"{shown(item_shape(tensor))} list shape: {partial_text(tensors.dims)}"
        )
    tensors.check_dtype(element_dtype)
    if -1 != tensors.limit <= tensors.length:
        raise InvalidArgumentError(
            f"Tried to push item into a full list list size: {tensors.length} max_num_elements: "
            f"{tensors.limit}"
        )
    return tensors.appended(tensor)


@tensor_list_push_back.shape
def tensor_list_push_back_shape(c):
    c.set_handle(0, *element_handle(c, "input_handle", _PUSHING.format(verb="push to")))
    return [_SCALAR]


@tensor_list_push_back.gradient(sparse=True)
def tensor_list_push_back_gradient(op, dlist):
    if dlist is None:
        return [None, None]
    return list(raw.TensorListPopBack(
        dlist, raw.Shape(op.inputs[1]), element_dtype=op.attr("element_dtype")))


@op("""
    TensorListPopBack(
        input_handle: variant, element_shape: int32
    ) -> output_handle: variant, tensor: element_dtype
        element_dtype: type
""", host=("element_shape",))
def tensor_list_pop_back(xp, input_handle, element_shape, *, element_dtype):
    """Return a list without its last element, and that element.

    Shapes:
        input_handle, output_handle: []
        element_shape: what is known of the element's shape, for one that was not set
        tensor: that of the element
    Errors:
        InvalidArgumentError: the list has no elements or another dtype, or the element was not
            set and its shape is not known.
    Source: tf.raw_ops.TensorListPopBack
    """
    tensors = list_in(input_handle)
    tensors.check_dtype(element_dtype)
    if not tensors.length:
        raise InvalidArgumentError("Trying to pop from an empty list.")
    item = tensors.item(tensors.length - 1)
    if item is None:
        dims = given_dims(tensors, element_shape)
        if not is_full(dims):
            raise InvalidArgumentError(
                "Trying to read an uninitialized tensor but element_shape is not fully defined."
                f"{partial_text(dims)}"
            )
        item = zeros(xp, dims, element_dtype)
    return tensors.shortened(), item


@tensor_list_pop_back.shape
def tensor_list_pop_back_shape(c):
    dtype, shape = element_handle(c, "input_handle", _PUSHING.format(verb="read from"))
    c.set_handle(0, dtype, shape)
    return [_SCALAR, shape]


@tensor_list_pop_back.gradient(sparse=True)
def tensor_list_pop_back_gradient(op, dlist, delement):
    if dlist is None and delement is None:
        return [None, None]
    if dlist is None:
        dlist = raw.ZerosLike(op.outputs[0])
    if delement is None:
        delement = raw.ZerosLike(op.outputs[1])
    return [raw.TensorListPushBack(dlist, delement), None]


@op("""
    TensorListGetItem(
        input_handle: variant, index: int32, element_shape: Tshape
    ) -> item: element_dtype
        element_dtype: type
        Tshape: {int32, int64} = int32
""", host=("index", "element_shape"))
def tensor_list_get_item(xp, input_handle, index, element_shape, *, element_dtype):
    """Return an element.

    Shapes:
        input_handle: []
        index: []
        element_shape: what is known of the element's shape, for one that was not set
        item: that of the element
    Errors:
        InvalidArgumentError: there is no such element, the list has another dtype, or the
            element was not set and its shape cannot be found.
    Source: tf.raw_ops.TensorListGetItem
    """
    tensors = list_in(input_handle)
    tensors.check_dtype(element_dtype)
    number = _index(index)
    if not 0 <= number < tensors.length:
        raise InvalidArgumentError(
            f"Trying to access element {number} in a list with {tensors.length} elements."
        )
    item = tensors.item(number)
    if item is None:
        dims = given_dims(tensors, element_shape)
        if not is_full(dims):
            dims = common_dims(dims, tensors.items())
        if not is_full(dims):
            raise InvalidArgumentError(
                "Trying to read an uninitialized tensor but element_shape is not fully defined: "
                f"{partial_text(dims)} and no list element is set."
            )
        item = zeros(xp, dims, element_dtype)
    return item


@tensor_list_get_item.shape
def tensor_list_get_item_shape(c):
    return [element_shape(c, EXPECTED)]


@tensor_list_get_item.gradient
def tensor_list_get_item_gradient(op, ditem):
    tensors, index = op.inputs[:2]
    shape = raw.TensorListElementShape(tensors, shape_type=dtypes.int32)
    zero = raw.TensorListReserve(
        shape, raw.TensorListLength(tensors), element_dtype=op.attr("element_dtype"))
    return [raw.TensorListSetItem(zero, index, ditem), None, None]


@op("""
    TensorListSetItem(
        input_handle: variant, index: int32, item: element_dtype
    ) -> output_handle: variant
        element_dtype: type
        resize_if_index_out_of_bounds: bool = false
""", host=("index",))
def tensor_list_set_item(
    xp, input_handle, index, item, *, element_dtype, resize_if_index_out_of_bounds
):
    """Return a list with another element at a position.

    Shapes:
        input_handle, output_handle: []
        index: []
        item: that of the elements
    Errors:
        InvalidArgumentError: there is no such position, or the element is not of the list's
            dtype or shape.
    Source: tf.raw_ops.TensorListSetItem
    """
    tensors = list_in(input_handle)
    tensors.check_dtype(element_dtype)
    if index.ndim:
        raise InvalidArgumentError(
            "Expected argument 1 to be a scalar. ReceivedTensor<type: int32 shape: "
            f"{shown(index.shape)} values: {summary(index, -1)}>")
    if tensors.dims is not None and not tensors.accepts(item_shape(item)):
        raise InvalidArgumentError(
            "Tried to set a tensor with incompatible shape at a list index. Item element shape: "
            f"{shown(item_shape(item))} list shape: {partial_text(tensors.dims)}"
        )
    number = int(index)
    if number >= tensors.length and resize_if_index_out_of_bounds:
        missing = number + 1 - tensors.length
        tensors = tensors.with_items([*tensors.items(), *[None] * missing])
    if not 0 <= number < tensors.length:
        raise InvalidArgumentError(
            f"Trying to modify element {number} in a list with {tensors.length} elements."
        )
    return tensors.with_item(number, item)


@tensor_list_set_item.shape
def tensor_list_set_item_shape(c):
    dtype, shape = element_handle(c, "input_handle")
    checks.merge(c["item"], shape)
    c.set_handle(0, dtype, shape)
    return [_SCALAR]


@tensor_list_set_item.gradient(sparse=True)
def tensor_list_set_item_gradient(op, dlist):
    if dlist is None:
        return [None, None, None]
    tensors, index, item = op.inputs
    before = raw.TensorListSetItem(dlist, index, raw.ZerosLike(item))
    if op.attr("resize_if_index_out_of_bounds"):
        before = raw.TensorListResize(before, raw.TensorListLength(tensors))
    ditem = raw.TensorListGetItem(
        dlist, index, raw.Shape(item), element_dtype=op.attr("element_dtype"))
    return [before, None, ditem]


def _index(index):
    return int(index.item() if index.ndim == 0 else index.reshape(-1)[0])


@op("""
    TensorListLength(input_handle: variant) -> length: int32
""")
def tensor_list_length(xp, input_handle):
    """Return the number of elements.

    Shapes:
        input_handle, length: []
    Source: tf.raw_ops.TensorListLength
    """
    return xp.asarray(list_in(input_handle).length, xp.int32)


tensor_list_length.shape(shape_functions.scalar)
no_gradient(tensor_list_length, "a number of elements does not vary")


@op("""
    TensorListResize(input_handle: variant, size: int32) -> output_handle: variant
""", host=("size",))
def tensor_list_resize(xp, input_handle, size):
    """Return a list with elements left out or, not set, added at the end.

    Shapes:
        input_handle, output_handle: []
        size: []
    Errors:
        InvalidArgumentError: the size is negative or no scalar.
    Source: tf.raw_ops.TensorListResize
    """
    require(size.ndim == 0, "size must be a scalar")
    count = int(size)
    if count < 0:
        raise InvalidArgumentError(
            f"TensorListSlice expects size to be non-negative. Got: {count}"
        )
    tensors = list_in(input_handle)
    items = tensors.items()
    return tensors.with_items([*items[:count], *[None] * (count - len(items))])


@tensor_list_resize.shape
def tensor_list_resize_shape(c):
    checks.with_rank(c["size"], 0)
    handle = c.handle("input_handle")
    if handle is not None:
        c.set_handle(0, *handle)
    return [_SCALAR]


@tensor_list_resize.gradient(sparse=True)
def tensor_list_resize_gradient(op, dlist):
    if dlist is None:
        return [None, None]
    return [raw.TensorListResize(dlist, raw.TensorListLength(op.inputs[0])), None]


@op("""
    TensorListElementShape(input_handle: variant) -> element_shape: shape_type
        shape_type: {int32, int64}
""")
def tensor_list_element_shape(xp, input_handle, *, shape_type):
    """Return what the list says of the shape of its elements.

    Shapes:
        input_handle: []
        element_shape: [rank], with -1 for any size; [], -1, for any shape
    Source: tf.raw_ops.TensorListElementShape
    """
    dims = list_in(input_handle).dims
    return xp.asarray(-1 if dims is None else dims, numpy_dtype(shape_type))


@tensor_list_element_shape.shape
def tensor_list_element_shape_shape(c):
    handle = c.handle("input_handle")
    if handle is None or handle[1].rank is None:
        return [TensorShape(None)]
    return [TensorShape([handle[1].rank])]


no_gradient(tensor_list_element_shape, "a shape does not vary")
