# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.approximate_sorting import approx_max_k as approx_max_k
from tfcompat._src.frontend.approximate_sorting import approx_min_k as approx_min_k
from tfcompat._src.frontend.average_losses import compute_average_loss as compute_average_loss
from tfcompat._src.frontend.average_losses import scale_regularization_loss as scale_regularization_loss
from tfcompat._src.frontend.blocks import space_to_batch as space_to_batch
from tfcompat._src.frontend.candidate_samplers import all_candidate_sampler as all_candidate_sampler
from tfcompat._src.frontend.candidate_samplers import compute_accidental_hits as compute_accidental_hits
from tfcompat._src.frontend.candidate_samplers import fixed_unigram_candidate_sampler as fixed_unigram_candidate_sampler
from tfcompat._src.frontend.candidate_samplers import learned_unigram_candidate_sampler as learned_unigram_candidate_sampler
from tfcompat._src.frontend.cell_wrappers import RNNCellDeviceWrapper as RNNCellDeviceWrapper
from tfcompat._src.frontend.cell_wrappers import RNNCellDropoutWrapper as RNNCellDropoutWrapper
from tfcompat._src.frontend.cell_wrappers import RNNCellResidualWrapper as RNNCellResidualWrapper
from tfcompat._src.frontend.convolution import atrous_conv2d as atrous_conv2d
from tfcompat._src.frontend.convolution import conv1d as conv1d
from tfcompat._src.frontend.convolution import conv1d_transpose as conv1d_transpose
from tfcompat._src.frontend.convolution import conv2d as conv2d
from tfcompat._src.frontend.convolution import conv2d_transpose as conv2d_transpose
from tfcompat._src.frontend.convolution import conv3d as conv3d
from tfcompat._src.frontend.convolution import conv3d_transpose as conv3d_transpose
from tfcompat._src.frontend.convolution import conv_transpose as conv_transpose
from tfcompat._src.frontend.convolution import convolution as convolution
from tfcompat._src.frontend.convolution import depthwise_conv2d as depthwise_conv2d
from tfcompat._src.frontend.convolution import separable_conv2d as separable_conv2d
from tfcompat._src.frontend.convolution_parts import atrous_conv2d_transpose as atrous_conv2d_transpose
from tfcompat._src.frontend.convolution_parts import depthwise_conv2d_backprop_filter as depthwise_conv2d_backprop_filter
from tfcompat._src.frontend.convolution_parts import depthwise_conv2d_backprop_input as depthwise_conv2d_backprop_input
from tfcompat._src.frontend.convolution_parts import with_space_to_batch as with_space_to_batch
from tfcompat._src.frontend.ctc import collapse_repeated as collapse_repeated
from tfcompat._src.frontend.ctc import ctc_beam_search_decoder as ctc_beam_search_decoder
from tfcompat._src.frontend.ctc import ctc_greedy_decoder as ctc_greedy_decoder
from tfcompat._src.frontend.ctc import ctc_loss as ctc_loss
from tfcompat._src.frontend.ctc import ctc_unique_labels as ctc_unique_labels
from tfcompat._src.frontend.dropout import dropout as dropout
from tfcompat._src.frontend.losses import log_poisson_loss as log_poisson_loss
from tfcompat._src.frontend.losses import sigmoid_cross_entropy_with_logits as sigmoid_cross_entropy_with_logits
from tfcompat._src.frontend.losses import softmax_cross_entropy_with_logits as softmax_cross_entropy_with_logits
from tfcompat._src.frontend.losses import sparse_softmax_cross_entropy_with_logits as sparse_softmax_cross_entropy_with_logits
from tfcompat._src.frontend.losses import weighted_cross_entropy_with_logits as weighted_cross_entropy_with_logits
from tfcompat._src.frontend.morphology import dilation2d as dilation2d
from tfcompat._src.frontend.morphology import erosion2d as erosion2d
from tfcompat._src.frontend.morphology import fractional_avg_pool as fractional_avg_pool
from tfcompat._src.frontend.morphology import fractional_max_pool as fractional_max_pool
from tfcompat._src.frontend.morphology import isotonic_regression as isotonic_regression
from tfcompat._src.frontend.neural import bias_add as bias_add
from tfcompat._src.frontend.neural import crelu as crelu
from tfcompat._src.frontend.neural import elu as elu
from tfcompat._src.frontend.neural import embedding_lookup as embedding_lookup
from tfcompat._src.frontend.neural import gelu as gelu
from tfcompat._src.frontend.neural import l2_loss as l2_loss
from tfcompat._src.frontend.neural import leaky_relu as leaky_relu
from tfcompat._src.frontend.neural import log_softmax as log_softmax
from tfcompat._src.frontend.neural import relu as relu
from tfcompat._src.frontend.neural import relu6 as relu6
from tfcompat._src.frontend.neural import selu as selu
from tfcompat._src.frontend.neural import silu as silu
from tfcompat._src.frontend.neural import softmax as softmax
from tfcompat._src.frontend.neural import softplus as softplus
from tfcompat._src.frontend.neural import softsign as softsign
from tfcompat._src.frontend.neural import silu as swish
from tfcompat._src.frontend.normalization import batch_norm_with_global_normalization as batch_norm_with_global_normalization
from tfcompat._src.frontend.normalization import batch_normalization as batch_normalization
from tfcompat._src.frontend.normalization import l2_normalize as l2_normalize
from tfcompat._src.frontend.normalization import local_response_normalization as local_response_normalization
from tfcompat._src.frontend.normalization import local_response_normalization as lrn
from tfcompat._src.frontend.normalization import moments as moments
from tfcompat._src.frontend.normalization import normalize_moments as normalize_moments
from tfcompat._src.frontend.normalization import sufficient_statistics as sufficient_statistics
from tfcompat._src.frontend.normalization import weighted_moments as weighted_moments
from tfcompat._src.frontend.pooling import avg_pool as avg_pool
from tfcompat._src.frontend.pooling import avg_pool1d as avg_pool1d
from tfcompat._src.frontend.pooling import avg_pool2d as avg_pool2d
from tfcompat._src.frontend.pooling import avg_pool3d as avg_pool3d
from tfcompat._src.frontend.pooling import max_pool as max_pool
from tfcompat._src.frontend.pooling import max_pool1d as max_pool1d
from tfcompat._src.frontend.pooling import max_pool2d as max_pool2d
from tfcompat._src.frontend.pooling import max_pool3d as max_pool3d
from tfcompat._src.frontend.pooling import max_pool_with_argmax as max_pool_with_argmax
from tfcompat._src.frontend.pooling import pool as pool
from tfcompat._src.frontend.rearranging import depth_to_space as depth_to_space
from tfcompat._src.frontend.rearranging import space_to_depth as space_to_depth
from tfcompat._src.frontend.reductions import zero_fraction as zero_fraction
from tfcompat._src.frontend.sampled_losses import nce_loss as nce_loss
from tfcompat._src.frontend.sampled_losses import sampled_softmax_loss as sampled_softmax_loss
from tfcompat._src.frontend.sorting import in_top_k as in_top_k
from tfcompat._src.frontend.sorting import top_k as top_k
from tfcompat._src.frontend.sparse_embeddings import embedding_lookup_sparse as embedding_lookup_sparse
from tfcompat._src.frontend.sparse_embeddings import safe_embedding_lookup_sparse as safe_embedding_lookup_sparse
from tfcompat._src.frontend.special import sigmoid as sigmoid
from tfcompat._src.frontend.trigonometry import tanh as tanh
from tfcompat.nn import experimental as experimental

