"""Bytes in strings read as numbers, tensors and packed data.

Text is read in `text.py` (numbers) and `csv.py` (tables), images in the `image_*` families.
"""

import base64
import re
import sys
import zlib

from google.protobuf.message import DecodeError

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import DataLossError, InvalidArgumentError, UnsupportedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.strings import mapped
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name
from tfcompat._src.registry.shape_functions import scalar, unchanged, unknown
from tfcompat._src.wire import messages, tensor_proto

_WHY = "strings have no gradient"


def _numbers(xp, data, dtype, little_endian):
    """Read bytes as a new array of numbers in a byte order."""
    kind = xp.dtype(dtype.as_numpy_dtype)
    part = kind.itemsize // 2 if dtype.is_complex else kind.itemsize
    if part > 1 and little_endian != (sys.byteorder == "little"):
        data = b"".join(data[i : i + part][::-1] for i in range(0, len(data), part))
    if dtype == dtypes.bool:
        return xp.frombuffer(bytearray(data), dtype=xp.uint8) != 0
    return xp.frombuffer(bytearray(data), dtype=kind)


@op("""
    DecodeRaw(bytes: string) -> output: out_type
        out_type: {half, float, double, int32, uint16, uint8, int16, int8, int64, complex64,
            complex128, bool, bfloat16}
        little_endian: bool = true
""")
def decode_raw(xp, bytes, *, out_type, little_endian):  # noqa: A002 - TensorFlow's name
    """Read the bytes of strings as numbers.

    Shapes:
        bytes: any
        output: that, and the count of numbers in each string
    Errors:
        InvalidArgumentError: the strings differ in length, or hold no whole numbers.
    Source: tf.raw_ops.DecodeRaw
    """
    texts = bytes.reshape(-1).tolist()
    if not texts:
        return xp.empty((*bytes.shape, 0), out_type.as_numpy_dtype)
    length, size = len(texts[0]), out_type.size
    for i, text in enumerate(texts):
        if len(text) != length:
            raise InvalidArgumentError(
                "DecodeRaw requires input strings to all be the same size, but element "
                f"{i} has size {length} != {len(text)}"
            )
    if length % size:
        raise InvalidArgumentError(
            f"Input to DecodeRaw has length {length} that is not a multiple of {size}, the size "
            f"of {type_name(out_type)}"
        )
    flat = _numbers(xp, b"".join(texts), out_type, little_endian)
    return flat.reshape((*bytes.shape, length // size))


@decode_raw.shape
def decode_raw_shape(c):
    return [c["bytes"].concatenate(TensorShape([None]))]


no_gradient(decode_raw, _WHY)


@op("""
    DecodePaddedRaw(input_bytes: string, fixed_length: int32) -> output: out_type
        out_type: {half, float, double, int32, uint16, uint8, int16, int8, int64, bfloat16}
        little_endian: bool = true
""", host=("fixed_length",))
def decode_padded_raw(xp, input_bytes, fixed_length, *, out_type, little_endian):
    """Read the bytes of strings as numbers, cut or filled up with zeros to one length.

    Shapes:
        input_bytes: any
        fixed_length: []
        output: that of input_bytes, and the count of numbers in `fixed_length` bytes
    Errors:
        InvalidArgumentError: the length is not positive, or holds no whole numbers.
    Source: tf.raw_ops.DecodePaddedRaw
    """
    if fixed_length.ndim:
        raise InvalidArgumentError(
            f"k must be scalar, got shape {shown(fixed_length.shape)}")
    length, size = fixed_length.item(), out_type.size
    if length % size:
        raise InvalidArgumentError(
            f"fixed_length ({length}) must be a multiple of the size of out_type ({size})")
    if length <= 0:
        raise InvalidArgumentError(f"fixed_length ({length}) must be greater than zero.")
    texts = [text[:length].ljust(length, b"\0") for text in input_bytes.reshape(-1).tolist()]
    flat = _numbers(xp, b"".join(texts), out_type, little_endian)
    return flat.reshape((*input_bytes.shape, length // size))


@decode_padded_raw.shape
def decode_padded_raw_shape(c):
    length, size = checks.scalar_size(c, "fixed_length"), c.attr("out_type").size
    if length is None:
        return [c["input_bytes"].concatenate(TensorShape([None]))]
    if length < 0:
        raise ValueError("Dimension size, given by scalar input 1, must be non-negative but is "
                         f"{length}")
    if length % size:
        raise ValueError(
            f"Dimension size must be evenly divisible by {size} but is {length}")
    return [c["input_bytes"].concatenate(TensorShape([length // size]))]


no_gradient(decode_padded_raw, _WHY)


@op("""
    DecodeCompressed(bytes: string) -> output: string
        compression_type: string = ""
""")
def decode_compressed(xp, bytes, *, compression_type):  # noqa: A002
    """Unpack strings that were packed with zlib or gzip; what breaks off is unpacked up to there.

    Shapes:
        bytes, output: any, the same
    Errors:
        InvalidArgumentError: the kind of compression is another one.
        DataLossError: a string is not of that kind.
    Source: tf.raw_ops.DecodeCompressed
    """
    if compression_type == b"ZSTD":
        raise UnsupportedError("DecodeCompressed: the compression_type ZSTD is not supported")
    if compression_type not in (b"", b"ZLIB", b"GZIP"):
        raise InvalidArgumentError(
            "Only ZLIB, ZSTD, GZIP or NONE are supported compressions")
    if not compression_type:
        return bytes
    bits = zlib.MAX_WBITS + (16 if compression_type == b"GZIP" else 0)
    return mapped(xp, lambda text: _inflated(text, bits), bytes)


def _inflated(data, bits):
    """Unpack data; members of gzip follow each other, what else follows is left."""
    parts = []
    while data:
        reader = zlib.decompressobj(bits)
        try:
            parts.append(reader.decompress(data))
        except zlib.error as error:
            if parts:
                break
            number, what = re.match(r"Error (-?\d+) [^:]*: (.*)|", str(error)).groups()
            raise DataLossError(f"inflate() failed with error {number}: {what}") from None
        if not reader.eof or bits == zlib.MAX_WBITS:
            break
        data = reader.unused_data
    return b"".join(parts)


decode_compressed.shape(unchanged)
no_gradient(decode_compressed, _WHY)


@op("""
    ParseTensor(serialized: string) -> output: out_type
        out_type: type
""")
def parse_tensor(xp, serialized, *, out_type):
    """Read a tensor from a serialized TensorProto.

    Shapes:
        serialized: []
        output: what the message says
    Errors:
        InvalidArgumentError: the message is none, or of another dtype.
    Source: tf.raw_ops.ParseTensor
    """
    if serialized.ndim:
        raise InvalidArgumentError(
            f"Expected `serialized` to be a scalar, got shape: {shown(serialized.shape)}")
    data = serialized.item()
    try:
        proto = messages.parse(messages.TensorProto, data)
    except DecodeError as error:
        text = base64.b64encode(data).decode()
        raise InvalidArgumentError(
            f"Could not parse `serialized` as TensorProto, base64: {text}") from error
    try:
        array = tensor_proto.to_array(proto)
    except (InvalidArgumentError, ValueError) as error:
        raise InvalidArgumentError(
            f"Cannot parse tensor from proto: {messages.to_text(proto)}") from error
    found = dtypes.as_dtype(proto.dtype)
    if found != out_type:
        raise InvalidArgumentError(
            f"Type mismatch between parsed tensor ({type_name(found)}) and dtype "
            f"({type_name(out_type)})")
    return xp.asarray(array)


parse_tensor.shape(unknown)
no_gradient(parse_tensor, _WHY)


@op("""
    SerializeTensor(tensor: T) -> serialized: string
        T: type
""", host=("tensor",))
def serialize_tensor(xp, tensor, *, T):  # noqa: N803 - TensorFlow's name
    """Write a tensor as a serialized TensorProto.

    Shapes:
        tensor: any
        serialized: []
    Source: tf.raw_ops.SerializeTensor
    """
    if T in (dtypes.resource, dtypes.variant):
        raise UnsupportedError(f"SerializeTensor of dtype {T.name} is not supported")
    proto = messages.TensorProto(dtype=T.as_datatype_enum)
    for size in tensor.shape:
        proto.tensor_shape.dim.add(size=size)
    proto.tensor_shape.SetInParent()
    if T == dtypes.string:
        proto.string_val.extend(tensor.reshape(-1).tolist())
    else:
        proto.tensor_content = _content(xp, tensor)
    result = xp.empty((), object)
    result[()] = proto.SerializeToString(deterministic=True)
    return result


def _content(xp, tensor):
    flat = xp.ascontiguousarray(tensor)
    return flat.tobytes() if sys.byteorder == "little" else flat.byteswap().tobytes()


serialize_tensor.shape(scalar)
no_gradient(serialize_tensor, _WHY)
