"""Computing with sparse tensors: sums, products, reductions, counts, crosses of features.

Making and reshaping them is in `sparse.py`.
"""

from tfcompat._src.base import dtypes, nest
from tfcompat._src.composite.ragged_tensor import is_ragged
from tfcompat._src.composite.sparse_tensor import SparseTensor, SparseTensorValue
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import checks, scopes, slicing
from tfcompat._src.frontend.sparse import as_sparse
from tfcompat._src.graph import shape_inference

_HASH_KEY = 956888297470
_EITHER = (SparseTensor, SparseTensorValue)


def add(a, b, threshold=0):
    """The sum of two tensors, at least one of them sparse.

    Args:
        a: a SparseTensor or tensor.
        b: likewise.
        threshold: sums of two sparse tensors whose absolute value is less are left out.

    Returns:
        A SparseTensor if both are sparse, else a tensor.

    Raises:
        TypeError: neither is sparse.
        InvalidArgumentError: the shapes differ.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.add(tf.sparse.eye(2), [[1., 2.], [3., 4.]])
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[2., 2.],
               [3., 5.]], dtype=float32)>
    """
    if not isinstance(a, _EITHER) and not isinstance(b, _EITHER):
        raise TypeError("At least one input should be SparseTensor; do you mean to use tf.add()?")
    if not (isinstance(a, _EITHER) and isinstance(b, _EITHER)):
        x, dense = (a, b) if isinstance(a, _EITHER) else (b, a)
        x = as_sparse(x)
        return raw.SparseTensorDenseAdd(x.indices, x.values, x.dense_shape, dense)
    a, b = as_sparse(a), as_sparse(b)
    threshold = convert_to_tensor(threshold, a.dtype.real_dtype.base_dtype, name="threshold")
    indices, values, shape = raw.SparseAdd(
        a.indices, a.values, a.dense_shape, b.indices, b.values, b.dense_shape, threshold)
    a.shape.assert_is_compatible_with(b.shape)
    static = a.shape.merge_with(b.shape)
    return SparseTensor(
        indices, values, static.as_list() if static.is_fully_defined() else shape)


def maximum(sp_a, sp_b, name=None):
    """The larger of two sparse tensors, element by element; what is missing counts as zero.

    Args:
        sp_a: a SparseTensor.
        sp_b: a SparseTensor of the same shape.
        name: a name for the operation.

    Returns:
        A SparseTensor.

    Raises:
        InvalidArgumentError: the shapes differ.

    Example:
        >>> import tfcompat as tf
        >>> x, y = tf.SparseTensor([[0]], [1], [7]), tf.SparseTensor([[1]], [-2], [7])
        >>> tf.sparse.maximum(x, y).values
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 0], dtype=int32)>
    """
    return _pairwise(raw.SparseSparseMaximum, "SparseSparseMaximum", sp_a, sp_b, name)


def minimum(sp_a, sp_b, name=None):
    """The smaller of two sparse tensors, element by element; see `maximum`.

    Args:
        sp_a: a SparseTensor.
        sp_b: a SparseTensor of the same shape.
        name: a name for the operation.

    Returns:
        A SparseTensor.

    Raises:
        InvalidArgumentError: the shapes differ.

    Example:
        >>> import tfcompat as tf
        >>> x, y = tf.SparseTensor([[0]], [1], [7]), tf.SparseTensor([[1]], [-2], [7])
        >>> tf.sparse.minimum(x, y).values
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([ 0, -2], dtype=int32)>
    """
    return _pairwise(raw.SparseSparseMinimum, "SparseSparseMinimum", sp_a, sp_b, name)


def _pairwise(op, default, a, b, name):
    with scopes.scope(name, default) as scope:
        indices, values = op(a.indices, a.values, a.dense_shape, b.indices, b.values,
                             b.dense_shape, name=scope)
        return SparseTensor(indices, values, a.dense_shape)


def reduce_max(sp_input, axis=None, keepdims=None, output_is_sparse=False, name=None):
    """The largest of the elements there are, along dimensions.

    Args:
        sp_input: a SparseTensor.
        axis: a dimension or a list of them; all when None.
        keepdims: whether they stay, with size 1.
        output_is_sparse: whether to return a SparseTensor.
        name: a name for the operation.

    Returns:
        A tensor, 0 where there are no elements; or a SparseTensor.

    Raises:
        InvalidArgumentError: there is no such dimension.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.SparseTensor([[0, 0], [0, 2], [1, 1]], [1, -2, -3], [2, 3])
        >>> tf.sparse.reduce_max(x, axis=1)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([ 1, -3], dtype=int32)>
    """
    ops = raw.SparseReduceMax, raw.SparseReduceMaxSparse
    return _reduced(ops, sp_input, axis, keepdims, output_is_sparse, name)


