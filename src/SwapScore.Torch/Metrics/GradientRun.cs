using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Torch.Running;
using SwapScore.Weights;
using static TorchSharp.torch;

namespace SwapScore.Torch.Metrics;

/// <summary>
/// One initialisation of one network: what metrics of gradients share, each part computed when it is first asked for. Made and used within
/// one dispose scope.
/// </summary>
internal sealed class GradientRun
{
    private readonly IInitializer _initializer;

    // A field of the enumeration ScalarType itself would load TorchSharp with the descriptions of the metrics, whose functions take this type.
    private readonly bool _isDouble;

    private readonly Lazy<TorchWeights> _weights;
    private readonly Lazy<TorchPass> _pass;
    private readonly Lazy<Tensor> _loss;
    private readonly Lazy<IReadOnlyList<LayerGradient>> _layers;
    private readonly Lazy<Tensor> _jacobian;

    /// <param name="network">The network.</param>
    /// <param name="initializer">Draws the weights.</param>
    /// <param name="key">Stream of randomness of this initialisation.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="loss">What the network is trained to make small.</param>
    /// <param name="type">Float32 or Float64.</param>
    /// <param name="device">Where it is computed; null for the processor.</param>
    public GradientRun(
        Network network, IInitializer initializer, RandomKey key, Batch batch, Spaces.TaskLoss loss, ScalarType type = ScalarType.Float32, Device? device = null)
    {
        (Network, _initializer, Key, Batch, TaskLoss, _isDouble, Device) = (network, initializer, key, batch, loss, type == ScalarType.Float64, device ?? CPU);
        _weights = new(() => new TorchWeights(network, initializer, key, type, Device));
        _pass = new(() =>
        {
            // Token numbers have no gradients.
            var input = TorchPass.InputOf(batch, type, Device);
            return new TorchPass(network, Weights, IsText ? input : input.requires_grad_(true));
        });
        _loss = new(() => TaskLosses.Compute(loss, Pass.Output, batch));
        _layers = new(() => LayerGradient.Compute(this, Pass, Loss));
        _jacobian = new(() => Gradients(Pass.Output.sum(), [Pass.Of(network.Inputs.Single())])[0]?.flatten(1)
            ?? throw new NetworkException("nothing leads from the input to the output"));
    }

    public Network Network { get; }

    /// <summary>The stream of this initialisation.</summary>
    public RandomKey Key { get; }

    public Batch Batch { get; }

    public Spaces.TaskLoss TaskLoss { get; }

    /// <summary>Float32 or Float64.</summary>
    public ScalarType Type => _isDouble ? ScalarType.Float64 : ScalarType.Float32;

    public Device Device { get; }

    public bool IsText => Network.Nodes.Any(node => node.Operation is TokenEmbedding);

    public TorchWeights Weights => _weights.Value;

    /// <summary>The forward pass of the whole batch; its graph is kept.</summary>
    public TorchPass Pass => _pass.Value;

    /// <summary>The loss of the task.</summary>
    public Tensor Loss => _loss.Value;

    /// <summary>Every convolution and linear map the output depends on, with the gradients of the loss.</summary>
    public IReadOnlyList<LayerGradient> Layers => _layers.Value;

    /// <summary>The gradient of the sum of all outputs by the input, <c>[sample][value]</c>.</summary>
    public Tensor Jacobian => _jacobian.Value;

    /// <summary>What other metrics found out, by name: computed once.</summary>
    public Dictionary<string, object> Shared { get; } = [];

    /// <summary>The weights of this initialisation without their signs, in double precision.</summary>
    public TorchWeights AbsoluteWeights() => new(Network, _initializer, Key, ScalarType.Float64, Device, isAbsolute: true);

    /// <summary>Gradients of a value; null by what it does not depend on. The graph is kept.</summary>
    public static IReadOnlyList<Tensor?> Gradients(Tensor value, IReadOnlyList<Tensor> by, Tensor? seed = null, bool isDifferentiable = false)
    {
        if (!value.requires_grad || by.Count == 0) return new Tensor?[by.Count];
        return [.. autograd.grad([value], [.. by], seed is null ? null : [seed], retain_graph: true, create_graph: isDifferentiable, allow_unused: true)
            .Select(Arithmetic.OrNull)];
    }

    /// <summary>The sum of a tensor, in double precision.</summary>
    public static double Sum(Tensor values) => values.sum(ScalarType.Float64).item<double>();
}
