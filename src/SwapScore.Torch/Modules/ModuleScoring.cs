using SwapScore.Data;
using SwapScore.Evaluation;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>Lets a <see cref="Scorer"/> score TorchSharp modules.</summary>
public static class ModuleScoring
{
    /// <summary>Scores a module on the samples of the scorer, or on built-in images of 3×32×32. The module is left as it was.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="module">The module, from <c>[sample][channel][row][column]</c> to anything. One call at a time may use it.</param>
    /// <exception cref="UsageException">A metric cannot be computed of modules, or an activation module was not called.</exception>
    public static Task<NetworkScore> ScoreAsync(this Scorer scorer, nn.Module<Tensor, Tensor> module)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(module);
        var evaluation = scorer.Options.Evaluation;
        var batch = scorer.Options.Samples ?? BuiltInImages.Natural32.ToBatch(0, scorer.Options.BatchSize);
        var options = new ModuleScoringOptions
        {
            Metrics = evaluation.Metrics,
            Repeats = evaluation.Repeats,
            Seed = evaluation.Seed,
            Mu = evaluation.Mu,
            Sigma = evaluation.Sigma,
        };
        return Task.Run(() =>
        {
            var score = SwapScorer.Score(module, batch, options, scorer.Options.Catalog);
            var request = new EvaluationRequest("module", module.GetName(), evaluation, batch.Fingerprint);
            return new NetworkScore(module.GetName(), new EvaluationResult { Request = request, Metrics = score.Metrics });
        });
    }
}
