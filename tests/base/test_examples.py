"""The examples in the docstrings of base/ run, also those of functions that are not public."""

import doctest
import importlib
import types

import numpy as np
import pytest

from tfcompat._src.base import dimensions, dtypes, errors, nest, shapes, specs

MODULES = ("containers", "dimensions", "dtypes", "errors", "names", "nest", "partial_nest",
           "shapes", "specs")


def face():
    """What the examples call `tf`, of base/ alone: no table and no other room is needed."""
    compat = types.SimpleNamespace(
        v1=types.SimpleNamespace(Dimension=dimensions.Dimension),
        dimension_value=dimensions.dimension_value,
        dimension_at_index=dimensions.dimension_at_index)
    constants = {name: value for name, value in vars(dtypes).items()
                 if isinstance(value, dtypes.DType)}
    return types.SimpleNamespace(
        **constants, DType=dtypes.DType, as_dtype=dtypes.as_dtype, errors=errors, nest=nest,
        TensorShape=shapes.TensorShape, broadcast_static_shape=shapes.broadcast_static_shape,
        TensorSpec=specs.TensorSpec, TypeSpec=specs.TypeSpec, compat=compat,
        type_spec_from_value=specs.type_spec_from_value)


@pytest.mark.parametrize("name", MODULES)
def test_every_example_runs(name):
    module = importlib.import_module(f"tfcompat._src.base.{name}")
    result = doctest.testmod(module, extraglobs={"tf": face(), "np": np})

    assert result.attempted > 0
    assert result.failed == 0
