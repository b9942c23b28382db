"""Samples of the ops on datasets that call functions: op -> [(inputs, attrs), ...]."""

import numpy as np
from made_inputs import made

from tfcompat._src.base.shapes import TensorShape


def n(value):
    """A number as ops on datasets take them."""
    return np.array(value, np.int64)


NO = np.array(False)
SCALAR = TensorShape([])
ONE = {"output_types": ["int64"], "output_shapes": [SCALAR]}
MANY = {"output_types": ["int64"], "output_shapes": [TensorShape([None])]}
FIVE = made("RangeDataset", n(0), n(5), n(1), **ONE)


def doubled(x, *captured):
    """Twice a number."""
    return [x + x]


def is_small(x, *captured):
    """Whether a number is small."""
    return [np.asarray(x < 3)]


def added(state, x, *captured):
    """A sum."""
    return [state + x]


def summed(state, x, *captured):
    """The next state, and an element."""
    return [state + x, state]


def a_dataset(x, *captured):
    """A dataset of one number."""
    from tfcompat._src.arrays import on_numpy
    from tfcompat._src.registry import find

    op = find("TensorDataset")
    return [op.kernel(on_numpy, [x], Toutput_types=(op.bind(
        {"Toutput_types": ["int64"], "output_shapes": [SCALAR]})["Toutput_types"]),
        output_shapes=(SCALAR,))]


def parity(x, *captured):
    """A key."""
    return [np.asarray(x % 2)]


def two(key, *captured):
    """The size of a window."""
    return [n(2)]


def a_window(key, window, *captured):
    """A window as it is."""
    return [window]


MAPS = {"f": doubled, "preserve_cardinality": True} | ONE
FLAT = {"f": a_dataset} | ONE
SAMPLES = {
    "SaveDataset": [],
    "SaveDatasetV2": [((FIVE, np.array(b"nowhere", object), []), ONE | {
        "shard_func": parity, "use_shard_func": True})],
    "LoadDataset": [],
    "GeneratorDataset": [(([n(0)], [], []), ONE | {
        "init_func": doubled, "next_func": doubled, "finalize_func": doubled})],
    "MapDataset": [((FIVE, []), MAPS), ((FIVE, [n(1)]), MAPS | {"preserve_cardinality": False})],
    "ParallelMapDataset": [((FIVE, [], np.array(2, np.int32)), MAPS)],
    "ParallelMapDatasetV2": [((FIVE, [], n(-1)), MAPS)],
    "MapAndBatchDataset": [((FIVE, [], n(2), n(1), NO), MAPS | MANY)],
    "FilterDataset": [((FIVE, []), ONE | {"predicate": is_small})],
    "ParallelFilterDataset": [((FIVE, [], n(2)), ONE | {"predicate": is_small})],
    "TakeWhileDataset": [((FIVE, []), ONE | {"predicate": is_small})],
    "ScanDataset": [((FIVE, [n(0)], []), ONE | {"f": summed})],
    "ReduceDataset": [((FIVE, [n(0)], []), ONE | {"f": added}),
                      ((FIVE, [n(3)], [n(1)]), ONE | {"f": added})],
    "FlatMapDataset": [((FIVE, []), FLAT)],
    "InterleaveDataset": [((FIVE, [], n(2), n(1)), FLAT)],
    "ParallelInterleaveDataset": [((FIVE, [], n(2), n(1), NO, n(1), n(1)), FLAT)],
    "ParallelInterleaveDatasetV2": [((FIVE, [], n(2), n(1), n(2)), FLAT)],
    "ParallelInterleaveDatasetV3": [((FIVE, [], n(2), n(1), n(2)), FLAT)],
    "ParallelInterleaveDatasetV4": [((FIVE, [], n(2), n(1), n(1), n(1), n(2)), FLAT)],
    "LegacyParallelInterleaveDatasetV2": [((FIVE, [], n(2), n(1), n(1), n(1)), FLAT)],
    "GroupByWindowDataset": [((FIVE, [], [], []), ONE | {
        "key_func": parity, "reduce_func": a_window, "window_size_func": two})],
    "GroupByReducerDataset": [((FIVE, [], [], [], []), ONE | {
        "key_func": parity, "init_func": two, "reduce_func": added, "finalize_func": doubled})],
}
SAMPLES |= {f"Experimental{name}": SAMPLES[name] for name in """
    GroupByReducerDataset GroupByWindowDataset MapAndBatchDataset MapDataset
    ParallelInterleaveDataset ScanDataset TakeWhileDataset
""".split()}
