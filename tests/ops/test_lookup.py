"""Lookup tables behind references and handles, and in compiled graphs."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import lookup, lookup_files, lookup_tables
from tfcompat._src.ops.dense_tables import hash_of_bytes
from tfcompat._src.ops.tables import StaticTable

KINDS = {"key_dtype": dtypes.int64, "value_dtype": dtypes.float32}
NAMED = KINDS | {"container": b"", "shared_name": b"t"}
PAIR = {"Tin": dtypes.int64, "Tout": dtypes.float32}
KEYS, VALUES = np.array([1, 2]), np.array([0.5, 1.5], np.float32)


def test_tables_behind_references_are_filled_read_and_emptied():
    table = lookup_tables.hash_table(xp, **NAMED)
    lookup.initialize_table(xp, table, KEYS, VALUES, Tkey=dtypes.int64, Tval=dtypes.float32)
    found = lookup.lookup_table_find(xp, table, np.array([2, 3]), np.float32(-1), **PAIR)
    assert found.tolist() == [1.5, -1]
    assert lookup.lookup_table_size(xp, table) == 2

    changing = lookup_tables.mutable_hash_table(xp, **NAMED)
    lookup.lookup_table_insert(xp, changing, KEYS, VALUES, **PAIR)
    lookup.lookup_table_import(xp, changing, KEYS + 5, VALUES, **PAIR)
    keys, values = lookup.lookup_table_export(
        xp, changing, Tkeys=dtypes.int64, Tvalues=dtypes.float32)
    assert (keys.tolist(), values.tolist()) == ([6, 7], [0.5, 1.5])


def test_tables_of_vectors_and_with_buckets_have_references_too():
    rows = lookup_tables.mutable_hash_table_of_tensors(
        xp, **NAMED, value_shape=TensorShape([2]))
    lookup.lookup_table_insert(xp, rows, KEYS[:1], VALUES[None], **PAIR)
    found = lookup.lookup_table_find(xp, rows, KEYS, np.zeros(2, np.float32), **PAIR)
    assert found.tolist() == [[0.5, 1.5], [0, 0]]

    dense = lookup_tables.mutable_dense_hash_table(
        xp, np.array(0), **NAMED, value_shape=TensorShape([]), initial_num_buckets=4,
        max_load_factor=0.8)
    lookup.lookup_table_insert(xp, dense, KEYS, VALUES, **PAIR)
    assert lookup.lookup_table_size(xp, dense) == 2


def test_a_mismatch_behind_a_reference_names_the_reference():
    table = lookup_tables.mutable_hash_table(xp, **NAMED)
    with pytest.raises(errors.InvalidArgumentError, match="have: string_ref, int32, float-> exp"):
        lookup.lookup_table_insert(
            xp, table, KEYS, VALUES, Tin=dtypes.int32, Tout=dtypes.float32)


def test_a_table_behind_a_reference_is_filled_from_a_file(tmp_path):
    path = tmp_path / "words"
    path.write_bytes(b"a\nb\n")
    table = StaticTable(dtypes.string, dtypes.int64)
    lookup_files.initialize_table_from_text_file(
        xp, table, np.array(str(path).encode(), object), key_index=-2, value_index=-1,
        vocab_size=-1, delimiter=b"\t", offset=0)
    assert table.items() == {b"a": 0, b"b": 1}


def test_a_table_made_by_a_node_with_inputs_is_the_same_in_every_run():
    @tf.function(autograph=False)
    def counted(key):
        table = tf.raw_ops.MutableDenseHashTableV2(
            empty_key=tf.constant(0), deleted_key=tf.constant(-1), value_dtype=tf.int32,
            initial_num_buckets=4)
        tf.raw_ops.LookupTableInsertV2(table_handle=table, keys=key, values=key)
        return tf.raw_ops.LookupTableSizeV2(table_handle=table)

    sizes = [counted(tf.constant([n])).numpy() for n in (1, 2, 2, 3)]
    assert sizes == [1, 2, 2, 3]


def test_an_export_whose_strings_nobody_uses_is_compiled():
    table = tf.raw_ops.AnonymousMutableHashTable(key_dtype=tf.string, value_dtype=tf.int64)

    @tf.function(autograph=False)
    def exported():
        tf.raw_ops.LookupTableExportV2(table_handle=table, Tkeys=tf.string, Tvalues=tf.int64)
        return tf.constant(1)

    assert exported().numpy() == 1


def test_inserts_from_many_threads_all_arrive():
    import concurrent.futures

    table = tf.raw_ops.AnonymousMutableHashTable(key_dtype=tf.int64, value_dtype=tf.int64)

    def insert(n):
        keys = tf.range(n * 50, n * 50 + 50, dtype=tf.int64)
        tf.raw_ops.LookupTableInsertV2(table_handle=table, keys=keys, values=keys)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(insert, range(20)))
    assert tf.raw_ops.LookupTableSizeV2(table_handle=table).numpy() == 1000


def test_equal_strings_have_equal_hashes_and_others_most_likely_not():
    seen = {hash_of_bytes(b"x" * n) for n in range(40)}
    assert len(seen) == 40
    assert hash_of_bytes(b"abc") == hash_of_bytes(bytes([97, 98, 99]))
