"""The eager context: a call runs its kernel at once.

This is the bottom of every context stack, and the one place that adds the eager frame to the
sentence of a kernel's error.
"""

import functools
import threading

from tfcompat._src.arrays import devices
from tfcompat._src.base import errors
from tfcompat._src.base.dtypes import DType
from tfcompat._src.core import context, eager_arguments, library, resources, unregistered
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
        arrays = _arrays(inputs)
        bound = kernel_attributes(op, attrs)
        try:
            with device.xp.errstate(all="ignore"):
                result = op.kernel(device.xp, *arrays, **bound)
        except errors.OpError as error:
            if error.framed:
                raise
            raise _framed(error, op, attrs, device, name) from None
        except STRAY as error:
            raise _framed(stray(error, op), op, attrs, device, name) from error
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
    if op.state is not None:
        bound["state"] = None if resources.are_unshared() else _kept_state(op, attrs)
    return bound


def _kept_state(op, attrs):
    """Return what calls of an op with these attributes keep: one state for all of them."""
    key = (op.name, *attrs.items())
    if getattr(op.state, "is_found_by_name", False) and attrs["shared_name"]:
        key = (op.state, attrs["container"], attrs["shared_name"] or op.name.encode())
    return process_state(key, op.state)


def process_state(key, make):
    """Return what is kept under a key as long as the process lives; made when first asked for."""
    with _STATES_LOCK:
        found = _STATES.get(key)
        if found is None:
            found = _STATES[key] = make()
    return found


_STATES, _STATES_LOCK = {}, threading.Lock()


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


def _arrays(inputs):
    arrays = []
    for item in inputs:
        if type(item) is EagerTensor:
            arrays.append(item._array)
        elif type(item) is list:
            arrays.append([_array(tensor) for tensor in item])
        else:
            arrays.append(_array(item))
    return arrays


def _array(tensor):
    if not isinstance(tensor, EagerTensor):
        raise TypeError(out_of_scope(tensor, "here"))
    return tensor._array


def out_of_scope(tensor, place):
    """Return what to say of a tensor of a function that is used where that function is not traced.

    Args:
        tensor: the symbolic tensor.
        place: where it is used.
    """
    made = "".join(
        f'    File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        for frame in tensor.op.traceback
    )
    return (
        f"{tensor!r} is out of scope and cannot be used here. Use return values, explicit Python "
        "locals or TensorFlow collections to access it.\nPlease see https://www.tensorflow.org/"
        "guide/function#all_outputs_of_a_tffunction_must_be_return_values for more information."
        f"\n\n{tensor!r} was defined here:\n{made}\nThe tensor {tensor!r} cannot be accessed from "
        f"{place}, because it was defined in {tensor.graph}, which is out of scope."
    )


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


# What a kernel never raises on purpose: it met values that nobody had thought of.
STRAY = (ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError)


def stray(error, op):
    """Return the error of TensorFlow's classes that stands for one of Python's or the arrays'."""
    if isinstance(error, MemoryError):
        return errors.ResourceExhaustedError(None, None, f"OOM when running {op.name}: {error}")
    return errors.InternalError(
        None, None, f"The kernel of {op.name} failed with {type(error).__name__}: {error}")


def framed(error, op, attrs):
    """Return what to raise for an error of a kernel that runs at once, outside of a call.

    Args:
        error: an OpError, or one of `STRAY`.
        op: the registry's `Op` that it stands for.
        attrs: those of its attributes that lengths of lists depend on.
    """
    if not isinstance(error, errors.OpError):
        error = stray(error, op)
    if error.framed:
        return error
    return _framed(error, op, attrs, devices.local_device(), None)


def _framed(error, op, attrs, device, name):
    """The sentence of a kernel in the frame that TensorFlow gives it when run eagerly."""
    if isinstance(error, errors.NoKernelError):
        return unregistered.eagerly(error, op, attrs, name)
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
    return "".join(f"_{attr}_{length}" for attr, length in sorted(lengths.items()))


