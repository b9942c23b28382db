"""Steps of optimizers that scale by past gradients: Adagrad, Adadelta, Adam, RMSProp and kin.

How a formula becomes ops is in `training.py`. Formulas that follow the gradient plainly are in
`training_descent.py`, those with L1 and L2 regularisation in `training_proximal.py`.
"""

from tfcompat._src.ops.training import (
    HANDLES,
    NUMBERS_FIRST,
    RANKED,
    SPACED_RATE,
    WIDE,
    dense,
    sparse,
)


@dense("""
    Adagrad(var: Slot, accum: Slot, lr: T, grad: T)
        update_slots: bool = true
""")
def adagrad(xp, var, accum, lr, grad, *, update_slots):
    """Go down, less where gradients have been large.

    Shapes:
        var, accum, grad: any, the same
        lr: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyAdagrad
    """
    return _adagrad(xp, var, accum, lr, grad, update_slots)


@sparse("""
    Adagrad(var: Slot, accum: Slot, lr: T, grad: T, indices: Tindices)
        update_slots: bool = true
""", rules=(WIDE, RANKED))
def sparse_adagrad(xp, var, accum, lr, grad, *, update_slots):
    """Go down, less where gradients have been large, in the rows that `indices` name.

    Shapes:
        var, accum: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr: []
    Errors:
        InvalidArgumentError: shapes do not fit, a row is out of range, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyAdagrad
    """
    return _adagrad(xp, var, accum, lr, grad, update_slots)


def _adagrad(xp, var, accum, lr, grad, update_slots):
    if update_slots:
        accum = accum + grad * grad
    return var - grad * lr / xp.sqrt(accum), accum


@dense("""
    AdagradV2(var: Slot, accum: Slot, lr: T, epsilon: T, grad: T)
        update_slots: bool = true
""")
def adagrad_v2(xp, var, accum, lr, epsilon, grad, *, update_slots):
    """As Adagrad, with a term that keeps the divisor from zero.

    Shapes:
        var, accum, grad: any, the same
        lr, epsilon: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyAdagradV2
    """
    return _adagrad_v2(xp, var, accum, lr, epsilon, grad, update_slots)


@sparse("""
    AdagradV2(var: Slot, accum: Slot, lr: T, epsilon: T, grad: T, indices: Tindices)
        update_slots: bool = true
""", rules=(WIDE, RANKED))
def sparse_adagrad_v2(xp, var, accum, lr, epsilon, grad, *, update_slots):
    """As Adagrad, with a term that keeps the divisor from zero, in the rows that `indices` name.

    Shapes:
        var, accum: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr, epsilon: []
    Errors:
        InvalidArgumentError: shapes do not fit, a row is out of range, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyAdagradV2
    """
    return _adagrad_v2(xp, var, accum, lr, epsilon, grad, update_slots)


def _adagrad_v2(xp, var, accum, lr, epsilon, grad, update_slots):
    if update_slots:
        accum = accum + grad * grad
    return var - grad * lr / (xp.sqrt(accum) + epsilon), accum


@dense("""
    Adadelta(var: Slot, accum: Slot, accum_update: Slot, lr: T, rho: T, epsilon: T, grad: T)
""")
def adadelta(xp, var, accum, accum_update, lr, rho, epsilon, grad):
    """Go down at a rate that adapts to past gradients and past steps.

    Shapes:
        var, accum, accum_update, grad: any, the same
        lr, rho, epsilon: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyAdadelta
    """
    return _adadelta(xp, var, accum, accum_update, lr, rho, epsilon, grad)


@sparse("""
    Adadelta(var: Slot, accum: Slot, accum_update: Slot, lr: T, rho: T, epsilon: T, grad: T,
        indices: Tindices)
""", words={"accum": "accum_grad"})
def sparse_adadelta(xp, var, accum, accum_update, lr, rho, epsilon, grad):
    """Go down at a rate that adapts to past steps, in the rows that `indices` name.

    Shapes:
        var, accum, accum_update: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr, rho, epsilon: []
    Errors:
        InvalidArgumentError: shapes do not fit, a row is out of range, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyAdadelta
    """
    return _adadelta(xp, var, accum, accum_update, lr, rho, epsilon, grad)


def _adadelta(xp, var, accum, accum_update, lr, rho, epsilon, grad):
    accum = accum * rho + grad * grad * (1 - rho)
    update = xp.sqrt(accum_update + epsilon) / xp.sqrt(accum + epsilon) * grad
    accum_update = accum_update * rho + update * update * (1 - rho)
    return var - update * lr, accum, accum_update


def _larger(xp, a, b):
    """Return the larger of two; `a` where they are equal or one is a NaN, as in TensorFlow."""
    return xp.where(a < b, b, a)


@dense("""
    Adam(var: Slot, m: Slot, v: Slot, beta1_power: T, beta2_power: T, lr: T, beta1: T,
        beta2: T, epsilon: T, grad: T)
        use_nesterov: bool = false
""", words=SPACED_RATE)
def adam(xp, var, m, v, beta1_power, beta2_power, lr, beta1, beta2, epsilon, grad, *, use_nesterov):
    """Go down along the mean of gradients, scaled by the mean of their squares.

    Shapes:
        var, m, v, grad: any, the same
        beta1_power, beta2_power, lr, beta1, beta2, epsilon: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyAdam
    """
    rate = lr * xp.sqrt(1 - beta2_power) / (1 - beta1_power)
    m = m + (grad - m) * (1 - beta1)
    v = v + (grad * grad - v) * (1 - beta2)
    ahead = grad * (1 - beta1) + beta1 * m if use_nesterov else m
    return var - ahead * rate / (xp.sqrt(v) + epsilon), m, v


