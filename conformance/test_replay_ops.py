"""Replays what TensorFlow's ops were recorded to do, eagerly and traced; needs no TensorFlow.

The cases are in `ops/<family>.json`, written by `record/record_ops.py`. Dtypes, shapes, classes
and sentences of errors must be the same; floats may differ by what their dtype allows. Known
differences are in `gaps.txt`; one that is gone must be taken off the list.
"""

import functools
import json
import pathlib
import re

import numpy as np
import pytest
from made_inputs import Made, evaluated, leaves, mapped

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import OpError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import raw
from tfcompat._src.core.tensor import wrap
from tfcompat._src.function.function import Function
from tfcompat._src.registry import exists, find

HERE = pathlib.Path(__file__).resolve().parent
FRAMES = (
    re.compile(r"^\{\{function_node .*?\}\} (.*) \[Op:\w+\] name: \S*$", re.DOTALL),
    re.compile(r"^(.*) \[Op:\w+\] name: \S*$", re.DOTALL),
)
# Relative and absolute differences: two units in the last place of the narrow types; sums and
# exponentials of the wider ones are computed in other orders and by other approximations.
TOLERANCE = {
    "float16": (2e-3, 1e-4), "bfloat16": (1.6e-2, 1e-3), "float32": (4e-6, 1e-6),
    "float64": (2e-13, 1e-14), "complex64": (4e-6, 2e-6), "complex128": (2e-13, 1e-14),
}
# Ops that add up many products: where these cancel, what is left differs by the rounding of the
# largest of them.
SUMS = re.compile("MatMul|Conv|Einsum")


@functools.cache
def recorded():
    """Return {name of the case: (case, large arrays of its family)}."""
    found = {}
    for path in sorted(HERE.glob("ops/*.json")):
        large = path.with_suffix(".npz")
        arrays = dict(np.load(large)) if large.exists() else {}
        for case in json.loads(path.read_text(encoding="utf-8")):
            name = first = described(case)
            number = 1
            while name in found:
                number += 1
                name = f"{first} #{number}"
            found[name] = (case, arrays)
    return found


def described(case):
    """Return a name that says what a case is about: `Sum float32[2,3] int32[] keep_dims=true`."""
    words = [case["op"], *map(shown, case["inputs"])]
    words += [f"{key}={json.dumps(value)}" for key, value in sorted(case["attrs"].items())]
    return " ".join(words)


def shown(item):
    """Return an input as text."""
    if isinstance(item, dict) and "made" in item:
        op, inputs, _, output = item["made"]
        return f"{op}({' '.join(map(shown, inputs))})" + (f":{output}" if output else "")
    if isinstance(item, dict):
        return "(" + " ".join(map(shown, item["list"])) + ")"
    return f"{item[0]}[{','.join(map(str, item[1]))}]"


def gaps():
    """Return {name of a case: why it differs} from the list of known gaps."""
    lines = (HERE / "gaps.txt").read_text(encoding="utf-8").splitlines()
    rows = (line[4:].partition(" :: ") for line in lines if line.startswith("ops "))
    return {name.strip(): why for name, _, why in rows}


def decode(item, arrays):
    """Return the tensor of a recorded input, the list of tensors, or the call that makes it."""
    if isinstance(item, dict) and "made" in item:
        op, inputs, attrs, output = item["made"]
        attrs = {key: decode_attr(value) for key, value in attrs.items()}
        return Made(op, [decode(part, arrays) for part in inputs], attrs, output)
    if isinstance(item, dict):
        return [decode(part, arrays) for part in item["list"]]
    array, dtype = decode_array(item, arrays)
    return wrap(array, dtype)


def decode_array(item, arrays):
    """Return (array, DType) of a recorded array."""
    name, shape, elements = item
    dtype = dtypes.as_dtype(name)
    storage = dtypes.numpy_dtype(dtype)
    if dtype == dtypes.variant:
        return np.empty(shape, object), dtype
    if isinstance(elements, str):
        bits = arrays[elements]
        return (bits.view(storage) if storage.kind == "V" else bits).reshape(shape), dtype
    if dtype == dtypes.string:
        array = np.empty(len(elements), object)
        array[:] = [text.encode("latin-1") for text in elements]
        return array.reshape(shape), dtype
    if storage.kind == "c":
        parts = np.array(elements, storage.type(0).real.dtype).reshape(-1, 2)
        return (parts[:, 0] + 0j).reshape(shape) if not parts.size else (
            parts.view(storage).reshape(shape)
        ), dtype
    return np.array(elements, storage).reshape(shape), dtype


def decode_attr(value):
    """Return a recorded attribute value."""
    if isinstance(value, dict):
        if "bytes" in value:
            return value["bytes"].encode("latin-1")
        if "shape" in value:
            return TensorShape(value["shape"])
        return decode_array(value["tensor"], {})[0]
    return [decode_attr(item) for item in value] if isinstance(value, list) else value


def replay(case, arrays):
    """Call the op; return a flat list of tensors."""
    inputs = [decode(item, arrays) for item in case["inputs"]]
    attrs = {key: decode_attr(value) for key, value in case["attrs"].items()}
    return call(case["op"], [evaluated(item, call) for item in inputs], attrs)


