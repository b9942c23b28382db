"""Loaded models read their assets and no other files, unless they are allowed to."""

import os

import pytest

import tfcompat as tf
from tfcompat._src.wire import messages


class Reader(tf.Module):
    """Reads an asset: directly, through a call, and in a branch."""

    def __init__(self, path):
        super().__init__()
        self.words = tf.saved_model.Asset(path)

    @tf.function(input_signature=[])
    def direct(self):
        return tf.raw_ops.ReadFile(filename=self.words.asset_path)

    @tf.function(input_signature=[tf.TensorSpec([], tf.bool)])
    def branched(self, really):
        @tf.function(autograph=False)
        def read(path):
            return tf.raw_ops.ReadFile(filename=tf.identity(path))

        return tf.cond(really, lambda: read(self.words.asset_path), lambda: tf.constant(""))


class Elsewhere(tf.Module):
    """Reads whatever file its caller names."""

    @tf.function(input_signature=[tf.TensorSpec([], tf.string)])
    def read(self, path):
        return tf.raw_ops.ReadFile(filename=path)


class Writer(tf.Module):
    """Writes to a file that it knows."""

    def __init__(self, path):
        super().__init__()
        self._path = path

    @tf.function(input_signature=[])
    def write(self):
        tf.raw_ops.WriteFile(filename=self._path, contents="text")
        return tf.constant(1)


@pytest.fixture
def words(tmp_path):
    """A small text file."""
    path = tmp_path / "words.txt"
    path.write_text("words")
    return path


def saved(module, tmp_path):
    tf.saved_model.save(module, tmp_path / "model")
    return tmp_path / "model"


def test_assets_are_read_wherever_the_reading_is(words, tmp_path):
    loaded = tf.saved_model.load(saved(Reader(str(words)), tmp_path))
    os.remove(words)
    assert loaded.direct().numpy() == b"words"
    assert loaded.branched(True).numpy() == b"words"


def test_reading_what_the_caller_names_is_refused_by_name(tmp_path):
    path = saved(Elsewhere(), tmp_path)
    with pytest.raises(tf.errors.PermissionDeniedError,
                       match=r"(?s)ReadFile .*__inference_read_.*allow_unsafe_ops=True"):
        tf.saved_model.load(path)


@pytest.mark.parametrize("allowed", [True, ["ReadFile"]])
def test_what_is_allowed_is_done(allowed, words, tmp_path):
    path = saved(Elsewhere(), tmp_path)
    options = tf.saved_model.LoadOptions(allow_unsafe_ops=allowed)
    loaded = tf.saved_model.load(path, options=options)
    assert loaded.read(str(words)).numpy() == b"words"


def test_writing_is_refused_even_if_the_model_knows_where(tmp_path):
    path = saved(Writer(str(tmp_path / "written")), tmp_path)
    with pytest.raises(tf.errors.PermissionDeniedError, match="WriteFile"):
        tf.saved_model.load(path, options=tf.saved_model.LoadOptions(allow_unsafe_ops=["PyFunc"]))
    assert not (tmp_path / "written").exists()


def test_python_functions_of_another_process_are_refused(tmp_path):
    class Python(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def call(self, x):
            return tf.numpy_function(lambda v: v, [x], tf.float32)

    path = saved(Python(), tmp_path)
    with pytest.raises(tf.errors.PermissionDeniedError, match="PyFunc"):
        tf.saved_model.load(path)


def test_a_table_of_a_file_that_is_no_asset_is_not_filled(words, tmp_path):
    """A model whose text file was replaced by a constant path."""

    class Table(tf.Module):
        def __init__(self):
            super().__init__()
            lines = tf.lookup.TextFileInitializer(str(words), tf.string, -2, tf.int64, -1)
            self.table = tf.lookup.StaticHashTable(lines, -1)

    path = saved(Table(), tmp_path)
    model = messages.SavedModel.FromString((path / "saved_model.pb").read_bytes())
    for function in model.meta_graphs[0].graph_def.library.function:
        for node in function.node_def:
            if node.op == "InitializeTableFromTextFileV2":
                constant = function.node_def.add(name="secret", op="Const")
                constant.attr["dtype"].type = 7
                constant.attr["value"].tensor.dtype = 7
                constant.attr["value"].tensor.tensor_shape.SetInParent()
                constant.attr["value"].tensor.string_val.append(b"/etc/passwd")
                node.input[1] = "secret:output:0"
    (path / "saved_model.pb").write_bytes(model.SerializeToString())
    with pytest.raises(tf.errors.PermissionDeniedError, match="InitializeTableFromTextFileV2"):
        tf.saved_model.load(path)


def test_options_say_what_they_take():
    with pytest.raises(TypeError, match="allow_unsafe_ops"):
        tf.saved_model.LoadOptions(allow_unsafe_ops="ReadFile")


def decoder(source):
    """A function that reads a field of messages."""
    @tf.function(input_signature=[tf.TensorSpec([], tf.string)])
    def decode(data):
        return tf.io.decode_proto(
            data, "tensorflow.VersionDef", ["producer"], [tf.int32], source
        ).sizes

    return decode


def encoder(source):
    """A function that writes messages of one field."""
    @tf.function(input_signature=[tf.TensorSpec([None, 1], tf.int32)])
    def encode(sizes):
        return tf.io.encode_proto(sizes, [sizes], ["producer"], "tensorflow.VersionDef", source)

    return encode


@pytest.mark.parametrize("made, argument, expected", [
    (decoder, b"\x08\x05", [1]), (encoder, [[1]], [b"\x08\x01"]),
])
def test_definitions_of_messages_in_files_are_not_looked_up(made, argument, expected, tmp_path):
    module = tf.Module()
    module.f = made("local://")
    loaded = tf.saved_model.load(saved(module, tmp_path))
    assert loaded.f(argument).numpy().tolist() == expected
    module.f = made(str(tmp_path / "definitions"))
    with pytest.raises(tf.errors.PermissionDeniedError, match="codeProto"):
        tf.saved_model.load(saved(module, tmp_path))
