"""TensorArrays of TensorFlow 1, in their third version: arrays behind resource handles.

What they hold and do is in `tensor_array_values`, the versions before in `tensor_array_old`. Ops
take and return a `flow`: a number without meaning that puts them in order.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.ops.tensor_array_values import behind, new
from tfcompat._src.registry import no_gradient, op

_SCALAR = TensorShape([])
_HANDLE = TensorShape([2])


# --- what shape functions and gradients share ---------------------------------------------------


def check_handle(c, flow=True):
    """Check the static shapes of the handle and the flow of a call."""
    handle = checks.with_rank(c["handle"], 1)
    checks.with_size(handle[0], 2)
    if flow:
        checks.with_rank(c["flow_in"], 0)


def _element_shape(c, otherwise=None):
    handle = c.handle("handle")
    if handle is not None:
        return handle[1]
    return TensorShape(None) if otherwise is None else otherwise


def gradient_array(op, handle, flow, after=None):
    """Return (handle, flow) of the array that gradients of an op's array are added up in.

    Args:
        op: the op.
        handle: that of the forward array.
        flow: the gradient, or its flow, that comes from behind.
        after: the flow of the forward op, which has to have run before.
    """
    if after is not None:
        flow = raw.AddN([flow, raw.ZerosLike(after)])
    return raw.TensorArrayGradV3(handle, raw.Identity(flow), source=source_of(flow))


def source_of(gradient):
    """Return the scope of gradients that a gradient's name is in: arrays are told apart by it."""
    parts = getattr(gradient, "name", "").split("/") if hasattr(gradient, "op") else []
    ends = [i for i, part in enumerate(parts) if part.startswith("gradients")]
    return "/".join(parts[: ends[-1] + 1]) if ends else "gradients"


# --- ops ----------------------------------------------------------------------------------------


@op("""
    TensorArrayV3(size: int32) -> handle: resource, flow: float
        dtype: type
        element_shape: shape = ?
        dynamic_size: bool = false
        clear_after_read: bool = true
        identical_element_shapes: bool = false
        tensor_array_name: string = ""
""", stateful=True, host=("size",))
def tensor_array_v3(
    xp, size, *, dtype, element_shape, dynamic_size, clear_after_read, identical_element_shapes,
    tensor_array_name
):
    """Make an array of tensors, none of which is written yet.

    Shapes:
        size, flow: []
        handle: [2]
    Errors:
        InvalidArgumentError: the size is negative.
    Source: tf.raw_ops.TensorArrayV3
    """
    array = new(
        tensor_array_name, dtype, int(size), element_shape, identical=identical_element_shapes,
        dynamic=dynamic_size, clear=clear_after_read)
    return array, xp.zeros((), xp.float32)


@tensor_array_v3.shape
def tensor_array_v3_shape(c):
    checks.with_rank(c["size"], 0)
    shape = c.attr("element_shape")
    if shape.is_fully_defined() or c.attr("identical_element_shapes"):
        c.set_handle(0, c.attr("dtype"), shape)
    return [_HANDLE, _SCALAR]


no_gradient(tensor_array_v3, "a handle is no number")


@op("""
    TensorArrayWriteV3(handle: resource, index: int32, value: T, flow_in: float) -> flow_out: float
        T: type
""", stateful=True, host=("index",))
def tensor_array_write_v3(xp, handle, index, value, flow_in, *, T):  # noqa: N803
    """Set an element.

    Shapes:
        handle: [2]
        index, flow_in, flow_out: []
        value: that of the elements
    Errors:
        InvalidArgumentError: there is no such place, it was written or read before, or the value
            is not of the array's dtype or shape.
    Source: tf.raw_ops.TensorArrayWriteV3
    """
    array = behind(handle)
    array.check_written(T)
    array.write(int(index), value)
    return flow_in


@tensor_array_write_v3.shape
def tensor_array_write_v3_shape(c):
    check_handle(c)
    checks.with_rank(c["index"], 0)
    checks.merge(_element_shape(c), c["value"])
    return [_SCALAR]


@tensor_array_write_v3.gradient
def tensor_array_write_v3_gradient(op, dflow):
    handle, index, _, _ = op.inputs
    gradients, flow = gradient_array(op, handle, dflow, op.outputs[0])
    return [None, None, raw.TensorArrayReadV3(gradients, index, flow, dtype=op.attr("T")), flow]


