"""The TensorArray of eager execution: a Python list of tensors, changed in place.

The class that users see is in `tensor_array`, the variant for graphs in `list_array`.
"""

from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import as_shape
from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor


class EagerArray:
    """Elements in a Python list, None in place of those that are not set."""

    handle = None

    def __init__(self, dtype, size, dynamic_size, clear_after_read, infer_shape, element_shape):
        """Make an array with elements that are not set; see `tensor_array`."""
        if size is None:
            raise ValueError(
                "Size must be declared for TensorArrays when eager execution is enabled."
            )
        self.dtype = dtypes.as_dtype(dtype).base_dtype
        self.dynamic_size = dynamic_size or False
        self.infer_shape = infer_shape
        self.element_shape = as_shape(element_shape)
        self.flow = constant(0, dtypes.int32)
        self._clear = True if clear_after_read is None else clear_after_read
        self._cleared = []
        self._items = [None] * int(size)

    def with_flow(self, flow):
        raise NotImplementedError(
            "Attempting to build a graph-mode TF2-style TensorArray from either an eager-mode "
            "TensorArray or a TF1-style TensorArray.  This is not currently supported.  You may be "
            "attempting to capture a TensorArray inside a tf.function or tf.data map function. "
            "Instead, construct a new TensorArray inside the function."
        )

    def read(self, index, name):
        index = int(index)
        if index < 0:
            raise errors.OutOfRangeError(
                None, None, f"Reading from negative indices (index {index}) is not allowed.")
        if index >= len(self._items):
            raise errors.OutOfRangeError(
                None, None,
                f"Tried to read from index {index} but array size is: {len(self._items)} ")
        tensor = self._items[index]
        if tensor is None:
            if index in self._cleared:
                raise errors.InvalidArgumentError(
                    None, None,
                    f"Could not read index {index} twice because it was cleared after a previous "
                    "read (perhaps try setting clear_after_read = false?)")
            tensor = self._set(index)
        if self._clear:
            self._items[index] = None
            self._cleared.append(index)
        return tensor

    def write(self, index, value, name):
        self._write(int(index), value)
        return self

    def _write(self, index, value):
        if index < 0:
            raise errors.OutOfRangeError(
                None, None, f"Writing to negative indices (index {index}) is not allowed.")
        size = len(self._items)
        if index >= size:
            if not self.dynamic_size:
                raise errors.OutOfRangeError(
                    None, None,
                    f"Tried to write to index {index} but array is not resizeable and size is: "
                    f"{size} ")
            self._items.extend([None] * (index - size + 1))
        if not isinstance(value, EagerTensor):
            value = convert_to_tensor(value, dtype_hint=self.dtype, name="value")
        if self.dtype != value.dtype:
            raise errors.InvalidArgumentError(
                None, None,
                f"TensorArray dtype is {self.dtype.name} but Op is trying to write dtype "
                f"{value.dtype.name} ")
        if not self.element_shape.is_compatible_with(value.shape):
            raise ValueError(
                f"Incompatible shape for value ({value.shape}), expected ({self.element_shape})")
        if self.infer_shape:
            self.element_shape = self.element_shape.merge_with(value.shape)
        self._items[index] = value

    def _set(self, index):
        """Return an element, zeros where it was not set."""
        if self._items[index] is None:
            sizes = convert_to_tensor(self.element_shape, dtypes.int32)
            zero = b"" if self.dtype == dtypes.string else 0
            self._items[index] = raw.Fill(sizes, constant(zero, self.dtype))
        return self._items[index]

    def stack(self, name):
        for index in range(len(self._items)):
            self._set(index)
        if not self._items and self.element_shape.is_fully_defined():
            return constant(0, self.dtype, [0, *self.element_shape.as_list()])
        return convert_to_tensor(self._items, self.dtype, name=name)

    def gather(self, indices, name):
        indices = convert_to_tensor(indices).numpy().tolist()
        return raw.Pack([self._set(index) for index in indices])

    def concat(self, name):
        items = [self._set(index) for index in range(len(self._items))]
        for index, item in enumerate(items):
            if not item.shape.rank and len(items) > 1:
                raise errors.InvalidArgumentError(
                    None, None,
                    f"Concat saw a scalar shape at index {index} but requires at least vectors.")
        if len(items) == 1:
            return raw.Identity(items[0])
        return raw.ConcatV2(items, 0, name=name)

    def unstack(self, value, name):
        items = _rows(value)
        if len(items) > len(self._items) and not self.dynamic_size:
            raise ValueError(
                f"Cannot unstack {len(items)} tensors into a TensorArray of static size "
                f"{len(self._items)} ")
        self._items = items
        return self

    def scatter(self, indices, value, name):
        indices = convert_to_tensor(indices).numpy().tolist()
        for index, row in zip(indices, _rows(value), strict=False):
            self._write(index, row)
        return self

    def split(self, value, lengths, name):
        value = convert_to_tensor(value, dtype_hint=self.dtype, name="value")
        lengths = convert_to_tensor(lengths)
        self._check_lengths(value.shape.as_list(), lengths.numpy(), lengths.shape)
        sizes = convert_to_tensor(lengths)
        self._items = list(raw.SplitV(value, sizes, 0, num_split=lengths.shape[0]))
        return self

    def _check_lengths(self, sizes, lengths, shape):
        total = int(lengths.sum())
        if shape.rank != 1:
            message = f"Expected lengths to be a vector, received shape: {shape.as_list()} "
        elif not sizes:
            message = f"Expected value to be at least a vector, but received shape: {sizes} "
        elif total != sizes[0]:
            message = (
                "Expected sum of lengths to be equal to values.shape[0], but sum of lengths is "
                f"{total} and value's shape is: {sizes} ")
        elif not self.dynamic_size and len(lengths) != len(self._items):
            message = (
                f"TensorArray's size is not equal to the size of lengths ({len(self._items)} vs. "
                f"{len(lengths)}), and the TensorArray is not marked as dynamically resizeable.")
        else:
            return
        raise errors.InvalidArgumentError(None, None, message)

    def size(self, name):
        return constant(len(self._items), dtypes.int32)

    def close(self, name):
        self._items.clear()

    def grad(self, source, flow, name):
        raise NotImplementedError(
            "TensorArray.grad is not supported when executing eagerly; eager's gradient "
            "implementation does not use/need this function to compute gradients of operations "
            "that use TensorArrays."
        )


def _rows(value):
    tensor = convert_to_tensor(value)
    if tensor.shape.rank == 0:
        return list(raw.Unpack(tensor, num=0))
    return list(raw.Unpack(tensor, num=tensor.shape[0]))
