"""The samples of every op, and how a kernel is run on one.

The samples are in the files `tests/ops/samples_*.py`: `SAMPLES = {op: [(inputs, attrs)]}`, one item
of `inputs` for each input argument (a list for list arguments; `made_inputs.made` where an op has
to make it), and only such attributes as inputs do not imply. An op that cannot be called by itself
has an empty list there.
"""

import functools
import importlib.util
import pathlib

import numpy as np
import pytest
from made_inputs import Made, evaluated, mapped

from tfcompat._src.arrays import on_numpy
from tfcompat._src.base import dtypes
from tfcompat._src.ops.variants import Variant
from tfcompat._src.registry import find

SAMPLES = pathlib.Path(__file__).resolve().parents[1] / "ops"


@functools.cache
def samples():
    """Return {op: samples} of all families."""
    found = {}
    for path in sorted(SAMPLES.glob("samples_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        twice = found.keys() & module.SAMPLES.keys()
        assert not twice, f"{path.name} has samples of ops that another file has: {twice}"
        found.update(module.SAMPLES)
    return found


def every_sample():
    """Return (op, sample's number) of all samples, as test parameters."""
    return [
        pytest.param(name, i, id=f"{name}-{i}")
        for name, rows in sorted(samples().items())
        for i in range(len(rows))
    ]


def dtype_of(item):
    """Return the DType of an array or of a Python object standing for a handle."""
    if isinstance(item, Variant):
        return dtypes.variant
    return dtypes.from_numpy(item.dtype) if hasattr(item, "ndim") else dtypes.resource


def attributes(op, inputs, given):
    """Return all attributes of a call, those that its inputs imply included."""
    attrs = {}
    for arg, item in zip(op.definition.inputs, inputs, strict=True):
        if arg.type_list_attr:
            attrs[arg.type_list_attr] = [dtype_of(part) for part in item]
        if arg.number_attr:
            attrs[arg.number_attr] = len(item)
        if arg.type_attr and (item if arg.is_list else True):
            first = item[0] if arg.is_list else item
            attrs[arg.type_attr] = first.dtype if arg.is_ref else dtype_of(first)
    attrs.update(given)
    kinds = {name: attr.kind for name, attr in op.definition.attrs.items()}
    functions = {name: attrs[name] for name in attrs if kinds.get(name) in ("func", "list(func)")}
    names = {
        name: "f" if callable(value) else ["f"] * len(value) for name, value in functions.items()
    }
    return op.bind(attrs | names) | functions


def frozen(item):
    """Return a copy of an input that nobody can write to; handles as they are."""
    return mapped(_frozen_array, item)


def _frozen_array(item):
    if not hasattr(item, "ndim"):
        return item
    item = np.array(item)
    item.flags.writeable = False
    return item


@functools.cache
def run(name, i):
    """Run a sample; return (op, its inputs, attributes, flat list of (output, DType))."""
    inputs, given = samples()[name][i]
    inputs = [with_handles(frozen(item)) for item in inputs]
    return find(name), inputs, *call(name, inputs, given)


def call(name, inputs, given, xp=on_numpy):
    """Call a kernel; return (attributes, flat list of (output, DType))."""
    op = find(name)
    attrs = attributes(op, inputs, given)
    with np.errstate(all="ignore"):
        result = op.kernel(xp, *inputs, **{key: attrs[key] for key in op.kernel_attrs})
    return attrs, list(flat_outputs(op, attrs, result))


def with_handles(item):
    """Return an input with the handles in it made."""
    return evaluated(item, lambda *made: [output for output, _ in call(*made)[1]])


def call_elsewhere(xp, upload, name, inputs, given):
    """Call a kernel on another array module; return the flat list of (output, DType).

    Args:
        xp: the array module.
        upload: function that brings an array there; operands of the host are left where they are.
        name: the name of the op.
        inputs: its inputs, on the host.
        given: such attributes as inputs do not imply.
    """
    def carried(arg, item):
        if isinstance(item, Made):
            found = call_elsewhere(xp, upload, item.op, item.inputs, item.attrs)
            return found[item.output][0]
        if isinstance(item, list):
            return [carried(arg, part) for part in item]
        return item if arg.name in op.host else upload(item)

    op = find(name)
    inputs = [carried(arg, item) for arg, item in zip(op.definition.inputs, inputs, strict=True)]
    return call(name, inputs, given, xp)[1]


def flat_outputs(op, attrs, result):
    """Yield (output, the DType its definition promises) for every output."""
    args = op.definition.outputs
    result = () if not args else (result,) if len(args) == 1 else result
    for arg, value in zip(args, result, strict=True):
        if arg.type_list_attr:
            yield from zip(value, attrs[arg.type_list_attr], strict=True)
        else:
            dtype = attrs[arg.type_attr] if arg.type_attr else arg.type
            values = value if arg.number_attr else [read(value) if arg.is_ref else value]
            assert len(values) == (attrs[arg.number_attr] if arg.number_attr else 1)
            yield from ((one, dtype) for one in values)


def flat(inputs):
    """Return the arrays of an input list that has lists in it."""
    return [part for item in inputs for part in (item if isinstance(item, list) else [item])]


def read(reference):
    """Return the value of a variable; zeros where it has none yet."""
    if reference.value is not None:
        return reference.value
    shape = reference.shape.as_list() if reference.shape.is_fully_defined() else ()
    return np.zeros(shape, dtypes.numpy_dtype(reference.dtype))
