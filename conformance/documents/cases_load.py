"""Cases from the pages of `tf.saved_model.load`: 2.16, its Chinese translation, and 2.0."""

import os
import pathlib

from register import adder, case, custom_module

EVERYWHERE = ("load-zh", "load-2.0")


@case("load-01", "introduction", also=EVERYWHERE)
def signatures_are_functions(w):
    """Signatures associated with the SavedModel are available as functions."""
    tf = w.tf

    class Model(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([None, 1], tf.float32)])
        def __call__(self, x):
            return 2.0 * x

    imported = w.again(Model())
    f = imported.signatures["serving_default"]
    output = f(x=tf.constant([[1.]]))

    assert output["output_0"].numpy().tolist() == [[2.0]]


@case("load-02", "introduction", also=EVERYWHERE)
def checkpoint_round_trip(w):
    """Objects exported with save have trackable objects and functions assigned to attributes."""
    tf = w.tf
    exported = tf.train.Checkpoint(v=tf.Variable(3.))
    exported.f = tf.function(
        lambda x: exported.v * x,
        input_signature=[tf.TensorSpec(shape=None, dtype=tf.float32)])
    imported = w.again(exported)

    assert 3. == imported.v.numpy()
    assert 6. == imported.f(x=tf.constant(2.)).numpy()


@case("load-03", "introduction", also=EVERYWHERE)
def nested_objects_come_back(w):
    """Trackable objects keep their structure: attributes of attributes, lists and dicts."""
    tf = w.tf
    root = tf.Module()
    root.inner = tf.Module()
    root.inner.weights = [tf.Variable(1.), tf.Variable([2., 3.])]
    root.inner.table = {"a": tf.Variable(4)}
    imported = w.again(root)

    assert imported.inner.weights[1].numpy().tolist() == [2., 3.]
    assert imported.inner.table["a"].numpy() == 4


@case("load-04", "Loading Keras models", also=EVERYWHERE, waits="Keras")
def keras_models_lose_their_methods(w):
    """What is loaded of a Keras model is no Keras object: it has no fit and no predict."""
    imported = w.again(_keras_model(w.tf))

    assert not hasattr(imported, "fit") and not hasattr(imported, "predict")


@case("load-05", "Loading Keras models", also=EVERYWHERE, waits="Keras")
def keras_models_keep_variables(w):
    """.variables and .trainable_variables of a Keras model are still available."""
    model = _keras_model(w.tf)
    imported = w.again(model)

    assert len(imported.variables) == 2
    assert len(imported.trainable_variables) == 2


@case("load-06", "Loading Keras models", also=EVERYWHERE, waits="Keras")
def keras_models_stay_callable(w):
    """A loaded Keras model can be called: outputs = imported(inputs)."""
    tf = w.tf
    model = _keras_model(tf)
    inputs = tf.ones([1, 4])
    imported = w.again(model)

    assert abs(imported(inputs).numpy() - model(inputs).numpy()).max() < 1e-5


def _keras_model(tf):
    x = tf.keras.layers.Input((4,), name="x")
    y = tf.keras.layers.Dense(5, name="out")(x)
    return tf.keras.Model(x, y)


@case("load-07", "Loading Keras models", also=EVERYWHERE)
def lists_of_variables_and_calls_of_modules(w):
    """Objects that have .variables, .trainable_variables and __call__ as attributes keep them."""
    tf = w.tf

    class Layer(tf.train.Checkpoint):
        @tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
        def __call__(self, x):
            return x * self.kernel

    layer = Layer(kernel=tf.Variable(2.), steps=tf.Variable(0, trainable=False))
    layer.variables = [layer.kernel, layer.steps]
    layer.trainable_variables = [layer.kernel]
    imported = w.again(layer)

    assert imported(tf.constant([1., 2.])).numpy().tolist() == [2., 4.]
    assert len(imported.variables) == 2
    assert [v.numpy() for v in imported.trainable_variables] == [2.]
    assert imported.variables[0] is imported.kernel


@case("load-08", "Importing SavedModels from TensorFlow 1.x", also=EVERYWHERE)
def signatures_of_version_1(w):
    """.signatures of a 1.x SavedModel maps signature names to functions."""
    tf = w.tf
    imported = tf.saved_model.load(w.model("line"))

    assert list(imported.signatures) == ["serving_default"]
    assert imported.signatures["serving_default"](tf.constant(3.))["out"].numpy() == 7.


