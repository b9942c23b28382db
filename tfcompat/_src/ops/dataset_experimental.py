"""Ops on datasets as they were in TensorFlow 1.13: under experimental names, or given up since."""

import types

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops import (
    dataset_batching,
    dataset_files,
    dataset_grouping,
    dataset_interleaving,
    dataset_mapping,
    dataset_parsing,
    dataset_passing,
    dataset_random,
    dataset_reading,
    dataset_saving,
    dataset_shaping,
    dataset_sql,
    iterators,
)
from tfcompat._src.ops.dataset_values import (
    TYPES,
    Dataset,
    opened,
    scalar,
    stacked,
    with_scalars,
)
from tfcompat._src.registry import op, shape_functions


def _again(text, record, stateful=False):
    """Register an op that does as another one, whose attributes it has."""
    kernel = record.kernel
    twin = types.FunctionType(
        kernel.__code__, kernel.__globals__, kernel.__name__, kernel.__defaults__,
        kernel.__closure__)
    twin.__module__ = __name__
    twin.__doc__ = (
        f"The same as {record.name}.\n\nSource: tf.raw_ops.Experimental{record.name}")
    made = op(text, stateful=stateful, host=tuple(record.host))(twin)
    made.shape(record.shape_function)


_again(f"""
    ExperimentalAssertNextDataset(input_dataset: variant,
        transformations: string) -> handle: variant{TYPES}
""", dataset_passing.assert_next_dataset)
_again(f"""
    ExperimentalAutoShardDataset(input_dataset: variant, num_workers: int64,
        index: int64) -> handle: variant
        auto_shard_policy: int = 0{TYPES}
""", dataset_passing.auto_shard_dataset)
_again(f"""
    ExperimentalBytesProducedStatsDataset(input_dataset: variant,
        tag: string) -> handle: variant{TYPES}
""", dataset_passing.bytes_produced_stats_dataset)
_again(f"""
    ExperimentalChooseFastestDataset(input_datasets: N * variant) -> handle: variant
        N: int >= 2
        num_experiments: int{TYPES}
""", dataset_passing.choose_fastest_dataset)
_again("""
    ExperimentalDatasetCardinality(input_dataset: variant) -> cardinality: int64
""", dataset_reading.dataset_cardinality)
_again(f"""
    ExperimentalDenseToSparseBatchDataset(input_dataset: variant, batch_size: int64,
        row_shape: int64) -> handle: variant{TYPES}
""", dataset_batching.dense_to_sparse_batch_dataset)
_again(f"""
    ExperimentalGroupByReducerDataset(input_dataset: variant,
        key_func_other_arguments: Tkey_func_other_arguments,
        init_func_other_arguments: Tinit_func_other_arguments,
        reduce_func_other_arguments: Treduce_func_other_arguments,
        finalize_func_other_arguments: Tfinalize_func_other_arguments) -> handle: variant
        key_func: func
        init_func: func
        reduce_func: func
        finalize_func: func
        Tkey_func_other_arguments: list(type) >= 0
        Tinit_func_other_arguments: list(type) >= 0
        Treduce_func_other_arguments: list(type) >= 0
        Tfinalize_func_other_arguments: list(type) >= 0{TYPES}
""", dataset_grouping.group_by_reducer_dataset, stateful=True)
_again(f"""
    ExperimentalGroupByWindowDataset(input_dataset: variant,
        key_func_other_arguments: Tkey_func_other_arguments,
        reduce_func_other_arguments: Treduce_func_other_arguments,
        window_size_func_other_arguments: Twindow_size_func_other_arguments) -> handle: variant
        key_func: func
        reduce_func: func
        window_size_func: func
        Tkey_func_other_arguments: list(type) >= 0
        Treduce_func_other_arguments: list(type) >= 0
        Twindow_size_func_other_arguments: list(type) >= 0{TYPES}
""", dataset_grouping.group_by_window_dataset)
_again(f"""
    ExperimentalIgnoreErrorsDataset(input_dataset: variant) -> handle: variant{TYPES}
        log_warning: bool = false
""", dataset_passing.ignore_errors_dataset)
_again("""
    ExperimentalIteratorGetDevice(resource: resource) -> device: string
""", iterators.iterator_get_device, stateful=True)
_again(f"""
    ExperimentalLatencyStatsDataset(input_dataset: variant, tag: string) -> handle: variant{TYPES}
""", dataset_passing.latency_stats_dataset)
_again(f"""
    ExperimentalMapAndBatchDataset(input_dataset: variant, other_arguments: Targuments,
        batch_size: int64, num_parallel_calls: int64, drop_remainder: bool) -> handle: variant
        f: func
        Targuments: list(type) >= 0{TYPES}
        preserve_cardinality: bool = false
""", dataset_mapping.map_and_batch_dataset)
_again(f"""
    ExperimentalMapDataset(input_dataset: variant, other_arguments: Targuments) -> handle: variant
        f: func
        Targuments: list(type) >= 0{TYPES}
        use_inter_op_parallelism: bool = true
        preserve_cardinality: bool = false
        force_synchronous: bool = false
""", dataset_mapping.map_dataset)
_again("""
    ExperimentalMatchingFilesDataset(patterns: string) -> handle: variant
""", dataset_files.matching_files_dataset, stateful=True)
_again(f"""
    ExperimentalMaxIntraOpParallelismDataset(input_dataset: variant,
        max_intra_op_parallelism: int64) -> handle: variant{TYPES}
""", dataset_passing.max_intra_op_parallelism_dataset)
_again(f"""
    ExperimentalNonSerializableDataset(input_dataset: variant) -> handle: variant{TYPES}
""", dataset_passing.non_serializable_dataset)
_again(f"""
    ExperimentalParallelInterleaveDataset(input_dataset: variant, other_arguments: Targuments,
        cycle_length: int64, block_length: int64, sloppy: bool, buffer_output_elements: int64,
        prefetch_input_elements: int64) -> handle: variant
        f: func
        Targuments: list(type) >= 0{TYPES}
""", dataset_interleaving.parallel_interleave_dataset)
_again(f"""
    ExperimentalPrivateThreadPoolDataset(input_dataset: variant,
        num_threads: int64) -> handle: variant{TYPES}
""", dataset_passing.private_thread_pool_dataset)
_again(f"""
    ExperimentalRandomDataset(seed: int64, seed2: int64) -> handle: variant{TYPES}
""", dataset_random.random_dataset, stateful=True)
_again(f"""
    ExperimentalRebatchDataset(input_dataset: variant,
        num_replicas: int64) -> handle: variant{TYPES}
        use_fallback: bool = true
""", dataset_batching.rebatch_dataset)
_again(f"""
    ExperimentalScanDataset(input_dataset: variant, initial_state: Tstate,
        other_arguments: Targuments) -> handle: variant
        f: func
        Tstate: list(type) >= 1
        Targuments: list(type) >= 0{TYPES}
        preserve_cardinality: bool = false
""", dataset_mapping.scan_dataset)
_again(f"""
    ExperimentalSleepDataset(input_dataset: variant,
        sleep_microseconds: int64) -> handle: variant{TYPES}
""", dataset_passing.sleep_dataset)
_again(f"""
    ExperimentalTakeWhileDataset(input_dataset: variant,
        other_arguments: Targuments) -> handle: variant
        predicate: func
        Targuments: list(type) >= 0{TYPES}
""", dataset_mapping.take_while_dataset)
_again(f"""
    ExperimentalUnbatchDataset(input_dataset: variant) -> handle: variant{TYPES}
""", dataset_shaping.unbatch_dataset)
_again(f"""
    ExperimentalUniqueDataset(input_dataset: variant) -> handle: variant{TYPES}
""", dataset_grouping.unique_dataset)


