"""The examples in the docstrings of frontend/ run, also those of functions that are not public."""

import doctest
import importlib
import pathlib

import numpy as np
import pytest

import tfcompat._src.frontend as room

MODULES = sorted(
    path.stem for path in pathlib.Path(room.__file__).parent.glob("[a-z]*.py")
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


@pytest.mark.parametrize("name", MODULES)
def test_every_example_runs(name):
    module = importlib.import_module(f"tfcompat._src.frontend.{name}")
    result = doctest.testmod(module, extraglobs={"np": np}, optionflags=FLAGS)

    assert result.failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_public_functions_say_what_they_take_return_and_raise(name):
    module = importlib.import_module(f"tfcompat._src.frontend.{name}")
    for function in vars(module).values():
        ours = getattr(function, "__module__", "") == module.__name__
        if ours and hasattr(function, "__code__") and ">>> import tfcompat" in (
            function.__doc__ or ""
        ):
            for section in ("Returns:", "Raises:", "Example:"):
                assert section in function.__doc__, function.__name__
            assert ("Args:" in function.__doc__) == bool(function.__code__.co_varnames[
                : function.__code__.co_argcount + bool(function.__code__.co_flags & 4)
            ]), function.__name__
