"""tf.compat.v1.saved_model.constants: names in SavedModels."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    saved_model.constants  ASSETS_DIRECTORY ASSETS_KEY DEBUG_DIRECTORY DEBUG_INFO_FILENAME_PB
    saved_model.constants  SAVED_MODEL_FILENAME_PB SAVED_MODEL_FILENAME_PBTXT
    saved_model.constants  SAVED_MODEL_SCHEMA_VERSION VARIABLES_DIRECTORY VARIABLES_FILENAME
    v1.meta_graphs         LEGACY_INIT_OP_KEY MAIN_OP_KEY
""")
