using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Spaces;

namespace SwapScore.Tests;

/// <summary>The C# of the README and of the guide to the library compiles and runs: every line of it stands here.</summary>
public sealed class ReadmeSampleTests
{
    [Fact]
    public async Task Readme_LibrarySample_Runs()
    {
        await using var scorer = new Scorer();
        foreach (var score in await scorer.ScoreAsync("darts", ["DARTS_V2", "PDARTS", "GDAS_V1"]))
            Console.WriteLine(score);
    }

    [Fact]
    public async Task Guide_EvaluatorSample_Runs()
    {
        var space = SearchSpaces.Find("darts");
        var batch = BuiltInImages.Natural32.ToBatch(0, 16);
        var evaluator = new LocalEvaluator(batch, Environment.ProcessorCount, [space]);
        var requests = space.Named
            .Select(named => new EvaluationRequest(space.Name, named.Architecture.Text, new EvaluationOptions(), batch.Fingerprint))
            .ToList();

        await foreach (var result in evaluator.EvaluateAsync(requests))
            Console.WriteLine($"{result.Metrics["swap"].Mean:F0} ± {result.Metrics["swap"].StandardError:F0}");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/guide/library.md")]
    public void Document_LibrarySamples_AreTheTestAbove(string path)
    {
        var here = Prose.Read("test/SwapScore.Tests/ReadmeSampleTests.cs").Split('\n').Select(line => line.Trim()).ToHashSet();
        var samples = Prose.CodeBlocks(Prose.Read(path), "csharp");
        Assert.NotEmpty(samples);
        Assert.All(samples.SelectMany(sample => sample.Split('\n')), line => Assert.Contains(line.Trim(), here));
    }
}
