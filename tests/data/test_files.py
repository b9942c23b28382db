"""Datasets of files: what is read in pieces, what is damaged, what was saved."""

import gzip

import pytest

import tfcompat as tf

Dataset = tf.data.Dataset


def test_lines_longer_than_a_piece_that_is_read_are_whole(tmp_path):
    path = tmp_path / "lines"
    lines = [b"a" * 300_000, b"", b"b" * 10, b"c" * 700_000]
    path.write_bytes(b"\r\n".join(lines))

    assert list(tf.data.TextLineDataset(path).as_numpy_iterator()) == lines


def test_compressed_files_of_several_members_are_read_to_the_end(tmp_path):
    path = tmp_path / "lines.gz"
    path.write_bytes(gzip.compress(b"first\n") + gzip.compress(b"second\n" * 100_000))

    dataset = tf.data.TextLineDataset(str(path), compression_type="GZIP")
    assert sum(1 for _ in dataset) == 100_001


def test_after_a_damaged_file_the_next_one_is_read(tmp_path):
    good, bad = tmp_path / "good", tmp_path / "bad"
    with tf.io.TFRecordWriter(str(good)) as writer:
        writer.write(b"record")
    bad.write_bytes(b"x" * 40)
    variant = tf.raw_ops.TFRecordDataset(
        filenames=[str(bad), str(good)], compression_type="", buffer_size=0)
    dataset = tf.data.experimental.from_variant(variant, tf.TensorSpec([], tf.string))

    assert list(dataset.ignore_errors().as_numpy_iterator()) == [b"record"]


@pytest.mark.parametrize("compression", [None, "GZIP"])
def test_what_was_saved_is_loaded(tmp_path, compression):
    dataset = Dataset.from_tensor_slices({"n": [1, 2, 3], "s": ["a", "", "ccc"], "f": [[1.0]] * 3})
    path = str(tmp_path / "saved")
    dataset.save(path, compression=compression, shard_func=lambda d: tf.cast(d["n"] % 2, tf.int64))

    found = Dataset.load(path, compression=compression)
    assert found.element_spec == dataset.element_spec and len(found) == 3
    assert sorted(int(d["n"]) for d in found) == [1, 2, 3]
    again = Dataset.load(path, compression=compression,
                         reader_func=lambda shards: shards.flat_map(lambda x: x))
    assert [d["s"].numpy() for d in again] == [b"", b"a", b"ccc"]


def test_what_cannot_be_saved_is_refused_by_name(tmp_path):
    dataset = Dataset.from_tensors(tf.ragged.constant([[1], [2, 3]]))
    with pytest.raises(tf.errors.UnimplementedError, match="variant"):
        dataset.save(str(tmp_path / "saved"))


def test_a_directory_without_a_dataset_is_not_loaded(tmp_path):
    with pytest.raises(tf.errors.NotFoundError, match="element_spec file not found"):
        Dataset.load(str(tmp_path))
    with pytest.raises(tf.errors.NotFoundError, match="Could not find metadata file"):
        Dataset.load(str(tmp_path), tf.TensorSpec([], tf.int64))


def test_a_cache_in_files_is_read_by_another_dataset(tmp_path):
    path = str(tmp_path / "cache")
    first = Dataset.from_tensor_slices(([1, 2], ["a", "b"])).cache(path)
    assert len(list(first)) == 2

    second = Dataset.from_tensor_slices(([7, 8], ["x", "y"])).cache(path)
    assert list(second.as_numpy_iterator()) == [(1, b"a"), (2, b"b")]


def test_a_cache_that_is_being_written_is_not_written_twice(tmp_path):
    dataset = Dataset.range(3).cache(str(tmp_path / "cache"))
    iterator = iter(dataset)
    next(iterator)
    with pytest.raises(tf.errors.AlreadyExistsError, match="lockfile already exists"):
        next(iter(dataset))
    del iterator
    assert [int(x) for x in dataset] == [0, 1, 2]


def test_types_of_columns_are_guessed_from_the_first_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("i,l,f,s,e\n1,3000000000,1.5,x,\n2,1,2,y,\n")
    dataset = tf.data.experimental.make_csv_dataset(
        str(path), 2, num_epochs=1, shuffle=False, select_columns=["i", "l", "f", "s"])

    batch = next(iter(dataset))
    assert [batch[k].dtype.name for k in "ilfs"] == ["int32", "int64", "float32", "string"]


def test_batched_features_have_a_label(tmp_path):
    path = str(tmp_path / "examples")
    with tf.io.TFRecordWriter(path) as writer:
        for i in range(4):
            message = tf.train.Example()
            message.features.feature["x"].float_list.value.append(i)
            message.features.feature["y"].int64_list.value.append(i % 2)
            writer.write(message.SerializeToString())
    dataset = tf.data.experimental.make_batched_features_dataset(
        path, 2, {"x": tf.io.FixedLenFeature([], tf.float32),
                  "y": tf.io.FixedLenFeature([], tf.int64)},
        label_key="y", num_epochs=1, shuffle=False)

    assert [y.numpy().tolist() for _, y in dataset] == [[0, 1], [0, 1]]


def test_tables_are_filled_from_datasets():
    words = Dataset.from_tensor_slices(["a", "b"])
    table = tf.data.experimental.index_table_from_dataset(words, num_oov_buckets=1)
    assert table.lookup(tf.constant(["b", "zzz"])).numpy().tolist() == [1, 2]

    with pytest.raises(ValueError, match="instead of two"):
        tf.data.experimental.DatasetInitializer(words)
    pairs = Dataset.zip((words, Dataset.range(2)))
    wrong = tf.data.experimental.DatasetInitializer(pairs)
    table = tf.lookup.StaticHashTable(wrong, -1)
    assert int(table.size()) == 2
