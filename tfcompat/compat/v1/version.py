"""tf.compat.v1.version: versions."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    base.version  COMPILER_VERSION GIT_VERSION GRAPH_DEF_VERSION GRAPH_DEF_VERSION_MIN_CONSUMER
    base.version  GRAPH_DEF_VERSION_MIN_PRODUCER VERSION
""")
