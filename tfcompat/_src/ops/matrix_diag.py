"""Diagonals of matrices, read, written and made to matrices, in batches; and bands of them.

A diagonal has a number: 0 is the main one, those above it are positive and those below negative.
Several diagonals are the rows of one tensor, the highest number first, padded to one length.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import shown, with_rank, with_rank_at_least, with_rank_at_most
from tfcompat._src.registry import op, shape_functions


@op("""
    MatrixDiagV3(
            diagonal: T, k: int32, num_rows: int32, num_cols: int32, padding_value: T) -> output: T
        T: type
        align: {"LEFT_RIGHT", "RIGHT_LEFT", "LEFT_LEFT", "RIGHT_RIGHT"} = "RIGHT_LEFT"
""", host=("k", "num_rows", "num_cols"))
def matrix_diag_v3(xp, diagonal, k, num_rows, num_cols, padding_value, *, align):
    """Make matrices with given diagonals, and another value beside them.

    Shapes:
        diagonal: [..., length], or [..., diagonals, length] for several
        k: [] or [1] or [2], the lowest and the highest diagonal
        num_rows, num_cols, padding_value: []
        output: [..., rows, columns]
    Errors:
        InvalidArgumentError: the diagonals do not fit into so many rows and columns.
    Source: tf.raw_ops.MatrixDiagV3
    """
    low, high = _numbers(k)
    for name, array in (
        ("num_rows", num_rows), ("num_cols", num_cols), ("padding_value", padding_value)
    ):
        if array.ndim:
            raise InvalidArgumentError(f"{name} must be a scalar")
    if not diagonal.ndim:
        raise InvalidArgumentError("diagonal must be at least 1-dim, received shape: []")
    _check_order(low, high)
    if low != high and (diagonal.ndim < 2 or diagonal.shape[-2] != high - low + 1):
        raise InvalidArgumentError(
            "The number of diagonals provided in the input does not match the lower_diag_index "
            "and upper_diag_index range."
        )
    length = diagonal.shape[-1]
    least_rows, least_columns = length - min(high, 0), length + max(low, 0)
    rows, columns = _sizes(int(num_rows), int(num_cols), least_rows, least_columns)
    stacked = diagonal if low != high else diagonal[..., None, :]
    inside, which, place = _cells(xp, rows, columns, low, high, length, align)
    values = stacked[..., xp.where(inside, which, 0), xp.where(inside, place, 0)]
    return xp.where(inside, values, padding_value)


def _sizes(rows, columns, least_rows, least_columns):
    if rows != -1 and rows < least_rows:
        raise InvalidArgumentError("The number of rows is too small.")
    if columns != -1 and columns < least_columns:
        raise InvalidArgumentError("The number of columns is too small.")
    if rows == -1 and columns == -1:
        rows = columns = max(least_rows, least_columns)
    rows = least_rows if rows == -1 else rows
    columns = least_columns if columns == -1 else columns
    if rows != least_rows and columns != least_columns:
        raise InvalidArgumentError(
            "The number of rows or columns is not consistent with the specified d_lower, d_upper, "
            "and diagonal."
        )
    return rows, columns


def _numbers(k, empty="Expected diag_index to have at least 1 element"):
    """The first and the last diagonal that `k` names; what is wrong with none is the op's."""
    if k.ndim > 1:
        raise InvalidArgumentError(
            f"diag_index must be a scalar or vector, received shape: {shown(k.shape)}"
        )
    numbers = k.reshape(-1).tolist()
    if not numbers:
        raise InvalidArgumentError(empty)
    if len(numbers) > 2:
        raise InvalidArgumentError(
            f"diag_index must have only one or two elements, received {len(numbers)} elements."
        )
    return numbers[0], numbers[-1]


def _check_order(low, high):
    if low > high:
        raise InvalidArgumentError(
            f"lower_diag_index must not be larger than upper_diag_index: {low} > {high}"
        )


def _offset(xp, number, rows, columns, length, align):
    """Where in a row of padded length each diagonal begins, and how long it is."""
    upper_left, lower_left = (word == b"LEFT" for word in align.split(b"_"))
    own = xp.minimum(rows + xp.minimum(number, 0), columns - xp.maximum(number, 0))
    left = ((number >= 0) & upper_left) | ((number <= 0) & lower_left)
    return xp.where(left, 0, length - own), own


