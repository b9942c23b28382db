"""tf.function: a Python function that is traced once per kind of arguments and then runs as a plan.

Here: the object users hold and how a call finds its trace. Types of arguments are in `types`,
their binding in `signature`, the traces by type in `cache`, tracing itself in `trace`.
"""

import functools
import itertools
import threading
import weakref

from tfcompat._src.base import nest
from tfcompat._src.base.dtypes import DType
from tfcompat._src.base.specs import TypeSpec
from tfcompat._src.core import context, library
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.core.trackable import SaveType, Trackable
from tfcompat._src.function import (
    attributes, first_call, function_type, retracing, tracing_scope, types)
from tfcompat._src.function import trace as tracing
from tfcompat._src.function.atomic import Callable
from tfcompat._src.function.cache import Traces, place
from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.function.signature import FunctionSpec
from tfcompat._src.graph.functions import GraphFunction

_EAGERLY = {"enabled": False}  # for all threads, as in TensorFlow
# The leaves of signatures that SavedModels have a form for.
_STORABLE = (bool, int, float, str, type(None), DType, TypeSpec)


class Function(Callable, Trackable):
    """What `tf.function` returns: call it like the Python function it wraps.

    Example:
        >>> import tfcompat as tf
        >>> double = tf.function(lambda x: x + x)
        >>> isinstance(double, tf.types.experimental.GenericFunction)
        True
        >>> double(tf.constant(2.0))
        <tf.Tensor: shape=(), dtype=float32, numpy=4.0>
    """

    def __init__(
        self, python_function, input_signature=None, autograph=True, jit_compile=None,
        reduce_retracing=False, function_attributes=None, options=None, name=None,
    ):
        self._python_function = python_function
        self._name = name or getattr(python_function, "__name__", type(python_function).__name__)
        self._input_signature = input_signature
        self._autograph = autograph
        self._jit_compile = jit_compile
        self._reduce_retracing = reduce_retracing
        self._attributes = dict(function_attributes or {})
        self._autograph_options = options
        self._spec = FunctionSpec.from_function(python_function, input_signature, jit_compile) \
            if not _is_unbound_method(python_function, input_signature) else None
        self._lock = threading.RLock()
        self._traces = Traces()
        self._by_tensors = {}
        self._tracing_count = 0
        self._quiet_calls = 0
        self._created_variables = None
        self._bound = weakref.WeakKeyDictionary()
        functools.update_wrapper(self, python_function, updated=())
        self.__wrapped__ = python_function

    # --- what it is -------------------------------------------------------------------------

    @property
    def python_function(self):
        """The Python function that is traced."""
        return self._python_function

    @property
    def name(self):
        """The name of the Python function."""
        return self._name

    @property
    def function_spec(self):
        """The FunctionSpec: arguments and input signature."""
        if self._spec is None:
            self._spec = FunctionSpec.from_function(
                self._python_function, self._input_signature, self._jit_compile
            )
        return self._spec

    @property
    def function_type(self):
        """The FunctionType: the parameters, with types where an input signature tells them."""
        return self.function_spec.function_type

    @property
    def input_signature(self):
        """The specs given to tf.function, or None."""
        return self.function_spec.input_signature

    def experimental_get_tracing_count(self):
        """Return how often the Python function was traced."""
        return self._tracing_count

    def _get_tracing_count(self):
        return self._tracing_count

    def pretty_printed_concrete_signatures(self, verbose=True):
        """Return the signatures of all traces as text."""
        traces = self._list_all_concrete_functions()
        between = "\n\n" if verbose else "\n"
        return between.join(trace.pretty_printed_signature(verbose) for trace in traces)

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__name__} object at 0x{id(self):x}>"

    def __reduce__(self):
        return _rebuild, (self._python_function, self._input_signature, self._autograph,
                          self._jit_compile, self._reduce_retracing)

    # --- methods ----------------------------------------------------------------------------

    def __get__(self, instance, owner):
        """Return the function bound to an instance; the same object every time."""
        if instance is None:
            return self
        bound = self._bound.get(instance)
        if bound is None:
            with self._lock:
                bound = self._bound.get(instance)
                if bound is None:
                    bound = self._bound[instance] = self._bind_to(instance)
        return bound

    def _bind_to(self, instance):
        function, reference = self._python_function, weakref.ref(instance)

        @functools.wraps(function)
        def bound_method(*args, **kwargs):
            return function(reference(), *args, **kwargs)

        spec = FunctionSpec.from_function(
            function, self._input_signature, self._jit_compile, is_method=True
        )
        del bound_method.__wrapped__
        bound_method.weakly_bound = function, reference  # what there is to convert
        bound_method.__signature__ = spec.signature
        bound = Function(
            bound_method, None, self._autograph, self._jit_compile, self._reduce_retracing,
            self._attributes, self._autograph_options, self._name,
        )
        bound._spec = spec
        bound._input_signature = self._input_signature
        bound.__wrapped__ = function
        bound.__signature__ = spec.signature
        return bound

    # --- calls ------------------------------------------------------------------------------

    def __call__(self, *args, **kwargs):
        if _EAGERLY["enabled"]:
            return self._python_function(*args, **kwargs)
        if not kwargs:
            concrete = self._by_tensors.get(_tensor_key(args))
            if concrete is not None and context.executing_eagerly():
                self._quiet_calls += 1
                return concrete._call_flat(args)
        return self._call(args, kwargs)

    def _call(self, args, kwargs):
        """Make a call that has to look at its arguments first."""
        spec = self.function_spec
        bound = spec.bind(args, kwargs)
        kind, arguments, values = self._type_of(bound)
        count = self._tracing_count
        concrete, first = self._concrete(kind, values)
        if count != self._tracing_count:
            key = retracing.code_of(self._python_function)
            retracing.traced(key, self._python_function, self._quiet_calls)
            self._quiet_calls = 0
        flat = kind.unpack_inputs(arguments)
        if first is not None:
            return first.finish(concrete, flat)
        if not kwargs:
            self._remember(args, flat, concrete)
        return concrete._call_flat(flat)

    def _remember(self, args, flat, concrete):
        """Let calls with such arguments find their trace faster, where all are plain tensors."""
        key = _tensor_key(args)
        if key is not None and len(flat) == len(args) and context.executing_eagerly() \
                and all(a is b for a, b in zip(flat, args, strict=True)):
            self._by_tensors[key] = concrete

    def _type_of(self, bound):
        """Return the type of a call, its arguments, and the variables among them by number."""
        around = types.TypeContext()
        kind, arguments = function_type.monomorphic(self.function_type, bound, around)
        return kind, arguments, around.values

    def get_concrete_function(self, *args, **kwargs):
        """Return the trace for arguments of this kind, tracing if there is none.

        Args:
            *args, **kwargs: values or specs; none at all with an input signature.

        Returns:
            A ConcreteFunction.

        Raises:
            TypeError: the arguments do not fit the function or its input signature.

        Example:
            >>> import tfcompat as tf
            >>> double = tf.function(lambda x: x * 2)
            >>> concrete = double.get_concrete_function(tf.TensorSpec([], tf.float32))
            >>> concrete(tf.constant(4.0))
            <tf.Tensor: shape=(), dtype=float32, numpy=8.0>
        """
        concrete, first = self._concrete_for(args, kwargs)
        if first is not None:
            first.lift()
        return concrete

    def _get_concrete_function_garbage_collected(self, *args, **kwargs):
        return self.get_concrete_function(*args, **kwargs)

    def get_initialization_function(self, *args, **kwargs):
        """Return a function that gives the variables of the function their first values.

        Args:
            *args, **kwargs: arguments to trace the function with.

        Returns:
            A ConcreteFunction without arguments.

        Raises:
            RuntimeError: the function has made its variables already.
        """
        if self._traces.concrete:
            raise RuntimeError(
                "get_initialization_function cannot be called after the function has been used")
        _, first = self._concrete_for(args, kwargs)
        initialize = (lambda: None) if first is None else first.initializer()
        return Function(initialize, autograph=False).get_concrete_function()

    def _concrete_for(self, args, kwargs):
        spec = self.function_spec
        if not args and not kwargs and spec.input_signature is not None:
            args = spec.input_signature
        kind, _, values = self._type_of(spec.bind(args, kwargs))
        return self._concrete(kind, values)

    def _concrete(self, kind, values):
        """Return the trace for a FunctionType, and what is left to do where it made variables."""
        where = place()
        concrete = self._traces.find(where, kind)
        if concrete is not None:
            self._quiet_calls += 1
            return concrete, None
        with self._lock:
            concrete = self._traces.find(where, kind)
            if concrete is not None:
                return concrete, None
            wide = self._traces.relaxed(where, kind) if self._reduce_retracing else kind
            return self._trace(where, wide, values)

    def _trace(self, where, kind, values):
        """Trace and enter the result into the cache."""
        first_time = self._created_variables is None
        # Variables may be made by the first trace that makes any.
        concrete, creation = self._trace_once(kind, values, not self._created_variables)
        self._created_variables = list(map(weakref.ref, creation.variables)) \
            or self._created_variables or []
        first = None
        if creation.variables:
            if not first_time:
                raise ValueError("Creating variables on a non-first call to a function decorated "
                                 "with tf.function.")
            first = first_call.FirstCall(concrete, creation)
            # The trace to keep is one that finds the variables made.
            concrete, _ = self._trace_once(kind, values, False)
        self._traces.add(where, kind, concrete)
        self._by_tensors.clear()
        return concrete, None if first is None or first.done else first

    def _trace_once(self, kind, values, may_create):
        _ = kind.flat_inputs  # fails where the keys of a mapping cannot be sorted
        self._tracing_count += 1
        with tracing_scope.variable_creation(may_create) as creation:
            graph, outputs = tracing.trace(
                self._python_function, self.name, kind, values,
                self._autograph, self._autograph_options,
            )
        graph_function = GraphFunction(
            f"__inference_{self.name}_{library.next_number()}", graph,
            attrs=attributes.encoded(self._attributes, self._jit_compile),
        )
        concrete = ConcreteFunction(
            graph_function, graph.external_captures, graph.structured_input_signature, outputs,
            self.function_spec, kind,
        )
        captures = len(graph.external_captures)
        flat = graph.inputs[: len(graph.inputs) - captures]
        concrete._set_flat_signature(_keywords(flat))
        return concrete, creation

    # --- saving -----------------------------------------------------------------------------

    def _list_all_concrete_functions(self):
        """Return all traces, in the order they were made."""
        return list(self._traces.concrete)

    def _list_all_concrete_functions_for_serialization(self):
        """Return traces that can be saved, of all types seen so far; made anew if need be.

        A function with an input signature is traced if it was not yet. Traces with Python
        objects among their arguments are left out.
        """
        if self.input_signature is not None:
            return [self.get_concrete_function()]
        found = []
        for concrete in self._list_all_concrete_functions():
            signature = concrete.structured_input_signature
            if all(isinstance(leaf, _STORABLE) for leaf in nest.flatten(signature)):
                # What traces are cached by may have changed: TensorFlow traces again to save.
                args, kwargs = signature
                again = self.get_concrete_function(*args, **kwargs)
                if not any(again is other for other in found):
                    found.append(again)
        return found

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        """Return the traces as trace_0, trace_1, ... for SavedModels."""
        if save_type != SaveType.SAVEDMODEL:
            return {}
        traces = self._list_all_concrete_functions_for_serialization()
        return {f"trace_{i}": trace for i, trace in enumerate(traces)}


