"""Graphs, functions and plans against real TensorFlow, in both directions.

The same Python functions are traced by both; each side runs what the other exported.
"""

import os
import re
import warnings

import numpy as np
import pytest

import tfcompat
from tfcompat._src.graph import export, import_def
from tfcompat._src.plan.compiler import compile_plan
from tfcompat._src.wire import messages

pytestmark = [pytest.mark.tensorflow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def tf():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("tensorflow")


def arithmetic(tf):
    return lambda x, y: ((x + 1.0) * y - x / y, x > y)


def scopes(tf):
    def function(x, y):
        with tf.name_scope("outer"):
            a = tf.raw_ops.Relu(features=x)
            with tf.name_scope("inner"):
                b = tf.raw_ops.Relu(features=a, name="b")
        with tf.name_scope("outer"):
            return tf.raw_ops.AddN(inputs=[a, b, y]), x

    return function


def captures(tf):
    small, big = tf.constant([1.0, 2.0]), tf.constant(np.ones(200, np.float32))

    def function(x, y):
        return tf.raw_ops.Mul(x=x, y=small), tf.raw_ops.Mul(x=big, y=y), big - y

    return function


def variables(tf):
    a, b = tf.Variable(1.0, name="a"), tf.Variable(2.0, name="b")

    def function(x, y):
        add, assign = tf.raw_ops.AssignAddVariableOp, tf.raw_ops.AssignVariableOp
        add(resource=a.handle, value=tf.raw_ops.Squeeze(input=x))
        first = tf.raw_ops.ReadVariableOp(resource=a.handle, dtype=tf.float32)
        assign(resource=b.handle, value=first)
        add(resource=a.handle, value=-1.0)
        return a + b, first * x

    function.keep = a, b
    return function


def calls(tf):
    variable = tf.Variable(3.0)

    @tf.function
    def pure(x):
        return x * 2.0

    @tf.function
    def impure(x):
        variable.assign_add(1.0)
        return pure(x) + variable

    function = lambda x, y: (impure(x), pure(y))  # noqa: E731
    function.keep = variable
    return function


def several_outputs(tf):
    def function(x, y):
        parts = tf.raw_ops.Unpack(value=tf.raw_ops.Tile(input=x, multiples=[2]), num=2)
        values = tf.raw_ops.TopKV2(input=y, k=1)
        return parts[1], values.values, tf.raw_ops.Pack(values=[x, y]), values.indices

    return function


CASES = [arithmetic, scopes, captures, variables, calls, several_outputs]
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)


def concrete(library, case):
    spec = library.TensorSpec([1], library.float32)
    made = case(library)
    function = library.function(made)
    found = function.get_concrete_function(spec, library.TensorSpec([1], library.float32, "y"))
    return found, made


def summary(graph_def):
    """Nodes as (name, op, inputs); names that are mere numbers differ from run to run."""
    return [
        (re.sub(r"^\d+$", "N", node.name), node.op,
         [re.sub(r"^\d+$", "N", name) for name in node.input])
        for node in graph_def.node
    ]


@EACH
def test_traces_have_the_same_nodes(tf, case):
    theirs, ours = (concrete(library, case)[0].graph for library in (tf, tfcompat))

    assert summary(ours.as_graph_def()) == summary(theirs.as_graph_def())


@EACH
def test_function_definitions_are_the_same(tf, case):
    theirs, ours = (concrete(library, case)[0].function_def for library in (tf, tfcompat))

    for part in ("input_arg", "output_arg"):
        assert [(a.name, a.type) for a in getattr(ours.signature, part)] == [
            (a.name, a.type) for a in getattr(theirs.signature, part)
        ]
    assert dict(ours.ret) == dict(theirs.ret)
    assert dict(ours.control_ret) == dict(theirs.control_ret)
    assert list(ours.signature.control_output) == list(theirs.signature.control_output)
    assert ours.signature.is_stateful == theirs.signature.is_stateful
    for mine, other in zip(ours.node_def, theirs.node_def, strict=True):
        assert (mine.name, mine.op, list(mine.input)) == (
            other.name, other.op, list(other.input))
        assert sorted(mine.attr) == sorted(other.attr)
        for key in mine.attr:
            if key != "f":
                theirs_text = other.attr[key].SerializeToString(deterministic=True)
                assert mine.attr[key].SerializeToString(deterministic=True) == theirs_text
    for index, attrs in theirs.arg_attr.items():
        assert sorted(ours.arg_attr[index].attr) == sorted(attrs.attr)


INPUTS = [np.array([3.0], np.float32), np.array([-2.0], np.float32)]


def flat(values):
    return [value.numpy() for value in values]