@op(f"""
    ExperimentalDirectedInterleaveDataset(selector_input_dataset: variant,
        data_input_datasets: N * variant) -> handle: variant{TYPES}
        N: int >= 1
""")
def experimental_directed_interleave_dataset(
    xp, selector_input_dataset, data_input_datasets, *, output_types, output_shapes
):
    """The same as DirectedInterleaveDataset, which goes on when one dataset is at its end.

    Source: tf.raw_ops.ExperimentalDirectedInterleaveDataset
    """
    return dataset_interleaving.directed_interleave_dataset(
        xp, selector_input_dataset, data_input_datasets, output_types=output_types,
        output_shapes=output_shapes, stop_on_empty_dataset=False)


experimental_directed_interleave_dataset.shape(shape_functions.scalar)


@op(f"""
    SlidingWindowDataset(input_dataset: variant, window_size: int64, window_shift: int64,
        window_stride: int64) -> handle: variant
        drop_remainder: bool = true{TYPES}
""", host=("window_size", "window_shift", "window_stride"))
def sliding_window_dataset(
    xp, input_dataset, window_size, window_shift, window_stride,
    *, drop_remainder, output_types, output_shapes,
):
    """Return the dataset of windows of another, each a batch.

    Shapes:
        window_size, window_shift, window_stride: []
    Errors:
        InvalidArgumentError: a number is not positive.
    Source: tf.raw_ops.SlidingWindowDataset
    """
    source, numbers = opened(input_dataset), []
    for name, shown, value in (
        ("window_size", "Window size", window_size), ("window_shift", "Window shift", window_shift),
        ("window_stride", "window_stride", window_stride),
    ):
        numbers.append(scalar(name, value))
        if numbers[-1] <= 0:
            raise InvalidArgumentError(f"{shown} must be greater than zero.")
    size, shift, stride = numbers
    span = 1 + (size - 1) * stride

    def start(where):
        found = dataset_shaping.windows(source, where, span, shift, stride, drop_remainder)
        return map(lambda elements: stacked(xp, elements, source.types), found)

    count = source.count
    if count >= 0:
        count = max(0, -(-(count - span + 1 if drop_remainder else count) // shift))
    return Dataset("SlidingWindow", output_types, output_shapes, start, count)


sliding_window_dataset.shape(with_scalars("window_size", "window_shift", "window_stride"))


@op(f"""
    ExperimentalSlidingWindowDataset(input_dataset: variant, window_size: int64,
        window_shift: int64, window_stride: int64) -> handle: variant{TYPES}
""", host=("window_size", "window_shift", "window_stride"))
def experimental_sliding_window_dataset(
    xp, input_dataset, window_size, window_shift, window_stride, *, output_types, output_shapes
):
    """The same as SlidingWindowDataset, full windows only.

    Source: tf.raw_ops.ExperimentalSlidingWindowDataset
    """
    return sliding_window_dataset(
        xp, input_dataset, window_size, window_shift, window_stride, drop_remainder=True,
        output_types=output_types, output_shapes=output_shapes)


experimental_sliding_window_dataset.shape(
    with_scalars("window_size", "window_shift", "window_stride"))
_CSV_TYPES = """
        output_types: list({float, double, int32, int64, string}) >= 1
        output_shapes: list(shape) >= 1
"""
_again(f"""
    ExperimentalCSVDataset(filenames: string, compression_type: string, buffer_size: int64,
        header: bool, field_delim: string, use_quote_delim: bool, na_value: string,
        select_cols: int64, record_defaults: output_types) -> handle: variant{_CSV_TYPES}
""", dataset_parsing.csv_dataset, stateful=True)
_again(f"""
    ExperimentalSqlDataset(driver_name: string, data_source_name: string,
        query: string) -> handle: variant{TYPES}
""", dataset_sql.sql_dataset, stateful=True)
_again("""
    ExperimentalDatasetToTFRecord(input_dataset: variant, filename: string,
        compression_type: string) -> ()
""", dataset_saving.dataset_to_tf_record, stateful=True)
