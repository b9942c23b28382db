"""tf.gradients and tf.hessians: derivatives of one part of a graph with regard to another.

The walk itself is in `graph_walk.py`.
"""

from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.grad import filling, graph_walk
from tfcompat._src.grad.tape import UnconnectedGradients, unconnected


class AggregationMethod:
    """How gradients that reach one tensor from several sides are added up.

    All methods add them at once here; they are taken for compatibility.

    Example:
        >>> import tfcompat as tf
        >>> tf.AggregationMethod.DEFAULT == tf.AggregationMethod.ADD_N
        True
    """

    ADD_N = 0
    DEFAULT = ADD_N
    EXPERIMENTAL_TREE = 1
    EXPERIMENTAL_ACCUMULATE_N = 2


def gradients(ys, xs, grad_ys=None, name="gradients", gate_gradients=False,
              aggregation_method=None, stop_gradients=None,
              unconnected_gradients=UnconnectedGradients.NONE):
    """Add nodes for the derivatives of the sum of `ys` with regard to each of `xs` to the graph.

    Args:
        ys: a tensor or list of tensors.
        xs: a tensor or variable, or a list of these.
        grad_ys: for each of `ys` its gradient, or None for ones.
        name: the name scope of the new nodes.
        gate_gradients: whether the gradients of a node become usable all at once.
        aggregation_method: one of AggregationMethod.
        stop_gradients: tensors to treat as constants.
        unconnected_gradients: an UnconnectedGradients.

    Returns:
        A list with a Tensor, IndexedSlices or None for each of `xs`.

    Raises:
        RuntimeError: called eagerly.
        LookupError: an op in between has no gradient.
        ValueError: lengths or options do not fit.
        TypeError: dtypes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> @tf.function
        ... def slope(x):
        ...     return tf.gradients(x * x, x)[0]
        >>> slope(tf.constant(3.0))
        <tf.Tensor: shape=(), dtype=float32, numpy=6.0>
    """
    if context.executing_eagerly():
        raise RuntimeError("tf.gradients is not supported when eager execution is enabled. Use "
                           "tf.GradientTape instead.")
    ys, xs = _as_list(ys), _as_list(xs)
    stops = [] if stop_gradients is None else _as_list(stop_gradients)
    grad_ys = [None] * len(ys) if grad_ys is None else _as_list(grad_ys)
    zero = unconnected(unconnected_gradients) is UnconnectedGradients.ZERO
    with name_scopes.name_scope(name or "gradients"):
        ys = [_tensor(y, "y") for y in ys]
        if aggregation_method not in (None, 0, 1, 2):
            raise ValueError("Invalid `aggregation_method` specified "
                             f"{aggregation_method}. Accepted values are [0, 1, 2].")
        sources = [_source(x) for x in xs]
        stops = [_source(stop) for stop in stops]
        if len(ys) != len(grad_ys):
            raise ValueError(f"Length mismatch. Passed {len(grad_ys)} grad_ys for {len(ys)} ys")
        dys = [None if dy is None else _tensor(dy, "grad_y") for dy in grad_ys]
        for y, dy in zip(ys, dys, strict=True):
            _check_dtype(y, dy)
        found = graph_walk.differentiate(ys, sources, dys, stops, gate_gradients)
    if zero:
        found = [filling.zeros_like(x) if gradient is None else gradient
                 for x, gradient in zip(xs, found, strict=True)]
    return found


def hessians(ys, xs, gate_gradients=False, aggregation_method=None, name="hessians"):
    """Add nodes for the second derivatives of the sum of `ys` with regard to each of `xs`.

    Args:
        ys: a tensor or list of tensors.
        xs: a tensor or list of tensors.
        gate_gradients, aggregation_method: as for `tf.gradients`.
        name: not used, as in TensorFlow.

    Returns:
        A list with a tensor of shape x.shape + x.shape for each of `xs`.

    Raises:
        RuntimeError: called eagerly.
        ValueError: a second derivative does not exist, or the size of an x is not known.

    Example:
        >>> import tfcompat as tf
        >>> @tf.function
        ... def curvature(x):
        ...     return tf.hessians(tf.reduce_sum(x * x * x), x)[0]
        >>> curvature(tf.constant([1.0, 2.0]))
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[ 6.,  0.],
               [ 0., 12.]], dtype=float32)>
    """
    xs = _as_list(xs)
    options = {"gate_gradients": gate_gradients, "aggregation_method": aggregation_method}
    return [
        _hessian(gradient, _tensor(x, "x"), options)
        for gradient, x in zip(gradients(ys, xs, **options), xs, strict=True)
    ]


def _hessian(gradient, x, options):
    flat = raw.Reshape(gradient, [-1])
    count = x.shape.num_elements()
    if count is None:
        raise ValueError(f"tf.hessians needs to know the size of {x}, whose shape is {x.shape}.")
    rows = []
    for i in range(count):
        [row] = gradients(flat[i], x, **options)
        if row is None:
            raise ValueError("None values not supported.")
        rows.append(row)
    shape = x.shape.as_list()
    return raw.Reshape(raw.Pack(rows), [*shape, *shape])


def _as_list(value):
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _source(x):
    if hasattr(x, "_ref"):  # a variable of the old kind: all uses read the reference
        return x._ref()
    handle = getattr(x, "handle", None)
    return handle if isinstance(handle, Tensor) else _tensor(x, "x")


def _tensor(value, name):
    return value if isinstance(value, IndexedSlices) else convert_to_tensor(value, name=name)


def _check_dtype(y, dy):
    """Raise TypeError where a gradient cannot be that of a result, or none can be made up."""
    kind = y.dtype.base_dtype
    if dy is None:
        if kind.is_complex:
            raise TypeError(
                f"Gradients of complex tensors ({y}) must set grad_ys (y.dtype = {kind.name})"
            )
        return
    given = dy.dtype.base_dtype
    about = f"Gradient type {given.name} generated for"
    if kind.is_floating or kind.is_integer:
        if not given.is_floating and not given.is_integer:
            raise TypeError(f"{about} real or integer-valued tensor {y} with type {kind.name} must "
                            "be real or integer")
    elif kind.is_complex:
        if not given.is_complex:
            raise TypeError(f"{about} complex-valued tensor {y} with type {kind.name} must be real")
    elif kind.name in ("variant", "resource"):
        if given != kind:
            raise TypeError(f"{about} {kind.name} tensor {y} with type {kind.name} must be "
                            f"{kind.name}")
    else:
        raise TypeError(f"Tensor {y} with type {kind.name} must be numeric to obtain a default "
                        "gradient")
