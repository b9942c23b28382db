"""Replays TensorFlow's gradients of ops, once and twice; needs no TensorFlow.

The cases are in `gradients/<family>.json`, written by `record/record_gradients.py`; what is
differentiated by what is in `twice.py`. Every case is replayed eagerly, a few shapes of each op in
a traced function that knows no sizes, and one in a function that knows them all. Known differences
are in `gaps.txt`; one that is gone must be taken off the list.
"""

import collections
import functools
import importlib.util
import json
import pathlib
import re

import numpy as np
import pytest
from made_inputs import evaluated, mapped

import tfcompat as tf
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.tensor import wrap
from tfcompat._src.registry import exists

HERE = pathlib.Path(__file__).resolve().parent
# Gradients take several steps, and are compared with respect to the largest number of an array.
TOLERANCE = {
    "float16": 8e-3, "bfloat16": 6e-2, "float32": 2e-5, "float64": 1e-12, "complex64": 2e-5,
    "complex128": 1e-12,
}
# TensorFlow's rules for these want to know the sizes before anything runs, and ours as well.
WANT_SIZES = ("QrGrad not implemented with dynamic", "SVD gradient has not been implemented for")


@functools.cache
def module(name):
    """Return a module of this folder: the tests are not a package."""
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@functools.cache
def recorded():
    """Return {name of the case: (case, large arrays of its family)}."""
    found = {}
    for path in sorted(HERE.glob("gradients/*.json")):
        large = path.with_suffix(".npz")
        arrays = dict(np.load(large)) if large.exists() else {}
        for case in json.loads(path.read_text(encoding="utf-8")):
            name = first = module("test_replay_ops").described(case)
            number = 1
            while name in found:
                number += 1
                name = f"{first} #{number}"
            found[name] = (case, arrays)
    return found


@functools.cache
def one_of_each_kind(most=None):
    """Return the names of the first cases of each op, shapes and attributes; so many of each op."""
    found, counts = {}, collections.Counter()
    for name, (case, _) in recorded().items():
        key = json.dumps([case["op"], kind(case["inputs"]), case["attrs"]])
        if key not in found and (most is None or counts[case["op"]] < most):
            counts[case["op"]] += 1
            found[key] = name
    return list(found.values())


def kind(inputs):
    """Return recorded inputs as their shapes; of integers, which may be sizes, all."""
    if isinstance(inputs, dict) and "made" in inputs:
        return [kind(part) if isinstance(part, list) else part for part in inputs["made"]]
    if isinstance(inputs, dict):
        return kind(inputs["list"])
    if inputs and isinstance(inputs[0], str):
        return inputs[1] if inputs[0] in module("twice").TRAINABLE else inputs
    return [kind(item) for item in inputs]


@functools.cache
def gaps():
    """Return {name of a case: why it differs} from the list of known gaps."""
    lines = (HERE / "gaps.txt").read_text(encoding="utf-8").splitlines()
    rows = (line[10:].partition(" :: ") for line in lines if line.startswith("gradients "))
    return {name.strip(): why for name, _, why in rows}


def inputs_of(case, arrays):
    """Return the recorded inputs as eager tensors, lists as lists."""
    return [module("test_replay_ops").decode(item, arrays) for item in case["inputs"]]


def caller(case):
    """Return a function from inputs to the flat list of the op's outputs."""
    attrs = {
        key: module("test_replay_ops").decode_attr(value) for key, value in case["attrs"].items()
    }

    def call(inputs):
        made = [evaluated(item, module("test_replay_ops").call) for item in inputs]
        return module("test_replay_ops").call(case["op"], made, attrs)

    return call


def eagerly(case, arrays, used=None):
    """Return (first, second); the weights go into the list `used`."""
    used = [] if used is None else used

    def weighed(tensors, step):
        used.append([
            wrap(module("twice").weights_like(tensor, step), tensor.dtype) for tensor in tensors
        ])
        return used[-1]

    try:
        return module("twice").gradients(
            tf.GradientTape, caller(case), inputs_of(case, arrays), weighed
        )
    except (LookupError, TypeError, ValueError, RuntimeError) as error:
        return error, []


