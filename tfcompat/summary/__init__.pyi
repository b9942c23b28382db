# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.summaries import audio as audio
from tfcompat._src.frontend.summaries import histogram as histogram
from tfcompat._src.frontend.summaries import image as image
from tfcompat._src.frontend.summaries import scalar as scalar
from tfcompat._src.frontend.summaries import text as text
from tfcompat._src.frontend.summary_traces import trace_export as trace_export
from tfcompat._src.frontend.summary_traces import trace_off as trace_off
from tfcompat._src.frontend.summary_traces import trace_on as trace_on
from tfcompat._src.frontend.summary_writers import SummaryWriter as SummaryWriter
from tfcompat._src.frontend.summary_writers import create_file_writer as create_file_writer
from tfcompat._src.frontend.summary_writers import create_noop_writer as create_noop_writer
from tfcompat._src.frontend.summary_writers import flush as flush
from tfcompat._src.frontend.summary_writers import graph as graph
from tfcompat._src.frontend.summary_writers import record_if as record_if
from tfcompat._src.frontend.summary_writers import should_record_summaries as should_record_summaries
from tfcompat._src.frontend.summary_writers import write as write
from tfcompat.summary import experimental as experimental

__all__ = [
    "SummaryWriter", "audio", "create_file_writer", "create_noop_writer", "experimental", "flush",
    "graph", "histogram", "image", "record_if", "scalar", "should_record_summaries", "text",
    "trace_export", "trace_off", "trace_on", "write",
]
