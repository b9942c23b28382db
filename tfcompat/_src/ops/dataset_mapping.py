"""Datasets of what functions make of elements: maps, filters, scans.

How many calls may run at a time is a hint; they run one after another, in order.
"""

import itertools

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.dataset_batching import (
    batch_size_of,
    batches,
    count_of_batches,
)
from tfcompat._src.ops.dataset_values import (
    ATTRS,
    TYPES,
    UNKNOWN,
    Calls,
    Dataset,
    opened,
    scalar,
    stacked,
    with_scalars,
)
from tfcompat._src.registry import op, shape_functions


def _mapped(kind, input_dataset, captured, f, types, shapes, lasting):
    source = opened(input_dataset)

    def start(where):
        calls = Calls(f, captured, where)
        iterator = source.begin(where.path)
        if lasting:
            return map(calls.lasting, iterator)
        return iter(lambda: calls.last(next(iterator)), None)

    count = source.count if lasting or source.count < 0 else UNKNOWN
    return Dataset(kind, types, shapes, start, count)


@op(f"""
    MapDataset(input_dataset: variant, other_arguments: Targuments) -> handle: variant
        f: func
        Targuments: list(type) >= 0{TYPES}
        use_inter_op_parallelism: bool = true
        preserve_cardinality: bool = false
        force_synchronous: bool = false
        metadata: string = ""
""", host=("other_arguments",))
def map_dataset(
    xp, input_dataset, other_arguments, *, f, output_types, output_shapes, preserve_cardinality
):
    """Return the dataset of what a function returns for another's elements.

    Errors:
        InvalidArgumentError: there is no dataset.
    Source: tf.raw_ops.MapDataset
    """
    return _mapped("Map", input_dataset, other_arguments, f, output_types, output_shapes,
                   preserve_cardinality)


map_dataset.shape(shape_functions.scalar)


def _check_parallel(num_parallel_calls):
    count = scalar("num_parallel_calls", num_parallel_calls)
    if count <= 0 and count != -1:
        raise InvalidArgumentError("num_parallel_calls must be greater than zero.")


@op(f"""
    ParallelMapDatasetV2(input_dataset: variant, other_arguments: Targuments,
        num_parallel_calls: int64) -> handle: variant
        f: func
        Targuments: list(type) >= 0{TYPES}
        use_inter_op_parallelism: bool = true
        deterministic: string = "default"
        preserve_cardinality: bool = false
        use_unbounded_threadpool: bool = false
        metadata: string = ""
""", host=("other_arguments", "num_parallel_calls"))
def parallel_map_dataset_v2(
    xp, input_dataset, other_arguments, num_parallel_calls,
    *, f, output_types, output_shapes, preserve_cardinality,
):
    """The same; how many calls run at a time is a hint.

    Shapes:
        num_parallel_calls: []
    Errors:
        InvalidArgumentError: `num_parallel_calls` is neither positive nor -1.
    Source: tf.raw_ops.ParallelMapDatasetV2
    """
    _check_parallel(num_parallel_calls)
    return _mapped("ParallelMapV2", input_dataset, other_arguments, f, output_types, output_shapes,
                   preserve_cardinality)


parallel_map_dataset_v2.shape(shape_functions.scalar)


@op(f"""
    ParallelMapDataset(input_dataset: variant, other_arguments: Targuments,
        num_parallel_calls: int32) -> handle: variant
        f: func
        Targuments: list(type) >= 0{TYPES}
        use_inter_op_parallelism: bool = true
        sloppy: bool = false
        preserve_cardinality: bool = false
        metadata: string = ""
""", host=("other_arguments", "num_parallel_calls"))
def parallel_map_dataset(
    xp, input_dataset, other_arguments, num_parallel_calls,
    *, f, output_types, output_shapes, preserve_cardinality,
):
    """The same in its first version.

    Shapes:
        num_parallel_calls: []
    Errors:
        as ParallelMapDatasetV2
    Source: tf.raw_ops.ParallelMapDataset
    """
    _check_parallel(num_parallel_calls)
    return _mapped("ParallelMap", input_dataset, other_arguments, f, output_types, output_shapes,
                   preserve_cardinality)


parallel_map_dataset.shape(shape_functions.scalar)


@op(f"""
    MapAndBatchDataset(input_dataset: variant, other_arguments: Targuments, batch_size: int64,
        num_parallel_calls: int64, drop_remainder: bool) -> handle: variant
        f: func
        Targuments: list(type) >= 0{TYPES}
        preserve_cardinality: bool = false
        metadata: string = ""
""", host=("other_arguments", "batch_size", "num_parallel_calls", "drop_remainder"))
def map_and_batch_dataset(
    xp, input_dataset, other_arguments, batch_size, num_parallel_calls, drop_remainder,
    *, f, output_types, output_shapes, preserve_cardinality,
):
    """Return the dataset of batches of what a function returns for another's elements.

    Shapes:
        batch_size, num_parallel_calls, drop_remainder: []
    Errors:
        InvalidArgumentError: a number is not positive; results differ in shape.
    Source: tf.raw_ops.MapAndBatchDataset
    """
    size = batch_size_of(batch_size, message="batch_size must be greater than zero.")
    _check_parallel(num_parallel_calls)
    only_full = scalar("drop_remainder", drop_remainder)
    inner = _mapped("MapAndBatch", input_dataset, other_arguments, f, output_types,
                    output_shapes, preserve_cardinality)

    def start(where):
        found = batches(inner.start(where), size, only_full)
        return map(lambda elements: stacked(xp, elements, output_types, mapped=True), found)

    count = count_of_batches(inner.count, size, only_full)
    return Dataset("MapAndBatch", output_types, output_shapes, start, count)


