using SwapScore.Engine.Backward;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;

namespace SwapScore.Metrics.Gradients;

/// <summary>The gradients of an encoder's outputs by its linear maps and its table of positions, summed over the samples.</summary>
internal sealed class TokenGradients
{
    private readonly bool _isFaithful;
    private readonly (ParameterGradient Parameter, double[] Weights, double[] Gradient)[] _maps;
    private readonly double[][] _features;
    private readonly Dictionary<Func<Node, bool, bool>, double[]> _values = [];

    private TokenGradients(NetworkGradients gradients, bool isFaithful)
    {
        RequireTokens(gradients.Network);
        _isFaithful = isFaithful;
        var pass = gradients.PassInGroups("tokens", gradients.Batch, new BackwardOptions { Kinds = GradientKinds.Weights });
        var parameters = pass.Results.Parameters.Where(one => IsMap(one) || one.Parameter.Role == ParameterRole.PositionEmbedding).ToArray();
        var sums = Array.ConvertAll(parameters, one => new double[one.Parameter.Count]);
        pass.BackwardInGroups(Seed(gradients, isFaithful), GradientKinds.Weights, () =>
        {
            foreach (var (one, sum) in parameters.Zip(sums))
            {
                var gradient = pass.Results.GradientOf(one);
                for (var i = 0; i < sum.Length; i++)
                    sum[i] += gradient[i];
            }
        });
        _maps = [.. parameters.Zip(sums).Where(pair => IsMap(pair.First)).Select(pair => (pair.First, Widened(pass.Results.WeightsOf(pair.First)), pair.Second))];
        var positions = Array.FindIndex(parameters, one => !IsMap(one));
        var width = parameters[positions].Parameter.FanIn;
        _features = [.. Enumerable.Range(0, width).Select(feature => Enumerable.Range(0, sums[positions].Length / width).Select(i => sums[positions][i * width + feature]).ToArray())];
    }

    /// <summary>The gradients of a repeat, computed once for all metrics.</summary>
    /// <param name="gradients">The network.</param>
    /// <param name="isFaithful">Whether the sum of the outputs is differentiated as it is; otherwise the sum weighted with N(0, 1) numbers.</param>
    /// <exception cref="UsageException">The network reads no tokens.</exception>
    public static TokenGradients Of(NetworkGradients gradients, bool isFaithful) =>
        gradients.Share($"tokens{(isFaithful ? " as published" : "")}", () => new TokenGradients(gradients, isFaithful));

    /// <summary>Features as rows, positions as columns.</summary>
    public double[][] ByPosition => _features;

    /// <summary>Refuses networks of other samples.</summary>
    public static void RequireTokens(Network network)
    {
        if (!network.Nodes.Any(node => node.Operation is TokenEmbedding)) throw new UsageException($"{network.Name} reads no tokens", "this metric is for Transformers");
    }

    /// <summary>Whether a parameter is the weight of a linear map of every token.</summary>
    public static bool IsMap(ParameterGradient one) =>
        one.Parameter.Role == ParameterRole.ConvolutionWeight && one.Owner.Operation is Convolution { IsSequence: false };

    /// <summary>The sum over some maps of a value of weight and gradient, or its mean.</summary>
    /// <param name="isCounted">Which maps: from the node, and whether values are as published.</param>
    /// <param name="value">From weights, gradient and number of inputs of the map.</param>
    /// <param name="isMean">Whether it is the mean over the maps.</param>
    public double Total(Func<Node, bool, bool> isCounted, Func<double[], double[], int, double> value, bool isMean)
    {
        // Sum and mean are metrics of their own, and singular values take time.
        if (!_values.TryGetValue(isCounted, out var values))
        {
            var counted = Array.FindAll(_maps, map => isCounted(map.Parameter.Owner, _isFaithful));
            _values.Add(isCounted, values = Array.ConvertAll(counted, map => value(map.Weights, map.Gradient, map.Parameter.Parameter.FanIn)));
        }

        return isMean ? values.Sum() / Math.Max(1, values.Length) : values.Sum();
    }

    /// <summary><c>Σ |W·∂W|</c>.</summary>
    public static double Saliency(ReadOnlySpan<double> weights, ReadOnlySpan<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += Math.Abs(weights[i] * gradient[i]);
        return sum;
    }

    /// <summary>The same values in double precision.</summary>
    public static double[] Widened(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = values[i];
        return wide;
    }

    private static OutputGradient Seed(NetworkGradients gradients, bool isFaithful)
    {
        if (isFaithful) return LossGradients.Sum;
        var count = (int)gradients.Network.Outputs[0].Shape.Count;
        var values = new float[count * gradients.Batch.Size];
        Gaussian.Fill(gradients.Key.Derive(RandomPurpose.Other, 0), values);
        return (sample, _, gradient) => values.AsSpan(sample * count, count).CopyTo(gradient);
    }
}