@op("""
    TensorArrayReadV3(handle: resource, index: int32, flow_in: float) -> value: dtype
        dtype: type
""", stateful=True, host=("index",))
def tensor_array_read_v3(xp, handle, index, flow_in, *, dtype):
    """Return an element, and take it out if the array is one to be read once.

    Shapes:
        handle: [2]
        index, flow_in: []
        value: that of the elements
    Errors:
        InvalidArgumentError: there is no such element, it was read before, or it was not written
            and its shape is not known.
    Source: tf.raw_ops.TensorArrayReadV3
    """
    array = behind(handle)
    array.check_read(dtype)
    return array.read(xp, int(index))


@tensor_array_read_v3.shape
def tensor_array_read_v3_shape(c):
    check_handle(c)
    checks.with_rank(c["index"], 0)
    return [_element_shape(c)]


@tensor_array_read_v3.gradient
def tensor_array_read_v3_gradient(op, dvalue):
    handle, index, flow = op.inputs
    gradients, flow = _gradients_of_read(handle, flow, dvalue)
    return [None, None, raw.TensorArrayWriteV3(gradients, index, dvalue, flow)]


def _gradients_of_read(handle, flow, dvalue):
    return raw.TensorArrayGradV3(handle, flow, source=source_of(dvalue))


@op("""
    TensorArrayGatherV3(handle: resource, indices: int32, flow_in: float) -> value: dtype
        dtype: type
        element_shape: shape = ?
""", stateful=True, host=("indices",))
def tensor_array_gather_v3(xp, handle, indices, flow_in, *, dtype, element_shape):
    """Return some elements as the rows of a tensor.

    Shapes:
        handle: [2]
        indices: [n]
        flow_in: []
        value: [n, ...]
    Errors:
        InvalidArgumentError: an element cannot be read, or they differ in shape.
        UnimplementedError: none are asked for, and their shape is not known.
    Source: tf.raw_ops.TensorArrayGatherV3
    """
    require(
        indices.ndim == 1,
        f"Expected indices to be a vector, but received shape: {shown(indices.shape)}")
    array = behind(handle)
    array.check_read(dtype)
    array.narrow(element_shape)
    return array.read_all(xp, indices.tolist(), element_shape)


@tensor_array_gather_v3.shape
def tensor_array_gather_v3_shape(c):
    indices = checks.with_rank(c["indices"], 1)
    check_handle(c)
    return [indices.concatenate(_element_shape(c, c.attr("element_shape")))]


@tensor_array_gather_v3.gradient
def tensor_array_gather_v3_gradient(op, dvalue):
    handle, indices, flow = op.inputs
    gradients, flow = _gradients_of_read(handle, flow, dvalue)
    return [None, None, raw.TensorArrayScatterV3(gradients, indices, dvalue, flow)]


@op("""
    TensorArrayScatterV3(
        handle: resource, indices: int32, value: T, flow_in: float
    ) -> flow_out: float
        T: type
""", stateful=True, host=("indices",))
def tensor_array_scatter_v3(xp, handle, indices, value, flow_in, *, T):  # noqa: N803
    """Set elements to the rows of a tensor.

    Shapes:
        handle: [2]
        indices: [n]
        value: [n, ...]
        flow_in, flow_out: []
    Errors:
        InvalidArgumentError: an element cannot be written, or the numbers do not fit.
    Source: tf.raw_ops.TensorArrayScatterV3
    """
    require(
        indices.ndim == 1,
        f"Expected indices to be a vector, but received shape: {shown(indices.shape)}")
    require(
        value.ndim,
        f"Expected value to be at least a vector, but received shape: {shown(value.shape)}")
    if indices.size != len(value):
        raise InvalidArgumentError(
            f"Expected len(indices) == values.shape[0], but saw: {indices.size} vs. {len(value)}"
        )
    array = behind(handle)
    array.check_written(T)
    places = indices.tolist()
    if places and not array.dynamic and max(places) >= len(array):
        raise InvalidArgumentError(
            f"Max scatter index must be < array size ({max(places)} vs. {len(array)})"
        )
    for i, index in enumerate(places):
        array.write(index, value[i, ...])
    return flow_in


@tensor_array_scatter_v3.shape
def tensor_array_scatter_v3_shape(c):
    indices = checks.with_rank(c["indices"], 1)
    check_handle(c)
    value = checks.with_rank_at_least(c["value"], 1)
    if value.rank is not None:
        checks.merge_size(value[0], indices[0])
        checks.merge(_element_shape(c), value[1:])
    return [_SCALAR]


