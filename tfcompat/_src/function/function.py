"""tf.function: a Python function that is traced once per kind of arguments and then runs as a plan.

Here: the object users hold, its cache of traces and how a call finds one. Types of arguments are
in `types.py`, their binding in `signature.py`, tracing itself in `trace.py`.
"""

import functools
import operator
import threading
import weakref

from tfcompat._src.base import nest
from tfcompat._src.base.dtypes import DType
from tfcompat._src.base.specs import TypeSpec
from tfcompat._src.core import context, library
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.core.trackable import SaveType, Trackable
from tfcompat._src.function import attributes
from tfcompat._src.function import trace as tracing
from tfcompat._src.function import tracing_scope, types
from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.function.signature import FunctionSpec
from tfcompat._src.graph.functions import GraphFunction

_EAGERLY = {"enabled": False}  # for all threads, as in TensorFlow
# The leaves of signatures that SavedModels have a form for.
_STORABLE = (bool, int, float, str, type(None), DType, TypeSpec)


class Function(Trackable):
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
        reduce_retracing=False, function_attributes=None, options=None,
    ):
        self._python_function = python_function
        self._input_signature = input_signature
        self._autograph = autograph
        self._jit_compile = jit_compile
        self._reduce_retracing = reduce_retracing
        self._attributes = dict(function_attributes or {})
        self._autograph_options = options
        self._spec = FunctionSpec.from_function(python_function, input_signature, jit_compile) \
            if not _is_unbound_method(python_function, input_signature) else None
        self._lock = threading.RLock()
        self._traces = {}
        self._by_tensors = {}
        self._order = []
        self._tracing_count = 0
        self._created_variables = False
        self._bound = weakref.WeakKeyDictionary()
        functools.update_wrapper(self, python_function, updated=())
        self.__wrapped__ = python_function

    @property
    def python_function(self):
        """The Python function that is traced."""
        return self._python_function

    @property
    def name(self):
        """The name of the Python function."""
        return getattr(self._python_function, "__name__", type(self._python_function).__name__)

    @property
    def function_spec(self):
        """The FunctionSpec: arguments and input signature."""
        if self._spec is None:
            self._spec = FunctionSpec.from_function(
                self._python_function, self._input_signature, self._jit_compile
            )
        return self._spec

    @property
    def input_signature(self):
        """The specs given to tf.function, or None."""
        return self.function_spec.input_signature

    def experimental_get_tracing_count(self):
        """Return how often the Python function was traced."""
        return self._tracing_count

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

        del bound_method.__wrapped__
        spec = FunctionSpec.from_function(
            function, self._input_signature, self._jit_compile, is_method=True
        )
        bound = Function(
            bound_method, None, self._autograph, self._jit_compile, self._reduce_retracing,
            self._attributes, self._autograph_options,
        )
        bound._spec = spec
        bound._input_signature = self._input_signature
        bound.__wrapped__ = function
        return bound

    def __call__(self, *args, **kwargs):
        if _EAGERLY["enabled"]:
            return self._python_function(*args, **kwargs)
        key = None if kwargs else _tensor_key(args)
        concrete = self._by_tensors.get(key)
        if concrete is not None:
            return concrete._call_flat(args)
        given = args
        concrete, args, kwargs = self._select(args, kwargs)
        leaves = nest.flatten((args, kwargs))
        tensors = [leaf for leaf in leaves if types.is_tensor_type(types.leaf_type(leaf))]
        same = len(tensors) == len(given) and all(map(operator.is_, tensors, given))
        if key is not None and same:
            self._by_tensors[key] = concrete
        return concrete._call_flat(tensors)

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
        spec = self.function_spec
        if not args and not kwargs and spec.input_signature is not None:
            args = spec.input_signature
        concrete, _, _ = self._find(args, kwargs)
        return concrete

    def _select(self, args, kwargs):
        """Return the trace that a call goes to, and the arguments to give it."""
        return self._find(args, kwargs)

    def _find(self, args, kwargs):
        """Return the trace for a call, and the call's bound arguments."""
        spec = self.function_spec
        shown = (args, kwargs)
        args, kwargs = spec.bind(args, kwargs)
        args, kwargs = spec.cast(args, kwargs, shown)
        args, kwargs = _convert_arrays(args), _convert_arrays(kwargs)
        if spec.input_signature is not None and not self._has_free_values(args, kwargs):
            if self._order:
                return self._order[0][2], args, kwargs
        kinds = types.leaves((args, kwargs))
        key = (types.structure_key((args, kwargs)), tuple(kinds))
        concrete = self._traces.get(key)
        if concrete is None:
            with self._lock:
                concrete = self._traces.get(key) or self._general(key)
                if concrete is None:
                    wide_args, wide_kwargs = self._relaxed(args, kwargs, key)
                    concrete = self._trace(wide_args, wide_kwargs, key)
                self._traces[key] = concrete
        return concrete, args, kwargs

    def _has_free_values(self, args, kwargs):
        """Say whether arguments beyond the input signature can make traces differ."""
        return bool(kwargs) or len(args) != len(self.function_spec.input_signature)

    def _general(self, key):
        """Return the most specific trace that accepts arguments of this type, or None."""
        structure, kinds = key
        best, best_kinds = None, None
        for other_structure, other_kinds, concrete in self._order:
            if other_structure != structure or not _accepts_all(other_kinds, kinds):
                continue
            if best is None or _accepts_all(best_kinds, other_kinds):
                best, best_kinds = concrete, other_kinds
        return best

    def _relaxed(self, args, kwargs, key):
        """Return arguments with specs that hold for earlier traces too, where that is wanted."""
        structure, kinds = key
        if not self._reduce_retracing or self.function_spec.input_signature is not None:
            return args, kwargs
        relaxed = list(kinds)
        for other_structure, other_kinds, _ in self._order:
            if other_structure == structure and len(other_kinds) == len(kinds):
                common = list(map(types.common, relaxed, other_kinds))
                relaxed = relaxed if None in common else common
        values = [
            kind if types.is_tensor_type(kind) else value
            for kind, value in zip(relaxed, nest.flatten((args, kwargs)), strict=True)
        ]
        return nest.pack_sequence_as((args, kwargs), values)

    def _trace(self, args, kwargs, key):
        """Trace and enter the result into the cache."""
        args, kwargs = self._widest(args), kwargs
        concrete, created = self._trace_once(args, kwargs, allow=not self._created_variables)
        if created and not self._created_variables:
            # The first trace made the variables; the one to keep must find them made.
            self._created_variables = True
            concrete, _ = self._trace_once(args, kwargs, allow=False)
        self._created_variables = True
        self._order.append((key[0], types.leaves((args, kwargs)), concrete))
        return concrete

    def _widest(self, args):
        """Replace arguments that the input signature speaks of by its specs."""
        signature = self.function_spec.input_signature
        return args if signature is None else (*signature, *args[len(signature) :])

    def _trace_once(self, args, kwargs, allow):
        spec = self.function_spec
        arg_names = spec.positional_names(len(args))
        self._tracing_count += 1
        with tracing_scope.variable_creation(allow) as creation:
            graph, signature, outputs = tracing.trace(
                self._python_function, self.name, args, kwargs, arg_names,
                framed=self._autograph,  # in TensorFlow autograph is what adds the frame
            )
        graph_function = GraphFunction(
            f"__inference_{self.name}_{library.next_number()}", graph,
            attrs=attributes.encoded(self._attributes, self._jit_compile),
        )
        concrete = ConcreteFunction(
            graph_function, graph.external_captures, signature, outputs, spec,
            type_signature=nest.map_structure(types.value_type, (args, kwargs)),
        )
        captures = len(graph.external_captures)
        flat = graph.inputs[: len(graph.inputs) - captures]
        concrete._set_flat_signature(_keywords(flat))
        return concrete, bool(creation.variables)

    def _list_all_concrete_functions(self):
        """Return all traces, in the order they were made."""
        return [concrete for _, _, concrete in self._order]

    def _list_all_concrete_functions_for_serialization(self):
        """Return the traces that can be saved: none with Python objects among their arguments.

        A function with an input signature is traced if it was not yet.
        """
        if self.input_signature is not None and not self._order:
            self.get_concrete_function()
        return [
            concrete for concrete in self._list_all_concrete_functions()
            if all(isinstance(leaf, _STORABLE)
                   for leaf in nest.flatten(concrete.structured_input_signature))
        ]

    def pretty_printed_concrete_signatures(self, verbose=True):
        """Return the signatures of all traces as text."""
        traces = self._list_all_concrete_functions()
        return "\n\n".join(trace.pretty_printed_signature(verbose) for trace in traces)

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        """Return the traces as trace_0, trace_1, ... for SavedModels."""
        if save_type != SaveType.SAVEDMODEL:
            return {}
        traces = self._list_all_concrete_functions_for_serialization()
        return {f"trace_{i}": trace for i, trace in enumerate(traces)}

    def __repr__(self):
        return f"<tfcompat.function of {self._python_function!r}>"

    def __reduce__(self):
        return _rebuild, (self._python_function, self._input_signature, self._autograph,
                          self._jit_compile, self._reduce_retracing)


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


def _convert_arrays(structure):
    """Return a structure with numpy arrays and variables-as-values turned into tensors."""
    return nest.map_structure(_convert_leaf, structure)


def _convert_leaf(leaf):
    import numpy as np

    from tfcompat._src.core.convert import convert_to_tensor

    return convert_to_tensor(leaf) if isinstance(leaf, (np.ndarray, np.generic)) else leaf


def _tensor_key(args):
    """Return the dtypes and shapes of arguments that are all eager tensors, else None."""
    key = []
    for arg in args:
        if type(arg) is not EagerTensor or not arg._has_array():
            return None
        key.append(arg._dtype)
        key.append(arg._array.shape)
    return tuple(key)


def _accepts_all(general, specific):
    return len(general) == len(specific) and all(map(types.accepts, general, specific))


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

    def decorate(inner):
        if not callable(inner):
            raise TypeError(f"{inner!r} is not a callable object")
        return Function(
            inner, input_signature, autograph,
            jit_compile if experimental_compile is None else experimental_compile,
            bool(reduce_retracing or experimental_relax_shapes), written,
            experimental_autograph_options,
        )

    return decorate if func is None else decorate(func)


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
    graph = getattr(context.current(), "graph", None)
    return bool(getattr(graph, "building_function", False))
