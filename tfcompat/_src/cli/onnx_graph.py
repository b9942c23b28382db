"""A frozen graph as an ONNX model: the walk over its nodes, and what translations write with.

What each op becomes is in `onnx_elementwise`, `onnx_arrays` and `onnx_networks`; an op that none of
them has is refused by name. Needs the `onnx` package, which comes with the extra `fast`.
"""

import numpy as np

from tfcompat._src.base import dtypes, errors

OPSET = 18
TRANSLATIONS = {}  # op type: function (Builder, Operation, names of its inputs) -> output names


def translates(*types):
    """Decorate the translation of some op types.

    The function gets the Builder, the Operation and the names of its inputs' values, and returns
    the name of its output, or a list of names.
    """

    def decorate(function):
        TRANSLATIONS.update(dict.fromkeys(types, function))
        return function

    return decorate


def refused(op, why):
    """Return the error for a node that ONNX cannot have in this form."""
    return errors.UnsupportedError(f"Node '{op.name}' ({op.type}) cannot become ONNX: {why}.")


class Builder:
    """The nodes and constants of an ONNX graph while it is written.

    Attributes:
        nodes: the NodeProtos, in order.
        constants: the TensorProtos of initializers.
    """

    def __init__(self, onnx):
        self._onnx = onnx
        self.nodes = []
        self.constants = []
        self._known = {}  # (bytes, dtype, shape): name
        self._values = {}  # name of a value: its array, where it is constant
        self._count = 0

    def node(self, kind, inputs, outputs=1, **attributes):
        """Write a node; return the name of its output, or a list of names if there are several."""
        names = [self._fresh(kind) for _ in range(outputs)]
        self.nodes.append(self._onnx.helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, value, dtype=np.int64):
        """Return the name of a constant: a number, a list or an array."""
        array = np.array(value, dtype, order="C")
        key = (array.tobytes(), array.dtype.str, array.shape)
        if array.dtype == object or key not in self._known:
            name = self._fresh("const")
            if array.dtype == object:
                made = self._onnx.helper.make_tensor(
                    name, self._onnx.TensorProto.STRING, array.shape, array.reshape(-1).tolist())
            else:
                made = self._onnx.numpy_helper.from_array(array, name)
            self.constants.append(made)
            self._values[name] = array
            self._known[key] = name
        return self._known[key]

    def value_of(self, name, op, what):
        """Return the array of a constant.

        Raises:
            UnsupportedError: it is computed, so that the form of `op` is not known.
        """
        if name not in self._values:
            raise refused(op, f"its {what} is not constant")
        return self._values[name]

    def is_constant(self, name):
        """Say whether a value is constant."""
        return name in self._values

    def cast(self, name, dtype):
        """Return a value in another dtype."""
        return self.node("Cast", [name], to=self.element_type(dtype))

    def element_type(self, dtype):
        """Return ONNX's number of a DType."""
        dtype = dtypes.as_dtype(dtype).base_dtype
        if dtype == dtypes.string:
            return self._onnx.TensorProto.STRING
        return self._onnx.helper.np_dtype_to_tensor_dtype(np.dtype(dtypes.numpy_dtype(dtype)))

    def _fresh(self, kind):
        self._count += 1
        return f"{kind.lower()}_{self._count}"


def model(graph, fed, fetched):
    """Return an ONNX ModelProto of a frozen graph.

    Args:
        graph: the Graph.
        fed: {input key: name of the tensor that it feeds}.
        fetched: {output key: name of the tensor that it is}.

    Raises:
        UnsupportedError: the `onnx` package is missing, or a node has no counterpart.
    """
    onnx = _package()
    # Each module enters its translations as it is imported.
    from tfcompat._src.cli import onnx_arrays, onnx_elementwise, onnx_networks  # noqa: F401

    builder, names = Builder(onnx), {}
    feeds = {graph.get_tensor_by_name(name): key for key, name in fed.items()}
    fetches = {key: graph.get_tensor_by_name(name) for key, name in fetched.items()}
    for tensor, key in feeds.items():
        names[tensor.name] = key
    for op in _in_order(fetches.values(), feeds):
        _translate(builder, op, names)
    for key, tensor in fetches.items():
        builder.nodes.append(onnx.helper.make_node("Identity", [names[tensor.name]], [key]))
    inputs = [_described(onnx, builder, key, tensor) for tensor, key in feeds.items()]
    outputs = [_described(onnx, builder, key, tensor) for key, tensor in fetches.items()]
    made = onnx.helper.make_model(
        onnx.helper.make_graph(builder.nodes, "tfcompat", inputs, outputs, builder.constants),
        opset_imports=[onnx.helper.make_opsetid("", OPSET)], producer_name="tfcompat")
    made.ir_version = 9  # the one of the opset's time: runtimes refuse what is newer than they are
    onnx.checker.check_model(made)
    return made


def _package():
    try:
        import onnx
    except ImportError:
        raise errors.UnsupportedError(
            "ONNX needs the `onnx` package: pip install 'tfcompat[fast]'") from None
    return onnx


def _in_order(tensors, feeds):
    """Return the operations that tensors need, each after those it needs itself."""
    ordered, done = [], set()
    waiting = [(tensor.op, False) for tensor in tensors if tensor not in feeds]
    while waiting:
        op, is_ready = waiting.pop()
        if op in done:
            continue
        if is_ready:
            done.add(op)
            ordered.append(op)
        else:
            waiting.append((op, True))
            waiting += [(t.op, False) for t in op.inputs if t not in feeds and t.op not in done]
    return ordered


def _translate(builder, op, names):
    function = TRANSLATIONS.get(op.type)
    if function is None:
        raise refused(op, "there is no translation of that op")
    found = function(builder, op, [names[tensor.name] for tensor in op.inputs])
    found = [found] if isinstance(found, str) else found
    for tensor, name in zip(op.outputs, found, strict=False):
        names[tensor.name] = name


def _described(onnx, builder, key, tensor):
    shape = None if tensor.shape.rank is None else [
        f"{key}_{i}" if size is None else size for i, size in enumerate(tensor.shape.as_list())]
    return onnx.helper.make_tensor_value_info(key, builder.element_type(tensor.dtype), shape)
