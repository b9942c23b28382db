"""Sparse matrices as variants: the value, and what is done to it. No ops live here.

A value holds one matrix or a batch of them: where its elements are, row by row, and what they are.
TensorFlow calls it CSRSparseMatrix; pointers to rows are made where an op asks for them. The ops
are in `csr_conversion.py` and `csr_arithmetic.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import require
from tfcompat._src.ops.variants import Variant, alone
from tfcompat._src.registry.definition import type_name

ASKED = "Asked for a CSRSparseMatrix of type {wanted} but saw dtype: {saw}"


class SparseMatrix(Variant):
    """One sparse matrix, or a batch of them.

    Attributes:
        xp: the array module that its arrays are of.
        dense_shape: its sizes, 2 or 3 ints; the first of 3 is the batch.
        places: int64 [n], where the elements are in the flattened matrix, rising.
        values: [n], the elements.
        dtype: their DType.
    """

    __slots__ = ("dense_shape", "dtype", "places", "values", "xp")

    def __init__(self, xp, dense_shape, places, values, dtype):
        self.xp = xp
        self.dense_shape = tuple(dense_shape)
        self.places, self.values, self.dtype = places, values, dtype

    def mapped(self, function):
        """Return a matrix with what a function makes of the elements."""
        values = function(self.values)
        return SparseMatrix(self.xp, self.dense_shape, self.places, values, self.dtype)

    def joined(self, other, function):
        """Return the sum of two matrices, which is what variants are joined for."""
        return added(self.xp, self, other, self.values, other.values)

    def __repr__(self):
        return f"<CSRSparseMatrix of {self.dtype.name}{list(self.dense_shape)}>"

    @property
    def rank(self):
        """2, or 3 for a batch."""
        return len(self.dense_shape)

    @property
    def batch(self):
        """How many matrices there are."""
        return self.dense_shape[0] if self.rank == 3 else 1

    @property
    def sizes(self):
        """(rows, columns)."""
        return self.dense_shape[-2:]

    def coordinates(self):
        """Return (batch and row as one number, column) of the elements."""
        columns = self.sizes[1]
        return self.places // max(columns, 1), self.places % max(columns, 1)

    def dense(self, xp):
        """Return the matrix with all its zeros."""
        size = 1
        for length in self.dense_shape:
            size *= length
        flat = xp.zeros(size, self.values.dtype)
        flat[self.places] = self.values
        return flat.reshape(self.dense_shape)


def given(array, name="input"):
    """Return the value of a variant.

    Raises:
        InvalidArgumentError: it is no sparse matrix.
    """
    value = alone(array)
    if not isinstance(value, SparseMatrix):
        raise InvalidArgumentError(
            f"Invalid argument: {name} is not a CSRSparseMatrix; saw: {value!r}"
        )
    return value


def checked(array, dtype, name="input", wording=""):
    """Return the value of a variant whose elements have to be of a DType.

    Args:
        array: the variant.
        dtype: the DType.
        name: what messages call it.
        wording: how to complain, with `{saw}` and `{wanted}`.

    Raises:
        InvalidArgumentError: it is no sparse matrix, or one of other elements.
    """
    value = given(array, name)
    require(
        value.dtype == dtype,
        (wording or "dtype of {name} is not equal to 'type': {saw} vs. {wanted}").format(
            name=name, saw=type_name(value.dtype), wanted=type_name(dtype)),
    )
    return value


def of_places(xp, dense_shape, places, values, dtype):
    """Return a matrix of elements in any order; they are put into theirs."""
    if places.size and not bool((places[1:] > places[:-1]).all()):
        order = xp.argsort(places, kind="stable")
        places, values = places[order], values[order]
    return SparseMatrix(xp, dense_shape, places, values, dtype)


def of_indices(xp, dense_shape, indices, values, dtype):
    """Return a matrix whose elements are at [n, rank] indices."""
    places = xp.zeros(indices.shape[0], xp.int64)
    for axis, size in enumerate(dense_shape):
        places = places * size + indices[:, axis]
    return of_places(xp, dense_shape, places, values, dtype)


def indices_of(xp, matrix):
    """Return where the elements are, int64 [n, rank]."""
    rest, columns = matrix.places, []
    for size in reversed(matrix.dense_shape):
        columns.append(rest % max(size, 1))
        rest = rest // max(size, 1)
    return xp.stack(columns[::-1], -1).astype(xp.int64)


def transposed(xp, matrix, conjugate=False):
    """Return the transpose of each matrix."""
    rows, columns = matrix.sizes
    row, column = matrix.coordinates()
    number, row = row // max(rows, 1), row % max(rows, 1)
    values = xp.conj(matrix.values) if conjugate else matrix.values
    shape = (*matrix.dense_shape[:-2], columns, rows)
    places = (number * columns + column) * rows + row
    return of_places(xp, shape, places, values, matrix.dtype)


def summed(xp, dense_shape, places, values, dtype):
    """Return a matrix of elements of which several may be at one place: they are added up."""
    unique, number = xp.unique(places, return_inverse=True)
    sums = xp.scatter_add(xp.zeros(unique.shape, values.dtype), number.reshape(-1), values)
    return SparseMatrix(xp, dense_shape, unique, sums, dtype)


def added(xp, a, b, a_values, b_values):
    """Return the sum of two matrices whose elements are replaced by others."""
    require(
        a.dense_shape == b.dense_shape,
        f"Dense shapes of a and b do not match: {list(a.dense_shape)} vs. {list(b.dense_shape)}",
    )
    unique = xp.unique(xp.concatenate([a.places, b.places]))
    sums = xp.zeros(unique.shape, a_values.dtype)
    sums[xp.searchsorted(unique, a.places)] = a_values
    at = xp.searchsorted(unique, b.places)
    sums[at] = sums[at] + b_values
    return SparseMatrix(xp, a.dense_shape, unique, sums, a.dtype)


def row_pointers(xp, matrix):
    """Return where the elements of each row begin, int64 [batch * rows + 1]."""
    rows = matrix.batch * matrix.sizes[0]
    starts = xp.arange(rows + 1, dtype=xp.int64) * max(matrix.sizes[1], 1)
    if not matrix.sizes[1]:
        return xp.zeros(rows + 1, xp.int64)
    return xp.searchsorted(matrix.places, starts).astype(xp.int64)


def ranked(shape):
    """Return the shape of a sparse matrix, having checked that its rank is 2 or 3."""
    if shape.rank not in (2, 3):
        rank = -1 if shape.rank is None else shape.rank
        raise ValueError(f"Invalid rank: {rank}.  Expected a known rank of either 2 or 3.")
    return shape


def held_shape(c, name):
    """Return the shape of the sparse matrix that an input of a shape function holds.

    It is unknown where the input is an argument of a function, say.
    """
    held = c.handle(name)
    return TensorShape(None) if held is None else ranked(held[1])


def holding(c, dtype, shape):
    """State what the output of a shape function holds; return its shape."""
    c.set_handle(0, dtype, shape)
    return [TensorShape([])]


def same_held(name):
    """Return a shape function for an output that holds a matrix of the sizes of an input's."""
    def shape_function(c):
        held = c.handle(name)
        return [TensorShape([])] if held is None else holding(c, held[0], ranked(held[1]))

    return shape_function


def rows_and_columns(shape, turned=False):
    """Return batch sizes, rows and columns of a shape: a list and two ints or None."""
    if shape.rank is None:
        return None, None, None
    *batch, rows, columns = shape.as_list()
    return (batch, columns, rows) if turned else (batch, rows, columns)
