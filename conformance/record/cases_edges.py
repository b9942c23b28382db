"""Results at edges: lengths that rounding decides, zeros with signs, texts cut short."""

import ml_dtypes
import numpy as np
from written_arrays import of


def bounds(kind, *values):
    """Scalars of a dtype."""
    return tuple(np.array(value, kind) for value in values)


f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16

CASES = {
    "Range": [
        (bounds(kind, *numbers), {})
        for kind in (f32, f64, f16, bf16)
        for numbers in ((0.0, 0.3, 0.1), (0.0, 0.7, 0.1), (0.0, 2.1, 0.7), (1.0, 0.1, -0.3))
    ] + [(bounds(f16, -64992, 60, 0.3), {}), (bounds(f32, 0, 1, np.inf), {})],
    "RaggedRange": [
        (bounds(kind, *numbers), {})
        for kind in (f32, f64, bf16)
        for numbers in ((0.0, 0.3, 0.1), (0.0, 0.7, 0.1), (0.0, 2.1, 0.7), (1.0, 0.1, -0.3))
    ] + [(bounds(f32, 0, np.inf, 1), {}), ((*bounds(f32, 0), of("float32", (0,)), *bounds(f32, 1)),
                                          {})],
    "Unique": [
        ((np.array([0.0, -0.0, 0.0, np.nan, np.nan, 1.0], kind),), {})
        for kind in (f16, bf16, f32, f64)
    ],
    "UniqueV2": [
        ((np.array([[0.0, -0.0, 0.0, 1.0]], kind), of("int64", (1,), 1)), {})
        for kind in (f16, bf16, f32)
    ],
    "AsString": [
        ((of("string", (1,), b"abc"),), {"precision": precision, "width": width, "fill": fill})
        for precision, width, fill in (
            (0, 0, ""), (0, 5, ""), (1, -1, ""), (1, 5, ""), (2, 1, ""), (2, 4, "-"))
    ],
    "StringFormat": [
        (([of("int32", (2, 2), 1, 2, 3, 4), of("string", (), b"a"), of("int32", (0,))],),
         {"template": "%s and %s, %s", "placeholder": "%s", "summarize": number})
        for number in (0, 1, 2, -1)
    ],
    "UnsortedSegmentJoin": [
        ((of("string", (4,), *texts), of("int32", (4,), 0, 0, 0, 0), of("int32", (), 1)),
         {"separator": ","})
        for texts in ((b"", b"", b"a", b""), (b"a", b"", b"b", b""))
    ],
    "StringLower": [((of("string", (1,), b"A\0B"),), {"encoding": code}) for code in ("", "utf-8")],
    "Substr": [
        ((of("string", (1,), b"abc"), of("int32", (1,), pos), of("int32", (1,), length)),
         {"unit": unit})
        for unit in ("BYTE", "UTF8_CHAR")
        for pos, length in ((-2, -1), (1, -1), (-2, 9), (3, 1), (-4, 1), (9, 0))
    ],
    "Fingerprint": [
        ((of("string", shape, b"a", b"b"), of("string", (), b"farmhash64")), {})
        for shape in ((2,), (2, 1), (1, 2))
    ],
    "SparseReshape": [
        ((of("int64", (1, 2), *index), of("int64", (2,), 2, 3), of("int64", (2,), 3, 2)), {})
        for index in ((0, 9), (0, -9), (-1, 1))
    ],
    "SparseAdd": [
        ((of("int64", (2, 2), 1, 0, 0, 0), of("float32", (2,), 1.0, 2.0), of("int64", (2,), 2, 2),
          of("int64", (1, 2), 0, 0), of("float32", (1,), 1.0), of("int64", (2,), 2, 2),
          of("float32", (), 1.0)), {}),
    ],
    "SparseSoftmax": [
        ((of("int64", (3, 2), 1, 0, 0, 0, 1, 1), of("float32", (3,), 1.0, 2.0, 3.0),
          of("int64", (2,), 2, 2)), {}),
    ],
    "RaggedCountSparseOutput": [
        ((of("int64", (4,), 0, 3, 1, 3), of("int32", (3,), 1, 1, 2), of("int32", (0,))),
         {"binary_output": False}),
    ],
}
