"""Training goes on with the other library: optimizers, slots and steps in checkpoints."""

import numpy as np
import pytest

import tfcompat

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def tf():
    """Real TensorFlow."""
    return pytest.importorskip("tensorflow")


KINDS = {
    "Adam": lambda t: t.AdamOptimizer(0.1),
    "Momentum": lambda t: t.MomentumOptimizer(0.1, 0.9, use_nesterov=True),
    "RMSProp": lambda t: t.RMSPropOptimizer(0.1, momentum=0.5, centered=True),
    "Ftrl": lambda t: t.FtrlOptimizer(0.1),
    "Adadelta": lambda t: t.AdadeltaOptimizer(0.1),
}


def module(tf, kind):
    made = tf.Module()
    made.v = tf.Variable([1.0, 2.0])
    made.rows = tf.Variable([[1.0], [2.0], [3.0]])
    made.step = tf.Variable(0, dtype=tf.int64)
    made.optimizer = KINDS[kind](tf.compat.v1.train)
    return made


def train(tf, made, steps):
    def loss():
        return tf.reduce_sum(made.v ** 2) + tf.reduce_sum(tf.gather(made.rows, [0, 0, 2]) ** 2)

    for _ in range(steps):
        made.optimizer.minimize(loss, global_step=made.step, var_list=[made.v, made.rows])


def state(made):
    slots = [made.optimizer.get_slot(v, name).numpy()
             for name in made.optimizer.get_slot_names() for v in (made.v, made.rows)]
    return [made.v.numpy(), made.rows.numpy(), made.step.numpy(), *slots]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("forth", [True, False], ids=["theirs to ours", "ours to theirs"])
def test_a_checkpoint_takes_training_over(tf, tmp_path, kind, forth):
    one, other = (tf, tfcompat) if forth else (tfcompat, tf)
    first = module(one, kind)
    train(one, first, 3)
    path = one.train.Checkpoint(first).write(str(tmp_path / "c"))
    second = module(other, kind)
    status = other.train.Checkpoint(second).read(path)
    for made, lib in ((first, one), (second, other)):
        train(lib, made, 2)
    status.assert_consumed()
    for found, wanted in zip(state(second), state(first), strict=True):
        np.testing.assert_allclose(found, wanted, rtol=2e-6)
