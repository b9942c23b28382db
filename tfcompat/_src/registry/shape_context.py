"""ShapeContext: what a shape function may know of a call - shapes, attributes, known values.

Who builds one decides how values become known: the graph looks through constant nodes, tests
hand in arrays. Shape functions never see tensors or arrays otherwise.
"""

from tfcompat._src.base.shapes import TensorShape


class ShapeContext:
    """One call as a shape function sees it.

    Args:
        record: the `Op` called.
        shapes: one item per input argument: a TensorShape, or a list of them for list arguments.
        attrs: canonical attribute values.
        value: function from an input's name to its constant ndarray, or None where unknown.
        value_as_shape: function from an input's name to a TensorShape read from its value.
        handle: function from an input's name to (DType, TensorShape) of the resource behind it.
        outputs: the number of flat outputs.

    Attributes:
        handles: (DType, TensorShape) behind outputs, by position, as shape functions set them.
    """

    __slots__ = (
        "_attrs", "_handle", "_shapes", "_value", "_value_as_shape", "handles", "outputs",
        "record",
    )

    def __init__(
        self, record, shapes, attrs, value=None, value_as_shape=None, handle=None, outputs=1
    ):
        self.record = record
        names = [arg.name for arg in record.definition.inputs]
        self._shapes = dict(zip(names, shapes, strict=True))
        self._attrs = attrs
        self._value = value
        self._value_as_shape = value_as_shape
        self._handle = handle
        self.outputs = outputs
        self.handles = {}

    def __getitem__(self, name):
        """The shape of input `name`; a list of shapes for a list argument."""
        return self._shapes[name]

    @property
    def shapes(self):
        """The shapes of all input arguments, in order."""
        return list(self._shapes.values())

    def attr(self, name):
        """The canonical value of attribute `name`."""
        return self._attrs[name]

    def value(self, name):
        """The value of input `name` as an ndarray where it is constant, else None."""
        return self._value(name) if self._value else None

    def value_as_shape(self, name):
        """The shape that input `name` spells out, as far as it is known."""
        if self._value_as_shape:
            return self._value_as_shape(name)
        value = self.value(name)
        if value is not None:
            if value.ndim == 0 and value == -1:
                return TensorShape(None)
            return TensorShape([None if size < 0 else int(size) for size in value.reshape(-1)])
        shape = self._shapes[name]
        rank = shape[0] if shape.rank == 1 else None
        return TensorShape(None if rank is None else [None] * rank)

    def handle(self, name):
        """(DType, TensorShape) of what the resource or list `name` refers to, or None."""
        return self._handle(name) if self._handle else None

    def set_handle(self, position, dtype, shape):
        """State what an output, a list or a resource, refers to."""
        self.handles[position] = (dtype, shape)
