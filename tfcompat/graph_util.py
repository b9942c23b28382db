"""tf.graph_util: GraphDefs into graphs."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    graph.import_into  import_graph_def
""")
