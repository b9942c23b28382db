"""Variable: a tensor that can change, behind a resource handle.

The handle's operations are in `ops/variables.py`; here is the object that users hold: creation,
assignment, reading, naming and what checkpoints store of it.
"""

import enum
import weakref

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import as_shape
from tfcompat._src.base.specs import register_type_spec_from_value_converter
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.operators import OperatorMixin
from tfcompat._src.core.resources import VariableResource
from tfcompat._src.core.tensor import EagerTensor, Reference, Tensor, identify, value_text
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.function import tracing_scope
from tfcompat._src.registry import find
from tfcompat._src.state.variable_creators import VariableMetaclass
from tfcompat._src.state.variable_spec import VariableSpec

VARIABLE_VALUE = "VARIABLE_VALUE"


class VariableSynchronization(enum.Enum):
    """When a distributed variable is synced.

    Example:
        >>> import tfcompat as tf
        >>> tf.Variable(1.0).synchronization is tf.VariableSynchronization.AUTO
        True
    """

    AUTO = 0
    NONE = 1
    ON_WRITE = 2
    ON_READ = 3


class VariableAggregation(enum.Enum):
    """How a distributed variable is aggregated.

    Example:
        >>> import tfcompat as tf
        >>> tf.Variable(1.0).aggregation is tf.VariableAggregation.NONE
        True
    """

    NONE = 0
    SUM = 1
    MEAN = 2
    ONLY_FIRST_REPLICA = 3


