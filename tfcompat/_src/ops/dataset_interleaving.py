"""Datasets of the elements of datasets that a function makes: one after another, or by turns.

How many are read at a time is a hint; the order is that of reading them one after another.
"""

import os

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.dataset_values import (
    ATTRS,
    INFINITE,
    TYPES,
    UNKNOWN,
    Calls,
    Dataset,
    opened,
    scalar,
    with_scalars,
)
from tfcompat._src.registry import op, shape_functions


@op(f"""
    FlatMapDataset(input_dataset: variant, other_arguments: Targuments) -> handle: variant
        f: func
        Targuments: list(type) >= 0{ATTRS}
""", host=("other_arguments",))
def flat_map_dataset(xp, input_dataset, other_arguments, *, f, output_types, output_shapes):
    """Return the dataset of all elements of the datasets that a function makes of elements.

    Source: tf.raw_ops.FlatMapDataset
    """
    source = opened(input_dataset)

    def start(where):
        calls = Calls(f, other_arguments, where)
        iterator, current, number = source.begin(where.path), iter(()), 0

        def step():
            nonlocal current, number
            while True:
                for element in current:
                    return element
                current = _made(calls, next(iterator)).begin(f"{where.path}[{number}]")
                number += 1

        return iter(step, None)

    return Dataset("FlatMap", output_types, output_shapes, start)


def _made(calls, element):
    """Return the dataset that a function makes of an element."""
    found = calls.last(element)
    if len(found) != 1:
        raise InvalidArgumentError("Function must return a single scalar of dtype DT_VARIANT.")
    return opened(found[0])


flat_map_dataset.shape(shape_functions.scalar)


def _by_turns(
    kind, input_dataset, captured, cycle_length, block_length, f, types, shapes, parallel=None
):
    source = opened(input_dataset)
    width, block = scalar("cycle_length", cycle_length), scalar("block_length", block_length)
    if parallel is not None and parallel != -1:
        _check_parallel(parallel, width)
    if width == -1:
        width = _chosen_width(parallel)
    if width <= 0:
        raise InvalidArgumentError("cycle_length must be greater than zero.")
    if block <= 0:
        raise InvalidArgumentError("block_length must be greater than zero.")

    def start(where):
        return _turns(source, Calls(f, captured, where), width, block, where)

    count = INFINITE if parallel is not None and source.count == INFINITE else UNKNOWN
    return Dataset(kind, types, shapes, start, count)


def _check_parallel(parallel, width):
    if parallel <= 0:
        raise InvalidArgumentError("num_parallel_calls must be greater than zero.")
    if width != -1 and parallel > width:
        raise InvalidArgumentError(
            "If `cycle_length` is set to a fixed value, `num_parallel_calls` must be either "
            "`tf.data.AUTOTUNE` or a value less than or equal to `cycle_length`. However, "
            f"`num_parallel_calls` is {parallel} and `cycle_length` is {width}")


def _chosen_width(parallel):
    """Return how many datasets TensorFlow reads by turns where it may choose."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on all systems
        cores = os.cpu_count() or 1
    if parallel is None:
        return cores
    return -(-cores // 3) if parallel == -1 else min(parallel, cores)


def _turns(source, calls, width, block, where):
    iterator, opened_number = source.begin(where.path), 0
    current, place, taken = [None] * width, 0, 0

    def go_on():
        nonlocal place, taken
        place, taken = (place + 1) % width, 0

    def step():
        nonlocal iterator, opened_number, taken
        while iterator is not None or any(part is not None for part in current):
            if current[place] is not None:
                for element in current[place]:
                    taken += 1
                    if taken == block:
                        go_on()
                    return element
                current[place] = None
                go_on()
            elif iterator is None:
                go_on()
            else:
                try:
                    element = next(iterator)
                except StopIteration:
                    iterator = None
                    continue
                path = f"{where.path}[{opened_number}]"
                current[place] = _made(calls, element).begin(path)
                opened_number += 1
        raise StopIteration

    return iter(step, None)


@op(f"""
    InterleaveDataset(input_dataset: variant, other_arguments: Targuments, cycle_length: int64,
        block_length: int64) -> handle: variant
        f: func
        Targuments: list(type) >= 0{ATTRS}
