# Derived by tools/derive.py; do not edit.
from tfcompat._src.function.autograph.api import to_code as to_code
from tfcompat._src.function.autograph.api import to_graph as to_graph
from tfcompat._src.function.autograph.log import set_verbosity as set_verbosity
from tfcompat._src.function.autograph.log import trace as trace
from tfcompat.autograph import experimental as experimental

__all__ = [
    "experimental", "set_verbosity", "to_code", "to_graph", "trace",
]
