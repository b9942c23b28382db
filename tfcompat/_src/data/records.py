"""Datasets of tables in CSV files, and of Example messages: `tf.data.experimental.make_...`."""

import collections
import csv
import io

from tfcompat._src.base import dtypes, nest
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.data.arguments import flag, number
from tfcompat._src.data.dataset import DatasetV2
from tfcompat._src.data.files import TFRecordDatasetV2
from tfcompat._src.frontend.examples import parse_example
from tfcompat._src.frontend.gfile import GFile
from tfcompat._src.ops.files import matching

def parse_example_dataset(features, num_parallel_calls=1, deterministic=None):
    """Return the transformation that parses batches of Example messages.

    Args:
        features: dict of names to features, as of `tf.io.parse_example`.
        num_parallel_calls: how many batches are parsed at a time, a hint.
        deterministic: whether the order is certain; it always is.

    Raises:
        ValueError: there are no features; elements are no vectors of strings.

    Example:
        >>> import tfcompat as tf
        >>> message = tf.train.Example()
        >>> message.features.feature["a"].int64_list.value.append(3)
        >>> dataset = tf.data.Dataset.from_tensors([message.SerializeToString()])
        >>> dataset = dataset.apply(tf.data.experimental.parse_example_dataset(
        ...     {"a": tf.io.FixedLenFeature([], tf.int64)}))
        >>> next(iter(dataset))["a"].numpy()
        array([3])
    """
    if features is None:
        raise ValueError("Argument `features` is required, but not specified.")

    def transform(dataset):
        if dataset.element_spec != TensorSpec([None], dtypes.string) and not (
                isinstance(dataset.element_spec, TensorSpec)
                and dataset.element_spec.is_compatible_with(TensorSpec([None], dtypes.string))):
            raise TypeError(
                "Input dataset should be a dataset of vectors of strings. Instead it is "
                f"`{dataset.element_spec}`.")
        return dataset._mapped(lambda texts: parse_example(texts, features))

    return transform


def make_batched_features_dataset(
    file_pattern, batch_size, features, reader=None, label_key=None, reader_args=None,
    num_epochs=None, shuffle=True, shuffle_buffer_size=10000, shuffle_seed=None,
    prefetch_buffer_size=None, reader_num_threads=None, parser_num_threads=None,
    sloppy_ordering=False, drop_final_batch=False,
):
    """Return the dataset of batches of features of Example messages in files.

    Args:
        file_pattern: a pattern of names of files, or several.
        batch_size: the number of messages in a batch.
        features: dict of names to features, as of `tf.io.parse_example`.
        reader: function of a file's name that returns a dataset; of TFRecords by default.
        label_key: the feature that is the label, if any.
        reader_args: more arguments for the reader.
        num_epochs: how many times over; forever by default.
        shuffle: whether in random order.
        shuffle_buffer_size: how many elements chance may choose from.
        shuffle_seed: where the random numbers begin.
        prefetch_buffer_size, reader_num_threads, parser_num_threads, sloppy_ordering: hints.
        drop_final_batch: whether to leave out the last batch if it is not full.

    Raises:
        TypeError: the label is no feature.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> path = os.path.join(tempfile.mkdtemp(), "a.tfrecord")
        >>> message = tf.train.Example()
        >>> message.features.feature["a"].int64_list.value.append(3)
        >>> with tf.io.TFRecordWriter(path) as writer:
        ...     writer.write(message.SerializeToString())
        >>> dataset = tf.data.experimental.make_batched_features_dataset(
        ...     path, 2, {"a": tf.io.FixedLenFeature([], tf.int64)}, num_epochs=1)
        >>> next(iter(dataset))["a"].numpy()
        array([3])
    """
    reader = TFRecordDatasetV2 if reader is None else reader
    files = _files(file_pattern, shuffle, shuffle_seed)
    dataset = files.interleave(
        lambda name: reader(name, *(reader_args or [])), cycle_length=reader_num_threads or 1)
    spec = dataset.element_spec
    if isinstance(spec, tuple) and len(spec) == 2:
        dataset = dataset._mapped(lambda _, value: value)
    dataset = _shuffled(dataset, shuffle, shuffle_buffer_size, shuffle_seed, num_epochs)
    dataset = dataset.batch(batch_size, drop_remainder=drop_final_batch or num_epochs is None)
    dataset = dataset.apply(parse_example_dataset(features))
    if label_key:
        if label_key not in features:
            raise ValueError(
                f"The `label_key` provided ({label_key!r}) must be one of the `features` keys: "
                f"{features.keys()}.")
        dataset = dataset._mapped(lambda found: (found, found.pop(label_key)))
    return dataset.prefetch(-1 if prefetch_buffer_size is None else prefetch_buffer_size)


