"""Samples of tensors left for others; what takes them is in test_staging.py."""

import numpy as np

VALUES = [np.array([1, 2], np.int32), np.array(3.0, np.float32)]
KINDS = {"dtypes": ["int32", "float32"]}
KEY, BOTH = np.array([5]), np.array([0, 1], np.int32)

SAMPLES = {
    "Stage": [((VALUES,), {})], "StageSize": [((), KINDS)], "StageClear": [((), KINDS)],
    "MapStage": [((KEY, BOTH, VALUES), KINDS)], "MapSize": [((), KINDS)],
    "MapIncompleteSize": [((), KINDS)], "MapClear": [((), KINDS)],
    "OrderedMapStage": [((KEY, BOTH, VALUES), KINDS)], "OrderedMapSize": [((), KINDS)],
    "OrderedMapIncompleteSize": [((), KINDS)], "OrderedMapClear": [((), KINDS)],
} | dict.fromkeys([
    "Unstage", "StagePeek", "MapPeek", "MapUnstage", "MapUnstageNoKey", "OrderedMapPeek",
    "OrderedMapUnstage", "OrderedMapUnstageNoKey",
], [])  # these wait for others
