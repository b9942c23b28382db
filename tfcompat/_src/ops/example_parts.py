"""Features of example messages as arrays: dense, sparse, ragged. No ops live here."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry.definition import type_name
from tfcompat._src.wire import messages

KINDS = {
    "float_list": dtypes.float32, "int64_list": dtypes.int64, "bytes_list": dtypes.string,
}


def features(data, where, sequence=False):
    """Return the features of a serialized message as {name: (DType, list of values)}.

    Args:
        data: bytes.
        where: how errors name the message.
        sequence: whether it is a SequenceExample; then {name: list of such pairs} follows.

    Raises:
        InvalidArgumentError: it is no such message.
    """
    kind = messages.SequenceExample if sequence else messages.Example
    try:
        message = kind.FromString(data)
    except Exception:  # noqa: BLE001 - protobuf raises another class in each version
        if sequence or _is_made_of_entries(data):
            raise InvalidArgumentError(f"{where}Can't parse serialized Example.") from None
        raise InvalidArgumentError(unreadable(data)) from None
    if not sequence:
        return _pairs(message.features)
    lists = {
        name: [_pair(feature) for feature in rows.feature]
        for name, rows in message.feature_lists.feature_list.items()
    }
    return _pairs(message.context), lists


def unreadable(data):
    """Return the sentence about bytes that are no example."""
    return f"Could not parse example input, value: '{data.decode('utf-8', 'replace')}'"


def _is_made_of_entries(data):
    """Say whether bytes are an example as far as names go; what the features are is left open."""
    try:
        return all(
            {1, 2} <= {number for number, _ in _fields(entry)}
            for kind, content in _fields(data) if kind == 1
            for part, entry in _fields(content) if part == 1
        )
    except (IndexError, ValueError):
        return False


def _fields(data):
    """Yield (number, bytes) of the fields of a message."""
    at = 0
    while at < len(data):
        tag, at = _number(data, at)
        if tag & 7 == 0:
            _, end = _number(data, at)
        elif tag & 7 == 2:
            size, at = _number(data, at)
            end = at + size
        elif tag & 7 in (1, 5):
            end = at + (8 if tag & 7 == 1 else 4)
        else:
            raise ValueError("no such kind of field")
        if end > len(data):
            raise ValueError("a field is cut off")
        yield tag >> 3, data[at:end] if tag & 7 == 2 else b""
        at = end


def _number(data, at):
    value, shift = 0, 0
    while True:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 0x80:
            return value, at


def _pairs(message):
    found = {name: _pair(feature) for name, feature in message.feature.items()}
    return {name: pair for name, pair in found.items() if pair is not None}


def _pair(feature):
    which = feature.WhichOneof("kind")
    return None if which is None else (KINDS[which], getattr(feature, which).value)


def filled(xp, items, dtype, shape):
    """Return an array of a shape with the given items."""
    storage = numpy_dtype(dtype)
    if storage != object:
        return xp.asarray(items, dtype=storage).reshape(shape)
    array = xp.empty(len(items), object)
    for i, item in enumerate(items):
        array[i] = item
    return array.reshape(shape)


class Dense:
    """A feature with one array of a shape per example; the first size may be left open.

    Args:
        name: of the feature.
        dtype: its DType.
        shape: TensorShape.
        default: array of what to take where the feature is missing; empty if it must be there.
    """

    def __init__(self, name, dtype, shape, default):
        self._name, self._dtype, self._default = name, dtype, default
        self._open = shape.rank is not None and shape.rank > 0 and shape[0] is None
        self._shape = tuple(shape.as_list())
        self._inner = self._shape[1:] if self._open else self._shape
        self._step = 1
        for size in self._inner:
            self._step *= size
        self._rows = []

    def check_default(self, index):
        """Raise InvalidArgumentError unless the default value is of the feature's shape."""
        self.check_padding(index)
        if not self._open and self._default.size and self._default.shape != self._shape:
            raise InvalidArgumentError(
                f"def_value[{index}].shape() == {shown(self._default.shape)} is not compatible "
                f"with dense_shapes_[{index}] == {shown(self._shape)}"
            )

    def check_padding(self, index):
        """Raise InvalidArgumentError unless there is one value to fill rows of any length up."""
        if self._open and self._default.size != 1:
            raise InvalidArgumentError(
                f"dense_shape[{index}] is a variable length shape: "
                f"{shown((None, *self._inner))}, therefore def_value[{index}] must contain a "
                f"single element (the padding element).  But its shape is: "
                f"{shown(self._default.shape)}"
            )

    def add(self, found, label, row):
        """Take the feature of one example.

        Args:
            found: {name: (DType, values)} of the example.
            label: how errors name the example: "Name: x, ", or "".
            row: how they name its place: ", Index: 3", or "".
        """
        pair = found.get(self._name)
        if pair is None:
            if self._open:
                self._rows.append([])
                return
            if not self._default.size:
                raise InvalidArgumentError(
                    f"{label}Feature: {self._name} (data type: {type_name(self._dtype)}) is "
                    "required but could not be found."
                )
            self._rows.append(self._default.reshape(-1).tolist())
            return
        dtype, values = pair
        where = f"{label}Key: {self._name}{row}.  "
        if dtype != self._dtype:
            raise InvalidArgumentError(
                f"{where}Data types don't match. Data type: {type_name(dtype)} but expected type: "
                f"{type_name(self._dtype)}"
            )
        if self._open and len(values) % (self._step or 1):
            raise InvalidArgumentError(
                f"{where}Number of {type_name(dtype)} values is not a multiple of stride length. "
                f"Saw {len(values)} values but output shape is: {shown((None, *self._inner))}"
            )
        if not self._open and len(values) != self._step:
            if not row:
                lists = {kind: name for name, kind in KINDS.items()}
                raise InvalidArgumentError(
                    f"{where}Can't parse serialized Example: Some {lists[dtype]} slice was not "
                    "parsed."
                )
            raise InvalidArgumentError(
                f"{where}Number of {type_name(dtype)} values != expected.  Values size: "
                f"{len(values)} but output shape: {shown(self._shape)}"
            )
        self._rows.append(list(values))

    def result(self, xp, single=False):
        """Return the array of all examples, or of the only one."""
        if not self._open:
            items = [value for row in self._rows for value in row]
            shape = self._shape if single else (len(self._rows), *self._shape)
            return filled(xp, items, self._dtype, shape)
        longest = max([len(row) for row in self._rows], default=0)
        fill = self._default.reshape(-1).tolist()[0]
        items = [v for row in self._rows for v in (*row, *[fill] * (longest - len(row)))]
        count = longest // (self._step or 1)
        whole = (count, *self._inner)
        return filled(xp, items, self._dtype, whole if single else (len(self._rows), *whole))


