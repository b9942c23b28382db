"""Operators of blocks: on the diagonal, and below it. Arguments may come in parts, one a block."""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, control, joining
from tfcompat._src.linear_operators.arguments import (
    batch_of,
    batch_tensor_of,
    column,
    combined,
    joined,
    one_dtype,
    parts_of,
    spread,
    square_of,
    turned,
)
from tfcompat._src.linear_operators.operator import LinearOperator


class _Blocks(LinearOperator):
    """What both have: `_rows_of_blocks`, whose row i has a block for each known column.

    Arguments of products and solutions may be lists, of a part for each block; results then are.
    """

    def _diagonal(self):
        """Return the blocks on the diagonal."""
        raise NotImplementedError

    def _everything(self):
        """Return all blocks."""
        raise NotImplementedError

    def _columns(self, adjoint):
        """Return the sizes of the parts of what is multiplied."""
        if adjoint:
            return [block.range_dimension_tensor() for block in self._diagonal()]
        return [block.domain_dimension_tensor() for block in self._diagonal()]

    def _shape(self):
        rows = [block.range_dimension for block in self._diagonal()]
        columns = [block.domain_dimension for block in self._diagonal()]
        sizes = [None if None in part else sum(part) for part in (rows, columns)]
        return batch_of(self._everything()).concatenate(TensorShape(sizes))

    def _shape_tensor(self):
        rows = sum(block.range_dimension_tensor() for block in self._diagonal())
        columns = sum(block.domain_dimension_tensor() for block in self._diagonal())
        return joined(batch_tensor_of(self._everything()), rows, columns)

    def matmul(self, x, adjoint=False, adjoint_arg=False, name="matmul"):
        """Return the product with matrices, with a list of a matrix per block, or an operator."""
        if not isinstance(x, (list, tuple)):
            return super().matmul(x, adjoint=adjoint, adjoint_arg=adjoint_arg)
        parts = [turned(self._argument(part, "x"), adjoint_arg) for part in self._counted(x)]
        return self._multiplied(parts, adjoint)

    def matvec(self, x, adjoint=False, name="matvec"):
        """Return the product with vectors, or with a list of a vector per block."""
        if not isinstance(x, (list, tuple)):
            return super().matvec(x, adjoint=adjoint)
        parts = [column(self._argument(part, "x")) for part in self._counted(x)]
        return [raw.Squeeze(y, squeeze_dims=[-1]) for y in self._multiplied(parts, adjoint)]

    def solve(self, rhs, adjoint=False, adjoint_arg=False, name="solve"):
        """Return X of A X = rhs; `rhs` may be a list of a matrix per block, or an operator."""
        if not isinstance(rhs, (list, tuple)):
            return super().solve(rhs, adjoint=adjoint, adjoint_arg=adjoint_arg)
        self._check_solvable()
        parts = [turned(self._argument(part, "rhs"), adjoint_arg) for part in self._counted(rhs)]
        return self._solved(parts, adjoint)

    def solvevec(self, rhs, adjoint=False, name="solve"):
        """Return x of A x = rhs; `rhs` may be a list of a vector per block."""
        if not isinstance(rhs, (list, tuple)):
            return super().solvevec(rhs, adjoint=adjoint)
        self._check_solvable()
        parts = [column(self._argument(part, "rhs")) for part in self._counted(rhs)]
        return [raw.Squeeze(y, squeeze_dims=[-1]) for y in self._solved(parts, adjoint)]

    def _counted(self, parts):
        if len(parts) != len(self._diagonal()):
            raise ValueError(
                f"Expected one part for each of {len(self._diagonal())} blocks. Received: "
                f"{len(parts)} parts."
            )
        return parts

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        x = turned(x, adjoint_arg)
        return self._together(self._multiplied(parts_of(x, self._columns(adjoint)), adjoint))

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        rhs = turned(rhs, adjoint_arg)
        return self._together(self._solved(parts_of(rhs, self._columns(not adjoint)), adjoint))

    def _together(self, parts):
        batch = self.batch_shape_tensor()
        for part in parts:
            batch = arrays.broadcast_dynamic_shape(batch, arrays.shape(part)[:-2])
        return joining.concat([spread(part, batch) for part in parts], -2)

    def _multiplied(self, parts, adjoint):
        raise NotImplementedError

    def _solved(self, parts, adjoint):
        raise NotImplementedError

    def _diag_part(self):
        batch = joined(self.batch_shape_tensor(), 1)
        parts = [spread(column(block.diag_part()), batch[:-1]) for block in self._diagonal()]
        return raw.Squeeze(joining.concat(parts, -2), squeeze_dims=[-1])

    def _over_diagonal(self, method, join):
        result = getattr(self._diagonal()[0], method)()
        for block in self._diagonal()[1:]:
            result = join(result, getattr(block, method)())
        return result

    def _trace(self):
        return self._over_diagonal("trace", lambda x, y: x + y)

    def _determinant(self):
        return self._over_diagonal("determinant", lambda x, y: x * y)

    def _log_abs_determinant(self):
        return self._over_diagonal("log_abs_determinant", lambda x, y: x + y)

    def _eigvals(self):
        batch = self.batch_shape_tensor()
        parts = [spread(column(block.eigvals()), batch) for block in self._diagonal()]
        return raw.Squeeze(joining.concat(parts, -2), squeeze_dims=[-1])

    def _assert_non_singular(self):
        return control.group(*[block.assert_non_singular() for block in self._diagonal()])