def _cells(xp, rows, columns, low, high, length, align):
    """For each cell of a matrix: whether it is on a diagonal, on which one, and where."""
    row, column = xp.arange(rows)[:, None], xp.arange(columns)[None, :]
    number = column - row
    offset, _ = _offset(xp, number, rows, columns, length, align)
    inside = (number >= low) & (number <= high)
    return inside, high - number, xp.minimum(row, column) + offset


@matrix_diag_v3.shape
def matrix_diag_v3_shape(c):
    k, rows, columns = c.value("k"), c.value("num_rows"), c.value("num_cols")
    diagonal = with_rank_at_least(c["diagonal"], 1)
    with_rank_at_most(c["k"], 1)
    for name in ("num_rows", "num_cols", "padding_value"):
        with_rank(c[name], 0)
    if diagonal.rank is None or k is None:
        return [TensorShape(None)]
    low, high = _static_numbers(k)
    if low != high:
        number = with_rank_at_least(diagonal, 2)[-2]
        if number not in (None, high - low + 1):
            raise ValueError(
                "The number of rows of `diagonal` doesn't match the number of diagonals implied "
                f"from `d_lower` and `d_upper`.\nnum_diags = {number}, d_lower = {low}, d_upper = "
                f"{high} {diagonal.rank} {diagonal[-1]}"
            )
    batch = diagonal.as_list()[: -1 if low == high else -2]
    sizes = [None if size is None or int(size) == -1 else int(size) for size in (rows, columns)]
    if rows is None or columns is None or diagonal[-1] is None:
        return [TensorShape([*batch, *sizes])]
    least = diagonal[-1] - min(high, 0), diagonal[-1] + max(low, 0)
    return [TensorShape([*batch, *_static_sizes(*sizes, *least)])]


def _static_sizes(rows, columns, least_rows, least_columns):
    """As `_sizes`, in the words that TensorFlow has before anything runs; None for -1."""
    if rows is None and columns is None:
        return (max(least_rows, least_columns),) * 2
    rows = least_rows if rows is None else rows
    columns = least_columns if columns is None else columns
    if rows < least_rows:
        raise ValueError("num_rows is too small")
    if columns < least_columns:
        raise ValueError("num_cols is too small.")
    if rows != least_rows and columns != least_columns:
        raise ValueError(
            "num_rows and num_cols are not consistent with lower_diag_index, upper_diag_index, "
            f"and the length of the given diagonals.\nnum_rows = {rows} != min_num_rows = "
            f"{least_rows}, num_cols = {columns} != min_num_cols = {least_columns}"
        )
    return rows, columns


@matrix_diag_v3.gradient
def matrix_diag_v3_gradient(op, dy):
    d_diagonal = raw.MatrixDiagPartV3(dy, op.inputs[1], _zero(dy), align=op.attr("align"))
    return [d_diagonal, None, None, None, None]


def _zero(dy):
    """A scalar zero of the dtype of `dy`."""
    return raw.Cast(0, DstT=dy.dtype)


def _static_numbers(k):
    """The first and the last diagonal that a constant `k` names."""
    if k.size not in (1, 2):
        raise ValueError(
            f"diag_index must be a vector with one or two elements. It has {k.size} elements."
        )
    low, high = k.reshape(-1).tolist()[0], k.reshape(-1).tolist()[-1]
    if low > high:
        raise ValueError("lower_diag_index is greater than upper_diag_index")
    return low, high


def _check_static_range(low, high, rows, columns):
    if rows is None or columns is None:
        return
    for name, number in (("lower", low), ("upper", high)):
        if not (-rows < number < columns or number == 0):
            raise ValueError(f"{name}_diag_index is out of bound.")


