# Derived by tools/derive.py; do not edit.
from tfcompat._src.v1.initializers import Constant as constant
from tfcompat._src.v1.initializers import GlorotNormal as glorot_normal
from tfcompat._src.v1.initializers import GlorotUniform as glorot_uniform
from tfcompat._src.v1.initializers import he_normal as he_normal
from tfcompat._src.v1.initializers import he_uniform as he_uniform
from tfcompat._src.v1.initializers import Identity as identity
from tfcompat._src.v1.initializers import lecun_normal as lecun_normal
from tfcompat._src.v1.initializers import lecun_uniform as lecun_uniform
from tfcompat._src.v1.initializers import Ones as ones
from tfcompat._src.v1.initializers import Orthogonal as orthogonal
from tfcompat._src.v1.initializers import RandomNormal as random_normal
from tfcompat._src.v1.initializers import RandomUniform as random_uniform
from tfcompat._src.v1.initializers import TruncatedNormal as truncated_normal
from tfcompat._src.v1.initializers import UniformUnitScaling as uniform_unit_scaling
from tfcompat._src.v1.initializers import VarianceScaling as variance_scaling
from tfcompat._src.v1.initializers import Zeros as zeros
from tfcompat._src.v1.variable_kinds import global_variables_initializer as global_variables
from tfcompat._src.v1.variable_kinds import local_variables_initializer as local_variables
from tfcompat._src.v1.variable_kinds import tables_initializer as tables_initializer
from tfcompat._src.v1.variable_kinds import variables_initializer as variables

__all__ = [
    "constant", "global_variables", "glorot_normal", "glorot_uniform", "he_normal", "he_uniform",
    "identity", "lecun_normal", "lecun_uniform", "local_variables", "ones", "orthogonal",
    "random_normal", "random_uniform", "tables_initializer", "truncated_normal",
    "uniform_unit_scaling", "variables", "variance_scaling", "zeros",
]
