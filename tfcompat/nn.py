"""tf.nn: the operations of neural networks."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.rearranging   depth_to_space space_to_depth
    frontend.reductions    zero_fraction
    frontend.sorting       in_top_k top_k
    frontend.special       sigmoid
    frontend.trigonometry  tanh
""")
