"""Datasets of what is in files: lines, records, and the names of files that match patterns."""

import os

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import DataLossError, InvalidArgumentError, OutOfRangeError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.dataset_values import UNKNOWN, Dataset, scalar, text, vector
from tfcompat._src.ops.files import matching
from tfcompat._src.registry import op
from tfcompat._src.wire import record_files

_SCALAR = TensorShape([])


def _strings(xp, kind, files, read):
    """Return the dataset of the strings that `read` yields for each of some files."""
    def start(where):
        paths, current = iter(files), iter(())

        def step():
            nonlocal current
            while True:
                for data in current:
                    return (text(xp, data),)
                current = read(*next(paths))

        return iter(step, None)

    return Dataset(kind, [dtypes.string], [_SCALAR], start, UNKNOWN)


def _paths(filenames):
    return [os.fsdecode(name) for name in vector("filenames", filenames)]


def _compression(value):
    compression = scalar("compression_type", value)
    if compression not in record_files.COMPRESSIONS:
        raise InvalidArgumentError("Unsupported compression_type.")
    return compression


def _check_buffer(value):
    if scalar("buffer_size", value) < 0:
        raise InvalidArgumentError("`buffer_size` must be >= 0 (0 == default)")


def _file_shape(*scalars):
    def shape(c):
        checks.with_rank_at_most(c["filenames"], 1)
        for name in scalars:
            checks.with_rank(c[name], 0)
        return [_SCALAR]

    return shape


@op("""
    TextLineDataset(filenames: string, compression_type: string,
        buffer_size: int64) -> handle: variant
        metadata: string = ""
""", stateful=True, host=("filenames", "compression_type", "buffer_size"))
def text_line_dataset(xp, filenames, compression_type, buffer_size):
    """Return the dataset of the lines of files, without their ends.

    Shapes:
        filenames: [n] or []
        compression_type, buffer_size: []
    Errors:
        InvalidArgumentError: the compression is unknown.
        NotFoundError: while iterating, there is no such file.
    Source: tf.raw_ops.TextLineDataset
    """
    compression = _compression(compression_type)
    paths = _paths(filenames)
    _check_buffer(buffer_size)
    return _strings(xp, "TextLine", [(path, compression) for path in paths], _lines)


def _lines(path, compression):
    with record_files.opened(path, compression) as file:
        rest = b""
        while True:
            data = file.read(1 << 18)
            if not data:
                break
            *lines, rest = (rest + data.replace(b"\r", b"")).split(b"\n")
            yield from lines
        if rest:
            yield rest


text_line_dataset.shape(_file_shape("compression_type", "buffer_size"))


@op("""
    TFRecordDataset(filenames: string, compression_type: string,
        buffer_size: int64) -> handle: variant
        metadata: string = ""
""", stateful=True, host=("filenames", "compression_type", "buffer_size"))
def tf_record_dataset(xp, filenames, compression_type, buffer_size):
    """Return the dataset of the records of files.

    Shapes:
        filenames: [n] or []
        compression_type, buffer_size: []
    Errors:
        NotFoundError: while iterating, there is no such file.
        DataLossError: while iterating, a file is damaged.
    Source: tf.raw_ops.TFRecordDataset
    """
    paths, compression = _paths(filenames), scalar("compression_type", compression_type)
    scalar("buffer_size", buffer_size)
    return _strings(xp, "TFRecord", [(path, compression, 0) for path in paths], _records)


def _records(path, compression, offset):
    with record_files.opened(path, compression) as file:
        if offset and len(file.read(offset)) < offset:
            raise OutOfRangeError("eof")
        yield from record_files.tf_records(file, offset)


tf_record_dataset.shape(_file_shape("compression_type", "buffer_size"))


@op("""
    TFRecordDatasetV2(filenames: string, compression_type: string, buffer_size: int64,
        byte_offsets: int64) -> handle: variant
        metadata: string = ""
""", stateful=True, host=("filenames", "compression_type", "buffer_size", "byte_offsets"))
def tf_record_dataset_v2(xp, filenames, compression_type, buffer_size, byte_offsets):
    """Return the dataset of the records of files, from a place in each.

    Shapes:
        filenames, byte_offsets: [n] or []
        compression_type, buffer_size: []
    Errors:
        as TFRecordDataset
    Source: tf.raw_ops.TFRecordDatasetV2
    """
    paths, compression = _paths(filenames), scalar("compression_type", compression_type)
    scalar("buffer_size", buffer_size)
    offsets = vector("byte_offsets", byte_offsets)
    places = [*offsets, *[0] * len(paths)]
    files = [(path, compression, place) for path, place in zip(paths, places)]
    return _strings(xp, "TFRecordV2", files, _records)


