"""Samples of recurrent layers and of connectionist temporal classification: nn_recurrent,
nn_recurrent_grad, ctc_loss, ctc_decoding."""

import numpy as np

STEPS, N, INPUTS, UNITS = 3, 2, 4, 2


def noise(*shape, seed=0, dtype=np.float32):
    """Numbers of a normal distribution, always the same."""
    return np.random.default_rng(seed).standard_normal(shape).astype(dtype)


def cells(dtype=np.float32):
    """What an LSTM has beside its input: cells, output, weights, peepholes, bias."""
    return (
        noise(N, UNITS, seed=1, dtype=dtype), noise(N, UNITS, seed=2, dtype=dtype),
        noise(INPUTS + UNITS, 4 * UNITS, seed=3, dtype=dtype),
        *(noise(UNITS, seed=seed, dtype=dtype) for seed in (4, 5, 6)),
        noise(4 * UNITS, seed=7, dtype=dtype),
    )


def gates(*shape):
    """Values that gates may have, for gradients."""
    return tuple(np.tanh(noise(*shape, seed=10 + i)) for i in range(6))


ALL = np.array(STEPS, np.int64)
X, SERIES = noise(N, INPUTS, seed=8), noise(STEPS, N, INPUTS, seed=9)
STEP_GRADS = noise(N, UNITS, seed=20), noise(N, UNITS, seed=21)
GRADS = noise(STEPS, N, UNITS, seed=22), noise(STEPS, N, UNITS, seed=23)
GRU = (
    X, noise(N, UNITS, seed=1), noise(INPUTS + UNITS, 2 * UNITS, seed=2),
    noise(INPUTS + UNITS, UNITS, seed=3), noise(2 * UNITS, seed=4), noise(UNITS, seed=5),
)
LOGITS = noise(6, 3, 5, seed=30)
LENGTHS = np.array([6, 4, 3], np.int32)
PLACES = np.array([[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [2, 0]])
LABELS = np.array([1, 1, 3, 0, 2, 2], np.int32)
SAMPLES = {
    "LSTMBlockCell": [
        ((X, *cells()), {"use_peephole": peephole, "cell_clip": clip})
        for peephole, clip in ((False, 3.0), (True, 0.3), (True, -1.0))
    ] + [((X.astype(np.float16), *cells(np.float16)), {"forget_bias": 0.0})],
    "LSTMBlockCellGrad": [
        ((X, *cells(), *gates(N, UNITS), *STEP_GRADS), {"use_peephole": peephole})
        for peephole in (False, True)
    ],
    "BlockLSTM": [
        ((ALL, SERIES, *cells()), {"use_peephole": peephole, "cell_clip": 30.0})
        for peephole in (False, True)
    ],
    "BlockLSTMV2": [
        ((ALL, SERIES, *cells()), {"use_peephole": peephole}) for peephole in (False, True)
    ],
    "BlockLSTMGrad": [
        (
            (ALL, SERIES, *cells(), *gates(STEPS, N, UNITS), noise(STEPS, N, UNITS), *GRADS),
            {"use_peephole": peephole},
        )
        for peephole in (False, True)
    ],
    "BlockLSTMGradV2": [
        (
            (ALL, SERIES, *cells(), *gates(STEPS, N, UNITS), noise(STEPS, N, UNITS), *GRADS),
            {"use_peephole": peephole},
        )
        for peephole in (False, True)
    ],
    "GRUBlockCell": [(GRU, {})],
    "GRUBlockCellGrad": [((*GRU, *gates(N, UNITS)[:3], noise(N, UNITS, seed=6)), {})],
    "CTCLoss": [
        ((LOGITS.astype(dtype), PLACES, LABELS, LENGTHS), attrs)
        for dtype, attrs in (
            (np.float32, {}), (np.float32, {"preprocess_collapse_repeated": True}),
            (np.float32, {"ctc_merge_repeated": False}), (np.float64, {}),
            (np.float32, {"ignore_longer_outputs_than_inputs": True}),
        )
    ],
    "CTCLossV2": [((LOGITS, PLACES, LABELS + 1, LENGTHS), {})],
    "CTCGreedyDecoder": [
        ((LOGITS.astype(dtype), LENGTHS), attrs)
        for dtype, attrs in (
            (np.float32, {}), (np.float64, {"merge_repeated": True, "blank_index": 1}),
        )
    ],
    "CTCBeamSearchDecoder": [
        ((LOGITS.astype(dtype), LENGTHS), {"beam_width": width, "top_paths": top,
                                           "merge_repeated": merge})
        for dtype, width, top, merge in (
            (np.float32, 10, 2, False), (np.float32, 4, 1, True), (np.float32, 60, 5, False),
        )
    ],
}
