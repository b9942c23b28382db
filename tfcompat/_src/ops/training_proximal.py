"""Steps of optimizers with L1 and L2 regularisation: proximal descent, AdagradDA, FTRL.

How a formula becomes ops is in `training.py`. Formulas without regularisation are in
`training_descent.py` and `training_adaptive.py`.
"""

from tfcompat._src.ops.training import WIDE, dense, sparse


def _positive(value, attrs):
    return value > 0


def _not_negative(value, attrs):
    return value >= 0


def _fit_for_rows(value, attrs):
    return value > 0 or (value == 0 and attrs["multiply_linear_by_lr"])


def _not_positive(value, attrs):
    return value <= 0


_NAMED_RATE = {"alpha": ("lr is not a scalar: ", None)}
_REGULARISED = {
    "l1": ("l1 regularization strength is not a non-negative scalar: ", _not_negative),
    "l2": ("l2 regularization strength is not a non-negative scalar: ", _not_negative),
}
_PROXIMAL = {"lr": ("lr is not a positive scalar: ", _positive), **_REGULARISED}
_FTRL = {"lr_power": ("lr_power is not a scalar", None)}
_FTRL_ROWS = {
    "lr": (
        "lr is not a positive scalar (or zero if multiply_linear_by_lr is set): ", _fit_for_rows
    ),
    **_REGULARISED,
    "l2_shrinkage": (
        "l2 shrinkage regularization strength is not a non-negative scalar: ", _not_negative
    ),
    "lr_power": ("lr_power is not a non-positive scalar: ", _not_positive),
}


def _shrunk(xp, near, rate, l1, l2):
    """Return what L1 and L2 regularisation leave of a point that a step of `rate` came to."""
    if l1 > 0:
        near = xp.sign(near) * xp.maximum(xp.abs(near) - rate * l1, near.dtype.type(0))
    return near / (1 + l2 * rate)


@dense("""
    ProximalGradientDescent(var: Slot, alpha: T, l1: T, l2: T, delta: T)
""")
def proximal_gradient_descent(xp, var, alpha, l1, l2, delta):
    """Go down, then shrink by L1 and L2 regularisation.

    Shapes:
        var, grad: any, the same
        alpha, l1, l2: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyProximalGradientDescent
    """
    near = var - delta * alpha
    return (_shrunk(xp, near, alpha, l1, l2),)


@sparse("""
    ProximalGradientDescent(var: Slot, alpha: T, l1: T, l2: T, grad: T, indices: Tindices)
""", words=_NAMED_RATE, rules=(WIDE,))
def sparse_proximal_gradient_descent(xp, var, alpha, l1, l2, grad):
    """Go down, then shrink by L1 and L2 regularisation, in the rows that `indices` name.

    Shapes:
        var: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        alpha, l1, l2: []
    Errors:
        InvalidArgumentError: shapes do not fit, a row is out of range, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyProximalGradientDescent
    """
    near = var - grad * alpha
    return (_shrunk(xp, near, alpha, l1, l2),)


@dense("""
    ProximalAdagrad(var: Slot, accum: Slot, lr: T, l1: T, l2: T, grad: T)
""", words=_PROXIMAL)
def proximal_adagrad(xp, var, accum, lr, l1, l2, grad):
    """As Adagrad, then shrink by L1 and L2 regularisation.

    Shapes:
        var, accum, grad: any, the same
        lr, l1, l2: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none or
            negative.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyProximalAdagrad
    """
    return _proximal_adagrad(xp, var, accum, lr, l1, l2, grad)


@sparse("""
    ProximalAdagrad(var: Slot, accum: Slot, lr: T, l1: T, l2: T, grad: T, indices: Tindices)
""", words=_PROXIMAL, rules=(WIDE,))
def sparse_proximal_adagrad(xp, var, accum, lr, l1, l2, grad):
    """As Adagrad, then shrink by L1 and L2 regularisation, in the rows that `indices` name.

    Shapes:
        var, accum: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr, l1, l2: []
    Errors:
        InvalidArgumentError: shapes do not fit, a row is out of range, or a scalar is none or
            negative.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyProximalAdagrad
    """
    return _proximal_adagrad(xp, var, accum, lr, l1, l2, grad)


def _proximal_adagrad(xp, var, accum, lr, l1, l2, grad):
    accum = accum + grad * grad
    rate = lr / xp.sqrt(accum)
    return _shrunk(xp, var - grad * rate, rate, l1, l2), accum


@dense("""
    AdagradDA(var: Slot, gradient_accumulator: Slot, gradient_squared_accumulator: Slot,
        grad: T, lr: T, l1: T, l2: T, global_step: int64)
""")
def adagrad_da(
    xp, var, gradient_accumulator, gradient_squared_accumulator, grad, lr, l1, l2, global_step
):
    """Average the gradients since the beginning, regularised: Adagrad by dual averaging.

    Shapes:
        var, gradient_accumulator, gradient_squared_accumulator, grad: any, the same
        lr, l1, l2, global_step: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyAdagradDA
    """
    total = gradient_accumulator + grad
    squares = gradient_squared_accumulator + grad * grad
    step = total.dtype.type(global_step.item())
    kept = total
    if l1 > 0:
        kept = xp.sign(total) * xp.maximum(xp.abs(total) - l1 * step, total.dtype.type(0))
    return -lr * kept / (l2 * step * lr + xp.sqrt(squares)), total, squares


