"""Diagonals of matrices: `tf.linalg.diag`, `diag_part`, `set_diag`, `band_part`, `trace`.

Identity matrices are made in `creation.py`, products in `linear_algebra.py`.
"""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import reductions, scopes


def band_part(input, num_lower, num_upper, name=None):  # noqa: A002
    """Matrices with zeros outside of a band around the main diagonal.

    Args:
        input: a tensor of shape [..., m, n].
        num_lower: how many diagonals below the main one stay; all when negative.
        num_upper: how many above it stay; all when negative.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `input`.

    Raises:
        InvalidArgumentError: there are not so many diagonals.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.band_part([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 0, -1)
        <tf.Tensor: shape=(3, 3), dtype=int32, numpy=
        array([[1, 2, 3],
               [0, 5, 6],
               [0, 0, 9]], dtype=int32)>
    """
    return raw.MatrixBandPart(input, num_lower, num_upper, name=name)


def diag(
    diagonal, name="diag", k=0, num_rows=-1, num_cols=-1, padding_value=0, align="RIGHT_LEFT"
):
    """Matrices with given diagonals.

    Args:
        diagonal: a tensor of shape [..., length]; [..., number, length] for several diagonals.
        name: a name for the operation.
        k: which diagonal, 0 for the main one; or a pair, the lowest and the highest.
        num_rows: the number of rows; as few as possible when -1.
        num_cols: the number of columns; as few as possible when -1.
        padding_value: what is beside the diagonals.
        align: at which end shorter diagonals above and below the main one are padded.

    Returns:
        A tensor of shape [..., rows, columns].

    Raises:
        InvalidArgumentError: the diagonals do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.diag([1, 2, 3])
        <tf.Tensor: shape=(3, 3), dtype=int32, numpy=
        array([[1, 0, 0],
               [0, 2, 0],
               [0, 0, 3]], dtype=int32)>
    """
    # The padding is zero of any dtype unless a value was given.
    if hasattr(diagonal, "dtype") and diagonal.dtype == bool:
        padding_value = bool(padding_value)
    return raw.MatrixDiagV3(
        diagonal, k, num_rows, num_cols, padding_value, align=align, name=name
    )


def diag_part(input, name="diag_part", k=0, padding_value=0, align="RIGHT_LEFT"):  # noqa: A002
    """The diagonals of matrices.

    Args:
        input: a tensor of shape [..., m, n].
        name: a name for the operation.
        k: which diagonal, 0 for the main one; or a pair, the lowest and the highest.
        padding_value: what fills up shorter diagonals.
        align: at which end shorter diagonals above and below the main one are padded.

    Returns:
        A tensor of shape [..., length]; [..., number, length] for several diagonals.

    Raises:
        InvalidArgumentError: there are no such diagonals.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.diag_part([[1, 2], [3, 4]])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 4], dtype=int32)>
    """
    if hasattr(input, "dtype") and input.dtype == bool:
        padding_value = bool(padding_value)
    return raw.MatrixDiagPartV3(input, k, padding_value, align=align, name=name)


def set_diag(input, diagonal, name="set_diag", k=0, align="RIGHT_LEFT"):  # noqa: A002
    """Matrices with diagonals replaced.

    Args:
        input: a tensor of shape [..., m, n].
        diagonal: a tensor of shape [..., length]; [..., number, length] for several diagonals.
        name: a name for the operation.
        k: which diagonal, 0 for the main one; or a pair, the lowest and the highest.
        align: at which end shorter diagonals above and below the main one are padded.

    Returns:
        A tensor of the shape and dtype of `input`.

    Raises:
        InvalidArgumentError: the diagonals do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.set_diag([[1, 2], [3, 4]], [8, 9])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[8, 2],
               [3, 9]], dtype=int32)>
    """
    return raw.MatrixSetDiagV3(input, diagonal, k, align=align, name=name)


def trace(x, name=None):
    """The sum of the main diagonal of matrices.

    Args:
        x: a tensor of shape [..., m, n].
        name: a name for the operation.

    Returns:
        A tensor of shape [...].

    Raises:
        InvalidArgumentError: the rank is below 2.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.trace([[1, 2], [3, 4]])
        <tf.Tensor: shape=(), dtype=int32, numpy=5>
    """
    with scopes.scope(name, "Trace") as name:
        x = convert_to_tensor(x, name="x")
        return reductions.reduce_sum(diag_part(x), [-1], name=name)
