"""tf.compat.v1.nn: neural networks."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  experimental
    frontend.approximate_sorting  approx_max_k approx_min_k
    frontend.average_losses       compute_average_loss scale_regularization_loss
    frontend.candidate_samplers   all_candidate_sampler compute_accidental_hits
    frontend.candidate_samplers   fixed_unigram_candidate_sampler
    frontend.candidate_samplers   learned_unigram_candidate_sampler
    frontend.candidate_samplers   log_uniform_candidate_sampler uniform_candidate_sampler
    frontend.convolution          atrous_conv2d conv1d_transpose conv_transpose
    frontend.convolution_parts    atrous_conv2d_transpose depthwise_conv2d_backprop_filter
    frontend.convolution_parts    depthwise_conv2d_backprop_input
    frontend.convolution_parts    depthwise_conv2d_native_backprop_filter
    frontend.convolution_parts    depthwise_conv2d_native_backprop_input
    frontend.convolution_parts    with_space_to_batch
    frontend.ctc                  collapse_repeated
    frontend.ctc                  ctc_beam_search_decoder_v2=ctc_beam_search_decoder
    frontend.ctc                  ctc_greedy_decoder ctc_unique_labels
    frontend.losses               log_poisson_loss
    frontend.ctc                  ctc_loss_v2=ctc_loss
    frontend.neural               bias_add elu l2_loss relu selu softsign
    frontend.normalization        batch_normalization local_response_normalization
    frontend.normalization        lrn=local_response_normalization normalize_moments
    frontend.pooling              avg_pool1d avg_pool3d avg_pool_v2=avg_pool max_pool1d
    frontend.pooling              max_pool2d max_pool3d max_pool_v2=max_pool
    frontend.reductions           zero_fraction
    frontend.sorting              top_k
    v1.older_networks             avg_pool avg_pool2d=avg_pool conv2d dropout embedding_lookup
    v1.older_networks             l2_normalize log_softmax max_pool moments relu_layer
    v1.older_networks             sigmoid_cross_entropy_with_logits softmax
    v1.older_networks             softmax_cross_entropy_with_logits
    v1.older_networks             softmax_cross_entropy_with_logits_v2
    v1.older_networks             sparse_softmax_cross_entropy_with_logits xw_plus_b
    v1.older_sequences            ctc_beam_search_decoder ctc_loss dilation2d erosion2d
    v1.older_sequences            fractional_avg_pool fractional_max_pool
    frontend.neural  leaky_relu relu6 silu softplus swish=silu
    frontend.special  sigmoid
    frontend.trigonometry  tanh
""")
