"""The optimizers of tf.compat.v1.train: which op changes a variable, and what it is given.

The formulas themselves are ops, see `ops/training.py`. What optimizers share is in `optimizer.py`.
"""

from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import casting, control
from tfcompat._src.v1 import updates
from tfcompat._src.v1.optimizer import Optimizer


class _Numbered(Optimizer):
    """An optimizer with numbers, or functions that return them, such as a learning rate."""

    def __init__(self, use_locking, name, numbers, own_scope=False):
        super().__init__(use_locking, name, own_scope)
        self._numbers = numbers
        self._tensors = {}

    def _prepare(self):
        self._tensors = {
            name: convert_to_tensor(self._call_if_callable(number), name=name)
            for name, number in self._numbers.items()
        }

    def _given(self, names, dtype):
        """Return numbers as tensors of the dtype of a gradient."""
        tensors = [self._tensors[name] for name in names]
        return [casting.cast(tensor, dtype) for tensor in tensors]


class _ByOp(_Numbered):
    """An optimizer that is one op, for all of a variable or for rows of it.

    Attributes:
        op: the name of the op without its prefix, such as "ResourceApply" or "SparseApply".
        slots: the slots, in the order of the op's arguments.
        before, after: the numbers before and after the gradient in that order.
    """

    op, slots, before, after = "", (), (), ()

    def _resource_apply_dense(self, grad, var):
        return self._apply(f"Apply{self.op}", var, [grad])

    def _resource_apply_sparse(self, grad, var, indices):
        return self._apply(f"SparseApply{self.op}", var, [grad, indices])

    def _apply(self, name, var, gradient):
        dtype = gradient[0].dtype
        slots = [updates.reference(self.get_slot(var, slot)) for slot in self.slots]
        return updates.apply(
            name, var, *slots, *self._given(self.before, dtype), *gradient,
            *self._given(self.after, dtype), **self._more())

    def _more(self):
        """The arguments that are given by name."""
        return {"use_locking": self._use_locking}


class GradientDescentOptimizer(_ByOp):
    """Gradient descent.

    Args:
        learning_rate: what gradients are multiplied by.
        use_locking: whether updates hold locks.
        name: the name of the operations.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable([1.0, 2.0])
        >>> optimizer = tf.compat.v1.train.GradientDescentOptimizer(0.25)
        >>> optimizer.apply_gradients([(tf.constant([4.0, 0.0]), v)])
        >>> v.numpy()
        array([0., 2.], dtype=float32)
    """

    op, before = "GradientDescent", ("learning_rate",)

    def __init__(self, learning_rate, use_locking=False, name="GradientDescent"):
        super().__init__(use_locking, name, {"learning_rate": learning_rate})

    def _resource_apply_sparse_duplicate_indices(self, grad, handle, indices):
        [rate] = self._given(["learning_rate"], grad.dtype)
        return updates.scatter_add(handle, indices, -grad * rate)


class MomentumOptimizer(_ByOp):
    """Gradient descent with momentum: part of the last step is repeated.

    Args:
        learning_rate: what gradients are multiplied by.
        momentum: what the last step is multiplied by.
        use_locking: whether updates hold locks.
        name: the name of operations and slots.
        use_nesterov: whether the gradient is taken as that of where the momentum leads to.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> optimizer = tf.compat.v1.train.MomentumOptimizer(0.25, 0.5)
        >>> for _ in range(2):
        ...     optimizer.apply_gradients([(tf.constant(1.0), v)])
        >>> float(v), float(optimizer.get_slot(v, "momentum"))
        (0.375, 1.5)
    """

    op, slots = "Momentum", ("momentum",)
    before, after = ("learning_rate",), ("momentum",)

    def __init__(self, learning_rate, momentum, use_locking=False, name="Momentum",
                 use_nesterov=False):
        super().__init__(
            use_locking, name, {"learning_rate": learning_rate, "momentum": momentum})
        self._use_nesterov = use_nesterov

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "momentum", self._name)

    def _more(self):
        return {"use_locking": self._use_locking, "use_nesterov": self._use_nesterov}