class LinearOperatorBlockDiag(_Blocks):
    """An operator of blocks on the diagonal.

    Args:
        operators: a list of operators of one dtype: the blocks.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known; what
            is known of the blocks by default.
        name: a name.

    Raises:
        TypeError: the dtypes differ.
        ValueError: there are no operators, or what is said contradicts what is known.

    Example:
        >>> import tfcompat as tf
        >>> blocks = [tf.linalg.LinearOperatorDiag([2.0]), tf.linalg.LinearOperatorIdentity(1)]
        >>> tf.linalg.LinearOperatorBlockDiag(blocks).to_dense()
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[2., 0.],
               [0., 1.]], dtype=float32)>
    """

    def __init__(
        self, operators, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None,
        is_square=True, name=None
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        operators = list(operators)
        if not operators:
            raise ValueError(f"Expected a non-empty list of operators. Found: {operators}")
        self._operators = operators
        hints = []
        for what, given, found in (
            ("non-singular", is_non_singular, [one.is_non_singular for one in operators]),
            ("self-adjoint", is_self_adjoint, [one.is_self_adjoint for one in operators]),
            ("positive definite", is_positive_definite,
             [one.is_positive_definite for one in operators]),
        ):
            if all(found):
                if given is False:
                    raise ValueError(
                        f"The direct sum of {what} operators is always {what}.")
                given = True
            hints.append(given)
        super().__init__(
            one_dtype(operators), None, *hints, square_of(is_square, operators, "direct sum"),
            name=name or "_ds_".join(operator.name for operator in operators),
            parameters=parameters)

    @property
    def operators(self):
        """The blocks."""
        return self._operators

    def _diagonal(self):
        return self._operators

    _everything = _diagonal

    def _multiplied(self, parts, adjoint):
        return [block.matmul(part, adjoint=adjoint)
                for block, part in zip(self._operators, parts, strict=True)]

    def _solved(self, parts, adjoint):
        return [block.solve(part, adjoint=adjoint)
                for block, part in zip(self._operators, parts, strict=True)]

    def _assert_positive_definite(self):
        return control.group(*[one.assert_positive_definite() for one in self._operators])

    def _assert_self_adjoint(self):
        return control.group(*[one.assert_self_adjoint() for one in self._operators])

    def _of(self, method):
        return LinearOperatorBlockDiag(
            [getattr(one, method)() for one in self._operators],
            is_non_singular=self.is_non_singular, is_self_adjoint=self.is_self_adjoint,
            is_positive_definite=self.is_positive_definite, is_square=self.is_square)

    def _adjoint_operator(self):
        return self._of("adjoint")

    def _inverse_operator(self):
        return self._of("inverse")

    def _cholesky_operator(self):
        return LinearOperatorBlockDiag(
            [one.cholesky() for one in self._operators], is_non_singular=True, is_square=True)


class LinearOperatorBlockLowerTriangular(_Blocks):
    """An operator of blocks on the diagonal and below.

    Args:
        operators: a list of lists of operators of one dtype: row i has i + 1 blocks. Those on
            the diagonal are square.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        TypeError: the dtypes differ.
        ValueError: the numbers or the dimensions of the blocks do not fit.

    Example:
        >>> import tfcompat as tf
        >>> one, other = (tf.linalg.LinearOperatorDiag([x]) for x in (2.0, 3.0))
        >>> tf.linalg.LinearOperatorBlockLowerTriangular([[one], [other, one]]).to_dense()
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[2., 0.],
               [3., 2.]], dtype=float32)>
    """

    def __init__(
        self, operators, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None,
        is_square=None, name="LinearOperatorBlockLowerTriangular"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        if not operators:
            raise ValueError(
                f"Argument `operators` must be a list of >=1 operators. Received: {operators}.")
        self._operators = [list(row) for row in operators]
        for i, row in enumerate(self._operators):
            if len(row) != i + 1:
                raise ValueError(
                    f"Argument `operators[{i}]` must contain `{i + 1}` blocks. Received: "
                    f"{len(row)} blocks."
                )
        for i, row in enumerate(self._operators):
            for j, block in enumerate(row):
                _check_block(block, self._operators[i][i], self._operators[j][j])
        if is_non_singular is None:
            is_non_singular = combined(one.is_non_singular for one in self._diagonal())
        super().__init__(
            one_dtype(self._everything()), None, is_non_singular, is_self_adjoint,
            is_positive_definite, True if is_square is None else is_square, name=name,
            parameters=parameters)

    @property
    def operators(self):
        """The rows of blocks."""
        return self._operators

    def _diagonal(self):
        return [row[-1] for row in self._operators]

    def _everything(self):
        return [block for row in self._operators for block in row]

    def _multiplied(self, parts, adjoint):
        count, results = len(parts), []
        for i in range(count):
            result = None
            for j in range(i, count) if adjoint else range(i + 1):
                block = self._operators[j][i] if adjoint else self._operators[i][j]
                term = block.matmul(parts[j], adjoint=adjoint)
                result = term if result is None else result + term
            results.append(result)
        return results

    def _solved(self, parts, adjoint):
        count = len(parts)
        results = [None] * count
        for i in reversed(range(count)) if adjoint else range(count):
            rest = parts[i]
            for j in range(i + 1, count) if adjoint else range(i):
                block = self._operators[j][i] if adjoint else self._operators[i][j]
                rest = rest - block.matmul(results[j], adjoint=adjoint)
            results[i] = self._operators[i][i].solve(rest, adjoint=adjoint)
        return results

    def _inverse_operator(self):
        """Return the inverse, row by row: -A_ii^-1 sum of A_ik X_kj."""
        from tfcompat._src.linear_operators.dense import LinearOperatorFullMatrix

        rows = []
        for i, blocks in enumerate(self._operators):
            row = []
            for j in range(i):
                total = None
                for k in range(j, i):
                    term = blocks[k].matmul(rows[k][j].to_dense())
                    total = term if total is None else total + term
                row.append(LinearOperatorFullMatrix(-blocks[i].solve(total)))
            rows.append([*row, blocks[i].inverse()])
        return LinearOperatorBlockLowerTriangular(
            rows, is_non_singular=self.is_non_singular, is_self_adjoint=self.is_self_adjoint,
            is_positive_definite=self.is_positive_definite, is_square=True)

    def _to_dense(self):
        whole = self.domain_dimension_tensor()
        rows, begin = [], convert_to_tensor(0)
        for blocks in self._operators:
            parts = [block.to_dense() for block in blocks]
            batch = self.batch_shape_tensor()
            parts = [spread(part, batch) for part in parts]
            row = joining.concat(parts, -1)
            begin = begin + blocks[-1].domain_dimension_tensor()
            missing = joined(batch, blocks[-1].range_dimension_tensor(), whole - begin)
            zeros = raw.Fill(missing, convert_to_tensor(0, self.dtype))
            rows.append(joining.concat([row, zeros], -1))
        return joining.concat(rows, -2)


def _check_block(block, in_row, in_column):
    """Check that a block is as high as the diagonal one of its row, as wide as its column's."""
    for name, found, wanted in (
        ("rows", block.range_dimension, in_row.range_dimension),
        ("columns", block.domain_dimension, in_column.domain_dimension),
    ):
        if None not in (found, wanted) and found != wanted:
            raise ValueError(
                f"A block has {found} {name}, the one on the diagonal beside it {wanted}.")
