"""The earlier forms of ops on diagonals; diagonals of tensors of any rank; cross products.

Versions 1 know the main diagonal only, versions 2 align shorter diagonals on the left. What is in
use now is in `matrix_diag.py`.
"""

from tfcompat._src.base.errors import FailedPreconditionError, InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import matrices, matrix_diag as newer
from tfcompat._src.ops.checks import merge_size, shown, with_rank_at_least
from tfcompat._src.registry import op

_LEFT = b"LEFT_LEFT"


@op("""
    MatrixDiag(diagonal: T) -> output: T
        T: type
""")
def matrix_diag(xp, diagonal):
    """Make matrices with given main diagonals.

    Shapes:
        diagonal: [..., n]
        output: [..., n, n]
    Errors:
        InvalidArgumentError: the diagonal is a scalar.
    Source: tf.raw_ops.MatrixDiag
    """
    if not diagonal.ndim:
        raise InvalidArgumentError("diagonal must be at least 1-dim, received shape: []")
    size = diagonal.shape[-1]
    inside = xp.arange(size)[:, None] == xp.arange(size)[None, :]
    return xp.where(inside, diagonal[..., None, :], _nothing(xp, diagonal))


def _nothing(xp, array):
    """Return what stands beside diagonals: zero, False, or the empty string."""
    return xp.asarray(b"", dtype=object) if array.dtype == object else xp.zeros((), array.dtype)


@matrix_diag.shape
def matrix_diag_shape(c):
    """The shape function of square matrices with given diagonals."""
    shape = with_rank_at_least(c["diagonal"], 1)
    if shape.rank is None:
        return [shape]
    return [TensorShape([*shape.as_list(), shape[-1]])]


@matrix_diag.gradient
def matrix_diag_gradient(op, dy):
    return raw.MatrixDiagPart(dy)


@op("""
    MatrixDiagPart(input: T) -> diagonal: T
        T: type
""")
def matrix_diag_part(xp, input):  # noqa: A002
    """Read the main diagonals of matrices.

    Shapes:
        input: [..., m, n]
        diagonal: [..., min(m, n)]
    Errors:
        InvalidArgumentError: the input is no matrix.
    Source: tf.raw_ops.MatrixDiagPart
    """
    if input.ndim < 2:
        raise InvalidArgumentError(
            f"input must be at least 2-dim, received shape: {shown(input.shape)}"
        )
    return xp.diagonal(input, axis1=-2, axis2=-1)


@matrix_diag_part.shape
def matrix_diag_part_shape(c):
    """The shape function of the main diagonals of matrices."""
    shape = with_rank_at_least(c["input"], 2)
    if shape.rank is None:
        return [shape]
    *batch, rows, columns = shape.as_list()
    return [TensorShape([*batch, matrices.least(rows, columns)])]


@matrix_diag_part.gradient
def matrix_diag_part_gradient(op, dy):
    return raw.MatrixSetDiag(raw.ZerosLike(op.inputs[0]), dy)


@op("""
    MatrixSetDiag(input: T, diagonal: T) -> output: T
        T: type
""")
def matrix_set_diag(xp, input, diagonal):  # noqa: A002
    """Replace the main diagonals of matrices.

    Shapes:
        input, output: [..., m, n]
        diagonal: [..., min(m, n)]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.MatrixSetDiag
    """
    k = xp.zeros((), xp.int32)
    return newer.matrix_set_diag_v3(xp, input, diagonal, k, align=_LEFT)


@matrix_set_diag.shape
def matrix_set_diag_shape(c):
    """The shape function of replaced main diagonals."""
    shape, diagonal = with_rank_at_least(c["input"], 2), with_rank_at_least(c["diagonal"], 1)
    if shape.rank is not None and diagonal.rank is not None:
        *_, rows, columns = shape.as_list()
        length = matrices.least(rows, columns)
        if length is not None and diagonal[-1] is not None and length != diagonal[-1]:
            raise ValueError(f"Dimensions must be equal, but are {length} and {diagonal[-1]}")
    return [shape]


