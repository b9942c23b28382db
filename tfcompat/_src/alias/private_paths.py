"""The private TensorFlow paths that libraries import, and where their names live here.

Lives here: a table and the modules made of it, each on its first import.
Does not live here: the import hook that asks for them, which is in `installing`.

A path that starts a line is a module below `tensorflow`; the lines below it are as in the public
tables: a module of ours and names in it. Packages on the way are modules without names.
"""

import importlib
import types

from tfcompat._src.base import tables

_TABLE = """
python.client.session
    v1.session              Session
python.eager.context
    alias.stand_ins         async_wait context
    core.context            executing_eagerly
python.eager.def_function
    function.function       function
python.eager.backprop
    grad.tape               GradientTape
python.framework.config
    alias.stand_ins         is_op_determinism_enabled
python.framework.constant_op
    core.convert            constant
python.framework.dtypes
    base.dtypes             DType as_dtype bfloat16 bool complex128 complex64 float16 float32
    base.dtypes             float64 half int16 int32 int64 int8 qint16 qint32 qint8 quint16 quint8
    base.dtypes             resource string uint16 uint32 uint64 uint8 variant
python.framework.errors
    base.errors             InvalidArgumentError NotFoundError OpError OutOfRangeError
    base.errors             FailedPreconditionError DataLossError UnimplementedError
python.framework.errors_impl
    base.errors             InvalidArgumentError NotFoundError OpError OutOfRangeError
    base.errors             FailedPreconditionError DataLossError UnimplementedError
python.framework.indexed_slices
    core.indexed_slices     IndexedSlices IndexedSlicesSpec
python.framework.ops
    core.name_scopes        name_scope init_scope
    core.tensor             EagerTensor Tensor
    frontend.conversion     convert_to_tensor
    graph.graph             Graph
    graph.operation         Operation
python.framework.sparse_tensor
    composite.sparse_tensor SparseTensor SparseTensorSpec
python.framework.tensor
    base.specs              TensorSpec
    core.tensor             Tensor
python.framework.tensor_shape
    base.shapes             TensorShape
python.framework.tensor_spec
    base.specs              TensorSpec
python.framework.type_spec
    base.specs              TypeSpec
python.module.module
    state.module            Module
python.ops.array_ops
    frontend.arrays         expand_dims identity rank reshape shape size squeeze
    frontend.creation       fill ones ones_like zeros zeros_like
    frontend.joining        concat split stack unstack
    frontend.rearranging    pad tile transpose
    frontend.slicing        gather gather_nd slice
python.ops.linalg.sparse.sparse_csr_matrix_ops
    alias.stand_ins         no_name=stand_in
python.ops.math_ops
    frontend.casting        cast
    frontend.elementwise    abs exp is_nan sqrt square
    frontend.linear_algebra matmul
    frontend.math           add multiply subtract
    frontend.reductions     reduce_max reduce_mean reduce_min reduce_prod reduce_sum
python.ops.ragged.ragged_tensor
    composite.ragged_tensor RaggedTensor
python.ops.variables
    state.variable          Variable
python.saved_model.load
    saved_model.load        load
python.saved_model.registration
    state.registration      RegisteredSaver get_registered_class get_registered_class_name
    state.registration      get_registered_saver_name get_restore_function get_save_function
    state.registration      get_strict_predicate_restore register_checkpoint_saver
    state.registration      register_serializable validate_restore_function
    state.registration      register_tf_checkpoint_saver register_tf_serializable
python.saved_model.registration.registration
    state.registration      RegisteredSaver get_registered_class get_registered_class_name
    state.registration      get_registered_saver_name get_restore_function get_save_function
    state.registration      get_strict_predicate_restore register_checkpoint_saver
    state.registration      register_serializable validate_restore_function
python.saved_model.save
    saved_model.save        save
python.tools.saved_model_cli
    cli.main                main
python.trackable.autotrackable
    state.auto_trackable    AutoTrackable
python.trackable.base
    core.trackable          Trackable
python.trackable.data_structures
    state.containers        ListWrapper NoDependency _DictWrapper _TupleWrapper
python.util.nest
    base.nest               assert_same_structure flatten map_structure pack_sequence_as
    base.nest               is_nested
"""

NAMES = {}
PACKAGES = set()


def _read():
    path = None
    for line in _TABLE.splitlines():
        if line and not line.startswith(" "):
            path = line.strip()
            NAMES[path] = {}
            parts = path.split(".")
            PACKAGES.update(".".join(parts[:i]) for i in range(1, len(parts)))
        elif line:
            NAMES[path].update(tables.parse(f"tensorflow.{path}", line))


_read()


def module(path):
    """Return the module for a private path below `tensorflow`, or None where none is listed.

    Example:
        >>> module("python.framework.tensor_shape").TensorShape([1, 2])
        TensorShape([1, 2])
        >>> module("python.no.such.module") is None
        True
    """
    if path == "core" or path.startswith("core."):
        return _messages(path)
    if path in NAMES:
        made = types.ModuleType(f"tensorflow.{path}", "A private path of TensorFlow's.")
        made.__getattr__ = _finder(path)
        made.__path__ = []
        return made
    if path in PACKAGES:
        made = types.ModuleType(f"tensorflow.{path}", "A package of private paths.")
        made.__path__ = []
        made.__getattr__ = _package_finder(path)
        return made
    return None


def _finder(path):
    def __getattr__(name):
        if name not in NAMES[path]:
            raise AttributeError(
                f"tfcompat has no tensorflow.{path}.{name}: it is private to TensorFlow, and not "
                "among the private names that tfcompat stands in for.", name=name)
        source, inner = NAMES[path][name]
        return getattr(importlib.import_module(source), inner)

    return __getattr__


def _package_finder(path):
    def __getattr__(name):
        # `tf.python.framework.ops` as attributes, without import statements on the way.
        if not name.startswith("__") and _is_listed(f"{path}.{name}"):
            return importlib.import_module(f"tensorflow.{path}.{name}")
        raise AttributeError(f"module 'tensorflow.{path}' has no attribute {name!r}", name=name)

    return __getattr__


def _is_listed(path):
    return path in NAMES or path in PACKAGES


def _messages(path):
    """`tensorflow.core.protobuf.saved_model_pb2` and its like: the message classes by name."""
    made = types.ModuleType(f"tensorflow.{path}", "Messages of TensorFlow's files.")
    if not path.endswith("_pb2"):
        made.__path__ = []
        return made

    def __getattr__(name):
        from tfcompat._src.wire import messages

        if name.startswith("DT_"):
            return messages.DataType.Value(name)
        return getattr(messages, name)

    made.__getattr__ = __getattr__
    return made
