# Derived by tools/derive.py; do not edit.
from tfcompat._src.saved_model.fingerprints import Fingerprint as Fingerprint
from tfcompat._src.saved_model.fingerprints import read_fingerprint as read_fingerprint
from tfcompat._src.saved_model.options import VariablePolicy as VariablePolicy
from tfcompat._src.state.resources import TrackableResource as TrackableResource

__all__ = [
    "Fingerprint", "TrackableResource", "VariablePolicy", "read_fingerprint",
]
