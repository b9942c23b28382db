"""tf.custom_gradient and what is made with it: functions that bring their own gradient.

Eagerly, tapes are told of one call with that gradient. In graphs an IdentityN node of results,
arguments and variables has it, under a name; see `registered.py`.
"""

import functools
import inspect

from tfcompat._src.base import nest
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.grad import composites, filling, notices, registered, rules
from tfcompat._src.grad.recorder import VariableWatcher, paused
from tfcompat._src.graph.func_graph import handle_data_of


class CustomGradient:
    """A function with its own gradient; methods bind like functions do."""

    def __init__(self, function, instance=None):
        self._function = function
        self._instance = instance
        bound = function if instance is None else function.__get__(instance, type(instance))
        functools.update_wrapper(self, bound)

    def __get__(self, instance, owner):
        return self if instance is None else CustomGradient(self._function, instance)

    def __call__(self, *args, **kwargs):
        function = self._function
        if self._instance is not None:
            function = functools.partial(function, self._instance)
        run = _run_eagerly if context.executing_eagerly() else _run_in_graph
        return run(function, getattr(self._function, "__name__", "custom"), args, kwargs)


def custom_gradient(f=None):
    """Decorate a function that returns its results and a function for their gradient.

    Args:
        f: a function of tensors that returns `(results, gradient_function)`. The latter gets a
            gradient for each result and returns one for each argument; if `f` uses variables, it
            takes a keyword `variables` and returns `(gradients, gradients of variables)`.

    Returns:
        A function like `f` that returns the results only.

    Raises:
        TypeError: variables are used, and the gradient function does not take them.
        ValueError: the gradient function returns too many or too few.

    Example:
        >>> import tfcompat as tf
        >>> @tf.custom_gradient
        ... def log1pexp(x):
        ...     e = tf.exp(x)
        ...     def gradient(upstream):
        ...         return upstream * (1 - 1 / (1 + e))
        ...     return tf.math.log(1 + e), gradient
        >>> x = tf.constant(100.0)
        >>> with tf.GradientTape() as tape:
        ...     tape.watch(x)
        ...     y = log1pexp(x)
        >>> tape.gradient(y, x)
        <tf.Tensor: shape=(), dtype=float32, numpy=1.0>
    """
    return custom_gradient if f is None else CustomGradient(f)


class _Outcome:
    """What one call of a decorated function brought.

    Attributes:
        result: the nest of results.
        leaves: the leaves of that nest.
        tensors: the tensors among results.
        variables: the variables used that are no arguments.
    """

    def __init__(self, function, args, inputs):
        with VariableWatcher() as watcher:
            self.result, self._gradient = function(*args)
        self.leaves = nest.flatten(self.result)
        self.tensors = [convert_to_tensor(t) for t in composites.flat(self.leaves)]
        given = {id(value) for value in inputs}
        self.variables = [v for v in watcher.variables() if id(v) not in given]
        takes = _takes_variables(self._gradient)
        if self.variables and not takes:
            raise TypeError(
                "@tf.custom_gradient grad_fn must accept keyword argument 'variables', since "
                f"function uses variables: {self.variables}"
            )
        if takes == "named" and not self.variables and not context.executing_eagerly():
            notices.warn("@custom_gradient grad_fn has 'variables' in signature, but no "
                         "ResourceVariables were used on the forward pass.", 100)

    def pull(self, dys):
        """Return the gradients of arguments, flat, and of variables."""
        dys = composites.packed(self.leaves, dys)
        if not self.variables:
            return composites.flat(nest.flatten(self._gradient(*dys))), []
        of_args, of_variables = self._gradient(*dys, variables=self.variables)
        if len(of_variables) != len(self.variables):
            raise ValueError(
                "Must return gradient for each variable from @custom_gradient grad_fn."
            )
        return composites.flat(nest.flatten(of_args)), list(of_variables)

    def packed(self, tensors):
        """Return the results with other tensors in the place of theirs."""
        return nest.pack_sequence_as(self.result, composites.packed(self.leaves, tensors))


def _takes_variables(function):
    """Say whether a gradient function takes `variables`: "named", "any" keyword, or not ("").

    Raises:
        TypeError: it is no function.
    """
    if not callable(function):
        raise TypeError("unsupported callable")
    parameters = inspect.signature(function).parameters.values()
    if any(p.name == "variables" and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
           for p in parameters):
        return "named"
    return "any" if any(p.kind == p.VAR_KEYWORD for p in parameters) else ""