@matrix_set_diag.gradient
def matrix_set_diag_gradient(op, dy):
    diagonal = op.inputs[1]
    return [raw.MatrixSetDiag(dy, raw.ZerosLike(diagonal)), raw.MatrixDiagPart(dy)]


@op("""
    MatrixDiagV2(
            diagonal: T, k: int32, num_rows: int32, num_cols: int32, padding_value: T) -> output: T
        T: type
""", host=("k", "num_rows", "num_cols"))
def matrix_diag_v2(xp, diagonal, k, num_rows, num_cols, padding_value):
    """Make matrices with given diagonals, and another value beside them.

    Shapes:
        diagonal: [..., length], or [..., diagonals, length] for several
        k: [] or [1] or [2], the lowest and the highest diagonal
        num_rows, num_cols, padding_value: []
        output: [..., rows, columns]
    Errors:
        InvalidArgumentError: the diagonals do not fit into so many rows and columns.
    Source: tf.raw_ops.MatrixDiagV2
    """
    return newer.matrix_diag_v3(
        xp, diagonal, k, num_rows, num_cols, padding_value, align=_LEFT
    )


matrix_diag_v2.shape(newer.matrix_diag_v3_shape)


@matrix_diag_v2.gradient
def matrix_diag_v2_gradient(op, dy):
    """The newer op with its own alignment, as TensorFlow's rule has it."""
    d_diagonal = raw.MatrixDiagPartV3(dy, op.inputs[1], matrices.zero(dy))
    return [d_diagonal, None, None, None, None]


@op("""
    MatrixDiagPartV2(input: T, k: int32, padding_value: T) -> diagonal: T
        T: type
""", host=("k",))
def matrix_diag_part_v2(xp, input, k, padding_value):  # noqa: A002
    """Read diagonals of matrices.

    Shapes:
        input: [..., rows, columns]
        k: [] or [1] or [2], the lowest and the highest diagonal
        padding_value: []
        diagonal: [..., length], or [..., diagonals, length] for several
    Errors:
        InvalidArgumentError: the input is no matrix, or has no such diagonals.
    Source: tf.raw_ops.MatrixDiagPartV2
    """
    return newer.matrix_diag_part_v3(xp, input, k, padding_value, align=_LEFT)


matrix_diag_part_v2.shape(newer.matrix_diag_part_v3_shape)


@matrix_diag_part_v2.gradient
def matrix_diag_part_v2_gradient(op, dy):
    """The newer ops with their own alignment, as TensorFlow's rule has it."""
    x, k = op.inputs[0], op.inputs[1]
    if x.shape.rank is None or not x.shape[-2:].is_fully_defined():
        return [raw.MatrixSetDiagV3(raw.ZerosLike(x), dy, k), None, None]
    rows, columns = x.shape[-2:].as_list()
    return [raw.MatrixDiagV3(dy, k, rows, columns, matrices.zero(dy)), None, None]


@op("""
    MatrixSetDiagV2(input: T, diagonal: T, k: int32) -> output: T
        T: type
""", host=("k",))
def matrix_set_diag_v2(xp, input, diagonal, k):  # noqa: A002
    """Replace diagonals of matrices.

    Shapes:
        input, output: [..., rows, columns]
        diagonal: [..., length], or [..., diagonals, length] for several
        k: [] or [1] or [2], the lowest and the highest diagonal
    Errors:
        InvalidArgumentError: the input is no matrix, or the diagonals do not fit.
    Source: tf.raw_ops.MatrixSetDiagV2
    """
    return newer.matrix_set_diag_v3(xp, input, diagonal, k, align=_LEFT)


matrix_set_diag_v2.shape(newer.matrix_set_diag_v3_shape)


@matrix_set_diag_v2.gradient
def matrix_set_diag_v2_gradient(op, dy):
    """The newer ops with their own alignment, as TensorFlow's rule has it."""
    diagonal, k = op.inputs[1], op.inputs[2]
    dx = raw.MatrixSetDiagV3(dy, raw.ZerosLike(diagonal), k)
    return [dx, raw.MatrixDiagPartV3(dy, k, matrices.zero(dy)), None]


