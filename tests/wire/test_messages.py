"""The messages: found by name, apart from the default pool, and equal to their sources."""

import importlib.util
import re
import subprocess
import sys

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, text_format
from google.protobuf.message import DecodeError
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.wire import messages

KERAS = "third_party.tensorflow.python.keras.protobuf"
SPLITTER = "tensorflow.proto_splitter"
DECLARATION = re.compile(
    r"(?:(repeated|optional) )?(?:map<(.+)>|([\w.]+)) (\w+) = (\d+)(?: \[.*\])?;"
)
LABELS = {
    descriptor_pb2.FieldDescriptorProto.LABEL_OPTIONAL: "optional",
    descriptor_pb2.FieldDescriptorProto.LABEL_REPEATED: "repeated",
}


def a_model():
    """Return a SavedModel with an Any, maps and an enum in it."""
    model = messages.SavedModel(saved_model_schema_version=1)
    graph = model.meta_graphs.add()
    asset = messages.AssetFileDef(filename="words.txt")
    graph.collection_def["saved_model_assets"].any_list.value.add().Pack(asset)
    graph.graph_def.node.add(name="x", op="Const").attr["dtype"].type = messages.DataType.DT_HALF
    return model


def test_messages_and_enums_are_found_by_plain_name():
    assert messages.GraphDef.DESCRIPTOR.full_name == "tensorflow.GraphDef"
    assert messages.MetaGraphDef.MetaInfoDef(tags=["serve"]).tags == ["serve"]
    assert messages.DataType.Name(19) == "DT_HALF"
    assert messages.DataType.DT_HALF == 19
    assert messages.GraphDef is messages.GraphDef


def test_tensorflows_own_package_wins_where_names_are_shared():
    assert messages.VersionDef.DESCRIPTOR.full_name == "tensorflow.VersionDef"
    assert messages.SavedObject.DESCRIPTOR.full_name == "tensorflow.SavedObject"
    assert messages.find(f"{KERAS}.SavedObject")(node_path="root").node_path == "root"
    assert messages.find(f"{SPLITTER}.VersionDef")(join_version=1).join_version == 1
    assert messages.ChunkMetadata.DESCRIPTOR.full_name == f"{SPLITTER}.ChunkMetadata"
    assert messages.Any.DESCRIPTOR.full_name == "google.protobuf.Any"


def test_a_name_that_is_no_message_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'NoSuchDef'"):
        _ = messages.NoSuchDef
    with pytest.raises(KeyError):
        messages.find("tensorflow.NoSuchDef")
    assert not hasattr(messages, "__wrapped__")


def test_every_listed_name_resolves():
    assert {"POOL", "SavedModel", "DataType", "parse", "FingerprintDef"} <= set(dir(messages))
    for name in dir(messages):
        assert name.startswith("_") or getattr(messages, name) is not None


def test_the_descriptors_are_read_only_when_a_message_is_asked_for(root):
    program = (
        "from tfcompat._src.wire import messages\n"
        "assert 'POOL' not in vars(messages) and not messages._new_pool.cache_info().currsize\n"
        "messages.GraphDef\n"
        "assert messages._new_pool.cache_info().currsize == 1"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root)


def test_threads_that_start_together_share_one_pool(root):
    program = (
        "import sys, threading\n"
        "from tfcompat._src.wire import messages\n"
        "sys.setswitchinterval(1e-6)\n"
        "found = []\n"
        "work = [threading.Thread(target=lambda: found.append(messages.POOL)) for _ in range(8)]\n"
        "[thread.start() for thread in work], [thread.join() for thread in work]\n"
        "assert len(found) == 8 and len(set(map(id, found))) == 1"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root)


def test_the_default_pool_is_left_alone():
    assert messages.POOL is not descriptor_pool.Default()
    assert messages.GraphDef.DESCRIPTOR.file.pool is not descriptor_pool.Default()


def test_bytes_and_text_give_the_same_message_back():
    model = a_model()

    again = messages.parse(messages.SavedModel, model.SerializeToString())
    from_text = messages.from_text(messages.SavedModel, messages.to_text(model))

    assert again.SerializeToString() == model.SerializeToString()
    assert from_text.SerializeToString() == model.SerializeToString()


def test_any_buffer_can_be_parsed():
    data = a_model().SerializeToString()

    for buffer in (bytearray(data), memoryview(data)):
        assert messages.parse(messages.SavedModel, buffer).SerializeToString() == data


def test_text_shows_what_is_inside_an_any():
    text = messages.to_text(a_model())

    assert '[type.googleapis.com/tensorflow.AssetFileDef] {' in text
    assert 'filename: "words.txt"' in text


def test_an_any_unpacks_to_the_message_packed_into_it():
    assets = a_model().meta_graphs[0].collection_def["saved_model_assets"].any_list
    asset = messages.AssetFileDef()

    assert assets.value[0].type_url == "type.googleapis.com/tensorflow.AssetFileDef"
    assert assets.value[0].Unpack(asset)
    assert asset.filename == "words.txt"


