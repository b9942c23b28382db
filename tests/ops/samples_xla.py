"""Samples of XLA's ops: xla, xla_functions. The messages are built here from numbers."""

import numpy as np


def message(**fields):
    """Serialize fields that hold integers: f1=[0, 1] is field 1."""
    data = b""
    for name, values in fields.items():
        number = int(name[1:])
        if isinstance(values, int):
            data += bytes([number << 3, values])
        elif values:
            data += bytes([number << 3 | 2, len(values), *values])
    return data


def noise(*shape, seed=0, dtype=np.float32):
    """Numbers of a normal distribution, always the same."""
    return (3 * np.random.default_rng(seed).standard_normal(shape)).astype(dtype)


def ints(*values, dtype=np.int32):
    """An array of integers."""
    return np.array(values, dtype)


def add(a, b):
    """A function that XLA folds with."""
    return [a + b]


def multiply(a, b):
    """Another one."""
    return [a * b]


def less(a, b):
    """A comparison."""
    return [a < b]


def less_by_first(a, b, c, d):
    """A comparison of pairs by their first parts; the second ones come along."""
    return [a < b]


def not_less(a, b):
    """Which of two to select."""
    return [a >= b]


def sum_and_product(a, b, c, d):
    """Two folds at once."""
    return [a + c, b * d]


