"""Datasets of what is parsed: Example messages in batches, rows of CSV files.

The messages' format is in `example_parts.py`; CSV here is that of RFC 4180, in which a quoted field
may go over several lines.
"""

import os

from tfcompat._src.arrays import handles
from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.dataset_values import TYPES, UNKNOWN, Dataset, opened, scalar, text, vector
from tfcompat._src.ops.example_parsing import parse_example_v2
from tfcompat._src.ops.ragged_variant import Ragged
from tfcompat._src.ops.text import read_float, read_integer
from tfcompat._src.ops.variants import HeldTensor
from tfcompat._src.registry import op, shape_functions
from tfcompat._src.registry.definition import type_name
from tfcompat._src.wire import record_files

_KEYS = """
        sparse_keys: list(string) >= 0
        dense_keys: list(string) >= 0
        sparse_types: list({float, int64, string}) >= 0
        Tdense: list({float, int64, string}) >= 0
        dense_shapes: list(shape) >= 0"""
_RAGGED = """
        ragged_keys: list(string) >= 0 = []
        ragged_value_types: list({float, int64, string}) >= 0 = []
        ragged_split_types: list({int32, int64}) >= 0 = []
"""


def _parsed(xp, kind, input_dataset, defaults, keys, types, shapes):
    """Return the dataset of the features of batches of messages, in the order of their names."""
    source = opened(input_dataset)
    if source.types != (dtypes.string,):
        raise InvalidArgumentError(
            "Input dataset should be a dataset of vectors of strings")
    sparse, dense, ragged = (
        [_strings(xp, keys[name]) for name in ("sparse_keys", "dense_keys", "ragged_keys")])
    attrs = {name: keys[name] for name in (
        "Tdense", "sparse_types", "ragged_value_types", "ragged_split_types", "dense_shapes")}
    names = [*keys["sparse_keys"], *keys["dense_keys"], *keys["ragged_keys"]]
    order = sorted(range(len(names)), key=names.__getitem__)
    nothing = xp.empty(0, object)

    def parse(element):
        indices, values, sizes, whole, flat, splits = parse_example_v2(
            xp, element[0], nothing, sparse, dense, ragged, list(defaults), **attrs)
        found = [
            *(_sparse(*parts) for parts in zip(indices, values, sizes, attrs["sparse_types"])),
            *whole, *(Ragged([bounds], part) for part, bounds in zip(flat, splits))]
        return [found[i] for i in order]

    return Dataset(kind, types, shapes, lambda where: map(parse, source.begin(where.path)),
                   source.count)


def _strings(xp, names):
    array = xp.empty(len(names), object)
    for i, name in enumerate(names):
        array[i] = name
    return array


def _sparse(indices, values, shape, dtype):
    return handles.stacked([
        HeldTensor(indices, dtypes.int64), HeldTensor(values, dtype),
        HeldTensor(shape, dtypes.int64)])


@op(f"""
    ParseExampleDatasetV2(input_dataset: variant, num_parallel_calls: int64,
        dense_defaults: Tdense) -> handle: variant{_KEYS}{TYPES}
        deterministic: string = "default"{_RAGGED}
""", host=("num_parallel_calls", "dense_defaults"))
def parse_example_dataset_v2(
    xp, input_dataset, num_parallel_calls, dense_defaults,
    *, sparse_keys, dense_keys, sparse_types, Tdense, dense_shapes,  # noqa: N803
    ragged_keys, ragged_value_types, ragged_split_types, output_types, output_shapes,
):
    """Return the dataset of the features of batches of Example messages.

    Shapes:
        num_parallel_calls: []
    Errors:
        InvalidArgumentError: elements are no strings; while iterating, messages do not fit.
    Source: tf.raw_ops.ParseExampleDatasetV2
    """
    return _parsed(xp, "ParseExampleV2", input_dataset, dense_defaults, {
        "sparse_keys": sparse_keys, "dense_keys": dense_keys, "sparse_types": sparse_types,
        "Tdense": Tdense, "dense_shapes": dense_shapes, "ragged_keys": ragged_keys,
        "ragged_value_types": ragged_value_types, "ragged_split_types": ragged_split_types,
    }, output_types, output_shapes)


parse_example_dataset_v2.shape(shape_functions.scalar)


