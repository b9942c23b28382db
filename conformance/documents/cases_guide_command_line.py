"""Cases from the guide's section "Details of the SavedModel command line interface".

Where the guide's text shows an older wording than TensorFlow 2.21 prints, the case has the new one
and says so.
"""

import os
import pickle

import numpy as np
from register import case, custom_module

SHOW, RUN = "show command", "run command"


def scaler(w):
    """Save a model that doubles x, shape [None, 1], and return the words to run it."""
    tf = w.tf

    class Scaler(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([None, 1], tf.float32, name="x")])
        def __call__(self, x):
            return {"y": 2.0 * x}

    path = w.save(Scaler())
    return ["run", "--dir", path, "--tag_set", "serve", "--signature_def", "serving_default"]


def result(*values):
    """What is printed for the model's output."""
    return f"Result for output key y:\n{np.float32(values).reshape(-1, 1)}\n"


@case("guide-cli-01", SHOW)
def tag_sets_are_shown(w):
    """show --dir shows all available tag sets. (2.21 quotes them.)"""
    status, output, _ = w.cli("show", "--dir", w.model("half_plus"))

    assert status == 0
    assert output == (
        "The given SavedModel contains the following tag-sets:\n'serve'\n'gpu, serve'\n"
    ) or output == (
        "The given SavedModel contains the following tag-sets:\n'gpu, serve'\n'serve'\n")


@case("guide-cli-02", SHOW)
def keys_are_shown(w):
    """show --tag_set shows all signature keys. (2.21 has no backquotes and no line break.)"""
    status, output, _ = w.cli("show", "--dir", w.model("half_plus"), "--tag_set", "serve")

    assert status == 0
    assert output == (
        "The given SavedModel MetaGraphDef contains SignatureDefs with the following keys:\n"
        'SignatureDef key: "classify_x2_to_y3"\n'
        'SignatureDef key: "classify_x_to_y"\n'
        'SignatureDef key: "regress_x2_to_y3"\n'
        'SignatureDef key: "regress_x_to_y"\n'
        'SignatureDef key: "regress_x_to_y2"\n'
        'SignatureDef key: "serving_default"\n')


@case("guide-cli-03", SHOW)
def all_tags_have_to_be_given(w):
    """With several tags in the tag set, all have to be specified, separated by commas."""
    model = w.model("half_plus")

    assert w.cli("show", "--dir", model, "--tag_set", "serve,gpu")[0] == 0
    status, _, errors = w.cli("show", "--dir", model, "--tag_set", "gpu")
    assert status == 1
    assert "MetaGraphDef associated with tag-set gpu could not be found" in errors


@case("guide-cli-04", SHOW)
def a_signature_is_shown(w):
    """show --signature_def shows inputs and outputs with dtype, shape and name."""
    status, output, _ = w.cli("show", "--dir", w.model("half_plus"), "--tag_set", "serve",
                              "--signature_def", "serving_default")

    assert status == 0
    assert output == (
        "The given SavedModel SignatureDef contains the following input(s):\n"
        "  inputs['x'] tensor_info:\n"
        "      dtype: DT_FLOAT\n"
        "      shape: (-1, 1)\n"
        "      name: x:0\n"
        "The given SavedModel SignatureDef contains the following output(s):\n"
        "  outputs['y'] tensor_info:\n"
        "      dtype: DT_FLOAT\n"
        "      shape: (-1, 1)\n"
        "      name: y:0\n"
        "Method name is: tensorflow/serving/predict\n")


