"""Rows reduced by segment: `tf.math.segment_*`, `unsorted_segment_*` and `tf.sparse.segment_*`."""

from tfcompat._src.composite.ragged_tensor import is_ragged
from tfcompat._src.core import name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import creation


def segment_max(data, segment_ids, name=None):
    """The greatest of the rows of each segment.

    Args:
        data: a numeric tensor [n, inner...].
        segment_ids: an integer vector [n] that says which segment each row is of; sorted.
        name: a name for the operation.

    Returns:
        A tensor [last segment + 1, inner...]; segments without rows are 0.

    Raises:
        InvalidArgumentError: `segment_ids` is not sorted, negative, or not as long as `data`.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.segment_max([[3.0, 2.0], [5.0, 6.0], [1.0, 0.0]], [0, 0, 1])[0]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([5., 6.], dtype=float32)>
    """
    return raw.SegmentMax(data, segment_ids, name=name)


def segment_mean(data, segment_ids, name=None):
    """The average of the rows of each segment.

    Args:
        data: a numeric tensor [n, inner...].
        segment_ids: an integer vector [n] that says which segment each row is of; sorted.
        name: a name for the operation.

    Returns:
        A tensor [last segment + 1, inner...]; segments without rows are 0.

    Raises:
        InvalidArgumentError: `segment_ids` is not sorted, negative, or not as long as `data`.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.segment_mean([[3.0, 2.0], [5.0, 6.0], [1.0, 0.0]], [0, 0, 1])[0]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([4., 4.], dtype=float32)>
    """
    return raw.SegmentMean(data, segment_ids, name=name)


def segment_min(data, segment_ids, name=None):
    """The least of the rows of each segment.

    Args:
        data: a numeric tensor [n, inner...].
        segment_ids: an integer vector [n] that says which segment each row is of; sorted.
        name: a name for the operation.

    Returns:
        A tensor [last segment + 1, inner...]; segments without rows are 0.

    Raises:
        InvalidArgumentError: `segment_ids` is not sorted, negative, or not as long as `data`.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.segment_min([[3.0, 2.0], [5.0, 6.0], [1.0, 0.0]], [0, 0, 1])[0]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([3., 2.], dtype=float32)>
    """
    return raw.SegmentMin(data, segment_ids, name=name)


def segment_prod(data, segment_ids, name=None):
    """The product of the rows of each segment.

    Args:
        data: a numeric tensor [n, inner...].
        segment_ids: an integer vector [n] that says which segment each row is of; sorted.
        name: a name for the operation.

    Returns:
        A tensor [last segment + 1, inner...]; segments without rows are 1.

    Raises:
        InvalidArgumentError: `segment_ids` is not sorted, negative, or not as long as `data`.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.segment_prod([[3.0, 2.0], [5.0, 6.0], [1.0, 0.0]], [0, 0, 1])[0]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([15., 12.], dtype=float32)>
    """
    return raw.SegmentProd(data, segment_ids, name=name)


def segment_sum(data, segment_ids, name=None):
    """The sum of the rows of each segment.

    Args:
        data: a numeric tensor [n, inner...].
        segment_ids: an integer vector [n] that says which segment each row is of; sorted.
        name: a name for the operation.

    Returns:
        A tensor [last segment + 1, inner...]; segments without rows are 0.

    Raises:
        InvalidArgumentError: `segment_ids` is not sorted, negative, or not as long as `data`.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.segment_sum([[3.0, 2.0], [5.0, 6.0], [1.0, 0.0]], [0, 0, 1])[0]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([8., 8.], dtype=float32)>
    """
    return raw.SegmentSum(data, segment_ids, name=name)


def unsorted_segment_max(data, segment_ids, num_segments, name=None):
    """The greatest of the slices of each segment, numbered in any order.

    Args:
        data: a numeric tensor [ids..., inner...].
        segment_ids: an integer tensor [ids...]; slices with a negative number are left out.
        num_segments: how many segments there are.
        name: a name for the operation.

    Returns:
        A tensor [num_segments, inner...]; empty segments are the least number of the dtype.

    Raises:
        InvalidArgumentError: a number is `num_segments` or more, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.unsorted_segment_max([5.0, 4.0, 1.0], [0, 1, 0], num_segments=2)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([5., 4.], dtype=float32)>
    """
    return raw.UnsortedSegmentMax(data, segment_ids, num_segments, name=name)


