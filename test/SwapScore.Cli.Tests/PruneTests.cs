using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.NasBench201;
using SwapScore.Tests.Studies;

namespace SwapScore.Cli.Tests;

public sealed class PruneTests : IDisposable
{
    private static readonly NasBench201Space Cells = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Prune_LettersAsWorth_KeepsTheWorthiestOfEveryEdge()
    {
        var outcome = await Runner().RunAsync("prune", "--threads", "1");
        Assert.Equal(ExitCode.Success, outcome.Code);
        GoldenText.Check("prune", outcome.Output);
        Assert.Contains("57 networks measured", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(40)]
    public async Task Prune_InterruptedAndResumed_LeavesTheSameBytes(int stopAfter)
    {
        var (whole, broken) = (Path.Combine(_folder, "whole"), Path.Combine(_folder, "broken"));
        var uninterrupted = await Runner().RunAsync("prune", "--threads", "1", "--json", "--output", whole);
        string[] line = ["prune", "--threads", "1", "--json", "--output", broken];
        var interrupted = await Runner(stopAfter).RunAsync(line);
        Assert.Equal(ExitCode.Interrupted, interrupted.Code);
        Assert.Contains($"interrupted after {stopAfter} of 57 networks; they are saved", interrupted.Error, StringComparison.Ordinal);
        Assert.Contains("--resume", interrupted.Error, StringComparison.Ordinal);

        var resumed = await Runner().RunAsync([.. line, "--resume"]);
        Assert.Contains($"resuming: {stopAfter} of 57", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(uninterrupted.Output, resumed.Output);
        foreach (var file in (string[])["history.jsonl", "config.json", "result.json"])
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(whole, file), TestContext.Current.CancellationToken),
                await File.ReadAllTextAsync(Path.Combine(broken, file), TestContext.Current.CancellationToken));
        Assert.Equal(3, JsonNode.Parse(resumed.Output)!["rounds"]!.AsArray().Count);

        var other = await Runner().RunAsync([.. line, "--resume", "--seed", "1"]);
        Assert.Equal(ExitCode.Usage, other.Code);
        Assert.Contains("seed was 0 and is 1", other.Error, StringComparison.Ordinal);
        Assert.Contains("holds a search already", (await Runner().RunAsync(line)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prune_DartsInterruptedAmongTheEdges_EndsInTheSameGenotype()
    {
        var (whole, broken) = (Path.Combine(_folder, "whole"), Path.Combine(_folder, "broken"));
        string[] line = ["prune", "--space", "darts", "--per-round", "3", "--json"];
        var uninterrupted = await Runner().RunAsync([.. line, "--output", whole]);
        Assert.Equal(ExitCode.Success, uninterrupted.Code);
        Assert.Contains("340 networks measured", uninterrupted.Error, StringComparison.Ordinal);
        var result = JsonNode.Parse(uninterrupted.Output)!;
        Assert.Equal(8, result["rounds"]!.AsArray().Count);
        Assert.StartsWith("Genotype(normal=[", result["architecture"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(12, result["rounds"]![7]!["remaining"]!.GetValue<string>().Split('/').Count(edge => edge == "-"));

        Assert.Equal(ExitCode.Interrupted, (await Runner(stopAfter: 325).RunAsync([.. line, "--output", broken])).Code);
        var resumed = await Runner().RunAsync([.. line, "--output", broken, "--resume"]);
        Assert.Contains("resuming: 325 of 340", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(uninterrupted.Output, resumed.Output);
    }

    [Fact]
    public async Task Prune_InterruptedWithoutFolder_SaysThatNothingWasKept()
    {
        var outcome = await Runner(stopAfter: 5).RunAsync("prune");
        Assert.Equal(ExitCode.Interrupted, outcome.Code);
        Assert.Empty(outcome.Output);
        Assert.Contains("nothing was kept", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prune_SuperNetworkCannotBeMeasured_IsAFailedRun()
    {
        var outcome = await Runner(fails: true).RunAsync("prune");
        Assert.Equal(ExitCode.Failed, outcome.Code);
        Assert.Contains("the super-network of round 1 cannot be measured: too bad", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prune_ImagesSmallerThanACrop_AreRefused()
    {
        var outcome = await Runner().RunAsync("prune", "--image-size", "3");
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("images of 3×3×3 are too small", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prune_SpaceWithoutSuperNetwork_IsRefusedNamingThoseThatHaveOne()
    {
        var outcome = await new CommandRunner { Spaces = [new ToySpace(), Cells] }.RunAsync("prune", "--space", "darts");
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Empty(outcome.Output);
        Assert.Contains("the space darts cannot be pruned", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("nasbench201", outcome.Error, StringComparison.Ordinal);
    }

    internal static CommandRunner Runner(int stopAfter = int.MaxValue, bool fails = false) => new()
    {
        Spaces = [Cells, new DartsSpace()],
        Evaluator = interruption => new LetterEvaluator(interruption, stopAfter, fails),
    };

    /// <summary>A super-network is as expressive and as trainable as its text has letters o, more so on later edges.</summary>
    private sealed class LetterEvaluator(Interruption interruption, int stopAfter, bool fails) : IEvaluator
    {
        private int _done;

        public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
            IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
        {
            foreach (var request in requests)
            {
                await Task.Yield();
                cancellation.ThrowIfCancellationRequested();
                if (++_done >= stopAfter) interruption.Request(ExitCode.Interrupted);
                var worth = request.Architecture.Split('/').Select((edge, i) => (i + 1) * edge.Count(letter => letter == 'o')).Sum();
                yield return new EvaluationResult
                {
                    Request = request,
                    Failure = fails ? "too bad" : null,
                    Metrics = new Dictionary<string, MetricScore> { ["ntk"] = new([500.0 - worth]), ["linear-regions"] = new([100.0 + worth]) },
                };
            }
        }
    }
}
