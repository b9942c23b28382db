"""tf.saved_model.experimental: fingerprints, and options for variables."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    saved_model.fingerprints  Fingerprint read_fingerprint
    saved_model.options       VariablePolicy
    state.resources           TrackableResource
""")
