"""XLA's ops give what XLA gives: the samples, as compiled by TensorFlow's XLA, are recorded."""

import json
import pathlib

import numpy as np
import pytest
from op_samples import run, samples

import tfcompat as tf
from tfcompat._src.core import raw

RECORDED = pathlib.Path(__file__).parent / "data" / "xla.json"


def recorded():
    """Return {sample: outputs}."""
    return json.loads(RECORDED.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("sample", "outputs"), recorded().items())
def test_results_are_those_of_xla(sample, outputs):
    name, _, number = sample.rpartition("-")

    _, _, _, results = run(name, int(number))

    for (found, _), (dtype, shape, elements) in zip(results, outputs, strict=True):
        assert found.dtype.name == dtype
        wanted = np.array(elements, found.dtype).reshape(shape)
        np.testing.assert_allclose(found, wanted, rtol=2e-6, atol=1e-5)


def test_every_sample_is_recorded():
    wanted = {
        f"{name}-{i}" for name, rows in samples().items()
        if name.startswith("Xla") and name != "XlaCallModule"  # recorded with its programs
        for i in range(len(rows))
    }

    assert wanted == set(recorded())


def test_functions_of_graphs_are_called_with_whole_arrays():
    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)] * 2)
    def largest(a, b):
        return tf.maximum(a, b)

    x = tf.constant([[3.0, 1.0, 4.0], [1.0, 5.0, 9.0]])
    reducer = largest.get_concrete_function()

    folded = raw.XlaReduce(x, tf.constant(2.0), dimensions_to_reduce=[1], reducer=reducer)

    assert folded.numpy().tolist() == [4.0, 9.0]
