"""What XLA's ops are told in serialized messages: which dimensions mean what. No ops live here."""

from tfcompat._src.base.errors import InvalidArgumentError

_DOT = {1: "lhs_contracting", 2: "rhs_contracting", 3: "lhs_batch", 4: "rhs_batch"}
_CONVOLUTION = {
    3: "kernel_input_feature", 4: "kernel_output_feature", 6: "kernel_spatial", 7: "input_batch",
    8: "input_feature", 9: "output_batch", 10: "output_feature", 11: "input_spatial",
    12: "output_spatial",
}
_GATHER = {
    1: "offset", 2: "collapsed", 3: "start_map", 4: "index_vector", 5: "operand_batching",
    6: "indices_batching",
}
_SCATTER = {
    1: "window", 2: "inserted", 3: "to_operand", 4: "index_vector", 5: "input_batching",
    6: "indices_batching",
}
_SINGLE = {
    "kernel_input_feature", "kernel_output_feature", "input_batch", "input_feature",
    "output_batch", "output_feature", "index_vector",
}


def dot(data):
    """Read which dimensions of a dot are contracted, and which are of the batch."""
    return _named(data, _DOT)


def convolution(data):
    """Read which dimensions of a convolution are batch, features and space."""
    return _named(data, _CONVOLUTION)


def gather(data):
    """Read what the dimensions of a gather's indices and result mean."""
    return _named(data, _GATHER)


def scatter(data):
    """Read what the dimensions of a scatter's indices and updates mean."""
    return _named(data, _SCATTER)


def _named(data, names):
    fields = _fields(data)
    found = {}
    for number, name in names.items():
        values = fields.get(number, [])
        found[name] = (values[-1] if values else 0) if name in _SINGLE else tuple(values)
    return found


def _varint(data, at):
    result = shift = 0
    while True:
        if at >= len(data):
            raise InvalidArgumentError("Error parsing dimension numbers")
        byte = data[at]
        at, result, shift = at + 1, result | (byte & 127) << shift, shift + 7
        if byte < 128:
            return result - (1 << 64) if result >> 63 else result, at


def _fields(data):
    """Return {field number: integers} of a message that has integers only."""
    found, at = {}, 0
    while at < len(data):
        key, at = _varint(data, at)
        values = found.setdefault(key >> 3, [])
        if key & 7 == 0:
            value, at = _varint(data, at)
            values.append(value)
        elif key & 7 == 2:
            size, at = _varint(data, at)
            end = at + size
            while at < end:
                value, at = _varint(data, at)
                values.append(value)
        else:
            raise InvalidArgumentError("Error parsing dimension numbers")
    return found
