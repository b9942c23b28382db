"""Strings split into tokens, tokens put into n-grams, and strings joined along dimensions.

Strings joined element by element are in `strings.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError, OutOfRangeError
from tfcompat._src.base.shapes import TensorShape, unknown_shape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op

_WHY = "strings have no gradient"
_BLANKS = b" \t\n\v\f\r"


def strings(xp, values):
    """Return a vector of the strings in a list."""
    result = xp.empty(len(values), object)
    result[:] = values
    return result


def _sparse(xp, rows):
    """Return lists of tokens as the three parts of a sparse matrix."""
    places = [(i, j) for i, row in enumerate(rows) for j in range(len(row))]
    longest = max(map(len, rows), default=0)
    return (xp.asarray(places, xp.int64).reshape((-1, 2)),
            strings(xp, [token for row in rows for token in row]),
            xp.asarray([len(rows), longest], xp.int64))


def _check_ranks(input, separator, name):  # noqa: A002
    if input.ndim != 1:
        raise InvalidArgumentError(f"input must be a vector, got shape: {shown(input.shape)}")
    if separator.ndim:
        raise InvalidArgumentError(
            f"{name} must be a scalar, got shape: {shown(separator.shape)}"
        )


def _split_shape(c, name):
    checks.with_rank(c["input"], 1)
    checks.with_rank(c[name], 0)
    return [TensorShape([None, 2]), TensorShape([None]), TensorShape([2])]


@op("""
    StringSplit(input: string, delimiter: string) -> (indices: int64, values: string, shape: int64)
        skip_empty: bool = true
""", host=("delimiter",))
def string_split(xp, input, delimiter, *, skip_empty):  # noqa: A002
    """Split strings at each of some bytes; between all bytes where there are none.

    Shapes:
        input: [n]
        delimiter: []
        indices: [tokens, 2]
        values: [tokens]
        shape: [2]
    Errors:
        InvalidArgumentError: the ranks are others.
    Source: tf.raw_ops.StringSplit
    """
    _check_ranks(input, delimiter, "delimiter")
    marks = delimiter.item()

    def tokens(text):
        if not text:
            return []
        if not marks:
            return [text[i : i + 1] for i in range(len(text))]
        for mark in marks[1:]:
            text = text.replace(bytes([mark]), marks[:1])
        return [part for part in text.split(marks[:1]) if part or not skip_empty]

    return _sparse(xp, [tokens(text) for text in input.tolist()])


@string_split.shape
def string_split_shape(c):
    return _split_shape(c, "delimiter")


no_gradient(string_split, _WHY)


@op("""
    StringSplitV2(input: string, sep: string) -> (indices: int64, values: string, shape: int64)
        maxsplit: int = -1
""", host=("sep",))
def string_split_v2(xp, input, sep, *, maxsplit):  # noqa: A002
    """Split strings as Python does: at a separator, or at blanks where it is empty.

    Shapes:
        input: [n]
        sep: []
        indices: [tokens, 2]
        values: [tokens]
        shape: [2]
    Errors:
        InvalidArgumentError: the ranks are others.
    Source: tf.raw_ops.StringSplitV2
    """
    _check_ranks(input, sep, "sep")
    mark, most = sep.item(), max(maxsplit, -1)

    def tokens(text):
        if not maxsplit:
            return [text]
        if mark:
            return text.split(mark, most)
        found = text.strip(_BLANKS).split() if most < 0 else text.lstrip(_BLANKS).split(None, most)
        # What is left after the last split stands there even if it is nothing, unlike in Python.
        if len(found) == most:
            found.append(b"")
        return found

    return _sparse(xp, [tokens(text) for text in input.tolist()])


@string_split_v2.shape
def string_split_v2_shape(c):
    return _split_shape(c, "sep")


no_gradient(string_split_v2, _WHY)


@op("""
    StringNGrams(data: string, data_splits: Tsplits) -> (ngrams: string, ngrams_splits: Tsplits)
        separator: string
        ngram_widths: list(int) >= 0
        left_pad: string
        right_pad: string
        pad_width: int
        preserve_short_sequences: bool
        Tsplits: {int32, int64} = int64