def reduce_sum(sp_input, axis=None, keepdims=None, output_is_sparse=False, name=None):
    """The sum of the elements, along dimensions; see `reduce_max`.

    Args:
        sp_input: a SparseTensor.
        axis: a dimension or a list of them; all when None.
        keepdims: whether they stay, with size 1.
        output_is_sparse: whether to return a SparseTensor.
        name: a name for the operation.

    Returns:
        A tensor, 0 where there are no elements; or a SparseTensor.

    Raises:
        InvalidArgumentError: there is no such dimension.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.SparseTensor([[0, 0], [0, 2], [1, 1]], [1, -2, -3], [2, 3])
        >>> tf.sparse.reduce_sum(x, axis=0)
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([ 1, -3, -2], dtype=int32)>
    """
    ops = raw.SparseReduceSum, raw.SparseReduceSumSparse
    return _reduced(ops, sp_input, axis, keepdims, output_is_sparse, name)


def _reduced(ops, x, axis, keepdims, output_is_sparse, name):
    if axis is None:
        rank = x.shape.rank
        axis = (list(range(rank)) if rank is not None
                else raw.Range(0, raw.Size(x.dense_shape), 1))
    axis = convert_to_tensor(axis, dtypes.int32)
    result = ops[output_is_sparse](
        x.indices, x.values, x.dense_shape, axis, keep_dims=bool(keepdims), name=name)
    return SparseTensor(*result) if output_is_sparse else result


def softmax(sp_input, name=None):
    """Softmax over the elements that there are in each row of the last dimension.

    Args:
        sp_input: a SparseTensor of floats, of rank 2 or more.
        name: a name for the operation.

    Returns:
        A SparseTensor with the same coordinates.

    Raises:
        InvalidArgumentError: the rank is less than 2.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.softmax(tf.SparseTensor([[0, 0], [0, 2]], [1., 1.], [1, 3])).values
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.5, 0.5], dtype=float32)>
    """
    with scopes.scope(name, "SparseSoftmax") as scope:
        values = raw.SparseSoftmax(
            sp_input.indices, sp_input.values, sp_input.dense_shape, name=scope)
        return SparseTensor(sp_input.indices, values, sp_input.dense_shape)


def sparse_dense_matmul(sp_a, b, adjoint_a=False, adjoint_b=False, name=None):
    """The product of a sparse and a dense matrix.

    Args:
        sp_a: a SparseTensor, or a matrix where `b` is sparse.
        b: a matrix, or a SparseTensor.
        adjoint_a: whether to take the conjugate transpose of `sp_a`.
        adjoint_b: likewise of `b`.
        name: a name for the operation.

    Returns:
        A matrix.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.sparse_dense_matmul(tf.sparse.eye(2), [[1., 2.], [3., 4.]])
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[1., 2.],
               [3., 4.]], dtype=float32)>
    """
    if isinstance(b, _EITHER):
        flip = adjoint_a == adjoint_b
        product = sparse_dense_matmul(b, sp_a, adjoint_a != flip, adjoint_b != flip)
        return raw.Transpose(product, [1, 0])
    x = as_sparse(sp_a)
    with scopes.scope(name, "SparseTensorDenseMatMul") as scope:
        b = convert_to_tensor(b, dtype_hint=x.dtype, name="b")
        return raw.SparseTensorDenseMatMul(
            x.indices, x.values, x.dense_shape, b, adjoint_a=adjoint_a, adjoint_b=adjoint_b,
            name=scope)