@tensor_array_scatter_v3.gradient
def tensor_array_scatter_v3_gradient(op, dflow):
    handle, indices, _, _ = op.inputs
    gradients, flow = gradient_array(op, handle, dflow, op.outputs[0])
    dvalue = raw.TensorArrayGatherV3(gradients, indices, flow, dtype=op.attr("T"))
    return [None, None, dvalue, flow]


@op("""
    TensorArrayConcatV3(handle: resource, flow_in: float) -> value: dtype, lengths: int64
        dtype: type
        element_shape_except0: shape = ?
""", stateful=True)
def tensor_array_concat_v3(xp, handle, flow_in, *, dtype, element_shape_except0):
    """Return all elements one after the other, and how long each is.

    Shapes:
        handle: [2]
        flow_in: []
        value: [total, ...]
        lengths: [n]
    Errors:
        InvalidArgumentError: an element cannot be read or is a scalar, or they differ in more than
            their length.
        UnimplementedError: there are none, and their shape is not known.
    Source: tf.raw_ops.TensorArrayConcatV3
    """
    array = behind(handle)
    array.check_read(dtype)
    rest = element_shape_except0
    if not len(array):
        if not rest.is_fully_defined():
            raise UnimplementedError(
                f"TensorArray has size zero, but element_shape_except0 {shown(rest)} is not fully "
                "defined. Currently only static shapes are supported when concatenating zero-size "
                "TensorArrays."
            )
        empty = xp.zeros((0, *rest.as_list()), dtypes.numpy_dtype(dtype))
        return empty, xp.zeros((0,), xp.int64)
    values = [array.read(xp, i) for i in range(len(array))]
    for i, value in enumerate(values):
        if not value.ndim:
            raise InvalidArgumentError(
                f"Concat saw a scalar shape at index {i} but requires at least vectors.  Did you "
                "mean to call pack?"
            )
        _check_rest(i, value.shape[1:], values[0].shape[1:], rest)
    return xp.concatenate(values), xp.asarray([len(value) for value in values], xp.int64)


def _check_rest(index, shape, first, rest):
    if not rest.is_compatible_with(shape):
        raise InvalidArgumentError(
            f"TensorArray was passed element_shape_except0 {shown(rest)} but index {index} has "
            f"(excepting dimension 0) shape: {shown(shape)} which does not match."
        )
    if shape != first:
        raise InvalidArgumentError(
            f"TensorArray has inconsistent shapes.  Index 0 has (excepting dimension 0) shape: "
            f"{shown(first)} but index {index} has (excepting dimension 0) shape: {shown(shape)}"
        )


@tensor_array_concat_v3.shape
def tensor_array_concat_v3_shape(c):
    check_handle(c)
    return [TensorShape(None), TensorShape([None])]


@tensor_array_concat_v3.gradient
def tensor_array_concat_v3_gradient(op, dvalue, _):
    handle, flow = op.inputs
    gradients, flow = _gradients_of_read(handle, flow, dvalue)
    return [None, raw.TensorArraySplitV3(gradients, dvalue, op.outputs[1], flow)]


@op("""
    TensorArraySplitV3(
        handle: resource, value: T, lengths: int64, flow_in: float
    ) -> flow_out: float
        T: type
""", stateful=True, host=("lengths",))
def tensor_array_split_v3(xp, handle, value, lengths, flow_in, *, T):  # noqa: N803
    """Set the elements to pieces of a tensor.

    Shapes:
        handle: [2]
        value: [total, ...]
        lengths: [n]: how long each piece is
        flow_in, flow_out: []
    Errors:
        InvalidArgumentError: the lengths do not add up or are not as many as the elements, or an
            element cannot be written.
    Source: tf.raw_ops.TensorArraySplitV3
    """
    require(
        lengths.ndim == 1,
        f"Expected lengths to be a vector, received shape: {shown(lengths.shape)}")
    require(
        value.ndim,
        f"Expected value to be at least a vector, but received shape: {shown(value.shape)}")
    sizes = lengths.tolist()
    array = behind(handle)
    array.check_open()
    if sum(sizes) != len(value):
        raise InvalidArgumentError(
            "Expected sum of lengths to be equal to values.shape[0], but sum of lengths is "
            f"{sum(sizes)} and value's shape is: {shown(value.shape)}"
        )
    array.check_written(T)
    if not array.dynamic and len(array) != len(sizes):
        raise InvalidArgumentError(
            f"TensorArray's size is not equal to the size of lengths ({len(array)} vs. "
            f"{len(sizes)}), and the TensorArray is not marked as dynamically resizeable"
        )
    start = 0
    for i, size in enumerate(sizes):
        array.write(i, value[start : start + size])
        start += size
    return flow_in