""")
def string_n_grams(
    xp, data, data_splits, *, separator, ngram_widths, left_pad, right_pad, pad_width,
    preserve_short_sequences, Tsplits  # noqa: N803 - TensorFlow's name
):
    """Join the tokens of ragged rows into n-grams.

    Shapes:
        data: [n]
        data_splits: [rows + 1]
        ngrams: [n-grams in all rows]
        ngrams_splits: [rows + 1]
    Errors:
        InvalidArgumentError: a width is not positive, or the splits do not fit.
    Source: tf.raw_ops.StringNGrams
    """
    if any(width <= 0 for width in ngram_widths):
        raise InvalidArgumentError("ngram_widths must contain positive values")
    splits = data_splits.reshape(-1).tolist()
    if splits:
        _check_splits(splits, data.size)
    if not splits or not data.size:
        return (strings(xp, [b""] * data.size).reshape(data.shape),
                xp.zeros(data_splits.shape, Tsplits.as_numpy_dtype))
    if not ngram_widths and preserve_short_sequences and pad_width < 0:
        raise InvalidArgumentError(
            "Pad width should be >= 0 when preserve_short_sequences is True and ngram_widths are "
            f"not provided, got {pad_width}"
        )
    tokens, grams, ends = data.reshape(-1).tolist(), [], [0]
    for start, stop in zip(splits[:-1], splits[1:], strict=True):
        row = tokens[start:stop]
        before = len(grams)
        for width in ngram_widths:
            grams += _grams(row, width, _padding(width, pad_width), left_pad, right_pad, separator)
        if preserve_short_sequences and row and len(grams) == before:
            pad = max(pad_width, 0)
            grams.append(separator.join([left_pad] * pad + row + [right_pad] * pad))
        ends.append(len(grams))
    ends = xp.asarray(ends, Tsplits.as_numpy_dtype).reshape(data_splits.shape)
    return strings(xp, grams), ends


def _check_splits(splits, count):
    first = (splits[0] + 2**31) % 2**32 - 2**31  # as a number of 32 bits
    if first != 0:
        raise InvalidArgumentError(f"First split value must be 0, got {first}")
    last = 0
    for split in splits[1:]:
        if not last <= split <= count:
            raise InvalidArgumentError(
                f"Invalid split value {split}, must be in [{last}, {count}]"
            )
        last = split
    if last != count:
        raise InvalidArgumentError(
            f"Last split value must be data size. Expected {count}, got {last}"
        )


def _padding(width, pad_width):
    """Return how many pads there are at either end; more than one n-gram has room for never."""
    return min(width - 1 if pad_width < 0 else pad_width, width - 1)


def _grams(row, width, pad, left, right, separator):
    count = len(row) + 2 * pad - width + 1
    padded = [left] * pad + row + [right] * pad
    return [separator.join(padded[i : i + width]) for i in range(count)]


@string_n_grams.shape
def string_n_grams_shape(c):
    checks.with_rank(c["data"], 1)
    return [TensorShape([None]), checks.with_rank(c["data_splits"], 1)]


no_gradient(string_n_grams, _WHY)


@op("""
    ReduceJoin(inputs: string, reduction_indices: int32) -> output: string
        keep_dims: bool = false
        separator: string = ""
