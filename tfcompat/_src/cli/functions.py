"""The functions of a SavedModel and their arguments, as `saved_model_cli show --all` lists them.

They are read from the messages alone; no function is made. Does not live here: in which order
functions with the same name come, which is in `loading_order`, and what is not a function.
"""

import collections

from tfcompat._src.cli import loading_order
from tfcompat._src.wire import messages

# Deletes the comma and the space before a closing bracket on a terminal; in a file it is there to
# be seen. TensorFlow's program writes it too.
BACK = "\b\b"


class NotListable(Exception):
    """The functions of a model cannot be listed: TensorFlow could not load it.

    Attributes:
        reason: in TensorFlow's words.
    """

    def __init__(self, reason="unknown reasons"):
        super().__init__(reason)
        self.reason = reason


def show(saved_model):
    """Print the functions that are attributes of a model's root."""
    print("\nConcrete Functions:", end="")
    try:
        listed = _of_the_only(saved_model.meta_graphs)
    except (NotListable, ValueError, KeyError) as error:
        reason = getattr(error, "reason", "unknown reasons")
        print(f" N/A (could not be listed due to {reason})")
        return
    for name, options in listed:
        print(f"\n  Function Name: '{name}'")
        for number, (args, kwargs) in enumerate(options, 1):
            if args:
                print(f"    Option #{number}")
                print("      Callable with:")
                _print_arguments(args, "Argument")
            if kwargs:
                _print_arguments(kwargs, "Named Argument")


def facts(found):
    """Return {function name: list of {"args": ..., "kwargs": ...}} for a MetaGraphDef, as text."""
    try:
        listed = _of(found)
    except (NotListable, ValueError, KeyError):
        return None
    return {
        name: [{"args": [_quoted(item) for item in args],
                "kwargs": {key: _quoted(item) for key, item in kwargs.items()}}
               for args, kwargs in options]
        for name, options in listed
    }


def _of_the_only(meta_graphs):
    if len(meta_graphs) != 1:
        raise NotListable  # without tags TensorFlow cannot choose one
    return _of(meta_graphs[0])


def _of(found):
    """Return [(name, list of (args, kwargs))] for the functions at the root."""
    objects = found.object_graph_def
    check(found)
    order = loading_order.names(found.graph_def.library)
    listed = []
    for child in sorted(objects.nodes[0].children, key=lambda child: child.local_name):
        node = objects.nodes[child.node_id]
        kind = node.WhichOneof("kind")
        if kind == "function":
            concrete = list(node.function.concrete_functions)
        elif kind == "bare_concrete_function":
            concrete = [node.bare_concrete_function.concrete_function_name]
        else:
            continue
        concrete.sort(key=lambda name: order[name])
        listed.append((child.local_name, [
            decode(objects.concrete_functions[name].canonicalized_input_signature)
            for name in concrete]))
    return listed


def check(found):
    """Refuse what TensorFlow itself cannot load without further libraries.

    Raises:
        NotListable: the model has ops, objects or kinds of values that only others know.
    """
    library = {function.signature.name for function in found.graph_def.library.function}
    for function in found.graph_def.library.function:
        for node in function.node_def:
            if node.op not in library and loading_order.outputs(node.op) is None:
                raise NotListable("the existence of custom ops in the SavedModel")
    for node in found.object_graph_def.nodes:
        if node.slot_variables:
            raise NotListable  # an optimizer that nobody has registered
    for concrete in found.object_graph_def.concrete_functions.values():
        decode(concrete.canonicalized_input_signature)
        decode(concrete.output_signature)


# --- values -------------------------------------------------------------------------------------


class Spec:
    """A description of values, known by its text.

    Attributes:
        name: the name of a tensor; None for other kinds.
        kind: what TensorFlow calls its class.
    """

    def __init__(self, kind, text, name=None, is_tensor=False):
        self.kind, self.text, self.name, self.is_tensor = kind, text, name, is_tensor

    def __repr__(self):
        return self.text


class Shape(list):
    """A shape with a known rank; it shows its sizes as a TensorShape does."""

    kind = "TensorShape"

    def __repr__(self):
        return f"TensorShape({list(self)})"

    def __str__(self):
        return f"({', '.join(map(str, self))}{',' if len(self) == 1 else ''})"


class DType:
    """A dtype."""

    kind = "DType"

    def __init__(self, number):
        self.name = dtype_name(number)

    def __repr__(self):
        return f"tf.{self.name}"

    def __str__(self):
        return f"<dtype: {self.name!r}>"


