"""Barriers: values that come by parts, and what closing leaves."""

import threading

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import barriers

KINDS = (dtypes.float32, dtypes.string)
NAMED = {"container": b"", "shared_name": b"b"}


def words(*values):
    """A vector of strings."""
    array = np.empty(len(values), object)
    array[:] = [value.encode() for value in values]
    return array


@pytest.fixture
def barrier():
    """A barrier of numbers with words."""
    return barriers.barrier(
        xp, component_types=KINDS, shapes=(TensorShape([]), TensorShape([])), capacity=-1, **NAMED)


def put(barrier, keys, values, place):
    """Put values in."""
    barriers.barrier_insert_many(
        xp, barrier, words(*keys), values, T=KINDS[place], component_index=place)


def taken(barrier, count, fewer=False):
    """Take values out; return keys, numbers and words as lists."""
    _, keys, values = barriers.barrier_take_many(
        xp, barrier, np.array(count), component_types=KINDS, allow_small_batch=fewer,
        timeout_ms=-1)
    return keys.tolist(), *[value.tolist() for value in values]


def sizes(barrier):
    """Return how many keys are complete, and how many are not."""
    return tuple(int(size(xp, barrier)) for size in (
        barriers.barrier_ready_size, barriers.barrier_incomplete_size))


def test_keys_come_out_when_all_their_values_are_there_those_first_that_came_first(barrier):
    put(barrier, "ab", np.array([1, 2], np.float32), 0)
    put(barrier, "c", np.array([3], np.float32), 0)
    assert sizes(barrier) == (0, 3)
    put(barrier, "cb", words("z", "y"), 1)

    assert sizes(barrier) == (2, 1)
    assert taken(barrier, 2) == ([b"b", b"c"], [2, 3], [b"y", b"z"])


def test_taking_waits_for_the_last_value(barrier):
    put(barrier, "a", np.array([1], np.float32), 0)
    found = []
    thread = threading.Thread(target=lambda: found.append(taken(barrier, 1)))
    thread.start()
    put(barrier, "a", words("x"), 1)
    thread.join(10)

    assert found == [([b"a"], [1], [b"x"])]


def test_a_closed_barrier_takes_what_belongs_to_keys_it_has(barrier):
    put(barrier, "ab", np.array([1, 2], np.float32), 0)
    barriers.barrier_close(xp, barrier, cancel_pending_enqueues=False)
    with pytest.raises(errors.CancelledError, match="a brand new key: c.  Pending enqueues canc"):
        put(barrier, "c", np.array([3], np.float32), 0)
    put(barrier, "a", words("x"), 1)
    with pytest.raises(errors.OutOfRangeError, match="requested 3, total size 2"):
        taken(barrier, 3)
    assert taken(barrier, 3, fewer=True) == ([b"a"], [1], [b"x"])
    put(barrier, "b", words("y"), 1)
    assert taken(barrier, 1) == ([b"b"], [2], [b"y"])
    with pytest.raises(errors.CancelledError, match="'b' is already closed"):
        barriers.barrier_close(xp, barrier, cancel_pending_enqueues=False)


def test_cancelling_forgets_what_is_not_complete(barrier):
    put(barrier, "ab", np.array([1, 2], np.float32), 0)
    put(barrier, "a", words("x"), 1)
    barriers.barrier_close(xp, barrier, cancel_pending_enqueues=True)

    assert sizes(barrier) == (1, 0)
    with pytest.raises(errors.CancelledError, match="Pending enqueues cancelled: 1.  Number of n"):
        put(barrier, "b", words("y"), 1)


def test_values_that_do_not_fit_are_refused(barrier):
    put(barrier, "a", np.array([1], np.float32), 0)
    with pytest.raises(errors.InvalidArgumentError, match="Key a already has a value for compone"):
        put(barrier, "a", np.array([1], np.float32), 0)
    with pytest.raises(errors.InvalidArgumentError, match="component ID is out of range"):
        barriers.barrier_insert_many(
            xp, barrier, words("a"), words("x"), T=dtypes.string, component_index=2)
    with pytest.raises(errors.InvalidArgumentError, match="string_ref, string, string-> expected"):
        barriers.barrier_insert_many(
            xp, barrier, words("a"), words("x"), T=dtypes.string, component_index=0)
    with pytest.raises(errors.InvalidArgumentError, match="do not fit each other"):
        put(barrier, "bc", np.array([1], np.float32), 0)


def test_only_barriers_without_a_capacity_are_made():
    made = {"component_types": KINDS, "capacity": -1, **NAMED}
    with pytest.raises(errors.InvalidArgumentError, match="All of the component shapes must be"):
        barriers.barrier(xp, **made, shapes=())
    with pytest.raises(errors.InvalidArgumentError, match="Barrier only accepts capacity=-1"):
        barriers.barrier(xp, **(made | {"capacity": 2}), shapes=(TensorShape([]),) * 2)
