"""Cases from the page of `tf.saved_model.save`."""

import os

from register import adder, case, custom_module, loose_adder


@case("save-01", "Example usage")
def the_adder_is_servable(w):
    """The SavedModel is servable with an input named "x", a scalar with dtype float32."""
    tf = w.tf
    imported = w.again(adder(tf))
    f = imported.signatures["serving_default"]
    _, inputs = f.structured_input_signature

    assert {name: (spec.shape.as_list(), spec.dtype) for name, spec in inputs.items()} == {
        "x": ([], tf.float32)}
    assert f(x=tf.constant(2.))["output_0"].numpy() == 4.


@case("save-02", "Signatures")
def concrete_functions_are_signatures(w):
    """The result of get_concrete_function may be passed as the signatures argument."""
    tf = w.tf
    model = loose_adder(tf)
    imported = w.again(model, signatures=model.add.get_concrete_function(
        tf.TensorSpec([], tf.float32)))

    assert list(imported.signatures) == ["serving_default"]
    assert imported.signatures["serving_default"](tf.constant(3.))["output_0"].numpy() == 6.


@case("save-03", "Signatures")
def functions_that_were_not_traced_cannot_be_called(w):
    """Without an input signature or a trace, a restored function is not callable: ValueError."""
    tf = w.tf
    restored = w.again(loose_adder(tf))

    w.raises(ValueError, lambda: restored.add(1.),
             "Found zero restored functions for caller function.")


@case("save-04", "Signatures")
def one_traced_function_becomes_the_signature(w):
    """Without signatures, exactly one traced tf.function is used as the default signature."""
    tf = w.tf
    imported = w.again(adder(tf))

    assert list(imported.signatures) == ["serving_default"]


@case("save-05", "Signatures")
def several_functions_are_exported_without_signatures(w):
    """Else any tf.function attached to obj is exported for use with tf.saved_model.load."""
    tf = w.tf

    class Two(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def plus(self, x):
            return x + 1.

        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def times(self, x):
            return x * 2.

    imported = w.again(Two())

    assert len(imported.signatures) == 0
    assert (imported.plus(3.).numpy(), imported.times(3.).numpy()) == (4., 6.)


@case("save-06", "Signatures")
def functions_of_dependencies_are_exported(w):
    """Any tf.function attached to the dependencies of obj is exported too."""
    tf = w.tf
    root = tf.Module()
    root.inner = adder(tf)
    imported = w.again(root)

    assert imported.inner.add(2.).numpy() == 4.


@case("save-07", "Signatures")
def arguments_are_identified_by_name(w):
    """Tensor arguments of a signature are identified by name: the Python argument names."""
    tf = w.tf

    class Pair(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)] * 2)
        def call(self, left, right):
            return left - right

    f = w.again(Pair()).signatures["serving_default"]

    assert f(right=tf.constant(1.), left=tf.constant(3.))["output_0"].numpy() == 2.


@case("save-08", "Signatures")
def specs_can_name_arguments(w):
    """The names may be overridden by name= in the corresponding tf.TensorSpec."""
    tf = w.tf
    model = loose_adder(tf)
    imported = w.again(model, signatures=model.add.get_concrete_function(
        tf.TensorSpec([], tf.float32, name="other")))
    f = imported.signatures["serving_default"]

    assert list(f.structured_input_signature[1]) == ["other"]
    assert f(other=tf.constant(1.))["output_0"].numpy() == 2.


@case("save-09", "Signatures")
def several_tensors_in_one_argument_need_names(w):
    """Explicit names tell several tensors in one argument apart. (2.21 makes up missing ones.)"""
    tf = w.tf

    class Pair(tf.Module):
        @tf.function
        def call(self, pair):
            return pair[0] + pair[1]

    model = Pair()
    named = model.call.get_concrete_function(
        [tf.TensorSpec([], tf.float32, name="a"), tf.TensorSpec([], tf.float32, name="b")])
    f = w.again(model, signatures=named).signatures["serving_default"]

    assert f(a=tf.constant(1.), b=tf.constant(2.))["output_0"].numpy() == 3.


