"""Kernels that are one function of the array module are called without the kernel around it."""

import numpy as np
import pytest
from op_samples import samples, with_handles

import tfcompat as tf
from tfcompat._src.arrays import on_numpy
from tfcompat._src.base import dtypes
from tfcompat._src.core import direct
from tfcompat._src.registry import find


def rows():
    """Yield (op, inputs) of the samples of dtypes that are called directly."""
    for name, (_, kinds) in sorted(direct.CALLS.items()):
        for inputs, _ in samples()[name]:
            if all(dtypes.from_numpy(array.dtype) in kinds for array in inputs):
                yield name, inputs


@pytest.mark.parametrize("name", sorted(direct.CALLS))
def test_the_function_gives_what_the_kernel_gives(name):
    function, kinds = direct.CALLS[name]
    checked = 0
    with np.errstate(all="ignore"):
        for op, inputs in rows():
            if op != name:
                continue
            arrays = [with_handles(array) for array in inputs]
            expected = find(name).kernel(on_numpy, *arrays)
            found = getattr(on_numpy, function)(*arrays)
            assert found.dtype == expected.dtype and found.shape == expected.shape
            assert found.tobytes() == expected.tobytes()
            checked += 1

    assert checked, f"no sample of {name} has one of the dtypes {kinds}"


def test_shapes_that_do_not_broadcast_are_told_in_the_words_of_the_kernel():
    spec = tf.TensorSpec(None, tf.float32)
    traced = tf.function(lambda x, y: x * y, input_signature=[spec, spec])

    with pytest.raises(tf.errors.InvalidArgumentError, match=r"Incompatible shapes: \[2\] vs. \[3"):
        traced([1.0, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(tf.errors.InvalidArgumentError, match=r"shapes: \[2,2\] vs. \[3,1\]"):
        traced([[1.0, 2.0]] * 2, [[1.0]] * 3)


def test_the_source_shows_the_function():
    traced = tf.function(lambda x: tf.tanh(x * 2.0 + x))
    source = traced.get_concrete_function(tf.TensorSpec([2])).graph_function.plan.source

    assert "k_multiply(f0, " in source and "k_tanh(" in source and "(xp" not in source
