"""What functions take besides tensors: variables, numpy values, lists, shapes with tensors."""

import pathlib

import numpy as np
import pytest

import tfcompat as tf


def test_variables_are_taken_wherever_tensors_are():
    v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])

    assert tf.reduce_sum(v).numpy() == 10.0
    assert tf.matmul(v, v).numpy().tolist() == [[7.0, 10.0], [15.0, 22.0]]
    assert tf.concat([v, v], 0).shape == [4, 2]
    assert tf.nn.embedding_lookup(v, [1]).numpy().tolist() == [[3.0, 4.0]]
    assert tf.gather(v, [0]).numpy().tolist() == [[1.0, 2.0]]
    assert tf.gather_nd(v, [[1, 0]]).numpy().tolist() == [3.0]
    assert tf.is_tensor(v) and not tf.is_tensor([1])


def test_gathering_from_a_variable_reads_only_the_rows():
    v = tf.Variable([[1.0], [2.0]])
    function = tf.function(lambda: tf.gather(v, [1]), autograph=False)

    graph = function.get_concrete_function().graph

    assert "ResourceGather" in [op.type for op in graph.get_operations()]
    assert function().numpy().tolist() == [[2.0]]


@pytest.mark.parametrize("make", [tf.zeros, tf.ones, lambda shape: tf.fill(shape, 3.0)])
@pytest.mark.parametrize("shape", [
    [2, 3], (2, 3), np.array([2, 3]), tf.constant([2, 3]), tf.TensorShape([2, 3]),
    [tf.constant(2), 3], tf.constant([2, 3], tf.int64),
])
def test_shapes_are_given_in_many_ways(make, shape):
    assert make(shape).shape == [2, 3]


def test_sizes_of_a_traced_tensor_make_shapes():
    @tf.function(autograph=False, input_signature=[tf.TensorSpec([None, 3])])
    def function(x):
        rows = tf.shape(x)[0]
        return tf.zeros([rows, 2]), tf.eye(rows), tf.reshape(x, [3, rows])

    zeros, eye, reshaped = function(tf.zeros([2, 3]))

    assert (zeros.shape, eye.shape, reshaped.shape) == ([2, 2], [2, 2], [3, 2])


def test_large_constants_become_a_fill_in_graphs():
    graph = tf.function(lambda: (tf.zeros([999]), tf.zeros([1000])), autograph=False)
    types = [op.type for op in graph.get_concrete_function().graph.get_operations()]

    assert types.count("Fill") == 1


def test_a_sort_orders_the_lowest_integers_too():
    values = [2**31 - 1, -(2**31), 0, -1]

    assert tf.sort(values).numpy().tolist() == sorted(values)
    assert tf.sort(np.array([3, 255, 0], np.uint8)).numpy().tolist() == [0, 3, 255]


@pytest.mark.parametrize("target", [tf.int8, tf.uint8, tf.int32, tf.float16])
def test_saturate_cast_keeps_within_the_range(target):
    values = tf.constant([-1e30, -1.0, 0.0, 1.5, 1e30])
    found = tf.saturate_cast(values, target).numpy()

    assert found[0] == target.min
    assert found.dtype == target.as_numpy_dtype
    assert np.isfinite(found.astype(np.float64)).all()
    assert found[-1] > 0


def test_rows_are_looked_up_in_a_table_of_several_parts():
    parts = [tf.Variable([[1.0, 2.0], [3.0, 4.0]]), tf.Variable([[5.0, 6.0]])]

    with tf.GradientTape() as tape:
        rows = tf.nn.embedding_lookup(parts, [0, 2])
    slopes = tape.gradient(rows, parts)

    assert rows.numpy().tolist() == [[1.0, 2.0], [5.0, 6.0]]
    assert tf.convert_to_tensor(slopes[1]).numpy().tolist() == [[1.0, 1.0]]


def test_einsum_of_many_inputs_is_that_of_numpy(rng):
    shapes = [(2, 3), (3, 4), (4, 5), (5, 2)]
    factors = [rng.standard_normal(shape) for shape in shapes]
    for equation in ("ab,bc,cd,da->ac", "ab,bc,cd,de", "...b,bc,cd,d...->..."):
        found = tf.einsum(equation, *factors).numpy() if "..." not in equation else None
        if found is not None:
            np.testing.assert_allclose(found, np.einsum(equation, *factors), rtol=1e-9)


@pytest.mark.parametrize("function, argument, expected", [
    (tf.compat.as_bytes, "ä", b"\xc3\xa4"), (tf.compat.as_bytes, bytearray(b"a"), b"a"),
    (tf.compat.as_text, b"\xc3\xa4", "ä"), (tf.compat.as_str, "a", "a"),
    (tf.compat.as_str_any, 5, "5"), (tf.compat.as_str_any, b"a", "a"),
    (tf.compat.path_to_str, pathlib.PurePosixPath("a/b"), "a/b"),
    (tf.compat.path_to_str, "a/b", "a/b"),
])
def test_text_and_bytes_are_converted(function, argument, expected):
    assert function(argument) == expected


@pytest.mark.parametrize("function", [tf.compat.as_bytes, tf.compat.as_text])
def test_other_types_are_neither_text_nor_bytes(function):
    with pytest.raises(TypeError, match="Expected binary or unicode string, got 5"):
        function(5)


def test_there_is_one_cpu():
    assert [d.device_type for d in tf.config.list_physical_devices()] == ["CPU"]
    assert tf.config.list_physical_devices("GPU") == tf.config.list_logical_devices("GPU") == []


@pytest.mark.parametrize("values, dtype, shape", [
    ([1, 2], None, None), ([1.5], tf.float64, None), (7, tf.int64, [2, 2]), (["a", "b"], None, [2])
])
def test_tensor_protos_give_their_arrays_back(values, dtype, shape):
    proto = tf.make_tensor_proto(values, dtype, shape, allow_broadcast=True)
    expected = tf.constant(values, dtype, shape).numpy()

    assert tf.make_ndarray(proto).tolist() == expected.tolist()
    assert tf.make_ndarray(proto).dtype == expected.dtype


def test_a_shape_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="4 elements, but 3 values"):
        tf.make_tensor_proto([1, 2, 3], shape=[2, 2])
    with pytest.raises(TypeError, match="Expected Tensor's shape"):
        tf.make_tensor_proto([1, 2], shape=[2, 1], verify_shape=True)


def test_name_scopes_are_told():
    with tf.name_scope("a"), tf.name_scope("b"):
        assert tf.get_current_name_scope() == "a/b"
    assert tf.get_current_name_scope() == ""


def test_static_values_are_known_as_far_as_they_are():
    @tf.function(autograph=False, input_signature=[tf.TensorSpec([None, 3])])
    def function(x):
        assert tf.get_static_value(x) is None
        assert tf.get_static_value(tf.shape(x)) is None
        assert tf.get_static_value(tf.shape(x), partial=True).tolist() == [None, 3]
        assert tf.get_static_value(tf.shape(x)[1]) == 3
        assert tf.is_symbolic_tensor(x)

    function.get_concrete_function()
    assert not tf.is_symbolic_tensor(tf.constant(1))
