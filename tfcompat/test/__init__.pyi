# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.build_info import gpu_device_name as gpu_device_name
from tfcompat._src.frontend.build_info import is_built_with_cuda as is_built_with_cuda
from tfcompat._src.frontend.build_info import is_built_with_gpu_support as is_built_with_gpu_support
from tfcompat._src.frontend.build_info import is_built_with_rocm as is_built_with_rocm
from tfcompat._src.frontend.build_info import is_built_with_xla as is_built_with_xla
from tfcompat._src.frontend.build_info import is_cpu_target_available as is_cpu_target_available
from tfcompat._src.frontend.build_info import is_gpu_available as is_gpu_available
from tfcompat._src.frontend.gradient_checks import compute_gradient as compute_gradient
from tfcompat._src.frontend.testing import TestCase as TestCase
from tfcompat._src.frontend.testing import assert_equal_graph_def as assert_equal_graph_def
from tfcompat._src.frontend.testing import disable_with_predicate as disable_with_predicate
from tfcompat._src.frontend.testing import main as main
from tfcompat._src.frontend.testing import with_eager_op_as_function as with_eager_op_as_function
from tfcompat.test import experimental as experimental

__all__ = [
    "TestCase", "assert_equal_graph_def", "compute_gradient", "disable_with_predicate",
    "experimental", "gpu_device_name", "is_built_with_cuda", "is_built_with_gpu_support",
    "is_built_with_rocm", "is_built_with_xla", "is_cpu_target_available", "is_gpu_available",
    "main", "with_eager_op_as_function",
]
