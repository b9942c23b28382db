"""Saving objects: what comes back is what was there, and the messages hold together."""

import collections

import hypothesis
import hypothesis.strategies as st
import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.saved_model import reading
from tfcompat._src.state.variable import Variable

SCALAR = tf.TensorSpec([], tf.float32)


class Scale(tf.Module):
    """Multiplies by a variable."""

    def __init__(self, factor=2.0):
        super().__init__()
        self.factor = tf.Variable(factor, name="factor")

    @tf.function(input_signature=[SCALAR])
    def __call__(self, x):
        return x * self.factor


def saved(module, path, **arguments):
    """Save and return the MetaGraphDef."""
    tf.saved_model.save(module, path, **arguments)
    return reading.parse_saved_model(path).meta_graphs[0]


def again(module, path, **arguments):
    """Save and load."""
    tf.saved_model.save(module, path, **arguments)
    return tf.saved_model.load(path)


def references(message):
    """Yield the names of all functions that nodes refer to."""
    bodies = [message.graph_def.node, *(f.node_def for f in message.graph_def.library.function)]
    for nodes in bodies:
        for node in nodes:
            yield from (value.func.name for value in node.attr.values() if value.HasField("func"))


def check(meta_graph):
    """Assert what every saved model has to fulfil."""
    library = [f.signature.name for f in meta_graph.graph_def.library.function]
    nodes = meta_graph.object_graph_def.nodes
    assert len(set(library)) == len(library)
    assert all(name.rpartition("_")[2].isdigit() for name in library)
    assert set(references(meta_graph)) <= set(library)
    concrete = meta_graph.object_graph_def.concrete_functions
    assert set(concrete) <= set(library)
    for node in nodes:
        assert all(child.node_id < len(nodes) for child in [*node.children, *node.dependencies])
        assert set(node.function.concrete_functions) <= set(concrete)
    for function in concrete.values():
        for node_id in function.bound_inputs:
            assert nodes[node_id].WhichOneof("kind") in ("variable", "constant")
    names = {node.name for node in meta_graph.graph_def.node}
    for signature in meta_graph.signature_def.values():
        for info in [*signature.inputs.values(), *signature.outputs.values()]:
            assert info.name.split(":")[0] in names
    constants = {node.constant.operation for node in nodes if node.HasField("constant")}
    assert constants <= names


def test_variables_functions_and_modules_come_back(tmp_path):
    outer = tf.Module()
    outer.inner = Scale(3.0)
    outer.version = "not saved"
    loaded = again(outer, tmp_path)
    assert loaded.inner(tf.constant(2.0)).numpy() == 6
    assert loaded.inner.factor.name == "factor:0"
    assert not hasattr(loaded, "version")


def test_one_object_under_two_names_stays_one_object(tmp_path):
    module = tf.Module()
    module.first = module.second = Scale()
    module.variables_ = [module.first.factor]
    loaded = again(module, tmp_path)
    assert loaded.first is loaded.second
    assert loaded.variables_[0] is loaded.first.factor
    loaded.first.factor.assign(7.0)
    assert loaded.second(tf.constant(1.0)).numpy() == 7


def test_cycles_of_objects_come_back(tmp_path):
    parent, child = tf.Module(), Scale()
    parent.child, child.parent = child, parent
    parent.me = [parent]
    loaded = again(parent, tmp_path)
    assert loaded.child.parent is loaded
    assert loaded.me[0] is loaded


trees = st.recursive(
    st.one_of(
        st.integers(-5, 5).map(lambda n: ("variable", n)),
        st.sampled_from([("leaf", None), ("leaf", 3), ("leaf", "x")]),
    ),
    lambda children: st.one_of(
        st.lists(children, max_size=3).map(lambda items: ("list", items)),
        st.lists(children, max_size=3).map(lambda items: ("tuple", items)),
        st.dictionaries(st.text(max_size=5), children, max_size=3).map(
            lambda items: ("dict", items)),
        st.dictionaries(st.sampled_from("abc"), children, max_size=3).map(
            lambda items: ("module", items)),
    ),
    max_leaves=8,
)


