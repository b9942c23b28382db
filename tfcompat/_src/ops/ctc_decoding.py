"""Connectionist temporal classification: labels found in the logits of all steps.

The loss is in `ctc_loss.py`.
"""

import math

from tfcompat._src.base.errors import FailedPreconditionError, InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import require, with_rank
from tfcompat._src.registry import no_gradient, op

_NEVER = -math.inf


def _check(inputs, lengths):
    require(inputs.ndim == 3, "inputs is not a 3-Tensor")
    require(inputs.size != 0, "inputs must not be empty")
    require(lengths.ndim == 1, "sequence_length is not a vector")
    steps, rows, _ = inputs.shape
    if lengths.size != rows:
        raise FailedPreconditionError(
            f"len(sequence_length) != batch_size.  len(sequence_length):  {lengths.size} "
            f"batch_size: {rows}"
        )
    for b, length in enumerate(lengths.tolist()):
        if length > steps:
            raise FailedPreconditionError(f"sequence_length({b}) <= {steps}")


def _as_sparse(xp, sequences):
    """Return (indices, values, shape) of lists of labels."""
    indices = [[b, i] for b, labels in enumerate(sequences) for i in range(len(labels))]
    values = [label for labels in sequences for label in labels]
    longest = max(map(len, sequences), default=0)
    return (
        xp.array(indices, xp.int64).reshape(-1, 2), xp.array(values, xp.int64),
        xp.array([len(sequences), longest], xp.int64),
    )


@op("""
    CTCGreedyDecoder(inputs: T, sequence_length: int32) -> (decoded_indices: int64,
        decoded_values: int64, decoded_shape: int64, log_probability: T)
        merge_repeated: bool = false
        blank_index: int = -1
        T: {float, double} = float
""", host=("sequence_length",))
def ctc_greedy_decoder(xp, inputs, sequence_length, *, merge_repeated, blank_index):
    """Take the largest class of each step and leave out blanks.

    Shapes:
        inputs: [steps, n, classes]
        sequence_length: [n], how many steps count
        decoded_indices: [labels, 2], row of the batch and place
        decoded_values: [labels]
        decoded_shape: [2]
        log_probability: [n, 1], the negated sum of the largest logits
    Errors:
        InvalidArgumentError: the shapes do not fit, or there is no such blank.
    Source: tf.raw_ops.CTCGreedyDecoder
    """
    _check(inputs, sequence_length)
    steps, rows, classes = inputs.shape
    blank = blank_index + classes if blank_index < 0 else blank_index
    require(
        0 <= blank < classes,
        f"blank_index expected to be between {-classes} and {classes - 1} but was {blank_index}",
    )
    # No NaN is larger than the class before it, nothing is larger than one that is first.
    first = inputs[..., :1]
    seen = xp.where(inputs != inputs, -xp.inf, inputs)
    seen = xp.concatenate([xp.where(first != first, xp.inf, first), seen[..., 1:]], -1)
    best = seen.argmax(-1)
    largest = xp.take_along_axis(inputs, best[..., None], -1)[..., 0]
    best = best.tolist()
    counted = xp.arange(steps)[:, None] < xp.asarray(sequence_length)[None, :]
    sums = -xp.where(counted, largest, xp.zeros_like(largest)).sum(0)
    sequences = []
    for b, length in enumerate(sequence_length.tolist()):
        labels, previous = [], None
        for step in best[: max(length, 0)]:
            if step[b] != blank and not (merge_repeated and step[b] == previous):
                labels.append(step[b])
            previous = step[b]
        sequences.append(labels)
    return *_as_sparse(xp, sequences), sums.reshape(rows, 1).astype(inputs.dtype)


def _rows(c):
    inputs, lengths = with_rank(c["inputs"], 3), with_rank(c["sequence_length"], 1)
    if None not in (inputs[1], lengths[0]) and inputs[1] != lengths[0]:
        raise ValueError(f"Dimensions must be equal, but are {inputs[1]} and {lengths[0]}")
    return lengths[0] if inputs[1] is None else inputs[1]


@ctc_greedy_decoder.shape
def ctc_greedy_decoder_shape(c):
    rows = _rows(c)
    return [TensorShape([None, 2]), TensorShape([None]), TensorShape([2]), TensorShape([rows, 1])]


no_gradient(ctc_greedy_decoder, "labels are no numbers to vary")


class _Beam:
    """A label that was begun: how likely it is, ending in a blank or not, now and a step before."""

    __slots__ = ("blank", "children", "label", "last_blank", "last_total", "parent", "total",
                 "with_label")  # fmt: skip

    def __init__(self, parent, label):
        self.parent, self.label, self.children = parent, label, {}
        self.last_total = self.last_blank = _NEVER
        self.forget()

    def forget(self):
        """Drop out of the beam."""
        self.total = self.blank = self.with_label = _NEVER

    def child(self, label):
        """The label that is longer by one."""
        if label not in self.children:
            self.children[label] = _Beam(self, label)
        return self.children[label]


