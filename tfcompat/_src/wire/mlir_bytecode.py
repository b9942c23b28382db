"""Reading MLIR bytecode: dialects, names, attributes, types, and operations with their regions.

Lives here: the container, versions 0 to 6, whatever dialects are in it. What an attribute or type
of a dialect is, `mlir_builtin` and `vhlo` know. Locations are not read: they say where a program
came from, not what it does. Nothing is written.
"""

from tfcompat._src.base import errors
from tfcompat._src.wire import mlir_builtin, vhlo
from tfcompat._src.wire.mlir_reader import Cursor, damaged, text

MAGIC = b"ML\xefR"
NEWEST = 6
# Versions of the format from which on something is written differently.
_VERSIONED_DIALECTS, _LAZY, _USE_LISTS, _COUNTED_NAMES, _PROPERTIES = 1, 2, 3, 4, 5
_STRINGS, _DIALECTS, _VALUES, _OFFSETS, _IR, _RESOURCES, _RESOURCE_OFFSETS, _, _PROPS = range(9)
_ATTRIBUTES, _RESULTS, _OPERANDS, _SUCCESSORS, _REGIONS, _ORDERS, _OWN_PROPERTIES = (
    1 << i for i in range(7)
)
_DEEPEST = 48
_CODECS = {"builtin": mlir_builtin, "vhlo": vhlo}


class Value:
    """What an operation gives, or a block takes: something that has a type."""

    __slots__ = ("type",)

    def __init__(self, type_):
        self.type = type_


class Operation:
    """One operation.

    Attributes:
        name: its name with the dialect, as in "vhlo.add_v1".
        operands: list of Values.
        results: list of Values.
        attributes: dict of names to Python values.
        regions: list of regions, each a list of Blocks.
        successors: numbers of blocks of the region that it is in.
    """

    __slots__ = ("attributes", "name", "operands", "regions", "results", "successors")

    def __init__(self, name):
        self.name = name
        self.operands, self.results, self.regions, self.successors = [], [], [], []
        self.attributes = {}


class Block:
    """Operations in order, with the values that they take from outside.

    Attributes:
        arguments: list of Values.
        operations: list of Operations.
    """

    __slots__ = ("arguments", "operations")

    def __init__(self):
        self.arguments, self.operations = [], []


class Bytecode:
    """A file of MLIR bytecode.

    Attributes:
        version: the version of the format.
        producer: who wrote it, with the version of that, as in "StableHLO_v1.0.0".
        operations: the operations at the top, in general one module.
    """

    def __init__(self, version, producer, operations):
        self.version, self.producer, self.operations = version, producer, operations


def is_bytecode(data):
    """Tell whether `data` starts as MLIR bytecode does.

    >>> is_bytecode(b"module {}")
    False
    """
    return bytes(data[:4]) == MAGIC


def read(data):
    """Read MLIR bytecode.

    Args:
        data: bytes.

    Returns:
        A Bytecode.

    Raises:
        InvalidArgumentError: the bytes are damaged.
        UnsupportedError: they are of a version, or of a dialect, that is not known here.

    Example:
        >>> read(b"ML")
        Traceback (most recent call last):
        ...
        tfcompat.errors.InvalidArgumentError: The MLIR bytecode is damaged: it does not start as...
    """
    if not is_bytecode(data):
        raise damaged("it does not start as MLIR bytecode does")
    cursor = Cursor(data, "the file")
    cursor.bytes(4)
    version = cursor.number()
    if version > NEWEST:
        raise errors.UnsupportedError(
            f"MLIR bytecode of version {version} is not supported; the newest is {NEWEST}."
        )
    producer = cursor.ended()
    sections = {}
    while cursor.left:
        number, section = cursor.section()
        if number in sections:
            raise damaged(f"section {number} is there twice")
        sections[number] = section
    for number in (_STRINGS, _DIALECTS, _VALUES, _OFFSETS, _IR):
        if number not in sections:
            raise damaged(f"section {number} is missing")
    tables = _Tables(version, sections)
    return Bytecode(version, producer, _Operations(tables, sections[_IR]).read())


def _item(items, number, what):
    if number >= len(items):
        raise damaged(f"there is no {what} {number}")
    return items[number]