map_and_batch_dataset.shape(
    with_scalars("batch_size", "num_parallel_calls", "drop_remainder"))


def _is_true(result):
    if len(result) != 1 or result[0].dtype != bool or getattr(result[0], "ndim", 0):
        raise InvalidArgumentError(
            "Filter predicate must return a scalar bool.")
    return bool(result[0])


def _filtered(kind, input_dataset, captured, predicate, shapes):
    source = opened(input_dataset)

    def start(where):
        calls = Calls(predicate, captured, where)
        iterator = source.begin(where.path)
        return filter(lambda element: _is_true(calls.last(element)), iterator)

    return Dataset(kind, source.types, shapes, start)


@op(f"""
    FilterDataset(input_dataset: variant, other_arguments: Targuments) -> handle: variant
        predicate: func
        Targuments: list(type) >= 0{ATTRS}
""", host=("other_arguments",))
def filter_dataset(xp, input_dataset, other_arguments, *, predicate, output_shapes):
    """Return the dataset of those elements of another for which a function returns true.

    Errors:
        InvalidArgumentError: while iterating, the function returns something else.
    Source: tf.raw_ops.FilterDataset
    """
    return _filtered("Filter", input_dataset, other_arguments, predicate, output_shapes)


filter_dataset.shape(shape_functions.scalar)


@op(f"""
    ParallelFilterDataset(input_dataset: variant, other_arguments: Targuments,
        num_parallel_calls: int64) -> handle: variant
        predicate: func
        deterministic: string = "default"
        Targuments: list(type) >= 0{ATTRS}
""", host=("other_arguments", "num_parallel_calls"))
def parallel_filter_dataset(
    xp, input_dataset, other_arguments, num_parallel_calls, *, predicate, output_shapes
):
    """The same; how many calls run at a time is a hint.

    Shapes:
        num_parallel_calls: []
    Errors:
        as FilterDataset
    Source: tf.raw_ops.ParallelFilterDataset
    """
    _check_parallel(num_parallel_calls)
    return _filtered("ParallelFilter", input_dataset, other_arguments, predicate, output_shapes)


parallel_filter_dataset.shape(shape_functions.scalar)


@op(f"""
    FilterByLastComponentDataset(input_dataset: variant) -> output: variant{TYPES}
""")
def filter_by_last_component_dataset(xp, input_dataset, *, output_types, output_shapes):
    """Return the dataset of those elements of another whose last component is true, without it.

    Source: tf.raw_ops.FilterByLastComponentDataset
    """
    source = opened(input_dataset)

    def start(where):
        chosen = filter(lambda element: bool(element[-1]), source.begin(where.path))
        return map(lambda element: element[:-1], chosen)

    return Dataset("FilterByLastComponent", output_types, output_shapes, start)


filter_by_last_component_dataset.shape(shape_functions.scalar)


@op(f"""
    TakeWhileDataset(input_dataset: variant, other_arguments: Targuments) -> handle: variant
        predicate: func
        Targuments: list(type) >= 0{ATTRS}
""", host=("other_arguments",))
def take_while_dataset(
    xp, input_dataset, other_arguments, *, predicate, output_types, output_shapes
):
    """Return the dataset of the elements of another before the first one that a function rejects.

    Source: tf.raw_ops.TakeWhileDataset
    """
    source = opened(input_dataset)

    def start(where):
        calls = Calls(predicate, other_arguments, where)
        iterator = source.begin(where.path)
        return itertools.takewhile(lambda element: _is_true(calls.last(element)), iterator)

    return Dataset("TakeWhile", output_types, output_shapes, start)


take_while_dataset.shape(shape_functions.scalar)


@op(f"""
    ScanDataset(input_dataset: variant, initial_state: Tstate,
        other_arguments: Targuments) -> handle: variant
        f: func
        Tstate: list(type) >= 1
        Targuments: list(type) >= 0{TYPES}
        preserve_cardinality: bool = false
        use_default_device: bool = true
        metadata: string = ""
""", host=("initial_state", "other_arguments"))
def scan_dataset(
    xp, input_dataset, initial_state, other_arguments,
    *, f, output_types, output_shapes, preserve_cardinality,
):
    """Return the dataset of what a function of a state and another's elements returns.

    The function returns the next state and then an element.

    Source: tf.raw_ops.ScanDataset
    """
    source, width = opened(input_dataset), len(initial_state)

    def start(where):
        calls = Calls(f, other_arguments, where)
        iterator, state = source.begin(where.path), tuple(initial_state)
        call = calls.lasting if preserve_cardinality else calls.last

        def step():
            nonlocal state
            found = call((*state, *next(iterator)))
            state = found[:width]
            return found[width:]

        return iter(step, None)

    count = source.count if preserve_cardinality or source.count < 0 else UNKNOWN
    return Dataset("Scan", output_types, output_shapes, start, count)


scan_dataset.shape(shape_functions.scalar)
