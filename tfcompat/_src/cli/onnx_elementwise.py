"""What ops that work element by element, and products of matrices, become in ONNX."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.cli.onnx_graph import refused, translates

_SAME = {
    "Add": "Add", "AddV2": "Add", "Sub": "Sub", "Mul": "Mul", "RealDiv": "Div", "Pow": "Pow",
    "Exp": "Exp", "Log": "Log", "Sqrt": "Sqrt", "Neg": "Neg", "Abs": "Abs", "Relu": "Relu",
    "Sigmoid": "Sigmoid", "Tanh": "Tanh", "Floor": "Floor", "Ceil": "Ceil", "Round": "Round",
    "Rint": "Round", "Erf": "Erf", "Sin": "Sin", "Cos": "Cos", "Tan": "Tan", "Asin": "Asin",
    "Acos": "Acos", "Atan": "Atan", "Sinh": "Sinh", "Cosh": "Cosh", "Asinh": "Asinh",
    "Acosh": "Acosh", "Atanh": "Atanh", "Softplus": "Softplus", "Softsign": "Softsign",
    "Elu": "Elu", "Selu": "Selu", "Sign": "Sign", "Reciprocal": "Reciprocal", "Inv": "Reciprocal",
    "LogicalAnd": "And", "LogicalOr": "Or", "LogicalNot": "Not", "Equal": "Equal", "Less": "Less",
    "Greater": "Greater", "LessEqual": "LessOrEqual", "GreaterEqual": "GreaterOrEqual",
    "SelectV2": "Where", "Maximum": "Max", "Minimum": "Min", "Identity": "Identity",
    "StopGradient": "Identity", "PreventGradient": "Identity", "Snapshot": "Identity",
    "CheckNumerics": "Identity", "AddN": "Sum", "IsNan": "IsNaN", "IsInf": "IsInf",
    "MatMul": "MatMul", "BatchMatMul": "MatMul", "BatchMatMulV2": "MatMul",
}
_TURNED = {"transpose_a": 0, "adj_x": 0, "transpose_b": 1, "adj_y": 1}


@translates(*_SAME)
def same(b, op, inputs):
    """Ops that ONNX has too; operands of products are turned first where attributes say so."""
    inputs = list(inputs)
    for name, i in _TURNED.items():
        if op.attrs.get(name):
            if op.inputs[i].dtype.is_complex:
                raise refused(op, "ONNX has no complex numbers")
            inputs[i] = _matrix_turned(b, op, op.inputs[i], inputs[i])
    return b.node(_SAME[op.type], inputs)


def _matrix_turned(b, op, tensor, name):
    rank = tensor.shape.rank
    if rank is None:
        raise refused(op, "the rank of an operand is not known")
    return b.node("Transpose", [name], perm=[*range(rank - 2), rank - 1, rank - 2])


def number(b, op, value):
    """Return a constant of the dtype of an op's first input."""
    return b.constant(value, dtypes.numpy_dtype(op.inputs[0].dtype.base_dtype))


@translates("Div", "FloorDiv", "TruncateDiv")
def division(b, op, inputs):
    """Quotients: ONNX cuts integers' off, and has none that rounds down."""
    quotient = b.node("Div", inputs)
    if op.inputs[0].dtype.is_integer:
        if op.type == "FloorDiv":
            rest = b.node("Sub", [inputs[0], b.node("Mod", inputs)])
            return b.node("Div", [rest, inputs[1]])
        return quotient
    return b.node("Floor", [quotient]) if op.type == "FloorDiv" else quotient


@translates("FloorMod")
def floor_mod(b, op, inputs):
    """The remainder with the divisor's sign."""
    if op.inputs[0].dtype.is_integer:
        return b.node("Mod", inputs)
    whole = b.node("Floor", [b.node("Div", inputs)])
    return b.node("Sub", [inputs[0], b.node("Mul", [whole, inputs[1]])])


@translates("Relu6")
def relu6(b, op, inputs):
    """Clip to 0 and 6."""
    return b.node("Clip", [inputs[0], number(b, op, 0), number(b, op, 6)])


@translates("ClipByValue")
def clip_by_value(b, op, inputs):
    """Clip to two tensors."""
    return b.node("Min", [b.node("Max", inputs[:2]), inputs[2]])


@translates("LeakyRelu")
def leaky_relu(b, op, inputs):
    """The slope is an attribute in both."""
    return b.node("LeakyRelu", inputs, alpha=float(op.attrs["alpha"]))


@translates("Square")
def square(b, op, inputs):
    """A product with itself."""
    return b.node("Mul", [inputs[0], inputs[0]])


@translates("SquaredDifference")
def squared_difference(b, op, inputs):
    """A difference, squared."""
    return square(b, op, [b.node("Sub", inputs)])


@translates("Rsqrt")
def rsqrt(b, op, inputs):
    """One over the square root."""
    return b.node("Reciprocal", [b.node("Sqrt", inputs)])


@translates("Log1p")
def log1p(b, op, inputs):
    """ONNX has no form that is exact near 0."""
    return b.node("Log", [b.node("Add", [inputs[0], number(b, op, 1)])])


@translates("Expm1")
def expm1(b, op, inputs):
    """ONNX has no form that is exact near 0."""
    return b.node("Sub", [b.node("Exp", inputs), number(b, op, 1)])


@translates("NotEqual")
def not_equal(b, op, inputs):
    """The contrary of Equal."""
    return b.node("Not", [b.node("Equal", inputs)])


@translates("DivNoNan")
def div_no_nan(b, op, inputs):
    """Zero where the divisor is."""
    zero = number(b, op, 0)
    return b.node("Where", [b.node("Equal", [inputs[1], zero]), zero, b.node("Div", inputs)])


@translates("Select")
def select(b, op, inputs):
    """A condition of rows gets as many dimensions as the operands have."""
    condition, rank = op.inputs[0].shape.rank, op.inputs[1].shape.rank
    if condition is None or rank is None:
        raise refused(op, "the rank of an operand is not known")
    if condition == 1 and rank > 1:
        axes = b.constant(list(range(1, rank)))
        inputs = [b.node("Unsqueeze", [inputs[0], axes]), *inputs[1:]]
    return b.node("Where", inputs)


@translates("Cast")
def cast(b, op, inputs):
    """Numbers in another dtype."""
    return b.cast(inputs[0], op.outputs[0].dtype)


@translates("BiasAdd", "BiasAddV1")
def bias_add(b, op, inputs):
    """The bias goes along the last dimension, or the second."""
    if op.attrs.get("data_format") == b"NCHW":
        rank = op.inputs[0].shape.rank
        if rank is None:
            raise refused(op, "the rank of an operand is not known")
        axes = b.constant(list(range(1, rank - 1)))
        inputs = [inputs[0], b.node("Unsqueeze", [inputs[1], axes])]
    return b.node("Add", inputs)


@translates("Const")
def const(b, op, inputs):
    """An initializer."""
    return b.constant(np.asarray(op.attrs["value"]), None)


@translates("ZerosLike")
def zeros_like(b, op, inputs):
    """Zeros of a shape."""
    return b.node("Expand", [number(b, op, 0), b.node("Shape", inputs)])


@translates("OnesLike")
def ones_like(b, op, inputs):
    """Ones of a shape."""
    return b.node("Expand", [number(b, op, 1), b.node("Shape", inputs)])
