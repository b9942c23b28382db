"""Programs that run alike on TensorFlow and on tfcompat: modules to save, told which `tf` to use.

Each entry of PROGRAMS makes, from a `tf`, the object to save and the signatures to give to
`tf.saved_model.save` (None for the default ones). `record/singleprints.py` saves them with
TensorFlow, `test_singleprints.py` here, and `oracle/test_saved_here.py` has TensorFlow read them.
"""

import collections
import pathlib
import shutil
import tempfile
import weakref

import numpy as np

Program = collections.namedtuple("Program", "build feeds", defaults=[{}])


def adder(tf):
    """The Adder of TensorFlow's documents."""

    class Adder(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec(shape=[], dtype=tf.float32)])
        def add(self, x):
            return x + x

    return Adder(), None


def custom_module_class(tf):
    """The CustomModule of the SavedModel guide."""

    class CustomModule(tf.Module):
        def __init__(self):
            super().__init__()
            self.v = tf.Variable(1.0)

        @tf.function
        def __call__(self, x):
            return x * self.v

        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def mutate(self, new_v):
            self.v.assign(new_v)

    return CustomModule


def custom_module(tf):
    """CustomModule, exported without signatures after a call, as the guide does it."""
    module = custom_module_class(tf)()
    module(tf.constant(0.0))
    return module, None


def custom_module_signatures(tf):
    """CustomModule with several signatures, as the guide does it."""
    module = custom_module_class(tf)()
    call = module.__call__.get_concrete_function(tf.TensorSpec(None, tf.float32))
    vector = module.__call__.get_concrete_function(tf.TensorSpec([None], tf.float32))
    return module, {"serving_default": call, "array_input": vector}


def custom_output_name(tf):
    """CustomModule with a dict as output, whose key names the signature's output."""

    class CustomModuleWithOutputName(tf.Module):
        def __init__(self):
            super().__init__()
            self.v = tf.Variable(1.0)

        @tf.function(input_signature=[tf.TensorSpec(None, tf.float32)])
        def __call__(self, x):
            return {"custom_output_name": x * self.v}

    module = CustomModuleWithOutputName()
    return module, module.__call__


def _dense_class(tf):
    class Dense(tf.Module):
        def __init__(self, inputs, outputs, name=None):
            super().__init__(name=name)
            values = np.arange(inputs * outputs, dtype=np.float32).reshape(inputs, outputs)
            self.w = tf.Variable(values / 10 - 1, name="w")
            self.b = tf.Variable(np.full(outputs, 0.5, np.float32), name="b")

        def __call__(self, x):
            return tf.raw_ops.Relu(features=tf.matmul(x, self.w) + self.b)

    return Dense


def network(tf):
    """Nested modules in lists, dicts and tuples; shared objects, a cycle, captured constants."""
    dense = _dense_class(tf)

    class Network(tf.Module):
        def __init__(self):
            super().__init__()
            self.layers = [dense(4, 8), dense(8, 3)]
            self.extra = {"scale": tf.Variable(2.0), "again": self.layers[0]}
            self.pair = (self.layers[1], tf.Variable(5, trainable=False))
            self.me = self
            self.large = tf.constant(np.arange(300, dtype=np.float32))
            self.small = tf.constant([1.0, 2.0, 3.0])

        @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="features")])
        def __call__(self, x):
            for layer in self.layers:
                x = layer(x)
            logits = x * self.extra["scale"] + self.small
            return {"probabilities": tf.raw_ops.Softmax(logits=x), "logits": logits,
                    "Zed": self.large}

    return Network(), None


