"""Ops that leave tensors at a place for other nodes, and take them from there.

The places are in `staging_areas.py`: in order of arrival, by key, and by key in order of keys.
Calls wait while there is nothing to take, or no room.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.staging_areas import Staged, StagedByKey, StagedInOrder, Typed
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.registry.definition import type_name

_REASON = "what is left for others has no gradient"
_LIMITS = """
        capacity: int >= 0 = 0
        memory_limit: int >= 0 = 0"""
_NAMED = """
        container: string = ""
        shared_name: string = ""
"""
_SOME = f"""{_LIMITS}
        dtypes: list(type) >= 1{_NAMED}"""
_ANY = f"""{_LIMITS}
        dtypes: list(type){_NAMED}"""
_BOTH = f"""{_LIMITS}
        dtypes: list(type)
        fake_dtypes: list(type) >= 1{_NAMED}"""


def _at(kind, state, capacity, memory_limit):
    """Return the place of a call."""
    return (kind() if state is None else state).limited(capacity, memory_limit)


def _checked(values, kinds):
    """Return tensors as they were asked for."""
    if len(values) != len(kinds):
        raise InvalidArgumentError(f"Mismatch stage/unstage: {len(values)} vs. {len(kinds)}")
    return _of_types(values, kinds)


def _of_types(values, kinds):
    values = list(values)
    for (_, dtype), kind in zip(values, kinds, strict=False):
        if dtype != kind:
            raise InvalidArgumentError(
                f"Type mismatch: actual {type_name(dtype)} vs. expect {type_name(kind)}")
    if len(values) != len(kinds):
        raise InvalidArgumentError(
            f"Expected {len(kinds)} tensors, but {len(values)} were asked for by index.")
    return [array for array, _ in values]


# --- in order of arrival ------------------------------------------------------------------------


@op(f"Stage(values: dtypes) -> (){_SOME}", stateful=True, state=Staged)
def stage(xp, values, *, dtypes, capacity, memory_limit, state=None):
    """Leave tensors for `Unstage`; wait while there is no room.

    Shapes:
        values: any
    Errors:
        ResourceExhaustedError: they alone have more bytes than there may be.
    Source: tf.raw_ops.Stage
    """
    place = _at(Staged, state, capacity, memory_limit)
    place.put([Typed(array, dtype) for array, dtype in zip(values, dtypes, strict=True)])


@op(f"Unstage() -> values: dtypes{_SOME}", stateful=True, state=Staged)
def unstage(xp, *, dtypes, capacity, memory_limit, state=None):
    """Take the tensors that were left first; wait while there are none.

    Shapes:
        values: as they were left
    Errors:
        InvalidArgumentError: they are not of these dtypes.
    Source: tf.raw_ops.Unstage
    """
    return _checked(_at(Staged, state, capacity, memory_limit).take(), dtypes)


@op(f"StagePeek(index: int32) -> values: dtypes{_SOME}", stateful=True, host=("index",),
    state=Staged)
def stage_peek(xp, index, *, dtypes, capacity, memory_limit, state=None):
    """Look at tensors that were left; wait until there are so many.

    Shapes:
        index: []
        values: as they were left
    Errors:
        InvalidArgumentError: they are not of these dtypes.
    Source: tf.raw_ops.StagePeek
    """
    return _checked(_at(Staged, state, capacity, memory_limit).peek(int(index)), dtypes)


@op(f"StageSize() -> size: int32{_ANY}", stateful=True, state=Staged)
def stage_size(xp, *, capacity, memory_limit, state=None):
    """Return how many lists of tensors were left.

    Shapes:
        size: []
    Source: tf.raw_ops.StageSize
    """
    return xp.asarray(_at(Staged, state, capacity, memory_limit).size(), dtype=xp.int32)


@op(f"StageClear() -> (){_ANY}", stateful=True, state=Staged)
def stage_clear(xp, *, capacity, memory_limit, state=None):
    """Forget all that was left.

    Shapes:
        there are no tensors
    Source: tf.raw_ops.StageClear
    """
    _at(Staged, state, capacity, memory_limit).clear()


# --- by key -------------------------------------------------------------------------------------


def _put(kind, state, limits, key, indices, values, kinds, width):
    _at(kind, state, *limits).put(
        key, indices.reshape(-1).tolist(),
        [Typed(array, dtype) for array, dtype in zip(values, kinds, strict=True)], width)


def _scalar(key):
    if key.ndim:
        raise InvalidArgumentError(f"key must be an int64 scalar: {shown(key.shape)}")
    return key


def _peek(kind, state, limits, key, indices, kinds):
    found = _at(kind, state, *limits).peek(_scalar(key), indices.reshape(-1).tolist())
    return _of_types(found, kinds)


def _take(kind, state, limits, key, indices, kinds):
    found = _at(kind, state, *limits).take(_scalar(key), indices.reshape(-1).tolist())
    return _of_types(found, kinds)


def _take_any(kind, state, limits, indices, kinds):
    key, found = _at(kind, state, *limits).take_any(indices.reshape(-1).tolist())
    return key, _of_types(found, kinds)


@op(
    f"MapStage(key: int64, indices: int32, values: fake_dtypes) -> (){_BOTH}",
    stateful=True, host=("key", "indices"), state=StagedByKey)
def map_stage(
    xp, key, indices, values, *, dtypes, fake_dtypes, capacity, memory_limit, state=None,
):
    """Leave tensors under a key, all of them or some; wait while there is no room.

    Shapes:
        key: a single number
        indices: [n], which of the tensors these are
        values: any
    Errors:
        InvalidArgumentError: indices are out of order or range, or were left already.
        ResourceExhaustedError: they alone have more bytes than there may be.
    Source: tf.raw_ops.MapStage
    """
    _put(StagedByKey, state, (capacity, memory_limit), key, indices, values, fake_dtypes,
         len(dtypes))


@op(f"MapPeek(key: int64, indices: int32) -> values: dtypes{_SOME}", stateful=True,
    host=("key", "indices"), state=StagedByKey)
def map_peek(xp, key, indices, *, dtypes, capacity, memory_limit, state=None):
    """Look at tensors under a key; wait until all of them are there.

    Shapes:
        key: []
        indices: [n], which of the tensors
        values: as they were left
    Errors:
        InvalidArgumentError: they are not of these dtypes, or were taken already.
    Source: tf.raw_ops.MapPeek
    """
    return _peek(StagedByKey, state, (capacity, memory_limit), key, indices, dtypes)


@op(f"MapUnstage(key: int64, indices: int32) -> values: dtypes{_SOME}", stateful=True,
    host=("key", "indices"), state=StagedByKey)
def map_unstage(xp, key, indices, *, dtypes, capacity, memory_limit, state=None):
    """Take tensors under a key; wait until all of them are there.

    Shapes:
        key: []
        indices: [n], which of the tensors
        values: as they were left
    Errors:
        InvalidArgumentError: they are not of these dtypes, or were taken already.
    Source: tf.raw_ops.MapUnstage
    """
    return _take(StagedByKey, state, (capacity, memory_limit), key, indices, dtypes)


@op(f"MapUnstageNoKey(indices: int32) -> key: int64, values: dtypes{_SOME}",
    stateful=True, host=("indices",), state=StagedByKey)
def map_unstage_no_key(xp, indices, *, dtypes, capacity, memory_limit, state=None):
    """Take tensors under any key; wait while there are none.

    Shapes:
        indices: [n], which of the tensors
        key: as it was given
        values: as they were left
    Errors:
        InvalidArgumentError: they are not of these dtypes, or were taken already.
    Source: tf.raw_ops.MapUnstageNoKey
    """
    return _take_any(StagedByKey, state, (capacity, memory_limit), indices, dtypes)


@op(f"MapSize() -> size: int32{_ANY}", stateful=True, state=StagedByKey)
def map_size(xp, *, capacity, memory_limit, state=None):
    """Return how many keys have all their tensors.

    Shapes:
        size: []
    Source: tf.raw_ops.MapSize
    """
    place = _at(StagedByKey, state, capacity, memory_limit)
    return xp.asarray(place.size(), dtype=xp.int32)


@op(f"MapIncompleteSize() -> size: int32{_ANY}", stateful=True, state=StagedByKey)
def map_incomplete_size(xp, *, capacity, memory_limit, state=None):
    """Return how many keys have some of their tensors.

    Shapes:
        size: []
    Source: tf.raw_ops.MapIncompleteSize
    """
    place = _at(StagedByKey, state, capacity, memory_limit)
    return xp.asarray(place.incomplete_size(), dtype=xp.int32)


@op(f"MapClear() -> (){_ANY}", stateful=True, state=StagedByKey)
def map_clear(xp, *, capacity, memory_limit, state=None):
    """Forget all that was left.

    Shapes:
        there are no tensors
    Source: tf.raw_ops.MapClear
    """
    _at(StagedByKey, state, capacity, memory_limit).clear()


@op(
    f"OrderedMapStage(key: int64, indices: int32, values: fake_dtypes) -> (){_BOTH}",
    stateful=True, host=("key", "indices"), state=StagedInOrder)
def ordered_map_stage(
    xp, key, indices, values, *, dtypes, fake_dtypes, capacity, memory_limit, state=None,
):
    """Leave tensors under a key, all of them or some; wait while there is no room.

    Shapes:
        key: a single number
        indices: [n], which of the tensors these are
        values: any
    Errors:
        InvalidArgumentError: indices are out of order or range, or were left already.
        ResourceExhaustedError: they alone have more bytes than there may be.
    Source: tf.raw_ops.OrderedMapStage
    """
    _put(StagedInOrder, state, (capacity, memory_limit), key, indices, values, fake_dtypes,
         len(dtypes))


@op(f"OrderedMapPeek(key: int64, indices: int32) -> values: dtypes{_SOME}", stateful=True,
    host=("key", "indices"), state=StagedInOrder)
def ordered_map_peek(xp, key, indices, *, dtypes, capacity, memory_limit, state=None):
    """Look at tensors under a key; wait until all of them are there.

    Shapes:
        key: []
        indices: [n], which of the tensors
        values: as they were left
    Errors:
        InvalidArgumentError: they are not of these dtypes, or were taken already.
    Source: tf.raw_ops.OrderedMapPeek
    """
    return _peek(StagedInOrder, state, (capacity, memory_limit), key, indices, dtypes)


@op(f"OrderedMapUnstage(key: int64, indices: int32) -> values: dtypes{_SOME}", stateful=True,
    host=("key", "indices"), state=StagedInOrder)
def ordered_map_unstage(xp, key, indices, *, dtypes, capacity, memory_limit, state=None):
    """Take tensors under a key; wait until all of them are there.

    Shapes:
        key: []
        indices: [n], which of the tensors
        values: as they were left
    Errors:
        InvalidArgumentError: they are not of these dtypes, or were taken already.
    Source: tf.raw_ops.OrderedMapUnstage
    """
    return _take(StagedInOrder, state, (capacity, memory_limit), key, indices, dtypes)


@op(f"OrderedMapUnstageNoKey(indices: int32) -> key: int64, values: dtypes{_SOME}",
    stateful=True, host=("indices",), state=StagedInOrder)
def ordered_map_unstage_no_key(xp, indices, *, dtypes, capacity, memory_limit, state=None):
    """Take tensors under any key, those of the least key first; wait while there are none.

    Shapes:
        indices: [n], which of the tensors
        key: as it was given
        values: as they were left
    Errors:
        InvalidArgumentError: they are not of these dtypes, or were taken already.
    Source: tf.raw_ops.OrderedMapUnstageNoKey
    """
    return _take_any(StagedInOrder, state, (capacity, memory_limit), indices, dtypes)


@op(f"OrderedMapSize() -> size: int32{_ANY}", stateful=True, state=StagedInOrder)
def ordered_map_size(xp, *, capacity, memory_limit, state=None):
    """Return how many keys have all their tensors.

    Shapes:
        size: []
    Source: tf.raw_ops.OrderedMapSize
    """
    place = _at(StagedInOrder, state, capacity, memory_limit)
    return xp.asarray(place.size(), dtype=xp.int32)


@op(f"OrderedMapIncompleteSize() -> size: int32{_ANY}", stateful=True, state=StagedInOrder)
def ordered_map_incomplete_size(xp, *, capacity, memory_limit, state=None):
    """Return how many keys have some of their tensors.

    Shapes:
        size: []
    Source: tf.raw_ops.OrderedMapIncompleteSize
    """
    place = _at(StagedInOrder, state, capacity, memory_limit)
    return xp.asarray(place.incomplete_size(), dtype=xp.int32)


@op(f"OrderedMapClear() -> (){_ANY}", stateful=True, state=StagedInOrder)
def ordered_map_clear(xp, *, capacity, memory_limit, state=None):
    """Forget all that was left.

    Shapes:
        there are no tensors
    Source: tf.raw_ops.OrderedMapClear
    """
    _at(StagedInOrder, state, capacity, memory_limit).clear()


def _nothing(c):
    return []


_SHAPES = {
    _nothing: (stage, stage_clear, map_stage, map_clear, ordered_map_stage, ordered_map_clear),
    shape_functions.scalar: (
        stage_size, map_size, map_incomplete_size, ordered_map_size,
        ordered_map_incomplete_size),
    shape_functions.unknown: (
        unstage, stage_peek, map_peek, map_unstage, map_unstage_no_key, ordered_map_peek,
        ordered_map_unstage, ordered_map_unstage_no_key),
}
for _function, _records in _SHAPES.items():
    for _record in _records:
        _record.shape(_function)
        no_gradient(_record, _REASON)
