# Derived by tools/derive.py; do not edit.
from tfcompat._src.state.lookup_initializers import KeyValueTensorInitializer as KeyValueTensorInitializer
from tfcompat._src.state.lookup_initializers import TextFileIndex as TextFileIndex
from tfcompat._src.state.lookup_initializers import TextFileInitializer as TextFileInitializer

__all__ = [
    "KeyValueTensorInitializer", "TextFileIndex", "TextFileInitializer",
]