def _rebuild(*args):
    return Function(*args)


def _is_unbound_method(python_function, input_signature):
    """Say whether the signature cannot be matched before the function is bound to an instance."""
    if input_signature is None:
        return False
    code = getattr(python_function, "__code__", None)
    return code is not None and code.co_argcount > 0 and code.co_varnames[0] == "self"


def _keywords(placeholders):
    """Return the names for calls by keyword; of placeholders called alike, x, x_1, x_2."""
    taken, counts = {}, {}
    for tensor in placeholders:
        name = proposal = _user_name(tensor)
        while proposal in taken:
            counts[name] = counts.get(name, 0) + 1
            proposal = f"{name}_{counts[name]}"
        taken[proposal] = None
    return list(taken)


def _user_name(tensor):
    value = tensor.op.attrs.get("_user_specified_name")
    if value is None:
        return tensor.op.name
    return value.decode() if isinstance(value, bytes) else value.s.decode()


def _tensor_key(args):
    """Return the dtypes and shapes of arguments that are all eager tensors, else None."""
    key = []
    for arg in args:
        if type(arg) is not EagerTensor or not arg._has_array():
            return None
        key.append(arg._dtype)
        key.append(arg._array.shape)
    return tuple(key)


def function(
    func=None, input_signature=None, autograph=True, jit_compile=None, reduce_retracing=False,
    experimental_implements=None, experimental_autograph_options=None,
    experimental_attributes=None, experimental_relax_shapes=None, experimental_compile=None,
    experimental_follow_type_hints=None,
):
    """Compile a Python function into graphs, one for each kind of arguments: `tf.function`.

    Args:
        func: the function; without it, a decorator is returned.
        input_signature: a sequence of specs; there will be one trace only, for these.
        autograph: whether Python control flow over tensors is to be converted.
        jit_compile: kept and saved; there is no other compiler here.
        reduce_retracing: whether shapes may be generalised to avoid traces.
        experimental_implements: a name the function is known by to graph rewriters.
        experimental_autograph_options, experimental_attributes, experimental_relax_shapes,
        experimental_compile, experimental_follow_type_hints: as in TensorFlow.

    Returns:
        A callable object, or a decorator.

    Raises:
        TypeError: `func` is not callable, or the input signature is none.

    Example:
        >>> import tfcompat as tf
        >>> @tf.function
        ... def square(x):
        ...     return x * x
        >>> square(tf.constant(3.0))
        <tf.Tensor: shape=(), dtype=float32, numpy=9.0>
    """
    written = dict(experimental_attributes or {})
    attributes.check(written)
    if experimental_implements is not None:
        written["_implements"] = experimental_implements

    def decorated(inner):
        if not callable(inner):
            raise TypeError(f"{inner!r} is not a callable object")
        return Function(
            inner, input_signature, autograph,
            jit_compile if experimental_compile is None else experimental_compile,
            bool(reduce_retracing or experimental_relax_shapes), written,
            experimental_autograph_options,
        )

    return decorated if func is None else decorated(func)


def run_functions_eagerly(run_eagerly):
    """Make calls of tf.functions run their Python code (True) or their graphs (False).

    Example:
        >>> import tfcompat as tf
        >>> tf.config.run_functions_eagerly(True)
        >>> tf.config.functions_run_eagerly()
        True
        >>> tf.config.run_functions_eagerly(False)
    """
    _EAGERLY["enabled"] = bool(run_eagerly)


def functions_run_eagerly():
    """Say whether tf.functions run eagerly.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.functions_run_eagerly()
        False
    """
    return _EAGERLY["enabled"]


def inside_function():
    """Say whether a function is being traced now.

    Example:
        >>> import tfcompat as tf
        >>> tf.inside_function()
        False
    """
    graphs = (around for around in reversed(context.stack()) if hasattr(around, "graph"))
    return any(around.builds_function for around in itertools.islice(graphs, 1))
