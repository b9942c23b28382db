"""tf.keras.optimizers: gradient descent, where there is no Keras."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.stochastic_descent  SGD
""")