@EACH
def test_what_we_export_runs_in_tensorflow(tf, case):
    ours, _ = concrete(tfcompat, case)
    function = ours.graph_function
    top = messages.GraphDef()
    top.library.function.append(function.function_def(strip_default_attrs=True))
    top.library.function.extend(f.function_def() for f in export.needed_functions(function.graph))
    captured = []
    for tensor in ours.captured_inputs:
        if tensor.dtype == tfcompat.resource:
            captured.append(tf.Variable(tensor._array.value))
        else:
            captured.append(tf.constant(tensor.numpy()))
    handles = [c.handle if isinstance(c, tf.Variable) else c for c in captured]
    runner = wrapped(tf, top.SerializeToString(), function.name, handles,
                     [dtype.as_datatype_enum for dtype in function.output_dtypes])

    for _ in range(2):
        theirs = runner(*INPUTS, *handles)
        mine = ours(*(tfcompat.constant(value) for value in INPUTS))
        for a, b in zip(flat(mine), flat(theirs), strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-6)


def wrapped(tf, graph_def, name, handles, output_types):
    v1 = tf.compat.v1
    inputs = [tf.constant(value) for value in INPUTS] + handles

    def build(*tensors):
        tf.graph_util.import_graph_def(v1.GraphDef.FromString(graph_def), name="")
        kinds = v1.AttrValue.ListValue
        attrs = {
            "Tin": v1.AttrValue(list=kinds(type=[t.dtype.as_datatype_enum for t in tensors])),
            "Tout": v1.AttrValue(list=kinds(type=output_types)),
            "f": v1.AttrValue(func=v1.NameAttrList(name=name)),
        }
        op = v1.get_default_graph().create_op(
            "StatefulPartitionedCall", list(tensors),
            [tf.as_dtype(kind) for kind in output_types], attrs=attrs,
        )
        return op.outputs

    return v1.wrap_function(build, [tf.TensorSpec(t.shape, t.dtype) for t in inputs])


def branch_and_loop(tf):
    def function(x, y):
        total = tf.reduce_sum(x)
        chosen = tf.cond(total > 0.0, lambda: x * 2.0, lambda: y)
        _, looped = tf.while_loop(lambda i, a: i < 4, lambda i, a: (i + 1, a * total), [0, chosen])
        return chosen, tf.switch_case(tf.cast(total, tf.int32), [lambda: looped, lambda: y])

    return function


def strings(tf):
    def function(x, y):
        text = tf.strings.join([tf.strings.as_string(x, precision=2), "!"])
        return text, tf.strings.length(text), tf.reshape(text, [])

    return function


@pytest.mark.parametrize("case", [*CASES, branch_and_loop, strings], ids=lambda c: c.__name__)
def test_what_tensorflow_exports_runs_here(tf, case):
    theirs, _ = concrete(tf, case)
    library = messages.FunctionDefLibrary()
    library.ParseFromString(theirs.graph.as_graph_def().library.SerializeToString())
    library.function.append(
        messages.FunctionDef.FromString(theirs.function_def.SerializeToString())
    )
    function = import_def.import_functions(library)[theirs.function_def.signature.name]
    arrays = list(INPUTS)
    for tensor in theirs.captured_inputs:
        arrays.append(as_array(tf, tensor))

    for value in (INPUTS[0], -INPUTS[0]):
        mine = function.plan(value, *arrays[1:])
        other = flat(tf.nest.flatten(theirs(tf.constant(value), tf.constant(arrays[1]))))
        for a, b in zip(mine, other, strict=True):
            np.testing.assert_array_equal(a, b) if a.dtype == object else (
                np.testing.assert_allclose(a, b, rtol=1e-6))


def as_array(tf, tensor):
    """Our array, or variable, for a tensor that TensorFlow captured."""
    if tensor.dtype != tf.resource:
        return tensor.numpy()
    value = tf.raw_ops.ReadVariableOp(resource=tensor, dtype=tf.float32).numpy()
    return tfcompat.Variable(value).handle._array


V1_CASES = {
    "branch": lambda tf, x: v1cond(tf, total(tf, x) > 0, lambda: x * 2, lambda: tf.constant([7.])),
    "constants": lambda tf, x: v1cond(
        tf, total(tf, x) > 0, lambda: tf.constant(1.0), lambda: tf.constant(2.0)),
    "nested branches": lambda tf, x: v1cond(
        tf, total(tf, x) > 0,
        lambda: v1cond(tf, total(tf, x) > 5, lambda: x + 1, lambda: x + 2),
        lambda: v1cond(tf, total(tf, x) < 0, lambda: x - 1,
                       lambda: tf.split(tf.concat([x, x], 0), 2)[0])),
    "loop": lambda tf, x: v1loop(
        tf, 5, lambda i, a: a * 2 + tf.cast(i, tf.float32), x),
    "nested loops": lambda tf, x: v1loop(
        tf, 3, lambda i, a: v1loop(tf, i, lambda j, b: b + total(tf, x), a) * 2, x),
    "branch in loop": lambda tf, x: v1loop(
        tf, 4, lambda i, a: v1cond(tf, tf.equal(i % 2, 0), lambda: a + 1, lambda: a * 3), x),
    "loop in branch": lambda tf, x: v1cond(
        tf, total(tf, x) > 0, lambda: v1loop(tf, 4, lambda i, a: a * 2, x), lambda: x),
    "strings": lambda tf, x: tf.strings.length(v1cond(
        tf, total(tf, x) > 0, lambda: tf.constant("abc"),
        lambda: tf.strings.as_string(total(tf, x)))),
}


