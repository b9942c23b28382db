"""Loading what is broken: a documented error that names the trouble, never a crash within.

Whole sessions with damaged files, as TensorFlow answers them, are in conformance/facts/damage.txt.
"""

import os
import pathlib
import random
import shutil

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.state import registration
from tfcompat._src.state.auto_trackable import AutoTrackable
from tfcompat._src.wire import messages

STROKES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "models" / "strokes"
DOCUMENTED = (OSError, ValueError, tf.errors.OpError, NotImplementedError, AssertionError)


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(STROKES, tmp_path / "model")
    return tmp_path / "model"


@pytest.fixture
def message(folder):
    return messages.SavedModel.FromString((folder / "saved_model.pb").read_bytes())


def load(folder, content=None):
    if content is not None:
        data = content if isinstance(content, bytes) else content.SerializeToString()
        (folder / "saved_model.pb").write_bytes(data)
    return tf.saved_model.load(os.fspath(folder))


def objects(message):
    return message.meta_graphs[0].object_graph_def


def library(message):
    return message.meta_graphs[0].graph_def.library.function


def use(model):
    """Call the signature, if there still is one."""
    signatures = getattr(model, "signatures", None)
    try:
        function = signatures["serving_default"]
        specs = function.structured_input_signature[1]
    except (KeyError, TypeError, AttributeError):
        return  # TensorFlow too loads objects that lack signatures
    sizes = {key: [1 if size is None else size for size in spec.shape]
             for key, spec in specs.items()}
    if all(np.prod(shape) < 1e6 for shape in sizes.values()):
        function(**{key: tf.zeros(sizes[key], spec.dtype) for key, spec in specs.items()})


def test_all_missing_ops_are_named_at_once_with_their_functions(folder, message):
    where = {}
    for function in library(message):
        for node in function.node_def:
            if node.op in ("Conv2D", "MatMul"):
                node.op = f"No{node.op}"
                where[node.op] = function.signature.name
    with pytest.raises(NotImplementedError) as caught:
        load(folder, message)

    assert set(where) == {"NoConv2D", "NoMatMul"}
    for op, name in where.items():
        assert f"  {op} in function {name}" in str(caught.value)


def bad_child(nodes):
    nodes[0].children.add(node_id=len(nodes) + 5, local_name="x")


def bad_capture(graph):
    next(iter(graph.concrete_functions.values())).bound_inputs.append(10**6)


@pytest.mark.parametrize(("change", "words"), [
    (lambda g: g.ClearField("nodes"), "The object graph of the SavedModel at .* is empty"),
    (lambda g: bad_child(g.nodes), "refers to node .* but has .* nodes"),
    (bad_capture, "inputs, but .* according to its signature|refers to node 1000000"),
    (lambda g: g.concrete_functions.clear(), "refers to the function .* which it does not hold"),
    (lambda g: g.nodes[0].children.add(node_id=-1, local_name="x"), "refers to node -1"),
])
def test_references_into_nowhere_are_told(folder, message, change, words):
    change(objects(message))
    with pytest.raises(ValueError, match=words):
        load(folder, message)


def test_a_missing_function_is_named(folder, message):
    names = list(objects(message).concrete_functions)
    del library(message)[:]
    with pytest.raises(ValueError, match="which it does not hold") as caught:
        load(folder, message)

    assert any(name in str(caught.value) for name in names)


def test_a_cyclic_object_graph_loads(folder, message):
    nodes = objects(message).nodes
    nodes[0].children.add(node_id=0, local_name="myself")

    model = load(folder, message)
    assert model.myself is model


def test_unknown_kinds_of_objects_become_plain_ones(folder, message):
    root = objects(message).nodes[0]
    root.user_object.identifier = "_tf_keras_model"
    root.user_object.metadata = "{}"
    model = load(folder, message)

    assert isinstance(model, AutoTrackable) and list(model.signatures) == ["serving_default"]


@pytest.mark.parametrize("change", [
    lambda spec: spec.ClearField("fullargspec"), lambda spec: spec.fullargspec.Clear(),
    lambda spec: spec.fullargspec.named_tuple_value.values.pop(0),
    lambda spec: spec.fullargspec.list_value.SetInParent(),
    lambda spec: spec.input_signature.tuple_value.values.add().none_value.SetInParent(),
])
def test_unreadable_specs_of_functions_are_value_errors(folder, message, change):
    for node in objects(message).nodes:
        if node.HasField("function"):
            change(node.function.function_spec)
    with pytest.raises(ValueError):
        load(folder, message)


def test_the_self_argument_of_old_specs_is_left_out(folder, message):
    for node in objects(message).nodes:
        if node.HasField("function"):
            spec = node.function.function_spec
            values = spec.fullargspec.named_tuple_value.values
            arguments = next(pair.value for pair in values if pair.key == "args").list_value
            first = arguments.values.add()
            first.string_value = "this"
            arguments.values.insert(0, arguments.values.pop())
            spec.is_method = True

    model = load(folder, message)
    function = next(value for value in vars(model).values() if hasattr(value, "function_spec"))
    assert "this" not in str(function.function_spec)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../../b", "..\\secret"])
