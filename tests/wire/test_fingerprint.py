"""Fingerprints: the five hashes of models that real TensorFlow saved and hashed."""

import json

import pytest

from tfcompat._src.wire import messages, riegeli
from tfcompat._src.wire.farmhash import fingerprint64
from tfcompat._src.wire.fingerprint import (
    concatenate,
    fingerprint,
    object_graph_hash,
    program_hash,
    signature_hash,
    singleprint,
)
from tfcompat._src.wire.split_fingerprint import split_fingerprint

MODELS = ["counter", "strings", "unordered", "wide"]

# What TensorFlow computed. First: the program hash of one call to a function of that name.
CALLS = [
    ("f_12", 0xC9F7039191AD6460),
    ("f_9", 0xC9F7039191AD6460),
    ("f", 0xC57CA3E6CE5663C6),
    ("f12", 0x67D89947FF055969),
    ("12", 0xB93F83BCBC66F0B1),
    ("_3", 0xB4792D2D84CBCCEC),
    ("f_012", 0xFD9D50D7D315531B),
    ("f_00", 0xFD9D50D7D315531B),
    ("f_-3", 0xC9F7039191AD6460),
    ("f_+4", 0x612825AFE1FCCF7A),
    ("f_ 5", 0xB6680DBAD514ED62),
    ("f_", 0xC9F7039191AD6460),
    ("f_1_", 0xAFB7CC0A53367F28),
    ("f_5x", 0xF754471789B57466),
    ("f_\u0661", 0xA3076794C8C53ECA),
    ("f_9223372036854775807", 0xC9F7039191AD6460),
    ("f_9223372036854775808", 0x06F0FD0E7C313508),
]
# The object graph hash of functions with these names, each with its length as a bound input.
FUNCTIONS = [
    ([], 0x0000000000000000),
    (["f_2", "g_3"], 0x8E9FF74D8E52550D),
    (["g_5", "f_4"], 0x8E9FF74D8E52550D),
    (["f_3", "g_2"], 0x5B823DA5A480E1AE),
    (["f_10", "f_9", "g_100"], 0x07E258D903DFD7B4),
    (["f_-3", "f_2", "f_ 7"], 0x3E1865C74DFDE2A1),
    (["12", "f_3"], 0xF202E753E232FE4E),
    (["f_012", "g_11"], 0xD0DEF6D39FF3F826),
    (["f_9223372036854775807", "g_1"], 0x9F329663A223812B),
]
# The signature hash of signatures with these keys, which are their method names too.
SIGNATURES = [
    ([], 0x0000000000000000),
    (["a"], 0xB764CC301370B9E9),
    (["b", "a", "aa"], 0x3AE82D9AD6C42D16),
    (["serving_default", "\xe9", ""], 0x4BEB1A3F4CA4F5C9),
]


def recorded(root, name):
    """Return a recorded SavedModel, the bytes of its index or None, and TensorFlow's hashes."""
    folder = root / "tests/wire/data/fingerprints"
    model = messages.SavedModel.FromString((folder / name / "saved_model.pb").read_bytes())
    index = folder / name / "variables.index"
    hashes = json.loads((folder / "expected.json").read_text())[name]
    return model, index.read_bytes() if index.exists() else None, hashes


def graph_of(*nodes):
    """Return a GraphDef of the given nodes."""
    return messages.GraphDef(node=nodes)


def call(function, config=None):
    """Return a node that calls a function."""
    node = messages.NodeDef(name="call", op="StatefulPartitionedCall")
    node.attr["f"].func.name = function
    if config is not None:
        node.attr["config_proto"].s = config
    return node


def string_constant(value):
    """Return a Const node holding one string."""
    node = messages.NodeDef(name="path", op="Const")
    node.attr["dtype"].type = messages.DataType.DT_STRING
    node.attr["value"].tensor.string_val.append(value)
    return node


def objects_with(*names):
    """Return a SavedObjectGraph with concrete functions of these names."""
    objects = messages.SavedObjectGraph()
    for name in names:
        objects.concrete_functions[name].bound_inputs.append(len(name))
    return objects


@pytest.mark.parametrize("name", MODELS)
def test_all_five_hashes_are_tensorflows(root, name):
    model, index, expected = recorded(root, name)

    found = fingerprint(model, index)

    assert {key: getattr(found, key) for key in expected} == expected


