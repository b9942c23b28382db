"""The loader of public tables: names people may use, as text that says where each one lives.

Lives here: `exports`, which turns a text table into a module's lazy `__getattr__`, `__dir__` and
`__all__`; the error for names that TensorFlow has and we lack.
Does not live here: the tables themselves (tfcompat/*.py), nor anything that imports a room at load.

A table has one line per source module; a line may be repeated for the same module:

    frontend.strings   join=string_join  length=string_length  regex_replace
    .                  math  nn

`join=string_join` publishes `string_join` as `join`. The line `.` names the module's own
sub-modules. Text after `#` is a comment. Every source module is below `tfcompat._src`.
"""

import importlib
import os
import sys

PRIVATE_ROOT = "tfcompat._src"
NAMES_FILE = os.path.join(os.path.dirname(__file__), "tensorflow_names.txt")
SUPPORTED_PAGE = "docs/api.md"

# Every table loaded so far: module name -> {public name: (source module, name inside it)}. The
# inner name is None where the public name is a sub-module. Tests and tools/derive.py read it.
TABLES = {}

_tensorflow_names = {}


class MissingSymbolError(AttributeError):
    """Raised for a public name that TensorFlow has and tfcompat does not have yet.

    It is an AttributeError, so `hasattr` and `getattr` with a default work as for any unknown name.

    Example:
        >>> import tfcompat as tf
        >>> hasattr(tf, "recompute_grad")
        False
    """


def exports(module_name, text):
    """Return `(__getattr__, __dir__, __all__)` for the public module `module_name`.

    Args:
        module_name: `__name__` of the module that holds the table.
        text: the table, in the form described at the top of this file.

    Returns:
        Two functions and a sorted list of names, to be bound at the top level of the module.

    Raises:
        ValueError: a name is published twice.

    Example:
        >>> __getattr__, __dir__, __all__ = exports("tfcompat.version", "base.version VERSION")
        >>> __all__
        ['VERSION']
    """
    table = TABLES[module_name] = parse(module_name, text)
    names = sorted(table)

    def __getattr__(name):
        if name not in table:
            raise unknown_name(module_name, name)
        source, inner = table[name]
        value = importlib.import_module(source)
        if inner is not None:
            value = getattr(value, inner)
        # From now on the name is an ordinary global and this function is not asked again.
        vars(sys.modules[module_name])[name] = value
        return value

    def __dir__():
        namespace = vars(sys.modules[module_name])
        return sorted({*names, *(name for name in namespace if name.startswith("__"))})

    return __getattr__, __dir__, names


def parse(module_name, text):
    """Return {public name: (source module, inner name or None)} for the table `text`.

    Raises:
        ValueError: a name is published twice.
    """
    table = {}
    for line in text.splitlines():
        source, *entries = line.partition("#")[0].split() or [""]
        for entry in entries:
            public, _, inner = entry.partition("=")
            if public in table:
                raise ValueError(f"The table of {module_name} publishes {public!r} twice.")
            if source == ".":
                table[public] = (f"{module_name}.{public}", None)
            else:
                table[public] = (f"{PRIVATE_ROOT}.{source}", inner or public)
    return table


def unknown_name(module_name, name):
    """Return the AttributeError to raise for `name`, which the table of `module_name` lacks."""
    namespace = "tf" + module_name.removeprefix("tfcompat")
    error, message = AttributeError, f"module {module_name!r} has no attribute {name!r}"
    if not name.startswith("_") and name in tensorflow_names().get(namespace, ()):
        error = MissingSymbolError
        message = (
            f"{namespace}.{name} is part of TensorFlow 2.21, but tfcompat does not have it yet. "
            f"{SUPPORTED_PAGE} lists what is supported."
        )
    # With `name` and `obj` Python adds "Did you mean ...?" for misspelt names.
    return error(message, name=name, obj=sys.modules.get(module_name))


def tensorflow_names():
    """Return {namespace: set of names} of TensorFlow's public names, read once from a file.

    Example:
        >>> "recompute_grad" in tensorflow_names()["tf"]
        True
    """
    if not _tensorflow_names:
        names = {}
        with open(NAMES_FILE, encoding="ascii") as file:
            for line in file:
                if line.startswith("tf"):
                    names[line.strip()] = members = set()
                elif line.startswith(" "):
                    members.update(line.split())
        _tensorflow_names.update(names)
    return _tensorflow_names
