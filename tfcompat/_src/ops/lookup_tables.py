"""Ops that make lookup tables.

What handles refer to is in `tables.py` and `dense_tables.py`; what reads and changes tables in
`lookup.py`. Nodes and eager calls that share a name share a table; so do eager calls that give no
name and are alike otherwise. Anonymous tables are always new ones.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import resources
from tfcompat._src.core.unregistered import pairs
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.dense_tables import DenseTable
from tfcompat._src.ops.tables import MutableTable, StaticTable, check_kernel
from tfcompat._src.registry import no_gradient, op, shape_functions

_NAMED = """
        container: string = ""
        shared_name: string = ""
        use_node_name_sharing: bool = false"""
_DTYPES = """
        key_dtype: type
        value_dtype: type"""
_SHAPED = f"""{_DTYPES}
        value_shape: shape = []"""
_DENSE = f"""{_SHAPED}
        initial_num_buckets: int = 131072
        max_load_factor: float = 0.800000011920929"""


def _listed(order):
    return pairs("key_dtype", "value_dtype", order)


# The kernels that TensorFlow has, in its order.
_STATIC = _listed(
    "STRING-STRING STRING-INT64 STRING-INT32 STRING-FLOAT STRING-DOUBLE STRING-BOOL INT64-STRING "
    "INT64-INT64 INT64-INT32 INT64-FLOAT INT64-DOUBLE INT32-STRING INT32-INT32 INT32-FLOAT "
    "INT32-DOUBLE")
_MUTABLE = _listed(
    "STRING-INT64 STRING-INT32 STRING-FLOAT STRING-DOUBLE STRING-BOOL INT64-VARIANT INT64-STRING "
    "INT64-INT64 INT64-INT32 INT64-FLOAT INT64-DOUBLE INT32-INT32 INT32-FLOAT INT32-DOUBLE")
_OF_TENSORS = [line for line in _MUTABLE if "VARIANT" not in line]
_OF_BUCKETS = _listed(
    "STRING-RESOURCE STRING-INT64 STRING-INT32 STRING-FLOAT STRING-DOUBLE STRING-BOOL "
    "INT64-VARIANT INT64-INT64 INT64-INT32 INT64-FLOAT INT64-DOUBLE INT64-BOOL INT32-INT32 "
    "INT32-FLOAT INT32-DOUBLE")


class Kept:
    """The table of eager calls that give no name."""

    def __init__(self):
        self.table = None


class KeptByName(Kept):
    """The table of nodes with inputs, and of eager calls, that give a name."""

    is_found_by_name = True


def _found(state, table, shared_name):
    """Return the table that a call stands for.

    Args:
        state: what the call keeps; None for nodes, which find tables by themselves, and for
            calls that want a new one.
        table: a table as the call asks for.
        shared_name: the name that was given.

    Raises:
        InvalidArgumentError: a table of other dtypes goes by the name.
    """
    if state is None:
        return table
    if shared_name:
        return resources.found_by_name(__name__, table)
    if state.table is None:
        state.table = table
    return state.table


def _vector(shape):
    """Return the shape of values that have to be vectors."""
    if shape.rank != 1:
        raise InvalidArgumentError(
            f"Default value must be a vector, got shape {shown(shape)}"
        )
    return tuple(shape.as_list())


# --- tables -------------------------------------------------------------------------------------


@op(f"HashTableV2() -> table_handle: resource{_NAMED}{_DTYPES}\n", stateful=True, state=Kept)
def hash_table_v2(xp, *, container, shared_name, key_dtype, value_dtype, state=None):
    """Make a table that is filled once; the same one whenever the node runs.

    Shapes:
        table_handle: []
    Source: tf.raw_ops.HashTableV2
    """
    check_kernel(_STATIC, key_dtype, value_dtype)
    return _found(state, StaticTable(
        key_dtype, value_dtype, shared_name.decode(), container.decode()), shared_name)


@op(f"HashTable() -> table_handle: Ref(string){_NAMED}{_DTYPES}\n", stateful=True, state=Kept)
def hash_table(xp, *, container, shared_name, key_dtype, value_dtype, state=None):
    """The same, behind a reference.

    Shapes:
        table_handle: [2]
    Source: tf.raw_ops.HashTable
    """
    check_kernel(_STATIC, key_dtype, value_dtype)
    return _found(state, StaticTable(
        key_dtype, value_dtype, shared_name.decode(), container.decode()), shared_name)


@op(f"AnonymousHashTable() -> table_handle: resource{_DTYPES}\n", stateful=True)
def anonymous_hash_table(xp, *, key_dtype, value_dtype):
    """Make a new table that is filled once.

    Shapes:
        table_handle: []
    Source: tf.raw_ops.AnonymousHashTable
    """
    check_kernel(_STATIC, key_dtype, value_dtype)
    return StaticTable(key_dtype, value_dtype, "", "Anonymous")


@op(f"MutableHashTableV2() -> table_handle: resource{_NAMED}{_DTYPES}\n",
    stateful=True, state=Kept)
def mutable_hash_table_v2(xp, *, container, shared_name, key_dtype, value_dtype, state=None):
    """Make a table of scalars that changes; the same one whenever the node runs.

    Shapes:
        table_handle: []
    Source: tf.raw_ops.MutableHashTableV2
    """
    check_kernel(_MUTABLE, key_dtype, value_dtype)
    return _found(state, MutableTable(
        key_dtype, value_dtype, (), shared_name.decode(), container.decode()), shared_name)


@op(f"MutableHashTable() -> table_handle: Ref(string){_NAMED}{_DTYPES}\n",
    stateful=True, state=Kept)
def mutable_hash_table(xp, *, container, shared_name, key_dtype, value_dtype, state=None):
    """The same, behind a reference.

    Shapes:
        table_handle: [2]
    Source: tf.raw_ops.MutableHashTable
    """
    check_kernel(_MUTABLE, key_dtype, value_dtype)
    return _found(state, MutableTable(
        key_dtype, value_dtype, (), shared_name.decode(), container.decode()), shared_name)


@op(f"AnonymousMutableHashTable() -> table_handle: resource{_DTYPES}\n", stateful=True)
def anonymous_mutable_hash_table(xp, *, key_dtype, value_dtype):
    """Make a new table of scalars that changes.

    Shapes:
        table_handle: []
    Source: tf.raw_ops.AnonymousMutableHashTable
    """
    check_kernel(_MUTABLE, key_dtype, value_dtype)
    return MutableTable(key_dtype, value_dtype, (), "", "Anonymous")


@op(f"MutableHashTableOfTensorsV2() -> table_handle: resource{_NAMED}{_SHAPED}\n",
    stateful=True, state=Kept)
def mutable_hash_table_of_tensors_v2(
    xp, *, container, shared_name, key_dtype, value_dtype, value_shape, state=None
):
    """Make a table of vectors that changes; the same one whenever the node runs.

    Shapes:
        table_handle: []
    Errors:
        InvalidArgumentError: `value_shape` is no vector's.
    Source: tf.raw_ops.MutableHashTableOfTensorsV2
    """
    check_kernel(_OF_TENSORS, key_dtype, value_dtype)
    return _found(state, MutableTable(
        key_dtype, value_dtype, _vector(value_shape), shared_name.decode(), container.decode()
    ), shared_name)


@op(f"MutableHashTableOfTensors() -> table_handle: Ref(string){_NAMED}{_SHAPED}\n",
    stateful=True, state=Kept)
def mutable_hash_table_of_tensors(
    xp, *, container, shared_name, key_dtype, value_dtype, value_shape, state=None
):
    """The same, behind a reference.

    Shapes:
        table_handle: [2]
    Errors:
        InvalidArgumentError: `value_shape` is no vector's.
    Source: tf.raw_ops.MutableHashTableOfTensors
    """
    check_kernel(_OF_TENSORS, key_dtype, value_dtype)
    return _found(state, MutableTable(
        key_dtype, value_dtype, _vector(value_shape), shared_name.decode(), container.decode()
    ), shared_name)


@op(f"AnonymousMutableHashTableOfTensors() -> table_handle: resource{_SHAPED}\n", stateful=True)
def anonymous_mutable_hash_table_of_tensors(xp, *, key_dtype, value_dtype, value_shape):
    """Make a new table of vectors that changes.

    Shapes:
        table_handle: []
    Errors:
        InvalidArgumentError: `value_shape` is no vector's.
    Source: tf.raw_ops.AnonymousMutableHashTableOfTensors
    """
    check_kernel(_OF_TENSORS, key_dtype, value_dtype)
    return MutableTable(key_dtype, value_dtype, _vector(value_shape), "", "Anonymous")


@op(f"""
    MutableDenseHashTableV2(empty_key: key_dtype, deleted_key: key_dtype) -> table_handle: resource
{_NAMED[1:]}{_DENSE}
""", stateful=True, host=("empty_key", "deleted_key"), state=KeptByName)
def mutable_dense_hash_table_v2(
    xp, empty_key, deleted_key, *, container, shared_name, key_dtype, value_dtype, value_shape,
    initial_num_buckets, max_load_factor, state=None,
):
    """Make a table with buckets that changes; the same one whenever the node runs.

    Shapes:
        empty_key, deleted_key: [] or [k]
        table_handle: []
    Errors:
        InvalidArgumentError: the arguments do not fit each other.
    Source: tf.raw_ops.MutableDenseHashTableV2
    """
    check_kernel(_OF_BUCKETS, key_dtype, value_dtype)
    table = None if state is None else state.table
    if table is not None:
        table.check_dtypes(key_dtype, value_dtype)
        return table
    table = DenseTable(
        empty_key, deleted_key, key_dtype, value_dtype, value_shape.as_list(),
        initial_num_buckets, max_load_factor, shared_name.decode(), container.decode(),
    )
    if state is not None:
        state.table = table
    return table


@op(f"""
    MutableDenseHashTable(empty_key: key_dtype) -> table_handle: Ref(string)
{_NAMED[1:]}{_DENSE}
""", stateful=True, host=("empty_key",), state=KeptByName)
def mutable_dense_hash_table(
    xp, empty_key, *, container, shared_name, key_dtype, value_dtype, value_shape,
    initial_num_buckets, max_load_factor, state=None,
):
    """The same, behind a reference; keys are never taken out of it.

    Shapes:
        empty_key: [] or [k]
        table_handle: [2]
    Errors:
        InvalidArgumentError: the arguments do not fit each other.
    Source: tf.raw_ops.MutableDenseHashTable
    """
    return mutable_dense_hash_table_v2.kernel(
        xp, empty_key, None, container=container, shared_name=shared_name, key_dtype=key_dtype,
        value_dtype=value_dtype, value_shape=value_shape, state=state,
        initial_num_buckets=initial_num_buckets, max_load_factor=max_load_factor,
    )


@op(f"""
    AnonymousMutableDenseHashTable(empty_key: key_dtype, deleted_key: key_dtype
        ) -> table_handle: resource
{_DENSE[1:]}
""", stateful=True, host=("empty_key", "deleted_key"))
def anonymous_mutable_dense_hash_table(
    xp, empty_key, deleted_key, *, key_dtype, value_dtype, value_shape, initial_num_buckets,
    max_load_factor,
):
    """Make a new table with buckets that changes.

    Shapes:
        empty_key, deleted_key: [] or [k]
        table_handle: []
    Errors:
        InvalidArgumentError: the arguments do not fit each other.
    Source: tf.raw_ops.AnonymousMutableDenseHashTable
    """
    check_kernel(_OF_BUCKETS, key_dtype, value_dtype)
    return DenseTable(
        empty_key, deleted_key, key_dtype, value_dtype, value_shape.as_list(),
        initial_num_buckets, max_load_factor, "", "Anonymous",
    )


def _changing(record):
    """Return the shape function of a handle, which tells what the table maps."""
    has_key = bool(record.definition.inputs)
    has_value_shape = "value_shape" in record.definition.attrs

    def shape(c):
        key = checks.with_rank_at_most(c["empty_key"], 1) if has_key else TensorShape([])
        value = c.attr("value_shape") if has_value_shape else TensorShape([])
        c.handles[0] = resources.TableData(
            (c.attr("key_dtype"), key), (c.attr("value_dtype"), value))
        return [TensorShape([])]

    return shape


for _record in (hash_table_v2, anonymous_hash_table):
    _record.shape(shape_functions.scalar)
    no_gradient(_record, "a table is no number")

for _record in (
    mutable_hash_table_v2, anonymous_mutable_hash_table,
    mutable_hash_table_of_tensors_v2, anonymous_mutable_hash_table_of_tensors,
    mutable_dense_hash_table_v2, anonymous_mutable_dense_hash_table,
):
    _record.shape(_changing(_record))
    no_gradient(_record, "a table is no number")


def _reference_shape(c):
    return [TensorShape([2])]


for _record in (
    hash_table, mutable_hash_table, mutable_hash_table_of_tensors, mutable_dense_hash_table,
):
    _record.shape(_reference_shape)
    no_gradient(_record, "a table is no number")
