"""What op calls mean for sparse tensors: few functions keep zeros and work on the values alone.

Ops that are about sparse tensors take their parts as arguments and are not concerned.
"""

from tfcompat._src.core import name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor

# f(0) = 0, so that f of the whole is f of the values. TensorFlow allows these.
ON_VALUES = frozenset("""
    Abs Asin Asinh Atan Atanh BesselI0e BesselI1e Cast ComplexAbs Erf Identity Neg Sign Sin Sqrt
    Square StopGradient Tan Tanh
""".split())


def call(op, inputs, attrs, name):
    """Carry out an op call that has a SparseTensor among its inputs.

    Raises:
        ValueError: the op takes no sparse tensors.
    """
    x = inputs[0]
    of_whole = _OF_WHOLE.get(op.name)
    if of_whole is not None and not isinstance(x, (list, tuple)):
        return of_whole(x, attrs, name)
    if op.name not in ON_VALUES:
        parts = [part for item in inputs for part in (
            item if isinstance(item, (list, tuple)) else [item])]
        raise next(part for part in parts if hasattr(part, "_no_tensor"))._no_tensor()
    return type(x)(x.indices, getattr(raw, op.name)(x.values, name=name, **attrs), x.dense_shape)


def _shape(x, attrs, name):
    return raw.Cast(x.dense_shape, DstT=attrs.get("out_type") or "int32", name=name)


def _size(x, attrs, name):
    return raw.Cast(raw.Prod(x.dense_shape, [0]), DstT=attrs.get("out_type") or "int32", name=name)


def _rank(x, attrs, name):
    return raw.Squeeze(raw.Shape(x.dense_shape), squeeze_dims=[0], name=name)


_OF_WHOLE = {"Shape": _shape, "Size": _size, "Rank": _rank}


def with_dense(op_name, x, dense, name):
    """Combine the values of a sparse tensor with the elements of a dense one at their places."""

    def result(scope):
        other = convert_to_tensor(dense, dtype_hint=x.dtype.base_dtype, name="y")
        values = getattr(raw, op_name)(x.indices, x.values, x.dense_shape, other, name=scope)
        return type(x)(x.indices, values, x.dense_shape)

    return name_scopes.scoped(name, result)
