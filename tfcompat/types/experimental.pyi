# Derived by tools/derive.py; do not edit.
from tfcompat._src.function.concrete import ConcreteFunction as ConcreteFunction
from tfcompat._src.function.function import Function as GenericFunction
from tfcompat._src.function.function import Function as PolymorphicFunction

__all__ = [
    "ConcreteFunction", "GenericFunction", "PolymorphicFunction",
]
