# Derived by tools/derive.py; do not edit.
from tfcompat._src.graph.import_into import import_graph_def as import_graph_def
from tfcompat._src.v1.wrapped import wrap_function as wrap_function
from tfcompat._src.wire.messages import GraphDef as GraphDef
from tfcompat.compat.v1 import saved_model as saved_model

__all__ = [
    "GraphDef", "import_graph_def", "saved_model", "wrap_function",
]
