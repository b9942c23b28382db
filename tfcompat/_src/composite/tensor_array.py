"""TensorArray: tensors by number, written one by one; and its spec.

How the elements are kept is in `eager_array` for eager execution and in `list_array` for graphs.
"""

from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.base.specs import TensorSpec, TypeSpec, register_type_spec_from_value_converter
from tfcompat._src.composite.eager_array import EagerArray
from tfcompat._src.composite.list_array import ListArray, as_tensor
from tfcompat._src.core import context, raw


class TensorArray:
    """Tensors by number, each written once, of one dtype and usually one shape.

    Writing returns the array to use from then on: in graphs it is another one, which lets
    arrays be variables of loops.

    Args:
        dtype: the DType of the elements.
        size: how many elements there are; a Python number or a scalar tensor.
        dynamic_size: whether writing beyond the end makes the array grow.
        clear_after_read: whether an element can be read once only; counts when executing eagerly.
        tensor_array_name: accepted for compatibility.
        handle: arrays of TensorFlow 1, which have one, are not supported.
        flow: the tensor that carries the elements, for one that exists.
        infer_shape: whether all elements have the shape of the first one written.
        element_shape: the shape of all elements, as far as it is known.
        colocate_with_first_write_call: accepted for compatibility.
        name: a name for the node.

    Raises:
        ValueError: there is neither a size nor a flow, or arguments exclude each other.
        TypeError: the flow is none.

    Example:
        >>> import tfcompat as tf
        >>> array = tf.TensorArray(tf.float32, size=2)
        >>> array = array.write(0, 1.0).write(1, 2.0)
        >>> array.stack()
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>
    """

    def __init__(
        self, dtype, size=None, dynamic_size=None, clear_after_read=None, tensor_array_name=None,
        handle=None, flow=None, infer_shape=True, element_shape=None,
        colocate_with_first_write_call=True, name=None,
    ):
        eager = context.executing_eagerly() and (flow is None or flow.dtype != dtypes.variant)
        if handle is not None:
            if eager:
                raise ValueError(
                    "TensorArray handles are not supported when eager execution is enabled."
                )
            raise errors.UnsupportedError("TensorArray with a handle, as in TensorFlow 1")
        if eager:
            self._implementation = EagerArray(
                dtype, size, dynamic_size, clear_after_read, infer_shape, element_shape)
        else:
            self._implementation = ListArray(
                dtype, size, dynamic_size, flow, infer_shape, element_shape, name)

    @classmethod
    def _around(cls, implementation):
        array = cls.__new__(cls)
        array._implementation = implementation
        return array

    def _after(self, implementation):
        same = implementation is self._implementation
        return self if same else self._around(implementation)

    def with_flow(self, flow):
        """Return the array whose elements another flow carries.

        Raises:
            NotImplementedError: this is an array of eager execution.
        """
        return self._around(self._implementation.with_flow(flow))

    @property
    def flow(self):
        """The tensor that carries the elements, in graphs."""
        return self._implementation.flow

    @property
    def dtype(self):
        """The DType of the elements."""
        return self._implementation.dtype

    @property
    def handle(self):
        """None; arrays of TensorFlow 1 have one."""
        return self._implementation.handle

    @property
    def element_shape(self):
        """The TensorShape of the elements, as far as it is known."""
        return self._implementation.element_shape

    @property
    def dynamic_size(self):
        """Whether writing beyond the end makes the array grow."""
        return self._implementation.dynamic_size

    @property
    def _infer_shape(self):
        return self._implementation.infer_shape

    def identity(self):
        """Return an array with the same elements, whose flow depends on the current controls."""
        if isinstance(self._implementation, EagerArray):
            return self
        return self.with_flow(raw.Identity(self.flow))

    def grad(self, source, flow=None, name=None):
        """Raise NotImplementedError: only arrays of TensorFlow 1 have arrays of gradients."""
        return self._implementation.grad(source, flow, name)

    def read(self, index, name=None):
        """Return an element.

        Args:
            index: its number, a scalar.
            name: a name for the node.

        Returns:
            A tensor; zeros where nothing was written and the shape is known.

        Raises:
            OutOfRangeError: eagerly: there is no such element.
            InvalidArgumentError: it was read before, or in a graph: there is no such element.
        """
        return self._implementation.read(index, name)

    def write(self, index, value, name=None):
        """Write an element.

        Args:
            index: its number, a scalar.
            value: a tensor of the array's dtype.
            name: a name for the node.

        Returns:
            The array with the element, to be used from now on.

        Raises:
            ValueError: the shape is not that of the other elements.
            OutOfRangeError: eagerly: the array has no such element and does not grow.
            InvalidArgumentError: the dtype is not that of the array.
        """
        return self._after(self._implementation.write(index, value, name))

    def stack(self, name=None):
        """Return all elements as the rows of one tensor."""
        return self._implementation.stack(name)

    def gather(self, indices, name=None):
        """Return some elements as the rows of one tensor.

        Args:
            indices: their numbers, a vector.
            name: a name for the node.
        """
        return self._implementation.gather(indices, name)

    def concat(self, name=None):
        """Return all elements, one after the other along their first dimension, as one tensor."""
        return self._implementation.concat(name)

    def unstack(self, value, name=None):
        """Write the rows of a tensor as the elements.

        Args:
            value: the tensor.
            name: a name for the node.

        Returns:
            The array with the elements, to be used from now on.

        Raises:
            ValueError: there are more rows than elements, or they have another shape.
        """
        return self._after(self._implementation.unstack(value, name))

    def scatter(self, indices, value, name=None):
        """Write the rows of a tensor as elements.

        Args:
            indices: the numbers of the elements, a vector.
            value: the tensor.
            name: a name for the node.

        Returns:
            The array with the elements, to be used from now on.
        """
        return self._after(self._implementation.scatter(indices, value, name))

    def split(self, value, lengths, name=None):
        """Write pieces of a tensor as the elements.

        Args:
            value: the tensor.
            lengths: how long each piece is, a vector.
            name: a name for the node.

        Returns:
            The array with the elements, to be used from now on.

        Raises:
            InvalidArgumentError: the lengths do not fit the tensor or the array.
        """
        return self._after(self._implementation.split(value, lengths, name))

    def size(self, name=None):
        """Return the number of elements, an int32 scalar."""
        return self._implementation.size(name)

    def close(self, name=None):
        """Forget the elements, when executing eagerly."""
        return self._implementation.close(name)


