using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Spaces;

namespace SwapScore.Tests.Metrics;

/// <summary>A metric of gradients on one network.</summary>
internal static class GradientRun
{
    /// <summary>The score of one repeat of seed 5.</summary>
    public static async Task<double> ScoreAsync(string metric, ISearchSpace space, IArchitecture architecture, Batch batch)
    {
        var options = new EvaluationOptions { Metrics = [metric], Repeats = 1, Seed = 5 };
        var result = await new LocalEvaluator(batch, 1, [space]).EvaluateAsync(
            [new EvaluationRequest(space.Name, architecture.Text, options, batch.Fingerprint)]).SingleAsync();
        Assert.Null(result.Failure);
        return result.Metrics[metric].Mean;
    }
}
