"""tf.train.ExponentialMovingAverage: the numbers and names are TensorFlow's."""

import numpy as np
import pytest

import tfcompat as tf

Average = tf.train.ExponentialMovingAverage


def test_older_values_count_less_and_less():
    v, w = tf.Variable([1.0, 2.0], name="averaged"), tf.Variable(5.0)
    averages = Average(0.9)
    averages.apply([v, w])
    assert averages.average(v).numpy().tolist() == [1.0, 2.0]
    v.assign([3.0, 4.0])
    averages.apply([v, w])
    np.testing.assert_allclose(averages.average(v).numpy(), [1.2, 2.2], rtol=1e-6)
    assert averages.average(w).numpy() == 5.0
    assert averages.average(v).name.startswith("averaged/ExponentialMovingAverage")
    assert f"{averages.average_name(v)}:0" == averages.average(v).name
    assert not averages.average(v).trainable
    assert averages.average(tf.Variable(1.0)) is None
    assert averages.average_name(tf.Variable(1.0, name="q")) == "q/ExponentialMovingAverage"
    assert list(averages.variables_to_restore([v])) == [averages.average_name(v)]


def test_few_updates_make_averages_move_faster():
    v = tf.Variable([1.0, 1.2])
    averages = Average(0.99, num_updates=3)
    averages.apply([v])
    v.assign([0.0, 0.0])
    averages.apply([v])
    np.testing.assert_allclose(averages.average(v).numpy(), [4 / 13, 4.8 / 13], rtol=1e-6)


def test_averages_are_taken_in_functions():
    v, averages = tf.Variable(2.0), Average(0.5)

    @tf.function
    def take():
        averages.apply([v])
        return averages.average(v)

    take()
    v.assign(4.0)
    assert take().numpy() == 3.0


def test_graphs_average_tensors_too():
    v1 = tf.compat.v1
    with tf.Graph().as_default() as graph, v1.Session(graph=graph) as session:
        v = v1.get_variable("v", initializer=2.0)
        tensor = tf.constant(3.0) * 1.0
        averages = v1.train.ExponentialMovingAverage(0.9)
        operation = averages.apply([v, tensor])
        assert (operation.name, operation.type) == ("ExponentialMovingAverage", "NoOp")
        assert averages.average_name(tensor) == "mul/ExponentialMovingAverage"
        assert v1.moving_average_variables() == [v]
        assert sorted(averages.variables_to_restore()) == [
            "mul/ExponentialMovingAverage", "v/ExponentialMovingAverage"]
        session.run(v1.global_variables_initializer())
        session.run(v.assign(4.0))
        session.run(operation)
        found = session.run([averages.average(v), averages.average(tensor)])
        np.testing.assert_allclose(found, [2.2, 0.3], rtol=1e-6)
        with pytest.raises(NotImplementedError, match="zero_debias"):
            Average(0.9, zero_debias=True).apply([tensor])


def test_what_has_no_average_is_refused():
    with pytest.raises(TypeError, match="does not support non-Variable tensors when eager"):
        Average(0.9).apply([tf.constant(1.0)])
    with pytest.raises(TypeError, match="^The variables must be half, float, or double: n:0$"):
        Average(0.9).apply([tf.Variable(1, name="n")])
