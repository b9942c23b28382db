"""Loops over the rows of tensors: `tf.map_fn`, `tf.scan`, `tf.foldl`, `tf.foldr`.

They are made of `tf.while_loop` and TensorArrays, eagerly and in graphs. What a row is of ragged
tensors, and how results become one, is in `mapped_values`.
"""

from tfcompat._src.base import nest
from tfcompat._src.base.dimensions import Dimension
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.composite.tensor_array import TensorArray
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.frontend import mapped_values, scopes
from tfcompat._src.function.autograph import api as autograph
from tfcompat._src.function.autograph import status
from tfcompat._src.graph import branch_graphs
from tfcompat._src.graph.while_loop import while_loop


def map_fn(
    fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False,
    infer_shape=True, name=None, fn_output_signature=None,
):
    """Apply a function to each row and stack what it returns.

    Args:
        fn: function of one row, or of a nest of one row each where `elems` is a nest.
        elems: a tensor or a nest of tensors with as many rows; ragged ones have ragged rows.
        dtype: the older name of `fn_output_signature`.
        parallel_iterations: noted on the loop.
        back_prop: whether the results have gradients.
        swap_memory: accepted; nothing is swapped.
        infer_shape: whether all results have one shape.
        name: a name for the nodes.
        fn_output_signature: dtype or spec of what `fn` returns, nested as that is, where it
            differs from `elems`.

    Returns:
        A tensor, or a nest of tensors as `fn` returns: the stacked results.

    Raises:
        TypeError: `fn` is not callable, or returns another structure.
        ValueError: there are no tensors, or they have no rows or different numbers of them.

    Example:
        >>> import tfcompat as tf
        >>> tf.map_fn(lambda x: x * x, tf.constant([1, 2, 3]))
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([1, 4, 9], dtype=int32)>
        >>> tf.map_fn(lambda x: (x, -x), tf.constant([1, 2]), fn_output_signature=(tf.int32,) * 2)
        (<tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>,
         <tf.Tensor: shape=(2,), dtype=int32, numpy=array([-1, -2], dtype=int32)>)
    """
    signature = dtype if fn_output_signature is None else fn_output_signature
    if not callable(fn):
        raise TypeError(
            f"The provided function {fn.__name__} is not callable.fn must be callable.")
    elems = branch_graphs.variables_to_tensors(elems)
    flat = nest.flatten(elems)
    if not flat:
        raise ValueError(
            "elems must be a Tensor or (possibly nested) sequence of Tensors. Got "
            f"{elems}, which does not contain any Tensors.")
    like = elems if signature is None else signature
    with scopes.scope(name, "map"):
        rows = [mapped_values.Rows(elem) for elem in flat]
        _check_rows(rows[0].tensor)
        static = _common_rows(rows)
        count = static or rows[0].count()
        arrays = [one.unstacked(count) for one in rows]
        start = constant(0)
        results = [
            mapped_values.Results(spec, count, infer_shape)
            for spec in mapped_values.result_specs(signature, flat)
        ]
        function = autograph.tf_convert(fn, status.current())

        def compute(i, given):
            value = function(nest.pack_sequence_as(elems, [one.read(i) for one in arrays]))
            nest.assert_same_structure(like, value)
            written = [
                result.written(i, leaf, those)
                for result, leaf, those in zip(results, nest.flatten(value), given, strict=True)
            ]
            return i + 1, written

        _, final = while_loop(
            lambda i, _: i < count, compute, (start, [result.arrays for result in results]),
            parallel_iterations=_iterations(parallel_iterations), back_prop=back_prop,
            swap_memory=swap_memory, maximum_iterations=count)
        stacked = [
            result.stacked(those, static)
            for result, those in zip(results, final, strict=True)
        ]
    return nest.pack_sequence_as(like, stacked)


def _check_rows(tensor):
    if tensor.shape.rank == 0:
        raise ValueError("Elements in elems must be 1+ dimensional Tensors, not scalars")


def _common_rows(rows):
    """Return the number of rows as far as it is known; they must have equally many."""
    first = Dimension(rows[0].static_count())
    for other in rows[1:]:
        first.assert_is_compatible_with(Dimension(other.static_count()))
    return first.value


def _iterations(parallel_iterations):
    return parallel_iterations or (1 if context.executing_eagerly() else 10)


# --- folds ------------------------------------------------------------------------------------


def foldl(
    fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False,
    name=None,
):
    """Combine rows from the first to the last.

    Args:
        fn: function of what was combined so far and a row; it returns what they make together.
        elems: a tensor or a nest of tensors with as many rows.
        initializer: what to begin with; the first row when None.
        parallel_iterations: noted on the loop.
        back_prop: whether the result has gradients.
        swap_memory: accepted; nothing is swapped.
        name: a name for the nodes.

    Returns:
        What `fn` returns for the last row.

    Raises:
        TypeError: `fn` is not callable.
        ValueError: dtypes, shapes or the structure change on the way.

    Example:
        >>> import tfcompat as tf
        >>> tf.foldl(lambda a, x: 10 * a + x, tf.constant([1, 2, 3]))
        <tf.Tensor: shape=(), dtype=int32, numpy=123>
    """
    _check_callable(fn)
    with scopes.scope(name, "foldl"):
        count, arrays = _arrays(elems)
        if initializer is None:
            first, start = nest.map_structure(lambda array: array.read(0), arrays), constant(1)
        else:
            first, start = initializer, constant(0)

        def compute(i, a):
            combined = fn(a, nest.map_structure(lambda array: array.read(i), arrays))
            return [i + 1, combined]

        _, result = while_loop(
            lambda i, a: i < count, compute, [start, first], maximum_iterations=count,
            parallel_iterations=parallel_iterations, back_prop=back_prop,
            swap_memory=swap_memory)
    return result


