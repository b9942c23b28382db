"""Gradients: tapes and graph gradients, which walk the same rules backwards."""
