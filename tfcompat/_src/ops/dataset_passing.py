"""Datasets with the elements of another: what is read ahead, said about it, or run beside it.

Threads, statistics and optimizations are hints that are not needed here. What is kept is in
`dataset_caches.py`.
"""

import time

from tfcompat._src.base import logs
from tfcompat._src.base.errors import InvalidArgumentError, OpError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.dataset_values import (
    ATTRS,
    TYPES,
    Dataset,
    Wrapped,
    opened,
    scalar,
    with_scalars,
)
from tfcompat._src.ops.variants import alone
from tfcompat._src.registry import op, shape_functions


def passed(kind, input_dataset, types, shapes):
    """Return a dataset with the elements of another."""
    source = opened(input_dataset)
    found = Dataset(kind, types, shapes, lambda where: source.begin(where.path), source.count)
    found.options = source.options
    return found


@op(f"""
    PrefetchDataset(input_dataset: variant, buffer_size: int64) -> handle: variant{TYPES}
        slack_period: int = 0
        legacy_autotune: bool = true
        buffer_size_min: int = 0
        metadata: string = ""
""", host=("buffer_size",))
def prefetch_dataset(xp, input_dataset, buffer_size, *, output_types, output_shapes):
    """Return the same dataset; how many elements are made ahead is a hint.

    Shapes:
        buffer_size: []
    Errors:
        InvalidArgumentError: `buffer_size` is neither positive nor -1.
    Source: tf.raw_ops.PrefetchDataset
    """
    if scalar("buffer_size", buffer_size) < -1:
        raise InvalidArgumentError("buffer_size must be >= 0 or set buffer_size to be -1 for "
                                   "auto-tuning")
    return passed("Prefetch", input_dataset, output_types, output_shapes)


prefetch_dataset.shape(with_scalars("buffer_size"))


@op(f"""
    OptionsDataset(input_dataset: variant) -> handle: variant
        serialized_options: string{ATTRS}
""")
def options_dataset(xp, input_dataset, *, serialized_options, output_types, output_shapes):
    """Return the same dataset, which carries options.

    Source: tf.raw_ops.OptionsDataset
    """
    found = passed("Options", input_dataset, output_types, output_shapes)
    found.options = serialized_options
    return found


options_dataset.shape(shape_functions.scalar)


@op(f"""
    ModelDataset(input_dataset: variant) -> handle: variant
        algorithm: int = 0
        cpu_budget: int = 0
        ram_budget: int = 0{TYPES}
""")
def model_dataset(xp, input_dataset, *, output_types, output_shapes):
    """Return the same dataset; how it is tuned is a hint.

    Source: tf.raw_ops.ModelDataset
    """
    return passed("Model", input_dataset, output_types, output_shapes)


model_dataset.shape(shape_functions.scalar)


@op(f"""
    OptimizeDataset(input_dataset: variant, optimizations: string) -> handle: variant{TYPES}
        optimization_configs: list(string) = []
""", host=("optimizations",))
def optimize_dataset(xp, input_dataset, optimizations, *, output_types, output_shapes):
    """Return the same dataset; how it is made faster is a hint.

    Source: tf.raw_ops.OptimizeDataset
    """
    return passed("Optimize", input_dataset, output_types, output_shapes)


optimize_dataset.shape(shape_functions.scalar)


@op(f"""
    OptimizeDatasetV2(input_dataset: variant, optimizations_enabled: string,
        optimizations_disabled: string, optimizations_default: string) -> handle: variant{TYPES}
        optimization_configs: list(string) = []
""", host=("optimizations_enabled", "optimizations_disabled", "optimizations_default"))
def optimize_dataset_v2(
    xp, input_dataset, optimizations_enabled, optimizations_disabled, optimizations_default,
    *, output_types, output_shapes,
):
    """Return the same dataset; how it is made faster is a hint.

    Source: tf.raw_ops.OptimizeDatasetV2
    """
    return passed("Optimize", input_dataset, output_types, output_shapes)


optimize_dataset_v2.shape(shape_functions.scalar)


