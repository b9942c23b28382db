"""Further cases of recurrent layers and of CTC: arguments that are refused, and many labels."""

import sys

import numpy as np

sys.path.insert(0, str(__import__("pathlib").Path(__file__).resolve().parents[2] / "tests/ops"))
from samples_nn_recurrent import ALL, GRU, LENGTHS, LOGITS, SERIES, X, cells, noise  # noqa: E402

CELL = (X, *cells())


def replaced(arrays, place, shape):
    """The same arguments but for one."""
    changed = list(arrays)
    changed[place] = noise(*shape)
    return tuple(changed), {}


MISFITS = [(1, (3, 2)), (2, (3, 2)), (2, (2, 3)), (3, (3, 8)), (3, (6, 5)), (7, (3,)), (4, (1, 2))]
TWO = np.array([[0, 0], [1, 0]])
WORDS = np.array([0, 1], np.int32)
SHORT, LONG = noise(4, 2, 3), np.array([4, 3], np.int32)
FOUR = np.array([[0, 0], [0, 1], [0, 2], [1, 0]])


def ctc(inputs=SHORT, places=TWO, labels=WORDS, lengths=LONG, **attrs):
    """Arguments of a loss."""
    return (inputs, places, labels, lengths), attrs


CASES = {
    "LSTMBlockCell": [replaced(CELL, *misfit) for misfit in MISFITS],
    "BlockLSTM": [
        replaced((ALL, SERIES, *cells()), place + 1, shape)
        for place, shape in [*MISFITS, (0, (2, 4)), (1, (3,)), (3, (3,)), (7, (1, 8)), (6, (7,))]
    ],
    "GRUBlockCell": [
        replaced(GRU, *misfit)
        for misfit in ((1, (3, 2)), (2, (3, 4)), (2, (6, 3)), (3, (3, 2)), (3, (6, 3)), (4, (3,)),
                       (5, (3,)), (5, (1, 2)), (0, (5,)))
    ],
    "CTCLoss": [
        ctc(), ctc(SHORT[0]), ctc(lengths=LONG[:1]), ctc(places=TWO[0]), ctc(labels=WORDS[:1]),
        ctc(lengths=LONG + 5), ctc(labels=WORDS - 1), ctc(lengths=LONG * 0),
        ctc(lengths=np.array([4, -1], np.int32)), ctc(places=TWO[:0], labels=WORDS[:0]),
        ctc(places=np.array([[0, 0], [5, 0]])), ctc(places=TWO[:, :1]),
        ctc(places=FOUR, labels=np.array([0, 1, 0, 1], np.int32), lengths=LONG - 1),
        ctc(places=FOUR, labels=np.array([0, 1, 0, 1], np.int32), lengths=LONG - 2,
            ignore_longer_outputs_than_inputs=True),
        ctc(places=FOUR, labels=np.array([2, 1, 0, 1], np.int32)),
        ctc(places=FOUR, labels=np.array([0, 0, 0, 1], np.int32)),
    ],
    "CTCGreedyDecoder": [
        ((SHORT[0], LONG), {}), ((SHORT, LONG[:1]), {}), ((SHORT, LONG + 5), {}),
        ((SHORT[:0], LONG * 0), {}), ((SHORT, LONG), {"blank_index": 3}),
        ((SHORT, LONG), {"blank_index": -4}), ((SHORT, LONG * 0), {}),
    ],
    "CTCBeamSearchDecoder": [
        ((noise(12, 3, 6, seed=40) * 2, np.array([12, 9, 1], np.int32)),
         {"beam_width": 12, "top_paths": 3}),
        ((LOGITS, LENGTHS * 0), {"beam_width": 3, "top_paths": 2}),
        ((SHORT, LONG + 5), {"beam_width": 3, "top_paths": 2}),
    ],
}
