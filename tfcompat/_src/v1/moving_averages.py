"""tf.train.ExponentialMovingAverage: averages of variables over their past values."""

from tfcompat._src.base import dtypes, names
from tfcompat._src.base.errors import UnsupportedError
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.frontend import casting, control
from tfcompat._src.state.variable import Variable
from tfcompat._src.v1 import updates, variable_kinds
from tfcompat._src.v1.collections import GraphKeys, add_to_collection, get_collection

_FLOATS = frozenset([dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64])
_NAMES = names.UniqueNames()


class ExponentialMovingAverage:
    """Keeps for variables an average in which older values count less and less.

    Each call of `apply` makes `average = decay * average + (1 - decay) * variable`.

    Args:
        decay: how much of the average stays.
        num_updates: the number of updates so far; the decay is then at most
            (1 + num_updates) / (10 + num_updates).
        zero_debias: whether averages of tensors that begin with zeros are corrected; not
            supported.
        name: the name that averages have behind those of variables.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> averages = tf.train.ExponentialMovingAverage(0.5)
        >>> averages.apply([v])
        >>> _ = v.assign(3.0)
        >>> averages.apply([v])
        >>> float(averages.average(v))
        2.0
    """

    def __init__(self, decay, num_updates=None, zero_debias=False, name="ExponentialMovingAverage"):
        self._decay = decay
        self._num_updates = num_updates
        self._zero_debias = zero_debias
        self._name = name
        self._averages = {}

    @property
    def name(self):
        """The name."""
        return self._name

    def apply(self, var_list=None):
        """Take the values that variables have now into their averages.

        Args:
            var_list: the variables, and in graphs tensors; by default all trainable variables.

        Returns:
            The operation that does it; None eagerly.

        Raises:
            TypeError: a dtype is not floating, or a tensor is given eagerly.
        """
        var_list = get_collection(GraphKeys.TRAINABLE_VARIABLES) if var_list is None else var_list
        for variable in var_list:
            if variable.dtype.base_dtype not in _FLOATS:
                raise TypeError(f"The variables must be half, float, or double: {variable.name}")
            if isinstance(variable, EagerTensor):
                raise TypeError("tf.train.ExponentialMovingAverage does not support non-Variable "
                                "tensors when eager execution is enabled.")
            if _key(variable) not in self._averages:
                with name_scopes.init_scope():
                    self._averages[_key(variable)] = variable, self._made(variable)
        with name_scopes.name_scope(self._name) as scope:
            decay = self._current_decay()
            done = [self._update(variable, decay) for variable in var_list]
            return control.group(*done, name=scope)

    def _made(self, variable):
        """Make the average of a variable, or of a tensor of a graph."""
        eager = context.around().is_eager
        if isinstance(variable, Variable):
            name, first = f"{variable._shared_name}/{self._name}", variable.value
            if not eager:
                first = variable.initial_value
                add_to_collection(GraphKeys.MOVING_AVERAGE_VARIABLES, variable)
        elif self._zero_debias:
            raise UnsupportedError("ExponentialMovingAverage(zero_debias=True) of tensors.")
        else:
            name = f"{variable.op.name}/{self._name}"
            first = raw.Fill(
                variable.shape.as_list(), convert_to_tensor(0, variable.dtype.base_dtype))
        with name_scopes.name_scope(""):
            return variable_kinds.make(
                first, trainable=False, name=_NAMES.take(name) if eager else name)

    def _current_decay(self):
        decay = convert_to_tensor(self._decay, dtypes.float32, name="decay")
        if self._num_updates is None:
            return decay
        count = casting.cast(self._num_updates, dtypes.float32, name="num_updates")
        return raw.Minimum(decay, (1.0 + count) / (10.0 + count))

    def _update(self, variable, decay):
        average = self._averages[_key(variable)][1]
        rest = casting.cast(1.0 - decay, average.dtype.base_dtype)
        step = (updates.current(average) - convert_to_tensor(variable)) * rest
        return updates.assign_sub(average, step)

    def average(self, var):
        """Return the variable with the average of another one, or None if there is none.

        Args:
            var: a variable, or in graphs a tensor.
        """
        kept = self._averages.get(_key(var))
        return None if kept is None else kept[1]

    def average_name(self, var):
        """Return the name of the average of a variable, without ":0", made already or not.

        Args:
            var: a variable, or in graphs a tensor.
        """
        kept = self.average(var)
        if kept is not None:
            return kept._shared_name
        name = var._shared_name if isinstance(var, Variable) else var.op.name
        return f"{name}/{self._name}"

    def variables_to_restore(self, moving_avg_variables=None):
        """Return what a saver needs to restore averages into the variables themselves.

        Args:
            moving_avg_variables: the variables that have averages; by default those of the graph.

        Returns:
            A dict of the names in the checkpoint to variables.
        """
        chosen = moving_avg_variables
        if chosen is None:
            chosen = [*get_collection(GraphKeys.TRAINABLE_VARIABLES),
                      *get_collection(GraphKeys.MOVING_AVERAGE_VARIABLES)]
        found = {self.average_name(variable): variable for variable in chosen}
        known = {id(variable) for variable in chosen}
        for variable in variable_kinds.global_variables():
            if id(variable) not in known:
                found.setdefault(variable._shared_name, variable)
        return found


def _key(variable):
    """What tells a variable, or a tensor, from others."""
    return id(variable._resource if isinstance(variable, Variable) else variable)
