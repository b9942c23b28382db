"""Tensor, conversion, the dispatch funnel, `raw`, contexts and resources."""

from tfcompat._src.core import eager, operators, packing

operators.install()
packing.install()
__all__ = ["eager", "operators", "packing"]
