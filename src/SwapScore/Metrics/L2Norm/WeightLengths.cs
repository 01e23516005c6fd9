using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Metrics.L2Norm;

/// <summary>Σ ‖W‖₂ over the weights of all convolutions and linear maps, as drawn; biases, normalisations and transposed convolutions do not count.</summary>
/// <remarks>The protocol of NAS-Bench-Suite-Zero, which names this the L2 norm.</remarks>
internal static class WeightLengths
{
    public static double Of(Network network, IInitializer initializer, RandomKey key)
    {
        var values = Array.Empty<float>();
        var sum = 0.0;
        foreach (var node in network.Nodes)
        {
            if (node.Operation is not (Convolution or Linear) || node.IsAuxiliary || node.WeightOwner != node) continue;
            var weight = node.Parameters[0];
            if (values.Length < weight.Count) values = new float[weight.Count];
            var drawn = values.AsSpan(0, (int)weight.Count);
            initializer.Fill(node, weight, key.Derive(RandomPurpose.Parameter, node.FirstParameter), drawn);
            var squares = 0.0;
            foreach (var value in drawn)
                squares += (double)value * value;
            sum += Math.Sqrt(squares);
        }

        return sum;
    }
}
