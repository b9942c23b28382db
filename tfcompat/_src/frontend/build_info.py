"""tf.sysconfig: how the library was built. There is nothing to compile against here."""

import collections
import os

CXX11_ABI_FLAG = 1
CXX_VERSION = 201703
MONOLITHIC_BUILD = 0
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def get_build_info():
    """What the build supports.

    Returns:
        A dict of names to bools.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.sysconfig.get_build_info()["is_cuda_build"]
        False
    """
    return collections.OrderedDict(
        is_cuda_build=False, is_rocm_build=False, is_tensorrt_build=False)


def get_include():
    """The folder where C++ headers would be; there are none.

    Returns:
        A string.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.sysconfig.get_include().endswith("include")
        True
    """
    return os.path.join(_PACKAGE, "include")


def get_lib():
    """The folder of the library.

    Returns:
        A string.

    Raises:
        Nothing.

    Example:
        >>> import os, tfcompat as tf
        >>> os.path.isdir(tf.sysconfig.get_lib())
        True
    """
    return _PACKAGE


def get_compile_flags():
    """The flags to compile C++ code with that uses the library; there is no such code.

    Returns:
        A list of strings.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> "--std=c++17" in tf.sysconfig.get_compile_flags()
        True
    """
    return [f"-I{get_include()}", f"-D_GLIBCXX_USE_CXX11_ABI={CXX11_ABI_FLAG}", "--std=c++17",
            "-DEIGEN_MAX_ALIGN_BYTES=64"]


def get_link_flags():
    """The flags to link with; there is nothing to link.

    Returns:
        An empty list.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.sysconfig.get_link_flags()
        []
    """
    return []


def is_built_with_cuda():
    """Whether the library was built for GPUs of CUDA.

    Returns:
        False.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.test.is_built_with_cuda()
        False
    """
    return False


def is_built_with_rocm():
    """Whether the library was built for GPUs of ROCm.

    Returns:
        False.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.test.is_built_with_rocm()
        False
    """
    return False


def is_built_with_gpu_support():
    """Whether the library was built for GPUs.

    Returns:
        False.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.test.is_built_with_gpu_support()
        False
    """
    return False


def is_built_with_xla():
    """Whether the library was built with XLA.

    Returns:
        False.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.test.is_built_with_xla()
        False
    """
    return False


def is_cpu_target_available(target):
    """Whether code for a kind of CPU was built in.

    Args:
        target: the name of a kind of CPU.

    Returns:
        False.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.test.is_cpu_target_available("x86")
        False
    """
    return False


def gpu_device_name():
    """The name of a GPU, "" where there is none.

    Returns:
        A string.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.test.gpu_device_name()
        ''
    """
    return ""


def is_gpu_available(cuda_only=False, min_cuda_compute_capability=None):
    """Whether there is a GPU.

    Args:
        cuda_only, min_cuda_compute_capability: which ones count.

    Returns:
        A bool.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.test.is_gpu_available()
        False
    """
    return False
