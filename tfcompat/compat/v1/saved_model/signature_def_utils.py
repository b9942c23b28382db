"""tf.compat.v1.saved_model.signature_def_utils: signatures."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    v1.signatures  build_signature_def classification_signature_def is_valid_signature
    v1.signatures  predict_signature_def regression_signature_def
""")
