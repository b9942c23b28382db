"""What ops do to ragged tensors is what Python does to the rows, list by list."""

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st

import tfcompat as tf

ROWS = st.lists(st.lists(st.integers(-9, 9), max_size=4), min_size=1, max_size=5)
quick = hypothesis.settings(max_examples=15, deadline=None)


def ragged(rows):
    """Make a ragged tensor of rows of integers."""
    return tf.ragged.constant(rows, dtype=tf.int32, ragged_rank=1)


@quick
@hypothesis.given(ROWS)
def test_it_is_made_of_rows_and_gives_them_back(rows):
    x = ragged(rows)

    assert x.to_list() == rows
    assert x.row_lengths().numpy().tolist() == list(map(len, rows))
    assert [row.numpy().tolist() for row in x] == rows
    assert tf.RaggedTensor.from_sparse(x.to_sparse()).to_list() == rows
    assert tf.RaggedTensor.from_tensor(x.to_tensor(), lengths=x.row_lengths()).to_list() == rows


@quick
@hypothesis.given(ROWS)
def test_reductions_go_along_rows_and_across_them(rows):
    x = ragged(rows)
    columns = [[row[i] for row in rows if len(row) > i] for i in range(max(map(len, rows)))]

    assert tf.reduce_sum(x, 1).numpy().tolist() == list(map(sum, rows))
    assert tf.reduce_sum(x, 0).numpy().tolist() == list(map(sum, columns))
    assert tf.reduce_max(x, 0).numpy().tolist() == list(map(max, columns))
    assert int(tf.reduce_sum(x)) == sum(map(sum, rows))
    assert tf.cumsum(x, axis=1).to_list() == [np.cumsum(row).tolist() for row in rows]


@quick
@hypothesis.given(ROWS, st.data())
def test_rows_are_joined_picked_and_repeated(rows, data):
    x = ragged(rows)
    picked = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=4))
    times = data.draw(st.integers(1, 3))

    assert tf.concat([x, x], 0).to_list() == rows + rows
    assert tf.concat([x, x], 1).to_list() == [row + row for row in rows]
    assert tf.gather(x, tf.constant(picked, tf.int32)).to_list() == [rows[i] for i in picked]
    assert tf.tile(x, [times, 2]).to_list() == [row * 2 for row in rows] * times
    assert tf.reverse(x, [1]).to_list() == [row[::-1] for row in rows]
    assert tf.stack([x, x]).to_list() == [rows, rows]


@quick
@hypothesis.given(ROWS, st.integers(-5, 5), st.integers(-5, 5), st.sampled_from([-2, -1, 1, 2]))
def test_slices_are_those_of_lists(rows, start, stop, step):
    x = ragged(rows)

    assert x[start:stop:step].to_list() == rows[start:stop:step]
    assert x[:, start:stop:step].to_list() == [row[start:stop:step] for row in rows]


@quick
@hypothesis.given(ROWS)
def test_elementwise_ops_and_masks_keep_to_their_rows(rows):
    x = ragged(rows)
    numbers = tf.constant([[i] for i in range(len(rows))])

    assert (x * 2 + x).to_list() == [[3 * value for value in row] for row in rows]
    assert (x + numbers).to_list() == [[v + i for v in row] for i, row in enumerate(rows)]
    assert tf.ragged.boolean_mask(x, x > 0).to_list() == [[v for v in row if v > 0] for row in rows]
    assert tf.where(x > 0, x, 0).to_list() == [[max(v, 0) for v in row] for row in rows]
    assert (x == x).flat_values.numpy().all()


@quick
@hypothesis.given(ROWS)
def test_traced_functions_do_the_same(rows):
    @tf.function(input_signature=[tf.RaggedTensorSpec([None, None], tf.int32)])
    def function(x):
        return tf.concat([x, x[:, :1]], 1), tf.reduce_sum(x, 1), x.to_tensor(7)

    x = ragged(rows)
    joined, sums, dense = function(x)

    assert joined.to_list() == [row + row[:1] for row in rows]
    assert sums.numpy().tolist() == list(map(sum, rows))
    assert dense.numpy().tolist() == x.to_tensor(7).numpy().tolist()


@pytest.mark.parametrize("rows", [[[]], [[], []], [[1]]])
def test_rows_without_elements_are_rows(rows):
    x = ragged(rows)

    assert tf.concat([x, x], 1).shape[0] == len(rows)
    assert x.to_tensor().shape[0] == len(rows)
