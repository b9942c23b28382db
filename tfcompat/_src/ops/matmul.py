"""Products of matrices and of batches of matrices.

Products along named dimensions are in `einsum.py`, which uses `multiply` of this file.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, NoKernelError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.gradient_parts import conj
from tfcompat._src.ops.unbroadcast import unbroadcast_batch
from tfcompat._src.registry import op
from tfcompat._src.registry.definition import type_name
from tfcompat._src.registry.shape_functions import broadcast_shapes


def multiply(xp, left, right):
    """Multiply (batches of) matrices; half and bfloat16 add up as float32 and round once."""
    if left.dtype.char in "fdFD":
        # numpy's dot gets to BLAS in a third of matmul's time: 0.36 us against 0.88 us for 8x8
        return left.dot(right) if left.ndim == right.ndim == 2 else xp.matmul(left, right)
    if left.dtype.kind in "fV":
        single = xp.float32
        return xp.matmul(left.astype(single), right.astype(single)).astype(left.dtype)
    return xp.matmul(left, right)


def by_one_dnn(array):
    """Say whether TensorFlow leaves this dtype to oneDNN, whose ops complain in other words."""
    return array.dtype.char == "f" or array.dtype.kind == "V"


@op("""
    MatMul(a: T, b: T) -> product: T
        transpose_a: bool = false
        transpose_b: bool = false
        T: {bfloat16, half, float, double, int32, int64, uint8, uint16, uint32, uint64,
            complex64, complex128}
        grad_a: bool = false
        grad_b: bool = false
""")
def mat_mul(xp, a, b, *, transpose_a, transpose_b):
    """Multiply the matrix `a` by the matrix `b`.

    Shapes:
        a: [m, k], or [k, m] with `transpose_a`
        b: [k, n], or [n, k] with `transpose_b`
        product: [m, n]
    Errors:
        InvalidArgumentError: one is not a matrix, or the inner dimensions differ.
    Source: tf.raw_ops.MatMul
    """
    if a.ndim != 2 or b.ndim != 2:
        raise _not_matrices(a, b)
    left = a.T if transpose_a else a
    right = b.T if transpose_b else b
    if left.shape[1] != right.shape[0]:
        raise InvalidArgumentError(
            f"Matrix size-incompatible: In[0]: {shown(a.shape)}, In[1]: {shown(b.shape)}"
        )
    return multiply(xp, left, right)


def _not_matrices(a, b):
    if by_one_dnn(a):
        return InvalidArgumentError(f"In[{0 if a.ndim != 2 else 1}] ndims must be >= 2")
    if a.ndim != b.ndim:
        return InvalidArgumentError(
            f"In[0] and In[1] has different ndims: {shown(a.shape)} vs. {shown(b.shape)}"
        )
    return InvalidArgumentError(f"In[0] and In[1] ndims must be == 2: {a.ndim}")


@mat_mul.shape
def mat_mul_shape(c):
    a, b = checks.with_rank(c["a"], 2), checks.with_rank(c["b"], 2)
    rows, inner = reversed(a) if c.attr("transpose_a") else a
    other, columns = reversed(b) if c.attr("transpose_b") else b
    checks.merge_size(inner, other)
    return [TensorShape([rows, columns])]


@mat_mul.gradient
def mat_mul_gradient(op, dy):
    transpose_a, transpose_b = op.attr("transpose_a"), op.attr("transpose_b")
    da = db = None
    if op.needs(0):
        b = conj(op.inputs[1])
        if transpose_a:
            da = raw.MatMul(b, dy, transpose_a=transpose_b, transpose_b=True)
        else:
            da = raw.MatMul(dy, b, transpose_b=not transpose_b)
    if op.needs(1):
        a = conj(op.inputs[0])
        if transpose_b:
            db = raw.MatMul(dy, a, transpose_a=True, transpose_b=transpose_a)
        else:
            db = raw.MatMul(a, dy, transpose_a=not transpose_a)
    return [da, db]


@op("""
    BatchMatMul(x: T, y: T) -> output: T
        T: {bfloat16, half, float, double, int32, int64, complex64, complex128}
        adj_x: bool = false
        adj_y: bool = false
        grad_x: bool = false
        grad_y: bool = false
