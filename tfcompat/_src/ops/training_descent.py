"""Steps of optimizers that follow the gradient, plainly or with momentum.

How a formula becomes ops is in `training.py`; formulas that keep squares of gradients are in
`training_adaptive.py`, those with L1 and L2 regularisation in `training_proximal.py`.
"""

from tfcompat._src.ops.training import HANDLES, SPACED_RATE, dense, sparse


_KERAS_ROWS = SPACED_RATE | {"indices": "indices[{offset}] = {index} is not in [0, {rows})"}


@dense("""
    GradientDescent(var: Slot, alpha: T, delta: T)
""")
def gradient_descent(xp, var, alpha, delta):
    """Go `alpha` times the gradient `delta` down.

    Shapes:
        var, delta: any, the same
        alpha: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: the variable has no value.
    Source: tf.raw_ops.ResourceApplyGradientDescent
    """
    return (var - delta * alpha,)


@dense("""
    Momentum(var: Slot, accum: Slot, lr: T, grad: T, momentum: T)
        use_nesterov: bool = false
""")
def momentum(xp, var, accum, lr, grad, momentum, *, use_nesterov):
    """Go down along a decaying sum of gradients.

    Shapes:
        var, accum, grad: any, the same
        lr, momentum: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyMomentum
    """
    accum = accum * momentum + grad
    if use_nesterov:
        return var - (grad * lr + accum * momentum * lr), accum
    return var - accum * lr, accum


@sparse("""
    Momentum(var: Slot, accum: Slot, lr: T, grad: T, indices: Tindices, momentum: T)
        use_nesterov: bool = false
""", words=SPACED_RATE)
def sparse_momentum(xp, var, accum, lr, grad, momentum, *, use_nesterov):
    """Go down along a decaying sum of gradients, in the rows that `indices` name.

    Shapes:
        var, accum: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr, momentum: []
    Errors:
        InvalidArgumentError: shapes do not fit, or a row is out of range.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyMomentum
    """
    accum = accum * momentum + grad
    if use_nesterov:
        return var - (grad * lr + accum * momentum * lr), accum
    return var - accum * lr, accum


def _keras_momentum(var, accum, lr, grad, momentum, use_nesterov):
    accum = accum * momentum - grad * lr
    return var + (accum * momentum - grad * lr if use_nesterov else accum), accum


@dense("""
    KerasMomentum(var: Slot, accum: Slot, lr: T, grad: T, momentum: T)
        use_nesterov: bool = false
""", forms=HANDLES)
def keras_momentum(xp, var, accum, lr, grad, momentum, *, use_nesterov):
    """Go along a decaying sum of steps, as Keras's SGD does.

    Shapes:
        var, accum, grad: any, the same
        lr, momentum: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyKerasMomentum
    """
    return _keras_momentum(var, accum, lr, grad, momentum, use_nesterov)


@sparse("""
    KerasMomentum(var: Slot, accum: Slot, lr: T, grad: T, indices: Tindices, momentum: T)
        use_nesterov: bool = false
""", forms=HANDLES, words=_KERAS_ROWS)
def sparse_keras_momentum(xp, var, accum, lr, grad, momentum, *, use_nesterov):
    """Go along a decaying sum of steps, in the rows that `indices` name.

    Shapes:
        var, accum: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr, momentum: []
    Errors:
        InvalidArgumentError: shapes do not fit, or a row is out of range.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyKerasMomentum
    """
    return _keras_momentum(var, accum, lr, grad, momentum, use_nesterov)


def _signed(xp, m, beta, grad):
    """Return the decaying mean of gradients and whether it agrees in sign with the last one."""
    m = m * beta + grad * (1 - beta)
    return m, xp.sign(grad) * xp.sign(m)


@dense("""
    AddSign(var: Slot, m: Slot, lr: T, alpha: T, sign_decay: T, beta: T, grad: T)
""")
def add_sign(xp, var, m, lr, alpha, sign_decay, beta, grad):
    """Go down farther where the gradient keeps its sign, by an added term.

    Shapes:
        var, m, grad: any, the same
        lr, alpha, sign_decay, beta: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyAddSign
    """
    m, agreement = _signed(xp, m, beta, grad)
    return var - lr * (alpha + sign_decay * agreement) * grad, m


@dense("""
    PowerSign(var: Slot, m: Slot, lr: T, logbase: T, sign_decay: T, beta: T, grad: T)
""")
def power_sign(xp, var, m, lr, logbase, sign_decay, beta, grad):
    """Go down farther where the gradient keeps its sign, by a power.

    Shapes:
        var, m, grad: any, the same
        lr, logbase, sign_decay, beta: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyPowerSign
    """
    m, agreement = _signed(xp, m, beta, grad)
    return var - lr * xp.exp(logbase * sign_decay * agreement) * grad, m