__all__ = [
    "RNNCellDeviceWrapper", "RNNCellDropoutWrapper", "RNNCellResidualWrapper",
    "all_candidate_sampler", "approx_max_k", "approx_min_k", "atrous_conv2d",
    "atrous_conv2d_transpose", "avg_pool", "avg_pool1d", "avg_pool2d", "avg_pool3d",
    "batch_norm_with_global_normalization", "batch_normalization", "bias_add", "collapse_repeated",
    "compute_accidental_hits", "compute_average_loss", "conv1d", "conv1d_transpose", "conv2d",
    "conv2d_transpose", "conv3d", "conv3d_transpose", "conv_transpose", "convolution", "crelu",
    "ctc_beam_search_decoder", "ctc_greedy_decoder", "ctc_loss", "ctc_unique_labels",
    "depth_to_space", "depthwise_conv2d", "depthwise_conv2d_backprop_filter",
    "depthwise_conv2d_backprop_input", "dilation2d", "dropout", "elu", "embedding_lookup",
    "embedding_lookup_sparse", "erosion2d", "experimental", "fixed_unigram_candidate_sampler",
    "fractional_avg_pool", "fractional_max_pool", "gelu", "in_top_k", "isotonic_regression",
    "l2_loss", "l2_normalize", "leaky_relu", "learned_unigram_candidate_sampler",
    "local_response_normalization", "log_poisson_loss", "log_softmax", "lrn", "max_pool",
    "max_pool1d", "max_pool2d", "max_pool3d", "max_pool_with_argmax", "moments", "nce_loss",
    "normalize_moments", "pool", "relu", "relu6", "safe_embedding_lookup_sparse",
    "sampled_softmax_loss", "scale_regularization_loss", "selu", "separable_conv2d", "sigmoid",
    "sigmoid_cross_entropy_with_logits", "silu", "softmax", "softmax_cross_entropy_with_logits",
    "softplus", "softsign", "space_to_batch", "space_to_depth",
    "sparse_softmax_cross_entropy_with_logits", "sufficient_statistics", "swish", "tanh", "top_k",
    "weighted_cross_entropy_with_logits", "weighted_moments", "with_space_to_batch",
    "zero_fraction",
]