class _Tables:
    """What operations refer to by number: names, attributes, types, properties."""

    def __init__(self, version, sections):
        self.version = version
        self.strings = _strings(sections[_STRINGS])
        self._read_dialects(sections[_DIALECTS])
        self._read_offsets(sections[_OFFSETS], sections[_VALUES])
        self._properties = self._read_properties(sections.get(_PROPS))
        self._depth = 0

    def string(self, cursor):
        """Read the number of a string; return the string as bytes."""
        return _item(self.strings, cursor.number(), "string")

    def name(self, cursor):
        """Read the number of a string; return the string as text."""
        return text(self.string(cursor))

    def _read_dialects(self, cursor):
        self.dialects, self.op_names = [], []
        for _ in range(cursor.count()):
            if self.version < _VERSIONED_DIALECTS:
                self.dialects.append(self.name(cursor))
                continue
            number, has_version = cursor.flagged()
            self.dialects.append(text(_item(self.strings, number, "string")))
            if has_version:
                cursor.section()
        if self.version >= _COUNTED_NAMES:
            cursor.number()
        while cursor.left:
            dialect = _item(self.dialects, cursor.number(), "dialect")
            for _ in range(cursor.count()):
                number = cursor.number()
                registered = True
                if self.version >= _PROPERTIES:
                    number, registered = number >> 1, bool(number & 1)
                name = text(_item(self.strings, number, "string"))
                self.op_names.append((f"{dialect}.{name}", registered))

    def _read_offsets(self, offsets, values):
        counts = offsets.number(), offsets.number()
        if sum(counts) > offsets.left:
            raise damaged("there are more attributes and types than bytes")
        lists = []
        for count in counts:
            found = []
            while len(found) < count:
                dialect = _item(self.dialects, offsets.number(), "dialect")
                for _ in range(offsets.count()):
                    size, is_coded = offsets.flagged()
                    found.append((dialect, is_coded, values.bytes(size)))
            if len(found) != count:
                raise damaged("a group of attributes or types is too long")
            lists.append([_Entry(*entry) for entry in found])
        self._attributes, self._types = lists

    def _read_properties(self, cursor):
        if cursor is None:
            return []
        return [cursor.blob() for _ in range(cursor.count())]

    def attribute(self, cursor):
        """Read the number of an attribute; return what it is."""
        return self._resolved(_item(self._attributes, cursor.number(), "attribute"), "attribute")

    def optional_attribute(self, cursor):
        """Read the number of an attribute that may not be there; return what it is, or None."""
        number, is_there = cursor.flagged()
        if not is_there:
            return None
        return self._resolved(_item(self._attributes, number, "attribute"), "attribute")

    def type(self, cursor):
        """Read the number of a type; return what it is."""
        return self._resolved(_item(self._types, cursor.number(), "type"), "type")

    def type_of(self, number):
        """Return the type with a number."""
        return self._resolved(_item(self._types, number, "type"), "type")

    def _resolved(self, entry, kind):
        if entry.is_known:
            return entry.value
        if entry.is_open or self._depth >= _DEEPEST:
            raise damaged("attributes or types are nested too deeply")
        entry.is_open = True
        self._depth += 1
        cursor = Cursor(entry.data, f"an {kind}" if kind == "attribute" else f"a {kind}")
        codec = _CODECS.get(entry.dialect)
        if not entry.is_coded:
            entry.value = mlir_builtin.Text(cursor.ended())
        elif codec is None:  # it matters to those operations only that have a meaning here
            entry.value = mlir_builtin.Other(entry.dialect, (bytes(entry.data),))
        else:
            entry.value = getattr(codec, f"read_{kind}")(cursor, self)
        self._depth -= 1
        entry.is_open = False
        entry.is_known = True
        return entry.value

    def properties(self, number, name):
        """Return the attributes of an operation `name` that are written as its properties."""
        data = _item(self._properties, number, "group of properties")
        dialect = name.partition(".")[0]
        codec = _CODECS.get(dialect)
        if codec is None:
            return {"properties": mlir_builtin.Other(dialect, (bytes(data),))}
        cursor = Cursor(data, f"the properties of '{name}'")
        return codec.read_properties(name, cursor, self)


class _Entry:
    """An attribute or a type, read when it is asked for."""

    __slots__ = ("data", "dialect", "is_coded", "is_known", "is_open", "value")

    def __init__(self, dialect, is_coded, data):
        self.dialect, self.is_coded, self.data = dialect, is_coded, data
        self.is_known = self.is_open = False
        self.value = None


