"""Lists of tensors joined and split: concatenation, pieces, several lists at a time.

Ops on single elements are in `tensor_list`, those on many in `tensor_list_parts`.
"""

from tfcompat._src.arrays import handles
from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.ops.tensor_list import READING, element_handle, given_dims, zeros
from tfcompat._src.ops.tensor_list_parts import rows, rows_shape
from tfcompat._src.ops.tensor_lists import (
    TensorList, as_dims, fits, is_full, list_in, merged, partial_text)
from tfcompat._src.ops.variants import Variant
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name

_SCALAR = TensorShape([])


@op("""
    TensorListConcatV2(
        input_handle: variant, element_shape: shape_type, leading_dims: int64
    ) -> tensor: element_dtype, lengths: int64
        element_dtype: type
        shape_type: {int32, int64}
""", host=("element_shape", "leading_dims"))
def tensor_list_concat_v2(xp, input_handle, element_shape, leading_dims, *, element_dtype):
    """Return the elements of a list one after the other, and how long each is.

    Shapes:
        input_handle: []
        element_shape: what is known of the elements' shape
        leading_dims: [n]: how long those are that were not set, or empty
        tensor: [total, ...]
        lengths: [n]
    Errors:
        InvalidArgumentError: the list has another dtype, its elements are scalars or differ in
            more than their length, or their shape cannot be found.
    Source: tf.raw_ops.TensorListConcatV2
    """
    tensors = list_in(input_handle)
    tensors.check_dtype(element_dtype)
    dims = given_dims(tensors, element_shape)
    if dims is not None and not dims:
        raise InvalidArgumentError(
            "Concat requires elements to be at least vectors, found scalars instead."
        )
    first, rest = (-1, None) if dims is None else (dims[0], dims[1:])
    return _concatenated(xp, tensors, first, rest, leading_dims.tolist())


def _concatenated(xp, tensors, first, rest, leading):
    """Return the elements of a list in a row, and their lengths.

    Args:
        xp: the array module.
        tensors: the TensorList.
        first: the length of all elements, -1 where they may differ.
        rest: what is known of their other sizes.
        leading: lengths of those that are not set; None where these have no place.
    """
    items = tensors.items()
    if not items and not is_full(rest):
        raise InvalidArgumentError(
            "All except the first dimension must be fully defined when concating an empty tensor "
            f"list. element_shape: {partial_text(rest)}"
        )
    if not is_full(tensors.dims):
        first, rest = _joint_dims(items, first, rest)
    if not is_full(rest):
        raise InvalidArgumentError(
            "Trying to concat list with only uninitialized tensors but "
            f"element_shape_except_first_dim is not fully defined: {partial_text(rest)}"
        )
    lengths = [
        _missing_length(i, first, leading) if item is None else len(item)
        for i, item in enumerate(items)
    ]
    parts = [
        zeros(xp, (length, *rest), tensors.dtype) if item is None else item
        for item, length in zip(items, lengths, strict=True)
    ]
    joined = xp.concatenate(parts) if parts else zeros(xp, (0, *rest), tensors.dtype)
    return joined, xp.asarray(lengths, xp.int64)


def _missing_length(index, first, leading):
    """Return the length of an element that is not set."""
    if leading and index < len(leading):
        return leading[index]
    if first != -1:
        return first
    if leading is None:
        raise InvalidArgumentError(
            "Concating lists with uninitialized tensors is not supported in this version of "
            "TensorListConcat. Consider updating your GraphDef to run the newer version."
        )
    raise InvalidArgumentError(
        f"List contains uninitialized tensor at index {index} but leading_dims has only "
        f"{len(leading)} elements."
    )


def _joint_dims(items, first, rest):
    """Return the length that all elements have, -1 where they differ, and their other sizes."""
    lengths = set()
    for i, item in enumerate(items):
        if item is None:
            continue
        if not item.ndim:
            raise InvalidArgumentError(
                f"Concat saw a scalar shape at index {i} but requires at least vectors."
            )
        rest = merged(rest, item.shape[1:])
        if first not in (-1, len(item)):
            raise InvalidArgumentError(
                "First entry of element_shape input does not match the first dim of list element "
                f"at index: {i} Expected: {first} Actual: {len(item)}"
            )
        lengths.add(len(item))
    if first == -1 and len(lengths) == 1:
        first = lengths.pop()
    return first, rest


@tensor_list_concat_v2.shape
def tensor_list_concat_v2_shape(c):
    known = element_handle(c, "input_handle", READING)[1]
    return _concat_shapes(checks.merge(checks.spelled_shape(c, "element_shape"), known))


