using SwapScore.Evaluation;
using SwapScore.Networks;

namespace SwapScore.Samples;

/// <summary>The front door: names of a space, and a network of your own, with defaults for everything else.</summary>
public static class ScorerSample
{
    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        await using var scorer = new Scorer();
        foreach (var score in await scorer.ScoreAsync("darts", ["DARTS_V2", "PDARTS", "GDAS_V1"]))
            output.WriteLine(score);

        var builder = new NetworkBuilder("plain");
        var x = builder.Relu(builder.BatchNormalization(builder.Convolution(builder.Input(new Shape(3, 32, 32)), 8, 3, padding: 1)));
        output.WriteLine(await scorer.ScoreAsync(builder.Build(x)));
    }
}
