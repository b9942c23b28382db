# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.approximate_sorting import approx_max_k as approx_max_k
from tfcompat._src.frontend.approximate_sorting import approx_min_k as approx_min_k
from tfcompat._src.frontend.average_losses import compute_average_loss as compute_average_loss
from tfcompat._src.frontend.average_losses import scale_regularization_loss as scale_regularization_loss
from tfcompat._src.frontend.candidate_samplers import all_candidate_sampler as all_candidate_sampler
from tfcompat._src.frontend.candidate_samplers import compute_accidental_hits as compute_accidental_hits
from tfcompat._src.frontend.candidate_samplers import fixed_unigram_candidate_sampler as fixed_unigram_candidate_sampler
from tfcompat._src.frontend.candidate_samplers import learned_unigram_candidate_sampler as learned_unigram_candidate_sampler
from tfcompat._src.frontend.candidate_samplers import log_uniform_candidate_sampler as log_uniform_candidate_sampler
from tfcompat._src.frontend.candidate_samplers import uniform_candidate_sampler as uniform_candidate_sampler
from tfcompat._src.frontend.convolution import atrous_conv2d as atrous_conv2d
from tfcompat._src.frontend.convolution import conv1d_transpose as conv1d_transpose
from tfcompat._src.frontend.convolution import conv_transpose as conv_transpose
from tfcompat._src.frontend.convolution_parts import atrous_conv2d_transpose as atrous_conv2d_transpose
from tfcompat._src.frontend.convolution_parts import depthwise_conv2d_backprop_filter as depthwise_conv2d_backprop_filter
from tfcompat._src.frontend.convolution_parts import depthwise_conv2d_backprop_input as depthwise_conv2d_backprop_input
from tfcompat._src.frontend.convolution_parts import depthwise_conv2d_native_backprop_filter as depthwise_conv2d_native_backprop_filter
from tfcompat._src.frontend.convolution_parts import depthwise_conv2d_native_backprop_input as depthwise_conv2d_native_backprop_input
from tfcompat._src.frontend.convolution_parts import with_space_to_batch as with_space_to_batch
from tfcompat._src.frontend.ctc import collapse_repeated as collapse_repeated
from tfcompat._src.frontend.ctc import ctc_beam_search_decoder as ctc_beam_search_decoder_v2
from tfcompat._src.frontend.ctc import ctc_greedy_decoder as ctc_greedy_decoder
from tfcompat._src.frontend.ctc import ctc_loss as ctc_loss_v2
from tfcompat._src.frontend.ctc import ctc_unique_labels as ctc_unique_labels
from tfcompat._src.frontend.losses import log_poisson_loss as log_poisson_loss
from tfcompat._src.frontend.neural import bias_add as bias_add
from tfcompat._src.frontend.neural import elu as elu
from tfcompat._src.frontend.neural import l2_loss as l2_loss
from tfcompat._src.frontend.neural import leaky_relu as leaky_relu
from tfcompat._src.frontend.neural import relu as relu
from tfcompat._src.frontend.neural import relu6 as relu6
from tfcompat._src.frontend.neural import selu as selu
from tfcompat._src.frontend.neural import silu as silu
from tfcompat._src.frontend.neural import softplus as softplus
from tfcompat._src.frontend.neural import softsign as softsign
from tfcompat._src.frontend.neural import silu as swish
from tfcompat._src.frontend.normalization import batch_normalization as batch_normalization
from tfcompat._src.frontend.normalization import local_response_normalization as local_response_normalization
from tfcompat._src.frontend.normalization import local_response_normalization as lrn
from tfcompat._src.frontend.normalization import normalize_moments as normalize_moments
from tfcompat._src.frontend.pooling import avg_pool1d as avg_pool1d
from tfcompat._src.frontend.pooling import avg_pool3d as avg_pool3d
from tfcompat._src.frontend.pooling import avg_pool as avg_pool_v2
from tfcompat._src.frontend.pooling import max_pool1d as max_pool1d
from tfcompat._src.frontend.pooling import max_pool2d as max_pool2d
from tfcompat._src.frontend.pooling import max_pool3d as max_pool3d
from tfcompat._src.frontend.pooling import max_pool as max_pool_v2
from tfcompat._src.frontend.reductions import zero_fraction as zero_fraction
from tfcompat._src.frontend.sorting import top_k as top_k
from tfcompat._src.frontend.special import sigmoid as sigmoid
from tfcompat._src.frontend.trigonometry import tanh as tanh
from tfcompat._src.v1.older_networks import avg_pool as avg_pool
from tfcompat._src.v1.older_networks import avg_pool as avg_pool2d
from tfcompat._src.v1.older_networks import conv2d as conv2d
from tfcompat._src.v1.older_networks import dropout as dropout
from tfcompat._src.v1.older_networks import embedding_lookup as embedding_lookup
from tfcompat._src.v1.older_networks import l2_normalize as l2_normalize
from tfcompat._src.v1.older_networks import log_softmax as log_softmax
from tfcompat._src.v1.older_networks import max_pool as max_pool
from tfcompat._src.v1.older_networks import moments as moments
from tfcompat._src.v1.older_networks import relu_layer as relu_layer
from tfcompat._src.v1.older_networks import sigmoid_cross_entropy_with_logits as sigmoid_cross_entropy_with_logits
from tfcompat._src.v1.older_networks import softmax as softmax
from tfcompat._src.v1.older_networks import softmax_cross_entropy_with_logits as softmax_cross_entropy_with_logits
from tfcompat._src.v1.older_networks import softmax_cross_entropy_with_logits_v2 as softmax_cross_entropy_with_logits_v2
from tfcompat._src.v1.older_networks import sparse_softmax_cross_entropy_with_logits as sparse_softmax_cross_entropy_with_logits
from tfcompat._src.v1.older_networks import xw_plus_b as xw_plus_b
from tfcompat._src.v1.older_sequences import ctc_beam_search_decoder as ctc_beam_search_decoder
from tfcompat._src.v1.older_sequences import ctc_loss as ctc_loss
from tfcompat._src.v1.older_sequences import dilation2d as dilation2d
from tfcompat._src.v1.older_sequences import erosion2d as erosion2d
from tfcompat._src.v1.older_sequences import fractional_avg_pool as fractional_avg_pool
from tfcompat._src.v1.older_sequences import fractional_max_pool as fractional_max_pool
from tfcompat.compat.v1.nn import experimental as experimental

