"""tf.compat.v1.saved_model.main_op: what is run when a model is loaded."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    v1.loader  main_op main_op_with_restore
""")
