# Derived by tools/derive.py; do not edit.
from tfcompat._src.base.tracing_protocol import SupportsTracingProtocol as SupportsTracingProtocol
from tfcompat._src.base.tracing_protocol import TraceType as TraceType
from tfcompat._src.frontend.tensor_like import TensorLike as TensorLike
from tfcompat._src.function.atomic import AtomicFunction as AtomicFunction
from tfcompat._src.function.atomic import Callable as Callable
from tfcompat._src.function.concrete import ConcreteFunction as ConcreteFunction
from tfcompat._src.function.function import Function as GenericFunction
from tfcompat._src.function.function import Function as PolymorphicFunction
from tfcompat._src.function.function_type import FunctionType as FunctionType

__all__ = [
    "AtomicFunction", "Callable", "ConcreteFunction", "FunctionType", "GenericFunction",
    "PolymorphicFunction", "SupportsTracingProtocol", "TensorLike", "TraceType",
]
