# Derived by tools/derive.py; do not edit.
from tfcompat._src.graph.import_into import import_graph_def as import_graph_def
from tfcompat._src.v1.graph_parts import extract_sub_graph as extract_sub_graph
from tfcompat._src.v1.graph_parts import must_run_on_cpu as must_run_on_cpu
from tfcompat._src.v1.graph_parts import remove_training_nodes as remove_training_nodes

__all__ = [
    "extract_sub_graph", "import_graph_def", "must_run_on_cpu", "remove_training_nodes",
]
