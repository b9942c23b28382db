"""Tables that share a name: in a process, in a session, and those of models from files."""

import pytest

import tfcompat as tf

R = tf.raw_ops
KINDS = {"key_dtype": tf.string, "value_dtype": tf.int64}


def counting(**attributes):
    """Return a new function that counts a key in a table, and returns its count."""

    @tf.function
    def count(key):
        table = R.MutableHashTableV2(**KINDS, **attributes)
        known = R.LookupTableFindV2(
            table_handle=table, keys=key, default_value=tf.constant(0, tf.int64))
        R.LookupTableInsertV2(table_handle=table, keys=key, values=known + 1)
        return R.LookupTableFindV2(
            table_handle=table, keys=key, default_value=tf.constant(-1, tf.int64))

    return count


def test_two_traces_and_eager_calls_that_name_one_table_have_one():
    first, second = counting(shared_name="counts"), counting(shared_name="counts")
    key = tf.constant("a")
    assert [int(f(key)) for f in (first, second, first)] == [1, 2, 3]
    table = R.MutableHashTableV2(**KINDS, shared_name="counts")
    assert int(R.LookupTableSizeV2(table_handle=table)) == 1


def test_tables_of_other_containers_or_without_a_name_are_others():
    key = tf.constant("a")
    made = [
        counting(shared_name="c1"), counting(shared_name="c1", container="x"), counting(),
        counting(),
    ]
    assert [int(f(key)) for f in made] == [1, 1, 1, 1]
    assert int(made[2](key)) == 2


def test_nodes_may_share_tables_by_their_own_names():
    key = tf.constant("a")
    first, second = (counting(use_node_name_sharing=True, name="of_node") for _ in range(2))
    assert [int(f(key)) for f in (first, second)] == [1, 2]


def test_eager_calls_without_a_name_that_are_alike_have_one_table():
    kinds = {"key_dtype": tf.int32, "value_dtype": tf.float64}
    first, second = (R.MutableHashTableV2(**kinds) for _ in range(2))
    other = R.MutableHashTableV2(**kinds, container="other")
    sizes = [int(R.LookupTableSizeV2(table_handle=table)) for table in (second, other)]
    R.LookupTableInsertV2(
        table_handle=first, keys=tf.constant([sizes[0] + 7]),
        values=tf.constant([2.0], tf.float64))
    after = [int(R.LookupTableSizeV2(table_handle=table)) for table in (second, other)]
    assert after == [sizes[0] + 1, sizes[1]]


def test_dtypes_without_a_kernel_are_told_as_tensorflow_tells_them():
    words = (
        r'^Could not find device for node: {{node HashTableV2}} = HashTableV2\[container="", '
        r'key_dtype=DT_BOOL, shared_name="x", use_node_name_sharing=false, value_dtype=DT_INT8\]'
        r"\nAll kernels registered for op HashTableV2:\n  device='CPU'; key_dtype in "
        r"\[DT_STRING\]; value_dtype in \[DT_STRING\]\n"
    )
    with pytest.raises(tf.errors.NotFoundError, match=words) as caught:
        R.HashTableV2(key_dtype=tf.bool, value_dtype=tf.int8, shared_name="x")
    assert type(caught.value) is tf.errors.NotFoundError

    @tf.function
    def size():
        table = R.MutableDenseHashTableV2(
            empty_key=1.0, deleted_key=2.0, value_dtype=tf.int8)
        return R.LookupTableSizeV2(table_handle=table)

    with pytest.raises(tf.errors.InvalidArgumentError, match="No OpKernel was registered to supp"):
        size()
    with pytest.raises(tf.errors.NotFoundError, match="MutableHashTableV2"):
        tf.lookup.experimental.MutableHashTable(tf.int32, tf.string, "")


def test_anonymous_tables_and_those_of_tf_lookup_are_always_new():
    first, second = (R.AnonymousMutableHashTable(**KINDS) for _ in range(2))
    R.LookupTableInsertV2(
        table_handle=first, keys=tf.constant(["a"]), values=tf.constant([2], tf.int64))
    assert int(R.LookupTableSizeV2(table_handle=second)) == 0
    tables = [
        tf.lookup.experimental.MutableHashTable(tf.string, tf.int64, -1, name="n")
        for _ in range(2)
    ]
    tables[0].insert("a", tf.constant(1, tf.int64))
    assert int(tables[1].size()) == 0


