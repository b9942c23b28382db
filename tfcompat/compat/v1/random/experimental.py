"""tf.compat.v1.random.experimental: names that have moved to tf.random, and orders from seeds."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.random  stateless_split=split
    frontend.random_distributions  index_shuffle stateless_fold_in=fold_in stateless_shuffle
    state.random_generator  Generator get_global_generator set_global_generator
    state.random_state  Algorithm create_rng_state
""")