def replay_traced(case, arrays):
    """Call the op in a traced function, whose plan is compiled; return a flat list of tensors.

    Where TensorFlow has an error the function knows no shapes, so that it is the kernel's.
    """
    inputs = [decode(item, arrays) for item in case["inputs"]]
    attrs = {key: decode_attr(value) for key, value in case["attrs"].items()}
    given = leaves(inputs)

    def program(*arguments):
        rest = iter(arguments)
        inside = [mapped(lambda _: next(rest), item) for item in inputs]
        return call(case["op"], [evaluated(item, call) for item in inside], attrs)

    specs = [TensorSpec(None if "error" in case else item.shape, item.dtype) for item in given]
    return Function(program, input_signature=specs, autograph=False)(*given)


def call(name, inputs, attrs):
    """Call an op; return the flat list of its outputs."""
    result = getattr(raw, name)(*inputs, **attrs)
    flat = []
    if not find(name).definition.outputs:
        return flat
    for item in result if isinstance(result, (tuple, list)) else [result]:
        flat.extend(item if isinstance(item, list) else [item])
    return flat


def sentence(error):
    """Return an error's sentence without the frame."""
    for frame in FRAMES:
        match = frame.match(str(error))
        if match:
            return match.group(1)
    return str(error)


def check(case, arrays):
    """Replay a case and compare; raise AssertionError where it differs."""
    if "error" in case:
        with pytest.raises((OpError, TypeError, ValueError)) as caught:
            replay(case, arrays)
        assert [type(caught.value).__name__, sentence(caught.value)] == case["error"]
        return
    check_outputs(case, arrays, replay(case, arrays))


def check_outputs(case, arrays, outputs):
    """Compare what came out with what was recorded."""
    assert len(outputs) == len(case["outputs"])
    outputs = turned(case, outputs, arrays)
    for tensor, item in zip(outputs, case["outputs"], strict=True):
        compare(tensor, *decode_array(item, arrays), bool(SUMS.search(case["op"])))


@functools.cache
def directions():
    """Return {op: outputs whose columns may differ by factors}, as `directions.txt` has it."""
    lines = (HERE / "directions.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.partition(" :: ")[0].split() for line in lines if not line.startswith("#")]
    return {op: list(map(int, numbers)) for op, *numbers in rows if numbers}


def turned(case, outputs, arrays):
    """Return tensors with columns turned to those that were recorded, where they may be."""
    numbers = [
        i for i in directions().get(case["op"], ()) if np.asarray(outputs[i]._array).ndim > 1
    ]
    outputs, factor = list(outputs), 1
    for i in numbers:
        got, dtype = np.asarray(outputs[i]._array), outputs[i].dtype
        expected, _ = decode_array(case["outputs"][i], arrays)
        assert got.shape == expected.shape
        if i == numbers[0]:
            factor = (expected * np.conj(got)).sum(-2, keepdims=True)
            size = np.abs(factor)
            factor = np.where(size == 0, 1, factor / np.where(size == 0, 1, size))
        if factor.shape[-1] == got.shape[-1]:
            outputs[i] = wrap((got * factor).astype(got.dtype), dtype)
    return outputs


def compare(tensor, expected, dtype, is_sum):
    """Compare one output with what was recorded."""
    assert tensor.dtype == dtype
    assert tuple(tensor.shape) == expected.shape
    if dtype == dtypes.variant:
        return
    got = np.asarray(tensor._array)
    if dtype.name.startswith("float8"):
        got, expected = got.astype(np.float32), expected.astype(np.float32)
    elif dtype.name not in TOLERANCE:
        assert got.tolist() == expected.tolist()
        return
    relative, absolute = TOLERANCE.get(dtype.name, (0, 0))
    if is_sum and expected.size and dtype.name in ("float16", "bfloat16"):
        absolute = max(absolute, relative / 4 * float(abs(expected).max()))
    wide = np.complex128 if got.dtype.kind == "c" else np.float64
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(
            got.astype(wide), expected.astype(wide), relative, absolute, equal_nan=True
        )


@pytest.mark.parametrize("name", recorded())
def test_ops_do_what_tensorflow_does(name):
    case, arrays = recorded()[name]
    if name in gaps():
        with pytest.raises(BaseException):  # noqa: B017, PT011 - however it fails
            check(case, arrays)
        return
    if not exists(case["op"]):
        pytest.fail(f"{case['op']} is recorded, but there is no such op")

    check(case, arrays)


# Nodes that mean nothing outside the loop whose parts they are.
PARTS = frozenset(["Enter", "RefEnter", "Exit", "RefExit", "NextIteration", "RefNextIteration"])


@pytest.mark.parametrize("name", [
    name for name, (case, _) in recorded().items() if case["op"] not in PARTS and name not in gaps()
])
def test_ops_do_it_in_functions_too(name):
    case, arrays = recorded()[name]
    try:
        outputs = replay_traced(case, arrays)
    except (OpError, TypeError, ValueError) as error:
        if isinstance(error, ValueError) and "{{node" in str(error):
            return  # refused when the graph was built: `test_replay_shapes.py`
        assert type(error).__name__ == case["error"][0]
        assert case["error"][1] in str(error)
        return
    assert "error" not in case
    check_outputs(case, arrays, outputs)


def test_gaps_are_of_cases_there_are():
    assert set(gaps()) <= set(recorded())
