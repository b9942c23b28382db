"""What a case of the conformance suite is, and the list of all of them.

Lives here: the decorator `case`, the documents, the world a case is given.
Does not live here: the cases, one module per part of the documents, and running them.
"""

import contextlib
import importlib
import io
import os
import pathlib
import subprocess
import sys
import typing

DOCUMENTS = {
    "load": "tf.saved_model.load, TensorFlow 2.16",
    "load-zh": "tf.saved_model.load, the Chinese translation",
    "load-2.0": "tf.saved_model.load, TensorFlow 2.0",
    "save": "tf.saved_model.save",
    "guide": "Using the SavedModel format (guide)",
    "guide-cli": "Using the SavedModel format (guide), the command line",
}
MODELS = pathlib.Path(__file__).resolve().parent / "models"
CASES = {}


class Case(typing.NamedTuple):
    """One claim or example of a document.

    Attributes:
        number: its identifier, e.g. "load-03".
        sources: the documents it is in.
        section: the section, in the document's words.
        claim: what is claimed, in a sentence.
        function: the function that checks it, given a World.
        waits: what it waits for, e.g. "Keras"; "" if for nothing.
        elsewhere: why it cannot be a case for a Python library; "" if it can.
    """

    number: str
    sources: tuple
    section: str
    claim: str
    function: object
    waits: str
    elsewhere: str


def case(number, section, *, also=(), waits="", elsewhere=""):
    """Enter a function into the list; its docstring is the claim.

    Args:
        number: the document and a number: "load-03".
        section: the section of the document.
        also: other documents that say the same.
        waits: what the case waits for on tfcompat.
        elsewhere: why it is no case for a Python library.
    """
    def enter(function):
        if number in CASES:
            raise ValueError(f"There are two cases {number}.")
        document = number.rpartition("-")[0]
        claim = " ".join(function.__doc__.split())
        CASES[number] = Case(
            number, (document, *also), section, claim, function, waits, elsewhere)
        return function

    return enter


def load_all():
    """Import all modules with cases; return {number: Case}, sorted."""
    here = pathlib.Path(__file__).resolve().parent
    if str(here) not in sys.path:
        sys.path.insert(0, str(here))
    for path in sorted(here.glob("cases_*.py")):
        importlib.import_module(path.stem)
    import register

    return dict(sorted(register.CASES.items()))


class World:
    """What a case may use.

    Attributes:
        tf: the implementation.
        is_tensorflow: whether it is real TensorFlow.
    """

    def __init__(self, tf, directory):
        self.tf = tf
        self.is_tensorflow = tf.__name__ == "tensorflow"
        self._directory = pathlib.Path(directory)

    def path(self, name="model"):
        """Return the path of something new."""
        return str(self._directory / name)

    def model(self, name):
        """Return the path of a model that was written by TensorFlow 1's functions."""
        return str(MODELS / name)

    def save(self, obj, name="model", **options):
        """Save an object; return where."""
        self.tf.saved_model.save(obj, self.path(name), **options)
        return self.path(name)

    def again(self, obj, name="model", **options):
        """Save an object and load it."""
        return self.tf.saved_model.load(self.save(obj, name, **options))

    def meta_graph(self, path):
        """Return the first MetaGraphDef of a model."""
        from tfcompat._src.wire import messages

        data = (pathlib.Path(path) / "saved_model.pb").read_bytes()
        return messages.SavedModel.FromString(data).meta_graphs[0]

    def cli(self, *words):
        """Run saved_model_cli; return (status, output, errors)."""
        if self.is_tensorflow:
            finished = subprocess.run(
                [sys.executable, "-m", "tensorflow.python.tools.saved_model_cli", *words],
                capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "0"})
            return finished.returncode, finished.stdout, finished.stderr
        from tfcompat._src.cli.main import main

        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            status = main(list(words))
        return status, output.getvalue(), errors.getvalue()

    def raises(self, kinds, function, *parts):
        """Call a function and see that it raises one of some kinds, with some text in it."""
        try:
            function()
        except kinds as error:
            for part in parts:
                assert part in str(error), f"{part!r} is not in {error}"
            return error
        raise AssertionError(f"{kinds} was to be raised")


# --- models that several cases use --------------------------------------------------------------


def custom_module(tf):
    """The guide's CustomModule."""
    class CustomModule(tf.Module):
        def __init__(self):
            super().__init__()
            self.v = tf.Variable(1.)

        @tf.function
        def __call__(self, x):
            print("Tracing with", x)
            return x * self.v

        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def mutate(self, new_v):
            self.v.assign(new_v)

    return CustomModule()


def adder(tf):
    """The Adder of the page of `save`, with an input signature."""
    class Adder(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec(shape=[], dtype=tf.float32)])
        def add(self, x):
            return x + x

    return Adder()


def loose_adder(tf):
    """The Adder of the page of `save`, without an input signature."""
    class Adder(tf.Module):
        @tf.function
        def add(self, x):
            return x + x

    return Adder()
