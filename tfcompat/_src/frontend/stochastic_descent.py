"""SGD: the one optimizer that a few documented lines of fine-tuning need where there is no Keras.

It is called as Keras's is. All else of `tf.keras` is Keras itself, and the optimizers of
TensorFlow 1 are in the v1 room.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import UnsupportedError
from tfcompat._src.core import name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.frontend import casting
from tfcompat._src.state.auto_trackable import AutoTrackable
from tfcompat._src.state.variable import Variable


_OF_KERAS = frozenset([
    "weight_decay", "clipnorm", "clipvalue", "global_clipnorm", "use_ema", "ema_momentum",
    "ema_overwrite_frequency", "loss_scale_factor", "gradient_accumulation_steps",
])


class SGD(AutoTrackable):
    """Gradient descent, with momentum if wished: `tf.keras.optimizers.SGD`.

    Args:
        learning_rate: what gradients are multiplied by; a number, or a function of the number of
            steps taken.
        momentum: how much of the last step is repeated.
        nesterov: whether the gradient is taken as that of where the momentum leads to.
        name: the name of the optimizer.

    Raises:
        ValueError: the momentum is not between 0 and 1, or there is no such argument.
        UnsupportedError: Keras has an argument of that name, this optimizer has not.

    Example:
        >>> import tfcompat as tf
        >>> optimizer = tf.keras.optimizers.SGD(0.05)
        >>> v = tf.Variable(3.0)
        >>> for _ in range(2):
        ...     with tf.GradientTape() as tape:
        ...         loss = (10.0 - 2.0 * v) ** 2
        ...     step = optimizer.apply_gradients(zip(tape.gradient(loss, [v]), [v]))
        ...     print(f"loss={loss:.2f} v={v.numpy():.2f}")
        loss=16.00 v=3.80
        loss=5.76 v=4.28
    """

    def __init__(self, learning_rate=0.01, momentum=0.0, nesterov=False, name="SGD", **kwargs):
        _check_others(kwargs)
        if not isinstance(momentum, float) or not 0 <= momentum <= 1:
            raise ValueError("`momentum` must be a float between [0, 1].")
        self.name = name
        self.momentum = momentum
        self.nesterov = nesterov
        self._iterations = Variable(0, dtype=dtypes.int64, trainable=False, name="iteration")
        self._schedule = learning_rate if callable(learning_rate) else None
        self._learning_rate = None if callable(learning_rate) else Variable(
            learning_rate, dtype=dtypes.float32, trainable=False, name="learning_rate")
        self._momentums = []
        self._places = {}

    @property
    def iterations(self):
        """The variable with the number of steps taken."""
        return self._iterations

    @property
    def learning_rate(self):
        """The variable that gradients are multiplied by; the current value, of a schedule."""
        return self._learning_rate if self._schedule is None else self._schedule(self._iterations)

    @learning_rate.setter
    def learning_rate(self, value):
        if self._schedule is not None:
            raise TypeError(
                "This optimizer was created with a `LearningRateSchedule` object as its "
                "`learning_rate` constructor argument, hence its learning rate is not settable."
            )
        self._learning_rate.assign(value)

    @property
    def variables(self):
        """All variables of the optimizer."""
        rates = [] if self._learning_rate is None else [self._learning_rate]
        return [self._iterations, *rates, *self._momentums]

    def apply_gradients(self, grads_and_vars):
        """Take a step.

        Args:
            grads_and_vars: pairs of a gradient, or None, and a variable.

        Returns:
            The variable with the number of steps taken.

        Raises:
            ValueError: no variable has a gradient.
        """
        gradients, variables = zip(*grads_and_vars, strict=True)
        self.apply(gradients, variables)
        return self._iterations

    def apply(self, grads, trainable_variables):
        """Take a step.

        Args:
            grads: a gradient, or None, for each variable.
            trainable_variables: the variables.

        Raises:
            ValueError: no variable has a gradient.
        """
        pairs = [(grad, variable) for grad, variable in zip(grads, trainable_variables, strict=True)
                 if grad is not None]
        if not pairs:
            raise ValueError("No gradients provided for any variable.")
        with name_scopes.init_scope():
            self._build([variable for _, variable in pairs])
        rate = convert_to_tensor(self.learning_rate)
        for grad, variable in pairs:
            self._step(grad, variable, casting.cast(rate, variable.dtype))
        self._iterations.assign_add(1)

    def _build(self, variables):
        if not self.momentum:
            return
        for variable in variables:
            if id(variable) not in self._places:
                self._places[id(variable)] = len(self._momentums)
                zeros = raw.ZerosLike(variable.value())
                self._momentums.append(Variable(zeros, trainable=False, name="momentum"))

    def _step(self, grad, variable, rate):
        if isinstance(grad, IndexedSlices) and not self.momentum:
            raw.ResourceScatterSub(variable.handle, grad.indices, grad.values * rate)
            return
        step = convert_to_tensor(grad) * rate
        if not self.momentum:
            variable.assign_sub(step)
            return
        kept = self._momentums[self._places[id(variable)]]
        factor = convert_to_tensor(self.momentum, variable.dtype)
        new = kept * factor - step
        kept.assign(new)
        variable.assign_add(new * factor - step if self.nesterov else new)


def _check_others(arguments):
    """Raise for arguments that are not taken; those left at Keras's None change nothing."""
    unknown = {name: value for name, value in arguments.items() if name not in _OF_KERAS}
    if unknown:
        raise ValueError(f"Argument(s) not recognized: {unknown}")
    for name, value in arguments.items():
        if value is not None and value is not False:
            raise UnsupportedError(
                f"tf.keras.optimizers.SGD({name}=...) is not supported here; it belongs to Keras."
            )