@dense("""
    AdamWithAmsgrad(var: Slot, m: Slot, v: Slot, vhat: Slot, beta1_power: T, beta2_power: T,
        lr: T, beta1: T, beta2: T, epsilon: T, grad: T)
""", forms=HANDLES, words=SPACED_RATE)
def adam_with_amsgrad(
    xp, var, m, v, vhat, beta1_power, beta2_power, lr, beta1, beta2, epsilon, grad
):
    """As Adam, scaled by the largest mean of squares there has been.

    Shapes:
        var, m, v, vhat, grad: any, the same
        beta1_power, beta2_power, lr, beta1, beta2, epsilon: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyAdamWithAmsgrad
    """
    rate = lr * xp.sqrt(1 - beta2_power) / (1 - beta1_power)
    m = m + (grad - m) * (1 - beta1)
    v = v + (grad * grad - v) * (1 - beta2)
    vhat = _larger(xp, vhat, v)
    return var - m * rate / (xp.sqrt(vhat) + epsilon), m, v, vhat


@dense("""
    AdaMax(var: Slot, m: Slot, v: Slot, beta1_power: T, lr: T, beta1: T, beta2: T, epsilon: T,
        grad: T)
""", words=SPACED_RATE)
def ada_max(xp, var, m, v, beta1_power, lr, beta1, beta2, epsilon, grad):
    """As Adam, scaled by a decaying maximum of gradients.

    Shapes:
        var, m, v, grad: any, the same
        beta1_power, lr, beta1, beta2, epsilon: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyAdaMax
    """
    m = m + (grad - m) * (1 - beta1)
    v = _larger(xp, beta2 * v, xp.abs(grad))
    return var - lr / (1 - beta1_power) * (m / (v + epsilon)), m, v


@dense("""
    RMSProp(var: Slot, ms: Slot, mom: Slot, lr: T, rho: T, momentum: T, epsilon: T, grad: T)
""", words=SPACED_RATE)
def rms_prop(xp, var, ms, mom, lr, rho, momentum, epsilon, grad):
    """Go down, scaled by the root of the mean of squares, with momentum.

    Shapes:
        var, ms, mom, grad: any, the same
        lr, rho, momentum, epsilon: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyRMSProp
    """
    ms = ms + (grad * grad - ms) * (1 - rho)
    mom = mom * momentum + grad * lr / xp.sqrt(ms + epsilon)
    return var - mom, ms, mom



@sparse("""
    RMSProp(var: Slot, ms: Slot, mom: Slot, lr: T, rho: T, momentum: T, epsilon: T, grad: T,
        indices: Tindices)
""", rules=(NUMBERS_FIRST,))
def sparse_rms_prop(xp, var, ms, mom, lr, rho, momentum, epsilon, grad):
    """Go down, scaled by the mean of squares, in the rows that `indices` name.

    Shapes:
        var, ms, mom: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr, rho, momentum, epsilon: []
    Errors:
        InvalidArgumentError: shapes do not fit, a row is out of range, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyRMSProp
    """
    ms = ms * rho + grad * grad * (1 - rho)
    mom = mom * momentum + grad * lr / xp.sqrt(ms + epsilon)
    return var - mom, ms, mom



@dense("""
    CenteredRMSProp(var: Slot, mg: Slot, ms: Slot, mom: Slot, lr: T, rho: T, momentum: T,
        epsilon: T, grad: T)
""", words=SPACED_RATE)
def centered_rms_prop(xp, var, mg, ms, mom, lr, rho, momentum, epsilon, grad):
    """As RMSProp, with squares of what differs from the mean gradient.

    Shapes:
        var, mg, ms, mom, grad: any, the same
        lr, rho, momentum, epsilon: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyCenteredRMSProp
    """
    ms = ms + (grad * grad - ms) * (1 - rho)
    mg = mg + (grad - mg) * (1 - rho)
    mom = mom * momentum + grad * lr / xp.sqrt(ms - mg * mg + epsilon)
    return var - mom, mg, ms, mom



@sparse("""
    CenteredRMSProp(var: Slot, mg: Slot, ms: Slot, mom: Slot, lr: T, rho: T, momentum: T,
        epsilon: T, grad: T, indices: Tindices)
""", rules=(NUMBERS_FIRST,))
def sparse_centered_rms_prop(xp, var, mg, ms, mom, lr, rho, momentum, epsilon, grad):
    """As RMSProp, with squares about the mean, in the rows that `indices` name.

    Shapes:
        var, mg, ms, mom: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr, rho, momentum, epsilon: []
    Errors:
        InvalidArgumentError: shapes do not fit, a row is out of range, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyCenteredRMSProp
    """
    ms = ms * rho + grad * grad * (1 - rho)
    mg = mg * rho + grad * (1 - rho)
    mom = mom * momentum + grad * lr / xp.sqrt(ms + epsilon - mg * mg)
    return var - mom, mg, ms, mom