def _concat_shapes(shape):
    if shape.rank is None:
        return [shape, TensorShape([None])]
    return [TensorShape([None]).concatenate(shape[1:]), TensorShape([None])]


@tensor_list_concat_v2.gradient(sparse=True)
def tensor_list_concat_v2_gradient(op, dtensor, _):
    if dtensor is None:
        return [None] * len(op.inputs)
    shape = raw.TensorListElementShape(op.inputs[0], shape_type=dtypes.int32)
    dlist = raw.TensorListSplit(dtensor, shape, op.outputs[1])
    return [dlist, *[None] * (len(op.inputs) - 1)]


@op("""
    TensorListConcat(input_handle: variant) -> tensor: element_dtype, lengths: int64
        element_dtype: type
        element_shape: shape = ?
""")
def tensor_list_concat(xp, input_handle, *, element_dtype, element_shape):
    """Return the elements of a list one after the other, and how long each is.

    Shapes:
        input_handle: []
        tensor: [total, ...]
        lengths: [n]
    Errors:
        InvalidArgumentError: the list has another dtype, its elements are scalars or differ in
            more than their length, or one was not set and its length is not known.
    Source: tf.raw_ops.TensorListConcat
    """
    tensors = list_in(input_handle)
    tensors.check_dtype(element_dtype)
    rest = None
    if element_shape.rank is not None:
        rest = tuple(-1 if size is None else size for size in element_shape.as_list()[1:])
    return _concatenated(xp, tensors, -1, rest, None)


@tensor_list_concat.shape
def tensor_list_concat_shape(c):
    known = element_handle(c, "input_handle", READING)[1]
    return _concat_shapes(checks.merge(c.attr("element_shape"), known))


tensor_list_concat.gradient(tensor_list_concat_v2_gradient, sparse=True)


@op("""
    TensorListSplit(
        tensor: element_dtype, element_shape: shape_type, lengths: int64
    ) -> output_handle: variant
        element_dtype: type
        shape_type: {int32, int64}
""", host=("element_shape", "lengths"))
def tensor_list_split(xp, tensor, element_shape, lengths, *, element_dtype):
    """Return the list of pieces of a tensor.

    Shapes:
        tensor: [total, ...]
        element_shape: [rank] or []: what the list is to say of its elements' shape
        lengths: [n]: how long each piece is
        output_handle: []
    Errors:
        InvalidArgumentError: the lengths do not add up, or shapes do not fit.
    Source: tf.raw_ops.TensorListSplit
    """
    dims = as_dims(element_shape)
    require(dims != (), "TensorListSplit requires element_shape to be at least of rank 1, but "
            "saw: []")
    require(
        tensor.ndim, f"Tensor must be at least a vector, but saw shape: {shown(tensor.shape)}")
    if dims is not None and not fits((-1, *dims[1:]), tensor.shape):
        raise InvalidArgumentError(
            f"tensor shape {shown(tensor.shape)} is not compatible with element_shape "
            f"{partial_text(dims)}"
        )
    require(
        lengths.ndim == 1,
        f"Expected lengths to be a vector, received shape: {shown(lengths.shape)}")
    start, pieces = 0, []
    for length in lengths.tolist():
        require(length >= 0, f"Invalid value in lengths: {length}")
        end = start + length
        if end > len(tensor):
            raise InvalidArgumentError(
                f"Attempting to slice [{start}, {end}] from tensor with length {len(tensor)}"
            )
        pieces.append(tensor[start:end])
        start = end
    if start != len(tensor):
        raise InvalidArgumentError(
            f"Unused values in tensor. Length of tensor: {len(tensor)} Values used: {start}"
        )
    return TensorList(element_dtype, dims, pieces)


@tensor_list_split.shape
def tensor_list_split_shape(c):
    checks.with_rank_at_least(c["tensor"], 1)
    checks.with_rank(c["lengths"], 1)
    shape = checks.spelled_shape(c, "element_shape")
    if c["tensor"].rank is not None:
        checks.merge(TensorShape([None]).concatenate(c["tensor"][1:]), shape)
    c.set_handle(0, c.attr("element_dtype"), shape)
    return [_SCALAR]


@tensor_list_split.gradient(sparse=True)
def tensor_list_split_gradient(op, dlist):
    if dlist is None:
        return [None, None, None]
    tensor, _, lengths = op.inputs
    shape = raw.ConcatV2([[-1], rows_shape(tensor)], 0)
    dtensor, _ = raw.TensorListConcatV2(
        dlist, shape, lengths, element_dtype=op.attr("element_dtype"))
    return [dtensor, None, None]


# --- several lists ----------------------------------------------------------------------------


