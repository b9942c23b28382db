"""Ops that read and change lookup tables.

What makes tables is in `lookup_tables.py`, filling them from text files in `lookup_files.py`. Every
op has a form for handles and an older one for references.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import TableData
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.tables import StaticTable, check_signature
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.registry.definition import type_name

_REASON = "tables are not differentiated"


def _unknown(c):
    return [TensorShape(None)] * c.outputs


def _nothing(c):
    return []


def _data(c, key_dtype, value_dtype):
    """Return the TableData of a handle, None where it tells nothing; check the dtypes."""
    data = c.handle("table_handle")
    if not isinstance(data, TableData):
        return None
    for (found, _), wanted in ((data.keys, key_dtype), (data.values, value_dtype)):
        if found != wanted:
            raise ValueError(
                f"Trying to read value with wrong dtype. Expected {type_name(found)} got "
                f"{type_name(wanted)}"
            )
    return data


def _found_shape(c):
    data = _data(c, c.attr("Tin"), c.attr("Tout"))
    keys = c["keys"]
    if data is None or keys.rank is None or data.keys[1].rank is None:
        return [TensorShape(None)]
    suffix = data.keys[1]
    if keys.rank < suffix.rank:
        raise ValueError(
            f"Expected keys to have suffix {shown(suffix)} but saw shape: {shown(keys)}")
    return [keys[: keys.rank - suffix.rank].concatenate(data.values[1])]


def _exported_shape(c):
    _data(c, c.attr("Tkeys"), c.attr("Tvalues"))
    return [TensorShape(None)] * 2


def _lookup_table_find(xp, reference, table, keys, default_value, Tin, Tout):
    check_signature(
        table, reference, ([Tin, Tout], [Tout]),
        ([table.key_dtype, table.value_dtype], [table.value_dtype]),
    )
    table.check_default(keys, default_value)
    return table.find(xp, keys, default_value)


@op("""
    LookupTableFindV2(table_handle: resource, keys: Tin, default_value: Tout) -> values: Tout
        Tin: type
        Tout: type
""", stateful=True, host=("keys", "default_value"))
def lookup_table_find_v2(xp, table_handle, keys, default_value, *, Tin, Tout):
    """Look up keys in a table.

    Shapes:
        keys: any, ending in the shape of a key
        default_value: the shape of a value, or of all values
        values: the shape of `keys`, with the shape of a value in place of that of a key
    Errors:
        FailedPreconditionError: the table was not filled yet.
        InvalidArgumentError: the dtypes or shapes are not the table's.
    Source: tf.raw_ops.LookupTableFindV2
    """
    return _lookup_table_find(xp, False, table_handle, keys, default_value, Tin, Tout)


@op("""
    LookupTableFind(table_handle: Ref(string), keys: Tin, default_value: Tout) -> values: Tout
        Tin: type
        Tout: type
""", host=("keys", "default_value"))
def lookup_table_find(xp, table_handle, keys, default_value, *, Tin, Tout):
    """The same, behind a reference.

    Shapes:
        keys: any, ending in the shape of a key
        default_value: the shape of a value, or of all values
        values: the shape of `keys`, with the shape of a value in place of that of a key
    Errors:
        FailedPreconditionError: the table was not filled yet.
        InvalidArgumentError: the dtypes or shapes are not the table's.
    Source: tf.raw_ops.LookupTableFind
    """
    return _lookup_table_find(xp, True, table_handle, keys, default_value, Tin, Tout)


lookup_table_find_v2.shape(_found_shape)
lookup_table_find.shape(_unknown)
no_gradient(lookup_table_find_v2, _REASON)
no_gradient(lookup_table_find, _REASON)


def _check_pairs(table, reference, key_dtype, value_dtype):
    check_signature(
        table, reference, ([key_dtype, value_dtype], []),
        ([table.key_dtype, table.value_dtype], []),
    )


def _lookup_table_insert(xp, reference, table, keys, values, Tin, Tout):
    _check_pairs(table, reference, Tin, Tout)
    table.check_values(keys, values)
    table.insert(keys, values)


@op("""
    LookupTableInsertV2(table_handle: resource, keys: Tin, values: Tout) -> ()
        Tin: type
        Tout: type
""", stateful=True, host=("keys", "values"))
def lookup_table_insert_v2(xp, table_handle, keys, values, *, Tin, Tout):
    """Put keys and their values into a table.

    Shapes:
        keys: any, ending in the shape of a key
        values: the same, ending in the shape of a value
    Errors:
        UnimplementedError: the table is one that is filled once.
        InvalidArgumentError: the dtypes or shapes are not the table's.
    Source: tf.raw_ops.LookupTableInsertV2
    """
    return _lookup_table_insert(xp, False, table_handle, keys, values, Tin, Tout)


@op("""
    LookupTableInsert(table_handle: Ref(string), keys: Tin, values: Tout) -> ()
        Tin: type
        Tout: type