@case("save-10", "Signatures")
def outputs_in_a_flat_list_are_numbered(w):
    """Outputs in a flat list are numbered."""
    tf = w.tf

    class Several(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def call(self, x):
            return [x, x + 1., x + 2.]

    outputs = w.again(Several()).signatures["serving_default"](tf.constant(0.))

    assert {key: value.numpy() for key, value in outputs.items()} == {
        "output_0": 0., "output_1": 1., "output_2": 2.}


@case("save-11", "Signatures")
def outputs_in_a_dictionary_are_named(w):
    """A dictionary mapping string keys to tensors names the outputs."""
    tf = w.tf

    class Named(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def call(self, x):
            return {"b": x, "a": x + 1.}

    f = w.again(Named()).signatures["serving_default"]

    assert sorted(f.structured_outputs) == ["a", "b"]
    assert f(tf.constant(1.))["a"].numpy() == 2.


@case("save-12", "Signatures")
def other_outputs_are_refused(w):
    """The outputs of signatures must be flat: nested ones are refused."""
    tf = w.tf

    class Nested(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def call(self, x):
            return {"a": {"b": x}}

    model = Nested()

    w.raises(ValueError, lambda: w.save(model, signatures=model.call), "signature")


@case("save-13", "Signatures")
def the_attribute_is_reserved(w):
    """save on an object with a custom .signatures attribute raises an exception."""
    tf = w.tf
    module = tf.Module()
    module.signatures = tf.Variable(1.)

    w.raises(ValueError, lambda: w.save(module), "signatures", "reserved")


@case("save-14", "Using tf.saved_model.save with Keras models", waits="Keras")
def keras_models_with_a_signature(w):
    """A Keras model can be exported with a signature specified on a method."""
    tf = w.tf

    class Adder(tf.keras.Model):
        @tf.function(input_signature=[tf.TensorSpec(shape=[], dtype=tf.string)])
        def concat(self, x):
            return x + x

    imported = w.again(Adder())

    assert imported.signatures["serving_default"](tf.constant("a"))["output_0"].numpy() == b"aa"


@case("save-15", "Using tf.saved_model.save with Keras models", waits="Keras")
def keras_models_with_a_concrete_function(w):
    """A Keras model can be exported from a function without a fixed signature."""
    tf = w.tf

    class Adder(tf.keras.Model):
        @tf.function
        def concat(self, x):
            return x + x

    model = Adder()
    imported = w.again(model, signatures=model.concat.get_concrete_function(
        tf.TensorSpec(shape=[], dtype=tf.string, name="string_input")))
    f = imported.signatures["serving_default"]

    assert f(string_input=tf.constant("a"))["output_0"].numpy() == b"aa"


@case("save-16", "Using tf.saved_model.save with Keras models", waits="Keras")
def functional_keras_models(w):
    """A Keras model of inputs and outputs takes "x", [None, 4], and returns "out", [None, 5]."""
    tf = w.tf
    x = tf.keras.layers.Input((4,), name="x")
    y = tf.keras.layers.Dense(5, name="out")(x)
    f = w.again(tf.keras.Model(x, y)).signatures["serving_default"]

    assert f.structured_input_signature[1]["x"].shape.as_list() == [None, 4]
    assert f.structured_outputs["out"].shape.as_list() == [None, 5]


@case("save-17", "Using tf.saved_model.save with Keras models")
def strings_concatenate_in_modules(w):
    """The same concat as a tf.Module: strings are added, an input is named by its spec."""
    tf = w.tf

    class Adder(tf.Module):
        @tf.function
        def concat(self, x):
            return x + x

    model = Adder()
    imported = w.again(model, signatures=model.concat.get_concrete_function(
        tf.TensorSpec(shape=[], dtype=tf.string, name="string_input")))
    f = imported.signatures["serving_default"]

    assert f(string_input=tf.constant("ab"))["output_0"].numpy() == b"abab"


@case("save-18", "Variables and Checkpoints")
def variables_must_be_tracked(w):
    """Variables must be tracked by assigning them to an attribute of a tracked object."""
    tf = w.tf
    loose = [tf.Variable(1.)]

    class Untracked(tf.Module):
        @tf.function(input_signature=[])
        def call(self):
            return loose[0] + 1.

    error = w.raises((AssertionError, ValueError), lambda: w.save(Untracked()), "untracked")

    assert "Variable" in str(error)


@case("save-19", "Variables and Checkpoints")
def the_same_tracking_as_checkpoints(w):
    """This is the same tracking scheme that tf.train.Checkpoint uses."""
    tf = w.tf
    module = custom_module(tf)
    module.layers = [tf.Module()]
    module.layers[0].kernel = tf.Variable([1., 2.])
    path = w.save(module)
    prefix = tf.train.Checkpoint(module).write(w.path("checkpoint"))
    saved = dict(tf.train.list_variables(os.path.join(path, "variables", "variables")))
    written = dict(tf.train.list_variables(prefix))

    for key in ("v/.ATTRIBUTES/VARIABLE_VALUE", "layers/0/kernel/.ATTRIBUTES/VARIABLE_VALUE"):
        assert saved[key] == written[key]


@case("save-20", "Variables and Checkpoints")
def restoring_from_the_variables_of_a_model(w):
    """A Checkpoint may be restored from the checkpoint in the "variables/" subdirectory."""
    tf = w.tf
    checkpoint = tf.train.Checkpoint(v=tf.Variable(3.))
    path = w.save(checkpoint)
    other = tf.train.Checkpoint(v=tf.Variable(0.))
    other.restore(os.path.join(path, "variables", "variables")).expect_partial()

    assert other.v.numpy() == 3.


@case("save-21", "Variables and Checkpoints")
def restoring_from_the_subdirectory_itself(w):
    """Checkpoint.restore may be pointed at the "variables/" subdirectory itself."""
    tf = w.tf
    checkpoint = tf.train.Checkpoint(v=tf.Variable(3.))
    path = w.save(checkpoint)
    other = tf.train.Checkpoint(v=tf.Variable(0.))
    other.restore(os.path.join(path, "variables/")).expect_partial()

    assert other.v.numpy() == 3.


@case("save-22", "Variables and Checkpoints")
def devices_around_functions_are_not_saved(w):
    """tf.function does not hard-code device annotations from outside the function body."""
    tf = w.tf
    with tf.device("/cpu:0"):
        module = adder(tf)
        module.add(1.)
        path = w.save(module)
    functions = w.meta_graph(path).graph_def.library.function
    adds = [node for function in functions for node in function.node_def
            if node.op in ("AddV2", "Add")]

    assert adds and all(not node.device for node in adds)


@case("save-23", "Variables and Checkpoints")
def devices_inside_functions_are_saved(w):
    """tf.device annotations inside the body of the function are hard-coded."""
    tf = w.tf

    class Placed(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def call(self, x):
            with tf.device("/cpu:0"):
                return tf.exp(x)

    path = w.save(Placed())
    functions = w.meta_graph(path).graph_def.library.function
    devices = {node.device for function in functions for node in function.node_def
               if node.op == "Exp"}

    assert len(devices) == 1 and "cpu:0" in devices.pop().lower()
    assert w.tf.saved_model.load(path).call(0.).numpy() == 1.


@case("save-24", "Variables and Checkpoints")
def default_attributes_are_stripped(w):
    """SavedModels exported with save strip default-valued attributes automatically."""
    tf = w.tf

    class Product(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([2, 2], tf.float32)])
        def call(self, x):
            return tf.matmul(x, x, transpose_b=True)

    meta_graph = w.meta_graph(w.save(Product()))
    (node,) = [node for function in meta_graph.graph_def.library.function
               for node in function.node_def if node.op == "MatMul"]

    assert meta_graph.meta_info_def.stripped_default_attrs
    assert "transpose_a" not in node.attr and node.attr["transpose_b"].b


@case("save-25", "introduction")
def objects_must_be_trackable(w):
    """The obj must inherit from the Trackable class."""
    w.raises(ValueError, lambda: w.save(object()), "Trackable")


@case("save-26", "Args")
def a_function_with_a_signature_is_a_signature(w):
    """signatures may be a tf.function with an input signature."""
    model = adder(w.tf)

    assert list(w.again(model, signatures=model.add).signatures) == ["serving_default"]


@case("save-27", "Args")
def a_function_without_a_signature_is_none(w):
    """A tf.function without an input signature cannot be used as a signature."""
    model = loose_adder(w.tf)

    w.raises(ValueError, lambda: w.save(model, signatures=model.add), "signature")


@case("save-28", "Args")
def signatures_in_a_dictionary(w):
    """signatures may map arbitrary keys to functions with signatures or concrete functions."""
    tf = w.tf
    model, other = adder(tf), loose_adder(tf)
    model.other = other
    imported = w.again(model, signatures={
        "serving_default": model.add,
        "Any key.": other.add.get_concrete_function(tf.TensorSpec([None], tf.int32))})

    assert sorted(imported.signatures) == ["Any key.", "serving_default"]
    result = imported.signatures["Any key."](tf.constant([1, 2]))["output_0"]
    assert result.numpy().tolist() == [2, 4]


@case("save-29", "Args")
def the_keys_of_the_constants(w):
    """Keys are typically from the tf.saved_model.signature_constants module."""
    tf = w.tf

    assert tf.saved_model.DEFAULT_SERVING_SIGNATURE_DEF_KEY == "serving_default"
    assert tf.saved_model.PREDICT_METHOD_NAME == "tensorflow/serving/predict"


@case("save-30", "Args")
def options_configure_saving(w):
    """options is a SaveOptions object for configuring save options."""
    tf = w.tf
    options = tf.saved_model.SaveOptions(save_debug_info=False, function_aliases={})

    assert w.again(adder(tf), options=options).add(1.).numpy() == 2.


@case("save-31", "eager compatibility")
def not_from_within_functions(w):
    """save may not be called from within a function body."""
    tf = w.tf
    model = adder(tf)

    @tf.function
    def inside():
        tf.saved_model.save(model, w.path())

    w.raises(AssertionError, inside, "save")


@case("save-32", "View aliases")
def the_aliases_for_migration(w):
    """tf.compat.v1.saved_model.save and experimental.save are aliases."""
    v1 = w.tf.compat.v1.saved_model

    assert v1.save is w.tf.saved_model.save
    assert v1.experimental.save is w.tf.saved_model.save


@case("save-33", "Signatures")
def signatures_always_return_dictionaries(w):
    """Signatures are available in loaded objects as .signatures, also of concrete functions."""
    tf = w.tf
    imported = w.again(adder(tf))

    assert isinstance(imported.signatures["serving_default"](tf.constant(1.)), dict)


@case("save-34", "Signatures")
def lists_in_dictionaries_are_refused(w):
    """Outputs must be flat lists or dictionaries of tensors: other values are refused."""
    tf = w.tf

    class Listed(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def call(self, x):
            return {"a": [x, x]}

    model = Listed()

    w.raises(ValueError, lambda: w.save(model, signatures=model.call), "signature")


@case("save-35", "Variables and Checkpoints")
def unknown_ops_are_told(w):
    """A consumer without definitions for an op of the model cannot load it, and says so."""
    tf = w.tf
    path = w.save(adder(tf))
    file = os.path.join(path, "saved_model.pb")
    with open(file, "rb") as stream:
        data = stream.read()
    with open(file, "wb") as stream:
        stream.write(data.replace(b"AddV2", b"AddQ2"))

    error = w.raises(Exception, lambda: tf.saved_model.load(path))
    assert "AddQ2" in str(error)
