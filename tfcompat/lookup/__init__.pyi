# Derived by tools/derive.py; do not edit.
from tfcompat._src.state.lookup_initializers import KeyValueTensorInitializer as KeyValueTensorInitializer
from tfcompat._src.state.lookup_initializers import TextFileIndex as TextFileIndex
from tfcompat._src.state.lookup_initializers import TextFileInitializer as TextFileInitializer
from tfcompat._src.state.lookup_tables import StaticHashTable as StaticHashTable
from tfcompat._src.state.lookup_tables import StaticVocabularyTable as StaticVocabularyTable
from tfcompat.lookup import experimental as experimental

__all__ = [
    "KeyValueTensorInitializer", "StaticHashTable", "StaticVocabularyTable", "TextFileIndex",
    "TextFileInitializer", "experimental",
]
