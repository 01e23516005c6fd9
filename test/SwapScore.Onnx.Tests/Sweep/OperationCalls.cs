namespace SwapScore.Onnx.Tests.Sweep;

/// <summary>How operations are called that do not just read one activation; see <see cref="OperationCall"/> for the form. Several calls are parted by |.</summary>
internal static class OperationCalls
{
    private const string Standard =
        """
        Acos Asin Atanh: t[n,4]
        Acosh ReduceLogSum: s[n,4]
        Add Sub Mul Div Pow Max Min Mean Sum PRelu Equal Greater GreaterOrEqual Less LessOrEqual: x[n,4] w[4] | x[n,5,4] w[5,4] | x[n,4] p[1,4]
        Add Sub Mul Div Max Min Mean Sum Equal Greater Less MatMul Pow: w[4,4] x[n,4,4]
        AffineGrid: x[n,2,3] i{3,1,4,4}
        ArgMax ArgMin: x[n,4]; axis=1
        ArrayFeatureExtractor: x[n,4] i[1,2]{0,2}
        Attention: x[n,5,4] x[n,5,4] x[n,5,4]; q_num_heads=2 kv_num_heads=2 | x[n,5,4] x[n,5,4] x[n,5,4] w[5,5]; q_num_heads=2 kv_num_heads=2
        AveragePool LpPool MaxPool: x[n,4,6,6]; kernel_shape=[2,2]
        BatchNormalization: x[n,4,6,6] p[4] w[4] w[4] p[4]
        BitCast: x[n,4]; to=6
        BlackmanWindow HammingWindow HannWindow: i8
        Cast: x[n,4]; to=1 | x[n,4]; to=7 | x[n,4]; to=11
        CastLike: x[n,4] w[1]
        CenterCropPad: x[n,4,6,6] i{4,4}; axes=[2,3]
        Clip: x[n,4] v-1.0 v1.0
        Col2Im: x[n,8,9] i{4,4} i{2,2}
        Compress: x[n,4] b{1,0,1,1}; axis=1
        Concat: x[n,4] x[n,4]; axis=1 | x[n,4] w[3,4]; axis=0 | w[3,4] x[n,4]; axis=0
        ConcatFromSequence: (x[n,4] x[n,4]); axis=1 | (x[n,4] x[n,4] w[1,4]); axis=0
        ConstantOfShape: i{2,3}
        Conv: x[n,4,6,6] w[4,4,3,3] w[4] | x[n,4,6] w[4,1,3]; group=4 | w[2,4,6,6] x[n,4,3,3]
        ConvTranspose: x[n,4,6,6] w[4,4,3,3] w[4] | x[n,4,6,6] w[4,1,2,2]; group=4
        Crop: x[n,4,6,6]; border=[1,1,1,1]
        CumSum CumProd: x[n,4] i1
        DFT: x[n,4,1] - i1 | x[n,4,1]; axis=1
        DeformConv: x[n,4,6,6] w[4,4,3,3] x[n,18,4,4] w[4]
        DepthToSpace SpaceToDepth: x[n,4,6,6]; blocksize=2
        DequantizeLinear: q[4,4] p[] | q[4,4] p[4]; axis=0
        Dropout: x[n,4] | x[n,4] v0.5 b1
        DynamicSlice: x[n,4] i{1} i{3} i{1}
        Einsum: x[n,4] w[4,5]; equation="nc,cd->nd" | x[n,4] w[4,5] w[5,3]; equation="nc,cd,de->ne" | w[5,4] x[n,4]; equation="dc,nc->nd"
        Expand: x[n,1,4] i{1,5,4}
        GRU: x[5,n,4] w[1,9,4] w[1,9,3] w[1,18]; hidden_size=3 | x[5,n,4] w[1,9,4] w[1,9,3] w[1,18] - x[1,n,3]; hidden_size=3
        Gather: w[7,4] k[n,3] | x[n,4] i{0,2}; axis=1
        GatherElements: x[n,4] i[3,2]{0,1,2,0,1,2}; axis=1
        GatherND: w[7,4] k[n,1] | x[n,4] i[1,1]{0}
        Gemm: x[n,4] w[4,5] w[5] | x[n,4] w[5,4]; transB=1
        GivenTensorFill: x[n,4]; values=[1.0,2.0] shape=[2]
        GridSample: x[n,4,6,6] x[n,3,3,2] | w[3,4,6,6] x[n,3,3,2]
        GroupNormalization: x[n,4,6,6] p[4] w[4]; num_groups=2
        ImageScaler: x[n,3,6,6]; scale=2.0 bias=[1.0,2.0,3.0]
        InstanceNormalization: x[n,4,6,6] p[4] w[4]
        LSTM: x[5,n,4] w[1,12,4] w[1,12,3] w[1,24]; hidden_size=3 | x[5,n,4] w[1,12,4] w[1,12,3] w[1,24] - x[1,n,3] x[1,n,3] w[1,9]; hidden_size=3
        LayerNormalization: x[n,5,4] p[4] w[4] | x[n,4] p[4]
        LRN: x[n,4,6,6]; size=3
        MatMul: x[n,4] w[4,5] | x[n,5,4] w[1,4,3]
        MaxRoiPool: x[n,4,6,6] v[2,5]{0,0,0,3,3,0,1,1,4,4}; pooled_shape=[2,2]
        MaxUnpool: x[n,1,2,2] i[3,1,2,2]{0,2,8,10,16,18,24,26,32,34,40,42}; kernel_shape=[2,2] strides=[2,2]
        MeanVarianceNormalization: x[n,4,6,6]; axes=[2,3]
        MelWeightMatrix: i8 i16 i8000 v0.0 v4000.0
        Mod: x[n,4] p[4]; fmod=1
        NegativeLogLikelihoodLoss SoftmaxCrossEntropyLoss: x[n,4] k[n] p[4]
        NonMaxSuppression: v[1,3,4]{0,0,1,1,0,0,2,2,3,3,4,4} w[1,1,3] i{3}
        OneHot: k[n,3] i11 v{0,1}
        Optional: x[n,4]; after=OptionalGetElement
        Pad: x[n,4] i{0,1,0,1} v0.5
        QuantizeLinear: x[n,4] p[]
        RMSNormalization SimplifiedLayerNormalization: x[n,5,4] p[4]
        RNN: x[5,n,4] w[1,3,4] w[1,3,3] w[1,6]; hidden_size=3
        RandomNormal RandomUniform: ; shape=[2,3]
        Range: v0.0 v5.0 v1.0
        ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare: x[n,5,4] i{1}
        Reshape: x[n,4] i{0,2,2}
        Resize: x[n,4,6,6] - v{1,1,2,2}
        ReverseSequence: x[n,5,4] i{2,3,4}; batch_axis=0 time_axis=1
        RoiAlign: x[n,4,6,6] v[2,4]{0,0,3,3,1,1,4,4} i{0,0}; output_height=2 output_width=2
        RotaryEmbedding: x[n,2,5,4] w[9,2] w[9,2] k[n,5]
        STFT: x[n,16] i4 w[8]
        Scale: x[n,4]; scale=2.0
        Scatter ScatterElements: x[n,4] i[3,1]{0,1,2} w[3,1]; axis=1
        ScatterND: x[n,4] i[1,1]{0} w[1,4]
        SequenceAt: (x[n,4] w[2,4]) i0 | (w[2,4] x[n,4]) i1
        SequenceConstruct: x[n,4] w[2,4]; after=SequenceAt | w[1,4] x[n,4]; after=SequenceAt
        SequenceErase: (x[n,4] w[2,4]) i1; after=SequenceAt
        SequenceInsert: (x[n,4]) w[2,4]; after=SequenceAt | (x[n,4]) w[2,4] i0; after=SequenceAt
        SequenceLength: (x[n,4] w[2,4])
        Slice: x[n,4] i{1} i{3} i{1}
        Split: x[n,4]; axis=1 num_outputs=2 outputs=2
        SplitToSequence: x[n,4]; axis=1 after=SequenceAt
        Squeeze: x[n,1,4] i{1}
        TfIdfVectorizer: k[n,4]; mode="TF" min_gram_length=1 max_gram_length=1 max_skip_count=0 ngram_counts=[0] ngram_indexes=[0,1] pool_int64s=[0,1]
        TensorScatter: x[n,5,4] x[n,2,4] k[n]; axis=1
        Tile: x[n,4] i{1,2}
        TopK: x[n,4] i{2}; outputs=2
        Unsqueeze: x[n,4] i{1}
        Upsample: x[n,4,6,6] v{1,1,2,2}
        Where: b{1,0,1,0} x[n,4] w[4] | b{1,0,1,0} w[4] x[n,4]
        """;

