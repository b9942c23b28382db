"""tf.compat.v1.losses: losses, weighted and collected."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    v1.losses  Reduction absolute_difference add_loss compute_weighted_loss get_losses
    v1.losses  get_regularization_loss get_regularization_losses get_total_loss hinge_loss
    v1.losses  huber_loss log_loss mean_squared_error sigmoid_cross_entropy
    v1.losses  softmax_cross_entropy sparse_softmax_cross_entropy
""")