class Variable(Trackable, OperatorMixin, metaclass=VariableMetaclass):
    """A tensor whose value can be changed: `tf.Variable`.

    Args:
        initial_value: the first value: anything that converts to a tensor, or a function of no
            arguments that returns such.
        trainable: whether gradient tapes watch it; True unless synchronization is ON_READ.
        validate_shape: False allows the shape to be unknown.
        name: the name, "Variable" by default; ":0" is appended.
        dtype: the dtype to convert the initial value to.
        constraint: a function that optimizers apply after each update.
        synchronization: a VariableSynchronization.
        aggregation: a VariableAggregation.
        shape: the shape, where later values may differ in shape from the first one.

    Raises:
        ValueError: there is no initial value, or it contradicts `shape` or `dtype`.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(3.0)
        >>> v.assign_add(1.0)
        <tf.Variable 'UnreadVariable' shape=() dtype=float32, numpy=4.0>
        >>> v * 2
        <tf.Tensor: shape=(), dtype=float32, numpy=8.0>
    """

    asks_creators = True  # subclasses decide for themselves

    def __init__(
        self, initial_value=None, trainable=None, validate_shape=True, caching_device=None,
        name=None, variable_def=None, dtype=None, import_scope=None, constraint=None,
        synchronization=VariableSynchronization.AUTO, aggregation=VariableAggregation.NONE,
        shape=None, experimental_enable_variable_lifting=True,
    ):
        if variable_def is not None or import_scope is not None:
            raise NotImplementedError(
                "tf.Variable(variable_def=..., import_scope=...) is not supported; it belongs to "
                "TensorFlow 1.x graphs."
            )
        if initial_value is None:
            raise ValueError(
                "The `initial_value` arg to `tf.Variable` must be specified except when you are "
                "not providing a `variable_def`. You provided neither."
            )
        if constraint is not None and not callable(constraint):
            raise ValueError(
                "Argument `constraint` must be None or a callable. a callable. Got a "
                f"{type(constraint)}:  {constraint}"
            )
        prefix = name_scopes.current_prefix()
        tracing_scope.check_variable_creation()
        value = _first_value(initial_value, dtype)
        if shape is not None and not value.shape.is_compatible_with(as_shape(shape)):
            raise ValueError(
                f"In this `tf.Variable` creation, the initial value's shape ({value.shape}) is "
                f"not compatible with the explicitly supplied `shape` argument ({shape})."
            )
        if shape is None:
            shape = value.shape  # `validate_shape` is ignored, as in TensorFlow
        self._setup(
            f"{prefix}{'Variable' if name is None else name}", value.dtype, as_shape(shape),
            trainable, synchronization, aggregation, constraint, getattr(value, "_array", None),
        )
        tracing_scope.variable_created(self, None if hasattr(value, "_array") else value)

    def _setup(
        self, shared_name, dtype, shape, trainable, synchronization, aggregation, constraint, array
    ):
        if trainable is None:
            trainable = synchronization != VariableSynchronization.ON_READ
        self._shared_name = shared_name
        self._trainable = trainable
        self._synchronization = synchronization
        self._aggregation = aggregation
        self._constraint = constraint
        resource = VariableResource(dtype, shape, shared_name, "Anonymous", array)
        resource.owner = weakref.ref(self)
        self._handle = EagerTensor(resource, dtypes.resource)
        identify(self._handle)  # tapes list variables in the order in which they were made

    @classmethod
    def from_value(cls, shared_name, dtype, shape, array=None, trainable=True,
                   synchronization=VariableSynchronization.AUTO,
                   aggregation=VariableAggregation.NONE):
        """Return a variable around an array, or without a value yet, running no ops."""
        variable = cls.__new__(cls)
        variable._setup(
            shared_name, dtype, shape, trainable, synchronization, aggregation, None, array
        )
        return variable

    @classmethod
    def from_handle(cls, handle, spec):
        """Return a variable behind a symbolic handle, as its VariableSpec describes it."""
        variable = cls.__new__(cls)
        variable._setup(
            handle.op.name, spec.dtype, spec.shape, spec.trainable, VariableSynchronization.AUTO,
            VariableAggregation.NONE, None, None,
        )
        variable._described = variable._handle._array
        variable._handle = handle
        return variable

    def __tf_tracing_type__(self, context):
        number = context.alias_global_id(self._handle_id())
        context.add_placeholder(number, self)
        return VariableSpec(self.shape, self.dtype, self.trainable, number)

    def _handle_id(self):
        return id(self._handle)

    @property
    def handle(self):
        """The resource tensor that ops on the variable take."""
        return self._handle

    @property
    def name(self):
        """The name, ending in ":0"."""
        return f"{self._shared_name}:0"

    _handle_name = name

    @property
    def _resource(self):
        handle = self._handle
        return handle._array if type(handle) is EagerTensor else self._described

    @property
    def dtype(self):
        """The DType of the value."""
        return self._resource.dtype

    @property
    def shape(self):
        """The TensorShape that values are compatible with."""
        return self._resource.shape

    def get_shape(self):
        """Return the shape."""
        return self.shape

    @property
    def device(self):
        """The name of the device that holds the value."""
        return self._handle.device

    @property
    def trainable(self):
        """Whether gradient tapes watch the variable."""
        return self._trainable

    @property
    def synchronization(self):
        """The VariableSynchronization."""
        return self._synchronization

    @property
    def aggregation(self):
        """The VariableAggregation."""
        return self._aggregation

    @property
    def constraint(self):
        """The function that optimizers apply after an update, or None."""
        return self._constraint

    @property
    def initializer(self):
        """None: the value is set on creation when running eagerly."""
        return None

    def value(self):
        """Return the current value as a tensor."""
        if context.current().is_eager:
            value = self._read_at_once()
            if value is not None:
                return value
        return raw.ReadVariableOp(self._handle, dtype=self.dtype)

    def _read_at_once(self):
        """Read eagerly as ReadVariableOp does; None where that is an error."""
        resource = self._handle._array
        if resource.value is None:
            return None
        tensor = EagerTensor(resource.value, resource.dtype)
        for recorder in tuple(context.recorders()):
            recorder.record(
                find("ReadVariableOp"), (self._handle,), {"dtype": resource.dtype}, (tensor,))
        return tensor

    def read_value(self):
        """Return the current value as a tensor of its own."""
        with name_scopes.name_scope("Read"):
            value = self.value()
        return raw.Identity(value)

    def numpy(self):
        """Return the current value as numpy; only when running eagerly."""
        self._check_eager()
        return self.value().numpy()

    @staticmethod
    def _check_eager():
        if not context.executing_eagerly():
            raise NotImplementedError("numpy() is only available when eager execution is enabled.")

    def is_initialized(self, name=None):
        """Return a boolean tensor: whether the variable has a value."""
        return raw.VarIsInitializedOp(self._handle, name=name)

    def assign(self, value, use_locking=False, name=None, read_value=True):
        """Set the value.

        Args:
            value: what to set, of the variable's dtype and a compatible shape.
            use_locking, name: as in TensorFlow.
            read_value: whether to return something to read the new value from.

        Returns:
            The variable as it is after the assignment, or None (the op, in graphs).

        Raises:
            ValueError: the shape or dtype of the value does not fit.
        """
        value = convert_to_tensor(value, self.dtype, name="Const")
        if not self.shape.is_compatible_with(value.shape):
            raise ValueError(
                f"Cannot assign value to variable ' {self.name}': Shape mismatch."
                f"The variable shape {self.shape}, and the assigned value shape {value.shape} are "
                "incompatible."
            )
        op = raw.AssignVariableOp(self._handle, value, name=name)
        return self._after(op, read_value)

    def assign_add(self, delta, use_locking=False, name=None, read_value=True):
        """Add to the value; see `assign`."""
        delta = convert_to_tensor(delta, self.dtype, name="Const")
        op = raw.AssignAddVariableOp(self._handle, delta, name=name)
        return self._after(op, read_value)

    def assign_sub(self, delta, use_locking=False, name=None, read_value=True):
        """Subtract from the value; see `assign`."""
        delta = convert_to_tensor(delta, self.dtype, name="Const")
        op = raw.AssignSubVariableOp(self._handle, delta, name=name)
        return self._after(op, read_value)

    def _after(self, op, read_value):
        if not read_value:
            return op
        for recorder in context.recorders():  # what is returned may be read
            recorder.accessed(self)
        return UnreadVariable(self, op)

    def load(self, value, session=None):
        """Set the value (the 1.x spelling of `assign`)."""
        self.assign(value)

    def ref(self):
        """Return a hashable reference to the variable."""
        return Reference(self)

    experimental_ref = ref

    def __tf_tensor__(self, dtype=None, name=None):
        if dtype is not None and not dtypes.as_dtype(dtype).is_compatible_with(self.dtype):
            raise ValueError(
                f"Incompatible type conversion requested to type {dtypes.as_dtype(dtype).name} "
                f"for `tf.Variable of type {self.dtype.name}. (Variable: {self!r})"
            )
        return self.value()

    def __array__(self, dtype=None, copy=None):
        self._check_eager()
        # as TensorFlow, an array to write into, unless the caller insists on none
        return self.value().__array__(dtype, copy is None or copy)

    def __bool__(self):
        return bool(self.value())

    def __int__(self):
        return int(self.value().numpy())

    def __float__(self):
        return float(self.value().numpy())

    def __complex__(self):
        return complex(self.value().numpy())

    def __index__(self):
        return self.value().__index__()

    def __iter__(self):
        return iter(self.value())

    def __hash__(self):
        raise TypeError(
            "Variable is unhashable. Instead, use variable.ref() as the key. "
            f"(Variable: {self!r})"
        )

    def __repr__(self):
        head = f"<tf.Variable '{self._shown_name}' shape={self.shape} dtype={self.dtype.name}"
        if not context.executing_eagerly():
            return head + ">"
        if self._resource.value is None:
            return head + ", numpy=<uninitialized>>"
        return f"{head}, numpy={value_text(self.value(), is_repr=True)}>"

    @property
    def _shown_name(self):
        return self.name

    def __copy__(self):
        return self._copied()

    def __deepcopy__(self, memo):
        copied = memo[id(self)] = self._copied()
        return copied

    def _copied(self):
        if not context.executing_eagerly():
            raise NotImplementedError("__deepcopy__() is only available when eager execution is "
                                      "enabled.")
        return Variable.from_value(
            self._shared_name, self.dtype, self.shape, self._resource.value, self._trainable,
            self._synchronization, self._aggregation,
        )

    def __reduce__(self):
        return _rebuild, (
            self._shared_name, self.dtype, self.shape.as_list() if self.shape.rank is not None
            else None, self._resource.value, self._trainable,
        )

    def _serialize_to_tensors(self):
        return {VARIABLE_VALUE: self.value()}

    def _restore_from_tensors(self, restored_tensors):
        self._restore_value(restored_tensors[VARIABLE_VALUE])

    def _restore_value(self, value):
        if not self.shape.is_compatible_with(value.shape):
            raise ValueError(
                f"Received incompatible tensor with shape {value.shape} when attempting to "
                f"restore variable with shape {self.shape} and name {self.name}."
            )
        return self.assign(value, read_value=False)


