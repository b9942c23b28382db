"""SymbolicTensor: the output of a node in a graph, a tensor that has no value yet.

Which values are known all the same, and shapes that were left open when the node was imported,
are found by `shape_inference`; nodes are in `operation`.
"""

from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.core import context
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.graph import sessions
from tfcompat._src.graph.summaries import shape_text

_ADVICE = (
    "You can attempt the following resolutions to the problem: If you are running in Graph mode, "
    "use Eager execution mode or decorate this function with @tf.function. If you are using "
    "AutoGraph, you can try decorating this function with @tf.function. If that does not work, "
    "then you may be using an unsupported feature or your source code may not be visible to "
    "AutoGraph. See https://github.com/tensorflow/tensorflow/blob/master/tensorflow/python/"
    "autograph/g3doc/reference/limitations.md#access-to-source-code for more information."
)
_REFERRING = frozenset([dtypes.resource, dtypes.variant])
_NUMPY_NAMES = frozenset(
    ["T", "astype", "ravel", "transpose", "reshape", "clip", "size", "tolist", "data"]
)


class SymbolicTensor(Tensor):
    """One output of an `Operation`.

    Attributes:
        op: the Operation that yields it.
        value_index: which output of the operation it is.
        is_ref: whether it is a reference to a variable of the old kind.
    """

    _id = None  # see core.tensor.identify

    def __init__(self, op, value_index, dtype, is_ref=False):
        self.op = op
        self.value_index = value_index
        self.is_ref = is_ref
        self._dtype = dtype
        self._shape = None
        self._handle_data = None
        self.users = []

    @property
    def dtype(self):
        """The DType of the elements; None while the op that yields them is unknown."""
        return self._dtype._as_ref if self.is_ref else self._dtype

    @property
    def shape(self):
        """The TensorShape, as far as it is known."""
        if self._shape is None:
            from tfcompat._src.graph import shape_inference

            shape_inference.infer_missing(self)
        return self._shape

    @property
    def ndim(self):
        """The number of dimensions, -1 where it is not known."""
        rank = self.shape.rank
        return -1 if rank is None else rank

    @property
    def handle_data(self):
        """(DType, TensorShape) of the variable or list behind the tensor, or None."""
        if self._handle_data is None and self._dtype in _REFERRING:
            from tfcompat._src.graph import shape_inference

            if self._shape is None:
                shape_inference.infer_missing(self)
            self._handle_data = shape_inference.handle_data(self)
        return self._handle_data

    @handle_data.setter
    def handle_data(self, value):
        self._handle_data = value

    def _known_value(self):
        from tfcompat._src.graph import shape_inference

        return shape_inference.constant_value(self)

    @property
    def graph(self):
        """The graph that the tensor belongs to."""
        return self.op.graph

    @property
    def name(self):
        """The node's name and the output index, e.g. "dense/MatMul:0"."""
        return f"{self.op.name}:{self.value_index}"

    @property
    def device(self):
        """The device its node asks for."""
        return self.op.device

    def consumers(self):
        """Return the operations that have this tensor among their inputs."""
        return list(dict.fromkeys(self.users))

    def set_shape(self, shape):
        """Merge `shape` into what is known of the shape.

        Raises:
            ValueError: the two contradict each other.
        """
        known, given = self.shape, as_shape(shape)
        if not known.is_compatible_with(given):
            raise ValueError(_contradiction(known, given))
        self._shape = known.merge_with(given)

    def eval(self, feed_dict=None, session=None):
        """Run the graph in a session and return the value.

        Raises:
            ValueError: there is no session, or it is for another graph.
        """
        return sessions.evaluate(self, feed_dict, session)

    # Within functions, tensors compare elementwise as eager ones do; in other graphs by identity.

    def __eq__(self, other):
        return super().__eq__(other) if self.op.graph.building_function else self is other

    def __ne__(self, other):
        return super().__ne__(other) if self.op.graph.building_function else self is not other

    def __hash__(self):
        if self.op.graph.building_function:
            raise TypeError("Tensor is unhashable. Instead, use tensor.ref() as the key.")
        return id(self)

    def __bool__(self):
        raise errors.OperatorNotAllowedInGraphError(
            f"Using a symbolic `tf.Tensor` as a Python `bool` is not allowed. {_ADVICE}"
        )

    def __iter__(self):
        if context.executing_eagerly() and self.shape.rank == 0:
            raise TypeError("Cannot iterate over a scalar tensor.")
        raise errors.OperatorNotAllowedInGraphError(
            f"Iterating over a symbolic `tf.Tensor` is not allowed. {_ADVICE}"
        )

    def __len__(self):
        raise TypeError(
            f"len is not well defined for a symbolic Tensor ({self.name}). Please call "
            "`x.shape` rather than `len(x)` for shape information."
        )

    def __array__(self, dtype=None, copy=None):
        raise NotImplementedError(
            f"Cannot convert a symbolic tf.Tensor ({self.name}) to a numpy array. This error may "
            "indicate that you're trying to pass a Tensor to a NumPy call, which is not supported."
        )

    def __getattr__(self, name):
        if name in _NUMPY_NAMES:
            raise AttributeError(
                f"SymbolicTensor object has no attribute '{name}'. \n"
                "        If you are looking for numpy-related methods, please run the following:"
                "\n        tf.experimental.numpy.experimental_enable_numpy_behavior()\n      "
            )
        raise AttributeError(f"'SymbolicTensor' object has no attribute '{name}'")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __str__(self):
        shape = self.shape
        shown = "" if shape.rank is None else f", shape={shape}"
        return f'Tensor("{self.name}"{shown}, dtype={self.dtype.name})'

    def __repr__(self):
        return f"<tf.Tensor '{self.name}' shape={self.shape} dtype={self.dtype.name}>"


def _contradiction(known, given):
    """The sentence for two shapes of one tensor that cannot both be."""
    shown = [shape_text(known), shape_text(given)]
    if known.rank != given.rank:
        return f"Shapes must be equal rank, but are {known.rank} and {given.rank}"
    pairs = enumerate(zip(known.as_list(), given.as_list(), strict=True))
    axis, (a, b) = next((i, p) for i, p in pairs if None not in p and p[0] != p[1])
    return (f"Dimension {axis} in both shapes must be equal, but are {a} and {b}. Shapes are "
            f"{shown[0]} and {shown[1]}.")


def unknown_shapes(count):
    """Return that many wholly unknown shapes."""
    return [TensorShape(None)] * count