def _files(pattern, shuffle, seed):
    names = []
    for one in [pattern] if isinstance(pattern, (str, bytes)) else pattern:
        names += sorted(matching(one.decode() if isinstance(one, bytes) else one))
    if not names:
        raise ValueError(f"No files match `file_pattern` {pattern}.")
    files = DatasetV2.from_tensor_slices(names)
    return files.shuffle(len(names), seed) if shuffle else files


def _shuffled(dataset, shuffle, size, seed, epochs):
    if shuffle:
        dataset = dataset.shuffle(size, seed)
    return dataset if epochs == 1 else dataset.repeat(epochs)


class CsvDataset(DatasetV2):
    """The rows of CSV files: `tf.data.experimental.CsvDataset`.

    Args:
        filenames: names of files.
        record_defaults: for each column a DType, if it is required, or a default value.
        compression_type: "", "ZLIB" or "GZIP".
        buffer_size: how much to read at a time, a hint.
        header: whether the first line of files is none of the rows.
        field_delim: what is between fields.
        use_quote_delim: whether quotes have a meaning.
        na_value: what stands for a missing value, besides nothing.
        select_cols: the columns to use, in order; all by default.
        exclude_cols: the columns to leave out.

    Raises:
        InvalidArgumentError: arguments contradict each other.

    Example:
        >>> import pathlib, tempfile
        >>> import tfcompat as tf
        >>> path = pathlib.Path(tempfile.mkdtemp(), "a.csv")
        >>> _ = path.write_text("abcdefg,4.5,5.5E6,12\\nhijklmn,-5.5,,2\\n")
        >>> dataset = tf.data.experimental.CsvDataset(
        ...     str(path), [tf.float32, tf.constant([0.0], dtype=tf.float32), tf.int32],
        ...     select_cols=[1, 2, 3])
        >>> for element in dataset.as_numpy_iterator():
        ...     print([float(part) for part in element])
        [4.5, 5500000.0, 12.0]
        [-5.5, 0.0, 2.0]
    """

    def __init__(self, filenames, record_defaults, compression_type=None, buffer_size=None,
                 header=False, field_delim=",", use_quote_delim=True, na_value="",
                 select_cols=None, exclude_cols=None):
        defaults = [_default(one) for one in record_defaults]
        if isinstance(filenames, DatasetV2):
            raise TypeError("The `filenames` argument must contain `tf.string` elements.")
        size = 4 * 1024 * 1024 if buffer_size is None else buffer_size
        super().__init__(raw.CSVDatasetV2(
            convert_to_tensor(filenames, dtypes.string, name="filenames"),
            convert_to_tensor(compression_type or "", dtypes.string), number(size, "buffer_size"),
            flag(bool(header), "header"), convert_to_tensor(field_delim, dtypes.string),
            flag(use_quote_delim, "use_quote_delim"), convert_to_tensor(na_value, dtypes.string),
            number(list(select_cols or []), "select_cols"), defaults,
            number(list(exclude_cols or []), "exclude_cols"),
            output_shapes=[()] * len(defaults)))
        self._spec = tuple(TensorSpec([], one.dtype) for one in defaults)


