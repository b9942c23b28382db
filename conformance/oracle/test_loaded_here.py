"""Models that real TensorFlow writes in this run load here and answer alike."""

import numpy as np
import pytest
import tensorflow as tf

import tfcompat

pytestmark = pytest.mark.tensorflow

SCALAR = tf.TensorSpec([], tf.float32)
VECTOR = tf.TensorSpec([None], tf.float32)


class Adder(tf.Module):
    @tf.function(input_signature=[SCALAR])
    def add(self, x):
        return x + x


class CustomModule(tf.Module):
    def __init__(self):
        super().__init__()
        self.v = tf.Variable(1.0)

    @tf.function
    def __call__(self, x):
        return x * self.v

    @tf.function(input_signature=[SCALAR])
    def mutate(self, new_v):
        self.v.assign(new_v)


class Dense(tf.Module):
    def __init__(self, inputs, outputs, seed):
        super().__init__()
        random = np.random.default_rng(seed)
        self.w = tf.Variable(random.normal(size=(inputs, outputs)).astype(np.float32), name="w")
        self.b = tf.Variable(np.zeros(outputs, np.float32), name="b", trainable=False)

    @tf.function
    def __call__(self, x, activation="relu", scale=1.0):
        y = (tf.matmul(x, self.w) + self.b) * scale
        return tf.nn.relu(y) if activation == "relu" else tf.nn.softmax(y)


class Nested(tf.Module):
    def __init__(self):
        super().__init__()
        self.layers = [Dense(4, 8, 1), Dense(8, 3, 2)]
        self.by_name = {"first": self.layers[0], "step": tf.Variable(0, dtype=tf.int64)}
        self.pair = (self.layers[1], tf.Variable([1.5, 2.5], dtype=tf.float16))
        self.table = tf.constant(np.arange(600.0, dtype=np.float32).reshape(3, 200))

    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="rows")])
    def predict(self, rows):
        self.by_name["step"].assign_add(1)
        hidden = self.layers[0](rows)
        probabilities = self.layers[1](hidden, activation="softmax")
        return {
            "probabilities": probabilities,
            "looked_up": probabilities @ self.table,
            "halves": tf.cast(self.pair[1], tf.float32) / 2.0,
        }


class Pictures(tf.Module):
    def __init__(self):
        super().__init__()
        random = np.random.default_rng(3)
        self.kernel = tf.Variable(random.normal(size=(3, 3, 2, 4)).astype(np.float32))
        self.depthwise = tf.Variable(random.normal(size=(3, 3, 4, 1)).astype(np.float32))
        self.gamma = tf.Variable(np.linspace(0.5, 1.5, 4, dtype=np.float32))

    @tf.function(input_signature=[tf.TensorSpec([None, 8, 8, 2], tf.float32)])
    def features(self, x):
        x = tf.nn.conv2d(x, self.kernel, strides=1, padding="SAME")
        x, _, _ = tf.compat.v1.nn.fused_batch_norm(
            x, self.gamma, tf.zeros([4]), mean=tf.ones([4]), variance=tf.ones([4]) * 2.0,
            is_training=False,
        )
        x = tf.nn.relu6(x)
        x = tf.nn.depthwise_conv2d(x, self.depthwise, [1, 2, 2, 1], "VALID")
        pooled = tf.nn.avg_pool2d(x, 2, 1, "SAME")
        return pooled, tf.nn.max_pool2d(x, 3, 1, "VALID"), tf.reduce_mean(x, axis=[1, 2])


class Shapes(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec(None, tf.float32), VECTOR])
    def shuffle(self, anything, row):
        count = tf.size(row)
        grid = tf.reshape(tf.tile(row, [2]), tf.stack([2, count]))
        parts = tf.split(tf.concat([grid, grid + 1.0], axis=0), 2, axis=0)
        total = tf.while_loop(
            lambda i, _: i < count, lambda i, t: (i + 1, t + row[i]), (0, tf.constant(0.0))
        )[1]
        chosen = tf.cond(count > 2, lambda: row[:2], lambda: row[::-1])
        return [tf.shape(anything), parts[1], tf.transpose(grid), total, chosen, row[..., None]]


def same(expected, found):
    """Assert that nested results are alike in structure, dtypes, shapes and values."""
    tf.nest.assert_same_structure(
        tf.nest.map_structure(lambda t: 0, expected),
        tfcompat.nest.map_structure(lambda t: 0, found),
    )
    flat = zip(tf.nest.flatten(expected), tfcompat.nest.flatten(found), strict=True)
    for theirs, ours in flat:
        assert ours.dtype.name == theirs.dtype.name
        np.testing.assert_allclose(ours.numpy(), theirs.numpy(), rtol=1e-5, atol=1e-6)


def both(module, path, **options):
    """Save with TensorFlow; return what TensorFlow and what tfcompat load."""
    tf.saved_model.save(module, path, **options)
    return tf.saved_model.load(path), tfcompat.saved_model.load(path)


