using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Weights;
using static TorchSharp.torch;

namespace SwapScore.Torch.Running;

/// <summary>
/// The parameters of a network as leaves of an automatic differentiation: the very values the engine draws for the same initialiser and key.
/// Made within a dispose scope, to which they belong.
/// </summary>
internal sealed class TorchWeights
{
    private readonly Dictionary<(Node Owner, ParameterRole Role), Tensor> _tensors = [];
    private readonly Dictionary<Node, RandomKey> _dropout = [];

    /// <param name="network">The network.</param>
    /// <param name="initializer">Draws the weights.</param>
    /// <param name="key">Stream of randomness of this initialisation.</param>
    /// <param name="type">Float32 or Float64.</param>
    /// <param name="device">Device of the tensors.</param>
    /// <param name="isAbsolute">Whether signs are dropped.</param>
    public TorchWeights(Network network, IInitializer initializer, RandomKey key, ScalarType type, Device device, bool isAbsolute = false)
    {
        var values = Array.Empty<float>();
        foreach (var node in network.Nodes.Where(node => node.WeightOwner == node))
            for (var i = 0; i < node.Parameters.Length; i++)
            {
                var parameter = node.Parameters[i];
                if (parameter.Role is ParameterRole.RunningMean or ParameterRole.RunningVariance) continue;
                if (values.Length != parameter.Count) values = new float[parameter.Count];
                Initializers.Fill(initializer, node, parameter, node.FirstParameter + i, key, values);
                if (isAbsolute && parameter.IsTrainable)
                    foreach (ref var value in values.AsSpan())
                        value = Math.Abs(value);
                if (parameter.Role == ParameterRole.DropoutKey)
                    _dropout.Add(node, RandomKey.FromFloats(values));
                else
                    _tensors.Add((node, parameter.Role), tensor(values, Dimensions(node, parameter), type, device).requires_grad_(true));
            }
    }

    /// <summary>
    /// The weights zero-shot metrics speak of: those of convolutions and linear maps, without biases and normalisations, in network order.
    /// </summary>
    public IEnumerable<(Node Node, Tensor Weight)> Layers => _tensors
        .Where(pair => pair.Key.Role is ParameterRole.ConvolutionWeight or ParameterRole.LinearWeight && !pair.Key.Owner.IsAuxiliary)
        .Select(pair => (pair.Key.Owner, pair.Value));

    /// <summary>Every parameter, in network order.</summary>
    public IEnumerable<(Node Node, ParameterRole Role, Tensor Values)> All => _tensors.Select(pair => (pair.Key.Owner, pair.Key.Role, pair.Value));

    /// <summary>A parameter of a node, or null where it has none of the role.</summary>
    public Tensor? Of(Node node, ParameterRole role) => _tensors.GetValueOrDefault((node.WeightOwner, role));

    /// <summary>The stream a dropout takes its decisions from.</summary>
    public RandomKey DropoutKey(Node node) => _dropout[node.WeightOwner];

    private static long[] Dimensions(Node node, Parameter parameter) => parameter.Role switch
    {
        ParameterRole.ConvolutionWeight when node.Operation is Convolution { RowWindow: var rows, ColumnWindow: var columns, Groups: var groups } =>
            [parameter.Outputs, node.InputShapes[0].Channels / groups, rows.Kernel, columns.Kernel],
        ParameterRole.TransposedConvolutionWeight when node.Operation is TransposedConvolution { Kernel: var kernel } =>
            [parameter.Outputs, node.InputShapes[0].Channels, kernel, kernel],
        ParameterRole.LinearWeight or ParameterRole.WordEmbedding or ParameterRole.PositionEmbedding or ParameterRole.TypeEmbedding =>
            [parameter.Outputs, parameter.FanIn],
        _ => [parameter.Outputs],
    };
}
