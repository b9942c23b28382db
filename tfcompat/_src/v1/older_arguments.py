"""Functions of the 1.x API that differ from those of 2.x in the names or order of arguments.

Losses are in `losses`, neural networks in `older_networks`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays, casting, control_flow, devices, rearranging, reductions, seeds, slicing)
from tfcompat._src.grad import graph_gradients
from tfcompat._src.grad.tape import UnconnectedGradients
from tfcompat._src.graph import while_loop as loops
from tfcompat._src.graph.func_graph import current_graph


def either(new_name, new, old_name, old):
    """Return the argument that was given under its new name or under its old one.

    Raises:
        ValueError: it was given under both.
    """
    if old is None:
        return new
    if new is not None:
        raise ValueError(f"Cannot specify both '{old_name}' and '{new_name}'.")
    return old


def _reduction(function, example):
    def reduce(input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None,
               keep_dims=None):
        axis = either("axis", axis, "reduction_indices", reduction_indices)
        keep = either("keepdims", keepdims, "keep_dims", keep_dims)
        return function(input_tensor, axis, bool(keep), name)

    reduce.__name__ = reduce.__qualname__ = function.__name__
    reduce.__doc__ = (
        f"{function.__doc__.splitlines()[0]}\n\nSee `tf.{function.__name__}`.\n\nArgs:\n"
        "    input_tensor: the tensor.\n    axis: the axes; all by default.\n"
        "    keepdims: whether they stay, of size 1.\n    name: a name for the operation.\n"
        "    reduction_indices, keep_dims: older names of `axis` and `keepdims`.\n\nExample:\n"
        f"    >>> import tfcompat as tf\n    >>> {example}\n"
    )
    return reduce


reduce_all = _reduction(reductions.reduce_all, (
    "bool(tf.compat.v1.reduce_all([True, False], reduction_indices=0))\n    False"))
reduce_any = _reduction(reductions.reduce_any, (
    "bool(tf.compat.v1.reduce_any([True, False], keep_dims=False))\n    True"))
reduce_logsumexp = _reduction(reductions.reduce_logsumexp, (
    "float(tf.compat.v1.reduce_logsumexp([0.0]))\n    0.0"))
reduce_max = _reduction(reductions.reduce_max, "int(tf.compat.v1.reduce_max([1, 2]))\n    2")
reduce_mean = _reduction(reductions.reduce_mean, (
    "float(tf.compat.v1.reduce_mean([1.0, 2.0]))\n    1.5"))
reduce_min = _reduction(reductions.reduce_min, "int(tf.compat.v1.reduce_min([1, 2]))\n    1")
reduce_prod = _reduction(reductions.reduce_prod, "int(tf.compat.v1.reduce_prod([2, 2]))\n    4")
reduce_sum = _reduction(reductions.reduce_sum, "int(tf.compat.v1.reduce_sum([1, 2]))\n    3")


def argmax(input, axis=None, name=None, dimension=None, output_type=dtypes.int64):
    """Return where the largest value is; see `tf.argmax`.

    Args:
        input: the tensor.
        axis: the axis, 0 by default.
        name: a name for the operation.
        dimension: an older name of `axis`.
        output_type: the dtype of the indices.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.compat.v1.argmax([1, 3, 2], dimension=0))
        1
    """
    axis = either("axis", axis, "dimension", dimension)
    return reductions.argmax(input, axis, output_type, name)


def argmin(input, axis=None, name=None, dimension=None, output_type=dtypes.int64):
    """Return where the smallest value is; see `tf.argmin`.

    Args:
        input: the tensor.
        axis: the axis, 0 by default.
        name: a name for the operation.
        dimension: an older name of `axis`.
        output_type: the dtype of the indices.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.compat.v1.argmin([1, 3, 2], dimension=0))
        0
    """
    axis = either("axis", axis, "dimension", dimension)
    return reductions.argmin(input, axis, output_type, name)


def expand_dims(input, axis=None, name=None, dim=None):
    """Insert a dimension of size 1; see `tf.expand_dims`.

    Args:
        input: the tensor.
        axis: where.
        name: a name for the operation.
        dim: an older name of `axis`.

    Raises:
        ValueError: there is no axis.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.expand_dims([1, 2], dim=0).shape
        TensorShape([1, 2])
    """
    axis = either("axis", axis, "dim", dim)
    if axis is None:
        raise ValueError("Must specify an axis argument to tf.expand_dims()")
    return arrays.expand_dims(input, axis, name)


def squeeze(input, axis=None, name=None, squeeze_dims=None):
    """Drop dimensions of size 1; see `tf.squeeze`.

    Args:
        input: the tensor.
        axis: which; all by default.
        name: a name for the operation.
        squeeze_dims: an older name of `axis`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.squeeze([[1, 2]], squeeze_dims=[0]).shape
        TensorShape([2])
    """
    return arrays.squeeze(input, either("axis", axis, "squeeze_dims", squeeze_dims), name)


def shape(input, name=None, out_type=None):
    """Return the shape as a tensor; see `tf.shape`.

    Args:
        input: the tensor.
        name: a name for the operation.
        out_type: the dtype of the sizes.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.shape([1, 2, 3])
        <tf.Tensor: shape=(1,), dtype=int32, numpy=array([3], dtype=int32)>
    """
    return arrays.shape(input, out_type, name)


def size(input, name=None, out_type=dtypes.int32):
    """Return the number of elements as a tensor; see `tf.size`.

    Args:
        input: the tensor.
        name: a name for the operation.
        out_type: the dtype of the number.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.compat.v1.size([1, 2, 3]))
        3
    """
    return arrays.size(input, out_type or dtypes.int32, name)


def transpose(a, perm=None, name="transpose", conjugate=False):
    """Exchange the axes; see `tf.transpose`.

    Args:
        a: the tensor.
        perm: the new order; reversed by default.
        name: a name for the operation.
        conjugate: whether values are conjugated, too.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.transpose([[1, 2]]).shape
        TensorShape([2, 1])
    """
    return rearranging.transpose(a, perm, conjugate, name)


def gather(params, indices, validate_indices=None, name=None, axis=None, batch_dims=0):
    """Pick slices by index; see `tf.gather`.

    Args:
        params: the tensor or variable.
        indices: which.
        validate_indices: not used.
        name: a name for the operation.
        axis: the axis to pick along.
        batch_dims: the number of axes that both have in common.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.gather([5, 6, 7], [2, 0])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([7, 5], dtype=int32)>
    """
    return slicing.gather(params, indices, None, axis, batch_dims, name)


def boolean_mask(tensor, mask, name="boolean_mask", axis=None):
    """Pick the elements where a mask is True; see `tf.boolean_mask`.

    Args:
        tensor: the tensor.
        mask: booleans.
        name: a name for the operations.
        axis: the axis where the mask begins.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.boolean_mask([1, 2], [True, False])
        <tf.Tensor: shape=(1,), dtype=int32, numpy=array([1], dtype=int32)>
    """
    return slicing.boolean_mask(tensor, mask, axis, name)


def constant(value, dtype=None, shape=None, name="Const", verify_shape=False):
    """Return a constant tensor; see `tf.constant`.

    Args:
        value: a number, list or array.
        dtype: the dtype; by default that of the value.
        shape: the shape; a value with fewer elements is filled up with its last one.
        name: the name of the node.
        verify_shape: whether a value of another shape is an error.

    Raises:
        TypeError: the value has another shape.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.constant([1, 2], shape=[4])
        <tf.Tensor: shape=(4,), dtype=int32, numpy=array([1, 2, 2, 2], dtype=int32)>
    """
    from tfcompat._src.core import convert
    from tfcompat._src.v1 import constants

    filled = constants.filled(value, dtype, shape, verify_shape)
    if filled is None:
        return convert.constant(value, dtype, shape, name)
    return convert.constant(filled, dtype, None, name)


def convert(value, dtype=None, name=None, preferred_dtype=None, dtype_hint=None):
    """Return a tensor of a value; see `tf.convert_to_tensor`.

    Args:
        value: anything that converts.
        dtype: the dtype it has to have.
        name: the name of the node.
        preferred_dtype: an older name of `dtype_hint`.
        dtype_hint: the dtype to prefer.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.convert_to_tensor(1, preferred_dtype=tf.float32).dtype
        tf.float32
    """
    hint = either("dtype_hint", dtype_hint, "preferred_dtype", preferred_dtype)
    return convert_to_tensor(value, dtype, dtype_hint=hint, name=name)


def where(condition, x=None, y=None, name=None):
    """Return where a condition holds, or elements of `x` where it does and of `y` elsewhere.

    Args:
        condition: booleans.
        x, y: tensors of one shape, or None; a condition of rank 1 chooses among rows.
        name: a name for the operation.

    Raises:
        ValueError: only one of `x` and `y` is given.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.where([True, False], [1, 2], [3, 4])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 4], dtype=int32)>
    """
    if x is None and y is None:
        with name_scopes.name_scope(name or "Where"):
            return raw.Where(convert_to_tensor(condition, dtypes.bool))
    if x is None or y is None:
        raise ValueError("x and y must both be non-None or both be None.")
    return raw.Select(condition, x, y, name=name)


def div(x, y, name=None):
    """Divide; integers give the next lower integer.

    Args:
        x, y: tensors.
        name: a name for the operation.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.compat.v1.div(7, 2))
        3
    """
    x = convert_to_tensor(x)
    y = convert_to_tensor(y, x.dtype.base_dtype)
    return raw.RealDiv(x, y, name=name) if x.dtype.is_floating or x.dtype.is_complex \
        else raw.FloorDiv(x, y, name=name)


def cond(pred, true_fn=None, false_fn=None, strict=False, name=None, fn1=None, fn2=None):
    """Call one of two functions, as a condition says; see `tf.cond`.

    Args:
        pred: a boolean.
        true_fn, false_fn: functions without arguments.
        strict: accepted for compatibility.
        name: a name for the operation.
        fn1, fn2: older names of `true_fn` and `false_fn`.

    Raises:
        TypeError: a function is missing.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.compat.v1.cond(True, fn1=lambda: 1, fn2=lambda: 2))
        1
    """
    true_fn, false_fn = either("true_fn", true_fn, "fn1", fn1), either("false_fn", false_fn,
                                                                       "fn2", fn2)
    if true_fn is None:
        raise TypeError("cond(): 'true_fn' argument required")
    if false_fn is None:
        raise TypeError("cond(): 'false_fn' argument required")
    return control_flow.cond(pred, true_fn, false_fn, name)


def while_loop(cond, body, loop_vars, shape_invariants=None, parallel_iterations=10,
               back_prop=True, swap_memory=False, name=None, maximum_iterations=None,
               return_same_structure=False):
    """Repeat `body` while `cond` holds; see `tf.while_loop`.

    Args:
        cond, body: functions of the loop variables.
        loop_vars: a nest of first values.
        shape_invariants: their shapes, where these change.
        parallel_iterations, back_prop, swap_memory: accepted for compatibility.
        name: a name for the operation.
        maximum_iterations: how many there are at most.
        return_same_structure: whether a single variable is returned in its list.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.compat.v1.while_loop(lambda i: i < 3, lambda i: i + 1, [0]))
        3
    """
    if not isinstance(loop_vars, (list, tuple)):
        loop_vars = [loop_vars]
    return loops.while_loop(
        cond, body, loop_vars, shape_invariants, parallel_iterations, back_prop, swap_memory,
        maximum_iterations, name, return_same_structure)


def gradients(ys, xs, grad_ys=None, name="gradients", colocate_gradients_with_ops=False,
              gate_gradients=False, aggregation_method=None, stop_gradients=None,
              unconnected_gradients=UnconnectedGradients.NONE):
    """Add nodes for derivatives to the graph; see `tf.gradients`.

    Args:
        ys, xs, grad_ys, name, gate_gradients, aggregation_method, stop_gradients,
            unconnected_gradients: as for `tf.gradients`.
        colocate_gradients_with_ops: accepted for compatibility.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     x = tf.constant(3.0)
        ...     [float(d) for d in session.run(tf.compat.v1.gradients(x * x, x))]
        [6.0]
    """
    return graph_gradients.gradients(
        ys, xs, grad_ys, name, gate_gradients, aggregation_method, stop_gradients,
        unconnected_gradients)


def hessians(ys, xs, name="hessians", colocate_gradients_with_ops=False, gate_gradients=False,
             aggregation_method=None):
    """Add nodes for second derivatives to the graph; see `tf.hessians`.

    Args:
        ys, xs, name, gate_gradients, aggregation_method: as for `tf.hessians`.
        colocate_gradients_with_ops: accepted for compatibility.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     x = tf.constant([3.0])
        ...     session.run(tf.compat.v1.hessians(x * x, x))
        [array([[2.]], dtype=float32)]
    """
    return graph_gradients.hessians(ys, xs, gate_gradients, aggregation_method, name)


class name_scope(name_scopes.name_scope):  # noqa: N801 - TensorFlow's public name
    """A context manager that prefixes names.

    Args:
        name: the prefix, or None for the default one.
        default_name: the prefix where there is no name.
        values: accepted for compatibility.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.name_scope(None, "outer") as scope:
        ...     scope
        'outer/'
    """

    def __init__(self, name, default_name=None, values=None):
        if default_name is not None and not isinstance(default_name, str):
            raise TypeError(
                f"`default_name` type ({type(default_name)}) is not a string type. You likely "
                "meant to pass this into the `values` kwarg."
            )
        if name is None and default_name is None and values is not None:
            raise ValueError(
                f"At least one of name ({name}) and default_name ({default_name}) must be "
                "provided."
            )
        super().__init__(name if name is not None else default_name or "")


def device(device_name_or_function):
    """Note a device on the nodes made within a `with` block.

    Args:
        device_name_or_function: a name, a function of an Operation, or None.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.device("/cpu:0"):
        ...     tf.constant(1).device
        '/device:CPU:0'
    """
    graph = current_graph()
    return devices.device(device_name_or_function) if graph is None else graph.device(
        device_name_or_function)


def set_random_seed(seed):
    """Set the seed of the default graph.

    Args:
        seed: a number.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default() as graph:
        ...     tf.compat.v1.set_random_seed(1)
        >>> graph.seed
        1
    """
    seeds.set_seed(seed)


def colocate_with(op, ignore_existing=False):
    """Make nodes of a `with` block ask for the device of an operation.

    Args:
        op: the operation or tensor.
        ignore_existing: whether what was asked for around is forgotten.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     x = tf.constant(1)
        ...     with tf.compat.v1.colocate_with(x):
        ...         y = tf.constant(2)
    """
    return context.current().graph.colocate_with(op, ignore_existing)


def _cast(dtype, shown):
    def to(x, name=None):
        return casting.cast(x, dtype, name)

    to.__name__ = to.__qualname__ = f"to_{shown}"
    to.__doc__ = (
        f"Convert to {dtype.name}.\n\nArgs:\n    x: a tensor.\n    name: a name for the "
        "operation.\n\nExample:\n    >>> import tfcompat as tf\n"
        f"    >>> tf.compat.v1.to_{shown}(1).dtype\n    {dtype!r}\n"
    )
    return to


to_bfloat16 = _cast(dtypes.bfloat16, "bfloat16")
to_complex64 = _cast(dtypes.complex64, "complex64")
to_complex128 = _cast(dtypes.complex128, "complex128")
to_double = _cast(dtypes.float64, "double")
to_float = _cast(dtypes.float32, "float")
to_int32 = _cast(dtypes.int32, "int32")
to_int64 = _cast(dtypes.int64, "int64")
