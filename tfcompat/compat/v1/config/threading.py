"""tf.compat.v1.config.threading: numbers of threads."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.settings  get_inter_op_parallelism_threads get_intra_op_parallelism_threads
    frontend.settings  set_inter_op_parallelism_threads set_intra_op_parallelism_threads
""")