def _run_eagerly(function, name, args, kwargs):
    inputs = composites.flat(nest.flatten(args)) + composites.flat(nest.flatten(kwargs))
    count = len(composites.flat(nest.flatten(args)))
    outcome = _Outcome(functools.partial(function, **kwargs), args, inputs)
    tensors = [convert_to_tensor(x) for x in [*inputs[:count], *outcome.variables]]

    def pull(call, *dys):
        dys = [filling.zeros_like(tensor) if dy is None else dy
               for tensor, dy in zip(call.outputs, dys, strict=True)]
        of_args, of_variables = outcome.pull(dys)
        if len(of_args) != count:
            raise ValueError(
                f"custom_gradient function expected to return {count} gradients, but returned "
                f"{len(of_args)} instead."
            )
        return [*of_args, *of_variables]

    results = [raw.Identity(tensor) for tensor in outcome.tensors]
    record(rules.Rule(name, pull, keeps=(False, True)), tensors, results)
    return outcome.packed(results)


def _run_in_graph(function, name, args, kwargs):
    if kwargs:
        raise ValueError("The custom_gradient decorator currently supports keywords arguments "
                         "only when eager execution is enabled.")
    args = nest.map_structure(convert_to_tensor, args, expand_composites=True)
    inputs = composites.flat(nest.flatten(args))
    outcome = _Outcome(function, args, inputs)
    count = len(outcome.tensors)

    def pull(op, *dys):
        of_args, of_variables = outcome.pull(dys[:count])
        return [*[None] * count, *of_args, *of_variables]

    with name_scopes.name_scope("IdentityN") as scope:
        tensors = [*outcome.tensors, *inputs, *map(convert_to_tensor, outcome.variables)]
        results = raw.IdentityN(tensors, name=scope)
    node, gradient = results[0].op, registered.new_name()
    node.attrs[registered.ATTRIBUTE] = gradient.encode()
    registered.attach(node.graph.custom_gradients, gradient, pull)
    for before, after in zip(tensors, results, strict=True):
        after.handle_data = handle_data_of(before)
    record(rules.Rule(name, pull, keeps=(False, True)), tensors, results)
    return outcome.packed(results[:count])


def record(rule, inputs, outputs):
    """Tell the tapes of this thread of a call that brings its own gradient."""
    for recorder in context.recorders():
        if recorder.follows(inputs):
            recorder.add(rule, inputs, {}, outputs)


def grad_pass_through(f):
    """Return a function whose gradient is that of the identity.

    Args:
        f: a function of tensors that returns tensors of the same number and shapes.

    Returns:
        A function that returns what `f` does and passes gradients on unchanged.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.constant(1.4)
        >>> with tf.GradientTape() as tape:
        ...     tape.watch(x)
        ...     y = tf.grad_pass_through(tf.round)(x)
        >>> float(y), float(tape.gradient(y, x))
        (1.0, 1.0)
    """

    def with_gradient(*args, **kwargs):
        def gradient(*dys, variables=None):
            return dys if variables is None else (dys, [None] * len(variables))

        return f(*args, **kwargs), gradient

    return _like(f, with_gradient)


def recompute_grad(f):
    """Return a function that keeps no intermediate values for its gradient.

    For the gradient, `f` is run once more; that saves memory and costs time.

    Args:
        f: a function of tensors.

    Returns:
        A function like `f`.

    Example:
        >>> import tfcompat as tf
        >>> square = tf.recompute_grad(lambda x: x * x)
        >>> x = tf.constant(3.0)
        >>> with tf.GradientTape() as tape:
        ...     tape.watch(x)
        ...     y = square(x)
        >>> tape.gradient(y, x)
        <tf.Tensor: shape=(), dtype=float32, numpy=6.0>
    """

    def with_gradient(*args, **kwargs):
        with paused():
            result = f(*args, **kwargs)

        def gradient(*dys, variables=None):
            again = custom_gradient(
                functools.partial(_recomputed, f, args, kwargs, variables, len(dys)))
            # As in TensorFlow, it is an error to differentiate this once more; a function without
            # variables has no gradient of its gradient, eagerly.
            return again(*dys, *[arg for arg in args if variables and isinstance(arg, Tensor)])

        return result, gradient

    return _like(f, with_gradient)


def _recomputed(f, args, kwargs, variables, count, *given):
    from tfcompat._src.grad.tape import GradientTape

    variables = list(variables or ())
    with GradientTape() as tape:
        again = [raw.Identity(arg) if isinstance(arg, Tensor) else arg for arg in args]
        watched = [arg for arg in again if isinstance(arg, Tensor)]
        tape.watch(watched)
        tape.watch(variables)
        result = f(*again, **kwargs)
    found = tape.gradient(
        result, [*watched, *variables], output_gradients=list(given[:count]),
        unconnected_gradients="zero")

    def no_transpose(*args, **kwargs):
        raise NotImplementedError(
            f"recompute_grad tried to transpose grad of {f.__name__}. Consider not using "
            "recompute_grad in forward modeautodiff"
        )

    of_args = found[: len(watched)]
    return ((of_args, found[len(watched) :]) if variables else of_args), no_transpose


def _like(f, with_gradient):
    wrapped = custom_gradient(with_gradient)
    try:
        return functools.wraps(f)(lambda *args, **kwargs: wrapped(*args, **kwargs))
    except AttributeError:
        return wrapped
