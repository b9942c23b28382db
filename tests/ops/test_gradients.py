"""Gradients are derivatives: of every op that has a rule, once and twice, on the samples.

The inputs of a sample are made wide and moved a little off their place, away from ties and
kinks; then the change of a weighed sum of the outputs along some direction is compared with what
the gradient says of it. The same is done for a weighed sum of the gradients. Which inputs have
gradients at all, and which numbers they have at ties and kinks, is not looked at here: the
recorded cases in conformance/gradients say so.
"""

import functools
import json
import re

import ml_dtypes
import numpy as np
import pytest
from op_samples import flat, samples

import tfcompat as tf
from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.tensor import wrap
from tfcompat._src.registry import exists, find

WIDE = {"f": np.float64, "c": np.complex128, "V": np.float64}
WIDE_NAMES = {"float32": "float64", "complex64": "complex128", "float16": "float64",
              "bfloat16": "float64"}
# Rules that are no derivatives, as in TensorFlow: by op, by op and sample, of complex numbers.
NOT_DERIVATIVES = {
    **dict.fromkeys(
        ("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"),
        "what comes back through the statistics is left out",
    ),
    **dict.fromkeys(
        ("FusedBatchNormGrad", "FusedBatchNormGradV2", "FusedBatchNormGradV3"),
        "the statistics are taken to be those of the image",
    ),
    **dict.fromkeys(
        ("MaxPoolGrad", "MaxPoolGradV2", "MaxPool3DGrad", "MaxPoolGradGrad", "MaxPoolGradGradV2",
         "MaxPool3DGradGrad"),
        "the maxima are taken to be those of the image",
    ),
    **dict.fromkeys(
        ("Cholesky", "SelfAdjointEigV2 complex"), "the matrix is taken to be symmetric"
    ),
    **dict.fromkeys(("Eig", "Svd complex"), "eigenvectors are determined up to a factor"),
    **dict.fromkeys(
        ("MatrixDiagV2", "MatrixDiagPartV2", "MatrixSetDiagV2"), "diagonals are aligned otherwise"
    ),
    **dict.fromkeys(
        ("LogMatrixDeterminant complex", "MatrixDeterminant complex", "MatrixSquareRoot complex",
         "MulNoNan complex", "SegmentProd complex", "TridiagonalSolve complex", "Xdivy complex",
         "Xlogy complex", "Xlog1py complex"),
        "complex numbers are not conjugated",
    ),
    **dict.fromkeys(
        ("Zeta", "Polygamma", "Igamma", "Igammac", "Betainc", "MatrixSolveLs"),
        "there is no derivative by one of the inputs, which the second order lacks",
    ),
    **dict.fromkeys(
        ("QuantizeAndDequantize", "QuantizeAndDequantizeV2", "QuantizeAndDequantizeV3",
         "QuantizeAndDequantizeV4", "QuantizeAndDequantizeV4Grad"),
        "rounding counts as nothing",
    ),
    "SoftmaxCrossEntropyWithLogits": "labels are taken to add up to one",
    "RandomGamma": "the result is random",
    **dict.fromkeys(
        ("StatelessRandomGammaV2", "StatelessRandomGammaV3",
         "StatelessParameterizedTruncatedNormal"),
        "a sample moves so that the probability below it stays, not as the numbers drawn say",
    ),
    **dict.fromkeys(
        ("CTCLoss", "CTCLossV2"), "the gradient, which is an output too, counts as fixed"
    ),
    "RGBToHSV-0": "negative colours have no hue",
    "Sign complex": "the direction of a complex number counts as fixed",
    **dict.fromkeys(
        ("TensorScatterUpdate-0", "DynamicStitch-1"), "which of two updates stays is not looked at"
    ),
    "Merge": "which input there is, is known in graphs",
}
# Rules that refuse by other errors, as in TensorFlow.
REFUSALS = (
    "Gradient explicitly disabled. Reason|"
    "Gradient not defined for fast=False|Value for attr '(T|padding)' of |"
    "params must be at least a vector|Indices and updates specified for empty output shape"
)


def wide(item):
    """Return an input as an array of float64 or complex128, moved a little; others as they are."""
    if isinstance(item, list):
        return [wide(part) for part in item]
    if not is_number(item):
        return item
    kind = WIDE["V" if item.dtype == ml_dtypes.bfloat16 else item.dtype.kind]
    return item.astype(kind) + 0.02 * noise(item.shape, kind, 1)


def is_number(item):
    """Say whether an input can be varied."""
    return hasattr(item, "ndim") and (item.dtype.kind in "fc" or item.dtype == ml_dtypes.bfloat16)


def noise(shape, kind, seed):
    """Return numbers between -1 and 1 that are always the same."""
    random = np.random.default_rng(seed)
    numbers = random.uniform(-1, 1, shape)
    if np.dtype(kind).kind == "c":
        numbers = numbers + 1j * random.uniform(-1, 1, shape)
    return numbers.astype(kind)


def wide_attrs(attrs):
    """Return attributes that ask for wide dtypes."""
    return {
        key: WIDE_NAMES.get(value, value) if isinstance(value, str) else value
        for key, value in attrs.items()
    }


@functools.cache
def rows():
    """Return {name: (op, inputs, attributes)}: the samples of ops with rules, each shape once."""
    found, seen = {}, set()
    for name, its in sorted(samples().items()):
        if not exists(name):
            continue  # the properties of every op say so
        op = find(name)
        if op.gradient_function is None or name in NOT_DERIVATIVES or op.stateful:
            continue
        for i, (inputs, attrs) in enumerate(its):
            numbers = [item for item in flat(inputs) if is_number(item)]
            if not numbers or not all(item.size for item in numbers):
                continue
            kind = "complex" if any(item.dtype.kind == "c" for item in numbers) else "real"
            if {f"{name}-{i}", f"{name} {kind}"} & NOT_DERIVATIVES.keys():
                continue
            key = json.dumps([name, described(list(inputs)), str(sorted(attrs.items()))])
            if key not in seen:
                seen.add(key)
                found[f"{name}-{i}"] = (op, [wide(item) for item in inputs], wide_attrs(attrs))
    return found


