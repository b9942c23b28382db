"""The eager context: a call runs its kernel at once.

This is the bottom of every context stack, and the one place that adds the eager frame to the
sentence of a kernel's error.
"""

import functools

from tfcompat._src.arrays import devices
from tfcompat._src.base import errors
from tfcompat._src.base.dtypes import DType
from tfcompat._src.core import context, eager_arguments, library
from tfcompat._src.core.tensor import EagerTensor, as_array
from tfcompat._src.registry.attributes import FunctionRef


class EagerContext(context.Context):
    """Runs every call on the local device."""

    is_eager = True

    def convert(self, op, inputs, types):
        tensors = eager_arguments.convert_inputs(op.definition, inputs, types)
        eager_arguments.check_dtypes(op, tensors, types)
        return tensors

    def explained(self, error, op, inputs, name):
        if eager_arguments.has_literals(op.definition, inputs):
            return eager_arguments.without_name(error, op, name)
        return error

    def execute(self, op, inputs, attrs, name):
        device = devices.local_device()
        arrays = _arrays(op, inputs)
        bound = kernel_attributes(op, attrs)
        try:
            with device.xp.errstate(all="ignore"):
                result = op.kernel(device.xp, *arrays, **bound)
        except errors.OpError as error:
            if error.framed:
                raise
            raise _framed(error, op, attrs, device, name) from None
        return _wrap_outputs(op.definition, attrs, result)

    def constant(self, array, dtype, name):
        return EagerTensor(array, dtype)


def kernel_attributes(op, attrs, resolve=library.find):
    """Return the attributes the kernel asks for; function references become callables."""
    bound = {}
    for name in op.kernel_attrs:
        value = attrs[name]
        if type(value) is FunctionRef:
            value = resolve(value.name)
        elif type(value) is tuple and value and type(value[0]) is FunctionRef:
            value = tuple(resolve(ref.name) for ref in value)
        bound[name] = value
    return bound


def output_dtypes(definition, attrs):
    """Return the DTypes of the outputs: one per argument, a list for list arguments."""
    result = []
    for arg in definition.outputs:
        if arg.type_list_attr:
            result.append(list(attrs[arg.type_list_attr]))
            continue
        dtype = attrs[arg.type_attr] if arg.type_attr else arg.type
        result.append([dtype] * attrs[arg.number_attr] if arg.number_attr else dtype)
    return result


def _arrays(op, inputs):
    arrays = []
    for item in inputs:
        if type(item) is EagerTensor:
            arrays.append(item._array)
        elif type(item) is list:
            arrays.append([_array(tensor, op) for tensor in item])
        else:
            arrays.append(_array(item, op))
    return arrays


def _array(tensor, op):
    if not isinstance(tensor, EagerTensor):
        raise TypeError(
            f"{tensor!r} is out of scope and cannot be used here. Use return values, explicit "
            "Python locals or TensorFlow collections to access it.\nPlease see "
            "https://www.tensorflow.org/guide/function#all_outputs_of_a_tffunction_must_be_"
            f"return_values for more information.\n\nIt was passed to {op.name} outside of the "
            "function that defines it."
        )
    return tensor._array


def _wrap_outputs(definition, attrs, result):
    outputs = definition.outputs
    if not outputs:
        return None
    kinds = output_dtypes(definition, attrs)
    if len(outputs) == 1:
        result = (result,)
    tensors = []
    for value, kind in zip(result, kinds, strict=True):
        if type(kind) is list:
            pairs = zip(value, kind, strict=True)
            tensors.extend(EagerTensor(as_array(item, dtype), dtype) for item, dtype in pairs)
        else:
            tensors.append(EagerTensor(as_array(value, kind), kind))
    return tensors


def _framed(error, op, attrs, device, name):
    """The sentence of a kernel in the frame that TensorFlow gives it when run eagerly."""
    message = (
        f"{{{{function_node __wrapped__{op.name}{_list_lengths(op, attrs)}_device_{device.name}}}}}"
        f" {error.message} [Op:{op.name}] name: {name or ''}"
    )
    return type(error)(None, None, message)


def _list_lengths(op, attrs):
    """What the frame tells of the call's list arguments: "_N_2", "_dtypes_4"."""
    lengths = {}
    for arg in (*op.definition.inputs, *op.definition.outputs):
        if arg.number_attr:
            lengths[arg.number_attr] = attrs[arg.number_attr]
        elif arg.type_list_attr:
            lengths[arg.type_list_attr] = len(attrs[arg.type_list_attr])
    return "".join(f"_{attr}_{length}" for attr, length in lengths.items())


def call_key(inputs, attrs):
    """Return what a call's kernel, attributes and result dtype depend on, or None.

    None stands for calls whose inputs have to be looked at first: lists, and values that are no
    tensors yet.
    """
    key = []
    for item in inputs:
        if type(item) is not EagerTensor:
            return None
        key.append(item._dtype)
    if attrs:
        # 1 and True are equal, but not the same attribute
        key.extend((name, type(value), value) for name, value in attrs.items())
    key = tuple(key)
    try:
        hash(key)
    except TypeError:
        return None
    return key


def remember(op, key, attrs):
    """Keep what a call found out about its kind, where the op yields a single tensor."""
    outputs = op.definition.outputs
    if len(outputs) != 1 or outputs[0].is_list or len(op.resolved) >= _MOST_RESOLVED:
        return
    bound = kernel_attributes(op, attrs)
    if any(callable(value) and not isinstance(value, DType) for value in bound.values()):
        return  # functions are not kept alive by having been called
    kernel = functools.partial(op.kernel, devices.local_device().xp, **bound)
    op.resolved[key] = (kernel, output_dtypes(op.definition, attrs)[0], attrs)


_MOST_RESOLVED = 1000  # attributes may be data; what is beyond is resolved anew


def run(op, resolved, inputs, name):
    """Run a call of a kind that is known: `resolved` is what `remember` kept."""
    kernel, dtype, _ = resolved
    arrays = [tensor._array for tensor in inputs]
    try:
        if op.stateful:
            value = _in_own_context(kernel, arrays)
        else:
            value = _threads.quiet.run(kernel, *arrays)
    except errors.OpError as error:
        if error.framed:
            raise
        raise _framed(error, op, None, devices.local_device(), name) from None
    except RuntimeError:  # a kernel runs already, and a finalizer of Python's has come in between
        value = _in_own_context(kernel, arrays)
    return EagerTensor(as_array(value, dtype), dtype)


def _in_own_context(kernel, arrays):
    """Call a kernel in the caller's own context, where its functions and files are looked up."""
    with devices.local_device().xp.errstate(all="ignore"):
        return kernel(*arrays)


EAGER = EagerContext()
context.set_bottom(EAGER)
_threads = context.threads()