def call_key(op, inputs, attrs):
    """Return what a call's kernel, attributes and results depend on, and its tensors.

    Args:
        op: the registry's `Op`.
        inputs: the inputs of a call, before conversion.
        attrs: the attributes given.

    Returns:
        A key and the tensors per input argument, None in place of Python numbers, which are part
        of the key. (None, None) for calls whose inputs have to be looked at more closely.
    """
    if not attrs and len(inputs) == 2:  # most calls of small programs
        first, second = inputs
        if type(first) is EagerTensor and type(second) is EagerTensor:
            return (first._dtype._type_enum, second._dtype._type_enum), inputs
    key, tensors = [], inputs
    for i, item in enumerate(inputs):
        if type(item) is EagerTensor:
            key.append(item._dtype._type_enum)
            continue
        part, value = _key_part(item, op.definition.inputs[i].is_list)
        if part is None:
            return None, None
        key.append(part)
        if tensors is inputs:
            tensors = list(inputs)
        tensors[i] = value
    if not attrs:
        return tuple(key), tensors
    # 1 and True are equal, but not the same attribute
    key.extend([(name, type(value), value) for name, value in attrs.items()])
    key = tuple(key)
    try:
        hash(key)
    except TypeError:
        return None, None
    return key, tensors


def _key_part(item, is_list):
    """What an input that is no tensor adds to the key of a call, and the tensors it is."""
    kind = type(item)
    if kind is int:
        return (int, item), None
    if kind is float:  # 0.0 is equal to -0.0, and nan to nothing
        return ((float, item), None) if item < 0 or item > 0 else (None, None)
    if kind is list or kind is tuple:
        kinds = {type(part) for part in item}
        if kinds == {EagerTensor} and is_list:
            return (list, *[part._dtype._type_enum for part in item]), list(item)
        return ((tuple, *item), None) if kinds == {int} else (None, None)
    read = getattr(kind, "_read_at_once", None)
    if read is None:
        return None, None
    value = read(item)
    return (None, None) if value is None else (value._dtype._type_enum, value)


def remember(op, key, attrs, inputs=(), tensors=()):
    """Keep what a call found out about its kind.

    Args:
        op: the registry's `Op`.
        key: what `call_key` said of the call.
        attrs: every attribute, canonical.
        inputs: the inputs as they were given.
        tensors: the tensors that they were converted to.
    """
    kinds = output_dtypes(op.definition, attrs)
    if len(kinds) > 1 and any(type(kind) is list for kind in kinds):
        return
    bound = kernel_attributes(op, attrs)
    if any(callable(value) and not isinstance(value, DType) for value in bound.values()):
        return  # functions are not kept alive by having been called
    numbers = tuple((i, tensors[i]) for i, item in enumerate(inputs) if _is_number(item))
    kernel = functools.partial(op.kernel, devices.local_device().xp, **bound)
    if len(op.resolved) >= _MOST_RESOLVED:
        op.resolved.clear()
    op.resolved[key] = (kernel, kinds[0] if len(kinds) == 1 else kinds, attrs, numbers)


_MOST_RESOLVED = 1000  # numbers may be data


def _is_number(item):
    kind = type(item)
    return kind is int or kind is float or (
        (kind is list or kind is tuple) and type(item[0]) is int)


def run(op, resolved, tensors, name):
    """Run a call of a kind that is known: `resolved` is what `remember` kept."""
    kernel, kind, attrs, numbers = resolved
    for i, number in numbers:
        tensors[i] = number
    arrays = [
        [part._array for part in tensor] if type(tensor) is list else tensor._array
        for tensor in tensors
    ]
    try:
        if op.stateful:
            value = _in_own_context(kernel, arrays)
        else:
            value = _threads.quiet.run(kernel, *arrays)
    except errors.OpError as error:
        if error.framed:
            raise
        raise _framed(error, op, attrs, devices.local_device(), name) from None
    except STRAY as error:
        raise _framed(stray(error, op), op, attrs, devices.local_device(), name) from error
    except RuntimeError:  # a kernel runs already, and a finalizer of Python's has come in between
        value = _in_own_context(kernel, arrays)
    if type(kind) is DType:
        result = EagerTensor(as_array(value, kind), kind)
        outputs = (result,)
    elif not op.definition.outputs:
        result, outputs = None, ()
    else:
        kinds = kind if type(kind) is list else [kind]
        outputs = [EagerTensor(as_array(array, one), one)
                   for array, one in zip(value, kinds, strict=True)]
        result = outputs if len(op.definition.outputs) == 1 else tuple(outputs)
    if _threads.recorders:
        for recorder in tuple(_threads.recorders):
            recorder.record(op, tensors, attrs, outputs)
    return result


def _in_own_context(kernel, arrays):
    """Call a kernel in the caller's own context, where its functions and files are looked up."""
    with devices.local_device().xp.errstate(all="ignore"):
        return kernel(*arrays)


EAGER = EagerContext()
context.set_bottom(EAGER)
_threads = context.threads()
