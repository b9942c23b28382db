# Derived by tools/derive.py; do not edit.
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
from tfcompat._src.base.shapes import TensorShape as TensorShape
from tfcompat._src.base.shapes import broadcast_static_shape as broadcast_static_shape
from tfcompat._src.base.specs import TensorSpec as TensorSpec
from tfcompat._src.base.specs import TypeSpec as TypeSpec
from tfcompat._src.base.specs import type_spec_from_value as type_spec_from_value
from tfcompat._src.base.version import GIT_VERSION as __git_version__
from tfcompat._src.base.version import VERSION as __version__
from tfcompat._src.core.context import executing_eagerly as executing_eagerly
from tfcompat._src.core.context import init_scope as init_scope
from tfcompat._src.core.convert import constant as constant
from tfcompat._src.core.convert import convert_to_tensor as convert_to_tensor
from tfcompat._src.core.convert import register_conversion as register_tensor_conversion_function
from tfcompat._src.core.name_scopes import name_scope as name_scope
from tfcompat._src.core.operators import add as add
from tfcompat._src.core.operators import equal as equal
from tfcompat._src.core.operators import matmul as matmul
from tfcompat._src.core.operators import not_equal as not_equal
from tfcompat._src.core.tensor import Tensor as Tensor
from tfcompat._src.function.function import function as function
from tfcompat._src.function.function import inside_function as inside_function
from tfcompat._src.graph.graph import Graph as Graph
from tfcompat._src.graph.operation import Operation as Operation
from tfcompat._src.state.module import Module as Module
from tfcompat._src.state.variable import Variable as Variable
from tfcompat._src.state.variable import VariableAggregation as VariableAggregation
from tfcompat._src.state.variable import VariableSynchronization as VariableSynchronization
from tfcompat import config as config
from tfcompat import dtypes as dtypes
from tfcompat import errors as errors
from tfcompat import experimental as experimental
from tfcompat import nest as nest
from tfcompat import raw_ops as raw_ops
from tfcompat import saved_model as saved_model
from tfcompat import train as train
from tfcompat import types as types
from tfcompat import version as version

__all__ = [
    "DType", "Graph", "Module", "Operation", "Tensor", "TensorShape", "TensorSpec", "TypeSpec",
    "Variable", "VariableAggregation", "VariableSynchronization", "__git_version__", "__version__",
    "add", "as_dtype", "bfloat16", "bool", "broadcast_static_shape", "complex128", "complex64",
    "config", "constant", "convert_to_tensor", "double", "dtypes", "equal", "errors",
    "executing_eagerly", "experimental", "float16", "float32", "float64", "function", "half",
    "init_scope", "inside_function", "int16", "int32", "int64", "int8", "matmul", "name_scope",
    "nest", "not_equal", "qint16", "qint32", "qint8", "quint16", "quint8", "raw_ops",
    "register_tensor_conversion_function", "resource", "saved_model", "string", "train",
    "type_spec_from_value", "types", "uint16", "uint32", "uint64", "uint8", "variant", "version",
]
