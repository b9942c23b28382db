"""Accumulators: gradients of several steps, added up until there are enough. No ops live here.

The ops are in `accumulator_calls.py`.
"""

from tfcompat._src.base import errors
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.waiting_lines import ALL, NOTHING, Attempt, WaitingLines
from tfcompat._src.registry.definition import type_name


class Accumulator(WaitingLines):
    """Gradients that are added up.

    Args:
        dtype: their DType.
        shape: their TensorShape, as far as it is known.
        is_mean: whether their mean is given out, not their sum.

    Attributes:
        step: gradients of earlier steps are left out.
        count: how many there are.
    """

    kind = "ConditionalAccumulator"
    __slots__ = ("count", "dtype", "is_mean", "shape", "step", "total")

    def __init__(self, dtype, shape, is_mean, name="", container=""):
        super().__init__(name, container)
        self.dtype, self.shape, self.is_mean = dtype, shape, is_mean
        self.step = self.count = 0
        self.total = None

    def check_same(self, other):
        for what, mine, others in (
            ("dtype", type_name(self.dtype), type_name(other.dtype)),
            ("shape", shown(self.shape), shown(other.shape)),
        ):
            if mine != others:
                raise errors.InvalidArgumentError(
                    f"Shared conditional accumulator '{self.name}' has {what} {mine} but "
                    f"requested {what} was {others}")

    def check_dtype(self, dtype):
        """Raise InvalidArgumentError unless gradients are of a dtype."""
        if dtype != self.dtype:
            raise errors.InvalidArgumentError(
                f"Expected a gradient of type {type_name(self.dtype)}, got {type_name(dtype)}")

    def apply(self, xp, step, gradient):
        """Add a gradient, unless it is of an earlier step."""
        with self.lock:
            if step < self.step:
                return
            if not self.count:
                self.check_first(gradient)
                self.total = self.begun(xp, gradient)
            else:
                self.total = self.added(xp, gradient)
            self.count += 1
            self._serve_all()

    def take(self, xp, required):
        """Return the sum or mean of the gradients, as soon as there are enough of them."""
        if required <= 0:
            raise errors.InvalidArgumentError(
                f"Argument num_required must be positive, but was {required}")

        def serve(attempt):
            if self.count < required:
                return NOTHING
            attempt.taken = self.given(xp)
            self.count, self.total = 0, None
            self.step += 1
            return ALL

        attempt = Attempt(serve)
        self.take_in_line(attempt)
        return attempt.taken

    def set_step(self, step):
        """Leave out gradients of steps before this one."""
        with self.lock:
            self.step = step

    def check_first(self, gradient):
        """Raise InvalidArgumentError unless a gradient is of the shape that was asked for."""
        self._check_shape(self.shape, gradient)

    def _check_shape(self, shape, gradient):
        if not shape.is_compatible_with(gradient.shape):
            raise errors.InvalidArgumentError(
                f"Shape mismatch: expected {shown(shape)}, got {shown(gradient.shape)}")

    def begun(self, xp, gradient):
        """Return the first gradient as it is kept."""
        return gradient

    def added(self, xp, gradient):
        """Return what is kept with a gradient added."""
        self._check_shape(TensorShape(self.total.shape), gradient)
        return self.total + gradient

    def given(self, xp):
        """Return what is given out."""
        if not self.is_mean:
            return self.total
        return self.total / xp.asarray(self.count, numpy_dtype(self.dtype))


class SparseAccumulator(Accumulator):
    """Gradients of rows that are added up; each is (numbers of rows, rows, shape or nothing).

    Rows are counted one by one: a mean is that of the gradients that have the row. Numbers of rows
    should be in order; where they are not, some rows come several times, as in TensorFlow.
    """

    kind = "SparseConditionalAccumulator"
    __slots__ = ()

    def check_first(self, gradient):
        self._check_parts(gradient, [])

    def _check_parts(self, gradient, kept):
        _, rows, shape = gradient
        wanted = self.shape.as_list() if self.shape.rank is not None else []
        for i, size in enumerate(wanted if shape is not None else []):
            if size is not None and i < len(shape) and shape[i] != size:
                raise errors.InvalidArgumentError(
                    f"Shape mismatch: expected shape dim {i} to be {size}, got {shape[i]}")
        for i, size in enumerate(kept or wanted):
            if i and size is not None and (i >= rows.ndim or rows.shape[i] != size):
                found = rows.shape[i] if i < rows.ndim else 0
                raise errors.InvalidArgumentError(
                    f"Shape mismatch: expected values dim {i} to be {size}, got {found}")

    def begun(self, xp, gradient):
        numbers, rows, _ = gradient
        return numbers, list(rows), [1] * len(numbers), rows.shape[1:]

    def added(self, xp, gradient):
        mine, mine_rows, counts, inner = self.total
        self._check_parts(gradient, [None, *inner])
        theirs, their_rows, _ = gradient
        numbers, rows, totals, i, j = [], [], [], 0, 0
        while i < len(mine) or j < len(theirs):
            first = j == len(theirs) or (i < len(mine) and mine[i] <= theirs[j])
            second = not first or (j < len(theirs) and mine[i] == theirs[j])
            numbers.append(mine[i] if first else theirs[j])
            totals.append((counts[i] if first else 0) + second)
            if first and second:
                rows.append(mine_rows[i] + their_rows[j])
            else:
                rows.append(mine_rows[i] if first else their_rows[j])
            i, j = i + first, j + second
        return numbers, rows, totals, inner

    def given(self, xp):
        numbers, rows, counts, inner = self.total
        kind = numpy_dtype(self.dtype)
        values = xp.empty((len(rows), *inner), kind)
        for i, (row, count) in enumerate(zip(rows, counts, strict=True)):
            values[i, ...] = row / xp.asarray(count, kind) if self.is_mean else row
        sizes = [-1, *inner]
        if self.shape.rank is not None:
            known = self.shape.as_list()
            sizes = [size if mine is None else mine
                     for mine, size in zip(known, sizes, strict=False)]
        return xp.asarray(numbers, xp.int64), values, xp.asarray(sizes, xp.int64)
