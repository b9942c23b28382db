"""Tensor, conversion, the dispatch funnel, `raw`, contexts and resources."""