@op("""
    MatrixDiagPartV3(input: T, k: int32, padding_value: T) -> diagonal: T
        T: type
        align: {"LEFT_RIGHT", "RIGHT_LEFT", "LEFT_LEFT", "RIGHT_RIGHT"} = "RIGHT_LEFT"
""", host=("k",))
def matrix_diag_part_v3(xp, input, k, padding_value, *, align):  # noqa: A002
    """Read diagonals of matrices.

    Shapes:
        input: [..., rows, columns]
        k: [] or [1] or [2], the lowest and the highest diagonal
        padding_value: []
        diagonal: [..., length], or [..., diagonals, length] for several
    Errors:
        InvalidArgumentError: the input is no matrix, or has no such diagonals.
    Source: tf.raw_ops.MatrixDiagPartV3
    """
    low, high = _numbers(k)
    if padding_value.size != 1:
        raise InvalidArgumentError("Padding must be scalar.")
    _check_matrix(input)
    rows, columns = input.shape[-2:]
    _check_range(low, high, rows, columns, ". It", " It")
    length, padding_value = _longest(low, high, rows, columns), padding_value.reshape(())
    number = high - xp.arange(high - low + 1)[:, None]
    offset, own = _offset(xp, number, rows, columns, length, align)
    place = xp.arange(length)[None, :] - offset
    inside = (place >= 0) & (place < own)
    row = xp.where(inside, place + xp.maximum(-number, 0), 0)
    column = xp.where(inside, place + xp.maximum(number, 0), 0)
    result = xp.where(inside, input[..., row, column], padding_value) if input.size else (
        xp.full((*input.shape[:-2], *inside.shape), padding_value)
    )
    return result[..., 0, :] if low == high else result


def _longest(low, high, rows, columns):
    return min(rows + min(high, 0), columns - max(low, 0))


def _check_matrix(array):
    if array.ndim < 2:
        raise InvalidArgumentError(
            f"input must be at least 2-dim, received shape: {shown(array.shape)}"
        )


def _check_range(low, high, rows, columns, *words):
    """Check the numbers of diagonals; the words are what stands behind each of them."""
    for name, number, word in zip(("lower", "upper"), (low, high), words, strict=True):
        if not (-rows < number < columns or number == 0):
            raise InvalidArgumentError(
                f"{name}_diag_index is out of bound: {number}{word} must be between "
                f"{-rows} and {columns}"
            )
    _check_order(low, high)


@matrix_diag_part_v3.shape
def matrix_diag_part_v3_shape(c):
    k, matrix = c.value("k"), with_rank_at_least(c["input"], 2)
    with_rank_at_most(c["k"], 1)
    with_rank(c["padding_value"], 0)
    if k is None or matrix.rank is None:
        return [TensorShape(None)]
    low, high = _static_numbers(k)
    *batch, rows, columns = matrix.as_list()
    _check_static_range(low, high, rows, columns)
    number = [] if low == high else [high - low + 1]
    length = None
    if rows is not None and columns is not None:
        length = _longest(low, high, rows, columns)
    return [TensorShape([*batch, *number, length])]


@matrix_diag_part_v3.gradient
def matrix_diag_part_v3_gradient(op, dy):
    x, k = op.inputs[:2]
    rows, columns = (None, None) if x.shape.rank is None else x.shape[-2:].as_list()
    if rows is None or columns is None:
        dx = raw.MatrixSetDiagV3(raw.ZerosLike(x), dy, k, align=op.attr("align"))
    else:
        dx = raw.MatrixDiagV3(dy, k, rows, columns, _zero(dy), align=op.attr("align"))
    return [dx, None, None]


