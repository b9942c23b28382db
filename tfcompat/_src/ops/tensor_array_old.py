"""TensorArrays of TensorFlow 1 in their first two versions: handles that are strings.

Graphs of the first years have them. They do what the ops of `tensor_array` do; the handle of the
first version is a reference to the strings that the second version has as they are.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import RefVariable
from tfcompat._src.ops import tensor_array as newer
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.tensor_array_values import behind, new, string_handle
from tfcompat._src.registry import no_gradient, op

_WHY = "graphs that are as old have their gradients in them"
_SCALAR = TensorShape([])


def _handles(c):
    return [TensorShape([2])]


def _flow(c):
    return [_SCALAR]


def _reference(xp, array):
    """Return a reference to the strings of an array's handle."""
    return RefVariable(
        dtypes.string, TensorShape([2]), array.name, value=string_handle(xp, array))


@op("""
    TensorArray(size: int32) -> handle: Ref(string)
        dtype: type
        dynamic_size: bool = false
        clear_after_read: bool = true
        tensor_array_name: string = ""
        element_shape: shape = ?
""", stateful=True, host=("size",))
def tensor_array(
    xp, size, *, dtype, element_shape, dynamic_size, clear_after_read, tensor_array_name
):
    """Make an array of tensors and return a reference to its handle.

    Shapes:
        size: []
        handle: [2]
    Errors:
        InvalidArgumentError: the size is negative.
    Source: tf.raw_ops.TensorArray
    """
    array = new(
        tensor_array_name, dtype, int(size), element_shape, dynamic=dynamic_size,
        clear=clear_after_read)
    return _reference(xp, array)


tensor_array.shape(_handles)
no_gradient(tensor_array, _WHY)


@op("""
    TensorArrayGrad(handle: string, flow_in: float) -> grad_handle: Ref(string)
        source: string
""", stateful=True)
def tensor_array_grad(xp, handle, flow_in, *, source):
    """Return a reference to the handle of the array for gradients of an array's elements.

    Shapes:
        handle, grad_handle: [2]
        flow_in: []
    Errors:
        InvalidArgumentError: the array is one of gradients itself.
    Source: tf.raw_ops.TensorArrayGrad
    """
    array = behind(handle).gradient(source)
    return _reference(xp, array)


tensor_array_grad.shape(_handles)
no_gradient(tensor_array_grad, _WHY)


@op("""
    TensorArrayWrite(handle: Ref(string), index: int32, value: T, flow_in: float) -> flow_out: float
        T: type
""", host=("index",))
def tensor_array_write(xp, handle, index, value, flow_in, *, T):  # noqa: N803
    """Set an element.

    Shapes:
        handle: [2]
        index, flow_in, flow_out: []
        value: that of the elements
    Errors:
        InvalidArgumentError: there is no such place, or it cannot be written.
    Source: tf.raw_ops.TensorArrayWrite
    """
    return newer.tensor_array_write_v3.kernel(xp, behind(handle), index, value, flow_in, T=T)


tensor_array_write.shape(_flow)
no_gradient(tensor_array_write, _WHY)


@op("""
    TensorArrayRead(handle: Ref(string), index: int32, flow_in: float) -> value: dtype
        dtype: type
""", host=("index",))
def tensor_array_read(xp, handle, index, flow_in, *, dtype):
    """Return an element, and take it out if the array is one to be read once.

    Shapes:
        handle: [2]
        index, flow_in: []
        value: that of the elements
    Errors:
        InvalidArgumentError: there is no such element, or it cannot be read.
    Source: tf.raw_ops.TensorArrayRead
    """
    return newer.tensor_array_read_v3.kernel(xp, behind(handle), index, flow_in, dtype=dtype)


no_gradient(tensor_array_read, _WHY)


@op("""
    TensorArrayGather(handle: Ref(string), indices: int32, flow_in: float) -> value: dtype
        dtype: type
        element_shape: shape = ?
""", host=("indices",))
def tensor_array_gather(xp, handle, indices, flow_in, *, dtype, element_shape):
    """Return some elements as the rows of a tensor.

    Shapes:
        handle: [2]
        indices: [n]
        flow_in: []
        value: [n, ...]
    Errors:
        InvalidArgumentError: an element cannot be read, or they differ in shape.
    Source: tf.raw_ops.TensorArrayGather
    """
    return newer.tensor_array_gather_v3.kernel(
        xp, behind(handle), indices, flow_in, dtype=dtype, element_shape=element_shape)


