"""Samples of the ops on datasets without functions, and on iterators, as other ops make them."""

import numpy as np
from made_inputs import made

from tfcompat._src.base.shapes import TensorShape


def n(value):
    """A number as ops on datasets take them."""
    return np.array(value, np.int64)


YES, NO = np.array(True), np.array(False)
TEXT = np.array(b"", object)
SCALAR = TensorShape([])
ONE = {"output_types": ["int64"], "output_shapes": [SCALAR]}
MANY = {"output_types": ["int64"], "output_shapes": [TensorShape([None])]}
ROWS = {"Toutput_types": ["float32"], "output_shapes": [TensorShape([2])]}
FIVE = made("RangeDataset", n(0), n(5), n(1), **ONE)
NONE = made("RangeDataset", n(0), n(0), n(1), **ONE)
PAIRS = made("BatchDataset", FIVE, n(2), **MANY)
SPARSE = (np.array([[0, 1], [2, 0]], np.int64), np.array([1.0, 2.0], np.float32),
          np.array([3, 4], np.int64))
ITERATOR = made("AnonymousIteratorV3", **ONE)
STARTED = made("OneShotIterator", dataset_factory=lambda: [_five()], **ONE)
DUMMY, SEEDS = made("DummySeedGenerator"), made("AnonymousSeedGenerator", n(1), n(2), YES)
CACHE = made("AnonymousMemoryCache")
TEXTS = made("TensorDataset", [np.array([b""], object)], output_shapes=[TensorShape([1])])
PARSED = {
    "sparse_keys": [b"a"], "dense_keys": [b"b"], "sparse_types": ["int64"],
    "dense_shapes": [TensorShape([1])], "output_types": ["variant", "float32"],
    "output_shapes": [TensorShape(None), TensorShape([None, 1])]}
RATE = np.array(0.5, np.float32)


def _five():
    from tfcompat._src.arrays import on_numpy
    from tfcompat._src.registry import find

    op = find("RangeDataset")
    attrs = op.bind(dict(ONE))
    return op.kernel(on_numpy, n(0), n(5), n(1), **{key: attrs[key] for key in op.kernel_attrs})


def passing(*inputs, **attrs):
    """Rows of an op that passes elements on."""
    return [((FIVE, *inputs), ONE | attrs), ((NONE, *inputs), ONE | attrs)]


