"""Samples of fake_quant ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f32 = np.float32
_X = np.random.default_rng(11).normal(size=(3, 4, 5)).astype(f32) * 4
_EDGES = np.array(
    [-10, -6, -0.51, -0.5, -0.49, 0, 0.25, 0.5, 0.75, 1, 5.99, 6, 7, np.nan, np.inf, -np.inf], f32
)
_RANGES = [(-6, 6), (0, 6), (-0.1, 63.9), (-5.3, 2.7), (0.5, 3), (-3, -1), (0, 0)]


def _number(value, dtype=f32):
    return np.array(value, dtype)


def _each(*values):
    return np.array(values, f32)


_MIN, _MAX = _each(-6, 0, -0.1, -5.3, 0), _each(6, 6, 63.9, 2.7, 0)
_BITS = [{}, {"narrow_range": True}, {"num_bits": 4}, {"num_bits": 2, "narrow_range": True},
         {"num_bits": 16}]
_DY = np.random.default_rng(12).normal(size=_X.shape).astype(f32)
_ARGS = [
    *({"min": float(a), "max": float(b), **bits} for a, b in _RANGES[:6] for bits in _BITS[:2]),
    *({"min": -5.3, "max": 2.7, **bits} for bits in _BITS[2:]),
]
_VARS = [
    *((_number(a), _number(b), bits) for a, b in _RANGES for bits in _BITS[:2]),
    *((_number(-5.3), _number(2.7), bits) for bits in _BITS[2:]),
]


def _both(x, low, high, dtype):
    return x.astype(dtype), _number(low, dtype), _number(high, dtype)


_WIDE = [
    *(
        (_both(x, low, high, np.float32),
         {"signed_input": signed, "range_given": given, "round_mode": rounding})
        for x in (_X, _EDGES[:13])
        for low, high in ((-5, 3), (-2, 7), (0, 4), (0, 0))
        for signed in (True, False)
        for given in (True, False)
        for rounding in ("HALF_TO_EVEN", "HALF_UP")
    ),
    *(
        (_both(_X, -5, 3, kind), {"range_given": True})
        for kind in (np.float16, ml_dtypes.bfloat16, np.float64)
    ),
    *(
        (_both(_X, -5, 3, np.float32),
         {"range_given": True, "num_bits": bits, "narrow_range": narrow})
        for bits in (2, 4, 16)
        for narrow in (False, True)
    ),
    *(
        ((_X, _each(-1, -2, -3, -4, -5), _each(5, 4, 3, 2, 1)), {"axis": 2, "range_given": given})
        for given in (True, False)
    ),
    ((_X, _each(-1, -2, -3), _each(5, 4, 3)), {"axis": 0, "range_given": True}),
]
# With an axis and a given range, the other versions refuse the vectors they ask for.
_NARROW = [row for row in _WIDE if not (row[1].get("axis") is not None and row[1]["range_given"])]

SAMPLES = {
    "FakeQuantWithMinMaxArgs": [
        *(((_EDGES,), attrs) for attrs in _ARGS), ((_X,), {}), ((_X[:0],), {}),
    ],
    "FakeQuantWithMinMaxArgsGradient": [((_EDGES[::-1], _EDGES), attrs) for attrs in _ARGS],
    "FakeQuantWithMinMaxVars": [
        *(((_EDGES, low, high), attrs) for low, high, attrs in _VARS),
        ((_X, _number(-3), _number(4)), {}),
    ],
    "FakeQuantWithMinMaxVarsGradient": [
        ((_DY, _X, low, high), attrs) for low, high, attrs in _VARS
    ],
    "FakeQuantWithMinMaxVarsPerChannel": [
        *(((_X, _MIN, _MAX), bits) for bits in _BITS), ((_X[0, 0], _MIN, _MAX), {}),
    ],
    "FakeQuantWithMinMaxVarsPerChannelGradient": [
        *(((_DY, _X, _MIN, _MAX), bits) for bits in _BITS),
        ((_DY[0, 0], _X[0, 0], _MIN, _MAX), {}),
    ],
    "QuantizeAndDequantizeV2": _NARROW,
    "QuantizeAndDequantizeV3": [
        (
            (*inputs, _number(attrs.get("num_bits", 8), np.int32)),
            {key: value for key, value in attrs.items() if key not in ("num_bits", "round_mode")},
        )
        for inputs, attrs in _WIDE
        if attrs.get("round_mode") != "HALF_UP"
    ],
    "QuantizeAndDequantizeV4": _NARROW[::5],
    "QuantizeAndDequantizeV4Grad": [
        ((_DY, _X, _number(-3), _number(2)), {}),
        ((_DY, _X, _each(-1, -2, -3, -4, -5), _each(5, 4, 3, 2, 1)), {"axis": 2}),
        ((_DY, _X, _each(-1, -2, -3), _each(5, 4, 3)), {"axis": 0}),
        (_both(_X, -3, 2, np.float64)[:1] + _both(_X, -3, 2, np.float64), {}),
    ],
}
