"""`install_as_tensorflow`: from then on `import tensorflow` imports tfcompat.

Lives here: the import hook for public and private names, and what `importlib.metadata` is told.
Does not live here: which private paths there are, which is in `private_paths`.
"""

import importlib
import importlib.abc
import importlib.metadata
import importlib.util
import sys

NAME = "tensorflow"
OURS = "tfcompat"

_installed = []
_ANY = importlib.metadata.DistributionFinder.Context()


def install_as_tensorflow():
    """Make `import tensorflow` import tfcompat, in this process, until it is undone.

    `import tensorflow as tf`, `from tensorflow import math`, `import tensorflow.compat.v1 as tf`
    and the private paths that well-known libraries import then work, and
    `importlib.metadata.version("tensorflow")` answers with the version that is imitated.
    `python -m tfcompat script.py` does the same from the command line.

    Returns:
        An `Installation`; its method `undo` takes everything back. It is a context manager too.

    Raises:
        RuntimeError: real TensorFlow is imported already.

    Example:
        >>> import tfcompat
        >>> with tfcompat.install_as_tensorflow():
        ...     import tensorflow as tf
        ...     int(tf.add(1, 2))
        3
    """
    present = sys.modules.get(NAME)
    if present is not None and present is not sys.modules.get(OURS):
        raise RuntimeError(
            f"TensorFlow itself is already imported in this process, from "
            f"{getattr(present, '__file__', 'an unknown place')}. Call install_as_tensorflow() "
            "before anything imports tensorflow, or run the program with `python -m tfcompat`.")
    if not _installed:
        finder = _Finder()
        sys.meta_path.insert(0, finder)
        sys.modules[NAME] = importlib.import_module(OURS)
        _installed.append(finder)
    return Installation()


class Installation:
    """What `install_as_tensorflow` returns.

    Example:
        >>> import tfcompat
        >>> installation = tfcompat.install_as_tensorflow()
        >>> installation.undo()
    """

    def undo(self):
        """Forget `tensorflow` again; modules that have imported it keep what they have."""
        while _installed:
            sys.meta_path.remove(_installed.pop())
            for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
                del sys.modules[name]

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.undo()


class _Finder(importlib.metadata.DistributionFinder):
    """Finds `tensorflow.*`, and TensorFlow among the installed distributions."""

    def find_spec(self, fullname, path=None, target=None):
        if not fullname.startswith(f"{NAME}."):
            return None
        found = _find(fullname.removeprefix(f"{NAME}."))
        if found is None:
            raise ModuleNotFoundError(
                f"No module named '{fullname}' in tfcompat, which stands in for TensorFlow here. "
                "docs/api.md lists what is supported.", name=fullname)
        spec = importlib.util.spec_from_loader(fullname, _Loader(found))
        spec.submodule_search_locations = getattr(found, "__path__", None)
        return spec

    def find_distributions(self, context=_ANY):
        if context.name is None or context.name.replace("_", "-").lower() == NAME:
            yield _Distribution()

    def invalidate_caches(self):
        """There are none."""


def _find(path):
    """Return the module for a path below `tensorflow`, or None."""
    if path == "compat.v2":
        return sys.modules[OURS]
    name = f"{OURS}.{path.removeprefix('compat.v2.')}"
    if "_src" not in path.split(".") and importlib.util.find_spec(OURS) is not None:
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError as error:
            if not (error.name and name.startswith(error.name)):
                raise
    from tfcompat._src.alias import private_paths

    return private_paths.module(path)


class _Loader(importlib.abc.Loader):
    """Hands over a module that exists already, as it is."""

    def __init__(self, module):
        self._module = module

    def create_module(self, spec):
        """Let Python make an empty one; it is replaced at once."""
        return None

    def exec_module(self, module):
        """Put the module that is meant in its place, with its own name and spec."""
        sys.modules[module.__spec__.name] = self._module


class _Distribution(importlib.metadata.Distribution):
    """TensorFlow, as far as questions about versions go."""

    def read_text(self, filename):
        """Return the text of a metadata file."""
        from tfcompat._src.base.version import VERSION

        if filename == "METADATA":
            return (f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {VERSION}\n"
                    f"Summary: {OURS} in the place of TensorFlow\n")
        return {"top_level.txt": f"{NAME}\n", "INSTALLER": f"{OURS}\n"}.get(filename)

    def locate_file(self, path):
        """Return a path inside the package."""
        import pathlib

        return pathlib.Path(sys.modules[OURS].__file__).parent / path
