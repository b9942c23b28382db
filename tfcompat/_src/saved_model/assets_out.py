"""Assets of a model being saved: their names in the assets folder, and how the graph knows them.

The files are copied in `writing.py`; the `Asset` that users make is in the state room.
"""

import filecmp
import os

from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.state.assets import Asset


def merging(object_graph, extra_children):
    """Return how to list children such that captured asset paths lead to their assets.

    Args:
        object_graph: an ObjectGraph of the objects to save.
        extra_children: the function of an object and its children to go on from.

    Returns:
        A function like it, or None where there are no assets.
    """
    assets = {id(node.asset_path): node for node in object_graph.nodes if isinstance(node, Asset)}
    if not assets:
        return None

    def children_of(owner, children):
        children = extra_children(owner, children)
        if not isinstance(owner, ConcreteFunction):
            return children
        return {name: assets.get(id(child), child) for name, child in children.items()}

    return children_of


class Assets:
    """The assets of one save, numbered in the order in which they were added.

    Attributes:
        files: dict of names in the assets folder to the paths to copy from.
    """

    def __init__(self):
        self.files = {}
        self._rows = {}

    def add(self, asset, exported):
        """Add an Asset and its stand-in in the exported graph."""
        path = os.fsdecode(asset.asset_path._array.item())
        name = self._name(path)
        self.files[name] = path
        placeholder = exported.add_asset(asset.asset_path)
        self._rows[id(asset)] = len(self._rows), name, placeholder.name

    def _name(self, path):
        """Return the name in the folder; one name is shared only by files that are equal."""
        name = os.path.basename(path)
        known = self.files.get(name)
        if known is None or known == path or filecmp.cmp(path, known, shallow=False):
            return name
        number = 1
        while f"{name}_{number}" in self.files:
            number += 1
        return f"{name}_{number}"

    def index(self, asset):
        """Return the number of an Asset."""
        return self._rows[id(asset)][0]

    def write(self, meta_graph):
        """Fill in the list of asset files."""
        for _, name, tensor_name in self._rows.values():
            definition = meta_graph.asset_file_def.add(filename=name)
            definition.tensor_info.name = tensor_name
