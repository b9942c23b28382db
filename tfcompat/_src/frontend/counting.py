"""Counting numbers: occurrences, classes taken for each other, histograms; and numbers in order."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.ragged_tensor import RaggedTensor
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, casting, checks, control_flow, creation, math, scopes


def bincount(
    arr, weights=None, minlength=None, maxlength=None, dtype=dtypes.int32, name=None, axis=None,
    binary_output=False
):
    """How often each of the numbers 0, 1, 2 ... occurs.

    Args:
        arr: a tensor, RaggedTensor or SparseTensor of numbers that are not negative.
        weights: of the same kind and shape: what each number counts instead of 1.
        minlength: the least length of the result.
        maxlength: the greatest length of the result; greater numbers are left out.
        dtype: the dtype of the result where there are no weights.
        name: a name for the operation.
        axis: None or 0 to count all numbers together, -1 to count those of each row.
        binary_output: whether the result says only whether a number occurs, 1 or 0.

    Returns:
        A tensor [n], or [rows, n] with `axis` -1; n is the greatest number plus 1.

    Raises:
        ValueError: the axis is another one, there are weights for a binary output, or they are of
            another kind.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.bincount([1, 1, 2, 5])
        <tf.Tensor: shape=(6,), dtype=int32, numpy=array([0, 2, 1, 0, 0, 1], dtype=int32)>
        >>> tf.math.bincount([[1, 1], [2, 0]], axis=-1)
        <tf.Tensor: shape=(2, 3), dtype=int32, numpy=
        array([[0, 2, 0],
               [1, 0, 1]], dtype=int32)>
    """
    with scopes.scope(name, "bincount"):
        if binary_output and weights is not None:
            raise ValueError(
                "Arguments `binary_output` and `weights` are mutually exclusive. Please specify "
                "only one."
            )
        if axis not in (None, 0, -1):
            raise ValueError(
                f"Unsupported value for argument axis={axis}. Only 0 and -1 are currently "
                "supported."
            )
        if not isinstance(arr, (RaggedTensor, SparseTensor)):
            arr = convert_to_tensor(arr, name="arr")
            if not arr.dtype.is_integer:
                arr = casting.cast(arr, dtypes.int32)
        if isinstance(arr, RaggedTensor) and not arr.dtype.is_integer:
            arr = arr.with_flat_values(casting.cast(arr.flat_values, dtypes.int32))
        numbers = arr.flat_values if isinstance(arr, RaggedTensor) else (
            arr.values if isinstance(arr, SparseTensor) else arr)
        counts = _counted(arr, weights)
        counts = convert_to_tensor([], dtype) if counts is None else counts
        size = _length(numbers, minlength, maxlength)
        if axis != -1:
            flat = raw.Reshape(numbers, [-1])
            counts = raw.Reshape(counts, [-1])
            return raw.DenseBincount(flat, size, counts, binary_output=binary_output)
        if isinstance(arr, RaggedTensor):
            return raw.RaggedBincount(
                arr.row_splits, numbers, size, counts, binary_output=binary_output)
        if isinstance(arr, SparseTensor):
            return raw.SparseBincount(
                arr.indices, numbers, arr.dense_shape, size, counts, binary_output=binary_output)
        return raw.DenseBincount(numbers, size, counts, binary_output=binary_output)


def _counted(arr, weights):
    """Return what the numbers count, checked to be of the kind of the numbers, or None."""
    if weights is None:
        return None
    if isinstance(arr, RaggedTensor):
        if not isinstance(weights, RaggedTensor):
            raise ValueError(
                "`weights` must be a RaggedTensor if `values` is a RaggedTensor. Received "
                f"argument weights={weights} of type: {type(weights).__name__}."
            )
        if weights.row_splits is not arr.row_splits:
            checks.assert_equal(
                weights.row_splits, arr.row_splits,
                message="'weights' and 'values' must have the same row splits.")
        return weights.flat_values
    if isinstance(arr, SparseTensor):
        if not isinstance(weights, SparseTensor):
            raise ValueError(
                "Argument `weights` must be a SparseTensor if `values` is a SparseTensor. "
                f"Received weights={weights} of type: {type(weights).__name__}"
            )
        return weights.values
    return convert_to_tensor(weights, name="weights")


def _length(numbers, minlength, maxlength):
    """Return how many numbers there are room for."""
    zero = convert_to_tensor(0, numbers.dtype)
    some = casting.cast(raw.Greater(raw.Size(numbers), 0), numbers.dtype)
    greatest = raw.Max(raw.ConcatV2([raw.Reshape(numbers, [-1]), [zero]], 0), 0)
    size = some * (greatest + 1)
    if minlength is not None:
        size = raw.Maximum(convert_to_tensor(minlength, numbers.dtype), size)
    if maxlength is not None:
        size = raw.Minimum(convert_to_tensor(maxlength, numbers.dtype), size)
    return size


def confusion_matrix(
    labels, predictions, num_classes=None, weights=None, dtype=dtypes.int32, name=None
):
    """How often each class was taken for each.

    Args:
        labels: the true classes, a vector.
        predictions: the classes that were predicted, a vector of the same length.
        num_classes: how many classes there are; None takes the greatest number plus 1.
        weights: a vector: what each prediction counts instead of 1.
        dtype: the dtype of the result.
        name: a name for the operation.

    Returns:
        A tensor [num_classes, num_classes]: in row i what was predicted for class i.

    Raises:
        InvalidArgumentError: a class is negative, or not less than `num_classes`.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.confusion_matrix([1, 2, 2], [2, 2, 0])
        <tf.Tensor: shape=(3, 3), dtype=int32, numpy=
        array([[0, 0, 0],
               [0, 0, 1],
               [1, 0, 1]], dtype=int32)>
    """
    with scopes.scope(name, "confusion_matrix"):
        labels, predictions = _same_rank(labels, predictions)
        labels = casting.cast(labels, dtypes.int64)
        predictions = casting.cast(predictions, dtypes.int64)
        for what, classes in (("labels", labels), ("predictions", predictions)):
            checks.assert_non_negative(classes, f"`{what}` contains negative values")
        if num_classes is None:
            greatest = raw.Maximum(_greatest(predictions), _greatest(labels))
            num_classes = greatest + convert_to_tensor(1, dtypes.int64)
        else:
            num_classes = casting.cast(num_classes, dtypes.int64)
            checks.assert_less(labels, num_classes, "`labels` out of bound")
            checks.assert_less(predictions, num_classes, "`predictions` out of bound")
        if weights is not None:
            weights = convert_to_tensor(weights, name="weights")
            predictions.shape.assert_is_compatible_with(weights.shape)
            values = casting.cast(weights, dtype)
        else:
            values = creation.ones_like(predictions, dtype)
        places = raw.Transpose(raw.Pack([labels, predictions], name="stack"), [1, 0])
        return raw.ScatterNd(places, values, raw.Pack([num_classes, num_classes]))


def _greatest(classes):
    return raw.Max(classes, list(range(classes.shape.rank)) if classes.shape.rank else
                   raw.Range(0, raw.Rank(classes), 1))


def _same_rank(labels, predictions):
    """Remove the last dimension, of size 1, of the one that has one more than the other."""
    labels = convert_to_tensor(labels, name="labels")
    predictions = convert_to_tensor(predictions, name="predictions")
    difference = None
    if None not in (labels.shape.rank, predictions.shape.rank):
        difference = predictions.shape.rank - labels.shape.rank
        if difference == 1 and predictions.shape.dims[-1] in (1, None):
            predictions = raw.Squeeze(predictions, squeeze_dims=[-1])
        elif difference == -1 and labels.shape.dims[-1] in (1, None):
            labels = raw.Squeeze(labels, squeeze_dims=[-1])
        return labels, predictions
    return (
        _without_last(labels, raw.Equal(raw.Rank(labels) - raw.Rank(predictions), 1)),
        _without_last(predictions, raw.Equal(raw.Rank(predictions) - raw.Rank(labels), 1)),
    )


def _without_last(x, wanted):
    """Remove the last dimension if a boolean tensor is true."""
    return control_flow.cond(
        wanted, lambda: raw.Squeeze(x, squeeze_dims=[-1]), lambda: raw.Identity(x))


def histogram_fixed_width(values, value_range, nbins=100, dtype=dtypes.int32, name=None):
    """How many values lie in each of some intervals of equal width.

    Args:
        values: a numeric tensor.
        value_range: two numbers of the same dtype: where the first interval begins and the last
            one ends; values beyond count for these.
        nbins: how many intervals there are.
        dtype: the dtype of the result, int32 or int64.
        name: a name for the operation.

    Returns:
        A tensor [nbins].

    Raises:
        InvalidArgumentError: the range is empty, or there are no intervals.

    Example:
        >>> import tfcompat as tf
        >>> tf.histogram_fixed_width([-1.0, 0.0, 1.5, 2.0, 5.0], [0.0, 5.0], nbins=5)
        <tf.Tensor: shape=(5,), dtype=int32, numpy=array([2, 1, 1, 0, 1], dtype=int32)>
    """
    with scopes.scope(name, "histogram_fixed_width") as name:
        return raw.HistogramFixedWidth(values, value_range, nbins, dtype=dtype, name=name)


def histogram_fixed_width_bins(values, value_range, nbins=100, dtype=dtypes.int32, name=None):
    """In which of some intervals of equal width values lie.

    Args:
        values: a numeric tensor.
        value_range: two numbers of the same dtype: where the first interval begins and the last
            one ends; values beyond belong to these.
        nbins: how many intervals there are.
        dtype: accepted for compatibility; the result is int32, as TensorFlow's.
        name: a name for the operation.

    Returns:
        An int32 tensor of the shape of `values`.

    Raises:
        InvalidArgumentError: there are no intervals.

    Example:
        >>> import tfcompat as tf
        >>> tf.histogram_fixed_width_bins([-1.0, 0.0, 1.5, 2.0, 5.0], [0.0, 5.0], nbins=5)
        <tf.Tensor: shape=(5,), dtype=int32, numpy=array([0, 0, 1, 2, 4], dtype=int32)>
    """
    with scopes.scope(name, "histogram_fixed_width_bins"):
        values = convert_to_tensor(values, name="values")
        shape = arrays.shape(values)
        values = raw.Reshape(values, [-1])
        value_range = convert_to_tensor(value_range, name="value_range")
        nbins = convert_to_tensor(nbins, dtypes.int32, name="nbins")
        enough = raw.Greater(nbins, 0)
        checks.Assert(enough, [f"nbins {nbins!s} must > 0"])
        count = casting.cast(nbins, values.dtype)
        low, high = value_range[0], value_range[1]
        scaled = math.truediv(values - low, high - low)
        places = raw.Maximum(raw.Floor(raw.Mul(count, scaled)), convert_to_tensor(0, scaled.dtype))
        places = raw.Minimum(places, casting.cast(nbins - 1, scaled.dtype))
        return raw.Reshape(casting.cast(places, dtypes.int32), shape)


def is_non_decreasing(x, name=None):
    """Whether each element is not less than the one before, row by row.

    Args:
        x: a numeric tensor.
        name: a name for the operation.

    Returns:
        A boolean scalar; true for none or one element.

    Raises:
        TypeError: the dtype is not numeric.

    Example:
        >>> import tfcompat as tf
        >>> bool(tf.math.is_non_decreasing([1.0, 2.0, 2.0]))
        True
    """
    with scopes.scope(name, "is_non_decreasing"):
        return _ordered(raw.LessEqual, x)


def is_strictly_increasing(x, name=None):
    """Whether each element is greater than the one before, row by row.

    Args:
        x: a numeric tensor.
        name: a name for the operation.

    Returns:
        A boolean scalar; true for none or one element.

    Raises:
        TypeError: the dtype is not numeric.

    Example:
        >>> import tfcompat as tf
        >>> bool(tf.math.is_strictly_increasing([1.0, 2.0, 2.0]))
        False
    """
    with scopes.scope(name, "is_strictly_increasing"):
        return _ordered(raw.Less, x)


def _ordered(compare, x):
    x = convert_to_tensor(x, name="x")
    if not (x.dtype.is_integer or x.dtype.is_floating):
        raise TypeError(f"Expected x to be numeric, instead found: {x!s}")
    flat = raw.Reshape(x, [-1])
    zero = convert_to_tensor(0, x.dtype)
    return raw.All(compare(zero, flat[1:] - flat[:-1]), [0])