@op("""
    TensorListConcatLists(input_a: variant, input_b: variant) -> output: variant
        element_dtype: type
""")
def tensor_list_concat_lists(xp, input_a, input_b, *, element_dtype):
    """Return the list of the elements of one list and then those of another.

    Shapes:
        input_a, input_b, output: the same
    Errors:
        InvalidArgumentError: the lists differ in dtype or shape of their elements.
    Source: tf.raw_ops.TensorListConcatLists
    """
    if input_a.shape != input_b.shape:
        raise InvalidArgumentError(
            "Incompatible input TensorList tensor shapes: "
            f"{shown(input_a.shape)} vs. {shown(input_b.shape)}"
        )
    if isinstance(input_a, Variant):
        return _both(input_a, input_b, element_dtype, 0)
    pairs = zip(input_a.reshape(-1), input_b.reshape(-1), strict=True)
    found = [_both(first, second, element_dtype, i) for i, (first, second) in enumerate(pairs)]
    return handles.stacked(found, input_a.shape)


def _both(first, second, dtype, index):
    """Return the list of the elements of two lists."""
    for name, tensors in (("a", first), ("b", second)):
        if not isinstance(tensors, TensorList):
            raise InvalidArgumentError(
                f"input_{name} is not a TensorList at index {index}.  Saw: '{tensors!r}'"
            )
    for name, tensors in (("a", first), ("b", second)):
        if tensors.dtype != dtype:
            raise InvalidArgumentError(
                f"input_{name}[{index}].dtype != element_dtype.  Saw: {type_name(tensors.dtype)} "
                f"vs. {type_name(dtype)}"
            )
    if first.dims != second.dims:
        raise InvalidArgumentError(
            "input_a and input_b TensorList element shapes are not identical at index "
            f"{index}.  Saw {partial_text(first.dims)} vs. {partial_text(second.dims)}"
        )
    return first.with_items([*first.items(), *second.items()])


@tensor_list_concat_lists.shape
def tensor_list_concat_lists_shape(c):
    shape = TensorShape(None)
    for name in ("input_a", "input_b"):
        known = element_handle(c, name, name + ".type != element_dtype: {list} vs. {op}")
        shape = checks.merge(shape, known[1])
    c.set_handle(0, c.attr("element_dtype"), shape)
    return [checks.merge(c["input_a"], c["input_b"])]


no_gradient(tensor_list_concat_lists, "TensorFlow has none")


@op("""
    TensorListPushBackBatch(
        input_handles: variant, tensor: element_dtype
    ) -> output_handles: variant
        element_dtype: type
""")
def tensor_list_push_back_batch(xp, input_handles, tensor, *, element_dtype):
    """Return lists with one more element each: the rows of a tensor.

    Shapes:
        input_handles, output_handles: [n]
        tensor: [n, ...]
    Errors:
        InvalidArgumentError: the numbers differ, or an element is not of its list's dtype or
            shape.
    Source: tf.raw_ops.TensorListPushBackBatch
    """
    require(
        tensor.ndim,
        f"Expected tensor to be at least a vector, but saw shape: {shown(tensor.shape)}")
    require(
        input_handles.ndim == 1,
        f"Expected input_handles to be a vector, but saw shape: {shown(input_handles.shape)}")
    if input_handles.size != len(tensor):
        raise InvalidArgumentError(
            f"Expected tensor.shape[0] == input_handles.size, but saw {len(tensor)} vs. "
            f"{input_handles.size}"
        )
    result = []
    for i, (tensors, row) in enumerate(zip(input_handles, rows(tensor), strict=True)):
        if not isinstance(tensors, TensorList):
            raise InvalidArgumentError(
                f"Input handle at index {i} is not a list. Saw: '{tensors!r}'"
            )
        if not tensors.accepts(row.shape):
            raise InvalidArgumentError(
                "Tried to append a tensor with incompatible shape to a list at index "
                f"{i}. Op element shape: {shown(row.shape)} list shape: "
                f"{partial_text(tensors.dims)}"
            )
        if tensors.dtype != element_dtype:
            raise InvalidArgumentError(
                f"Invalid data type at index {i}; op elements {type_name(element_dtype)} but list "
                f"elements {type_name(tensors.dtype)}"
            )
        result.append(tensors.appended(row))
    return handles.stacked(result)


@tensor_list_push_back_batch.shape
def tensor_list_push_back_batch_shape(c):
    lists = checks.with_rank(c["input_handles"], 1)
    tensor = checks.with_rank_at_least(c["tensor"], 1)
    if tensor.rank is None:
        return [lists]
    return [TensorShape([checks.merge_size(tensor[0], lists[0])])]


no_gradient(tensor_list_push_back_batch, "TensorFlow has none")
