"""Datasets that pass on elements of others as they are: some of them, or several datasets' ones."""

from tfcompat._src.base.errors import FailedPreconditionError, InvalidArgumentError, OpError
from tfcompat._src.ops.dataset_values import (
    ATTRS,
    INFINITE,
    TYPES,
    UNKNOWN,
    WINDOW,
    Dataset,
    most_general,
    opened,
    scalar,
    text,
    with_scalars,
)
from tfcompat._src.registry import op, shape_functions
from tfcompat._src.registry.definition import type_name


@op(f"""
    ZipDataset(input_datasets: N * variant) -> handle: variant{TYPES}
        N: int >= 1
        metadata: string = ""
""")
def zip_dataset(xp, input_datasets, *, output_types, output_shapes):
    """Return the dataset whose elements have the components of one element of each of several.

    Source: tf.raw_ops.ZipDataset
    """
    sources = [opened(dataset) for dataset in input_datasets]

    def start(where):
        return _together(
            [source.begin(f"{where.path}[{i}]") for i, source in enumerate(sources)])

    counts = [source.count for source in sources]
    finite = [count for count in counts if count != INFINITE]
    count = UNKNOWN if UNKNOWN in counts else min(finite, default=INFINITE)
    return Dataset("Zip", output_types, output_shapes, start, count)


def _together(iterators):
    advances = [iterator.__next__ for iterator in iterators]

    def step():
        found, failure = [], None
        for advance in advances:
            try:
                found += advance()
            except OpError as error:  # the others go on, to keep pace
                failure = failure or error
        if failure is not None:
            raise failure
        return found

    return iter(step, None)


zip_dataset.shape(shape_functions.scalar)


@op(f"""
    ConcatenateDataset(input_dataset: variant, another_dataset: variant) -> handle: variant{ATTRS}
""")
def concatenate_dataset(xp, input_dataset, another_dataset, *, output_types, output_shapes):
    """Return the dataset of the elements of one dataset, and then those of another.

    Errors:
        InvalidArgumentError: their elements have different types.
    Source: tf.raw_ops.ConcatenateDataset
    """
    first, second = opened(input_dataset), opened(another_dataset)
    if first.types != second.types:
        raise InvalidArgumentError(
            "input dataset and dataset to concatenate have different output_types %s and %s"
            + ", ".join(map(type_name, second.types)))

    def start(where):
        current = first.begin(f"{where.path}[0]")
        is_first = True

        def step():
            nonlocal current, is_first
            try:
                return next(current)
            except StopIteration:
                if not is_first:
                    raise
            current, is_first = second.begin(f"{where.path}[1]"), False
            return next(current)

        return iter(step, None)

    counts = first.count, second.count
    if INFINITE in counts:
        count = INFINITE
    else:
        count = UNKNOWN if UNKNOWN in counts else sum(counts)
    shapes = [most_general(a, b) for a, b in zip(first.shapes, second.shapes, strict=True)]
    return Dataset("Concatenate", output_types, shapes, start, count)


concatenate_dataset.shape(shape_functions.scalar)


@op(f"""
    RepeatDataset(input_dataset: variant, count: int64) -> handle: variant{ATTRS}
""", host=("count",))
def repeat_dataset(xp, input_dataset, count, *, output_types, output_shapes):
    """Return the dataset of the elements of another, several times over; forever with -1.

    Shapes:
        count: []
    Source: tf.raw_ops.RepeatDataset
    """
    source, count = opened(input_dataset), scalar("count", count)
    if count < 0:
        total = 0 if source.count == 0 else INFINITE
    elif source.count == INFINITE:
        total = INFINITE if count else 0
    else:
        total = 0 if not count else UNKNOWN if source.count == UNKNOWN else count * source.count
    return Dataset("Repeat", output_types, output_shapes,
                   lambda where: repeated(source, count, where), total)


def repeated(source, count, where):
    """Return an iterator of a dataset's elements, `count` times over, or forever."""
    left, current, any_yet = count, None, False

    def step():
        nonlocal left, current, any_yet
        while True:
            if current is None:
                if not left:
                    raise StopIteration
                current, any_yet = source.begin(where.path), False
            try:
                element = next(current)
            except StopIteration:
                current = None
                left -= left > 0
                if left < 0 and not any_yet:
                    raise
                continue
            any_yet = True
            return element

    return iter(step, None)


repeat_dataset.shape(with_scalars("count"))


