"""Policies that spread tensors over shards."""

import math
import os

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.wire import slices

E = tf.train.experimental
# What TensorFlow's MaxShardSizePolicy makes of float32 tensors k0, k1, ...: their shapes, the
# size of a shard, and the parts in each shard.
RECORDED = [
    ([[5, 5], [5, 5]], 130, [
        {"k0": ["5 5 0,5:0,5"], "k1": ["5 5 0,1:0,5"]},
        {"k1": ["5 5 1,4:0,5"]},
    ]),
    ([[1, 50]], 64, [
        {"k0": ["1 50 0,1:0,13", "1 50 0,1:13,3"]},
        {"k0": ["1 50 0,1:16,12", "1 50 0,1:28,4"]},
        {"k0": ["1 50 0,1:32,9", "1 50 0,1:41,5", "1 50 0,1:46,2"]},
        {"k0": ["1 50 0,1:48,2"]},
    ]),
    ([[], [], []], 8, [
        {"k0": [""], "k1": [""]},
        {"k2": [""]},
    ]),
    ([[9, 2], [2, 9]], 72, [
        {"k0": ["9 2 0,9:0,2"]},
        {"k1": ["2 9 0,2:0,9"]},
    ]),
]


def shardables(shapes):
    for i, shape in enumerate(shapes):
        values = np.arange(math.prod(shape), dtype=np.float32).reshape(shape)
        tensor = tf.constant(values)
        yield E.ShardableTensor(
            None, tensor, tensor.dtype, tensor.device, f"k{i}", tensor.shape, "", f"k{i}", None)


@pytest.mark.parametrize("shapes, limit, expected", RECORDED)
def test_tensors_are_cut_where_tensorflow_cuts_them(shapes, limit, expected):
    found = E.MaxShardSizePolicy(limit)(list(shardables(shapes)))
    assert [{key: list(parts) for key, parts in shard.items()} for shard in found] == expected


@pytest.mark.parametrize("shapes", [[[7, 30], [3, 4, 5], [], [0, 3]], [[2, 2], [1, 1, 9]]])
@pytest.mark.parametrize("limit", [1, 4, 30, 100, 10_000])
def test_all_parts_together_are_the_tensors(shapes, limit):
    whole = {s.checkpoint_key: np.full(s.shape, np.nan, np.float32) for s in shardables(shapes)}
    for shard in E.MaxShardSizePolicy(limit)(list(shardables(shapes))):
        size = 0
        for key, parts in shard.items():
            for spec, tensor in parts.items():
                index = ()
                if spec:
                    _, box = slices.parse_shape_and_slice(spec)
                    index = tuple(slice(start, start + length) for start, length in zip(
                        box.starts, box.lengths, strict=True))
                assert np.isnan(whole[key][index]).all()
                whole[key][index] = tensor.numpy()
                size += tensor.numpy().nbytes
        assert size <= max(limit, 4) or len(shard) == 1
    for shardable in shardables(shapes):
        assert (whole[shardable.checkpoint_key] == shardable.tensor.numpy()).all()


class OneEach(E.ShardingCallback):
    """A policy as users write them."""

    description = "A shard for each tensor."

    def __call__(self, shardable_tensors):
        return [{s.checkpoint_key: {s.slice_spec: s.tensor}} for s in shardable_tensors]


def test_a_policy_of_ones_own_spreads_tensors(tmp_path):
    checkpoint = tf.train.Checkpoint(a=tf.Variable([1.0, 2.0]), b=tf.Variable("text"))
    options = tf.train.CheckpointOptions(experimental_sharding_callback=OneEach())
    path = checkpoint.write(tmp_path / "c", options)
    assert len([name for name in os.listdir(tmp_path) if "data" in name]) == 3
    checkpoint.a.assign([0.0, 0.0])
    checkpoint.read(path)
    assert checkpoint.a.numpy().tolist() == [1.0, 2.0] and checkpoint.b.numpy() == b"text"


@pytest.mark.parametrize("change, words", [
    (lambda shards: shards[1:], "tensors in the object graph were not found .*/.ATTRIBUTES/"),
    (lambda shards: [*shards, {"new": {"": tf.constant(1)}}], "a tensor not originally in the"),
])
def test_a_policy_neither_loses_nor_adds_tensors(tmp_path, change, words):
    class Wrong(OneEach):
        def __call__(self, shardable_tensors):
            return change(super().__call__(shardable_tensors))

    options = tf.train.CheckpointOptions(experimental_sharding_callback=Wrong())
    with pytest.raises(RuntimeError, match=f"(?s){words}"):
        tf.train.Checkpoint(a=tf.Variable(1.0)).write(tmp_path / "c", options)
    assert os.listdir(tmp_path) == []
