"""tf.compat.v1.saved_model.signature_constants: names in signatures."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    saved_model.constants  CLASSIFY_INPUTS CLASSIFY_METHOD_NAME CLASSIFY_OUTPUT_CLASSES
    saved_model.constants  CLASSIFY_OUTPUT_SCORES DEFAULT_SERVING_SIGNATURE_DEF_KEY
    saved_model.constants  PREDICT_INPUTS PREDICT_METHOD_NAME PREDICT_OUTPUTS REGRESS_INPUTS
    saved_model.constants  REGRESS_METHOD_NAME REGRESS_OUTPUTS
""")