class TensorArraySpec(TypeSpec):
    """Describes a TensorArray.

    Args:
        element_shape: the shape of the elements, as far as it is known.
        dtype: their DType.
        dynamic_size: whether the array can grow.
        infer_shape: whether all elements have one shape.

    Example:
        >>> import tfcompat as tf
        >>> tf.TensorArraySpec([None], tf.float32)
        TensorArraySpec(TensorShape([None]), tf.float32, False, True)
    """

    __slots__ = ("_dtype", "_dynamic_size", "_element_shape", "_infer_shape")

    def __init__(
        self, element_shape=None, dtype=dtypes.float32, dynamic_size=False, infer_shape=True
    ):
        self._element_shape = as_shape(element_shape)
        self._dtype = dtypes.as_dtype(dtype)
        self._dynamic_size = dynamic_size
        self._infer_shape = infer_shape

    @property
    def value_type(self):
        """The class TensorArray."""
        return TensorArray

    def is_subtype_of(self, other):
        """Whether every array that this spec describes is also described by `other`."""
        return (isinstance(other, TensorArraySpec) and self._dtype == other._dtype
                and self._dynamic_size == other._dynamic_size)

    def most_specific_common_supertype(self, others):
        """The narrowest spec that describes what this one and all `others` describe, or None."""
        others = list(others)
        if not all(isinstance(other, TensorArraySpec) for other in others):
            return False
        shape = self._element_shape.most_specific_common_supertype(
            [other._element_shape for other in others])
        if shape is None or any(
            (other._dtype, other._dynamic_size) != (self._dtype, self._dynamic_size)
            for other in others
        ):
            return None
        infer_shape = self._infer_shape and all(other._infer_shape for other in others)
        return TensorArraySpec(shape, self._dtype, self._dynamic_size, infer_shape)

    def is_compatible_with(self, spec_or_value):
        """Whether an array, or arrays that a spec describes, can be what this one describes."""
        other = spec_or_value
        if isinstance(other, TensorArray):
            other = self.from_value(other)
        return (isinstance(other, TensorArraySpec)
                and self._dtype.is_compatible_with(other._dtype)
                and self._element_shape.is_compatible_with(other._element_shape)
                and self._dynamic_size == other._dynamic_size)

    def _serialize(self):
        return self._element_shape, self._dtype, self._dynamic_size, self._infer_shape

    @property
    def _component_specs(self):
        return [TensorSpec([], dtypes.variant)]

    def _to_components(self, value):
        if not isinstance(value, TensorArray):
            raise TypeError(f"Expected value to be a TensorArray, but got: `{type(value)}`")
        if value.flow is not None and value.flow.dtype == dtypes.variant:
            return [value.flow]
        return [raw.TensorListFromTensor(value.stack(), as_tensor(value.element_shape))]

    def _from_components(self, tensor_list):
        array = TensorArray(
            self._dtype, flow=tensor_list[0], dynamic_size=self._dynamic_size,
            infer_shape=self._infer_shape)
        array._implementation.shapes = [self._element_shape]
        return array

    @staticmethod
    def from_value(value):
        """Return the spec that describes a TensorArray.

        Raises:
            TypeError: the value is no TensorArray.
        """
        if not isinstance(value, TensorArray):
            raise TypeError(f"Expected value to be a TensorArray, but got: `{type(value)}`")
        return TensorArraySpec(
            value.element_shape, value.dtype, value.dynamic_size, value._infer_shape)

    def _to_legacy_output_types(self):
        return self._dtype

    def _to_legacy_output_shapes(self):
        flags = TensorShape([int(self._dynamic_size), int(self._infer_shape)])
        return flags.concatenate(self._element_shape)

    def _to_legacy_output_classes(self):
        return TensorArray


register_type_spec_from_value_converter(TensorArray, TensorArraySpec.from_value)
