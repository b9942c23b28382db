"""tf.compat.v1.test: helpers for tests."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                         experimental
    frontend.build_info  gpu_device_name is_built_with_cuda is_built_with_gpu_support
    frontend.build_info  is_built_with_rocm is_built_with_xla is_cpu_target_available
    frontend.build_info  is_gpu_available
    frontend.testing     TestCase disable_with_predicate main
    frontend.testing  with_eager_op_as_function
""")
