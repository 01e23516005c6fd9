using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Torch.Running;
using SwapScore.Weights;
using static TorchSharp.torch;
using DeviceType = TorchSharp.DeviceType;

namespace SwapScore.Torch.Training;

/// <summary>Everything a network has learned: its parameters, and the running statistics of its batch normalisations.</summary>
internal sealed class NetworkState : IDisposable
{
    private readonly List<StateTensor> _tensors = [];
    private readonly Dictionary<Node, (Tensor Mean, Tensor Variance)> _statistics = [];

    /// <param name="network">The network.</param>
    /// <param name="initializer">Draws the weights it begins with; means begin at 0, variances at 1.</param>
    /// <param name="key">Stream of randomness of the weights.</param>
    /// <param name="device">Where it is kept.</param>
    public NetworkState(Network network, IInitializer initializer, RandomKey key, Device device)
    {
        Network = network;
        MultipliesImages = device.type == DeviceType.CPU && ConvolutionChoice.AllowsOneDnn(network);
        Weights = new TorchWeights(network, initializer, key, ScalarType.Float32, device);
        var parameters = Weights.All.ToDictionary(pair => (pair.Node, pair.Role), pair => pair.Values);
        foreach (var node in network.Nodes.Where(node => node.WeightOwner == node))
        {
            if (node.Operation is BatchNormalization) _statistics.Add(node, (zeros([node.Shape.Channels], device: device), ones([node.Shape.Channels], device: device)));
            foreach (var parameter in node.Parameters.Where(parameter => parameter.Role != ParameterRole.DropoutKey))
                _tensors.Add(new StateTensor(node, parameter, parameter.Role switch
                {
                    ParameterRole.RunningMean => _statistics[node].Mean,
                    ParameterRole.RunningVariance => _statistics[node].Variance,
                    var role => parameters[(node, role)],
                }));
        }

        Parameters = [.. _tensors.Where(tensor => tensor.Parameter.IsTrainable)];
    }

    public Network Network { get; }

    public TorchWeights Weights { get; }

    /// <summary>Whether convolutions of the image are computed as products of matrices, see <see cref="ConvolutionChoice"/>.</summary>
    public bool MultipliesImages { get; }

    /// <summary>All tensors, in network order.</summary>
    public IReadOnlyList<StateTensor> Tensors => _tensors;

    /// <summary>Those a training changes by gradients.</summary>
    public IReadOnlyList<StateTensor> Parameters { get; }

    /// <summary>Running mean and variance of a batch normalisation.</summary>
    public (Tensor Mean, Tensor Variance) Statistics(Node node) => _statistics[node.WeightOwner];

    public void Dispose()
    {
        foreach (var tensor in _tensors) tensor.Values.Dispose();
    }
}
