using SwapScore.Torch.Metrics.Jacobian;
using SwapScore.Torch.Metrics.Ntk;
using SwapScore.Torch.Metrics.Saliency;
using SwapScore.Torch.Metrics.Transformers;
using SwapScore.Torch.Metrics.Zico;

namespace SwapScore.Torch.Metrics;

/// <summary>How each metric of gradients in the catalogue is computed.</summary>
internal static class GradientMeasures
{
    private static readonly Dictionary<string, Func<GradientRun, double>> Measures = new(StringComparer.Ordinal)
    {
        ["grad-norm"] = SaliencyMeasures.GradNorm,
        ["plain"] = SaliencyMeasures.Plain,
        ["snip"] = SaliencyMeasures.Snip,
        ["grasp"] = SaliencyMeasures.Grasp,
        ["fisher"] = run => FisherMeasure.Of(run, isFaithful: false),
        ["fisher-faithful"] = run => FisherMeasure.Of(run, isFaithful: true),
        ["synflow"] = SynflowMeasure.Of,
        ["jacov"] = JacobianMeasures.Jacov,
        ["epe-nas"] = JacobianMeasures.EpeNas,
        ["zico"] = ZicoMeasure.Of,
        ["ntk"] = NtkMeasure.Of,
        ["dss"] = DssMeasure.Of,
    };

    static GradientMeasures()
    {
        foreach (var isFaithful in (bool[])[false, true])
        {
            var suffix = isFaithful ? "-faithful" : "";
            foreach (var isNormalised in (bool[])[false, true])
            {
                var whole = suffix + (isNormalised ? "-normalised" : "");
                Measures.Add("synaptic-diversity" + whole, run => new TokenGradients(run, isFaithful).Diversity(isNormalised));
                Measures.Add("synaptic-saliency" + whole, run => new TokenGradients(run, isFaithful).Saliency(isNormalised));
                Measures.Add("head-importance" + whole, run => new TokenGradients(run, isFaithful).HeadImportance(isNormalised));
            }

            Measures.Add("jacobian-score" + suffix, run => new TokenGradients(run, isFaithful).Covariance());
            Measures.Add("jacobian-cosine" + suffix, run => new TokenGradients(run, isFaithful).Cosine());
        }
    }

    /// <summary>Names of the metrics computed here.</summary>
    public static IReadOnlyCollection<string> Names => Measures.Keys;

    /// <summary>The value of a metric for one initialisation.</summary>
    public static double Of(string metric, GradientRun run) => Measures[metric](run);
}