""", host=("keys", "values"))
def lookup_table_insert(xp, table_handle, keys, values, *, Tin, Tout):
    """The same, behind a reference.

    Shapes:
        keys: any, ending in the shape of a key
        values: the same, ending in the shape of a value
    Errors:
        UnimplementedError: the table is one that is filled once.
        InvalidArgumentError: the dtypes or shapes are not the table's.
    Source: tf.raw_ops.LookupTableInsert
    """
    return _lookup_table_insert(xp, True, table_handle, keys, values, Tin, Tout)


for _record in (lookup_table_insert_v2, lookup_table_insert,):
    _record.shape(_nothing)
    no_gradient(_record, _REASON)


def _lookup_table_remove(xp, reference, table, keys, Tin):
    check_signature(table, reference, ([Tin], []), ([table.key_dtype], []))
    table.check_keys(keys)
    table.remove(keys)


@op("""
    LookupTableRemoveV2(table_handle: resource, keys: Tin) -> ()
        Tin: type
""", stateful=True, host=("keys",))
def lookup_table_remove_v2(xp, table_handle, keys, *, Tin):
    """Take keys out of a table; keys that it does not have are ignored.

    Shapes:
        keys: [...], ending in the shape of a key
    Errors:
        UnimplementedError: the table is one that is filled once.
        InvalidArgumentError: the dtype or shape is not the table's.
    Source: tf.raw_ops.LookupTableRemoveV2
    """
    return _lookup_table_remove(xp, False, table_handle, keys, Tin)


def _removed_shape(c):
    checks.with_rank_at_least(c["keys"], 1)
    return []


for _record in (lookup_table_remove_v2,):
    _record.shape(_removed_shape)
    no_gradient(_record, _REASON)


def _lookup_table_import(xp, reference, table, keys, values, Tin, Tout):
    _check_pairs(table, reference, Tin, Tout)
    table.check_imported(keys, values)
    table.import_all(keys, values)


@op("""
    LookupTableImportV2(table_handle: resource, keys: Tin, values: Tout) -> ()
        Tin: type
        Tout: type
""", stateful=True, host=("keys", "values"))
def lookup_table_import_v2(xp, table_handle, keys, values, *, Tin, Tout):
    """Make a table hold these keys and no others.

    Shapes:
        keys: as `LookupTableExportV2` yields them
        values: the same
    Errors:
        FailedPreconditionError: the table is one that is filled once, and was.
        InvalidArgumentError: the dtypes or shapes are not the table's.
    Source: tf.raw_ops.LookupTableImportV2
    """
    return _lookup_table_import(xp, False, table_handle, keys, values, Tin, Tout)


@op("""
    LookupTableImport(table_handle: Ref(string), keys: Tin, values: Tout) -> ()
        Tin: type
        Tout: type
""", host=("keys", "values"))
def lookup_table_import(xp, table_handle, keys, values, *, Tin, Tout):
    """The same, behind a reference.

    Shapes:
        keys: as `LookupTableExportV2` yields them
        values: the same
    Errors:
        FailedPreconditionError: the table is one that is filled once, and was.
        InvalidArgumentError: the dtypes or shapes are not the table's.
    Source: tf.raw_ops.LookupTableImport
    """
    return _lookup_table_import(xp, True, table_handle, keys, values, Tin, Tout)


def _imported_shape(c):
    keys, values = c["keys"], c["values"]
    if keys.rank is not None and values.rank is not None and keys.rank and values.rank:
        checks.merge_size(keys[0], values[0])
    return []


for _record in (lookup_table_import_v2, lookup_table_import,):
    _record.shape(_imported_shape)
    no_gradient(_record, _REASON)


def _lookup_table_export(xp, reference, table, Tkeys, Tvalues):
    if (Tkeys, Tvalues) != (table.key_dtype, table.value_dtype):
        check_signature(
            table, reference, ([], [Tkeys, Tvalues]), ([], [table.key_dtype, table.value_dtype])
        )
    return table.export(xp)


@op("""
    LookupTableExportV2(table_handle: resource) -> (keys: Tkeys, values: Tvalues)
        Tkeys: type
        Tvalues: type
