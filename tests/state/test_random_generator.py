"""Generators: recorded numbers, states, functions, checkpoints."""

import numpy as np
import pytest

import tfcompat as tf

SEED = [1, 2]


def test_numbers_and_states_are_those_of_tensorflow():
    generator = tf.random.Generator.from_seed(1)

    drawn = generator.uniform([3], maxval=10, dtype=tf.int32)
    normal = generator.normal([3])

    assert drawn.numpy().tolist() == [4, 9, 3]
    assert generator.state.numpy().tolist() == [1537, 0, 0]
    np.testing.assert_allclose(normal, [-0.8393225, 0.16036783, -0.8617846], rtol=1e-6)


def test_seeds_and_generators_split_off_as_in_tensorflow():
    generator = tf.random.Generator.from_state([3073, 0, 0], "philox")

    seeds = generator.make_seeds(2)
    other = generator.split(2)[1]

    assert seeds.numpy().tolist() == [[3061938510242338695, 6766078197126147373], [0, 0]]
    assert other.state.numpy().tolist() == [0, 0, 3228980973018664199]


def test_a_function_moves_the_state_on():
    generator = tf.random.Generator.from_seed(1)
    alone = tf.random.Generator.from_seed(1)

    @tf.function
    def draw():
        return generator.uniform([2])

    assert draw().numpy().tolist() == alone.uniform([2]).numpy().tolist()
    assert draw().numpy().tolist() == alone.uniform([2]).numpy().tolist()
    assert generator.state.numpy().tolist() == alone.state.numpy().tolist()


def test_a_checkpoint_brings_the_numbers_back(tmp_path):
    generator = tf.random.Generator.from_seed(7)
    path = tf.train.Checkpoint(g=generator).save(str(tmp_path / "c"))
    first = generator.normal([4]).numpy()
    other = tf.random.Generator.from_seed(8)

    tf.train.Checkpoint(g=other).restore(path)

    assert other.normal([4]).numpy().tolist() == first.tolist()
    assert "g/_state_var/.ATTRIBUTES/VARIABLE_VALUE" in dict(tf.train.list_variables(path))


def test_states_are_reset():
    generator = tf.random.Generator.from_seed(1)

    generator.reset_from_seed([5, 6])
    assert generator.state.numpy().tolist() == [0, 5, 6]
    generator.reset_from_key_counter(3, [1, 2])
    assert generator.state.numpy().tolist() == [1, 2, 3]
    generator.reset([4, 5, 2**64 - 1])
    assert generator.state.numpy().tolist() == [4, 5, -1]
    with pytest.raises(ValueError, match=r"Shapes \(2,\) and \[3\] are incompatible"):
        generator.reset([1, 2])


def test_threefry_is_refused_when_it_would_run():
    generator = tf.random.Generator.from_seed(1, alg="threefry")

    with pytest.raises(tf.errors.UnimplementedError, match="ThreeFry algorithm"):
        generator.normal([2])
    with pytest.raises(ValueError, match="Argument `alg` got unsupported value foo"):
        tf.random.Generator.from_seed(1, alg="foo")


@pytest.mark.parametrize(
    ("seed", "alg", "state"),
    [
        (1, "philox", [1, 0, 0]), ([1, 2], "threefry", [1, 2]), (2**200 + 5, 1, [5, 0, 0]),
        ([1, 2, 3, 4], tf.random.Algorithm.PHILOX, [1, 2, 3]), (-1, "auto-select", [-1] * 3),
    ],
)  # fmt: skip
def test_states_are_made_of_seeds(seed, alg, state):
    assert tf.random.create_rng_state(seed, alg).numpy().tolist() == state


def test_gamma_numbers_have_gradients_by_both_parameters():
    x = tf.constant([0.5, 3.0])
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.random.stateless_gamma([400, 2], SEED, alpha=x, beta=1.0)

    slope = tape.gradient(y, x)

    assert slope.numpy() / 400 == pytest.approx(1, abs=0.2)  # that of the mean, which is alpha


def test_initializers_draw_the_same_with_a_seed():
    initializer = tf.random_normal_initializer(seed=4)

    assert initializer([3]).numpy().tolist() == initializer([3]).numpy().tolist()
    with pytest.raises(ValueError, match="is expected to be floating point"):
        initializer([3], tf.int32)
    with pytest.raises(TypeError, match="Keyword argument should be one of"):
        initializer([3], foo=1)
