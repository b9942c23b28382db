# Derived by tools/derive.py; do not edit.
from tfcompat._src.wire.messages import BytesList as BytesList
from tfcompat._src.wire.messages import Example as Example
from tfcompat._src.wire.messages import Feature as Feature
from tfcompat._src.wire.messages import FeatureList as FeatureList
from tfcompat._src.wire.messages import FeatureLists as FeatureLists
from tfcompat._src.wire.messages import Features as Features
from tfcompat._src.wire.messages import FloatList as FloatList
from tfcompat._src.wire.messages import Int64List as Int64List
from tfcompat._src.wire.messages import SequenceExample as SequenceExample

__all__ = [
    "BytesList", "Example", "Feature", "FeatureList", "FeatureLists", "Features", "FloatList",
    "Int64List", "SequenceExample",
]
