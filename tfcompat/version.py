"""tf.version: which TensorFlow this answers for."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    base.version   VERSION  GIT_VERSION  COMPILER_VERSION
    base.version   GRAPH_DEF_VERSION  GRAPH_DEF_VERSION_MIN_CONSUMER  GRAPH_DEF_VERSION_MIN_PRODUCER
""")
