"""Strings split into ragged rows of tokens or bytes, and tokens joined to n-grams."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.ragged_tensor import RaggedTensor, is_ragged
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import scopes


def split(input, sep=None, maxsplit=-1, name=None):  # noqa: A002 - TensorFlow's argument name
    """Tokens of strings, as Python's `str.split` finds them.

    Args:
        input: a string tensor or ragged tensor.
        sep: where to split; at blanks when None or empty.
        maxsplit: how many times to split at most; no bound if negative.
        name: a name for the operations.

    Returns:
        A RaggedTensor with one dimension more than `input`; a tensor for a scalar.

    Raises:
        TypeError: `input` holds no strings.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.split(["hello world", "a b c"])
        <tf.RaggedTensor [[b'hello', b'world'], [b'a', b'b', b'c']]>
    """
    sep = "" if sep is None else sep
    with scopes.scope(name, "StringSplit"):
        input = convert_to_tensor(input, dtypes.string, name="input")  # noqa: A001
        sep = convert_to_tensor(sep, dtypes.string)
        return _rows_of(input, lambda vector: _ragged(
            raw.StringSplitV2(vector, sep, maxsplit=maxsplit)))


def _ragged(parts):
    """Return a ragged tensor of the three parts of a sparse matrix."""
    indices, values, shape = parts
    rows = raw.StridedSlice(indices, [0, 0], [0, 1], [1, 1], begin_mask=1, end_mask=1,
                            shrink_axis_mask=2)
    count = raw.StridedSlice(shape, [0], [1], [1], shrink_axis_mask=1)
    return RaggedTensor.from_value_rowids(values, rows, nrows=count, validate=False)


def _rows_of(input, function):  # noqa: A002
    """Call a function from a vector to ragged rows with the elements of a tensor of any rank."""
    if is_ragged(input):
        return input.with_flat_values(_rows_of(input.flat_values, function))
    rank = input.shape.rank
    if rank == 0:
        return function(raw.Pack([input]))[0]
    if rank is None or rank == 1:
        return function(input)
    return _rows_of(RaggedTensor.from_tensor(input, ragged_rank=rank - 1), function)


def bytes_split(input, name=None):  # noqa: A002
    """The bytes of strings, one by one.

    Args:
        input: a string tensor or ragged tensor of known rank.
        name: a name for the operations.

    Returns:
        A RaggedTensor with one dimension more than `input`; a tensor for a scalar.

    Raises:
        ValueError: the rank is not known.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.bytes_split(["hello", "123"])
        <tf.RaggedTensor [[b'h', b'e', b'l', b'l', b'o'], [b'1', b'2', b'3']]>
    """
    with scopes.scope(name, "StringsByteSplit"):
        input = convert_to_tensor(input, name="input")  # noqa: A001
        if not is_ragged(input) and input.shape.rank is None:
            raise ValueError("input must have a statically-known rank.")
        return _rows_of(input, lambda vector: _ragged(
            raw.StringSplit(vector, "", skip_empty=False)))


def ngrams(data, ngram_width, separator=" ", pad_values=None, padding_width=None,
           preserve_short_sequences=False, name=None):
    """Neighbouring tokens joined, all of them that lie in a window.

    Args:
        data: a string tensor or ragged tensor; the last dimension has the tokens.
        ngram_width: how many tokens an n-gram has, or a list of such widths.
        separator: what to put between the tokens.
        pad_values: what to put before and behind the tokens, a string or a pair of them.
        padding_width: how often; up to one less than the width, which is the default.
        preserve_short_sequences: whether tokens too few for an n-gram make a shorter one.
        name: a name for the operations.

    Returns:
        A RaggedTensor of the rank of `data`; a tensor if `data` is one.

    Raises:
        TypeError: `pad_values` are no strings.
        ValueError: a width is not positive, or there is a padding width without pads.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.ngrams(["A", "B", "C", "D"], 2)
        <tf.Tensor: shape=(3,), dtype=string, numpy=array([b'A B', b'B C', b'C D'], dtype=object)>
    """
    with scopes.scope(name, "StringNGrams"):
        pads = _pads(pad_values)
        if padding_width is not None and padding_width < 1:
            raise ValueError("padding_width must be greater than 0.")
        if padding_width is not None and pad_values is None:
            raise ValueError("pad_values must be provided if padding_width is set.")
        widths = list(ngram_width) if isinstance(ngram_width, (list, tuple)) else [ngram_width]
        data = convert_to_tensor(data, dtypes.string, name="data")
        if not is_ragged(data):
            if data.shape.rank is None:
                raise ValueError("Rank of data must be known.")
            if data.shape.rank == 0:
                raise ValueError("Data must have rank>0")
        if not all(width > 0 for width in widths):
            raise ValueError(f"All ngram_widths must be greater than 0. Got {ngram_width}")
        pad_width = 0 if pad_values is None else -1 if padding_width is None else padding_width
        attrs = {"separator": separator, "ngram_widths": widths, "left_pad": pads[0],
                 "right_pad": pads[1], "pad_width": pad_width,
                 "preserve_short_sequences": preserve_short_sequences}
        return _ngrams(data, attrs)


def _pads(pad_values):
    given = pad_values if isinstance(pad_values, (list, tuple)) else (pad_values, pad_values)
    if pad_values is None:
        return "", ""
    if not all(isinstance(pad, (str, bytes)) for pad in given[:2]):
        raise TypeError("pad_values must be a string, tuple of strings, or None.")
    return given[0], given[1]


def _ngrams(data, attrs):
    if is_ragged(data):
        if data.ragged_rank > 1 or data.flat_values.shape.rank > 1:
            values = _ngrams(data.values, attrs)
            return data.with_values(values)
        grams, splits = raw.StringNGrams(data.values, data.row_splits, **attrs)
        return RaggedTensor.from_row_splits(grams, splits, validate=False)
    if data.shape.rank == 1:
        return _ngrams(RaggedTensor.from_row_starts(data, [0], validate=False), attrs)[0]
    rows = RaggedTensor.from_tensor(data, ragged_rank=data.shape.rank - 1)
    return _ngrams(rows, attrs).to_tensor()
