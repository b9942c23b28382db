"""Learning rates that follow the number of steps: the schedules of tf.compat.v1.train.

Each returns a tensor in a graph. Eagerly it returns a function of no arguments that reads the step
when it is called, which optimizers take as well.
"""

import math

from tfcompat._src.base import nest
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import casting, random


def _scheduled(name, default, compute):
    """Return what `compute(name of the last node)` returns, or a function that calls it."""
    def scheduled():
        with name_scopes.name_scope(name or default) as scope:
            return compute(scope)

    return scheduled if context.executing_eagerly() else scheduled()


def _numbers(learning_rate, global_step, *others):
    """Return a learning rate as a tensor, and the step and other numbers as such of its dtype."""
    rate = convert_to_tensor(learning_rate, name="initial_learning_rate")
    return rate, *[casting.cast(one, rate.dtype) for one in (global_step, *others)]


def _named(tensor, scope):
    """Let a tensor have the name of a schedule."""
    return raw.Identity(tensor, name=None if context.executing_eagerly() else scope)


def exponential_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False,
                      name=None):
    """Multiply a learning rate by a number every so many steps.

    Args:
        learning_rate: the first one.
        global_step: the number of steps taken.
        decay_steps: how many steps it takes to be multiplied once.
        decay_rate: what it is multiplied by.
        staircase: whether it stays the same in between.
        name: a name for the operation.

    Returns:
        A scalar; eagerly a function that returns it.

    Example:
        >>> import tfcompat as tf
        >>> step = tf.Variable(20)
        >>> rate = tf.compat.v1.train.exponential_decay(1.0, step, 10, 0.5)
        >>> float(rate())
        0.25
    """
    def compute(scope):
        rate, step, steps, factor = _numbers(learning_rate, global_step, decay_steps, decay_rate)
        passed = step / steps
        return _named(rate * factor ** (raw.Floor(passed) if staircase else passed), scope)

    return _scheduled(name, "ExponentialDecay", compute)


def natural_exp_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False,
                      name=None):
    """Multiply a learning rate by a power of e every so many steps.

    Args:
        learning_rate: the first one.
        global_step: the number of steps taken.
        decay_steps: how many steps it takes to be multiplied once.
        decay_rate: the power is minus this.
        staircase: whether it stays the same in between.
        name: a name for the operation.

    Returns:
        A scalar; eagerly a function that returns it.

    Example:
        >>> import tfcompat as tf
        >>> rate = tf.compat.v1.train.natural_exp_decay(1.0, tf.Variable(10), 10, 1.0)
        >>> round(float(rate()), 4)
        0.3679
    """
    factor = raw.Exp(raw.Neg(convert_to_tensor(decay_rate)))
    return exponential_decay(
        learning_rate, global_step, decay_steps, factor, staircase, name or "ExponentialTimeDecay")


def inverse_time_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False,
                       name=None):
    """Divide a learning rate by more and more.

    Args:
        learning_rate: the first one.
        global_step: the number of steps taken.
        decay_steps: how many steps it takes until more is divided by.
        decay_rate: how much more.
        staircase: whether it stays the same in between.
        name: a name for the operation.

    Returns:
        A scalar; eagerly a function that returns it.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.train.inverse_time_decay(1.0, tf.Variable(10), 5, 0.5)())
        0.5
    """
    def compute(scope):
        rate, step, steps, factor = _numbers(learning_rate, global_step, decay_steps, decay_rate)
        passed = step / steps
        return _named(rate / (1.0 + factor * (raw.Floor(passed) if staircase else passed)), scope)

    return _scheduled(name, "InverseTimeDecay", compute)


