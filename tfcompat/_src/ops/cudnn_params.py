"""The one vector that holds what a network of cuDNN has learnt: its size, and its parts.

How it is laid out is in `cudnn_layout.py`.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import require, shown, with_rank
from tfcompat._src.ops.cudnn import MODES, TYPES
from tfcompat._src.ops.cudnn_layout import Layout, skips
from tfcompat._src.registry import op

_HOST = ("num_layers", "num_units", "input_size")


def _layout(num_layers, num_units, input_size, rnn_mode, input_mode, direction, num_proj=0):
    sizes = [array.item() for array in (num_layers, num_units, input_size)]
    for name, size in zip(_HOST, sizes, strict=True):
        require(size > 0, f"{name} must be positive, but is {size}")
    layers, units, inputs = sizes
    directions = 2 if direction == b"bidirectional" else 1
    skipped = skips(input_mode, inputs, units)
    return Layout(rnn_mode, skipped, directions, layers, units, inputs, num_proj)


def _check_sizes(c):
    for name in _HOST:
        with_rank(c[name], 0)


@op(f"""
    CudnnRNNParamsSize(num_layers: int32, num_units: int32, input_size: int32) -> params_size: S
        T: {TYPES}
        S: {{int32, int64}}
        {MODES}
        num_proj: int = 0
""", host=_HOST)
def cudnn_rnn_params_size(
    xp, num_layers, num_units, input_size, *, S,  # noqa: N803 - TensorFlow's name
    rnn_mode, input_mode, direction, num_proj,
):
    """Say how many numbers a network has learnt.

    Shapes:
        num_layers, num_units, input_size: []
        params_size: [1]
    Errors:
        InvalidArgumentError: a size is not positive.
    Source: tf.raw_ops.CudnnRNNParamsSize
    """
    layout = _layout(
        num_layers, num_units, input_size, rnn_mode, input_mode, direction, num_proj
    )
    return xp.asarray([layout.size()], dtype=numpy_dtype(S))


@cudnn_rnn_params_size.shape
def cudnn_rnn_params_size_shape(c):
    _check_sizes(c)
    return [TensorShape([1])]


def _split(layout, params, num_weights, num_biases):
    matrices, biases = layout.split(params)
    for name, found, wanted in (("weights", matrices, num_weights), ("biases", biases, num_biases)):
        require(
            len(found) == wanted,
            f"Number of {name} mismatch, expect {len(found)}, got {wanted}",
        )
    return matrices, biases


@op(f"""
    CudnnRNNParamsToCanonical(num_layers: int32, num_units: int32, input_size: int32,
        params: T) -> (weights: num_params * T, biases: num_params * T)
        T: {TYPES}
        num_params: int >= 1
        {MODES}
""", host=_HOST)
def cudnn_rnn_params_to_canonical(
    xp, num_layers, num_units, input_size, params, *, num_params, rnn_mode, input_mode, direction
):
    """Take what a network has learnt apart.

    Shapes:
        num_layers, num_units, input_size: []
        params: [size]
        weights: [units, width of what it is multiplied with] each
        biases: [units] each
    Errors:
        InvalidArgumentError: sizes or numbers do not fit.
    Source: tf.raw_ops.CudnnRNNParamsToCanonical
    """
    layout = _layout(num_layers, num_units, input_size, rnn_mode, input_mode, direction)
    return _split(layout, params, num_params, num_params)


@cudnn_rnn_params_to_canonical.shape
def cudnn_rnn_params_to_canonical_shape(c):
    count = c.attr("num_params")
    _check_sizes(c)
    with_rank(c["params"], 1)
    return [TensorShape([None, None])] * count + [TensorShape([None])] * count


@op(f"""
    CudnnRNNParamsToCanonicalV2(num_layers: int32, num_units: int32, input_size: int32,
        params: T) -> (weights: num_params_weights * T, biases: num_params_biases * T)
        T: {TYPES}
        num_params_weights: int >= 1
        num_params_biases: int >= 1
        {MODES}
        num_proj: int = 0
