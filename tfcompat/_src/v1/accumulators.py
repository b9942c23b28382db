"""Accumulators of gradients, for training whose steps are made by several: `tf.compat.v1`."""

import collections

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.frontend import casting
from tfcompat._src.frontend.conversion import convert_to_tensor

_Rows = collections.namedtuple("SparseAccumulatorTakeGradient", ["indices", "values", "shape"])


class ConditionalAccumulatorBase:
    """Base of accumulators.

    Args:
        dtype: the DType of the gradients.
        shape: their shape, or None.
        accumulator_ref: the tensor that refers to the accumulator.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.ConditionalAccumulator(tf.float32, [2]).dtype
        tf.float32
    """

    def __init__(self, dtype, shape, accumulator_ref):
        self._dtype = dtype
        self._shape = TensorShape(shape)
        self._accumulator_ref = accumulator_ref
        if context.executing_eagerly():
            self._name = name_scopes.current_prefix()
        else:
            self._name = accumulator_ref.op.name.split("/")[-1]

    @property
    def accumulator_ref(self):
        """The tensor that refers to the accumulator."""
        return self._accumulator_ref

    @property
    def name(self):
        """The name of the accumulator."""
        return self._name

    @property
    def dtype(self):
        """The DType of the gradients."""
        return self._dtype

    def num_accumulated(self, name=None):
        """Return how many gradients there are, an int32 scalar tensor."""
        return raw.ResourceAccumulatorNumAccumulated(
            self._accumulator_ref, name=name or f"{self._name}_NumAccumulated")

    def set_global_step(self, new_global_step, name=None):
        """Let gradients of steps before this one be left out; return the operation."""
        return raw.ResourceAccumulatorSetGlobalStep(
            self._accumulator_ref, _step(new_global_step), name=name)


class ConditionalAccumulator(ConditionalAccumulatorBase):
    """Gradients that are added up until there are enough: `tf.compat.v1.ConditionalAccumulator`.

    Args:
        dtype: the DType of the gradients.
        shape: their shape, or None.
        shared_name: the name that accumulators of a session are shared by.
        name: a name for the operation.
        reduction_type: "MEAN" or "SUM", what is given out.

    Example:
        >>> import tfcompat as tf
        >>> sums = tf.compat.v1.ConditionalAccumulator(tf.float32, [2], reduction_type="SUM")
        >>> sums.apply_grad([1.0, 2.0])
        >>> sums.apply_grad([3.0, 4.0])
        >>> sums.take_grad(2).numpy().tolist()
        [4.0, 6.0]
    """

    def __init__(
        self, dtype, shape=None, shared_name=None, name="conditional_accumulator",
        reduction_type="MEAN",
    ):
        handle = raw.ResourceConditionalAccumulator(
            dtype=dtype, shape=TensorShape(shape), shared_name=shared_name, name=name,
            reduction_type=reduction_type)
        super().__init__(dtype, shape, handle)

    def apply_grad(self, grad, local_step=0, name=None):
        """Add a gradient, unless it is of an earlier step; return the operation.

        Args:
            grad: the gradient.
            local_step: the step that it belongs to.
            name: a name for the operation.

        Raises:
            ValueError: it is of another shape.
        """
        grad = convert_to_tensor(grad, self._dtype, name="Const")
        grad.shape.assert_is_compatible_with(self._shape)
        return raw.ResourceAccumulatorApplyGradient(
            self._accumulator_ref, _step(local_step), grad, name=name)

    def take_grad(self, num_required, name=None):
        """Return the mean or sum of the gradients, as soon as there are so many of them.

        Args:
            num_required: how many.
            name: a name for the operation.
        """
        taken = raw.ResourceAccumulatorTakeGradient(
            self._accumulator_ref, num_required, dtype=self._dtype, name=name)
        if not isinstance(taken, EagerTensor):
            taken.set_shape(self._shape)
        return taken


class SparseConditionalAccumulator(ConditionalAccumulatorBase):
    """Gradients of rows that are added up: `tf.compat.v1.SparseConditionalAccumulator`.

    Args:
        dtype: the DType of the gradients.
        shape: their shape, or None.
        shared_name: the name that accumulators of a session are shared by.
        name: a name for the operation.
        reduction_type: "MEAN" or "SUM", what is given out.

    Raises:
        RuntimeError: ops run at once.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     rows = tf.compat.v1.SparseConditionalAccumulator(tf.float32, [3, 1])
        ...     session.run(rows.apply_grad([0, 2], [[1.0], [2.0]]))
        ...     session.run(rows.apply_grad([2], [[4.0]]))
        ...     session.run(rows.take_indexed_slices_grad(2)).values.tolist()
        [[1.0], [3.0]]
    """

    def __init__(
        self, dtype, shape=None, shared_name=None, name="sparse_conditional_accumulator",
        reduction_type="MEAN",
    ):
        if context.executing_eagerly():
            raise RuntimeError(
                "sparse_conditional_accumulator op does not support eager execution. Arg "
                "'handle' is a ref.")
        handle = raw.SparseConditionalAccumulator(
            dtype=dtype, shape=TensorShape(shape), shared_name=shared_name, name=name,
            reduction_type=reduction_type)
        super().__init__(dtype, shape, handle)

    def apply_indexed_slices_grad(self, grad, local_step=0, name=None):
        """Add a gradient that is an IndexedSlices; return the operation."""
        return self.apply_grad(grad.indices, grad.values, grad.dense_shape, local_step, name)

    def apply_grad(self, grad_indices, grad_values, grad_shape=None, local_step=0, name=None):
        """Add a gradient of rows, unless it is of an earlier step; return the operation.

        Args:
            grad_indices: the numbers of the rows, in order.
            grad_values: the rows.
            grad_shape: the shape of the whole, or None.
            local_step: the step that it belongs to.
            name: a name for the operation.
        """
        step = _step(local_step)
        indices = casting.cast(grad_indices, dtypes.int64)
        shape = casting.cast([] if grad_shape is None else grad_shape, dtypes.int64)
        return raw.SparseAccumulatorApplyGradient(
            self._accumulator_ref, step, indices, grad_values, shape,
            has_known_shape=grad_shape is not None, name=name)

    def take_grad(self, num_required, name=None):
        """Return the mean or sum of the gradients, as soon as there are so many of them.

        Args:
            num_required: how many.
            name: a name for the operation.

        Returns:
            A tuple of the numbers of rows, the rows and the shape of the whole.
        """
        return _Rows(*raw.SparseAccumulatorTakeGradient(
            self._accumulator_ref, num_required, dtype=self._dtype, name=name))

    def take_indexed_slices_grad(self, num_required, name=None):
        """As `take_grad`; return an IndexedSlices."""
        indices, values, shape = self.take_grad(num_required, name)
        return IndexedSlices(values, indices, shape)

    def num_accumulated(self, name=None):
        """Return how many gradients there are, an int32 scalar tensor."""
        return raw.AccumulatorNumAccumulated(
            self._accumulator_ref, name=name or f"{self._name}_NumAccumulated")

    def set_global_step(self, new_global_step, name=None):
        """Let gradients of steps before this one be left out; return the operation."""
        return raw.AccumulatorSetGlobalStep(
            self._accumulator_ref, _step(new_global_step), name=name)


def _step(step):
    return casting.cast(convert_to_tensor(step, name="Const"), dtypes.int64)
