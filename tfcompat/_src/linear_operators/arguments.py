"""What the classes of operators share: arguments that may be variables, batches, hints."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, broadcast_static_shape
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, linear_algebra, rearranging
from tfcompat._src.state.variable import Variable

KINDS = (
    dtypes.float16, dtypes.float32, dtypes.float64, dtypes.complex64, dtypes.complex128
)  # fmt: skip


def kept(value, name, dtype=None, dtype_hint=None):
    """Return a variable as it is, so that it is tracked, and anything else as a tensor."""
    if value is None or isinstance(value, Variable):
        return value
    return convert_to_tensor(value, dtype=dtype, dtype_hint=dtype_hint, name=name)


def combined(hints):
    """Return what is known of a whole whose parts have these hints: all, one not, or unknown."""
    hints = list(hints)
    if any(hint is False for hint in hints):
        return False
    return True if all(hint for hint in hints) else None


def square_of(is_square, operators, what):
    """Check that `is_square` of a whole agrees with its parts; return it."""
    if all(operator.is_square for operator in operators):
        if is_square is False:
            raise ValueError(f"The {what} of square operators is always square.")
        return True
    return is_square


def one_dtype(operators):
    """Return the dtype of operators, having checked that there is but one."""
    dtype = operators[0].dtype
    if any(operator.dtype != dtype for operator in operators):
        found = [str((operator.name, operator.dtype)) for operator in operators]
        raise TypeError(
            f"Expected all operators to have the same dtype.  Found {'   '.join(found)}"
        )
    return dtype


def batch_of(operators):
    """Return the static batch shape that operators broadcast to."""
    batch = TensorShape([])
    for operator in operators:
        batch = broadcast_static_shape(batch, operator.batch_shape)
    return batch


def batch_tensor_of(operators):
    """Return the batch shape that operators broadcast to, as a tensor."""
    batch = operators[0].batch_shape_tensor()
    for operator in operators[1:]:
        batch = arrays.broadcast_dynamic_shape(batch, operator.batch_shape_tensor())
    return batch


def joined(batch, *sizes):
    """Return a shape tensor: that of a batch, and sizes behind it."""
    return raw.ConcatV2([batch, raw.Pack([convert_to_tensor(size) for size in sizes])], 0)


def spread(x, batch):
    """Broadcast the batch of matrices to a shape, given as a tensor."""
    sizes = arrays.shape(x)
    wanted = arrays.broadcast_dynamic_shape(batch, sizes[:-2])
    known = arrays.get_static_value(wanted)
    if known is not None and x.shape[:-2].is_fully_defined() and (
        known.tolist() == x.shape[:-2].as_list()
    ):
        return x
    return raw.BroadcastTo(x, raw.ConcatV2([wanted, sizes[-2:]], 0))


def same_batches(x, y):
    """Broadcast the batches of two tensors of matrices against each other."""
    known = (x.shape[:-2], y.shape[:-2])
    if known[0].is_fully_defined() and known[0].rank is not None and known[0] == known[1]:
        return x, y
    return spread(x, arrays.shape(y)[:-2]), spread(y, arrays.shape(x)[:-2])


def turned(x, adjoint):
    """Return the adjoint of matrices if that is wanted."""
    return linear_algebra.adjoint(x) if adjoint else x


def conjugate_if(x, wanted):
    """Return the conjugate of complex numbers if that is wanted."""
    return raw.Conj(x) if wanted and x.dtype.is_complex else x


def column(x):
    """Add a last dimension of size 1."""
    return raw.ExpandDims(x, -1)


def parts_of(x, sizes, axis=-2):
    """Split a tensor into parts of sizes, known or tensors."""
    return raw.SplitV(x, raw.Pack([convert_to_tensor(size) for size in sizes]), axis,
                      num_split=len(sizes))


def padded_at_end(x, number):
    """Put zeros behind the last dimension."""
    return rearranging.pad(x, [[0, 0]] * (x.shape.rank - 1) + [[0, number]])