@op(f"""
    ParseExampleDataset(input_dataset: variant, num_parallel_calls: int64,
        dense_defaults: Tdense) -> handle: variant{_KEYS}{TYPES}
        sloppy: bool = false{_RAGGED}
""", host=("num_parallel_calls", "dense_defaults"))
def parse_example_dataset(
    xp, input_dataset, num_parallel_calls, dense_defaults,
    *, sparse_keys, dense_keys, sparse_types, Tdense, dense_shapes,  # noqa: N803
    ragged_keys, ragged_value_types, ragged_split_types, output_types, output_shapes,
):
    """The same in its first version.

    Shapes:
        num_parallel_calls: []
    Errors:
        as ParseExampleDatasetV2
    Source: tf.raw_ops.ParseExampleDataset
    """
    return _parsed(xp, "ParseExample", input_dataset, dense_defaults, {
        "sparse_keys": sparse_keys, "dense_keys": dense_keys, "sparse_types": sparse_types,
        "Tdense": Tdense, "dense_shapes": dense_shapes, "ragged_keys": ragged_keys,
        "ragged_value_types": ragged_value_types, "ragged_split_types": ragged_split_types,
    }, output_types, output_shapes)


parse_example_dataset.shape(shape_functions.scalar)


# --- CSV ----------------------------------------------------------------------------------------


class _Rows:
    """Reads the rows of CSV data: each a list of fields, and what is wrong with it, if anything."""

    def __init__(self, data, delimiter, quotes):
        self._data, self._delimiter, self._quotes = data, delimiter, quotes
        self._at = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self._at >= len(self._data):
            raise StopIteration
        fields, wrong, ended = [], None, False
        while not ended:
            quoted = self._quotes and self._data[self._at : self._at + 1] == b'"'
            field, ended, problem = self._quoted() if quoted else self._plain()
            fields.append(field)
            wrong = wrong or problem
        return fields, wrong

    def _plain(self):
        data, start, wrong = self._data, self._at, None
        while self._at < len(data):
            char = data[self._at : self._at + 1]
            if char == self._delimiter or char in b"\r\n":
                field = data[start : self._at]
                return field, self._passed(char), wrong
            if char == b'"' and self._quotes:
                wrong = "Unquoted fields cannot have quotes inside"
            self._at += 1
        return data[start:], True, wrong

    def _quoted(self):
        data, wrong, parts = self._data, None, []
        self._at += 1
        while True:
            end = data.find(b'"', self._at)
            if end < 0:
                self._at = len(data)
                return b"", True, "Reached end of file without closing quoted field in record"
            parts.append(data[self._at : end])
            self._at = end + 1
            char = data[self._at : self._at + 1]
            if not char or char == self._delimiter or char in b"\r\n":
                return b"".join(parts), self._passed(char) if char else True, wrong
            if char == b'"':
                parts.append(b'"')
            else:
                wrong = wrong or "Quote inside a string has to be escaped by another quote"
            self._at += 1

    def _passed(self, char):
        """Pass over the end of a field; say whether it is that of a row."""
        self._at += 1
        if char == b"\r" and self._data[self._at : self._at + 1] == b"\n":
            self._at += 1
        return char != self._delimiter


def _csv(xp, filenames, compression_type, header, field_delim, use_quote_delim, na_value,
         selected, excluded, record_defaults, types, shapes):
    paths = [os.fsdecode(name) for name in vector("filenames", filenames)]
    compression = scalar("compression_type", compression_type)
    if compression not in record_files.COMPRESSIONS:
        raise InvalidArgumentError(
            f"Unsupported compression_type: {compression.decode(errors='replace')}.")
    delimiter = scalar("field_delim", field_delim)
    if len(delimiter) != 1:
        raise InvalidArgumentError("field_delim should be only 1 char")
    _check_columns(selected, excluded, len(types))
    for default in record_defaults:
        if default.ndim > 1:
            raise InvalidArgumentError(
                "Each record default should be at most rank 1")
        if default.size > 1:
            raise InvalidArgumentError(
                "There should only be 1 default per field but field has more")
    skip, quotes = scalar("header", header), scalar("use_quote_delim", use_quote_delim)
    missing = scalar("na_value", na_value)

    def element(row):
        fields, wrong = row
        fields = _chosen(fields, selected, excluded)
        if wrong is None and len(fields) != len(types):
            found = "more" if len(fields) > len(types) else len(fields)
            wrong = f"Expect {len(types)} fields but have {found} in record"
        if wrong is not None:
            raise InvalidArgumentError(wrong)
        return [_value(xp, field, dtype, default, missing, i) for i, (field, dtype, default) in
                enumerate(zip(fields, types, record_defaults, strict=True))]

    def rows():
        for path in paths:
            with record_files.opened(path, compression) as file:
                found = _Rows(file.read(), delimiter, quotes)
            if skip:
                next(found, None)
            yield from found

    return Dataset("CSV", types, shapes, lambda where: map(element, rows()), UNKNOWN)