_DTYPE_NAMES = {"float": "float32", "double": "float64", "half": "float16"}


def dtype_name(number):
    """Return what TensorFlow calls the dtype with a number in messages, e.g. "float32"."""
    name = messages.DataType.Name(number).removeprefix("DT_").lower()
    base = name.removesuffix("_ref")
    return _DTYPE_NAMES.get(base, base) + name[len(base):]


def decode(value):
    """Return a StructuredValue message as Python values and specs.

    Raises:
        NotListable: it holds a kind of value that only other libraries know.
    """
    kind = value.WhichOneof("kind")
    if kind not in _DECODERS:
        raise NotListable
    return _DECODERS[kind](getattr(value, kind))


def _decode_named_tuple(value):
    cls = collections.namedtuple(value.name, [pair.key for pair in value.values])
    return cls(*(decode(pair.value) for pair in value.values))


def _shape(value):
    if value.unknown_rank:
        return Spec("TensorShape", "TensorShape(None)")
    return Shape(None if dim.size == -1 else dim.size for dim in value.dim)


def _tensor_spec(value, cls="TensorSpec", more=""):
    shape = "<unknown>" if value.shape.unknown_rank else str(_shape(value.shape))
    name = value.name or None
    return Spec(cls, f"{cls}(shape={shape}, dtype={DType(value.dtype)!r}, name={name!r}{more})",
                name, is_tensor=True)


def _bounded_spec(value):
    from tfcompat._src.wire import tensor_proto

    low, high = map(tensor_proto.to_array, (value.minimum, value.maximum))
    return _tensor_spec(value, "BoundedTensorSpec", f", minimum={low!r}, maximum={high!r}")


def _array(value):
    from tfcompat._src.wire import tensor_proto

    return tensor_proto.to_array(value)


_SPEC_CLASSES = {
    1: "SparseTensorSpec", 2: "IndexedSlicesSpec", 3: "RaggedTensorSpec", 4: "TensorArraySpec",
    5: "DatasetSpec", 6: "IteratorSpec", 7: "OptionalSpec", 8: "PerReplicaSpec",
    9: "VariableSpec", 10: "RowPartitionSpec",
}


def _type_spec(value):
    cls = _SPEC_CLASSES.get(value.type_spec_class)
    if cls is None:
        raise NotListable  # its class is registered by another library
    state = decode(value.type_state)
    return Spec(cls, f"{cls}{state!r}")


_DECODERS = {
    "none_value": lambda value: None,
    "float64_value": float,
    "int64_value": int,
    "string_value": str,
    "bool_value": bool,
    "tensor_shape_value": _shape,
    "tensor_dtype_value": DType,
    "tensor_spec_value": _tensor_spec,
    "bounded_tensor_spec_value": _bounded_spec,
    "type_spec_value": _type_spec,
    "list_value": lambda value: [decode(item) for item in value.values],
    "tuple_value": lambda value: tuple(decode(item) for item in value.values),
    # The order of a map in a message means nothing, and differs from run to run in TensorFlow.
    "dict_value": lambda value: {key: decode(value.fields[key]) for key in sorted(value.fields)},
    "named_tuple_value": _decode_named_tuple,
    "tensor_value": _array,
    "numpy_value": _array,
}


# --- printing -----------------------------------------------------------------------------------


def _print_arguments(arguments, title):
    pad = " " * 8
    for number, element in enumerate(arguments, 1):
        print(f"{pad}{title} #{number}")
        if isinstance(element, str):
            print(f"{pad}  {element}")
        elif isinstance(element, Spec) and element.is_tensor:
            print(f"{pad}  {element.name}: {element!r}")
        elif isinstance(element, dict):
            items = "".join(f"'{key}': {_quoted(item)}, " for key, item in element.items())
            _print_value(pad, element, f"{{{items}{BACK}}}")
        elif isinstance(element, list | tuple):
            items = "".join(f"{_quoted(item)}, " for item in element)
            _print_value(pad, element, f"[{items}{BACK}]")
        else:
            _print_value(pad, element, str(element))


def _print_value(pad, element, text):
    print(f"{pad}  DType: {getattr(element, 'kind', type(element).__name__)}")
    print(f"{pad}  Value: {text}")


def _quoted(value):
    return f"'{value}'" if isinstance(value, str) else str(value)
