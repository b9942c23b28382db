# Derived by tools/derive.py; do not edit.
from tfcompat._src.state.lookup_mutable import DenseHashTable as DenseHashTable
from tfcompat._src.state.lookup_mutable import MutableHashTable as MutableHashTable

__all__ = [
    "DenseHashTable", "MutableHashTable",
]