""", host=("other_arguments", "cycle_length", "block_length"))
def interleave_dataset(
    xp, input_dataset, other_arguments, cycle_length, block_length,
    *, f, output_types, output_shapes,
):
    """Return the dataset of blocks of elements of several datasets by turns.

    Shapes:
        cycle_length, block_length: []
    Errors:
        InvalidArgumentError: a number is not positive.
    Source: tf.raw_ops.InterleaveDataset
    """
    return _by_turns("Interleave", input_dataset, other_arguments, cycle_length, block_length, f,
                     output_types, output_shapes)


interleave_dataset.shape(with_scalars("cycle_length", "block_length"))


@op(f"""
    ParallelInterleaveDatasetV4(input_dataset: variant, other_arguments: Targuments,
        cycle_length: int64, block_length: int64, buffer_output_elements: int64,
        prefetch_input_elements: int64, num_parallel_calls: int64) -> handle: variant
        f: func
        deterministic: string = "default"
        Targuments: list(type) >= 0{ATTRS}
""", host=("other_arguments", "cycle_length", "block_length", "buffer_output_elements",
           "prefetch_input_elements", "num_parallel_calls"))
def parallel_interleave_dataset_v4(
    xp, input_dataset, other_arguments, cycle_length, block_length, buffer_output_elements,
    prefetch_input_elements, num_parallel_calls, *, f, output_types, output_shapes,
):
    """The same; what is read ahead is a hint.

    Shapes:
        all numbers: []
    Errors:
        as InterleaveDataset
    Source: tf.raw_ops.ParallelInterleaveDatasetV4
    """
    return _by_turns("ParallelInterleaveV4", input_dataset, other_arguments, cycle_length,
                     block_length, f, output_types, output_shapes,
                     scalar("num_parallel_calls", num_parallel_calls))


parallel_interleave_dataset_v4.shape(shape_functions.scalar)


@op(f"""
    ParallelInterleaveDatasetV3(input_dataset: variant, other_arguments: Targuments,
        cycle_length: int64, block_length: int64, num_parallel_calls: int64) -> handle: variant
        f: func
        deterministic: string = "default"
        Targuments: list(type) >= 0{ATTRS}
""", host=("other_arguments", "cycle_length", "block_length", "num_parallel_calls"))
def parallel_interleave_dataset_v3(
    xp, input_dataset, other_arguments, cycle_length, block_length, num_parallel_calls,
    *, f, output_types, output_shapes,
):
    """The same in its third version.

    Shapes:
        all numbers: []
    Errors:
        as InterleaveDataset
    Source: tf.raw_ops.ParallelInterleaveDatasetV3
    """
    return _by_turns("ParallelInterleaveV3", input_dataset, other_arguments, cycle_length,
                     block_length, f, output_types, output_shapes,
                     scalar("num_parallel_calls", num_parallel_calls))


parallel_interleave_dataset_v3.shape(shape_functions.scalar)


@op(f"""
    ParallelInterleaveDatasetV2(input_dataset: variant, other_arguments: Targuments,
        cycle_length: int64, block_length: int64, num_parallel_calls: int64) -> handle: variant
        f: func
        Targuments: list(type) >= 0{TYPES}
        sloppy: bool = false
        metadata: string = ""
""", host=("other_arguments", "cycle_length", "block_length", "num_parallel_calls"))
def parallel_interleave_dataset_v2(
    xp, input_dataset, other_arguments, cycle_length, block_length, num_parallel_calls,
    *, f, output_types, output_shapes,
):
    """The same in its second version.

    Shapes:
        all numbers: []
    Errors:
        as InterleaveDataset
    Source: tf.raw_ops.ParallelInterleaveDatasetV2
    """
    return _by_turns("ParallelInterleaveV2", input_dataset, other_arguments, cycle_length,
                     block_length, f, output_types, output_shapes,
                     scalar("num_parallel_calls", num_parallel_calls))


parallel_interleave_dataset_v2.shape(shape_functions.scalar)


@op(f"""
    ParallelInterleaveDataset(input_dataset: variant, other_arguments: Targuments,
        cycle_length: int64, block_length: int64, sloppy: bool, buffer_output_elements: int64,
        prefetch_input_elements: int64) -> handle: variant
        f: func
        Targuments: list(type) >= 0{ATTRS}
