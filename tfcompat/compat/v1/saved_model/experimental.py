"""tf.compat.v1.saved_model.experimental: policies."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    saved_model.options  VariablePolicy
    saved_model.save     save
    state.resources      TrackableResource
""")
