"""Loading what is whole: the same object graph, callable functions, live variables, no leaks."""

import gc
import os
import pathlib
import shutil
import stat
import weakref

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.core import library

STROKES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "models" / "strokes"
S = tf.TensorSpec([], tf.float32)


class Part(tf.Module):
    def __init__(self, value):
        super().__init__()
        self.v = tf.Variable(value)

    @tf.function(input_signature=[S])
    def scale(self, x):
        return x * self.v

    @tf.function
    def __call__(self, x, times=2, *, flag=False):
        return {"y": (x * times, [self.v + 0.0])}


class Whole(tf.Module):
    def __init__(self):
        super().__init__()
        self.part = Part(3.0)
        self.parts = [self.part, Part(4.0)]
        self.table = {"a": self.parts[1], "b": tf.Variable([1, 2])}
        self.pair = (self.part, tf.Variable("text"))
        self.itself = self

    @tf.function(input_signature=[S])
    def both(self, x):
        return self.part.scale(x) + self.parts[1].scale(x)


@pytest.fixture
def path(tmp_path):
    whole = Whole()
    whole.part(tf.constant(1.0))
    whole.part(tf.constant(1.0), 5, flag=True)
    tf.saved_model.save(whole, tmp_path / "model", signatures=whole.both)
    return os.fspath(tmp_path / "model")


def test_objects_that_were_one_are_one_again(path):
    m = tf.saved_model.load(path)

    assert m.parts[0] is m.part and m.table["a"] is m.parts[1] and m.pair[0] is m.part
    assert m.itself is m
    assert m.table["b"].numpy().tolist() == [1, 2] and m.pair[1].numpy() == b"text"
    assert isinstance(m.parts, list) and isinstance(m.table, dict)


def test_functions_read_and_write_the_loaded_variables(path):
    m = tf.saved_model.load(path)
    assert m.both(2.0).numpy() == 14
    m.part.v.assign(10.0)

    assert m.both(2.0).numpy() == 28
    assert m.signatures["serving_default"](x=tf.constant(2.0))["output_0"].numpy() == 28
    assert tf.saved_model.load(path).both(2.0).numpy() == 14


def test_calls_go_to_the_trace_for_their_python_values(path):
    part = tf.saved_model.load(path).part
    y, (v,) = part(tf.constant(1.0))["y"]
    assert (y.numpy(), v.numpy()) == (2, 3)
    assert part(tf.constant(1.0), 5, flag=True)["y"][0].numpy() == 5

    for args, kwargs in (((tf.constant(1.0), 7), {}), ((tf.constant([1.0]),), {}),
                         ((tf.constant(1.0),), {"flag": True})):
        with pytest.raises(ValueError, match="Could not find matching concrete function"):
            part(*args, **kwargs)


def test_loaded_functions_work_in_new_functions_and_modules_and_can_be_saved_again(path, tmp_path):
    class Outer(tf.Module):
        def __init__(self):
            super().__init__()
            self.inner = tf.saved_model.load(path)

        @tf.function(input_signature=[S])
        def __call__(self, x):
            return self.inner.both(x) + self.inner.signatures["serving_default"](x=x)["output_0"]

    outer = Outer()
    assert outer(1.0).numpy() == 14
    tf.saved_model.save(outer, tmp_path / "outer")
    again = tf.saved_model.load(os.fspath(tmp_path / "outer"))
    again.inner.part.v.assign(0.0)

    assert again(1.0).numpy() == 8 and outer(1.0).numpy() == 14


def test_two_models_with_functions_of_the_same_names_go_together(path, tmp_path):
    one, two = tf.saved_model.load(path), tf.saved_model.load(path)
    two.part.v.assign(0.0)
    together = tf.function(lambda x: (one.both(x), two.both(x), one.both(x)))

    assert [value.numpy() for value in together(tf.constant(1.0))] == [7, 4, 7]


def test_the_matter_of_tags(path):
    assert tf.saved_model.load(path, tags="serve").both(1.0).numpy() == 7
    assert tf.saved_model.load(path, tags={"serve"}).both(1.0).numpy() == 7
    with pytest.raises(ValueError, match="Got an incompatible argument to `tags`"):
        tf.saved_model.load(path, tags=["train"])