@op(f"""
    TakeDataset(input_dataset: variant, count: int64) -> handle: variant{ATTRS}
""", host=("count",))
def take_dataset(xp, input_dataset, count, *, output_types, output_shapes):
    """Return the dataset of the first elements of another; of all with -1.

    Shapes:
        count: []
    Source: tf.raw_ops.TakeDataset
    """
    source, count = opened(input_dataset), scalar("count", count)

    def start(where):
        if not count:
            return iter(())
        iterator, left = source.begin(where.path), count

        def step():
            nonlocal left
            if not left:
                raise StopIteration
            element = next(iterator)
            left -= 1
            return element

        return iter(step, None) if count > 0 else iterator

    if count == -1:
        total = source.count
    elif source.count == INFINITE:
        total = count
    else:  # of other negative counts, too, as in TensorFlow
        total = UNKNOWN if source.count == UNKNOWN else min(source.count, count)
    return Dataset("Take", output_types, output_shapes, start, total)


take_dataset.shape(with_scalars("count"))


@op(f"""
    SkipDataset(input_dataset: variant, count: int64) -> handle: variant{ATTRS}
""", host=("count",))
def skip_dataset(xp, input_dataset, count, *, output_types, output_shapes):
    """Return the dataset of the elements of another after the first ones; of none with -1.

    Shapes:
        count: []
    Source: tf.raw_ops.SkipDataset
    """
    source, count = opened(input_dataset), scalar("count", count)

    def start(where):
        if count < 0:
            return iter(())
        iterator = source.begin(where.path)
        if not count:
            return iterator
        left = count

        def step():
            nonlocal left
            while left:
                next(iterator)
                left -= 1
            return next(iterator)

        return iter(step, None)

    total = source.count
    if total >= 0:
        total = 0 if count < 0 else max(0, total - count)
    return Dataset("Skip", output_types, output_shapes, start, total)


skip_dataset.shape(with_scalars("count"))


@op(f"""
    ShardDataset(input_dataset: variant, num_shards: int64, index: int64) -> handle: variant
        require_non_empty: bool = false{ATTRS}
""", host=("num_shards", "index"))
def shard_dataset(
    xp, input_dataset, num_shards, index, *, require_non_empty, output_types, output_shapes
):
    """Return the dataset of every so-maniest element of another.

    Shapes:
        num_shards, index: []
    Errors:
        InvalidArgumentError: there is no such shard.
    Source: tf.raw_ops.ShardDataset
    """
    source = opened(input_dataset)
    shards, index = scalar("num_shards", num_shards), scalar("index", index)
    if shards <= 0:
        raise InvalidArgumentError(
            f"Number of shards must be greater than zero (currently num_shards = {shards}).")
    if not 0 <= index < shards:
        raise InvalidArgumentError(
            f"Index must be between 0 and {shards - 1} (currently index = {index}).")

    def start(where):
        iterator, number = source.begin(where.path), 0

        def step():
            nonlocal number
            while True:
                element = next(iterator)
                number += 1
                if (number - 1) % shards == index:
                    break
            first = number
            while require_non_empty and number < shards:
                if next(iterator, None) is None:
                    raise InvalidArgumentError(_TOO_FEW.format(first, shards))
                number += 1
            return element

        return iter(step, None)

    total = source.count
    if total >= 0:
        total = total // shards + (index < total % shards)
    return Dataset("Shard", output_types, output_shapes, start, total, f"({shards}, {index})")


_TOO_FEW = (
    "Could not apply FILE based sharding: the dataset only has {} file(s), which is not enough for "
    "the required {} shards/workers. If you are using datasets with distribution strategy, "
    "consider setting the auto sharding policy to either DATA or OFF using the "
    "`experimental_distribute.auto_shard_policy` option of `tf.data.Options()`. Or, split your "
    "input files into a larger number of small files such that number of files is greater than "
    "number of shards/workers."
)


shard_dataset.shape(with_scalars("num_shards", "index"))


