"""Cases of quantization that do not fit, and of numbers halfway between two integers."""

import numpy as np

f32 = np.float32
X, LOW, HIGH = np.ones((2, 3), f32), np.array(-1, f32), np.array(1, f32)
LOWS, HIGHS, BYTES = np.full(3, -1, f32), np.full(3, 1, f32), np.ones((2, 3), np.uint8)
SUMS = np.random.default_rng(15).integers(-30000, 30000, (20, 30)).astype(np.int32)
HALVES = np.arange(-12, 13, dtype=f32) / 2
UNIFORM = {"quantization_min_val": -128, "quantization_max_val": 127}
POINT = np.array(0, np.int32)


def number(value):
    """A scalar."""
    return np.array(value, f32)


CASES = {
    "QuantizeV2": [
        ((X, HIGH, LOW), {"T": "quint8"}),
        ((X, LOWS, HIGHS), {"T": "quint8"}),
        ((X, LOWS, HIGH), {"T": "quint8"}),
        ((X, LOWS[:2], HIGHS), {"T": "quint8", "axis": 1}),
        ((X, LOWS, HIGHS[:2]), {"T": "quint8", "axis": 1}),
        ((X, LOW, HIGH), {"T": "quint8", "axis": 1}),
        ((X, LOWS, HIGHS), {"T": "quint8", "axis": 1, "mode": "MIN_FIRST"}),
        ((X, LOW, HIGH), {"T": "quint8", "axis": 2}),
        ((X, LOW, HIGH), {"T": "quint8", "axis": -2}),
        ((X, LOW, HIGH), {"T": "quint8", "round_mode": "HALF_TO_EVEN"}),
        *(((HALVES, number(-6), number(6)), {"T": kind}) for kind in ("quint8", "qint8")),
    ],
    "Dequantize": [
        ((BYTES, LOWS, HIGHS), {"T": "quint8"}),
        ((BYTES, LOWS[:2], HIGHS), {"T": "quint8", "axis": 1}),
        ((BYTES, LOW, HIGH), {"T": "quint8", "axis": 2}),
        ((BYTES, LOWS, HIGHS), {"T": "quint8", "axis": 1, "mode": "MIN_FIRST"}),
        ((BYTES, LOW, HIGH), {"T": "quint8", "axis": -2}),
        ((BYTES, LOW, HIGH), {"T": "quint8", "dtype": "bfloat16", "mode": "SCALED"}),
    ],
    "QuantizeDownAndShrinkRange": [
        ((SUMS, number(low), number(high)), {"Tinput": "qint32", "out_type": "quint8"})
        for low, high in ((-1e5, 1e5), (-3e4, 7e4), (0, 1e6))
    ],
    "Requantize": [
        *(
            ((SUMS, number(-1e5), number(1e5), number(low), number(high)),
             {"Tinput": "qint32", "out_type": "quint8"})
            for low, high in ((-1.4, 1.4), (-0.5, 1), (0, 0.7))
        ),
        ((SUMS, LOW, HIGH, HIGH, HIGH), {"Tinput": "qint32", "out_type": "quint8"}),
        ((SUMS, LOW, HIGH, LOW, LOW), {"Tinput": "qint32", "out_type": "quint8"}),
        ((SUMS, LOW, HIGH, number(0), LOW), {"Tinput": "qint32", "out_type": "quint8"}),
        ((SUMS, LOWS, HIGH, LOW, HIGH), {"Tinput": "qint32", "out_type": "quint8"}),
    ],
    "RequantizationRange": [
        ((SUMS[:0], LOW, HIGH), {"Tinput": "qint32"}),
    ],
    "QuantizedConcat": [
        ((POINT[None], [BYTES, BYTES], [LOW, LOW], [HIGH, HIGH]), {"T": "quint8"}),
        ((POINT + 2, [BYTES, BYTES], [LOW, LOW], [HIGH, HIGH]), {"T": "quint8"}),
        ((POINT - 3, [BYTES, BYTES], [LOW, LOW], [HIGH, HIGH]), {"T": "quint8"}),
        ((POINT, [BYTES, BYTES[:, :2]], [LOW, LOW], [HIGH, HIGH]), {"T": "quint8"}),
        ((POINT, [BYTES, BYTES[0]], [LOW, LOW], [HIGH, HIGH]), {"T": "quint8"}),
    ],
    "QuantizedRelu": [((BYTES, LOWS, HIGH), {"Tinput": "quint8", "out_type": "quint8"})],
    "QuantizedRelu6": [((BYTES, LOW, HIGHS), {"Tinput": "quint8", "out_type": "quint8"})],
    "UniformQuantize": [
        ((HALVES, number(1), POINT), {"Tout": "qint8", **UNIFORM}),
        ((HALVES, number(-1), POINT), {"Tout": "qint8", **UNIFORM}),
        ((X, LOWS, POINT), {"Tout": "qint8", **UNIFORM}),
        ((X, HIGHS, POINT[None]), {"Tout": "qint8", **UNIFORM, "quantization_axis": 1}),
        ((X, number(1), POINT), {"Tout": "qint8", **UNIFORM, "quantization_axis": 2}),
        ((X, number(1), POINT), {
            "Tout": "qint8", "quantization_min_val": 5, "quantization_max_val": 4}),
        ((X, number(1), POINT), {
            "Tout": "qint8", "quantization_min_val": -500, "quantization_max_val": 4}),
    ],
}