""", stateful=True)
def lookup_table_export_v2(xp, table_handle, *, Tkeys, Tvalues):
    """Return all that a table holds, in no particular order.

    Shapes:
        keys: [n], or [buckets, size of a key] of a table with buckets
        values: [n, shape of a value], or [buckets, size of a value]
    Errors:
        AbortedError: the table was not filled yet.
        InvalidArgumentError: the dtypes are not the table's.
    Source: tf.raw_ops.LookupTableExportV2
    """
    return _lookup_table_export(xp, False, table_handle, Tkeys, Tvalues)


@op("""
    LookupTableExport(table_handle: Ref(string)) -> (keys: Tkeys, values: Tvalues)
        Tkeys: type
        Tvalues: type
""")
def lookup_table_export(xp, table_handle, *, Tkeys, Tvalues):
    """The same, behind a reference.

    Shapes:
        keys: [n], or [buckets, size of a key] of a table with buckets
        values: [n, shape of a value], or [buckets, size of a value]
    Errors:
        AbortedError: the table was not filled yet.
        InvalidArgumentError: the dtypes are not the table's.
    Source: tf.raw_ops.LookupTableExport
    """
    return _lookup_table_export(xp, True, table_handle, Tkeys, Tvalues)


lookup_table_export_v2.shape(_exported_shape)
lookup_table_export.shape(_unknown)
no_gradient(lookup_table_export_v2, _REASON)
no_gradient(lookup_table_export, _REASON)


def _lookup_table_size(xp, reference, table):
    return xp.asarray(table.size(), dtype=xp.int64)


@op("LookupTableSizeV2(table_handle: resource) -> size: int64", stateful=True)
def lookup_table_size_v2(xp, table_handle):
    """Return how many keys a table holds.

    Shapes:
        size: []

    Source: tf.raw_ops.LookupTableSizeV2
    """
    return _lookup_table_size(xp, False, table_handle)


@op("LookupTableSize(table_handle: Ref(string)) -> size: int64")
def lookup_table_size(xp, table_handle):
    """The same, behind a reference.

    Shapes:
        size: []

    Source: tf.raw_ops.LookupTableSize
    """
    return _lookup_table_size(xp, True, table_handle)


for _record in (lookup_table_size_v2, lookup_table_size,):
    _record.shape(shape_functions.scalar)
    no_gradient(_record, _REASON)


def _initialize_table(xp, reference, table, keys, values, Tkey, Tval):
    if not isinstance(table, StaticTable):
        table.fill(())
    _check_pairs(table, reference, Tkey, Tval)
    for name, array in (("Keys", keys), ("Values", values)):
        if array.ndim != 1:
            raise InvalidArgumentError(
                f"{name} must be a vector, but received shape{shown(array.shape)}"
            )
    if keys.size != values.size:
        raise InvalidArgumentError(
            f"Keys and values must have the same size {keys.size} vs {values.size}"
        )
    if not keys.size:
        raise InvalidArgumentError("keys and values cannot be empty tensors.")
    table.fill(list(zip(keys.tolist(), values.tolist(), strict=True)))


@op("""
    InitializeTableV2(table_handle: resource, keys: Tkey, values: Tval) -> ()
        Tkey: type
        Tval: type
""", stateful=True, host=("keys", "values"))
def initialize_table_v2(xp, table_handle, keys, values, *, Tkey, Tval):
    """Fill a table that is filled once.

    Shapes:
        keys: [n]
        values: [n]
    Errors:
        FailedPreconditionError: it has other pairs, or a key comes with two values.
        InvalidArgumentError: the table is another kind, or dtypes or shapes do not fit.
    Source: tf.raw_ops.InitializeTableV2
    """
    return _initialize_table(xp, False, table_handle, keys, values, Tkey, Tval)


@op("""
    InitializeTable(table_handle: Ref(string), keys: Tkey, values: Tval) -> ()
        Tkey: type
        Tval: type
""", host=("keys", "values"))
def initialize_table(xp, table_handle, keys, values, *, Tkey, Tval):
    """The same, behind a reference.

    Shapes:
        keys: [n]
        values: [n]
    Errors:
        FailedPreconditionError: it has other pairs, or a key comes with two values.
        InvalidArgumentError: the table is another kind, or dtypes or shapes do not fit.
    Source: tf.raw_ops.InitializeTable
    """
    return _initialize_table(xp, True, table_handle, keys, values, Tkey, Tval)


def _initialized_shape(c):
    checks.merge(checks.with_rank(c["keys"], 1), checks.with_rank(c["values"], 1))
    return []


for _record in (initialize_table_v2, initialize_table,):
    _record.shape(_initialized_shape)
    no_gradient(_record, _REASON)
