"""The registry's op definitions are TensorFlow's, field by field; needs no TensorFlow.

`opdefs.txt` holds TensorFlow's definitions of all ops that the registry has, flags in a comment.
`record/record_ops.py` writes it, and `oracle/test_opdefs.py` compares with
the real thing.
"""

import dataclasses
import functools
import pathlib

import numpy as np
import pytest

from tfcompat._src.registry import find, grammar, names

# Ops that TensorFlow has only where it was built with TensorRT.
ELSEWHERE = {"CreateTRTResourceHandle", "InitializeTRTResource", "TRTEngineOp"}
PATH = pathlib.Path(__file__).resolve().parent / "opdefs.txt"


@functools.cache
def recorded():
    """Return {op: Definition} of TensorFlow."""
    texts = PATH.read_text(encoding="utf-8").strip().split("\n\n")
    definitions = map(parse, texts)
    return {definition.name: definition for definition in definitions}


def parse(text):
    """Return the Definition of a block whose flags are in a comment."""
    lines = text.split("\n")
    flags = [line.strip(" #") for line in lines if line.startswith("    # ")]
    definition = grammar.parse("\n".join(line for line in lines if not line.startswith("    # ")))
    return dataclasses.replace(definition, flags=tuple(" ".join(flags).split()))


def attr_facts(attr):
    """Return what is said of an attribute; floats as the singles that OpDef holds."""
    default = attr.default
    if attr.item_kind == "float" and attr.has_default:
        default = [np.float32(value) for value in (default if attr.is_list else [default])]
    return attr.name, attr.kind, attr.has_default, default, attr.allowed, attr.minimum


def facts(definition):
    """Return everything that a definition says, for comparison."""
    return {
        "inputs": definition.inputs,
        "outputs": definition.outputs,
        "attrs": [attr_facts(attr) for attr in definition.attrs.values()],
        "flags": sorted(definition.flags),
    }


@pytest.mark.parametrize("name", sorted({*names()} - ELSEWHERE))
def test_definitions_are_tensorflows(name):
    assert name in recorded(), f"{name} is not in opdefs.txt; run conformance/record/record_ops.py"

    assert facts(find(name).definition) == facts(recorded()[name])
