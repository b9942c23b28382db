"""TensorFlow's Python API without TensorFlow: `import tfcompat as tf`.

Lives here: the table of names in the top namespace. Nothing is imported until it is touched.
Does not live here: code; all of it is under tfcompat/_src, see docs/layout.md.
"""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                  config dtypes errors experimental nest raw_ops saved_model train types version
    base.dtypes        DType as_dtype bfloat16 bool complex128 complex64 double float16 float32
    base.dtypes        float64 half int16 int32 int64 int8 qint16 qint32 qint8 quint16 quint8
    base.dtypes        resource string uint16 uint32 uint64 uint8 variant
    base.shapes        TensorShape broadcast_static_shape
    base.specs         TensorSpec TypeSpec type_spec_from_value
    base.version       __version__=VERSION  __git_version__=GIT_VERSION
    core.context       executing_eagerly init_scope
    core.convert       constant convert_to_tensor
    core.convert       register_tensor_conversion_function=register_conversion
    core.name_scopes   name_scope
    core.operators     add equal matmul not_equal
    core.tensor        Tensor
    function.function  function inside_function
    graph.graph        Graph
    graph.operation    Operation
    state.module       Module
    state.variable     Variable VariableAggregation VariableSynchronization
""")
