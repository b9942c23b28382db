"""The examples in the docstrings of wire/ run, also those of functions that are not public."""

import doctest
import importlib
import pathlib

import pytest

from tfcompat._src import wire

MODULES = sorted(path.stem for path in pathlib.Path(wire.__file__).parent.glob("*.py")
                 if path.stem != "__init__")


@pytest.mark.parametrize("name", MODULES)
def test_every_example_runs(name):
    module = importlib.import_module(f"tfcompat._src.wire.{name}")
    result = doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert result.attempted > 0
    assert result.failed == 0
