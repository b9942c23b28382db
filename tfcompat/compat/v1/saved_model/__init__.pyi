# Derived by tools/derive.py; do not edit.
from tfcompat._src.saved_model.constants import ASSETS_DIRECTORY as ASSETS_DIRECTORY
from tfcompat._src.saved_model.constants import ASSETS_KEY as ASSETS_KEY
from tfcompat._src.saved_model.constants import CLASSIFY_INPUTS as CLASSIFY_INPUTS
from tfcompat._src.saved_model.constants import CLASSIFY_METHOD_NAME as CLASSIFY_METHOD_NAME
from tfcompat._src.saved_model.constants import CLASSIFY_OUTPUT_CLASSES as CLASSIFY_OUTPUT_CLASSES
from tfcompat._src.saved_model.constants import CLASSIFY_OUTPUT_SCORES as CLASSIFY_OUTPUT_SCORES
from tfcompat._src.saved_model.constants import DEBUG_DIRECTORY as DEBUG_DIRECTORY
from tfcompat._src.saved_model.constants import DEBUG_INFO_FILENAME_PB as DEBUG_INFO_FILENAME_PB
from tfcompat._src.saved_model.constants import DEFAULT_SERVING_SIGNATURE_DEF_KEY as DEFAULT_SERVING_SIGNATURE_DEF_KEY
from tfcompat._src.saved_model.constants import GPU as GPU
from tfcompat._src.saved_model.constants import PREDICT_INPUTS as PREDICT_INPUTS
from tfcompat._src.saved_model.constants import PREDICT_METHOD_NAME as PREDICT_METHOD_NAME
from tfcompat._src.saved_model.constants import PREDICT_OUTPUTS as PREDICT_OUTPUTS
from tfcompat._src.saved_model.constants import REGRESS_INPUTS as REGRESS_INPUTS
from tfcompat._src.saved_model.constants import REGRESS_METHOD_NAME as REGRESS_METHOD_NAME
from tfcompat._src.saved_model.constants import REGRESS_OUTPUTS as REGRESS_OUTPUTS
from tfcompat._src.saved_model.constants import SAVED_MODEL_FILENAME_PB as SAVED_MODEL_FILENAME_PB
from tfcompat._src.saved_model.constants import SAVED_MODEL_FILENAME_PBTXT as SAVED_MODEL_FILENAME_PBTXT
from tfcompat._src.saved_model.constants import SAVED_MODEL_SCHEMA_VERSION as SAVED_MODEL_SCHEMA_VERSION
from tfcompat._src.saved_model.constants import SERVING as SERVING
from tfcompat._src.saved_model.constants import TPU as TPU
from tfcompat._src.saved_model.constants import TRAINING as TRAINING
from tfcompat._src.saved_model.constants import VARIABLES_DIRECTORY as VARIABLES_DIRECTORY
from tfcompat._src.saved_model.constants import VARIABLES_FILENAME as VARIABLES_FILENAME
from tfcompat._src.saved_model.load import load as load_v2
from tfcompat._src.saved_model.options import SaveOptions as SaveOptions
from tfcompat._src.saved_model.reading import contains_saved_model as contains_saved_model
from tfcompat._src.saved_model.reading import contains_saved_model as maybe_saved_model_directory
from tfcompat._src.saved_model.save import save as save
from tfcompat._src.state.assets import Asset as Asset
from tfcompat._src.v1.builder import SavedModelBuilder as Builder
from tfcompat._src.v1.builder import simple_save as simple_save
from tfcompat._src.v1.loader import load as load
from tfcompat._src.v1.loader import main_op_with_restore as main_op_with_restore
from tfcompat._src.v1.meta_graphs import LEGACY_INIT_OP_KEY as LEGACY_INIT_OP_KEY
from tfcompat._src.v1.meta_graphs import MAIN_OP_KEY as MAIN_OP_KEY
from tfcompat._src.v1.signatures import build_signature_def as build_signature_def
from tfcompat._src.v1.signatures import classification_signature_def as classification_signature_def
from tfcompat._src.v1.signatures import is_valid_signature as is_valid_signature
from tfcompat._src.v1.signatures import predict_signature_def as predict_signature_def
from tfcompat._src.v1.signatures import regression_signature_def as regression_signature_def
from tfcompat._src.v1.tensor_infos import build_tensor_info as build_tensor_info
from tfcompat._src.v1.tensor_infos import get_tensor_from_tensor_info as get_tensor_from_tensor_info
from tfcompat.compat.v1.saved_model import builder as builder
from tfcompat.compat.v1.saved_model import constants as constants
from tfcompat.compat.v1.saved_model import experimental as experimental
from tfcompat.compat.v1.saved_model import loader as loader
from tfcompat.compat.v1.saved_model import main_op as main_op
from tfcompat.compat.v1.saved_model import signature_constants as signature_constants
from tfcompat.compat.v1.saved_model import signature_def_utils as signature_def_utils
from tfcompat.compat.v1.saved_model import tag_constants as tag_constants
from tfcompat.compat.v1.saved_model import utils as utils

__all__ = [
    "ASSETS_DIRECTORY", "ASSETS_KEY", "Asset", "Builder", "CLASSIFY_INPUTS",
    "CLASSIFY_METHOD_NAME", "CLASSIFY_OUTPUT_CLASSES", "CLASSIFY_OUTPUT_SCORES", "DEBUG_DIRECTORY",
    "DEBUG_INFO_FILENAME_PB", "DEFAULT_SERVING_SIGNATURE_DEF_KEY", "GPU", "LEGACY_INIT_OP_KEY",
    "MAIN_OP_KEY", "PREDICT_INPUTS", "PREDICT_METHOD_NAME", "PREDICT_OUTPUTS", "REGRESS_INPUTS",
    "REGRESS_METHOD_NAME", "REGRESS_OUTPUTS", "SAVED_MODEL_FILENAME_PB",
    "SAVED_MODEL_FILENAME_PBTXT", "SAVED_MODEL_SCHEMA_VERSION", "SERVING", "SaveOptions", "TPU",
    "TRAINING", "VARIABLES_DIRECTORY", "VARIABLES_FILENAME", "build_signature_def",
    "build_tensor_info", "builder", "classification_signature_def", "constants",
    "contains_saved_model", "experimental", "get_tensor_from_tensor_info", "is_valid_signature",
    "load", "load_v2", "loader", "main_op", "main_op_with_restore", "maybe_saved_model_directory",
    "predict_signature_def", "regression_signature_def", "save", "signature_constants",
    "signature_def_utils", "simple_save", "tag_constants", "utils",
]