tf_record_dataset_v2.shape(_file_shape("compression_type", "buffer_size"))


@op("""
    FixedLengthRecordDatasetV2(filenames: string, header_bytes: int64, record_bytes: int64,
        footer_bytes: int64, buffer_size: int64, compression_type: string) -> handle: variant
        metadata: string = ""
""", stateful=True, host=(
    "filenames", "header_bytes", "record_bytes", "footer_bytes", "buffer_size",
    "compression_type"))
def fixed_length_record_dataset_v2(
    xp, filenames, header_bytes, record_bytes, footer_bytes, buffer_size, compression_type
):
    """Return the dataset of the records, all of one length, between header and footer of files.

    Shapes:
        filenames: [n] or []
        the others: []
    Errors:
        InvalidArgumentError: a number is negative; a file has no whole number of records.
        NotFoundError: while iterating, there is no such file.
    Source: tf.raw_ops.FixedLengthRecordDatasetV2
    """
    return _fixed(xp, filenames, header_bytes, record_bytes, footer_bytes, buffer_size,
                  _compression(compression_type), "FixedLengthRecordV2")


def _fixed(xp, filenames, header_bytes, record_bytes, footer_bytes, buffer_size, compression,
           kind):
    paths, numbers = _paths(filenames), []
    for name, value, least in (
        ("header_bytes", header_bytes, 0), ("record_bytes", record_bytes, 1),
        ("footer_bytes", footer_bytes, 0), ("buffer_size", buffer_size, 0),
    ):
        numbers.append(scalar(name, value))
        if numbers[-1] < least:
            raise InvalidArgumentError(f"`{name}` must be {'> 0' if least else '>= 0'}")
    files = [(path, compression, *numbers[:3]) for path in paths]
    return _strings(xp, kind, files, _fixed_records)


def _fixed_records(path, compression, header, size, footer):
    with record_files.opened(path, compression) as file:
        data = file.read()
    body = len(data) - header - footer
    if body > 0 and body % size:
        kind = DataLossError if compression else InvalidArgumentError
        raise kind(
            f"Excluding the header ({header} bytes) and footer ({footer} bytes), input file "
            f'"{path}" has body length {body} bytes, which is not an exact multiple of the record '
            f"length ({size} bytes).")
    for place in range(header, header + max(body, 0), size):
        yield data[place : place + size]


fixed_length_record_dataset_v2.shape(_file_shape(
    "header_bytes", "record_bytes", "footer_bytes", "buffer_size", "compression_type"))


@op("""
    FixedLengthRecordDataset(filenames: string, header_bytes: int64, record_bytes: int64,
        footer_bytes: int64, buffer_size: int64) -> handle: variant
        metadata: string = ""
""", stateful=True, host=(
    "filenames", "header_bytes", "record_bytes", "footer_bytes", "buffer_size"))
def fixed_length_record_dataset(
    xp, filenames, header_bytes, record_bytes, footer_bytes, buffer_size
):
    """The same of files that are not compressed.

    Shapes:
        filenames: [n] or []
        the others: []
    Errors:
        as FixedLengthRecordDatasetV2
    Source: tf.raw_ops.FixedLengthRecordDataset
    """
    return _fixed(xp, filenames, header_bytes, record_bytes, footer_bytes, buffer_size, b"",
                  "FixedLengthRecord")


fixed_length_record_dataset.shape(_file_shape(
    "header_bytes", "record_bytes", "footer_bytes", "buffer_size"))


@op("""
    MatchingFilesDataset(patterns: string) -> handle: variant
""", stateful=True, host=("patterns",))
def matching_files_dataset(xp, patterns):
    """Return the dataset of the names of files that match one of some patterns, in order.

    Shapes:
        patterns: [n] or []
    Errors:
        InvalidArgumentError: `patterns` is of a higher rank.
    Source: tf.raw_ops.MatchingFilesDataset
    """
    wanted = [os.fsdecode(pattern) for pattern in vector("patterns", patterns)]

    def start(where):
        found = {name for pattern in wanted for name in matching(pattern)}
        return ((text(xp, os.fsencode(name)),) for name in sorted(found))

    return Dataset("MatchingFiles", [dtypes.string], [_SCALAR], start, UNKNOWN)


@matching_files_dataset.shape
def matching_files_dataset_shape(c):
    checks.with_rank_at_most(c["patterns"], 1)
    return [_SCALAR]
