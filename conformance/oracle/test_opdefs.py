"""The registry's op definitions equal those of the installed TensorFlow, field by field."""

import importlib.util
import pathlib

import pytest

from tfcompat._src.registry import find, names

HERE = pathlib.Path(__file__).resolve().parent


def load(path):
    """Return the module in a file of this folder's neighbourhood."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ELSEWHERE = load(HERE.parent / "test_opdefs.py").ELSEWHERE


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", sorted({*names()} - ELSEWHERE))
def test_the_definition_is_that_of_the_installed_tensorflow(name):
    text = load(HERE / "op_definitions.py").block(name)
    recorded = load(HERE.parent / "test_opdefs.py")

    assert text is not None, f"TensorFlow has no op {name}"
    assert recorded.facts(find(name).definition) == recorded.facts(recorded.parse(text))