no_gradient(tensor_array_gather, _WHY)


@op("""
    TensorArrayScatter(
        handle: Ref(string), indices: int32, value: T, flow_in: float
    ) -> flow_out: float
        T: type
""", host=("indices",))
def tensor_array_scatter(xp, handle, indices, value, flow_in, *, T):  # noqa: N803
    """Set elements to the rows of a tensor.

    Shapes:
        handle: [2]
        indices: [n]
        value: [n, ...]
        flow_in, flow_out: []
    Errors:
        InvalidArgumentError: an element cannot be written, or the numbers do not fit.
    Source: tf.raw_ops.TensorArrayScatter
    """
    return newer.tensor_array_scatter_v3.kernel(
        xp, behind(handle), indices, value, flow_in, T=T)


tensor_array_scatter.shape(_flow)
no_gradient(tensor_array_scatter, _WHY)


@op("""
    TensorArrayPack(handle: Ref(string), flow_in: float) -> value: dtype
        dtype: type
        element_shape: shape = ?
""")
def tensor_array_pack(xp, handle, flow_in, *, dtype, element_shape):
    """Return all elements as the rows of a tensor.

    Shapes:
        handle: [2]
        flow_in: []
        value: [n, ...]
    Errors:
        InvalidArgumentError: an element cannot be read, or they differ in shape.
    Source: tf.raw_ops.TensorArrayPack
    """
    array = behind(handle)
    array.check_read(dtype)
    array.narrow(element_shape)
    return array.read_all(xp, range(len(array)), element_shape)


no_gradient(tensor_array_pack, _WHY)


@op("""
    TensorArrayUnpack(handle: Ref(string), value: T, flow_in: float) -> flow_out: float
        T: type
""")
def tensor_array_unpack(xp, handle, value, flow_in, *, T):  # noqa: N803
    """Set all elements to the rows of a tensor.

    Shapes:
        handle: [2]
        value: [n, ...]
        flow_in, flow_out: []
    Errors:
        InvalidArgumentError: an element cannot be written, or the numbers do not fit.
    Source: tf.raw_ops.TensorArrayUnpack
    """
    array = behind(handle)
    array.check_written(T)
    if not value.ndim or (not array.dynamic and len(value) != len(array)):
        raise InvalidArgumentError(
            f"Input value must have first dimension equal to the array size ({shown(value.shape)} "
            f"vs. {len(array)})"
        )
    for i in range(len(value)):
        array.write(i, value[i, ...])
    return flow_in


tensor_array_unpack.shape(_flow)
no_gradient(tensor_array_unpack, _WHY)


@op("""
    TensorArrayConcat(handle: Ref(string), flow_in: float) -> value: dtype, lengths: int64
        dtype: type
        element_shape_except0: shape = ?
""")
def tensor_array_concat(xp, handle, flow_in, *, dtype, element_shape_except0):
    """Return all elements one after the other, and how long each is.

    Shapes:
        handle: [2]
        flow_in: []
        value: [total, ...]
        lengths: [n]
    Errors:
        InvalidArgumentError: an element cannot be read or joined with the others.
    Source: tf.raw_ops.TensorArrayConcat
    """
    return newer.tensor_array_concat_v3.kernel(
        xp, behind(handle), flow_in, dtype=dtype, element_shape_except0=element_shape_except0)


no_gradient(tensor_array_concat, _WHY)


@op("""
    TensorArraySplit(
        handle: Ref(string), value: T, lengths: int64, flow_in: float
    ) -> flow_out: float
        T: type
""", host=("lengths",))
def tensor_array_split(xp, handle, value, lengths, flow_in, *, T):  # noqa: N803
    """Set the elements to pieces of a tensor.

    Shapes:
        handle: [2]
        value: [total, ...]
        lengths: [n]
        flow_in, flow_out: []
    Errors:
        InvalidArgumentError: the lengths do not fit, or an element cannot be written.
    Source: tf.raw_ops.TensorArraySplit
    """
    return newer.tensor_array_split_v3.kernel(
        xp, behind(handle), value, lengths, flow_in, T=T)