@op("""
    MatrixSetDiagV3(input: T, diagonal: T, k: int32) -> output: T
        T: type
        align: {"LEFT_RIGHT", "RIGHT_LEFT", "LEFT_LEFT", "RIGHT_RIGHT"} = "RIGHT_LEFT"
""", host=("k",))
def matrix_set_diag_v3(xp, input, diagonal, k, *, align):  # noqa: A002
    """Replace diagonals of matrices.

    Shapes:
        input: [..., rows, columns]
        diagonal: [..., length], or [..., diagonals, length] for several
        k: [] or [1] or [2], the lowest and the highest diagonal
        output: as input
    Errors:
        InvalidArgumentError: the input is no matrix, or the diagonals do not fit.
    Source: tf.raw_ops.MatrixSetDiagV3
    """
    low, high = _numbers(k, "diag_index must have at least one element")
    _check_matrix(input)
    if not diagonal.ndim:
        raise InvalidArgumentError("diagonal must be at least 1-dim, received shape: []")
    rows, columns = input.shape[-2:]
    _check_range(low, high, rows, columns, " It", " It")
    if low != high and diagonal.shape[input.ndim - 2:input.ndim - 1] != (high - low + 1,):
        raise InvalidArgumentError(
            "The number of diagonals provided in `diag` is not consistent with `lower_diag_index` "
            "and `upper_diag_index`"
        )
    length = _longest(low, high, rows, columns)
    expected = (*input.shape[:-2], *([] if low == high else [high - low + 1]), length)
    if diagonal.shape != expected:
        raise InvalidArgumentError(
            "Either first dimensions of diagonal don't match input.shape[:-2], or diagonal.shape"
            f"[:-1] is not equal to the longests diagonal in range [lower_diag_index:"
            f"upper_diag_index].\nInput shape: {shown(input.shape)}\nDiagonal shape: "
            f"{shown(diagonal.shape)}\nExpected diagonal shape: {shown(expected)}"
        )
    stacked = diagonal if low != high else diagonal[..., None, :]
    inside, which, place = _cells(xp, rows, columns, low, high, length, align)
    if not input.size:
        return input
    values = stacked[..., xp.where(inside, which, 0), xp.where(inside, place, 0)]
    return xp.where(inside, values, input)


@matrix_set_diag_v3.shape
def matrix_set_diag_v3_shape(c):
    """That of the input; the diagonals are checked where their numbers are known."""
    k, matrix = c.value("k"), with_rank_at_least(c["input"], 2)
    diagonal = with_rank_at_least(c["diagonal"], 1)
    with_rank_at_most(c["k"], 1)
    if matrix.rank is not None:
        with_rank_at_least(diagonal, matrix.rank - 1)
    if k is not None:
        low, high = _static_numbers(k)
        if matrix.rank is not None:
            _check_static_range(low, high, *matrix.as_list()[-2:])
            with_rank(diagonal, matrix.rank - (low == high))
    return [matrix]


@matrix_set_diag_v3.gradient
def matrix_set_diag_v3_gradient(op, dy):
    _, diagonal, k = op.inputs
    align = op.attr("align")
    dx = raw.MatrixSetDiagV3(dy, raw.ZerosLike(diagonal), k, align=align)
    d_diagonal = raw.MatrixDiagPartV3(dy, k, _zero(dy), align=align)
    return [dx, d_diagonal, None]


@op("""
    MatrixBandPart(input: T, num_lower: Tindex, num_upper: Tindex) -> band: T
        T: type
        Tindex: {int32, int64} = int64
""", host=("num_lower", "num_upper"))
def matrix_band_part(xp, input, num_lower, num_upper):  # noqa: A002
    """Set everything to zero that is farther from the main diagonal than so many diagonals.

    Shapes:
        input, band: [..., rows, columns]
        num_lower, num_upper: [], negative for all
    Errors:
        InvalidArgumentError: the input is no matrix, or the numbers are out of range.
    Source: tf.raw_ops.MatrixBandPart
    """
    _check_matrix(input)
    rows, columns = input.shape[-2:]
    for name, array, limit, size in (
        ("num_lower", num_lower, "number of rows", rows),
        ("num_upper", num_upper, "number of columns", columns),
    ):
        if array.ndim:
            raise InvalidArgumentError(f"{name} must be scalar, got shape {shown(array.shape)}")
        if int(array) > size:
            raise InvalidArgumentError(
                f"{name} must be negative or less or equal to {limit} ({size}) got: {int(array)}"
            )
    lower, upper = int(num_lower), int(num_upper)
    number = xp.arange(columns)[None, :] - xp.arange(rows)[:, None]
    near = (number >= -lower if lower >= 0 else number == number) & (
        number <= upper if upper >= 0 else number == number
    )
    return xp.where(near, input, xp.zeros((), input.dtype))


matrix_band_part.shape(shape_functions.unchanged)


@matrix_band_part.gradient
def matrix_band_part_gradient(op, dy):
    return [raw.MatrixBandPart(dy, *op.inputs[1:]), None, None]
