# Derived by tools/derive.py; do not edit.
from tfcompat._src.grad.forward import ForwardAccumulator as ForwardAccumulator
from tfcompat._src.grad.tape import GradientTape as GradientTape

__all__ = [
    "ForwardAccumulator", "GradientTape",
]