""", host=("other_arguments", "cycle_length", "block_length", "sloppy", "buffer_output_elements",
           "prefetch_input_elements"))
def parallel_interleave_dataset(
    xp, input_dataset, other_arguments, cycle_length, block_length, sloppy,
    buffer_output_elements, prefetch_input_elements, *, f, output_types, output_shapes,
):
    """The same in its first version.

    Shapes:
        all numbers: []
    Errors:
        as InterleaveDataset
    Source: tf.raw_ops.ParallelInterleaveDataset
    """
    return _by_turns("ParallelInterleave", input_dataset, other_arguments, cycle_length,
                     block_length, f, output_types, output_shapes)


parallel_interleave_dataset.shape(shape_functions.scalar)


@op(f"""
    LegacyParallelInterleaveDatasetV2(input_dataset: variant, other_arguments: Targuments,
        cycle_length: int64, block_length: int64, buffer_output_elements: int64,
        prefetch_input_elements: int64) -> handle: variant
        f: func
        deterministic: string = "default"
        Targuments: list(type) >= 0{ATTRS}
""", host=("other_arguments", "cycle_length", "block_length", "buffer_output_elements",
           "prefetch_input_elements"))
def legacy_parallel_interleave_dataset_v2(
    xp, input_dataset, other_arguments, cycle_length, block_length, buffer_output_elements,
    prefetch_input_elements, *, f, output_types, output_shapes,
):
    """The same as in ParallelInterleaveDataset.

    Shapes:
        all numbers: []
    Errors:
        as InterleaveDataset
    Source: tf.raw_ops.LegacyParallelInterleaveDatasetV2
    """
    return _by_turns("LegacyParallelInterleaveV2", input_dataset, other_arguments, cycle_length,
                     block_length, f, output_types, output_shapes)


legacy_parallel_interleave_dataset_v2.shape(shape_functions.scalar)


@op(f"""
    DirectedInterleaveDataset(selector_input_dataset: variant,
        data_input_datasets: N * variant) -> handle: variant{TYPES}
        N: int >= 1
        stop_on_empty_dataset: bool = false
""")
def directed_interleave_dataset(
    xp, selector_input_dataset, data_input_datasets,
    *, output_types, output_shapes, stop_on_empty_dataset,
):
    """Return the dataset of elements of several others, as numbers in one more say.

    Errors:
        InvalidArgumentError: the numbers are no scalars of int64; a number is out of range.
    Source: tf.raw_ops.DirectedInterleaveDataset
    """
    selector = opened(selector_input_dataset)
    sources = [opened(dataset) for dataset in data_input_datasets]
    if len(selector.types) != 1 or selector.types[0].name != "int64" or selector.shapes[0].rank:
        raise InvalidArgumentError(
            "The selector dataset must comprise a single component of type int64 and scalar "
            "shape.")

    def start(where):
        return _directed(selector, sources, stop_on_empty_dataset, where)

    count = INFINITE if any(source.count == INFINITE for source in sources) else UNKNOWN
    return Dataset("DirectedInterleave", output_types, output_shapes, start, count)


def _directed(selector, sources, stop_on_empty, where):
    choices = selector.begin(f"{where.path}[{len(sources)}]")
    current = [source.begin(f"{where.path}[{i}]") for i, source in enumerate(sources)]

    def step():
        while any(part is not None for part in current):
            choice = int(next(choices)[0])
            if not 0 <= choice < len(current):
                raise InvalidArgumentError(
                    f"Selector index out of range: {choice} >= {len(current)}")
            if current[choice] is None:
                continue
            for element in current[choice]:
                return element
            if stop_on_empty:
                current[:] = [None] * len(current)
            current[choice] = None
        raise StopIteration

    return iter(step, None)


directed_interleave_dataset.shape(shape_functions.scalar)
