"""Modules whose functions make and iterate datasets, for either library."""


def module(tf):
    """Return a module of functions with datasets in them."""

    class Datasets(tf.Module):
        """Functions that make datasets, take them, and iterate."""

        def __init__(self):
            super().__init__()
            self.offset = tf.Variable(1, dtype=tf.int64)

        @tf.function(input_signature=[tf.TensorSpec([], tf.int64)])
        def total(self, n):
            """Sum of what is left of some numbers."""
            dataset = tf.data.Dataset.range(n).map(lambda x: x * 2 + self.offset)
            result = tf.constant(0, tf.int64)
            for batch in dataset.filter(lambda x: x % 3 != 0).batch(2):
                result += tf.reduce_sum(batch)
            return result

        @tf.function(input_signature=[tf.TensorSpec([None], tf.string)])
        def first(self, words):
            """The first of words in random order, with its number, and how many there are."""
            dataset = tf.data.Dataset.from_tensor_slices(words).enumerate().shuffle(10, seed=4)
            number, word = next(iter(dataset))
            return number, word, dataset.reduce(tf.constant(0), lambda count, _: count + 1)

        @tf.function(input_signature=[tf.data.DatasetSpec(tf.TensorSpec([], tf.int64))])
        def of_dataset(self, dataset):
            """Sum of the elements of a dataset."""
            return dataset.reduce(tf.constant(0, tf.int64), lambda a, b: a + b)

        @tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
        def differences(self, x):
            """Differences of neighbours, by windows; and the values, by way of an optional."""
            windows = tf.data.Dataset.from_tensor_slices(x).window(2, 1, drop_remainder=True)
            pairs = windows.flat_map(lambda window: window.batch(2))
            found = pairs.map(lambda p: p[1] - p[0]).padded_batch(10).get_single_element()
            optional = tf.experimental.Optional.from_value(x)
            return found, optional.get_value() if tf.size(x) > 2 else -x

        @tf.function(input_signature=[tf.TensorSpec([], tf.int64)])
        def interleaved(self, n):
            """Elements of several datasets by turns, one after another in a vector."""
            dataset = tf.data.Dataset.range(n).interleave(
                lambda x: tf.data.Dataset.from_tensors(x).repeat(x), cycle_length=2)
            return dataset.batch(100).get_single_element()

    return Datasets()


def answers(loaded, tf):
    """Return what the functions of such a module return for some arguments, as lists."""
    values = [
        loaded.total(tf.constant(7, tf.int64)), *loaded.first(tf.constant(["a", "b", "c"])),
        loaded.of_dataset(tf.data.Dataset.range(5)), *loaded.differences([1.0, 3.0, 7.0]),
        *loaded.differences([1.0, 3.0]), loaded.interleaved(tf.constant(5, tf.int64)),
        *loaded.signatures["first"](tf.constant(["x", "y"])).values(),
    ]
    return [repr(getattr(value.numpy(), "tolist", value.numpy)()) for value in values]


def graph(v1):
    """Build the graph of an old model, whose iterators sessions start; return tensor names."""
    dataset = v1.data.Dataset.range(10).map(lambda x: x + 1).batch(3)
    once = v1.data.make_one_shot_iterator(dataset).get_next(name="once")
    started = v1.data.make_initializable_iterator(dataset.unbatch().shuffle(5, seed=2))
    started.get_next(name="started")
    return {"once": once.name, "start": started.initializer.name, "started": "started:0"}
