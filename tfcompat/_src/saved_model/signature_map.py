"""The `.signatures` of loaded objects: names to functions, read-only."""

import collections.abc

from tfcompat._src.core.trackable import Trackable


class SignatureMap(collections.abc.Mapping, Trackable):
    """A read-only mapping from signature keys to their functions."""

    def __init__(self):
        self._signatures = {}

    def _add_signature(self, name, concrete_function):
        """Add a signature; for loading only."""
        self._track_trackable(concrete_function, name)
        self._signatures[name] = concrete_function

    def __getitem__(self, key):
        return self._signatures[key]

    def __iter__(self):
        return iter(self._signatures)

    def __len__(self):
        return len(self._signatures)

    def __repr__(self):
        return f"_SignatureMap({self._signatures})"

    @property
    def _object_identifier(self):
        return "signature_map"

    def _trackable_children(self, save_type=None, **kwargs):
        return dict(self._signatures)


SignatureMap.__name__ = "_SignatureMap"  # as messages of Python have it
