"""Boxes: which part of a whole tensor a stored slice holds, and the keys slices are stored under.

What lives here: the `Box` value, the text form ("7 300 0,3:-") that save and restore ops take, the
TensorSliceProto form, and the order-preserving key. What does not: reading or writing elements.
"""

import math
from typing import NamedTuple

from tfcompat._src.base import errors
from tfcompat._src.wire import messages

FULL = -1


class Box(NamedTuple):
    """One start and one length per dimension; a length of -1 means the whole dimension.

    Example:
        >>> Box((0, 2), (FULL, 3)).resolve((4, 10))
        Box(starts=(0, 2), lengths=(4, 3))
        >>> str(Box((0, 2), (FULL, 3)))
        '-:2,3'
    """

    starts: tuple
    lengths: tuple

    def __str__(self):
        pairs = zip(self.starts, self.lengths)
        return ":".join("-" if size == FULL else f"{start},{size}" for start, size in pairs)

    def is_full(self, shape):
        """Whether the box covers the whole of a tensor of this shape."""
        whole = zip(self.starts, self.lengths, shape)
        return all(size == FULL or (start == 0 and size == all_) for start, size, all_ in whole)

    def resolve(self, shape):
        """Replace "whole dimension" by its length and check that the box lies in `shape`.

        Raises:
            InternalError: it does not, or has another number of dimensions.
        """
        if len(shape) != len(self.starts):
            raise errors.InternalError(
                f"Mismatching ranks: shape = {_brackets(shape)}, slice = {self}")
        starts, lengths = [], []
        for axis, (start, size, all_) in enumerate(zip(self.starts, self.lengths, shape)):
            if size == FULL:
                start, size = 0, all_
            if start < 0 or size < 0 or start + size > all_:
                raise errors.InternalError(
                    f"Extent in dimension {axis} out of bounds: shape = {_brackets(shape)}, "
                    f"slice = {self}")
            starts.append(start)
            lengths.append(size)
        return Box(tuple(starts), tuple(lengths))

    def intersect(self, other):
        """The common part of two resolved boxes, or None when there is none.

        Example:
            >>> Box((0,), (4,)).intersect(Box((3,), (5,)))
            Box(starts=(3,), lengths=(1,))
        """
        starts = tuple(map(max, self.starts, other.starts))
        ends = tuple(map(min, self.ends, other.ends))
        if any(start >= end for start, end in zip(starts, ends)):
            return None
        return Box(starts, tuple(end - start for start, end in zip(starts, ends)))

    @property
    def ends(self):
        """Where a resolved box ends, per dimension."""
        return tuple(start + size for start, size in zip(self.starts, self.lengths))

    def index(self, origin=None):
        """The box as an index into the whole tensor, or into an array starting at `origin`."""
        origin = origin or (0,) * len(self.starts)
        ranges = (slice(start - zero, end - zero)
                  for start, end, zero in zip(self.starts, self.ends, origin))
        return (*ranges, ...)  # the ellipsis keeps a scalar an array


def cover(stored, wanted, shape):
    """Find which stored boxes make up a wanted one.

    Args:
        stored: list of Box, the parts that there are.
        wanted: resolved Box.
        shape: ints, the shape of the whole tensor.

    Returns:
        list of (stored box, the same resolved, its part inside `wanted`), or None when the stored
        boxes leave a hole.

    Raises:
        InternalError: parts overlap, or lie outside of the tensor.

    Example:
        >>> halves = [Box((0,), (2,)), Box((2,), (2,))]
        >>> [str(part) for _, _, part in cover(halves, Box((1,), (3,)), (4,))]
        ['1,1', '2,2']
    """
    parts = []
    for box in stored:
        resolved = box.resolve(shape)
        common = resolved.intersect(wanted)
        if common:
            parts.append((box, resolved, common))
    covered = sum(math.prod(common.lengths) for _, _, common in parts)
    size = math.prod(wanted.lengths)
    if covered > size:
        one, other = next((one, other) for at, (_, one, _) in enumerate(parts)
                          for _, other, _ in parts[:at] if one.intersect(other))
        raise errors.InternalError(
            f"Overlapping slices: existing slice = {other}, new slice = {one}")
    return parts if covered == size else None


def _brackets(shape):
    return f"[{','.join(map(str, shape))}]"