def test_a_split_model_has_the_five_hashes_that_tensorflow_finds(root):
    folder = root / "tests/wire/data/fingerprints"
    data = (folder / "split" / "saved_model.cpb").read_bytes()
    expected = json.loads((folder / "expected.json").read_text())["split"]
    records = dict(riegeli.Reader(data, "file").records())
    metadata = messages.ChunkMetadata.FromString(records[max(records)])
    parts = [records[chunk.offset] for chunk in metadata.chunks]

    found = split_fingerprint(metadata, parts, None)

    assert len(parts) > 2
    assert {key: getattr(found, key) for key in expected} == expected
    assert found.version.producer == 2


def test_the_version_and_a_random_uuid_are_filled_in(root):
    model, index, _ = recorded(root, "wide")

    one, other = fingerprint(model, index), fingerprint(model, index)

    assert one.version.producer == 4
    assert one.uuid.isdigit() and one.uuid != other.uuid
    assert 20 <= len(one.uuid) <= 39
    assert fingerprint(model, index, uuid="12").uuid == "12"


def test_computing_a_fingerprint_leaves_the_model_alone(root):
    model, index, _ = recorded(root, "counter")
    before = model.SerializeToString(deterministic=True)

    fingerprint(model, index)

    assert model.SerializeToString(deterministic=True) == before


def test_no_index_file_counts_as_zero(root):
    model, index, expected = recorded(root, "counter")

    assert fingerprint(model, None).checkpoint_hash == 0
    assert fingerprint(model, index).checkpoint_hash == fingerprint64(index)
    assert fingerprint(model, b"").checkpoint_hash == fingerprint64(b"")


def test_the_singleprint_joins_four_hashes(root):
    model, index, expected = recorded(root, "counter")

    parts = singleprint(fingerprint(model, index)).split("/")

    assert [int(part) for part in parts] == list(expected.values())[1:]


def test_the_program_does_not_depend_on_what_changes_between_saves():
    base = program_hash(graph_of(call("f_12", b"device"), string_constant(b"/tmp/x")))
    other = graph_of(call("f_9", b""), string_constant(b"/elsewhere"))
    other.versions.producer = 2474
    other.library.function.add().signature.name = "f_9"

    assert program_hash(other) == base


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (graph_of(call("f_1")), graph_of(call("g_1"))),
        (graph_of(call("f_1")), graph_of(call("f_1", b""))),
        (graph_of(call("f")), graph_of(call("f_1"))),
        (graph_of(messages.NodeDef(name="a")), graph_of(messages.NodeDef(name="b"))),
        (graph_of(), graph_of(string_constant(b""))),
    ],
)
def test_the_program_depends_on_everything_else(one, other):
    assert program_hash(one) != program_hash(other)


@pytest.mark.parametrize(("name", "expected"), CALLS)
def test_a_function_number_is_what_cpp_takes_for_one(name, expected):
    assert program_hash(graph_of(call(name))) == expected


def test_nodes_without_the_usual_attributes_are_hashed_too():
    bare = messages.NodeDef(name="x", op="PartitionedCall")
    constant = messages.NodeDef(name="x", op="Const")

    program_hash(graph_of(bare, constant))

    assert not bare.attr and not constant.attr


@pytest.mark.parametrize(("keys", "expected"), SIGNATURES)
def test_signatures_are_hashed_by_sorted_key(keys, expected):
    graph = messages.MetaGraphDef()
    for key in keys:
        graph.signature_def[key].method_name = key

    assert signature_hash(graph.signature_def) == expected


@pytest.mark.parametrize(("names", "expected"), FUNCTIONS)
def test_functions_are_hashed_in_the_order_of_their_numbers(names, expected):
    assert object_graph_hash(objects_with(*names)) == expected
    assert object_graph_hash(objects_with(*reversed(names))) == expected


def test_of_two_functions_with_one_number_one_counts():
    alone = {object_graph_hash(objects_with(name)) for name in ("f_1", "gg_1")}

    assert object_graph_hash(objects_with("f_1", "gg_1")) in alone


def test_a_function_without_a_number_is_refused_by_name():
    with pytest.raises(ValueError, match="Function name: `f` does not end in an integer."):
        object_graph_hash(objects_with("g_1", "f"))


def test_hashes_combine_in_order():
    assert concatenate(0, 0) != 0
    assert concatenate(1, 2) != concatenate(2, 1)
    assert 0 <= concatenate(2**64 - 1, 2**64 - 1) < 2**64
