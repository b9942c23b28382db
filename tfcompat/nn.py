"""tf.nn: the operations of neural networks."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.convolution   atrous_conv2d conv1d conv1d_transpose conv2d conv2d_transpose conv3d
    frontend.convolution   conv3d_transpose conv_transpose convolution depthwise_conv2d
    frontend.convolution   separable_conv2d
    frontend.neural        bias_add crelu elu embedding_lookup gelu l2_loss leaky_relu log_softmax
    frontend.neural        relu relu6 selu silu softmax softplus softsign  swish=silu
    frontend.pooling       avg_pool avg_pool1d avg_pool2d avg_pool3d max_pool max_pool1d
    frontend.pooling       max_pool2d max_pool3d max_pool_with_argmax pool
    frontend.rearranging   depth_to_space space_to_depth
    frontend.reductions    zero_fraction
    frontend.sorting       in_top_k top_k
    frontend.special       sigmoid
    frontend.trigonometry  tanh
""")