def test_the_documented_adder(tmp_path):
    theirs, ours = both(Adder(), str(tmp_path))

    same(theirs.add(2.0), ours.add(2.0))
    same(
        theirs.signatures["serving_default"](x=tf.constant(3.0)),
        ours.signatures["serving_default"](x=tfcompat.constant(3.0)),
    )


def test_the_documented_custom_module_and_its_variable(tmp_path):
    module = CustomModule()
    module(tf.constant(0.0))
    theirs, ours = both(module, str(tmp_path))

    same(theirs(tf.constant(3.0)), ours(tfcompat.constant(3.0)))
    theirs.mutate(tf.constant(2.0))
    ours.mutate(tfcompat.constant(2.0))
    same(theirs(tf.constant(3.0)), ours(tfcompat.constant(3.0)))
    assert ours.v.numpy() == 2.0
    assert len(ours.signatures) == 0


def test_nested_modules_containers_constants_and_state(tmp_path):
    theirs, ours = both(Nested(), str(tmp_path))
    rows = np.random.default_rng(0).normal(size=(5, 4)).astype(np.float32)

    for _ in range(2):
        same(theirs.predict(tf.constant(rows)), ours.predict(tfcompat.constant(rows)))
    assert ours.by_name["step"].numpy() == theirs.by_name["step"].numpy() == 2
    assert ours.layers[0] is ours.by_name["first"]
    assert ours.pair[0] is ours.layers[1]
    assert [v.trainable for v in (ours.layers[0].w, ours.layers[0].b)] == [True, False]
    same(
        theirs.signatures["serving_default"](rows=tf.constant(rows)),
        ours.signatures["serving_default"](rows=tfcompat.constant(rows)),
    )


def test_convolution_pooling_and_normalisation(tmp_path):
    theirs, ours = both(Pictures(), str(tmp_path))
    x = np.random.default_rng(1).normal(size=(3, 8, 8, 2)).astype(np.float32)

    same(theirs.features(tf.constant(x)), ours.features(tfcompat.constant(x)))


@pytest.mark.parametrize("row", [[1.0], [1.0, 2.0, 4.0], [3.0, 1.0]])
def test_shapes_and_control_flow(tmp_path, row):
    theirs, ours = both(Shapes(), str(tmp_path))
    anything = np.ones((2, 0, 3), np.float32)

    same(theirs.shuffle(anything, row), ours.shuffle(anything, row))


def test_several_signatures(tmp_path):
    module = Nested()
    dense = Dense(4, 2, 7)
    module.extra = dense
    signatures = {
        "predict": module.predict,
        "dense": dense.__call__.get_concrete_function(tf.TensorSpec([None, 4], tf.float32)),
        "soft": dense.__call__.get_concrete_function(
            tf.TensorSpec([2, 4], tf.float32), activation="softmax", scale=2.0
        ),
    }
    theirs, ours = both(module, str(tmp_path), signatures=signatures)
    x = np.random.default_rng(2).normal(size=(2, 4)).astype(np.float32)

    assert sorted(theirs.signatures) == sorted(ours.signatures)
    for key in ("dense", "soft"):
        same(theirs.signatures[key](x=tf.constant(x)), ours.signatures[key](x=tfcompat.constant(x)))
    assert str(ours.signatures["soft"].structured_outputs) == str(
        theirs.signatures["soft"].structured_outputs
    )


@pytest.mark.parametrize("dtype", ["float64", "float16", "bfloat16", "int8", "int64", "complex64"])
def test_variables_of_every_kind_of_dtype(tmp_path, dtype):
    class Holder(tf.Module):
        def __init__(self):
            super().__init__()
            self.v = tf.Variable(tf.cast([1, -2, 3], dtype))

        @tf.function(input_signature=[tf.TensorSpec([3], dtype)])
        def plus(self, x):
            return x + self.v

    theirs, ours = both(Holder(), str(tmp_path))
    found = ours.plus(tfcompat.cast([1, 1, 1], dtype))
    expected = theirs.plus(tf.cast([1, 1, 1], dtype))

    assert found.dtype.name == dtype
    assert found.numpy().tolist() == expected.numpy().tolist()


def test_a_keras_model(tmp_path):
    model = tf.keras.Sequential([
        tf.keras.layers.Input((12, 12, 1)),
        tf.keras.layers.Conv2D(4, 3, activation="relu"),
        tf.keras.layers.BatchNormalization(),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(5, activation="softmax"),
    ])
    model.export(str(tmp_path), verbose=False)
    theirs = tf.saved_model.load(str(tmp_path))
    ours = tfcompat.saved_model.load(str(tmp_path))
    x = np.random.default_rng(4).normal(size=(2, 12, 12, 1)).astype(np.float32)

    same(theirs.serve(tf.constant(x)), ours.serve(tfcompat.constant(x)))
    signature = ours.signatures["serving_default"]
    (name,) = signature.structured_input_signature[1]
    same(
        theirs.signatures["serving_default"](**{name: tf.constant(x)}),
        signature(**{name: tfcompat.constant(x)}),
    )
