"""tf.compat.v1.summary: summaries that sessions fetch, and what writes them to files."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    v1.event_writers  FileWriter FileWriterCache initialize
    v1.summaries      all_v2_summary_ops audio get_summary_description histogram image merge
    v1.summaries      merge_all scalar tensor_summary text
    wire.messages     Event SessionLog Summary SummaryDescription TaggedRunMetadata
""")