""")
def batch_mat_mul(xp, x, y, *, adj_x, adj_y):
    """Multiply matrices of a batch in `x` by those in `y`, one by one.

    Shapes:
        x: [..., m, k], or [..., k, m] with `adj_x`
        y: [..., k, n], or [..., n, k] with `adj_y`; the same leading dimensions
        output: [..., m, n]
    Errors:
        InvalidArgumentError: ranks, leading or inner dimensions do not fit.
    Source: tf.raw_ops.BatchMatMul
    """
    if x.ndim != y.ndim:
        raise InvalidArgumentError(
            f"In[0] and In[1] has different ndims: {shown(x.shape)} vs. {shown(y.shape)}"
        )
    if x.ndim < 2:
        raise InvalidArgumentError(f"In[0] and In[1] ndims must be >= 2: {x.ndim}")
    for i in range(x.ndim - 2):
        if x.shape[i] != y.shape[i]:
            raise InvalidArgumentError(
                f"In[0].dim({i}) and In[1].dim({i}) must be the same: "
                f"{shown(x.shape)} vs {shown(y.shape)}"
            )
    return _batch_product(xp, x, y, adj_x, adj_y, by_one_dnn(x))


@batch_mat_mul.shape
def batch_mat_mul_shape(c):
    x, y = _matrices(c)
    batches = [TensorShape(None) if shape.rank is None else shape[:-2] for shape in (x, y)]
    return [checks.merge(*batches).concatenate(_product_shape(c, x, y))]


@batch_mat_mul.gradient
def batch_mat_mul_gradient(op, dy):
    return _factors(op, dy, raw.BatchMatMul)


def _factors(op, dy, multiply):
    """Return the gradients of both factors of a batched product, not yet unbroadcast."""
    x, y = op.inputs
    adj_x, adj_y = op.attr("adj_x"), op.attr("adj_y")
    dx = d_other = None
    if op.needs(0):
        if adj_x:
            dx = multiply(y, dy, adj_x=adj_y, adj_y=True)
        else:
            dx = multiply(dy, y, adj_y=not adj_y)
    if op.needs(1):
        if adj_y:
            d_other = multiply(dy, x, adj_x=True, adj_y=adj_x)
        else:
            d_other = multiply(x, dy, adj_x=not adj_x)
    return [dx, d_other]


@op("""
    BatchMatMulV2(x: T, y: T) -> output: T
        T: {bfloat16, half, float, double, int16, int32, int64, uint8, uint16, uint32,
            uint64, complex64, complex128}
        adj_x: bool = false
        adj_y: bool = false
        grad_x: bool = false
        grad_y: bool = false
""")
def batch_mat_mul_v2(xp, x, y, *, adj_x, adj_y):
    """Multiply matrices of a batch in `x` by those in `y`; the batches broadcast.

    Shapes:
        x: [..., m, k], or [..., k, m] with `adj_x`
        y: [..., k, n], or [..., n, k] with `adj_y`
        output: [..., m, n], where ... is the broadcast of those of x and y
    Errors:
        InvalidArgumentError: a rank is below 2, or leading or inner dimensions do not fit.
    Source: tf.raw_ops.BatchMatMulV2
    """
    _check_ranks(x, y)
    return _batch_product(xp, x, y, adj_x, adj_y, by_one_dnn(x))


@batch_mat_mul_v2.shape
def batch_mat_mul_v2_shape(c):
    """The shape function of BatchMatMulV2 and V3."""
    x, y = _matrices(c)
    if x.rank is None or y.rank is None:
        return [TensorShape(None)]
    product = _product_shape(c, x, y)
    return [broadcast_shapes(x[:-2], y[:-2]).concatenate(product)]


@batch_mat_mul_v2.gradient
def batch_mat_mul_v2_gradient(op, dy):
    return _batched(op, _factors(op, dy, raw.BatchMatMulV2))


def _batched(op, gradients):
    """Sum the gradients of both factors over the batch dimensions that were broadcast."""
    (x, y), (dx, d_other) = op.inputs, gradients
    return [
        None if dx is None else unbroadcast_batch(dx, x, y),
        None if d_other is None else unbroadcast_batch(d_other, y, x),
    ]


_BYTES = (dtypes.int8, dtypes.uint8)
_MIXED = frozenset([
    *((a, b, dtypes.int32) for a in _BYTES for b in _BYTES),
    *((a, dtypes.bfloat16, dtypes.bfloat16) for a in _BYTES),
    *((dtypes.bfloat16, b, dtypes.bfloat16) for b in _BYTES),
])
_ALIKE = (
    dtypes.bfloat16, dtypes.float32, dtypes.float64, dtypes.int16, dtypes.int32, dtypes.int64,
    dtypes.complex64, dtypes.complex128,
)
_KERNELS = [
    "  device='CPU'; Ta in [DT_{}]; Tb in [DT_{}]; Tout in [DT_{}]".format(
        *(type_name(dtype).upper() for dtype in kinds))
    for kinds in [*((kind,) * 3 for kind in _ALIKE), *sorted(_MIXED, key=str)]
]


@op("""
    BatchMatMulV3(x: Ta, y: Tb) -> output: Tout
        Ta: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, complex64,
            complex128}
        Tb: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, complex64,
            complex128}
        Tout: {bfloat16, half, float, double, int16, int32, int64, complex64, complex128}
        adj_x: bool = false
        adj_y: bool = false
        grad_x: bool = false
        grad_y: bool = false
