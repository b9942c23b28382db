"""Graphs under construction: names, scopes, lookups, what symbolic tensors refuse."""

import pytest

import tfcompat as tf
from tfcompat._src.base import errors
from tfcompat._src.graph.graph import Graph
from tfcompat._src.graph.naming import Names


def placeholder(name="x", shape=(None,), dtype=tf.float32):
    return tf.raw_ops.Placeholder(dtype=dtype, shape=shape, name=name)


@pytest.fixture
def graph():
    graph = Graph()
    with graph.as_default():
        yield graph


def names(graph):
    return [op.name for op in graph.get_operations()]


def test_nodes_are_named_after_their_op_and_numbered_whatever_their_case(graph):
    x = placeholder()
    for name in (None, None, "y", "Y", "y"):
        tf.raw_ops.Identity(input=x, name=name)

    assert names(graph) == ["x", "Identity", "Identity_1", "y", "Y_1", "y_2"]


def test_constants_made_for_an_op_are_named_after_its_arguments(graph):
    x = placeholder()
    _ = (x + 1.0) * 2.0
    tf.constant(3.0)

    assert names(graph) == ["x", "add/y", "add", "mul/y", "mul", "Const"]


def test_scopes_nest_are_numbered_and_can_be_entered_again(graph):
    x = placeholder()
    with graph.name_scope("a") as outer:
        with graph.name_scope("b"):
            first = tf.raw_ops.Identity(input=x)
        with graph.name_scope(None):
            second = tf.raw_ops.Identity(input=x)
    with graph.name_scope("a"):
        third = tf.raw_ops.Identity(input=x)
    with graph.name_scope(outer):
        fourth = tf.raw_ops.Identity(input=x)

    assert outer == "a/"
    assert [t.name for t in (first, second, third, fourth)] == [
        "a/b/Identity:0", "Identity:0", "a_1/Identity:0", "a/Identity:0"
    ]


def test_a_scope_name_that_cannot_be_one_is_refused(graph):
    with pytest.raises(ValueError, match="'bad name!' is not a valid root scope name"):
        with graph.name_scope("bad name!"):
            pass


def test_a_released_name_is_given_out_again():
    given = Names()
    made = [given.unique("x") for _ in range(3)]
    given.release(made[-1])

    assert given.unique("X") == "X_2"


def test_tensors_and_operations_print_as_in_tensorflow(graph):
    x = placeholder()
    unknown = tf.raw_ops.Placeholder(dtype=tf.int32, shape=None, name="u")

    assert repr(x) == "<tf.Tensor 'x:0' shape=(None,) dtype=float32>"
    assert str(x) == 'Tensor("x:0", shape=(None,), dtype=float32)'
    assert repr(unknown) == "<tf.Tensor 'u:0' shape=<unknown> dtype=int32>"
    assert repr(x.op) == "<tf.Operation 'x' type=Placeholder>"


def test_a_symbolic_tensor_has_no_value_to_give(graph):
    x = placeholder()

    with pytest.raises(errors.OperatorNotAllowedInGraphError, match="as a Python `bool`"):
        bool(x > 0)
    with pytest.raises(errors.OperatorNotAllowedInGraphError, match="Iterating over a symbolic"):
        list(x)
    with pytest.raises(TypeError, match=r"len is not well defined for a symbolic Tensor \(x:0\)"):
        len(x)
    with pytest.raises(NotImplementedError, match="Cannot convert a symbolic tf.Tensor"):
        x.__array__()
    with pytest.raises(AttributeError, match="'SymbolicTensor' object has no attribute 'numpy'"):
        x.numpy()
    with pytest.raises(AttributeError, match="experimental_enable_numpy_behavior"):
        x.reshape(2)


def test_tensors_of_plain_graphs_compare_by_identity_and_hash(graph):
    x = placeholder()

    assert (x == x) is True
    assert (x == placeholder("y")) is False
    assert {x: 1}[x] == 1


def test_tensors_of_functions_compare_elementwise_and_do_not_hash():
    @tf.function
    def function(x):
        with pytest.raises(TypeError, match="use tensor.ref"):
            hash(x)
        return x == x

    assert function(tf.constant([1.0, 2.0])).numpy().tolist() == [True, True]