@case("guide-cli-05", SHOW)
def everything_is_shown(w):
    """show --all shows everything. (2.21 adds the ops, and functions where there are any.)"""
    status, output, _ = w.cli("show", "--dir", w.model("half_plus"), "--all")

    assert status == 0
    assert output.startswith(
        "\nMetaGraphDef with tag-set: 'serve' contains the following SignatureDefs:\n\n"
        "signature_def['classify_x2_to_y3']:\n"
        "  The given SavedModel SignatureDef contains the following input(s):\n"
        "    inputs['inputs'] tensor_info:\n"
        "        dtype: DT_FLOAT\n"
        "        shape: (-1, 1)\n"
        "        name: x2:0\n"
        "  The given SavedModel SignatureDef contains the following output(s):\n"
        "    outputs['scores'] tensor_info:\n"
        "        dtype: DT_FLOAT\n"
        "        shape: (-1, 1)\n"
        "        name: y3:0\n"
        "  Method name is: tensorflow/serving/classify\n")
    assert output.count("signature_def[") == 12


@case("guide-cli-06", SHOW)
def functions_are_shown(w):
    """show --all of a model with functions lists what they can be called with."""
    module = custom_module(w.tf)
    module(w.tf.constant(0.))
    _, output, _ = w.cli("show", "--dir", w.save(module), "--all")

    assert output.endswith(
        "\nConcrete Functions:\n"
        "  Function Name: '__call__'\n"
        "    Option #1\n"
        "      Callable with:\n"
        "        Argument #1\n"
        "          x: TensorSpec(shape=(), dtype=tf.float32, name='x')\n"
        "\n"
        "  Function Name: 'mutate'\n"
        "    Option #1\n"
        "      Callable with:\n"
        "        Argument #1\n"
        "          new_v: TensorSpec(shape=(), dtype=tf.float32, name='new_v')\n")


@case("guide-cli-07", RUN)
def arrays_from_npy_files(w):
    """The content of an npy file is directly assigned to the input tensor."""
    words, path = scaler(w), w.path("x.npy")
    np.save(path, np.float32([[1.], [2.]]))

    assert w.cli(*words, "--inputs", f"x={path}")[:2] == (0, result(2., 4.))


@case("guide-cli-08", RUN)
def names_of_npy_files_are_ignored(w):
    """A variable_name with an npy file is ignored, and a warning is issued."""
    words, path = scaler(w), w.path("x.npy")
    np.save(path, np.float32([[1.]]))
    status, output, errors = w.cli(*words, "--inputs", f"x={path}[name]")

    assert (status, output) == (0, result(2.))
    assert f'Input file {path} contains a single ndarray. Name key "name" ignored.' in errors


@case("guide-cli-09", RUN)
def variables_of_npz_files(w):
    """A variable_name identifies the variable within an npz file."""
    words, path = scaler(w), w.path("x.npz")
    np.savez(path, a=np.float32([[1.]]), b=np.float32([[5.]]))

    assert w.cli(*words, "--inputs", f"x={path}[b]")[:2] == (0, result(10.))


@case("guide-cli-10", RUN)
def npz_files_with_one_array(w):
    """Without a variable_name, the npz file has to have only one file in it."""
    words, one, two = scaler(w), w.path("one.npz"), w.path("two.npz")
    np.savez(one, a=np.float32([[1.]]))
    np.savez(two, a=np.float32([[1.]]), b=np.float32([[5.]]))

    assert w.cli(*words, "--inputs", f"x={one}")[:2] == (0, result(2.))
    status, _, errors = w.cli(*words, "--inputs", f"x={two}")
    assert status == 1
    assert "contains more than one ndarrays. Please specify the name of ndarray to use." in errors


def _pickle(w, name, value):
    path = w.path(name)
    with open(path, "wb") as file:
        pickle.dump(value, file)
    return path, () if w.is_tensorflow else ("--allow_pickle",)


@case("guide-cli-11", RUN)
def pickles(w):
    """Whatever is inside a pickle file is passed. (tfcompat wants --allow_pickle for it.)"""
    words = scaler(w)
    path, allowed = _pickle(w, "x.pkl", np.float32([[3.]]))

    assert w.cli(*words, "--inputs", f"x={path}", *allowed)[:2] == (0, result(6.))