class SqlDataset(DatasetV2):
    """The rows that a query of a database gives: `tf.data.experimental.SqlDataset`.

    Args:
        driver_name: "sqlite".
        data_source_name: the path of the database.
        query: the query.
        output_types: the DTypes of the columns.

    Raises:
        InvalidArgumentError: the driver is another, or a type is none of a column.

    Example:
        >>> import os, sqlite3, tempfile
        >>> import tfcompat as tf
        >>> path = os.path.join(tempfile.mkdtemp(), "a.sqlite")
        >>> connection = sqlite3.connect(path)
        >>> _ = connection.execute("CREATE TABLE words (number INT, word TEXT)")
        >>> _ = connection.execute("INSERT INTO words VALUES (1, 'one')")
        >>> connection.commit()
        >>> connection.close()
        >>> dataset = tf.data.experimental.SqlDataset(
        ...     "sqlite", path, "SELECT * FROM words", (tf.int32, tf.string))
        >>> [(int(number), word.numpy()) for number, word in dataset]
        [(1, b'one')]
    """

    def __init__(self, driver_name, data_source_name, query, output_types):
        names = [convert_to_tensor(value, dtypes.string, name=name) for value, name in (
            (driver_name, "driver_name"), (data_source_name, "data_source_name"),
            (query, "query"))]
        spec = nest.map_structure(lambda dtype: TensorSpec([], dtype), output_types)
        flat = nest.flatten(spec)
        super().__init__(raw.SqlDataset(
            *names, output_types=[one.dtype for one in flat],
            output_shapes=[one.shape for one in flat]))
        self._spec = spec


def _default(value):
    if isinstance(value, dtypes.DType):
        return convert_to_tensor([], value)
    if isinstance(value, Tensor):
        return value
    return convert_to_tensor(value)


def make_csv_dataset(
    file_pattern, batch_size, column_names=None, column_defaults=None, label_name=None,
    select_columns=None, field_delim=",", use_quote_delim=True, na_value="", header=True,
    num_epochs=None, shuffle=True, shuffle_buffer_size=10000, shuffle_seed=None,
    prefetch_buffer_size=None, num_parallel_reads=None, sloppy=False,
    num_rows_for_inference=100, compression_type=None, ignore_errors=False, encoding="utf-8",
):
    """Return the dataset of batches of columns of CSV files.

    Args:
        file_pattern: a pattern of names of files, or several.
        batch_size: the number of rows in a batch.
        column_names: the names of the columns; by default those in the first line.
        column_defaults: for each column a DType or a default value; by default as the first
            rows suggest.
        label_name: the column that is the label, if any.
        select_columns: names or numbers of the columns to use; all by default.
        field_delim: what is between fields.
        use_quote_delim: whether quotes have a meaning.
        na_value: what stands for a missing value, besides nothing.
        header: whether the first line of files has the names.
        num_epochs: how many times over; forever by default.
        shuffle: whether in random order.
        shuffle_buffer_size: how many rows chance may choose from.
        shuffle_seed: where the random numbers begin.
        prefetch_buffer_size, num_parallel_reads, sloppy: hints.
        num_rows_for_inference: how many rows to look at for the types of columns.
        compression_type: "", "ZLIB" or "GZIP".
        ignore_errors: whether to pass over rows that cannot be read.
        encoding: the encoding of the files.

    Raises:
        ValueError: names, numbers or types of columns do not fit.

    Example:
        >>> import pathlib, tempfile
        >>> import tfcompat as tf
        >>> path = pathlib.Path(tempfile.mkdtemp(), "a.csv")
        >>> _ = path.write_text("number,word\\n1,one\\n2,two\\n")
        >>> dataset = tf.data.experimental.make_csv_dataset(
        ...     str(path), batch_size=2, label_name="word", num_epochs=1, shuffle=False)
        >>> features, label = next(iter(dataset))
        >>> features["number"].numpy(), label.numpy()
        (array([1, 2], dtype=int32), array([b'one', b'two'], dtype=object))
    """
    files = _files(file_pattern, shuffle, shuffle_seed)
    names = [name.decode() for name in files.as_numpy_iterator()] if column_names is None or (
        column_defaults is None) else []
    if column_names is None:
        if not header:
            raise ValueError(
                "Expected `column_names` or `header` arguments. Neither is provided.")
        column_names = _names_in(names, field_delim, use_quote_delim, encoding)
    twice = {name for name in column_names if column_names.count(name) > 1}
    if twice:
        raise ValueError(
            "Either `column_names` argument or CSV header row contains duplicate column names: "
            f"{twice}.")
    chosen = None if select_columns is None else _places(select_columns, column_names)
    if column_defaults is None:
        column_defaults = _guessed(
            names, len(column_names), chosen, field_delim, use_quote_delim, na_value, header,
            num_rows_for_inference, encoding)
    if chosen is not None:
        column_names = [column_names[i] for i in chosen]
    if label_name is not None and label_name not in column_names:
        raise ValueError(
            f"`label_name` provided must be one of the columns: {column_names}. Received: "
            f"{label_name}.")

    def rows(name):
        found = CsvDataset(
            name, column_defaults, compression_type, None, header, field_delim, use_quote_delim,
            na_value, chosen)
        return found.ignore_errors() if ignore_errors else found

    def named(*columns):
        features = collections.OrderedDict(zip(column_names, columns, strict=True))
        if label_name is None:
            return features
        return features, features.pop(label_name)

    dataset = files.flat_map(rows) if num_parallel_reads is None else files.interleave(
        rows, cycle_length=num_parallel_reads)
    dataset = _shuffled(dataset, shuffle, shuffle_buffer_size, shuffle_seed, num_epochs)
    dataset = dataset.batch(batch_size, drop_remainder=num_epochs is None)._mapped(named)
    return dataset.prefetch(-1 if prefetch_buffer_size is None else prefetch_buffer_size)


