"""Graphs pruned, ordered, folded and compiled to one Python function each."""
