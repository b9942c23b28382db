"""Datasets in directories: written, and read again, in TensorFlow's form.

A directory has a file about the whole and one directory for each time it was written, in which
each shard has a file of records; each record is a tensor. What is said of the structure of elements
is written by whoever knows it: `data/saving.py`.
"""

import os
import random
import time

from tfcompat._src.arrays import handles
from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError, NotFoundError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.dataset_values import (
    ROOT,
    TYPES,
    UNKNOWN,
    Calls,
    Dataset,
    Place,
    check_fits,
    opened,
    scalar,
    with_scalars,
)
from tfcompat._src.registry import op
from tfcompat._src.wire import record_files, snapshots

_METADATA = "snapshot.metadata"


def _shard_of(calls, element):
    found = calls.on(element)
    if len(found) != 1 or found[0].dtype.name != "int64" or getattr(found[0], "ndim", 0):
        raise InvalidArgumentError("`shard_func` must return a scalar int64.")
    return int(found[0])


class _Writing:
    """Writes the elements of a dataset, one by one."""

    def __init__(self, source, path, compression, shard_of):
        self._source, self._path, self._shard_of = source, path, shard_of
        self._compression, self._files, self.count = compression, {}, 0
        self._run = random.getrandbits(64)
        self._began = time.time_ns() // 1000
        os.makedirs(path, exist_ok=True)
        self._tell(False)

    def add(self, element):
        """Write an element."""
        shard = self._shard_of(element)
        file = self._files.get(shard)
        if file is None:
            folder = os.path.join(self._path, str(self._run), f"{shard:08d}.shard")
            os.makedirs(folder, exist_ok=True)
            file = self._files[shard] = record_files.Writer(
                os.path.join(folder, "00000000.snapshot"), self._compression)
        for array, dtype in zip(element, self._source.types, strict=True):
            file.write(snapshots.encode_tensor(array, dtype))
        self.count += 1

    def finish(self):
        """Close the files, and say that all is there."""
        self.close()
        self._tell(True)

    def close(self):
        """Close the files."""
        for file in self._files.values():
            file.close()
        self._files = {}

    def _tell(self, finished):
        data = snapshots.metadata(
            self._run, self._began, self._source.types, self.count, finished)
        path = os.path.join(self._path, _METADATA)
        with open(f"{path}.tmp", "wb") as file:
            file.write(data)
        os.replace(f"{path}.tmp", path)


def _write(xp, input_dataset, path, captured, compression, shard_func, use_shard_func):
    source, path = opened(input_dataset), os.fsdecode(scalar("path", path))
    calls = Calls(shard_func, captured, Place(f"{ROOT}::Save", source.number), plain=True)
    return source, _Writing(source, path, compression, (
        (lambda element: _shard_of(calls, element)) if use_shard_func else lambda element: 0))


@op("""
    SaveDataset(input_dataset: variant, path: string,
        shard_func_other_args: Tshard_func_args) -> ()
        compression: string = ""
        shard_func: func
        use_shard_func: bool = true
        Tshard_func_args: list(type) >= 0
""", stateful=True, host=("path", "shard_func_other_args"))
def save_dataset(
    xp, input_dataset, path, shard_func_other_args, *, compression, shard_func, use_shard_func
):
    """Write all elements of a dataset to a directory.

    Shapes:
        path: []
    Errors:
        InvalidArgumentError: the function does not return the number of a shard.
    Source: tf.raw_ops.SaveDataset
    """
    source, writing = _write(
        xp, input_dataset, path, shard_func_other_args, compression, shard_func, use_shard_func)
    try:
        for element in source.begin("SaveIterator"):
            writing.add(element)
        writing.finish()
    finally:
        writing.close()


save_dataset.shape(lambda c: [])


