"""tf.compat.v1.graph_util: graphs in files, and parts of them."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    graph.import_into                import_graph_def
    tensor_shape_from_node_def_name
    v1.graph_parts                   extract_sub_graph must_run_on_cpu remove_training_nodes
""")
