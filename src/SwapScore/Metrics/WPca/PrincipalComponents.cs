using SwapScore.Engine;
using SwapScore.Metrics.Matrices;

namespace SwapScore.Metrics.WPca;

/// <summary>How many principal components hold nearly all of the variance of a value, tokens being the observations and features the variables.</summary>
internal static class PrincipalComponents
{
    /// <summary>The most tokens; more of them are thinned out evenly, so that wide layers end in time.</summary>
    public const int MaximumTokens = 4096;

    /// <summary>The smallest number of components that hold more than a share of the variance.</summary>
    /// <param name="activation">The whole value, <c>[feature][1][token]</c> per sample.</param>
    /// <param name="share">The share, in (0, 1).</param>
    /// <returns>0 where nothing varies.</returns>
    public static int Count(in Activation activation, double share)
    {
        var features = Features(activation);
        var covariances = new double[features.Length * features.Length];
        for (var i = 0; i < features.Length; i++)
            for (var j = 0; j <= i; j++)
                covariances[i * features.Length + j] = covariances[j * features.Length + i] = RowKernel.Dot(features[i], features[j]);
        var variances = SymmetricMatrix.Eigenvalues(covariances, features.Length);
        var (total, held, count) = (variances.Sum(), 0.0, 0);
        if (!(total > 0)) return 0;
        while (held / total <= share && count < variances.Length)
            held += variances[^++count];
        return count;
    }

    /// <summary>The values of every feature at the chosen tokens, without their mean.</summary>
    private static double[][] Features(in Activation activation)
    {
        var shape = activation.Node.Shape;
        var length = (int)shape.Area;
        var tokens = (long)activation.Samples * length;
        var chosen = (int)Math.Min(tokens, MaximumTokens);
        var features = new double[shape.Channels][];
        for (var feature = 0; feature < features.Length; feature++)
        {
            var row = features[feature] = new double[chosen];
            for (var i = 0; i < chosen; i++)
            {
                var (sample, token) = Math.DivRem(i * tokens / chosen, length);
                row[i] = activation.Sample((int)sample)[feature * length + (int)token];
            }

            var mean = RowKernel.Sum(row) / row.Length;
            foreach (ref var value in row.AsSpan())
                value -= mean;
        }

        return features;
    }
}