@tensor_array_split_v3.shape
def tensor_array_split_v3_shape(c):
    check_handle(c)
    checks.with_rank(c["lengths"], 1)
    return [_SCALAR]


@tensor_array_split_v3.gradient
def tensor_array_split_v3_gradient(op, dflow):
    gradients, flow = gradient_array(op, op.inputs[0], dflow, op.outputs[0])
    dvalue = raw.TensorArrayConcatV3(gradients, flow, dtype=op.attr("T"))[0]
    return [None, dvalue, None, flow]


@op("""
    TensorArraySizeV3(handle: resource, flow_in: float) -> size: int32
""", stateful=True)
def tensor_array_size_v3(xp, handle, flow_in):
    """Return the number of elements.

    Shapes:
        handle: [2]
        flow_in, size: []
    Source: tf.raw_ops.TensorArraySizeV3
    """
    array = behind(handle)
    array.check_open()
    return xp.asarray(len(array), xp.int32)


@tensor_array_size_v3.shape
def tensor_array_size_v3_shape(c):
    check_handle(c, flow=False)
    return [_SCALAR]


no_gradient(tensor_array_size_v3, "a number of elements does not vary")


@op("""
    TensorArrayCloseV3(handle: resource) -> ()
""", stateful=True)
def tensor_array_close_v3(xp, handle):
    """Let go of an array: using it afterwards is an error.

    Shapes:
        handle: [2]
    Source: tf.raw_ops.TensorArrayCloseV3
    """
    behind(handle).close()


@tensor_array_close_v3.shape
def tensor_array_close_v3_shape(c):
    check_handle(c, flow=False)
    return []


no_gradient(tensor_array_close_v3, "it gives nothing")


@op("""
    TensorArrayGradV3(
        handle: resource, flow_in: float
    ) -> grad_handle: resource, flow_out: float
        source: string
""", stateful=True)
def tensor_array_grad_v3(xp, handle, flow_in, *, source):
    """Return the array that gradients of an array's elements are added up in.

    Shapes:
        handle, grad_handle: [2]
        flow_in, flow_out: []
    Errors:
        InvalidArgumentError: the array is one of gradients itself.
    Source: tf.raw_ops.TensorArrayGradV3
    """
    return behind(handle).gradient(source), flow_in


@tensor_array_grad_v3.shape
def tensor_array_grad_v3_shape(c):
    check_handle(c, flow=False)
    handle = c.handle("handle")
    if handle is not None:
        c.set_handle(0, *handle)
    return [_HANDLE, _SCALAR]


no_gradient(tensor_array_grad_v3, "a handle is no number")


@op("""
    TensorArrayGradWithShape(
        handle: resource, flow_in: float, shape_to_prepend: int32
    ) -> grad_handle: resource, flow_out: float
        source: string
""", stateful=True, host=("shape_to_prepend",))
def tensor_array_grad_with_shape(xp, handle, flow_in, shape_to_prepend, *, source):
    """Return an array for gradients whose shapes have more dimensions than the elements.

    Shapes:
        handle, grad_handle: [2]
        flow_in, flow_out: []
        shape_to_prepend: [n]: the sizes that come first
    Errors:
        InvalidArgumentError: the array is one of gradients itself.
    Source: tf.raw_ops.TensorArrayGradWithShape
    """
    return behind(handle).gradient(source, tuple(shape_to_prepend.tolist())), flow_in


@tensor_array_grad_with_shape.shape
def tensor_array_grad_with_shape_shape(c):
    check_handle(c, flow=False)
    handle = c.handle("handle")
    if handle is not None:
        before = c.value_as_shape("shape_to_prepend")
        c.set_handle(0, handle[0], before.concatenate(handle[1]))
    return [_HANDLE, _SCALAR]


no_gradient(tensor_array_grad_with_shape, "a handle is no number")