def test_assets_cannot_lead_out_of_their_directory(folder, message, name):
    graph = message.meta_graphs[0]
    graph.asset_file_def.add(filename=name)
    graph.object_graph_def.nodes.add().asset.asset_file_def_index = 0
    with pytest.raises(ValueError, match="outside of its assets directory"):
        load(folder, message)


def test_an_asset_that_is_not_listed_is_told(folder, message):
    objects(message).nodes.add().asset.asset_file_def_index = 3
    with pytest.raises(tf.errors.InvalidArgumentError, match="no asset file number 3"):
        load(folder, message)


@pytest.mark.parametrize("sizes", [[2**62, 2**62], [-5], [2**40]])
def test_absurd_sizes_of_variables_are_refused_without_allocating(folder, message, sizes):
    for node in objects(message).nodes:
        if node.HasField("variable"):
            del node.variable.shape.dim[:]
            for size in sizes:
                node.variable.shape.dim.add(size=size)
    with pytest.raises(DOCUMENTED):
        load(folder, message)


def test_absurd_constants_are_refused_without_allocating(folder, message):
    for function in library(message):
        for node in function.node_def:
            if node.op == "Const":
                shape = node.attr["value"].tensor.tensor_shape
                del shape.dim[:]
                shape.dim.add(size=2**50)
    with pytest.raises(DOCUMENTED):
        use(load(folder, message))


def test_every_way_to_cut_the_file_is_an_error_of_its_own(folder):
    whole = (folder / "saved_model.pb").read_bytes()
    for end in [*range(0, 400), *range(400, len(whole), 23)]:
        with pytest.raises((OSError, ValueError)):
            load(folder, whole[:end])


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bytes_never_crash(folder, seed):
    whole = (folder / "saved_model.pb").read_bytes()
    source = random.Random(seed)
    for _ in range(100):
        content = bytearray(whole)
        for _ in range(source.choice([1, 1, 2, 5])):
            content[source.randrange(len(content))] = source.randrange(256)
        try:
            use(load(folder, bytes(content)))
        except DOCUMENTED:
            pass


def places(message, found):
    """Collect (message, field) of everything that is set below a message."""
    for field, value in message.ListFields():
        found.append((message, field))
        if field.message_type is None:
            continue
        if field.message_type.GetOptions().map_entry:
            kind = field.message_type.fields_by_name["value"].message_type
            below = value.values() if kind is not None else ()
        else:
            below = value if isinstance(value, (list, tuple)) or hasattr(value, "add") else [value]
        for item in below:
            places(item, found)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_missing_fields_never_crash(folder, message, seed):
    source = random.Random(seed)
    for _ in range(60):
        damaged = messages.SavedModel()
        damaged.CopyFrom(message)
        for _ in range(source.choice([1, 1, 3])):
            owner, field = source.choice(places(damaged, []))
            owner.ClearField(field.name)
        try:
            use(load(folder, damaged))
        except DOCUMENTED:
            pass


@pytest.mark.parametrize("name", ["variables.index", "variables.data-00000-of-00001"])
@pytest.mark.parametrize("seed", range(2))
def test_flipped_bytes_of_variables_are_noticed(folder, name, seed):
    path = folder / "variables" / name
    whole = path.read_bytes()
    source = random.Random(seed)
    for _ in range(60):
        content = bytearray(whole)
        at = source.randrange(len(content))
        content[at] ^= source.randrange(1, 256)
        path.write_bytes(content)
        try:
            load(folder)
        except (*DOCUMENTED, IndexError):
            continue
        assert name.endswith("index"), f"a changed byte at {at} of the data went unnoticed"


def test_functions_of_one_name_are_told(folder, message):
    library = message.meta_graphs[0].graph_def.library
    library.function.add().CopyFrom(library.function[0])
    with pytest.raises(ValueError, match="several functions called"):
        load(folder, message)


def test_names_of_savers_and_classes_that_are_not_registered_are_passed_over(folder, message):
    nodes = message.meta_graphs[0].object_graph_def.nodes
    nodes[0].registered_name, nodes[1].registered_saver = "Package.Class", "Package.Saver"
    load(folder, message)


def test_objects_of_registered_classes_that_wait_for_nodes_there_are_not(folder, message):
    registration.register_serializable("Damage", "Root", lambda node: False)(tf.Module)
    nodes = message.meta_graphs[0].object_graph_def.nodes
    nodes[0].registered_name = "Damage.Root"
    nodes[0].dependencies.add(node_id=10**6, local_name="x")
    with pytest.raises(ValueError, match="refers to node 1000000, but has"):
        load(folder, message)


def test_a_chain_of_thousands_of_objects_loads(folder, message):
    nodes = message.meta_graphs[0].object_graph_def.nodes
    nodes[0].children.add(node_id=len(nodes), local_name="deep")
    for _ in range(5000):
        node = nodes.add()
        node.user_object.identifier = "_generic_user_object"
        node.children.add(node_id=len(nodes), local_name="next")
    nodes[-1].ClearField("children")
    deep = load(folder, message).deep
    for _ in range(4999):
        deep = deep.next
    assert not hasattr(deep, "next")


def test_a_model_file_that_cannot_be_read_is_an_error_of_the_file_system(tmp_path):
    (tmp_path / "saved_model.pb").mkdir()
    with pytest.raises(tf.errors.FailedPreconditionError, match="saved_model.pb; Is a directory"):
        tf.saved_model.load(tmp_path)
