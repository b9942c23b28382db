"""What is in directories of saved datasets: tensors as messages, the file about the whole."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import DataLossError, UnimplementedError
from tfcompat._src.wire import messages, tensor_proto, varint

_VERSION = 2  # each tensor is a record of its own
_RUN, _CREATED, _FORMAT, _TYPES, _COUNT, _FINISHED = 2, 3, 4, 5, 6, 1000


def encode_tensor(array, dtype):
    """Return a tensor as bytes.

    Raises:
        UnimplementedError: it holds what cannot be written.
    """
    if dtype in (dtypes.variant, dtypes.resource):
        raise UnimplementedError(f"Tensors of {dtype.name} cannot be saved.")
    if dtype is not dtypes.string:
        message = messages.TensorProto(dtype=dtype.as_datatype_enum)
        message.tensor_shape.SetInParent()
        for size in getattr(array, "shape", ()):
            message.tensor_shape.dim.add(size=size)
        message.tensor_content = array.tobytes()
        return message.SerializeToString(deterministic=True)
    message = messages.TensorProto(dtype=dtype.as_datatype_enum)
    message.tensor_shape.SetInParent()
    for size in array.shape:
        message.tensor_shape.dim.add(size=size)
    texts = array.reshape(-1).tolist()
    message.tensor_content = b"".join([varint.write(len(text)) for text in texts] + texts)
    return message.SerializeToString(deterministic=True)


def decode_tensor(xp, data, dtype):
    """Return the array of a tensor's bytes.

    Example:
        >>> import numpy
        >>> words = numpy.array([b"a", b"", b"bc"], object)
        >>> decode_tensor(numpy, encode_tensor(words, dtypes.string), dtypes.string)
        array([b'a', b'', b'bc'], dtype=object)
    """
    message = messages.TensorProto.FromString(data)
    if dtype in (dtypes.variant, dtypes.resource):
        raise UnimplementedError(f"Saved tensors of {dtype.name} cannot be read.")
    if dtype is not dtypes.string or not message.tensor_content:
        return xp.asarray(tensor_proto.to_array(message))
    shape = [dim.size for dim in message.tensor_shape.dim]
    count = 1
    for size in shape:
        count *= size
    content, place, sizes, texts = message.tensor_content, 0, [], []
    for _ in range(count):
        size, place = varint.read(content, place)
        sizes.append(size)
    for size in sizes:
        texts.append(content[place : place + size])
        place += size
    array = xp.empty(count, object)
    for i, text in enumerate(texts):
        array[i] = text
    return array.reshape(shape)


def metadata(run, created, types, count, finished):
    """Return the file about the whole.

    Args:
        run: the number of the time of writing.
        created: when that was, in microseconds.
        types: the DTypes of the components.
        count: the number of elements.
        finished: whether all are there.
    """
    name, kinds = str(run).encode(), bytes(dtype.as_datatype_enum for dtype in types)
    return b"".join([
        _field(_RUN, 2), varint.write(len(name)), name, _field(_CREATED, 0), varint.write(created),
        _field(_FORMAT, 0), varint.write(_VERSION), _field(_TYPES, 2), varint.write(len(kinds)),
        kinds, _field(_COUNT, 0), varint.write(count),
        (_field(_FINISHED, 0) + b"\x01") if finished else b"",
    ])


def _field(number, kind):
    return varint.write(number << 3 | kind)


def read_metadata(data):
    """Return the run, the DTypes and the number of elements that such a file states.

    Raises:
        DataLossError: it is damaged.
        UnimplementedError: it is of another version.
    """
    found, place = {}, 0
    try:
        while place < len(data):
            tag, place = varint.read(data, place)
            value, place = varint.read(data, place)
            if tag & 7 == 2:
                value, place = data[place : place + value], place + value
            found[tag >> 3] = value
    except varint.VarintError:
        raise DataLossError("The metadata of a saved dataset is damaged.") from None
    if found.get(_FORMAT) != _VERSION:
        raise UnimplementedError(
            f"Saved datasets of version {found.get(_FORMAT)} cannot be read, only {_VERSION}.")
    types = tuple(dtypes.as_dtype(number) for number in found.get(_TYPES, b""))
    return found[_RUN].decode(), types, found.get(_COUNT, 0)
