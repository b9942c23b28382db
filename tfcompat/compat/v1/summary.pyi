# Derived by tools/derive.py; do not edit.
from tfcompat._src.v1.event_writers import FileWriter as FileWriter
from tfcompat._src.v1.event_writers import FileWriterCache as FileWriterCache
from tfcompat._src.v1.event_writers import initialize as initialize
from tfcompat._src.v1.summaries import all_v2_summary_ops as all_v2_summary_ops
from tfcompat._src.v1.summaries import audio as audio
from tfcompat._src.v1.summaries import get_summary_description as get_summary_description
from tfcompat._src.v1.summaries import histogram as histogram
from tfcompat._src.v1.summaries import image as image
from tfcompat._src.v1.summaries import merge as merge
from tfcompat._src.v1.summaries import merge_all as merge_all
from tfcompat._src.v1.summaries import scalar as scalar
from tfcompat._src.v1.summaries import tensor_summary as tensor_summary
from tfcompat._src.v1.summaries import text as text
from tfcompat._src.wire.messages import Event as Event
from tfcompat._src.wire.messages import SessionLog as SessionLog
from tfcompat._src.wire.messages import Summary as Summary
from tfcompat._src.wire.messages import SummaryDescription as SummaryDescription
from tfcompat._src.wire.messages import TaggedRunMetadata as TaggedRunMetadata

__all__ = [
    "Event", "FileWriter", "FileWriterCache", "SessionLog", "Summary", "SummaryDescription",
    "TaggedRunMetadata", "all_v2_summary_ops", "audio", "get_summary_description", "histogram",
    "image", "initialize", "merge", "merge_all", "scalar", "tensor_summary", "text",
]
