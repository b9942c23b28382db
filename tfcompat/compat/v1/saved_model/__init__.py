"""tf.compat.v1.saved_model: SavedModels written and read the TensorFlow 1 way."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                       builder constants experimental loader main_op signature_constants
    .                       signature_def_utils tag_constants utils
    saved_model.constants  ASSETS_DIRECTORY ASSETS_KEY CLASSIFY_INPUTS CLASSIFY_METHOD_NAME
    saved_model.constants  CLASSIFY_OUTPUT_CLASSES CLASSIFY_OUTPUT_SCORES DEBUG_DIRECTORY
    saved_model.constants  DEBUG_INFO_FILENAME_PB DEFAULT_SERVING_SIGNATURE_DEF_KEY GPU
    saved_model.constants  PREDICT_INPUTS PREDICT_METHOD_NAME PREDICT_OUTPUTS REGRESS_INPUTS
    saved_model.constants  REGRESS_METHOD_NAME REGRESS_OUTPUTS SAVED_MODEL_FILENAME_PB
    saved_model.constants  SAVED_MODEL_FILENAME_PBTXT SAVED_MODEL_SCHEMA_VERSION SERVING TPU
    saved_model.constants  TRAINING VARIABLES_DIRECTORY VARIABLES_FILENAME
    saved_model.load       load_v2=load
    saved_model.options    SaveOptions
    saved_model.reading    contains_saved_model maybe_saved_model_directory=contains_saved_model
    saved_model.save       save
    state.assets           Asset
    v1.builder             Builder=SavedModelBuilder simple_save
    v1.loader              load main_op_with_restore
    v1.meta_graphs         LEGACY_INIT_OP_KEY MAIN_OP_KEY
    v1.signatures          build_signature_def classification_signature_def is_valid_signature
    v1.signatures          predict_signature_def regression_signature_def
    v1.tensor_infos        build_tensor_info get_tensor_from_tensor_info
""")
