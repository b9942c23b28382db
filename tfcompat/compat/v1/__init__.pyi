# Derived by tools/derive.py; do not edit.
from tfcompat._src.base.dtypes import DType as DType
from tfcompat._src.base.dtypes import QUANTIZED_DTYPES as QUANTIZED_DTYPES
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
from tfcompat._src.base.errors import OpError as OpError
from tfcompat._src.base.logs import get_logger as get_logger
from tfcompat._src.base.shapes import TensorShape as TensorShape
from tfcompat._src.base.shapes import broadcast_static_shape as broadcast_static_shape
from tfcompat._src.base.specs import TensorSpec as TensorSpec
from tfcompat._src.base.specs import TypeSpec as TypeSpec
from tfcompat._src.base.specs import type_spec_from_value as type_spec_from_value
from tfcompat._src.base.version import GIT_VERSION as GIT_VERSION
from tfcompat._src.base.version import VERSION as VERSION
from tfcompat._src.composite.ragged_spec import RaggedTensorSpec as RaggedTensorSpec
from tfcompat._src.composite.ragged_tensor import RaggedTensor as RaggedTensor
from tfcompat._src.composite.sparse_tensor import SparseTensor as SparseTensor
from tfcompat._src.composite.sparse_tensor import SparseTensorSpec as SparseTensorSpec
from tfcompat._src.composite.sparse_tensor import SparseTensorValue as SparseTensorValue
from tfcompat._src.composite.tensor_array import TensorArray as TensorArray
from tfcompat._src.composite.tensor_array import TensorArraySpec as TensorArraySpec
from tfcompat._src.core.context import executing_eagerly as executing_eagerly
from tfcompat._src.core.convert import register_conversion as register_tensor_conversion_function
from tfcompat._src.core.indexed_slices import IndexedSlices as IndexedSlices
from tfcompat._src.core.indexed_slices import IndexedSlicesSpec as IndexedSlicesSpec
from tfcompat._src.core.name_scopes import init_scope as init_scope
from tfcompat._src.core.tensor import Tensor as Tensor
from tfcompat._src.data.optionals import OptionalSpec as OptionalSpec
from tfcompat._src.data.structure import NoneTensorSpec as NoneTensorSpec
from tfcompat._src.frontend.approximate_sorting import approx_top_k as approx_top_k
from tfcompat._src.frontend.arrays import broadcast_dynamic_shape as broadcast_dynamic_shape
from tfcompat._src.frontend.arrays import broadcast_to as broadcast_to
from tfcompat._src.frontend.arrays import ensure_shape as ensure_shape
from tfcompat._src.frontend.arrays import get_static_value as get_static_value
from tfcompat._src.frontend.arrays import identity as identity
from tfcompat._src.frontend.arrays import identity_n as identity_n
from tfcompat._src.frontend.arrays import is_symbolic_tensor as is_symbolic_tensor
from tfcompat._src.frontend.arrays import is_tensor as is_tensor
from tfcompat._src.frontend.arrays import newaxis as newaxis
from tfcompat._src.frontend.arrays import rank as rank
from tfcompat._src.frontend.arrays import reshape as reshape
from tfcompat._src.frontend.arrays import shape_n as shape_n
from tfcompat._src.frontend.arrays import stop_gradient as stop_gradient
from tfcompat._src.frontend.batching import nondifferentiable_batch_function as nondifferentiable_batch_function
from tfcompat._src.frontend.blocks import extract_volume_patches as extract_volume_patches
from tfcompat._src.frontend.blocks import parallel_stack as parallel_stack
from tfcompat._src.frontend.blocks import required_space_to_batch_paddings as required_space_to_batch_paddings
from tfcompat._src.frontend.blocks import space_to_batch as space_to_batch_nd
from tfcompat._src.frontend.casting import bitcast as bitcast
from tfcompat._src.frontend.casting import cast as cast
from tfcompat._src.frontend.casting import saturate_cast as saturate_cast
from tfcompat._src.frontend.checks import Assert as Assert
from tfcompat._src.frontend.clipping import clip_by_global_norm as clip_by_global_norm
from tfcompat._src.frontend.clipping import clip_by_norm as clip_by_norm
from tfcompat._src.frontend.clipping import clip_by_value as clip_by_value
from tfcompat._src.frontend.clipping import global_norm as global_norm
from tfcompat._src.frontend.comparison import equal as equal
from tfcompat._src.frontend.comparison import greater as greater
from tfcompat._src.frontend.comparison import greater_equal as greater_equal
from tfcompat._src.frontend.comparison import less as less
from tfcompat._src.frontend.comparison import less_equal as less_equal
from tfcompat._src.frontend.comparison import logical_and as logical_and
from tfcompat._src.frontend.comparison import logical_not as logical_not
from tfcompat._src.frontend.comparison import logical_or as logical_or
from tfcompat._src.frontend.comparison import logical_xor as logical_xor
from tfcompat._src.frontend.comparison import not_equal as not_equal
from tfcompat._src.frontend.complex_numbers import angle as angle
from tfcompat._src.frontend.complex_numbers import complex as complex
from tfcompat._src.frontend.complex_numbers import conj as conj
from tfcompat._src.frontend.complex_numbers import imag as imag
from tfcompat._src.frontend.complex_numbers import real as real
from tfcompat._src.frontend.contraction import einsum as einsum
from tfcompat._src.frontend.contraction import tensordot as tensordot
from tfcompat._src.frontend.control import control_dependencies as control_dependencies
from tfcompat._src.frontend.control import group as group
from tfcompat._src.frontend.control import no_op as no_op
from tfcompat._src.frontend.control_flow import switch_case as switch_case
from tfcompat._src.frontend.convolution_parts import conv as conv
from tfcompat._src.frontend.convolution_parts import conv2d_backprop_filter_v2 as conv2d_backprop_filter_v2
from tfcompat._src.frontend.convolution_parts import conv2d_backprop_input_v2 as conv2d_backprop_input_v2
from tfcompat._src.frontend.counting import histogram_fixed_width as histogram_fixed_width
from tfcompat._src.frontend.counting import histogram_fixed_width_bins as histogram_fixed_width_bins
from tfcompat._src.frontend.counting import is_non_decreasing as is_non_decreasing
from tfcompat._src.frontend.counting import is_strictly_increasing as is_strictly_increasing
from tfcompat._src.frontend.creation import eye as eye
from tfcompat._src.frontend.creation import fill as fill
from tfcompat._src.frontend.creation import linspace as lin_space
from tfcompat._src.frontend.creation import linspace as linspace
from tfcompat._src.frontend.creation import one_hot as one_hot
from tfcompat._src.frontend.creation import ones as ones
from tfcompat._src.frontend.creation import range as range
from tfcompat._src.frontend.creation import sequence_mask as sequence_mask
from tfcompat._src.frontend.creation import zeros as zeros
from tfcompat._src.frontend.critical_section import CriticalSection as CriticalSection
from tfcompat._src.frontend.critical_section import timestamp as timestamp
from tfcompat._src.frontend.decompositions import cholesky as cholesky
from tfcompat._src.frontend.decompositions import qr as qr
from tfcompat._src.frontend.decompositions import eigh as self_adjoint_eig
from tfcompat._src.frontend.decompositions import eigvalsh as self_adjoint_eigvals
from tfcompat._src.frontend.decompositions import svd as svd
from tfcompat._src.frontend.diagonals import band_part as matrix_band_part
from tfcompat._src.frontend.diagonals import diag as matrix_diag
from tfcompat._src.frontend.diagonals import diag_part as matrix_diag_part
from tfcompat._src.frontend.diagonals import set_diag as matrix_set_diag
from tfcompat._src.frontend.diagonals import trace as trace
from tfcompat._src.frontend.elementwise import abs as abs
from tfcompat._src.frontend.elementwise import ceil as ceil
from tfcompat._src.frontend.elementwise import exp as exp
from tfcompat._src.frontend.elementwise import expm1 as expm1
from tfcompat._src.frontend.elementwise import floor as floor
from tfcompat._src.frontend.elementwise import is_finite as is_finite
from tfcompat._src.frontend.elementwise import is_inf as is_inf
from tfcompat._src.frontend.elementwise import is_nan as is_nan
from tfcompat._src.frontend.elementwise import log as log
from tfcompat._src.frontend.elementwise import log1p as log1p
from tfcompat._src.frontend.elementwise import negative as negative
from tfcompat._src.frontend.elementwise import reciprocal as reciprocal
from tfcompat._src.frontend.elementwise import rint as rint
from tfcompat._src.frontend.elementwise import round as round
from tfcompat._src.frontend.elementwise import rsqrt as rsqrt
from tfcompat._src.frontend.elementwise import sign as sign
from tfcompat._src.frontend.elementwise import sqrt as sqrt
from tfcompat._src.frontend.elementwise import square as square
from tfcompat._src.frontend.encodings import decode_base64 as decode_base64
from tfcompat._src.frontend.encodings import decode_compressed as decode_compressed
from tfcompat._src.frontend.encodings import decode_json_example as decode_json_example
from tfcompat._src.frontend.encodings import deserialize_many_sparse as deserialize_many_sparse
from tfcompat._src.frontend.encodings import encode_base64 as encode_base64
from tfcompat._src.frontend.encodings import parse_tensor as parse_tensor
from tfcompat._src.frontend.encodings import serialize_tensor as serialize_tensor
from tfcompat._src.frontend.example_features import FixedLenFeature as FixedLenFeature
from tfcompat._src.frontend.example_features import FixedLenSequenceFeature as FixedLenSequenceFeature
from tfcompat._src.frontend.example_features import SparseFeature as SparseFeature
from tfcompat._src.frontend.example_features import VarLenFeature as VarLenFeature
from tfcompat._src.frontend.examples import parse_single_sequence_example as parse_single_sequence_example
from tfcompat._src.frontend.fourier import fft as fft
from tfcompat._src.frontend.fourier import fft2d as fft2d
from tfcompat._src.frontend.fourier import fft3d as fft3d
from tfcompat._src.frontend.fourier import ifft as ifft
from tfcompat._src.frontend.fourier import ifft2d as ifft2d
from tfcompat._src.frontend.fourier import ifft3d as ifft3d
from tfcompat._src.frontend.fourier_along import fftnd as fftnd
from tfcompat._src.frontend.fourier_along import ifftnd as ifftnd
from tfcompat._src.frontend.fourier_along import irfftnd as irfftnd
from tfcompat._src.frontend.fourier_along import rfftnd as rfftnd
from tfcompat._src.frontend.gamma_functions import betainc as betainc
from tfcompat._src.frontend.gamma_functions import igamma as igamma
from tfcompat._src.frontend.gamma_functions import igammac as igammac
from tfcompat._src.frontend.gamma_functions import lbeta as lbeta
from tfcompat._src.frontend.gamma_functions import polygamma as polygamma
from tfcompat._src.frontend.gamma_functions import zeta as zeta
from tfcompat._src.frontend.image_random import random_crop as random_crop
from tfcompat._src.frontend.joining import concat as concat
from tfcompat._src.frontend.joining import split as split
from tfcompat._src.frontend.joining import stack as stack
from tfcompat._src.frontend.joining import unstack as unstack
from tfcompat._src.frontend.linear_algebra import matmul as matmul
from tfcompat._src.frontend.linear_algebra import matrix_transpose as matrix_transpose
from tfcompat._src.frontend.linear_systems import cholesky_solve as cholesky_solve
from tfcompat._src.frontend.linear_systems import inv as matrix_inverse
from tfcompat._src.frontend.linear_systems import solve as matrix_solve
from tfcompat._src.frontend.linear_systems import lstsq as matrix_solve_ls
from tfcompat._src.frontend.linear_systems import triangular_solve as matrix_triangular_solve
from tfcompat._src.frontend.math import accumulate_n as accumulate_n
from tfcompat._src.frontend.math import add as add
from tfcompat._src.frontend.math import add_n as add_n
from tfcompat._src.frontend.math import divide_no_nan as div_no_nan
from tfcompat._src.frontend.math import divide as divide
from tfcompat._src.frontend.math import floordiv as floordiv
from tfcompat._src.frontend.math import floormod as floormod
from tfcompat._src.frontend.math import maximum as maximum
from tfcompat._src.frontend.math import minimum as minimum
from tfcompat._src.frontend.math import floormod as mod
from tfcompat._src.frontend.math import multiply as multiply
from tfcompat._src.frontend.math import pow as pow
from tfcompat._src.frontend.math import realdiv as realdiv
from tfcompat._src.frontend.math import squared_difference as squared_difference
from tfcompat._src.frontend.math import subtract as subtract
from tfcompat._src.frontend.math import truediv as truediv
from tfcompat._src.frontend.math import truncatediv as truncatediv
from tfcompat._src.frontend.math import truncatemod as truncatemod
from tfcompat._src.frontend.matrix_functions import cross as cross
from tfcompat._src.frontend.matrix_functions import tensor_diag as diag
from tfcompat._src.frontend.matrix_functions import tensor_diag_part as diag_part
from tfcompat._src.frontend.matrix_functions import det as matrix_determinant
from tfcompat._src.frontend.matrix_functions import sqrtm as matrix_square_root
from tfcompat._src.frontend.own_ops import load_library as load_library
from tfcompat._src.frontend.own_ops import load_op_library as load_op_library
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
from tfcompat._src.frontend.quantization import dequantize as dequantize
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_args as fake_quant_with_min_max_args
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_args_gradient as fake_quant_with_min_max_args_gradient
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_vars as fake_quant_with_min_max_vars
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_vars_gradient as fake_quant_with_min_max_vars_gradient
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_vars_per_channel as fake_quant_with_min_max_vars_per_channel
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_vars_per_channel_gradient as fake_quant_with_min_max_vars_per_channel_gradient
from tfcompat._src.frontend.quantization import quantize as quantize
from tfcompat._src.frontend.quantization import quantized_concat as quantized_concat
from tfcompat._src.frontend.queues import FIFOQueue as FIFOQueue
from tfcompat._src.frontend.queues import PaddingFIFOQueue as PaddingFIFOQueue
from tfcompat._src.frontend.queues import PriorityQueue as PriorityQueue
from tfcompat._src.frontend.queues import QueueBase as QueueBase
from tfcompat._src.frontend.queues import RandomShuffleQueue as RandomShuffleQueue
from tfcompat._src.frontend.random import normal as random_normal
from tfcompat._src.frontend.random import uniform as random_uniform
from tfcompat._src.frontend.random import truncated_normal as truncated_normal
from tfcompat._src.frontend.random_distributions import multinomial as multinomial
from tfcompat._src.frontend.random_distributions import gamma as random_gamma
from tfcompat._src.frontend.random_distributions import poisson_of_rates as random_poisson
from tfcompat._src.frontend.random_distributions import shuffle as random_shuffle
from tfcompat._src.frontend.rearranging import meshgrid as meshgrid
from tfcompat._src.frontend.rearranging import repeat as repeat
from tfcompat._src.frontend.rearranging import reverse as reverse
from tfcompat._src.frontend.rearranging import reverse as reverse_v2
from tfcompat._src.frontend.rearranging import roll as roll
from tfcompat._src.frontend.rearranging import tile as tile
from tfcompat._src.frontend.reductions import cumprod as cumprod
from tfcompat._src.frontend.reductions import cumsum as cumsum
from tfcompat._src.frontend.seeds import get_seed as get_seed
from tfcompat._src.frontend.segments import segment_max as segment_max
from tfcompat._src.frontend.segments import segment_mean as segment_mean
from tfcompat._src.frontend.segments import segment_min as segment_min
from tfcompat._src.frontend.segments import segment_prod as segment_prod
from tfcompat._src.frontend.segments import segment_sum as segment_sum
from tfcompat._src.frontend.segments import unsorted_segment_max as unsorted_segment_max
from tfcompat._src.frontend.segments import unsorted_segment_mean as unsorted_segment_mean
from tfcompat._src.frontend.segments import unsorted_segment_min as unsorted_segment_min
from tfcompat._src.frontend.segments import unsorted_segment_prod as unsorted_segment_prod
from tfcompat._src.frontend.segments import unsorted_segment_sqrt_n as unsorted_segment_sqrt_n
from tfcompat._src.frontend.segments import unsorted_segment_sum as unsorted_segment_sum
from tfcompat._src.frontend.slicing import scatter_nd as scatter_nd
from tfcompat._src.frontend.slicing import slice as slice
from tfcompat._src.frontend.slicing import strided_slice as strided_slice
from tfcompat._src.frontend.slicing import tensor_scatter_nd_add as tensor_scatter_add
from tfcompat._src.frontend.slicing import tensor_scatter_nd_add as tensor_scatter_nd_add
from tfcompat._src.frontend.slicing import tensor_scatter_nd_sub as tensor_scatter_nd_sub
from tfcompat._src.frontend.slicing import tensor_scatter_nd_update as tensor_scatter_nd_update
from tfcompat._src.frontend.slicing import tensor_scatter_nd_sub as tensor_scatter_sub
from tfcompat._src.frontend.slicing import tensor_scatter_nd_update as tensor_scatter_update
from tfcompat._src.frontend.slicing import unique as unique
from tfcompat._src.frontend.slicing import unique_with_counts as unique_with_counts
from tfcompat._src.frontend.slicing import where as where_v2
from tfcompat._src.frontend.sorting import argsort as argsort
from tfcompat._src.frontend.sorting import invert_permutation as invert_permutation
from tfcompat._src.frontend.sorting import sort as sort
from tfcompat._src.frontend.sparse import fill_empty_rows as sparse_fill_empty_rows
from tfcompat._src.frontend.sparse import mask as sparse_mask
from tfcompat._src.frontend.sparse import reorder as sparse_reorder
from tfcompat._src.frontend.sparse import reset_shape as sparse_reset_shape
from tfcompat._src.frontend.sparse import reshape as sparse_reshape
from tfcompat._src.frontend.sparse import retain as sparse_retain
from tfcompat._src.frontend.sparse import slice as sparse_slice
from tfcompat._src.frontend.sparse import to_dense as sparse_tensor_to_dense
from tfcompat._src.frontend.sparse import to_indicator as sparse_to_indicator
from tfcompat._src.frontend.sparse import transpose as sparse_transpose
from tfcompat._src.frontend.sparse_math import maximum as sparse_maximum
from tfcompat._src.frontend.sparse_math import minimum as sparse_minimum
from tfcompat._src.frontend.sparse_math import softmax as sparse_softmax
from tfcompat._src.frontend.sparse_math import sparse_dense_matmul as sparse_tensor_dense_matmul
from tfcompat._src.frontend.special import digamma as digamma
from tfcompat._src.frontend.special import erf as erf
from tfcompat._src.frontend.special import erfc as erfc
from tfcompat._src.frontend.special import lgamma as lgamma
from tfcompat._src.frontend.special import log_sigmoid as log_sigmoid
from tfcompat._src.frontend.special import sigmoid as sigmoid
from tfcompat._src.frontend.static_checks import assert_proper_iterable as assert_proper_iterable
from tfcompat._src.frontend.static_checks import assert_same_float_dtype as assert_same_float_dtype
from tfcompat._src.frontend.static_checks import check_numerics as check_numerics
from tfcompat._src.frontend.static_checks import is_numeric_tensor as is_numeric_tensor
from tfcompat._src.frontend.strings import as_string as as_string
from tfcompat._src.frontend.strings import join as string_join
from tfcompat._src.frontend.tensor_protos import make_ndarray as make_ndarray
from tfcompat._src.frontend.tensor_protos import make_tensor_proto as make_tensor_proto
from tfcompat._src.frontend.text import regex_replace as regex_replace
from tfcompat._src.frontend.text import strip as string_strip
from tfcompat._src.frontend.text import to_hash_bucket_fast as string_to_hash_bucket_fast
from tfcompat._src.frontend.text import to_hash_bucket_strong as string_to_hash_bucket_strong
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
from tfcompat._src.frontend.whole_files import matching_files as matching_files
from tfcompat._src.frontend.whole_files import read_file as read_file
from tfcompat._src.frontend.whole_files import write_file as write_file
from tfcompat._src.function.function import function as function
from tfcompat._src.grad.custom import custom_gradient as custom_gradient
from tfcompat._src.grad.custom import grad_pass_through as grad_pass_through
from tfcompat._src.grad.custom import recompute_grad as recompute_grad
from tfcompat._src.grad.graph_gradients import AggregationMethod as AggregationMethod
from tfcompat._src.grad.registered import not_differentiable as NoGradient
from tfcompat._src.grad.registered import not_differentiable as NotDifferentiable
from tfcompat._src.grad.registered import RegisterGradient as RegisterGradient
from tfcompat._src.grad.registered import not_differentiable as no_gradient
from tfcompat._src.grad.tape import GradientTape as GradientTape
from tfcompat._src.grad.tape import UnconnectedGradients as UnconnectedGradients
from tfcompat._src.graph.graph import Graph as Graph
from tfcompat._src.graph.import_into import import_graph_def as import_graph_def
from tfcompat._src.graph.operation import Operation as Operation
from tfcompat._src.graph.sessions import get_default_session as get_default_session
from tfcompat._src.state.module import Module as Module
from tfcompat._src.state.variable import VariableAggregation as VariableAggregation
from tfcompat._src.state.variable import VariableSynchronization as VariableSynchronization
from tfcompat._src.state.variable_creators import variable_creator_scope as variable_creator_scope
from tfcompat._src.v1.accumulators import ConditionalAccumulator as ConditionalAccumulator
from tfcompat._src.v1.accumulators import ConditionalAccumulatorBase as ConditionalAccumulatorBase
from tfcompat._src.v1.accumulators import SparseConditionalAccumulator as SparseConditionalAccumulator
from tfcompat._src.v1.behavior import control_flow_v2_enabled as control_flow_v2_enabled
from tfcompat._src.v1.behavior import disable_control_flow_v2 as disable_control_flow_v2
from tfcompat._src.v1.behavior import disable_eager_execution as disable_eager_execution
from tfcompat._src.v1.behavior import disable_resource_variables as disable_resource_variables
from tfcompat._src.v1.behavior import disable_tensor_equality as disable_tensor_equality
from tfcompat._src.v1.behavior import disable_v2_behavior as disable_v2_behavior
from tfcompat._src.v1.behavior import disable_v2_tensorshape as disable_v2_tensorshape
from tfcompat._src.v1.behavior import enable_control_flow_v2 as enable_control_flow_v2
from tfcompat._src.v1.behavior import enable_eager_execution as enable_eager_execution
from tfcompat._src.v1.behavior import enable_resource_variables as enable_resource_variables
from tfcompat._src.v1.behavior import enable_tensor_equality as enable_tensor_equality
from tfcompat._src.v1.behavior import enable_v2_behavior as enable_v2_behavior
from tfcompat._src.v1.behavior import enable_v2_tensorshape as enable_v2_tensorshape
from tfcompat._src.v1.behavior import executing_eagerly_outside_functions as executing_eagerly_outside_functions
from tfcompat._src.v1.behavior import resource_variables_enabled as resource_variables_enabled
from tfcompat._src.v1.collections import GraphKeys as GraphKeys
from tfcompat._src.v1.collections import add_to_collection as add_to_collection
from tfcompat._src.v1.collections import add_to_collections as add_to_collections
from tfcompat._src.v1.collections import get_collection as get_collection
from tfcompat._src.v1.collections import get_collection_ref as get_collection_ref
from tfcompat._src.v1.collections import get_default_graph as get_default_graph
from tfcompat._src.v1.collections import reset_default_graph as reset_default_graph
from tfcompat._src.v1.initializers import Constant as constant_initializer
from tfcompat._src.v1.initializers import GlorotNormal as glorot_normal_initializer
from tfcompat._src.v1.initializers import GlorotUniform as glorot_uniform_initializer
from tfcompat._src.v1.initializers import Ones as ones_initializer
from tfcompat._src.v1.initializers import Orthogonal as orthogonal_initializer
from tfcompat._src.v1.initializers import RandomNormal as random_normal_initializer
from tfcompat._src.v1.initializers import RandomUniform as random_uniform_initializer
from tfcompat._src.v1.initializers import TruncatedNormal as truncated_normal_initializer
from tfcompat._src.v1.initializers import UniformUnitScaling as uniform_unit_scaling_initializer
from tfcompat._src.v1.initializers import VarianceScaling as variance_scaling_initializer
from tfcompat._src.v1.initializers import Zeros as zeros_initializer
from tfcompat._src.v1.older_arguments import argmax as argmax
from tfcompat._src.v1.older_arguments import argmin as argmin
from tfcompat._src.v1.older_arguments import boolean_mask as boolean_mask
from tfcompat._src.v1.older_arguments import colocate_with as colocate_with
from tfcompat._src.v1.older_arguments import cond as cond
from tfcompat._src.v1.older_arguments import constant as constant
from tfcompat._src.v1.older_arguments import convert as convert_to_tensor
from tfcompat._src.v1.older_arguments import device as device
from tfcompat._src.v1.older_arguments import div as div
from tfcompat._src.v1.older_arguments import expand_dims as expand_dims
from tfcompat._src.v1.older_arguments import gather as gather
from tfcompat._src.v1.older_arguments import gradients as gradients
from tfcompat._src.v1.older_arguments import hessians as hessians
from tfcompat._src.v1.older_arguments import name_scope as name_scope
from tfcompat._src.v1.older_arguments import reduce_all as reduce_all
from tfcompat._src.v1.older_arguments import reduce_any as reduce_any
from tfcompat._src.v1.older_arguments import reduce_logsumexp as reduce_logsumexp
from tfcompat._src.v1.older_arguments import reduce_max as reduce_max
from tfcompat._src.v1.older_arguments import reduce_mean as reduce_mean
from tfcompat._src.v1.older_arguments import reduce_min as reduce_min
from tfcompat._src.v1.older_arguments import reduce_prod as reduce_prod
from tfcompat._src.v1.older_arguments import reduce_sum as reduce_sum
from tfcompat._src.v1.older_arguments import set_random_seed as set_random_seed
from tfcompat._src.v1.older_arguments import shape as shape
from tfcompat._src.v1.older_arguments import size as size
from tfcompat._src.v1.older_arguments import squeeze as squeeze
from tfcompat._src.v1.older_arguments import to_bfloat16 as to_bfloat16
from tfcompat._src.v1.older_arguments import to_complex128 as to_complex128
from tfcompat._src.v1.older_arguments import to_complex64 as to_complex64
from tfcompat._src.v1.older_arguments import to_double as to_double
from tfcompat._src.v1.older_arguments import to_float as to_float
from tfcompat._src.v1.older_arguments import to_int32 as to_int32
from tfcompat._src.v1.older_arguments import to_int64 as to_int64
from tfcompat._src.v1.older_arguments import transpose as transpose
from tfcompat._src.v1.older_arguments import where as where
from tfcompat._src.v1.older_arguments import while_loop as while_loop
from tfcompat._src.v1.older_sparse import convert_to_tensor_or_sparse_tensor as convert_to_tensor_or_sparse_tensor
from tfcompat._src.v1.older_sparse import serialize_many_sparse as serialize_many_sparse
from tfcompat._src.v1.older_sparse import serialize_sparse as serialize_sparse
from tfcompat._src.v1.older_sparse import sparse_add as sparse_add
from tfcompat._src.v1.older_sparse import sparse_concat as sparse_concat
from tfcompat._src.v1.older_sparse import sparse_matmul as sparse_matmul
from tfcompat._src.v1.older_sparse import sparse_merge as sparse_merge
from tfcompat._src.v1.older_sparse import sparse_reduce_max as sparse_reduce_max
from tfcompat._src.v1.older_sparse import sparse_reduce_max_sparse as sparse_reduce_max_sparse
from tfcompat._src.v1.older_sparse import sparse_reduce_sum as sparse_reduce_sum
from tfcompat._src.v1.older_sparse import sparse_reduce_sum_sparse as sparse_reduce_sum_sparse
from tfcompat._src.v1.older_sparse import sparse_segment_mean as sparse_segment_mean
from tfcompat._src.v1.older_sparse import sparse_segment_sqrt_n as sparse_segment_sqrt_n
from tfcompat._src.v1.older_sparse import sparse_segment_sum as sparse_segment_sum
from tfcompat._src.v1.older_sparse import sparse_split as sparse_split
from tfcompat._src.v1.older_sparse import sparse_to_dense as sparse_to_dense
from tfcompat._src.v1.older_text import decode_csv as decode_csv
from tfcompat._src.v1.older_text import decode_raw as decode_raw
from tfcompat._src.v1.older_text import reduce_join as reduce_join
from tfcompat._src.v1.older_text import string_split as string_split
from tfcompat._src.v1.older_text import to_hash_bucket as string_to_hash_bucket
from tfcompat._src.v1.older_text import to_number as string_to_number
from tfcompat._src.v1.older_text import substr as substr
from tfcompat._src.v1.partitioned import fixed_size_partitioner as fixed_size_partitioner
from tfcompat._src.v1.partitioned import min_max_variable_partitioner as min_max_variable_partitioner
from tfcompat._src.v1.partitioned import variable_axis_size_partitioner as variable_axis_size_partitioner
from tfcompat._src.v1.placeholders import placeholder as placeholder
from tfcompat._src.v1.placeholders import placeholder_with_default as placeholder_with_default
from tfcompat._src.v1.placeholders import sparse_placeholder as sparse_placeholder
from tfcompat._src.v1.readers import FixedLengthRecordReader as FixedLengthRecordReader
from tfcompat._src.v1.readers import IdentityReader as IdentityReader
from tfcompat._src.v1.readers import ReaderBase as ReaderBase
from tfcompat._src.v1.readers import TFRecordReader as TFRecordReader
from tfcompat._src.v1.readers import TextLineReader as TextLineReader
from tfcompat._src.v1.readers import WholeFileReader as WholeFileReader
from tfcompat._src.v1.session import InteractiveSession as InteractiveSession
from tfcompat._src.v1.session import Session as Session
from tfcompat._src.v1.settings import ConfigProto as ConfigProto
from tfcompat._src.v1.settings import GPUOptions as GPUOptions
from tfcompat._src.v1.settings import GraphOptions as GraphOptions
from tfcompat._src.v1.settings import OptimizerOptions as OptimizerOptions
from tfcompat._src.v1.settings import RunMetadata as RunMetadata
from tfcompat._src.v1.settings import RunOptions as RunOptions
from tfcompat._src.v1.variable_kinds import VariableV1 as Variable
from tfcompat._src.v1.variable_kinds import global_variables as all_variables
from tfcompat._src.v1.variable_kinds import assert_variables_initialized as assert_variables_initialized
from tfcompat._src.v1.variable_kinds import assign as assign
from tfcompat._src.v1.variable_kinds import assign_add as assign_add
from tfcompat._src.v1.variable_kinds import assign_sub as assign_sub
from tfcompat._src.v1.variable_kinds import global_variables as global_variables
from tfcompat._src.v1.variable_kinds import global_variables_initializer as global_variables_initializer
from tfcompat._src.v1.variable_kinds import tables_initializer as initialize_all_tables
from tfcompat._src.v1.variable_kinds import global_variables_initializer as initialize_all_variables
from tfcompat._src.v1.variable_kinds import local_variables_initializer as initialize_local_variables
from tfcompat._src.v1.variable_kinds import variables_initializer as initialize_variables
from tfcompat._src.v1.variable_kinds import is_variable_initialized as is_variable_initialized
from tfcompat._src.v1.variable_kinds import local_variables as local_variables
from tfcompat._src.v1.variable_kinds import local_variables_initializer as local_variables_initializer
from tfcompat._src.v1.variable_kinds import model_variables as model_variables
from tfcompat._src.v1.variable_kinds import moving_average_variables as moving_average_variables
from tfcompat._src.v1.variable_kinds import report_uninitialized_variables as report_uninitialized_variables
from tfcompat._src.v1.variable_kinds import tables_initializer as tables_initializer
from tfcompat._src.v1.variable_kinds import trainable_variables as trainable_variables
from tfcompat._src.v1.variable_kinds import variables_initializer as variables_initializer
from tfcompat._src.v1.variable_scope import VariableScope as VariableScope
from tfcompat._src.v1.variable_scope import get_local_variable as get_local_variable
from tfcompat._src.v1.variable_scope import get_variable as get_variable
from tfcompat._src.v1.variable_scope import get_variable_scope as get_variable_scope
from tfcompat._src.v1.variable_scope import make_template as make_template
from tfcompat._src.v1.variable_scope import no_regularizer as no_regularizer
from tfcompat._src.v1.variable_scope import variable_op_scope as variable_op_scope
from tfcompat._src.v1.variable_scope import variable_scope as variable_scope
from tfcompat._src.v1.variable_store import AUTO_REUSE as AUTO_REUSE
from tfcompat._src.v1.wrapped import wrap_function as wrap_function
from tfcompat._src.wire.messages import AttrValue as AttrValue
from tfcompat._src.wire.messages import Event as Event
from tfcompat._src.wire.messages import GraphDef as GraphDef
from tfcompat._src.wire.messages import HistogramProto as HistogramProto
from tfcompat._src.wire.messages import LogMessage as LogMessage
from tfcompat._src.wire.messages import MetaGraphDef as MetaGraphDef
from tfcompat._src.wire.messages import NameAttrList as NameAttrList
from tfcompat._src.wire.messages import NodeDef as NodeDef
from tfcompat._src.wire.messages import SessionLog as SessionLog
from tfcompat._src.wire.messages import Summary as Summary
from tfcompat._src.wire.messages import SummaryMetadata as SummaryMetadata
from tfcompat._src.wire.messages import TensorInfo as TensorInfo
from tfcompat.compat.v1 import audio as audio
from tfcompat.compat.v1 import autograph as autograph
from tfcompat.compat.v1 import bitwise as bitwise
from tfcompat.compat.v1 import config as config
from tfcompat.compat.v1 import data as data
from tfcompat.compat.v1 import debugging as debugging
from tfcompat.compat.v1 import dtypes as dtypes
from tfcompat.compat.v1 import errors as errors
from tfcompat.compat.v1 import experimental as experimental
from tfcompat.compat.v1 import gfile as gfile
from tfcompat.compat.v1 import graph_util as graph_util
from tfcompat.compat.v1 import image as image
from tfcompat.compat.v1 import initializers as initializers
from tfcompat.compat.v1 import io as io
from tfcompat.compat.v1 import linalg as linalg
from tfcompat.compat.v1 import logging as logging
from tfcompat.compat.v1 import lookup as lookup
from tfcompat.compat.v1 import losses as losses
from tfcompat.compat.v1 import manip as manip
from tfcompat.compat.v1 import math as math
from tfcompat.compat.v1 import nest as nest
from tfcompat.compat.v1 import nn as nn
from tfcompat.compat.v1 import python_io as python_io
from tfcompat.compat.v1 import quantization as quantization
from tfcompat.compat.v1 import queue as queue
from tfcompat.compat.v1 import ragged as ragged
from tfcompat.compat.v1 import random as random
from tfcompat.compat.v1 import saved_model as saved_model
from tfcompat.compat.v1 import sets as sets
from tfcompat.compat.v1 import signal as signal
from tfcompat.compat.v1 import sparse as sparse
from tfcompat.compat.v1 import spectral as spectral
from tfcompat.compat.v1 import strings as strings
from tfcompat.compat.v1 import summary as summary
from tfcompat.compat.v1 import sysconfig as sysconfig
from tfcompat.compat.v1 import test as test
from tfcompat.compat.v1 import train as train
from tfcompat.compat.v1 import types as types
from tfcompat.compat.v1 import version as version
from tfcompat.compat.v1 import xla as xla

