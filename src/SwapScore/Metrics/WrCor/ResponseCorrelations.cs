using SwapScore.Engine;
using SwapScore.Metrics.Matrices;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;

namespace SwapScore.Metrics.WrCor;

/// <summary>The sum K over some responses of the absolute Pearson correlations between samples. A response in which a sample does not vary is left out.</summary>
/// <param name="samples">Number of samples.</param>
internal sealed class ResponseCorrelations(int samples)
{
    private double[,] _sum = new double[samples, samples];

    /// <summary>How often a ReLU after block i of the network counts: 2^i, the stem being block 0 (<see cref="NetworkBlocks"/>).</summary>
    public static double WeightOf(Network network, Node rectifier) => Math.ScaleB(1, NetworkBlocks.Before(network, rectifier) - 1);

    /// <summary>Adds a response.</summary>
    /// <param name="response">All its values, of all samples.</param>
    /// <param name="weight">How often it counts.</param>
    public void Add(in Activation response, double weight)
    {
        var rows = new double[samples][];
        for (var sample = 0; sample < samples; sample++)
        {
            var values = response.Sample(sample);
            var row = rows[sample] = new double[values.Length];
            for (var i = 0; i < row.Length; i++)
                row[i] = values[i];
            RowKernel.Standardize(row);
            if (row.All(value => value == 0)) return;
        }

        for (var i = 0; i < samples; i++)
            for (var j = 0; j < samples; j++)
                _sum[i, j] += weight * Math.Abs(RowKernel.Dot(rows[i], rows[j]));
    }

    /// <summary><c>ln |det K|</c>; K begins anew.</summary>
    public double Conclude()
    {
        var logarithm = Determinant.LogAbsolute(_sum);
        _sum = new double[samples, samples];
        return logarithm;
    }
}