def piecewise_constant(x, boundaries, values, name=None):
    """Learning rates that hold for so many steps each.

    Args:
        x: the number of steps taken.
        boundaries: the last steps of all rates but the last one.
        values: the rates, one more than boundaries.
        name: a name for the operation.

    Returns:
        A scalar; eagerly a function that returns it.

    Raises:
        ValueError: the lengths or dtypes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> step = tf.Variable(3)
        >>> rate = tf.compat.v1.train.piecewise_constant(step, [2, 5], [0.5, 0.25, 0.125])
        >>> float(rate())
        0.25
    """
    if len(boundaries) != len(values) - 1:
        raise ValueError("The length of boundaries should be 1 less than the length of values")

    def compute(scope):
        step = convert_to_tensor(x)
        ends = [_boundary(one, step.dtype) for one in boundaries]
        rates = [convert_to_tensor(one) for one in values]
        for rate in rates[1:]:
            if rate.dtype != rates[0].dtype:
                raise ValueError("Values must have elements all with the same dtype (%s vs %s)." % (
                    rates[0].dtype, rate.dtype))
        found = rates[-1]
        for end, rate in zip(reversed(ends), reversed(rates[:-1]), strict=True):
            found = raw.Select(step <= end, rate, found)
        return _named(found, scope)

    return _scheduled(name, "PiecewiseConstant", compute)


def _boundary(value, dtype):
    value = convert_to_tensor(value)
    if value.dtype == dtype:
        return value
    if value.dtype.is_integer and dtype.is_integer and value.dtype.size < dtype.size:
        return casting.cast(value, dtype)
    raise ValueError("Boundaries (%s) must have the same dtype as x (%s)." % (value.dtype, dtype))


def polynomial_decay(learning_rate, global_step, decay_steps, end_learning_rate=0.0001, power=1.0,
                     cycle=False, name=None):
    """A learning rate that goes down to another one along a power of the steps.

    Args:
        learning_rate: the first one.
        global_step: the number of steps taken.
        decay_steps: the number of steps until the end.
        end_learning_rate: the last one.
        power: the power, 1 for a straight line.
        cycle: whether it goes up again at the end, and down along a longer way.
        name: a name for the operation.

    Returns:
        A scalar; eagerly a function that returns it.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.train.polynomial_decay(1.0, tf.Variable(5), 10, 0.5)())
        0.75
    """
    def compute(scope):
        rate, step, steps, end, exponent = _numbers(
            learning_rate, global_step, decay_steps, end_learning_rate, power)
        if cycle:
            rounds = raw.Ceil(step / steps)
            steps = steps * raw.Select(raw.Equal(step, 0.0), raw.OnesLike(rounds), rounds)
        else:
            step = raw.Minimum(step, steps)
        return _named((rate - end) * (1.0 - step / steps) ** exponent + end, scope)

    return _scheduled(name, "PolynomialDecay", compute)


def cosine_decay(learning_rate, global_step, decay_steps, alpha=0.0, name=None):
    """A learning rate that goes down along half a wave.

    Args:
        learning_rate: the first one.
        global_step: the number of steps taken.
        decay_steps: the number of steps until the end.
        alpha: what the last one is, as a part of the first.
        name: a name for the operation.

    Returns:
        A scalar; eagerly a function that returns it.

    Example:
        >>> import tfcompat as tf
        >>> round(float(tf.compat.v1.train.cosine_decay(1.0, tf.Variable(5), 10)()), 4)
        0.5
    """
    def compute(scope):
        rate, step, steps = _numbers(learning_rate, global_step, decay_steps)
        passed = raw.Minimum(step, steps) / steps
        return _named(rate * ((1 - alpha) * _wave(passed) + alpha), scope)

    return _scheduled(name, "CosineDecay", compute)


def _wave(passed):
    return 0.5 * (1.0 + raw.Cos(passed * math.pi))


