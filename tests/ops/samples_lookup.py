"""Samples of lookup tables; tables are objects of one process."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.ops.tables import MutableTable, StaticTable

I64 = np.int64
DTYPES = {"key_dtype": "int64", "value_dtype": "float32"}
SHAPED = DTYPES | {"value_shape": [2]}
KEYS, VALUES = np.array([3, 5], I64), np.array([0.5, 1.5], np.float32)
MARKERS = (np.array(0, I64), np.array(-1, I64))
PAIR = {"Tin": "int64", "Tout": "float32"}




def mutable(kind=MutableTable):
    """A table with two keys."""
    table = kind(dtypes.int64, dtypes.float32)
    table.insert(KEYS, VALUES)
    return table


def empty():
    """A table to be filled."""
    return StaticTable(dtypes.int64, dtypes.float32)


SAMPLES = {
    "HashTableV2": [((), DTYPES)],
    "AnonymousHashTable": [((), DTYPES)],
    "MutableHashTableV2": [((), DTYPES)],
    "AnonymousMutableHashTable": [((), DTYPES)],
    "MutableHashTableOfTensorsV2": [((), SHAPED)],
    "AnonymousMutableHashTableOfTensors": [((), SHAPED)],
    "MutableDenseHashTableV2": [(MARKERS, {"value_dtype": "float32"})],
    "AnonymousMutableDenseHashTable": [(MARKERS, {"value_dtype": "float32"})],
    "LookupTableFindV2": [
        ((mutable(), np.array([[5, 7]], I64), np.array(-1, np.float32)), {}),
        ((mutable(), np.array([5, 7], I64), np.array([-1, -2], np.float32)), {}),
    ],
    "LookupTableInsertV2": [((mutable(), KEYS, VALUES), {})],
    "LookupTableRemoveV2": [((mutable(), np.array([9], I64)), {})],
    "LookupTableImportV2": [((mutable(), KEYS, VALUES), {})],
    "LookupTableExportV2": [((mutable(),), {"Tkeys": "int64", "Tvalues": "float32"})],
    "LookupTableSizeV2": [((mutable(),), {})],
    "InitializeTableV2": [((empty(), KEYS, VALUES), {})],
    "InitializeTableFromTextFileV2": [],
    "InitializeTableFromTextFile": [],
} | dict.fromkeys([
    "HashTable", "MutableHashTable", "MutableHashTableOfTensors", "MutableDenseHashTable",
    "LookupTableFind", "LookupTableInsert", "LookupTableImport", "LookupTableExport",
    "LookupTableSize", "InitializeTable",
], [])  # behind references: see test_lookup.py
