"""TensorFlow's Python API without TensorFlow: `import tfcompat as tf`.

Lives here: the table of names in the top namespace. Nothing is imported until it is touched.
Does not live here: code; all of it is under tfcompat/_src, see docs/layout.md.
"""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                         audio
    .                         image io keras quantization ragged version
    .                         autodiff autograph bitwise compat config debugging dtypes errors
    .                         data experimental graph_util linalg lookup math nest nn queue random
    .                         raw_ops
    .                         saved_model sets signal sparse strings summary sysconfig test train
    .                         types xla
    alias.installing          install_as_tensorflow
    base.device_spec          DeviceSpec
    base.dtypes               as_dtype bfloat16 bool complex128 complex64 double DType float16
    base.dtypes               float32 float64 half int16 int32 int64 int8 qint16 qint32 qint8
    base.dtypes               quint16 quint8 resource string uint16 uint32 uint64 uint8 variant
    base.logs                 get_logger
    base.shapes               broadcast_static_shape TensorShape
    base.specs                TensorSpec type_spec_from_value TypeSpec
    base.version              __git_version__=GIT_VERSION __version__=VERSION
    composite.tensor_array    TensorArray TensorArraySpec
    core.context              executing_eagerly
    composite.ragged_spec     RaggedTensorSpec
    composite.ragged_tensor   RaggedTensor
    composite.sparse_tensor   SparseTensor SparseTensorSpec
    core.convert              constant
    core.convert              register_tensor_conversion_function=register_conversion
    core.indexed_slices       IndexedSlices IndexedSlicesSpec
    core.name_scopes          init_scope name_scope
    core.tensor               Tensor
    data.optionals            OptionalSpec
    data.structure            NoneTensorSpec
    frontend.approximate_sorting  approx_top_k
    frontend.arrays           broadcast_dynamic_shape broadcast_to ensure_shape expand_dims
    frontend.arrays           get_static_value identity identity_n is_symbolic_tensor is_tensor
    frontend.arrays           newaxis rank reshape shape shape_n size squeeze stop_gradient
    frontend.batching         nondifferentiable_batch_function
    frontend.blocks           batch_to_space extract_volume_patches parallel_stack
    frontend.blocks           required_space_to_batch_paddings reverse_sequence space_to_batch
    frontend.blocks           space_to_batch_nd=space_to_batch
    frontend.casting          bitcast cast saturate_cast
    frontend.checks           Assert assert_equal assert_greater assert_less
    frontend.clipping         clip_by_global_norm clip_by_norm clip_by_value
    frontend.comparison       equal greater greater_equal less less_equal logical_and logical_not
    frontend.comparison       logical_or not_equal
    frontend.complex_numbers  complex
    frontend.contraction      einsum tensordot
    frontend.conversion       convert_to_tensor
    frontend.control          control_dependencies device group no_op tuple
    frontend.control_flow     case cond switch_case while_loop
    frontend.counting         histogram_fixed_width histogram_fixed_width_bins
    frontend.creation         eye fill linspace one_hot ones ones_like range sequence_mask zeros
    frontend.creation         zeros_like
    frontend.critical_section CriticalSection timestamp
    frontend.decompositions   eig eigvals
    frontend.elementwise      abs exp floor negative round sign sqrt square
    frontend.fourier_along    fftnd ifftnd irfftnd rfftnd
    frontend.functional_loops foldl foldr map_fn scan
    frontend.initializers     constant_initializer=Constant ones_initializer=Ones
    frontend.initializers     random_normal_initializer=RandomNormal zeros_initializer=Zeros
    frontend.initializers     random_uniform_initializer=RandomUniform
    frontend.joining          concat split stack unstack
    frontend.linear_algebra   matmul norm
    frontend.matrix_functions  matrix_square_root=sqrtm
    frontend.math             add add_n divide maximum minimum multiply pow realdiv scalar_mul
    frontend.math             subtract truediv truncatediv truncatemod
    frontend.convolution_parts  conv conv2d_backprop_filter_v2 conv2d_backprop_input_v2
    frontend.own_ops          load_library load_op_library register_op
    frontend.partitioning     guarantee_const ragged_fill_empty_rows
    frontend.partitioning     ragged_fill_empty_rows_grad random_index_shuffle
    frontend.partitioning     dynamic_partition dynamic_stitch edit_distance fingerprint
    frontend.partitioning     searchsorted tensor_scatter_nd_max tensor_scatter_nd_min
    frontend.partitioning     unravel_index
    frontend.printing         print
    frontend.python_functions numpy_function py_function
    frontend.rearranging      meshgrid pad repeat reverse roll tile transpose
    frontend.reductions       argmax argmin cumsum reduce_all reduce_any reduce_logsumexp
    frontend.reductions       reduce_max reduce_mean reduce_min reduce_prod reduce_sum
    frontend.scopes           get_current_name_scope
    frontend.slicing          boolean_mask gather gather_nd scatter_nd slice strided_slice
    frontend.slicing          tensor_scatter_nd_add tensor_scatter_nd_sub tensor_scatter_nd_update
    frontend.slicing          unique unique_with_counts where
    frontend.sorting          argsort sort
    frontend.special          sigmoid
    frontend.static_checks    assert_rank
    frontend.strings          as_string
    frontend.tensor_protos    make_ndarray make_tensor_proto
    frontend.trigonometry     acos acosh asin asinh atan atan2 atanh cos cosh sin sinh tan tanh
    frontend.vectorized       vectorized_map
    function.function         function inside_function
    grad.custom               custom_gradient grad_pass_through recompute_grad
    grad.graph_gradients      AggregationMethod gradients hessians
    grad.registered           no_gradient=not_differentiable RegisterGradient
    grad.tape                 GradientTape UnconnectedGradients
    graph.graph               Graph
    graph.import_into         import_graph_def
    graph.operation           Operation
    state.module              Module
    state.variable_creators   variable_creator_scope
    state.variable            Variable VariableAggregation VariableSynchronization
""")
