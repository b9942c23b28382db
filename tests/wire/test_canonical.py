"""Canonical bytes: C++'s order, whatever order a message was built or stored in."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfcompat._src.wire import messages
from tfcompat._src.wire.canonical import canonical_bytes
from tfcompat._src.wire.farmhash import fingerprint64

KEYS = st.text("ab/_\u00e9\uffff\U0001f600", max_size=3)
STRUCTURES = st.recursive(
    st.integers(-(2**63), 2**63 - 1),
    lambda inner: st.dictionaries(KEYS, inner, max_size=4) | st.lists(inner, max_size=3),
    max_leaves=20,
)
UNKNOWN = (
    b"\xf8\x3f\x05"  # a number
    b"\xf2\x3f\x02ab"  # bytes
    b"\xfb\x3f\x08\x01\xfb\x3f\xfc\x3f\xfc\x3f"  # a group within a group
    b"\xf9\x3f12345678"
    b"\xfd\x3f1234"
)


def structured(value, shuffle):
    """Return a StructuredValue, with the entries of dicts added in a shuffled order."""
    message = messages.StructuredValue()
    if isinstance(value, int):
        message.int64_value = value
    elif isinstance(value, list):
        message.list_value.SetInParent()
        message.list_value.values.extend(structured(item, shuffle) for item in value)
    else:
        message.dict_value.SetInParent()
        keys = list(value)
        shuffle(keys)
        for key in keys:
            message.dict_value.fields[key].CopyFrom(structured(value[key], shuffle))
    return message


def keys_in_order(data, cls, field):
    """Return the keys of a map that is the only field in some bytes, as they follow there."""
    keys = []
    while data:
        length = data[1]
        keys += getattr(cls.FromString(data[: 2 + length]), field)
        data = data[2 + length :]
    return keys


def test_a_message_no_python_runtime_writes_like_cpp_has_the_hash_of_cpp(root):
    folder = root / "tests/wire/data/fingerprints"
    expected = json.loads((folder / "expected.json").read_text())["unordered"]
    data = (folder / "unordered/saved_model.pb").read_bytes()
    model = messages.parse(messages.SavedModel, data)

    assert fingerprint64(canonical_bytes(model)) == expected["saved_model_checksum"]


def test_string_keys_are_sorted_by_their_bytes():
    node = messages.NodeDef()
    for key in ("b", "aa", "", "a", "\U0001f600", "\uffff", "Z"):
        node.attr[key].i = 1

    keys = keys_in_order(canonical_bytes(node), messages.NodeDef, "attr")

    assert keys == ["", "Z", "a", "aa", "b", "\uffff", "\U0001f600"]


@pytest.mark.parametrize(
    ("cls", "field", "keys"),
    [
        ("FunctionDef", "resource_arg_unique_id", [0, 1, 2, 10, 127, 128, 300, 2**32 - 1]),
        ("GraphDebugInfo", "frames_by_id", [0, 1, 256, 2**40, 2**63, 2**64 - 1]),
    ],
)
def test_number_keys_ascend(cls, field, keys):
    cls = getattr(messages, cls)
    message = cls()
    entries = getattr(message, field)
    for key in random.Random(1).sample(keys, len(keys)):
        if field == "frames_by_id":
            entries[key].SetInParent()
        else:
            entries[key] = 0

    assert keys_in_order(canonical_bytes(message), cls, field) == keys


def test_fields_follow_their_numbers():
    function = messages.FunctionDef()
    function.control_ret["c"] = "d"
    function.attr["a"].i = 0
    function.ret["r"] = "s"
    function.signature.name = "f"

    assert [byte >> 3 for byte in top_level_tags(canonical_bytes(function))] == [1, 4, 5, 6]


def test_unknown_fields_come_last_in_their_own_message():
    node = messages.FunctionDef.FromString(UNKNOWN)
    node.attr["x"].i = 3
    inner = node.node_def.add()
    inner.MergeFromString(UNKNOWN)
    inner.name = "n"

    data = canonical_bytes(node)

    assert data.endswith(UNKNOWN)
    assert data.count(UNKNOWN) == 2
    assert (b"\x0a\x01n" + UNKNOWN) in data


def test_an_any_is_left_as_it_is():
    packed = messages.NodeDef()
    for key in "cba":
        packed.attr[key].i = 1
    info = messages.MetaGraphDef.MetaInfoDef()
    info.any_info.value = packed.SerializeToString()

    assert info.any_info.value in canonical_bytes(info)


def test_numbers_and_tensors_are_copied_bit_by_bit():
    tensor = messages.TensorProto(
        dtype=1, int_val=[-1, 0, 300], float_val=[float("nan"), -0.0], tensor_content=b"\0" * 300
    )
    info = messages.SavedSliceMeta(name="x" * 200)

    assert canonical_bytes(tensor) == tensor.SerializeToString()
    assert canonical_bytes(info) == info.SerializeToString()
    assert canonical_bytes(messages.SavedModel()) == b""


@given(STRUCTURES, st.randoms())
@settings(deadline=None)
def test_the_order_of_building_does_not_show(value, randomness):
    one, other = structured(value, lambda keys: None), structured(value, randomness.shuffle)

    assert canonical_bytes(one) == canonical_bytes(other)
    assert canonical_bytes(one) == by_definition(value)
    assert messages.StructuredValue.FromString(canonical_bytes(one)) == one


def by_definition(value):
    """Serialize a structure straight from the wire format's definition."""
    if isinstance(value, int):
        return b"\x60" + varint(2 * value if value >= 0 else -2 * value - 1)
    if isinstance(value, list):
        content = b"".join(field(0x0A, by_definition(item)) for item in value)
        return field_wide(0x9A, content)
    entries = sorted((key.encode(), by_definition(item)) for key, item in value.items())
    content = b"".join(
        field(0x0A, field(0x0A, key) + field(0x12, item)) for key, item in entries
    )
    return field_wide(0xAA, content)


def field(tag, content):
    return bytes([tag]) + varint(len(content)) + content


def field_wide(tag, content):
    return bytes([tag, 3]) + varint(len(content)) + content


def varint(number):
    found = []
    while number >= 0x80:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def top_level_tags(data):
    """Return the tags of short length-delimited fields."""
    tags = []
    while data:
        tags.append(data[0])
        data = data[2 + data[1] :]
    return tags
