"""Samples of ops on example messages: example_parsing, sequence_parsing."""

import numpy as np

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.wire import messages


def strings(*values):
    """A vector of strings."""
    array = np.empty(len(values), object)
    array[:] = values
    return array


def string(value):
    """A scalar string."""
    return strings(value).reshape(())


def example(**lists):
    """A serialized Example of int64 lists."""
    message = messages.Example()
    for name, values in lists.items():
        message.features.feature[name].int64_list.value.extend(values)
    return message.SerializeToString(deterministic=True)


def sequence(length, rows):
    """A serialized SequenceExample with two scalars and three lists of vectors."""
    message = messages.SequenceExample()
    message.context.feature["length"].int64_list.value.append(length)
    message.context.feature["size"].int64_list.value.append(-length)
    for name in ("rows", "more", "others"):
        for row in rows:
            message.feature_lists.feature_list[name].feature.add().int64_list.value.extend(row)
    return message.SerializeToString(deterministic=True)


NONE, I64 = strings(), np.int64
BATCH = strings(
    example(a=[1, 2], b=[3], c=[10]), example(a=[4, 5], c=[11, 12]), example(a=[6, 7], b=[8, 9]))
SEQUENCES = strings(sequence(2, [[1, 2], [3, 4]]), sequence(1, [[5, 6]]))
NO_DEFAULT = np.zeros(0, I64)
LISTS = {
    "context_dense_shapes": [TensorShape([])], "context_sparse_types": [],
    "feature_list_dense_types": ["int64"], "feature_list_dense_shapes": [TensorShape([2])],
    "feature_list_sparse_types": ["int64"],
}
COUNTS = {"Ncontext_sparse": 0, "Ncontext_dense": 1, "Nfeature_list_sparse": 1,
          "Nfeature_list_dense": 1}


def v2(serialized, sparse=(), dense=(), ragged=(), defaults=(), shapes=()):
    """A call of ParseExampleV2 for int64 features."""
    inputs = (serialized, NONE, strings(*sparse), strings(*dense), strings(*ragged), list(defaults))
    return inputs, {
        "num_sparse": len(sparse), "sparse_types": ["int64"] * len(sparse),
        "ragged_value_types": ["int64"] * len(ragged), "dense_shapes": list(shapes),
        "ragged_split_types": ["int32"] * len(ragged),
    }


def sequence_v2(serialized):
    """A call of ParseSequenceExampleV2."""
    inputs = (
        serialized, NONE, strings(b"size"), strings(b"length"), strings(), strings(b"more"),
        strings(b"rows"), strings(b"others"), np.array([False]), [NO_DEFAULT],
    )
    return inputs, {
        "Ncontext_sparse": 1, "context_sparse_types": ["int64"], "Nfeature_list_sparse": 1,
        "Nfeature_list_dense": 1, "context_dense_shapes": [TensorShape([])],
        "feature_list_dense_types": ["int64"], "feature_list_sparse_types": ["int64"],
        "feature_list_dense_shapes": [TensorShape([2])], "context_ragged_value_types": [],
        "context_ragged_split_types": [], "feature_list_ragged_value_types": ["int64"],
        "feature_list_ragged_split_types": ["int64"],
    }


PAIR = TensorShape([2])
SAMPLES = {
    "ParseExampleV2": [
        v2(BATCH, sparse=[b"b"], dense=[b"a"], ragged=[b"c"], defaults=[NO_DEFAULT], shapes=[PAIR]),
        v2(BATCH, dense=[b"b"], defaults=[np.array([-1])], shapes=[TensorShape([None])]),
        v2(BATCH.reshape(3)[0:0], sparse=[b"b"]),
        v2(string(BATCH[0]), [b"b"], [b"a"], [b"c"], [NO_DEFAULT], [PAIR]),
    ],
    "ParseExample": [
        ((BATCH, NONE, [string(b"b")], [string(b"a")], [NO_DEFAULT]),
         {"sparse_types": ["int64"], "dense_shapes": [PAIR]}),
    ],
    "ParseSingleExample": [
        ((string(BATCH[0]), [NO_DEFAULT]),
         {"num_sparse": 1, "sparse_keys": ["b"], "dense_keys": ["a"], "sparse_types": ["int64"],
          "dense_shapes": [PAIR]}),
    ],
    "ParseSequenceExampleV2": [sequence_v2(SEQUENCES), sequence_v2(string(SEQUENCES[0]))],
    "ParseSequenceExample": [
        ((SEQUENCES, NONE, [NO_DEFAULT]),
         LISTS | COUNTS | {
             "feature_list_dense_missing_assumed_empty": [], "context_sparse_keys": [],
             "context_dense_keys": ["length"], "feature_list_sparse_keys": ["more"],
             "feature_list_dense_keys": ["rows"]}),
    ],
    "ParseSingleSequenceExample": [
        ((string(SEQUENCES[0]), NONE, [], [string(b"length")], [string(b"more")],
          [string(b"rows")], [NO_DEFAULT], string(b"")), LISTS),
    ],
}
