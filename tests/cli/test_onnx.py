"""Signatures as ONNX models: ONNX's own evaluator gives what the SavedModel gives."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.cli.main import main

onnx = pytest.importorskip("onnx")
reference = pytest.importorskip("onnx.reference")

IMAGE = np.random.default_rng(3).normal(size=(2, 6, 6, 3)).astype(np.float32)
ROWS = np.random.default_rng(4).normal(size=(3, 4)).astype(np.float32)


def filters(*shape):
    return tf.constant(np.random.default_rng(5).normal(size=shape).astype(np.float32))


def strided(**attrs):
    return lambda x: tf.nn.conv2d(x, filters(3, 3, 3, 4), **attrs)


PROGRAMS = {
    "dense": (ROWS, lambda x: tf.nn.relu(x @ filters(4, 5) + 0.5)),
    "turned": (ROWS, lambda x: tf.matmul(x, filters(2, 4), transpose_b=True)),
    "convolution": (IMAGE, strided(strides=1, padding="SAME")),
    "strided": (IMAGE, strided(strides=2, padding="VALID")),
    "explicit": (IMAGE, strided(strides=1, padding=[[0, 0], [1, 0], [0, 2], [0, 0]])),
    "dilated": (IMAGE, strided(strides=1, padding="VALID", dilations=2)),
    "depthwise": (IMAGE, lambda x: tf.nn.depthwise_conv2d(
        x, filters(3, 3, 3, 2), [1, 1, 1, 1], "SAME")),
    "transposed": (IMAGE, lambda x: tf.nn.conv2d_transpose(
        x, filters(3, 3, 5, 3), [2, 12, 12, 5], 2)),
    "pools": (IMAGE, lambda x: tf.nn.max_pool2d(x, 2, 2, "VALID") + tf.nn.avg_pool2d(
        x, 2, 2, "VALID")),
    "norm": (IMAGE, lambda x: tf.raw_ops.FusedBatchNormV3(
        x=x, scale=filters(3), offset=filters(3), mean=tf.constant([0.1, 0.2, 0.3]),
        variance=tf.constant([1.0, 2.0, 3.0]), is_training=False)[0]),
    "softmax": (ROWS, lambda x: tf.nn.softmax(x) + tf.nn.log_softmax(x)),
    "reductions": (IMAGE, lambda x: tf.reduce_mean(x, [1, 2]) + tf.reduce_max(x, [1, 2])),
    "indices": (IMAGE, lambda x: x[:, 1:-1, ::2, tf.newaxis, 0] * 2.0),
    "reversed": (ROWS, lambda x: x[::-1, -1]),
    "parts": (ROWS, lambda x: tf.concat(tf.split(x, [1, 3], 1)[::-1], 1)),
    "stacked": (ROWS, lambda x: tf.stack(tf.unstack(x, axis=1)[:2])),
    "padded": (ROWS, lambda x: tf.pad(x, [[1, 0], [0, 2]], constant_values=7.0)),
    "picked": (ROWS, lambda x: tf.gather(x, [2, 0, 2])),
    "shaped": (ROWS, lambda x: tf.reshape(x, [tf.shape(x)[0], 2, 2])),
    "positions": (ROWS, lambda x: tf.argmax(x, 1, tf.int32)),
    "marks": (ROWS, lambda x: tf.one_hot(tf.cast(x[:, 0] * 0 + [0.0, -1.0, 2.0], tf.int32), 3)),
    "largest": (ROWS, lambda x: tf.math.top_k(x, 2)[0]),
    "running": (ROWS, lambda x: tf.cumsum(x, 1, exclusive=True, reverse=True)),
    "compared": (ROWS, lambda x: tf.where((x > 0) & (x != 1), x, tf.exp(x))),
    "rounded": (ROWS, lambda x: tf.math.floormod(x, 0.7) + tf.nn.relu6(x * 5) + tf.round(x)),
    "whole": (ROWS, lambda x: tf.cast(x * 9, tf.int32) // 4 + tf.cast(x * 9, tf.int32) % 4),
    "resized": (IMAGE, lambda x: tf.image.resize(x, [9, 9])),
    "nearest": (IMAGE, lambda x: tf.image.resize(x, [3, 12], "nearest")),
    "any": (ROWS, lambda x: tf.reduce_any(x > 1, 1)),
}


def saved(tmp_path, function, sample):
    module = tf.Module()
    module.scale = tf.Variable(1.0)
    module.f = tf.function(lambda x: {"y": function(x)})
    signature = module.f.get_concrete_function(tf.TensorSpec(sample.shape, sample.dtype, "x"))
    path = str(tmp_path / "model")
    tf.saved_model.save(module, path, signatures=signature)
    return path


def convert(path, out):
    return main(["convert", "--dir", path, "--tag_set", "serve", "--output_dir", str(out), "onnx"])


@pytest.mark.parametrize("name", PROGRAMS)
def test_onnx_computes_what_the_model_does(name, tmp_path, capsys):
    sample, function = PROGRAMS[name]
    path = saved(tmp_path, function, sample)

    assert convert(path, tmp_path / "out") == 0, capsys.readouterr().err
    model = onnx.load(tmp_path / "out" / "model.onnx")
    onnx.checker.check_model(model, full_check=True)
    [found] = reference.ReferenceEvaluator(model).run(["y"], {"x": sample})
    expected = function(tf.constant(sample)).numpy()
    assert found.dtype == expected.dtype
    np.testing.assert_allclose(found, expected, 2e-5, 2e-5)


def test_variables_become_initializers(tmp_path):
    module = tf.Module()
    module.w = tf.Variable([[2.0], [3.0]])
    module.f = tf.function(lambda x: x @ module.w)
    signature = module.f.get_concrete_function(tf.TensorSpec([None, 2], tf.float32, "x"))
    tf.saved_model.save(module, str(tmp_path / "model"), signatures=signature)

    assert convert(str(tmp_path / "model"), tmp_path / "out") == 0
    model = onnx.load(tmp_path / "out" / "model.onnx")
    [found] = reference.ReferenceEvaluator(model).run(None, {"x": np.ones((4, 2), np.float32)})
    assert found.tolist() == [[5.0]] * 4


@pytest.mark.parametrize(("function", "told"), [
    (lambda x: tf.while_loop(
        lambda v: tf.reduce_sum(v) < 9, lambda v: [v + 1], [x * x])[0], "While"),
    (lambda x: tf.pad(x, tf.cast(tf.zeros([2, 2]) + x[0, 0], tf.int32)), "its paddings is not"),
    (lambda x: tf.linalg.svd(x)[0], "Svd"),
])
def test_what_onnx_cannot_have_is_refused_by_name(function, told, tmp_path, capsys):
    path = saved(tmp_path, function, ROWS)

    assert convert(path, tmp_path / "out") == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