    private const string Microsoft =
        """
        Attention: x[n,5,4] w[4,12] w[12]; num_heads=2
        AttnLSTM: x[5,n,4] w[1,12,7] w[1,12,3] w[1,24] - - - - w[1,3,3] w[1,4,3] w[1,3] x[n,6,4] - w[1,7,3]; hidden_size=3 direction="forward"
        BiasAdd: x[n,6,4] w[4] x[n,6,4]
        BiasGelu FastGelu: x[n,5,4] w[4]
        BiasSoftmax: x[n,2,5,4] w[1,1,5,4]; axis=3 is_inner_broadcast=0
        BiasSplitGelu: x[n,5,8] w[8]
        BiasDropout BitmaskBiasDropout: x[n,4] w[4]
        BitmaskDropout: x[n,4]
        BranchwiseRMSNorm: x[n,2,5,4] p[2,4] | x[n,5,2,4] p[2,4]
        CDist: x[n,4] w[5,4]; metric="euclidean"
        CausalConvWithState: x[n,4,6] w[4,1,3] w[4]; ndim=1 outputs=2
        ComplexMul ComplexMulConj: x[n,4] w[4]
        ConvTransposeWithDynamicPads: x[n,4,6,6] w[4,4,3,3] i{1,1,1,1} w[4]
        CropAndResize: x[n,4,6,6] v[1,4]{0,0,1,1} j{0} j{2,2}
        DecoderAttention: x[5,n,4] x[5,n,4] w[4,4] w[4,8] w[12] - - - b0 b0 b0 b0; num_heads=2
        DecoderMaskedMultiHeadAttention: x[n,1,4] x[n,1,4] x[n,1,4]; num_heads=2
        DynamicTimeWarping: w[4,6]
        EmbedLayerNormalization: l[n,5] - w[9,4] w[7,4] - p[4] w[4]; outputs=2 | l[n,5] l[n,5] w[9,4] w[7,4] w[2,4] p[4] w[4]; outputs=2
        EngramGate: x[n,5,2,4] x[n,5,2,4] x[n,5,4] p[2,4] p[2,4] p[2,4]
        ExpandDims: x[n,4] j1
        FusedGemm: x[n,4] w[4,5] w[5]; activation="Relu"
        FusedMatMul FusedMatMulActivation: x[n,4] w[4,5]; activation="Relu" | x[n,4] w[4,5]
        GatedAdd: x[n,4] x[n,4] x[n,4] | x[n,5,4] x[n,5,4] x[n,5,1]
        GatedRMSNorm: x[n,5,4] p[4] x[n,5,4]
        GatedRelativePositionBias: x[n,5,4] w[4] x[1,2,5,5] w[2,8] w[8] w[1,2,1,1]; num_heads=2
        GatherND: w[7,4] k[n,1]
        GemmFastGelu TransposeMatMul: x[n,4] w[4,5]
        GridSample: x[n,4,6,6] x[n,3,3,2]
        GroupQueryAttention: x[n,5,16] x[n,5,16] x[n,5,16] - - j{4,4,4} j5; num_heads=2 kv_num_heads=2
        HyperConnectionPreMix: x[n,5,2,4] x[n,5,2] | x[n,5,2,4] w[3,5,2]
        HyperConnectionPostMix: x[n,5,2,4] x[n,5,4] x[n,5,2] x[n,5,2,2]
        Irfft Rfft: x[n,4,2]; signal_ndim=1 onesided=1 normalized=0
        LinearAttention: x[n,5,4] x[n,5,4] x[n,5,4]; q_num_heads=2 kv_num_heads=2 update_rule="linear" outputs=2
        LinearAttentionGate: x[n,5,4] w[4] p[4]
        LongformerAttention: x[n,4,4] w[4,12] w[12] x[n,4] w[4,12] w[12] j[3,4]{0,0,0,0,0,0,0,0,0,0,0,0}; num_heads=2 window=2
        MRotaryEmbedding: x[n,2,5,4] i[3,3,5]{0,1,2,3,4,0,1,2,3,4,0,1,2,3,4,0,1,2,3,4,0,1,2,3,4,0,1,2,3,4,0,1,2,3,4,0,1,2,3,4,0,1,2,3,4} w[9,2] w[9,2]; mrope_section=[1,1,0]
        MaxpoolWithMask: x[n,4,6,6] j[1,1,6,6]{1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1}; kernel_shape=[2,2]
        MoE: x[n,4] x[n,2] w[2,8,4] w[2,8] w[2,4,8] w[2,4]; k=1 activation_type="relu"
        MultiHeadAttention: x[n,5,4] x[n,5,4] x[n,5,4] w[12]; num_heads=2
        NGramRepeatBlock: i[1,3]{1,2,1} w[1,4]; ngram_size=2
        NhwcConv NhwcFusedConv: x[n,6,6,4] w[4,3,3,4] w[4]; kernel_shape=[3,3]
        PackedAttention: x[5,4] w[4,12] w[12] j[1,5]{0,1,2,3,4} j{0,5}; num_heads=2
        PackedMultiHeadAttention: x[5,4] x[5,4] x[5,4] w[12] j[1,5]{0,1,2,3,4} j{0,5}; num_heads=2
        Pad: x[n,4] i{0,1,0,1} v0.5
        QuickGelu: x[n,4]; alpha=1.702
        Range: v0.0 v5.0 v1.0
        RelativePositionBias: w[32,2] i5 i5; max_distance=16
        RemovePadding: x[n,5,4] j{2,3,4}; outputs=4
        RestorePadding: x[5,4] j[1,5]{0,1,2,3,4}
        RotaryEmbedding: x[n,5,8] i{0} w[9,2] w[9,2]; num_heads=2 rotary_embedding_dim=4 | x[n,2,5,4] k[n,5] w[9,2] w[9,2]
        ScaledSiLU: x[n,4] w[]
        SkipGroupNorm: x[n,6,6,4] p[4] w[4] x[n,6,6,4]; groups=2 activation=0 channels_last=1
        GroupNorm: x[n,6,6,4] p[4] w[4]; groups=2 activation=0 channels_last=1
        SkipLayerNormalization: x[n,5,4] x[n,5,4] p[4] w[4] w[4] | x[n,5,4] w[5,4] p[4] w[4]
        SkipSimplifiedLayerNormalization: x[n,5,4] x[n,5,4] p[4] w[4]
        TorchEmbedding: w[7,4] k[n,3]
        UnfoldTensor: x[n,5,4]; dim=1 size=2 step=1
        Unique: x[n]; outputs=3
        VarlenCausalConvWithState: x[5,4] w[4,1,3] j{0,5} w[4] x[1,4,2]; outputs=2
        WordConvEmbedding: l[n,3,5] w[4,1,2,3] w[4] w[9,3]; embedding_size=4 char_embedding_size=3 conv_window_size=2
        """;

