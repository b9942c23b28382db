"""TensorProto to array and back.

What lives here: every encoding TensorFlow reads (packed content; typed lists, where the last value
repeats and no value means zeros), and the one form it writes. What does not: which Python values
become tensors, and what a resource or variant element means; those arrive as messages.
"""

import math
import sys
from typing import NamedTuple

import numpy

from tfcompat._src.base import dtypes, errors
from tfcompat._src.wire import messages, varint

# numpy 1 stops at 32 dimensions, numpy 2 at 64; TensorFlow goes to 254.
_HIGHEST_RANK = 32 if numpy.__version__.startswith("1.") else 64
_CONTENT_LIMIT = 1 << 31
# Above this many bytes one repeated value is spread by strides instead of being written out: a few
# bytes of a damaged file must not be able to claim all memory.
_SPREAD_LIMIT = 1 << 26


class _Field(NamedTuple):
    """The typed list of a dtype, the numpy type of its items, and whether these are raw bits."""

    name: str
    item: str
    bits: bool = False


_FIELDS = {
    dtypes.float32: _Field("float_val", "float32"),
    dtypes.float64: _Field("double_val", "float64"),
    dtypes.float16: _Field("half_val", "uint16", True),
    dtypes.bfloat16: _Field("half_val", "uint16", True),
    dtypes.int64: _Field("int64_val", "int64"),
    dtypes.uint32: _Field("uint32_val", "uint32"),
    dtypes.uint64: _Field("uint64_val", "uint64"),
    dtypes.bool: _Field("bool_val", "bool"),
    dtypes.complex64: _Field("scomplex_val", "float32", True),
    dtypes.complex128: _Field("dcomplex_val", "float64", True),
    **{dtype: _Field("float8_val", "uint8", True) for dtype in (
        dtypes.float8_e5m2, dtypes.float8_e4m3fn, dtypes.float8_e4m3fnuz,
        dtypes.float8_e5m2fnuz, dtypes.float8_e4m3b11fnuz, dtypes.float4_e2m1fn)},
    **{dtype: _Field("int_val", "int32") for dtype in (
        dtypes.int32, dtypes.int16, dtypes.int8, dtypes.uint16, dtypes.uint8,
        dtypes.qint32, dtypes.qint16, dtypes.qint8, dtypes.quint16, dtypes.quint8,
        dtypes.int4, dtypes.uint4, dtypes.int2, dtypes.uint2)},
}
_OBJECT_FIELDS = {dtypes.string: "string_val", dtypes.variant: "variant_val",
                  dtypes.resource: "resource_handle_val"}
# TensorFlow writes these types, and these only, as packed content.
_NEVER_PACKED = frozenset({dtypes.bool, dtypes.complex64, dtypes.complex128, dtypes.uint16,
                           dtypes.int4, dtypes.uint4, dtypes.int2, dtypes.uint2, dtypes.string})


def to_array(proto):
    """Decode a TensorProto.

    Args:
        proto: TensorProto, of these messages' classes or TensorFlow's.

    Returns:
        ndarray of the shape in the proto; treat it as read-only (it may share memory with the
        proto, or repeat one value by strides). Strings are an object array of bytes, variants and
        resources an object array of messages, quantized values their plain integers.

    Raises:
        InvalidArgumentError: the content does not fit the type and shape.

    Example:
        >>> shape = {"dim": [{"size": 3}]}
        >>> to_array(messages.TensorProto(dtype=1, tensor_shape=shape, float_val=[1, 2]))
        array([1., 2., 2.], dtype=float32)
    """
    dtype = _dtype(proto)
    shape = _shape(proto)
    if dtype in _OBJECT_FIELDS:
        return _objects(proto, dtype, shape)
    size = math.prod(shape)
    if proto.tensor_content and size:
        return _packed(proto, dtype, size).reshape(shape)
    return _fill(list_values(proto, dtype), shape)


def _refuse(proto):
    text = messages.to_text(_copy_without_bulk(proto))
    raise errors.InvalidArgumentError(f"Cannot parse tensor from proto: {text}") from None


def _copy_without_bulk(proto):
    """The proto, or its type and shape alone where the values would drown the message."""
    if proto.ByteSize() <= 4096:
        return proto
    return type(proto)(dtype=proto.dtype, tensor_shape=proto.tensor_shape)


