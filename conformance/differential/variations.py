"""Variations of an op's samples: other dtypes, values, shapes and attributes, drawn by hypothesis.

A variation stays close to a row that somebody wrote, since inputs drawn blindly are refused by
most ops. Inputs that say sizes, axes and positions only get small numbers: what TensorFlow does
with huge ones is to run out of memory.
"""

import re
import warnings

import ml_dtypes
import numpy as np
from hypothesis import strategies as st

from tfcompat._src.base import dtypes
from tfcompat._src.registry import find

FLOATS = (0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 1e-3, 100.0, -65000.0, np.inf, -np.inf, np.nan)
INTEGERS = (0, 1, 2, 3, -1, -2, 5, 7, 100)
POSITIONS = (0, 1, 2, 3, 4, -1, -2, -3)
TEXTS = (b"", b"a", b"ab c", b"\xc3\xa9t\xc3\xa9", b"-1.5", b"\xff\x00")
_SPREADS = re.compile("linalg|fft|image|matrix")
KINDS = {
    "float16": np.float16, "bfloat16": ml_dtypes.bfloat16, "float32": np.float32,
    "float64": np.float64, "complex64": np.complex64, "complex128": np.complex128,
    "bool": np.bool_, "int8": np.int8, "int16": np.int16, "int32": np.int32, "int64": np.int64,
    "uint8": np.uint8, "uint16": np.uint16, "uint32": np.uint32, "uint64": np.uint64,
}


@st.composite
def rows(draw, name, samples):
    """Draw a row of an op: (inputs, attrs), close to one of its samples."""
    definition, host = find(name).definition, find(name).host
    pools = _pools(find(name).family)
    inputs, attrs = draw(st.sampled_from(samples))
    inputs, attrs = list(inputs), dict(attrs)
    kinds = {}
    for i, arg in enumerate(definition.inputs):
        free = bool(arg.type_attr) and arg.name not in host
        if free and arg.type_attr not in kinds:
            allowed = definition.attrs[arg.type_attr].allowed
            kinds[arg.type_attr] = _kind(draw, allowed)
        if isinstance(inputs[i], list):
            inputs[i] = [
                _vary(draw, item, kinds.get(arg.type_attr), free and pools) for item in inputs[i]
            ]
        else:
            inputs[i] = _vary(draw, inputs[i], kinds.get(arg.type_attr), free and pools)
    for attr in definition.attrs.values():
        if attr.name not in definition.inferred and draw(st.integers(0, 3)) == 0:
            _vary_attr(draw, attr, attrs)
    return inputs, attrs


def _pools(family):
    """Return the floats and complex numbers that inputs of a family's ops may hold.

    What is not finite spreads through matrices, transforms, images and complex products by the
    order of a library's operations, which nobody promises.
    """
    finite = tuple(value for value in FLOATS if np.isfinite(value))
    return (finite if _SPREADS.search(family) else FLOATS), finite


def _kind(draw, allowed):
    """Draw the dtype of all inputs that share a type attribute; None leaves it as it is."""
    names = [name for name in KINDS if not allowed or dtypes.as_dtype(name) in allowed]
    if not names or draw(st.booleans()):
        return None
    return KINDS[draw(st.sampled_from(names))]


def _vary(draw, array, kind, free):
    if not hasattr(array, "ndim") or array.dtype.names:
        return array
    if kind is not None and array.dtype != object:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # complex numbers lose a part
            array = array.astype(kind)
    change = draw(st.integers(0, 9))
    if change <= 2:
        array = np.resize(array, _shape(draw, array.shape)) if array.size else array
    if change >= 2 and array.size and draw(st.booleans()):
        array = _with_values(draw, array, free)
    return array


def _shape(draw, shape):
    """Draw a shape with one dimension more, less or other."""
    shape = list(shape)
    what = draw(st.sampled_from(["scalar", "more", "less", "size"]))
    if what == "scalar":
        return ()
    if what == "more":
        return (1, *shape)
    if what == "less" or not shape:
        return tuple(shape[1:])
    i = draw(st.integers(0, len(shape) - 1))
    shape[i] = draw(st.sampled_from([0, 1, 2, 3, shape[i] + 1]))
    return tuple(shape)


def _with_values(draw, array, free):
    """Return an array with some elements drawn."""
    array = np.array(array)
    kind = "f" if array.dtype == ml_dtypes.bfloat16 else array.dtype.kind
    if kind in "fc":
        pool = (free or (FLOATS, FLOATS))[kind == "c"]
    elif kind in "iu":
        pool = INTEGERS + ((np.iinfo(array.dtype).max, np.iinfo(array.dtype).min) if free else ())
        pool = pool if free else POSITIONS
        pool = tuple(value for value in pool if kind == "i" or value >= 0)
    elif kind == "b":
        pool = (True, False)
    elif kind == "O":
        pool = TEXTS
    else:
        return array
    flat = array.reshape(-1)
    for _ in range(draw(st.integers(1, min(4, flat.size)))):
        i = draw(st.integers(0, flat.size - 1))
        with np.errstate(all="ignore"):
            flat[i] = draw(st.sampled_from(pool))
    return flat.reshape(array.shape)


def _vary_attr(draw, attr, attrs):
    """Change an attribute's value to another of its kind."""
    if attr.kind == "bool":
        attrs[attr.name] = draw(st.booleans())
    elif attr.kind == "int":
        low = -2 if attr.minimum is None else attr.minimum
        attrs[attr.name] = draw(st.integers(low, low + 5))
    elif attr.kind == "string" and attr.allowed:
        attrs[attr.name] = draw(st.sampled_from(attr.allowed))
    elif attr.kind == "list(int)" and attrs.get(attr.name):
        values = list(attrs[attr.name])
        values[draw(st.integers(0, len(values) - 1))] = draw(st.integers(-1, 4))
        attrs[attr.name] = values