def sampled_addmm(
    indices, values, dense_shape, mat1, mat2, beta=1.0, alpha=1.0, output_type=dtypes.float32
):
    """Some elements of a product of matrices, added to those of a sparse tensor.

    Args:
        indices: the coordinates of the elements, [n, 2]; [..., n, 2] for batches.
        values: what is added to, [..., n].
        dense_shape: the shape of the product.
        mat1: a matrix, or a batch of them.
        mat2: likewise.
        beta: what `values` are multiplied by.
        alpha: what the product is multiplied by.
        output_type: the dtype of all of them.

    Returns:
        (indices, values of alpha * mat1 @ mat2 + beta * values, dense_shape).

    Raises:
        ValueError: `dense_shape` is not that of the product.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.sampled_addmm([[0, 0], [1, 1]], [1., 2.], [2, 2], [[1.], [2.]], [[3., 4.]])[1]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([ 4., 10.], dtype=float32)>
    """
    indices = convert_to_tensor(indices)
    dense_shape = convert_to_tensor(dense_shape, dtypes.int32)
    values, mat1, mat2 = (convert_to_tensor(x, output_type) for x in (values, mat1, mat2))
    sizes = raw.Pack([raw.Shape(mat1)[-2], raw.Shape(mat2)[-1]])
    given, wanted = (shape_inference.constant_value(x) for x in (dense_shape, sizes))
    if given is not None and wanted is not None:
        if not (given == wanted).all():
            raise ValueError(
                f"Dense shape: {dense_shape} does not match output shape: {sizes}")
    else:
        checks.assert_equal(dense_shape, sizes, "dense_shape does not match the output")
    batch = mat1.shape.rank - 2
    rows = _picked(mat1, indices[..., :-1], batch)
    places = raw.ConcatV2([indices[..., :-2], indices[..., -1:]], -1)
    order = [*range(batch), batch + 1, batch]
    columns = _picked(raw.Transpose(mat2, order), places, batch)
    dot = raw.Sum(raw.Mul(rows, columns), -1)
    return indices, dot * alpha + values * beta, dense_shape


def _picked(x, places, batch):
    """Return the rows of `x` at places, batch by batch."""
    return slicing.gather_nd(x, places, batch_dims=batch)


def map_values(op, *args, **kwargs):
    """A function called with the elements of sparse tensors.

    Args:
        op: a function that keeps the shape.
        *args: its arguments; sparse tensors among them, also in lists, are replaced.
        **kwargs: likewise.

    Returns:
        A SparseTensor with the coordinates of the first one.

    Raises:
        ValueError: no argument is sparse.
        InvalidArgumentError: the sparse tensors have different coordinates.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.map_values(tf.add, tf.SparseTensor([[1]], [5], [4]), 3).values
        <tf.Tensor: shape=(1,), dtype=int32, numpy=array([8], dtype=int32)>
    """
    found = [leaf for leaf in nest.flatten([args, kwargs]) if isinstance(leaf, SparseTensor)]
    if not found:
        raise ValueError("No SparseTensor in argument list of map_values")
    first = found[0]
    for other in found[1:]:
        checks.assert_equal(first.dense_shape, other.dense_shape, "Mismatched shapes!")
        checks.assert_equal(first.indices, other.indices, "Mismatched indices!")
    args, kwargs = nest.map_structure(
        lambda leaf: leaf.values if isinstance(leaf, SparseTensor) else leaf, (args, kwargs))
    return SparseTensor(first.indices, op(*args, **kwargs), first.dense_shape)


def bincount(
    values, weights=None, axis=0, minlength=None, maxlength=None, binary_output=False, name=None
):
    """How often each number occurs, as a sparse tensor.

    Args:
        values: a tensor or SparseTensor of integers, not negative.
        weights: what each counts, of the kind and shape of `values`.
        axis: 0 to count all, -1 to count in each row.
        minlength: the least size of the result.
        maxlength: the size of the result; greater numbers are left out.
        binary_output: whether the result says only whether a number occurs.
        name: a name for the operations.

    Returns:
        A SparseTensor [n], or [rows, n] with `axis` -1.

    Raises:
        ValueError: the axis is another one, there are weights for a binary output, or they are of
            another kind.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.bincount([[3, 1, 3]], axis=-1).values
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>
    """
    with scopes.scope(name, "count"):
        values, weights = _sparse_rows(values, axis), _sparse_rows(weights, axis)
        if not isinstance(values, SparseTensor):
            values = convert_to_tensor(values, name="values")
        if weights is not None and not isinstance(weights, SparseTensor):
            weights = convert_to_tensor(weights, name="weights")
        if weights is not None and binary_output:
            raise ValueError("Arguments `binary_output` and `weights` are mutually exclusive. "
                             "Please specify only one.")
        if axis not in (None, 0, -1):
            raise ValueError(f"Unsupported value for argument axis={axis}. Only 0 and -1 are "
                             "currently supported.")
        if isinstance(values, SparseTensor) and weights is not None:
            weights = _weights_of(values, weights)
        if axis != -1:
            values = values.values if isinstance(values, SparseTensor) else raw.Reshape(
                values, [-1])
            weights = None if weights is None else raw.Reshape(weights, [-1])
        if weights is None:
            weights = convert_to_tensor([], values.dtype)
        attrs = {"minlength": -1 if minlength is None else minlength,
                 "maxlength": -1 if maxlength is None else maxlength,
                 "binary_output": binary_output}
        if isinstance(values, SparseTensor):
            return SparseTensor(*raw.SparseCountSparseOutput(
                values.indices, values.values, values.dense_shape, weights, **attrs))
        return SparseTensor(*raw.DenseCountSparseOutput(values, weights, **attrs))