@op(f"""
    SaveDatasetV2(input_dataset: variant, path: string,
        shard_func_other_args: Tshard_func_args) -> handle: variant
        compression: string = ""
        shard_func: func
        use_shard_func: bool = true
        Tshard_func_args: list(type) >= 0{TYPES}
""", stateful=True, host=("path", "shard_func_other_args"))
def save_dataset_v2(
    xp, input_dataset, path, shard_func_other_args,
    *, compression, shard_func, use_shard_func, output_types, output_shapes,
):
    """Return the same dataset, whose elements are written to a directory as they are read.

    Shapes:
        path: []
    Errors:
        as SaveDataset, while iterating
    Source: tf.raw_ops.SaveDatasetV2
    """
    source = opened(input_dataset)

    def start(where):
        iterator = source.begin(where.path)
        _, writing = _write(xp, source, path, shard_func_other_args, compression, shard_func,
                            use_shard_func)

        def step():
            try:
                element = next(iterator)
            except StopIteration:
                writing.finish()
                raise
            writing.add(element)
            return element

        return iter(step, None)

    return Dataset("SaveV2", output_types, output_shapes, start, source.count)


save_dataset_v2.shape(with_scalars("path"))


@op(f"""
    LoadDataset(path: string, reader_func_other_args: Treader_func_args) -> handle: variant{TYPES}
        compression: string = ""
        reader_func: func
        Treader_func_args: list(type) >= 0
""", stateful=True, host=("path", "reader_func_other_args"))
def load_dataset(
    xp, path, reader_func_other_args, *, output_types, output_shapes, compression, reader_func
):
    """Return the dataset that was written to a directory.

    A function makes it of the dataset of the datasets of the shards.

    Shapes:
        path: []
    Errors:
        NotFoundError: there is none.
    Source: tf.raw_ops.LoadDataset
    """
    folder = os.fsdecode(scalar("path", path))
    metadata = os.path.join(folder, _METADATA)
    if not os.path.exists(metadata):
        raise NotFoundError(f"Could not find metadata file [{folder}]")
    with open(metadata, "rb") as file:
        run, types, count = snapshots.read_metadata(file.read())
    shards = _shards(xp, os.path.join(folder, run), types, output_types, output_shapes, compression)

    def start(where):
        elements = [(handles.stacked([shard])[0],) for shard in shards]
        every = Dataset("TensorSlice", [dtypes.variant], [TensorShape([])],
                        lambda place: iter(elements), len(elements))
        calls = Calls(reader_func, reader_func_other_args, where, plain=True)
        found = calls(every)
        return opened(found[0]).begin(where.path)

    return Dataset("Load", output_types, output_shapes, start, UNKNOWN if count is None else count)


def _shards(xp, folder, stored, types, shapes, compression):
    """Return the datasets of the shards of one time of writing."""
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []

    def one(path):
        def start(where):
            check_fits(stored, shapes, types, shapes)
            return _elements(xp, path, types, compression)

        return Dataset("SnapshotDatasetReader", types, shapes, start, UNKNOWN)

    return [one(os.path.join(folder, name)) for name in names if name.endswith(".shard")]


def _elements(xp, folder, types, compression):
    for name in sorted(os.listdir(folder)):
        with record_files.opened(os.path.join(folder, name), compression) as file:
            records = record_files.tf_records(file)
            for first in records:
                rest = [next(records) for _ in types[1:]]
                yield [snapshots.decode_tensor(xp, data, dtype)
                       for data, dtype in zip([first, *rest], types, strict=True)]


load_dataset.shape(with_scalars("path"))


@op("""
    DatasetToTFRecord(input_dataset: variant, filename: string, compression_type: string) -> ()
""", stateful=True, host=("filename", "compression_type"))
def dataset_to_tf_record(xp, input_dataset, filename, compression_type):
    """Write the strings of a dataset to a file of records.

    Shapes:
        filename, compression_type: []
    Errors:
        InvalidArgumentError: elements are no strings, one each.
    Source: tf.raw_ops.DatasetToTFRecord
    """
    source, path = opened(input_dataset), os.fsdecode(scalar("filename", filename))
    compression = scalar("compression_type", compression_type)
    for dtype in source.types:
        if dtype is not dtypes.string:
            raise InvalidArgumentError(
                f"ToTFRecordOp currently only supports DT_STRING dataypes, but got {dtype.name}")
    if len(source.types) != 1 or source.shapes[0].rank not in (0, None):
        raise InvalidArgumentError("Elements to be written have to be single strings.")
    writer = record_files.Writer(path, compression)
    try:
        for element in source.begin("ToTFRecordOpIterator"):
            writer.write(element[0].item())
    finally:
        writer.close()


@dataset_to_tf_record.shape
def dataset_to_tf_record_shape(c):
    return []