def _read(name, delimiter, quotes, encoding):
    with GFile(name, "rb") as file:
        text = file.read().decode(encoding)
    quoting = csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)


def _names_in(files, delimiter, quotes, encoding):
    found = None
    for name in files:
        first = next(_read(name, delimiter, quotes, encoding), None)
        if first is None:
            raise ValueError(
                f"Failed when reading the header line of {name}. Is it an empty file?")
        if found is not None and first != found:
            raise ValueError(
                "All input CSV files should have the same column names in the header row. File "
                f"{name} has different column names.")
        found = first
    return found


def _places(columns, names):
    """Return the numbers of columns that are given by names or numbers."""
    if not columns:
        raise ValueError("If select_columns is provided, it must not be empty")
    if isinstance(columns[0], str):
        unknown = [name for name in columns if name not in names]
        if unknown:
            raise ValueError(f"Value '{unknown[0]}' is not in the columns.")
        columns = [names.index(name) for name in columns]
    return sorted(columns)


def _guessed(files, count, chosen, delimiter, quotes, na_value, header, rows, encoding):
    """Return for each column the type that holds all values of the first rows, as a default."""
    places = list(range(count)) if chosen is None else chosen
    kinds, seen = [None] * len(places), 0
    for name in files:
        table = _read(name, delimiter, quotes, encoding)
        if header:
            next(table, None)
        for row in table:
            if rows is not None and seen >= rows:
                break
            if len(row) != count:
                raise ValueError(
                    "Problem inferring types: CSV row has different number of fields than "
                    "expected.")
            seen += 1
            for i, place in enumerate(places):
                kinds[i] = _wider(row[place], kinds[i], na_value)
    return [convert_to_tensor([_ZERO[kind]], kind) for kind in (
        dtypes.string if kind is None else kind for kind in kinds)]


_ZERO = {dtypes.float32: 0.0, dtypes.float64: 0.0, dtypes.int32: 0, dtypes.int64: 0,
         dtypes.string: ""}
_ORDER = (dtypes.int32, dtypes.int64, dtypes.float32, dtypes.float64, dtypes.string)


def _wider(text, kind, na_value):
    """Return the first type, not before `kind`, that holds a value."""
    if text == "" or text == na_value:
        return kind
    start = 0 if kind is None else _ORDER.index(kind)
    for one in _ORDER[start:]:
        if _holds(one, text):
            return one
    return dtypes.string


def _holds(kind, text):
    if kind == dtypes.string:
        return True
    try:
        value = int(text) if kind.is_integer else float(text)
    except ValueError:
        return False
    if kind.is_integer:
        return kind.min <= value <= kind.max
    return kind == dtypes.float64 or -kind.max <= value <= kind.max