""", host=("reduction_indices",))
def reduce_join(xp, inputs, reduction_indices, *, keep_dims, separator):
    """Join strings along dimensions, first along the one named first.

    Shapes:
        inputs: any
        reduction_indices: any; none of them leaves all as it is
        output: that of inputs without the dimensions, or with 1 for them
    Errors:
        OutOfRangeError: there is no such dimension.
        InvalidArgumentError: a dimension is named twice.
    Source: tf.raw_ops.ReduceJoin
    """
    axes = []
    for axis in reduction_indices.reshape(-1).tolist():
        if not -inputs.ndim <= axis < inputs.ndim:
            raise OutOfRangeError(f"Invalid reduction dimension {axis} for input with "
                                  f"{inputs.ndim} dimension(s)")
        if axis % inputs.ndim in axes:
            raise InvalidArgumentError(f"Duplicate reduction dimension {axis}")
        axes.append(axis % inputs.ndim)
    if not axes:
        return inputs
    kept = [axis for axis in range(inputs.ndim) if axis not in axes]
    sizes = [inputs.shape[axis] for axis in kept]
    joined = 1
    for axis in axes:
        joined *= inputs.shape[axis]
    count = 1
    for size in sizes:
        count *= size
    rows = inputs.transpose([*kept, *reversed(axes)]).reshape((count, joined)).tolist()
    result = strings(xp, [separator.join(row) for row in rows])
    if keep_dims:
        sizes = [1 if axis in axes else size for axis, size in enumerate(inputs.shape)]
    return result.reshape(tuple(sizes))


@reduce_join.shape
def reduce_join_shape(c):
    shape, axes = c["inputs"], c.value("reduction_indices")
    checks.with_rank_at_most(c["reduction_indices"], 1)
    if shape.rank is None:
        return [TensorShape(None)]
    if axes is None:
        return [unknown_shape(shape.rank) if c.attr("keep_dims") else TensorShape(None)]
    gone = set()
    for axis in axes.reshape(-1).tolist():
        if not -shape.rank <= axis < shape.rank:
            raise ValueError(
                f"Invalid reduction dimension {axis} for input with {shape.rank} dimensions.")
        gone.add(axis % shape.rank)
    if c.attr("keep_dims"):
        return [TensorShape([1 if i in gone else size for i, size in enumerate(shape)])]
    return [TensorShape([size for i, size in enumerate(shape) if i not in gone])]


no_gradient(reduce_join, _WHY)


@op("""
    UnsortedSegmentJoin(inputs: string, segment_ids: Tindices, num_segments: Tnumsegments) -> (
            output: string)
        separator: string = ""
        Tindices: {int32, int64}
        Tnumsegments: {int32, int64} = int32
""", host=("num_segments",))
def unsorted_segment_join(xp, inputs, segment_ids, num_segments, *, separator):
    """Join the strings that belong to the same segment.

    Shapes:
        inputs: [ids..., inner...]
        segment_ids: [ids...]
        num_segments: []
        output: [num_segments, inner...]
    Errors:
        InvalidArgumentError: there is no such segment, or the shapes do not fit.
    Source: tf.raw_ops.UnsortedSegmentJoin
    """
    if num_segments.ndim:
        raise InvalidArgumentError("Number of segments must be a scalar")
    count = num_segments.item()
    if count < 0:
        raise InvalidArgumentError(
            f"Number of segments must be non-negative but got {count}")
    if not segment_ids.ndim:
        raise InvalidArgumentError("Segment_id cannot have rank 0")
    if segment_ids.ndim > inputs.ndim:
        raise OutOfRangeError(f"Invalid segment_id rank {segment_ids.ndim} for input with "
                              f"{inputs.ndim} dimension(s)")
    for axis, (size, other) in enumerate(zip(segment_ids.shape, inputs.shape, strict=False)):
        if size != other:  # what is told as the dimension is the rank
            raise InvalidArgumentError(f"Segment dimension is {size} while input dimension is "
                                       f"{inputs.ndim} in rank {axis}")
    if ((segment_ids < 0) | (segment_ids >= count)).any():
        raise InvalidArgumentError("segment_ids are not allowed to exceed num_segments or to have "
                                   "negative values.")
    inner = inputs.shape[segment_ids.ndim :]
    width = 1
    for size in inner:
        width *= size
    cells = [b""] * (count * width)
    rows = inputs.reshape((segment_ids.size, width)).tolist()
    for segment, row in zip(segment_ids.reshape(-1).tolist(), rows, strict=True):
        for column, text in enumerate(row, segment * width):
            # While a segment is empty, nothing is to be separated.
            cells[column] = cells[column] + separator + text if cells[column] else text
    return strings(xp, cells).reshape((count, *inner))


@unsorted_segment_join.shape
def unsorted_segment_join_shape(c):
    data, ids, count = c["inputs"], c["segment_ids"], c.value("num_segments")
    checks.with_rank(c["num_segments"], 0)
    if ids.rank is None:
        return [TensorShape(None)]
    checks.with_rank_at_least(data, ids.rank)
    for size, other in zip(data[: ids.rank], ids, strict=True) if data.rank is not None else ():
        checks.merge_size(size, other)
    size = None if count is None else int(count)
    if size is not None and size < 0:
        raise ValueError(f"Dimension size, given by scalar input 2, must be non-negative but is "
                         f"{size}")
    if data.rank is None:
        return [TensorShape(None)]
    return [TensorShape([size]).concatenate(data[ids.rank :])]


no_gradient(unsorted_segment_join, _WHY)
