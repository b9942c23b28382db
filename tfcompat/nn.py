"""tf.nn: the operations of neural networks."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
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
""")
