"""A model as Keras saves them - `training` as a Python value, losses, statistics - is trained on.

TensorFlow saves it; it is loaded and trained by both; what was trained here is saved, loaded by
TensorFlow, and gives the same.
"""

import numpy as np
import pytest

import tfcompat

pytestmark = pytest.mark.tensorflow
STEPS = 6


@pytest.fixture(scope="module")
def tf():
    """Real TensorFlow."""
    return pytest.importorskip("tensorflow")


def model(tf):
    """Return a module with the interface of a loaded Keras model."""
    draw = np.random.default_rng(5).normal
    number = tf.TensorSpec([], tf.float32)

    class Layered(tf.Module):
        def __init__(self):
            super().__init__()
            self.kernel = tf.Variable(draw(size=[3, 3, 1, 4]).astype("f") * 0.5)
            self.scale, self.offset = tf.Variable(tf.ones([4])), tf.Variable(tf.zeros([4]))
            self.mean = tf.Variable(tf.zeros([4]), trainable=False)
            self.variance = tf.Variable(tf.ones([4]), trainable=False)
            self.out = tf.Variable(draw(size=[4, 3]).astype("f") * 0.5)
            self.regularization_losses = [self.penalty_of_kernel, self.penalty_of_out]

        @tf.function(input_signature=[])
        def penalty_of_kernel(self):
            return 0.01 * tf.nn.l2_loss(self.kernel)

        @tf.function(input_signature=[])
        def penalty_of_out(self):
            return 0.01 * tf.reduce_sum(tf.abs(self.out))

        @tf.function
        def __call__(self, x, training=False):
            x = tf.nn.conv2d(x, self.kernel, 1, "SAME")
            if training:
                mean, variance = tf.nn.moments(x, [0, 1, 2])
                self.mean.assign_sub((self.mean - mean) * 0.1)
                self.variance.assign_sub((self.variance - variance) * 0.1)
            else:
                mean, variance = self.mean, self.variance
            x = tf.nn.relu(tf.nn.batch_normalization(
                x, mean, variance, self.offset, self.scale, 1e-3))
            x = tf.reduce_mean(x, [1, 2])
            if training:
                x = tf.nn.dropout(x, 0.25, seed=3)
            return x @ self.out

        @tf.function(input_signature=[number])
        def signature(self, x):
            return {"doubled": 2.0 * x}

    made = Layered()
    for training in (False, True):
        made.__call__.get_concrete_function(
            tf.TensorSpec([None, 6, 6, 1], tf.float32), training=training)
    return made


def data():
    draw = np.random.default_rng(6)
    return draw.normal(size=[8, 6, 6, 1]).astype("f"), draw.integers(0, 3, 8)


def variables(loaded):
    """The trainable variables, which a loaded module does not list."""
    return [loaded.kernel, loaded.scale, loaded.offset, loaded.out]


def train(tf, loaded, optimizer):
    x, y = (tf.constant(value) for value in data())
    tf.random.set_seed(4)
    losses = []
    for _ in range(STEPS):
        with tf.GradientTape() as tape:
            logits = loaded(x, training=True)
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits))
            loss += tf.add_n([penalty() for penalty in loaded.regularization_losses])
        gradients = tape.gradient(loss, variables(loaded))
        optimizer.apply_gradients(zip(gradients, variables(loaded), strict=True))
        losses.append(float(loss))
    return losses


def state(loaded):
    return [v.numpy() for v in [*variables(loaded), loaded.mean, loaded.variance]]


@pytest.mark.parametrize("kind", ["GradientDescentOptimizer", "AdamOptimizer"])
def test_a_loaded_model_is_trained_as_by_tensorflow_and_goes_back(tf, tmp_path, kind):
    tf.saved_model.save(model(tf), str(tmp_path / "m"))
    theirs, ours = (m.saved_model.load(str(tmp_path / "m")) for m in (tf, tfcompat))
    wanted = train(tf, theirs, getattr(tf.compat.v1.train, kind)(0.1))
    found = train(tfcompat, ours, getattr(tfcompat.compat.v1.train, kind)(0.1))
    np.testing.assert_allclose(found, wanted, rtol=1e-5)
    for one, other in zip(state(ours), state(theirs), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)

    tfcompat.saved_model.save(ours, str(tmp_path / "n"))
    back, x = tf.saved_model.load(str(tmp_path / "n")), data()[0]
    for one, other in zip(state(back), state(ours), strict=True):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_allclose(
        back(tf.constant(x)).numpy(), ours(tfcompat.constant(x)).numpy(), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(float(back.regularization_losses[0]()),
                               float(ours.regularization_losses[0]()), rtol=1e-6)
    again = train(tf, back, tf.compat.v1.train.GradientDescentOptimizer(0.1))
    more = train(tfcompat, ours, tfcompat.compat.v1.train.GradientDescentOptimizer(0.1))
    np.testing.assert_allclose(again, more, rtol=1e-5)


def test_what_is_no_value_of_training_is_refused_as_by_tensorflow(tf, tmp_path):
    tf.saved_model.save(model(tf), str(tmp_path / "m"))
    sentences = []
    for module in (tf, tfcompat):
        loaded = module.saved_model.load(str(tmp_path / "m"))
        with pytest.raises(ValueError) as raised:
            loaded(module.constant(data()[0]), training=3)
        sentences.append(str(raised.value).split("\n")[0])
    assert sentences[0] == sentences[1]
