using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Spaces;

namespace SwapScore.Tests;

/// <summary>The C# of the README compiles and runs: every line of it stands here.</summary>
public sealed class ReadmeSampleTests
{
    [Fact]
    public async Task Readme_LibrarySample_Runs()
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

    [Fact]
    public void Readme_LibrarySample_IsTheTestAbove()
    {
        var here = File.ReadAllLines(Path.Combine(SourceTree.Root, "test", "SwapScore.Tests", "ReadmeSampleTests.cs")).Select(line => line.Trim()).ToHashSet();
        var readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));
        var sample = readme.Split("```csharp\n")[1].Split("```")[0];
        Assert.All(sample.Split('\n'), line => Assert.Contains(line.Trim(), here));
    }
}
