"""Optimizers and scattering change variables as TensorFlow's ops did for training.json.

Each case runs on handles, as it was recorded, and on references where TensorFlow has the op so:
the formula is one.
"""

import functools
import json
import pathlib

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy
from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import OpError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import VariableResource
from tfcompat._src.registry import exists, find

PATH = pathlib.Path(__file__).parent / "training.json"
TOLERANCE = {"int32": 0, "float32": 1e-6, "float64": 1e-13, "bfloat16": 2e-2, "float16": 2e-3}


@functools.cache
def cases():
    return json.loads(PATH.read_text(encoding="utf-8"))


def names():
    return [f"{i}-{case['op']}-{case['dtype']}" for i, case in enumerate(cases())]


def run(name, case):
    """Run a case on the op `name`; return the values of the slots after it."""
    op, dtype = find(name), dtypes.as_dtype(case["dtype"])
    slots = {}
    for slot, value in case["slots"].items():
        array = np.array(value, dtypes.numpy_dtype(dtype))
        slots[slot] = VariableResource(dtype, TensorShape(array.shape), slot, value=array)
    given = dict(slots)
    kinds = {"indices": np.int32, "global_step": np.int64}
    for other, value in case["others"].items():
        given[other] = np.array(value, kinds.get(other, dtypes.numpy_dtype(dtype)))
    values = iter(slots.values())
    inputs = [
        given[arg.name] if arg.name in case["others"] else next(values)
        for arg in op.definition.inputs
    ]
    kinds = {"T": dtype, "dtype": dtype, "Tindices": dtypes.int32}
    stated = {name: kind for name, kind in kinds.items() if name in op.definition.attrs}
    attrs = op.bind(stated | case["attrs"])
    with np.errstate(all="ignore"):
        op.kernel(on_numpy, *inputs, **{attr: attrs[attr] for attr in op.kernel_attrs})
    return {slot: resource.value for slot, resource in slots.items()}


def is_for_handles(case):
    """Say whether only the op on handles makes a check: the other one divides floats by zero."""
    return case["dtype"] != "int32" and "updates must not contain 0" in case.get("error", ())


@pytest.mark.parametrize("i", range(len(cases())), ids=names())
def test_steps_are_those_of_tensorflow(i):
    case = cases()[i]
    on_reference = case["op"].removeprefix("Resource")
    both = exists(on_reference) and not is_for_handles(case)
    for name in [case["op"], *([on_reference] if both else [])]:
        if "error" in case:
            with pytest.raises(OpError) as raised:
                run(name, case)
            assert [type(raised.value).__name__, raised.value.message] == case["error"]
            continue
        for slot, value in run(name, case).items():
            assert dtypes.from_numpy(value.dtype).name == case["dtype"], slot
            tolerance = TOLERANCE[case["dtype"]]
            np.testing.assert_allclose(
                value.astype(np.float64), np.array(case["after"][slot], np.float64).reshape(
                    value.shape
                ), rtol=tolerance, atol=tolerance, err_msg=slot,
            )