def test_lookups_say_what_is_wrong_with_a_name(graph):
    x = placeholder()

    assert graph.get_tensor_by_name("x:0") is x
    assert graph.get_operation_by_name("x") is x.op
    assert graph.as_graph_element("x") is x.op
    for name, kind, sentence in (
        ("x", ValueError, "refers to an Operation, not a Tensor"),
        ("^x", ValueError, r"looks like an \(invalid\) Operation name"),
        ("a:b", ValueError, "looks a like a Tensor name, but is not a valid one"),
        ("nope:0", KeyError, "The operation, 'nope', does not exist in the graph"),
        ("x:3", KeyError, "exists but only has 1 outputs"),
        (3, TypeError, r"Tensor names are strings \(or similar\), not int"),
    ):
        with pytest.raises(kind, match=sentence):
            graph.get_tensor_by_name(name)
    with pytest.raises(KeyError, match="refers to an Operation not in the graph"):
        graph.get_operation_by_name("nope")
    with pytest.raises(ValueError, match="appears to refer to a Tensor, not a Operation"):
        graph.get_operation_by_name("x:0")
    with pytest.raises(TypeError, match="Can not convert a float into a Tensor or Operation"):
        graph.as_graph_element(3.0)


def test_attributes_are_read_by_name(graph):
    x = placeholder()
    total = x + x

    assert total.op.get_attr("T") is tf.float32
    assert x.op.get_attr("shape").dim[0].size == -1
    with pytest.raises(ValueError, match="Operation 'x' has no attr named 'nope'"):
        x.op.get_attr("nope")


def test_inputs_outputs_and_consumers_are_linked(graph):
    x = placeholder()
    y = x + x

    assert y.op.inputs == (x, x)
    assert y.op.outputs == [y]
    assert x.consumers() == [y.op]
    assert y.graph is graph


def test_control_dependencies_are_added_unless_an_input_brings_them(graph):
    x, y = placeholder("x"), placeholder("y")
    with graph.control_dependencies([y]):
        after = tf.raw_ops.Identity(input=x)
        direct = tf.raw_ops.Identity(input=y)
        later = tf.raw_ops.Identity(input=after)
        with graph.control_dependencies(None):
            free = tf.raw_ops.Identity(input=x)

    controls = [[op.name for op in t.op.control_inputs] for t in (after, direct, later, free)]
    assert controls == [["y"], [], [], []]


def test_a_finalized_graph_takes_no_nodes(graph):
    graph.finalize()

    with pytest.raises(RuntimeError, match="Graph is finalized and cannot be modified"):
        placeholder()


EAGER = tf.constant(1.0)


def test_tensors_of_other_graphs_and_eager_ones_are_refused(graph):
    other = Graph()
    with other.as_default():
        stranger = placeholder()
    eager = EAGER

    with pytest.raises(ValueError, match="must be from the same graph"):
        tf.raw_ops.Identity(input=stranger)
    with pytest.raises(RuntimeError, match="Attempting to capture an EagerTensor without"):
        tf.raw_ops.Identity(input=eager)


def test_wrong_dtypes_are_reported_with_the_argument_that_decided(graph):
    x = placeholder()

    with pytest.raises(TypeError, match="Input 'y' of 'AddV2' Op has type int32 that does not "
                                        "match type float32 of argument 'x'"):
        tf.raw_ops.AddV2(x=x, y=tf.constant([1, 2]))


def test_wrong_shapes_are_reported_with_the_node_and_what_was_known(graph):
    x = placeholder(shape=[4])

    with pytest.raises(ValueError) as caught:
        tf.raw_ops.Reshape(tensor=x, shape=[7, -1], name="bad")
    assert str(caught.value) == (
        "Dimension size must be evenly divisible by 7 but is 4 for '{{node bad}} = Reshape["
        "T=DT_FLOAT, Tshape=DT_INT32](x, bad/shape)' with input shapes: [4], [2] and with input "
        "tensors computed as partial shapes: input[1] = [7,?]."
    )
    assert "bad" not in names(graph)


def test_a_refused_node_leaves_no_trace_among_consumers(graph):
    x = placeholder(shape=[None])

    with pytest.raises(ValueError, match="Shape must be rank 2 but is rank 1"):
        tf.raw_ops.MatMul(a=x, b=x)
    assert x.consumers() == []


def test_collections_keep_values_by_name(graph):
    graph.add_to_collection("things", 1)
    graph.get_collection_ref("things").append(2)

    assert graph.get_collection("things") == [1, 2]
    assert graph.get_collection("nothing") == []
