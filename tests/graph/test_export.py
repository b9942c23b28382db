"""Graphs to GraphDef and FunctionDef: names, references, defaults; and back again."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.core import raw
from tfcompat._src.graph import export, import_def
from tfcompat._src.graph.graph import Graph
from tfcompat._src.registry import find
from tfcompat._src.wire import messages


def traced(function, *specs):
    return tf.function(function).get_concrete_function(*specs).graph_function


def reimported(*functions):
    """Import the FunctionDefs of functions, and of all they call, as a file would hold them."""
    library = messages.FunctionDefLibrary()
    for function in functions:
        library.function.append(function.function_def(strip_default_attrs=True))
        library.function.extend(
            f.function_def() for f in export.needed_functions(function.graph)
        )
    library = messages.parse(messages.FunctionDefLibrary, library.SerializeToString())
    return import_def.import_functions(library)


SCALAR = tf.TensorSpec([], tf.float32)


def test_arguments_are_lower_case_and_share_a_name_space_with_results_and_nodes():
    def function(x, X):
        return raw.Identity(x * X, name="x")

    message = traced(function, SCALAR, SCALAR).function_def()
    assert [arg.name for arg in message.signature.input_arg] == ["x", "x_1"]
    assert [arg.name for arg in message.signature.output_arg] == ["identity"]
    names = [node.name for node in message.node_def]
    assert len(set(names) | {"x", "x_1", "identity"}) == len(names) + 3


def test_nodes_refer_to_output_arguments_by_name_and_index():
    def function(x):
        first, second = raw.Split(0, x, num_split=2)
        return first + second

    message = traced(function, tf.TensorSpec([4], tf.float32)).function_def()
    inputs = {node.name: list(node.input) for node in message.node_def}
    assert inputs["add"] == ["Split:output:0", "Split:output:1"]
    assert inputs["Split"] == ["Split/split_dim:output:0", "x"]
    assert dict(message.ret) == {"identity": "Identity:output:0"}


def test_effects_are_listed_as_control_results():
    variable = tf.Variable(1.0)

    def function(x):
        variable.assign_add(x)
        return x

    message = traced(function, SCALAR).function_def()
    assert message.signature.is_stateful
    assert dict(message.control_ret) == {"AssignAddVariableOp": "AssignAddVariableOp"}
    assert list(message.signature.control_output) == ["AssignAddVariableOp"]
    assert message.signature.input_arg[1].name == "assignaddvariableop_resource"


def test_arguments_keep_their_shapes_and_the_names_the_user_gave():
    message = traced(lambda Big: Big, tf.TensorSpec([2, None], tf.float32)).function_def()

    attrs = message.arg_attr[0].attr
    assert attrs["_user_specified_name"].s == b"Big"
    assert [d.size for d in attrs["_output_shapes"].list.shape[0].dim] == [2, -1]


def test_default_attributes_can_be_left_out():
    with Graph().as_default() as graph:
        raw.MatMul([[1.0]], [[2.0]], transpose_a=True)

    full = {node.op: node for node in graph.as_graph_def().node}
    short = {node.op: node for node in export.graph_def(graph, strip_default_attrs=True).node}
    assert full["MatMul"].attr["transpose_b"].HasField("b")
    assert sorted(short["MatMul"].attr) == ["T", "transpose_a"]


def test_versions_say_when_functions_are_inside():
    with Graph().as_default() as graph:
        raw.NoOp()
    assert graph.as_graph_def().versions.producer == 2474
    assert graph.as_graph_def().versions.min_consumer == 0

    called = tf.function(lambda x: x + 1.0)
    outer = traced(lambda x: called(x), SCALAR)
    message = outer.graph.as_graph_def()
    assert message.versions.min_consumer == 12
    assert len(message.library.function) == 1


def test_functions_compute_the_same_after_export_and_import():
    variable = tf.Variable(2.0)
    inner = tf.function(lambda x: variable * x)

    def function(x):
        variable.assign_add(1.0)
        parts = raw.Split(0, raw.Cast(x, DstT=tf.float32), num_split=2)
        return inner(parts[1]), raw.StringJoin([raw.AsString(x), "!"])

    spec = tf.TensorSpec([2], tf.int32)
    original = traced(function, spec)
    copy = reimported(original)[original.name]
    arrays = [np.array([3, 4], np.int32), *(t._array for t in original.graph.external_captures)]

    first, second = original.plan(*arrays), copy.plan(*arrays)
    assert first[0] == [12.0]
    assert second[0] == [16.0]
    assert first[1].tolist() == second[1].tolist() == [b"3!", b"4!"]


def test_an_imported_function_is_written_as_it_was():
    original = traced(lambda x: x + 1.0, SCALAR)
    copy = reimported(original)[original.name]

    assert copy.function_def() == original.function_def(strip_default_attrs=True)


def test_a_graph_survives_the_way_to_a_message_and_back():
    with Graph().as_default() as graph:
        x = raw.Placeholder(dtype=tf.float32, shape=[None, 2], name="x")
        with graph.control_dependencies([x]), graph.device("/CPU:0"):
            raw.IdentityN([x, tf.constant([b"a"]), 1.5], name="y")

    message = graph.as_graph_def(add_shapes=True)
    copy = import_def.import_graph_def(message)
    assert [repr(op) for op in copy.operations] == [repr(op) for op in graph.operations]
    assert copy.get_tensor_by_name("y:0").shape.as_list() == [None, 2]
    assert copy.get_operation_by_name("y").device == "/device:CPU:0"
    assert copy.as_graph_def(add_shapes=True) == message


@pytest.mark.parametrize("name", ["AddV2", "Const", "ConcatV2", "While", "VarHandleOp"])
def test_definitions_are_written_as_messages(name):
    message = export.definition_message(find(name))
    definition = find(name).definition

    assert [arg.name for arg in message.input_arg] == [arg.name for arg in definition.inputs]
    assert [attr.name for attr in message.attr] == list(definition.attrs)
    assert message.is_stateful == find(name).stateful
