"""The five hashes of `fingerprint.pb`, by which TensorFlow tells SavedModels apart.

All are FarmHash fingerprints of canonical bytes, with what changes from one save to the next
taken out first. Reading and writing the file, and when to do it, belongs to `saved_model`.
"""

import re
import secrets

from tfcompat._src.wire import messages
from tfcompat._src.wire.canonical import canonical_bytes
from tfcompat._src.wire.farmhash import fingerprint64

_VERSION = 4  # what TensorFlow 2.21 writes beside a saved_model.pb
_MASK = 0xFFFFFFFFFFFFFFFF
_MIX = 0xC6A4A7935BD1E995
_CALLS = ("PartitionedCall", "StatefulPartitionedCall")


def fingerprint(saved_model, index, uuid=None):
    """Compute the fingerprint of a SavedModel.

    Args:
        saved_model: The SavedModel message; hashes other than the first are of its first graph.
        index: The bytes of `variables/variables.index`, or None when there is no such file.
        uuid: The random part, a string of digits; drawn when not given.

    Returns:
        A FingerprintDef.

    Raises:
        ValueError: A concrete function's name does not end in a number.

    Example:
        >>> model = messages.SavedModel(saved_model_schema_version=1)
        >>> model.meta_graphs.add().graph_def.node.add(name="x", op="NoOp").name
        'x'
        >>> fingerprint(model, None).checkpoint_hash
        0
    """
    graph = saved_model.meta_graphs[0] if saved_model.meta_graphs else messages.MetaGraphDef()
    return messages.FingerprintDef(
        saved_model_checksum=fingerprint64(canonical_bytes(saved_model)),
        graph_def_program_hash=program_hash(graph.graph_def),
        signature_def_hash=signature_hash(graph.signature_def),
        saved_object_graph_hash=object_graph_hash(graph.object_graph_def),
        checkpoint_hash=0 if index is None else fingerprint64(index),
        uuid=random_uuid() if uuid is None else uuid,
        version=messages.VersionDef(producer=_VERSION),
    )


def singleprint(fingerprint_def):
    """Return the text that identifies a model, however often it was written.

    Example:
        >>> singleprint(messages.FingerprintDef(graph_def_program_hash=7, checkpoint_hash=9))
        '7/0/0/9'
    """
    hashes = (
        fingerprint_def.graph_def_program_hash,
        fingerprint_def.signature_def_hash,
        fingerprint_def.saved_object_graph_hash,
        fingerprint_def.checkpoint_hash,
    )
    return "/".join(str(value) for value in hashes)


def program_hash(graph_def):
    """Hash the top-level nodes, without function bodies, function numbers and string constants."""
    graph = type(graph_def)()
    graph.CopyFrom(graph_def)
    for part in (graph.library, graph.versions):
        part.Clear()
        part.SetInParent()  # TensorFlow leaves both there, empty
    for node in graph.node:
        if node.op in _CALLS:
            _anonymise(node)
        elif node.op == "Const" and _is_string(node):
            node.attr["value"].Clear()
    return fingerprint64(canonical_bytes(graph))


def _anonymise(node):
    """Take out of a call what numbers the function and what depends on the device."""
    if "f" in node.attr and _number(node.attr["f"].func.name) is not None:
        function = node.attr["f"].func
        function.name = _without_number(function.name)
    if "config_proto" in node.attr:
        node.attr["config_proto"].s = b""


def _is_string(node):
    return "dtype" in node.attr and node.attr["dtype"].type == messages.DataType.DT_STRING


def signature_hash(signatures):
    """Hash a map of SignatureDefs."""
    result = 0
    for key in sorted(signatures, key=str.encode):
        result = concatenate(result, fingerprint64(key.encode()))
        result = concatenate(result, fingerprint64(canonical_bytes(signatures[key])))
    return result


def object_graph_hash(object_graph):
    """Hash the concrete functions of a SavedObjectGraph, in the order of their numbers."""
    functions = object_graph.concrete_functions
    names = {}
    for name in sorted(functions):
        number = _number(name)
        if number is None:
            raise ValueError(f"Function name: `{name}` does not end in an integer.")
        names[number] = name  # of two with one number, TensorFlow also counts only one
    result = 0
    for _, name in sorted(names.items()):
        result = concatenate(result, fingerprint64(_without_number(name).encode()))
        result = concatenate(result, fingerprint64(canonical_bytes(functions[name])))
    return result


def concatenate(left, right):
    """Combine two hashes into one that depends on their order.

    Example:
        >>> concatenate(1, 2) == concatenate(2, 1)
        False
    """
    result = left ^ _MIX
    result ^= _fold(right * _MIX) * _MIX & _MASK
    result = result * _MIX & _MASK
    return _fold(_fold(result) * _MIX)


def _fold(value):
    value &= _MASK
    return value ^ (value >> 47)


def _number(name):
    """Return the number after the last underscore of a function's name, or None."""
    # What C++ accepts as an integer of 64 bits: blanks and a sign around ASCII digits.
    match = re.fullmatch(r"\s*([+-]?\d+)\s*", name.rpartition("_")[2], re.ASCII)
    number = int(match[1]) if match else None
    return number if number is not None and -(1 << 63) <= number < 1 << 63 else None


def _without_number(name):
    number = _number(name)
    return name if number is None else name.removesuffix(str(number))


def random_uuid():
    """Return a random number of 128 bits in decimal digits, 20 of them at least.

    Example:
        >>> random_uuid().isdigit()
        True
    """
    return f"{secrets.randbits(128):020d}"
