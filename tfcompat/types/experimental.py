"""tf.types.experimental: classes of functions, for annotations and `isinstance`."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    base.tracing_protocol   SupportsTracingProtocol TraceType
    frontend.tensor_like    TensorLike
    function.atomic         AtomicFunction Callable
    function.concrete       ConcreteFunction
    function.function       GenericFunction=Function  PolymorphicFunction=Function
    function.function_type  FunctionType
""")
