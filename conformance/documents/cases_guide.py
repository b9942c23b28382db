"""Cases from the guide "Using the SavedModel format", without its section on the command line."""

import contextlib
import io
import os
import pathlib

from register import case, custom_module

EXPORT = "Specifying signatures during export"


def classifier(tf):
    """A small stand-in for the guide's MobileNet: weights, and one more that is not trained."""
    class Classifier(tf.Module):
        def __init__(self):
            super().__init__()
            self.kernel = tf.Variable([[1., 2.], [3., 4.], [5., 6.]], name="kernel")
            self.mean = tf.Variable([0.5, 0.5], trainable=False, name="mean")

        @tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32, name="inputs")])
        def __call__(self, inputs):
            return {"predictions": tf.nn.softmax(tf.matmul(inputs, self.kernel) - self.mean)}

    return Classifier()


@case("guide-01", "introduction")
def save_and_load(w):
    """Save with tf.saved_model.save(model, path), load with tf.saved_model.load(path)."""
    tf = w.tf
    tf.saved_model.save(custom_module(tf), w.path())

    assert tf.saved_model.load(w.path()).v.numpy() == 1.


@case("guide-02", "introduction")
def the_code_that_built_it_is_not_needed(w):
    """It does not require the original model building code to run."""
    tf = w.tf
    model = classifier(tf)
    path = w.save(model)
    expected = model(tf.ones([1, 3]))["predictions"].numpy()
    del model

    assert (tf.saved_model.load(path)(tf.ones([1, 3]))["predictions"].numpy() == expected).all()


@case("guide-03", "Creating a SavedModel from Keras")
def memory_growth(w):
    """The guide's loop over GPUs that sets memory growth runs where there is none."""
    tf = w.tf
    for device in tf.config.list_physical_devices("GPU"):
        tf.config.experimental.set_memory_growth(device, True)


@case("guide-04", "Creating a SavedModel from Keras", waits="Keras")
def a_pre_trained_keras_model(w):
    """A Keras application is exported, loaded, and gives the same predictions."""
    tf = w.tf
    model = tf.keras.applications.MobileNet(weights=None, input_shape=(32, 32, 3), classes=10)
    x = tf.ones([1, 32, 32, 3])
    infer = w.again(model, "mobilenet/1/").signatures["serving_default"]
    labeling = infer(x)[model.output_names[0]]

    assert abs(labeling.numpy() - model(x).numpy()).max() < 1e-5


@case("guide-05", "Creating a SavedModel from Keras")
def the_path_may_end_in_a_version(w):
    """The save path may end in a version number and a slash, as TensorFlow Serving has it."""
    tf = w.tf
    path = os.path.join(w.path("mobilenet"), "1/")
    tf.saved_model.save(classifier(tf), path)
    loaded = tf.saved_model.load(path)

    assert list(loaded.signatures.keys()) == ["serving_default"]


@case("guide-06", "Creating a SavedModel from Keras")
def imported_signatures_return_dictionaries(w):
    """Imported signatures always return dictionaries; structured_outputs describes them."""
    tf = w.tf
    infer = w.again(classifier(tf)).signatures["serving_default"]
    (spec,) = infer.structured_outputs.values()

    assert list(infer.structured_outputs) == ["predictions"]
    assert (spec.shape.as_list(), spec.dtype, spec.name) == (
        [None, 2], tf.float32, "predictions")


@case("guide-07", "Creating a SavedModel from Keras")
def inference_gives_the_same_result(w):
    """Running inference from the SavedModel gives the same result as the original model."""
    tf = w.tf
    model = classifier(tf)
    infer = w.again(model).signatures["serving_default"]
    x = tf.constant([[1., 0., 2.], [0., 1., 0.]])

    assert (infer(x)["predictions"].numpy() == model(x)["predictions"].numpy()).all()


@case("guide-08", "Running a SavedModel in TensorFlow Serving",
      elsewhere="TensorFlow Serving is another program")
def serving(w):
    """TensorFlow Serving serves a SavedModel over REST."""


@case("guide-09", "The SavedModel format on disk")
def the_directory(w):
    """A SavedModel directory has assets, fingerprint.pb, saved_model.pb and variables."""
    path = pathlib.Path(w.save(classifier(w.tf)))

    assert sorted(item.name for item in path.iterdir()) == [
        "assets", "fingerprint.pb", "saved_model.pb", "variables"]