def unsorted_segment_min(data, segment_ids, num_segments, name=None):
    """The least of the slices of each segment, numbered in any order.

    Args:
        data: a numeric tensor [ids..., inner...].
        segment_ids: an integer tensor [ids...]; slices with a negative number are left out.
        num_segments: how many segments there are.
        name: a name for the operation.

    Returns:
        A tensor [num_segments, inner...]; empty segments are the greatest number of the dtype.

    Raises:
        InvalidArgumentError: a number is `num_segments` or more, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.unsorted_segment_min([5.0, 4.0, 1.0], [0, 1, 0], num_segments=2)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 4.], dtype=float32)>
    """
    return raw.UnsortedSegmentMin(data, segment_ids, num_segments, name=name)


def unsorted_segment_prod(data, segment_ids, num_segments, name=None):
    """The product of the slices of each segment, numbered in any order.

    Args:
        data: a numeric tensor [ids..., inner...].
        segment_ids: an integer tensor [ids...]; slices with a negative number are left out.
        num_segments: how many segments there are.
        name: a name for the operation.

    Returns:
        A tensor [num_segments, inner...]; segments without slices are 1.

    Raises:
        InvalidArgumentError: a number is `num_segments` or more, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.unsorted_segment_prod([5.0, 4.0, 1.0], [0, 1, 0], num_segments=2)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([5., 4.], dtype=float32)>
    """
    return raw.UnsortedSegmentProd(data, segment_ids, num_segments, name=name)


def unsorted_segment_sum(data, segment_ids, num_segments, name=None):
    """The sum of the slices of each segment, numbered in any order.

    Args:
        data: a numeric tensor [ids..., inner...].
        segment_ids: an integer tensor [ids...]; slices with a negative number are left out.
        num_segments: how many segments there are.
        name: a name for the operation.

    Returns:
        A tensor [num_segments, inner...]; segments without slices are 0.

    Raises:
        InvalidArgumentError: a number is `num_segments` or more, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.unsorted_segment_sum([5.0, 4.0, 1.0], [0, 1, 0], num_segments=2)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([6., 4.], dtype=float32)>
    """
    return raw.UnsortedSegmentSum(data, segment_ids, num_segments, name=name)


def _sizes(data, segment_ids, num_segments):
    """Count the slices of each segment, at least one, in a shape that divides their sum."""
    if is_ragged(data):
        ones = data.with_flat_values(raw.OnesLike(data.flat_values))
        return raw.UnsortedSegmentSum(ones, segment_ids, num_segments)
    ones = creation.ones(raw.Shape(segment_ids), data.dtype)
    sizes = raw.UnsortedSegmentSum(ones, segment_ids, num_segments)
    inner = creation.ones(
        raw.ExpandDims(raw.Sub(raw.Rank(data), raw.Rank(segment_ids)), 0), num_segments.dtype
    )
    sizes = raw.Reshape(sizes, raw.ConcatV2([raw.ExpandDims(num_segments, 0), inner], 0))
    return raw.Maximum(sizes, 1)


def unsorted_segment_mean(data, segment_ids, num_segments, name=None):
    """The average of the slices of each segment, numbered in any order.

    Args:
        data: a floating-point or complex tensor [ids..., inner...].
        segment_ids: an integer tensor [ids...]; slices with a negative number are left out.
        num_segments: how many segments there are.
        name: a name for the operation.

    Returns:
        A tensor [num_segments, inner...]; segments without slices are 0.

    Raises:
        InvalidArgumentError: a number is `num_segments` or more, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.unsorted_segment_mean([5.0, 4.0, 1.0], [0, 1, 0], num_segments=2)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([3., 4.], dtype=float32)>
    """
    with name_scopes.name_scope(name or "UnsortedSegmentMean"):
        data = convert_to_tensor(data)
        segment_ids = convert_to_tensor(segment_ids)
        num_segments = convert_to_tensor(num_segments)
        summed = raw.UnsortedSegmentSum(data, segment_ids, num_segments)
        return raw.RealDiv(summed, _sizes(data, segment_ids, num_segments))