tensor_array_split.shape(_flow)
no_gradient(tensor_array_split, _WHY)


@op("""
    TensorArraySize(handle: Ref(string), flow_in: float) -> size: int32
""")
def tensor_array_size(xp, handle, flow_in):
    """Return the number of elements.

    Shapes:
        handle: [2]
        flow_in, size: []
    Source: tf.raw_ops.TensorArraySize
    """
    return newer.tensor_array_size_v3.kernel(xp, behind(handle), flow_in)


tensor_array_size.shape(_flow)
no_gradient(tensor_array_size, _WHY)


@op("""
    TensorArrayClose(handle: Ref(string)) -> ()
""")
def tensor_array_close(xp, handle):
    """Let go of an array: using it afterwards is an error.

    Shapes:
        handle: [2]
    Source: tf.raw_ops.TensorArrayClose
    """
    behind(handle).close()


no_gradient(tensor_array_close, _WHY)


@op("""
    TensorArrayV2(size: int32) -> handle: string
        dtype: type
        element_shape: shape = ?
        dynamic_size: bool = false
        clear_after_read: bool = true
        tensor_array_name: string = ""
""", stateful=True, host=("size",))
def tensor_array_v2(
    xp, size, *, dtype, element_shape, dynamic_size, clear_after_read, tensor_array_name
):
    """Make an array of tensors and return its handle.

    Shapes:
        size: []
        handle: [2]
    Errors:
        InvalidArgumentError: the size is negative.
    Source: tf.raw_ops.TensorArrayV2
    """
    array = new(
        tensor_array_name, dtype, int(size), element_shape, dynamic=dynamic_size,
        clear=clear_after_read)
    return string_handle(xp, array)


tensor_array_v2.shape(_handles)
no_gradient(tensor_array_v2, _WHY)


@op("""
    TensorArrayGradV2(handle: string, flow_in: float) -> grad_handle: string
        source: string
""", stateful=True)
def tensor_array_grad_v2(xp, handle, flow_in, *, source):
    """Return the handle of the array that gradients of an array's elements are added up in.

    Shapes:
        handle, grad_handle: [2]
        flow_in: []
    Errors:
        InvalidArgumentError: the array is one of gradients itself.
    Source: tf.raw_ops.TensorArrayGradV2
    """
    array = behind(handle).gradient(source)
    return string_handle(xp, array)


tensor_array_grad_v2.shape(_handles)
no_gradient(tensor_array_grad_v2, _WHY)


@op("""
    TensorArrayWriteV2(handle: string, index: int32, value: T, flow_in: float) -> flow_out: float
        T: type
""", host=("index",))
def tensor_array_write_v2(xp, handle, index, value, flow_in, *, T):  # noqa: N803
    """Set an element.

    Shapes:
        handle: [2]
        index, flow_in, flow_out: []
        value: that of the elements
    Errors:
        InvalidArgumentError: there is no such place, or it cannot be written.
    Source: tf.raw_ops.TensorArrayWriteV2
    """
    return newer.tensor_array_write_v3.kernel(xp, behind(handle), index, value, flow_in, T=T)


tensor_array_write_v2.shape(_flow)
no_gradient(tensor_array_write_v2, _WHY)


@op("""
    TensorArrayReadV2(handle: string, index: int32, flow_in: float) -> value: dtype
        dtype: type
""", host=("index",))
def tensor_array_read_v2(xp, handle, index, flow_in, *, dtype):
    """Return an element, and take it out if the array is one to be read once.

    Shapes:
        handle: [2]
        index, flow_in: []
        value: that of the elements
    Errors:
        InvalidArgumentError: there is no such element, or it cannot be read.
    Source: tf.raw_ops.TensorArrayReadV2
    """
    return newer.tensor_array_read_v3.kernel(xp, behind(handle), index, flow_in, dtype=dtype)


no_gradient(tensor_array_read_v2, _WHY)


