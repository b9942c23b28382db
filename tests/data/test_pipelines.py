"""Pipelines of datasets: laws that transformations obey, errors they outlive, effects they have."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tfcompat as tf

Dataset = tf.data.Dataset
COUNTS = st.integers(0, 12)


def ints(dataset):
    """Return the elements of a dataset of numbers."""
    return [int(x) for x in dataset]


@settings(max_examples=30, deadline=None)
@given(COUNTS, COUNTS, COUNTS)
def test_take_and_skip_are_slices(n, k, m):
    dataset = Dataset.range(n)

    assert ints(dataset.take(k)) == list(range(n))[:k]
    assert ints(dataset.skip(k).take(m)) == list(range(n))[k : k + m]
    assert int(dataset.skip(k).take(m).cardinality()) == len(range(n)[k : k + m])


@settings(max_examples=30, deadline=None)
@given(COUNTS, st.integers(1, 5), st.booleans())
def test_batches_put_together_are_the_elements(n, size, drop):
    found = list(Dataset.range(n).batch(size, drop_remainder=drop).as_numpy_iterator())

    kept = n - n % size if drop else n
    assert [x for batch in found for x in batch.tolist()] == list(range(kept))
    assert ints(Dataset.range(n).batch(size).unbatch()) == list(range(n))


@settings(max_examples=30, deadline=None)
@given(COUNTS, st.integers(1, 4), st.integers(1, 4), st.integers(1, 3), st.booleans())
def test_windows_are_slices_of_the_elements(n, size, shift, stride, drop):
    windows = Dataset.range(n).window(size, shift, stride, drop)

    span, rows = 1 + (size - 1) * stride, []
    for start in range(0, n, shift):
        row = list(range(n))[start : start + span]
        if not drop or len(row) == span:
            rows.append(row[::stride])
    assert [ints(window) for window in windows] == rows
    assert len(windows) == len(rows)


@settings(max_examples=20, deadline=None)
@given(COUNTS, st.integers(1, 5))
def test_shards_put_together_are_the_elements(n, count):
    shards = [ints(Dataset.range(n).shard(count, i)) for i in range(count)]

    assert sorted(itertools.chain(*shards)) == list(range(n))


@settings(max_examples=20, deadline=None)
@given(COUNTS, st.integers(1, 20), st.integers(0, 1000))
def test_a_shuffle_is_a_permutation_and_the_same_for_the_same_seed(n, size, seed):
    def order():
        return ints(Dataset.range(n).shuffle(size, seed=seed, reshuffle_each_iteration=False))

    assert sorted(order()) == list(range(n))
    assert order() == order()


@settings(max_examples=20, deadline=None)
@given(COUNTS, st.integers(1, 4), st.integers(1, 3))
def test_interleaving_keeps_the_order_within_each_dataset(n, cycle, block):
    pairs = Dataset.range(n).interleave(
        lambda x: Dataset.zip((Dataset.from_tensors(x).repeat(3), Dataset.range(3))),
        cycle_length=cycle, block_length=block)

    found = [(int(x), int(i)) for x, i in pairs]
    assert sorted(found) == [(x, i) for x in range(n) for i in range(3)]
    for number in range(n):
        assert [i for x, i in found if x == number] == [0, 1, 2]


def test_iteration_goes_on_after_an_error():
    dataset = Dataset.range(4).map(lambda x: tf.debugging.check_numerics(1 / (x - 1), "no"))
    iterator = iter(dataset)

    assert float(next(iterator)) == -1.0
    with pytest.raises(tf.errors.InvalidArgumentError, match="MapDataset.*no : Tensor had Inf"):
        next(iterator)
    assert [float(x) for x in iterator] == [1.0, 0.5]


@pytest.mark.parametrize("transform", [
    lambda d: d.take(9), lambda d: d.batch(1), lambda d: d.repeat(1), lambda d: d.skip(0),
    lambda d: d.filter(lambda x: True), lambda d: d.concatenate(d), lambda d: d.cache(),
    lambda d: Dataset.zip((d, d)), lambda d: d.prefetch(1), lambda d: d.shard(1, 0),
    lambda d: d.enumerate(), lambda d: d.scan(0.0, lambda s, x: (s, x)), lambda d: d.shuffle(1),
])
def test_every_transformation_outlives_errors_of_what_it_reads(transform):
    numbers = Dataset.range(3).map(lambda x: tf.debugging.check_numerics(1 / (x - 1), "no"))
    iterator = iter(transform(numbers))
    outcomes = []
    for _ in range(6):
        try:
            next(iterator)
            outcomes.append("element")
        except tf.errors.InvalidArgumentError:
            outcomes.append("error")
        except StopIteration:
            break

    assert outcomes.count("error") >= 1 and outcomes[-1] == "element"


def test_elements_are_made_when_they_are_asked_for():
    calls = []

    def seen(x):
        calls.append(int(x))
        return x

    dataset = Dataset.range(5).map(lambda x: tf.py_function(seen, [x], tf.int64)).prefetch(3)
    iterator = iter(dataset)

    assert calls == []
    next(iterator)
    assert calls == [0]


def test_a_cache_calls_functions_once_and_only_when_it_was_read_to_its_end():
    calls = []

    def seen(x):
        calls.append(int(x))
        return x

    dataset = Dataset.range(3).map(lambda x: tf.py_function(seen, [x], tf.int64)).cache()
    next(iter(dataset))
    assert ints(dataset) == ints(dataset) == [0, 1, 2]
    assert calls == [0, 0, 1, 2]


def test_a_generator_starts_anew_for_every_iteration_and_is_closed_at_the_end():
    log = []

    def numbers():
        log.append("start")
        try:
            yield from range(3)
        finally:
            log.append("end")

    dataset = Dataset.from_generator(numbers, output_signature=tf.TensorSpec([], tf.int32))
    assert ints(dataset) == ints(dataset.take(3)) == [0, 1, 2]
    iterator = iter(dataset)
    next(iterator)
    del iterator
    assert log == ["start", "end"] * 3


def test_generators_yield_ragged_and_sparse_tensors():
    signature = (tf.RaggedTensorSpec([None, None], tf.int32), tf.SparseTensorSpec([3], tf.int32))
    ragged, sparse = tf.ragged.constant([[1], [2, 3]]), tf.sparse.from_dense([0, 5, 0])
    dataset = Dataset.from_generator(lambda: [(ragged, sparse)], output_signature=signature)

    (found, other), = dataset
    assert found.to_list() == [[1], [2, 3]]
    assert tf.sparse.to_dense(other).numpy().tolist() == [0, 5, 0]


def test_nested_structures_keep_their_form():
    Point = __import__("collections").namedtuple("Point", ["x", "y"])
    dataset = Dataset.from_tensors({"p": Point(1, (2.0, "z")), "q": [1, 2]})

    element = next(iter(dataset.map(lambda d: d).batch(1).unbatch()))
    assert isinstance(element["p"], Point) and element["p"].y[1].numpy() == b"z"
    assert element["q"].numpy().tolist() == [1, 2]


def test_none_is_a_component_too():
    dataset = Dataset.range(2).map(lambda x: (x, None))

    assert [(x.numpy().tolist(), y) for x, y in dataset.batch(1)] == [([0], None), ([1], None)]


def test_functions_capture_variables_by_reference():
    factor = tf.Variable(2, dtype=tf.int64)
    dataset = Dataset.range(3).map(lambda x: x * factor)

    assert ints(dataset) == [0, 2, 4]
    factor.assign(5)
    assert ints(dataset) == [0, 5, 10]


def test_a_dataset_is_freed_with_its_last_reference():
    import gc
    import weakref

    dataset = Dataset.range(3).map(lambda x: x + 1).batch(2)
    variant = weakref.ref(dataset._variant_tensor._array)
    iterator = iter(dataset)
    next(iterator)
    del dataset, iterator
    gc.collect()
    assert variant() is None


def test_deep_pipelines_are_iterated():
    dataset = Dataset.range(3)
    for _ in range(60):
        dataset = dataset.map(lambda x: x + 1).skip(0).take(3)

    assert ints(dataset) == [60, 61, 62]


def test_batches_of_numbers_have_the_dtype_of_the_numbers():
    for kind in (tf.bfloat16, tf.float16, tf.uint8, tf.bool, tf.complex64, tf.string):
        values = tf.cast([1, 0], kind) if kind != tf.string else tf.constant(["a", "b"])
        batch = next(iter(Dataset.from_tensor_slices(values).batch(2)))
        assert batch.dtype == kind
        np.testing.assert_array_equal(batch.numpy(), values.numpy())
