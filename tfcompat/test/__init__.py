"""tf.test: what tests of programs with tensors need."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                         experimental
    frontend.build_info       gpu_device_name is_built_with_cuda is_built_with_gpu_support
    frontend.build_info       is_built_with_rocm is_built_with_xla is_cpu_target_available
    frontend.build_info       is_gpu_available
    frontend.gradient_checks  compute_gradient
    frontend.testing          assert_equal_graph_def disable_with_predicate main TestCase
    frontend.testing  with_eager_op_as_function
""")
