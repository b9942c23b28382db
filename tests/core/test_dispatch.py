"""The funnel: conversion of arguments, the attributes they imply, and frames around errors."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.core import raw
from tfcompat._src.registry import find


def test_the_first_tensor_decides_the_dtype_of_its_companions():
    assert raw.AddV2(tf.constant(1.0, tf.float64), 2).dtype is tf.float64
    assert raw.AddV2(2, tf.constant(1.0, tf.float64)).dtype is tf.float64
    assert raw.ConcatV2([[1], tf.constant([2], tf.int64)], 0).dtype is tf.int64


def test_inputs_may_be_given_by_name_and_attributes_only_so():
    a = np.ones([2, 3], np.float32)
    product = raw.MatMul(b=a, a=a, transpose_a=True)

    assert product.shape == [3, 3]
    with pytest.raises(TypeError, match="takes 2 inputs but 3 were given"):
        raw.MatMul(a, a, True)
    with pytest.raises(TypeError, match="missing inputs: b"):
        raw.MatMul(a)
    with pytest.raises(TypeError, match="unexpected attribute 'upside_down'"):
        raw.MatMul(a, a, upside_down=True)


def test_outputs_come_as_the_definition_says():
    assert isinstance(raw.Identity(1), tf.Tensor)
    parts = raw.Split(0, [1, 2], num_split=2)
    assert isinstance(parts, list) and len(parts) == 2
    values, indices = raw.TopKV2([1.0, 3.0, 2.0], 2)
    assert (list(values.numpy()), list(indices.numpy())) == ([3, 2], [1, 2])
    assert raw.NoOp() is None


def test_an_eager_error_names_the_op_the_device_and_the_call():
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        tf.raw_ops.AddV2(x=tf.constant([1, 2]), y=tf.constant([1, 2, 3]), name="mine")

    assert str(caught.value) == (
        "{{function_node __wrapped__AddV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} "
        "Incompatible shapes: [2] vs. [3] [Op:AddV2] name: mine"
    )


def test_the_frame_is_the_same_whether_or_not_the_kind_of_call_is_known():
    texts = []
    for _ in range(3):
        with pytest.raises(tf.errors.InvalidArgumentError) as caught:
            tf.raw_ops.MatMul(a=tf.ones([2, 3]), b=tf.ones([2, 3]))
        texts.append(str(caught.value))

    assert len(set(texts)) == 1 and "[Op:MatMul] name: " in texts[0]


def test_a_wrong_dtype_is_told_before_the_kernel_runs():
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        tf.raw_ops.AddV2(x=tf.constant(1.0), y=tf.constant(1))

    assert str(caught.value).startswith(
        "cannot compute AddV2 as input #1(zero-based) was expected to be a float tensor but is a "
        "int32 tensor [Op:AddV2] name: "
    )


def test_a_disallowed_type_is_refused_with_the_allowed_ones():
    with pytest.raises(tf.errors.InvalidArgumentError, match="not in the list of allowed values"):
        tf.raw_ops.MatMul(a=tf.constant([["a"]]), b=tf.constant([["b"]]))


def test_symbolic_tensors_cannot_leave_their_function():
    leaked = []
    tf.function(lambda x: leaked.append(x + 1) or x)(tf.constant(1))

    with pytest.raises(TypeError, match="is out of scope and cannot be used here"):
        tf.constant(1) + leaked[0]


def test_raw_ops_take_keywords_only():
    with pytest.raises(TypeError, match="only takes keyword args"):
        tf.raw_ops.Neg(1)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'y'"):
        tf.raw_ops.AddV2(x=1)
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        tf.raw_ops.AddV2(x=1, y=2, z=3)
    with pytest.raises(AttributeError, match="NoSuchOp"):
        tf.raw_ops.NoSuchOp  # noqa: B018


def test_kinds_of_calls_that_are_kept_do_not_grow_without_end():
    op = find("LeakyRelu")
    for alpha in range(1100):
        tf.raw_ops.LeakyRelu(features=tf.constant(1.0), alpha=float(alpha))

    assert len(op.resolved) <= 1000
    op.resolved.clear()
