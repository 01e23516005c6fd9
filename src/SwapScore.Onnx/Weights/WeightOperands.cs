using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Weights;

/// <summary>Which operands of the operations of the standard and of <c>com.microsoft</c> hold weights, and what for.</summary>
internal static class WeightOperands
{
    private const WeightRole Convolution = WeightRole.Convolution;
    private const WeightRole Linear = WeightRole.Linear;
    private const WeightRole Embedding = WeightRole.Embedding;
    private const WeightRole Bias = WeightRole.Bias;
    private const WeightRole Scale = WeightRole.Scale;
    private const WeightRole Shift = WeightRole.Shift;

    /// <summary>Operations whose weights have always been found: they are numbered first, so that their draws stay what they were.</summary>
    private static readonly Dictionary<string, (int Input, WeightRole Role)[]> First = new()
    {
        ["Conv"] = [(1, Convolution), (2, Bias)],
        ["FusedConv"] = [(1, Convolution), (2, Bias)],
        ["ConvTranspose"] = [(1, Convolution), (2, Bias)],
        ["Gemm"] = [(0, Linear), (1, Linear), (2, Bias)],
        ["FusedGemm"] = [(0, Linear), (1, Linear), (2, Bias)],
        ["MatMul"] = [(0, Linear), (1, Linear)],
        ["FusedMatMul"] = [(0, Linear), (1, Linear)],
        ["Einsum"] = [(0, Linear), (1, Linear)],
        ["Attention"] = [(1, Linear), (2, Bias)],
        ["LSTM"] = [(1, Linear), (2, Linear), (3, Bias)],
        ["GRU"] = [(1, Linear), (2, Linear), (3, Bias)],
        ["RNN"] = [(1, Linear), (2, Linear), (3, Bias)],
        ["Gather"] = [(0, Embedding)],
        ["BatchNormalization"] = [(1, Scale), (2, Shift), (3, WeightRole.RunningMean), (4, WeightRole.RunningVariance)],
        ["InstanceNormalization"] = [(1, Scale), (2, Shift)],
        ["LayerNormalization"] = [(1, Scale), (2, Shift)],
        ["SimplifiedLayerNormalization"] = [(1, Scale)],
        ["RMSNormalization"] = [(1, Scale)],
        ["GroupNormalization"] = [(1, Scale), (2, Shift)],
        ["GroupNorm"] = [(1, Scale), (2, Shift)],
        ["SkipLayerNormalization"] = [(2, Scale), (3, Shift), (4, Bias)],
        ["EmbedLayerNormalization"] = [(2, Embedding), (3, Embedding), (4, Embedding), (5, Scale), (6, Shift)],
        ["BiasGelu"] = [(1, Bias)],
        ["FastGelu"] = [(1, Bias)],
    };

