# Derived by tools/derive.py; do not edit.
from tfcompat._src.saved_model.constants import ASSETS_DIRECTORY as ASSETS_DIRECTORY
from tfcompat._src.saved_model.constants import ASSETS_KEY as ASSETS_KEY
from tfcompat._src.saved_model.constants import DEBUG_DIRECTORY as DEBUG_DIRECTORY
from tfcompat._src.saved_model.constants import DEBUG_INFO_FILENAME_PB as DEBUG_INFO_FILENAME_PB
from tfcompat._src.saved_model.constants import SAVED_MODEL_FILENAME_PB as SAVED_MODEL_FILENAME_PB
from tfcompat._src.saved_model.constants import SAVED_MODEL_FILENAME_PBTXT as SAVED_MODEL_FILENAME_PBTXT
from tfcompat._src.saved_model.constants import SAVED_MODEL_SCHEMA_VERSION as SAVED_MODEL_SCHEMA_VERSION
from tfcompat._src.saved_model.constants import VARIABLES_DIRECTORY as VARIABLES_DIRECTORY
from tfcompat._src.saved_model.constants import VARIABLES_FILENAME as VARIABLES_FILENAME
from tfcompat._src.v1.meta_graphs import LEGACY_INIT_OP_KEY as LEGACY_INIT_OP_KEY
from tfcompat._src.v1.meta_graphs import MAIN_OP_KEY as MAIN_OP_KEY

__all__ = [
    "ASSETS_DIRECTORY", "ASSETS_KEY", "DEBUG_DIRECTORY", "DEBUG_INFO_FILENAME_PB",
    "LEGACY_INIT_OP_KEY", "MAIN_OP_KEY", "SAVED_MODEL_FILENAME_PB", "SAVED_MODEL_FILENAME_PBTXT",
    "SAVED_MODEL_SCHEMA_VERSION", "VARIABLES_DIRECTORY", "VARIABLES_FILENAME",
]