@case("load-09", "Importing SavedModels from TensorFlow 1.x", also=EVERYWHERE)
def pruning(w):
    """.prune(feeds, fetches) extracts functions for new subgraphs."""
    tf = w.tf
    imported = tf.saved_model.load(w.model("line"))
    pruned = imported.prune("x:0", "out:0")

    assert pruned(tf.ones([])).numpy() == 3.


@case("load-10", "Importing SavedModels from TensorFlow 1.x", also=EVERYWHERE)
def pruning_by_several_names(w):
    """Pruning is equivalent to naming feeds and fetches in a Session of TensorFlow 1.x."""
    tf = w.tf
    imported = tf.saved_model.load(w.model("line"))
    pruned = imported.prune(["x:0"], {"line": "out:0", "same": "x:0"})
    result = pruned(tf.constant(2.))

    assert (result["line"].numpy(), result["same"].numpy()) == (5., 2.)


@case("load-11", "Importing SavedModels from TensorFlow 1.x", also=EVERYWHERE)
def wrap_function_prunes_too(w):
    """See tf.compat.v1.wrap_function: functions made by it have prune as well."""
    tf = w.tf

    def build(x):
        y = tf.multiply(x, 2., name="y")
        return tf.add(y, 1., name="z")

    wrapped = tf.compat.v1.wrap_function(build, [tf.TensorSpec([], tf.float32)])

    assert wrapped(tf.constant(3.)).numpy() == 7.
    assert wrapped.prune("y:0", "z:0")(tf.constant(1.)).numpy() == 2.


@case("load-12", "Importing SavedModels from TensorFlow 1.x", also=EVERYWHERE)
def variables_of_version_1(w):
    """.variables of a 1.x SavedModel is a list of the imported variables."""
    imported = w.tf.saved_model.load(w.model("line"))

    assert [v.name for v in imported.variables] == ["slope:0"]
    assert imported.variables[0].numpy() == 2.


@case("load-13", "Importing SavedModels from TensorFlow 1.x", also=EVERYWHERE)
def graph_of_version_1(w):
    """.graph of a 1.x SavedModel is the whole imported graph."""
    imported = w.tf.saved_model.load(w.model("line"))
    names = [op.name for op in imported.graph.get_operations()]

    assert {"x", "slope", "out"} <= set(names)


@case("load-14", "Importing SavedModels from TensorFlow 1.x", also=("load-zh",))
def restoring_version_1(w):
    """.restore(save_path) restores variables from a checkpoint saved from tf.compat.v1.Saver."""
    tf = w.tf
    imported = tf.saved_model.load(w.model("line"))
    imported.restore(os.path.join(w.model("line_again"), "ckpt"))

    assert imported.variables[0].numpy() == 5.
    assert imported.prune("x:0", "out:0")(tf.ones([])).numpy() == 6.


@case("load-15", "Importing SavedModels from TensorFlow 1.x", also=EVERYWHERE)
def variables_change_what_is_computed(w):
    """Variables of a 1.x SavedModel are the ones its functions read."""
    tf = w.tf
    imported = tf.saved_model.load(w.model("line"))
    imported.variables[0].assign(10.)

    assert imported.signatures["serving_default"](tf.constant(1.))["out"].numpy() == 11.


@case("load-16", "Consuming SavedModels asynchronously", also=("load-zh",))
def the_message_is_written_last(w):
    """saved_model.pb is written after the files of the variables."""
    path = pathlib.Path(w.save(custom_module(w.tf)))
    when = {file.name: file.stat().st_mtime_ns for file in path.rglob("*") if file.is_file()}

    assert when["saved_model.pb"] >= max(
        time for name, time in when.items() if name.startswith("variables."))


@case("load-17", "Consuming SavedModels asynchronously", also=("load-zh",))
def incomplete_models_are_refused(w):
    """load fails if pointed at an incomplete SavedModel: one without saved_model.pb."""
    path = w.save(custom_module(w.tf))
    os.remove(os.path.join(path, "saved_model.pb"))

    w.raises(OSError, lambda: w.tf.saved_model.load(path), "SavedModel file does not exist at")


@case("load-18", "Consuming SavedModels asynchronously", also=("load-zh",))
def nothing_temporary_is_left(w):
    """saved_model.pb is written atomically: nothing half-written and no temporary file is left."""
    path = pathlib.Path(w.save(custom_module(w.tf)))
    names = {file.name for file in path.rglob("*") if file.is_file()}

    assert names == {"saved_model.pb", "fingerprint.pb", "variables.index",
                     "variables.data-00000-of-00001"}


