# Derived by tools/derive.py; do not edit.
from tfcompat._src.graph.import_into import import_graph_def as import_graph_def

__all__ = [
    "import_graph_def",
]