@case("guide-10", "The SavedModel format on disk")
def the_message_has_the_program_and_signatures(w):
    """saved_model.pb stores the program and a set of named signatures."""
    meta_graph = w.meta_graph(w.save(classifier(w.tf)))
    signature = meta_graph.signature_def["serving_default"]

    assert len(meta_graph.graph_def.library.function) >= 2
    assert list(signature.inputs) == ["inputs"] and list(signature.outputs) == ["predictions"]


@case("guide-11", "The SavedModel format on disk")
def variants_are_rare(w):
    """SavedModels may contain multiple variants, identified by tags; save writes one: serve."""
    assert list(w.meta_graph(w.save(classifier(w.tf))).meta_info_def.tags) == ["serve"]


@case("guide-12", "The SavedModel format on disk")
def showing_the_example(w):
    """saved_model_cli show --dir DIR --tag_set serve lists the keys of the signatures."""
    status, output, _ = w.cli("show", "--dir", w.save(classifier(w.tf)), "--tag_set", "serve")

    assert status == 0
    assert 'SignatureDef key: "serving_default"\n' in output


@case("guide-13", "The SavedModel format on disk")
def the_variables_are_a_checkpoint(w):
    """The variables directory contains a standard training checkpoint."""
    tf = w.tf
    path = w.save(classifier(tf))
    folder = pathlib.Path(path) / "variables"
    reader = tf.train.load_checkpoint(str(folder / "variables"))

    assert sorted(item.name for item in folder.iterdir()) == [
        "variables.data-00000-of-00001", "variables.index"]
    assert reader.get_tensor("mean/.ATTRIBUTES/VARIABLE_VALUE").tolist() == [0.5, 0.5]


@case("guide-14", "The SavedModel format on disk")
def assets_are_copied(w):
    """The assets directory contains files used by the graph, e.g. vocabularies."""
    tf = w.tf
    vocabulary = pathlib.Path(w.path("words.txt"))
    vocabulary.write_text("a\nb\n")
    module = tf.Module()
    module.file = tf.saved_model.Asset(str(vocabulary))
    path = pathlib.Path(w.save(module))
    vocabulary.unlink()
    asset = tf.saved_model.load(str(path)).file.asset_path.numpy()

    assert (path / "assets" / "words.txt").read_text() == "a\nb\n"
    assert pathlib.Path(os.fsdecode(asset)).read_text() == "a\nb\n"


@case("guide-15", "The SavedModel format on disk")
def extra_assets_are_left_alone(w):
    """TensorFlow itself does not use the assets.extra directory."""
    path = w.save(classifier(w.tf))
    os.mkdir(os.path.join(path, "assets.extra"))
    pathlib.Path(path, "assets.extra", "readme.txt").write_text("text")

    assert w.tf.saved_model.load(path).mean.numpy().tolist() == [0.5, 0.5]


@case("guide-16", "The SavedModel format on disk")
def the_fingerprint_is_read(w):
    """read_fingerprint reads the hashes of fingerprint.pb into a Fingerprint object."""
    tf = w.tf
    experimental = tf.saved_model.experimental
    found = experimental.read_fingerprint(w.save(classifier(tf)))
    hashes = [found.saved_model_checksum, found.graph_def_program_hash, found.signature_def_hash,
              found.saved_object_graph_hash, found.checkpoint_hash]

    assert isinstance(found, experimental.Fingerprint)
    assert all(0 < value < 1 << 64 for value in hashes)


@case("guide-17", "The SavedModel format on disk")
def the_fingerprint_identifies_the_contents(w):
    """The hashes uniquely identify the contents: other contents, other hashes."""
    tf = w.tf
    read = tf.saved_model.experimental.read_fingerprint
    model = classifier(tf)
    first = read(w.save(model, "first"))
    model.mean.assign([1., 2.])
    second = read(w.save(model, "second"))

    assert first.checkpoint_hash != second.checkpoint_hash
    assert first.signature_def_hash == second.signature_def_hash
    assert first != second


@case("guide-18", "Saving a custom model")
def saving_traces_what_was_called(w):
    """A module is called once, which traces it, and saved without signatures."""
    tf = w.tf
    module = custom_module(tf)
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        module(tf.constant(0.))
    w.save(module)

    assert output.getvalue().startswith("Tracing with ")


@case("guide-19", "Saving a custom model")
def python_attributes_are_lost(w):
    """Python attributes, functions and data are lost; variables and tf.functions are saved."""
    tf = w.tf
    module = custom_module(tf)
    module.text = "text"
    module.plain = lambda: 1
    imported = w.again(module)

    assert not hasattr(imported, "text") and not hasattr(imported, "plain")
    assert imported.v.numpy() == 1. and callable(imported.mutate)


