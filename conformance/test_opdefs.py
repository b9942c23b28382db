"""The registry's op definitions are TensorFlow's, field by field; needs no TensorFlow.

`opdefs.txt` holds TensorFlow's definitions of all ops that the registry has; a comment in it says
which are stateful. `record/record_ops.py` writes it, and `oracle/test_opdefs.py` compares with
the real thing.
"""

import functools
import pathlib

import numpy as np
import pytest

from tfcompat._src.registry import find, grammar, names

PATH = pathlib.Path(__file__).resolve().parent / "opdefs.txt"


@functools.cache
def recorded():
    """Return {op: (Definition, whether it is stateful)} of TensorFlow."""
    found = {}
    for text in PATH.read_text(encoding="utf-8").strip().split("\n\n"):
        stateful = "    # stateful\n" in text + "\n"
        definition = grammar.parse(text.replace("    # stateful", ""))
        found[definition.name] = (definition, stateful)
    return found


def attr_facts(attr):
    """Return what is said of an attribute; floats as the singles that OpDef holds."""
    default = attr.default
    if attr.item_kind == "float" and attr.has_default:
        default = [np.float32(value) for value in (default if attr.is_list else [default])]
    return attr.name, attr.kind, attr.has_default, default, attr.allowed, attr.minimum


def facts(definition, stateful):
    """Return everything that a definition says, for comparison."""
    return {
        "inputs": definition.inputs,
        "outputs": definition.outputs,
        "attrs": [attr_facts(attr) for attr in definition.attrs.values()],
        "stateful": stateful,
    }


@pytest.mark.parametrize("name", names())
def test_definitions_are_tensorflows(name):
    assert name in recorded(), f"{name} is not in opdefs.txt; run conformance/record/record_ops.py"

    op = find(name)
    assert facts(op.definition, op.stateful) == facts(*recorded()[name])
