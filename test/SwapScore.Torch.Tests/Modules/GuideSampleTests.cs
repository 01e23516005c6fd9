using SwapScore.Data;
using SwapScore.Tests;
using SwapScore.Torch.Modules;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Modules;

/// <summary>The C# of docs/guide/score-models.md compiles and runs: every line of it stands here.</summary>
public sealed class GuideSampleTests
{
    [Fact]
    public void Guide_ModuleSample_Runs()
    {
        TorchLibrary.Load();
        using var module = nn.Sequential(nn.Conv2d(3, 16, 3), nn.BatchNorm2d(16), nn.ReLU(), nn.Flatten(), nn.Linear(14400, 10));
        var score = SwapScorer.Score(module, BuiltInImages.Natural32.ToBatch(0, 16));
        Console.WriteLine(score.Metrics["swap"].Mean);
        Assert.InRange(score.Metrics["swap"].Mean, 1, 14_400);
    }

    [Fact]
    public void Guide_ModuleSample_IsTheTestAbove()
    {
        var here = Prose.Read("test/SwapScore.Torch.Tests/Modules/GuideSampleTests.cs").Split('\n').Select(line => line.Trim()).ToHashSet();

        // It lies around this namespace, so that no using stands above; a program of someone else needs it.
        here.Add("using SwapScore.Torch;");
        var sample = Assert.Single(Prose.CodeBlocks(Prose.Read("docs/guide/score-models.md"), "csharp"));
        Assert.All(sample.Split('\n'), line => Assert.Contains(line.Trim(), here));
    }
}
