"""Measures what an element of a dataset costs, on tfcompat and, where it is there, on TensorFlow.

    python benchmarks/datasets.py [tfcompat | tensorflow]

Elements are small: what is measured is the way around them. Run it on either library and compare;
numbers of the two taken in one process would disturb each other.
"""

import importlib
import sys
import time

COUNT = 20_000


def pipelines(tf):
    """Return {name: dataset}."""
    dataset = tf.data.Dataset
    rows = {"a": tf.zeros([COUNT, 4]), "b": tf.zeros([COUNT])}
    numbers = dataset.range(COUNT)

    def generator():
        yield from range(COUNT // 10)

    return {
        "range": numbers,
        "map": numbers.map(lambda x: x * 2 + 1),
        "filter": numbers.filter(lambda x: x % 2 == 0),
        "shuffle": numbers.shuffle(1000),
        "batch of 32": numbers.batch(32),
        "map, batch of 32": numbers.map(lambda x: x * 2).batch(32),
        "rows of a dict": dataset.from_tensor_slices(rows),
        "generator": dataset.from_generator(
            generator, output_signature=tf.TensorSpec([], tf.int64)),
        "interleave": dataset.range(100).interleave(lambda x: dataset.range(50), cycle_length=4),
        "flat_map": dataset.range(1000).flat_map(lambda x: dataset.range(5)),
        "windows": dataset.range(1000).window(4, 1).flat_map(lambda window: window.batch(4)),
    }


def per_element(dataset):
    """Return the microseconds that an element takes."""
    for _ in dataset.take(10):
        pass
    start, count = time.perf_counter(), 0
    for _ in dataset:
        count += 1
    return (time.perf_counter() - start) / count * 1e6


def main(name="tfcompat"):
    """Print a line for each pipeline, and one for a loop within a function."""
    tf = importlib.import_module(name)
    for title, dataset in pipelines(tf).items():
        print(f"{title:20} {per_element(dataset):9.2f} us")

    @tf.function
    def total(dataset):
        result = tf.constant(0, tf.int64)
        for x in dataset:
            result += x
        return result

    total(tf.data.Dataset.range(3))
    start = time.perf_counter()
    total(tf.data.Dataset.range(COUNT))
    print(f"{'loop in a function':20} {(time.perf_counter() - start) / COUNT * 1e6:9.2f} us")


if __name__ == "__main__":
    main(*sys.argv[1:])
