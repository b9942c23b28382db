"""The small items that MLIR bytecode is made of: varints, sections, lists, numbers of known width.

Lives here: `Cursor`, which reads them from bytes and never past their end, and the error of a
damaged file. What the items mean is in `mlir_bytecode` and the modules of single dialects.
"""

import struct

from tfcompat._src.base import errors


def damaged(what):
    """Return the error of bytecode that is not what it should be."""
    return errors.InvalidArgumentError(f"The MLIR bytecode is damaged: {what}.")


class Cursor:
    """Bytes, and where in them reading goes on.

    Args:
        data: bytes, or a memoryview of them.
        what: what the bytes are, for errors.
        origin: where in the file they start.

    Example:
        >>> cursor = Cursor(bytes([0x05, 0x07]), "an example")
        >>> cursor.number(), cursor.signed(), cursor.left
        (2, -2, 0)
    """

    __slots__ = ("data", "end", "origin", "position", "what")

    def __init__(self, data, what, origin=0):
        self.data = memoryview(data)
        self.origin = origin
        self.end = len(self.data)
        self.position = 0
        self.what = what

    @property
    def left(self):
        """The number of bytes that are still to be read."""
        return self.end - self.position

    def byte(self):
        """Read one byte."""
        position = self.position
        if position >= self.end:
            raise damaged(f"{self.what} ends early")
        self.position = position + 1
        return self.data[position]

    def bytes(self, count):
        """Read `count` bytes."""
        position = self.position
        if count > self.end - position:
            raise damaged(f"{self.what} ends early")
        self.position = position + count
        return self.data[position : position + count]

    def number(self):
        """Read an unsigned number: zeros at the low end of the first byte count further bytes."""
        first = self.byte()
        if first & 1:
            return first >> 1
        more = 8 if not first else (first & -first).bit_length() - 1
        value = int.from_bytes(self.bytes(more), "little")
        return value << (7 - more) | first >> (more + 1) if more < 8 else value

    def signed(self):
        """Read a signed number: its lowest bit says whether the others are turned around."""
        value = self.number()
        return (value >> 1) ^ -(value & 1)

    def flagged(self):
        """Read a number with a flag in its lowest bit."""
        value = self.number()
        return value >> 1, bool(value & 1)

    def count(self, each=1):
        """Read how many items follow, of at least `each` bytes."""
        value = self.number()
        if value * each > self.left:
            raise damaged(f"{self.what} counts {value} items where {self.left} bytes are left")
        return value

    def signed_list(self):
        """Read a list of signed numbers."""
        return [self.signed() for _ in range(self.count())]

    def blob(self):
        """Read bytes that come with their number."""
        return self.bytes(self.number())

    def ended(self):
        """Read a text that ends in a zero byte."""
        rest = self.data[self.position : self.end].tobytes()
        length = rest.find(0)
        if length < 0:
            raise damaged(f"{self.what} ends early")
        self.position += length + 1
        return text(rest[:length])

    def integer(self, width, is_signed=True):
        """Read an integer of `width` bits."""
        if not 0 < width <= 64:
            raise errors.UnsupportedError(f"Integers of {width} bits in MLIR are not supported.")
        value = self.byte() if width <= 8 else self.signed()
        value &= (1 << width) - 1
        return value - (1 << width) if is_signed and value >> (width - 1) else value

    def bits(self, width):
        """Read the bits of a floating-point number as an integer."""
        return self.integer(width, is_signed=False)

    def double(self):
        """Read a floating-point number of 64 bits."""
        return struct.unpack("<d", self.bits(64).to_bytes(8, "little"))[0]

    def section(self):
        """Read the number of a section and a cursor over its bytes."""
        first = self.byte()
        length = self.number()
        if first & 0x80:
            alignment = self.number()
            if not alignment or alignment & (alignment - 1):
                raise damaged(f"{alignment} is no alignment")
            self.bytes(-(self.origin + self.position) % alignment)  # padding
        number = first & 0x7F
        start = self.origin + self.position
        return number, Cursor(self.bytes(length), f"section {number}", start)


def text(data):
    """Return bytes as text."""
    try:
        return bytes(data).decode("utf-8")
    except UnicodeDecodeError:
        raise damaged("a name is not UTF-8") from None