""")
def batch_mat_mul_v3(xp, x, y, *, Ta, Tb, Tout, adj_x, adj_y):  # noqa: N803
    """Multiply matrices of a batch in `x` by those in `y`, computing in the type of the output.

    Shapes:
        x: [..., m, k], or [..., k, m] with `adj_x`
        y: [..., k, n], or [..., n, k] with `adj_y`
        output: [..., m, n], where ... is the broadcast of those of x and y
    Errors:
        InvalidArgumentError: a rank is below 2, or leading or inner dimensions do not fit.
        NotFoundError: TensorFlow multiplies these dtypes to no such one.
    Source: tf.raw_ops.BatchMatMulV3
    """
    if (Ta, Tb, Tout) not in _MIXED and not Ta == Tb == Tout:
        raise NoKernelError(_KERNELS)
    _check_ranks(x, y)
    dtype = numpy_dtype(Tout)
    left, right = x.astype(dtype, copy=False), y.astype(dtype, copy=False)
    return _batch_product(xp, left, right, adj_x, adj_y, False)


batch_mat_mul_v3.shape(batch_mat_mul_v2_shape)


@batch_mat_mul_v3.gradient
def batch_mat_mul_v3_gradient(op, dy):
    def multiply(left, right, **adjoints):
        return raw.BatchMatMulV3(left, right, Tout=dy.dtype, **adjoints)

    return _batched(op, _factors(op, dy, multiply))


def _check_ranks(x, y):
    for i, array in enumerate((x, y)):
        if array.ndim < 2:
            raise InvalidArgumentError(f"In[{i}] ndims must be >= 2: {array.ndim}")


def _batch_product(xp, x, y, adj_x, adj_y, one_dnn):
    left = _adjoint(xp, x) if adj_x else x
    right = _adjoint(xp, y) if adj_y else y
    try:
        return multiply(xp, left, right)
    except ValueError:
        pass
    # TensorFlow looks at the batches first.
    try:
        xp.broadcast_shapes(x.shape[:-2], y.shape[:-2])
    except ValueError:
        raise InvalidArgumentError(
            "In[0] and In[1] must have compatible batch dimensions: "
            f"{shown(x.shape)} vs. {shown(y.shape)}"
        ) from None
    flags = f" {int(adj_x)} {int(adj_y)}" if one_dnn else ""
    raise InvalidArgumentError(
        f"Matrix size-incompatible: In[0]: {shown(x.shape)}, In[1]: {shown(y.shape)}{flags}"
    )


def _adjoint(xp, x):
    x = xp.swapaxes(x, -1, -2)
    return xp.conjugate(x) if x.dtype.kind == "c" else x


def _matrices(c):
    return checks.with_rank_at_least(c["x"], 2), checks.with_rank_at_least(c["y"], 2)


def _product_shape(c, x, y):
    """Return the last two dimensions of the output."""
    left, right = ([None, None] if s.rank is None else s.as_list()[-2:] for s in (x, y))
    rows, inner = reversed(left) if c.attr("adj_x") else left
    other, columns = reversed(right) if c.attr("adj_y") else right
    checks.merge_size(inner, other)
    return TensorShape([rows, columns])
