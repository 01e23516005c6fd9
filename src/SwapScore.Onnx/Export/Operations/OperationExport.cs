using SwapScore.Engine;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;

namespace SwapScore.Onnx.Export.Operations;

/// <summary>Writes one node of a network as ONNX nodes of operator set 17.</summary>
internal static class OperationExport
{
    public static void Write(NodeScope scope, NormalizationMode mode)
    {
        switch (scope.Node.Operation)
        {
            case Convolution convolution: LinearMaps.Convolution(scope, convolution); break;
            case TransposedConvolution convolution: LinearMaps.TransposedConvolution(scope, convolution); break;
            case Linear linear: LinearMaps.Linear(scope, linear); break;
            case MatrixProduct product: LinearMaps.MatrixProduct(scope, product); break;
            case SpectralTransform transform: LinearMaps.SpectralTransform(scope, transform); break;
            case BatchNormalization norm when mode == NormalizationMode.Batch: Normalizations.OfBatch(scope, norm.Epsilon); break;
            case BatchNormalization norm: Normalizations.Running(scope, norm.Epsilon); break;
            case LayerNormalization norm: Normalizations.OfLayer(scope, norm.Epsilon); break;
            case ActivationFunction { Kind: FunctionKind.Relu }: scope.Elementwise("Relu", scope.Inputs); break;
            case ActivationFunction { Kind: FunctionKind.LeakyRelu } leaky: scope.Elementwise("LeakyRelu", scope.Inputs, Attributes.Create("alpha", leaky.Setting)); break;
            case ActivationFunction { Kind: FunctionKind.CappedRelu } capped: scope.Elementwise("Clip", [.. scope.Inputs, scope.Graph.Number(0), scope.Graph.Number(capped.Setting)]); break;
            case ActivationFunction { Kind: FunctionKind.HardSigmoid } hard: scope.Elementwise("HardSigmoid", scope.Inputs, Attributes.Create("alpha", hard.Setting), Attributes.Create("beta", 0.5f)); break;
            case ActivationFunction { Kind: FunctionKind.Sigmoid }: scope.Elementwise("Sigmoid", scope.Inputs); break;
            case ActivationFunction { Kind: FunctionKind.Tanh }: scope.Elementwise("Tanh", scope.Inputs); break;
            case ActivationFunction { Kind: FunctionKind.Gelu }: Activations.Gelu(scope); break;
            case ActivationFunction { Kind: FunctionKind.Silu }: Activations.Silu(scope); break;
            case ActivationFunction { Kind: FunctionKind.HardSwish }: scope.Elementwise("HardSwish", scope.Inputs); break;
            case Softmax softmax: scope.Result("Softmax", [scope.Map()], Attributes.Create("axis", softmax.AlongRows ? 2 : 3)); break;
            case MaxPooling pool: Pooling.Maximum(scope, pool); break;
            case AveragePooling pool: Pooling.Average(scope, pool); break;
            case GlobalAveragePooling: scope.Result("GlobalAveragePool", [scope.Map()]); break;
            case Add: scope.Elementwise(scope.Node.Inputs.Length switch { 1 => "Identity", 2 => "Add", _ => "Sum" }, scope.Inputs); break;
            case Scaling scaling: scope.Elementwise("Mul", [.. scope.Inputs, scope.Graph.Number(scaling.Factor)]); break;
            case Multiply: scope.Elementwise("Mul", scope.Inputs); break;

            // Which does nothing in inference, and can be trained.
            case Dropout dropout: scope.Elementwise("Dropout", [.. scope.Inputs, scope.Graph.Number(dropout.Rate)]); break;
            case DropPath: scope.Elementwise("Identity", scope.Inputs); break;
            case Concatenation: scope.Result("Concat", scope.Node.Inputs.Select((_, index) => scope.Map(index)), Attributes.Create("axis", 1)); break;
            case Crop crop: Parts.Crop(scope, crop); break;
            case ChannelSlice slice: Parts.Channels(scope, slice); break;
            case Reshape: scope.Result("Reshape", [scope.Map(), scope.Graph.ShapeOf(scope.Node.Shape)]); break;
            case Zero: Parts.Zeros(scope); break;
            case TokenEmbedding embedding: Tokens.Embed(scope, embedding); break;
            case ClassToken token: Tokens.AddClassToken(scope, token); break;
            case Transpose: scope.Result("Transpose", [scope.Map()], Attributes.Create("perm", 0, 2, 1, 3)); break;
            case RelativeLookup lookup: RelativePositions.Lookup(scope, lookup); break;
            case RelativeSum sum: RelativePositions.Sum(scope, sum); break;
            case SpanConvolution: Tokens.ConvolveSpans(scope); break;
            default: throw new NotSupportedException($"There is no ONNX form of {scope.Node.Operation.Name}.");
        }
    }
}