@op(f"""
    AutoShardDataset(input_dataset: variant, num_workers: int64, index: int64) -> handle: variant
        auto_shard_policy: int = 0{TYPES}
        num_replicas: int = 0
""", host=("num_workers", "index"))
def auto_shard_dataset(xp, input_dataset, num_workers, index, *, output_types, output_shapes):
    """Return the same dataset where there is one worker.

    Shapes:
        num_workers, index: []
    Errors:
        InvalidArgumentError: there is more than one worker, or no such one.
    Source: tf.raw_ops.AutoShardDataset
    """
    workers, number = scalar("num_workers", num_workers), scalar("index", index)
    if not 0 <= number < workers:
        raise InvalidArgumentError(f"index must be >= 0 and < {workers}, currently {number}")
    if workers == 1:
        return passed("AutoShard", input_dataset, output_types, output_shapes)
    raise InvalidArgumentError(f"Sharding over {workers} workers is not done here.")


auto_shard_dataset.shape(shape_functions.scalar)


@op(f"""
    PrivateThreadPoolDataset(input_dataset: variant, num_threads: int64) -> handle: variant{TYPES}
""", host=("num_threads",))
def private_thread_pool_dataset(
    xp, input_dataset, num_threads, *, output_types, output_shapes
):
    """Return the same dataset; how many threads it has is a hint.

    Shapes:
        num_threads: []
    Errors:
        InvalidArgumentError: the number is negative.
    Source: tf.raw_ops.PrivateThreadPoolDataset
    """
    if scalar("num_threads", num_threads) < 0:
        raise InvalidArgumentError("`num_threads` must be >= 0")
    return passed("PrivateThreadPool", input_dataset, output_types, output_shapes)


private_thread_pool_dataset.shape(shape_functions.scalar)


@op(f"""
    MaxIntraOpParallelismDataset(input_dataset: variant,
        max_intra_op_parallelism: int64) -> handle: variant{TYPES}
""", host=("max_intra_op_parallelism",))
def max_intra_op_parallelism_dataset(
    xp, input_dataset, max_intra_op_parallelism, *, output_types, output_shapes
):
    """Return the same dataset; how many threads an op has is a hint.

    Shapes:
        max_intra_op_parallelism: []
    Errors:
        InvalidArgumentError: the number is negative.
    Source: tf.raw_ops.MaxIntraOpParallelismDataset
    """
    if scalar("max_intra_op_parallelism", max_intra_op_parallelism) < 0:
        raise InvalidArgumentError("`max_intra_op_parallelism` must be >= 0")
    return passed("MaxIntraOpParallelism", input_dataset, output_types, output_shapes)


max_intra_op_parallelism_dataset.shape(shape_functions.scalar)


@op(f"""
    SleepDataset(input_dataset: variant, sleep_microseconds: int64) -> handle: variant{TYPES}
""", host=("sleep_microseconds",))
def sleep_dataset(xp, input_dataset, sleep_microseconds, *, output_types, output_shapes):
    """Return the same dataset, which waits before each element.

    Shapes:
        sleep_microseconds: []
    Source: tf.raw_ops.SleepDataset
    """
    source = opened(input_dataset)
    seconds = max(scalar("sleep_microseconds", sleep_microseconds), 0) / 1e6

    def start(where):
        iterator = source.begin(where.path)
        return iter(lambda: time.sleep(seconds) or next(iterator), None)

    return Dataset("Sleep", output_types, output_shapes, start, source.count)


@sleep_dataset.shape
def sleep_dataset_shape(c):
    checks.with_rank_at_most(c["sleep_microseconds"], 0)
    return [TensorShape([])]


@op(f"""
    NonSerializableDataset(input_dataset: variant) -> handle: variant{TYPES}
""")
def non_serializable_dataset(xp, input_dataset, *, output_types, output_shapes):
    """Return the same dataset.

    Source: tf.raw_ops.NonSerializableDataset
    """
    return passed("NonSerializable", input_dataset, output_types, output_shapes)


non_serializable_dataset.shape(shape_functions.scalar)


@op(f"""
    AssertNextDataset(input_dataset: variant, transformations: string) -> handle: variant{TYPES}
""", host=("transformations",))
def assert_next_dataset(xp, input_dataset, transformations, *, output_types, output_shapes):
    """Return the same dataset; what TensorFlow makes of the rest of it is not asserted here.

    Source: tf.raw_ops.AssertNextDataset
    """
    return passed("AssertNext", input_dataset, output_types, output_shapes)


assert_next_dataset.shape(shape_functions.scalar)


@op(f"""
    AssertPrevDataset(input_dataset: variant, transformations: string) -> handle: variant{TYPES}
""", host=("transformations",))
def assert_prev_dataset(xp, input_dataset, transformations, *, output_types, output_shapes):
    """Return the same dataset; what TensorFlow makes of what is before it is not asserted here.

    Source: tf.raw_ops.AssertPrevDataset
    """
    return passed("AssertPrev", input_dataset, output_types, output_shapes)