def convolution(tf):
    """A convolution, a pooling and a mean."""

    class Convolution(tf.Module):
        def __init__(self):
            super().__init__()
            kernel = np.random.default_rng(0).standard_normal((3, 3, 2, 4)).astype(np.float32)
            self.kernel = tf.Variable(kernel)

        @tf.function(input_signature=[tf.TensorSpec([None, 8, 8, 2], tf.float32)])
        def features(self, images):
            x = tf.raw_ops.Conv2D(
                input=images, filter=self.kernel, strides=[1, 1, 1, 1], padding="SAME")
            x = tf.raw_ops.MaxPool(
                input=x, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")
            return tf.raw_ops.Relu(features=x)

    return Convolution(), None


def counter(tf):
    """A function with an effect and no arguments."""

    class Counter(tf.Module):
        def __init__(self):
            super().__init__()
            self.count = tf.Variable(0, name="count")

        @tf.function(input_signature=[])
        def up(self):
            self.count.assign_add(1)
            return self.count.read_value()

    return Counter(), None


def _function(tf, function, signature, calls=()):
    module = tf.Module()
    module.f = tf.function(function, input_signature=signature)
    for call in calls:
        module.f(*call)
    return module


def dict_and_list(tf):
    """Dict arguments, twelve outputs in a list: their order is that of strings."""
    spec = tf.TensorSpec([], tf.float32)
    signature = [{"a": spec, "b": spec}]
    return _function(tf, lambda d: [d["a"] - d["b"] * i for i in range(12)], signature), None


def several_functions(tf):
    """Two candidates for the default signature: there is none, but they can be named."""
    module = tf.Module()
    spec = tf.TensorSpec([], tf.float32)
    module.plus = tf.function(lambda x, y: x + y, input_signature=[spec, spec])
    module.minus = tf.function(
        lambda x, y: x - y, input_signature=[tf.TensorSpec([], tf.float32, name="Left"), spec])
    return module, {"plus": module.plus, "minus of y": module.minus}


def tensor_default(tf):
    """A tensor as the default of an argument becomes a default of the signature."""
    seven = tf.constant(7.0)
    spec = tf.TensorSpec([], tf.float32)
    module = _function(tf, lambda a, b=seven: a - b, [spec, spec])
    return module, module.f


def varargs(tf):
    """Arguments without names of their own."""
    spec = tf.TensorSpec([], tf.float32)
    return _function(tf, lambda *a: tf.raw_ops.AddN(inputs=list(a)), [spec, spec]), None


def structures(tf):
    """Nested arguments and results, Python values, traces made by calls."""
    one = tf.constant(1.0)
    module = tf.Module()
    module.mode = tf.function(lambda a, mode: a)
    module.mode(one, "train")
    module.mode(one, b"cannot be saved")
    module.nested = tf.function(
        lambda a: (a["x"], [a["Y"], {"Q": a["x"], "b c": a["x"], "1": a["x"]}]))
    module.nested({"x": one, "Y": one})
    pair = collections.namedtuple("Pair", "left right")
    module.pair = tf.function(lambda a: pair(a, a + 1))
    module.pair(one)
    module.values = tf.function(lambda a, b=2, *, k=1.0: (a * b * k, None))
    module.values(one)
    module.values(tf.constant([1.0, 2.0]), 3)
    return module, None


def concrete_attribute(tf):
    """A concrete function as an attribute, with a constant from outside."""
    seven = tf.constant(7.0)
    module = tf.Module()
    module.c = tf.function(lambda x: x + seven).get_concrete_function(tf.TensorSpec([], tf.float32))
    return module, None


def calls_of_functions(tf):
    """Functions that call functions, shared constants, effects in order, names used twice."""
    module = tf.Module()
    module.v = tf.Variable(2.0, name="v")
    module.w = tf.Variable(3.0, name="v")
    one, two = tf.constant(1.0), tf.constant(2.0)
    scaled = tf.function(lambda x: x * module.v)

    def outer(x):
        first = scaled(x)
        module.w.assign_add(first * one)
        second = scaled(x + module.w * two)
        module.v.assign(second)
        return {"first": first, "second": second, "v": module.v.read_value()}

    spec = tf.TensorSpec([], tf.float32)
    module.outer = tf.function(outer, input_signature=[spec])
    module.other = tf.function(lambda x: x + two * one, input_signature=[spec], jit_compile=True)
    module.known = tf.function(
        lambda x: x, input_signature=[spec], experimental_implements="identity")
    return module, {"outer": module.outer, "other": module.other}


def containers(tf):
    """Containers filled later, functions among them, what is not saved, scopes, a Checkpoint."""
    module = tf.Module()
    module.list = []
    module.list.append(tf.Variable(1.0))
    module.list.extend([tf.Module(), [tf.Variable(2)]])
    module.dict = {}
    module.dict["v"] = tf.Variable(3.0)
    module.dict["f"] = tf.function(
        lambda s, i, b: (s, i, b), input_signature=[
            tf.TensorSpec([None], tf.string), tf.TensorSpec(None, tf.int64),
            tf.TensorSpec([], tf.bool)])
    module.none, module.numbers, module.by_number = None, (1, 2), {1: 2}
    module.tuple = (tf.Variable(4),)
    module.untraced = tf.function(lambda x: x)
    with tf.name_scope("scope"):
        module.scoped = tf.Variable(
            0.0, synchronization=tf.VariableSynchronization.ON_READ,
            aggregation=tf.VariableAggregation.SUM)
    module.checkpoint = tf.train.Checkpoint(v=module.scoped)
    return module, None


def many_dtypes(tf):
    """Variables of several dtypes and shapes, with odd names, and keys that need escaping."""
    module = tf.Module()
    module.texts = tf.Variable(["a", "b"])
    module.half = tf.Variable(np.float16(1.5))
    module.bytes = tf.Variable(np.array([[1, 2]], np.int8))
    module.truth = tf.Variable(True)
    module.complex = tf.Variable(np.complex64(1 + 2j))
    module.partly = tf.Variable([1.0], shape=[None], name="scope/na.me", trainable=False)
    module.d = {"a/b": tf.Variable(1), "c.d": tf.Variable(2), "": tf.Variable(3)}
    return module, None


def assets(tf):
    """Files that go along with the model, two of them called alike."""
    folder = pathlib.Path(tempfile.mkdtemp())
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "words.txt").write_text(name)

    class Vocabulary(tf.Module):
        def __init__(self):
            super().__init__()
            self.one = tf.saved_model.Asset(str(folder / "one" / "words.txt"))
            self.two = tf.saved_model.Asset(str(folder / "two" / "words.txt"))
            self.step = tf.Variable(1.0)

        @tf.function(input_signature=[])
        def found(self):
            found = tf.raw_ops.StaticRegexFullMatch(
                input=self.one.asset_path, pattern=".*/assets/words.txt(_1)?")
            return tf.raw_ops.Cast(x=found, DstT=tf.float32) * self.step

    vocabulary = Vocabulary()
    weakref.finalize(vocabulary, shutil.rmtree, folder)
    return vocabulary, None