def unsorted_segment_sqrt_n(data, segment_ids, num_segments, name=None):
    """The sum over the root of the number of slices of each segment, numbered in any order.

    Args:
        data: a floating-point or complex tensor [ids..., inner...].
        segment_ids: an integer tensor [ids...]; slices with a negative number are left out.
        num_segments: how many segments there are.
        name: a name for the operation.

    Returns:
        A tensor [num_segments, inner...]; segments without slices are 0.

    Raises:
        InvalidArgumentError: a number is `num_segments` or more, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.unsorted_segment_sqrt_n([5.0, 4.0, 1.0], [0, 1, 0], num_segments=2)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([4.242641, 4.      ], dtype=float32)>
    """
    with name_scopes.name_scope(name or "UnsortedSegmentSqrtN"):
        data = convert_to_tensor(data)
        segment_ids = convert_to_tensor(segment_ids)
        num_segments = convert_to_tensor(num_segments)
        summed = raw.UnsortedSegmentSum(data, segment_ids, num_segments)
        return raw.RealDiv(summed, raw.Sqrt(_sizes(data, segment_ids, num_segments)))


def sparse_segment_mean(
    data, indices, segment_ids, num_segments=None, name=None, sparse_gradient=False
):
    """The average of rows picked for each segment.

    Args:
        data: a numeric tensor [n, inner...].
        indices: an integer vector [m] of rows of `data`.
        segment_ids: an integer vector [m] that says which segment each is for; sorted.
        num_segments: how many segments there are; the last one decides when None.
        name: a name for the operation.
        sparse_gradient: whether the gradient of `data` is IndexedSlices.

    Returns:
        A tensor [segments, inner...]; segments without rows are 0.

    Raises:
        InvalidArgumentError: an index or a segment is out of range, or they are not sorted.

    Example:
        >>> import tfcompat as tf
        >>> data = tf.constant([[1.0, 2.0], [3.0, 4.0]])
        >>> tf.sparse.segment_mean(data, [0, 1, 1], [0, 0, 1])[0]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([2., 3.], dtype=float32)>
    """
    if num_segments is None:
        return raw.SparseSegmentMean(
            data, indices, segment_ids, sparse_gradient=sparse_gradient, name=name
        )
    return raw.SparseSegmentMeanWithNumSegments(
        data, indices, segment_ids, num_segments, sparse_gradient=sparse_gradient, name=name
    )


def sparse_segment_sqrt_n(
    data, indices, segment_ids, num_segments=None, name=None, sparse_gradient=False
):
    """The sum of rows picked for each segment, over the root of their number.

    Args:
        data: a numeric tensor [n, inner...].
        indices: an integer vector [m] of rows of `data`.
        segment_ids: an integer vector [m] that says which segment each is for; sorted.
        num_segments: how many segments there are; the last one decides when None.
        name: a name for the operation.
        sparse_gradient: whether the gradient of `data` is IndexedSlices.

    Returns:
        A tensor [segments, inner...]; segments without rows are 0.

    Raises:
        InvalidArgumentError: an index or a segment is out of range, or they are not sorted.

    Example:
        >>> import tfcompat as tf
        >>> data = tf.constant([[1.0, 2.0], [3.0, 4.0]])
        >>> tf.sparse.segment_sqrt_n(data, [0, 1, 1], [0, 0, 1])[0]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([2.828427 , 4.2426405], dtype=float32)>
    """
    if num_segments is None:
        return raw.SparseSegmentSqrtN(
            data, indices, segment_ids, sparse_gradient=sparse_gradient, name=name
        )
    return raw.SparseSegmentSqrtNWithNumSegments(
        data, indices, segment_ids, num_segments, sparse_gradient=sparse_gradient, name=name
    )


def sparse_segment_sum(
    data, indices, segment_ids, num_segments=None, name=None, sparse_gradient=False
):
    """The sum of rows picked for each segment.

    Args:
        data: a numeric tensor [n, inner...].
        indices: an integer vector [m] of rows of `data`.
        segment_ids: an integer vector [m] that says which segment each is for; sorted.
        num_segments: how many segments there are; the last one decides when None.
        name: a name for the operation.
        sparse_gradient: whether the gradient of `data` is IndexedSlices.

    Returns:
        A tensor [segments, inner...]; segments without rows are 0.

    Raises:
        InvalidArgumentError: an index or a segment is out of range, or they are not sorted.

    Example:
        >>> import tfcompat as tf
        >>> data = tf.constant([[1.0, 2.0], [3.0, 4.0]])
        >>> tf.sparse.segment_sum(data, [0, 1, 1], [0, 0, 1])[0]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([4., 6.], dtype=float32)>
    """
    if num_segments is None:
        return raw.SparseSegmentSum(
            data, indices, segment_ids, sparse_gradient=sparse_gradient, name=name
        )
    return raw.SparseSegmentSumWithNumSegments(
        data, indices, segment_ids, num_segments, sparse_gradient=sparse_gradient, name=name
    )