@pytest.mark.parametrize("data", [b"garbage", b"\x0a\xff\xff", b"\x12\x05abc", b"\xff" * 20])
def test_a_corrupt_file_is_an_os_error_that_names_the_file(data):
    with pytest.raises(OSError, match=r"^Cannot parse file b'/m/saved_model\.pb': .*\.$"):
        messages.parse(messages.SavedModel, data, "/m/saved_model.pb")
    with pytest.raises(OSError, match=r"^Cannot parse file b'/m/saved_model\.pb': "):
        messages.parse(messages.SavedModel, data, b"/m/saved_model.pb")


def test_corrupt_bytes_without_a_file_are_protobufs_own_error():
    with pytest.raises(DecodeError):
        messages.parse(messages.SavedModel, b"garbage")
    with pytest.raises(text_format.ParseError):
        messages.from_text(messages.SavedModel, "no_such_field: 3")


def test_a_corrupt_text_file_is_an_os_error_with_the_place_in_it():
    with pytest.raises(OSError) as caught:
        messages.from_text(messages.SavedModel, "no_such_field: 3", "/m/saved_model.pbtxt")

    assert str(caught.value) == (
        "Cannot parse file b'/m/saved_model.pbtxt': 1:1 : Message type \"tensorflow.SavedModel\" "
        'has no field named "no_such_field"..'
    )


@given(st.integers(min_value=0, max_value=200), st.binary(max_size=3))
def test_cut_or_damaged_bytes_parse_or_raise_an_os_error(length, extra):
    data = a_model().SerializeToString()[:length] + extra

    try:
        messages.parse(messages.SavedModel, data, "f")
    except OSError as error:
        assert str(error).startswith("Cannot parse file b'f': ")


def test_unknown_fields_survive_a_round_trip():
    data = messages.VersionDef(producer=5).SerializeToString() + b"\xf8\x3f\x05"

    assert messages.parse(messages.VersionDef, data).SerializeToString() == data


def test_field_numbers_are_those_of_files_in_the_wild(root):
    path = root / "tests/wire/data/fingerprints/counter/saved_model.pb"
    model = messages.parse(messages.SavedModel, path.read_bytes(), str(path))
    graph = model.meta_graphs[0]

    assert graph.meta_info_def.tags == ["serve"]
    assert graph.meta_info_def.tensorflow_version == "2.21.0"
    assert graph.signature_def["serving_default"].outputs["sum"].dtype == 1
    kinds = {node.WhichOneof("kind") for node in graph.object_graph_def.nodes}
    assert {"user_object", "variable", "function", "bare_concrete_function"} <= kinds


def test_the_descriptor_set_says_what_the_sources_say(root):
    written, shipped = set(), set()
    for path in sorted((root / "protos").rglob("*.proto")):
        name = path.relative_to(root / "protos").as_posix()
        written |= {(name, *fact) for fact in declared(path.read_text())}
    descriptors = root / "tfcompat/_src/wire/descriptors.pb"
    for file in descriptor_pb2.FileDescriptorSet.FromString(descriptors.read_bytes()).file:
        if not file.name.startswith("google/"):
            shipped |= {(file.name, *fact) for fact in described(file)}

    assert written == shipped
    assert len(written) > 500


@pytest.mark.skipif(not importlib.util.find_spec("grpc_tools"), reason="needs grpcio-tools")
def test_the_descriptor_set_is_what_protoc_makes_of_the_sources(root):
    command = [sys.executable, "tools/build_descriptors.py", "--check"]

    subprocess.run(command, cwd=root, check=True)


def declared(text):
    """Yield scope, label, plain type, name and number of all fields and enum values of a file."""
    scope = []
    for line in text.splitlines():
        line = line.strip()
        opened = re.fullmatch(r"(message|enum|oneof) (\w+) \{(\}?)", line)
        if opened and not opened[3]:
            scope.append((opened[1], opened[2]))
        elif line == "}":
            scope.pop()
        elif scope and not line.startswith(("//", "reserved")):
            path = ".".join(name for kind, name in scope if kind != "oneof")
            if scope[-1][0] == "enum":
                name, number = line.rstrip(";").split(" = ")
                yield path, "value", "", name, int(number)
            elif line:
                label, mapped, plain, name, number = DECLARATION.fullmatch(line).groups()
                label = "repeated" if mapped else label or "optional"
                kind = "map" if mapped else plain.rpartition(".")[2]
                yield path, label, kind, name, int(number)


def described(file):
    """Yield the same facts of a file descriptor."""
    pending = [("", enum) for enum in file.enum_type] + [("", item) for item in file.message_type]
    while pending:
        scope, item = pending.pop()
        path = f"{scope}.{item.name}".lstrip(".")
        if isinstance(item, descriptor_pb2.EnumDescriptorProto):
            for value in item.value:
                yield path, "value", "", value.name, value.number
            continue
        entries = {nested.name for nested in item.nested_type if nested.options.map_entry}
        for field in item.field:
            kind = field.type_name.rpartition(".")[2] or field.Type.Name(field.type)[5:].lower()
            kind = "map" if kind in entries else kind
            yield path, LABELS[field.label], kind, field.name, field.number
        inner = [*item.enum_type, *item.nested_type]
        pending.extend((path, nested) for nested in inner if nested.name not in entries)
