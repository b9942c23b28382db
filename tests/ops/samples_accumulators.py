"""Samples of accumulators; what is behind references or waits is in test_accumulators.py."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.accumulators import Accumulator

GRADIENT, STEP = np.array([1.5, 2.5], np.float32), np.array(9)


def filled(mean=True):
    """An accumulator with a gradient; it stays, unless it is taken."""
    made = Kept(dtypes.float32, TensorShape([2]), mean, "a")
    made.total, made.count = GRADIENT, 1
    return made


class Kept(Accumulator):
    """An accumulator that gives out its gradients again and again."""

    def take(self, xp, required):
        return self.given(xp)

    def apply(self, xp, step, gradient):
        self.added(xp, gradient)


SAMPLES = {
    "ResourceConditionalAccumulator": [
        ((), {"dtype": "float32", "shape": [2]}),
        ((), {"dtype": "float64", "shape": TensorShape(None), "reduction_type": "SUM"}),
    ],
    "ResourceAccumulatorApplyGradient": [((filled(), STEP, GRADIENT), {})],
    "ResourceAccumulatorNumAccumulated": [((filled(),), {})],
    "ResourceAccumulatorSetGlobalStep": [((filled(), STEP), {})],
    "ResourceAccumulatorTakeGradient": [
        ((filled(mean), np.array(1, np.int32)), {"dtype": dtypes.float32})
        for mean in (True, False)
    ],
} | dict.fromkeys([
    "ConditionalAccumulator", "AccumulatorApplyGradient", "AccumulatorNumAccumulated",
    "AccumulatorSetGlobalStep", "AccumulatorTakeGradient", "SparseConditionalAccumulator",
    "SparseAccumulatorApplyGradient", "SparseAccumulatorTakeGradient",
], [])