def traced(case, arrays, hidden):
    """Return (first, second) as a traced function gives them, all sizes known or hidden."""
    used = []
    outcome = eagerly(case, arrays, used)
    if any(isinstance(part, Exception) for part in outcome):
        return outcome
    inputs = inputs_of(case, arrays)
    twice = module("twice")
    arguments = [*twice.trainable(inputs), *(tensor for group in used for tensor in group)]
    structure = []

    def function(*tensors):
        rest = iter(tensors)
        given = [replaced(item, rest) for item in inputs]
        groups = iter([[next(rest) for _ in group] for group in used])
        results = twice.gradients(tf.GradientTape, caller(case), given, lambda _, __: next(groups))
        if isinstance(results[1], Exception):
            raise results[1]
        structure[:] = [[parts(gradient) for gradient in order] for order in results]
        return [part for order in structure for gradient in order for part in gradient or ()]

    specs = [
        tf.TensorSpec([None] * len(t.shape) if hidden else t.shape, t.dtype) for t in arguments
    ]
    try:
        concrete = tf.function(function, autograph=False).get_concrete_function(*specs)
    except ValueError as error:
        if f"}}}} = {case['op']}[" in str(error):
            pytest.skip("the op itself objects before it runs")
        raise
    except NotImplementedError as refusal:
        if hidden and re.search("dynamic shapes|unknown inner", str(refusal)):
            pytest.skip("the rule needs to know the sizes, as TensorFlow's does")
        raise
    found = iter(concrete(*arguments))
    rebuilt = [
        [None if gradient is None else [next(found) for _ in gradient] for gradient in order]
        for order in structure
    ]
    check_static_shapes(structure, rebuilt)
    return [
        [None if g is None else g[0] if len(g) == 1 else tf.IndexedSlices(*g) for g in order]
        for order in rebuilt
    ]


def replaced(item, rest):
    """Return an input with its trainable tensors replaced by the next ones."""
    trainable = module("twice").TRAINABLE
    return mapped(lambda one: next(rest) if one.dtype.name in trainable else one, item)


def parts(gradient):
    """Return the tensors that make up a gradient, or None."""
    if gradient is None:
        return None
    if hasattr(gradient, "indices"):
        return [gradient.values, gradient.indices, gradient.dense_shape]
    return [gradient]


def check_static_shapes(structure, results):
    """Assert that what was known of shapes while tracing is so."""
    for order, values in zip(structure, results, strict=True):
        for symbolic, real in zip(order, values, strict=True):
            for tensor, value in zip(symbolic or (), real or (), strict=True):
                assert tensor.shape.is_compatible_with(value.shape)


def compare_all(outcome, case, arrays):
    """Compare gradients of both orders with what was recorded."""
    for name, results in zip(("first", "second"), outcome, strict=True):
        expected = case[name]
        if isinstance(expected, dict):
            shown = [type(results).__name__, str(results)]
            assert shown == expected["error"], name
            continue
        if isinstance(results, Exception):
            raise results
        assert len(results) == len(expected)
        for i, (gradient, item) in enumerate(zip(results, expected, strict=True)):
            assert (gradient is None) == (item is None), f"{name} {i}: {gradient} for {item}"
            if isinstance(item, dict):
                for part, piece in zip(parts(gradient), item["slices"], strict=True):
                    compare(part, piece, arrays, f"{name} {i}")
            elif item is not None:
                assert not hasattr(gradient, "indices")
                compare(gradient, item, arrays, f"{name} {i}")


def compare(tensor, item, arrays, where):
    """Compare one tensor with what was recorded."""
    expected, dtype = module("test_replay_ops").decode_array(item, arrays)
    assert tensor.dtype == dtype, where
    got = np.asarray(tensor._array)
    assert TensorShape(got.shape) == TensorShape(expected.shape), where
    wide = np.complex128 if got.dtype.kind == "c" else np.float64
    got, expected = got.astype(wide), expected.astype(wide)
    tolerance = TOLERANCE.get(dtype.name, 0)
    finite = np.abs(expected[np.isfinite(expected)])
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(
            got, expected, tolerance, tolerance * max([0.25, *finite.reshape(-1)]), equal_nan=True,
            err_msg=where,
        )


@pytest.mark.parametrize("name", recorded())
def test_gradients_are_those_of_tensorflow(name):
    case, arrays = recorded()[name]
    if name in gaps():
        with pytest.raises(BaseException):  # noqa: B017, PT011 - however it fails
            compare_all(eagerly(case, arrays), case, arrays)
        return
    if not exists(case["op"]):
        pytest.fail(f"{case['op']} is recorded, but there is no such op")

    compare_all(eagerly(case, arrays), case, arrays)


@pytest.mark.parametrize("name", one_of_each_kind(8))
def test_gradients_traced_without_sizes_are_those_of_tensorflow(name):
    case, arrays = recorded()[name]
    if name not in gaps():
        compare_all(traced(case, arrays, True), case, arrays)


@pytest.mark.parametrize("name", one_of_each_kind(1))
def test_gradients_traced_with_sizes_are_those_of_tensorflow(name):
    case, arrays = recorded()[name]
    if name not in gaps():
        compare_all(traced(case, arrays, False), case, arrays)


def test_gaps_are_of_cases_there_are():
    assert set(gaps()) <= set(recorded())
