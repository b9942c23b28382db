"""Boosted trees, as far as models that are only asked need them: numbers sorted into buckets.

TensorFlow 2.21 has the definitions of these ops and no kernels any more; what they do is that of
the last release that had them.
"""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import merge_size, require, with_rank
from tfcompat._src.registry import no_gradient, op


@op("""
    BoostedTreesBucketize(float_values: num_features * float,
        bucket_boundaries: num_features * float) -> buckets: num_features * int32
        num_features: int >= 0
""")
def boosted_trees_bucketize(xp, float_values, bucket_boundaries):
    """Say into which bucket each number falls, feature by feature.

    A bucket ends with its boundary. Numbers above the last boundary fall into the last bucket,
    those that are none into the first.

    Shapes:
        float_values: [n], or anything of n elements each
        bucket_boundaries: [m] each, rising
        buckets: [n] each
    Errors:
        InvalidArgumentError: boundaries are no vector.
    Source: tf.raw_ops.BoostedTreesBucketize
    """
    found = []
    for values, boundaries in zip(float_values, bucket_boundaries, strict=True):
        require(boundaries.ndim == 1, "Buckets should be flat vectors.")
        require(values.ndim > 0, "float_values must not be scalars")
        values = values.reshape(-1)[:values.shape[0]]
        if not boundaries.size:
            found.append(xp.zeros(values.shape, xp.int32))
            continue
        places = xp.minimum(xp.searchsorted(boundaries, values), boundaries.size - 1)
        found.append(xp.where(xp.isnan(values), 0, places).astype(xp.int32))
    return found


@boosted_trees_bucketize.shape
def boosted_trees_bucketize_shape(c):
    rows = None
    for shape in c["float_values"]:
        rows = merge_size(with_rank(shape, 1)[0], rows)
    return [TensorShape([rows])] * len(c["float_values"])


no_gradient(boosted_trees_bucketize, "buckets are numbers that do not change by a little")
