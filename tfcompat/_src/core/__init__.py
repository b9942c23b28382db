"""Tensor, conversion, the dispatch funnel, `raw`, contexts and resources."""

from tfcompat._src.core import eager, operators

operators.install()
__all__ = ["eager", "operators"]
