"""The TensorArray of graphs: a list of tensors that every write replaces by another.

The class that users see is in `tensor_array`, the variant for eager execution in `eager_array`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.name_scopes import scoped
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.graph import shape_inference


class ListArray:
    """Elements in a tensor that has a list as its value, `flow`."""

    handle = None

    def __init__(self, dtype, size, dynamic_size, flow, infer_shape, element_shape, name):
        """Wrap a flow, or make one with elements that are not set; see `tensor_array`."""
        if flow is not None and (
            not isinstance(flow, Tensor) or flow.dtype != dtypes.variant
        ):
            raise TypeError(
                f"Expected `flow` to be a variant tensor, but received `{flow.dtype}` instead."
            )
        if flow is None and size is None:
            raise ValueError("Argument `size` must be provided if argument `flow` is not provided.")
        if flow is not None and size is not None:
            raise ValueError("Cannot provide both `flow` and `size` arguments at the same time.")
        if flow is not None and element_shape is not None:
            raise ValueError(
                "Cannot provide both `flow` and `element_shape` argumentsat the same time."
            )
        self.dtype = dtypes.as_dtype(dtype).base_dtype
        self.dynamic_size = dynamic_size
        self.size_given = size
        self.infer_shape = infer_shape
        self.shapes = [as_shape(element_shape)]  # shared by all arrays that come from each other
        self.flow = flow
        if flow is None:
            self.flow = scoped(name or "TensorArrayV2", lambda scope: raw.TensorListReserve(
                as_tensor(element_shape), size, element_dtype=self.dtype, name=scope))

    @property
    def element_shape(self):
        """The TensorShape of the elements, as far as it is known."""
        return self.shapes[0]

    def with_flow(self, flow):
        """Return the implementation of the array after a change."""
        new = ListArray(self.dtype, None, None, flow, self.infer_shape, None, None)
        new.dynamic_size, new.size_given = self.dynamic_size, self.size_given
        new.shapes = self.shapes
        return new

    def check_element_shape(self, shape):
        """Note the shape of an element.

        Raises:
            ValueError: other elements have another one.
        """
        if not shape.is_compatible_with(self.element_shape):
            raise ValueError(
                f"Inconsistent shapes: saw {shape} but expected {self.element_shape} "
            )
        if self.infer_shape:
            self.shapes[0] = self.element_shape.merge_with(shape)

    def _within(self, scope, function):
        if context.executing_eagerly():
            return function()
        return scoped(scope, lambda _: function())

    def read(self, index, name):
        return self._within(name or "TensorArrayV2Read", lambda: raw.TensorListGetItem(
            self.flow, index, as_tensor(self.element_shape), element_dtype=self.dtype, name=name))

    def write(self, index, value, name):
        def write():
            tensor = self._element(value)
            self.check_element_shape(tensor.shape)
            return raw.TensorListSetItem(
                self.flow, index, tensor,
                resize_if_index_out_of_bounds=bool(self.dynamic_size), name=name)

        return self.with_flow(self._within(name or "TensorArrayV2Write", write))

    def _element(self, value):
        return convert_to_tensor(value, dtype_hint=self.dtype, name="value")

    def stack(self, name):
        def stack():
            count = -1
            if not self.dynamic_size and self.size_given is not None:
                count = _known(self.size_given)
            return raw.TensorListStack(
                self.flow, as_tensor(self.element_shape), element_dtype=self.dtype,
                num_elements=count)

        return self._within(name or "TensorArrayV2Stack", stack)

    def gather(self, indices, name):
        return raw.TensorListGather(
            self.flow, indices, as_tensor(self.element_shape), element_dtype=self.dtype, name=name)

    def concat(self, name):
        shape = self.element_shape
        if shape.rank is not None:
            shape = TensorShape([None]).concatenate(shape[1:])
        leading = convert_to_tensor([], dtypes.int64, name="Const")
        return raw.TensorListConcatV2(
            self.flow, as_tensor(shape), leading, element_dtype=self.dtype, name=name)[0]

    def unstack(self, value, name):
        def unstack():
            tensor = self._element(value)
            self.check_element_shape(tensor.shape[1:])
            return raw.TensorListFromTensor(tensor, as_tensor(tensor.shape[1:]))

        return self.with_flow(self._within(name or "TensorArrayUnstack", unstack))

    def scatter(self, indices, value, name):
        def scatter():
            tensor = self._element(value)
            self.check_element_shape(tensor.shape[1:])
            return raw.TensorListScatterIntoExistingList(self.flow, tensor, indices)

        return self.with_flow(self._within(name or "TensorArrayScatter", scatter))

    def split(self, value, lengths, name):
        def split():
            tensor = self._element(value)
            long = raw.Cast(convert_to_tensor(lengths), DstT=dtypes.int64)
            known = None
            if not context.executing_eagerly():
                known = shape_inference.constant_value(long)
            rank = tensor.shape.rank
            even = known is not None and known.size and known.min() == known.max()
            if even and rank is not None:
                piece = TensorShape([int(known[0])]).concatenate(tensor.shape[1:])
                self.check_element_shape(piece)
            return raw.TensorListSplit(tensor, as_tensor(self.element_shape), long, name=name)

        return self.with_flow(self._within(name or "TensorArraySplit", split))

    def size(self, name):
        if not self.dynamic_size and self.size_given is not None:
            return convert_to_tensor(self.size_given, dtypes.int32)
        return raw.TensorListLength(self.flow, name=name)

    def close(self, name):
        return raw.NoOp(name=name)

    def grad(self, source, flow, name):
        raise NotImplementedError


def as_tensor(shape):
    """Return a shape as ops on lists take it: sizes with -1 where unknown, -1 for any shape."""
    if isinstance(shape, Tensor):
        return shape
    if isinstance(shape, TensorShape):
        shape = None if shape.rank is None else shape.as_list()
    if shape is None:
        return -1
    if not isinstance(shape, (list, tuple)) or not shape:
        return convert_to_tensor(shape, dtypes.int32, name="Const")
    return [-1 if size is None else size for size in shape]


def _known(size):
    """Return a number of elements, -1 where it is only known when the graph runs."""
    if isinstance(size, Tensor):
        value = shape_inference.constant_value(size)
        return -1 if value is None else int(value)
    return int(size)
