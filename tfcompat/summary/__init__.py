"""tf.summary: files of events for TensorBoard."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                         experimental
    frontend.summaries        audio histogram image scalar text
    frontend.summary_writers  SummaryWriter create_file_writer create_noop_writer flush graph
    frontend.summary_writers  record_if should_record_summaries
    frontend.summary_traces   trace_export trace_off trace_on
    frontend.summary_writers  write
""")