def full_box(rank):
    """The box that covers all of any tensor of this rank.

    Example:
        >>> str(full_box(2))
        '-:-'
    """
    return Box((0,) * rank, (FULL,) * rank)


def parse_box(text):
    """Read the text form of a box.

    Args:
        text: str, such as "-:2,3"; empty for a scalar.

    Returns:
        Box.

    Raises:
        InvalidArgumentError: with TensorFlow's sentence.

    Example:
        >>> parse_box("-:2,3")
        Box(starts=(0, 2), lengths=(-1, 3))
    """
    starts, lengths = [], []
    for item in filter(None, text.split(":")):
        if item == "-":
            starts.append(0)
            lengths.append(FULL)
            continue
        try:
            start, size = map(int, item.split(","))
        except ValueError:
            raise errors.InvalidArgumentError(
                f"Expected a pair of numbers or '-' but got '{item}': string = {text}") from None
        if start < 0 or size <= 0:
            raise errors.InvalidArgumentError(
                f"Expected non-negative start and positive length but got start = {start}, "
                f"length = {size}: string = {text}")
        starts.append(start)
        lengths.append(size)
    return Box(tuple(starts), tuple(lengths))


def parse_shape_and_slice(text):
    """Read what SaveV2 and RestoreV2 take per tensor: the full shape, then the box.

    Args:
        text: str, such as "7 300 0,3:-".

    Returns:
        (shape: tuple of int, Box).

    Raises:
        InvalidArgumentError: with TensorFlow's sentence.

    Example:
        >>> parse_shape_and_slice("7 300 0,3:-")
        ((7, 300), Box(starts=(0, 0), lengths=(3, -1)))
    """
    words = text.split(" ")
    if len(words) < 2:
        raise errors.InvalidArgumentError(
            "Need least two elements in shape_and_slice specification: " + text)
    try:
        shape = tuple(map(int, words[:-1]))
    except ValueError:
        raise errors.InvalidArgumentError(
            f"Non numerical dimension in shape_and_slice: {text}") from None
    return shape, parse_box(words[-1])


def from_proto(proto):
    """Read a TensorSliceProto; an extent without a length is the whole dimension."""
    starts = tuple(extent.start for extent in proto.extent)
    lengths = tuple(extent.length if extent.HasField("length") else FULL
                    for extent in proto.extent)
    return Box(starts, lengths)


def to_proto(box):
    """Write a TensorSliceProto.

    Example:
        >>> from_proto(to_proto(Box((0, 2), (FULL, 3))))
        Box(starts=(0, 2), lengths=(-1, 3))
    """
    proto = messages.TensorSliceProto()
    for start, size in zip(box.starts, box.lengths):
        extent = proto.extent.add()
        if size != FULL:
            extent.start = start
            extent.length = size
    return proto


def slice_key(name, box):
    """The key of a stored slice: sorts by name, then by box, and never equals a tensor's name.

    Args:
        name: bytes, the name of the whole tensor.
        box: Box.

    Returns:
        bytes, starting with a zero byte.

    Example:
        >>> slice_key(b"w", Box((0, 2), (FULL, 3))).hex()
        '007700010102807f8283'
    """
    out = bytearray(_ordered_unsigned(0))
    for byte in name:
        out += _ESCAPES.get(byte) or bytes([byte])
    out += b"\0\x01" + _ordered_unsigned(len(box.starts))
    for start, size in zip(box.starts, box.lengths):
        out += _ordered_signed(start) + _ordered_signed(size)
    return bytes(out)


_ESCAPES = {0x00: b"\x00\xff", 0xFF: b"\xff\x00"}


def _ordered_unsigned(value):
    digits = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return bytes([len(digits)]) + digits


def _ordered_signed(value):
    # Leading ones (zeros for negative values) count the bytes; seven bits per byte hold the value.
    length = (value if value >= 0 else ~value).bit_length() // 7 + 1
    digits = int.from_bytes(value.to_bytes(10, "big", signed=True)[-length:], "big")
    header = ((1 << length) - 1) << (7 * length)
    if length > 8:  # the length marker has outgrown the first byte
        header = int.from_bytes(b"\xff" + bytes([0x80 if length == 9 else 0xC0]), "big")
        header <<= 8 * (length - 2)
    return (digits ^ header).to_bytes(length, "big")
