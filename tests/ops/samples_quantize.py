"""Samples of quantize ops: op -> [(inputs, attrs), ...]."""

import numpy as np

f32 = np.float32
_STORED = {
    "qint8": np.int8, "quint8": np.uint8, "qint16": np.int16, "quint16": np.uint16,
    "qint32": np.int32,
}
_X = np.random.default_rng(13).normal(size=(3, 4)).astype(f32) * 3
_HALVES = np.array([-1.5, -0.5, 0.5, 1.5, 2.5, 0, 9, -9], f32)


def _number(value, dtype=f32):
    return np.array(value, dtype)


def _each(*values):
    return np.array(values, f32)


def _integers(kind, *shape):
    info = np.iinfo(_STORED[kind])
    drawn = np.random.default_rng(14).integers(info.min, info.max, shape, endpoint=True)
    drawn.reshape(-1)[:2] = info.min, info.max
    return drawn.astype(_STORED[kind])


_KINDS, _MODES = ("qint8", "quint8", "qint16", "quint16", "qint32"), (
    "MIN_COMBINED", "MIN_FIRST", "SCALED"
)
_SMALL = ("qint8", "quint8")
_SUMS = (np.arange(12, dtype=np.int32).reshape(3, 4) - 5) * 1000

SAMPLES = {
    "QuantizeV2": [
        *(
            ((x, _number(low), _number(high)), {"T": kind, "mode": mode})
            for x, low, high in ((_X, -4, 5), (_HALVES, 0, 6), (_X, -6, -1))
            for kind in _KINDS
            for mode in _MODES
            if not (kind == "qint32" and mode != "MIN_FIRST")
        ),
        *(
            ((_HALVES, _number(-8), _number(8)),
             {"T": kind, "mode": "SCALED", "round_mode": rounding, "narrow_range": narrow})
            for kind in _SMALL
            for rounding in ("HALF_AWAY_FROM_ZERO", "HALF_TO_EVEN")
            for narrow in (False, True)
        ),
        ((_X, _number(0), _number(0)), {"T": "quint8"}),
        ((_X, _number(0), _number(0)), {"T": "quint8", "ensure_minimum_range": 0.5}),
        *(
            ((_X, _each(-1, -2, -3, 0), _each(1, 2, 3, 4)), {"T": kind, "mode": mode, "axis": 1})
            for kind in _SMALL
            for mode in ("MIN_COMBINED", "SCALED")
        ),
    ],
    "Dequantize": [
        *(
            ((_integers(kind, 3, 4), _number(low), _number(high)), {"T": kind, "mode": mode})
            for low, high in ((-4, 5), (0, 6))
            for kind in _KINDS
            for mode in _MODES
            if not (kind == "qint32" and mode != "MIN_FIRST")
        ),
        *(
            ((_integers(kind, 3, 4), _number(-3), _number(2)),
             {"T": kind, "mode": "SCALED", "narrow_range": True})
            for kind in _SMALL
        ),
        *(
            ((_integers(kind, 3, 4), _each(-1, -2, -3, 0), _each(1, 2, 3, 4)),
             {"T": kind, "mode": mode, "axis": 1})
            for kind in _SMALL
            for mode in ("MIN_COMBINED", "SCALED")
        ),
        ((_integers("quint8", 3, 4), _number(-4), _number(5)),
         {"T": "quint8", "dtype": "bfloat16"}),
    ],
    "QuantizeDownAndShrinkRange": [
        ((_SUMS, _number(-700), _number(900)), {"Tinput": "qint32", "out_type": "quint8"}),
        ((_SUMS + 20000, _number(-1e9), _number(1e9)), {"Tinput": "qint32", "out_type": "quint8"}),
    ],
    "Requantize": [
        ((_SUMS, _number(-700), _number(900), _number(low), _number(high)),
         {"Tinput": "qint32", "out_type": "quint8"})
        for low, high in ((-0.004, 0.004), (0, 0.001))
    ],
    "RequantizationRange": [
        ((_SUMS, _number(-700), _number(900)), {"Tinput": "qint32"}),
        ((abs(_SUMS) + 3, _number(-1e6), _number(3e6)), {"Tinput": "qint32"}),
    ],
    "QuantizedRelu": [
        ((_integers(kind, 3, 4), _number(-4), _number(5)), {"Tinput": kind, "out_type": kind})
        for kind in ("quint8", "qint32")
    ],
    "QuantizedRelu6": [
        ((_integers("quint8", 3, 4), _number(-9), _number(12)),
         {"Tinput": "quint8", "out_type": "quint8"}),
    ],
    "QuantizedConcat": [
        ((_number(axis, np.int32), [_integers("quint8", 2, 3), _integers("quint8", 2, 3)],
          [_number(-4), _number(low)], [_number(5), _number(high)]), {"T": "quint8"})
        for axis in (0, 1)
        for low, high in ((-4, 5), (1, 9), (-6, 2))
    ],
    "QuantizedReshape": [
        ((_integers("quint8", 3, 4), np.array([2, -1], np.int32), _number(-9), _number(12)),
         {"T": "quint8"}),
    ],
    "UniformQuantize": [
        *(
            ((_X, _number(0.1), _number(3, np.int32)),
             {"Tout": kind, "quantization_min_val": low,
              "quantization_max_val": high})
            for kind, low, high in (("qint8", -128, 127), ("qint8", -20, 20),
                                    ("qint32", -(2**31), 2**31 - 1))
        ),
        ((_X, _each(0.1, 0.5, 1, 2), np.array([0, 1, -2, 3], np.int32)),
         {"Tout": "qint8", "quantization_axis": 1, "quantization_min_val": -128,
          "quantization_max_val": 127}),
    ],
    "UniformDequantize": [
        *(
            ((_integers(kind, 3, 4), _number(0.1), _number(3, np.int32)),
             {"Tin": kind, "Tout": "float32", "quantization_min_val": -128,
              "quantization_max_val": 127})
            for kind in ("qint8", "qint32")
        ),
        ((_integers("qint8", 3, 4), _each(0.1, 0.5, 1, 2), np.array([0, 1, -2, 3], np.int32)),
         {"Tin": "qint8", "Tout": "float32", "quantization_axis": 1, "quantization_min_val": -128,
          "quantization_max_val": 127}),
    ],
}
