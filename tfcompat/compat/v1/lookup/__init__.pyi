# Derived by tools/derive.py; do not edit.
from tfcompat._src.state.lookup_initializers import KeyValueTensorInitializer as KeyValueTensorInitializer
from tfcompat._src.state.lookup_initializers import TextFileIndex as TextFileIndex
from tfcompat._src.state.lookup_initializers import TextFileInitializer as TextFileInitializer
from tfcompat._src.v1.lookup import StaticHashTable as StaticHashTable
from tfcompat._src.v1.lookup import StaticVocabularyTable as StaticVocabularyTable
from tfcompat.compat.v1.lookup import experimental as experimental

__all__ = [
    "KeyValueTensorInitializer", "StaticHashTable", "StaticVocabularyTable", "TextFileIndex",
    "TextFileInitializer", "experimental",
]