def total(tf, x):
    return tf.reduce_sum(x)


def v1cond(tf, *args):
    return tf.compat.v1.cond(*args)


def v1loop(tf, limit, body, x):
    return tf.compat.v1.while_loop(
        lambda i, a: i < limit, lambda i, a: (i + 1, body(i, a)), [0, x])[1]


@pytest.mark.parametrize("name", V1_CASES)
def test_graphs_with_old_control_flow_run_here(tf, name):
    v1 = tf.compat.v1
    v1.disable_control_flow_v2()
    try:
        with tf.Graph().as_default() as graph:
            x = v1.placeholder(tf.float32, [None], name="x")
            tf.identity(V1_CASES[name](tf, x), name="out")
    finally:
        v1.enable_control_flow_v2()
    message = messages.GraphDef.FromString(graph.as_graph_def().SerializeToString())
    imported = import_def.import_graph_def(message)
    plan = compile_plan(
        imported, [imported.get_tensor_by_name("x:0")], [imported.get_tensor_by_name("out:0")],
        keep_stateful=False,
    )

    with v1.Session(graph=graph) as session:
        for values in ([1, 2, 3], [-5, 2], [0]):
            value = np.array(values, np.float32)
            np.testing.assert_array_equal(plan(value)[0], session.run("out:0", {"x:0": value}))


def error_of(function):
    try:
        function()
    except Exception as error:  # whatever it is, it is compared
        return error
    raise AssertionError("no error")


def test_errors_of_running_functions_read_the_same(tf):
    def build(library):
        def reshape(x):
            with library.name_scope("scope"):
                return library.raw_ops.Reshape(tensor=x, shape=[3, -1], name="bad")

        spec = library.TensorSpec([None], library.float32)
        return library.function(reshape, input_signature=[spec])

    theirs, ours = (
        error_of(lambda library=library: build(library)(library.constant([1.0, 2.0])))
        for library in (tf, tfcompat)
    )
    assert type(ours).__name__ == type(theirs).__name__
    ends = [str(error).replace(" ", "").splitlines()[-2:] for error in (ours, theirs)]
    assert [end[0] for end in ends][0] == ends[1][0]
    assert ends[0][1].startswith("\t[[{{nodescope/bad}}]][Op:__inference_reshape_")
    assert ends[1][1].startswith("\t[[{{nodescope/bad}}]][Op:__inference_reshape_")
    assert str(ours).splitlines()[:3] == str(theirs).splitlines()[:3]


@pytest.mark.parametrize("use", [
    bool, list, len, int, float, np.asarray, lambda x: x.numpy(), lambda x: x.reshape,
    lambda x: x.nothing, lambda x: x.op.get_attr("nothing"), repr, str,
    lambda x: x.graph.get_tensor_by_name("nope:0"), lambda x: x.graph.get_tensor_by_name("x"),
    lambda x: x.graph.get_tensor_by_name("x:7"), lambda x: x.graph.get_tensor_by_name("a:b"),
    lambda x: x.graph.get_operation_by_name("nope"), lambda x: x.graph.get_tensor_by_name("^x"),
    lambda x: x.graph.get_operation_by_name("x:0"), lambda x: x.graph.as_graph_element(3.0),
    lambda x: x.graph.get_tensor_by_name(3), lambda x: {x: 1}, lambda x: repr(x.op),
])
def test_symbolic_tensors_answer_alike(tf, use):
    def answer(library):
        with library.Graph().as_default():
            x = library.raw_ops.Placeholder(dtype=library.float32, shape=[None], name="x")
            try:
                return repr(use(x))
            except Exception as error:
                return type(error).__name__, str(error)

    assert answer(tfcompat) == answer(tf)


@pytest.mark.parametrize("build", [
    lambda tf, x: tf.raw_ops.Reshape(tensor=x, shape=[7, -1], name="bad"),
    lambda tf, x: tf.raw_ops.MatMul(a=x, b=x),
    lambda tf, x: tf.raw_ops.AddV2(x=x, y=tf.raw_ops.Pack(values=[1, 2])),
    lambda tf, x: tf.raw_ops.ConcatV2(values=[x, [[1.0]]], axis=0),
    lambda tf, x: x + [1.0, 2.0, 3.0],
])
def test_errors_of_building_graphs_read_the_same(tf, build):
    def answer(library):
        with library.Graph().as_default():
            x = library.raw_ops.Placeholder(dtype=library.float32, shape=[4], name="x")
            return error_of(lambda: build(library, x))

    ours, theirs = answer(tfcompat), answer(tf)
    assert (type(ours).__name__, str(ours)) == (type(theirs).__name__, str(theirs))
