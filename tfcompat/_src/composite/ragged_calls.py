"""What op calls mean for ragged tensors: a table from op to function, everything else is refused.

Elementwise ops work on flat values, here; other ops have bodies in the `ragged_*` modules beside.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.composite import (
    ragged_broadcast, ragged_joining, ragged_partitions, ragged_picking, ragged_reductions,
    ragged_shapes, ragged_splitting, ragged_tensor,
)
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor

# Elementwise in their first input; further inputs, if any, are scalars or do not matter.
_UNARY = frozenset("""
    Abs Acos Acosh Angle AsString Asin Asinh Atan Atanh BesselI0 BesselI0e BesselI1 BesselI1e
    BesselJ0 BesselJ1 BesselK0 BesselK0e BesselK1 BesselK1e BesselY0 BesselY1 Bitcast Cast Ceil
    CheckNumerics CheckNumericsV2 ClipByValue ComplexAbs Conj Cos Cosh Dawsn DecodeBase64
    DecodeCompressed
    Digamma Elu EncodeBase64 Erf Erfc Erfinv Exp Expint Expm1 Floor FresnelCos FresnelSin Identity
    Imag Inv Invert IsFinite IsInf IsNan LeakyRelu Lgamma Log Log1p LogicalNot Ndtri Neg OnesLike
    PopulationCount PreventGradient Real Reciprocal RegexFullMatch RegexReplace Relu Relu6 Rint
    Round Rsqrt Selu Sigmoid Sign Sin Sinh Softplus Softsign Spence Sqrt Square StaticRegexFullMatch
    StaticRegexReplace StopGradient StringLength StringLower StringStrip StringToHashBucket
    StringToHashBucketFast StringToHashBucketStrong StringToNumber StringUpper Substr Tan Tanh
    UnicodeScript UnicodeTranscode ZerosLike
""".split())
# Elementwise in all inputs, which broadcast.
_BROADCASTING = frozenset("""
    Add AddV2 ApproximateEqual Atan2 Betainc BitwiseAnd BitwiseOr BitwiseXor Complex Div DivNoNan
    Equal FloorDiv FloorMod Greater GreaterEqual Igamma Igammac LeftShift Less LessEqual LogicalAnd
    LogicalOr Maximum Minimum Mod Mul MulNoNan NextAfter NotEqual Polygamma Pow RealDiv RightShift
    SelectV2 SquaredDifference Sub TruncateDiv TruncateMod Xdivy Xlog1py Xlogy Zeta
""".split())
_LISTS = frozenset(["AddN", "StringJoin"])

_OTHERS = {
    "All": ragged_reductions.reduce, "Any": ragged_reductions.reduce,
    "BatchMatMulV2": ragged_picking.matmul, "ConcatV2": ragged_joining.concat,
    "Cumsum": ragged_reductions.cumsum, "DynamicPartition": ragged_partitions.dynamic_partition,
    "ExpandDims": ragged_shapes.expand_dims,
    "GatherNd": ragged_picking.gather_nd, "GatherV2": ragged_picking.gather,
    "MatMul": ragged_picking.matmul, "Max": ragged_reductions.reduce,
    "Mean": ragged_reductions.reduce, "Min": ragged_reductions.reduce,
    "OneHot": ragged_picking.one_hot, "Pack": ragged_joining.stack,
    "Prod": ragged_reductions.reduce, "Rank": ragged_shapes.rank,
    "ReduceJoin": ragged_reductions.reduce_join, "Reshape": ragged_splitting.reshape,
    "ReverseV2": ragged_picking.reverse,
    "Size": ragged_shapes.size, "Softmax": ragged_reductions.softmax,
    "Split": ragged_splitting.split, "SplitV": ragged_splitting.split_v,
    "Squeeze": ragged_shapes.squeeze, "Sum": ragged_reductions.reduce,
    "Tile": ragged_joining.tile, "UnsortedSegmentMax": ragged_splitting.unsorted_segments,
    "UnsortedSegmentMin": ragged_splitting.unsorted_segments,
    "UnsortedSegmentProd": ragged_splitting.unsorted_segments,
    "UnsortedSegmentSum": ragged_splitting.unsorted_segments, "Where": ragged_picking.where,
}


def call(op, inputs, attrs, name):
    """Carry out an op call that has a RaggedTensor among its inputs.

    Raises:
        ValueError: the op takes no ragged tensors.
    """
    if op.name in _UNARY and ragged_tensor.is_ragged(inputs[0]) and not any(
            ragged_tensor.is_ragged(item) for item in inputs[1:]):
        x = inputs[0]
        values = getattr(raw, op.name)(x.flat_values, *inputs[1:], name=name, **attrs)
        return x.with_flat_values(values)
    if op.name in _BROADCASTING:
        if attrs.get("incompatible_shape_error") is not False:
            return broadcasting(op, inputs, attrs, name)
        try:  # the operators == and !=, which answer for rows that do not fit as well
            return broadcasting(op, inputs, attrs, name)
        except (InvalidArgumentError, ValueError):
            return op.name == "NotEqual"
    if op.name in _LISTS:
        values, nest = aligned(inputs[0])
        return nest(getattr(raw, op.name)(values, name=name, **attrs))
    function = _OTHERS.get(op.name)
    if function is None:
        parts = [part for item in inputs for part in (
            item if isinstance(item, (list, tuple)) else [item])]
        raise next(part for part in parts if ragged_tensor.is_ragged(part))._no_tensor()
    return function(op, inputs, attrs, name)


def broadcasting(op, inputs, attrs, name):
    """Call an elementwise op on values brought to the same rows."""
    wanted = _dtypes(op, inputs)
    values, nest = aligned([
        convert_to_tensor(x, dtype_hint=dtype) for x, dtype in zip(inputs, wanted, strict=True)
    ])
    return nest(getattr(raw, op.name)(*values, name=name, **attrs))


def _dtypes(op, inputs):
    """Return for each input the dtype that others of the same type attribute have."""
    found = {}
    for arg, x in zip(op.definition.inputs, inputs, strict=True):
        if arg.type_attr and isinstance(x, (Tensor, ragged_tensor.RaggedTensor)):
            found.setdefault(arg.type_attr, x.dtype.base_dtype)
    return [arg.type or found.get(arg.type_attr) for arg in op.definition.inputs]


def aligned(values):
    """Convert values, and bring them to the same rows; see `ragged_broadcast.align`."""
    dtype = next((x.dtype for x in values if hasattr(x, "dtype")), dtypes.float32)
    return ragged_broadcast.align([convert_to_tensor(x, dtype_hint=dtype) for x in values])