@sparse("""
    AdagradDA(var: Slot, gradient_accumulator: Slot, gradient_squared_accumulator: Slot,
        grad: T, indices: Tindices, lr: T, l1: T, l2: T, global_step: int64)
""", rules=(WIDE,))
def sparse_adagrad_da(
    xp, var, gradient_accumulator, gradient_squared_accumulator, grad, lr, l1, l2, global_step
):
    """Average the gradients since the beginning, regularised, in the rows that `indices` name.

    Shapes:
        var, gradient_accumulator, gradient_squared_accumulator: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr, l1, l2, global_step: []
    Errors:
        InvalidArgumentError: shapes do not fit, a row is out of range, or a scalar is none.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyAdagradDA
    """
    total = gradient_accumulator + grad
    squares = gradient_squared_accumulator + grad * grad
    step = total.dtype.type(global_step.item())
    kept = total / step
    if l1 > 0:
        kept = xp.sign(total) * xp.maximum(xp.abs(total) / step - l1, total.dtype.type(0))
    return -kept / (l2 + xp.sqrt(squares) / (step * lr)), total, squares


@dense("""
    Ftrl(var: Slot, accum: Slot, linear: Slot, grad: T, lr: T, l1: T, l2: T, lr_power: T)
        multiply_linear_by_lr: bool = false
""", words=_FTRL)
def ftrl(xp, var, accum, linear, grad, lr, l1, l2, lr_power, *, multiply_linear_by_lr):
    """Follow the regularised leader.

    Shapes:
        var, accum, linear, grad: any, the same
        lr, l1, l2, lr_power: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none or of
            the wrong sign.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyFtrl
    """
    return _ftrl(
        xp, var, accum, linear, grad, grad, lr, l1, l2, lr_power, multiply_linear_by_lr
    )


@sparse("""
    Ftrl(var: Slot, accum: Slot, linear: Slot, grad: T, indices: Tindices, lr: T, l1: T,
        l2: T, lr_power: T)
        multiply_linear_by_lr: bool = false
""", words=_FTRL_ROWS, rules=(WIDE,))
def sparse_ftrl(xp, var, accum, linear, grad, lr, l1, l2, lr_power, *, multiply_linear_by_lr):
    """Follow the regularised leader, in the rows that `indices` name.

    Shapes:
        var, accum, linear: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr, l1, l2, lr_power: []
    Errors:
        InvalidArgumentError: shapes do not fit, a row is out of range, or a scalar is none or of
            the wrong sign.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyFtrl
    """
    return _ftrl(
        xp, var, accum, linear, grad, grad, lr, l1, l2, lr_power, multiply_linear_by_lr
    )


@dense("""
    FtrlV2(var: Slot, accum: Slot, linear: Slot, grad: T, lr: T, l1: T, l2: T,
        l2_shrinkage: T, lr_power: T)
        multiply_linear_by_lr: bool = false
""", words=_FTRL)
def ftrl_v2(
    xp, var, accum, linear, grad, lr, l1, l2, l2_shrinkage, lr_power, *, multiply_linear_by_lr
):
    """Follow the regularised leader, with a loss that shrinks the variable.

    Shapes:
        var, accum, linear, grad: any, the same
        lr, l1, l2, l2_shrinkage, lr_power: []
    Errors:
        InvalidArgumentError: shapes differ, or a scalar is none or of
            the wrong sign.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceApplyFtrlV2
    """
    shrunk = grad + 2 * l2_shrinkage * var
    return _ftrl(
        xp, var, accum, linear, grad, shrunk, lr, l1, l2, lr_power, multiply_linear_by_lr
    )


@sparse("""
    FtrlV2(var: Slot, accum: Slot, linear: Slot, grad: T, indices: Tindices, lr: T, l1: T,
        l2: T, l2_shrinkage: T, lr_power: T)
        multiply_linear_by_lr: bool = false
""", words=_FTRL_ROWS, rules=(WIDE,))
def sparse_ftrl_v2(
    xp, var, accum, linear, grad, lr, l1, l2, l2_shrinkage, lr_power, *, multiply_linear_by_lr
):
    """Follow the regularised leader, with a loss that shrinks, in the rows that `indices` name.

    Shapes:
        var, accum, linear: [n, inner...]
        grad: [m, inner...]
        indices: [m]
        lr, l1, l2, l2_shrinkage, lr_power: []
    Errors:
        InvalidArgumentError: shapes do not fit, a row is out of range, or a scalar is none or of
            the wrong sign.
        InternalError: a variable has no value.
    Source: tf.raw_ops.ResourceSparseApplyFtrlV2
    """
    shrunk = grad + 2 * l2_shrinkage * var
    return _ftrl(
        xp, var, accum, linear, grad, shrunk, lr, l1, l2, lr_power, multiply_linear_by_lr
    )


def _ftrl(xp, var, accum, linear, grad, shrunk, lr, l1, l2, lr_power, multiply_linear_by_lr):
    total = accum + grad * grad
    new = xp.power(total, -lr_power).astype(var.dtype)
    old = xp.power(accum, -lr_power).astype(var.dtype)
    if multiply_linear_by_lr:
        linear = linear + shrunk * lr - (new - old) * var
        bound, scale = l1 * lr, new + 2 * l2 * lr
    else:
        linear = linear + shrunk - (new - old) / lr * var
        bound, scale = l1, new / lr + 2 * l2
    far = (bound * xp.sign(linear) - linear) / scale
    return xp.where(xp.abs(linear) > bound, far, linear.dtype.type(0)), total, linear