class AdamOptimizer(_Numbered):
    """Adam: steps scaled by moving averages of gradients and of their squares.

    Args:
        learning_rate: the length of steps.
        beta1: the decay of the averages of gradients.
        beta2: the decay of the averages of their squares.
        epsilon: what is added to the root of the latter.
        use_locking: whether updates hold locks.
        name: the name of operations and slots.
        use_own_namescope_for_non_slot_vars: whether the powers of the betas are named after it.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> optimizer = tf.compat.v1.train.AdamOptimizer(0.5)
        >>> optimizer.minimize(lambda: v * v)
        >>> round(float(v), 4), optimizer.get_slot_names()
        (0.5, ['m', 'v'])
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8,
                 use_locking=False, name="Adam", use_own_namescope_for_non_slot_vars=False):
        super().__init__(
            use_locking, name, {"learning_rate": learning_rate, "beta1": beta1, "beta2": beta2,
                                "epsilon": epsilon}, use_own_namescope_for_non_slot_vars)

    def _get_beta_accumulators(self):
        return self._non_slots.get("beta1_power"), self._non_slots.get("beta2_power")

    def _create_slots(self, var_list):
        for beta in ("beta1", "beta2"):
            first = self._call_if_callable(self._numbers[beta])
            self._create_non_slot_variable(first, f"{beta}_power")
        for var in var_list:
            self._zeros_slot(var, "m", self._name)
            self._zeros_slot(var, "v", self._name)

    def _resource_apply_dense(self, grad, var):
        powers = [casting.cast(power, grad.dtype) for power in self._get_beta_accumulators()]
        numbers = self._given(["learning_rate", "beta1", "beta2", "epsilon"], grad.dtype)
        slots = [updates.reference(self.get_slot(var, name)) for name in ("m", "v")]
        return updates.apply(
            "ApplyAdam", var, *slots, *powers, *numbers, grad, use_locking=self._use_locking)

    def _resource_apply_sparse(self, grad, var, indices):
        power1, power2 = [casting.cast(p, grad.dtype) for p in self._get_beta_accumulators()]
        rate, beta1, beta2, epsilon = self._given(
            ["learning_rate", "beta1", "beta2", "epsilon"], grad.dtype)
        one = convert_to_tensor(1, grad.dtype)
        rate = rate * raw.Sqrt(one - power2) / (one - power1)
        first = self._decayed(self.get_slot(var, "m"), beta1, grad * (one - beta1), indices)
        second = self._decayed(
            self.get_slot(var, "v"), beta2, (grad * grad) * (one - beta2), indices)
        step = rate * first / (raw.Sqrt(second) + epsilon)
        update = updates.assign_sub(var, step)
        return update if context.executing_eagerly() else control.group(update)

    @staticmethod
    def _decayed(slot, beta, values, indices):
        """Let a slot decay everywhere and add values to rows of it; return what it is then."""
        decayed = updates.assign(slot, updates.current(slot) * beta)
        with control.control_dependencies([decayed]):
            added = updates.scatter_add(slot, indices, values)
        with control.control_dependencies([added]):
            return updates.current(slot)

    def _finish(self, operations, name):
        with control.control_dependencies(operations):
            steps = [
                updates.assign(power, updates.current(power) * self._tensors[beta])
                for power, beta in zip(self._get_beta_accumulators(), ("beta1", "beta2"),
                                       strict=True)
            ]
        return control.group(*operations, *steps, name=name)


class AdagradOptimizer(_ByOp):
    """Adagrad: steps divided by the root of the sum of all squares of gradients.

    Args:
        learning_rate: what gradients are multiplied by.
        initial_accumulator_value: what the sums begin with.
        use_locking: whether updates hold locks.
        name: the name of operations and slots.

    Raises:
        ValueError: the sums do not begin with a positive number.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> optimizer = tf.compat.v1.train.AdagradOptimizer(0.5)
        >>> optimizer.apply_gradients([(tf.constant(2.0), v)])
        >>> round(float(optimizer.get_slot(v, "accumulator")), 4)
        4.1
    """

    op, slots = "Adagrad", ("accumulator",)
    before = ("learning_rate",)

    def __init__(self, learning_rate, initial_accumulator_value=0.1, use_locking=False,
                 name="Adagrad"):
        _check_positive("initial_accumulator_value", initial_accumulator_value)
        super().__init__(use_locking, name, {"learning_rate": learning_rate})
        self._initial_accumulator_value = initial_accumulator_value

    def _create_slots(self, var_list):
        for var in var_list:
            self._filled_slot(var, self._initial_accumulator_value, "accumulator", self._name)


class AdadeltaOptimizer(_ByOp):
    """Adadelta: steps scaled by averages of the squares of gradients and of steps.

    Args:
        learning_rate: what steps are multiplied by.
        rho: the decay of the averages.
        epsilon: what is added to them.
        use_locking: whether updates hold locks.
        name: the name of operations and slots.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> optimizer = tf.compat.v1.train.AdadeltaOptimizer(0.5)
        >>> optimizer.apply_gradients([(tf.constant(2.0), v)])
        >>> optimizer.get_slot_names()
        ['accum', 'accum_update']
    """

    op, slots = "Adadelta", ("accum", "accum_update")
    before = ("learning_rate", "rho", "epsilon")

    def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-8, use_locking=False,
                 name="Adadelta"):
        super().__init__(use_locking, name, {
            "learning_rate": learning_rate, "rho": rho, "epsilon": epsilon})

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "accum", self._name)
            self._zeros_slot(var, "accum_update", self._name)


class RMSPropOptimizer(_ByOp):
    """RMSProp: steps divided by the root of an average of the squares of gradients.

    Args:
        learning_rate: what gradients are multiplied by.
        decay: the decay of the average.
        momentum: what the last step is multiplied by.
        epsilon: what is added to the average.
        use_locking: whether updates hold locks.
        centered: whether the square of the average of gradients is taken off the average.
        name: the name of operations and slots.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> optimizer = tf.compat.v1.train.RMSPropOptimizer(0.5, centered=True)
        >>> optimizer.minimize(lambda: v * v)
        >>> optimizer.get_slot_names()
        ['mg', 'momentum', 'rms']
    """

    before = ("learning_rate", "decay", "momentum", "epsilon")

    def __init__(self, learning_rate, decay=0.9, momentum=0.0, epsilon=1e-10, use_locking=False,
                 centered=False, name="RMSProp"):
        super().__init__(use_locking, name, {
            "learning_rate": learning_rate, "decay": decay, "momentum": momentum,
            "epsilon": epsilon})
        self._centered = centered
        self.op = "CenteredRMSProp" if centered else "RMSProp"
        self.slots = ("mg", "rms", "momentum") if centered else ("rms", "momentum")

    def _create_slots(self, var_list):
        for var in var_list:
            self._filled_slot(var, 1.0, "rms", self._name)
            if self._centered:
                self._zeros_slot(var, "mg", self._name)
            self._zeros_slot(var, "momentum", self._name)


class FtrlOptimizer(_ByOp):
    """FTRL: follow the regularized leader.

    Args:
        learning_rate: the length of steps.
        learning_rate_power: how steps shrink with the sum of squares; 0 keeps their length.
        initial_accumulator_value: what the sums of squares begin with.
        l1_regularization_strength, l2_regularization_strength: how much sizes cost.
        use_locking: whether updates hold locks.
        name: the name of operations and slots.
        accum_name, linear_name: names of the slots, in place of `name`.
        l2_shrinkage_regularization_strength: how much sizes add to gradients.
        beta: how much more the second strength is.

    Raises:
        ValueError: a number is out of range.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> optimizer = tf.compat.v1.train.FtrlOptimizer(0.5)
        >>> optimizer.minimize(lambda: v * v)
        >>> optimizer.get_slot_names()
        ['accum', 'linear']
    """

    op, slots = "Ftrl", ("accum", "linear")
    after = ("learning_rate", "l1", "l2", "learning_rate_power")

    def __init__(self, learning_rate, learning_rate_power=-0.5, initial_accumulator_value=0.1,
                 l1_regularization_strength=0.0, l2_regularization_strength=0.0,
                 use_locking=False, name="Ftrl", accum_name=None, linear_name=None,
                 l2_shrinkage_regularization_strength=0.0, beta=None):
        _check_not_negative("initial_accumulator_value", initial_accumulator_value)
        if learning_rate_power > 0.0:
            raise ValueError("learning_rate_power %f needs to be negative or zero"
                             % learning_rate_power)
        _check_not_negative("l1_regularization_strength", l1_regularization_strength)
        _check_not_negative("l2_regularization_strength", l2_regularization_strength)
        _check_not_negative(
            "l2_shrinkage_regularization_strength", l2_shrinkage_regularization_strength)
        beta = 0.0 if beta is None else beta

        def l2():
            rate = self._call_if_callable(learning_rate)
            return l2_regularization_strength + beta / (2.0 * rate)

        super().__init__(use_locking, name, {
            "learning_rate": learning_rate, "l1": l1_regularization_strength, "l2": l2,
            "l2_shrinkage": l2_shrinkage_regularization_strength,
            "learning_rate_power": learning_rate_power})
        self._initial_accumulator_value = initial_accumulator_value
        self._slot_ops = {"accum": accum_name or name, "linear": linear_name or name}
        if l2_shrinkage_regularization_strength > 0.0:
            self.op = "FtrlV2"
            self.after = (
                "learning_rate", "l1", "l2", "l2_shrinkage", "learning_rate_power")

    def _create_slots(self, var_list):
        for var in var_list:
            self._filled_slot(
                var, self._initial_accumulator_value, "accum", self._slot_ops["accum"])
            self._zeros_slot(var, "linear", self._slot_ops["linear"])


class ProximalGradientDescentOptimizer(_ByOp):
    """Gradient descent with sizes that cost, taken care of after each step.

    Args:
        learning_rate: what gradients are multiplied by.
        l1_regularization_strength, l2_regularization_strength: how much sizes cost.
        use_locking: whether updates hold locks.
        name: the name of the operations.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> optimizer = tf.compat.v1.train.ProximalGradientDescentOptimizer(
        ...     0.5, l1_regularization_strength=0.5)
        >>> optimizer.apply_gradients([(tf.constant(0.5), v)])
        >>> float(v)
        0.5
    """

    op, before = "ProximalGradientDescent", ("learning_rate", "l1", "l2")

    def __init__(self, learning_rate, l1_regularization_strength=0.0,
                 l2_regularization_strength=0.0, use_locking=False,
                 name="ProximalGradientDescent"):
        super().__init__(use_locking, name, {
            "learning_rate": learning_rate, "l1": l1_regularization_strength,
            "l2": l2_regularization_strength})


class ProximalAdagradOptimizer(_ByOp):
    """Adagrad with sizes that cost, taken care of after each step.

    Args:
        learning_rate: what gradients are multiplied by.
        initial_accumulator_value: what the sums of squares begin with.
        l1_regularization_strength, l2_regularization_strength: how much sizes cost.
        use_locking: whether updates hold locks.
        name: the name of operations and slots.

    Raises:
        ValueError: the sums do not begin with a positive number.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> optimizer = tf.compat.v1.train.ProximalAdagradOptimizer(0.5)
        >>> optimizer.minimize(lambda: v * v)
        >>> optimizer.get_slot_names()
        ['accumulator']
    """

    op, slots = "ProximalAdagrad", ("accumulator",)
    before = ("learning_rate", "l1", "l2")

    def __init__(self, learning_rate, initial_accumulator_value=0.1,
                 l1_regularization_strength=0.0, l2_regularization_strength=0.0,
                 use_locking=False, name="ProximalAdagrad"):
        _check_positive("initial_accumulator_value", initial_accumulator_value)
        super().__init__(use_locking, name, {
            "learning_rate": learning_rate, "l1": l1_regularization_strength,
            "l2": l2_regularization_strength})
        self._initial_accumulator_value = initial_accumulator_value

    def _create_slots(self, var_list):
        for var in var_list:
            self._filled_slot(var, self._initial_accumulator_value, "accumulator", self._name)


class AdagradDAOptimizer(_ByOp):
    """Adagrad by dual averaging: variables are computed anew from the sums of gradients.

    Args:
        learning_rate: the length of steps.
        global_step: the variable that counts steps.
        initial_gradient_squared_accumulator_value: what the sums of squares begin with.
        l1_regularization_strength, l2_regularization_strength: how much sizes cost.
        use_locking: whether updates hold locks.
        name: the name of operations and slots.

    Raises:
        ValueError: the sums do not begin with a positive number.

    Example:
        >>> import tfcompat as tf
        >>> v, step = tf.Variable(1.0), tf.Variable(0, dtype=tf.int64)
        >>> optimizer = tf.compat.v1.train.AdagradDAOptimizer(0.5, step)
        >>> optimizer.minimize(lambda: v * v, global_step=step)
        >>> optimizer.get_slot_names()
        ['gradient_accumulator', 'gradient_squared_accumulator']
    """

    op, slots = "AdagradDA", ("gradient_accumulator", "gradient_squared_accumulator")
    after = ("learning_rate", "l1", "l2")

    def __init__(self, learning_rate, global_step,
                 initial_gradient_squared_accumulator_value=0.1, l1_regularization_strength=0.0,
                 l2_regularization_strength=0.0, use_locking=False, name="AdagradDA"):
        _check_positive("initial_gradient_squared_accumulator_value",
                        initial_gradient_squared_accumulator_value)
        super().__init__(use_locking, name, {
            "learning_rate": learning_rate, "l1": l1_regularization_strength,
            "l2": l2_regularization_strength})
        self._global_step = global_step
        self._first = initial_gradient_squared_accumulator_value
        self._step = None

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, self.slots[0], self._name)
            self._filled_slot(var, self._first, self.slots[1], self._name)

    def _prepare(self):
        super()._prepare()
        with name_scopes.name_scope("step"):
            self._step = convert_to_tensor(self._global_step) + 1

    def _more(self):
        return {"global_step": self._step, "use_locking": self._use_locking}


def _check_positive(name, value):
    if value <= 0.0:
        raise ValueError(f"{name} must be positive: {value}")


def _check_not_negative(name, value):
    if value < 0.0:
        raise ValueError("%s %f needs to be positive or zero" % (name, value))
