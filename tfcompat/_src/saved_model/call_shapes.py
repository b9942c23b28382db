"""What a call in the top-level graph knows of its results, and the function alone does not.

A function that captures a lookup table does not know what the table maps; the node that makes the
table in the top-level graph does, and TensorFlow's shapes there tell.
"""

from tfcompat._src.core.resources import TableData
from tfcompat._src.grad.copies import copied
from tfcompat._src.graph import functions, shape_inference

_CALLS = ("PartitionedCall", "StatefulPartitionedCall")


def of_results(function, arguments):
    """Return the shapes of a call's results.

    Args:
        function: the GraphFunction that is called.
        arguments: the tensors that are given to it, captured ones included.

    Returns:
        A list of TensorShapes.
    """
    known = [tensor.shape for tensor in function.outputs]
    tables = {i: tensor.handle_data for i, tensor in enumerate(arguments)
              if isinstance(tensor.handle_data, TableData)}
    if not tables or all(shape.rank is not None for shape in known):
        return known
    graph = copied(function.graph)
    for i, data in tables.items():
        graph.inputs[i].handle_data = data
    for op in graph.operations:
        if any(tensor.shape.rank is None for tensor in op.outputs):
            for tensor, shape in zip(op.outputs, _again(op), strict=True):
                if tensor.shape.rank is None:
                    tensor._shape = shape
    return [tensor.shape for tensor in graph.outputs]


def _again(op):
    if op.type in _CALLS:
        where = f"node '{op.name}' ({op.type})"
        called = functions.resolve(op.graph.functions, op.attrs["f"], where)
        return of_results(called, op.inputs)
    try:
        return shape_inference.infer(op)
    except ValueError:
        return [tensor.shape for tensor in op.outputs]