    private static readonly Dictionary<string, (int Input, WeightRole Role)[]> Further = new()
    {
        ["DeformConv"] = [(1, Convolution), (3, Bias)],
        ["Einsum"] = [(2, Linear), (3, Linear)],
        ["LSTM"] = [(5, Bias), (6, Bias), (7, Bias)],
        ["GRU"] = [(5, Bias)],
        ["RNN"] = [(5, Bias)],
        ["GatherElements"] = [(0, Embedding)],
        ["GatherND"] = [(0, Embedding)],
        ["PRelu"] = [(1, WeightRole.Slope)],
        ["AttnLSTM"] = [(1, Linear), (2, Linear), (3, Bias), (5, Bias), (6, Bias), (7, Bias), (8, Linear), (9, Linear), (10, Linear), (13, Linear)],
        ["BiasAdd"] = [(1, Bias)],
        ["BiasDropout"] = [(1, Bias)],
        ["BitmaskBiasDropout"] = [(1, Bias)],
        ["BiasSplitGelu"] = [(1, Bias)],
        ["BranchwiseRMSNorm"] = [(1, Scale)],
        ["CausalConvWithState"] = [(1, Convolution), (2, Bias)],
        ["VarlenCausalConvWithState"] = [(1, Convolution), (3, Bias)],
        ["ConvTransposeWithDynamicPads"] = [(1, Convolution), (3, Bias)],
        ["DecoderAttention"] = [(2, Linear), (3, Linear), (4, Bias)],
        ["DecoderMaskedMultiHeadAttention"] = [(10, Bias)],
        ["DecoderMaskedSelfAttention"] = [(1, Linear), (2, Bias)],
        ["DynamicSparseAttention"] = [(14, Scale), (15, Scale), (16, Bias)],
        ["EngramGate"] = [(3, Scale), (4, Scale), (5, Scale)],
        ["FusedMatMulActivation"] = [(0, Linear), (1, Linear)],
        ["GatedDeltaNet"] = [(7, Bias), (8, Bias)],
        ["GatedRMSNorm"] = [(1, Scale)],
        ["GatedRelativePositionBias"] = [(1, Bias), (3, Linear), (4, Bias), (5, Scale)],
        ["GemmFastGelu"] = [(1, Linear), (2, Bias)],
        ["GroupQueryAttention"] = [(11, Bias), (14, Scale), (15, Scale)],
        ["LinearAttentionGate"] = [(1, Bias), (2, Scale)],
        ["LongformerAttention"] = [(1, Linear), (2, Bias), (4, Linear), (5, Bias)],
        ["MoE"] = [(2, Linear), (3, Bias), (4, Linear), (5, Bias), (6, Linear), (7, Bias)],
        ["MultiHeadAttention"] = [(3, Bias)],
        ["NhwcConv"] = [(1, Convolution), (2, Bias)],
        ["NhwcFusedConv"] = [(1, Convolution), (2, Bias)],
        ["PackedAttention"] = [(1, Linear), (2, Bias)],
        ["PackedMultiHeadAttention"] = [(3, Bias)],
        ["PackedSparseAttentionIndexer"] = [(2, Scale), (3, Scale), (9, Bias), (10, Linear)],
        ["PagedAttention"] = [(11, Bias), (12, Scale), (13, Scale)],
        ["RelativePositionBias"] = [(0, Embedding)],
        ["ScaledSiLU"] = [(1, Scale)],
        ["SkipGroupNorm"] = [(1, Scale), (2, Shift), (4, Bias)],
        ["SkipSimplifiedLayerNormalization"] = [(2, Scale), (3, Bias)],
        ["SparseAttentionIndexer"] = [(2, Scale), (3, Scale), (9, Bias), (10, Linear)],
        ["SparsePagedAttention"] = [(16, Bias), (17, Scale), (18, Scale)],
        ["SparseToDenseMatMul"] = [(0, Linear), (1, Linear)],
        ["TorchEmbedding"] = [(0, Embedding)],
        ["TransposeMatMul"] = [(0, Linear), (1, Linear)],
    };

    /// <summary>Operations that keep trained numbers in settings, or in graphs of their own, where they cannot be drawn.</summary>
    public static readonly IReadOnlySet<string> InSettings = new HashSet<string>
    {
        "Affine", "BeamSearch", "EPContext", "GivenTensorFill", "GreedySearch", "Imputer", "LinearClassifier", "LinearRegressor", "SVMClassifier", "SVMRegressor", "Sampling",
        "Scale", "Scaler", "Snpe", "TfIdfVectorizer", "TreeEnsemble", "TreeEnsembleClassifier", "TreeEnsembleRegressor", "WhisperBeamSearch",
    };

    /// <summary>Names of all operations with operands that hold weights.</summary>
    public static IReadOnlySet<string> Known { get; } = First.Keys.Concat(Further.Keys).ToHashSet();

    /// <summary>The operands that are numbered first.</summary>
    /// <param name="node">A node.</param>
    public static IReadOnlyList<(int Input, WeightRole Role)> FirstOf(NodeProto node) => Of(First, node);

    /// <summary>All operands that hold weights.</summary>
    /// <param name="node">A node.</param>
    public static IEnumerable<(int Input, WeightRole Role)> AllOf(NodeProto node) => Of(First, node).Concat(Of(Further, node));

    private static (int Input, WeightRole Role)[] Of(Dictionary<string, (int Input, WeightRole Role)[]> table, NodeProto node) =>
        table.TryGetValue(node.OpType, out var operands) && !(node.OpType == "Attention" && Attributes.IsStandard(node.Domain)) ? operands : [];
}