def _dtype(proto):
    try:
        dtype = dtypes.as_dtype(proto.dtype)
    except TypeError:
        _refuse(proto)
    if dtype not in _FIELDS and dtype not in _OBJECT_FIELDS:
        _refuse(proto)
    return dtype


def _shape(proto):
    shape = tuple(dim.size for dim in proto.tensor_shape.dim)
    if any(size < 0 for size in shape) or math.prod(size or 1 for size in shape) >> 60:
        _refuse(proto)
    if len(shape) > _HIGHEST_RANK:
        raise errors.InvalidArgumentError(
            f"A tensor has {len(shape)} dimensions; numpy arrays have at most {_HIGHEST_RANK}.")
    return shape


def _packed(proto, dtype, size):
    storage = dtypes.numpy_dtype(dtype)
    content = proto.tensor_content
    if len(content) != size * storage.itemsize:
        _refuse(proto)
    array = numpy.frombuffer(content, storage)
    if dtype is dtypes.bool and (array.view(numpy.uint8) > 1).any():
        _refuse(proto)
    return array.byteswap() if sys.byteorder == "big" else array


def list_values(proto, dtype):
    """The values in the typed list of a TensorProto, as they stand there.

    Args:
        proto: TensorProto.
        dtype: DType of the elements, not string, variant or resource.

    Returns:
        1-D ndarray.

    Example:
        >>> list_values(messages.TensorProto(int_val=[1, 300]), dtypes.uint8)
        array([ 1, 44], dtype=uint8)
    """
    field = _FIELDS[dtype]
    storage = dtypes.numpy_dtype(dtype)
    values = getattr(proto, field.name)
    if isinstance(values, bytes):
        items = numpy.frombuffer(values, numpy.uint8)
    elif field.name == "half_val":
        items = numpy.fromiter(values, numpy.int32, len(values)).astype(numpy.uint16)
    else:
        items = numpy.fromiter(values, field.item, len(values))
    if field.bits:
        whole = len(items) * items.itemsize // storage.itemsize
        return items[:whole * (storage.itemsize // items.itemsize)].view(storage)
    if storage.itemsize == 1 and storage.kind != "b":
        items = items.astype(numpy.int8)  # wraps, as TensorFlow does; ml_dtypes cast from there
    return items.astype(storage, copy=False)


def _fill(values, shape):
    """Lay values out in a shape: surplus ones drop out, the last one repeats, none are zeros."""
    size = math.prod(shape)
    if len(values) >= size:
        return values[:size].reshape(shape)
    last = values[-1] if len(values) else numpy.zeros((), values.dtype)[()]
    if len(values) <= 1 and size * values.itemsize > _SPREAD_LIMIT:
        return numpy.broadcast_to(numpy.asarray(last, values.dtype), shape)
    try:
        out = numpy.empty(size, values.dtype)
    except (MemoryError, ValueError):
        raise errors.ResourceExhaustedError(
            f"OOM when allocating tensor with shape[{','.join(map(str, shape))}]") from None
    out[:len(values)] = values
    out[len(values):] = last
    return out.reshape(shape)


def _objects(proto, dtype, shape):
    items = getattr(proto, _OBJECT_FIELDS[dtype])
    if dtype is dtypes.string and proto.tensor_content:
        items = _unpack_strings(proto, math.prod(shape))
    values = numpy.empty(len(items), object)
    values[:] = items
    if len(values) or dtype is dtypes.string:
        return _fill(values if len(values) else numpy.array([b""], object), shape)
    empty = getattr(messages, _MESSAGES[dtype])()
    return _fill(numpy.array([empty], object), shape)


_MESSAGES = {dtypes.variant: "VariantTensorDataProto", dtypes.resource: "ResourceHandleProto"}


def _unpack_strings(proto, count):
    data = proto.tensor_content
    try:
        lengths, position = varint.read_many(numpy.frombuffer(data, numpy.uint8), count)
    except varint.VarintError:
        _refuse(proto)
    lengths = lengths.tolist()
    if count and sum(lengths) != len(data) - position:
        _refuse(proto)
    values = []
    for length in lengths:
        values.append(data[position:position + length])
        position += length
    return values


def to_proto(array, dtype=None, shape=None):
    """Encode an array exactly as `tf.make_tensor_proto` and graph constants are encoded.

    Args:
        array: ndarray or numpy scalar; strings as an object array of bytes (or str).
        dtype: DType or what `as_dtype` takes; by default that of the array. Needed for quantized
            types, whose arrays hold plain integers.
        shape: ints, by default the array's. In a larger shape the last element repeats.

    Returns:
        TensorProto: several elements packed, except for types that TensorFlow always lists.

    Raises:
        ValueError: the content would be 2 GB or more, or the shape has room for fewer elements.

    Example:
        >>> to_proto(numpy.float32(2)).float_val
        [2.0]
        >>> to_proto(numpy.array([1, 2], numpy.int8)).tensor_content.hex()
        '0102'
    """
    array = numpy.asarray(array)
    dtype = dtypes.from_numpy(array.dtype) if dtype is None else dtypes.as_dtype(dtype)
    shape = array.shape if shape is None else tuple(map(int, shape))
    size = math.prod(shape)
    if array.size > size:
        raise ValueError(
            f"Too many elements provided. Takes at most {size:d}, but got {array.size:d}.")
    proto = messages.TensorProto(dtype=dtype.as_datatype_enum)
    proto.tensor_shape.SetInParent()
    for length in shape:
        proto.tensor_shape.dim.add(size=length)
    if dtype in _OBJECT_FIELDS:
        _list_objects(proto, dtype, array)
    elif dtype not in _NEVER_PACKED and array.size == size > 1:
        proto.tensor_content = _pack(array, dtype)
    else:
        _list(proto, dtype, array)
    return proto


def to_listed_proto(array, dtype):
    """Return a TensorProto with nothing but the values in their field: V1 checkpoints want that.

    Args:
        array: ndarray.
        dtype: DType.

    Example:
        >>> to_listed_proto(numpy.zeros(3, numpy.float32), dtypes.float32).float_val
        [0.0, 0.0, 0.0]
    """
    proto = messages.TensorProto()
    if dtype in _OBJECT_FIELDS:
        _list_objects(proto, dtype, array)
    else:
        _list(proto, dtype, array)
    return proto


def to_captured_proto(array, dtype=None):
    """Encode a tensor that a function captured, as SavedModels keep it.

    TensorFlow writes an array of one repeated value short there, though nowhere else.

    Args:
        array: ndarray.
        dtype: DType, by default that of the array.

    Returns:
        TensorProto.

    Raises:
        ValueError: the content would be 2 GB or more.

    Example:
        >>> to_captured_proto(numpy.ones(1000, numpy.float32)).float_val
        [1.0]
    """
    array = numpy.asarray(array)
    if array.size > 1 and _is_one_value(array.reshape(-1)):
        return to_proto(array.reshape(-1)[0:1], dtype, array.shape)
    return to_proto(array, dtype)


def _is_one_value(values):
    # NaN is not equal to itself and stays written out, as in TensorFlow; 0.0 and -0.0 are equal,
    # and TensorFlow makes them one, which we do not imitate.
    if not (values == values[0]).all():
        return False
    if values.dtype == object:
        return True
    content = numpy.ascontiguousarray(values).view(numpy.uint8).reshape(len(values), -1)
    return bool((content == content[0]).all())


def _pack(array, dtype):
    array = array.astype(dtypes.numpy_dtype(dtype), copy=False)
    if array.nbytes >= _CONTENT_LIMIT:
        raise ValueError("Cannot create a tensor proto whose content is larger than 2GB.")
    return (array.byteswap() if sys.byteorder == "big" else array).tobytes()


def _list(proto, dtype, array):
    field = _FIELDS[dtype]
    values = array.astype(dtypes.numpy_dtype(dtype), copy=False).reshape(-1)
    if field.bits:
        values = numpy.ascontiguousarray(values).view(field.item)
    elif field.name == "int_val":
        values = values.astype(numpy.int32)
    if field.name == "float8_val":
        proto.float8_val = values.tobytes()
    else:
        getattr(proto, field.name).extend(values.tolist())


def _list_objects(proto, dtype, array):
    values = array.reshape(-1).tolist()
    if dtype is dtypes.string:
        values = [item.encode() if isinstance(item, str) else bytes(item) for item in values]
    getattr(proto, _OBJECT_FIELDS[dtype]).extend(values)
