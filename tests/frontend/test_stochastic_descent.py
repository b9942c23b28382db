"""tf.keras.optimizers.SGD and the documented lines that fine-tune a loaded model with it."""

import numpy as np
import pytest

import tfcompat as tf


def test_the_documented_fine_tuning_has_the_documented_course(tmp_path):
    class Module(tf.Module):
        def __init__(self):
            super().__init__()
            self.v = tf.Variable(3.0)

        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def __call__(self, x):
            return x * self.v

    tf.saved_model.save(Module(), str(tmp_path / "m"))
    imported = tf.saved_model.load(str(tmp_path / "m"))
    optimizer = tf.keras.optimizers.SGD(0.05)

    def train_step():
        with tf.GradientTape() as tape:
            loss = (10.0 - imported(tf.constant(2.0))) ** 2
        variables = tape.watched_variables()
        grads = tape.gradient(loss, variables)
        optimizer.apply_gradients(zip(grads, variables))
        return loss

    lines = [f"loss={train_step():.2f} v={imported.v.numpy():.2f}" for _ in range(10)]
    assert lines == [
        "loss=16.00 v=3.80", "loss=5.76 v=4.28", "loss=2.07 v=4.57", "loss=0.75 v=4.74",
        "loss=0.27 v=4.84", "loss=0.10 v=4.91", "loss=0.03 v=4.94", "loss=0.01 v=4.97",
        "loss=0.00 v=4.98", "loss=0.00 v=4.99",
    ]
    assert optimizer.iterations.numpy() == 10


@pytest.mark.parametrize("traced", [False, True])
def test_momentum_is_kerass(traced):
    v, w = tf.Variable([1.0, 2.0]), tf.Variable([1.0, 2.0])
    plain = tf.keras.optimizers.SGD(0.5, momentum=0.5)
    nesterov = tf.keras.optimizers.SGD(0.5, momentum=0.5, nesterov=True)
    gradient = tf.constant([1.0, -1.0])

    def step():
        plain.apply_gradients([(gradient, v)])
        nesterov.apply_gradients([(gradient, w)])

    step = tf.function(step) if traced else step
    step()
    step()
    assert v.numpy().tolist() == [-0.25, 3.25]
    assert w.numpy().tolist() == [-0.625, 3.625]
    assert len(plain.variables) == 3


def test_rows_that_come_twice_add_up():
    v = tf.Variable([[1.0], [2.0]])
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.gather(v, [0, 0]))
    optimizer = tf.keras.optimizers.SGD(0.25)
    optimizer.apply_gradients([(tape.gradient(loss, v), v)])
    assert v.numpy().tolist() == [[0.5], [2.0]]


def test_learning_rates_can_be_set_or_follow_the_steps():
    v = tf.Variable(0.0)
    optimizer = tf.keras.optimizers.SGD(1.0)
    optimizer.learning_rate = 0.5
    optimizer.apply_gradients([(tf.constant(1.0), v)])
    assert v.numpy() == -0.5
    falling = tf.keras.optimizers.SGD(lambda step: 1.0 / (1.0 + tf.cast(step, tf.float32)))
    for _ in range(2):
        falling.apply_gradients([(tf.constant(1.0), v)])
    assert v.numpy() == -2.0
    with pytest.raises(TypeError, match="hence its learning rate is not settable"):
        falling.learning_rate = 1.0


def test_bad_arguments_are_refused():
    with pytest.raises(ValueError, match="`momentum` must be a float between"):
        tf.keras.optimizers.SGD(0.1, momentum=2.0)
    with pytest.raises(ValueError, match="No gradients provided for any variable."):
        tf.keras.optimizers.SGD(0.1).apply_gradients([(None, tf.Variable(1.0))])
    with pytest.raises(ValueError, match=r"Argument\(s\) not recognized: \{'lr': 0.1\}"):
        tf.keras.optimizers.SGD(lr=0.1)
    with pytest.raises(NotImplementedError, match="clipnorm=...\\) is not supported here"):
        tf.keras.optimizers.SGD(clipnorm=1.0)
    assert tf.keras.optimizers.SGD(clipnorm=None).momentum == 0.0
    with pytest.raises(AttributeError):
        _ = tf.keras.layers
    np.testing.assert_equal(tf.keras.optimizers.SGD().learning_rate.numpy(), np.float32(0.01))
