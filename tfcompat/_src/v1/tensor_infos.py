"""TensorInfo and SignatureDef messages: what a signature says of a tensor, made and understood."""

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TypeSpec
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import context
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.graph import func_graph
from tfcompat._src.graph.operation import Operation
from tfcompat._src.registry.attr_values import shape_from_proto, shape_to_proto
from tfcompat._src.saved_model import structures
from tfcompat._src.wire import messages


def is_tensor_info(value):
    """Say whether a value is a TensorInfo message, ours or TensorFlow's."""
    return type(value).__name__ == "TensorInfo" and hasattr(value, "coo_sparse")


def element(tensor_info, graph):
    """Return what a TensorInfo speaks of in a graph: a tensor, an operation or a composite value.

    Raises:
        ValueError: it says nothing.
        KeyError: the graph has no such tensor.
    """
    encoding = tensor_info.WhichOneof("encoding")
    if encoding == "name":
        return graph.as_graph_element(tensor_info.name)
    if encoding == "coo_sparse":
        sparse = tensor_info.coo_sparse
        return SparseTensor(*[graph.get_tensor_by_name(name) for name in (
            sparse.indices_tensor_name, sparse.values_tensor_name, sparse.dense_shape_tensor_name,
        )])
    if encoding == "composite_tensor":
        spec_message = messages.StructuredValue(
            type_spec_value=tensor_info.composite_tensor.type_spec)
        spec = structures.decode(spec_message)
        parts = [graph.get_tensor_by_name(part.name)
                 for part in tensor_info.composite_tensor.components]
        return nest.pack_sequence_as(spec, parts, expand_composites=True) \
            if isinstance(spec, TypeSpec) else parts
    raise ValueError(
        f"Invalid TensorInfo.encoding: {encoding}. Valid encodings are 'name', "
        "'coo_sparse', and 'composite_tensor'."
    )


def build_tensor_info(tensor):
    """Return the TensorInfo message of a tensor of a graph.

    Args:
        tensor: a Tensor, SparseTensor or other composite tensor of a graph.

    Raises:
        RuntimeError: called where ops run at once.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     x = tf.compat.v1.placeholder(tf.float32, [2], name="x")
        ...     info = tf.compat.v1.saved_model.utils.build_tensor_info(x)
        >>> info.name
        'x:0'
    """
    if context.executing_eagerly():
        raise RuntimeError("`build_tensor_info` is not supported in eager execution.")
    return tensor_info_of(tensor)


def tensor_info_of(tensor):
    """Return the TensorInfo message of a tensor or composite of a graph."""
    if isinstance(tensor, SparseTensor):
        return _sparse_info(tensor)
    if isinstance(tensor, CompositeTensor):
        return _composite_info(tensor)
    info = messages.TensorInfo(name=tensor.name, dtype=tensor.dtype.as_datatype_enum)
    info.tensor_shape.CopyFrom(shape_to_proto(tensor.shape))
    return info


def _sparse_info(tensor):
    info = messages.TensorInfo(dtype=tensor.dtype.as_datatype_enum)
    info.tensor_shape.CopyFrom(shape_to_proto(tensor.shape))
    info.coo_sparse.values_tensor_name = tensor.values.name
    info.coo_sparse.indices_tensor_name = tensor.indices.name
    info.coo_sparse.dense_shape_tensor_name = tensor.dense_shape.name
    return info


def _composite_info(tensor):
    info = messages.TensorInfo()
    encoded = structures.encode(tensor._type_spec)
    info.composite_tensor.type_spec.CopyFrom(encoded.type_spec_value)
    for part in nest.flatten(tensor, expand_composites=True):
        info.composite_tensor.components.append(tensor_info_of(part))
    return info


def build_tensor_info_from_op(op):
    """Return the TensorInfo message of an operation; signatures of init ops have such.

    Args:
        op: an Operation.

    Raises:
        RuntimeError: called where ops run at once.
    """
    if context.executing_eagerly():
        raise RuntimeError("`build_tensor_info_from_op` is not supported in eager execution.")
    info = messages.TensorInfo(name=op.name)
    info.tensor_shape.SetInParent()
    info.tensor_shape.unknown_rank = True
    return info


def get_tensor_from_tensor_info(tensor_info, graph=None, import_scope=None):
    """Return the tensor, or composite tensor, that a TensorInfo speaks of.

    Args:
        tensor_info: the TensorInfo message.
        graph: the graph; by default the one under construction.
        import_scope: what names were put under when the graph was imported.

    Raises:
        KeyError: the graph has no such tensor.
        ValueError: the message says nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default():
        ...     x = tf1.placeholder(tf.float32, name="x")
        ...     info = tf1.saved_model.build_tensor_info(x)
        ...     tf1.saved_model.get_tensor_from_tensor_info(info) is x
        True
    """
    graph = graph or func_graph.current_graph()
    found = element(_scoped(tensor_info, import_scope), graph)
    if isinstance(found, Operation):
        raise ValueError(
            f"The name {tensor_info.name!r} refers to an Operation, not a Tensor. Tensor names "
            'must be of the form "<op_name>:<output_index>".'
        )
    return found


def _scoped(tensor_info, import_scope):
    if not import_scope:
        return tensor_info
    scoped = messages.TensorInfo.FromString(tensor_info.SerializeToString())
    encoding = scoped.WhichOneof("encoding")
    if encoding == "name":
        scoped.name = f"{import_scope}/{scoped.name}"
    elif encoding == "coo_sparse":
        for field in ("values_tensor_name", "indices_tensor_name", "dense_shape_tensor_name"):
            setattr(scoped.coo_sparse, field,
                    f"{import_scope}/{getattr(scoped.coo_sparse, field)}")
    elif encoding == "composite_tensor":
        for part in scoped.composite_tensor.components:
            part.name = f"{import_scope}/{part.name}"
    return scoped


def shape_of(tensor_info):
    """Return the TensorShape that a TensorInfo tells."""
    return shape_from_proto(tensor_info.tensor_shape)