@case("guide-20", "Saving a custom model")
def modules_are_found_by_traversal(w):
    """tf.Modules found via recursive traversal are saved."""
    tf = w.tf
    root = tf.Module()
    root.list = [tf.Module(), {"key": custom_module(tf)}]

    assert w.again(root).list[1]["key"].v.numpy() == 1.


@case("guide-21", "Saving a custom model")
def functions_are_saved_as_their_traces(w):
    """Saving a tf.function really saves its cache of ConcreteFunctions."""
    tf = w.tf
    module = custom_module(tf)
    module(tf.constant(0.))
    module(tf.constant([0., 1.]))
    imported = w.again(module)

    assert imported(tf.constant(3.)).numpy() == 3.
    assert imported(tf.constant([3., 4.])).numpy().tolist() == [3., 4.]


@case("guide-22", "Loading and using a custom model")
def the_custom_module_is_used(w):
    """The loaded module computes, changes its variable, and computes with the new value."""
    tf = w.tf
    module = custom_module(tf)
    module(tf.constant(0.))
    imported = w.again(module)
    assert imported(tf.constant(3.)).numpy() == 3
    imported.mutate(tf.constant(2.))
    assert imported(tf.constant(3.)).numpy() == 6


@case("guide-23", "Loading and using a custom model")
def a_new_input_signature_fails(w):
    """Calling a tf.function with a new input signature fails with a ValueError.

    The guide's wording is that of older releases; TensorFlow 2.21 says "Could not find matching
    concrete function to call loaded from the SavedModel".
    """
    tf = w.tf
    module = custom_module(tf)
    module(tf.constant(0.))
    imported = w.again(module)

    w.raises(ValueError, lambda: imported(tf.constant([3.])), "Could not find matching",
             "function to call", "TensorSpec(shape=(), dtype=tf.float32, name='x')")


@case("guide-24", "Basic fine-tuning")
def fine_tuning_with_an_optimizer(w):
    """An optimizer of Keras trains the loaded module: v approaches 5, loss approaches 0."""
    tf = w.tf
    imported = _imported_custom_module(w)
    optimizer = tf.keras.optimizers.SGD(0.05)
    losses = _train(tf, imported, lambda grads, variables: optimizer.apply_gradients(
        zip(grads, variables, strict=True)))

    assert losses[-1] < 0.01 * losses[0]


@case("guide-25", "Basic fine-tuning")
def fine_tuning_by_hand(w):
    """Variables are available, and one can backprop through imported functions."""
    imported = _imported_custom_module(w)

    def step(grads, variables):
        for gradient, variable in zip(grads, variables, strict=True):
            variable.assign_sub(0.05 * gradient)

    losses = _train(w.tf, imported, step)

    assert losses[-1] < 0.01 * losses[0]
    assert abs(imported.v.numpy() - 5.) < 0.1


def _imported_custom_module(w):
    module = custom_module(w.tf)
    module(w.tf.constant(0.))
    return w.again(module)


def _train(tf, imported, apply):
    losses = []
    for _ in range(10):
        with tf.GradientTape() as tape:
            loss = (10. - imported(tf.constant(2.))) ** 2
        variables = tape.watched_variables()
        apply(tape.gradient(loss, variables), variables)
        losses.append(loss.numpy())
    return losses


def tunable(tf):
    """A module with what TensorFlow Hub asks for: training=, lists of variables, losses."""
    class Tunable(tf.train.Checkpoint):
        @tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
        def plain(self, x):
            return x

        @tf.function
        def __call__(self, x, training=False):
            if training:
                return x * self.kernel * 0.5
            return x * self.kernel + self.frozen

    module = Tunable(kernel=tf.Variable(2., name="kernel"), frozen=tf.Variable(1., name="frozen"))
    module.variables = [module.kernel, module.frozen]
    module.trainable_variables = [module.kernel]
    module.regularization_losses = [
        tf.function(lambda: 0.5 * module.kernel * module.kernel, input_signature=[])]
    for training in (False, True):
        module.__call__.get_concrete_function(
            tf.TensorSpec([None], tf.float32), training=training)
    return module


@case("guide-26", "General fine-tuning")
def training_is_a_python_argument(w):
    """__call__ takes an optional, Python-valued training= argument that defaults to False."""
    tf = w.tf
    imported = w.again(tunable(tf))
    x = tf.constant([2.])

    assert imported(x).numpy().tolist() == [5.]
    assert imported(x, training=False).numpy().tolist() == [5.]
    assert imported(x, training=True).numpy().tolist() == [2.]


