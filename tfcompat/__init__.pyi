# Derived by tools/derive.py; do not edit.
from tfcompat._src.alias.installing import install_as_tensorflow as install_as_tensorflow
from tfcompat._src.base.device_spec import DeviceSpec as DeviceSpec
from tfcompat._src.base.dtypes import DType as DType
from tfcompat._src.base.dtypes import as_dtype as as_dtype
from tfcompat._src.base.dtypes import bfloat16 as bfloat16
from tfcompat._src.base.dtypes import bool as bool
from tfcompat._src.base.dtypes import complex128 as complex128
from tfcompat._src.base.dtypes import complex64 as complex64
from tfcompat._src.base.dtypes import double as double
from tfcompat._src.base.dtypes import float16 as float16
from tfcompat._src.base.dtypes import float32 as float32
from tfcompat._src.base.dtypes import float64 as float64
from tfcompat._src.base.dtypes import half as half
from tfcompat._src.base.dtypes import int16 as int16
from tfcompat._src.base.dtypes import int32 as int32
from tfcompat._src.base.dtypes import int64 as int64
from tfcompat._src.base.dtypes import int8 as int8
from tfcompat._src.base.dtypes import qint16 as qint16
from tfcompat._src.base.dtypes import qint32 as qint32
from tfcompat._src.base.dtypes import qint8 as qint8
from tfcompat._src.base.dtypes import quint16 as quint16
from tfcompat._src.base.dtypes import quint8 as quint8
from tfcompat._src.base.dtypes import resource as resource
from tfcompat._src.base.dtypes import string as string
from tfcompat._src.base.dtypes import uint16 as uint16
from tfcompat._src.base.dtypes import uint32 as uint32
from tfcompat._src.base.dtypes import uint64 as uint64
from tfcompat._src.base.dtypes import uint8 as uint8
from tfcompat._src.base.dtypes import variant as variant
from tfcompat._src.base.logs import get_logger as get_logger
from tfcompat._src.base.shapes import TensorShape as TensorShape
from tfcompat._src.base.shapes import broadcast_static_shape as broadcast_static_shape
from tfcompat._src.base.specs import TensorSpec as TensorSpec
from tfcompat._src.base.specs import TypeSpec as TypeSpec
from tfcompat._src.base.specs import type_spec_from_value as type_spec_from_value
from tfcompat._src.base.version import GIT_VERSION as __git_version__
from tfcompat._src.base.version import VERSION as __version__
from tfcompat._src.composite.ragged_spec import RaggedTensorSpec as RaggedTensorSpec
from tfcompat._src.composite.ragged_tensor import RaggedTensor as RaggedTensor
from tfcompat._src.composite.sparse_tensor import SparseTensor as SparseTensor
from tfcompat._src.composite.sparse_tensor import SparseTensorSpec as SparseTensorSpec
from tfcompat._src.composite.tensor_array import TensorArray as TensorArray
from tfcompat._src.composite.tensor_array import TensorArraySpec as TensorArraySpec
from tfcompat._src.core.context import executing_eagerly as executing_eagerly
from tfcompat._src.core.convert import constant as constant
from tfcompat._src.core.convert import register_conversion as register_tensor_conversion_function
from tfcompat._src.core.indexed_slices import IndexedSlices as IndexedSlices
from tfcompat._src.core.indexed_slices import IndexedSlicesSpec as IndexedSlicesSpec
from tfcompat._src.core.name_scopes import init_scope as init_scope
from tfcompat._src.core.name_scopes import name_scope as name_scope
from tfcompat._src.core.tensor import Tensor as Tensor
from tfcompat._src.data.optionals import OptionalSpec as OptionalSpec
from tfcompat._src.data.structure import NoneTensorSpec as NoneTensorSpec
from tfcompat._src.frontend.approximate_sorting import approx_top_k as approx_top_k
from tfcompat._src.frontend.arrays import broadcast_dynamic_shape as broadcast_dynamic_shape
from tfcompat._src.frontend.arrays import broadcast_to as broadcast_to
from tfcompat._src.frontend.arrays import ensure_shape as ensure_shape
from tfcompat._src.frontend.arrays import expand_dims as expand_dims
from tfcompat._src.frontend.arrays import get_static_value as get_static_value
from tfcompat._src.frontend.arrays import identity as identity
from tfcompat._src.frontend.arrays import identity_n as identity_n
from tfcompat._src.frontend.arrays import is_symbolic_tensor as is_symbolic_tensor
from tfcompat._src.frontend.arrays import is_tensor as is_tensor
from tfcompat._src.frontend.arrays import newaxis as newaxis
from tfcompat._src.frontend.arrays import rank as rank
from tfcompat._src.frontend.arrays import reshape as reshape
from tfcompat._src.frontend.arrays import shape as shape
from tfcompat._src.frontend.arrays import shape_n as shape_n
from tfcompat._src.frontend.arrays import size as size
from tfcompat._src.frontend.arrays import squeeze as squeeze
from tfcompat._src.frontend.arrays import stop_gradient as stop_gradient
from tfcompat._src.frontend.batching import nondifferentiable_batch_function as nondifferentiable_batch_function
from tfcompat._src.frontend.blocks import batch_to_space as batch_to_space
from tfcompat._src.frontend.blocks import extract_volume_patches as extract_volume_patches
from tfcompat._src.frontend.blocks import parallel_stack as parallel_stack
from tfcompat._src.frontend.blocks import required_space_to_batch_paddings as required_space_to_batch_paddings
from tfcompat._src.frontend.blocks import reverse_sequence as reverse_sequence
from tfcompat._src.frontend.blocks import space_to_batch as space_to_batch
from tfcompat._src.frontend.blocks import space_to_batch as space_to_batch_nd
from tfcompat._src.frontend.casting import bitcast as bitcast
from tfcompat._src.frontend.casting import cast as cast
from tfcompat._src.frontend.casting import saturate_cast as saturate_cast
from tfcompat._src.frontend.checks import Assert as Assert
from tfcompat._src.frontend.checks import assert_equal as assert_equal
from tfcompat._src.frontend.checks import assert_greater as assert_greater
from tfcompat._src.frontend.checks import assert_less as assert_less
from tfcompat._src.frontend.clipping import clip_by_global_norm as clip_by_global_norm
from tfcompat._src.frontend.clipping import clip_by_norm as clip_by_norm
from tfcompat._src.frontend.clipping import clip_by_value as clip_by_value
from tfcompat._src.frontend.comparison import equal as equal
from tfcompat._src.frontend.comparison import greater as greater
from tfcompat._src.frontend.comparison import greater_equal as greater_equal
from tfcompat._src.frontend.comparison import less as less
from tfcompat._src.frontend.comparison import less_equal as less_equal
from tfcompat._src.frontend.comparison import logical_and as logical_and
from tfcompat._src.frontend.comparison import logical_not as logical_not
from tfcompat._src.frontend.comparison import logical_or as logical_or
from tfcompat._src.frontend.comparison import not_equal as not_equal
from tfcompat._src.frontend.complex_numbers import complex as complex
from tfcompat._src.frontend.contraction import einsum as einsum
from tfcompat._src.frontend.contraction import tensordot as tensordot
from tfcompat._src.frontend.control import control_dependencies as control_dependencies
from tfcompat._src.frontend.control import device as device
from tfcompat._src.frontend.control import group as group
from tfcompat._src.frontend.control import no_op as no_op
from tfcompat._src.frontend.control import tuple as tuple
from tfcompat._src.frontend.control_flow import case as case
from tfcompat._src.frontend.control_flow import cond as cond
from tfcompat._src.frontend.control_flow import switch_case as switch_case
from tfcompat._src.frontend.control_flow import while_loop as while_loop
from tfcompat._src.frontend.conversion import convert_to_tensor as convert_to_tensor
from tfcompat._src.frontend.convolution_parts import conv as conv
from tfcompat._src.frontend.convolution_parts import conv2d_backprop_filter_v2 as conv2d_backprop_filter_v2
from tfcompat._src.frontend.convolution_parts import conv2d_backprop_input_v2 as conv2d_backprop_input_v2
from tfcompat._src.frontend.counting import histogram_fixed_width as histogram_fixed_width
from tfcompat._src.frontend.counting import histogram_fixed_width_bins as histogram_fixed_width_bins
from tfcompat._src.frontend.creation import eye as eye
from tfcompat._src.frontend.creation import fill as fill
from tfcompat._src.frontend.creation import linspace as linspace
from tfcompat._src.frontend.creation import one_hot as one_hot
from tfcompat._src.frontend.creation import ones as ones
from tfcompat._src.frontend.creation import ones_like as ones_like
from tfcompat._src.frontend.creation import range as range
from tfcompat._src.frontend.creation import sequence_mask as sequence_mask
from tfcompat._src.frontend.creation import zeros as zeros
from tfcompat._src.frontend.creation import zeros_like as zeros_like
from tfcompat._src.frontend.critical_section import CriticalSection as CriticalSection
from tfcompat._src.frontend.critical_section import timestamp as timestamp
from tfcompat._src.frontend.decompositions import eig as eig
from tfcompat._src.frontend.decompositions import eigvals as eigvals
from tfcompat._src.frontend.elementwise import abs as abs
from tfcompat._src.frontend.elementwise import exp as exp
from tfcompat._src.frontend.elementwise import floor as floor
from tfcompat._src.frontend.elementwise import negative as negative
from tfcompat._src.frontend.elementwise import round as round
from tfcompat._src.frontend.elementwise import sign as sign
from tfcompat._src.frontend.elementwise import sqrt as sqrt
from tfcompat._src.frontend.elementwise import square as square
from tfcompat._src.frontend.fourier_along import fftnd as fftnd
from tfcompat._src.frontend.fourier_along import ifftnd as ifftnd
from tfcompat._src.frontend.fourier_along import irfftnd as irfftnd
from tfcompat._src.frontend.fourier_along import rfftnd as rfftnd
from tfcompat._src.frontend.functional_loops import foldl as foldl
from tfcompat._src.frontend.functional_loops import foldr as foldr
from tfcompat._src.frontend.functional_loops import map_fn as map_fn
from tfcompat._src.frontend.functional_loops import scan as scan
from tfcompat._src.frontend.initializers import Constant as constant_initializer
from tfcompat._src.frontend.initializers import Ones as ones_initializer
from tfcompat._src.frontend.initializers import RandomNormal as random_normal_initializer
from tfcompat._src.frontend.initializers import RandomUniform as random_uniform_initializer
from tfcompat._src.frontend.initializers import Zeros as zeros_initializer
from tfcompat._src.frontend.joining import concat as concat
from tfcompat._src.frontend.joining import split as split
from tfcompat._src.frontend.joining import stack as stack
from tfcompat._src.frontend.joining import unstack as unstack
from tfcompat._src.frontend.linear_algebra import matmul as matmul
from tfcompat._src.frontend.linear_algebra import norm as norm
from tfcompat._src.frontend.math import add as add
from tfcompat._src.frontend.math import add_n as add_n
from tfcompat._src.frontend.math import divide as divide
from tfcompat._src.frontend.math import maximum as maximum
from tfcompat._src.frontend.math import minimum as minimum
from tfcompat._src.frontend.math import multiply as multiply
from tfcompat._src.frontend.math import pow as pow
from tfcompat._src.frontend.math import realdiv as realdiv
from tfcompat._src.frontend.math import scalar_mul as scalar_mul
from tfcompat._src.frontend.math import subtract as subtract
from tfcompat._src.frontend.math import truediv as truediv
from tfcompat._src.frontend.math import truncatediv as truncatediv
from tfcompat._src.frontend.math import truncatemod as truncatemod
from tfcompat._src.frontend.matrix_functions import sqrtm as matrix_square_root
from tfcompat._src.frontend.own_ops import load_library as load_library
from tfcompat._src.frontend.own_ops import load_op_library as load_op_library
from tfcompat._src.frontend.own_ops import register_op as register_op
from tfcompat._src.frontend.partitioning import dynamic_partition as dynamic_partition
from tfcompat._src.frontend.partitioning import dynamic_stitch as dynamic_stitch
from tfcompat._src.frontend.partitioning import edit_distance as edit_distance
from tfcompat._src.frontend.partitioning import fingerprint as fingerprint
from tfcompat._src.frontend.partitioning import guarantee_const as guarantee_const
from tfcompat._src.frontend.partitioning import ragged_fill_empty_rows as ragged_fill_empty_rows
from tfcompat._src.frontend.partitioning import ragged_fill_empty_rows_grad as ragged_fill_empty_rows_grad
from tfcompat._src.frontend.partitioning import random_index_shuffle as random_index_shuffle
from tfcompat._src.frontend.partitioning import searchsorted as searchsorted
from tfcompat._src.frontend.partitioning import tensor_scatter_nd_max as tensor_scatter_nd_max
from tfcompat._src.frontend.partitioning import tensor_scatter_nd_min as tensor_scatter_nd_min
from tfcompat._src.frontend.partitioning import unravel_index as unravel_index
from tfcompat._src.frontend.printing import print as print
from tfcompat._src.frontend.python_functions import numpy_function as numpy_function
from tfcompat._src.frontend.python_functions import py_function as py_function
from tfcompat._src.frontend.rearranging import meshgrid as meshgrid
from tfcompat._src.frontend.rearranging import pad as pad
from tfcompat._src.frontend.rearranging import repeat as repeat
from tfcompat._src.frontend.rearranging import reverse as reverse
from tfcompat._src.frontend.rearranging import roll as roll
from tfcompat._src.frontend.rearranging import tile as tile
from tfcompat._src.frontend.rearranging import transpose as transpose
from tfcompat._src.frontend.reductions import argmax as argmax
from tfcompat._src.frontend.reductions import argmin as argmin
from tfcompat._src.frontend.reductions import cumsum as cumsum
from tfcompat._src.frontend.reductions import reduce_all as reduce_all
from tfcompat._src.frontend.reductions import reduce_any as reduce_any
from tfcompat._src.frontend.reductions import reduce_logsumexp as reduce_logsumexp
from tfcompat._src.frontend.reductions import reduce_max as reduce_max
from tfcompat._src.frontend.reductions import reduce_mean as reduce_mean
from tfcompat._src.frontend.reductions import reduce_min as reduce_min
from tfcompat._src.frontend.reductions import reduce_prod as reduce_prod
from tfcompat._src.frontend.reductions import reduce_sum as reduce_sum
from tfcompat._src.frontend.scopes import get_current_name_scope as get_current_name_scope
from tfcompat._src.frontend.slicing import boolean_mask as boolean_mask
from tfcompat._src.frontend.slicing import gather as gather
from tfcompat._src.frontend.slicing import gather_nd as gather_nd
from tfcompat._src.frontend.slicing import scatter_nd as scatter_nd
from tfcompat._src.frontend.slicing import slice as slice
from tfcompat._src.frontend.slicing import strided_slice as strided_slice
from tfcompat._src.frontend.slicing import tensor_scatter_nd_add as tensor_scatter_nd_add
from tfcompat._src.frontend.slicing import tensor_scatter_nd_sub as tensor_scatter_nd_sub
from tfcompat._src.frontend.slicing import tensor_scatter_nd_update as tensor_scatter_nd_update
from tfcompat._src.frontend.slicing import unique as unique
from tfcompat._src.frontend.slicing import unique_with_counts as unique_with_counts
from tfcompat._src.frontend.slicing import where as where
from tfcompat._src.frontend.sorting import argsort as argsort
from tfcompat._src.frontend.sorting import sort as sort
from tfcompat._src.frontend.special import sigmoid as sigmoid
from tfcompat._src.frontend.static_checks import assert_rank as assert_rank
from tfcompat._src.frontend.strings import as_string as as_string
from tfcompat._src.frontend.tensor_protos import make_ndarray as make_ndarray
from tfcompat._src.frontend.tensor_protos import make_tensor_proto as make_tensor_proto
from tfcompat._src.frontend.trigonometry import acos as acos
from tfcompat._src.frontend.trigonometry import acosh as acosh
from tfcompat._src.frontend.trigonometry import asin as asin
from tfcompat._src.frontend.trigonometry import asinh as asinh
from tfcompat._src.frontend.trigonometry import atan as atan
from tfcompat._src.frontend.trigonometry import atan2 as atan2
from tfcompat._src.frontend.trigonometry import atanh as atanh
from tfcompat._src.frontend.trigonometry import cos as cos
from tfcompat._src.frontend.trigonometry import cosh as cosh
from tfcompat._src.frontend.trigonometry import sin as sin
from tfcompat._src.frontend.trigonometry import sinh as sinh
from tfcompat._src.frontend.trigonometry import tan as tan
from tfcompat._src.frontend.trigonometry import tanh as tanh
from tfcompat._src.frontend.vectorized import vectorized_map as vectorized_map
from tfcompat._src.function.function import function as function
from tfcompat._src.function.function import inside_function as inside_function
from tfcompat._src.grad.custom import custom_gradient as custom_gradient
from tfcompat._src.grad.custom import grad_pass_through as grad_pass_through
from tfcompat._src.grad.custom import recompute_grad as recompute_grad
from tfcompat._src.grad.graph_gradients import AggregationMethod as AggregationMethod
from tfcompat._src.grad.graph_gradients import gradients as gradients
from tfcompat._src.grad.graph_gradients import hessians as hessians
from tfcompat._src.grad.registered import RegisterGradient as RegisterGradient
from tfcompat._src.grad.registered import not_differentiable as no_gradient
from tfcompat._src.grad.tape import GradientTape as GradientTape
from tfcompat._src.grad.tape import UnconnectedGradients as UnconnectedGradients
from tfcompat._src.graph.graph import Graph as Graph
from tfcompat._src.graph.import_into import import_graph_def as import_graph_def
from tfcompat._src.graph.operation import Operation as Operation
from tfcompat._src.state.module import Module as Module
from tfcompat._src.state.variable import Variable as Variable
from tfcompat._src.state.variable import VariableAggregation as VariableAggregation
from tfcompat._src.state.variable import VariableSynchronization as VariableSynchronization
from tfcompat._src.state.variable_creators import variable_creator_scope as variable_creator_scope
from tfcompat import audio as audio
from tfcompat import autodiff as autodiff
from tfcompat import autograph as autograph
from tfcompat import bitwise as bitwise
from tfcompat import compat as compat
from tfcompat import config as config
from tfcompat import data as data
from tfcompat import debugging as debugging
from tfcompat import dtypes as dtypes
from tfcompat import errors as errors
from tfcompat import experimental as experimental
from tfcompat import graph_util as graph_util
from tfcompat import image as image
from tfcompat import io as io
from tfcompat import keras as keras
from tfcompat import linalg as linalg
from tfcompat import lookup as lookup
from tfcompat import math as math
from tfcompat import nest as nest
from tfcompat import nn as nn
from tfcompat import quantization as quantization
from tfcompat import queue as queue
from tfcompat import ragged as ragged
from tfcompat import random as random
from tfcompat import raw_ops as raw_ops
from tfcompat import saved_model as saved_model
from tfcompat import sets as sets
from tfcompat import signal as signal
from tfcompat import sparse as sparse
from tfcompat import strings as strings
from tfcompat import summary as summary
from tfcompat import sysconfig as sysconfig
from tfcompat import test as test
from tfcompat import train as train
from tfcompat import types as types
from tfcompat import version as version
from tfcompat import xla as xla