class Listed:
    """A feature with any number of values per example: sparse, or ragged.

    Args:
        name: of the feature.
        dtype: its DType.
    """

    def __init__(self, name, dtype):
        self._name, self._dtype = name, dtype
        self._rows = []

    def add(self, found, label, row):
        """Take the feature of one example; see `Dense.add`."""
        dtype, values = found.get(self._name, (self._dtype, ()))
        if dtype != self._dtype:
            raise InvalidArgumentError(
                f"{label}Key: {self._name}{row}.  Data types don't match. Expected type: "
                f"{type_name(self._dtype)}, Actual type: {type_name(dtype)}"
            )
        self._rows.append(list(values))

    def _values(self, xp):
        items = [value for row in self._rows for value in row]
        return filled(xp, items, self._dtype, (len(items),))

    def sparse(self, xp, single=False):
        """Return indices, values and shape of a sparse tensor."""
        values = self._values(xp)
        if single:
            indices = xp.arange(values.size, dtype=xp.int64).reshape(-1, 1)
            return indices, values, xp.asarray([values.size], dtype=xp.int64)
        places = [(i, j) for i, row in enumerate(self._rows) for j in range(len(row))]
        longest = max([len(row) for row in self._rows], default=0)
        return (
            xp.asarray(places, dtype=xp.int64).reshape(-1, 2), values,
            xp.asarray([len(self._rows), longest], dtype=xp.int64),
        )

    def ragged(self, xp, split_dtype, single=False):
        """Return values and row splits of a ragged tensor; no splits of a single example."""
        splits = [] if single else splits_of([len(row) for row in self._rows])
        return self._values(xp), xp.asarray(splits, dtype=numpy_dtype(split_dtype))


def splits_of(lengths):
    """Return where rows of these lengths begin and end.

    >>> splits_of([2, 0, 1])
    [0, 2, 2, 3]
    """
    splits = [0]
    for length in lengths:
        splits.append(splits[-1] + length)
    return splits