@op("""
    TensorArrayGatherV2(handle: string, indices: int32, flow_in: float) -> value: dtype
        dtype: type
        element_shape: shape = ?
""", host=("indices",))
def tensor_array_gather_v2(xp, handle, indices, flow_in, *, dtype, element_shape):
    """Return some elements as the rows of a tensor.

    Shapes:
        handle: [2]
        indices: [n]
        flow_in: []
        value: [n, ...]
    Errors:
        InvalidArgumentError: an element cannot be read, or they differ in shape.
    Source: tf.raw_ops.TensorArrayGatherV2
    """
    return newer.tensor_array_gather_v3.kernel(
        xp, behind(handle), indices, flow_in, dtype=dtype, element_shape=element_shape)


no_gradient(tensor_array_gather_v2, _WHY)


@op("""
    TensorArrayScatterV2(
        handle: string, indices: int32, value: T, flow_in: float
    ) -> flow_out: float
        T: type
""", host=("indices",))
def tensor_array_scatter_v2(xp, handle, indices, value, flow_in, *, T):  # noqa: N803
    """Set elements to the rows of a tensor.

    Shapes:
        handle: [2]
        indices: [n]
        value: [n, ...]
        flow_in, flow_out: []
    Errors:
        InvalidArgumentError: an element cannot be written, or the numbers do not fit.
    Source: tf.raw_ops.TensorArrayScatterV2
    """
    return newer.tensor_array_scatter_v3.kernel(
        xp, behind(handle), indices, value, flow_in, T=T)


tensor_array_scatter_v2.shape(_flow)
no_gradient(tensor_array_scatter_v2, _WHY)


@op("""
    TensorArrayConcatV2(handle: string, flow_in: float) -> value: dtype, lengths: int64
        dtype: type
        element_shape_except0: shape = ?
""")
def tensor_array_concat_v2(xp, handle, flow_in, *, dtype, element_shape_except0):
    """Return all elements one after the other, and how long each is.

    Shapes:
        handle: [2]
        flow_in: []
        value: [total, ...]
        lengths: [n]
    Errors:
        InvalidArgumentError: an element cannot be read or joined with the others.
    Source: tf.raw_ops.TensorArrayConcatV2
    """
    return newer.tensor_array_concat_v3.kernel(
        xp, behind(handle), flow_in, dtype=dtype, element_shape_except0=element_shape_except0)


no_gradient(tensor_array_concat_v2, _WHY)


@op("""
    TensorArraySplitV2(handle: string, value: T, lengths: int64, flow_in: float) -> flow_out: float
        T: type
""", host=("lengths",))
def tensor_array_split_v2(xp, handle, value, lengths, flow_in, *, T):  # noqa: N803
    """Set the elements to pieces of a tensor.

    Shapes:
        handle: [2]
        value: [total, ...]
        lengths: [n]
        flow_in, flow_out: []
    Errors:
        InvalidArgumentError: the lengths do not fit, or an element cannot be written.
    Source: tf.raw_ops.TensorArraySplitV2
    """
    return newer.tensor_array_split_v3.kernel(
        xp, behind(handle), value, lengths, flow_in, T=T)


tensor_array_split_v2.shape(_flow)
no_gradient(tensor_array_split_v2, _WHY)


@op("""
    TensorArraySizeV2(handle: string, flow_in: float) -> size: int32
""")
def tensor_array_size_v2(xp, handle, flow_in):
    """Return the number of elements.

    Shapes:
        handle: [2]
        flow_in, size: []
    Source: tf.raw_ops.TensorArraySizeV2
    """
    return newer.tensor_array_size_v3.kernel(xp, behind(handle), flow_in)


tensor_array_size_v2.shape(_flow)
no_gradient(tensor_array_size_v2, _WHY)


@op("""
    TensorArrayCloseV2(handle: string) -> ()
""")
def tensor_array_close_v2(xp, handle):
    """Let go of an array: using it afterwards is an error.

    Shapes:
        handle: [2]
    Source: tf.raw_ops.TensorArrayCloseV2
    """
    behind(handle).close()


no_gradient(tensor_array_close_v2, _WHY)