__all__ = [
    "AggregationMethod", "Assert", "CriticalSection", "DType", "DeviceSpec", "GradientTape",
    "Graph", "IndexedSlices", "IndexedSlicesSpec", "Module", "NoneTensorSpec", "Operation",
    "OptionalSpec", "RaggedTensor", "RaggedTensorSpec", "RegisterGradient", "SparseTensor",
    "SparseTensorSpec", "Tensor", "TensorArray", "TensorArraySpec", "TensorShape", "TensorSpec",
    "TypeSpec", "UnconnectedGradients", "Variable", "VariableAggregation",
    "VariableSynchronization", "__git_version__", "__version__", "abs", "acos", "acosh", "add",
    "add_n", "approx_top_k", "argmax", "argmin", "argsort", "as_dtype", "as_string", "asin",
    "asinh", "assert_equal", "assert_greater", "assert_less", "assert_rank", "atan", "atan2",
    "atanh", "audio", "autodiff", "autograph", "batch_to_space", "bfloat16", "bitcast", "bitwise",
    "bool", "boolean_mask", "broadcast_dynamic_shape", "broadcast_static_shape", "broadcast_to",
    "case", "cast", "clip_by_global_norm", "clip_by_norm", "clip_by_value", "compat", "complex",
    "complex128", "complex64", "concat", "cond", "config", "constant", "constant_initializer",
    "control_dependencies", "conv", "conv2d_backprop_filter_v2", "conv2d_backprop_input_v2",
    "convert_to_tensor", "cos", "cosh", "cumsum", "custom_gradient", "data", "debugging", "device",
    "divide", "double", "dtypes", "dynamic_partition", "dynamic_stitch", "edit_distance", "eig",
    "eigvals", "einsum", "ensure_shape", "equal", "errors", "executing_eagerly", "exp",
    "expand_dims", "experimental", "extract_volume_patches", "eye", "fftnd", "fill", "fingerprint",
    "float16", "float32", "float64", "floor", "foldl", "foldr", "function", "gather", "gather_nd",
    "get_current_name_scope", "get_logger", "get_static_value", "grad_pass_through", "gradients",
    "graph_util", "greater", "greater_equal", "group", "guarantee_const", "half", "hessians",
    "histogram_fixed_width", "histogram_fixed_width_bins", "identity", "identity_n", "ifftnd",
    "image", "import_graph_def", "init_scope", "inside_function", "install_as_tensorflow", "int16",
    "int32", "int64", "int8", "io", "irfftnd", "is_symbolic_tensor", "is_tensor", "keras", "less",
    "less_equal", "linalg", "linspace", "load_library", "load_op_library", "logical_and",
    "logical_not", "logical_or", "lookup", "make_ndarray", "make_tensor_proto", "map_fn", "math",
    "matmul", "matrix_square_root", "maximum", "meshgrid", "minimum", "multiply", "name_scope",
    "negative", "nest", "newaxis", "nn", "no_gradient", "no_op",
    "nondifferentiable_batch_function", "norm", "not_equal", "numpy_function", "one_hot", "ones",
    "ones_initializer", "ones_like", "pad", "parallel_stack", "pow", "print", "py_function",
    "qint16", "qint32", "qint8", "quantization", "queue", "quint16", "quint8", "ragged",
    "ragged_fill_empty_rows", "ragged_fill_empty_rows_grad", "random", "random_index_shuffle",
    "random_normal_initializer", "random_uniform_initializer", "range", "rank", "raw_ops",
    "realdiv", "recompute_grad", "reduce_all", "reduce_any", "reduce_logsumexp", "reduce_max",
    "reduce_mean", "reduce_min", "reduce_prod", "reduce_sum", "register_op",
    "register_tensor_conversion_function", "repeat", "required_space_to_batch_paddings", "reshape",
    "resource", "reverse", "reverse_sequence", "rfftnd", "roll", "round", "saturate_cast",
    "saved_model", "scalar_mul", "scan", "scatter_nd", "searchsorted", "sequence_mask", "sets",
    "shape", "shape_n", "sigmoid", "sign", "signal", "sin", "sinh", "size", "slice", "sort",
    "space_to_batch", "space_to_batch_nd", "sparse", "split", "sqrt", "square", "squeeze", "stack",
    "stop_gradient", "strided_slice", "string", "strings", "subtract", "summary", "switch_case",
    "sysconfig", "tan", "tanh", "tensor_scatter_nd_add", "tensor_scatter_nd_max",
    "tensor_scatter_nd_min", "tensor_scatter_nd_sub", "tensor_scatter_nd_update", "tensordot",
    "test", "tile", "timestamp", "train", "transpose", "truediv", "truncatediv", "truncatemod",
    "tuple", "type_spec_from_value", "types", "uint16", "uint32", "uint64", "uint8", "unique",
    "unique_with_counts", "unravel_index", "unstack", "variable_creator_scope", "variant",
    "vectorized_map", "version", "where", "while_loop", "xla", "zeros", "zeros_initializer",
    "zeros_like",
]