""", host=_HOST)
def cudnn_rnn_params_to_canonical_v2(
    xp, num_layers, num_units, input_size, params, *, num_params_weights, num_params_biases,
    rnn_mode, input_mode, direction, num_proj,
):
    """Take what a network, perhaps with projections, has learnt apart.

    Shapes:
        num_layers, num_units, input_size: []
        params: [size]
        weights: [rows, columns] each
        biases: [units] each
    Errors:
        InvalidArgumentError: sizes or numbers do not fit.
    Source: tf.raw_ops.CudnnRNNParamsToCanonicalV2
    """
    layout = _layout(
        num_layers, num_units, input_size, rnn_mode, input_mode, direction, num_proj
    )
    return _split(layout, params, num_params_weights, num_params_biases)


@cudnn_rnn_params_to_canonical_v2.shape
def cudnn_rnn_params_to_canonical_v2_shape(c):
    _check_sizes(c)
    with_rank(c["params"], 1)
    matrices = [TensorShape([None, None])] * c.attr("num_params_weights")
    return matrices + [TensorShape([None])] * c.attr("num_params_biases")


def _joined(xp, layout, weights, biases):
    for name, given, wanted in zip(
        ("weights", "biases"), (weights, biases), layout.shapes(), strict=True
    ):
        require(
            len(given) == len(wanted),
            f"Number of {name} mismatch, expect {len(wanted)}, got {len(given)}",
        )
        for i, (array, shape) in enumerate(zip(given, wanted, strict=True)):
            size = shape[0] if len(shape) == 1 else shape[0] * shape[1]
            require(
                array.size == size,
                f"{name}[{i}] must have {size} elements, but its shape is {shown(array.shape)}",
            )
    return xp.concatenate([array.reshape(-1) for array in (*weights, *biases)])


@op(f"""
    CudnnRNNCanonicalToParams(num_layers: int32, num_units: int32, input_size: int32,
        weights: num_params * T, biases: num_params * T) -> params: T
        T: {TYPES}
        num_params: int >= 1
        {MODES}
""", host=_HOST)
def cudnn_rnn_canonical_to_params(
    xp, num_layers, num_units, input_size, weights, biases, *, rnn_mode, input_mode, direction
):
    """Put together what a network computes with.

    Shapes:
        num_layers, num_units, input_size: []
        weights: [units, width of what it is multiplied with] each
        biases: [units] each
        params: [size]
    Errors:
        InvalidArgumentError: sizes or numbers do not fit.
    Source: tf.raw_ops.CudnnRNNCanonicalToParams
    """
    layout = _layout(num_layers, num_units, input_size, rnn_mode, input_mode, direction)
    return _joined(xp, layout, weights, biases)


@op(f"""
    CudnnRNNCanonicalToParamsV2(num_layers: int32, num_units: int32, input_size: int32,
        weights: num_params_weights * T, biases: num_params_biases * T) -> params: T
        T: {TYPES}
        num_params_weights: int >= 1
        num_params_biases: int >= 1
        {MODES}
        num_proj: int = 0
""", host=_HOST)
def cudnn_rnn_canonical_to_params_v2(
    xp, num_layers, num_units, input_size, weights, biases, *, rnn_mode, input_mode, direction,
    num_proj,
):
    """Put together what a network, perhaps with projections, computes with.

    Shapes:
        num_layers, num_units, input_size: []
        weights: [rows, columns] each
        biases: [units] each
        params: [size]
    Errors:
        InvalidArgumentError: sizes or numbers do not fit.
    Source: tf.raw_ops.CudnnRNNCanonicalToParamsV2
    """
    layout = _layout(
        num_layers, num_units, input_size, rnn_mode, input_mode, direction, num_proj
    )
    return _joined(xp, layout, weights, biases)


@cudnn_rnn_canonical_to_params.shape
def cudnn_rnn_canonical_to_params_shape(c):
    _check_sizes(c)
    return [TensorShape([None])]


cudnn_rnn_canonical_to_params_v2.shape(cudnn_rnn_canonical_to_params_shape)
