# Derived by tools/derive.py; do not edit.
from tfcompat._src.v1.signatures import build_signature_def as build_signature_def
from tfcompat._src.v1.signatures import classification_signature_def as classification_signature_def
from tfcompat._src.v1.signatures import is_valid_signature as is_valid_signature
from tfcompat._src.v1.signatures import predict_signature_def as predict_signature_def
from tfcompat._src.v1.signatures import regression_signature_def as regression_signature_def

__all__ = [
    "build_signature_def", "classification_signature_def", "is_valid_signature",
    "predict_signature_def", "regression_signature_def",
]
