"""Tensors left for others: taking, looking, waiting, limits; in order and by key."""

import threading

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import cancellation
from tfcompat._src.ops import staging
from tfcompat._src.ops.staging_areas import Staged, StagedByKey, StagedInOrder

PAIR = [np.array([1, 2], np.int32), np.array(3.0, np.float32)]
KINDS = (dtypes.int32, dtypes.float32)
FREE = {"capacity": 0, "memory_limit": 0}
BOTH, FIRST, SECOND = (np.array(index, np.int32) for index in ([0, 1], [0], [1]))


def later(function):
    """Call a function in a thread; return it and what comes of it."""
    found = []
    thread = threading.Thread(target=lambda: found.append(function()))
    thread.start()
    return thread, found


def ended(thread, found):
    """Return what a call in a thread has come to."""
    thread.join(10)
    assert not thread.is_alive()
    return found[0]


def test_tensors_come_in_the_order_they_were_left():
    place = Staged()
    for number in (1, 2):
        staging.stage(xp, [np.array(number)], dtypes=(dtypes.int64,), **FREE, state=place)
    one = {"dtypes": (dtypes.int64,), **FREE, "state": place}

    assert staging.stage_peek(xp, np.array(1), **one) == [2]
    assert [staging.unstage(xp, **one) for _ in range(2)] == [[1], [2]]
    assert staging.stage_size(xp, **FREE, state=place) == 0


def test_taking_waits_for_leaving_and_leaving_for_room():
    place = Staged()
    kept = {"dtypes": KINDS, "capacity": 1, "memory_limit": 0, "state": place}
    waiting = later(lambda: staging.unstage(xp, **kept))
    staging.stage(xp, PAIR, **kept)
    assert ended(*waiting)[1] == 3

    staging.stage(xp, PAIR, **kept)
    full = later(lambda: staging.stage(xp, PAIR, **kept))
    staging.stage_clear(xp, capacity=1, memory_limit=0, state=place)
    assert ended(*full) is None
    assert staging.stage_size(xp, capacity=1, memory_limit=0, state=place) == 1


@pytest.mark.parametrize(("kind", "prefix"), [(StagedByKey, ""), (StagedInOrder, "ordered_")])
def test_parts_under_a_key_make_a_whole(kind, prefix):
    def call(name, *args, **attrs):
        return getattr(staging, f"{prefix}map_{name}")(xp, *args, **attrs, **FREE, state=place)

    place, key = kind(), np.array(7)
    waiting = later(lambda: call("unstage", key, SECOND, dtypes=KINDS[1:]))
    call("stage", key, FIRST, PAIR[:1], dtypes=KINDS, fake_dtypes=KINDS[:1])
    assert (call("size"), call("incomplete_size")) == (0, 1)
    call("stage", key, SECOND, PAIR[1:], dtypes=KINDS, fake_dtypes=KINDS[1:])

    assert ended(*waiting) == [3]
    assert call("peek", key, FIRST, dtypes=KINDS[:1])[0].tolist() == [1, 2]
    with pytest.raises(errors.InvalidArgumentError, match="'1' for key '7' has already been rem"):
        call("peek", key, SECOND, dtypes=KINDS[1:])
    found, values = call("unstage_no_key", FIRST, dtypes=KINDS[:1])
    assert (found, values[0].tolist()) == (7, [1, 2])
    assert call("size") == 0
    call("clear")


def test_the_least_key_comes_first_where_keys_are_in_order():
    place = StagedInOrder()
    for key in (3, -1, 2):
        staging.ordered_map_stage(
            xp, np.array(key), BOTH, PAIR, dtypes=KINDS, fake_dtypes=KINDS, **FREE, state=place)

    keys = [int(staging.ordered_map_unstage_no_key(
        xp, BOTH, dtypes=KINDS, **FREE, state=place)[0]) for _ in range(3)]
    assert keys == [-1, 2, 3]


def test_what_waits_ends_with_its_cancellation():
    here, place = cancellation.Cancellation(), Staged()
    here.cancel()
    with cancellation.scope(here), pytest.raises(errors.CancelledError):
        staging.unstage(xp, dtypes=KINDS, **FREE, state=place)


def test_nodes_of_a_session_that_share_a_name_share_a_place():
    r = tf.raw_ops
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        put = r.Stage(values=[tf.constant(4)], shared_name="place")
        take = r.Unstage(dtypes=[tf.int32], shared_name="place")
        size = r.StageSize(dtypes=[tf.int32], shared_name="place")
        session.run(put)
        assert session.run(size) == 1
        assert tf.compat.v1.Session().run(size) == 0
        assert session.run(take) == [4]
        assert 4 in session.run([take[0], put])