def _sparse_rows(values, axis):
    """Return a ragged tensor as a sparse one, or as its values where rows do not matter."""
    if not is_ragged(values):
        return values
    return values.to_sparse() if axis == -1 else values.flat_values


def _weights_of(values, weights):
    """Return the elements of weights that have the coordinates of the values."""
    if not isinstance(weights, SparseTensor):
        raise ValueError(
            "Argument `weights` must be a SparseTensor if `values` is a SparseTensor. Received "
            f"weights={weights} of type: {type(weights).__name__}")
    checks.assert_equal(weights.dense_shape, values.dense_shape,
                        "'weights' and 'values' must have the same dense shape.")
    checks.assert_equal(weights.indices, values.indices,
                        "'weights' and 'values' must have the same indices.")
    return weights.values


def _features(inputs, message):
    """Return the parts of features as the ops that cross them take them."""
    if not isinstance(inputs, (list, tuple)):
        raise TypeError("Inputs must be a list")
    if not all(isinstance(x, (SparseTensor, Tensor)) for x in inputs):
        raise TypeError(message)

    def whole(x):
        return x if x.dtype == dtypes.string else raw.Cast(x, DstT=dtypes.int64)

    sparse = [x for x in inputs if isinstance(x, SparseTensor)]
    return ([x.indices for x in sparse], [whole(x.values) for x in sparse],
            [x.dense_shape for x in sparse],
            [whole(x) for x in inputs if not isinstance(x, SparseTensor)])


def cross(inputs, name=None, separator=None):
    """Every combination of the features in each row, as texts.

    Args:
        inputs: a list of SparseTensors and matrices, of strings or integers.
        name: a name for the operation.
        separator: what to put between the features; "_X_" when None.

    Returns:
        A string SparseTensor; sparse features come before dense ones.

    Raises:
        TypeError: the inputs are no list, or an element is neither.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.cross([tf.constant([["a", "b"]]), tf.constant([["c"]])]).values
        <tf.Tensor: shape=(2,), dtype=string, numpy=array([b'a_X_c', b'b_X_c'], dtype=object)>
    """
    separator = "_X_" if separator is None else separator
    parts = _features(inputs, "All inputs must be Tensor or SparseTensor.")
    return SparseTensor(*raw.SparseCrossV2(*parts, separator, name=name))


def cross_hashed(inputs, num_buckets=0, hash_key=None, name=None):
    """Every combination of the features in each row, hashed; see `cross`.

    Args:
        inputs: a list of SparseTensors and matrices, of strings or integers.
        num_buckets: how many hashes there are; no bound when 0.
        hash_key: an integer on which the hashes depend.
        name: a name for the operation.

    Returns:
        An int64 SparseTensor.

    Raises:
        TypeError: the inputs are no list, or an element is neither.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.cross_hashed([tf.constant([["a", "b"]]), tf.constant([["c"]])], 100).values
        <tf.Tensor: shape=(2,), dtype=int64, numpy=array([66, 54])>
    """
    parts = _features(inputs, "All inputs must be SparseTensors")
    numbers = any(x.dtype != dtypes.string for x in [*parts[1], *parts[3]])
    kind = dtypes.int64 if numbers else dtypes.string
    return SparseTensor(*raw.SparseCross(
        *parts, hashed_output=True, num_buckets=num_buckets, hash_key=hash_key or _HASH_KEY,
        out_type=dtypes.int64, internal_type=kind, name=name))
