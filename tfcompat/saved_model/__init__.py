"""tf.saved_model: save object graphs as SavedModels, and load SavedModels."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                       experimental
    saved_model.constants   ASSETS_DIRECTORY ASSETS_KEY CLASSIFY_INPUTS CLASSIFY_METHOD_NAME
    saved_model.constants   CLASSIFY_OUTPUT_CLASSES CLASSIFY_OUTPUT_SCORES DEBUG_DIRECTORY
    saved_model.constants   DEBUG_INFO_FILENAME_PB DEFAULT_SERVING_SIGNATURE_DEF_KEY GPU
    saved_model.constants   PREDICT_INPUTS PREDICT_METHOD_NAME PREDICT_OUTPUTS REGRESS_INPUTS
    saved_model.constants   REGRESS_METHOD_NAME REGRESS_OUTPUTS SAVED_MODEL_FILENAME_PB
    saved_model.constants   SAVED_MODEL_FILENAME_PBTXT SAVED_MODEL_SCHEMA_VERSION SERVING TPU
    saved_model.constants   TRAINING VARIABLES_DIRECTORY VARIABLES_FILENAME
    saved_model.load        load
    saved_model.options     LoadOptions SaveOptions
    saved_model.reading     contains_saved_model
    saved_model.save        save
    state.assets            Asset
""")
