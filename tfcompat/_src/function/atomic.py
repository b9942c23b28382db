"""The abstract classes of functions, and AtomicFunction: a graph function with its type."""

import abc

from tfcompat._src.graph import calls


class Callable(abc.ABC):
    """Functions that know the types of their parameters and results.

    Example:
        >>> import tfcompat as tf
        >>> isinstance(tf.function(lambda x: x), tf.types.experimental.Callable)
        True
    """

    @property
    @abc.abstractmethod
    def function_type(self):
        """The FunctionType: parameters, captures and results with their types."""

    @abc.abstractmethod
    def __call__(self, *args, **kwargs):
        """Run the function."""


class AtomicFunction(Callable):
    """A function of the library that takes its captures as arguments.

    Args:
        graph_function: the GraphFunction.
        function_type: its FunctionType.

    Example:
        >>> import tfcompat as tf
        >>> concrete = tf.function(lambda x: -x).get_concrete_function(tf.TensorSpec([]))
        >>> concrete.inference_fn.call_flat(tf.constant(1.0))
        [<tf.Tensor: shape=(), dtype=float32, numpy=-1.0>]
    """

    def __init__(self, graph_function, function_type):
        self._function = graph_function
        self._function_type = function_type

    @property
    def name(self):
        """The function's name in libraries, as bytes."""
        return self._function.name.encode("utf-8")

    @property
    def graph(self):
        """The FuncGraph."""
        return self._function.graph

    @property
    def function_type(self):
        return self._function_type

    @property
    def definition(self):
        """The FunctionDef message."""
        return self._function.function_def()

    cached_definition = definition

    @property
    def attributes(self):
        """The attributes of the FunctionDef, by name."""
        return self.definition.attr

    @property
    def children(self):
        """The functions that it calls."""
        return [AtomicFunction(function, None) for function in self._function.callees()]

    def call_flat(self, *args):
        """Call with flat tensors, captures among them; return flat tensors."""
        return list(calls.call_function(self._function, list(args)))

    def call_preflattened(self, args):
        """Call with flat tensors, captures among them; return the structured result."""
        return self._function_type.pack_output(self.call_flat(*args))

    def call_with_captures(self, args, kwargs, captures):
        """Call with structured arguments, and flat captures."""
        bound = self._function_type.bind(*args, **kwargs)
        flat = self._function_type.unpack_inputs(bound)
        return self.call_preflattened([*flat, *captures])

    def __call__(self, *args, **kwargs):
        if self._function_type.captures:
            raise ValueError(
                "The FunctionType defines captured inputs. Use call_with_captures instead.")
        return self.call_with_captures(args, kwargs, [])

    def __repr__(self):
        return f"<AtomicFunction> {self._function.name}{self._function_type}"