def grown(tree):
    """Make the objects that a tree describes."""
    kind, content = tree
    if kind == "variable":
        return tf.Variable(content)
    if kind == "leaf":
        return content
    if kind in ("list", "tuple"):
        return {"list": list, "tuple": tuple}[kind](grown(item) for item in content)
    made = {key: grown(item) for key, item in content.items()}
    if kind == "dict":
        return made
    module = tf.Module()
    for key, item in made.items():
        setattr(module, key, item)
    return module


def values(obj, path=()):
    """Yield (path, value) of all variables below an object, which has no cycles."""
    if isinstance(obj, Variable):
        yield path, obj.numpy().tolist()
    elif hasattr(obj, "_trackable_children"):
        for name, child in obj._trackable_children().items():
            yield from values(child, (*path, name))


@hypothesis.settings(
    max_examples=40, deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
@hypothesis.given(tree=trees)
def test_any_nest_of_containers_comes_back(tree, tmp_path_factory):
    module = tf.Module()
    module.tree = grown(tree)
    path = tmp_path_factory.mktemp("nest")
    check(saved(module, path))
    assert sorted(values(tf.saved_model.load(path))) == sorted(values(module))


def test_variables_keep_dtype_shape_trainability_and_value(tmp_path):
    module = tf.Module()
    for name in ("float16", "float64", "int8", "uint64", "bool", "complex128", "bfloat16"):
        array = np.zeros((2, 0, 3) if name == "int8" else (2,), np.float32)
        setattr(module, name, tf.Variable(tf.raw_ops.Cast(x=array, DstT=getattr(tf, name))))
    module.texts = tf.Variable([[b"\x00", b"long" * 99]], trainable=False)
    module.open = tf.Variable([1.0, 2.0], shape=[None])
    module.any = tf.Variable(5, shape=tf.TensorShape(None))
    loaded = again(module, tmp_path)
    for name in ("float16", "float64", "int8", "uint64", "bool", "complex128", "bfloat16",
                 "texts", "open", "any"):
        before, after = getattr(module, name), getattr(loaded, name)
        assert (before.dtype, before.shape, before.trainable) == (
            after.dtype, after.shape, after.trainable)
        np.testing.assert_array_equal(before.numpy(), after.numpy())


def test_the_only_function_with_a_signature_is_served_by_default(tmp_path):
    meta_graph = saved(Scale(), tmp_path)
    assert sorted(meta_graph.signature_def) == ["__saved_model_init_op", "serving_default"]
    assert tf.saved_model.load(tmp_path).signatures["serving_default"](
        tf.constant(3.0))["output_0"].numpy() == 6


def test_functions_that_were_only_called_are_not_served(tmp_path):
    module = tf.Module()
    module.f = tf.function(lambda x: x + 1)
    module.f(tf.constant(1.0))
    module.f(tf.constant([1, 2]))
    meta_graph = saved(module, tmp_path)
    assert list(meta_graph.signature_def) == ["__saved_model_init_op"]
    loaded = tf.saved_model.load(tmp_path)
    assert loaded.f(tf.constant(1.0)).numpy() == 2
    assert loaded.f(tf.constant([1, 2])).numpy().tolist() == [2, 3]
    with pytest.raises(ValueError, match="Could not find matching concrete function"):
        loaded.f(tf.constant(True))


def test_outputs_of_a_signature_follow_their_sorted_names(tmp_path):
    module = tf.Module()
    module.f = tf.function(lambda x: [x + i for i in range(12)], input_signature=[SCALAR])
    outputs = saved(module, tmp_path).signature_def["serving_default"].outputs
    assert outputs["output_10"].name == "PartitionedCall:2"
    found = tf.saved_model.load(tmp_path).signatures["serving_default"](tf.constant(0.0))
    assert {key: value.numpy() for key, value in found.items()} == {
        f"output_{i}": i for i in range(12)}


def test_namedtuples_and_dicts_name_the_outputs(tmp_path):
    pair = collections.namedtuple("Pair", "left right")
    module = tf.Module()
    module.p = tf.function(lambda x: pair(x, x + 1), input_signature=[SCALAR])
    module.d = tf.function(lambda x: {"b": x, "a": x + 1}, input_signature=[SCALAR])
    loaded = again(module, tmp_path, signatures={"p": module.p, "d": module.d})
    three = tf.constant(3.0)
    assert loaded.signatures["p"](three)["right"].numpy() == 4
    assert loaded.signatures["d"](three)["b"].numpy() == 3
    assert loaded.p(three).right.numpy() == 4


def test_signature_keys_and_argument_names_become_safe_node_names(tmp_path):
    module = Scale()
    call = tf.function(lambda x: x).get_concrete_function(tf.TensorSpec([], tf.int32, name="a/b"))
    inputs = saved(module, tmp_path, signatures={"my key!": call}).signature_def["my key!"].inputs
    assert inputs["a/b"].name == "my_key__a_b:0"


def test_captured_constants_are_stored_once_and_come_back(tmp_path):
    shared = tf.constant(np.arange(1000.0))
    module = tf.Module()
    module.f = tf.function(lambda i: shared[i], input_signature=[tf.TensorSpec([], tf.int32)])
    module.g = tf.function(lambda i: shared[-i], input_signature=[tf.TensorSpec([], tf.int32)])
    meta_graph = saved(module, tmp_path)
    check(meta_graph)
    constants = [n for n in meta_graph.object_graph_def.nodes if n.HasField("constant")]
    assert len(constants) == 1
    loaded = tf.saved_model.load(tmp_path)
    assert (loaded.f(7).numpy(), loaded.g(7).numpy()) == (7, 993)


def test_saving_changes_nothing_in_the_object(tmp_path):
    module = Scale()
    module.f = tf.function(lambda x: x)
    module.f(tf.constant(1.0))
    before, children = dict(vars(module)), list(module._trackable_children())
    first = saved(module, tmp_path / "1")
    count = module.f.experimental_get_tracing_count()
    saved(module, tmp_path / "2")
    assert vars(module) == before and list(module._trackable_children()) == children
    assert module.f.experimental_get_tracing_count() == count == 2  # traced anew, to be saved
    prints = [tf.saved_model.experimental.read_fingerprint(tmp_path / name) for name in "12"]
    assert prints[0].singleprint() == prints[1].singleprint()
    assert first.meta_info_def.tensorflow_version == tf.__version__


def test_a_loaded_model_can_be_saved_again_and_again(tmp_path):
    module = Scale(3.0)
    for i in range(3):
        module = again(module, tmp_path / str(i))
        module.factor.assign_add(1.0)
        assert module(tf.constant(1.0)).numpy() == 4 + i
        assert module.signatures["serving_default"](x=tf.constant(1.0))["output_0"].numpy() == 4 + i
    check(reading.parse_saved_model(tmp_path / "2").meta_graphs[0])


def test_two_loaded_models_whose_functions_are_called_alike_go_into_one(tmp_path):
    tf.saved_model.save(Scale(), tmp_path / "scale")
    both = tf.Module()
    both.one, both.ten = (tf.saved_model.load(tmp_path / "scale") for _ in range(2))
    both.one.factor.assign(1.0)
    both.ten.factor.assign(10.0)
    both.f = tf.function(lambda x: both.one(x) - both.ten(x), input_signature=[SCALAR])
    meta_graph = saved(both, tmp_path / "both", signatures={
        "one": both.one.signatures["serving_default"], "all": both.f})
    check(meta_graph)
    loaded = tf.saved_model.load(tmp_path / "both")
    assert loaded.f(tf.constant(2.0)).numpy() == -18
    assert loaded.ten(tf.constant(2.0)).numpy() == 20
    assert loaded.signatures["one"](x=tf.constant(2.0))["output_0"].numpy() == 2
    assert loaded.signatures["all"](x=tf.constant(2.0))["output_0"].numpy() == -18


def test_the_saver_and_the_init_operation_are_in_the_graph(tmp_path):
    meta_graph = saved(Scale(), tmp_path)
    nodes = {node.name: node for node in meta_graph.graph_def.node}
    saver = meta_graph.saver_def
    assert nodes[saver.filename_tensor_name.split(":")[0]].op == "Placeholder"
    for name, function in ((saver.save_tensor_name.split(":")[0], "_traced_save"),
                           (saver.restore_op_name, "_traced_restore")):
        assert nodes[name].attr["f"].func.name.startswith(f"__inference_{function}_")
    init = meta_graph.signature_def["__saved_model_init_op"].outputs["__saved_model_init_op"].name
    assert nodes[init].op == "NoOp"
    assert list(meta_graph.collection_def["saved_model_main_op"].node_list.value) == [init]


def test_without_the_saver_the_functions_are_left_out(tmp_path):
    options = tf.saved_model.SaveOptions(experimental_skip_saver=True)
    meta_graph = saved(Scale(), tmp_path, options=options)
    assert not meta_graph.HasField("saver_def")
    assert not any("traced" in f.signature.name for f in meta_graph.graph_def.library.function)
    assert tf.saved_model.load(tmp_path)(tf.constant(1.0)).numpy() == 2


def test_default_attribute_values_are_stripped_and_definitions_listed(tmp_path):
    meta_graph = saved(Scale(), tmp_path)
    assert meta_graph.meta_info_def.stripped_default_attrs
    listed = {op.name for op in meta_graph.meta_info_def.stripped_op_list.op}
    used = {node.op for node in meta_graph.graph_def.node}
    for function in meta_graph.graph_def.library.function:
        used.update(node.op for node in function.node_def)
        for node in function.node_def:
            assert "transpose_a" not in node.attr and "container" not in node.attr
    assert used == listed


def test_aliases_and_tags_are_kept(tmp_path):
    module = Scale()
    options = tf.saved_model.SaveOptions(
        function_aliases={"call": module.__call__}, extra_tags=["a"])
    meta_graph = saved(module, tmp_path, options=options)
    assert list(meta_graph.meta_info_def.tags) == ["serve", "a"]
    name, = meta_graph.meta_info_def.function_aliases
    assert name in meta_graph.object_graph_def.concrete_functions
    assert meta_graph.meta_info_def.function_aliases[name] == "call"


def test_another_machines_device_says_so():
    with pytest.raises(NotImplementedError, match="experimental_io_device"):
        tf.saved_model.SaveOptions(experimental_io_device="/job:worker/task:3")


def test_functions_are_saved_as_python_has_them_now(tmp_path):
    """TensorFlow traces tf.functions again for a SavedModel: once, and calls keep their traces."""

    class Scaled(tf.Module):
        factor = 2.0
        traced = 0

        @tf.function
        def f(self, x):
            Scaled.traced += 1
            return x * self.factor

        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def g(self, x):
            return x * self.factor

    module, one = Scaled(), tf.constant(1.0)
    module.f(one), module.g(one)
    module.concrete = module.f.get_concrete_function(one)
    module.factor = 3.0
    for _ in range(2):
        tf.saved_model.save(module, tmp_path, signatures={"g": module.g, "c": module.concrete})
        loaded = tf.saved_model.load(tmp_path)
        assert [float(f(one)) for f in (loaded.f, loaded.g, loaded.concrete)] == [3.0, 3.0, 2.0]
        assert [float(f(one)) for f in (module.f, module.g)] == [2.0, 2.0]
        assert float(loaded.signatures["g"](one)["output_0"]) == 3.0
        assert float(loaded.signatures["c"](one)["output_0"]) == 2.0
        assert Scaled.traced == 2
