"""Tensor, conversion, the dispatch funnel, `raw`, contexts, resources, the Trackable base."""

from tfcompat._src.core import eager, operators, packing

operators.install()
packing.install()
__all__ = ["eager", "operators", "packing"]
