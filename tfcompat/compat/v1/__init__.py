"""tf.compat.v1: the TensorFlow 1 face of the API."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                       saved_model
    graph.import_into       import_graph_def
    v1.wrapped              wrap_function
    wire.messages           GraphDef
""")
