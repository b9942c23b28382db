"""What is known before anything runs: shapes, constants, partly known sizes."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.core import raw
from tfcompat._src.graph import shape_inference
from tfcompat._src.graph.graph import Graph
from tfcompat._src.graph.shape_inference import constant_value, constant_value_as_shape


@pytest.fixture
def x():
    with Graph().as_default():
        yield raw.Placeholder(dtype=tf.float32, shape=[None, 3], name="x")


def test_values_are_worked_out_through_any_stateless_op(x):
    three = raw.Size(raw.Fill([3], 7), out_type=tf.int64)
    value = constant_value(raw.Cast(three, DstT=tf.float32) * 2.0 + [1.0, 2.0])

    assert value.tolist() == [7.0, 8.0]
    assert value.dtype == np.float32
    assert not value.flags.writeable


def test_values_that_depend_on_feeds_or_chance_are_not_known(x):
    noise = raw.RandomUniform([2], dtype=tf.float32) if hasattr(raw, "RandomUniform") else x

    assert constant_value(x) is None
    assert constant_value(noise) is None
    assert constant_value(raw.Shape(x)) is None


def test_the_shape_of_a_tensor_of_known_shape_is_a_constant(x):
    y = raw.Placeholder(dtype=tf.string, shape=[2, 5])

    assert constant_value(raw.Shape(y)).tolist() == [2, 5]
    assert constant_value(raw.Size(y)) == 10
    assert constant_value(raw.Rank(x)) == 2


def test_one_size_of_a_partly_known_shape_is_a_constant(x):
    assert constant_value(raw.StridedSlice(
        raw.Shape(x), [1], [2], [1], shrink_axis_mask=1)) == 3
    assert constant_value(raw.StridedSlice(
        raw.Shape(x), [0], [1], [1], shrink_axis_mask=1)) is None


def test_partly_known_sizes_survive_selection_packing_and_joining(x):
    shape = raw.Shape(x)
    rows = raw.StridedSlice(shape, [0], [1], [1], shrink_axis_mask=1)
    reversed_ = raw.StridedSlice(shape, [-1], [-3], [-1])
    joined = raw.ConcatV2([reversed_, raw.Cast([4], DstT=tf.int32)], 0)

    assert constant_value_as_shape(raw.Pack([rows, 6])).as_list() == [None, 6]
    assert constant_value_as_shape(joined).as_list() == [3, None, 4]
    assert constant_value_as_shape(tf.constant([2, -1])).as_list() == [2, None]
    assert constant_value_as_shape(tf.constant(-1)).rank is None


def test_partly_known_sizes_give_partly_known_shapes(x):
    rows = raw.StridedSlice(raw.Shape(x), [0], [1], [1], shrink_axis_mask=1)

    assert raw.Reshape(x, raw.Pack([rows, 3, 1])).shape.as_list() == [None, 3, 1]


def test_large_values_are_not_worked_out(x):
    assert constant_value(raw.Fill([1 << 20], 1.0)) is None
    assert constant_value(raw.Fill(tf.constant([1 << 40]), 1.0)) is None


def test_an_eager_tensor_is_its_value():
    assert constant_value(tf.constant([1, 2])).tolist() == [1, 2]


def test_deep_graphs_need_no_deep_stack(x):
    y, known = x, tf.constant(1.0)
    for _ in range(3000):
        y, known = raw.Neg(y), raw.Neg(known)
    for op in y.graph.operations[1:]:
        for tensor in op.outputs:
            tensor._shape = None
            tensor.__dict__.pop("_known", None)

    assert y.shape.as_list() == [None, 3]
    assert constant_value(known) == 1.0


def test_a_shape_function_that_refuses_leaves_an_imported_shape_open(x):
    bad = raw.Placeholder(dtype=tf.float32, shape=None)
    product = raw.MatMul(x, bad)
    bad._shape, product._shape = tf.TensorShape([5, 5]), None

    with pytest.raises(ValueError, match="Dimensions must be equal"):
        shape_inference.infer(product.op)
    assert product.shape.rank is None


def test_handles_remember_the_variable_they_refer_to():
    with Graph().as_default():
        handle = raw.VarHandleOp(dtype=tf.float32, shape=[2, None])
        read = raw.ReadVariableOp(raw.Identity(handle), dtype=tf.float32)

    assert handle.handle_data == (tf.float32, tf.TensorShape([2, None]))
    assert read.shape.as_list() == [2, None]
