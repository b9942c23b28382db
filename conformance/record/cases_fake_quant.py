"""Cases of simulated quantization that do not fit."""

import numpy as np

f32 = np.float32
X, LOW, HIGH = np.ones((2, 3), f32), np.array(-1, f32), np.array(1, f32)
LOWS, HIGHS = np.full(3, -1, f32), np.full(3, 1, f32)
BITS = np.array(8, np.int32)

CASES = {
    "FakeQuantWithMinMaxArgs": [
        ((X,), {"min": 1.0, "max": 1.0}),
        ((X,), {"min": 2.0, "max": 1.0}),
        ((X,), {"num_bits": 1}),
        ((X,), {"num_bits": 17}),
    ],
    "FakeQuantWithMinMaxArgsGradient": [
        ((X[:1], X), {}), ((X, X), {"min": 2.0, "max": 1.0}), ((X, X), {"num_bits": 1}),
    ],
    "FakeQuantWithMinMaxVars": [
        ((X, LOWS, HIGH), {}), ((X, LOW, HIGHS), {}), ((X, LOW, HIGH), {"num_bits": 1}),
        ((X, HIGH, LOW), {}), ((X, HIGH, HIGH), {}),
    ],
    "FakeQuantWithMinMaxVarsGradient": [
        ((X[:1], X, LOW, HIGH), {}), ((X, X, LOWS, HIGH), {}), ((X, X, LOW, HIGH), {"num_bits": 1}),
    ],
    "FakeQuantWithMinMaxVarsPerChannel": [
        ((X, LOW, HIGHS), {}), ((X, LOWS[:2], HIGHS), {}), ((X, LOWS, HIGHS[:2]), {}),
        ((X, LOWS, HIGH), {}), ((X, LOWS, HIGHS), {"num_bits": 1}),
    ],
    "FakeQuantWithMinMaxVarsPerChannelGradient": [
        ((X[:1], X, LOWS, HIGHS), {}), ((X, X, LOWS[:2], HIGHS), {}), ((X, X, LOWS, HIGHS[:2]), {}),
    ],
    "QuantizeAndDequantizeV2": [
        ((X, HIGH, LOW), {"range_given": True}),
        ((X, LOWS, HIGHS), {"range_given": True}),
        ((X, LOW, HIGH), {"range_given": True, "axis": 1}),
        ((X, LOWS, HIGHS), {"range_given": True, "axis": 1}),
        ((X, LOWS[:2], HIGHS), {"range_given": True, "axis": 1}),
        ((X, LOW, HIGH), {"num_bits": 0}),
        ((X, LOW, HIGH), {"num_bits": 64}),
        ((X, LOW, HIGH), {"axis": 2}),
        ((X, LOW, HIGH), {"axis": -2}),
    ],
    "QuantizeAndDequantizeV3": [
        ((X, HIGH, LOW, BITS), {}),
        ((X, LOW, HIGH, BITS * 0), {}),
        ((X, LOW, HIGH, BITS * 8), {}),
        ((X, LOW, HIGH, BITS[None]), {}),
        ((X, LOW, HIGH, BITS), {"axis": 2}),
    ],
    "QuantizeAndDequantizeV4": [
        ((X, HIGH, LOW), {"range_given": True}),
        ((X, LOWS, HIGHS), {"range_given": True}),
        ((X, LOW, HIGH), {"num_bits": 0}),
        ((X, LOW, HIGH), {"axis": 2}),
        ((X, LOW, HIGH), {"axis": -2}),
    ],
    "QuantizeAndDequantizeV4Grad": [
        ((X[:1], X, LOW, HIGH), {}),
        ((X, X, LOWS, HIGHS), {}),
        ((X, X, LOW, HIGHS), {}),
        ((X, X, LOWS[:2], HIGHS[:2]), {"axis": 1}),
        ((X, X, LOW, HIGH), {"axis": 2}),
        ((X, X, LOW, HIGH), {"axis": -2}),
    ],
}
