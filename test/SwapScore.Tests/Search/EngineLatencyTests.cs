using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Search;
using SwapScore.Spaces.NasBench201;

namespace SwapScore.Tests.Search;

public sealed class EngineLatencyTests
{
    private static readonly NasBench201Space Space = new();

    [Fact]
    public void Seconds_RealNetworks_GrowWithTheirWork()
    {
        var meter = new EngineLatency();
        var least = Seconds("ALL_SKIP");
        var most = Seconds("ALL_CONV3X3");

        // Sixteen times the multiply-adds; whatever else the machine does, not less than twice the time.
        Assert.InRange(least, 1e-5, 10);
        Assert.True(most > 2 * least, $"{most} s against {least} s");

        double Seconds(string name) => meter.Seconds(Space.BuildScoringNetwork(Space.Parse(name), Space.Tasks[0], Space.Tasks[0].Input));
    }

    [Fact]
    public async Task RunAsync_LatencyBudget_KeepsRealNetworksWithinWhatWasMeasured()
    {
        var limit = 20 * new EngineLatency().Seconds(Space.BuildScoringNetwork(Space.Parse("ALL_SKIP"), Space.Tasks[0], Space.Tasks[0].Input));
        var images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 4);
        var scoring = new SearchScoring(
            Space, Space.Tasks[0], new LocalEvaluator(images, 1, [Space]), new EvaluationOptions { Repeats = 1 }, (images.Shape, images.Fingerprint));
        var options = new SearchOptions { Evaluations = 6, Population = 4, Mutations = 2, Budget = new SearchBudget { Seconds = limit } };
        var search = new ArchitectureSearch(Space, scoring, SearchFitness.Plain, options, new EngineLatency().Seconds);
        await foreach (var _ in search.RunAsync(cancellation: TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal(6, search.Candidates.Count);
        Assert.All(search.Candidates, candidate => Assert.InRange(search.LatencyOf(candidate.Architecture)!.Value, 1e-5, limit));
    }
}