__all__ = [
    "AUTO_REUSE", "AggregationMethod", "Assert", "AttrValue", "ConditionalAccumulator",
    "ConditionalAccumulatorBase", "ConfigProto", "CriticalSection", "DType", "Event", "FIFOQueue",
    "FixedLenFeature", "FixedLenSequenceFeature", "FixedLengthRecordReader", "GIT_VERSION",
    "GPUOptions", "GradientTape", "Graph", "GraphDef", "GraphKeys", "GraphOptions",
    "HistogramProto", "IdentityReader", "IndexedSlices", "IndexedSlicesSpec", "InteractiveSession",
    "LogMessage", "MetaGraphDef", "Module", "NameAttrList", "NoGradient", "NodeDef",
    "NoneTensorSpec", "NotDifferentiable", "OpError", "Operation", "OptimizerOptions",
    "OptionalSpec", "PaddingFIFOQueue", "PriorityQueue", "QUANTIZED_DTYPES", "QueueBase",
    "RaggedTensor", "RaggedTensorSpec", "RandomShuffleQueue", "ReaderBase", "RegisterGradient",
    "RunMetadata", "RunOptions", "Session", "SessionLog", "SparseConditionalAccumulator",
    "SparseFeature", "SparseTensor", "SparseTensorSpec", "SparseTensorValue", "Summary",
    "SummaryMetadata", "TFRecordReader", "Tensor", "TensorArray", "TensorArraySpec", "TensorInfo",
    "TensorShape", "TensorSpec", "TextLineReader", "TypeSpec", "UnconnectedGradients", "VERSION",
    "VarLenFeature", "Variable", "VariableAggregation", "VariableScope", "VariableSynchronization",
    "WholeFileReader", "abs", "accumulate_n", "acos", "acosh", "add", "add_n", "add_to_collection",
    "add_to_collections", "all_variables", "angle", "approx_top_k", "argmax", "argmin", "argsort",
    "as_dtype", "as_string", "asin", "asinh", "assert_proper_iterable", "assert_same_float_dtype",
    "assert_variables_initialized", "assign", "assign_add", "assign_sub", "atan", "atan2", "atanh",
    "audio", "autograph", "betainc", "bfloat16", "bitcast", "bitwise", "bool", "boolean_mask",
    "broadcast_dynamic_shape", "broadcast_static_shape", "broadcast_to", "cast", "ceil",
    "check_numerics", "cholesky", "cholesky_solve", "clip_by_global_norm", "clip_by_norm",
    "clip_by_value", "colocate_with", "complex", "complex128", "complex64", "concat", "cond",
    "config", "conj", "constant", "constant_initializer", "control_dependencies",
    "control_flow_v2_enabled", "conv", "conv2d_backprop_filter_v2", "conv2d_backprop_input_v2",
    "convert_to_tensor", "convert_to_tensor_or_sparse_tensor", "cos", "cosh", "cross", "cumprod",
    "cumsum", "custom_gradient", "data", "debugging", "decode_base64", "decode_compressed",
    "decode_csv", "decode_json_example", "decode_raw", "dequantize", "deserialize_many_sparse",
    "device", "diag", "diag_part", "digamma", "disable_control_flow_v2", "disable_eager_execution",
    "disable_resource_variables", "disable_tensor_equality", "disable_v2_behavior",
    "disable_v2_tensorshape", "div", "div_no_nan", "divide", "double", "dtypes",
    "dynamic_partition", "dynamic_stitch", "edit_distance", "einsum", "enable_control_flow_v2",
    "enable_eager_execution", "enable_resource_variables", "enable_tensor_equality",
    "enable_v2_behavior", "enable_v2_tensorshape", "encode_base64", "ensure_shape", "equal", "erf",
    "erfc", "errors", "executing_eagerly", "executing_eagerly_outside_functions", "exp",
    "expand_dims", "experimental", "expm1", "extract_volume_patches", "eye",
    "fake_quant_with_min_max_args", "fake_quant_with_min_max_args_gradient",
    "fake_quant_with_min_max_vars", "fake_quant_with_min_max_vars_gradient",
    "fake_quant_with_min_max_vars_per_channel",
    "fake_quant_with_min_max_vars_per_channel_gradient", "fft", "fft2d", "fft3d", "fftnd", "fill",
    "fingerprint", "fixed_size_partitioner", "float16", "float32", "float64", "floor", "floordiv",
    "floormod", "function", "gather", "get_collection", "get_collection_ref", "get_default_graph",
    "get_default_session", "get_local_variable", "get_logger", "get_seed", "get_static_value",
    "get_variable", "get_variable_scope", "gfile", "global_norm", "global_variables",
    "global_variables_initializer", "glorot_normal_initializer", "glorot_uniform_initializer",
    "grad_pass_through", "gradients", "graph_util", "greater", "greater_equal", "group",
    "guarantee_const", "half", "hessians", "histogram_fixed_width", "histogram_fixed_width_bins",
    "identity", "identity_n", "ifft", "ifft2d", "ifft3d", "ifftnd", "igamma", "igammac", "imag",
    "image", "import_graph_def", "init_scope", "initialize_all_tables", "initialize_all_variables",
    "initialize_local_variables", "initialize_variables", "initializers", "int16", "int32",
    "int64", "int8", "invert_permutation", "io", "irfftnd", "is_finite", "is_inf", "is_nan",
    "is_non_decreasing", "is_numeric_tensor", "is_strictly_increasing", "is_symbolic_tensor",
    "is_tensor", "is_variable_initialized", "lbeta", "less", "less_equal", "lgamma", "lin_space",
    "linalg", "linspace", "load_library", "load_op_library", "local_variables",
    "local_variables_initializer", "log", "log1p", "log_sigmoid", "logging", "logical_and",
    "logical_not", "logical_or", "logical_xor", "lookup", "losses", "make_ndarray",
    "make_template", "make_tensor_proto", "manip", "matching_files", "math", "matmul",
    "matrix_band_part", "matrix_determinant", "matrix_diag", "matrix_diag_part", "matrix_inverse",
    "matrix_set_diag", "matrix_solve", "matrix_solve_ls", "matrix_square_root", "matrix_transpose",
    "matrix_triangular_solve", "maximum", "meshgrid", "min_max_variable_partitioner", "minimum",
    "mod", "model_variables", "moving_average_variables", "multinomial", "multiply", "name_scope",
    "negative", "nest", "newaxis", "nn", "no_gradient", "no_op", "no_regularizer",
    "nondifferentiable_batch_function", "not_equal", "numpy_function", "one_hot", "ones",
    "ones_initializer", "orthogonal_initializer", "parallel_stack",
    "parse_single_sequence_example", "parse_tensor", "placeholder", "placeholder_with_default",
    "polygamma", "pow", "print", "py_function", "python_io", "qint16", "qint32", "qint8", "qr",
    "quantization", "quantize", "quantized_concat", "queue", "quint16", "quint8", "ragged",
    "ragged_fill_empty_rows", "ragged_fill_empty_rows_grad", "random", "random_crop",
    "random_gamma", "random_index_shuffle", "random_normal", "random_normal_initializer",
    "random_poisson", "random_shuffle", "random_uniform", "random_uniform_initializer", "range",
    "rank", "read_file", "real", "realdiv", "reciprocal", "recompute_grad", "reduce_all",
    "reduce_any", "reduce_join", "reduce_logsumexp", "reduce_max", "reduce_mean", "reduce_min",
    "reduce_prod", "reduce_sum", "regex_replace", "register_tensor_conversion_function", "repeat",
    "report_uninitialized_variables", "required_space_to_batch_paddings", "reset_default_graph",
    "reshape", "resource", "resource_variables_enabled", "reverse", "reverse_v2", "rfftnd", "rint",
    "roll", "round", "rsqrt", "saturate_cast", "saved_model", "scatter_nd", "searchsorted",
    "segment_max", "segment_mean", "segment_min", "segment_prod", "segment_sum",
    "self_adjoint_eig", "self_adjoint_eigvals", "sequence_mask", "serialize_many_sparse",
    "serialize_sparse", "serialize_tensor", "set_random_seed", "sets", "shape", "shape_n",
    "sigmoid", "sign", "signal", "sin", "sinh", "size", "slice", "sort", "space_to_batch_nd",
    "sparse", "sparse_add", "sparse_concat", "sparse_fill_empty_rows", "sparse_mask",
    "sparse_matmul", "sparse_maximum", "sparse_merge", "sparse_minimum", "sparse_placeholder",
    "sparse_reduce_max", "sparse_reduce_max_sparse", "sparse_reduce_sum",
    "sparse_reduce_sum_sparse", "sparse_reorder", "sparse_reset_shape", "sparse_reshape",
    "sparse_retain", "sparse_segment_mean", "sparse_segment_sqrt_n", "sparse_segment_sum",
    "sparse_slice", "sparse_softmax", "sparse_split", "sparse_tensor_dense_matmul",
    "sparse_tensor_to_dense", "sparse_to_dense", "sparse_to_indicator", "sparse_transpose",
    "spectral", "split", "sqrt", "square", "squared_difference", "squeeze", "stack",
    "stop_gradient", "strided_slice", "string", "string_join", "string_split", "string_strip",
    "string_to_hash_bucket", "string_to_hash_bucket_fast", "string_to_hash_bucket_strong",
    "string_to_number", "strings", "substr", "subtract", "summary", "svd", "switch_case",
    "sysconfig", "tables_initializer", "tan", "tanh", "tensor_scatter_add",
    "tensor_scatter_nd_add", "tensor_scatter_nd_max", "tensor_scatter_nd_min",
    "tensor_scatter_nd_sub", "tensor_scatter_nd_update", "tensor_scatter_sub",
    "tensor_scatter_update", "tensordot", "test", "tile", "timestamp", "to_bfloat16",
    "to_complex128", "to_complex64", "to_double", "to_float", "to_int32", "to_int64", "trace",
    "train", "trainable_variables", "transpose", "truediv", "truncated_normal",
    "truncated_normal_initializer", "truncatediv", "truncatemod", "type_spec_from_value", "types",
    "uint16", "uint32", "uint64", "uint8", "uniform_unit_scaling_initializer", "unique",
    "unique_with_counts", "unravel_index", "unsorted_segment_max", "unsorted_segment_mean",
    "unsorted_segment_min", "unsorted_segment_prod", "unsorted_segment_sqrt_n",
    "unsorted_segment_sum", "unstack", "variable_axis_size_partitioner", "variable_creator_scope",
    "variable_op_scope", "variable_scope", "variables_initializer", "variance_scaling_initializer",
    "variant", "vectorized_map", "version", "where", "where_v2", "while_loop", "wrap_function",
    "write_file", "xla", "zeros", "zeros_initializer", "zeta",
]