def cosine_decay_restarts(learning_rate, global_step, first_decay_steps, t_mul=2.0, m_mul=1.0,
                          alpha=0.0, name=None):
    """A learning rate that goes down along half a wave again and again.

    Args:
        learning_rate: the first one.
        global_step: the number of steps taken.
        first_decay_steps: the length of the first wave.
        t_mul: how much longer each wave is than the one before.
        m_mul: how high each wave is, as a part of the one before.
        alpha: what a wave ends with, as a part of the first rate.
        name: a name for the operation.

    Returns:
        A scalar; eagerly a function that returns it.

    Example:
        >>> import tfcompat as tf
        >>> rate = tf.compat.v1.train.cosine_decay_restarts(1.0, tf.Variable(20), 10)
        >>> round(float(rate()), 4)
        0.5
    """
    def compute(scope):
        rate, step, first, longer, higher, last = _numbers(
            learning_rate, global_step, first_decay_steps, t_mul, m_mul, alpha)
        passed = step / first
        same = raw.Equal(longer, 1.0)
        factor = raw.SelectV2(same, 2.0 * longer, longer)  # any other, where waves do not grow
        number = raw.Floor(raw.Log(1.0 - passed * (1.0 - factor)) / raw.Log(factor))
        before = (1.0 - factor ** number) / (1.0 - factor)
        number = raw.SelectV2(same, raw.Floor(passed), number)
        passed = raw.SelectV2(
            same, passed - raw.Floor(passed), (passed - before) / longer ** number)
        return _named(rate * ((1 - last) * (higher ** number * _wave(passed)) + last), scope)

    return _scheduled(name, "SGDRDecay", compute)


def linear_cosine_decay(learning_rate, global_step, decay_steps, num_periods=0.5, alpha=0.0,
                        beta=0.001, name=None):
    """A learning rate that goes down along waves below a falling line.

    Args:
        learning_rate: the first one.
        global_step: the number of steps taken.
        decay_steps: the number of steps until the end.
        num_periods: the number of waves.
        alpha, beta: what is added to the line, and to it all.
        name: a name for the operation.

    Returns:
        A scalar; eagerly a function that returns it.

    Example:
        >>> import tfcompat as tf
        >>> rate = tf.compat.v1.train.linear_cosine_decay(1.0, tf.Variable(5), 10, beta=0.0)
        >>> round(float(rate()), 4)
        0.25
    """
    return _scheduled(name, "LinearCosineDecay", lambda scope: _lines(
        scope, learning_rate, global_step, decay_steps, num_periods, alpha, beta))


def noisy_linear_cosine_decay(learning_rate, global_step, decay_steps, initial_variance=1.0,
                              variance_decay=0.55, num_periods=0.5, alpha=0.0, beta=0.001,
                              name=None):
    """As `linear_cosine_decay`, with noise that fades.

    Args:
        learning_rate, global_step, decay_steps, num_periods, alpha, beta, name: as there.
        initial_variance: the variance of the noise at first.
        variance_decay: how fast it fades.

    Returns:
        A scalar; eagerly a function that returns it.

    Example:
        >>> import tfcompat as tf
        >>> rate = tf.compat.v1.train.noisy_linear_cosine_decay(1.0, tf.Variable(5), 10)
        >>> rate().shape
        TensorShape([])
    """
    return _scheduled(name, "NoisyLinearCosineDecay", lambda scope: _lines(
        scope, learning_rate, global_step, decay_steps, num_periods, alpha, beta,
        (initial_variance, variance_decay)))


def _lines(scope, learning_rate, global_step, decay_steps, num_periods, alpha, beta, noise=None):
    rate, step, steps, periods, alpha, beta = _numbers(
        learning_rate, global_step, decay_steps, num_periods, alpha, beta)
    step = raw.Minimum(step, steps)
    line = (steps - step) / steps
    if noise is not None:
        variance, fading = [casting.cast(one, rate.dtype) for one in nest.flatten(noise)]
        variance = variance / (1.0 + step) ** fading
        line = line + random.normal(line.shape, dtype=rate.dtype) * raw.Sqrt(variance)
    passed = step / steps
    return _named(rate * ((alpha + line) * _wave(2.0 * periods * passed) + beta), scope)
