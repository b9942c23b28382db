"""Misfits that the hunt found in ops of networks, pictures, sound and quantized numbers.

The rows are in `neural_misfits.json`, one a line: the op, its inputs and its attributes. An input
is its dtype, its shape and, where they matter, its elements; those that are not given are ones.
"""

import json
import pathlib

import ml_dtypes
import numpy as np

_PATH = pathlib.Path(__file__).with_suffix("").with_name("neural_misfits.json")


def _array(dtype, shape, elements=None):
    if dtype == "string":
        flat = [text.encode("latin-1") for text in elements]
        array = np.empty(len(flat), object)
        array[:] = flat
        return array.reshape(shape)
    kind = getattr(ml_dtypes, dtype, dtype)
    if dtype.startswith(("qint", "quint")):
        kind = dtype[1:]
    if elements is None:
        array = np.ones(shape, kind)
    elif dtype.startswith("complex"):
        parts = np.array(elements, "float64").reshape(-1, 2)
        array = (parts[:, 0] + 1j * parts[:, 1]).astype(kind).reshape(shape)
    else:
        array = np.array(elements).astype(kind).reshape(shape)
    return array.view(np.dtype([(dtype, array.dtype)])) if kind != dtype and dtype[0] == "q" else (
        array
    )


def _input(item):
    if isinstance(item, dict):
        return [_array(*part) for part in item["list"]]
    return _array(*item)


def _attr(value):
    if isinstance(value, dict):
        return value["bytes"].encode("latin-1")
    return [_attr(item) for item in value] if isinstance(value, list) else value


CASES = {}
for op, inputs, attrs in json.loads(_PATH.read_text(encoding="utf-8")):
    row = [_input(item) for item in inputs], {key: _attr(value) for key, value in attrs.items()}
    CASES.setdefault(op, []).append(row)