def _either(a, b):
    """The logarithm of the sum of two probabilities given by their logarithms."""
    low, high = (a, b) if a < b else (b, a)
    return high if low == _NEVER else high + math.log1p(math.exp(low - high))


class _Leaves:
    """The likeliest beams, at most so many, in descending order."""

    def __init__(self, width):
        self.width, self.beams = width, []

    def takes(self, total):
        """Say whether a beam of that probability belongs here."""
        full = len(self.beams) >= self.width
        return total > _NEVER and (not full or total > self.beams[-1].total)

    def push(self, beam):
        """Put a beam in its place; the last one drops out where there is no room."""
        low, high = 0, len(self.beams)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.beams[middle].total < beam.total else (
                middle + 1, high
            )
        self.beams.insert(low, beam)
        return self.beams.pop() if len(self.beams) > self.width else None


def _step(leaves, logs, blank):
    """Go on by one step, whose classes have the probabilities `logs`."""
    branches, leaves.beams = leaves.beams, []
    for beam in branches:
        beam.last_total, beam.last_blank = beam.total, beam.blank
    for beam in branches:
        if beam.parent is not None:
            if beam.parent.total > _NEVER:
                same = beam.label == beam.parent.label
                before = beam.parent.last_blank if same else beam.parent.last_total
                beam.with_label = _either(beam.with_label, before)
            beam.with_label += logs[beam.label]
        beam.blank = beam.last_total + logs[blank]
        beam.total = _either(beam.blank, beam.with_label)
        leaves.push(beam)
    for beam in branches:
        if not leaves.takes(beam.last_total):
            continue
        for label, log in enumerate(logs):
            if label == blank:
                continue
            child = beam.child(label)
            if child.total > _NEVER:
                continue
            before = beam.last_blank if label == beam.label else beam.last_total
            child.blank, child.with_label = _NEVER, log + before
            child.total = child.with_label
            if not leaves.takes(child.total):
                child.forget()
                child.last_total = child.last_blank = _NEVER
                continue
            dropped = leaves.push(child)
            if dropped is not None:
                dropped.forget()


def _labels(beam, merge_repeated):
    found, previous = [], None
    while beam.parent is not None:
        if not merge_repeated or beam.label != previous:
            found.append(beam.label)
        previous, beam = beam.label, beam.parent
    return found[::-1]


def _search(logs, blank, width, top, merge_repeated):
    """Return the labels of the `top` likeliest beams, and their logarithmic probabilities."""
    leaves = _Leaves(width)
    root = _Beam(None, -1)
    root.total = root.blank = 0.0
    leaves.push(root)
    for row in logs:
        _step(leaves, row, blank)
    require(top <= width, "requested more paths than the beam width.")
    if top > len(leaves.beams):
        raise InvalidArgumentError("Less leaves in the beam search than requested.")
    best = leaves.beams[:top]
    return [_labels(beam, merge_repeated) for beam in best], [beam.total for beam in best]


@op("""
    CTCBeamSearchDecoder(inputs: T, sequence_length: int32) -> (decoded_indices: top_paths * int64,
        decoded_values: top_paths * int64, decoded_shape: top_paths * int64, log_probability: T)
        beam_width: int >= 1
        top_paths: int >= 1
        merge_repeated: bool = true
        T: {float, double} = float
""", host=("sequence_length",))
def ctc_beam_search_decoder(
    xp, inputs, sequence_length, *, beam_width, top_paths, merge_repeated
):
    """Search for the likeliest labels, going on with so many at each step; the last class is blank.

    Shapes:
        inputs: [steps, n, classes]
        sequence_length: [n], how many steps count
        decoded_indices: [labels, 2] each, row of the batch and place
        decoded_values: [labels] each
        decoded_shape: [2] each
        log_probability: [n, top_paths]
    Errors:
        InvalidArgumentError: the shapes do not fit, or there are fewer labels than asked for.
    Source: tf.raw_ops.CTCBeamSearchDecoder
    """
    _check(inputs, sequence_length)
    wide = inputs.astype(xp.float64)
    wide = wide - wide.max(-1, keepdims=True)
    logs = (wide - xp.log(xp.exp(wide).sum(-1, keepdims=True))).tolist()
    found, chances = [], []
    for b, length in enumerate(sequence_length.tolist()):
        row = [logs[t][b] for t in range(max(length, 0))]
        labels, totals = _search(
            row, inputs.shape[2] - 1, beam_width, top_paths, merge_repeated
        )
        found.append(labels)
        chances.append(totals)
    paths = [_as_sparse(xp, [row[path] for row in found]) for path in range(top_paths)]
    parts = [list(part) for part in zip(*paths, strict=True)]
    return *parts, xp.array(chances, inputs.dtype).reshape(inputs.shape[1], top_paths)


@ctc_beam_search_decoder.shape
def ctc_beam_search_decoder_shape(c):
    rows, paths = _rows(c), c.attr("top_paths")
    return [
        *[TensorShape([None, 2])] * paths, *[TensorShape([None])] * paths,
        *[TensorShape([2])] * paths, TensorShape([rows, paths]),
    ]


no_gradient(ctc_beam_search_decoder, "labels are no numbers to vary")