def test_a_name_stands_for_tables_of_the_same_dtypes():
    R.HashTableV2(**KINDS, shared_name="typed")
    words = "Conflicting key/value dtypes int64->int64 with string-int64 for table typed"
    with pytest.raises(tf.errors.InvalidArgumentError, match=words):
        R.HashTableV2(key_dtype=tf.int64, value_dtype=tf.int64, shared_name="typed")
    table = R.MutableHashTableV2(**KINDS, shared_name="typed")  # of another kind: the first one
    with pytest.raises(tf.errors.UnimplementedError, match="Insert not supported"):
        R.LookupTableInsertV2(
            table_handle=table, keys=tf.constant(["a"]), values=tf.constant([1], tf.int64))


def test_dense_tables_share_names_too():
    def table():
        return R.MutableDenseHashTableV2(
            empty_key=tf.constant(0, tf.int64), deleted_key=tf.constant(-1, tf.int64),
            value_dtype=tf.int64, shared_name="dense")

    R.LookupTableInsertV2(
        table_handle=table(), keys=tf.constant([3], tf.int64), values=tf.constant([4], tf.int64))
    sizes = [tf.function(lambda: R.LookupTableSizeV2(table_handle=table())) for _ in range(2)]
    assert [int(size()) for size in sizes] == [1, 1]


def test_each_session_has_tables_of_its_own_in_functions_too():
    v1 = tf.compat.v1
    with tf.Graph().as_default():
        count = counting(shared_name="of_session")(tf.constant("a"))
        found = []
        for _ in range(2):
            with v1.Session() as session:
                found.append([int(session.run(count)) for _ in range(2)])
    assert found == [[1, 2], [1, 2]]


def test_a_model_loaded_twice_has_two_tables(tmp_path):
    module = tf.Module()
    module.count = tf.function(
        counting(shared_name="of_model").python_function,
        input_signature=[tf.TensorSpec([], tf.string)])
    key = tf.constant("a")
    assert int(module.count(key)) == 1
    tf.saved_model.save(module, tmp_path)
    loaded = [tf.saved_model.load(tmp_path) for _ in range(2)]
    assert [int(model.count(key)) for model in (*loaded, module)] == [1, 1, 2]


def test_in_a_loaded_model_nodes_without_a_name_share_tables_by_their_own(tmp_path):
    """TensorFlow makes the name of each node the name to share by."""
    module, key = tf.Module(), tf.constant("a")
    for name, node in (("a", None), ("b", None), ("c", "elsewhere")):
        count = tf.function(
            counting(name=node).python_function,
            input_signature=[tf.TensorSpec([], tf.string)])
        setattr(module, name, count)
    assert [int(f(key)) for f in (module.a, module.b, module.a, module.c)] == [1, 1, 2, 1]
    tf.saved_model.save(module, tmp_path)
    for _ in range(2):
        loaded = tf.saved_model.load(tmp_path)
        assert [int(f(key)) for f in (loaded.a, loaded.b, loaded.a, loaded.c)] == [1, 2, 3, 1]


def test_handles_of_tables_that_change_tell_shapes_and_dtypes_in_graphs():
    def shape(body):
        @tf.function
        def traced(keys):
            return body(R.MutableHashTableOfTensorsV2(**KINDS, value_shape=[2]), keys)

        return traced.get_concrete_function(tf.TensorSpec([None, 3], tf.string)).outputs[0].shape

    def found(table, keys):
        default = tf.zeros([2], tf.int64)
        return R.LookupTableFindV2(table_handle=table, keys=keys, default_value=default)

    assert shape(found).as_list() == [None, 3, 2]
    with pytest.raises(ValueError, match="wrong dtype. Expected int64 got int32 for "):
        shape(lambda table, keys: R.LookupTableExportV2(
            table_handle=table, Tkeys=tf.string, Tvalues=tf.int32).keys)