def _strings(cursor):
    lengths = [cursor.number() for _ in range(cursor.count())]
    found = []
    for length in reversed(lengths):
        if not length:
            raise damaged("a string does not end")
        found.append(cursor.bytes(length)[: length - 1].tobytes())
    return found


class _Operations:
    """Operations, block by block and region by region."""

    def __init__(self, tables, cursor):
        self.tables = tables
        self.cursor = cursor
        self.values = []  # those of open regions; None stands for one that is still to come
        self.next = 0

    def read(self):
        """Return the operations of the block at the top."""
        return self._block(self.cursor, 0).operations

    def _block(self, cursor, depth):
        count, has_arguments = cursor.flagged()
        if count * 3 > cursor.left:
            raise damaged(f"a block counts {count} operations where {cursor.left} bytes are left")
        block = Block()
        if has_arguments:
            self._arguments(cursor, block)
        for _ in range(count):
            block.operations.append(self._operation(cursor, depth))
        return block

    def _arguments(self, cursor, block):
        version = self.tables.version
        for _ in range(cursor.count()):
            number = cursor.number()
            has_location = True
            if version >= _COUNTED_NAMES:
                number, has_location = number >> 1, bool(number & 1)
            block.arguments.append(Value(self.tables.type_of(number)))
            if has_location:
                cursor.number()
        self._define(block.arguments)
        if version >= _USE_LISTS and cursor.byte():
            _skip_orders(cursor, len(block.arguments))

    def _operation(self, cursor, depth):
        tables = self.tables
        name, registered = _item(tables.op_names, cursor.number(), "operation name")
        mask = cursor.byte()
        cursor.number()  # the location
        operation = Operation(name)
        if mask & _ATTRIBUTES:
            operation.attributes.update(_dictionary(tables.attribute(cursor)))
        if mask & _OWN_PROPERTIES:
            if registered:
                found = tables.properties(cursor.number(), name)
            else:
                found = _dictionary(tables.attribute(cursor))
            operation.attributes.update(found)
        if mask & _RESULTS:
            operation.results = [Value(tables.type(cursor)) for _ in range(cursor.count())]
        if mask & _OPERANDS:
            operation.operands = [self._value(cursor) for _ in range(cursor.count())]
        if mask & _SUCCESSORS:
            operation.successors = [cursor.number() for _ in range(cursor.count())]
        if mask & _ORDERS:
            _skip_orders(cursor, len(operation.results))
        self._define(operation.results)
        if mask & _REGIONS:
            self._regions(cursor, operation, depth + 1)
        return operation

    def _regions(self, cursor, operation, depth):
        count, is_isolated = cursor.flagged()
        if depth > _DEEPEST:
            raise damaged("regions are nested too deeply")
        if count > cursor.left:
            raise damaged(f"'{operation.name}' counts {count} regions")
        outer = self.values, self.next
        if is_isolated:
            self.values = []
            if self.tables.version >= _LAZY and count:
                number, cursor = cursor.section()
                if number != _IR:
                    raise damaged(f"a region is in section {number}")
        for _ in range(count):
            operation.regions.append(self._region(cursor, depth))
        self.values, self.next = outer

    def _region(self, cursor, depth):
        """Read a region; its values are numbered after all of those around it."""
        blocks = cursor.count()
        if not blocks:
            return []
        self.next = len(self.values)
        self.values += [None] * cursor.count()
        before = self.next
        region = [self._block(cursor, depth) for _ in range(blocks)]
        del self.values[before:]
        return region

    def _define(self, values):
        end = self.next + len(values)
        if end > len(self.values):
            raise damaged("a region has more values than it counts")
        self.values[self.next : end] = values
        self.next = end

    def _value(self, cursor):
        value = _item(self.values, cursor.number(), "value")
        if value is None:
            raise errors.UnsupportedError("A value that is used before it is made")
        return value


def _dictionary(value):
    if not isinstance(value, dict):
        raise damaged("the attributes of an operation are no dictionary")
    return value


def _skip_orders(cursor, values):
    """Pass over the orders of uses of values: they matter to rewriting, not to meaning."""
    for _ in range(cursor.count() if values > 1 else 1):
        if values > 1:
            cursor.number()
        for _ in range(cursor.number() >> 1):
            cursor.number()