@case("guide-27", "General fine-tuning")
def frozen_variables_are_left_out(w):
    """A variable meant to be frozen is omitted from .trainable_variables."""
    imported = w.again(tunable(w.tf))
    trainable = {id(v) for v in imported.trainable_variables}

    assert [v.name for v in imported.variables if id(v) not in trainable] == ["frozen:0"]


@case("guide-28", "General fine-tuning")
def regularization_losses_are_functions(w):
    """.regularization_losses is a list of zero-argument functions whose values are added."""
    imported = w.again(tunable(w.tf))

    assert [loss().numpy() for loss in imported.regularization_losses] == [2.]


@case("guide-29", "General fine-tuning", waits="Keras")
def variables_of_a_loaded_keras_model(w):
    """A loaded Keras application lists trainable and non-trainable variables."""
    tf = w.tf
    model = tf.keras.applications.MobileNet(weights=None, input_shape=(32, 32, 3), classes=10)
    loaded = w.again(model)
    trainable = {id(v) for v in loaded.trainable_variables}

    assert 0 < len(trainable) < len(loaded.variables)


@case("guide-30", EXPORT)
def custom_modules_have_no_signatures(w):
    """By default, no signatures are declared in a custom tf.Module."""
    imported = _imported_custom_module(w)

    assert len(imported.signatures) == 0


@case("guide-31", EXPORT)
def one_signature_is_the_default_one(w):
    """The key of a single signature is 'serving_default', also kept as a constant."""
    tf = w.tf
    module = custom_module(tf)
    call = module.__call__.get_concrete_function(tf.TensorSpec(None, tf.float32))
    imported = w.again(module, signatures=call)

    assert list(imported.signatures.keys()) == ["serving_default"]
    assert tf.saved_model.DEFAULT_SERVING_SIGNATURE_DEF_KEY == "serving_default"


@case("guide-32", EXPORT)
def several_signatures(w):
    """To export multiple signatures, pass a dictionary of signature keys."""
    tf = w.tf
    module = custom_module(tf)
    call = module.__call__.get_concrete_function(tf.TensorSpec(None, tf.float32))
    imported = w.again(module, signatures={
        "serving_default": call,
        "array_input": module.__call__.get_concrete_function(tf.TensorSpec([None], tf.float32))})

    assert list(imported.signatures.keys()) == ["serving_default", "array_input"]


@case("guide-33", EXPORT)
def output_names_are_generic(w):
    """By default, output names are fairly generic, like output_0."""
    tf = w.tf
    module = custom_module(tf)
    call = module.__call__.get_concrete_function(tf.TensorSpec(None, tf.float32))
    imported = w.again(module, signatures=call)

    assert list(imported.signatures["serving_default"].structured_outputs) == ["output_0"]


@case("guide-34", EXPORT)
def output_names_can_be_chosen(w):
    """A tf.function that returns a dictionary controls the names of outputs."""
    tf = w.tf

    class CustomModuleWithOutputName(tf.Module):
        def __init__(self):
            super().__init__()
            self.v = tf.Variable(1.)

        @tf.function(input_signature=[tf.TensorSpec(None, tf.float32)])
        def __call__(self, x):
            return {"custom_output_name": x * self.v}

    module = CustomModuleWithOutputName()
    call = module.__call__.get_concrete_function(tf.TensorSpec(None, tf.float32))
    imported = w.again(module, signatures={"serving_default": call})
    outputs = imported.signatures["serving_default"].structured_outputs

    assert {key: (spec.shape.rank, spec.dtype) for key, spec in outputs.items()} == {
        "custom_output_name": (None, tf.float32)}


@case("guide-35", EXPORT)
def input_names_are_argument_names(w):
    """The names of inputs are derived from the Python function argument names."""
    tf = w.tf
    module = custom_module(tf)
    call = module.__call__.get_concrete_function(tf.TensorSpec(None, tf.float32))
    f = w.again(module, signatures=call).signatures["serving_default"]

    assert list(f.structured_input_signature[1]) == ["x"]


@case("guide-36", "Proto-splitting")
def the_image_format(w):
    """experimental_image_format=True saves in pieces, for models beyond 2 GB; load reads them."""
    tf = w.tf
    options = tf.saved_model.SaveOptions(experimental_image_format=True)
    imported = w.again(classifier(tf), options=options)

    assert imported.mean.numpy().tolist() == [0.5, 0.5]


@case("guide-37", "Proto-splitting", elsewhere="needs a model of more than 2 GB")
def too_large_models(w):
    """Models of more than 2 GB fail with errors of protobuf without proto-splitting."""


@case("guide-38", "Load a SavedModel in C++", elsewhere="the C++ loader")
def the_loader_of_cpp(w):
    """The C++ loader loads the variant of the given tags from a path."""