@op(f"""
    WindowDataset(input_dataset: variant, size: int64, shift: int64, stride: int64,
        drop_remainder: bool) -> handle: variant{ATTRS}
""", host=("size", "shift", "stride", "drop_remainder"))
def window_dataset(
    xp, input_dataset, size, shift, stride, drop_remainder, *, output_types, output_shapes
):
    """Return the dataset of windows: each a dataset for every component.

    Shapes:
        size, shift, stride, drop_remainder: []
    Errors:
        InvalidArgumentError: a number is not positive.
    Source: tf.raw_ops.WindowDataset
    """
    source, only_full = opened(input_dataset), scalar("drop_remainder", drop_remainder)
    numbers = []
    for name, value in (("size", size), ("shift", shift), ("stride", stride)):
        numbers.append(scalar(name, value))
        if numbers[-1] <= 0:
            raise InvalidArgumentError(f"Window {name} must be greater than zero.")
    size, shift, stride = numbers
    span = 1 + (size - 1) * stride

    def start(where):
        return map(lambda chosen: [
            _window(source, [element[i : i + 1] for element in chosen], i)
            for i in range(len(source.types))], windows(
                source, where, span, shift, stride, only_full))

    total = source.count
    if total >= 0:
        total = max(0, -(-(total - span + 1 if only_full else total) // shift))
    shown = f"({size}, {shift}, {stride}, {int(only_full)})"
    return Dataset("Window", output_types, output_shapes, start, total, shown)


def windows(source, where, span, shift, stride, only_full):
    """Return an iterator of windows: lists of elements."""
    iterator, held, skipped = source.begin(where.path), [], 0

    def fill():
        nonlocal iterator, skipped
        try:
            while skipped:
                next(iterator)
                skipped -= 1
            while len(held) < span:
                try:
                    held.append(next(iterator))
                except OpError as error:  # stands for an element, and fails with its window
                    held.append(error)
        except StopIteration:
            iterator = None

    def step():
        nonlocal skipped
        if iterator is not None:
            fill()
        if not held or (only_full and len(held) < span):
            raise StopIteration
        chosen = held[::stride]
        skipped = max(0, shift - len(held))
        del held[:shift]
        for element in chosen:
            if isinstance(element, OpError):
                raise element
        return chosen

    return iter(step, None)


def _window(source, elements, i):
    return Dataset("Window", source.types[i : i + 1], source.shapes[i : i + 1],
                   lambda where: iter(elements), len(elements), WINDOW)


window_dataset.shape(with_scalars("size", "shift", "stride", "drop_remainder"))


@op(f"""
    UnbatchDataset(input_dataset: variant) -> handle: variant{ATTRS}
""")
def unbatch_dataset(xp, input_dataset, *, output_types, output_shapes):
    """Return the dataset of the rows of another's elements.

    Errors:
        InvalidArgumentError: components of an element differ in their number of rows.
    Source: tf.raw_ops.UnbatchDataset
    """
    source = opened(input_dataset)

    def start(where):
        iterator, current = source.begin(where.path), iter(())

        def step():
            nonlocal current
            while True:
                for element in current:
                    return element
                current = iter(_rows(xp, next(iterator), source.types))

        return iter(step, None)

    sizes = {shape[0] for shape in source.shapes if shape.rank}
    known = len(sizes) == 1 and None not in sizes and source.count >= 0
    total = source.count * sizes.pop() if known else UNKNOWN
    if source.count == INFINITE:
        total = INFINITE
    return Dataset("Unbatch", output_types, output_shapes, start, total)


def _rows(xp, element, types):
    for array in element:
        if not getattr(array, "ndim", 0):
            raise InvalidArgumentError("All components must be at least 1-dimensional")
    count = len(element[0])
    for i, array in enumerate(element):
        if len(array) != count:
            raise InvalidArgumentError(
                f"Input element must have the same batch size in each component. Component 0 had "
                f"size {count} but component {i} had size, {len(array)}.")
    columns = [map(_as_tensor(xp), array) if array.dtype == object else iter(array)
               for array in element]
    return zip(*columns, strict=True)


def _as_tensor(xp):
    return lambda item: text(xp, item) if type(item) is bytes else item


unbatch_dataset.shape(shape_functions.scalar)


@op(f"""
    AssertCardinalityDataset(input_dataset: variant,
        cardinality: int64) -> handle: variant{TYPES}
""", host=("cardinality",))
def assert_cardinality_dataset(xp, input_dataset, cardinality, *, output_types, output_shapes):
    """Return the same dataset; its number of elements is asserted and checked.

    Shapes:
        cardinality: []
    Errors:
        FailedPreconditionError: while iterating, there are fewer or more elements.
    Source: tf.raw_ops.AssertCardinalityDataset
    """
    source, wanted = opened(input_dataset), scalar("cardinality", cardinality)
    return Dataset("AssertCardinality", output_types, output_shapes,
                   lambda where: _counted(source, wanted, where), wanted)


def _counted(source, wanted, where):
    iterator, number = source.begin(where.path), 0
    expected = f"Input dataset was expected to contain {_elements(wanted)} but contained "

    def step():
        nonlocal number
        try:
            element = next(iterator)
        except StopIteration:
            if wanted not in (number, UNKNOWN):
                raise FailedPreconditionError(f"{expected}only {_elements(number)}.") from None
            raise
        number += 1
        if 0 <= wanted < number:
            raise FailedPreconditionError(f"{expected}at least {_elements(number)}.")
        return element

    return iter(step, None)


def _elements(count):
    if count == INFINITE:
        return "an infinite number of elements"
    return f"{count} element" + "s" * (count != 1)


assert_cardinality_dataset.shape(with_scalars("cardinality"))