SAMPLES = {
    "TensorDataset": [
        (([np.array([1.0, 2.0], np.float32)],), ROWS), (([TEXT],), {"output_shapes": [SCALAR]})],
    "TensorSliceDataset": [
        (([np.ones((3, 2), np.float32)],), ROWS),
        (([np.array([b"a", b"b"], object), n([1, 2])],), {"output_shapes": [SCALAR, SCALAR]})],
    "SparseTensorSliceDataset": [(SPARSE, {})],
    "RangeDataset": [((n(0), n(5), n(1)), ONE), ((n(5), n(0), n(-2)), ONE)],
    "ListDataset": [(([n(1), n(2)],), ONE)],
    "ZipDataset": [(([FIVE, NONE],), {
        "output_types": ["int64"] * 2, "output_shapes": [SCALAR] * 2})],
    "ConcatenateDataset": [((FIVE, NONE), ONE)],
    "RepeatDataset": passing(n(2)) + passing(n(-1)),
    "TakeDataset": passing(n(2)) + passing(n(-1)),
    "SkipDataset": passing(n(2)) + passing(n(-1)),
    "ShardDataset": passing(n(2), n(1)) + passing(n(2), n(0), require_non_empty=True),
    "WindowDataset": passing(
        n(2), n(1), n(1), NO, output_types=["variant"]),
    "UnbatchDataset": [((PAIRS,), ONE)],
    "SlidingWindowDataset": [((FIVE, n(2), n(1), n(2)), MANY),
                             ((FIVE, n(2), n(2), n(1)), MANY | {"drop_remainder": False})],
    "ExperimentalSlidingWindowDataset": [((FIVE, n(2), n(1), n(2)), MANY)],
    "DatasetToTFRecord": [],
    "ExperimentalDatasetToTFRecord": [],
    "AssertCardinalityDataset": passing(n(5)),
    "BatchDataset": [((FIVE, n(2)), MANY)],
    "BatchDatasetV2": [((FIVE, n(2), YES), MANY)],
    "ParallelBatchDataset": [((FIVE, n(2), n(2), NO), MANY)],
    "PaddedBatchDataset": [((PAIRS, n(2), [n([3])], [n(0)]), {
        "output_shapes": [TensorShape([None, 3])]})],
    "PaddedBatchDatasetV2": [((PAIRS, n(2), [n([-1])], [n(0)], YES), {
        "output_shapes": [TensorShape([2, None])]})],
    "DenseToSparseBatchDataset": [((PAIRS, n(2), n([-1])), MANY)],
    "RebatchDataset": [((PAIRS, n(2)), MANY)],
    "RebatchDatasetV2": [((PAIRS, n([1, 2]), NO), MANY), ((PAIRS, n(3), YES), MANY)],
    "PrefetchDataset": passing(n(1)),
    "OptionsDataset": passing(serialized_options=b""),
    "ModelDataset": passing(),
    "OptimizeDataset": passing(np.array([], object)),
    "OptimizeDatasetV2": passing(*[np.array([], object)] * 3),
    "AutoShardDataset": passing(n(1), n(0)),
    "PrivateThreadPoolDataset": passing(n(1)),
    "MaxIntraOpParallelismDataset": passing(n(1)),
    "SleepDataset": passing(n(1)),
    "NonSerializableDataset": passing(),
    "AssertNextDataset": passing(np.array([b"Map"], object)),
    "AssertPrevDataset": passing(np.array([b"Map"], object)),
    "BytesProducedStatsDataset": passing(TEXT),
    "LatencyStatsDataset": passing(TEXT),
    "RewriteDataset": passing(TEXT),
    "FinalizeDataset": passing(),
    "ChooseFastestDataset": [(([FIVE, FIVE],), ONE | {"num_experiments": 1})],
    "IgnoreErrorsDataset": passing(),
    "WrapDatasetVariant": [((FIVE,), {})],
    "UnwrapDatasetVariant": [((made("WrapDatasetVariant", FIVE),), {})],
    "UniqueDataset": passing(),
    "AnonymousSeedGenerator": [((n(1), n(2), YES), {})],
    "AnonymousRandomSeedGenerator": [((n(1), n(2)), {})],
    "DummySeedGenerator": [((), {})],
    "DeleteSeedGenerator": [],
    "DeleteRandomSeedGenerator": [],
    "ShuffleDataset": passing(n(3), n(1), n(2)),
    "ShuffleDatasetV2": passing(n(3), SEEDS),
    "ShuffleDatasetV3": passing(n(3), n(1), n(2), DUMMY),
    "ShuffleAndRepeatDataset": passing(n(3), n(1), n(2), n(2)),
    "ShuffleAndRepeatDatasetV2": passing(n(3), n(1), n(2), n(-1), DUMMY),
    "RandomDataset": [((n(1), n(2)), ONE)],
    "RandomDatasetV2": [((n(1), n(2), SEEDS), ONE | {"rerandomize_each_iteration": True})],
    "SamplingDataset": passing(RATE, n(1), n(2)),
    "AnonymousMemoryCache": [((), {})],
    "DummyMemoryCache": [((), {})],
    "DeleteMemoryCache": [],
    "CacheDataset": passing(TEXT),
    "CacheDatasetV2": passing(TEXT, CACHE),
    "DirectedInterleaveDataset": [((FIVE, [FIVE, NONE]), ONE)],
    "FilterByLastComponentDataset": passing(),
    "DatasetToSingleElement": [((made("TakeDataset", FIVE, n(1), **ONE),), ONE)],
    "GetElementAtIndex": [((FIVE, n(3)), ONE), ((PAIRS, n(0)), MANY)],
    "DatasetCardinality": [((FIVE,), {}), ((PAIRS,), {}), ((NONE,), {})],
    "InitializeTableFromDataset": [],
    "TextLineDataset": [((np.array([b"a"], object), TEXT, n(0)), {})],
    "TFRecordDataset": [((np.array(b"a", object), TEXT, n(0)), {})],
    "TFRecordDatasetV2": [((np.array([b"a"], object), TEXT, n(0), n([0])), {})],
    "FixedLengthRecordDataset": [((np.array([b"a"], object), *[n(1)] * 4), {})],
    "FixedLengthRecordDatasetV2": [((np.array([b"a"], object), *[n(1)] * 4, TEXT), {})],
    "CSVDataset": [((np.array(b"a", object), TEXT, n(0), NO, np.array(b",", object), YES, TEXT,
                     n([]), [np.array([0], np.int64)]), ONE)],
    "CSVDatasetV2": [((np.array(b"a", object), TEXT, n(0), NO, np.array(b",", object), YES, TEXT,
                       n([1]), [np.array([], np.int64)], n([])), ONE)],
    "ParseExampleDataset": [((TEXTS, n(1), [np.zeros([1], np.float32)]), PARSED)],
    "ParseExampleDatasetV2": [((TEXTS, n(1), [np.zeros([1], np.float32)]), PARSED)],
    "SqlDataset": [((np.array(b"sqlite", object), TEXT, np.array(b"select 1", object)), ONE)],
    "MatchingFilesDataset": [((np.array([b"/nowhere/*"], object),), {})],
    "AnonymousIterator": [((), ONE)],
    "AnonymousIteratorV2": [((), ONE)],
    "AnonymousIteratorV3": [((), ONE)],
    "Iterator": [((), ONE | {"shared_name": b"a", "container": b""})],
    "IteratorV2": [((), ONE | {"shared_name": b"a", "container": b""})],
    "OneShotIterator": [((), ONE | {"dataset_factory": lambda: [_five()]})],
    "MakeIterator": [((FIVE, ITERATOR), {})],
    "DeleteIterator": [],
    "IteratorGetNext": [((STARTED,), ONE)],
    "IteratorGetNextSync": [((STARTED,), ONE)],
    "IteratorGetNextAsOptional": [((STARTED,), ONE)],
    "IteratorToStringHandle": [((STARTED,), {})],
    "IteratorFromStringHandle": [],
    "IteratorFromStringHandleV2": [],
    "IteratorGetDevice": [((STARTED,), {})],
    "SerializeIterator": [((STARTED,), {})],
    "DeserializeIterator": [((STARTED, made("SerializeIterator", STARTED)), {})],
}
SAMPLES |= {f"Experimental{name}": SAMPLES[name] for name in """
    AssertNextDataset AutoShardDataset BytesProducedStatsDataset ChooseFastestDataset
    DatasetCardinality DenseToSparseBatchDataset IgnoreErrorsDataset IteratorGetDevice
    LatencyStatsDataset MatchingFilesDataset MaxIntraOpParallelismDataset NonSerializableDataset
    PrivateThreadPoolDataset RandomDataset RebatchDataset SleepDataset UnbatchDataset
    UniqueDataset DirectedInterleaveDataset CSVDataset SqlDataset
""".split()}