def empty(tf):
    """Nothing at all."""
    return tf.Module(), None


_X = np.float32(3.0)
def composites(tf):
    """Functions of sparse and ragged tensors, and with such outputs."""

    class Composites(tf.Module):
        @tf.function(input_signature=[tf.SparseTensorSpec([None, 3], tf.float32)])
        def sparse(self, x):
            return x.values + 1.0, x

        @tf.function(input_signature=[tf.RaggedTensorSpec([None, None], tf.int32)])
        def ragged(self, x):
            return {"lengths": x.row_lengths(), "x": x}

        @tf.function
        def anything(self, x):
            return x

    module = Composites()
    module.anything(tf.ragged.constant([[1], [2, 3]]))
    module.anything(tf.SparseTensor([[0]], [1], [2]))
    return module, {"sparse": module.sparse, "ragged": module.ragged}


def anonymous_tables(tf):
    """Tables whose nodes have no names; no session can fill them before it uses them."""
    return tables(tf, experimental_is_anonymous=True)


def tables(tf, **options):
    """Lookup tables that are filled once, from tensors and from a file, and that change."""
    folder = tempfile.mkdtemp()
    weakref.finalize(tf, shutil.rmtree, folder, ignore_errors=True)
    path = pathlib.Path(folder) / "words.txt"
    path.write_text("x\ny\n")
    lookup = tf.lookup

    class Tables(tf.Module):
        def __init__(self):
            super().__init__()
            pairs = lookup.KeyValueTensorInitializer(
                tf.constant(["a", "b"]), tf.constant([1, 2], tf.int64))
            lines = lookup.TextFileInitializer(str(path), tf.string, -2, tf.int64, -1)
            self.fixed = lookup.StaticHashTable(pairs, -1, **options)
            self.words = lookup.StaticVocabularyTable(lines, 3, **options)
            self.changing = lookup.experimental.MutableHashTable(
                tf.string, tf.int64, -1, **options)
            self.dense = lookup.experimental.DenseHashTable(
                tf.string, tf.int64, -1, "", "-", 8, **options)
            self.changing.insert(["q"], [3])
            self.dense.insert(["q", "a"], [3, 4])

        @tf.function(input_signature=[tf.TensorSpec([None], tf.string)])
        def look(self, x):
            return {
                "fixed": self.fixed.lookup(x), "words": self.words.lookup(x),
                "changing": self.changing.lookup(x), "dense": self.dense.lookup(x),
            }

    return Tables(), None


PROGRAMS = {
    "adder": Program(adder, {"serving_default": {"x": _X}}),
    "custom_module": Program(custom_module),
    "custom_module_signatures": Program(custom_module_signatures, {
        "serving_default": {"x": _X}, "array_input": {"x": np.array([1, 2], np.float32)}}),
    "custom_output_name": Program(custom_output_name, {"serving_default": {"x": _X}}),
    "network": Program(network, {
        "serving_default": {"features": np.ones((2, 4), np.float32)}}),
    "composites": Program(composites),
    "anonymous_tables": Program(anonymous_tables),
    "tables": Program(tables, {
        "serving_default": {"x": np.array([b"a", b"q", b"y", b"other"], object)}}),
    "convolution": Program(convolution, {"serving_default": {
        "images": np.random.default_rng(1).standard_normal((2, 8, 8, 2)).astype(np.float32)}}),
    "counter": Program(counter, {"serving_default": {}}),
    "dict_and_list": Program(dict_and_list, {
        "serving_default": {"d": _X, "d_1": np.float32(2.0)}}),
    "several_functions": Program(several_functions, {
        "plus": {"x": _X, "y": _X}, "minus of y": {"Left": _X, "y": np.float32(1.0)}}),
    "tensor_default": Program(tensor_default, {"serving_default": {"a": _X, "b": _X}}),
    "varargs": Program(varargs, {"serving_default": {"a_0": _X, "a_1": _X}}),
    "structures": Program(structures),
    "concrete_attribute": Program(concrete_attribute, {"serving_default": {"x": _X}}),
    "calls_of_functions": Program(calls_of_functions, {"outer": {"x": _X}, "other": {"x": _X}}),
    "containers": Program(containers),
    "many_dtypes": Program(many_dtypes),
    "assets": Program(assets, {"serving_default": {}}),
    "empty": Program(empty),
}
# Tables have names in the graph around the functions, which its hash covers: of the file they
# are filled from, and with numbers in the order in which a process made them.
NAMED = ("tables",)
