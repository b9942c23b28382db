"""tf.compat.v1: the TensorFlow 1 face of the API."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                       gfile logging python_io
    .                       audio autograph bitwise config data debugging dtypes errors
    .                       experimental
    .                       graph_util image initializers io linalg lookup losses manip math
    .                       nest nn quantization queue ragged random saved_model sets signal sparse
    .                       spectral strings summary sysconfig test train types version xla
    base.dtypes                    DType QUANTIZED_DTYPES as_dtype bfloat16 bool complex128
    base.dtypes                    complex64 double float16 float32 float64 half int16 int32
    base.dtypes                    int64 int8 qint16 qint32 qint8 quint16 quint8 resource string
    base.dtypes                    uint16 uint32 uint64 uint8 variant
    base.errors                    OpError
    base.logs                      get_logger
    base.shapes                    TensorShape broadcast_static_shape
    base.specs                     TensorSpec TypeSpec type_spec_from_value
    base.version                   GIT_VERSION VERSION
    composite.ragged_spec          RaggedTensorSpec
    composite.ragged_tensor        RaggedTensor
    composite.sparse_tensor        SparseTensor SparseTensorSpec SparseTensorValue
    composite.tensor_array         TensorArray TensorArraySpec
    core.context                   executing_eagerly
    core.convert                   register_tensor_conversion_function=register_conversion
    core.indexed_slices            IndexedSlices IndexedSlicesSpec
    core.name_scopes               init_scope
    core.tensor                    Tensor
    frontend.approximate_sorting   approx_top_k
    frontend.arrays                broadcast_dynamic_shape broadcast_to ensure_shape
    frontend.arrays                get_static_value identity identity_n is_symbolic_tensor
    frontend.arrays                is_tensor newaxis rank reshape shape_n stop_gradient
    frontend.blocks                extract_volume_patches parallel_stack
    frontend.blocks                required_space_to_batch_paddings
    frontend.blocks                space_to_batch_nd=space_to_batch
    frontend.casting               bitcast cast saturate_cast
    frontend.checks                Assert
    frontend.clipping              clip_by_global_norm clip_by_norm clip_by_value global_norm
    frontend.comparison            equal greater greater_equal less less_equal logical_and
    frontend.comparison            logical_not logical_or logical_xor not_equal
    frontend.complex_numbers       angle complex conj imag real
    frontend.contraction           einsum tensordot
    frontend.control               control_dependencies group no_op
    frontend.control_flow          switch_case
    frontend.counting              histogram_fixed_width histogram_fixed_width_bins
    frontend.counting              is_non_decreasing is_strictly_increasing
    frontend.creation              eye fill lin_space=linspace linspace one_hot ones range
    frontend.creation              sequence_mask zeros
    frontend.critical_section      CriticalSection timestamp
    frontend.decompositions        cholesky qr self_adjoint_eig=eigh
    frontend.decompositions        self_adjoint_eigvals=eigvalsh svd
    frontend.diagonals             matrix_band_part=band_part matrix_diag=diag
    frontend.diagonals             matrix_diag_part=diag_part matrix_set_diag=set_diag trace
    frontend.elementwise           abs ceil exp expm1 floor is_finite is_inf is_nan log log1p
    frontend.elementwise           negative reciprocal rint round rsqrt sign sqrt square
    frontend.encodings             decode_base64 decode_compressed decode_json_example
    frontend.encodings             deserialize_many_sparse encode_base64 parse_tensor
    frontend.encodings             serialize_tensor
    frontend.example_features      FixedLenFeature FixedLenSequenceFeature SparseFeature
    frontend.example_features      VarLenFeature
    frontend.examples              parse_single_sequence_example
    frontend.fourier               fft fft2d fft3d ifft ifft2d ifft3d
    frontend.fourier_along         fftnd ifftnd irfftnd rfftnd
    frontend.gamma_functions       betainc igamma igammac lbeta polygamma zeta
    frontend.image_random          random_crop
    frontend.joining               concat split stack unstack
    frontend.linear_algebra        matmul matrix_transpose
    frontend.linear_systems        cholesky_solve matrix_inverse=inv matrix_solve=solve
    frontend.linear_systems        matrix_solve_ls=lstsq
    frontend.linear_systems        matrix_triangular_solve=triangular_solve
    frontend.math                  accumulate_n add add_n div_no_nan=divide_no_nan divide
    frontend.math                  floordiv floormod maximum minimum mod=floormod multiply pow
    frontend.math                  realdiv squared_difference subtract truediv truncatediv
    frontend.math                  truncatemod
    frontend.matrix_functions      cross diag=tensor_diag diag_part=tensor_diag_part
    frontend.matrix_functions      matrix_determinant=det matrix_square_root=sqrtm
    frontend.partitioning          dynamic_partition dynamic_stitch edit_distance fingerprint
    frontend.partitioning          searchsorted tensor_scatter_nd_max tensor_scatter_nd_min
    frontend.partitioning          unravel_index
    frontend.printing              print
    frontend.python_functions      numpy_function py_function
    frontend.quantization          dequantize fake_quant_with_min_max_args
    frontend.quantization          fake_quant_with_min_max_args_gradient
    frontend.quantization          fake_quant_with_min_max_vars
    frontend.quantization          fake_quant_with_min_max_vars_gradient
    frontend.quantization          fake_quant_with_min_max_vars_per_channel
    frontend.quantization          fake_quant_with_min_max_vars_per_channel_gradient quantize
    frontend.quantization          quantized_concat
    frontend.queues                FIFOQueue PaddingFIFOQueue PriorityQueue QueueBase
    frontend.queues                RandomShuffleQueue
    frontend.random                random_normal=normal random_uniform=uniform truncated_normal
    frontend.random_distributions  multinomial random_gamma=gamma random_poisson=poisson_of_rates
    frontend.random_distributions  random_shuffle=shuffle
    frontend.rearranging           meshgrid repeat reverse reverse_v2=reverse roll tile
    frontend.reductions            cumprod cumsum
    frontend.seeds                 get_seed
    frontend.segments              segment_max segment_mean segment_min segment_prod segment_sum
    frontend.segments              unsorted_segment_max unsorted_segment_mean
    frontend.segments              unsorted_segment_min unsorted_segment_prod
    frontend.segments              unsorted_segment_sqrt_n unsorted_segment_sum
    frontend.slicing               scatter_nd slice strided_slice
    frontend.slicing               tensor_scatter_add=tensor_scatter_nd_add
    frontend.slicing               tensor_scatter_nd_add tensor_scatter_nd_sub
    frontend.slicing               tensor_scatter_nd_update
    frontend.slicing               tensor_scatter_sub=tensor_scatter_nd_sub
    frontend.slicing               tensor_scatter_update=tensor_scatter_nd_update unique
    frontend.slicing               unique_with_counts where_v2=where
    frontend.sorting               argsort invert_permutation sort
    frontend.sparse                sparse_fill_empty_rows=fill_empty_rows sparse_mask=mask
    frontend.sparse                sparse_reorder=reorder sparse_reset_shape=reset_shape
    frontend.sparse                sparse_reshape=reshape sparse_retain=retain
    frontend.sparse                sparse_slice=slice sparse_tensor_to_dense=to_dense
    frontend.sparse                sparse_to_indicator=to_indicator sparse_transpose=transpose
    frontend.sparse_math           sparse_maximum=maximum sparse_minimum=minimum
    frontend.sparse_math           sparse_softmax=softmax
    frontend.sparse_math           sparse_tensor_dense_matmul=sparse_dense_matmul
    frontend.special               digamma erf erfc lgamma log_sigmoid sigmoid
    frontend.static_checks         assert_proper_iterable assert_same_float_dtype check_numerics
    frontend.static_checks         is_numeric_tensor
    frontend.strings               as_string string_join=join
    frontend.tensor_protos         make_ndarray make_tensor_proto
    frontend.text                  regex_replace string_strip=strip
    frontend.text                  string_to_hash_bucket_fast=to_hash_bucket_fast
    frontend.text                  string_to_hash_bucket_strong=to_hash_bucket_strong
    frontend.trigonometry          acos acosh asin asinh atan atan2 atanh cos cosh sin sinh tan
    frontend.trigonometry          tanh
    frontend.vectorized            vectorized_map
    function.function              function
    grad.custom                    custom_gradient grad_pass_through recompute_grad
    grad.graph_gradients           AggregationMethod
    grad.registered                NoGradient=not_differentiable
    grad.registered                NotDifferentiable=not_differentiable RegisterGradient
    grad.registered                no_gradient=not_differentiable
    grad.tape                      GradientTape UnconnectedGradients
    graph.graph                    Graph
    graph.import_into              import_graph_def
    graph.operation                Operation
    graph.sessions                 get_default_session
    state.module                   Module
    state.variable                 VariableAggregation VariableSynchronization
    state.variable_creators        variable_creator_scope
    v1.accumulators                ConditionalAccumulator ConditionalAccumulatorBase
    v1.accumulators                SparseConditionalAccumulator
    v1.behavior                    control_flow_v2_enabled disable_control_flow_v2
    v1.behavior                    disable_eager_execution disable_resource_variables
    v1.behavior                    disable_tensor_equality disable_v2_behavior
    v1.behavior                    disable_v2_tensorshape enable_control_flow_v2
    v1.behavior                    enable_eager_execution enable_resource_variables
    v1.behavior                    enable_tensor_equality enable_v2_behavior
    v1.behavior                    enable_v2_tensorshape executing_eagerly_outside_functions
    v1.behavior                    resource_variables_enabled
    v1.collections                 GraphKeys add_to_collection add_to_collections get_collection
    v1.collections                 get_collection_ref get_default_graph reset_default_graph
    v1.initializers                constant_initializer=Constant
    v1.initializers                glorot_normal_initializer=GlorotNormal
    v1.initializers                glorot_uniform_initializer=GlorotUniform
    v1.initializers                ones_initializer=Ones orthogonal_initializer=Orthogonal
    v1.initializers                random_normal_initializer=RandomNormal
    v1.initializers                random_uniform_initializer=RandomUniform
    v1.initializers                truncated_normal_initializer=TruncatedNormal
    v1.initializers                uniform_unit_scaling_initializer=UniformUnitScaling
    v1.initializers                variance_scaling_initializer=VarianceScaling
    v1.initializers                zeros_initializer=Zeros
    v1.older_arguments             argmax argmin boolean_mask colocate_with cond constant
    v1.older_arguments             convert_to_tensor=convert device div expand_dims gather
    v1.older_arguments             gradients hessians name_scope reduce_all reduce_any
    v1.older_arguments             reduce_logsumexp reduce_max reduce_mean reduce_min
    v1.older_arguments             reduce_prod reduce_sum set_random_seed shape size squeeze
    v1.older_arguments             to_bfloat16 to_complex128 to_complex64 to_double to_float
    v1.older_arguments             to_int32 to_int64 transpose where while_loop
    v1.older_sparse                convert_to_tensor_or_sparse_tensor serialize_many_sparse
    v1.older_sparse                serialize_sparse sparse_add sparse_concat sparse_merge
    v1.older_sparse                sparse_reduce_max sparse_reduce_max_sparse sparse_reduce_sum
    v1.older_sparse                sparse_reduce_sum_sparse sparse_segment_mean
    v1.older_sparse                sparse_segment_sqrt_n sparse_segment_sum sparse_split
    v1.older_sparse                sparse_matmul sparse_to_dense
    v1.older_text                  decode_csv decode_raw reduce_join string_split substr
    v1.older_text                  string_to_hash_bucket=to_hash_bucket
    v1.older_text                  string_to_number=to_number
    v1.partitioned                 fixed_size_partitioner min_max_variable_partitioner
    v1.partitioned                 variable_axis_size_partitioner
    v1.placeholders                placeholder placeholder_with_default sparse_placeholder
    v1.session                     InteractiveSession Session
    v1.readers                     FixedLengthRecordReader IdentityReader ReaderBase
    v1.readers                     TFRecordReader TextLineReader WholeFileReader
    v1.settings                    ConfigProto GPUOptions GraphOptions OptimizerOptions
    v1.settings                    RunMetadata RunOptions
    v1.variable_kinds              Variable=VariableV1 all_variables=global_variables
    v1.variable_kinds              assert_variables_initialized assign assign_add assign_sub
    v1.variable_kinds              global_variables global_variables_initializer
    v1.variable_kinds              initialize_all_tables=tables_initializer
    v1.variable_kinds              initialize_all_variables=global_variables_initializer
    v1.variable_kinds              initialize_local_variables=local_variables_initializer
    v1.variable_kinds              initialize_variables=variables_initializer
    v1.variable_kinds              is_variable_initialized local_variables
    v1.variable_kinds              local_variables_initializer model_variables
    v1.variable_kinds              moving_average_variables report_uninitialized_variables
    v1.variable_kinds              tables_initializer trainable_variables variables_initializer
    v1.variable_scope              VariableScope get_local_variable get_variable
    v1.variable_scope              get_variable_scope make_template no_regularizer
    v1.variable_scope              variable_op_scope variable_scope
    v1.variable_store              AUTO_REUSE
    frontend.whole_files           matching_files read_file write_file
    v1.wrapped                     wrap_function
    wire.messages                  AttrValue Event GraphDef HistogramProto LogMessage MetaGraphDef
    wire.messages  NameAttrList NodeDef
    wire.messages  SessionLog Summary SummaryMetadata TensorInfo
    data.optionals  OptionalSpec
    data.structure  NoneTensorSpec
    frontend.batching  nondifferentiable_batch_function
    frontend.convolution_parts  conv conv2d_backprop_filter_v2 conv2d_backprop_input_v2
    frontend.own_ops  load_library load_op_library
    frontend.partitioning  guarantee_const ragged_fill_empty_rows ragged_fill_empty_rows_grad
    frontend.partitioning  random_index_shuffle
""")
