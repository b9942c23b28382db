# Derived by tools/derive.py; do not edit.
from tfcompat._src.checkpoint.checkpoint import Checkpoint as Checkpoint
from tfcompat._src.checkpoint.manager import CheckpointManager as CheckpointManager
from tfcompat._src.checkpoint.manager import checkpoints_iterator as checkpoints_iterator
from tfcompat._src.checkpoint.options import CheckpointOptions as CheckpointOptions
from tfcompat._src.checkpoint.readers import latest_checkpoint as latest_checkpoint
from tfcompat._src.checkpoint.readers import list_variables as list_variables
from tfcompat._src.checkpoint.readers import load_checkpoint as load_checkpoint
from tfcompat._src.checkpoint.readers import load_variable as load_variable
from tfcompat._src.checkpoint.states import get_checkpoint_state as get_checkpoint_state
from tfcompat._src.checkpoint.views import CheckpointView as CheckpointView
from tfcompat._src.checkpoint.views import TrackableView as TrackableView
from tfcompat._src.v1.coordinator import Coordinator as Coordinator
from tfcompat._src.v1.moving_averages import ExponentialMovingAverage as ExponentialMovingAverage
from tfcompat._src.wire.messages import BytesList as BytesList
from tfcompat._src.wire.messages import Example as Example
from tfcompat._src.wire.messages import Feature as Feature
from tfcompat._src.wire.messages import FeatureList as FeatureList
from tfcompat._src.wire.messages import FeatureLists as FeatureLists
from tfcompat._src.wire.messages import Features as Features
from tfcompat._src.wire.messages import FloatList as FloatList
from tfcompat._src.wire.messages import Int64List as Int64List
from tfcompat._src.wire.messages import SequenceExample as SequenceExample
from tfcompat.train import experimental as experimental

__all__ = [
    "BytesList", "Checkpoint", "CheckpointManager", "CheckpointOptions", "CheckpointView",
    "Coordinator", "Example", "ExponentialMovingAverage", "Feature", "FeatureList", "FeatureLists",
    "Features", "FloatList", "Int64List", "SequenceExample", "TrackableView",
    "checkpoints_iterator", "experimental", "get_checkpoint_state", "latest_checkpoint",
    "list_variables", "load_checkpoint", "load_variable",
]