class UnreadVariable(Variable):
    """What an assignment returns: the same variable, read after that assignment."""

    def __init__(self, variable, op):
        for name in ("_shared_name", "_trainable", "_synchronization", "_aggregation",
                     "_constraint", "_handle"):
            setattr(self, name, getattr(variable, name))
        self._op = op

    @property
    def _shown_name(self):
        return "UnreadVariable"

    @property
    def op(self):
        """The assignment, in graphs."""
        return self._op


def _first_value(initial_value, dtype):
    """Return the first value as a tensor, computed outside of all graphs where possible.

    Within the first trace of a function it may be a tensor of the graph; its value is computed
    when the function is called.
    """
    symbolic = tracing_scope.creating() and not context.executing_eagerly()
    if symbolic and isinstance(initial_value, Tensor) and type(initial_value) is not EagerTensor:
        return convert_to_tensor(initial_value, dtype)
    try:
        with context.eagerly():
            return _initial_tensor(initial_value, dtype)
    except TypeError as error:
        if not symbolic or "out of scope" not in str(error):
            raise
    return convert_to_tensor(initial_value() if callable(initial_value) else initial_value, dtype)


def _initial_tensor(initial_value, dtype):
    value = initial_value() if callable(initial_value) else initial_value
    try:
        value = convert_to_tensor(value, dtype)
    except ValueError as error:
        if isinstance(value, Tensor):
            raise ValueError(f"initial_value: {error}") from None
        raise
    if not isinstance(value, EagerTensor):
        raise ValueError(
            "Tensor-typed variable initializers must either be wrapped in an init_scope or "
            "callable (e.g., `tf.Variable(lambda : tf.truncated_normal([10, 40]))`) when "
            "building functions. Please file a feature request if this restriction inconveniences "
            "you."
        )
    return value


def _rebuild(shared_name, dtype, shape, array, trainable):
    return Variable.from_value(shared_name, dtype, as_shape(shape), array, trainable)


register_type_spec_from_value_converter(Variable, VariableSpec.from_value, allow_subclass=True)