__all__ = [
    "all_candidate_sampler", "approx_max_k", "approx_min_k", "atrous_conv2d",
    "atrous_conv2d_transpose", "avg_pool", "avg_pool1d", "avg_pool2d", "avg_pool3d", "avg_pool_v2",
    "batch_normalization", "bias_add", "collapse_repeated", "compute_accidental_hits",
    "compute_average_loss", "conv1d_transpose", "conv2d", "conv_transpose",
    "ctc_beam_search_decoder", "ctc_beam_search_decoder_v2", "ctc_greedy_decoder", "ctc_loss",
    "ctc_loss_v2", "ctc_unique_labels", "depthwise_conv2d_backprop_filter",
    "depthwise_conv2d_backprop_input", "depthwise_conv2d_native_backprop_filter",
    "depthwise_conv2d_native_backprop_input", "dilation2d", "dropout", "elu", "embedding_lookup",
    "erosion2d", "experimental", "fixed_unigram_candidate_sampler", "fractional_avg_pool",
    "fractional_max_pool", "l2_loss", "l2_normalize", "leaky_relu",
    "learned_unigram_candidate_sampler", "local_response_normalization", "log_poisson_loss",
    "log_softmax", "log_uniform_candidate_sampler", "lrn", "max_pool", "max_pool1d", "max_pool2d",
    "max_pool3d", "max_pool_v2", "moments", "normalize_moments", "relu", "relu6", "relu_layer",
    "scale_regularization_loss", "selu", "sigmoid", "sigmoid_cross_entropy_with_logits", "silu",
    "softmax", "softmax_cross_entropy_with_logits", "softmax_cross_entropy_with_logits_v2",
    "softplus", "softsign", "sparse_softmax_cross_entropy_with_logits", "swish", "tanh", "top_k",
    "uniform_candidate_sampler", "with_space_to_batch", "xw_plus_b", "zero_fraction",
]
