"""tf.autodiff: derivatives; the table of its names."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    grad.forward  ForwardAccumulator
    grad.tape     GradientTape
""")
