"""tf.compat.v1.initializers: what gives variables their first values."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    v1.initializers    constant=Constant glorot_normal=GlorotNormal glorot_uniform=GlorotUniform
    v1.initializers    he_normal he_uniform identity=Identity lecun_normal lecun_uniform
    v1.initializers    ones=Ones orthogonal=Orthogonal random_normal=RandomNormal
    v1.initializers    random_uniform=RandomUniform truncated_normal=TruncatedNormal
    v1.initializers    uniform_unit_scaling=UniformUnitScaling variance_scaling=VarianceScaling
    v1.initializers    zeros=Zeros
    v1.variable_kinds  global_variables=global_variables_initializer
    v1.variable_kinds  local_variables=local_variables_initializer tables_initializer
    v1.variable_kinds  variables=variables_initializer
""")
