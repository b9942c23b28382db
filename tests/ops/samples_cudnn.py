"""Samples of networks of recurrent layers in the form of cuDNN."""

import itertools

import numpy as np
from recurrent_networks import GATES, LENGTHS, attrs, network, noise, size


def backward(inputs, directions, lengths=(), reserved=()):
    """The inputs of a gradient; outputs are only looked at for their shapes."""
    x, h, c, params = inputs
    y = noise(*x.shape[:2], directions * h.shape[2], seed=4).astype(x.dtype)
    rest = y, np.zeros_like(h), np.zeros_like(c), y * 2, h * 3, c + 1
    return (x, h, c, params, *lengths, *rest, np.zeros(0, x.dtype), *reserved)


FORMS = list(itertools.product(GATES, (1, 2), (1, 2)))
CANONICAL = tuple(np.array(value, np.int32) for value in (2, 3, 2))
RESERVED = (np.zeros(0, np.int8),)


def pieces(mode, directions, proj=0):
    """The matrices and biases of a network of the sizes in `CANONICAL`."""
    matrices, biases = [], []
    for layer in range(2):
        wide = 2 if layer == 0 else directions * (proj or 3)
        for _ in range(directions):
            matrices += [noise(3, wide, seed=i) for i in range(GATES[mode])]
            matrices += [noise(3, proj or 3, seed=i) for i in range(GATES[mode])]
            matrices += [noise(proj, 3)] * bool(proj)
            biases += [noise(3, seed=i) for i in range(2 * GATES[mode])]
    return matrices, biases


SAMPLES = {
    "CudnnRNN": [
        *((network(m, k, d), attrs(m, d)) for m, k, d in FORMS),
        (network("gru", inputs=3, skip=True), attrs("gru", input_mode="skip_input")),
        (network("lstm", 2, inputs=3, skip=True), attrs(input_mode="auto_select")),
        (network("lstm", dtype=np.float64), attrs(is_training=False)),
        (network("lstm", dtype=np.float16), attrs()), (network(steps=0), attrs()),
    ],
    "CudnnRNNV2": [
        (network("gru", 2, 2), attrs("gru", 2)), (network("lstm"), attrs()),
        (network("rnn_tanh", 2), attrs("rnn_tanh", dropout=0.9, is_training=False)),
    ],
    "CudnnRNNV3": [
        *(((*network(m, 2, d, major=t), LENGTHS), attrs(m, d, time_major=t))
          for m, d, t in itertools.product(GATES, (1, 2), (True, False))),
        ((*network("lstm", 2, 2, proj=2), LENGTHS), attrs("lstm", 2, num_proj=2)),
        ((*network("lstm", proj=2), LENGTHS * 0), attrs("lstm", num_proj=2)),
        ((*network("gru"), LENGTHS * 0 + 3), attrs("gru")),
    ],
    "CudnnRNNBackprop": [
        (backward(network(m, 2, d), d), attrs(m, d)) for m in GATES for d in (1, 2)
    ],
    "CudnnRNNBackpropV2": [(backward(network("gru", 2), 1, (), RESERVED), attrs("gru"))],
    "CudnnRNNBackpropV3": [
        (backward(network("lstm", 2, 2, proj=2, major=t), 2, (LENGTHS,), RESERVED),
         attrs("lstm", 2, num_proj=2, time_major=t)) for t in (True, False)
    ],
    "CudnnRNNParamsSize": [
        (CANONICAL, attrs(m, d, T="float32", S=s, num_proj=2 if m == "lstm" else 0))
        for m, d, s in itertools.product(GATES, (1, 2), ("int32", "int64"))
    ],
    "CudnnRNNParamsToCanonical": [
        ((*CANONICAL, noise(size(m, 2, d, 2, 3))), attrs(m, d, num_params=4 * d * GATES[m]))
        for m in GATES for d in (1, 2)
    ],
    "CudnnRNNParamsToCanonicalV2": [
        ((*CANONICAL, noise(size("lstm", 2, 2, 2, 3, 4))),
         attrs("lstm", 2, num_params_weights=36, num_params_biases=32, num_proj=4)),
    ],
    "CudnnRNNCanonicalToParams": [
        ((*CANONICAL, *pieces(m, d)), attrs(m, d)) for m in GATES for d in (1, 2)
    ],
    "CudnnRNNCanonicalToParamsV2": [
        ((*CANONICAL, *pieces("lstm", 2, 4)), attrs("lstm", 2, num_proj=4)),
    ],
}
