"""Which op family defines which ops. Derived by tools/derive.py; do not edit."""

FAMILIES = {
    "accumulator_calls": """
        AccumulatorApplyGradient AccumulatorNumAccumulated AccumulatorSetGlobalStep
        AccumulatorTakeGradient ConditionalAccumulator ResourceAccumulatorApplyGradient
        ResourceAccumulatorNumAccumulated ResourceAccumulatorSetGlobalStep
        ResourceAccumulatorTakeGradient ResourceConditionalAccumulator
        SparseAccumulatorApplyGradient SparseAccumulatorTakeGradient SparseConditionalAccumulator
    """,
    "audio": """
        AudioSpectrogram DecodeWav EncodeWav Mfcc
    """,
    "barriers": """
        Barrier BarrierClose BarrierIncompleteSize BarrierInsertMany BarrierReadySize
        BarrierTakeMany
    """,
    "batch_function": """
        BatchFunction
    """,
    "bitwise": """
        BitwiseAnd BitwiseOr BitwiseXor Invert LeftShift PopulationCount RightShift
    """,
    "boosted_trees": """
        BoostedTreesBucketize
    """,
    "broadcast": """
        BroadcastArgs BroadcastGradientArgs BroadcastTo
    """,
    "candidate_sampling": """
        AllCandidateSampler ComputeAccidentalHits FixedUnigramCandidateSampler
        LearnedUnigramCandidateSampler LogUniformCandidateSampler
        ThreadUnsafeUnigramCandidateSampler UniformCandidateSampler
    """,
    "cast": """
        Bitcast Cast
    """,
    "checkpoint_v1": """
        Restore RestoreSlice Save SaveSlices ShardedFilespec
    """,
    "complex_numbers": """
        Angle Complex ComplexAbs Conj Imag Real
    """,
    "control_flow": """
        Case If NoOp PartitionedCall StatefulPartitionedCall StatelessCase StatelessIf
        StatelessWhile While
    """,
    "control_flow_rare": """
        Abort FakeParam For
    """,
    "copying": """
        AccumulateNV2 Copy CopyHost DeepCopy Empty GuaranteeConst InplaceAdd InplaceSub
        InplaceUpdate ParallelConcat ToBool
    """,
    "counting": """
        Bincount Bucketize DenseBincount HistogramFixedWidth LowerBound NthElement UnravelIndex
        UpperBound
    """,
    "csr_arithmetic": """
        SparseMatrixAdd SparseMatrixMatMul SparseMatrixMul SparseMatrixSoftmax
        SparseMatrixSoftmaxGrad SparseMatrixSparseMatMul SparseMatrixTranspose
    """,
    "csr_conversion": """
        CSRSparseMatrixComponents CSRSparseMatrixToDense CSRSparseMatrixToSparseTensor
        DenseToCSRSparseMatrix SparseMatrixNNZ SparseMatrixZeros SparseTensorToCSRSparseMatrix
    """,
    "csr_factoring": """
        SparseMatrixOrderingAMD SparseMatrixSparseCholesky
    """,
    "ctc_decoding": """
        CTCBeamSearchDecoder CTCGreedyDecoder
    """,
    "ctc_loss": """
        CTCLoss CTCLossV2
    """,
    "cudnn": """
        CudnnRNN CudnnRNNV2 CudnnRNNV3
    """,
    "cudnn_gradients": """
        CudnnRNNBackprop CudnnRNNBackpropV2 CudnnRNNBackpropV3
    """,
    "cudnn_params": """
        CudnnRNNCanonicalToParams CudnnRNNCanonicalToParamsV2 CudnnRNNParamsSize
        CudnnRNNParamsToCanonical CudnnRNNParamsToCanonicalV2
    """,
    "cumulative": """
        Cumprod Cumsum
    """,
    "cumulative_log": """
        CumulativeLogsumexp
    """,
    "dataset_batching": """
        BatchDataset BatchDatasetV2 DenseToSparseBatchDataset PaddedBatchDataset
        PaddedBatchDatasetV2 ParallelBatchDataset RebatchDataset RebatchDatasetV2
    """,
    "dataset_caches": """
        AnonymousMemoryCache CacheDataset CacheDatasetV2 DeleteMemoryCache DummyMemoryCache
    """,
    "dataset_experimental": """
        ExperimentalAssertNextDataset ExperimentalAutoShardDataset
        ExperimentalBytesProducedStatsDataset ExperimentalCSVDataset
        ExperimentalChooseFastestDataset ExperimentalDatasetCardinality
        ExperimentalDatasetToTFRecord ExperimentalDenseToSparseBatchDataset
        ExperimentalDirectedInterleaveDataset ExperimentalGroupByReducerDataset
        ExperimentalGroupByWindowDataset ExperimentalIgnoreErrorsDataset
        ExperimentalIteratorGetDevice ExperimentalLatencyStatsDataset
        ExperimentalMapAndBatchDataset ExperimentalMapDataset ExperimentalMatchingFilesDataset
        ExperimentalMaxIntraOpParallelismDataset ExperimentalNonSerializableDataset
        ExperimentalParallelInterleaveDataset ExperimentalPrivateThreadPoolDataset
        ExperimentalRandomDataset ExperimentalRebatchDataset ExperimentalScanDataset
        ExperimentalSleepDataset ExperimentalSlidingWindowDataset ExperimentalSqlDataset
        ExperimentalTakeWhileDataset ExperimentalUnbatchDataset ExperimentalUniqueDataset
        SlidingWindowDataset
    """,
    "dataset_files": """
        FixedLengthRecordDataset FixedLengthRecordDatasetV2 MatchingFilesDataset TFRecordDataset
        TFRecordDatasetV2 TextLineDataset
    """,
    "dataset_grouping": """
        GroupByReducerDataset GroupByWindowDataset UniqueDataset
    """,
    "dataset_interleaving": """
        DirectedInterleaveDataset FlatMapDataset InterleaveDataset
        LegacyParallelInterleaveDatasetV2 ParallelInterleaveDataset ParallelInterleaveDatasetV2
        ParallelInterleaveDatasetV3 ParallelInterleaveDatasetV4
    """,
    "dataset_mapping": """
        FilterByLastComponentDataset FilterDataset MapAndBatchDataset MapDataset
        ParallelFilterDataset ParallelMapDataset ParallelMapDatasetV2 ScanDataset TakeWhileDataset
    """,
    "dataset_parsing": """
        CSVDataset CSVDatasetV2 ParseExampleDataset ParseExampleDatasetV2
    """,
    "dataset_passing": """
        AssertNextDataset AssertPrevDataset AutoShardDataset BytesProducedStatsDataset
        ChooseFastestDataset FinalizeDataset IgnoreErrorsDataset LatencyStatsDataset
        MaxIntraOpParallelismDataset ModelDataset NonSerializableDataset OptimizeDataset
        OptimizeDatasetV2 OptionsDataset PrefetchDataset PrivateThreadPoolDataset RewriteDataset
        SleepDataset UnwrapDatasetVariant WrapDatasetVariant
    """,
    "dataset_random": """
        RandomDataset RandomDatasetV2 SamplingDataset ShuffleAndRepeatDataset
        ShuffleAndRepeatDatasetV2 ShuffleDataset ShuffleDatasetV2 ShuffleDatasetV3
    """,
    "dataset_reading": """
        DatasetCardinality DatasetToSingleElement GetElementAtIndex InitializeTableFromDataset
        ReduceDataset
    """,
    "dataset_saving": """
        DatasetToTFRecord LoadDataset SaveDataset SaveDatasetV2
    """,
    "dataset_seeds": """
        AnonymousRandomSeedGenerator AnonymousSeedGenerator DeleteRandomSeedGenerator
        DeleteSeedGenerator DummySeedGenerator
    """,
    "dataset_shaping": """
        AssertCardinalityDataset ConcatenateDataset RepeatDataset ShardDataset SkipDataset
        TakeDataset UnbatchDataset WindowDataset ZipDataset
    """,
    "dataset_sources": """
        GeneratorDataset ListDataset RangeDataset SparseTensorSliceDataset TensorDataset
        TensorSliceDataset
    """,
    "dataset_sql": """
        SqlDataset
    """,
    "debug": """
        Assert Print PrintV2
    """,
    "debug_watch": """
        CheckNumericsV2 DebugGradientIdentity DebugGradientRefIdentity DebugIdentity
        DebugIdentityV2 DebugIdentityV3 DebugNanCount DebugNumericSummary DebugNumericSummaryV2
    """,
    "decode_csv": """
        DecodeCSV
    """,
    "decoding": """
        DecodeCompressed DecodePaddedRaw DecodeRaw ParseTensor SerializeTensor
    """,
    "division": """
        Div DivNoNan FloorDiv FloorMod Mod RealDiv TruncateDiv TruncateMod
    """,
    "einsum": """
        Einsum
    """,
    "engines": """
        CreateTRTResourceHandle InitializeTRTResource TRTEngineOp
    """,
    "event_summaries": """
        HistogramSummary MergeSummary ScalarSummary TensorSummary TensorSummaryV2
    """,
    "example_parsing": """
        ParseExample ParseExampleV2 ParseSingleExample
    """,
    "fake_quant": """
        FakeQuantWithMinMaxArgs FakeQuantWithMinMaxArgsGradient FakeQuantWithMinMaxVars
        FakeQuantWithMinMaxVarsGradient FakeQuantWithMinMaxVarsPerChannel
        FakeQuantWithMinMaxVarsPerChannelGradient
    """,
    "feature_cross": """
        RaggedCross SparseCross SparseCrossHashed SparseCrossV2
    """,
    "fft": """
        FFT FFT2D FFT3D IFFT IFFT2D IFFT3D
    """,
    "fft_axes": """
        FFTND IFFTND IRFFTND RFFTND
    """,
    "fft_legacy": """
        BatchFFT BatchFFT2D BatchFFT3D BatchIFFT BatchIFFT2D BatchIFFT3D
    """,
    "fft_real": """
        IRFFT IRFFT2D IRFFT3D RFFT RFFT2D RFFT3D
    """,
    "files": """
        MatchingFiles ReadFile WriteFile
    """,
    "fill": """
        Const Fill LinSpace OneHot OnesLike Placeholder PlaceholderV2 PlaceholderWithDefault Range
        ZerosLike
    """,
    "fingerprints": """
        EditDistance Fingerprint
    """,
    "gather": """
        Gather GatherNd GatherV2 ResourceGather ResourceGatherNd Where
    """,
    "image_boxes": """
        CombinedNonMaxSuppression NonMaxSuppression NonMaxSuppressionV2 NonMaxSuppressionV3
        NonMaxSuppressionV4 NonMaxSuppressionV5 NonMaxSuppressionWithOverlaps
    """,
    "image_codecs": """
        DecodeAndCropJpeg DecodeBmp DecodeGif DecodeImage DecodeJpeg DecodePng ExtractJpegShape
    """,
    "image_color": """
        AdjustContrast AdjustContrastv2 AdjustHue AdjustSaturation HSVToRGB RGBToHSV
    """,
    "image_crop": """
        CropAndResize CropAndResizeGradBoxes CropAndResizeGradImage ExtractGlimpse
        ExtractGlimpseV2 RandomCrop
    """,
    "image_draw": """
        DrawBoundingBoxes DrawBoundingBoxesV2 SampleDistortedBoundingBox
        SampleDistortedBoundingBoxV2 StatelessSampleDistortedBoundingBox
    """,
    "image_patches": """
        ExtractImagePatches ExtractVolumePatches
    """,
    "image_resize": """
        ResizeArea ResizeBicubic ResizeBicubicGrad ResizeBilinear ResizeBilinearGrad
        ResizeNearestNeighbor ResizeNearestNeighborGrad
    """,
    "image_scale": """
        ScaleAndTranslate ScaleAndTranslateGrad
    """,
    "image_transform": """
        ImageProjectiveTransformV2 ImageProjectiveTransformV3
    """,
    "image_writing": """
        EncodeJpeg EncodeJpegVariableQuality EncodePng
    """,
    "io": """
        MergeV2Checkpoints RestoreV2 SaveV2
    """,
    "iterators": """
        AnonymousIterator AnonymousIteratorV2 AnonymousIteratorV3 DeleteIterator
        DeserializeIterator Iterator IteratorFromStringHandle IteratorFromStringHandleV2
        IteratorGetDevice IteratorGetNext IteratorGetNextAsOptional IteratorGetNextSync
        IteratorToStringHandle IteratorV2 MakeIterator OneShotIterator SerializeIterator
    """,
    "join": """
        Concat ConcatOffset ConcatV2 Pack Split SplitV Unpack
    """,
    "json_example": """
        DecodeJSONExample
    """,
    "linalg_factor": """
        Cholesky CholeskyGrad Lu Qr
    """,
    "linalg_function": """
        MatrixExponential MatrixLogarithm MatrixSquareRoot
    """,
    "linalg_legacy": """
        BatchCholesky BatchCholeskyGrad BatchMatrixBandPart BatchMatrixDeterminant BatchMatrixDiag
        BatchMatrixDiagPart BatchMatrixInverse BatchMatrixSetDiag BatchMatrixSolve
        BatchMatrixSolveLs BatchMatrixTriangularSolve BatchSelfAdjointEig BatchSelfAdjointEigV2
        BatchSvd
    """,
    "linalg_solve": """
        LogMatrixDeterminant MatrixDeterminant MatrixInverse MatrixSolve MatrixSolveLs
    """,
    "linalg_spectral": """
        Eig SelfAdjointEig SelfAdjointEigV2 Svd
    """,
    "linalg_triangular": """
        BandedTriangularSolve MatrixTriangularSolve
    """,
    "linalg_tridiagonal": """
        TridiagonalMatMul TridiagonalSolve
    """,
    "lookup": """
        InitializeTable InitializeTableV2 LookupTableExport LookupTableExportV2 LookupTableFind
        LookupTableFindV2 LookupTableImport LookupTableImportV2 LookupTableInsert
        LookupTableInsertV2 LookupTableRemoveV2 LookupTableSize LookupTableSizeV2
    """,
    "lookup_files": """
        InitializeTableFromTextFile InitializeTableFromTextFileV2
    """,
    "lookup_tables": """
        AnonymousHashTable AnonymousMutableDenseHashTable AnonymousMutableHashTable
        AnonymousMutableHashTableOfTensors HashTable HashTableV2 MutableDenseHashTable
        MutableDenseHashTableV2 MutableHashTable MutableHashTableOfTensors
        MutableHashTableOfTensorsV2 MutableHashTableV2
    """,
    "math_binary": """
        Add AddN AddV2 Maximum Minimum Mul MulNoNan Pow SquaredDifference Sub Xdivy Xlog1py Xlogy
    """,
    "math_compare": """
        ApproximateEqual Equal Greater GreaterEqual Less LessEqual LogicalAnd LogicalOr NotEqual
    """,
    "math_unary": """
        Abs Ceil Exp Expm1 Floor Inv IsFinite IsInf IsNan Log Log1p LogicalNot Neg Reciprocal Rint
        Round Rsqrt Sign Sqrt Square
    """,
    "math_unary_grad": """
        InvGrad ReciprocalGrad RsqrtGrad SigmoidGrad SqrtGrad TanhGrad
    """,
    "matmul": """
        BatchMatMul BatchMatMulV2 BatchMatMulV3 MatMul
    """,
    "matrix_diag": """
        MatrixBandPart MatrixDiagPartV3 MatrixDiagV3 MatrixSetDiagV3
    """,
    "matrix_diag_older": """
        Cross Diag DiagPart MatrixDiag MatrixDiagPart MatrixDiagPartV2 MatrixDiagV2 MatrixSetDiag
        MatrixSetDiagV2
    """,
    "media_summaries": """
        AudioSummary AudioSummaryV2 ImageSummary
    """,
    "mutual_exclusion": """
        ConsumeMutexLock MutexLock MutexV2 Timestamp
    """,
    "nn_activation": """
        Elu LeakyRelu Relu Relu6 Selu Softplus Softsign
    """,
    "nn_activation_grad": """
        EluGrad LeakyReluGrad Relu6Grad ReluGrad SeluGrad SoftplusGrad SoftsignGrad
    """,
    "nn_bias": """
        BiasAdd BiasAddGrad BiasAddV1
    """,
    "nn_conv": """
        Conv2D Conv3D DepthwiseConv2dNative
    """,
    "nn_conv_filter": """
        Conv2DBackpropFilter Conv3DBackpropFilterV2 DepthwiseConv2dNativeBackpropFilter
        DepthwiseConv2dNativeBackpropInput
    """,
    "nn_conv_general": """
        Conv
    """,
    "nn_conv_second": """
        Conv2DBackpropFilterV2 Conv2DBackpropInputV2
    """,
    "nn_conv_transpose": """
        Conv2DBackpropInput Conv3DBackpropInputV2
    """,
    "nn_dilation": """
        Dilation2D Dilation2DBackpropFilter Dilation2DBackpropInput
    """,
    "nn_fused": """
        BatchNormWithGlobalNormalization BatchNormWithGlobalNormalizationGrad _FusedConv2D
        _FusedMatMul
    """,
    "nn_loss": """
        InTopK InTopKV2 SoftmaxCrossEntropyWithLogits SparseSoftmaxCrossEntropyWithLogits
    """,
    "nn_norm": """
        FusedBatchNorm FusedBatchNormV2 FusedBatchNormV3 L2Loss LRN
    """,
    "nn_norm_grad": """
        FusedBatchNormGrad FusedBatchNormGradV2 FusedBatchNormGradV3 LRNGrad
    """,
    "nn_pool": """
        AvgPool AvgPool3D MaxPool MaxPool3D MaxPoolV2 MaxPoolWithArgmax
    """,
    "nn_pool_fractional": """
        FractionalAvgPool FractionalAvgPoolGrad FractionalMaxPool FractionalMaxPoolGrad
    """,
    "nn_pool_grad": """
        AvgPool3DGrad AvgPoolGrad MaxPool3DGrad MaxPoolGrad MaxPoolGradV2
    """,
    "nn_pool_second": """
        MaxPool3DGradGrad MaxPoolGradGrad MaxPoolGradGradV2 MaxPoolGradWithArgmax
    """,
    "nn_recurrent": """
        BlockLSTM BlockLSTMV2 LSTMBlockCell LSTMBlockCellGrad
    """,
    "nn_recurrent_grad": """
        BlockLSTMGrad BlockLSTMGradV2 GRUBlockCell GRUBlockCellGrad
    """,
    "nn_softmax": """
        LogSoftmax Softmax
    """,
    "node_control_flow": """
        ControlTrigger Enter Exit LoopCond Merge NextIteration RefEnter RefExit RefMerge
        RefNextIteration RefSwitch Switch
    """,
    "numerics": """
        CheckNumerics
    """,
    "optional": """
        OptionalFromValue OptionalGetValue OptionalHasValue OptionalNone
    """,
    "pad": """
        MirrorPad MirrorPadGrad Pad PadV2
    """,
    "partition": """
        DynamicPartition DynamicStitch ParallelDynamicStitch
    """,
    "proto_fields": """
        DecodeProtoV2 EncodeProto
    """,
    "python_calls": """
        EagerPyFunc PyFunc PyFuncStateless
    """,
    "quantize": """
        Dequantize QuantizeDownAndShrinkRange QuantizeV2 QuantizedRelu QuantizedRelu6
        QuantizedReshape RequantizationRange Requantize UniformDequantize UniformQuantize
    """,
    "quantize_dequantize": """
        QuantizeAndDequantize QuantizeAndDequantizeV2 QuantizeAndDequantizeV3
        QuantizeAndDequantizeV4 QuantizeAndDequantizeV4Grad
    """,
    "quantize_join": """
        QuantizedConcat
    """,
    "queue_calls": """
        QueueClose QueueCloseV2 QueueDequeue QueueDequeueMany QueueDequeueManyV2 QueueDequeueUpTo
        QueueDequeueUpToV2 QueueDequeueV2 QueueEnqueue QueueEnqueueMany QueueEnqueueManyV2
        QueueEnqueueV2 QueueIsClosed QueueIsClosedV2 QueueSize QueueSizeV2
    """,
    "queues": """
        FIFOQueue FIFOQueueV2 PaddingFIFOQueue PaddingFIFOQueueV2 PriorityQueue PriorityQueueV2
        RandomShuffleQueue RandomShuffleQueueV2
    """,
    "ragged": """
        RaggedGather RaggedRange RaggedTensorToSparse RaggedTensorToTensor
    """,
    "ragged_filling": """
        RaggedFillEmptyRows RaggedFillEmptyRowsGrad
    """,
    "ragged_variant": """
        RaggedTensorFromVariant RaggedTensorToVariant RaggedTensorToVariantGradient
    """,
    "random": """
        RandomStandardNormal RandomUniform RandomUniformInt TruncatedNormal
    """,
    "random_counts": """
        Multinomial RandomPoisson RandomPoissonV2 StatefulRandomBinomial StatelessMultinomial
        StatelessRandomBinomial StatelessRandomPoisson
    """,
    "random_gamma": """
        RandomGamma StatelessRandomGammaV2 StatelessRandomGammaV3
    """,
    "random_generator": """
        NonDeterministicInts RngSkip StatefulStandardNormal StatefulStandardNormalV2
        StatefulTruncatedNormal StatefulUniform StatefulUniformFullInt StatefulUniformInt
    """,
    "random_order": """
        RandomIndexShuffle RandomShuffle StatelessShuffle
    """,
    "random_truncated": """
        ParameterizedTruncatedNormal StatelessParameterizedTruncatedNormal
    """,
    "readers": """
        FakeQueue FixedLengthRecordReader FixedLengthRecordReaderV2 IdentityReader
        IdentityReaderV2 ReaderNumRecordsProduced ReaderNumRecordsProducedV2
        ReaderNumWorkUnitsCompleted ReaderNumWorkUnitsCompletedV2 ReaderRead ReaderReadUpTo
        ReaderReadUpToV2 ReaderReadV2 ReaderReset ReaderResetV2 ReaderRestoreState
        ReaderRestoreStateV2 ReaderSerializeState ReaderSerializeStateV2 TFRecordReader
        TFRecordReaderV2 TextLineReader TextLineReaderV2 WholeFileReader WholeFileReaderV2
    """,
    "reduce": """
        All Any ArgMax ArgMin EuclideanNorm Max Mean Min Prod Sum
    """,
    "ref_variables": """
        Assign AssignAdd AssignSub CountUpTo DestroyTemporaryVariable IsVariableInitialized
        RefIdentity ResourceCountUpTo StridedSliceAssign TemporaryVariable Variable VariableV2
    """,
    "regex_replace": """
        RegexReplace StaticRegexReplace
    """,
    "reversing": """
        Reverse ReverseSequence
    """,
    "scatter": """
        ScatterNd TensorScatterAdd TensorScatterSub TensorScatterUpdate
    """,
    "scatter_extremes": """
        ScatterNdNonAliasingAdd TensorScatterMax TensorScatterMin
    """,
    "segment": """
        SegmentMax SegmentMean SegmentMin SegmentProd SegmentSum
    """,
    "segment_unsorted": """
        SegmentMaxV2 SegmentMinV2 SegmentProdV2 SegmentSumV2 UnsortedSegmentMax UnsortedSegmentMin
        UnsortedSegmentProd UnsortedSegmentSum
    """,
    "select": """
        ClipByValue Select SelectV2
    """,
    "selection": """
        ApproxTopK IsotonicRegression ListDiff
    """,
    "sequence_parsing": """
        ParseSequenceExample ParseSequenceExampleV2 ParseSingleSequenceExample
    """,
    "sets": """
        DenseToDenseSetOperation DenseToSparseSetOperation SetSize SparseToSparseSetOperation
    """,
    "shape": """
        EnsureShape ExpandDims Identity IdentityN PreventGradient Rank Reshape Shape ShapeN Size
        Snapshot Squeeze StopGradient
    """,
    "slice": """
        Slice StridedSlice StridedSliceGrad TensorStridedSliceUpdate
    """,
    "sobol": """
        SobolSample
    """,
    "sort": """
        TopK TopKV2
    """,
    "space_batch": """
        BatchToSpace BatchToSpaceND SpaceToBatch SpaceToBatchND
    """,
    "sparse": """
        SparseFillEmptyRows SparseFillEmptyRowsGrad SparseReorder SparseReshape SparseToDense
    """,
    "sparse_arithmetic": """
        SparseAdd SparseAddGrad SparseReduceMax SparseReduceMaxSparse SparseReduceSum
        SparseReduceSumSparse SparseSoftmax SparseSparseMaximum SparseSparseMinimum
    """,
    "sparse_counting": """
        DenseCountSparseOutput RaggedBincount RaggedCountSparseOutput SparseBincount
        SparseCountSparseOutput
    """,
    "sparse_dense": """
        SparseDenseCwiseAdd SparseDenseCwiseDiv SparseDenseCwiseMul SparseMatMul
        SparseTensorDenseAdd SparseTensorDenseMatMul
    """,
    "sparse_joining": """
        SparseConcat SparseSlice SparseSliceGrad SparseSplit
    """,
    "sparse_maps": """
        AddManySparseToTensorsMap AddSparseToTensorsMap TakeManySparseFromTensorsMap
    """,
    "sparse_segment": """
        SparseSegmentMean SparseSegmentMeanGrad SparseSegmentMeanGradV2
        SparseSegmentMeanWithNumSegments SparseSegmentSqrtN SparseSegmentSqrtNGrad
        SparseSegmentSqrtNGradV2 SparseSegmentSqrtNWithNumSegments SparseSegmentSum
        SparseSegmentSumGrad SparseSegmentSumGradV2 SparseSegmentSumWithNumSegments
    """,
    "sparse_serializing": """
        DeserializeManySparse DeserializeSparse SerializeManySparse SerializeSparse
    """,
    "special": """
        Digamma Erf Erfc Lgamma Sigmoid
    """,
    "special_bessel": """
        BesselI0 BesselI0e BesselI1 BesselI1e BesselJ0 BesselJ1 BesselK0 BesselK0e BesselK1
        BesselK1e BesselY0 BesselY1
    """,
    "special_gamma": """
        Betainc Igamma IgammaGradA Igammac Polygamma RandomGammaGrad Zeta
    """,
    "special_integral": """
        Dawsn Erfinv Expint FresnelCos FresnelSin Ndtri NextAfter Spence
    """,
    "stacks": """
        Stack StackClose StackCloseV2 StackPop StackPopV2 StackPush StackPushV2 StackV2
    """,
    "staging": """
        MapClear MapIncompleteSize MapPeek MapSize MapStage MapUnstage MapUnstageNoKey
        OrderedMapClear OrderedMapIncompleteSize OrderedMapPeek OrderedMapSize OrderedMapStage
        OrderedMapUnstage OrderedMapUnstageNoKey Stage StageClear StagePeek StageSize Unstage
    """,
    "stateless_random": """
        RngReadAndSkip StatelessRandomGetAlg StatelessRandomGetKeyCounter
        StatelessRandomGetKeyCounterAlg StatelessRandomNormal StatelessRandomNormalV2
        StatelessRandomUniform StatelessRandomUniformFullInt StatelessRandomUniformFullIntV2
        StatelessRandomUniformInt StatelessRandomUniformIntV2 StatelessRandomUniformV2
        StatelessTruncatedNormal StatelessTruncatedNormalV2
    """,
    "string_format": """
        StringFormat
    """,
    "strings": """
        AsString RegexFullMatch ShardedFilename StaticRegexFullMatch StringJoin StringLength
    """,
    "summary_writing": """
        CloseSummaryWriter CreateSummaryFileWriter FlushSummaryWriter ImportEvent SummaryWriter
        WriteAudioSummary WriteGraphSummary WriteHistogramSummary WriteImageSummary
        WriteRawProtoSummary WriteScalarSummary WriteSummary
    """,
    "tensor_array": """
        TensorArrayCloseV3 TensorArrayConcatV3 TensorArrayGatherV3 TensorArrayGradV3
        TensorArrayGradWithShape TensorArrayReadV3 TensorArrayScatterV3 TensorArraySizeV3
        TensorArraySplitV3 TensorArrayV3 TensorArrayWriteV3
    """,
    "tensor_array_old": """
        TensorArray TensorArrayClose TensorArrayCloseV2 TensorArrayConcat TensorArrayConcatV2
        TensorArrayGather TensorArrayGatherV2 TensorArrayGrad TensorArrayGradV2 TensorArrayPack
        TensorArrayRead TensorArrayReadV2 TensorArrayScatter TensorArrayScatterV2 TensorArraySize
        TensorArraySizeV2 TensorArraySplit TensorArraySplitV2 TensorArrayUnpack TensorArrayV2
        TensorArrayWrite TensorArrayWriteV2
    """,
    "tensor_list": """
        EmptyTensorList TensorListElementShape TensorListGetItem TensorListLength
        TensorListPopBack TensorListPushBack TensorListReserve TensorListResize TensorListSetItem
    """,
    "tensor_list_joining": """
        TensorListConcat TensorListConcatLists TensorListConcatV2 TensorListPushBackBatch
        TensorListSplit
    """,
    "tensor_list_parts": """
        TensorListFromTensor TensorListGather TensorListScatter TensorListScatterIntoExistingList
        TensorListScatterV2 TensorListStack
    """,
    "tensor_map": """
        EmptyTensorMap TensorMapErase TensorMapHasKey TensorMapInsert TensorMapLookup
        TensorMapSize TensorMapStackKeys
    """,
    "text": """
        DecodeBase64 EncodeBase64 StringLower StringStrip StringToNumber StringUpper Substr
    """,
    "text_hashing": """
        StringToHashBucket StringToHashBucketFast StringToHashBucketStrong
    """,
    "text_splitting": """
        ReduceJoin StringNGrams StringSplit StringSplitV2 UnsortedSegmentJoin
    """,
    "training_adaptive": """
        ApplyAdaMax ApplyAdadelta ApplyAdagrad ApplyAdagradV2 ApplyAdam ApplyCenteredRMSProp
        ApplyRMSProp ResourceApplyAdaMax ResourceApplyAdadelta ResourceApplyAdagrad
        ResourceApplyAdagradV2 ResourceApplyAdam ResourceApplyAdamWithAmsgrad
        ResourceApplyCenteredRMSProp ResourceApplyRMSProp ResourceSparseApplyAdadelta
        ResourceSparseApplyAdagrad ResourceSparseApplyAdagradV2 ResourceSparseApplyCenteredRMSProp
        ResourceSparseApplyRMSProp SparseApplyAdadelta SparseApplyAdagrad SparseApplyAdagradV2
        SparseApplyCenteredRMSProp SparseApplyRMSProp
    """,
    "training_descent": """
        ApplyAddSign ApplyGradientDescent ApplyMomentum ApplyPowerSign ResourceApplyAddSign
        ResourceApplyGradientDescent ResourceApplyKerasMomentum ResourceApplyMomentum
        ResourceApplyPowerSign ResourceSparseApplyKerasMomentum ResourceSparseApplyMomentum
        SparseApplyMomentum
    """,
    "training_proximal": """
        ApplyAdagradDA ApplyFtrl ApplyFtrlV2 ApplyProximalAdagrad ApplyProximalGradientDescent
        ResourceApplyAdagradDA ResourceApplyFtrl ResourceApplyFtrlV2 ResourceApplyProximalAdagrad
        ResourceApplyProximalGradientDescent ResourceSparseApplyAdagradDA ResourceSparseApplyFtrl
        ResourceSparseApplyFtrlV2 ResourceSparseApplyProximalAdagrad
        ResourceSparseApplyProximalGradientDescent SparseApplyAdagradDA SparseApplyFtrl
        SparseApplyFtrlV2 SparseApplyProximalAdagrad SparseApplyProximalGradientDescent
    """,
    "transpose": """
        ConjugateTranspose DepthToSpace InvertPermutation ReverseV2 Roll SpaceToDepth Tile
        Transpose
    """,
    "tree_ensembles": """
        BoostedTreesCreateEnsemble BoostedTreesDeserializeEnsemble
        BoostedTreesEnsembleResourceHandleOp BoostedTreesGetEnsembleStates BoostedTreesPredict
        BoostedTreesSerializeEnsemble IsBoostedTreesEnsembleInitialized
    """,
    "trigonometry": """
        Acos Acosh Asin Asinh Atan Atan2 Atanh Cos Cosh Sin Sinh Tan Tanh
    """,
    "unicode": """
        UnicodeDecode UnicodeDecodeWithOffsets UnicodeEncode UnicodeScript UnicodeTranscode
    """,
    "unique": """
        Unique UniqueV2 UniqueWithCounts UniqueWithCountsV2
    """,
    "variable_scatter": """
        ResourceScatterAdd ResourceScatterDiv ResourceScatterMax ResourceScatterMin
        ResourceScatterMul ResourceScatterSub ResourceScatterUpdate ScatterAdd ScatterDiv
        ScatterMax ScatterMin ScatterMul ScatterSub ScatterUpdate
    """,
    "variable_scatter_nd": """
        ResourceScatterNdAdd ResourceScatterNdMax ResourceScatterNdMin ResourceScatterNdSub
        ResourceScatterNdUpdate ScatterNdAdd ScatterNdMax ScatterNdMin ScatterNdSub
        ScatterNdUpdate
    """,
    "variables": """
        AssignAddVariableOp AssignSubVariableOp AssignVariableOp DestroyResourceOp
        DisableCopyOnRead ReadVariableOp ResourceStridedSliceAssign VarHandleOp VarIsInitializedOp
        VariableShape
    """,
    "xla": """
        XlaConv XlaConvV2 XlaDot XlaDotV2 XlaDynamicSlice XlaDynamicUpdateSlice XlaEinsum
        XlaGather XlaKeyValueSort XlaOptimizationBarrier XlaPad XlaReducePrecision XlaSharding
        XlaSort
    """,
    "xla_call_module": """
        XlaCallModule
    """,
    "xla_functions": """
        XlaReduce XlaReduceWindow XlaScatter XlaSelectAndScatter XlaVariadicReduceV2
        XlaVariadicSort
    """,
    "xla_random": """
        XlaRngBitGenerator
    """,
}
