"""Public functions have TensorFlow's signatures: names, order and defaults of parameters.

The signatures are recorded in `signatures.txt`, also those of functions that are missing here.
"""

import functools
import importlib
import inspect
import pathlib
import re

import pytest

RECORDED = pathlib.Path(__file__).with_name("signatures.txt")


@functools.cache
def recorded():
    """Return {"tf.math.abs": "(x, name=None)"}."""
    lines = RECORDED.read_text(encoding="utf-8").splitlines()
    pairs = [re.match(r"([\w.]+)(\(.*\))$", line).groups() for line in lines if line[0] != "#"]
    return dict(pairs)


@functools.cache
def ours():
    """Return {"tf.math.abs": function} of those recorded functions that there are."""
    found = {}
    for name in recorded():
        namespace, _, function = name.rpartition(".")
        try:
            module = importlib.import_module("tfcompat" + namespace[2:])
        except ImportError:
            continue
        value = getattr(module, function, None)
        if value is not None:
            found[name] = value
    return found


def shown(function):
    """Write a signature without annotations, as it was recorded."""
    signature = inspect.signature(function)
    parameters = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    text = str(signature.replace(parameters=parameters, return_annotation=signature.empty))
    return re.sub(r" at 0x[0-9a-f]+", "", text)


@pytest.mark.parametrize("name", sorted(ours()))
def test_signature_is_tensorflows(name):
    assert shown(ours()[name]) == recorded()[name]


def test_there_are_hundreds_of_functions():
    assert len(ours()) > 300
