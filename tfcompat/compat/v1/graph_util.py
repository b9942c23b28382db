"""tf.compat.v1.graph_util: graphs in files."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    graph.import_into  import_graph_def
""")