    private const string Learning =
        """
        ArrayFeatureExtractor: x[n,4] i[1,2]{0,2}
        FeatureVectorizer: x[n,4]; inputdimensions=[4]
        Imputer: x[n,4]; imputed_value_floats=[0.5,0.5,0.5,0.5] replaced_value_float=0.0
        LabelEncoder: x[n,4]; keys_floats=[0.0,1.0] values_floats=[1.0,2.0] default_float=0.5
        LinearClassifier: x[n,4]; coefficients=[1.0,0.5,0.5,1.0,0.1,0.2,0.3,0.4] intercepts=[0.0,1.0] classlabels_ints=[0,1] outputs=2
        LinearRegressor: x[n,4]; coefficients=[1.0,0.5,0.5,1.0] intercepts=[0.5]
        OneHotEncoder: x[n,4]; cats_int64s=[0,1]
        Scaler: x[n,4]; offset=[0.5] scale=[2.0]
        SVMRegressor: x[n,4]; coefficients=[1.0] support_vectors=[1.0,0.5,0.5,1.0] rho=[0.5] n_supports=1 kernel_type="LINEAR" kernel_params=[0.0,0.0,0.0]
        SVMClassifier TreeEnsembleClassifier: x[n,4]; outputs=2
        """;

    private const string Later = "of a version of the operations that ONNX Runtime does not take yet";
    private const string Bodies = "has graphs of its own; random models hold it";
    private const string Accelerators = "for accelerators, with a layout of their own";
    private const string Maps = "reads or gives maps, which are no tensors";

