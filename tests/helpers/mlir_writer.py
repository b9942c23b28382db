"""Writes small files of MLIR bytecode, whole or broken on purpose, for tests of the reader.

Lives here: `number`, `section` and `Module`, which has one block of operations of VHLO in one
function "main". Only what tests need is written; attributes and types are given as their bytes.
"""

MAGIC = b"ML\xefR"
NO_LOCATION = 0  # the first attribute of every module


def number(value):
    """Write an unsigned number.

    >>> number(300).hex()
    'b204'
    """
    for length in range(1, 9):
        if value < 1 << 7 * length:
            return ((value << 1 | 1) << (length - 1)).to_bytes(length, "little")
    return b"\0" + value.to_bytes(8, "little")


def signed(value):
    """Write a signed number.

    >>> signed(-2).hex()
    '07'
    """
    return number(value << 1 if value >= 0 else (~value << 1) | 1)


def section(identifier, data):
    """Write a section."""
    return bytes([identifier]) + number(len(data)) + data


class Module:
    """A module of one function, operation by operation.

    Args:
        version: the version of the format, 6 unless told otherwise.
    """

    def __init__(self, version=6):
        self.version = version
        self.strings, self.attributes, self.types, self.names = [], [], [], []
        self.dialects = ["builtin", "vhlo"]
        for text in self.dialects:
            self.string(text)
        self.attribute("builtin", number(15))  # a location that is not known
        self.f32 = self.type("vhlo", number(4))
        self.operations = []
        self.values = 0
        self.properties = []

    def string(self, text):
        """Return the number of a string."""
        if text not in self.strings:
            self.strings.append(text)
        return self.strings.index(text)

    def _entered(self, items, dialect, data, is_coded):
        entry = (self.dialects.index(dialect), data, is_coded)
        if entry not in items:
            items.append(entry)
        return items.index(entry)

    def attribute(self, dialect, data, is_coded=True):
        """Return the number of an attribute."""
        return self._entered(self.attributes, dialect, data, is_coded)

    def type(self, dialect, data, is_coded=True):
        """Return the number of a type."""
        return self._entered(self.types, dialect, data, is_coded)

    def tensor(self, *sizes, element=None):
        """Return the number of a type of arrays."""
        element = self.f32 if element is None else element
        shape = number(len(sizes)) + b"".join(map(signed, sizes))
        return self.type("vhlo", number(20) + shape + number(element))

    def text(self, text):
        """Return the number of an attribute that is a text."""
        return self.attribute("vhlo", number(14) + number(self.string(text)))

    def array(self, *items):
        """Return the number of an attribute that is a list of attributes."""
        return self.attribute("vhlo", number(1) + number(len(items)) + b"".join(map(number, items)))

    def name(self, name):
        """Return the number of an operation's name."""
        if name not in self.names:
            dialect, _, rest = name.partition(".")
            if dialect not in self.dialects:
                self.dialects.append(dialect)
                self.string(dialect)
            self.string(rest)
            self.names.append(name)
        return self.names.index(name)

    def operation(self, name, operands=(), results=(), properties=None, regions=None):
        """Write an operation.

        Args:
            name: its name.
            operands: numbers of values.
            results: numbers of types.
            properties: numbers of attributes, in the order of their names.
            regions: (bytes of regions, whether they are isolated) or None.
        """
        mask = 0x40 * (properties is not None) | 2 * bool(results) | 4 * bool(operands)
        mask |= 0x10 * (regions is not None)
        data = number(self.name(name)) + bytes([mask]) + number(NO_LOCATION)
        if properties is not None:
            self.properties.append(b"".join(map(number, properties)))
            data += number(len(self.properties) - 1)
        for items in (results, operands):
            if items:
                data += number(len(items)) + b"".join(map(number, items))
        if regions is not None:
            inside, isolated = regions
            data += number(1 << 1 | isolated) + (section(4, inside) if isolated else inside)
        return data

    def region(self, arguments, operations, values):
        """Write a region of one block.

        Args:
            arguments: numbers of types.
            operations: bytes of operations.
            values: how many values there are.
        """
        data = number(1) + number(values) + number(len(operations) << 1 | bool(arguments))
        if arguments:
            data += number(len(arguments)) + b"".join(number(type_ << 1) for type_ in arguments)
            data += b"\0"
        return data + b"".join(operations)

    def function(self, arguments, results, operations, values, name="main"):
        """Write a function."""
        types = number(8) + b"".join(
            number(len(items)) + b"".join(map(number, items)) for items in (arguments, results)
        )
        attribute = self.attribute("vhlo", number(17) + number(self.type("vhlo", types)))
        nothing = self.array()
        properties = nothing, attribute, nothing, self.text(name), self.text("public")
        inside = self.region(arguments, operations, values)
        return self.operation("vhlo.func_v1", properties=properties, regions=(inside, True))

    def bytes(self, functions):
        """Return the file, of a module that has some functions."""
        inside = self.region((), functions, 0)
        top = self.operation("builtin.module", properties=(0, 0), regions=(inside, True))
        ir = number(1 << 1) + top
        sections = [self._dialects(), *self._entries(), section(4, ir)]
        if self.properties:
            data = number(len(self.properties))
            data += b"".join(number(len(x)) + x for x in self.properties)
            sections.append(section(8, data))
        return MAGIC + number(self.version) + b"a test\0" + b"".join([self._strings(), *sections])

    def _strings(self):
        encoded = [text.encode() + b"\0" for text in self.strings]
        lengths = b"".join(number(len(text)) for text in reversed(encoded))
        return section(0, number(len(encoded)) + lengths + b"".join(encoded))

    def _dialects(self):
        data = number(len(self.dialects))
        data += b"".join(number(self.string(name) << 1) for name in self.dialects)
        data += number(len(self.names))
        for name in self.names:
            dialect, _, rest = name.partition(".")
            data += number(self.dialects.index(dialect)) + number(1)
            data += number(self.string(rest) << 1 | 1)
        return section(1, data)

    def _entries(self):
        offsets = number(len(self.attributes)) + number(len(self.types))
        values = b""
        for dialect, data, is_coded in [*self.attributes, *self.types]:
            offsets += number(dialect) + number(1) + number(len(data) << 1 | is_coded)
            values += data
        return section(2, values), section(3, offsets)


def adding(*sizes, operation="vhlo.add_v1", version=6):
    """Return a module that adds its two arguments, or does something else to them."""
    module = Module(version)
    array = module.tensor(*sizes)
    operations = [
        module.operation(operation, operands=(0, 1), results=(array,)),
        module.operation("vhlo.return_v1", operands=(2,)),
    ]
    return module.bytes([module.function((array, array), (array,), operations, 3)])
