# Derived by tools/derive.py; do not edit.
from tfcompat._src.saved_model.options import VariablePolicy as VariablePolicy
from tfcompat._src.saved_model.save import save as save
from tfcompat._src.state.resources import TrackableResource as TrackableResource

__all__ = [
    "TrackableResource", "VariablePolicy", "save",
]