def described(item):
    """Return an input as its shape; of what does not vary, everything."""
    if isinstance(item, list):
        return [described(part) for part in item]
    return list(item.shape) if is_number(item) else str(item)


def call(op, attrs, inputs):
    """Run an op; return its differentiable outputs."""
    result = getattr(raw, op.name)(*inputs, **attrs)
    outputs = flat(result if isinstance(result, (list, tuple)) else [result])
    return [one for one in outputs if one.dtype.is_floating or one.dtype.is_complex]


def tensors(inputs):
    """Return inputs as tensors, lists as lists."""
    return [
        tensors(item) if isinstance(item, list) else
        wrap(item, dtypes.from_numpy(item.dtype)) if hasattr(item, "ndim") else item
        for item in inputs
    ]


def varied(inputs):
    """Return the flat inputs that vary."""
    return [item for item in flat(inputs) if item.dtype.is_floating or item.dtype.is_complex]


def moved(inputs, directions, step):
    """Return inputs gone a step along directions, one for each that varies."""
    rest = iter(directions)

    def move(item):
        if isinstance(item, list):
            return [move(part) for part in item]
        return item + step * next(rest) if is_number(item) else item

    return [move(item) for item in inputs]


def inner(left, right):
    """Return the real inner product of two lists of arrays."""
    return sum(float(np.real(np.vdot(a, b))) for a, b in zip(left, right, strict=True))


def first(op, attrs, inputs):
    """Return (outputs, gradients of their weighed sum) as arrays, None for none."""
    given = tensors(inputs)
    with tf.GradientTape() as tape:
        tape.watch(varied(given))
        outputs = call(op, attrs, given)
        weights = [noise(y.shape.as_list(), y.dtype.as_numpy_dtype, 3) for y in outputs]
    gradients = tape.gradient(
        outputs, varied(given), output_gradients=[tf.constant(weight) for weight in weights]
    )
    return inner(weights, arrays(outputs)), arrays(gradients)


def second(op, attrs, inputs):
    """Return (weighed sum of the gradients, its gradients)."""
    given = tensors(inputs)
    with tf.GradientTape() as outer:
        outer.watch(varied(given))
        with tf.GradientTape() as tape:
            tape.watch(varied(given))
            outputs = call(op, attrs, given)
        ups = [tf.constant(noise(y.shape.as_list(), y.dtype.as_numpy_dtype, 3)) for y in outputs]
        gradients = tape.gradient(outputs, varied(given), output_gradients=ups)
        gradients = [tf.convert_to_tensor(g) for g in gradients if g is not None]
    weights = [noise(g.shape.as_list(), g.dtype.as_numpy_dtype, 4) for g in gradients]
    found = outer.gradient(
        gradients, varied(given), output_gradients=[tf.constant(weight) for weight in weights]
    )
    return inner(weights, arrays(gradients)), arrays(found)


def arrays(tensors):
    """Return tensors as arrays; None stays."""
    return [None if t is None else tf.convert_to_tensor(t).numpy() for t in tensors]


def check(function, op, inputs, attrs):
    """Compare a function's gradients with its differences along two directions."""
    with np.errstate(all="ignore"):
        value, gradients = function(op, attrs, inputs)
        numbers = [item for item in flat(inputs) if is_number(item)]
        # An input without a gradient stays in its place; what that leaves out is TensorFlow's.
        fixed = [g is None or g.shape != x.shape for x, g in zip(numbers, gradients, strict=True)]
        for seed in (5, 6):
            directions = [
                np.zeros_like(x) if stays else noise(x.shape, x.dtype, seed)
                for x, stays in zip(numbers, fixed, strict=True)
            ]
            claimed = inner(
                [d for d, stays in zip(directions, fixed, strict=True) if not stays],
                [g for g, stays in zip(gradients, fixed, strict=True) if not stays],
            )
            step = 1e-6
            above, below = [
                function(op, attrs, moved(inputs, directions, way * step))[0] for way in (1, -1)
            ]
            difference = (above - below) / (2 * step)
            if not all(map(np.isfinite, (value, claimed, difference))):
                return
            assert abs(claimed - difference) <= 1e-5 * (1 + abs(claimed) + abs(value))


def wide_enough(op, inputs, attrs):
    """Say whether an op works on wide numbers, and yields such."""
    try:
        outputs = call(op, attrs, tensors(inputs))
    except (TypeError, ValueError, NotImplementedError, tf.errors.OpError):
        return False
    return bool(outputs) and all(y.dtype.size in (8, 16) for y in outputs)


@pytest.mark.parametrize("name", rows())
def test_gradients_are_derivatives_once_and_twice(name):
    op, inputs, attrs = rows()[name]
    if not wide_enough(op, inputs, attrs):
        pytest.skip("narrow numbers only")

    for order in (first, second):
        try:
            order(op, attrs, inputs)
        except (LookupError, NotImplementedError, tf.errors.UnimplementedError) as refusal:
            pytest.skip(str(refusal))  # as TensorFlow does; recorded where it is a LookupError
        except (ValueError, tf.errors.InvalidArgumentError) as refusal:
            if not re.search(REFUSALS, str(refusal)):
                raise
            pytest.skip(str(refusal))
        check(order, op, inputs, attrs)