assert_prev_dataset.shape(shape_functions.scalar)


@op(f"""
    BytesProducedStatsDataset(input_dataset: variant, tag: string) -> handle: variant{TYPES}
""", host=("tag",))
def bytes_produced_stats_dataset(xp, input_dataset, tag, *, output_types, output_shapes):
    """Return the same dataset; nobody counts its bytes.

    Shapes:
        tag: []
    Source: tf.raw_ops.BytesProducedStatsDataset
    """
    return passed("BytesProducedStats", input_dataset, output_types, output_shapes)


bytes_produced_stats_dataset.shape(with_scalars("tag"))


@op(f"""
    LatencyStatsDataset(input_dataset: variant, tag: string) -> handle: variant{TYPES}
""", host=("tag",))
def latency_stats_dataset(xp, input_dataset, tag, *, output_types, output_shapes):
    """Return the same dataset; nobody measures it.

    Shapes:
        tag: []
    Source: tf.raw_ops.LatencyStatsDataset
    """
    return passed("LatencyStats", input_dataset, output_types, output_shapes)


latency_stats_dataset.shape(with_scalars("tag"))


@op(f"""
    RewriteDataset(input_dataset: variant, rewrite_name: string) -> handle: variant{TYPES}
""", host=("rewrite_name",))
def rewrite_dataset(xp, input_dataset, rewrite_name, *, output_types, output_shapes):
    """Return the same dataset; how its graph is rewritten makes no difference to its elements.

    Shapes:
        rewrite_name: []
    Source: tf.raw_ops.RewriteDataset
    """
    return passed("Rewrite", input_dataset, output_types, output_shapes)


rewrite_dataset.shape(shape_functions.scalar)


@op(f"""
    FinalizeDataset(input_dataset: variant) -> handle: variant
        has_captured_ref: bool = false{TYPES}
""")
def finalize_dataset(xp, input_dataset, *, output_types, output_shapes):
    """Return the same dataset, to which nothing more is added.

    Source: tf.raw_ops.FinalizeDataset
    """
    return passed("Finalize", input_dataset, output_types, output_shapes)


finalize_dataset.shape(shape_functions.scalar)


@op(f"""
    ChooseFastestDataset(input_datasets: N * variant) -> handle: variant
        N: int >= 2
        num_experiments: int{TYPES}
""")
def choose_fastest_dataset(xp, input_datasets, *, output_types, output_shapes):
    """Return the first of several datasets that all have the same elements.

    Source: tf.raw_ops.ChooseFastestDataset
    """
    return passed("ChooseFastest", input_datasets[0], output_types, output_shapes)


choose_fastest_dataset.shape(shape_functions.scalar)


@op(f"""
    IgnoreErrorsDataset(input_dataset: variant) -> handle: variant{TYPES}
        log_warning: bool = false
""")
def ignore_errors_dataset(xp, input_dataset, *, output_types, output_shapes, log_warning):
    """Return the dataset of the elements of another that are made without an error.

    Source: tf.raw_ops.IgnoreErrorsDataset
    """
    source = opened(input_dataset)

    def start(where):
        iterator = source.begin(where.path)

        def step():
            while True:
                try:
                    return next(iterator)
                except OpError as error:
                    if log_warning:
                        logs.get_logger().warning(
                            "Error raised with error message %s", error.message)

        return iter(step, None)

    return Dataset("IgnoreErrors", output_types, output_shapes, start)


ignore_errors_dataset.shape(shape_functions.scalar)


@op("""
    WrapDatasetVariant(input_handle: variant) -> output_handle: variant
""")
def wrap_dataset_variant(xp, input_handle):
    """Return a dataset in such a form that devices pass it on unread.

    Source: tf.raw_ops.WrapDatasetVariant
    """
    return Wrapped(opened(input_handle))


wrap_dataset_variant.shape(shape_functions.scalar)


@op("""
    UnwrapDatasetVariant(input_handle: variant) -> output_handle: variant
""")
def unwrap_dataset_variant(xp, input_handle):
    """Return the dataset that was wrapped.

    Errors:
        InvalidArgumentError: the variant holds something else.
    Source: tf.raw_ops.UnwrapDatasetVariant
    """
    wrapped = alone(input_handle)
    if not isinstance(wrapped, Wrapped):
        raise InvalidArgumentError("Tensor must be a WrappedDataset variant object.")
    return wrapped.dataset


unwrap_dataset_variant.shape(shape_functions.scalar)
