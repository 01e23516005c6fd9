using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Weights;

namespace SwapScore.Onnx.Tests.Schema;

public sealed class OperationTableTests
{
    /// <summary>Operations without weights: what they read are activations, settings, masks, tables of sines, and what is kept from earlier steps.</summary>
    private const string WithoutWeights =
        """
        Abs Acos Acosh Add AffineGrid And ArgMax ArgMin ArrayFeatureExtractor Asin Asinh Atan Atanh AveragePool Bernoulli BiasSoftmax
        BifurcationDetector Binarizer BitCast BitShift BitmaskDropout BitwiseAnd BitwiseNot BitwiseOr BitwiseXor BlackmanWindow CDist Cast CastLike
        CastMap CategoryMapper Ceil Celu CenterCropPad Clip Col2Im ComplexMul ComplexMulConj Compress Concat ConcatFromSequence Constant
        ConstantOfShape Cos Cosh Crop CropAndResize CumProd CumSum DFT DepthToSpace Det DictVectorizer DisentangledAttention_TRT Div Dropout
        DynamicSlice DynamicTimeWarping EfficientNMS_TRT Elu Equal Erf Exp Expand ExpandDims EyeLike FeatureVectorizer Flatten Floor GRUUnit GatedAdd
        Gelu GemmaRotaryEmbedding GlobalLpPool GlobalMaxPool Greater GreaterOrEqual GridSample HammingWindow HannWindow HardSigmoid HardSwish Hardmax
        HyperConnectionPostMix HyperConnectionPreMix Identity If ImageDecoder ImageScaler Inverse Irfft IsAllFinite IsInf IsNaN LRN LabelEncoder
        LeakyRelu Less LessOrEqual LinearAttention Log LogSoftmax Loop LpNormalization LpPool MRotaryEmbedding Max MaxPool MaxRoiPool MaxUnpool
        MaxpoolWithMask Mean MeanVarianceNormalization MelWeightMatrix MemcpyFromHost MemcpyToHost Min Mish Mod Mul MultilevelCropAndResize_TRT
        Multinomial MurmurHash3 NGramHashMapping NGramRepeatBlock Neg NegativeLogLikelihoodLoss NhwcMaxPool NonMaxSuppression NonZero Normalizer Not
        OneHot OneHotEncoder Optional OptionalGetElement OptionalHasElement Or Pad ParametricSoftplus Pow PyramidROIAlign_TRT QuickGelu RandomNormal
        RandomNormalLike RandomUniform RandomUniformLike Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin
        ReduceProd ReduceSum ReduceSumSquare RegexFullMatch Relu RemovePadding Reshape Resize RestorePadding ReverseSequence Rfft RoiAlign
        RotaryEmbedding Round STFT SampleOp ScaledTanh Scan Scatter ScatterElements ScatterND Selu SequenceAt SequenceConstruct SequenceEmpty
        SequenceErase SequenceInsert SequenceLength SequenceMap Shape Shrink Sigmoid Sign Sin Sinh Size Slice Softmax SoftmaxCrossEntropyLoss Softplus
        Softsign SpaceToDepth SparseAttention Split SplitToSequence Sqrt Squeeze StringConcat StringNormalizer StringSplit Sub Sum Swish Tan Tanh
        TensorScatter ThresholdedRelu Tile Tokenizer TopK Transpose Trilu UnfoldTensor Unique Unsqueeze Upsample VarlenNGramHashMapping Where Xor
        ZipMap
        """;

    [Fact]
    public void Operations_OfTheInstalledRuntime_AreAllKnown()
    {
        var installed = InstalledOperations.List();
        var others = WithoutWeights.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToHashSet();

        var unknown = installed.Select(operation => operation.Name).Where(name =>
            !others.Contains(name) && !WeightOperands.Known.Contains(name) && !WeightOperands.InSettings.Contains(name) && !NodeCheck.IsQuantized(name) && !NodeCheck.IsUnreliable(name));

        Assert.Empty(unknown);
        Assert.InRange(installed.Count, 300, int.MaxValue);
    }
}