@op("""
    Diag(diagonal: T) -> output: T
        T: {bfloat16, half, float, double, int32, int64, complex64, complex128}
""")
def diag(xp, diagonal):
    """Make a tensor of twice the rank, zero except where both halves of an index are equal.

    Shapes:
        diagonal: [sizes...], rank 1 or more
        output: [sizes..., sizes...]
    Errors:
        InvalidArgumentError: the diagonal is a scalar.
    Source: tf.raw_ops.Diag
    """
    if not diagonal.ndim:
        raise InvalidArgumentError("Input must be at least rank 1, got 0")
    return xp.diag(diagonal.reshape(-1)).reshape(diagonal.shape * 2)


@diag.shape
def diag_shape(c):
    shape = with_rank_at_least(c["diagonal"], 1)
    return [shape if shape.rank is None else shape.concatenate(shape)]


@diag.gradient
def diag_gradient(op, dy):
    return raw.DiagPart(dy)


@op("""
    DiagPart(input: T) -> diagonal: T
        T: {bfloat16, half, float, double, int32, int64, complex64, complex128}
""")
def diag_part(xp, input):  # noqa: A002
    """Read what `Diag` writes: the elements where both halves of an index are equal.

    Shapes:
        input: [sizes..., sizes...]
        diagonal: [sizes...]
    Errors:
        InvalidArgumentError: the rank is odd, or the halves of the shape differ.
    Source: tf.raw_ops.DiagPart
    """
    half = input.ndim // 2
    if input.ndim % 2:
        raise InvalidArgumentError(
            "The rank of the tensor should be                                          even and "
            f"positive, got shape {shown(input.shape)}"
        )
    for i in range(half):
        if input.shape[i] != input.shape[i + half]:
            raise InvalidArgumentError(
                f"Invalid shape {shown(input.shape)}: dimensions {i} and {i + half} do not match."
            )
    sizes = input.shape[:half]
    count = 1
    for size in sizes:
        count *= size
    return xp.diagonal(input.reshape((count, count))).reshape(sizes)


@diag_part.shape
def diag_part_shape(c):
    shape = c["input"]
    if shape.rank is None:
        return [shape]
    if shape.rank % 2 or not shape.rank:
        raise ValueError(f"Input must have even and non-zero rank, input rank is {shape.rank}")
    half = shape.rank // 2
    sizes = [merge_size(a, b) for a, b in zip(shape[:half], shape[half:], strict=True)]
    return [TensorShape(sizes)]


@diag_part.gradient
def diag_part_gradient(op, dy):
    return raw.Diag(dy)


@op("""
    Cross(a: T, b: T) -> product: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64}
""")
def cross(xp, a, b):
    """Multiply vectors of three elements to vectors at right angles to both.

    Shapes:
        a, b, product: [..., 3], equal
    Errors:
        InvalidArgumentError: the shapes differ, or these are scalars.
        FailedPreconditionError: the vectors have not three elements.
    Source: tf.raw_ops.Cross
    """
    if a.shape != b.shape:
        raise InvalidArgumentError(
            f"Both inputs must be of same shape: {shown(a.shape)} vs. {shown(b.shape)}"
        )
    if not a.ndim:
        raise InvalidArgumentError("Input must be at least 1D[]")
    if a.shape[-1] != 3:
        raise FailedPreconditionError("Cross-products are only defined for 3-element vectors.")
    left, right = ([x[..., i] for i in range(3)] for x in (a, b))
    parts = [
        left[(i + 1) % 3] * right[(i + 2) % 3] - left[(i + 2) % 3] * right[(i + 1) % 3]
        for i in range(3)
    ]
    return xp.stack(parts, axis=-1)


@cross.shape
def cross_shape(c):
    a, b = (with_rank_at_least(c[name], 1) for name in ("a", "b"))
    together = matrices.merge(a, b)
    if together.rank is not None and together[-1] not in (None, 3):
        raise ValueError(f"Dimension must be 3 but is {together[-1]}")
    return [together]


@cross.gradient
def cross_gradient(op, dy):
    a, b = op.inputs
    return [raw.Cross(b, dy), raw.Cross(dy, a)]