    /// <summary>Operations that are not called, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotCalled = new Dictionary<string, string>
    {
        ["CausalConvWithState"] = Later,
        ["LinearAttention"] = Later,
        ["Constant"] = "is a constant itself",
        ["DisentangledAttention_TRT"] = Accelerators,
        ["EfficientNMS_TRT"] = Accelerators,
        ["MultilevelCropAndResize_TRT"] = Accelerators,
        ["PyramidROIAlign_TRT"] = Accelerators,
        ["If"] = Bodies,
        ["Loop"] = Bodies,
        ["Scan"] = Bodies,
        ["SequenceMap"] = Bodies,
        ["ParametricSoftplus"] = "known by name only: ONNX Runtime cannot run it",
        ["ScaledTanh"] = "known by name only: ONNX Runtime cannot run it",
        ["SequenceEmpty"] = "gives an empty list",
        ["StringNormalizer"] = "reads texts",
        ["com.microsoft NGramHashMapping"] = "computes with numbers of tokens",
        ["com.microsoft VarlenNGramHashMapping"] = "computes with numbers of tokens",
        ["com.microsoft BifurcationDetector"] = "compares numbers of tokens",
        ["com.microsoft DecoderMaskedSelfAttention"] = Accelerators,
        ["com.microsoft DynamicSparseAttention"] = Accelerators,
        ["com.microsoft GatedDeltaNet"] = Accelerators,
        ["com.microsoft GemmaRotaryEmbedding"] = Accelerators,
        ["com.microsoft PackedSparseAttentionIndexer"] = Accelerators,
        ["com.microsoft PagedAttention"] = Accelerators,
        ["com.microsoft SparseAttention"] = "reads a cache and a layout of blocks",
        ["com.microsoft SparseAttentionIndexer"] = Accelerators,
        ["com.microsoft SparsePagedAttention"] = Accelerators,
        ["com.microsoft SparseToDenseMatMul"] = "reads sparse tensors, which are refused",
        ["com.microsoft Tokenizer"] = "reads texts",
        ["ai.onnx.ml CastMap"] = Maps,
        ["ai.onnx.ml CategoryMapper"] = "reads texts",
        ["ai.onnx.ml DictVectorizer"] = Maps,
        ["ai.onnx.ml ZipMap"] = Maps,
    };

    // What any operation is tried with: one activation of two, three or four dimensions.
    private static readonly string[] Plain = ["x[n,4]", "x[n,4,6,6]", "x[n,4,4]"];

    private static readonly Dictionary<(string Domain, string Name), List<string>> Texts = Read();

    /// <summary>The calls of an operation.</summary>
    /// <param name="domain">Its domain.</param>
    /// <param name="name">Its name.</param>
    public static IEnumerable<OperationCall> Of(string domain, string name) =>
        (Texts.TryGetValue((domain, name), out var texts) ? texts : [.. Plain]).Select(text => new OperationCall(name, text));

    private static Dictionary<(string Domain, string Name), List<string>> Read()
    {
        var texts = new Dictionary<(string Domain, string Name), List<string>>();
        foreach (var (domain, lines) in new[] { ("", Standard), ("com.microsoft", Microsoft), ("ai.onnx.ml", Learning) })
            foreach (var line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                foreach (var name in line[..line.IndexOf(':', StringComparison.Ordinal)].Split(' '))
                {
                    if (!texts.TryGetValue((domain, name), out var calls)) texts[(domain, name)] = calls = [];
                    calls.AddRange(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('|', StringSplitOptions.TrimEntries));
                }

        return texts;
    }
}
