"""Datasets of the rows that a query of a database gives."""

import os
import sqlite3
import urllib.parse

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError, UnknownError
from tfcompat._src.ops.dataset_values import TYPES, UNKNOWN, Dataset, scalar, text, with_scalars
from tfcompat._src.registry import op

_KINDS = frozenset([
    dtypes.int8, dtypes.int16, dtypes.int32, dtypes.int64, dtypes.uint8, dtypes.uint16,
    dtypes.bool, dtypes.float64, dtypes.string])


@op(f"""
    SqlDataset(driver_name: string, data_source_name: string,
        query: string) -> handle: variant{TYPES}
""", stateful=True, host=("driver_name", "data_source_name", "query"))
def sql_dataset(xp, driver_name, data_source_name, query, *, output_types, output_shapes):
    """Return the dataset of the rows that a query of an SQLite database gives.

    Shapes:
        driver_name, data_source_name, query: []
    Errors:
        InvalidArgumentError: the driver is another, a type or a shape is not that of a column.
        UnknownError: while iterating, the database refuses.
    Source: tf.raw_ops.SqlDataset
    """
    driver = scalar("driver_name", driver_name)
    path = os.fsdecode(scalar("data_source_name", data_source_name))
    sentence = os.fsdecode(scalar("query", query))
    if driver != b"sqlite":
        raise InvalidArgumentError(
            f"The database type, {driver.decode(errors='replace')}, is not supported by SqlDataset."
            " The set of supported databases is: {'sqlite'}.")
    if not _KINDS.issuperset(output_types):
        raise InvalidArgumentError(
            "Each element of `output_types_` must be one of: DT_STRING, DT_INT8, DT_INT16, "
            "DT_INT32, DT_INT64, DT_UINT8, DT_UINT16, DT_BOOL, DT_DOUBLE ")
    if any(shape.rank != 0 for shape in output_shapes):
        raise InvalidArgumentError("Each element of `output_shapes_` must be a scalar.")

    def rows(where):
        try:
            connection = sqlite3.connect(f"file:{urllib.parse.quote(path)}?mode=ro", uri=True)
        except sqlite3.Error as error:
            raise InvalidArgumentError(f"Sqlite::Open({path}) failed: {error}") from None
        try:
            cursor = connection.execute(sentence)
            count = len(cursor.description or ())
            if count != len(output_types):
                raise InvalidArgumentError(
                    f"The number of columns in query ({count}) must match the number of elements "
                    f"in output_types ({len(output_types)}).")
            for row in cursor:
                yield [_value(xp, item, dtype)
                       for item, dtype in zip(row, output_types, strict=True)]
        except sqlite3.Error as error:
            raise UnknownError(f"Prepare() failed: [1] {error}: {sentence}") from None
        finally:
            connection.close()

    return Dataset("Sql", output_types, output_shapes, rows, UNKNOWN)


def _value(xp, item, dtype):
    if dtype is dtypes.string:
        if isinstance(item, bytes):
            return text(xp, item)
        return text(xp, b"" if item is None else str(item).encode())
    number = 0 if item is None else item
    if isinstance(number, (str, bytes)):
        number = _number(number)
    if not dtype.is_floating:
        number = int(number)
    if dtype is dtypes.bool:
        number = bool(number)
    return xp.asarray(number).astype(dtype.as_numpy_dtype)


def _number(item):
    try:
        return float(item)
    except ValueError:
        return 0


sql_dataset.shape(with_scalars("driver_name", "data_source_name", "query"))
