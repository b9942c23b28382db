"""tf.nn: the operations of neural networks."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                       experimental
    frontend.cell_wrappers  RNNCellDeviceWrapper RNNCellDropoutWrapper RNNCellResidualWrapper
    frontend.convolution    atrous_conv2d conv1d conv1d_transpose conv2d conv2d_transpose conv3d
    frontend.convolution    conv3d_transpose conv_transpose convolution depthwise_conv2d
    frontend.convolution    separable_conv2d
    frontend.dropout        dropout
    frontend.losses         log_poisson_loss sigmoid_cross_entropy_with_logits
    frontend.losses         softmax_cross_entropy_with_logits
    frontend.losses         sparse_softmax_cross_entropy_with_logits
    frontend.losses         weighted_cross_entropy_with_logits
    frontend.neural         bias_add crelu elu embedding_lookup gelu l2_loss leaky_relu log_softmax
    frontend.neural         relu relu6 selu silu softmax softplus softsign swish=silu
    frontend.sparse_embeddings  embedding_lookup_sparse safe_embedding_lookup_sparse
    frontend.normalization  batch_norm_with_global_normalization
    frontend.normalization  batch_normalization l2_normalize local_response_normalization
    frontend.normalization  lrn=local_response_normalization moments normalize_moments
    frontend.normalization  sufficient_statistics weighted_moments
    frontend.pooling        avg_pool avg_pool1d avg_pool2d avg_pool3d max_pool max_pool1d
    frontend.pooling        max_pool2d max_pool3d max_pool_with_argmax pool
    frontend.rearranging    depth_to_space space_to_depth
    frontend.reductions     zero_fraction
    frontend.sorting        in_top_k top_k
    frontend.special        sigmoid
    frontend.trigonometry   tanh
    frontend.approximate_sorting  approx_max_k approx_min_k
    frontend.average_losses     compute_average_loss scale_regularization_loss
    frontend.blocks             space_to_batch
    frontend.candidate_samplers  all_candidate_sampler compute_accidental_hits
    frontend.candidate_samplers  fixed_unigram_candidate_sampler learned_unigram_candidate_sampler
    frontend.convolution_parts  atrous_conv2d_transpose depthwise_conv2d_backprop_filter
    frontend.convolution_parts  depthwise_conv2d_backprop_input with_space_to_batch
    frontend.ctc                collapse_repeated ctc_beam_search_decoder ctc_greedy_decoder
    frontend.ctc                ctc_loss ctc_unique_labels
    frontend.morphology         dilation2d erosion2d fractional_avg_pool fractional_max_pool
    frontend.morphology         isotonic_regression
    frontend.sampled_losses     nce_loss sampled_softmax_loss
""")