def _check_columns(selected, excluded, count):
    if selected and excluded:
        raise InvalidArgumentError("Either select_cols or exclude_cols should be empty")
    if selected and len(selected) != count:
        raise InvalidArgumentError("select_cols should match output size")
    for name, columns in (("select_cols", selected), ("exclude_cols", excluded)):
        if any(b <= a for a, b in zip(columns, columns[1:])):
            raise InvalidArgumentError(f"{name} should be strictly increasing indices")
        if columns and columns[0] < 0:
            raise InvalidArgumentError(f"{name} should be non-negative indices")


def _chosen(fields, selected, excluded):
    if selected:
        return [fields[i] for i in selected if i < len(fields)]
    return [field for i, field in enumerate(fields) if i not in excluded]


def _value(xp, field, dtype, default, missing, number):
    if not field or field == missing:
        if not default.size:
            raise InvalidArgumentError(f"Field {number} is required but missing in record!")
        return default.reshape(())
    if dtype is dtypes.string:
        return text(xp, field)
    value = (read_integer if dtype.is_integer else read_float)(field, dtype)
    if value is None:
        raise InvalidArgumentError(
            f"Field {number} in record is not a valid {type_name(dtype)}: "
            f"{field.decode('utf-8', 'replace')}")
    return xp.asarray(value, dtype=dtype.as_numpy_dtype)


_CSV_TYPES = """
        output_types: list({float, double, int32, int64, string}) >= 1
        output_shapes: list(shape) >= 1
"""
_CSV_HOST = ("filenames", "compression_type", "buffer_size", "header", "field_delim",
             "use_quote_delim", "na_value", "select_cols", "record_defaults")


@op(f"""
    CSVDataset(filenames: string, compression_type: string, buffer_size: int64, header: bool,
        field_delim: string, use_quote_delim: bool, na_value: string, select_cols: int64,
        record_defaults: output_types) -> handle: variant{_CSV_TYPES}
""", stateful=True, host=_CSV_HOST)
def csv_dataset(
    xp, filenames, compression_type, buffer_size, header, field_delim, use_quote_delim, na_value,
    select_cols, record_defaults, *, output_types, output_shapes,
):
    """Return the dataset of the rows of CSV files.

    Shapes:
        filenames: [n] or []
        select_cols: the numbers of the columns, in order, or [0] for all
        record_defaults: [0], [1] or [] each
        the others: []
    Errors:
        InvalidArgumentError: arguments contradict each other; while iterating, rows do not fit.
    Source: tf.raw_ops.CSVDataset
    """
    return _csv(xp, filenames, compression_type, header, field_delim, use_quote_delim, na_value,
                select_cols.tolist(), [], record_defaults, output_types, output_shapes)


@csv_dataset.shape
def csv_dataset_shape(c):
    checks.with_rank_at_most(c["filenames"], 1)
    for name in ("compression_type", "buffer_size", "header", "field_delim", "use_quote_delim",
                 "na_value"):
        checks.with_rank(c[name], 0)
    checks.with_rank(c["select_cols"], 1)
    for shape in c["record_defaults"]:
        if shape.rank is not None and (shape.rank > 1 or shape.rank and (shape[0] or 0) > 1):
            raise ValueError(
                "Shape of a default must be a length-0 or length-1 vector, or a scalar.")
    return [TensorShape([])]


@op(f"""
    CSVDatasetV2(filenames: string, compression_type: string, buffer_size: int64, header: bool,
        field_delim: string, use_quote_delim: bool, na_value: string, select_cols: int64,
        record_defaults: output_types, exclude_cols: int64) -> handle: variant{_CSV_TYPES}
""", stateful=True, host=(*_CSV_HOST, "exclude_cols"))
def csv_dataset_v2(
    xp, filenames, compression_type, buffer_size, header, field_delim, use_quote_delim, na_value,
    select_cols, record_defaults, exclude_cols, *, output_types, output_shapes,
):
    """The same; columns can also be left out.

    Shapes:
        as CSVDataset
        exclude_cols: the numbers of the columns, in order
    Errors:
        as CSVDataset
    Source: tf.raw_ops.CSVDatasetV2
    """
    return _csv(xp, filenames, compression_type, header, field_delim, use_quote_delim, na_value,
                select_cols.tolist(), exclude_cols.tolist(), record_defaults, output_types,
                output_shapes)


csv_dataset_v2.shape(csv_dataset_shape)
