"""`tf.vectorized_map`: a function of one row, traced once and applied to all rows.

Rows are taken one after the other by a loop in a graph; the results are those of TensorFlow,
which computes all rows at once. `tf.map_fn` is in `functional_loops`.
"""

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TensorSpec, type_spec_from_value
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend.mapped_values import Results, Rows
from tfcompat._src.function.autograph import api as autograph
from tfcompat._src.function.autograph import status
from tfcompat._src.function.function import function
from tfcompat._src.graph import branch_graphs
from tfcompat._src.graph.while_loop import while_loop


def vectorized_map(fn, elems, fallback_to_while_loop=True, warn=True):
    """Apply a function to each row and stack what it returns; the function is traced once.

    Args:
        fn: function of one row, or of a nest of one row each where `elems` is a nest.
        elems: a tensor or a nest of tensors; those with a single row lend it to all others.
        fallback_to_while_loop: accepted; all functions are run in a loop.
        warn: accepted for compatibility.

    Returns:
        A tensor, or a nest of tensors as `fn` returns: the stacked results.

    Raises:
        ValueError: `elems` has no tensor, or `fn` returns something that is none.

    Example:
        >>> import tfcompat as tf
        >>> tf.vectorized_map(lambda x: tf.reduce_sum(x * x), tf.constant([[1.0, 2.0], [3.0, 4.0]]))
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([ 5., 25.], dtype=float32)>
    """
    elems = branch_graphs.variables_to_tensors(elems)
    elems = nest.map_structure(convert_to_tensor, elems, expand_composites=True)
    mapped = autograph.tf_convert(fn, status.current())
    if not context.executing_eagerly():
        return _mapped(mapped, elems)
    traced = function(lambda elems: _mapped(mapped, elems), autograph=False)
    return traced(elems)


def _mapped(fn, elems):
    """Trace the function, and build the loop that calls it."""
    rows = [Rows(elem) for elem in nest.flatten(elems)]
    sizes = [one.static_count() for one in rows]
    if None in sizes:
        static = None
        count = raw.Max(raw.Pack([one.count() for one in rows]), 0)
    else:
        static = count = max(sizes)
    arrays = [one.unstacked(one.static_count() or one.count()) for one in rows]

    def row(i):
        return nest.pack_sequence_as(
            elems, [array.read(_index(i, one)) for array, one in zip(arrays, rows, strict=True)])

    traced = function(fn, autograph=False).get_concrete_function(
        nest.map_structure(_spec, row(constant(0))))
    places = [isinstance(leaf, Tensor) or hasattr(leaf, "_type_spec")
              for leaf in nest.flatten(traced.structured_outputs)]
    results = [
        Results(_spec(leaf), count, True)
        for leaf, is_value in zip(nest.flatten(traced.structured_outputs), places, strict=True)
        if is_value
    ]

    def compute(i, given):
        leaves = nest.flatten(traced(row(i)))
        leaves = [leaf for leaf, is_value in zip(leaves, places, strict=True) if is_value]
        return i + 1, [
            result.written(i, leaf, those)
            for result, leaf, those in zip(results, leaves, given, strict=True)
        ]

    _, final = while_loop(
        lambda i, _: i < count, compute,
        (constant(0), [result.arrays for result in results]), maximum_iterations=count)
    stacked = iter([
        result.stacked(those, static) for result, those in zip(results, final, strict=True)])
    return nest.pack_sequence_as(
        traced.structured_outputs, [next(stacked) if is_value else None for is_value in places])


def _index(i, rows):
    """The number of the row to use in place of row `i`: a single row stands for all."""
    size = rows.static_count()
    if size == 1:
        return 0
    if size is not None:
        return i
    return raw.SelectV2(raw.Greater(rows.count(), 1), i, 0)


def _spec(value):
    spec = type_spec_from_value(value)
    return TensorSpec(spec.shape, spec.dtype) if isinstance(spec, TensorSpec) else spec