def test_a_path_object_does_and_a_number_does_not(path):
    assert tf.saved_model.load(pathlib.Path(path)).both(1.0).numpy() == 7
    with pytest.raises(TypeError, match="Expected binary or unicode string, got 3"):
        tf.saved_model.load(3)


def test_weights_may_be_written_to_while_the_files_stay(path):
    data = pathlib.Path(path, "variables", "variables.data-00000-of-00001")
    before = data.read_bytes()
    m = tf.saved_model.load(path)
    m.part.v.assign(100.0)
    m.table["b"].assign_add([1, 1])
    array = m.table["b"].numpy()
    array[:] = 0

    assert data.read_bytes() == before and m.table["b"].numpy().tolist() != [0, 0]


def test_a_model_outlives_its_directory(path):
    m = tf.saved_model.load(path)
    shutil.rmtree(path)

    assert m.both(2.0).numpy() == 14 and m.table["b"].numpy().tolist() == [1, 2]


def test_a_read_only_directory_is_enough(path):
    for folder, _, files in os.walk(path):
        for name in files:
            os.chmod(os.path.join(folder, name), stat.S_IRUSR)
        os.chmod(folder, stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert tf.saved_model.load(path).both(1.0).numpy() == 7
    finally:
        for folder, _, _ in os.walk(path):
            os.chmod(folder, stat.S_IRWXU)


def test_a_loaded_model_is_freed(path):
    m = tf.saved_model.load(path)
    m.both(1.0)
    references = [weakref.ref(m), weakref.ref(m.part.v), weakref.ref(m.part.v._resource)]
    del m
    gc.collect()

    assert [reference() for reference in references] == [None] * 3


def open_files():
    """The open file descriptors, where the system tells them."""
    return os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else []


def test_many_loads_leave_nothing_behind():
    def load():
        model = tf.saved_model.load(os.fspath(STROKES))
        model.signatures["serving_default"](pictures=tf.zeros(
            [1, *model.signatures["serving_default"].inputs[0].shape[1:]]))

    for _ in range(3):
        load()
    gc.collect()
    handles, objects = open_files(), len(gc.get_objects())
    functions = len(library._FUNCTIONS)
    for _ in range(200):
        load()
    gc.collect()

    assert open_files() == handles and len(library._FUNCTIONS) == functions
    assert len(gc.get_objects()) < objects + 2000


def test_signatures_are_a_read_only_mapping(path):
    signatures = tf.saved_model.load(path).signatures

    assert list(signatures) == ["serving_default"] and len(signatures) == 1
    with pytest.raises(KeyError, match="nope"):
        signatures["nope"]
    with pytest.raises(TypeError):
        signatures["new"] = signatures["serving_default"]


@pytest.mark.parametrize(("args", "kwargs", "kind", "words"), [
    ((), {}, TypeError, "argument: 'x'"),
    ((1.0, 2.0), {}, TypeError, "too many positional arguments"),
    ((), {"x": tf.constant(1.0), "foo": 1}, TypeError, "got unexpected keyword arguments: foo"),
    ((), {"x": tf.constant(1)}, tf.errors.InvalidArgumentError, "expected to be a float tensor"),
])
def test_signatures_tell_what_does_not_fit(path, args, kwargs, kind, words):
    with pytest.raises(kind) as caught:
        tf.saved_model.load(path).signatures["serving_default"](*args, **kwargs)

    assert words in str(caught.value)


def test_results_of_loaded_functions_are_those_of_the_saved_ones(path, rng):
    whole, loaded = Whole(), tf.saved_model.load(path)
    for x in rng.normal(size=20).astype(np.float32):
        assert loaded.both(x).numpy() == whole.both(x).numpy()


def test_checksums_are_compared_unless_that_is_not_wanted(tmp_path):
    module = tf.Module()
    module.v = tf.Variable([1.0, 2.0])
    tf.saved_model.save(module, tmp_path)
    data = next((tmp_path / "variables").glob("*.data-*"))
    content = bytearray(data.read_bytes())
    content[3] ^= 1
    data.write_bytes(content)
    with pytest.raises(tf.errors.DataLossError, match="Checksum does not match"):
        tf.saved_model.load(tmp_path)
    options = tf.saved_model.LoadOptions(verify_checksums=False)
    assert tf.saved_model.load(tmp_path, options=options).v.numpy()[1] == 2.0


def test_rows_of_a_tensor_may_be_what_functions_take_and_return(tmp_path):
    module = tf.Module()
    module.f = tf.function(
        lambda x: (x, tf.IndexedSlices(x.values * 2, x.indices, x.dense_shape)),
        input_signature=[tf.IndexedSlicesSpec([3], tf.float32, tf.int32, tf.int32)])
    tf.saved_model.save(module, tmp_path)
    rows = tf.IndexedSlices(tf.constant([1.0, 2.0]), tf.constant([0, 2]), tf.constant([3]))
    first, second = tf.saved_model.load(tmp_path).f(rows)
    assert type(second) is tf.IndexedSlices
    assert tf.convert_to_tensor(first).numpy().tolist() == [1.0, 0.0, 2.0]
    assert tf.convert_to_tensor(second).numpy().tolist() == [2.0, 0.0, 4.0]


def test_tags_may_be_a_nest_or_a_set(tmp_path):
    options = tf.saved_model.SaveOptions(extra_tags=["gpu"])
    tf.saved_model.save(tf.Module(), tmp_path, options=options)
    for tags in (["serve", "gpu"], ("gpu", "serve"), {"gpu", "serve"}, [["serve"], ("gpu",)]):
        tf.saved_model.load(tmp_path, tags=tags)
    for tags, shown in ((3, r"\[3\]"), ("serve", r"\['serve'\]"), ([], r"\[\]")):
        with pytest.raises(ValueError, match=f"incompatible argument to `tags`: {shown}"):
            tf.saved_model.load(tmp_path, tags=tags)


def test_a_loaded_model_knows_where_its_nodes_were_made(tmp_path):
    module = tf.Module()
    module.f = tf.function(lambda x: x + 1, input_signature=[tf.TensorSpec([], tf.float32)])
    tf.saved_model.save(module, tmp_path)
    assert not tf.saved_model.load(tmp_path).graph_debug_info.files
    options = tf.saved_model.SaveOptions(save_debug_info=True)
    tf.saved_model.save(module, tmp_path, options=options)
    info = tf.saved_model.load(tmp_path).graph_debug_info
    assert any(name.endswith("test_load.py") for name in info.files)
    assert [name for name in info.name_to_trace_id if name.startswith("add@__inference_")]
    (tmp_path / "debug" / "saved_model_debug_info.pb").write_bytes(b"\xff\xff")
    with pytest.raises(OSError, match="Cannot parse file"):
        tf.saved_model.load(tmp_path)


def test_aliases_lead_to_functions_or_to_lists_of_concrete_ones(tmp_path):
    class Model(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def f(self, x):
            return x

        @tf.function
        def g(self, x):
            return x * 2

    model = Model()
    model.g(tf.constant(1.0)), model.g(tf.constant([1.0]))
    model.one = model.g.get_concrete_function(tf.constant(2.0))
    options = tf.saved_model.SaveOptions(
        function_aliases={"all": model.g, "whole": model.f, "some": [model.one]})
    tf.saved_model.save(model, tmp_path, options=options)
    options = tf.saved_model.LoadOptions(experimental_load_function_aliases=True)
    loaded = tf.saved_model.load(tmp_path, options=options)
    assert sorted(loaded.function_aliases) == ["all", "some", "whole"]
    assert loaded.function_aliases["all"] is loaded.g
    assert loaded.function_aliases["whole"] is loaded.f
    one, = loaded.function_aliases["some"]
    assert float(one(tf.constant(3.0))) == 6.0
    model.function_aliases = tf.Variable(1.0)
    tf.saved_model.save(model, tmp_path)
    with pytest.raises(ValueError, match="already has an attributed with name 'function_aliases'"):
        tf.saved_model.load(tmp_path, options=options)