@case("load-19", "Args", also=EVERYWHERE)
def one_meta_graph_needs_no_tags(w):
    """tags are optional if the SavedModel contains a single MetaGraph."""
    tf = w.tf
    path = w.save(adder(tf))

    assert tf.saved_model.load(path).add(1.).numpy() == 2.
    assert tf.saved_model.load(path, tags="serve").add(1.).numpy() == 2.
    assert tf.saved_model.load(path, tags=["serve"]).add(1.).numpy() == 2.
    assert tf.saved_model.load(w.model("line")).prune("x:0", "out:0")(tf.ones([])).numpy() == 3.


@case("load-20", "Args", also=EVERYWHERE)
def tags_choose_among_several(w):
    """tags are a tag or a sequence of tags identifying the MetaGraph."""
    tf = w.tf
    for tags in (["serve"], ["serve", "gpu"], ["gpu", "serve"]):
        imported = tf.saved_model.load(w.model("half_plus"), tags=tags)
        f = imported.signatures["serving_default"]
        assert f(tf.constant([[1.]]))["y"].numpy().tolist() == [[2.5]]


@case("load-21", "Raises", also=EVERYWHERE)
def tags_that_match_nothing(w):
    """ValueError if tags do not match a MetaGraph in the SavedModel."""
    tf = w.tf
    path = w.save(adder(tf))

    w.raises(ValueError, lambda: tf.saved_model.load(path, tags="train"), "tags")


@case("load-22", "Raises", also=EVERYWHERE)
def several_meta_graphs_need_tags(w):
    """With several MetaGraphs and no tags there is nothing that matches: ValueError."""
    w.raises(ValueError, lambda: w.tf.saved_model.load(w.model("half_plus")), "tags")


@case("load-23", "Args", also=("load-zh",))
def options_are_taken(w):
    """options is a LoadOptions object that specifies options for loading."""
    tf = w.tf
    path = w.save(custom_module(tf))
    options = tf.saved_model.LoadOptions(
        allow_partial_checkpoint=True, experimental_io_device="/job:localhost")

    assert tf.saved_model.load(path, options=options).v.numpy() == 1.


@case("load-24", "Returns", also=EVERYWHERE)
def what_is_loaded_is_trackable(w):
    """A trackable object is returned: it can be part of other objects, and saved again."""
    tf = w.tf
    module = custom_module(tf)
    module(tf.constant(0.))
    imported = w.again(module)
    outer = tf.Module()
    outer.inner = imported
    again = w.again(outer, "again")
    again.inner.mutate(tf.constant(4.))

    assert again.inner(tf.constant(2.)).numpy() == 8.
    assert imported.v.numpy() == 1.


@case("load-25", "Returns", also=EVERYWHERE)
def there_is_always_a_signatures_attribute(w):
    """What is loaded has a signatures attribute mapping from signature keys to functions."""
    tf = w.tf

    assert dict(w.again(tf.Module()).signatures) == {}
    assert list(w.again(adder(tf), "adder").signatures.keys()) == ["serving_default"]


@case("load-26", "View aliases", also=("load-2.0",))
def the_alias_for_migration(w):
    """tf.compat.v1.saved_model.load_v2 is an alias."""
    assert w.tf.compat.v1.saved_model.load_v2 is w.tf.saved_model.load


@case("load-2.0-01", "Aliases")
def the_alias_of_version_2(w):
    """tf.compat.v2.saved_model.load is an alias."""
    tf = w.tf

    assert tf.compat.v2.saved_model.load is tf.saved_model.load


@case("load-2.0-02", "Importing SavedModels from TensorFlow 1.x")
def variables_are_where_they_were(w):
    """Variables are assigned to whichever attributes they were assigned to before export."""
    tf = w.tf
    module = tf.Module()
    module.first, module.second = tf.Variable(1.), tf.Variable(2.)
    module.same = module.first
    imported = w.again(module)

    assert (imported.first.numpy(), imported.second.numpy()) == (1., 2.)
    assert imported.same is imported.first


@case("load-27", "introduction", also=EVERYWHERE)
def shared_state_stays_shared(w):
    """Functions and signatures of what is loaded read and write its variables."""
    tf = w.tf
    module = custom_module(tf)
    call = module.__call__.get_concrete_function(tf.TensorSpec([], tf.float32))
    imported = w.again(module, signatures=call)
    imported.v.assign(7.)

    assert imported.signatures["serving_default"](tf.constant(2.))["output_0"].numpy() == 14.
    assert imported(tf.constant(2.)).numpy() == 14.
