using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using static TorchSharp.torch;

namespace SwapScore.Torch.Running;

/// <summary>
/// A forward pass through libtorch in training mode: batch statistics, and dropout with the decisions of the engine. Differentiable; made
/// within a dispose scope, to which every value belongs.
/// </summary>
/// <remarks>Equal values are computed once and zeros left out of sums, as in a plan; what the outputs do not depend on is not computed.</remarks>
internal sealed class TorchPass
{
    private readonly Network _network;
    private readonly Tensor?[] _values;

    /// <param name="network">The network.</param>
    /// <param name="weights">Its parameters.</param>
    /// <param name="input">The samples, <c>[sample][channel][row][column]</c>.</param>
    /// <param name="observed">Nodes whose values are wanted beside the outputs; null for none.</param>
    /// <param name="replaced">Computes some nodes in another way; null from it, or null, for the usual one.</param>
    public TorchPass(
        Network network, TorchWeights weights, Tensor input, Func<Node, bool>? observed = null, Func<Node, Tensor, Tensor?>? replaced = null)
    {
        _network = network;
        _values = new Tensor?[network.Nodes.Length];
        foreach (var node in Needed(observed))
        {
            if (node.Operation is Input)
            {
                _values[node.Index] = input;
                continue;
            }

            var x = node.Inputs.Select(Of).ToArray();
            if (node.Operation is Add) x = [.. x.Where((_, i) => node.Inputs[i].Operation is not Zero).DefaultIfEmpty(x[0])];
            _values[node.Index] = replaced?.Invoke(node, x[0]) ?? Compute(node, x, weights);
        }
    }

    /// <summary>The value of the only output, flattened to <c>[sample][output]</c> where it is a vector.</summary>
    public Tensor Output => Of(_network.Outputs[0]) is var output && _network.Outputs[0].Shape.Area == 1 ? output.flatten(1) : output;

    /// <summary>The value of an observed node or of one the outputs depend on.</summary>
    public Tensor Of(Node node) => _values[_network.Canonical[node.Index]]!;

    /// <summary>Whether a node has a value.</summary>
    public bool Has(Node node) => _values[_network.Canonical[node.Index]] is not null;

    /// <summary>The value of one node, not an input, from the values it reads.</summary>
    public static Tensor Compute(Node node, Tensor[] x, TorchWeights weights) => node.Operation is Dropout dropout
        ? Drop(x[0], dropout.Rate, weights.DropoutKey(node))
        : TorchOperations.Compute(node, x, role => weights.Of(node, role));

    /// <summary>A batch as an input.</summary>
    public static Tensor InputOf(Batch batch, ScalarType type, Device device) =>
        tensor(batch.Values.ToArray(), [batch.Size, batch.Shape.Channels, batch.Shape.Rows, batch.Shape.Columns], type, device);

    private IEnumerable<Node> Needed(Func<Node, bool>? observed)
    {
        var needed = new bool[_network.Nodes.Length];
        foreach (var node in _network.Outputs.Concat(_network.Nodes.Where(node => observed?.Invoke(node) ?? false)))
            needed[_network.Canonical[node.Index]] = true;
        foreach (var node in _network.Nodes.Reverse().Where(node => needed[node.Index]))
            foreach (var input in node.Inputs)
                needed[_network.Canonical[input.Index]] = true;
        return _network.Nodes.Where(node => needed[node.Index]);
    }

    /// <summary>Neuron n of sample s goes by word 0 of block n·S + s of the node's stream, as in the engine.</summary>
    private static Tensor Drop(Tensor x, float rate, RandomKey key)
    {
        var samples = (int)x.shape[0];
        var neurons = (int)(x.numel() / samples);
        var factors = new float[x.numel()];
        for (var sample = 0; sample < samples; sample++)
            for (var neuron = 0; neuron < neurons; neuron++)
            {
                var (word, _) = key.Words(neuron * (long)samples + sample);
                factors[sample * neurons + neuron] = rate > (word >> 8) * (1f / (1 << 24)) ? 0 : 1 / (1 - rate);
            }

        return x * tensor(factors, x.shape, x.dtype, x.device);
    }
}
