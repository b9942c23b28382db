"""Iterators: state, checkpoints, optionals, and what they are as arguments of functions."""

import pytest

import tfcompat as tf

Dataset = tf.data.Dataset


def test_an_iterator_goes_on_from_a_checkpoint(tmp_path):
    dataset = Dataset.range(20).shuffle(5, seed=3, reshuffle_each_iteration=False).batch(2)
    checkpoint = tf.train.Checkpoint(iterator=iter(dataset))
    for _ in range(3):
        next(checkpoint.iterator)
    path = checkpoint.save(str(tmp_path / "state"))
    rest = [x.numpy().tolist() for x in checkpoint.iterator]

    other = tf.train.Checkpoint(iterator=iter(dataset))
    other.restore(path)
    assert [x.numpy().tolist() for x in other.iterator] == rest


def test_a_numpy_iterator_saves_and_restores_where_it_is():
    iterator = Dataset.range(5).as_numpy_iterator()
    next(iterator)
    state = iterator.save()
    assert next(iterator) == 1
    iterator.restore(state)
    assert next(iterator) == 1


def test_a_state_of_somebody_else_is_refused():
    iterator = Dataset.range(5).as_numpy_iterator()
    with pytest.raises(tf.errors.DataLossError, match="not written by this library"):
        iterator.restore(b"something")


def test_an_iterator_is_shared_by_the_functions_it_is_given_to():
    @tf.function
    def take(iterator):
        return next(iterator)

    iterator = iter(Dataset.range(4))
    assert [int(take(iterator)), int(next(iterator)), int(take(iterator))] == [0, 1, 2]


def test_a_function_is_traced_once_for_iterators_of_the_same_elements():
    traces = []

    @tf.function
    def take(iterator):
        traces.append(iterator.element_spec)
        return next(iterator)

    take(iter(Dataset.range(4)))
    take(iter(Dataset.range(9)))
    take(iter(Dataset.from_tensors(1.0)))
    assert len(traces) == 2


def test_the_end_within_a_function_is_an_error():
    @tf.function
    def take(iterator):
        return iterator.get_next()

    with pytest.raises(tf.errors.OutOfRangeError, match="End of sequence"):
        take(iter(Dataset.range(0)))


def test_optionals_go_in_and_out_of_functions():
    @tf.function
    def doubled(optional):
        if optional.has_value():
            return tf.experimental.Optional.from_value(optional.get_value() * 2)
        return tf.experimental.Optional.empty(optional.element_spec)

    assert int(doubled(tf.experimental.Optional.from_value(4)).get_value()) == 8
    empty = tf.experimental.Optional.empty(tf.TensorSpec([], tf.int32))
    assert not doubled(empty).has_value()
    with pytest.raises(tf.errors.InvalidArgumentError, match="does not have a value"):
        doubled(empty).get_value()


def test_iterators_without_a_dataset_say_so():
    with pytest.raises(ValueError, match="both `components` and `element_spec`"):
        type(iter(Dataset.range(1)))()