@case("guide-cli-12", RUN)
def dictionaries_in_pickles(w):
    """With a variable_name, the value of that key of a pickled dictionary is used."""
    words = scaler(w)
    path, allowed = _pickle(w, "x.pkl", {"key": np.float32([[3.]])})

    assert w.cli(*words, "--inputs", f"x={path}[key]", *allowed)[:2] == (0, result(6.))


@case("guide-cli-13", RUN)
def python_expressions(w):
    """Inputs can be Python expressions: <input_key>=[[1],[2],[3]]."""
    assert w.cli(*scaler(w), "--input_exprs", "x=[[1],[2],[3]]")[:2] == (0, result(2., 4., 6.))


@case("guide-cli-14", RUN)
def numpy_expressions(w):
    """Numpy functions may be passed in expressions: <input_key>=np.ones((32,32,3))."""
    assert w.cli(*scaler(w), "--input_exprs", "x=np.ones((2, 1))")[:2] == (0, result(2., 2.))


@case("guide-cli-15", RUN)
def several_inputs(w):
    """Multiple inputs are separated by semicolons."""
    tf = w.tf

    class Pair(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)] * 2)
        def __call__(self, a, b):
            return {"y": a - b}

    words = ["run", "--dir", w.save(Pair()), "--tag_set", "serve", "--signature_def",
             "serving_default"]

    assert w.cli(*words, "--input_exprs", "a=5.0;b=2.0")[:2] == (
        0, "Result for output key y:\n3.0\n")


@case("guide-cli-16", RUN)
def examples(w):
    """Inputs can be tf.train.Examples: <input_key>=[{"age":[22,24],"education":["BS","MS"]}]."""
    words = ["run", "--dir", w.model("half_plus"), "--tag_set", "serve", "--signature_def",
             "regress_x_to_y"]
    status, output, _ = w.cli(
        *words, "--input_examples", 'inputs=[{"x":[1.0],"education":["BS","MS"]},{"x":[2.0]}]')

    assert (status, output) == (0, "Result for output key outputs:\n[[2.5]\n [3. ]]\n")


@case("guide-cli-17", RUN)
def outputs_in_files(w):
    """--outdir saves outputs as .npy files named after output tensor keys."""
    words, directory = [*scaler(w), "--input_exprs", "x=[[1]]"], w.path("outputs")
    status, output, _ = w.cli(*words, "--outdir", directory)
    file = os.path.join(directory, "y.npy")

    assert (status, output) == (0, f"{result(2.)}Output y is saved to {file}\n")
    assert np.load(file).tolist() == [[2.]]


@case("guide-cli-18", RUN)
def files_are_overwritten_when_asked(w):
    """--overwrite overwrites existing output files; without it they are an error."""
    words, directory = [*scaler(w), "--input_exprs", "x=[[1]]"], w.path("outputs")
    os.mkdir(directory)
    open(os.path.join(directory, "y.npy"), "wb").close()
    status, _, errors = w.cli(*words, "--outdir", directory)

    assert status == 1
    assert 'already exists. Add "--overwrite" to overwrite the existing output files.' in errors
    assert w.cli(*words, "--outdir", directory, "--overwrite")[0] == 0


@case("guide-cli-19", "Overview of commands")
def there_are_show_and_run(w):
    """The command line supports show and run on a SavedModel; others are refused."""
    assert w.cli("show", "--dir", w.model("line"))[0] == 0
    assert w.cli("display", "--dir", w.model("line"))[0] != 0


@case("guide-cli-20", SHOW)
def help_is_shown(w):
    """show -h and run -h explain the flags. (TensorFlow 2.21 takes -h for an unknown flag.)"""
    for command in ("show", "run"):
        status, output, _ = w.cli(command, "-h")
        assert status == 0
        assert f"usage: saved_model_cli {command} [-h]" in output


@case("guide-cli-21", "Install the SavedModel CLI", elsewhere="building with bazel")
def building_from_source(w):
    """The program can be built from TensorFlow's sources with bazel."""
