using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Search;
using SwapScore.Spaces.NasBench201;

namespace SwapScore.Tests.Search;

public sealed class EngineLatencyTests
{
    // More than any pass takes on any machine.
    private const double Limit = 3600;

    private static readonly NasBench201Space Space = new();

    [Fact]
    public void Seconds_OfSeveralPasses_AreThoseOfTheShortest()
    {
        // A pass reads the clock before and after.
        var clock = new Clock([0, 5, 10, 12, 20, 23]);
        Assert.Equal(2, new EngineLatency(3, clock).Seconds(Space.BuildScoringNetwork(Space.Parse("ALL_SKIP"), Space.Tasks[0], Space.Tasks[0].Input)));
    }

    [Fact]
    public async Task RunAsync_LatencyBudget_MeasuresRealNetworks()
    {
        var images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 4);
        var scoring = new SearchScoring(
            Space, Space.Tasks[0], new LocalEvaluator(images, 1, [Space]), new EvaluationOptions { Repeats = 1 }, (images.Shape, images.Fingerprint));
        var options = new SearchOptions { Evaluations = 6, Population = 4, Mutations = 2, Budget = new SearchBudget { Seconds = Limit } };
        var search = new ArchitectureSearch(Space, scoring, SearchFitness.Plain, options, new EngineLatency().Seconds);
        await foreach (var _ in search.RunAsync(cancellation: TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal(6, search.Candidates.Count);
        Assert.All(search.Candidates, candidate => Assert.InRange(search.LatencyOf(candidate.Architecture)!.Value, 1e-9, Limit));
    }

    /// <summary>Says the seconds it was given, one after the other.</summary>
    private sealed class Clock(IEnumerable<long> seconds) : TimeProvider
    {
        private readonly Queue<long> _seconds = new(seconds);

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds.Dequeue();
    }
}
