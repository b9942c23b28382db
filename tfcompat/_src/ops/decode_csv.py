"""Lines of comma-separated values, taken apart into columns."""

import re

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.text import read_float, read_integer
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name


@op("""
    DecodeCSV(records: string, record_defaults: OUT_TYPE) -> output: OUT_TYPE
        OUT_TYPE: list({float, double, int32, int64, string}) >= 1
        field_delim: string = ","
        use_quote_delim: bool = true
        na_value: string = ""
        select_cols: list(int) = []
""", host=("record_defaults",))
def decode_csv(
    xp, records, record_defaults, *, OUT_TYPE, field_delim, use_quote_delim,  # noqa: N803
    na_value, select_cols
):
    """Read records of comma-separated values, each field into a tensor of its own.

    Shapes:
        records: any
        record_defaults: [], [1], or [0] for fields that must be there
        output: as records, one for each default
    Errors:
        InvalidArgumentError: a record has more or fewer fields, a field is missing or malformed,
            or the attributes contradict each other.
    Source: tf.raw_ops.DecodeCSV
    """
    _check(OUT_TYPE, field_delim, select_cols)
    for i, default in enumerate(record_defaults):
        if default.ndim > 1:
            raise InvalidArgumentError("Each record default should be at most rank 1")
        if default.size > 1:
            raise InvalidArgumentError("There should only be 1 default per field but field "
                                       f"{i} has {default.size}")
    columns = [[] for _ in OUT_TYPE]
    for number, record in enumerate(records.reshape(-1).tolist()):
        fields = _Fields(record, field_delim, use_quote_delim, select_cols).read()
        if len(fields) != len(OUT_TYPE):
            raise InvalidArgumentError(
                f"Expect {len(OUT_TYPE)} fields but have {len(fields)} in record {number}")
        for i, field in enumerate(fields):
            columns[i].append(_value(
                field, OUT_TYPE[i], record_defaults[i], na_value, f"Field {i}", number))
    return [_column(xp, column, dtype, records.shape)
            for column, dtype in zip(columns, OUT_TYPE, strict=True)]


def _check(out_types, field_delim, select_cols):
    if len(field_delim) != 1:
        raise InvalidArgumentError("field_delim should be only 1 char")
    if select_cols and len(select_cols) != len(out_types):
        raise InvalidArgumentError("select_cols should match output size")
    last = -1
    for i, column in enumerate(select_cols):
        if not i and column < 0:
            raise InvalidArgumentError("select_cols should be non-negative indices")
        if i and column <= last:
            raise InvalidArgumentError("select_cols should be strictly increasing indices")
        last = column


def _value(field, dtype, default, na_value, what, number):
    if not field or field == na_value:
        if not default.size:
            raise InvalidArgumentError(f"{what} is required but missing in record {number}!")
        return default.reshape(-1)[0]
    if dtype == dtypes.string:
        return field
    value = (read_integer if dtype.is_integer else read_float)(field, dtype)
    if value is None:
        raise InvalidArgumentError(f"{what} in record {number} is not a valid {type_name(dtype)}: "
                                   f"{field.decode('utf-8', 'replace')}")
    return value


def _column(xp, values, dtype, shape):
    result = xp.empty(len(values), dtype.as_numpy_dtype)
    result[:] = values
    return result.reshape(shape)


_SPECIAL = re.compile(rb'["\r\n]')


class _Fields:
    """A record, read from the left."""

    def __init__(self, record, delimiter, quotes, selected):
        self.record = record
        self.delimiter = delimiter[0]
        self.quotes = quotes
        self.selected = list(selected)
        self.at = 0

    def read(self):
        """Return the fields, or the selected ones of them."""
        record, found, count = self.record, [], 0
        if not self.selected and not _SPECIAL.search(record):
            return record.split(bytes([self.delimiter])) if record else []
        while self.at < len(record):
            if record[self.at] in b"\r\n":
                self.at += 1
                continue
            quoted = self.quotes and record[self.at] == ord('"')
            field = self._quoted() if quoted else self._plain()
            if not self.selected or count == self.selected[len(found)]:
                found.append(field)
                if len(found) == len(self.selected):
                    return found
            count += 1
        wanted = not self.selected or count == self.selected[len(found)]
        if record and wanted and record[-1] == self.delimiter:
            found.append(b"")
        return found

    def _plain(self):
        end = self.record.find(self.delimiter, self.at)
        end = len(self.record) if end < 0 else end
        field = self.record[self.at : end]
        if any(byte in b"\r\n" or self.quotes and byte == ord('"') for byte in field):
            raise InvalidArgumentError("Unquoted fields cannot have quotes/CRLFs inside")
        self.at = end + 1
        return field

    def _quoted(self):
        record, quote, last = self.record, ord('"'), len(self.record) - 1
        at, field = self.at + 1, bytearray()
        while at < last and (record[at] != quote or record[at + 1] != self.delimiter):
            if record[at] == quote:
                if record[at + 1] != quote:
                    raise InvalidArgumentError(
                        "Quote inside a string has to be escaped by another quote")
                at += 1
            field.append(record[at])
            at += 1
        if at > last or record[at] != quote:
            raise InvalidArgumentError(
                "Quoted field has to end with quote followed by delim or end")
        self.at = at + 2
        return bytes(field)


@decode_csv.shape
def decode_csv_shape(c):
    for shape in c["record_defaults"]:
        if shape.rank is not None and (shape.rank > 1 or shape.rank and (shape[0] or 0) > 1):
            raise ValueError("Shape of a default must be a length-0 or length-1 vector, or a "
                             "scalar.")
    return [c["records"]] * c.outputs


no_gradient(decode_csv, "texts have no gradient")
