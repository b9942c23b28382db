"""Samples of the optimizers' ops: training_descent, training_adaptive, training_proximal.

What they do to variables is recorded in conformance/training.json; here each op has a row, made
from the names of its arguments.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import RefVariable, VariableResource
from tfcompat._src.registry import find
from tfcompat._src.registry.index import FAMILIES

NAMES = [
    name
    for family in ("training_descent", "training_adaptive", "training_proximal")
    for name in FAMILIES[family].split()
]


def argument(arg, rows):
    """One input: a variable of four rows, a gradient, row numbers or a scalar."""
    if arg.is_ref or arg.type == dtypes.resource:
        value = np.linspace(0.5, 1.5, 8, dtype=np.float32).reshape(4, 2)
        kind = RefVariable if arg.is_ref else VariableResource
        return kind(dtypes.float32, TensorShape([4, 2]), arg.name, value=value)
    if arg.name in ("grad", "delta"):
        return np.array([[0.5, -1], [2, 0], [1, 1], [0, -3]], np.float32)[: 2 if rows else 4]
    if arg.name == "indices":
        return np.array([3, 0], np.int32)
    if arg.name == "global_step":
        return np.array(2, np.int64)
    return np.array(-0.5 if arg.name == "lr_power" else 0.25, np.float32)


def row(name):
    """The inputs of an op."""
    definition = find(name).definition
    rows = "Tindices" in definition.attrs
    return tuple(argument(arg, rows) for arg in definition.inputs)


SAMPLES = {name: [(row(name), {})] for name in NAMES}
