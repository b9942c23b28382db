"""Replays what TensorFlow was recorded to know of shapes before anything runs.

The cases are in `shapes/<family>.json`, written by `record/record_shapes.py`, which says what the
four views of a case are. Shapes and sentences must be the same. Known differences are in
`gaps.txt`; one that is gone must be taken off the list.
"""

import functools
import importlib.util
import json
import pathlib

import pytest

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.graph.graph import Graph

HERE = pathlib.Path(__file__).resolve().parent


@functools.cache
def replay_ops():
    """Return the module that replays ops; it knows how arrays and attributes are written."""
    spec = importlib.util.spec_from_file_location("replay_ops", HERE / "test_replay_ops.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@functools.cache
def recorded():
    """Return {name of the case: case}."""
    found = {}
    for path in sorted(HERE.glob("shapes/*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            name = first = replay_ops().described(case)
            number = 1
            while name in found:
                number += 1
                name = f"{first} #{number}"
            found[name] = case
    return found


def gaps():
    """Return {name of a case: why it differs} from the list of known gaps."""
    lines = (HERE / "gaps.txt").read_text(encoding="utf-8").splitlines()
    rows = (line[7:].partition(" :: ") for line in lines if line.startswith("shapes "))
    return {name.strip(): why for name, _, why in rows}


def seen(shape, view):
    """Return what a view shows of a shape."""
    if view == "known":
        return list(shape)
    if view == "batch":
        return [None, *shape[1:]] if shape else []
    return [None] * len(shape) if view == "rank" else None


def tensor(item, view):
    """Return the symbolic tensor of a recorded input, or the list of tensors."""
    if isinstance(item, dict) and "made" in item:
        op, inputs, attrs, output = item["made"]
        attrs = {key: replay_ops().decode_attr(value) for key, value in attrs.items()}
        return replay_ops().call(op, [tensor(part, view) for part in inputs], attrs)[output]
    if isinstance(item, dict):
        return [tensor(part, view) for part in item["list"]]
    if len(item) == 3 and view in ("known", "batch"):
        array, dtype = replay_ops().decode_array(item, {})
        return raw.Const(value=array, dtype=dtype)
    return raw.Placeholder(dtype=dtypes.as_dtype(item[0]), shape=seen(item[1], view))


def inferred(case, view):
    """Return the shapes of the outputs as lists (None where unknown), or the error's sentence."""
    attrs = {key: replay_ops().decode_attr(value) for key, value in case["attrs"].items()}
    with Graph().as_default():
        try:
            inputs = [tensor(item, view) for item in case["inputs"]]
            flat = replay_ops().call(case["op"], inputs, attrs)
        except (ValueError, TypeError) as error:
            return str(error).split(" for '{{node")[0]
    return [
        None if one.shape.rank is None else one.shape.as_list()
        for one in flat
        if hasattr(one, "shape")
    ]


@pytest.mark.parametrize("name", recorded())
def test_shapes_are_known_as_far_as_tensorflow_knows_them(name):
    case = recorded()[name]
    known = {view: inferred(case, view) for view in case["views"]}
    if name in gaps():
        assert known != case["views"], "this gap is none: take it off gaps.txt"
        return

    assert known == case["views"]


def test_gaps_are_of_cases_there_are():
    assert set(gaps()) <= set(recorded())