IMAGE, KERNEL = noise(2, 6, 7, 4), noise(3, 2, 4, 6, seed=1)
NHWC = message(f3=2, f4=3, f6=[0, 1], f7=0, f8=3, f9=0, f10=3, f11=[1, 2], f12=[1, 2])
NCHW = message(f3=2, f4=3, f6=[0, 1], f7=0, f8=3, f9=0, f10=1, f11=[1, 2], f12=[2, 3])
DEPTH = message(f1=[2], f2=[1], f3=[0], f4=[0])
PLAIN = (ints(1, 1), ints([0, 0], [0, 0]), ints(1, 1), ints(1, 1), np.array(1, np.int32))
SPREAD = (ints(2, 1), ints([1, 2], [-1, 1]), ints(1, 2), ints(2, 1), np.array(1, np.int32))
CONV = {"precision_config": b""}
WINDOW = (ints(1, 2, 2), ints(1, 2, 1), ints(1, 1, 2), ints(1, 2, 1), ints([0, 0], [1, 0], [0, 2]))
TABLE = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
SAMPLES = {
    "XlaDot": [
        ((noise(2, 3, 4), noise(2, 4, 5)), {"dimension_numbers": DEPTH, **CONV}),
        ((noise(3, 4), noise(4, 5)), {"dimension_numbers": message(f1=[1], f2=[0]), **CONV}),
        ((noise(3, 4), noise(3, 4)), {"dimension_numbers": message(f1=[0, 1], f2=[0, 1]), **CONV}),
    ],
    "XlaDotV2": [
        ((ints(*range(12)).reshape(3, 4), ints(*range(8)).reshape(4, 2)),
         {"dimension_numbers": message(f1=[1], f2=[0]), "preferred_element_type": "int32", **CONV}),
        ((noise(3, 2), noise(5, 2)),
         {"dimension_numbers": message(f1=[1], f2=[1]), "preferred_element_type": "float32",
          **CONV}),
    ],
    "XlaConv": [
        ((IMAGE, KERNEL, *PLAIN), {"dimension_numbers": NHWC, **CONV}),
        ((IMAGE, KERNEL, *SPREAD), {"dimension_numbers": NCHW, **CONV}),
        ((IMAGE, noise(3, 2, 2, 6), *PLAIN[:4], np.array(2, np.int32)),
         {"dimension_numbers": NHWC, **CONV}),
    ],
    "XlaConvV2": [
        ((IMAGE, KERNEL, *SPREAD),
         {"dimension_numbers": NHWC, "preferred_element_type": "float32", **CONV}),
        ((IMAGE, KERNEL, *PLAIN),
         {"dimension_numbers": NHWC, "preferred_element_type": "float32", "batch_group_count": 2,
          **CONV}),
    ],
    "XlaPad": [
        ((noise(2, 3), np.float32(9), ints(1, 0), ints(0, 2), ints(0, 1)), {}),
        ((noise(4, 3), np.float32(9), ints(-1, 2), ints(1, -1), ints(2, 0)), {}),
        ((noise(0, 3), np.float32(9), ints(1, 0), ints(0, 0), ints(1, 0)), {}),
    ],
    "XlaDynamicSlice": [
        ((TABLE, ints(0, 1, 2), ints(1, 2, 2)), {}), ((TABLE, ints(5, -1, 3), ints(1, 2, 2)), {}),
    ],
    "XlaDynamicUpdateSlice": [
        ((TABLE, -noise(1, 2, 2), ints(0, 1, 2)), {}),
        ((TABLE, -noise(1, 2, 2), ints(9, -4, 9)), {}),
    ],
    "XlaGather": [
        ((TABLE, ints(1, 0, 5), ints(1, 3, 2)),
         {"dimension_numbers": message(f1=[1, 2], f2=[0], f3=[0], f4=1),
          "indices_are_sorted": False}),
        ((TABLE, ints([0, 1], [2, -1], [1, 3]), ints(2, 1, 2)),
         {"dimension_numbers": message(f1=[0, 2], f2=[1], f3=[1, 2], f4=1),
          "indices_are_sorted": False}),
    ],
    "XlaScatter": [
        ((TABLE, ints(1, 0, 1), noise(3, 3, 4)),
         {"dimension_numbers": message(f1=[1, 2], f2=[0], f3=[0], f4=1),
          "update_computation": add, "indices_are_sorted": False}),
        ((TABLE, ints([0, 1], [2, 3], [1, 3], [2, 0]), noise(4, 2, 2)),
         {"dimension_numbers": message(f1=[1, 2], f2=[1], f3=[1, 2], f4=1),
          "update_computation": multiply, "indices_are_sorted": False}),
    ],
    "XlaEinsum": [((noise(2, 3), noise(3, 4)), {"equation": b"ij,jk->ik"})],
    "XlaRngBitGenerator": [
        ((np.array(number, np.int32), np.array(state, np.uint64), ints(*shape)), {"dtype": dtype})
        for number, state, shape, dtype in (
            (1, [7, 5, 3], (5,), "uint32"), (3, [7, 5], (2, 3), "uint32"),
            (2, [7, 5], (5,), "uint32"), (2, [7, 5], (3,), "uint64"), (1, [7, 5], (4,), "uint64"),
            (1, [7, 5], (5,), "uint8"), (2, [7 << 32 | 9, 5 << 32], (2, 2), "uint32"),
            (2, [7, 5], (3, 5), "uint32"), (2, [7, 5], (3, 2, 2), "uint32"),
            (2, [7, 5], (3, 2), "uint64"), (2, [7, 5], (), "uint32"),
        )
    ],
    "XlaReducePrecision": [
        ((np.array([1.2345678, -1e-3, 70000, 1e-6, np.inf, np.nan, -0.0, 65519, 65520], dtype),),
         {"exponent_bits": 5, "mantissa_bits": bits})
        for dtype in (np.float32, np.float64) for bits in (10, 2, 23)
    ],
    "XlaSharding": [((noise(3),), {"sharding": b""})],
    "XlaOptimizationBarrier": [(([noise(3), ints(1)],), {})],
    "XlaKeyValueSort": [((noise(9), ints(*range(9))), {})],
    "XlaSort": [((noise(3, 7),), {}), ((ints(3, 1, 2),), {})],
    "XlaReduce": [
        ((TABLE, np.float32(1)), {"dimensions_to_reduce": axes, "reducer": add})
        for axes in ([0], [2, 0], [0, 1, 2], [])
    ],
    "XlaVariadicReduceV2": [
        (([TABLE, TABLE / 12], [np.float32(1), np.float32(2)]),
         {"dimensions_to_reduce": axes, "reducer": sum_and_product})
        for axes in ([1], [0, 2])
    ],
    "XlaReduceWindow": [
        ((TABLE, np.float32(1), *WINDOW), {"computation": multiply}),
        ((TABLE, np.float32(0), ints(1, 2, 2), ints(1, 1, 2), ints(1, 1, 1), ints(1, 1, 1),
          ints([0, 0], [0, 0], [0, 0])), {"computation": add}),
    ],
    "XlaSelectAndScatter": [
        ((noise(6, 6), ints(2, 3), ints(2, 3), ints([0, 0], [0, 0]), noise(3, 2), np.float32(0)),
         {"select": not_less, "scatter": add}),
        ((noise(5, 5), ints(3, 3), ints(1, 2), ints([1, 1], [0, 0]), noise(5, 2), np.float32(1)),
         {"select": not_less, "scatter": add}),
    ],
    "XlaVariadicSort": [
        (([noise(2, 7), ints(*range(14)).reshape(2, 7)], np.array(axis, np.int32)),
         {"comparator": less_by_first, "is_stable": True})
        for axis in (0, 1)
    ] + [(([ints(3, 1, 2, 1)], np.array(0, np.int32)), {"comparator": less, "is_stable": True})],
}
