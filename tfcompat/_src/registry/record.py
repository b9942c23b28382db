"""The `Op` record: one op's definition, kernel, shape function and gradient, and the decorator.

Families in `ops/` create records with `@op(...)`; who looks for a record uses `find`.
"""

import dataclasses
import functools
import importlib

from tfcompat._src.base import errors
from tfcompat._src.registry import attributes, grammar

_OPS = {}


class UnknownOpError(errors.NotFoundError):
    """No op of that name is known here."""

    def __init__(self, name):
        super().__init__(
            f"Op type not registered '{name}' in tfcompat. See docs/ops.md for the ops there are."
        )
        self.op_name = name


class Op:
    """Everything known of one op type; calling it calls its kernel.

    Attributes:
        name: the op type, e.g. "MatMul".
        definition: its `Definition`.
        kernel: function `(xp, *inputs, **attrs)` on arrays.
        kernel_attrs: names of the attributes that the kernel asks for.
        shape_function: function of a ShapeContext, or None.
        gradient_function: function `(call, *output_gradients)`, or None.
        gradient_sparse: whether that function takes None for outputs without a gradient.
        gradient_reason: why there is no gradient, where that was said. An op with neither a
            function nor a reason cannot be differentiated through: a LookupError.
        stateful: whether calls must keep their order and may not be merged or folded.
        host: names of inputs that stay on the host whatever the device.
        state: class of what each node keeps from call to call, or None; kernels get the node's
            own as `state`, or None where they run by themselves.
        family: the module that defines it.
        resolved: what eager calls found out about the kinds of calls there were.
    """

    def __init__(self, definition, kernel, stateful, host, state=None):
        self.name = definition.name
        self.definition = definition
        self.kernel = kernel
        self.kernel_attrs = tuple(name for name in keyword_only(kernel) if name != "state")
        self.device_kernels = {}
        self.resolved = {}
        self.shape_function = None
        self.gradient_function = None
        self.gradient_sparse = False
        self.gradient_reason = None
        self.stateful = stateful
        self.host = frozenset(host)
        self.state = state
        self.family = kernel.__module__
        self.__doc__ = kernel.__doc__

    def __call__(self, xp, *inputs, **attrs):
        return self.kernel(xp, *inputs, **attrs)

    def __repr__(self):
        return f"<Op {self.name} of {self.family}>"

    def bind(self, attrs):
        """Return the canonical value of every attribute; see `attributes.bind`."""
        return attributes.bind(self.definition, attrs)

    def shape(self, function):
        """Decorate the op's shape function."""
        self.shape_function = function
        return function

    def gradient(self, function=None, *, sparse=False):
        """Decorate the op's gradient function: `@x.gradient`, or `@x.gradient(sparse=True)`.

        The function gets the call (`inputs`, `outputs`, `attr(name)`, `needs(i)`, all flat) and
        one gradient for each flat output, and returns one for each flat input: a list, or a
        single value where there is one input. None stands for no gradient. Gradients of
        floating and complex outputs are tensors of zeros where nothing depends on an output,
        or None if the function is declared sparse; those of other outputs are always None.
        """
        if function is None:
            return functools.partial(self.gradient, sparse=sparse)
        self.gradient_function, self.gradient_sparse = function, sparse
        return function

    def on(self, device):
        """Decorate a kernel that beats the general one on a kind of device ("gpu")."""

        def decorate(kernel):
            self.device_kernels[device] = kernel
            return kernel

        return decorate


def op(text, *, stateful=False, host=(), flags=(), state=None):
    """Decorate a kernel with the op definition it implements and register it.

    Args:
        text: the definition in the grammar of `grammar.py`.
        stateful: whether TensorFlow registers the op as stateful.
        host: names of inputs that stay on the host.
        flags: what else TensorFlow states of the op, see `Definition`.
        state: class of what each node keeps from call to call.

    Returns:
        A decorator that turns the kernel into its `Op` record.
    """
    flags = (*flags, "stateful") if stateful else tuple(flags)
    definition = dataclasses.replace(grammar.parse(text), flags=flags)

    def decorate(kernel):
        record = Op(definition, kernel, stateful, host, state)
        known = _OPS.get(record.name)
        if known is not None and known.family != record.family:
            raise ValueError(f"Op {record.name} is defined in {known.family} and {record.family}")
        _OPS[record.name] = record
        return record

    return decorate


def forget(name):
    """Take back an op that was registered and is to be registered anew."""
    _OPS.pop(name, None)


def no_gradient(record, reason):
    """State that an op has no gradient, and why."""
    record.gradient_reason = reason


def find(name):
    """Return the `Op` named `name`, importing its family if need be.

    Raises:
        UnknownOpError: there is no such op here.
    """
    record = _OPS.get(name)
    if record is None:
        family = _families().get(name)
        if family is None:
            raise UnknownOpError(name)
        importlib.import_module(f"tfcompat._src.ops.{family}")
        record = _OPS.get(name)
        if record is None:
            raise RuntimeError(f"registry/index.py is stale: no {name} in ops/{family}.py")
    return record


def names():
    """Return the sorted names of all ops there are, importing nothing."""
    return sorted(_families())


def exists(name):
    """Say whether an op of that name is known here, importing nothing."""
    return name in _OPS or name in _families()


def keyword_only(function):
    """Return the names of a function's keyword-only parameters."""
    code = function.__code__
    start = code.co_argcount
    return code.co_varnames[start : start + code.co_kwonlyargcount]


def _families(cache={}):  # noqa: B006 - filled once, on first use
    if not cache:
        from tfcompat._src.registry import index

        for family, ops in index.FAMILIES.items():
            cache.update(dict.fromkeys(ops.split(), family))
    return cache