def foldr(
    fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False,
    name=None,
):
    """Combine rows from the last to the first.

    Args:
        fn: function of what was combined so far and a row; it returns what they make together.
        elems: a tensor or a nest of tensors with as many rows.
        initializer: what to begin with; the last row when None.
        parallel_iterations: noted on the loop.
        back_prop: whether the result has gradients.
        swap_memory: accepted; nothing is swapped.
        name: a name for the nodes.

    Returns:
        What `fn` returns for the first row.

    Raises:
        TypeError: `fn` is not callable.
        ValueError: dtypes, shapes or the structure change on the way.

    Example:
        >>> import tfcompat as tf
        >>> tf.foldr(lambda a, x: 10 * a + x, tf.constant([1, 2, 3]))
        <tf.Tensor: shape=(), dtype=int32, numpy=321>
    """
    _check_callable(fn)
    with scopes.scope(name, "foldr"):
        count, arrays = _arrays(elems)
        if initializer is None:
            start = count - 1
            first = nest.map_structure(lambda array: array.read(start), arrays)
        else:
            first, start = initializer, count

        def compute(i, a):
            i = i - 1
            return [i, fn(a, nest.map_structure(lambda array: array.read(i), arrays))]

        _, result = while_loop(
            lambda i, a: i > 0, compute, [start, first], maximum_iterations=count,
            parallel_iterations=parallel_iterations, back_prop=back_prop,
            swap_memory=swap_memory)
    return result


def _check_callable(fn):
    if not callable(fn):
        raise TypeError(f"{fn.__name__} is not callable. Please provide a callable function.")


def _arrays(elems):
    """Return the number of rows and, nested as they were, TensorArrays of the rows."""
    first = convert_to_tensor(nest.flatten(elems)[0], name="elem")
    count = _count(first)

    def array(elem):
        tensor = convert_to_tensor(elem, name="elem")
        return TensorArray(tensor.dtype, count, dynamic_size=False).unstack(tensor)

    return count, nest.map_structure(array, elems)


def _count(tensor):
    return tensor.shape[0] or raw.Shape(tensor)[0]


# --- scan -------------------------------------------------------------------------------------


def scan(
    fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False,
    infer_shape=True, reverse=False, name=None,
):
    """Combine rows one after the other and stack all that is on the way.

    Args:
        fn: function of what was combined so far and a row; it returns what they make together.
        elems: a tensor or a nest of tensors with as many rows.
        initializer: what to begin with, and the structure of results; the first row when None.
        parallel_iterations: noted on the loop.
        back_prop: whether the results have gradients.
        swap_memory: accepted; nothing is swapped.
        infer_shape: whether all results have one shape.
        reverse: whether to go from the last row to the first.
        name: a name for the nodes.

    Returns:
        A tensor, or a nest of tensors as `fn` returns: the stacked results.

    Raises:
        TypeError: `fn` is not callable, or returns another structure.
        ValueError: the numbers of rows differ.

    Example:
        >>> import tfcompat as tf
        >>> tf.scan(lambda a, x: a + x, tf.constant([1, 2, 3, 4]))
        <tf.Tensor: shape=(4,), dtype=int32, numpy=array([ 1,  3,  6, 10], dtype=int32)>
    """
    _check_callable(fn)
    like = elems if initializer is None else initializer
    with scopes.scope(name, "scan"):
        flat = [convert_to_tensor(elem, name="elem") for elem in nest.flatten(elems)]
        static = flat[0].shape[0]
        count = static
        if count is None:
            count = raw.Shape(flat[0])[0]
        arrays = [
            TensorArray(elem.dtype, count, dynamic_size=False, element_shape=elem.shape[1:])
            .unstack(elem) for elem in flat
        ]
        if initializer is None:
            begin = count - 1 if reverse else 0
            first, done = [array.read(begin) for array in arrays], 1
        else:
            first, done = [convert_to_tensor(leaf) for leaf in nest.flatten(initializer)], 0
        results = [
            TensorArray(leaf.dtype, count, dynamic_size=False, infer_shape=infer_shape,
                        element_shape=leaf.shape if infer_shape else None)
            for leaf in first
        ]
        if initializer is None:
            results = [array.write(begin, leaf)
                       for array, leaf in zip(results, first, strict=True)]

        def compute(i, a, results):
            row = nest.pack_sequence_as(elems, [array.read(i) for array in arrays])
            combined = fn(nest.pack_sequence_as(like, a), row)
            nest.assert_same_structure(like, combined)
            flat = nest.flatten(combined)
            results = [array.write(i, leaf) for array, leaf in zip(results, flat, strict=True)]
            return i - 1 if reverse else i + 1, flat, results

        _, _, final = while_loop(
            (lambda i, _1, _2: i >= 0) if reverse else (lambda i, _1, _2: i < count), compute,
            (count - 1 - done if reverse else done, first, results), maximum_iterations=count,
            parallel_iterations=parallel_iterations, back_prop=back_prop,
            swap_memory=swap_memory)
        stacked = [array.stack() for array in final]
        _check_equally_many(flat)
        for tensor in stacked:
            _set_rows(tensor, static)
    return nest.pack_sequence_as(like, stacked)


def _check_equally_many(tensors):
    first = Dimension(tensors[0].shape.with_rank_at_least(1)[0])
    for tensor in tensors[1:]:
        first.assert_is_compatible_with(Dimension(tensor.shape.with_rank_at_least(1)[0]))


def _set_rows(tensor, count):
    if not context.executing_eagerly():
        tensor.set_shape(TensorShape([count]).concatenate(tensor.shape[1:]))
