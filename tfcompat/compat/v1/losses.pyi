# Derived by tools/derive.py; do not edit.
from tfcompat._src.v1.losses import Reduction as Reduction
from tfcompat._src.v1.losses import absolute_difference as absolute_difference
from tfcompat._src.v1.losses import add_loss as add_loss
from tfcompat._src.v1.losses import compute_weighted_loss as compute_weighted_loss
from tfcompat._src.v1.losses import get_losses as get_losses
from tfcompat._src.v1.losses import get_regularization_loss as get_regularization_loss
from tfcompat._src.v1.losses import get_regularization_losses as get_regularization_losses
from tfcompat._src.v1.losses import get_total_loss as get_total_loss
from tfcompat._src.v1.losses import hinge_loss as hinge_loss
from tfcompat._src.v1.losses import huber_loss as huber_loss
from tfcompat._src.v1.losses import log_loss as log_loss
from tfcompat._src.v1.losses import mean_squared_error as mean_squared_error
from tfcompat._src.v1.losses import sigmoid_cross_entropy as sigmoid_cross_entropy
from tfcompat._src.v1.losses import softmax_cross_entropy as softmax_cross_entropy
from tfcompat._src.v1.losses import sparse_softmax_cross_entropy as sparse_softmax_cross_entropy

__all__ = [
    "Reduction", "absolute_difference", "add_loss", "compute_weighted_loss", "get_losses",
    "get_regularization_loss", "get_regularization_losses", "get_total_loss", "hinge_loss",
    "huber_loss", "log_loss", "mean_squared_error", "sigmoid_cross_entropy",
    "softmax_cross_entropy", "sparse_softmax_cross_entropy",
]
