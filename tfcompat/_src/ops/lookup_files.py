"""Lookup tables filled from the lines of text files."""

import os

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, OutOfRangeError
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.tables import StaticTable
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name
from tfcompat._src.wire import files

_LINE_NUMBER, _WHOLE_LINE = -1, -2


def _initialize(xp, table, filename, key_index, value_index, vocab_size, delimiter, offset):
    if len(delimiter) != 1:
        raise InvalidArgumentError("delimiter should be only 1 char")
    if filename.size != 1 or filename.ndim:
        raise InvalidArgumentError(
            f"filename should be a single string, but got {shown(filename.shape)}"
        )
    path = filename.item()
    if not path:
        raise InvalidArgumentError("filename cannot be empty.")
    if not isinstance(table, StaticTable):
        table.fill(())
    for index, dtype, what in (
        (key_index, table.key_dtype, "Key"), (value_index, table.value_dtype, "Value"),
    ):
        if index == _LINE_NUMBER and dtype != dtypes.int64:
            raise InvalidArgumentError(
                f"{what} index for line number requires table {what.lower()} dtype of int64, "
                f"got {type_name(dtype)}"
            )
    parts = ((key_index, table.key_dtype), (value_index, table.value_dtype))
    table.fill(_pairs(xp, os.fsdecode(path), parts, vocab_size, delimiter, offset))


def _pairs(xp, path, parts, vocab_size, delimiter, offset):
    """Return the (key, value) pairs of a text file.

    Args:
        path: str.
        parts: (index, DType) of the keys and of the values.
        vocab_size: how many lines to read, or -1.
        delimiter: one byte.
        offset: the number of the first line.
    """
    with files.translated_errors(path), open(path, "rb") as file:
        data = file.read()
    if not data:
        raise OutOfRangeError("Read less bytes than requested")
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    wanted = max(index for index, _ in parts) + 1
    pairs, position = [], 0
    for number, line in enumerate(lines):
        if number == vocab_size:
            break
        position += len(line) + 1
        line = line.removesuffix(b"\r")
        if not line:
            raise InvalidArgumentError(
                f"Invalid content in {path}: empty line found at position {position}."
            )
        fields = line.split(delimiter) if wanted > 0 else ()
        if len(fields) < wanted:
            raise InvalidArgumentError(
                f"Invalid number of columns in {path} line {number} ({_text(line)}) : expected at "
                f"least {wanted} got {len(fields)}"
            )
        pairs.append(tuple([
            _part(xp, index, dtype, line, fields, number, offset) for index, dtype in parts
        ]))
    if vocab_size > len(pairs):
        raise InvalidArgumentError(
            f"Invalid vocab_size in {path}: expected {vocab_size} but got {len(pairs)}"
        )
    if not pairs:
        raise OutOfRangeError(f"Finished reading 0 of lines from {path}")
    return pairs


def _part(xp, index, dtype, line, fields, number, offset):
    """Return what a line has as a key, or as a value."""
    if index == _LINE_NUMBER:
        return number + offset
    field = line if index == _WHOLE_LINE else fields[index]
    if dtype == dtypes.string:
        return field
    if not (dtype.is_integer or dtype.is_floating):
        raise InvalidArgumentError(f"Data type {type_name(dtype)} not supported.")
    try:
        if b"_" in field:
            raise ValueError
        if dtype.is_floating:
            return xp.asarray(float(field), dtype=numpy_dtype(dtype)).item()
        value = int(field)
        if not dtype.min <= value <= dtype.max:
            raise ValueError
        return value
    except ValueError:
        raise InvalidArgumentError(
            f"Field {_text(field)} in line {number} is not a valid {type_name(dtype)}."
        ) from None


def _text(data):
    return data.decode("utf-8", "backslashreplace")


_ATTRS = """
        key_index: int >= -2
        value_index: int >= -2
        vocab_size: int >= -1 = -1
        delimiter: string = "\\t"
        offset: int = 0
"""


@op(f"""
    InitializeTableFromTextFileV2(table_handle: resource, filename: string) -> (){_ATTRS}
""", stateful=True, host=("filename",))
def initialize_table_from_text_file_v2(
    xp, table_handle, filename, *, key_index, value_index, vocab_size, delimiter, offset
):
    """Fill a table that is filled once from a text file.

    An index is a column's number, or -1 for the number of the line, or -2 for the whole line.

    Shapes:
        filename: []
    Errors:
        NotFoundError: there is no such file.
        FailedPreconditionError: the table has other pairs, or a key comes with two values.
        InvalidArgumentError: arguments, dtypes or lines do not fit.
        OutOfRangeError: the file has no lines.
    Source: tf.raw_ops.InitializeTableFromTextFileV2
    """
    _initialize(
        xp, table_handle, filename, key_index, value_index, vocab_size, delimiter, offset
    )


@op(f"""
    InitializeTableFromTextFile(table_handle: Ref(string), filename: string) -> (){_ATTRS}
""", host=("filename",))
def initialize_table_from_text_file(
    xp, table_handle, filename, *, key_index, value_index, vocab_size, delimiter, offset
):
    """The same, behind a reference.

    Shapes:
        filename: []
    Errors:
        as InitializeTableFromTextFileV2
    Source: tf.raw_ops.InitializeTableFromTextFile
    """
    _initialize(
        xp, table_handle, filename, key_index, value_index, vocab_size, delimiter, offset
    )


def _filename_shape(c):
    checks.with_rank(c["filename"], 0)
    return []


for _record in (initialize_table_from_text_file_v2, initialize_table_from_text_file):
    _record.shape(_filename_shape)
    no_gradient(_record, "tables are not differentiated")
