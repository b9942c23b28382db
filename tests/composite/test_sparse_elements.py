"""What is done to sparse tensors is what is done to the dense ones that they stand for."""

import hypothesis
import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import tfcompat as tf

SHAPES = arrays.array_shapes(min_dims=2, max_dims=3, max_side=4)
DENSE = SHAPES.flatmap(lambda shape: arrays.arrays(np.int32, shape, elements=st.integers(-3, 3)))
quick = hypothesis.settings(max_examples=15, deadline=None)


def dense(x):
    """Return the array that a sparse tensor stands for."""
    return tf.sparse.to_dense(x).numpy()


@quick
@hypothesis.given(DENSE)
def test_it_stands_for_the_array_that_it_was_made_of(array):
    x = tf.sparse.from_dense(array)

    np.testing.assert_array_equal(dense(x), array)
    assert x.shape == array.shape
    assert x.values.shape[0] == np.count_nonzero(array)


@quick
@hypothesis.given(DENSE, st.data())
def test_shapes_change_as_those_of_arrays(array, data):
    x = tf.sparse.from_dense(array)
    axes = data.draw(st.permutations(range(array.ndim)))
    axis = data.draw(st.integers(-array.ndim - 1, array.ndim))

    np.testing.assert_array_equal(dense(tf.sparse.transpose(x, axes)), array.transpose(axes))
    np.testing.assert_array_equal(dense(tf.sparse.reshape(x, [-1])), array.reshape(-1))
    np.testing.assert_array_equal(
        dense(tf.sparse.expand_dims(x, axis)), np.expand_dims(array, axis))
    joined = tf.sparse.concat(axes[0], [x, x])
    np.testing.assert_array_equal(dense(joined), np.concatenate([array, array], axes[0]))


@quick
@hypothesis.given(DENSE, st.data())
def test_sums_are_those_of_arrays(array, data):
    x = tf.sparse.from_dense(array)
    other = data.draw(arrays.arrays(np.int32, array.shape, elements=st.integers(-3, 3)))
    axis = data.draw(st.integers(-array.ndim, array.ndim - 1))

    np.testing.assert_array_equal(
        dense(tf.sparse.add(x, tf.sparse.from_dense(other))), array + other)
    np.testing.assert_array_equal(tf.sparse.add(x, other).numpy(), array + other)
    np.testing.assert_array_equal(tf.sparse.reduce_sum(x, axis).numpy(), array.sum(axis))
    np.testing.assert_array_equal(dense(tf.math.abs(x)), np.abs(array))


@quick
@hypothesis.given(arrays.arrays(np.float64, (3, 4), elements=st.integers(-3, 3)), st.booleans(),
                  st.booleans())
def test_products_are_those_of_matrices(array, first, second):
    other = np.arange(12.0).reshape(3, 4)
    left = array.T if first else array
    right = other if first else other.T
    given = right.T if second else right

    product = tf.sparse.sparse_dense_matmul(
        tf.sparse.from_dense(array), given, adjoint_a=first, adjoint_b=second)

    np.testing.assert_allclose(product.numpy(), left @ right)


@quick
@hypothesis.given(DENSE)
def test_traced_functions_do_the_same(array):
    @tf.function
    def function(x):
        return tf.sparse.to_dense(tf.sparse.transpose(x)), tf.sparse.reduce_sum(x)

    moved, total = function(tf.sparse.from_dense(array))

    np.testing.assert_array_equal(moved.numpy(), array.transpose())
    assert int(total) == array.sum()
