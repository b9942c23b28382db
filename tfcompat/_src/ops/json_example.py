"""Examples written as JSON, read into the bytes of tf.train.Example."""

import base64
import binascii
import json
import struct

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.strings import mapped
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.shape_functions import unchanged
from tfcompat._src.wire import varint

_LISTS = {"bytesList": 1, "bytes_list": 1, "floatList": 2, "float_list": 2, "int64List": 3,
          "int64_list": 3}
_SPECIAL = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": -float("inf")}


@op("""
    DecodeJSONExample(json_examples: string) -> binary_examples: string
""")
def decode_json_example(xp, json_examples):
    """Turn examples in JSON into serialized ones, their features in the order of the text.

    Shapes:
        json_examples, binary_examples: any, the same
    Errors:
        InvalidArgumentError: a text is no JSON, or no example.
    Source: tf.raw_ops.DecodeJSONExample
    """
    return mapped(xp, _example, json_examples)


def _example(text):
    try:
        fields = _object(json.loads(text.decode(), object_pairs_hook=list), "tensorflow.Example")
        return b"".join(_field(1, _features(value)) for name, value in fields
                        if _known(name, {"features"}, "tensorflow.Example")
                        and value is not None)
    except (ValueError, struct.error, binascii.Error) as error:
        raise InvalidArgumentError(f"Error while parsing JSON: {error}") from None


def _known(name, names, message):
    if name not in names:
        raise ValueError(f"no such field: '{name}' in {message}")
    return True


def _object(value, message):
    """Return the pairs of an object; an array of pairs reads as one, which no message has."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(pair, tuple) for pair in value):
        raise ValueError(f"expected an object for {message}")
    return value


def _features(value):
    parts = []
    for name, features in _object(value, "tensorflow.Features"):
        _known(name, {"feature"}, "tensorflow.Features")
        for key, feature in _object(features, "a map of features"):
            entry = _field(1, key.encode()) + _field(2, _feature(feature))
            parts.append(_field(1, entry))
    return b"".join(parts)


def _feature(value):
    parts = []
    for name, content in _object(value, "tensorflow.Feature"):
        _known(name, _LISTS, "tensorflow.Feature")
        number = _LISTS[name]
        items = []
        for key, values in _object(content, name):
            _known(key, {"value"}, name)
            items += values or []
        parts.append(_field(number, b"".join(_ITEM[number](item) for item in items)))
    return b"".join(parts)


def _bytes_item(item):
    if not isinstance(item, str):
        raise ValueError(f"expected base64 text, not {item!r}")
    text = item.replace("-", "+").replace("_", "/").rstrip("=")
    return _field(1, base64.b64decode(text + "=" * (-len(text) % 4), validate=True))


def _float_item(item):
    if isinstance(item, str):
        item = _SPECIAL[item] if item in _SPECIAL else float(item)
    if isinstance(item, bool) or not isinstance(item, (int, float)):
        raise ValueError(f"expected a number, not {item!r}")
    return b"\x0d" + struct.pack("<f", item)


def _int_item(item):
    if isinstance(item, bool) or not isinstance(item, (int, float, str)) or item != item:
        raise ValueError(f"expected an integer, not {item!r}")
    value = int(item)
    if isinstance(item, float) and value != item or not -2**63 <= value < 2**63:
        raise ValueError(f"expected an integer of 64 bits, not {item!r}")
    return b"\x08" + varint.write(value & 0xFFFFFFFFFFFFFFFF)


_ITEM = {1: _bytes_item, 2: _float_item, 3: _int_item}


def _field(number, content):
    return bytes([number << 3 | 2]) + varint.write(len(content)) + content


decode_json_example.shape(unchanged)
no_gradient(decode_json_example, "texts have no gradient")
